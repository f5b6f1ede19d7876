//! The same person under other names: from what the ledger holds to whom an alias means.
//!
//! An alias that means one person is searched in all sources and gets that person's placeholder. One that may
//! mean two people, or a word, is not replaced; where it stands is listed for the reviewer.

use crate::ledger::Entry;
use crate::person::{Person, Reach, key_of};
use std::collections::BTreeMap;

/// Whom an alias means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// One person: the place of its first entry.
    One { entry: usize, reach: Reach },
    /// Several people.
    Several,
}

/// Every alias of every person of a ledger.
#[derive(Default)]
pub(crate) struct Aliases {
    by_key: BTreeMap<Vec<u8>, Owner>,
    persons: BTreeMap<Person, usize>,
}

/// An alias that is to be searched.
pub(crate) struct Searched<'a> {
    /// Words in small letters with single spaces between them.
    pub(crate) key: &'a [u8],
    /// Where the person stands in the ledger; `None` if nobody can say whom it means.
    pub(crate) entry: Option<usize>,
}

/// A part of a name that counts behind a title or below a greeting.
pub(crate) struct NamePart<'a> {
    pub(crate) word: &'a [u8],
    pub(crate) entry: usize,
}

impl Aliases {
    /// Reads the persons out of a ledger.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut aliases = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            if entry.kind.as_str() == "EMAIL" {
                continue;
            }
            if let Some(person) = Person::of(&entry.kind, entry.confidence, entry.value.expose()) {
                aliases.persons.entry(person).or_insert(index);
            }
        }
        for (person, &entry) in &aliases.persons {
            for alias in person.aliases() {
                let one = Owner::One { entry, reach: alias.reach };
                aliases
                    .by_key
                    .entry(alias.key)
                    .and_modify(|owner| match owner {
                        Owner::One { entry: known, .. } if *known == entry => {}
                        _ => *owner = Owner::Several,
                    })
                    .or_insert(one);
            }
        }
        aliases
    }

    /// Returns the full names of persons that are known by an address only.
    pub(crate) fn unnamed(entries: &[Entry]) -> Vec<Vec<u8>> {
        let known = Self::of(entries);
        let mut names: Vec<Vec<u8>> = entries
            .iter()
            .filter(|e| e.value.expose().contains(&b'@'))
            .filter_map(|e| Person::of(&e.kind, e.confidence, e.value.expose()))
            .filter(|person| !known.persons.contains_key(person))
            .map(|person| person.full_name())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// Returns the entry of the person whom a value means, if it means one.
    pub(crate) fn entry_of(&self, value: &[u8]) -> Option<usize> {
        match self.by_key.get(&key_of(value))? {
            Owner::One { entry, .. } => Some(*entry),
            Owner::Several => None,
        }
    }

    /// Returns the aliases to be searched: those with one owner, to be replaced, and those with several, to be
    /// listed. A single name of several people is not worth a line.
    pub(crate) fn searched(&self) -> impl Iterator<Item = Searched<'_>> {
        self.by_key.iter().filter_map(|(key, owner)| match owner {
            Owner::One { entry, reach: Reach::Anywhere } => Some(Searched { key, entry: Some(*entry) }),
            Owner::One { reach: Reach::Named, .. } => {
                (key.contains(&b' ')).then_some(Searched { key, entry: None })
            }
            Owner::Several => Some(Searched { key, entry: None }),
        })
    }

    /// Returns the parts of names that mean one person.
    pub(crate) fn name_parts(&self) -> impl Iterator<Item = NamePart<'_>> {
        let parts = self.persons.keys().flat_map(|p| [p.given(), p.family()]);
        parts.filter_map(|word| match self.by_key.get(word)? {
            Owner::One { entry, .. } if word.len() >= 3 => Some(NamePart { word, entry: *entry }),
            _ => None,
        })
    }
}
