//! Where the central directory of a zip archive is: its end records (APPNOTE 4.3.14 to 4.3.16).

use super::bytes::{u16_at, u32_at, u64_at};
use evidact_model::Withheld;
use evidact_raw::Blob;
use std::io::{Read, Seek, SeekFrom};

/// Where the central directory is.
pub(super) struct Place {
    /// Its first byte.
    pub(super) start: u64,
    /// The byte behind its last.
    pub(super) end: u64,
    /// How many entries it says it has.
    pub(super) count: u64,
    /// How many bytes stand before what the archive calls its first.
    pub(super) shift: u64,
    /// The comment of the archive.
    pub(super) comment: Vec<u8>,
    /// Whether anything stands behind the end.
    pub(super) has_suffix: bool,
}

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR: &[u8] = b"PK\x06\x07";
pub(super) const CENTRAL: &[u8] = b"PK\x01\x02";
const END_BYTES: usize = 22;
/// More places that look like an end record are not looked at.
const MAX_RECORDS: usize = 64;
const LOCATOR_BYTES: u64 = 20;
const END_64_BYTES: u64 = 56;

/// Finds the central directory. Where two readers could find two, there is none.
pub(super) fn find(source: &Blob) -> Result<Place, Withheld> {
    let tail_bytes = source.len().min(u64::from(u16::MAX) + END_BYTES as u64);
    let tail_start = source.len() - tail_bytes;
    let tail = read_at(source, tail_start, tail_bytes)?;
    // Readers look from the back. A comment may hold what looks like a record, and a member may be a zip.
    let mut last: Option<Place> = None;
    let records: Vec<usize> = memchr::memmem::rfind_iter(&tail, END).take(MAX_RECORDS).collect();
    for at in records {
        let record = tail.get(at..).unwrap_or_default();
        let Some(place) = place(source, tail_start + at as u64, record)? else { continue };
        match last {
            None if place.has_suffix => last = Some(place),
            None => return Ok(place),
            Some(_) if !place.has_suffix => return Err(Withheld::Damaged),
            Some(_) => {}
        }
    }
    last.ok_or(Withheld::Damaged)
}

/// Reads an end record, if it is one.
fn place(source: &Blob, at: u64, record: &[u8]) -> Result<Option<Place>, Withheld> {
    let Some(end) = End::read(record) else { return Ok(None) };
    let located = locator(source, at)?;
    let (start, directory_end, count, offset) = if let Some(place_64) = located {
        let record = read_at(source, place_64, END_64_BYTES)?;
        let Some(wide) = End::read_64(&record) else { return Ok(None) };
        if !end.agrees(&wide) {
            return Err(Withheld::Damaged);
        }
        let Some(start) = place_64.checked_sub(wide.size) else { return Ok(None) };
        (start, place_64, wide.count, wide.offset)
    } else {
        let Some(start) = at.checked_sub(end.size) else { return Ok(None) };
        (start, at, end.count, end.offset)
    };
    let is_empty = count == 0 && start == directory_end;
    if !is_empty && read_at(source, start, CENTRAL.len() as u64)? != CENTRAL {
        return Ok(None);
    }
    let shift = start.checked_sub(offset).ok_or(Withheld::Damaged)?;
    // With something in front, some readers count from the file's first byte and some from the archive's.
    if shift > 0 && !is_empty && read_at(source, offset, CENTRAL.len() as u64)? == CENTRAL {
        return Err(Withheld::Damaged);
    }
    if end.disks != 0 || end.count_here != end.count {
        return Err(Withheld::UnsupportedFormat { seems: "part of a split zip archive".into() });
    }
    let behind = at + END_BYTES as u64 + end.comment.len() as u64;
    let has_suffix = behind < source.len();
    Ok(Some(Place { start, end: directory_end, count, shift, comment: end.comment, has_suffix }))
}

/// Returns where the wide end record is, if a locator stands before the end record.
fn locator(source: &Blob, end: u64) -> Result<Option<u64>, Withheld> {
    let Some(at) = end.checked_sub(LOCATOR_BYTES) else { return Ok(None) };
    let bytes = read_at(source, at, LOCATOR_BYTES)?;
    if !bytes.starts_with(LOCATOR) {
        return Ok(None);
    }
    u64_at(&bytes, 8).map(Some).ok_or(Withheld::Damaged)
}

/// What an end record says.
struct End {
    disks: u32,
    count_here: u64,
    count: u64,
    size: u64,
    offset: u64,
    comment: Vec<u8>,
}

impl End {
    fn read(record: &[u8]) -> Option<Self> {
        let comment_bytes = usize::from(u16_at(record, 20)?);
        Some(Self {
            disks: u32::from(u16_at(record, 4)?) | u32::from(u16_at(record, 6)?),
            count_here: u16_at(record, 8)?.into(),
            count: u16_at(record, 10)?.into(),
            size: u32_at(record, 12)?.into(),
            offset: u32_at(record, 16)?.into(),
            comment: record.get(END_BYTES..END_BYTES + comment_bytes)?.to_vec(),
        })
    }

    fn read_64(record: &[u8]) -> Option<Self> {
        record.starts_with(END_64).then_some(())?;
        Some(Self {
            disks: u32_at(record, 16)? | u32_at(record, 20)?,
            count_here: u64_at(record, 24)?,
            count: u64_at(record, 32)?,
            size: u64_at(record, 40)?,
            offset: u64_at(record, 48)?,
            comment: Vec::new(),
        })
    }

    /// Says whether a wide record says the same where this one says anything.
    fn agrees(&self, wide: &Self) -> bool {
        let same = |narrow: u64, wide: u64, none: u64| narrow == none || narrow == wide;
        same(self.count, wide.count, u16::MAX.into())
            && same(self.count_here, wide.count_here, u16::MAX.into())
            && same(self.size, wide.size, u32::MAX.into())
            && same(self.offset, wide.offset, u32::MAX.into())
            && wide.disks == 0
            && wide.count == wide.count_here
    }
}

/// Reads bytes at a place; fewer at the end of the source.
pub(super) fn read_at(source: &Blob, at: u64, count: u64) -> Result<Vec<u8>, Withheld> {
    let mut reader = source.reader();
    reader.seek(SeekFrom::Start(at)).map_err(|_| Withheld::Unreadable)?;
    let mut bytes = Vec::new();
    reader.take(count).read_to_end(&mut bytes).map_err(|_| Withheld::Unreadable)?;
    Ok(bytes)
}
