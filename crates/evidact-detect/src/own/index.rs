//! The index of a list: fingerprints of hashes in buckets, in two tables, and one bit for each last token.
//!
//! It is filled in two passes over the list, one to count and one to put, so that it is never larger while
//! it is built than when it is done. Nothing of a value is kept but 32 bits or more of its hash.

use super::tokens::{Run, mix};

/// What a hash stands for. The same letters may be a name and a number, and are looked up as what they look
/// like, so that a chance hit of one kind does not count as another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Email,
    Number,
    Phone,
    /// A full name, a company.
    Name,
    /// A full name of so few letters that it must not be found as one word.
    ShortName,
    /// The first letter of a given name, and the family name.
    Initial,
    /// A user name.
    Handle,
    /// Two weak values of one row.
    Pair,
    /// The word that tells a company from others.
    Distinct,
    /// The first word of a company that may be one besides.
    Doubtful,
    /// A company of a few letters, as it is written in the list: it counts in this case only.
    Exact,
    /// The same, but only before a legal form: it may be a word.
    BeforeLegal,
}

impl Form {
    fn is_anchor(self) -> bool {
        matches!(self, Self::Email | Self::Number | Self::Phone)
    }
}

/// A value of a row, ready to be put into the index.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) form: Form,
    pub(super) hash: u64,
    /// The token and the word that end it, by which a text is dismissed.
    pub(super) last: [u64; 2],
    /// Itself, if it may be written as one word.
    pub(super) word: Option<u64>,
    /// The token and the word that start it, if it has three tokens or more.
    pub(super) first: Option<[u64; 2]>,
    /// How many tokens it has as it is written in the list.
    pub(super) tokens: usize,
    /// What the given and the family name of the row look like.
    pub(super) note: Note,
}

/// Eight bits each of the given and the family name of a row, not zero if there is one. Enough to recognise
/// them beside an e-mail address of the same row, and no way back to them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Note(pub(super) [u8; 2]);

impl Note {
    /// Returns the bits of a name.
    pub(super) fn bits(name: Run) -> u8 {
        ((mix(name.hash) >> 24) as u8).max(1)
    }
}

/// Salts the hash of a run with what it stands for.
pub(super) fn salted(form: Form, hash: u64) -> u64 {
    mix(hash ^ ((form as u64 + 1) << 56))
}

/// The hash of two values in any order.
pub(super) fn pair(a: Run, b: Run) -> u64 {
    mix(a.hash).wrapping_add(mix(b.hash))
}

/// Buckets are counted this finely and joined afterwards if there are few entries.
const FINE_BITS: u32 = 20;
/// Entries in a bucket on average.
const BUCKET: usize = 8;

/// How many entries each bucket will hold.
struct Counts {
    fine: Vec<u32>,
    total: usize,
}

impl Counts {
    fn new() -> Self {
        Self { fine: vec![0; 1 << FINE_BITS], total: 0 }
    }

    fn add(&mut self, hash: u64) {
        if let Some(count) = self.fine.get_mut((hash >> (64 - FINE_BITS)) as usize) {
            *count += 1;
            self.total += 1;
        }
    }
}

/// Entries of `N` bytes: a fingerprint of `PRINT` bytes of the hash, and a note.
struct Table<const N: usize, const PRINT: u32> {
    /// Where each bucket starts, and the end of the last one.
    starts: Vec<u32>,
    prints: Vec<[u8; N]>,
    shift: u32,
}

impl<const N: usize, const PRINT: u32> Table<N, PRINT> {
    fn sized(counts: &Counts) -> Self {
        let bits = (counts.total / BUCKET).max(1 << 8).next_power_of_two().ilog2().min(FINE_BITS);
        let fine_in_one = 1 << (FINE_BITS - bits);
        let mut sum = 0;
        let mut starts: Vec<u32> = counts
            .fine
            .chunks(fine_in_one)
            .map(|fine| {
                sum += fine.iter().sum::<u32>();
                sum
            })
            .collect();
        starts.push(sum);
        Self { starts, prints: vec![[0; N]; sum as usize], shift: 64 - bits }
    }

