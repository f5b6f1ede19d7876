//! Reads zip archives byte by byte (APPNOTE 6.3): the central directory and every local header must say the
//! same, one entry must follow the other, and nothing may stand anywhere else. What a reader could find that
//! no entry accounts for (data before, between and behind, stale entries) is a leak by itself.

use super::check::{Check, Fresh};
use super::{Leak, office};
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// An archive that cannot be opened.
pub(super) const UNREADABLE: Leak = Leak::of("archive", "evidact.unreadable-archive");
/// Bytes of an archive that none of its members accounts for.
pub(super) const UNACCOUNTED: Leak = Leak::of("archive", "evidact.unexpected-data");

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const END64_LOCATOR: &[u8] = b"PK\x06\x07";
const END64_LOCATOR_BYTES: u64 = 20;
const END64: &[u8] = b"PK\x06\x06";
const END64_BYTES: usize = 56;
const CENTRAL: &[u8] = b"PK\x01\x02";
const CENTRAL_BYTES: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: usize = 30;
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// A directory larger than this is none of ours.
const MAX_DIRECTORY: u64 = 256 << 20;
const ENCRYPTED: u16 = 1;
const HAS_DESCRIPTOR: u16 = 8;

/// What an archive is read from.
pub(super) trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// Says whether bytes end as an archive does, whatever they begin with.
pub(super) fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(END_BYTES + 0xFFFF)..).unwrap_or_default();
    memchr::memmem::find_iter(tail, END).any(|at| {
        let comment = tail.get(at + 20..).and_then(|rest| le16(rest, 0));
        comment.is_some_and(|len| at + END_BYTES + usize::from(len) == tail.len())
    })
}

/// Looks at every member and every field.
pub(super) fn check(check: Check<'_>, source: &mut dyn Source, len: u64) -> Result<(), Leak> {
    let end = End::find(source, len)?;
    let mut entries = end.entries(source)?;
    for field in entries.iter().map(|e| &e.fields).chain([&end.comment]) {
        fields(check, field)?;
    }
    entries.sort_by_key(|e| e.offset);
    let document = office::Kind::of(entries.iter().map(|e| e.name.as_slice()));
    let mut at = 0;
    for entry in &entries {
        check.member()?;
        if entry.offset != at {
            return Err(UNACCOUNTED);
        }
        at = entry.check(check, source, document)?;
    }
    if at == end.directory { Ok(()) } else { Err(UNACCOUNTED) }
}

/// Looks at names, comments and extra fields.
fn fields(check: Check<'_>, text: &[u8]) -> Result<(), Leak> {
    if text.iter().all(u8::is_ascii_digit) {
        return Ok(());
    }
    check.text(text, Fresh::OfItsOwnForm).map_err(|leak| Leak { layer: "archive fields", ..leak })
}

/// The end of an archive, which says where its directory is.
struct End {
    directory: u64,
    size: u64,
    count: u64,
    comment: Vec<u8>,
}

impl End {
    fn find(source: &mut dyn Source, len: u64) -> Result<Self, Leak> {
        let tail_len = len.min((END_BYTES + 0xFFFF) as u64);
        let tail = read_at(source, len - tail_len, tail_len)?;
        // The first one that fits: a reader might take another, whose archive would be a part of this one's
        // comment, which is then looked at.
        let found = memchr::memmem::find_iter(&tail, END).find(|&at| {
            let comment = le16(&tail, at + 20);
            comment.is_some_and(|len| at + END_BYTES + usize::from(len) == tail.len())
        });
        let at = found.ok_or(UNREADABLE)?;
        let record = tail.get(at..).ok_or(UNREADABLE)?;
        let end_at = len - tail_len + at as u64;
        let small = (|| {
            let disks = [le16(record, 4)?, le16(record, 6)?];
            let (count, size, directory) = (le16(record, 10)?, le32(record, 12)?, le32(record, 16)?);
            Some((disks, count, size, directory))
        })();
        let (disks, count, size, directory) = small.ok_or(UNREADABLE)?;
        let comment = record.get(END_BYTES..).unwrap_or_default().to_vec();
        if memchr::memmem::find(&comment, LOCAL).is_some()
            || memchr::memmem::find(&comment, CENTRAL).is_some()
        {
            return Err(UNACCOUNTED);
        }
        let is_large = count == u16::MAX || size == u32::MAX || directory == u32::MAX;
        let locator = end_at.checked_sub(END64_LOCATOR_BYTES);
        let locator = locator.map(|at| read_at(source, at, END64_LOCATOR_BYTES)).transpose()?;
        let locator = locator.filter(|l| l.starts_with(END64_LOCATOR));
        let end = match locator {
            Some(locator) => Self::large(source, end_at - END64_LOCATOR_BYTES, &locator, comment)?,
            None if is_large => return Err(UNREADABLE),
            None => {
                let (directory, size, count) = (directory.into(), size.into(), count.into());
                Self { directory, size, count, comment }.before(end_at)?
            }
        };
        if disks == [0, 0] || disks == [u16::MAX; 2] { Ok(end) } else { Err(UNREADABLE) }
    }

