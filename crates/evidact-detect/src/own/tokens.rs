//! Cuts a text into tokens that are alike however they are written.
//!
//! A token is a run of letters or of digits. A border between the two, or between a small and a capital
//! letter, is a border of tokens. The hash of a run of tokens is that of their letters written together, so
//! `Jane Doe`, `jane_doe`, `JaneDoe` and `janedoe` are alike, and so are `C-10293` and `c10293`.
//!
//! Letters are folded: compatibility forms, case, diacritics; `ae`, `oe`, `ue` and `aa` are `a`, `o`, `u` and
//! `a`, because names with such letters are written both ways.

use evidact_raw::RawBytes;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The hash of some folded bytes and their number: what is needed to hash two runs as one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) hash: u64,
    pub(super) len: u32,
}

/// Longer tokens and runs are no value of a list.
pub(super) const MAX_LEN: usize = 192;

/// Odd, with bits all over.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Powers of [`FACTOR`].
static POWERS: [u64; MAX_LEN + 1] = {
    let mut powers = [1; MAX_LEN + 1];
    let mut i = 1;
    while i <= MAX_LEN {
        powers[i] = FACTOR.wrapping_mul(powers[i - 1]);
        i += 1;
    }
    powers
};

impl Run {
    fn push(&mut self, b: u8) {
        self.hash = self.hash.wrapping_mul(FACTOR).wrapping_add(u64::from(b) + 1);
        self.len += 1;
    }

    /// Returns the run of this and the next one written together. Runs beyond [`MAX_LEN`] hash to nonsense,
    /// which is not in a list.
    pub(super) fn then(self, next: Self) -> Self {
        let power = POWERS.get(next.len as usize).copied().unwrap_or(0);
        Self { hash: self.hash.wrapping_mul(power).wrapping_add(next.hash), len: self.len + next.len }
    }

    /// Returns the run of some bytes that are folded already.
    pub(super) fn of_folded(bytes: &[u8]) -> Self {
        let mut run = Self::default();
        for &b in bytes {
            run.push(b);
        }
        run
    }
}

/// One token: the run of its folded bytes, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Gram {
    pub(super) run: Run,
    /// Its first letter.
    pub(super) initial: Run,
    first: u8,
    last: u8,
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
    /// A character of a script that is written without spaces.
    Ideograph,
}

impl Gram {
    /// Returns the first letter as a token of its own.
    pub(super) fn to_initial(self) -> Self {
        Self { run: self.initial, last: self.first, ..self }
    }

    /// Says whether the token is one letter.
    pub(super) fn is_initial(&self) -> bool {
        self.kind == GramKind::Letters && self.run == self.initial
    }

    /// Returns the token as it folds after `before` without a space between them: "ae" is one letter there.
    pub(super) fn glued_after(&self, before: &Self) -> Run {
        if !swallows(before.last, self.first) || self.run.len < 2 {
            return self.run;
        }
        let power = POWERS.get(self.run.len as usize - 1).copied().unwrap_or(0);
        let first = (u64::from(self.first) + 1).wrapping_mul(power);
        Run { hash: self.run.hash.wrapping_sub(first), len: self.run.len - 1 }
    }
}

/// Says whether a letter is only the second half of the sound before it.
fn swallows(before: u8, b: u8) -> bool {
    match b {
        b'e' => matches!(before, b'a' | b'o' | b'u'),
        b'a' => before == b'a',
        _ => false,
    }
}

/// Spreads the bits of a hash.
pub(super) fn mix(mut h: u64) -> u64 {
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// Cuts a value.
pub(super) fn cut(value: &[u8], into: &mut Vec<Gram>) {
    into.clear();
    into.extend(Cutter::new(value));
}

/// Cuts a text into tokens, one at a time.
pub(super) struct Cutter<'t> {
    text: &'t [u8],
    at: usize,
    scratch: String,
}

const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 3;
const AT: u8 = 4;
const HIGH: u8 = 5;

static CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        class[b] = match b as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'@' => AT,
            0x80..=0xFF => HIGH,
            _ => OTHER,
        };
        b += 1;
    }
    class
};

fn class(b: u8) -> u8 {
    CLASS.get(usize::from(b)).copied().unwrap_or(OTHER)
}

impl<'t> Cutter<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, scratch: String::new() }
    }

    fn digits(&mut self, start: usize) -> Gram {
        let mut run = Run::default();
        let (mut first, mut last) = (0, 0);
        while let Some(&b) = self.text.get(self.at).filter(|b| b.is_ascii_digit()) {
            run.push(b);
            first = if first == 0 { b } else { first };
            last = b;
            self.at += 1;
        }
        Gram { run, initial: run, first, last, start, end: self.at, kind: GramKind::Digits }
    }

    /// A run of ASCII letters up to a change of case; a letter beyond ASCII sends the whole word to
    /// [`Cutter::wide`].
    fn letters(&mut self, start: usize) -> Gram {
        let mut run = Run::default();
        let mut initial = Run::default();
        let (mut first, mut last, mut before) = (0, 0, CAPITAL);
        while let Some(&b) = self.text.get(self.at) {
            let now = class(b);
            if now == HIGH && !is_between(self.text, self.at) && ideograph(self.text, self.at) == 0 {
                return self.wide(start);
            }
            if !matches!(now, SMALL | CAPITAL) || (now == CAPITAL && before == SMALL) {
                break;
            }
            before = now;
            let b = b.to_ascii_lowercase();
            self.at += 1;
            if swallows(last, b) {
                continue;
            }
            run.push(b);
            last = b;
            if first == 0 {
                (first, initial) = (b, run);
            }
        }
        Gram { run, initial, first, last, start, end: self.at, kind: GramKind::Letters }
    }

    /// A word with letters outside ASCII is folded as Unicode, up to a length that no name has.
    fn wide(&mut self, start: usize) -> Gram {
        self.at = start;
        while let Some(&b) = self.text.get(self.at) {
            let letter = b.is_ascii_alphabetic()
                || b >= 0x80 && !is_between(self.text, self.at) && ideograph(self.text, self.at) == 0;
            if !letter {
                break;
            }
            self.at += char_len(b);
        }
        self.at = self.at.min(self.text.len());
        let word = self.text.get(start..self.at).unwrap_or_default();
        let short = word.get(..word.len().min(2 * MAX_LEN)).unwrap_or_default();
        let decoded = String::from_utf8_lossy(short);
        self.scratch.clear();
        for c in decoded.nfkd().filter(|c| !is_combining_mark(*c)) {
            match c {
                'ß' | 'ẞ' => self.scratch.push_str("ss"),
                'æ' | 'Æ' => self.scratch.push('a'),
                'œ' | 'Œ' | 'ø' | 'Ø' => self.scratch.push('o'),
                'ł' | 'Ł' => self.scratch.push('l'),
                'đ' | 'Đ' | 'ð' | 'Ð' => self.scratch.push('d'),
                'þ' | 'Þ' => self.scratch.push_str("th"),
                'ı' => self.scratch.push('i'),
                c => self.scratch.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
            }
        }
        let mut run = Run::default();
        let (mut first, mut last) = (0, 0);
        for b in self.scratch.bytes() {
            if !swallows(last, b) {
                run.push(b);
                last = b;
                first = if first == 0 { b } else { first };
            }
        }
        let head = self.scratch.chars().next().map_or(0, char::len_utf8);
        let initial = Run::of_folded(self.scratch.as_bytes().get(..head).unwrap_or_default());
        Gram { run, initial, first, last, start, end: self.at, kind: GramKind::Letters }
    }

    fn single(&mut self, start: usize, len: usize, kind: GramKind) -> Gram {
        self.at = (start + len).min(self.text.len());
        let run = Run::of_folded(self.text.get(start..self.at).unwrap_or_default());
        Gram { run, initial: run, first: 0, last: 0, start, end: self.at, kind }
    }
}

