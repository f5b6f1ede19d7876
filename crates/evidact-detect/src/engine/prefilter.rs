//! One pass over the text that finds every occurrence of every literal, at a price that does not grow with
//! their number: three folded bytes are hashed at each place and looked up in a bit table that stays in the
//! first-level cache; the few places that pass are compared with the literals themselves.

use crate::bytes::has_folded;
use evidact_patterns::rarest;
use std::borrow::Cow;

/// The literals of all rules and grammars.
pub(crate) struct Prefilter {
    /// One bit a hash.
    bits: Box<[u64; WORDS]>,
    /// One bit a hash of four bytes; asked where the first table says yes.
    four: Box<[u64; WORDS]>,
    /// The hashes of literals of three bytes, which the second table cannot know.
    short: Box<[u64; WORDS]>,
    /// How many bits are set before each word of `bits`: with the bits below it in its word, the number of
    /// a hash's bucket.
    ranks: Box<[u16]>,
    /// Where each bucket starts in `entries`; one more at the end.
    starts: Vec<u32>,
    entries: Vec<Entry>,
    literals: Vec<Cow<'static, [u8]>>,
}

struct Entry {
    literal: u32,
    /// Where in the literal its three bytes stand.
    offset: u32,
}

const HASH_BITS: u32 = 17;
const WORDS: usize = 1 << (HASH_BITS - 6);
/// Sets the bit that tells upper from lower case in three bytes at once.
const FOLD: u32 = 0x0020_2020;

#[inline]
const fn hash(three: u32) -> usize {
    let folded = (three | FOLD) & 0x00ff_ffff;
    (folded.wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize
}

#[inline]
const fn hash_four(four: u32) -> usize {
    let folded = four | FOLD | 0x2000_0000;
    (folded.wrapping_mul(0x85EB_CA6B) >> (32 - HASH_BITS)) as usize
}

fn four(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).rev().fold(0, |acc, &b| (acc << 8) | u32::from(b))
}

fn three(bytes: &[u8]) -> u32 {
    bytes.iter().take(3).rev().fold(0, |acc, &b| (acc << 8) | u32::from(b))
}

/// An empty bit table.
fn table() -> Box<[u64; WORDS]> {
    vec![0; WORDS].try_into().expect("the vector was made with this length")
}

impl Prefilter {
    /// Builds the tables. Literals are folded and at least three bytes long; shorter ones never occur.
    pub(crate) fn new(literals: Vec<Cow<'static, [u8]>>) -> Self {
        let mut keyed: Vec<(usize, Entry)> = literals
            .iter()
            .enumerate()
            .filter(|(_, literal)| literal.len() >= 3)
            .map(|(i, literal)| {
                let (offset, _) = rarest(literal);
                let key = hash(three(literal.get(offset..).unwrap_or(literal)));
                (key, Entry { literal: i as u32, offset: offset as u32 })
            })
            .collect();
        keyed.sort_by_key(|(key, entry)| (*key, entry.literal));
        let (mut bits, mut fours, mut short) = (table(), table(), table());
        let (mut starts, mut entries) = (Vec::new(), Vec::with_capacity(keyed.len()));
        let mut last = usize::MAX;
        for (key, entry) in keyed {
            if key != last {
                starts.push(entries.len() as u32);
                bits[key >> 6] |= 1 << (key & 63);
                last = key;
            }
            let literal = literals.get(entry.literal as usize).and_then(|l| l.get(entry.offset as usize..));
            match literal {
                Some(rest) if rest.len() >= 4 => {
                    let second = hash_four(four(rest));
                    fours[second >> 6] |= 1 << (second & 63);
                }
                _ => short[key >> 6] |= 1 << (key & 63),
            }
            entries.push(entry);
        }
        starts.push(entries.len() as u32);
        let ranks = bits.iter().scan(0, |sum, word| {
            let before = *sum;
            *sum += word.count_ones() as u16;
            Some(before)
        });
        let ranks = ranks.collect();
        Self { bits, four: fours, short, ranks, starts, entries, literals }
    }

