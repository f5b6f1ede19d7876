//! The central directory of a zip archive, which alone says what is in it (APPNOTE 4.3.12).

use super::bytes::{u16_at, u32_at, u64_at};
use super::end::{self, CENTRAL, Place};
use crate::Limits;
use crate::container::names;
use evidact_model::{Limit, Withheld};
use evidact_raw::Blob;
use std::collections::BTreeSet;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// One member of a zip archive.
pub(in crate::container) struct Entry {
    /// Its name, safe to join to a folder; that of a folder ends with `/`.
    pub(in crate::container) name: String,
    /// What it is.
    pub(in crate::container) kind: EntryKind,
    /// Its name as it is written.
    pub(super) raw_name: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
    /// Where its local header is.
    pub(super) header: u64,
    /// Where its data is; known once the local header is read.
    pub(super) data: u64,
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::container) enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, device or pipe.
    Special,
}

/// What an archive says beside its members.
#[derive(Default)]
pub(in crate::container) struct Fields {
    /// Comments, a line each.
    pub(in crate::container) text: Vec<u8>,
    /// How many comments, fields and stretches of bytes the members do not account for.
    pub(in crate::container) count: u64,
}

/// What a central directory says.
pub(super) struct Directory {
    pub(super) entries: Vec<Entry>,
    pub(super) fields: Fields,
    pub(super) place: Place,
}

const HEADER_BYTES: usize = 46;
/// Names and comments of an archive, all in all.
const MAX_TEXT_BYTES: u64 = 64 << 20;
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;

impl Directory {
    /// Reads the directory of an archive.
    pub(super) fn read(source: &Blob, limits: &Limits) -> Result<Self, Withheld> {
        let place = end::find(source)?;
        if place.count > limits.max_members {
            return Err(Withheld::Limit { limit: Limit::MaxMembers, value: limits.max_members });
        }
        let mut reader = BufReader::with_capacity(1 << 16, source.reader());
        reader.seek(SeekFrom::Start(place.start)).map_err(|_| Withheld::Unreadable)?;
        let mut reader = reader.take(place.end - place.start);
        let (mut entries, mut fields) = (Vec::new(), Fields::default());
        let (mut seen, mut text_bytes) = (BTreeSet::new(), 0);
        fields.add(&place.comment);
        fields.count += u64::from(place.shift > 0) + u64::from(place.has_suffix);
        while let Some(record) = Record::read(&mut reader)? {
            if entries.len() as u64 >= place.count {
                return Err(Withheld::Damaged);
            }
            text_bytes += (record.name.len() + record.comment.len()) as u64;
            if text_bytes > MAX_TEXT_BYTES {
                return Err(Withheld::Budget);
            }
            fields.add(&record.comment);
            fields.count += u64::from(tells_something(&record.extra));
            let entry = record.entry(&place)?;
            if !seen.insert(entry.name.trim_end_matches('/').to_owned()) {
                return Err(Withheld::Damaged);
            }
            entries.push(entry);
        }
        if entries.len() as u64 != place.count {
            return Err(Withheld::Damaged);
        }
        Ok(Self { entries, fields, place })
    }
}

impl Fields {
    /// Takes a comment.
    pub(super) fn add(&mut self, comment: &[u8]) {
        if !comment.is_empty() {
            self.count += 1;
            self.text.extend_from_slice(comment);
            self.text.push(b'\n');
        }
    }
}

/// A header of the central directory, as it is written.
struct Record {
    header: Vec<u8>,
    name: Vec<u8>,
    extra: Vec<u8>,
    comment: Vec<u8>,
}

