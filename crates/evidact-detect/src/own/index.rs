//! The index of token hashes, and the search of a text in it.

use super::Field;
use super::tokens::{Cutter, Gram, GramKind, ordered_left, phone, unordered_add, unordered_end};
use evidact_model::{Confidence, Placeholder};
use std::collections::VecDeque;

/// An entry while the index is built: a hash, the hash of a token that may end it, row and column.
pub(super) struct Entry {
    hash: u64,
    last: u64,
    place: u32,
}

const HINT: u32 = u32::MAX;

impl Entry {
    /// A value of a row.
    pub(super) fn new(hash: u64, last: u64, row: u32, column: u32) -> Self {
        Self { hash, last, place: (row << 4) | column }
    }

    /// Says that a value may end with this token, without being one.
    pub(super) fn hint(last: u64) -> Self {
        Self { hash: 0, last, place: HINT }
    }
}

/// Entries sorted by hash: 32 bits of it, and row and column; the first bits of the hash choose the bucket.
pub(super) struct Index {
    buckets: Vec<u32>,
    rests: Vec<u32>,
    places: Vec<u32>,
    shift: u32,
    /// One bit for each token that may end a value: most tokens of a text are dismissed here.
    ends: Vec<u64>,
}

impl Index {
    /// Sorts the entries into an index.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        let bits = (entries.len().max(64) * 8).next_power_of_two();
        let mut ends = vec![0u64; bits / 64];
        for entry in &entries {
            set(&mut ends, entry.last);
        }
        entries.retain(|e| e.place != HINT);
        entries.sort_unstable_by_key(|e| (e.hash, e.place));
        entries.dedup_by_key(|e| (e.hash, e.place));
        // At least 16 bits choose the bucket, so that at least 48 bits of the hash are compared.
        let width = (entries.len() / 4).max(1).next_power_of_two().ilog2().clamp(16, 30);
        let shift = 64 - width;
        let mut buckets = vec![0u32; (1 << width) + 1];
        for entry in &entries {
            if let Some(slot) = buckets.get_mut((entry.hash >> shift) as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut buckets {
            sum += *slot;
            *slot = sum;
        }
        let rests = entries.iter().map(|e| (e.hash >> (shift - 32)) as u32).collect();
        let places = entries.iter().map(|e| e.place).collect();
        Self { buckets, rests, places, shift, ends }
    }

    /// Returns the rows and columns of a hash, sorted.
    fn get(&self, hash: u64) -> &[u32] {
        let bucket = (hash >> self.shift) as usize;
        let (Some(&from), Some(&to)) = (self.buckets.get(bucket), self.buckets.get(bucket + 1)) else {
            return &[];
        };
        let (from, to) = (from as usize, to as usize);
        let rest = (hash >> (self.shift - 32)) as u32;
        let rests = self.rests.get(from..to).unwrap_or_default();
        let start = rests.partition_point(|&r| r < rest);
        let length = rests.get(start..).unwrap_or_default().partition_point(|&r| r == rest);
        self.places.get(from + start..from + start + length).unwrap_or_default()
    }

    fn may_end(&self, key: u64) -> bool {
        let bit = key as usize & (self.ends.len() * 64 - 1);
        self.ends.get(bit / 64).is_some_and(|w| w >> (bit % 64) & 1 == 1)
    }
}

fn set(bits: &mut [u64], key: u64) {
    let bit = key as usize & (bits.len() * 64 - 1);
    if let Some(word) = bits.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

/// Tokens in the longest value that is looked for.
const MAX_TOKENS: usize = 10;
/// How far two weak values may stand apart if they are not on one line.
const NEAR_BYTES: usize = 80;
/// Matches near by that a weak one is compared with.
const RECENT: usize = 8;
/// Rows of a common value that are looked at when two weak values are compared.
const MAX_COMPARED: usize = 1024;

/// A match: its place, and the rows it may stand for.
#[derive(Clone, Copy)]
struct Match<'i> {
    start: usize,
    end: usize,
    rows: &'i [u32],
    counted: bool,
}

/// One search of one text.
pub(super) struct Search<'i, 't> {
    index: &'i Index,
    text: &'t [u8],
    window: VecDeque<Gram>,
    recent: VecDeque<Match<'i>>,
    seen: Vec<(usize, usize, Confidence)>,
    barrier: usize,
}

impl<'i, 't> Search<'i, 't> {
    pub(super) fn new(index: &'i Index, text: &'t [u8]) -> Self {
        let window = VecDeque::with_capacity(MAX_TOKENS + 1);
        Self { index, text, window, recent: VecDeque::new(), seen: Vec::new(), barrier: 0 }
    }

    /// Searches the text and returns places with confidences, unsorted.
    pub(super) fn run(mut self) -> Vec<(usize, usize, Confidence)> {
        for gram in Cutter::new(self.text) {
            if !self.joins(gram.start) {
                self.window.clear();
            }
            if self.is_in_placeholder(&gram) {
                continue;
            }
            let digits = gram.kind == GramKind::Digits;
            self.window.push_back(gram);
            if self.window.len() > MAX_TOKENS {
                self.window.pop_front();
            }
            self.ending_here();
            if digits {
                self.phone_ending_here();
            }
        }
        self.seen
    }