impl Drop for Cutter<'_> {
    fn drop(&mut self) {
        // What it folded last may be a name.
        drop(RawBytes::new(std::mem::take(&mut self.scratch).into_bytes()));
    }
}

fn char_len(lead: u8) -> usize {
    match lead {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    }
}

/// Says whether a character beyond ASCII stands between words: no-break spaces, dashes, typographic quotes.
fn is_between(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        Some(0xC2 | 0xE2) => true,
        Some(0xE3) => match text.get(at + 1) {
            Some(0x80) => true,
            Some(0x83) => text.get(at + 2) == Some(&0xBB),
            _ => false,
        },
        _ => false,
    }
}

/// Returns the length of a Chinese, Japanese or Korean character at `at`, or 0.
fn ideograph(text: &[u8], at: usize) -> usize {
    let wide = text.get(at).is_some_and(|b| (0xE3..=0xED).contains(b));
    if wide && text.get(at + 1).is_some_and(|b| *b >= 0x80) && !is_between(text, at) { 3 } else { 0 }
}

impl Iterator for Cutter<'_> {
    type Item = Gram;

    fn next(&mut self) -> Option<Gram> {
        loop {
            let start = self.at;
            match class(*self.text.get(start)?) {
                OTHER => self.at += 1,
                AT => return Some(self.single(start, 1, GramKind::At)),
                DIGIT => return Some(self.digits(start)),
                HIGH if is_between(self.text, start) => {
                    self.at += char_len(self.text.get(start).copied().unwrap_or(0));
                }
                HIGH => {
                    let len = ideograph(self.text, start);
                    return Some(match len {
                        0 => self.wide(start),
                        _ => self.single(start, len, GramKind::Ideograph),
                    });
                }
                _ => return Some(self.letters(start)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cutter, Run};

    fn hash(text: &str) -> Run {
        Cutter::new(text.as_bytes()).fold(Run::default(), |run, gram| run.then(gram.run))
    }

    #[test]
    fn folds_spellings_to_the_same_run() {
        for (a, b) in [
            ("Jane_Doe", "jane doe"),
            ("JaneDoe", "janedoe"),
            ("McDonald", "MCDONALD"),
            ("Łukasz Größe", "lukasz.grosse"),
            ("C-10293", "c10293"),
            ("ＪＡＮＥ", "jane"),
            ("O\u{2019}Neil", "O'Neil"),
        ] {
            assert!(hash(a) == hash(b), "{a} {b}");
        }
        assert!(hash("jane doe") != hash("doe jane"));
    }

    #[test]
    fn folds_letters_that_are_written_in_two_ways() {
        for (a, b) in [
            ("Müller", "Mueller"),
            ("Müller", "Muller"),
            ("MÜLLER", "mueller"),
            ("Kierkegård", "Kierkegaard"),
            ("Sørensen", "Soerensen"),
            ("Łukasz", "lukasz"),
            ("Strauß", "STRAUSS"),
        ] {
            assert!(hash(a) == hash(b), "{a} {b}");
        }
        assert!(hash("Moller") != hash("Muller"));
    }

    #[test]
    fn a_token_folds_differently_if_it_is_glued_to_a_vowel() {
        let grams: Vec<_> = Cutter::new(b"Maria Eva").collect();
        let [maria, eva] = grams.as_slice() else { panic!("two tokens") };
        assert!(maria.run.then(eva.glued_after(maria)) == hash("mariaeva"));
        assert!(maria.run.then(eva.run) != hash("mariaeva"));
    }

    #[test]
    fn takes_characters_of_scripts_without_spaces_one_by_one() {
        assert_eq!(Cutter::new("田中太郎".as_bytes()).count(), 4);
    }

    #[test]
    fn cuts_any_bytes_without_harm() {
        let noise: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        let ends: Vec<usize> = Cutter::new(&noise).map(|gram| gram.end).collect();
        assert!(ends.len() > 2 && ends.iter().all(|&end| end <= noise.len()));
    }
}