    /// The entry of a hash: the bits behind those that choose the bucket, then the note.
    fn entry(&self, hash: u64, note: &[u8]) -> [u8; N] {
        let mut entry = [0; N];
        let print = (hash << (64 - self.shift)).to_be_bytes();
        for (slot, b) in entry.iter_mut().zip(print.iter().take(PRINT as usize).chain(note)) {
            *slot = *b;
        }
        entry
    }

    /// Puts an entry before the others of its bucket. Says whether there was room.
    fn put(&mut self, hash: u64, note: &[u8]) -> bool {
        let entry = self.entry(hash, note);
        let Some(start) = self.starts.get_mut((hash >> self.shift) as usize) else { return false };
        let Some(at) = start.checked_sub(1) else { return false };
        *start = at;
        self.prints.get_mut(at as usize).map(|slot| *slot = entry).is_some()
    }

    /// Brings the buckets into an order that does not depend on that of the rows, without doubles.
    fn settle(&mut self) {
        let mut kept = 0_usize;
        for bucket in 0..self.starts.len().saturating_sub(1) {
            let from = self.starts.get(bucket).copied().unwrap_or(0) as usize;
            let to = self.starts.get(bucket + 1).copied().unwrap_or(0) as usize;
            if let Some(entries) = self.prints.get_mut(from..to) {
                entries.sort_unstable();
            }
            if let Some(start) = self.starts.get_mut(bucket) {
                *start = kept as u32;
            }
            for i in from..to {
                let Some(&entry) = self.prints.get(i) else { break };
                let double = i > from && self.prints.get(kept.wrapping_sub(1)) == Some(&entry);
                if !double {
                    if let Some(slot) = self.prints.get_mut(kept) {
                        *slot = entry;
                    }
                    kept += 1;
                }
            }
        }
        if let Some(end) = self.starts.last_mut() {
            *end = kept as u32;
        }
        self.prints.truncate(kept);
    }

    /// Returns the entries of a hash.
    fn get(&self, hash: u64) -> impl Iterator<Item = &[u8; N]> {
        let bucket = (hash >> self.shift) as usize;
        let from = self.starts.get(bucket).copied().unwrap_or(0) as usize;
        let to = self.starts.get(bucket + 1).copied().unwrap_or(0) as usize;
        let sought = self.entry(hash, &[]);
        let entries = self.prints.get(from..to).unwrap_or_default();
        entries
            .iter()
            .filter(move |entry| entry.iter().zip(&sought).take(PRINT as usize).all(|(a, b)| a == b))
    }
}

/// Bits set by salted hashes.
struct Bits(Vec<u64>);

impl Bits {
    fn place(&self, key: u64) -> (usize, u32) {
        let bit = (key as usize) & (self.0.len() * 64 - 1);
        (bit / 64, (bit % 64) as u32)
    }

    fn set(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    fn has(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.0.get(word).is_some_and(|w| w >> bit & 1 == 1)
    }

    /// Folds the bits to half as many while less than one in sixteen is set, to stay in the cache.
    fn folded(mut self) -> Self {
        let set: u32 = self.0.iter().map(|w| w.count_ones()).sum();
        while self.0.len() > 64 && (set as usize) < self.0.len() * 64 / 32 {
            let half = self.0.len() / 2;
            let upper = self.0.split_off(half);
            self.0.iter_mut().zip(upper).for_each(|(low, high)| *low |= high);
            self.0.shrink_to_fit();
        }
        self
    }
}

/// Bits before folding: a few for each entry of a list of a million rows.
const END_BITS: usize = 1 << 25;

fn last_key(token: u64) -> u64 {
    mix(token ^ 0x656e_6400)
}

fn first_key(token: u64) -> u64 {
    mix(token ^ 0x0068_6561_6400)
}

fn weak_key(token: u64) -> u64 {
    mix(token ^ 0x7765_616b)
}

/// Remembers entries that were just seen: towns and companies stand in many rows.
struct Recent(Vec<u64>);

impl Recent {
    fn new() -> Self {
        Self(vec![0; 1 << 13])
    }

