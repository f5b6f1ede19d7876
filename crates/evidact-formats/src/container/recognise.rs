//! Tells containers by their first bytes.

use super::office;
use super::package::Package;
use super::tar;
use crate::Limits;
use evidact_model::{Format, Withheld};
use evidact_raw::{Blob, RawName};

/// How many bytes tell a container.
const HEAD_BYTES: usize = 1024;

/// Bytes, where they stand, and what they mean.
const MAGIC: &[(usize, &[u8], Format)] = &[
    (0, b"\x1F\x8B", Format::Gzip),
    (0, b"\xFD7zXZ\0", Format::Xz),
    (0, b"\x28\xB5\x2F\xFD", Format::Zstd),
    (0, super::pdf::MAGIC, Format::Pdf),
    (0, super::sqlite::MAGIC, Format::Sqlite),
];

/// Says what container a source is, if it is one that can be opened.
pub(super) fn format(name: &RawName, source: &Blob, limits: &Limits) -> Result<Option<Format>, Withheld> {
    let head = source.head(HEAD_BYTES).map_err(|_| Withheld::Unreadable)?;
    if office::is_encrypted(head.expose(), source) {
        return Err(Withheld::Encrypted);
    }
    if let Some(format) = by_magic(head.expose()) {
        return Ok(Some(format));
    }
    // Something may stand in front of the archive that a name promises.
    if is_package(head.expose()) || is_package_name(name) && Package::is_one(source)? {
        let names = Package::names(source, limits)?;
        let document = match office::format_of(names.iter().map(String::as_str)) {
            None => super::pack::recognise(&names, source, limits)?,
            document => document,
        };
        return Ok(Some(document.unwrap_or(Format::Zip)));
    }
    if super::lock::is_one(name, source) {
        return Ok(Some(Format::LockFile));
    }
    if is_late_pdf(name, head.expose()) {
        return Ok(Some(Format::Pdf));
    }
    if super::key::is_store(name, source) {
        return Ok(Some(Format::Key));
    }
    match super::mail::recognise(name, source)? {
        // A text to one reader and an archive to another.
        None if Package::is_one(source)? => Err(Withheld::Damaged),
        format => Ok(format),
    }
}

/// Says whether a source begins as a zip package: with a member, with nothing but an end, or split.
fn is_package(head: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| head.starts_with(*magic))
}

/// Says whether a source with the name of a PDF begins as one, behind something else.
fn is_late_pdf(name: &RawName, head: &[u8]) -> bool {
    name.extension_lower() == "pdf" && memchr::memmem::find(head, super::pdf::MAGIC).is_some()
}

/// Says whether a name is that of a package, which may have something in front of it.
fn is_package_name(name: &RawName) -> bool {
    matches!(
        name.extension_lower().as_str(),
        "zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "jar"
    )
}

fn by_magic(head: &[u8]) -> Option<Format> {
    let is = |m: &&(usize, &[u8], Format)| head.get(m.0..).is_some_and(|rest| rest.starts_with(m.1));
    let other = || match head {
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => Some(Format::Bzip2),
        // A frame that may be skipped, before those that hold something.
        [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Format::Zstd),
        _ if super::image::is_webp(head) => Some(Format::Webp),
        _ if tar::is_archive(head) => Some(Format::Tar),
        _ => None,
    };
    MAGIC.iter().chain(super::image::MAGIC).find(is).map(|m| m.2).or_else(other)
}

/// Says whether a container of these first bytes is read piece by piece.
pub(super) fn is_streamed(head: &[u8]) -> bool {
    is_package(head)
        || matches!(
            by_magic(head),
            Some(
                Format::Gzip | Format::Bzip2 | Format::Xz | Format::Zstd | Format::Tar | Format::Sqlite
                // An image is held whole, within the limits; it is no text that can be cut into blocks.
                | Format::Png | Format::Jpeg | Format::Gif | Format::Webp | Format::Tiff
            )
        )
        || super::mail::is_mailbox(head)
}
