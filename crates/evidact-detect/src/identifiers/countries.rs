//! Numbers of more states, by grouping, shape and check, each from the description of the office that gives
//! it out. A check gates what stands bare; a number that a key or cue names is taken whatever its check.

use super::bytes::{before, byte, is_word, part, run};
use super::checks::{luhn, month_day, pair, weighted};
use super::digits::Digits;
use super::take::Place;
use super::what::What;
use evidact_model::Confidence::{self, High, Low, Medium};

/// Recognises a number by how its groups are parted.
pub(super) fn grouped(g: &Digits) -> Option<(What, Confidence)> {
    use What::{NationalId, TaxId};
    let d = g.digits();
    let hit = |good: bool, what, confidence| good.then_some((what, confidence));
    match (g.lengths(), g.separators()) {
        ([4, 6], b" ") => hit(austrian(d), NationalId, Medium),
        ([1, 4, 5, 2, 1], b"----" | b"    ") => hit(thai(d), NationalId, High),
        ([3, 2, 5], b"--") => hit(korean_business(d), TaxId, Medium),
        ([6, 2, 4], b"--") => hit(month_day(pair(d, 2), pair(d, 4)), NationalId, Medium),
        ([5, 7, 1], b"--") => hit(d.first().is_some_and(|x| (1..=7).contains(x)), NationalId, Medium),
        ([3, 4, 7, 1], b"---") => hit(d.starts_with(&[7, 8, 4]) && luhn(d), NationalId, High),
        ([3, 3, 3, 1], b"..-") => hit(colombian(d), TaxId, Medium),
        ([6, 5], b"-") => hit(month_day(pair(d, 2), pair(d, 0)), NationalId, Low),
        ([1, 6, 4], b"--" | b"  ") => hit(hungarian(d), NationalId, Medium),
        _ => None,
    }
}

/// Says whether a bare number carries a date of birth and a check digit that fit.
pub(super) fn bare(d: &[u8]) -> bool {
    match d.len() {
        11 => baltic(d),
        13 => yugoslav(d),
        _ => false,
    }
}

/// Says whether a check fits that is too weak without a cue.
pub(super) fn weak(d: &[u8]) -> bool {
    match d.len() {
        9 => portuguese(d) || greek(d),
        10 => bulgarian(d) || austrian(d),
        11 => croatian(d),
        13 => thai(d),
        _ => false,
    }
}

fn digit(d: &[u8], at: usize) -> u32 {
    d.get(at).copied().map_or(99, u32::from)
}

