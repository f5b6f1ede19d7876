//! A quick look at a word: may it end one of the phrases of the vocabulary? Most words may not.
//!
//! Reads back over the last letters, at most eight. They must be the end of a phrase; if the word (or the
//! part of it after an underscore or before its last capital) is no phrase by itself, the end of a phrase
//! must go on in the word before.

use super::bytes::{before, byte, is_word, part};
use super::phrases::PHRASES;
use super::vocabulary::Role;
use super::words::last_word;

/// One bit for each hash of the last bytes of a phrase: of the last 1, 2, … 8 bytes.
const SLOTS: usize = 1 << 16;
/// The same for whole phrases of less than eight bytes.
const WHOLE: usize = 1 << 15;

/// The endings of the phrases that are looked for.
pub(super) struct Endings {
    ends: [u64; SLOTS / 64],
    whole: [u64; WHOLE / 64],
}

/// The endings of all phrases.
pub(super) static ALL: Endings = endings(false);
/// The endings of phrases that announce a number of a person, or leave it to an earlier word which.
pub(super) static NUMBERS: Endings = endings(true);

const fn announces_number(role: Role) -> bool {
    matches!(
        role,
        Role::Phone
            | Role::Card
            | Role::CardOrTaxId
            | Role::BankAccount
            | Role::Iban
            | Role::Ssn
            | Role::NationalId
            | Role::TaxId
            | Role::BirthDate
            | Role::Passport
            | Role::Licence
            | Role::Plate
            | Role::Imei
            | Role::Vin
            | Role::Wallet
            | Role::BareId
    )
}

const fn endings(numbers: bool) -> Endings {
    let mut table = Endings { ends: [0; SLOTS / 64], whole: [0; WHOLE / 64] };
    let mut n = 0;
    while n < PHRASES.len() {
        let list = PHRASES[n].2.as_bytes();
        let wanted = !numbers || announces_number(PHRASES[n].0);
        let (mut start, mut end) = if wanted { last_word(list, list.len()) } else { (0, 0) };
        while start < end {
            let (mut key, mut length) = (0, 0);
            while length < 8 && end - length > start {
                length += 1;
                key |= (list[end - length] as u64) << (64 - 8 * length);
                let (a, b) = slots(key);
                table.ends[a / 64] |= 1 << (a % 64);
                table.ends[b / 64] |= 1 << (b % 64);
            }
            if length < 8 {
                let slot = slots(key).0 % WHOLE;
                table.whole[slot / 64] |= 1 << (slot % 64);
            }
            (start, end) = last_word(list, start);
        }
        n += 1;
    }
    table
}

const fn slots(key: u64) -> (usize, usize) {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 48) as usize, (mixed >> 32) as usize % SLOTS)
}