    /// Reads the end record of a large archive, which must stand right before its locator.
    fn large(
        source: &mut dyn Source,
        locator_at: u64,
        locator: &[u8],
        comment: Vec<u8>,
    ) -> Result<Self, Leak> {
        let at = le64(locator, 8).ok_or(UNREADABLE)?;
        let record = read_at(source, at, END64_BYTES as u64)?;
        let size = le64(&record, 4).ok_or(UNREADABLE)?;
        if !record.starts_with(END64) || size != (END64_BYTES - 12) as u64 {
            return Err(UNREADABLE);
        }
        if at.checked_add(END64_BYTES as u64) != Some(locator_at) {
            return Err(UNACCOUNTED);
        }
        let (count, size, directory) = (le64(&record, 32), le64(&record, 40), le64(&record, 48));
        match (count, size, directory) {
            (Some(count), Some(size), Some(directory)) => Self { directory, size, count, comment }.before(at),
            _ => Err(UNREADABLE),
        }
    }

    /// The directory must end where the end begins.
    fn before(self, at: u64) -> Result<Self, Leak> {
        if self.directory.checked_add(self.size) == Some(at) { Ok(self) } else { Err(UNACCOUNTED) }
    }

    fn entries(&self, source: &mut dyn Source) -> Result<Vec<Entry>, Leak> {
        if self.size > MAX_DIRECTORY {
            return Err(UNREADABLE);
        }
        let directory = read_at(source, self.directory, self.size)?;
        let mut rest = directory.as_slice();
        let mut entries = Vec::new();
        while !rest.is_empty() {
            let (entry, len) = Entry::central(rest).ok_or(UNREADABLE)?;
            entries.push(entry);
            rest = rest.get(len..).unwrap_or_default();
        }
        if entries.len() as u64 == self.count { Ok(entries) } else { Err(UNACCOUNTED) }
    }
}

/// What the directory says of a member.
struct Entry {
    name: Vec<u8>,
    /// Its name, extra field and comment.
    fields: Vec<u8>,
    flags: u16,
    method: u16,
    crc: u32,
    compressed: u64,
    size: u64,
    offset: u64,
}

impl Entry {
    /// Reads a record of the directory, and returns its length.
    fn central(record: &[u8]) -> Option<(Self, usize)> {
        if !record.starts_with(CENTRAL) {
            return None;
        }
        let lengths = [le16(record, 28)?, le16(record, 30)?, le16(record, 32)?].map(usize::from);
        let (name_end, extra_end) = (CENTRAL_BYTES + lengths[0], CENTRAL_BYTES + lengths[0] + lengths[1]);
        let end = extra_end + lengths[2];
        let name = record.get(CENTRAL_BYTES..name_end)?;
        let extra = record.get(name_end..extra_end)?;
        let comment = record.get(extra_end..end)?;
        let mut large = Large::of(extra);
        let entry = Self {
            name: name.to_vec(),
            fields: [name, extra, comment].join(&b'\n'),
            flags: le16(record, 8)?,
            method: le16(record, 10)?,
            crc: le32(record, 16)?,
            size: large.or(le32(record, 24)?)?,
            compressed: large.or(le32(record, 20)?)?,
            offset: large.or(le32(record, 42)?)?,
        };
        Some((entry, end))
    }

    /// Looks at the member, and returns where it ends.
    fn check(
        &self,
        check: Check<'_>,
        source: &mut dyn Source,
        document: Option<office::Kind>,
    ) -> Result<u64, Leak> {
        let header = read_at(source, self.offset, LOCAL_BYTES as u64)?;
        let lengths = match (le16(&header, 26), le16(&header, 28)) {
            (Some(name), Some(extra)) if header.starts_with(LOCAL) => [u64::from(name), u64::from(extra)],
            _ => return Err(UNREADABLE),
        };
        let names = read_at(source, self.offset + LOCAL_BYTES as u64, lengths[0] + lengths[1])?;
        if names.get(..self.name.len()) != Some(&self.name) || lengths[0] != self.name.len() as u64 {
            return Err(UNACCOUNTED);
        }
        fields(check, &names)?;
        let extra = names.get(self.name.len()..).unwrap_or_default();
        self.agrees(&header, extra)?;
        let start = self.offset + LOCAL_BYTES as u64 + lengths[0] + lengths[1];
        source.seek(SeekFrom::Start(start)).map_err(|_| UNREADABLE)?;
        self.content(check, source, document)?;
        let end = start.checked_add(self.compressed).ok_or(UNREADABLE)?;
        Ok(end + if self.flags & HAS_DESCRIPTOR != 0 { self.descriptor(source, end)? } else { 0 })
    }

