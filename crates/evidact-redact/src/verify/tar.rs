//! Reads tar archives block by block: every header field, extended headers, padding and what follows the end.

use super::check::{Check, Fresh};
use super::{Leak, zip};
use std::io::Read;

const BLOCK: usize = 512;
/// Extended headers larger than this are no headers.
const MAX_EXTENDED: u64 = 1 << 20;

/// Where text stands in a header (POSIX ustar; the last is what GNU and others use the rest for).
const TEXT_FIELDS: [std::ops::Range<usize>; 6] = [0..100, 157..257, 265..297, 297..329, 345..500, 500..512];
/// Where numbers stand: mode, user, group, size, time, checksum, device.
const NUMBER_FIELDS: [std::ops::Range<usize>; 8] =
    [100..108, 108..116, 116..124, 124..136, 136..148, 148..156, 329..337, 337..345];
const SIZE: std::ops::Range<usize> = 124..136;
const CHECKSUM: std::ops::Range<usize> = 148..156;
const TYPE: usize = 156;

/// Says whether bytes begin with a header: its checksum is right.
pub(super) fn is_header(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK) else { return false };
    let said = block.get(CHECKSUM).and_then(number);
    said.is_some() && said == Some(checksum(block))
}

/// The sum of all bytes, the checksum itself taken for blanks.
fn checksum(block: &[u8]) -> u64 {
    let sum: u64 = block.iter().map(|b| u64::from(*b)).sum();
    let own: u64 = block.get(CHECKSUM).unwrap_or_default().iter().map(|b| u64::from(*b)).sum();
    sum - own + 8 * u64::from(b' ')
}

/// Reads a number in octal digits, or in binary with the highest bit set; an empty field is zero.
fn number(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        let (high, low) = rest.split_at_checked(rest.len().checked_sub(8)?)?;
        let low = u64::from_be_bytes(low.try_into().ok()?);
        return high.iter().all(|b| *b == 0).then_some(low);
    }
    let digits = field.trim_ascii_start();
    let end = digits.iter().position(|b| !matches!(b, b'0'..=b'7')).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    let is_end = rest.iter().all(|b| matches!(b, 0 | b' '));
    let value = digits.iter().try_fold(0_u64, |n, d| n.checked_mul(8)?.checked_add(u64::from(d - b'0')));
    value.filter(|_| is_end)
}

/// Looks at every member and every header.
pub(super) fn check(check: Check<'_>, reader: &mut dyn Read) -> Result<(), Leak> {
    let mut archive = Archive { check, reader, fields: Vec::new() };
    let mut size = None;
    loop {
        let Some(header) = archive.block()? else { return archive.end() };
        if header.iter().all(|b| *b == 0) {
            return archive.end();
        }
        let own = archive.header(&header)?;
        let kind = header[TYPE];
        match kind {
            b'x' | b'g' | b'L' | b'K' => size = archive.extended(own)?.or(size),
            _ => archive.member(kind, size.take().unwrap_or(own))?,
        }
    }
}

struct Archive<'c, 'r> {
    check: Check<'c>,
    reader: &'r mut dyn Read,
    /// The text of headers, looked at together.
    fields: Vec<u8>,
}

impl Archive<'_, '_> {
    /// Reads a block; nothing at the end of the file.
    fn block(&mut self) -> Result<Option<[u8; BLOCK]>, Leak> {
        let mut block = Vec::with_capacity(BLOCK);
        let read = Read::take(&mut *self.reader, BLOCK as u64).read_to_end(&mut block);
        read.map_err(|_| zip::UNREADABLE)?;
        if block.is_empty() {
            return Ok(None);
        }
        block.try_into().map(Some).map_err(|_| zip::UNREADABLE)
    }

    /// Takes the text of a header and returns the size of what follows.
    fn header(&mut self, header: &[u8; BLOCK]) -> Result<u64, Leak> {
        self.check.member()?;
        if !is_header(header) {
            return Err(zip::UNREADABLE);
        }
        for field in NUMBER_FIELDS {
            header.get(field).and_then(number).ok_or(zip::UNACCOUNTED)?;
        }
        for field in TEXT_FIELDS {
            let text = header.get(field).unwrap_or_default();
            self.fields
                .extend(text.split(|b| *b == 0).filter(|t| !t.is_empty()).flat_map(|t| [t, b"\n"]).flatten());
        }
        if self.fields.len() > 1 << 20 {
            self.look_at_fields()?;
        }
        header.get(SIZE).and_then(number).ok_or(zip::UNREADABLE)
    }

    fn look_at_fields(&mut self) -> Result<(), Leak> {
        let fields = std::mem::take(&mut self.fields);
        self.check.text(&fields, Fresh::OfItsOwnForm).map_err(|leak| Leak { layer: "archive fields", ..leak })
    }

    /// Reads an extended header and returns the size of the next member, if it says one.
    fn extended(&mut self, size: u64) -> Result<Option<u64>, Leak> {
        if size > MAX_EXTENDED {
            return Err(zip::UNREADABLE);
        }
        let mut text = Vec::new();
        let read = Read::take(&mut *self.reader, size).read_to_end(&mut text);
        if !matches!(read, Ok(read) if read as u64 == size) {
            return Err(zip::UNREADABLE);
        }
        self.padding(size)?;
        self.fields.extend_from_slice(&text);
        self.fields.push(b'\n');
        let record = text.split(|b| *b == b'\n').find_map(|line| {
            let at = memchr::memmem::find(line, b" size=")?;
            std::str::from_utf8(line.get(at + 6..)?).ok()?.parse().ok()
        });
        Ok(record)
    }

    fn member(&mut self, kind: u8, size: u64) -> Result<(), Leak> {
        match kind {
            b'0' | 0 | b'7' => {
                let mut content = Read::take(&mut *self.reader, size);
                self.check.stream(&mut content)?;
                if content.limit() != 0 {
                    return Err(zip::UNREADABLE);
                }
                self.padding(size)
            }
            // Links and folders have no content; their names are fields.
            b'1' | b'2' | b'5' if size == 0 => Ok(()),
            _ => Err(Leak::of("archive", "evidact.unexpected-part")),
        }
    }

    /// Reads up to the next block: zeros.
    fn padding(&mut self, size: u64) -> Result<(), Leak> {
        let rest = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        self.zeros(Some(rest))
    }

    /// Reads what must be nothing but zeros: so many, or all that there is.
    fn zeros(&mut self, count: Option<u64>) -> Result<(), Leak> {
        let mut rest = Read::take(&mut *self.reader, count.unwrap_or(u64::MAX));
        let mut buffer = [0; 4096];
        loop {
            match rest.read(&mut buffer).map_err(|_| zip::UNREADABLE)? {
                0 => return Ok(()),
                read if buffer.iter().take(read).all(|b| *b == 0) => {}
                _ => return Err(zip::UNACCOUNTED),
            }
        }
    }

    fn end(mut self) -> Result<(), Leak> {
        self.zeros(None)?;
        self.look_at_fields()
    }
}