fn is_set(bits: &[u64], slot: usize) -> bool {
    bits.get(slot / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
}

/// The last letters of a key, as they are read back.
#[derive(Clone, Copy, Default)]
struct Letters {
    /// In small letters; the last one is the topmost byte.
    key: u64,
    count: usize,
    /// The letter that was read last, and the one before it in reading.
    after: [u8; 2],
}

/// What reading back stopped at.
enum Stop {
    /// Eight letters are enough.
    Full,
    /// A capital that starts a part of a word.
    Capital,
    /// A byte that is no letter, before this place.
    Other(usize),
}

impl Letters {
    /// Reads letters back from `at`, to the place where a part of a word starts, but at least `least`.
    fn back(&mut self, text: &[u8], mut at: usize, least: usize) -> Stop {
        while self.count < 8 {
            let b = before(text, at);
            if !b.is_ascii_alphabetic() {
                return Stop::Other(at);
            }
            let [next, second] = self.after;
            // A part starts with a capital after a small letter, or with the last capital of several.
            let part = next.is_ascii_uppercase() && (b.is_ascii_lowercase() || second.is_ascii_lowercase());
            if part && self.count >= least {
                return Stop::Capital;
            }
            self.count += 1;
            self.key |= u64::from(b | 0x20) << (64 - 8 * self.count);
            self.after = [b, next];
            at -= 1;
        }
        Stop::Full
    }

    fn end_a_phrase(self, of: &Endings) -> bool {
        let (a, b) = slots(self.key);
        is_set(&of.ends, a) && is_set(&of.ends, b)
    }

    fn are_a_phrase(self, of: &Endings) -> bool {
        is_set(&of.whole, slots(self.key).0 % WHOLE)
    }

    /// Says whether these letters, which start a part of a word at `at`, go on as a phrase before it.
    fn go_on(mut self, of: &Endings, text: &[u8], at: usize) -> bool {
        let count = self.count;
        self.after = [0; 2];
        let stop = self.back(text, at, 0);
        // Digits are left out of keys, and other letters are folded: not here.
        let folded =
            matches!(stop, Stop::Other(at) if before(text, at).is_ascii_digit() || before(text, at) >= 0x80);
        folded || (self.count > count && self.end_a_phrase(of))
    }
}

/// Says whether the word `start..end` of ASCII letters, all small or all capital after the first, may end
/// a phrase.
pub(super) fn of_plain(of: &Endings, text: &[u8], start: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(8).and_then(|from| text.get(from..end)?.first_chunk::<8>()) else {
        return of_any(of, text, start, end);
    };
    let count = end - start;
    let unused = 8 * 8usize.saturating_sub(count);
    let key = (u64::from_le_bytes(*last) | 0x2020_2020_2020_2020) >> unused << unused;
    let letters = Letters { key, count, ..Letters::default() };
    count >= 2
        && letters.end_a_phrase(of)
        && (count >= 8 || letters.are_a_phrase(of) || joined(of, text, start, letters))
}

/// Says whether any word may end a phrase. Digits at its end only count fields.
///
/// Of parts that start with a capital four letters are looked at together, so that `Id` alone is not
/// enough of `widthInGrid`.
pub(super) fn of_any(of: &Endings, text: &[u8], start: usize, end: usize) -> bool {
    if is_word(before(text, start)) {
        // The rest of a word whose start was something else: "…T03:04:05Zuser=".
        let rest = part(text, start, end);
        return of_any(of, rest, 0, rest.len());
    }
    let mut stem = end;
    while stem > start && byte(text, stem - 1).is_ascii_digit() {
        stem -= 1;
    }
    let mut letters = Letters::default();
    let stop = letters.back(text, stem, 4);
    if letters.count < 2 || !letters.end_a_phrase(of) {
        return false;
    }
    let at = match stop {
        Stop::Full => return true,
        Stop::Capital => stem - letters.count,
        Stop::Other(at) if at == start => {
            return letters.are_a_phrase(of) || joined(of, text, start, letters);
        }
        Stop::Other(at) if before(text, at) == b'_' => at - 1,
        Stop::Other(_) => return letters.count >= 4,
    };
    letters.are_a_phrase(of) || letters.go_on(of, text, at)
}

/// Says whether the letters of a whole word at `start` go on as a phrase in the word before.
fn joined(of: &Endings, text: &[u8], start: usize, letters: Letters) -> bool {
    // "Kd.-Nr.": a dot before the dash.
    let gap = if before(text, start) == b'-' && before(text, start - 1) == b'.' { 2 } else { 1 };
    matches!(before(text, start), b' ' | b'-' | b'.' | b'\'' | b'/') && letters.go_on(of, text, start - gap)
}

/// Says whether a phrase that ends with the word `start..end` may start before it.
pub(super) fn may_start_earlier(text: &[u8], start: usize, end: usize) -> bool {
    let mut letters = Letters::default();
    match letters.back(text, end, 4) {
        Stop::Other(at) if at == start => joined(&ALL, text, start, letters),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, NUMBERS, of_any, of_plain};
    use crate::identifiers::phrases::PHRASES;

    fn any(word: &str) -> bool {
        of_any(&ALL, word.as_bytes(), 0, word.len())
    }

    #[test]
    fn lets_every_phrase_through_however_it_is_written() {
        for phrase in PHRASES.iter().flat_map(|(.., list)| list.split_ascii_whitespace()) {
            let end = phrase.len();
            assert!(any(phrase) && of_plain(&ALL, phrase.as_bytes(), 0, end), "{phrase}");
            let text = format!("of  long {}", phrase.to_uppercase());
            assert!(of_plain(&ALL, text.as_bytes(), 9, 9 + end), "{phrase}");
            assert!(any(&format!("the_{phrase}2")), "{phrase}");
        }
    }

    #[test]
    fn reads_on_in_the_word_before() {
        for (text, start) in [("she lives at", 10), ("my name is", 8), ("call_me", 0), ("petName is", 8)] {
            assert!(of_any(&ALL, text.as_bytes(), start, text.len()), "{text}");
        }
        assert!(of_any(&ALL, b"05Zuser", 3, 7));
        for (text, start) in [("look at", 5), ("this is", 5), ("is", 0), ("x_is", 0), ("name, is", 6)] {
            assert!(!of_any(&ALL, text.as_bytes(), start, text.len()), "{text}");
        }
    }

    #[test]
    fn numbers_of_people_have_endings_of_their_own() {
        let number = |word: &str| of_any(&NUMBERS, word.as_bytes(), 0, word.len());
        for word in ["ssn", "passport", "card_number", "taxId", "iban"] {
            assert!(number(word), "{word}");
        }
        for word in ["customer", "name", "hostname", "username", "address"] {
            assert!(any(word) && !number(word), "{word}");
        }
    }

    #[test]
    fn stops_most_other_words() {
        let words = "connection finished partition queue retry request offset session timeout handler value \
                     function return struct because between through response server packet buffer thread";
        let passed = words.split_ascii_whitespace().filter(|w| any(w)).count();
        assert!(passed <= 3, "{passed}");
    }
}