    /// Says whether the entry is the last one seen with its first bits, and remembers it.
    fn seen(&mut self, key: u64) -> bool {
        let place = (key >> 51) as usize;
        self.0.get_mut(place).is_some_and(|slot| std::mem::replace(slot, key) == key)
    }
}

/// Gathers keys by their first bits and hands them on in bulk: a large table is then written part by part,
/// and each part stays in the cache.
struct Batches<T> {
    parts: Vec<Vec<T>>,
}

const PART_BITS: u32 = 6;
const PART_ITEMS: usize = 1024;

impl<T> Batches<T> {
    fn new() -> Self {
        Self { parts: (0..1 << PART_BITS).map(|_| Vec::with_capacity(PART_ITEMS)).collect() }
    }

    fn push(&mut self, key: u64, item: T, mut write: impl FnMut(T)) {
        let Some(part) = self.parts.get_mut((key >> (64 - PART_BITS)) as usize) else { return };
        part.push(item);
        if part.len() == PART_ITEMS {
            part.drain(..).for_each(&mut write);
        }
    }

    fn finish(&mut self, mut write: impl FnMut(T)) {
        for part in &mut self.parts {
            part.drain(..).for_each(&mut write);
        }
    }
}

/// The first pass: counts.
pub(super) struct Counting {
    anchors: Counts,
    names: Counts,
    bits: Bits,
    recent: Recent,
    waiting: [Batches<u64>; 3],
    sum: u64,
    pairs: bool,
    longest: usize,
}

/// The second pass: puts.
pub(super) struct Filling {
    index: Index,
    recent: Recent,
    anchors: Batches<(u64, Note)>,
    names: Batches<u64>,
    expected: u64,
    sum: u64,
    fits: bool,
}

/// The index.
pub(super) struct Index {
    anchors: Table<5, 3>,
    names: Table<4, 4>,
    bits: Bits,
    has_pairs: bool,
    longest: usize,
}

/// The salted hash of an entry, unless the same one was just seen.
fn fresh(recent: &mut Recent, entry: &Entry) -> Option<u64> {
    let hash = salted(entry.form, entry.hash);
    let double = recent.seen(hash ^ u64::from(u16::from_be_bytes(entry.note.0)));
    (!double).then_some(hash)
}

impl Counting {
    pub(super) fn new() -> Self {
        Self {
            anchors: Counts::new(),
            names: Counts::new(),
            bits: Bits(vec![0; END_BITS / 64]),
            recent: Recent::new(),
            waiting: [Batches::new(), Batches::new(), Batches::new()],
            sum: 0,
            pairs: false,
            longest: 0,
        }
    }

    /// Counts an entry.
    pub(super) fn add(&mut self, entry: &Entry) {
        if entry.form != Form::Email {
            self.longest = self.longest.max(entry.tokens);
        }
        for keys in [Some(entry.last.map(last_key)), entry.first.map(|first| first.map(first_key))] {
            let Some([token, word]) = keys else { continue };
            self.set(token);
            if word != token {
                self.set(word);
            }
        }
        if let Some(word) = entry.word {
            self.set(last_key(word));
        }
        let Some(hash) = fresh(&mut self.recent, entry) else { return };
        self.sum = self.sum.wrapping_add(hash);
        self.pairs |= entry.form == Form::Pair;
        let [anchors, names, _] = &mut self.waiting;
        if entry.form.is_anchor() {
            anchors.push(hash, hash, |h| self.anchors.add(h));
        } else {
            names.push(hash, hash, |h| self.names.add(h));
        }
    }

