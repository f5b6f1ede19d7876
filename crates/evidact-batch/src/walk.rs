//! Lists a folder without following or opening anything that is not a regular file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// One entry of a folder tree.
pub(crate) struct Listed {
    /// Relative to the root.
    pub(crate) relative: PathBuf,
    pub(crate) what: What,
}

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A regular file with its size and time of change when listed.
    File(Stamp),
    /// A link, pipe, socket or device.
    Special,
    /// Something, or a folder, that the system does not let us look at.
    Unreadable,
}

/// Tells whether a file was changed between two looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    pub(crate) fn of(metadata: &fs::Metadata) -> Self {
        Self { bytes: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// Lists everything below `root` that is not a folder, sorted by path. Hidden files are files.
pub(crate) fn list(root: &Path) -> Vec<Listed> {
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root.join(&folder)) else {
            out.push(Listed { relative: folder, what: What::Unreadable });
            continue;
        };
        for entry in entries {
            let Ok(entry) = entry else {
                out.push(Listed { relative: folder.clone(), what: What::Unreadable });
                continue;
            };
            let relative = folder.join(entry.file_name());
            // `DirEntry::metadata` does not follow links.
            match entry.metadata() {
                Ok(m) if m.is_dir() => folders.push(relative),
                Ok(m) => out.push(Listed { relative, what: what_is(&m) }),
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(_) => out.push(Listed { relative, what: What::Unreadable }),
            }
        }
    }
    out.sort_by(|a, b| a.relative.cmp(&b.relative));
    out
}

/// Says what a path is, without following it.
pub(crate) fn what_is(metadata: &fs::Metadata) -> What {
    if metadata.is_file() { What::File(Stamp::of(metadata)) } else { What::Special }
}
