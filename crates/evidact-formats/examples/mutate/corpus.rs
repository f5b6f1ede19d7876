//! Writes what the fuzz targets start from: the sound sources, in the form that each target reads.

use crate::seeds::Format;
use std::path::Path;

/// A format, the fuzz target that reads it, the byte that makes the target pick it (if it picks), and whether the
/// target reads the whole source or packs one part by itself.
const TARGETS: [(&str, &str, Option<u8>, bool); 23] = [
    ("zip", "archive", Some(0), true),
    ("tar", "archive", Some(1), true),
    ("gzip", "archive", Some(2), true),
    ("tar.gz", "archive", Some(3), true),
    ("bzip2", "archive", Some(4), true),
    ("xz", "archive", Some(5), true),
    ("zstd", "archive", Some(6), true),
    ("docx", "office", Some(0), false),
    ("xlsx", "office", Some(1), false),
    ("pptx", "office", Some(2), false),
    ("odt", "open_document", Some(0), false),
    ("ods", "open_document", Some(1), false),
    ("odp", "open_document", Some(2), false),
    ("pdf", "pdf", None, true),
    ("mail", "mail", Some(0), true),
    ("mbox", "mail", Some(1), true),
    ("png", "image", Some(0), true),
    ("jpeg", "image", Some(1), true),
    ("webp", "image", Some(2), true),
    ("gif", "image", Some(3), true),
    ("tiff", "image", Some(4), true),
    ("sqlite", "database", None, true),
    ("key", "key", Some(0), true),
];

/// Writes the sources of `format` to `folder/<target>/`.
pub(crate) fn write(format: &Format, folder: &Path) {
    let Some((_, target, pick, whole)) = TARGETS.iter().find(|(name, ..)| *name == format.name) else {
        panic!("{}: no fuzz target is named for this format", format.name);
    };
    let mut pieces = Vec::new();
    let _ = format.build(&mut |is_whole, part| {
        if is_whole == *whole || *target == "pdf" {
            pieces.push(part.clone());
        }
        part
    });
    let folder = folder.join(target);
    std::fs::create_dir_all(&folder).unwrap();
    for (i, piece) in pieces.iter().enumerate() {
        let bytes: Vec<u8> = pick.iter().chain(piece).copied().collect();
        std::fs::write(folder.join(format!("{}-{i}", format.name)), bytes).unwrap();
    }
}
