//! Addresses known by what follows the street: a postal code with its town, or a flat on a line of its own.
//!
//! No list holds the names of all streets, but a house number before a postal code tells one.

use super::address::{is_flat, is_link, tail};
use super::bytes::{DIGIT, UPPER, before, byte, class, is_letter, is_word, part, run, run_back};
use super::dates;
use super::names;

/// Reads "Am Markt 158, 50667 Köln" around its house number `start..end`: where it starts and ends.
pub(super) fn around(text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let number = house_number(text, end);
    let code = number + 2;
    if end - start > 4 || part(text, number, code) != b", " || !is_code_and_town(text, code) {
        return None;
    }
    let from = street_before(text, start)?;
    // "Sep 03, 2026 Release".
    let word = run_back(text, start - 1, 12, is_letter);
    let dated = dates::end(text, word).is_some_and(|end| end > code);
    (!dated).then(|| (from, tail(text, number)))
}

/// The end of a house number with what may belong to it: `14b`, `33-2`, `12/4`, `14 bis`.
fn house_number(text: &[u8], end: usize) -> usize {
    let suffix = run(text, end, 5, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/'));
    let word = run(text, suffix + 1, 6, |b| b.is_ascii_lowercase());
    let french = matches!(part(text, suffix + 1, word), b"bis" | b"ter" | b"quater");
    if french && byte(text, suffix) == b' ' { word } else { suffix }
}

/// A postal code of four to seven characters, and a capitalised word behind it.
fn is_code_and_town(text: &[u8], at: usize) -> bool {
    let country = run(text, at, 3, |b| b.is_ascii_uppercase());
    let dash = country > at && byte(text, country) == b'-';
    let first = if dash { country + 1 } else { at };
    let digits = run(text, first, 6, |b| b.is_ascii_digit());
    let more =
        if byte(text, digits) == b'-' { run(text, digits + 1, 4, |b| b.is_ascii_digit()) } else { digits };
    let letters = run(text, more + 1, 3, |b| b.is_ascii_uppercase());
    let dutch = digits - first == 4 && letters - more == 3 && byte(text, letters) == b' ';
    let town = if dutch { letters } else { more } + 1;
    let capital = class(byte(text, town)) & UPPER != 0 || byte(text, town) >= 0x80;
    let second = byte(text, town + 1);
    (4..=5).contains(&(digits - first))
        && byte(text, town - 1) == b' '
        && capital
        && (is_letter(second) && !second.is_ascii_uppercase() || is_capitals(text, town))
}

/// A town in capitals alone has three letters or more, which no unit of measure and no currency does not.
fn is_capitals(text: &[u8], at: usize) -> bool {
    let end = run(text, at, 30, is_letter);
    end - at >= 4 && !is_word(byte(text, end))
}

/// Goes back over the words of a street's name from its number; returns where the first one starts.
fn street_before(text: &[u8], number: usize) -> Option<usize> {
    let (mut from, mut named) = (None, false);
    let mut at = number;
    for _ in 0..5 {
        if before(text, at) != b' ' {
            break;
        }
        let stop = at - 1;
        let comma = usize::from(before(text, stop) == b',' && from.is_none());
        let start = run_back(text, stop - comma, 32, |b| is_letter(b) || matches!(b, b'-' | b'\'' | b'.'));
        let word = part(text, start, stop - comma);
        let capital = class(byte(text, start)) & UPPER != 0
            || (byte(text, start) >= 0x80 && is_letter(byte(text, start)));
        if word.is_empty() || is_word(before(text, start)) || !(capital || (is_link(word) && from.is_some()))
        {
            break;
        }
        // A full stop behind a long word ends a sentence.
        if word.len() > 5 && word.ends_with(b".") && !word.ends_with(b"str.") {
            break;
        }
        if capital && !is_preposition(word) {
            from = Some(start);
            named |= !names::is_machine_word(word);
        }
        at = start;
    }
    // "Version 12, 10115 Lines": words of machines name no street.
    from.filter(|_| named)
}

/// Words that lead to an address and start a sentence: "At Calle Mayor 83".
fn is_preposition(word: &[u8]) -> bool {
    let words: [&[u8]; 8] = [b"At", b"To", b"From", b"En", b"Address", b"Adresse", b"Anschrift", b"Chez"];
    words.contains(&word)
}

/// Reads an address whose number starts its line and whose next line is a flat: "35 Kromwater 38", "Apt. 705".
pub(super) fn above_flat(text: &[u8], start: usize, number_end: usize) -> Option<usize> {
    let lead = run_back(text, start, 8, |b| matches!(b, b' ' | b'\t' | b'>'));
    if !matches!(before(text, lead), b'\n') || number_end - start > 5 {
        return None;
    }
    let end = run(text, number_end, 60, |b| is_word(b) || matches!(b, b' ' | b'.' | b'-' | b'\'' | b','));
    let next = run(text, end + 1, 6, |b| matches!(b, b' ' | b'\t' | b'>'));
    let flat_end = run(text, next, 24, |b| is_word(b) || matches!(b, b' ' | b'.' | b'#'));
    let flat = part(text, next, flat_end);
    let word = part(text, number_end + 1, end);
    let named = word.first().is_some_and(|&b| class(b) & (UPPER | DIGIT) != 0 || b >= 0x80);
    let fits = byte(text, end) == b'\n' && named && is_flat(flat) && flat.iter().any(u8::is_ascii_digit);
    (fits && dates::end(text, start).is_none()).then(|| tail(text, flat_end))
}

#[cfg(test)]
mod tests {
    use super::{above_flat, around};

    fn read(text: &str) -> Option<&str> {
        // The house number is the first digit behind a space, or the first of all.
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let end = start + text.get(start..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or_default();
        around(text.as_bytes(), start, end).and_then(|(from, to)| text.get(from..to))
    }

    #[test]
    fn reads_streets_of_any_name_before_a_postal_code() {
        for address in [
            "Am Markt 158, 50667 Köln",
            "Zum Alten Forsthaus 3a, 04103 Leipzig",
            "Calle de Alcalá 58, 28014 Madrid",
            "Rua das Flores 45, 4050-265 Porto",
            "Prins Hendrikkade 33-2, 1012 TM Amsterdam",
            "Unter den Linden 7, D-10117 Berlin",
        ] {
            assert_eq!(read(&format!("he lives at {address}. Then")), Some(address));
            assert_eq!(read(&format!("At {address}, since May")), Some(address));
        }
    }

    #[test]
    fn leaves_counts_and_lists_of_numbers() {
        for text in [
            "Version 12, 10115 Lines",
            "in Chapter 3, 2000 words",
            "Page 12, 2019 edition",
            "Items 3, 4711 EUR",
            "12, 10115 Berlin",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn reads_a_block_with_a_flat_on_its_own_line() {
        let text = b"x\n35 Kromwater 38\nApt. 705\nMaldegem 9990\n";
        assert!(above_flat(text, 2, 4).is_some_and(|end| end >= 26));
        assert_eq!(above_flat(b"x\n35 tests passed\nSuite 3 starts\n", 2, 4), None);
    }
}
