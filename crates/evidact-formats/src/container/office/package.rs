//! The parts of a package by their names, of which case does not matter (ECMA-376, part 2).

use crate::Limits;
use crate::container::Budget;
use crate::container::package::{Entry, EntryKind, Package};
use evidact_model::Withheld;
use evidact_raw::Blob;
use std::collections::BTreeMap;

/// The parts of a package.
pub(super) struct Parts<'b> {
    package: Package<'b>,
    /// Where in the package a part is, by its name in small letters.
    places: BTreeMap<String, usize>,
}

impl<'b> Parts<'b> {
    /// Opens a package.
    pub(super) fn open(source: &'b Blob, limits: &Limits, budget: &mut Budget) -> Result<Self, Withheld> {
        let package = Package::open(source, limits)?;
        let mut places = BTreeMap::new();
        for (place, entry) in package.entries().iter().enumerate() {
            budget.member()?;
            if entry.kind == EntryKind::File
                && places.insert(entry.name.to_ascii_lowercase(), place).is_some()
            {
                return Err(Withheld::Damaged);
            }
        }
        Ok(Self { package, places })
    }

    /// Returns the text that stands beside the parts.
    pub(super) fn comments(&self) -> &[u8] {
        &self.package.fields().text
    }

    /// Says whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns the names of all parts, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.places.values().filter_map(|place| self.package.entries().get(*place)).map(|e| e.name.as_str())
    }

    /// Reads a part.
    pub(super) fn read(&self, name: &str, budget: &mut Budget) -> Result<Blob, Withheld> {
        self.package.read(self.find(name).ok_or(Withheld::Damaged)?, budget)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.places.get(&name.to_ascii_lowercase()).and_then(|place| self.package.entries().get(*place))
    }
}
