//! The parts of a workbook or an OpenDocument: read once each, and written anew.

use super::Walk;
use super::package::{EntryKind, Package, PackageWriter};
use crate::Limits;
use evidact_model::{Format, Withheld};
use evidact_raw::{Blob, RawBytes};
use std::collections::BTreeMap;

/// An opened package.
pub(super) struct Pack<'s> {
    package: Package<'s>,
    names: Vec<String>,
    /// Names by themselves in small letters.
    places: BTreeMap<String, usize>,
}

impl<'s> Pack<'s> {
    pub(super) fn open(source: &'s Blob, walk: &mut Walk<'_>) -> Result<Self, Withheld> {
        let package = Package::open(source, walk.limits)?;
        let files = package.entries().iter().filter(|e| e.kind == EntryKind::File);
        let names: Vec<String> = files.map(|e| e.name.clone()).collect();
        for _ in &names {
            walk.budget.member()?;
        }
        let places = names.iter().enumerate().map(|(i, n)| (n.to_ascii_lowercase(), i)).collect();
        Ok(Self { package, names, places })
    }

    /// Returns the names of all parts, in order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the name of a part as it is written; capitals do not matter.
    pub(super) fn name_of(&self, path: &str) -> Option<&str> {
        let place = *self.places.get(&path.to_ascii_lowercase())?;
        self.names.get(place).map(String::as_str)
    }

    /// Reads a part; nothing if there is none.
    pub(super) fn read(&self, name: &str, walk: &mut Walk<'_>) -> Result<Option<RawBytes>, Withheld> {
        let Some(entry) = self.package.find(name) else { return Ok(None) };
        let part = self.package.read(entry, walk.budget)?;
        part.into_memory().map(Some).map_err(|_| Withheld::Unreadable)
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
