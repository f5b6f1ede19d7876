//! Lists of words, hashed when the program is compiled: a run on one small note pays nothing for them.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes one more byte into a hash; the hash of a word is taken from its end.
pub(super) const fn step(hash: u64, b: u8) -> u64 {
    (hash ^ b as u64).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Returns the hash of nothing, to which the bytes of a word are added.
pub(super) const fn seed() -> u64 {
    SEED
}

/// Returns the FNV-1a hash of a folded word, from its end. The tables it indexes are ours.
pub(super) const fn hash(word: &[u8]) -> u64 {
    let (mut hash, mut at) = (SEED, word.len());
    while at > 0 {
        at -= 1;
        hash = step(hash, word[at]);
    }
    hash
}

/// Returns the hash of a word of ASCII letters as it would be in small ones.
pub(super) fn hash_lower(word: &[u8]) -> u64 {
    word.iter().rev().fold(SEED, |hash, b| step(hash, b.to_ascii_lowercase()))
}

/// Returns the place of the last word of a list that ends before `end`; an empty one if there is none.
pub(super) const fn last_word(list: &[u8], mut end: usize) -> (usize, usize) {
    while end > 0 && list[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && !list[start - 1].is_ascii_whitespace() {
        start -= 1;
    }
    (start, end)
}

/// A table by hash: open addressing, `N` a power of two, never full. The first value of a word counts.
pub(super) struct Words<V, const N: usize> {
    /// The upper half of each hash; zero is a free slot. The lower half chooses the slot.
    hashes: [u32; N],
    values: [V; N],
}

impl<V: Copy, const N: usize> Words<V, N> {
    /// Makes a table without words.
    pub(super) const fn new(unused: V) -> Self {
        Self { hashes: [0; N], values: [unused; N] }
    }

    /// Adds all words of a list.
    pub(super) const fn with(mut self, list: &str, value: V) -> Self {
        let list = list.as_bytes();
        let (mut start, mut end) = last_word(list, list.len());
        while start < end {
            let (_, word) = list.split_at(start);
            let (word, _) = word.split_at(end - start);
            let slot = self.slot(hash(word));
            if self.hashes[slot] == 0 {
                self.hashes[slot] = upper(hash(word));
                self.values[slot] = value;
            }
            (start, end) = last_word(list, start);
        }
        self
    }

    /// Returns the slot of a word: its own, or the free one where it would stand.
    const fn slot(&self, hash: u64) -> usize {
        let mut slot = hash as usize % N;
        while self.hashes[slot] != 0 && self.hashes[slot] != upper(hash) {
            slot = (slot + 1) % N;
        }
        slot
    }

    /// Looks a word up by its hash.
    pub(super) fn get(&self, hash: u64) -> Option<V> {
        let slot = self.slot(hash);
        (self.hashes.get(slot)? != &0).then(|| self.values.get(slot).copied()).flatten()
    }
}

/// The part of a hash that a table remembers; never zero.
const fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

#[cfg(test)]
mod tests {
    use super::{Words, hash};

    #[test]
    fn finds_every_word_of_every_list_and_no_other() {
        static TABLE: Words<u8, 16> = Words::new(0).with(" ann  bob\n", 1).with("bob cleo", 2);
        for (word, value) in
            [("ann", Some(1)), ("bob", Some(1)), ("cleo", Some(2)), ("annb", None), ("", None)]
        {
            assert_eq!(TABLE.get(hash(word.as_bytes())), value, "{word}");
        }
    }
}
