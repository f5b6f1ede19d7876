//! A number as it is written: groups of digits with single separators between them.

use super::bytes::{DIGIT, byte, class, is_letter, run};

const MAX_DIGITS: usize = 24;
const MAX_GROUPS: usize = 8;

/// Groups of digits and what stands between them.
pub(super) struct Digits {
    values: [u8; MAX_DIGITS],
    count: usize,
    lengths: [u8; MAX_GROUPS],
    separators: [u8; MAX_GROUPS],
    groups: usize,
    end: usize,
}

impl Digits {
    /// Reads the groups from `at`. With `spaces`, a single space may separate groups as well.
    ///
    /// A group that runs into a letter is left out, and so is all after the first that would be too many.
    pub(super) fn read(text: &[u8], at: usize, spaces: bool) -> Self {
        let mut read = Self {
            values: [0; MAX_DIGITS],
            count: 0,
            lengths: [0; MAX_GROUPS],
            separators: [0; MAX_GROUPS],
            groups: 0,
            end: at,
        };
        let mut from = at;
        while let Some(to) = read.group(text, from) {
            let separator = byte(text, to);
            let joins =
                matches!(separator, b'-' | b'.' | b'/' | b'+' | b':') || (spaces && separator == b' ');
            if !joins || class(byte(text, to + 1)) != DIGIT {
                break;
            }
            if let Some(slot) = read.separators.get_mut(read.groups - 1) {
                *slot = separator;
            }
            from = to + 1;
        }
        read
    }

    fn group(&mut self, text: &[u8], from: usize) -> Option<usize> {
        let to = run(text, from, MAX_DIGITS + 1, |b| b.is_ascii_digit());
        let length = to - from;
        let next = byte(text, to);
        if self.groups == MAX_GROUPS || self.count + length > MAX_DIGITS || is_letter(next) || next == b'_' {
            return None;
        }
        for (slot, b) in self.values.iter_mut().skip(self.count).zip(text.get(from..to)?) {
            *slot = b - b'0';
        }
        *self.lengths.get_mut(self.groups)? = length as u8;
        self.count += length;
        self.groups += 1;
        self.end = to;
        Some(to)
    }

    /// Returns the digits as values from 0 to 9.
    pub(super) fn digits(&self) -> &[u8] {
        self.values.get(..self.count).unwrap_or_default()
    }

    /// Returns how many digits each group has.
    pub(super) fn lengths(&self) -> &[u8] {
        self.lengths.get(..self.groups).unwrap_or_default()
    }

    /// Returns the bytes between the groups.
    pub(super) fn separators(&self) -> &[u8] {
        self.separators.get(..self.groups.saturating_sub(1)).unwrap_or_default()
    }

    /// Returns the number of groups.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// Returns the end of the last group.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Says whether all separators are the same byte.
    pub(super) fn uniform(&self) -> Option<u8> {
        let (first, rest) = self.separators().split_first()?;
        rest.iter().all(|s| s == first).then_some(*first)
    }
}
