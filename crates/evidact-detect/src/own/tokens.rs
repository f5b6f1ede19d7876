//! Cuts a text into tokens that are alike however they are written.
//!
//! A token is a run of letters or of digits; a border between the two is a border of tokens, so `C-10293`
//! and `c10293` are the same two tokens. Letters are folded: compatibility forms, case, diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One token: its hash, and where it stands.
#[derive(Clone)]
pub(super) struct Gram {
    hash: u64,
    letters: usize,
    first: u64,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: GramKind,
}

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum GramKind {
    Letters,
    Digits,
    At,
}

impl Gram {
    /// Returns the hash of the token.
    pub(super) fn key(&self) -> u64 {
        self.hash
    }

    /// Returns the number of bytes of the folded token.
    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    /// Returns the first letter as a token of its own.
    pub(super) fn initial(&self) -> Option<Self> {
        (self.kind == GramKind::Letters && self.letters > 1).then(|| Self {
            hash: self.first,
            letters: 1,
            ..self.clone()
        })
    }
}

/// The key of the hashes. Fixed, so that a run can be repeated; the index never leaves the memory.
const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads the bits of a hash.
pub(super) fn mix(mut h: u64) -> u64 {
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

fn step(h: u64, b: u8) -> u64 {
    (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Adds a token on the left of an ordered hash of `n` tokens.
pub(super) fn ordered_left(h: u64, token: u64, n: usize) -> u64 {
    h.wrapping_add(token.wrapping_mul(FACTOR.wrapping_pow(n as u32 + 1)))
}

/// Adds a token to a hash that does not depend on the order.
pub(super) fn unordered_add(h: u64, token: u64) -> u64 {
    h.wrapping_add(mix(token ^ SEED))
}

/// Finishes an unordered hash; keeps it apart from the ordered ones.
pub(super) fn unordered_end(h: u64) -> u64 {
    mix(h ^ 0x00A5_A5A5)
}

/// The tokens of one value.
pub(super) struct Tokens(Vec<Gram>);

impl From<Vec<Gram>> for Tokens {
    fn from(grams: Vec<Gram>) -> Self {
        Self(grams)
    }
}

impl Tokens {
    /// Cuts a value.
    pub(super) fn of(value: &[u8]) -> Self {
        Self(Cutter::new(value).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn first(&self) -> Option<&Gram> {
        self.0.first()
    }

    pub(super) fn last(&self) -> Option<&Gram> {
        self.0.last()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Gram> {
        self.0.get(i)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Gram> {
        self.0.iter()
    }

    /// Returns the number of folded bytes in all.
    pub(super) fn letters(&self) -> usize {
        self.0.iter().map(Gram::letters).sum()
    }

    /// Returns the hash of the tokens in their order.
    pub(super) fn ordered(&self) -> u64 {
        self.0.iter().rev().enumerate().fold(0, |h, (n, g)| ordered_left(h, g.hash, n))
    }

    /// Returns the hash of the tokens in any order.
    pub(super) fn unordered(&self) -> u64 {
        unordered_end(self.0.iter().fold(0, |h, g| unordered_add(h, g.hash)))
    }
}

/// Returns the hash of a phone number and the key under which its last token is hinted.
///
/// The last nine digits count, so that the number is the same with and without its country code.
pub(super) fn phone(bytes: impl DoubleEndedIterator<Item = u8> + Clone) -> Option<(u64, u64)> {
    let digits = bytes.clone().filter(u8::is_ascii_digit).count();
    if !(7..=15).contains(&digits) {
        return None;
    }
    let tail = bytes.rev().filter(u8::is_ascii_digit).take(9).fold(SEED ^ 0x0070_686f_6e65, step);
    let hash = mix(tail);
    Some((hash, hash))
}

/// Cuts a text into tokens, one at a time.
pub(super) struct Cutter<'t> {
    text: &'t [u8],
    at: usize,
    scratch: String,
}

impl<'t> Cutter<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, scratch: String::new() }
    }

    /// A word with letters outside ASCII, at most this long, is folded as Unicode.
    fn folded(&mut self, word: &[u8]) -> (u64, usize, u64) {
        let decoded =
            std::str::from_utf8(word.get(..word.len().min(256)).unwrap_or_default()).unwrap_or_default();
        self.scratch.clear();
        for c in decoded.nfkd().filter(|c| !is_combining_mark(*c)) {
            match c {
                'ß' | 'ẞ' => self.scratch.push_str("ss"),
                'æ' | 'Æ' => self.scratch.push_str("ae"),
                'œ' | 'Œ' => self.scratch.push_str("oe"),
                'ø' | 'Ø' => self.scratch.push('o'),
                'ł' | 'Ł' => self.scratch.push('l'),
                'đ' | 'Đ' | 'ð' | 'Ð' => self.scratch.push('d'),
                'þ' | 'Þ' => self.scratch.push_str("th"),
                'ı' => self.scratch.push('i'),
                c => self.scratch.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
            }
        }
        let hash = self.scratch.bytes().fold(SEED, step);
        let first = self.scratch.chars().next().map_or(SEED, |c| {
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().fold(SEED, step)
        });
        (mix(hash), self.scratch.len(), mix(first))
    }
}

fn is_letter(b: u8) -> bool {
    b.is_ascii_alphabetic() || b >= 0x80
}

impl Iterator for Cutter<'_> {
    type Item = Gram;

    fn next(&mut self) -> Option<Gram> {
        loop {
            let &b = self.text.get(self.at)?;
            // The first bytes of no-break space, dashes and typographic quotes: between words, not in them.
            match b {
                0xC2 => self.at += 2,
                0xE2 => self.at += 3,
                _ if b.is_ascii_alphanumeric() || b >= 0x80 || b == b'@' => break,
                _ => self.at += 1,
            }
        }
        let start = self.at;
        let b = self.text.get(start).copied()?;
        if b == b'@' {
            self.at += 1;
            return Some(Gram {
                hash: mix(0x40),
                letters: 0,
                first: 0,
                start,
                end: start + 1,
                kind: GramKind::At,
            });
        }
        let digits = b.is_ascii_digit();
        let mut hash = SEED;
        let mut high = false;
        while let Some(&b) = self.text.get(self.at) {
            if (digits && !b.is_ascii_digit()) || (!digits && !is_letter(b)) || matches!(b, 0xC2 | 0xE2) {
                break;
            }
            high |= b >= 0x80;
            hash = step(hash, b.to_ascii_lowercase());
            self.at += 1;
        }
        let end = self.at;
        let kind = if digits { GramKind::Digits } else { GramKind::Letters };
        if high {
            let text = self.text;
            let (hash, letters, first) = self.folded(text.get(start..end).unwrap_or_default());
            return Some(Gram { hash, letters, first, start, end, kind });
        }
        let first = mix(step(SEED, b.to_ascii_lowercase()));
        Some(Gram { hash: mix(hash), letters: end - start, first, start, end, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::{Tokens, phone};

    #[test]
    fn folds_spellings_to_the_same_tokens() {
        let hash = |s: &str| Tokens::of(s.as_bytes()).ordered();
        assert_eq!(hash("Jane_Doe"), hash("jane doe"));
        assert_eq!(hash("Łukasz Größe"), hash("lukasz.grosse"));
        assert_eq!(hash("C-10293"), hash("c10293"));
        assert_eq!(hash("ＪＡＮＥ"), hash("jane"));
        assert_ne!(hash("jane doe"), hash("doe jane"));
        let unordered = |s: &str| Tokens::of(s.as_bytes()).unordered();
        assert_eq!(unordered("Doe, Jane"), unordered("jane doe"));
    }

    #[test]
    fn compares_phone_numbers_by_their_last_digits() {
        let hash = |s: &str| phone(s.bytes()).map(|(h, _)| h);
        assert_eq!(hash("+49 30 5550 1084"), hash("030/55501084"));
        assert_ne!(hash("+49 30 5550 1084"), hash("+49 30 5550 1085"));
        assert_eq!(hash("12345"), None);
    }

    #[test]
    fn cuts_any_bytes_without_harm() {
        let noise: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        assert!(Tokens::of(&noise).len() > 2);
    }
}