    /// The local header must say what the directory says; sizes may follow behind the data.
    fn agrees(&self, header: &[u8], extra: &[u8]) -> Result<(), Leak> {
        if self.flags & ENCRYPTED != 0 || le16(header, 6) != Some(self.flags) {
            return Err(UNREADABLE);
        }
        let said = (|| {
            let mut large = Large::of(extra);
            let size = large.or(le32(header, 22)?)?;
            let compressed = large.or(le32(header, 18)?)?;
            Some((le16(header, 8)?, le32(header, 14)?, compressed, size))
        })();
        let (method, crc, compressed, size) = said.ok_or(UNREADABLE)?;
        let later = self.flags & HAS_DESCRIPTOR != 0 && (crc, compressed, size) == (0, 0, 0);
        let same = (crc, compressed, size) == (self.crc, self.compressed, self.size);
        if method == self.method && (same || later) { Ok(()) } else { Err(UNACCOUNTED) }
    }

    fn content(
        &self,
        check: Check<'_>,
        source: &mut dyn Source,
        document: Option<office::Kind>,
    ) -> Result<(), Leak> {
        let compressed = Read::take(source, self.compressed);
        let (size, crc, left) = match self.method {
            0 => {
                let mut content = Counted::new(check.bounded(compressed));
                self.member(check, &mut content, document)?;
                let (size, crc, rest) = content.end();
                (size, crc, rest.into_inner().limit())
            }
            8 => {
                let decoder = DeflateDecoder::new(BufReader::new(compressed));
                let mut content = Counted::new(check.bounded(decoder));
                self.member(check, &mut content, document)?;
                let (size, crc, rest) = content.end();
                (size, crc, self.compressed.abs_diff(rest.into_inner().total_in()))
            }
            _ => return Err(UNREADABLE),
        };
        // Data behind the end of a member is shown by no reader, and still there.
        if left != 0 || size != self.size {
            Err(UNACCOUNTED)
        } else if crc != self.crc {
            Err(UNREADABLE)
        } else {
            Ok(())
        }
    }

    fn member(
        &self,
        check: Check<'_>,
        content: &mut dyn Read,
        document: Option<office::Kind>,
    ) -> Result<(), Leak> {
        match document {
            _ if self.name.ends_with(b"/") => {
                let mut one = [0];
                match content.read(&mut one) {
                    Ok(0) => Ok(()),
                    Ok(_) => Err(UNACCOUNTED),
                    Err(_) => Err(UNREADABLE),
                }
            }
            Some(kind) => {
                let bytes = check.whole(content)?;
                office::part(check, kind, &self.name, &bytes)
            }
            None => check.stream(content),
        }
    }

    /// Returns the length of the sizes behind the data, which must be those of the directory.
    fn descriptor(&self, source: &mut dyn Source, at: u64) -> Result<u64, Leak> {
        let found = read_at(source, at, 4)?;
        let mark: &[u8] = if found == DESCRIPTOR { DESCRIPTOR } else { b"" };
        let small = [self.crc, self.compressed as u32, self.size as u32].map(u32::to_le_bytes).concat();
        let large =
            [&self.crc.to_le_bytes()[..], &self.compressed.to_le_bytes()[..], &self.size.to_le_bytes()[..]]
                .concat();
        for sizes in [large, small] {
            let expected = [mark, sizes.as_slice()].concat();
            if read_at(source, at, expected.len() as u64).is_ok_and(|found| found == expected) {
                return Ok(expected.len() as u64);
            }
        }
        Err(UNACCOUNTED)
    }
}

/// The sizes of large members, in the extra field of id 1, in a fixed order.
struct Large<'a>(&'a [u8]);

impl<'a> Large<'a> {
    fn of(extra: &'a [u8]) -> Self {
        let mut rest = extra;
        while let (Some(id), Some(len)) = (le16(rest, 0), le16(rest, 2)) {
            let end = 4 + usize::from(len);
            if id == 1 {
                return Self(rest.get(4..end).unwrap_or_default());
            }
            rest = rest.get(end..).unwrap_or_default();
        }
        Self(&[])
    }

    /// Returns the size, or the next large one if it stands for that.
    fn or(&mut self, small: u32) -> Option<u64> {
        if small != u32::MAX {
            return Some(small.into());
        }
        let size = le64(self.0, 0)?;
        self.0 = self.0.get(8..).unwrap_or_default();
        Some(size)
    }
}

/// Counts what is read, and sums it up.
struct Counted<R> {
    inner: R,
    crc: Crc,
    count: u64,
}

impl<R> Counted<R> {
    fn new(inner: R) -> Self {
        Self { inner, crc: Crc::new(), count: 0 }
    }

    fn end(self) -> (u64, u32, R) {
        (self.count, self.crc.sum(), self.inner)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.crc.update(out.get(..count).unwrap_or_default());
        self.count += count as u64;
        Ok(count)
    }
}

fn read_at(source: &mut dyn Source, at: u64, len: u64) -> Result<Vec<u8>, Leak> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(at)).map_err(|_| UNREADABLE)?;
    match Read::take(source, len).read_to_end(&mut bytes) {
        Ok(read) if read as u64 == len => Ok(bytes),
        _ => Err(UNREADABLE),
    }
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|b| u64::from_le_bytes(*b))
}
