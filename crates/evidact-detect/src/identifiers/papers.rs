//! Numbers of passports: letters and digits in any mixture, so few digits say nothing against one.

use super::bytes::{byte, is_word, part, run};
use super::take::{Place, Taken, number};
use super::what::What;
use evidact_model::Confidence::{High, Medium};

/// Characters of a passport number without digits, at least and at most.
const LETTERS: std::ops::RangeInclusive<usize> = 8..=9;

/// Takes the number of a passport.
pub(super) fn passport(text: &[u8], place: Place) -> Taken {
    let confidence = if place.firm { High } else { Medium };
    let end = coded(text, place).or_else(|| number(text, place, 5))?;
    Some((place.at, end, What::Passport, confidence))
}

/// One word of capitals and digits, as ICAO 9303 allows in the machine-readable zone: nine characters at most,
/// some offices print more.
fn coded(text: &[u8], place: Place) -> Option<usize> {
    let end = run(text, place.at, 16, |b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let word = part(text, place.at, end);
    let joined = matches!(byte(text, end), b'-' | b'/' | b'_' | b'.') && is_word(byte(text, end + 1));
    if end > place.limit || is_word(byte(text, end)) || joined {
        return None;
    }
    let digits = word.iter().filter(|b| b.is_ascii_digit()).count();
    let least = if place.firm { 6 } else { 7 };
    let mixed = digits > 0 && digits < word.len() && (least..=12).contains(&word.len());
    // Offices leave vowels out, so that no number reads as a word.
    let consonants =
        digits == 0 && LETTERS.contains(&word.len()) && !word.iter().any(|b| b"AEIOU".contains(b));
    (mixed || consonants).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::passport;
    use crate::identifiers::take::Place;

    fn taken(text: &str, firm: bool) -> Option<&str> {
        let place = Place { at: 0, limit: text.len(), exact: false, firm };
        passport(text.as_bytes(), place).and_then(|t| text.get(t.0..t.1))
    }

    #[test]
    fn reads_numbers_of_few_digits_and_of_none() {
        for number in ["C01X00T47", "VVVCT62YX", "NY1R7MX2V", "CFGHJKLMN", "123456789", "AB 123456"] {
            assert_eq!(taken(number, true), Some(number));
            assert_eq!(taken(&format!("{number}, flies"), false), Some(number));
        }
    }

    #[test]
    fn leaves_words_versions_and_parts_of_paths() {
        for text in ["REQUIRED", "OFFICE", "RS256", "SAML2-STRATEGY", "HS512/x", "control", "v1.2.3"] {
            assert_eq!(taken(text, false), None, "{text}");
        }
    }
}
