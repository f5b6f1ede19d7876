//! A package in the making: a private folder beside the output, renamed into place when it is proven.

use crate::BatchError;
use crate::digest::copy_digesting;
use crate::pipeline::Staging;
use evidact_raw::{Blob, Spool};
use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A package in the making. Dropped before [`Partial::publish`], it takes everything with it.
pub(crate) struct Partial {
    root: PathBuf,
    output: PathBuf,
    spool: Spool,
    /// Locked while the run lives; a folder whose journal nobody locks was left by a killed run.
    _journal: File,
}

impl Partial {
    /// Makes a private folder beside `output` and removes those that killed runs left there.
    ///
    /// # Errors
    /// [`BatchError::Write`].
    pub(crate) fn begin(output: &Path) -> Result<Self, BatchError> {
        let parent = parent_of(output);
        fs::create_dir_all(&parent).map_err(|e| write_error(&parent, &e))?;
        let prefix = prefix_of(output);
        remove_leftovers(&parent, &prefix);
        let root = parent.join(format!("{prefix}{}", random_suffix(&parent)?));
        create_private(&root).map_err(|e| write_error(&parent, &e))?;
        let journal = File::create_new(root.join(JOURNAL)).map_err(|e| write_error(&root, &e))?;
        journal
            .try_lock()
            .map_err(|_| BatchError::Write { path: root.clone(), kind: std::io::ErrorKind::WouldBlock })?;
        let spool = Spool::in_folder(&root.join(SPOOL));
        let partial = Self { root, output: output.to_owned(), spool, _journal: journal };
        for folder in [partial.package(), partial.staging(), partial.root.join(SPOOL)] {
            fs::create_dir(&folder).map_err(|e| write_error(&folder, &e))?;
        }
        Ok(partial)
    }

    /// Returns the folder that becomes the package.
    pub(crate) fn package(&self) -> PathBuf {
        self.root.join("package")
    }

    fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    /// Gives a staged source its place in the package.
    pub(crate) fn place(&self, number: usize, path: &str) -> Result<(), BatchError> {
        let target = self.package().join(path);
        self.make_parent(&target)?;
        fs::rename(self.staging().join(number.to_string()), &target).map_err(|e| self.write_error(&e))
    }

    /// Writes a file of the package.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), BatchError> {
        let target = self.package().join(path);
        self.make_parent(&target)?;
        self.write_to(&target, bytes)
    }

    fn make_parent(&self, target: &Path) -> Result<(), BatchError> {
        fs::create_dir_all(parent_of(target)).map_err(|e| self.write_error(&e))
    }

    fn write_to(&self, target: &Path, bytes: &[u8]) -> Result<(), BatchError> {
        let write = || {
            let mut file = File::create(target)?;
            file.write_all(bytes)?;
            file.sync_data()
        };
        write().map_err(|e| self.write_error(&e))
    }

    /// Renames the package into place and removes the rest.
    pub(crate) fn publish(self) -> Result<(), BatchError> {
        fs::rename(self.package(), &self.output).map_err(|e| self.write_error(&e))?;
        if let Ok(parent) = File::open(parent_of(&self.output)) {
            // Makes the rename itself durable; not every file system offers it, and the package is complete.
            let _ = parent.sync_all();
        }
        Ok(())
    }

    fn write_error(&self, error: &std::io::Error) -> BatchError {
        write_error(&parent_of(&self.output), error)
    }
}

impl Staging for Partial {
    fn stage(&self, number: usize, source: &Blob) -> Result<String, BatchError> {
        let target = self.staging().join(number.to_string());
        let write = || {
            let mut file = File::create(target)?;
            let sha256 = copy_digesting(source, &mut file)?;
            file.sync_data()?;
            Ok(sha256)
        };
        write().map_err(|e| self.write_error(&e))
    }

    fn spool(&self) -> &Spool {
        &self.spool
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // Best effort: what stays behind is removed by the next run.
        let _ = fs::remove_dir_all(&self.root);
    }
}

const JOURNAL: &str = "journal";
const SPOOL: &str = "spool";

fn write_error(path: &Path, error: &std::io::Error) -> BatchError {
    BatchError::Write { path: path.to_owned(), kind: error.kind() }
}

/// Returns the folder a path lies in; the current one for a bare name.
pub(crate) fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn prefix_of(output: &Path) -> String {
    let name = output.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".partial-{name}-")
}

fn remove_leftovers(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|n| n.strip_prefix(prefix)).is_some_and(is_suffix);
        if ours && entry.file_type().is_ok_and(|t| t.is_dir()) && is_abandoned(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_suffix(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_abandoned(folder: &Path) -> bool {
    match File::open(folder.join(JOURNAL)) {
        Ok(journal) => !matches!(journal.try_lock(), Err(TryLockError::WouldBlock)),
        Err(_) => true,
    }
}

fn random_suffix(parent: &Path) -> Result<String, BatchError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes)
        .map_err(|_| BatchError::Write { path: parent.to_owned(), kind: std::io::ErrorKind::Unsupported })?;
    Ok(format!("{:016x}", u64::from_le_bytes(bytes)))
}

#[cfg(unix)]
fn create_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> std::io::Result<()> {
    fs::DirBuilder::new().create(path)
}
