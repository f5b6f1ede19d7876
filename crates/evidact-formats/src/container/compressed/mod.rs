//! One file, compressed: gzip (RFC 1952), bzip2, xz, Zstandard (RFC 8878). Names, comments and dates in their
//! headers are not carried over.
//!
//! A tar archive in one is read and written as a stream, so that it may be of any size; anything else that is
//! compressed is read into memory.

mod decoder;
mod encoder;

pub(super) use decoder::xz_reader;

use super::budget::failed;
use super::{Role, Walk, tar};
use decoder::Decoder;
use encoder::Encoder;
use evidact_model::{Format, Withheld};
use evidact_raw::{Blob, RawName};
use std::io::Read;
use std::path::PathBuf;

pub(super) fn walk(format: Format, source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut decoder = Decoder::new(format, source)?;
    let mut head = Vec::new();
    decoder.by_ref().take(tar::BLOCK_BYTES as u64).read_to_end(&mut head).map_err(|e| failed(&e))?;
    let is_tar = tar::is_archive(&head);
    let mut content = head.as_slice().chain(decoder);
    if is_tar {
        let mut encoder = match walk.output.take() {
            Some(output) => Some(Encoder::new(format, output).map_err(|e| failed(&e))?),
            None => None,
        };
        tar::walk_stream(&mut content, walk, encoder.as_mut().map(|e| e as &mut dyn std::io::Write))?;
        let (_, mut decoder) = content.into_inner();
        fields(format, source, &mut decoder, walk)?;
        return encoder.map_or(Ok(()), |encoder| encoder.finish().map_err(|e| failed(&e)));
    }
    walk.budget.member()?;
    let bytes = walk.budget.read(&mut content)?;
    let (_, mut decoder) = content.into_inner();
    fields(format, source, &mut decoder, walk)?;
    let replaced = walk.part(inner_name(walk.name), Blob::new(bytes), Role::File)?;
    let Some(output) = walk.output.take() else { return Ok(()) };
    let replaced = replaced.ok_or(Withheld::Content)?;
    let mut encoder = Encoder::new(format, output).map_err(|e| failed(&e))?;
    std::io::copy(&mut replaced.source.reader(), &mut encoder).map_err(|e| failed(&e))?;
    encoder.finish().map_err(|e| failed(&e))
}

/// Tells what stands in headers. The name that `gzip` writes says nothing if the file still has it.
fn fields(
    format: Format,
    source: &Blob,
    decoder: &mut Decoder<'_>,
    walk: &mut Walk<'_>,
) -> Result<(), Withheld> {
    let (mut count, mut text) = (decoder.foreign(), Vec::new());
    if format == Format::Gzip {
        let reader = flate2::read::GzDecoder::new(source.reader());
        let header = reader.header();
        let usual = inner_name(walk.name).to_string_lossy().into_owned().into_bytes();
        let name = header.and_then(flate2::GzHeader::filename).filter(|name| *name != usual);
        let comment = header.and_then(flate2::GzHeader::comment);
        count += u64::from(header.and_then(flate2::GzHeader::extra).is_some_and(|extra| !is_blocked(extra)));
        for field in [name, comment].into_iter().flatten().filter(|field| !field.is_empty()) {
            count += 1;
            text.extend_from_slice(field);
            text.push(b'\n');
        }
    }
    walk.fields(count, &text)
}

/// Says whether an extra field only says where a block ends, as programs write that compress in blocks.
fn is_blocked(extra: &[u8]) -> bool {
    extra.len() == 6 && extra.starts_with(b"BC\x02\0")
}

/// `app.log` for `app.log.gz`: what is in it is told by its own ending.
fn inner_name(name: &RawName) -> PathBuf {
    let path = name.expose();
    let file = PathBuf::from(path.file_name().unwrap_or_default());
    match name.extension_lower().as_str() {
        "tgz" | "tbz" | "tbz2" | "txz" | "tzst" => file.with_extension("tar"),
        "gz" | "gzip" | "bz2" | "xz" | "zst" | "zstd" => file.with_extension(""),
        _ => file,
    }
}
