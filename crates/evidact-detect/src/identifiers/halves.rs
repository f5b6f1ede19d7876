//! Half a name is never left: where a family name was taken, the given name right before it goes too, and where a given
//! name was taken alone, the noun right behind it, which is a family name as well.

use super::bytes::{before, byte, is_word, part, run_back};
use super::names::{self, Listed};
use super::what::{Found, What};

/// Letters of the longest given name.
const MAX_GIVEN: usize = 40;

/// Moves the start of each person that was found to the given name before it, and the end to the noun behind it.
pub(super) fn complete(text: &[u8], found: &mut [Found]) {
    for person in found.iter_mut().filter(|f| f.what == What::Person) {
        if let Some(start) = given_before(text, person.start) {
            person.start = start;
        }
        if let Some(end) = noun_behind(text, person.start, person.end) {
            person.end = end;
        }
    }
}

/// Returns where the given name starts that stands right before a name, with a space or an initial between them.
fn given_before(text: &[u8], start: usize) -> Option<usize> {
    let mut end = start.checked_sub(1).filter(|_| before(text, start) == b' ')?;
    // "Frank W. Sommer".
    if before(text, end) == b'.'
        && byte(text, end.wrapping_sub(2)).is_ascii_uppercase()
        && before(text, end - 2) == b' '
    {
        end -= 3;
    }
    let from = run_back(text, end, MAX_GIVEN, |b| is_word(b) || b == b'-');
    let word = names::word_at(text, from).filter(|word| word.end == end && !word.initial)?;
    let whole = !matches!(before(text, from), b'.' | b'/' | b'@' | b'_' | b'[' | b':' | b'-');
    let second = names::word_at(text, start)?;
    let given = match names::listed(part(text, from, word.end)) {
        Listed::Given => true,
        // "Will Kevin come?", "Grant Kevin access": the word before somebody who is named in full is a word.
        Listed::Ambiguous => {
            !(names::starts_sentence(text, from)
                && names::listed(part(text, start, second.end)) == Listed::Given)
        }
        _ => false,
    };
    (given && whole).then_some(from)
}

/// Returns where the noun ends that stands right behind a lone given name: "by Peter Markt".
fn noun_behind(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let lone = names::word_at(text, start).is_some_and(|word| word.end == end && !word.initial);
    if !lone || byte(text, end) != b' ' || names::listed(part(text, start, end)) != Listed::Given {
        return None;
    }
    let noun =
        names::word_at(text, end + 1).filter(|word| !word.initial && !is_word(byte(text, word.end)))?;
    let word = part(text, end + 1, noun.end);
    (names::listed(word) == Listed::Never && !names::is_machine_word(word)).then_some(noun.end)
}

#[cfg(test)]
mod tests {
    use super::{given_before, noun_behind};

    fn before(text: &str, name: &str) -> Option<usize> {
        given_before(text.as_bytes(), text.find(name)?)
    }

    #[test]
    fn a_given_name_right_before_a_family_name_belongs_to_it() {
        assert_eq!(before("then Frank Sommer said", "Sommer"), Some(5));
        assert_eq!(before("Frank W. Sommer", "Sommer"), Some(0));
        assert_eq!(before("Anna-Lena Sommer", "Sommer"), Some(0));
    }

    #[test]
    fn a_noun_right_behind_a_given_name_belongs_to_it() {
        assert_eq!(noun_behind(b"by Peter Markt then", 3, 8), Some(14));
        assert_eq!(noun_behind(b"by Peter then", 3, 8), None);
        assert_eq!(noun_behind(b"by Peter Monday", 3, 8), None);
        assert_eq!(noun_behind(b"by Markt Konto", 3, 8), None);
    }

    #[test]
    fn a_word_before_a_name_is_left() {
        for (text, name) in [
            ("Will Kevin come?", "Kevin"),
            ("the Sommer file", "Sommer"),
            ("x/Frank Sommer", "Sommer"),
            ("Frank, Sommer", "Sommer"),
        ] {
            assert_eq!(before(text, name), None, "{text}");
        }
    }
}
