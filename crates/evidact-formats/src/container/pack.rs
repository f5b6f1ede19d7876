//! The parts of a document that is a package: found by their names, read once each, and written anew.

use super::package::{Entry, EntryKind, Package, PackageWriter};
use super::{Budget, Walk};
use crate::Limits;
use evidact_model::{Format, Withheld};
use evidact_raw::{Blob, RawBytes};
use std::collections::BTreeMap;

/// An opened package. In the names of its parts case does not matter (ECMA-376, part 2).
pub(super) struct Pack<'s> {
    package: Package<'s>,
    /// Where in the package a part is, by its name in small letters.
    places: BTreeMap<String, usize>,
}

impl<'s> Pack<'s> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Withheld`] if it cannot be read, or if two names differ by case alone: readers would take one or the other.
    pub(super) fn open(source: &'s Blob, limits: &Limits, budget: &mut Budget) -> Result<Self, Withheld> {
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

    /// Returns the names of all parts, in the order of the package.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.package.entries().iter().filter(|e| e.kind == EntryKind::File).map(|e| e.name.as_str())
    }

    /// Returns the name of a part as it is written.
    pub(super) fn name_of(&self, name: &str) -> Option<&str> {
        self.find(name).map(|e| e.name.as_str())
    }

    /// Reads a part.
    ///
    /// # Errors
    /// [`Withheld`] if there is none, or it cannot be read.
    pub(super) fn read(&self, name: &str, budget: &mut Budget) -> Result<Blob, Withheld> {
        self.package.read(self.find(name).ok_or(Withheld::Damaged)?, budget)
    }

    /// Reads a part into memory; nothing if there is none.
    pub(super) fn bytes(&self, name: &str, budget: &mut Budget) -> Result<Option<RawBytes>, Withheld> {
        if self.find(name).is_none() {
            return Ok(None);
        }
        self.read(name, budget)?.into_memory().map(Some).map_err(|_| Withheld::Unreadable)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.places.get(&name.to_ascii_lowercase()).and_then(|place| self.package.entries().get(*place))
    }
}

/// The type of an OpenDocument stands in a part of this name, which comes first and is not compressed.
pub(super) const MIMETYPE: &str = "mimetype";

/// Writes parts as a package.
pub(super) fn write(parts: &[(String, Blob)], walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let Some(output) = walk.output.take() else { return Ok(()) };
    let mut writer = PackageWriter::new(output);
    for (name, content) in parts {
        if name == MIMETYPE {
            writer.add_stored(name, content)?;
        } else {
            writer.add(name, content)?;
        }
    }
    writer.finish()
}

/// Says whether the name of a part has one of these endings.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

/// Says which of the documents that are read here a package with these names is.
///
/// # Errors
/// [`Withheld`] if it is one that cannot be read, such as a binary workbook.
pub(super) fn recognise(
    names: &[String],
    source: &Blob,
    limits: &Limits,
) -> Result<Option<Format>, Withheld> {
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    if has("[Content_Types].xml") && has("xl/workbook.bin") {
        return Err(Withheld::UnsupportedFormat { seems: "binary Excel workbook".into() });
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Ok(Some(Format::Xlsx));
    }
    if has(MIMETYPE) && has("content.xml") {
        return super::odf::recognise(source, limits);
    }
    Ok(None)
}
