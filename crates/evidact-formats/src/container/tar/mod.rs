//! Tar archives (POSIX pax, GNU), read and written as a stream: every member is a file of its own. Owners,
//! modes, times and all other fields of headers are not carried over.

mod fields;
mod header;
mod writer;

pub(super) use header::{BLOCK_BYTES, is_archive};

use super::budget::failed;
use super::{Role, Walk, names};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use fields::Fields;
use header::{Block, Header, Kind};
use std::io::{BufReader, Read, Write};
use writer::TarWriter;

/// Reads a tar archive and writes it to the output of the walk.
pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut reader = BufReader::with_capacity(1 << 16, source.reader());
    match walk.output.take() {
        Some(output) => {
            let mut output = std::io::BufWriter::with_capacity(1 << 16, output);
            walk_stream(&mut reader, walk, Some(&mut output))?;
            output.flush().map_err(|e| failed(&e))
        }
        None => walk_stream(&mut reader, walk, None),
    }
}

/// Reads a tar archive from a stream, to the end of the stream, and writes it to another.
pub(super) fn walk_stream<'a>(
    reader: &'a mut dyn Read,
    walk: &mut Walk<'_>,
    output: Option<&'a mut dyn Write>,
) -> Result<(), Withheld> {
    let mut archive =
        Archive { reader, writer: output.map(TarWriter::new), fields: Fields::default(), files: 0 };
    while let Some(header) = archive.next(walk)? {
        archive.member(&header, walk)?;
        archive.fields.end_member();
    }
    let has_suffix = archive.drain(walk)?;
    let Archive { writer, fields, files, .. } = archive;
    let (count, text) = fields.lost();
    walk.fields(count + u64::from(has_suffix), &text)?;
    let Some(writer) = writer else { return Ok(()) };
    if files > 0 && writer.count() == 0 {
        return Err(Withheld::Content);
    }
    writer.finish().map_err(|e| failed(&e))
}

/// An archive that is being read and written.
struct Archive<'a> {
    reader: &'a mut dyn Read,
    writer: Option<TarWriter<'a>>,
    fields: Fields,
    files: u64,
}

/// A name or a set of records in front of a member that is longer than this is nobody's.
const MAX_FIELDS_BYTES: u64 = 1 << 20;

