//! Half a name is never left: where a family name was taken, the given name right before it goes too.

use super::bytes::{before, byte, is_word, part, run_back};
use super::names::{self, Listed};
use super::what::{Found, What};

/// Letters of the longest given name.
const MAX_GIVEN: usize = 40;

/// Moves the start of each person that was found to the given name before it.
pub(super) fn complete(text: &[u8], found: &mut [Found]) {
    for person in found.iter_mut().filter(|f| f.what == What::Person) {
        if let Some(start) = given_before(text, person.start) {
            person.start = start;
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

#[cfg(test)]
mod tests {
    use super::given_before;

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
