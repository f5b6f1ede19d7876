//! gzip (RFC 1952): one file, compressed. Its name, comment and date are not carried over.

use super::budget::failed;
use super::{Role, Walk};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawName};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::io::BufReader;
use std::path::PathBuf;

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut decoder = MultiGzDecoder::new(BufReader::new(source.reader()));
    walk.budget.member()?;
    let content = walk.budget.read(&mut decoder)?;
    if decoder
        .header()
        .is_some_and(|h| h.filename().is_some() || h.comment().is_some() || h.extra().is_some())
    {
        walk.visitor.lost(Loss { what: Lost::ArchiveFields, page: None, count: 1 });
    }
    let replaced = walk.part(inner_name(walk.name), Blob::new(content), Role::File)?;
    let Some(output) = walk.output.as_deref_mut() else { return Ok(()) };
    let replaced = replaced.ok_or(Withheld::Content)?;
    let mut encoder = GzEncoder::new(output, Compression::default());
    std::io::copy(&mut replaced.source.reader(), &mut encoder).map_err(|e| failed(&e))?;
    encoder.finish().map_err(|e| failed(&e))?;
    Ok(())
}

/// `app.log` for `app.log.gz`: what is in it is told by its own ending.
pub(super) fn inner_name(name: &RawName) -> PathBuf {
    let path = name.expose();
    let file = PathBuf::from(path.file_name().unwrap_or_default());
    match name.extension_lower().as_str() {
        "tgz" | "tbz" | "tbz2" | "txz" | "tzst" => file.with_extension("tar"),
        "gz" | "gzip" | "bz2" | "xz" | "zst" | "zstd" => file.with_extension(""),
        _ => file,
    }
}