    /// Returns a literal by its number.
    pub(crate) fn literal(&self, number: usize) -> &[u8] {
        self.literals.get(number).map_or(&[], |literal| literal)
    }

    /// Calls `found` with the number and the start of each literal, in the order of their rarest three bytes.
    ///
    /// # Exposure
    /// Reads the text.
    pub(crate) fn scan(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut at = 0;
        // Eight bytes hold six groups of three; four of them a step keep the loop free of dependencies.
        while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
            let wide = u64::from_le_bytes(*chunk);
            let hashes = [
                hash(wide as u32),
                hash((wide >> 8) as u32),
                hash((wide >> 16) as u32),
                hash((wide >> 24) as u32),
            ];
            let [a, b, c, d] = hashes;
            if (self.bit(a) | self.bit(b) | self.bit(c) | self.bit(d)) & 1 != 0 {
                for (i, &h) in hashes.iter().enumerate() {
                    if self.bit(h) & 1 != 0 && self.second((wide >> (8 * i)) as u32, h) {
                        self.verify(text, at + i, h, &mut found);
                    }
                }
            }
            at += 4;
        }
        while at + 3 <= text.len() {
            let h = hash(three(text.get(at..).unwrap_or(&[])));
            if self.bit(h) & 1 != 0 {
                self.verify(text, at, h, &mut found);
            }
            at += 1;
        }
    }

    #[inline]
    fn bit(&self, hash: usize) -> u64 {
        self.bits[(hash >> 6) & (WORDS - 1)] >> (hash & 63)
    }

    /// Asks the tables of four bytes and of short literals.
    #[inline]
    fn second(&self, bytes: u32, hash: usize) -> bool {
        let second = hash_four(bytes);
        let four = self.four[(second >> 6) & (WORDS - 1)] >> (second & 63);
        (four | self.short[(hash >> 6) & (WORDS - 1)] >> (hash & 63)) & 1 != 0
    }

    fn verify(&self, text: &[u8], at: usize, hash: usize, found: &mut impl FnMut(usize, usize)) {
        let (word, below) = ((hash >> 6) & (WORDS - 1), (1 << (hash & 63)) - 1);
        let rank = self.ranks.get(word).copied().unwrap_or(0);
        let bucket = usize::from(rank) + (self.bits[word] & below).count_ones() as usize;
        let Some(&[start, end]) = self.starts.get(bucket..bucket + 2) else { return };
        for entry in self.entries.get(start as usize..end as usize).unwrap_or(&[]) {
            let literal = self.literal(entry.literal as usize);
            if let Some(begin) = at.checked_sub(entry.offset as usize)
                && has_folded(text, begin, literal)
            {
                found(entry.literal as usize, begin);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Prefilter;

    fn occurrences(literals: &[&str], text: &[u8]) -> Vec<(usize, usize)> {
        let table = Prefilter::new(literals.iter().map(|l| l.as_bytes().to_vec().into()).collect());
        let mut found = Vec::new();
        table.scan(text, |literal, at| found.push((at, literal)));
        found.sort_unstable();
        found
    }

    #[test]
    fn finds_every_literal_at_every_place_in_any_case() {
        let literals = ["key", "secret", "://", "ecr"];
        for pad in 0..9 {
            let text = [vec![b'.'; pad], b"SeCrEt key x://".to_vec(), vec![b'-'; pad]].concat();
            let expected = [(pad, 1), (pad + 1, 3), (pad + 7, 0), (pad + 12, 2)];
            assert_eq!(occurrences(&literals, &text), expected, "{pad}");
        }
    }

    #[test]
    fn overlapping_occurrences_are_all_found() {
        assert_eq!(occurrences(&["aaa"], b"aaaaa"), [(0, 0), (1, 0), (2, 0)]);
        assert!(occurrences(&["aaa"], b"aa").is_empty());
    }
}
