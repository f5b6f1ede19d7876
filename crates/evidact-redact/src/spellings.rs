//! Values that are the same to a reader although their letters are not: each keeps the number of the first.
//!
//! A name of the user's list or a term of the user's in other case, with other separators, without its legal form or as
//! a word of a host is the same customer; `user:password` in an address is the password that stands alone elsewhere.

use evidact_detect::own::spelling;
use evidact_model::Kind;
use std::collections::BTreeMap;

/// Which entry of the ledger stands for which.
#[derive(Default)]
pub(crate) struct Spellings {
    by_letters: BTreeMap<u64, usize>,
    first: BTreeMap<usize, usize>,
}

impl Spellings {
    /// Takes in a value of a customer.
    pub(crate) fn add(&mut self, index: usize, value: &[u8]) {
        if let Some(letters) = spelling(value) {
            let first = *self.by_letters.entry(letters).or_insert(index);
            self.means(index, first);
        }
    }

    /// Says that one entry stands for another.
    pub(crate) fn means(&mut self, index: usize, other: usize) {
        if index != other && self.first(other) != index {
            self.first.entry(index).or_insert(other);
        }
    }

    /// Returns the entry that stands for an entry.
    pub(crate) fn first(&self, index: usize) -> usize {
        // A pair in base64 means a pair, which means its password.
        let step = |index| self.first.get(&index).copied().unwrap_or(index);
        step(step(index))
    }
}

/// How much a kind says of a credential: of where it stood, of what it is for, of who made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tells {
    Place,
    Use,
    Maker,
}

/// Says how much a kind tells.
pub(crate) fn tells(kind: &Kind) -> Tells {
    match kind.as_str().strip_prefix("CREDENTIAL:") {
        Some("password" | "secret" | "token" | "key" | "cookie") => Tells::Use,
        Some("url" | "http-auth") | None => Tells::Place,
        Some(_) => Tells::Maker,
    }
}