/// Austria: the fourth digit checks the serial number and the date of birth.
fn austrian(d: &[u8]) -> bool {
    let sum = weighted(d, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
    d.len() == 10 && d.first() != Some(&0) && sum == digit(d, 3) && month_day(pair(d, 6) % 12 + 1, pair(d, 4))
}

fn thai(d: &[u8]) -> bool {
    let sum = weighted(d, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    d.len() == 13 && !matches!(d.first(), Some(0 | 9)) && (11 - sum % 11) % 10 == digit(d, 12)
}

/// South Korea, registration of a business.
fn korean_business(d: &[u8]) -> bool {
    let sum = weighted(d, &[1, 3, 7, 1, 3, 7, 1, 3]) + digit(d, 8) * 5 / 10 + digit(d, 8) * 5;
    d.len() == 10 && (10 - sum % 10) % 10 == digit(d, 9)
}

/// Colombia, number of a taxpayer.
fn colombian(d: &[u8]) -> bool {
    let rest = weighted(d, &[41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
    d.len() == 10 && digit(d, 9) == if rest < 2 { rest } else { 11 - rest }
}

fn hungarian(d: &[u8]) -> bool {
    let sum = weighted(d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11;
    d.len() == 11
        && matches!(d.first(), Some(1..=8))
        && month_day(pair(d, 3), pair(d, 5))
        && sum == digit(d, 10)
}

/// Estonia and Lithuania: century and sex, date of birth, serial number, check.
fn baltic(d: &[u8]) -> bool {
    let first = weighted(d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
    let second = weighted(d, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
    let check = if first < 10 { first } else { second % 10 };
    d.len() == 11
        && matches!(d.first(), Some(1..=6))
        && month_day(pair(d, 3), pair(d, 5))
        && check == digit(d, 10)
}

/// The number of a citizen in Serbia, Bosnia, Montenegro, North Macedonia and Slovenia.
fn yugoslav(d: &[u8]) -> bool {
    let rest = weighted(d, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest == 0 { 0 } else { 11 - rest };
    d.len() == 13
        && matches!(d.get(4), Some(0 | 9))
        && month_day(pair(d, 2), pair(d, 0))
        && check == digit(d, 12)
}

fn portuguese(d: &[u8]) -> bool {
    let rest = weighted(d, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    digit(d, 8) == if rest < 2 { 0 } else { 11 - rest }
}

fn greek(d: &[u8]) -> bool {
    weighted(d, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digit(d, 8)
}

fn bulgarian(d: &[u8]) -> bool {
    weighted(d, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digit(d, 9)
        && month_day(pair(d, 2) % 20, pair(d, 4))
}

/// Croatia: ISO 7064 mod 11,10.
fn croatian(d: &[u8]) -> bool {
    let product = d.iter().take(10).fold(10, |p, &x| {
        let sum = (u32::from(x) + p) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == digit(d, 10)
}

/// Recognises numbers with letters: the word `start..end` and what is joined to it.
pub(super) fn lettered(text: &[u8], start: usize, end: usize) -> Option<(usize, What, Confidence)> {
    let word = part(text, start, end);
    match word.len() {
        4 | 11 => beneficiary(text, start),
        7 => hong_kong(text, start, end),
        12 | 13 if mexican(word) => Some((end, What::TaxId, Medium)),
        12 if german_pension(word) => Some((end, What::NationalId, Medium)),
        _ => None,
    }
}

/// Letters that the numbers of Medicare (United States) use.
fn is_medicare_letter(b: u8) -> bool {
    b.is_ascii_uppercase() && !b"SLOIBZ".contains(&b)
}

/// United States, Medicare beneficiary: `1EG4-TE5-MK73`, with or without dashes.
fn beneficiary(text: &[u8], start: usize) -> Option<(usize, What, Confidence)> {
    let dashed = byte(text, start + 4) == b'-';
    let mut at = start;
    for (i, kind) in b"1AXNAXNAANN".iter().enumerate() {
        if dashed && matches!(i, 4 | 7) {
            if byte(text, at) != b'-' {
                return None;
            }
            at += 1;
        }
        let b = byte(text, at);
        let fits = match kind {
            b'1' => (b'1'..=b'9').contains(&b),
            b'N' => b.is_ascii_digit(),
            b'A' => is_medicare_letter(b),
            _ => b.is_ascii_digit() || is_medicare_letter(b),
        };
        if !fits {
            return None;
        }
        at += 1;
    }
    (!is_word(byte(text, at)) && !is_word(before(text, start))).then_some((
        at,
        What::CustomerId,
        if dashed { High } else { Low },
    ))
}

/// Hong Kong: a letter, six digits and the check in brackets.
fn hong_kong(text: &[u8], start: usize, end: usize) -> Option<(usize, What, Confidence)> {
    let word = part(text, start, end);
    let (&letter, digits) = word.split_first()?;
    let bracket = byte(text, end) == b'(' && byte(text, end + 2) == b')';
    if !letter.is_ascii_uppercase() || !digits.iter().all(u8::is_ascii_digit) || !bracket {
        return None;
    }
    // A missing second letter counts as 36, letters count from 10.
    let head = 36 * 9 + (u32::from(letter - b'A') + 10) * 8;
    let sum: u32 =
        head + digits.iter().zip([7u32, 6, 5, 4, 3, 2]).map(|(b, w)| u32::from(b - b'0') * w).sum::<u32>();
    let check = match (11 - sum % 11) % 11 {
        10 => b'A',
        n => b'0' + n as u8,
    };
    (byte(text, end + 1) == check).then_some((end + 3, What::NationalId, High))
}

/// Mexico, taxpayers: letters of the name, a date, three characters.
fn mexican(word: &[u8]) -> bool {
    let letters = word.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let date: Vec<u8> = word.iter().skip(letters).take(6).map(|b| b.wrapping_sub(b'0')).collect();
    let tail = part(word, letters + 6, word.len());
    letters == word.len() - 9
        && date.iter().all(|&x| x < 10)
        && month_day(pair(&date, 2), pair(&date, 4))
        && tail.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && tail.iter().any(u8::is_ascii_digit)
}

/// Germany, pension insurance: office, date of birth, initial, serial number, check.
fn german_pension(word: &[u8]) -> bool {
    let Some(letter) = word.get(8).filter(|b| b.is_ascii_uppercase()) else { return false };
    let mut digits: Vec<u8> = word.iter().take(8).map(|b| b.wrapping_sub(b'0')).collect();
    let number = letter - b'A' + 1;
    digits.extend([number / 10, number % 10]);
    digits.extend(word.iter().skip(9).map(|b| b.wrapping_sub(b'0')));
    if digits.len() != 13 || digits.iter().any(|&x| x > 9) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .zip([2u32, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])
        .map(|(&x, w)| u32::from(x) * w)
        .map(|p| p / 10 + p % 10)
        .sum();
    month_day(pair(&digits, 4), pair(&digits, 2) % 50) && sum % 10 == digit(&digits, 12)
}

/// Reads a national insurance number (United Kingdom) however it is spaced, from its two letters.
pub(super) fn spaced_insurance(text: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut digits) = (start + 2, 0);
    while digits < 6 {
        at += usize::from(byte(text, at) == b' ');
        if !byte(text, at).is_ascii_digit() {
            return None;
        }
        at += 1;
        digits += 1;
    }
    at += usize::from(byte(text, at) == b' ');
    (matches!(byte(text, at), b'A'..=b'D') && !is_word(byte(text, at + 1))).then_some(at + 1)
}

/// Reads the plate of a vehicle behind a key or cue: two to four short groups with a letter and a digit.
pub(super) fn plate(text: &[u8], place: Place) -> Option<usize> {
    let (mut at, mut end, mut groups) = (place.at, place.at, 0);
    while groups < 4 {
        let stop = run(text, at, 8, |b| b.is_ascii_alphanumeric()).min(place.limit);
        let group = part(text, at, stop);
        let written = groups == 0
            || group.iter().all(u8::is_ascii_digit)
            || (group.len() <= 5 && group.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        if group.is_empty() || group.len() > 7 || !written || is_word(byte(text, stop)) {
            break;
        }
        (end, groups) = (stop, groups + 1);
        if !matches!(byte(text, stop), b' ' | b'-') {
            break;
        }
        at = stop + 1;
    }
    let value = part(text, place.at, end);
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
    // The groups of a plate that follow the cue directly are few and short.
    (digits >= 1 && letters >= 1 && (4..=10).contains(&(digits + letters))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::{bare, grouped, lettered, plate, spaced_insurance, weak};
    use crate::identifiers::digits::Digits;
    use crate::identifiers::take::Place;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect()
    }

    /// Numbers that the offices print in their own descriptions, or that public ones copy from there.
    #[test]
    fn recognises_published_examples() {
        for text in [
            "1237 010180",
            "1-2345-45678-78-1",
            "116-82-00276",
            "770305-02-1234",
            "42201-0397640-8",
            "213.123.432-1",
        ] {
            assert!(grouped(&Digits::read(text.as_bytes(), 0, true)).is_some(), "{text}");
        }
        for text in ["37605030299", "33309240064", "0101006500006"] {
            assert!(bare(&digits(text)), "{text}");
        }
        for text in ["1EG4-TE5-MK73", "1EG4TE5MK73", "A123456(3)", "GODE561231GR8", "15070649C103"] {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            assert_eq!(lettered(text.as_bytes(), 0, end).map(|h| h.0), Some(text.len()), "{text}");
        }
        assert!(weak(&digits("094259216")) && weak(&digits("33392005961")) && weak(&digits("7523169263")));
    }

    #[test]
    fn leaves_numbers_with_a_wrong_check() {
        for text in ["1238 010180", "1-2345-45678-78-2", "116-82-00277", "213.123.432-2"] {
            assert!(grouped(&Digits::read(text.as_bytes(), 0, true)).is_none(), "{text}");
        }
        assert!(!bare(&digits("37605030298")) && !bare(&digits("0101006500007")));
        for text in ["A123456(4)", "15070649C104", "GODE569931GR8", "1SG4TE5MK73"] {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            assert!(lettered(text.as_bytes(), 0, end).is_none(), "{text}");
        }
    }

    #[test]
    fn reads_spaced_numbers_and_plates() {
        for text in ["AB 12 34 56 C", "AB 123456 C", "AB 123 456 C", "AB 123456C"] {
            assert_eq!(spaced_insurance(text.as_bytes(), 0), Some(text.len()), "{text}");
        }
        assert_eq!(spaced_insurance(b"AB 12345 C", 0), None);
        let read =
            |text: &str| plate(text.as_bytes(), Place { at: 0, limit: text.len(), exact: false, firm: true });
        assert_eq!(read("34 ABC 1234 was seen"), Some(11));
        assert_eq!(read("B-MW 1234"), Some(9));
        assert_eq!(read("APP-456CV and"), Some(9));
        assert_eq!(read("of the vehicle"), None);
    }
}
