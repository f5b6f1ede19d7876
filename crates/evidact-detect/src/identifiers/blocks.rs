//! The classes of sixty-four bytes at once: one bit a byte, so that a run of dull bytes costs no branch.

use super::bytes::{DIGIT, HIGH, LOWER, MARK, UNDERSCORE, UPPER};

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;

/// Which bytes of a block are of which class; the lowest bit stands for the first byte.
#[derive(Clone, Copy, Default)]
pub(super) struct Block {
    lower: u64,
    upper: u64,
    digit: u64,
    /// Underscores and bytes outside ASCII.
    other: u64,
    /// Marks that count whatever follows.
    sure: u64,
    /// Marks that count before a digit, a capital or another mark.
    weak: u64,
}

const OTHER: u8 = HIGH | UNDERSCORE;
/// The class bits of the two kinds of marks, here only.
const SURE: u8 = 64;
const WEAK: u8 = MARK;

impl Block {
    /// Classifies the block that starts at `base`; behind the end of the text there is nothing.
    pub(super) fn at(text: &[u8], base: usize) -> Self {
        let rest = text.get(base..).unwrap_or_default();
        if let Some(bytes) = rest.first_chunk::<BLOCK>() {
            return Self::new(bytes);
        }
        let mut bytes = [0; BLOCK];
        for (slot, &b) in bytes.iter_mut().zip(rest) {
            *slot = b;
        }
        Self::new(&bytes)
    }

    fn new(bytes: &[u8; BLOCK]) -> Self {
        let mut classes = [0; BLOCK];
        for (class, &b) in classes.iter_mut().zip(bytes) {
            *class = classify(b);
        }
        let mut block = Self::default();
        let (groups, _) = classes.as_chunks::<8>();
        for (n, group) in groups.iter().enumerate() {
            let group = u64::from_le_bytes(*group);
            for (bits, class) in [
                (&mut block.lower, LOWER),
                (&mut block.upper, UPPER),
                (&mut block.digit, DIGIT),
                (&mut block.other, HIGH),
                (&mut block.sure, SURE),
                (&mut block.weak, WEAK),
            ] {
                *bits |= gather(group >> class.trailing_zeros()) << (8 * n);
            }
        }
        block
    }

    /// Returns the bytes of words.
    pub(super) fn word(&self) -> u64 {
        self.lower | self.special()
    }

    /// Returns the bytes of words that are no small letters.
    pub(super) fn special(&self) -> u64 {
        self.upper | self.digit | self.other
    }

    /// Returns the bytes that start or mark an identifier and belong to no word.
    pub(super) fn marks(&self) -> u64 {
        let strong = self.upper | self.digit | self.weak | self.sure;
        self.sure | (self.weak & (strong >> 1 | 1 << (BLOCK - 1)))
    }

    /// Returns the classes of the bytes in a mask.
    pub(super) fn flags(&self, mask: u64) -> u8 {
        let flag = |bits: u64, class: u8| if bits & mask == 0 { 0 } else { class };
        flag(self.lower, LOWER) | flag(self.upper, UPPER) | flag(self.digit, DIGIT) | flag(self.other, OTHER)
    }
}

/// Gathers the lowest bits of eight bytes.
fn gather(bytes: u64) -> u64 {
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Says what the table of classes says, in arithmetic that works on many bytes at once.
fn classify(b: u8) -> u8 {
    let flag = |is: bool, class: u8| u8::from(is) * class;
    let sure = matches!(b, b'@' | 0xC2 | 0xE2);
    flag(b.is_ascii_lowercase(), LOWER)
        | flag(b.is_ascii_uppercase(), UPPER)
        | flag(b.is_ascii_digit(), DIGIT)
        | flag((b >= 0x80 && !sure) || b == b'_', HIGH)
        | flag(sure, SURE)
        | flag(matches!(b, b'+' | b'(' | b'[' | b':'), WEAK)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Block, OTHER};
    use crate::identifiers::bytes::{MARK, class};

    #[test]
    fn has_one_bit_for_every_byte_of_the_class_that_the_table_gives() {
        let text: Vec<u8> = (0..=255).cycle().take(500).collect();
        for base in (0..text.len()).step_by(BLOCK) {
            let block = Block::at(&text, base);
            for n in 0..BLOCK {
                let expected = text.get(base + n).map_or(0, |&b| class(b));
                let other = if expected & OTHER == 0 { 0 } else { OTHER };
                assert_eq!(block.flags(1 << n), (expected & !OTHER & !MARK) | other);
                assert_eq!(block.word() >> n & 1 == 1, expected & !MARK != 0);
            }
        }
    }

    #[test]
    fn marks_what_may_start_an_identifier() {
        for (text, expected) in
            [("f(x) a: b [c]", 0), ("(1", 1), ("[E", 1), ("::", 1), ("+1 +(", 0b1001), ("a@b @", 0b10010)]
        {
            assert_eq!(Block::at(text.as_bytes(), 0).marks(), expected, "{text}");
        }
    }
}
