//! Zip packages: plain archives, and the documents that are zips. Read with care, written anew.
//!
//! What is in one, its central directory says alone. Readers differ in what they make of bytes that the
//! directory does not account for, so a package is refused where they could see different things: names twice,
//! members that overlap, local headers that say something else. What lies between members, comments and
//! extra fields are not carried over.

mod bytes;
mod directory;
mod end;
mod writer;

pub(super) use directory::{Entry, EntryKind, Fields};
pub(super) use writer::PackageWriter;

use super::Budget;
use crate::Limits;
use bytes::{u16_at, u32_at};
use directory::{Directory, tells_something, zip64};
use evidact_model::Withheld;
use evidact_raw::Blob;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// An open package.
pub(super) struct Package<'b> {
    source: &'b Blob,
    entries: Vec<Entry>,
    fields: Fields,
}

const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: u64 = 30;
/// A data descriptor (APPNOTE 4.3.9) in its longest form.
const DESCRIPTOR_BYTES: u64 = 24;
const HAS_DESCRIPTOR: u16 = 1 << 3;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const BZIP2: u16 = 12;
const XZ: u16 = 95;

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Withheld`] if it is damaged or encrypted, if readers could differ about it, if a name leads out of it,
    /// or if it has too many members.
    pub(super) fn open(source: &'b Blob, limits: &Limits) -> Result<Self, Withheld> {
        let Directory { mut entries, mut fields, place } = Directory::read(source, limits)?;
        if entries.iter().any(Entry::is_encrypted) {
            return Err(Withheld::Encrypted);
        }
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|&i| entries.get(i).map_or(0, |e| e.header));
        let mut reader = BufReader::with_capacity(512, source.reader());
        let mut free = place.shift;
        for i in order {
            let Some(entry) = entries.get_mut(i) else { continue };
            if entry.header < free {
                return Err(Withheld::Damaged);
            }
            fields.count += u64::from(entry.header > free);
            reader.seek(SeekFrom::Start(entry.header)).map_err(|_| Withheld::Unreadable)?;
            fields.count += u64::from(read_local(entry, &mut reader)?);
            free = entry.data.checked_add(entry.packed).ok_or(Withheld::Damaged)?;
            if free > place.start {
                return Err(Withheld::Damaged);
            }
            if entry.flags & HAS_DESCRIPTOR != 0 {
                free = descriptor_end(source, entry, free)?.min(place.start);
            }
        }
        fields.count += u64::from(free < place.start);
        Ok(Self { source, entries, fields })
    }

    /// Returns the names in a package, without a look at what is in it. For telling what it is.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub(super) fn names(source: &Blob, limits: &Limits) -> Result<Vec<String>, Withheld> {
        Ok(Directory::read(source, limits)?.entries.into_iter().map(|e| e.name).collect())
    }

    /// Says whether a source ends as a package, whatever it begins with.
    ///
    /// # Errors
    /// [`Withheld`] if it does, and cannot be read.
    pub(super) fn is_one(source: &Blob) -> Result<bool, Withheld> {
        match end::find(source) {
            Ok(_) => Ok(true),
            Err(Withheld::Damaged) => Ok(false),
            Err(reason) => Err(reason),
        }
    }

    /// Returns the members in the order of the directory.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the member of a name.
    pub(super) fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.name == name && e.kind == EntryKind::File)
    }

    /// Returns what the archive says beside its members.
    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Reads a member into memory.
    ///
    /// # Errors
    /// [`Withheld`] of this member alone, but for what is [of the whole source](Withheld::is_of_whole_source).
    pub(super) fn read(&self, entry: &Entry, budget: &mut Budget) -> Result<Blob, Withheld> {
        let mut reader = self.source.reader();
        reader.seek(SeekFrom::Start(entry.data)).map_err(|_| Withheld::Unreadable)?;
        let packed = BufReader::new(reader.take(entry.packed));
        let bytes = match entry.method {
            STORED if entry.packed != entry.size => return Err(Withheld::Damaged),
            STORED => budget.read_sized(packed, entry.size),
            DEFLATED => budget.read_sized(flate2::bufread::DeflateDecoder::new(packed), entry.size),
            BZIP2 => budget.read_sized(bzip2::bufread::BzDecoder::new(packed), entry.size),
            XZ => budget.read_sized(super::compressed::xz_reader(packed), entry.size),
            _ => {
                let seems = "member of a zip archive in a rare compression".into();
                return Err(Withheld::UnsupportedFormat { seems });
            }
        }?;
        let mut crc = flate2::Crc::new();
        crc.update(bytes.expose());
        if crc.sum() == entry.crc { Ok(Blob::new(bytes)) } else { Err(Withheld::Damaged) }
    }
}

/// Reads a local header, finds the data behind it, and says whether its extra field told something.
fn read_local(entry: &mut Entry, reader: &mut impl Read) -> Result<bool, Withheld> {
    let mut header = [0; LOCAL_BYTES as usize];
    reader.read_exact(&mut header).map_err(|_| Withheld::Damaged)?;
    let length = |at| u16_at(&header, at).map(usize::from).ok_or(Withheld::Damaged);
    let mut name = vec![0; length(26)?];
    let mut extra = vec![0; length(28)?];
    reader
        .read_exact(&mut name)
        .and_then(|()| reader.read_exact(&mut extra))
        .map_err(|_| Withheld::Damaged)?;
    let says_the_same = header.starts_with(LOCAL)
        && name == entry.raw_name
        && u16_at(&header, 8) == Some(entry.method)
        && u16_at(&header, 6).is_some_and(|flags| (flags ^ entry.flags) & (1 | HAS_DESCRIPTOR) == 0)
        && agrees(entry, &header, zip64(&extra));
    if !says_the_same {
        return Err(Withheld::Damaged);
    }
    entry.data = entry.header + LOCAL_BYTES + (name.len() + extra.len()) as u64;
    Ok(tells_something(&extra))
}

/// Says whether a local header gives the checksum and the sizes of the directory, or leaves them to a
/// descriptor.
fn agrees(entry: &Entry, header: &[u8], wide: Option<&[u8]>) -> bool {
    let later = entry.flags & HAS_DESCRIPTOR != 0;
    let same = |at: usize, wide_at: usize, expected: u64| {
        let narrow = u32_at(header, at);
        let value = match (narrow, wide) {
            (Some(u32::MAX), Some(wide)) => bytes::u64_at(wide, wide_at),
            (narrow, _) => narrow.map(u64::from),
        };
        value == Some(expected) || later && value == Some(0)
    };
    same(14, usize::MAX, entry.crc.into()) && same(22, 0, entry.size) && same(18, 8, entry.packed)
}

/// Returns where a data descriptor ends that begins at `at`: with or without a mark, narrow or wide.
fn descriptor_end(source: &Blob, entry: &Entry, at: u64) -> Result<u64, Withheld> {
    let bytes = end::read_at(source, at, DESCRIPTOR_BYTES)?;
    let marked = bytes.starts_with(b"PK\x07\x08");
    let from = if marked { 4 } else { 0 };
    let crc = u32_at(&bytes, from) == Some(entry.crc);
    let narrow = u32_at(&bytes, from + 4).map(u64::from) == Some(entry.packed)
        && u32_at(&bytes, from + 8).map(u64::from) == Some(entry.size);
    let wide = bytes::u64_at(&bytes, from + 4) == Some(entry.packed)
        && bytes::u64_at(&bytes, from + 12) == Some(entry.size);
    match (crc, wide, narrow) {
        (true, true, _) => Ok(at + from as u64 + 20),
        (true, false, true) => Ok(at + from as u64 + 12),
        _ => Err(Withheld::Damaged),
    }
}