impl Archive<'_> {
    /// Returns the header of the next member, with what stands before it taken in; none at the end.
    fn next(&mut self, walk: &mut Walk<'_>) -> Result<Option<Header>, Withheld> {
        while let Some(block) = self.block(walk)? {
            if block.iter().all(|&b| b == 0) {
                return Ok(None);
            }
            let header = Header::read(&block).ok_or(Withheld::Damaged)?;
            if header.kind == Kind::Label {
                self.fields.label(&header.name);
                self.skip(header.size, walk)?;
            } else if header.kind.is_about_another() {
                let said = self.small(&header, walk)?;
                self.fields.take(header.kind, &said)?;
            } else {
                return Ok(Some(header));
            }
            walk.budget.member()?;
        }
        Ok(None)
    }

    fn member(&mut self, header: &Header, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        walk.budget.member()?;
        let size = self.fields.size().unwrap_or(header.size);
        let raw_name = self.fields.name().unwrap_or(&header.name);
        let name = names::safe(&String::from_utf8_lossy(raw_name))?;
        self.fields.owners(header);
        match header.kind {
            Kind::File if name.ends_with('/') || name.is_empty() => self.skip(size, walk),
            Kind::File if self.fields.is_sparse() => {
                self.refuse(&name, "sparse file in a tar archive", size, walk)
            }
            Kind::File => self.file(&name, size, walk),
            Kind::SparseFile => {
                self.map_of_sparse(header, walk)?;
                self.refuse(&name, "sparse file in a tar archive", size, walk)
            }
            // Readers differ about what stands behind them.
            Kind::Folder | Kind::Special if size > 0 => Err(Withheld::Damaged),
            Kind::Folder => Ok(()),
            Kind::Special => {
                let link = self.fields.link().unwrap_or(&header.link).clone();
                walk.visitor.lost(Loss { what: Lost::SpecialMember, page: None, count: 1 });
                walk.part(name, Blob::new(RawBytes::new(link)), Role::Dropped).map(drop)
            }
            _ => self.refuse(&name, "member of a tar archive of a rare kind", size, walk),
        }
    }

    fn file(&mut self, name: &str, size: u64, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        self.files += 1;
        match walk.budget.fits(size) {
            Ok(()) => {}
            Err(reason) if reason.is_of_whole_source() => return Err(reason),
            Err(reason) => {
                walk.visitor.unread(RawName::new(name), reason)?;
                return self.skip(size, walk);
            }
        }
        let content = walk.budget.read_sized(self.reader.take(size), size)?;
        self.padding(size, walk)?;
        let replaced = walk.part(name, Blob::new(content), Role::File)?;
        if let (Some(writer), Some(replaced)) = (&mut self.writer, replaced) {
            writer.add(&replaced.name, &replaced.source).map_err(|e| failed(&e))?;
        }
        Ok(())
    }

    /// Leaves out a file that cannot be read.
    fn refuse(&mut self, name: &str, seems: &str, size: u64, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        self.files += 1;
        let reason = Withheld::UnsupportedFormat { seems: seems.into() };
        walk.visitor.unread(RawName::new(name), reason)?;
        self.skip(size, walk)
    }

    /// Reads the blocks that go on with the map of a sparse file.
    fn map_of_sparse(&mut self, header: &Header, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        let mut goes_on = header.map_goes_on;
        while goes_on {
            let block = self.block(walk)?.ok_or(Withheld::Damaged)?;
            goes_on = block.get(504).is_some_and(|&b| b != 0);
        }
        Ok(())
    }

    /// Reads a block; none at the end of the stream.
    fn block(&mut self, walk: &mut Walk<'_>) -> Result<Option<Block>, Withheld> {
        let mut bytes = Vec::with_capacity(BLOCK_BYTES);
        self.reader.take(BLOCK_BYTES as u64).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
        walk.budget.bytes(bytes.len() as u64)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        bytes.try_into().map(Some).map_err(|_| Withheld::Damaged)
    }

    /// Reads what stands before a member and belongs to it.
    fn small(&mut self, header: &Header, walk: &mut Walk<'_>) -> Result<Vec<u8>, Withheld> {
        if header.size > MAX_FIELDS_BYTES {
            return Err(Withheld::Budget);
        }
        let mut bytes = Vec::new();
        self.reader.take(header.size).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
        if bytes.len() as u64 != header.size {
            return Err(Withheld::Damaged);
        }
        walk.budget.bytes(header.size)?;
        self.padding(header.size, walk)?;
        Ok(bytes)
    }

    fn padding(&mut self, size: u64, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        let rest = size.wrapping_neg() % BLOCK_BYTES as u64;
        self.pass(rest, walk)
    }

    fn skip(&mut self, size: u64, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        self.pass(size, walk)?;
        self.padding(size, walk)
    }

    fn pass(&mut self, count: u64, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        walk.budget.bytes(count)?;
        let mut rest = self.reader.take(count);
        let passed = std::io::copy(&mut rest, &mut std::io::sink()).map_err(|e| failed(&e))?;
        if passed == count { Ok(()) } else { Err(Withheld::Damaged) }
    }

    /// Reads to the end of the stream, and says whether anything stands there.
    fn drain(&mut self, walk: &mut Walk<'_>) -> Result<bool, Withheld> {
        let mut buffer = vec![0; 1 << 16];
        let mut has_suffix = false;
        loop {
            let count = self.reader.read(&mut buffer).map_err(|e| failed(&e))?;
            let read = buffer.get(..count).unwrap_or_default();
            if read.is_empty() {
                return Ok(has_suffix);
            }
            walk.budget.bytes(count as u64)?;
            has_suffix |= read.iter().any(|&b| b != 0);
        }
    }
}