    /// A value does not stop or start inside a placeholder, nor does a match count beside one.
    fn is_in_placeholder(&mut self, gram: &Gram) -> bool {
        if gram.start < self.barrier {
            return true;
        }
        let before = gram.start.checked_sub(1).and_then(|i| self.text.get(i));
        if before == Some(&b'[')
            && let Some((_, length)) = self
                .text
                .get(gram.start - 1..)
                .and_then(|rest| Placeholder::at_start(rest.get(..96).unwrap_or(rest)))
        {
            self.barrier = gram.start - 1 + length;
            self.window.clear();
            self.recent.clear();
            return true;
        }
        false
    }

    /// Says whether a token at `start` continues the value before it.
    fn joins(&self, start: usize) -> bool {
        let Some(last) = self.window.back() else { return true };
        let gap = self.text.get(last.end..start).unwrap_or_default();
        gap.len() <= 4
            && gap.iter().all(|b| {
                matches!(
                    b,
                    b' ' | b'.'
                        | b'_'
                        | b'-'
                        | b','
                        | b'\''
                        | b'\t'
                        | b'('
                        | b')'
                        | b'/'
                        | b'+'
                        | 0xC2
                        | 0xA0
                )
            })
    }

    fn is_word_border(&self, start: usize, end: usize) -> bool {
        let inside =
            |at: Option<usize>| at.and_then(|i| self.text.get(i)).is_some_and(u8::is_ascii_alphanumeric);
        !inside(start.checked_sub(1)) && !inside(Some(end))
    }

    fn ending_here(&mut self) {
        let Some(last) = self.window.back() else { return };
        if !self.index.may_end(last.key()) {
            return;
        }
        let (index, end) = (self.index, last.end);
        let (mut ordered, mut unordered) = (0, 0);
        let mut matches: [Option<Match<'i>>; 2 * MAX_TOKENS] = [None; 2 * MAX_TOKENS];
        for (n, gram) in self.window.iter().rev().enumerate() {
            ordered = ordered_left(ordered, gram.key(), n);
            unordered = unordered_add(unordered, gram.key());
            for (k, hash) in [ordered, unordered_end(unordered)].into_iter().enumerate() {
                let rows = index.get(hash);
                if let Some(slot) = matches.get_mut(2 * n + k).filter(|_| !rows.is_empty()) {
                    *slot = Some(Match { start: gram.start, end, rows, counted: false });
                }
            }
        }
        for found in matches.into_iter().flatten() {
            if self.is_word_border(found.start, found.end) {
                self.count(found);
            }
        }
    }

    fn phone_ending_here(&mut self) {
        let Some(last) = self.window.back() else { return };
        let end = last.end;
        let (index, text) = (self.index, self.text);
        // The longest run counts: with fewer groups the last nine digits are mostly the same.
        let mut longest = None;
        for gram in self.window.iter().rev().take_while(|g| g.kind == GramKind::Digits) {
            let bytes = text.get(gram.start..end).unwrap_or_default();
            let Some((hash, key)) = phone(bytes.iter().copied()) else { continue };
            let rows = if index.may_end(key) { index.get(hash) } else { &[] };
            if !rows.is_empty() && self.is_word_border(gram.start, end) {
                longest = Some(Match { start: self.phone_start(gram.start), end, rows, counted: false });
            }
        }
        if let Some(found) = longest {
            self.count(found);
        }
    }

    /// The plus sign and the country code belong to the number.
    fn phone_start(&self, first: usize) -> usize {
        let before = first.checked_sub(1).and_then(|i| self.text.get(i));
        if before == Some(&b'+') { first - 1 } else { first }
    }

    fn count(&mut self, mut found: Match<'i>) {
        let alone = found.rows.iter().filter_map(|p| Field::alone(p & 15)).max();
        if let Some(confidence) = alone {
            self.seen.push((found.start, found.end, confidence));
            found.counted = true;
        }
        let mut beside = false;
        for i in 0..self.recent.len() {
            let Some(other) = self.recent.get(i).copied() else { break };
            if (found.counted && other.counted)
                || !self.near(other, found)
                || !share_row(other.rows, found.rows)
            {
                continue;
            }
            beside = true;
            if !other.counted {
                self.seen.push((other.start, other.end, Confidence::Medium));
                if let Some(slot) = self.recent.get_mut(i) {
                    slot.counted = true;
                }
            }
        }
        if beside && !found.counted {
            self.seen.push((found.start, found.end, Confidence::Medium));
            found.counted = true;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(found);
    }

    fn near(&self, earlier: Match<'_>, later: Match<'_>) -> bool {
        let gap = self.text.get(earlier.end..later.start);
        gap.is_some_and(|gap| gap.len() <= NEAR_BYTES || (gap.len() <= 400 && !gap.contains(&b'\n')))
    }
}

/// Says whether two lists name one row by different columns.
fn share_row(a: &[u32], b: &[u32]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().take(MAX_COMPARED).any(|&place| {
        let row = place >> 4;
        let from = many.partition_point(|&p| p >> 4 < row);
        many.get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|&&p| p >> 4 == row)
            .any(|&p| p & 15 != place & 15)
    })
}
