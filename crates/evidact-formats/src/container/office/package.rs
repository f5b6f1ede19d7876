//! The zip package of an Office document: parts by their names (ECMA-376, part 2).

use crate::container::Budget;
use crate::container::budget::failed;
use evidact_model::Withheld;
use evidact_raw::{Blob, BlobReader, RawBytes};
use std::collections::BTreeMap;
use std::io::{self, BufReader, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A package that is read.
pub(super) struct Package<'b> {
    zip: ZipArchive<BufReader<BlobReader<'b>>>,
    /// Which entry holds a part, by the part's name in small letters: names that differ only in case are the same.
    entries: BTreeMap<String, Entry>,
}

struct Entry {
    index: usize,
    name: String,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub(super) fn open(source: &'b Blob, budget: &mut Budget) -> Result<Self, Withheld> {
        let mut zip = ZipArchive::new(BufReader::new(source.reader())).map_err(|_| Withheld::Damaged)?;
        if zip.has_duplicate_names() {
            return Err(Withheld::Damaged);
        }
        let mut entries = BTreeMap::new();
        for index in 0..zip.len() {
            budget.member()?;
            let entry = zip.by_index_raw(index).map_err(|_| Withheld::Damaged)?;
            if entry.encrypted() {
                return Err(Withheld::Encrypted);
            }
            let name = entry.name().map_err(|_| Withheld::Damaged)?.trim_start_matches('/').to_owned();
            if entry.is_dir() {
                continue;
            }
            if entries.insert(name.to_ascii_lowercase(), Entry { index, name }).is_some() {
                return Err(Withheld::Damaged);
            }
        }
        Ok(Self { zip, entries })
    }

    /// Says whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// Returns the names of all parts, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.values().map(|e| e.name.as_str())
    }

    /// Reads a part.
    pub(super) fn read(&mut self, name: &str, budget: &mut Budget) -> Result<RawBytes, Withheld> {
        let entry = self.entries.get(&name.to_ascii_lowercase()).ok_or(Withheld::Damaged)?;
        let mut file = self.zip.by_index(entry.index).map_err(|_| Withheld::Damaged)?;
        budget.read(&mut file)
    }
}

/// A package that is written.
pub(super) struct Writer<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Writer<W> {
    pub(super) fn new(output: W) -> Self {
        Self(ZipWriter::new(output))
    }

    /// Writes a part.
    pub(super) fn part(&mut self, name: &str, content: &mut dyn io::Read) -> Result<(), Withheld> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(|e| failed(&io::Error::from(e)))?;
        io::copy(content, &mut self.0).map_err(|e| failed(&e))?;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), Withheld> {
        self.0.finish().map(drop).map_err(|e| failed(&io::Error::from(e)))
    }
}