    fn set(&mut self, key: u64) {
        let [_, _, bits] = &mut self.waiting;
        // The last bits of a key choose its place, so they choose the batch.
        bits.push(key << (64 - END_BITS.ilog2()), key, |k| self.bits.set(k));
    }

    /// Says that a token may be a weak value.
    pub(super) fn weak(&mut self, token: u64) {
        self.set(weak_key(token));
    }

    /// Says whether there are more entries than the index can number.
    pub(super) fn is_full(&self) -> bool {
        self.anchors.total.max(self.names.total) > u32::MAX as usize / 2
    }

    /// Makes room for what was counted; `None` if that is nothing.
    pub(super) fn fill(mut self) -> Option<Filling> {
        let [anchors, names, bits] = &mut self.waiting;
        anchors.finish(|h| self.anchors.add(h));
        names.finish(|h| self.names.add(h));
        bits.finish(|k| self.bits.set(k));
        let Self { anchors, names, bits, sum, pairs, longest, .. } = self;
        if anchors.total + names.total == 0 {
            return None;
        }
        let anchor_table = Table::sized(&anchors);
        drop(anchors);
        let name_table = Table::sized(&names);
        drop(names);
        let index = Index {
            anchors: anchor_table,
            names: name_table,
            bits: bits.folded(),
            has_pairs: pairs,
            longest,
        };
        Some(Filling {
            index,
            recent: Recent::new(),
            anchors: Batches::new(),
            names: Batches::new(),
            expected: sum,
            sum: 0,
            fits: true,
        })
    }
}

impl Filling {
    /// Puts an entry.
    pub(super) fn add(&mut self, entry: &Entry) {
        let Some(hash) = fresh(&mut self.recent, entry) else { return };
        self.sum = self.sum.wrapping_add(hash);
        let Self { index, fits, .. } = self;
        if entry.form.is_anchor() {
            self.anchors.push(hash, (hash, entry.note), |(h, n)| *fits &= index.anchors.put(h, &n.0));
        } else {
            self.names.push(hash, hash, |h| *fits &= index.names.put(h, &[]));
        }
    }

    /// Finishes; `None` if the list changed between the passes.
    pub(super) fn finish(self) -> Option<Index> {
        let Self { mut index, mut anchors, mut names, mut fits, .. } = self;
        anchors.finish(|(h, n)| fits &= index.anchors.put(h, &n.0));
        names.finish(|h| fits &= index.names.put(h, &[]));
        if !fits || self.sum != self.expected {
            return None;
        }
        index.anchors.settle();
        index.names.settle();
        Some(index)
    }
}

impl Index {
    /// Returns the number of tokens of the longest value that is no address. Written otherwise it may have more:
    /// in CamelCase, between letters and digits.
    pub(super) fn longest(&self) -> usize {
        self.longest + 2
    }

    /// Says whether a token may end a value.
    pub(super) fn may_end(&self, token: u64) -> bool {
        self.bits.has(last_key(token))
    }

    /// Says whether a token may start a value of three tokens or more.
    pub(super) fn may_start(&self, token: u64) -> bool {
        self.bits.has(first_key(token))
    }

    /// Says whether a token may be a weak value that counts beside another.
    pub(super) fn may_be_weak(&self, token: u64) -> bool {
        self.has_pairs && self.bits.has(weak_key(token))
    }

    /// Says whether a value that stands for nothing else is in the list.
    pub(super) fn has(&self, form: Form, hash: u64) -> bool {
        self.names.get(salted(form, hash)).next().is_some()
    }

    /// Returns what the names in the rows of an address or number look like; nothing if it is not in the list.
    pub(super) fn anchor(&self, form: Form, hash: u64) -> impl Iterator<Item = Note> {
        self.anchors.get(salted(form, hash)).map(|[.., given, family]| Note([*given, *family]))
    }
}
