//! Writes zip packages in which nothing but names and contents differ: no times, owners, comments or extras.

use crate::container::Output;
use crate::container::budget::failed;
use evidact_model::Withheld;
use evidact_raw::Blob;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{self, Read, SeekFrom, Write};

/// Writes a package, member by member.
pub(in crate::container) struct PackageWriter<'o> {
    output: &'o mut dyn Output,
    at: u64,
    directory: Vec<u8>,
    count: u64,
}

/// The first day that the format knows.
const DATE: u16 = 1 << 5 | 1;
/// Made on Unix, by version 2.0.
const MADE_BY: u16 = 0x0314;
const NEEDED: u16 = 20;
const NEEDED_64: u16 = 45;
const UTF8_NAME: u16 = 1 << 11;
const FILE_MODE: u32 = 0o100_644 << 16;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// From here on sizes and places are written in the wide form; packed data may be a little larger than it was.
const WIDE: u64 = 0xFFF0_0000;

/// What is known of a member once it is written.
struct Written {
    crc: u32,
    packed: u64,
    size: u64,
}

impl<'o> PackageWriter<'o> {
    /// Begins a package at the front of an output.
    pub(in crate::container) fn new(output: &'o mut dyn Output) -> Self {
        Self { output, at: 0, directory: Vec::new(), count: 0 }
    }

    /// Adds a member, compressed.
    ///
    /// # Errors
    /// [`Withheld`] if there is no room for it.
    pub(in crate::container) fn add(&mut self, name: &str, source: &Blob) -> Result<(), Withheld> {
        self.member(name, source, DEFLATED).map_err(|e| failed(&e))
    }

    /// Adds a member as it is, which a format may demand.
    ///
    /// # Errors
    /// [`Withheld`] if there is no room for it.
    pub(in crate::container) fn add_stored(&mut self, name: &str, source: &Blob) -> Result<(), Withheld> {
        self.member(name, source, STORED).map_err(|e| failed(&e))
    }

    /// Returns how many members were written.
    pub(in crate::container) fn count(&self) -> u64 {
        self.count
    }

    /// Writes the directory.
    ///
    /// # Errors
    /// [`Withheld`] if there is no room for it.
    pub(in crate::container) fn finish(mut self) -> Result<(), Withheld> {
        self.end().map_err(|e| failed(&e))
    }

    fn member(&mut self, name: &str, source: &Blob, method: u16) -> io::Result<()> {
        let (header, is_wide) = (self.at, source.len() >= WIDE);
        let local = local_header(name, method, is_wide, &Written { crc: 0, packed: 0, size: 0 })?;
        self.output.write_all(&local)?;
        let written = if method == STORED {
            copy(source, &mut Counted::new(&mut *self.output))?
        } else {
            let counted = Counted::new(&mut *self.output);
            let mut encoder = DeflateEncoder::new(counted, Compression::default());
            let mut written = copy(source, &mut encoder)?;
            written.packed = encoder.finish()?.count;
            written
        };
        let next = header + local.len() as u64 + written.packed;
        self.output.seek(SeekFrom::Start(header))?;
        self.output.write_all(&local_header(name, method, is_wide, &written)?)?;
        self.output.seek(SeekFrom::Start(next))?;
        self.central(name, method, &written, header)?;
        self.at = next;
        self.count += 1;
        Ok(())
    }