impl Record {
    /// Reads the next one; none at the end of the directory.
    fn read(reader: &mut impl Read) -> Result<Option<Self>, Withheld> {
        let header = take(reader, HEADER_BYTES)?;
        if header.is_empty() {
            return Ok(None);
        }
        if !header.starts_with(CENTRAL) {
            return Err(Withheld::Damaged);
        }
        let mut field = |at| {
            let length = u16_at(&header, at).ok_or(Withheld::Damaged)?.into();
            let bytes = take(reader, length)?;
            if bytes.len() == length { Ok(bytes) } else { Err(Withheld::Damaged) }
        };
        let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
        Ok(Some(Self { header, name, extra, comment }))
    }

    fn entry(self, place: &Place) -> Result<Entry, Withheld> {
        let name = names::safe(&names::of_zip(&self.name))?;
        let wide = zip64(&self.extra);
        self.numbers(wide, place)
            .map(|[packed, size, header]| Entry {
                kind: self.kind(&name),
                name,
                flags: u16_at(&self.header, 8).unwrap_or_default(),
                method: u16_at(&self.header, 10).unwrap_or_default(),
                crc: u32_at(&self.header, 16).unwrap_or_default(),
                packed,
                size,
                header,
                data: 0,
                raw_name: self.name,
            })
            .ok_or(Withheld::Damaged)
    }

    /// Returns the packed and the unpacked size and the place of the local header. Each may be in the wide
    /// field instead, in the order of the format, which begins with the unpacked size.
    fn numbers(&self, wide: Option<&[u8]>, place: &Place) -> Option<[u64; 3]> {
        let mut at = 0;
        let mut number = |narrow: u32| {
            if narrow != u32::MAX {
                return Some(u64::from(narrow));
            }
            let value = u64_at(wide?, at);
            at += 8;
            value
        };
        let size = number(u32_at(&self.header, 24)?)?;
        let packed = number(u32_at(&self.header, 20)?)?;
        let header = number(u32_at(&self.header, 42)?)?.checked_add(place.shift)?;
        let fits = header.checked_add(packed)? <= place.start && u16_at(&self.header, 34)? == 0;
        fits.then_some([packed, size, header])
    }

    fn kind(&self, name: &str) -> EntryKind {
        let is_unix = self.header.get(5).is_some_and(|system| matches!(system, 3 | 19));
        let mode = u32_at(&self.header, 38).unwrap_or_default() >> 16;
        match mode & 0o170_000 {
            0o040_000 if is_unix => EntryKind::Folder,
            0 | 0o100_000 => by_name(name),
            _ if is_unix => EntryKind::Special,
            _ => by_name(name),
        }
    }
}

fn by_name(name: &str) -> EntryKind {
    if name.is_empty() || name.ends_with('/') { EntryKind::Folder } else { EntryKind::File }
}

impl Entry {
    /// Says whether it is encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & ENCRYPTED != 0 || self.method == 99
    }
}

/// Returns the wide sizes of an extra field (APPNOTE 4.5.3).
pub(super) fn zip64(extra: &[u8]) -> Option<&[u8]> {
    blocks(extra).find(|(id, _)| *id == 1).map(|(_, data)| data)
}

/// Says whether an extra field holds more than sizes, times and numbers of users, which all programs write.
pub(super) fn tells_something(extra: &[u8]) -> bool {
    const USUAL: &[u16] = &[0x0001, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE, 0xD935, 0xA11E];
    let told: usize = blocks(extra).map(|(_, data)| data.len() + 4).sum();
    let is_padding = |rest: &[u8]| rest.iter().all(|&b| b == 0);
    blocks(extra).any(|(id, _)| !USUAL.contains(&id)) || !extra.get(told..).is_none_or(is_padding)
}

/// The blocks of an extra field, as far as they are whole.
fn blocks(extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = extra;
    std::iter::from_fn(move || {
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((id, data))
    })
}

/// Reads up to `count` bytes.
fn take(reader: &mut impl Read, count: usize) -> Result<Vec<u8>, Withheld> {
    let mut bytes = Vec::with_capacity(count);
    reader.take(count as u64).read_to_end(&mut bytes).map_err(|_| Withheld::Unreadable)?;
    Ok(bytes)
}