    fn central(&mut self, name: &str, method: u16, written: &Written, header: u64) -> io::Result<()> {
        let is_wide = written.size >= WIDE || written.packed >= WIDE || header >= WIDE;
        let narrow = |number: u64| if is_wide { u32::MAX } else { number as u32 };
        let out = &mut self.directory;
        out.extend(b"PK\x01\x02");
        out.extend(MADE_BY.to_le_bytes());
        shared_fields(out, name, method, is_wide);
        out.extend(written.crc.to_le_bytes());
        out.extend(narrow(written.packed).to_le_bytes());
        out.extend(narrow(written.size).to_le_bytes());
        out.extend(name_length(name)?.to_le_bytes());
        let wide_bytes: u16 = if is_wide { 28 } else { 0 };
        out.extend(wide_bytes.to_le_bytes());
        // No comment, the first disk, no kind.
        out.extend([0; 6]);
        out.extend(FILE_MODE.to_le_bytes());
        out.extend(narrow(header).to_le_bytes());
        out.extend(name.as_bytes());
        if is_wide {
            out.extend([1, 0, 24, 0]);
            for number in [written.size, written.packed, header] {
                out.extend(number.to_le_bytes());
            }
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        let (start, size) = (self.at, self.directory.len() as u64);
        self.output.write_all(&self.directory)?;
        let mut out = Vec::new();
        let is_wide = start >= WIDE || size >= WIDE || self.count >= u64::from(u16::MAX);
        if is_wide {
            out.extend(b"PK\x06\x06");
            out.extend(44_u64.to_le_bytes());
            out.extend(MADE_BY.to_le_bytes());
            out.extend(NEEDED_64.to_le_bytes());
            out.extend([0; 8]);
            for number in [self.count, self.count, size, start] {
                out.extend(number.to_le_bytes());
            }
            out.extend(b"PK\x06\x07\0\0\0\0");
            out.extend((start + size).to_le_bytes());
            out.extend(1_u32.to_le_bytes());
        }
        let count = if is_wide { u16::MAX } else { self.count as u16 };
        let narrow = |number: u64| if is_wide { u32::MAX } else { number as u32 };
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(narrow(size).to_le_bytes());
        out.extend(narrow(start).to_le_bytes());
        out.extend([0; 2]);
        self.output.write_all(&out)
    }
}

fn local_header(name: &str, method: u16, is_wide: bool, written: &Written) -> io::Result<Vec<u8>> {
    let mut out = b"PK\x03\x04".to_vec();
    let narrow = |number: u64| if is_wide { u32::MAX } else { number as u32 };
    shared_fields(&mut out, name, method, is_wide);
    out.extend(written.crc.to_le_bytes());
    out.extend(narrow(written.packed).to_le_bytes());
    out.extend(narrow(written.size).to_le_bytes());
    out.extend(name_length(name)?.to_le_bytes());
    let wide_bytes: u16 = if is_wide { 20 } else { 0 };
    out.extend(wide_bytes.to_le_bytes());
    out.extend(name.as_bytes());
    if is_wide {
        out.extend([1, 0, 16, 0]);
        out.extend(written.size.to_le_bytes());
        out.extend(written.packed.to_le_bytes());
    }
    Ok(out)
}

/// What local and central headers both say: version, flags, method, time.
fn shared_fields(out: &mut Vec<u8>, name: &str, method: u16, is_wide: bool) {
    let flags = if name.is_ascii() { 0 } else { UTF8_NAME };
    for number in [if is_wide { NEEDED_64 } else { NEEDED }, flags, method, 0, DATE] {
        out.extend(number.to_le_bytes());
    }
}

fn name_length(name: &str) -> io::Result<u16> {
    u16::try_from(name.len()).map_err(|_| io::ErrorKind::InvalidInput.into())
}

/// Copies a source, and counts and sums what it holds.
fn copy(source: &Blob, to: &mut impl Write) -> io::Result<Written> {
    let (mut crc, mut reader) = (flate2::Crc::new(), source.reader());
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let count = reader.read(&mut buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok(Written { crc: crc.sum(), packed: size, size });
        }
        crc.update(read);
        to.write_all(read)?;
        size += count as u64;
    }
}

/// Counts what is written.
struct Counted<'o> {
    output: &'o mut dyn Output,
    count: u64,
}

impl<'o> Counted<'o> {
    fn new(output: &'o mut dyn Output) -> Self {
        Self { output, count: 0 }
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let count = self.output.write(from)?;
        self.count += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
