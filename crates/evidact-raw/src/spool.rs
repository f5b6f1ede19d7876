//! Where evidence goes while it is being written: memory while it is small, then a private file.

use crate::{Blob, RawBytes};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Above this size a spool writes to a file, if it has a folder.
const IN_MEMORY_BYTES: usize = 32 << 20;

/// Makes room for evidence that is being written.
#[derive(Default)]
pub struct Spool {
    folder: Option<PathBuf>,
    made: AtomicU64,
}

impl Spool {
    /// Keeps everything in memory.
    pub fn memory() -> Self {
        Self::default()
    }

    /// Keeps what is large in files of a private folder. They are removed as soon as they are open, so that a
    /// killed run leaves nothing in them.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), made: AtomicU64::new(0) }
    }

    /// Starts writing.
    pub fn writer(&self) -> SpoolWriter<'_> {
        SpoolWriter { spool: self, store: Store::Memory { bytes: RawBytes::new(Vec::new()), at: 0 } }
    }

    fn file(&self, folder: &Path) -> io::Result<File> {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("spool-{number}"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        // Elsewhere an open file keeps its name; the folder goes when the run ends.
        #[cfg(unix)]
        std::fs::remove_file(&path)?;
        Ok(file)
    }
}

enum Store {
    Memory { bytes: RawBytes, at: usize },
    File { file: File },
}

/// Evidence that is being written.
pub struct SpoolWriter<'s> {
    spool: &'s Spool,
    store: Store,
}

impl SpoolWriter<'_> {
    /// Ends writing.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self) -> io::Result<Blob> {
        match self.store {
            Store::Memory { bytes, .. } => Ok(Blob::new(bytes)),
            Store::File { mut file } => {
                file.flush()?;
                let len = file.seek(SeekFrom::End(0))?;
                Ok(Blob::of_file(file, len))
            }
        }
    }

    /// Moves to a file if `more` bytes would be too many for memory.
    fn make_room(&mut self, more: usize) -> io::Result<()> {
        let (Store::Memory { bytes, at }, Some(folder)) = (&self.store, &self.spool.folder) else {
            return Ok(());
        };
        if at.saturating_add(more) <= IN_MEMORY_BYTES {
            return Ok(());
        }
        let mut file = self.spool.file(folder)?;
        file.write_all(bytes.expose())?;
        file.seek(SeekFrom::Start(*at as u64))?;
        self.store = Store::File { file };
        Ok(())
    }
}

impl Write for SpoolWriter<'_> {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.make_room(from.len())?;
        match &mut self.store {
            Store::File { file } => file.write(from),
            Store::Memory { bytes, at } => {
                bytes.write_at(*at, from);
                *at += from.len();
                Ok(from.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.store {
            Store::File { file } => file.flush(),
            Store::Memory { .. } => Ok(()),
        }
    }
}

impl Seek for SpoolWriter<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.store {
            Store::File { file } => file.seek(to),
            Store::Memory { bytes, at } => {
                let to = match to {
                    SeekFrom::Start(to) => Some(to),
                    SeekFrom::End(by) => (bytes.len() as u64).checked_add_signed(by),
                    SeekFrom::Current(by) => (*at as u64).checked_add_signed(by),
                };
                // Formats patch what they have written; none leaves a hole.
                let to = to.filter(|&to| to <= bytes.len() as u64).ok_or(io::ErrorKind::InvalidInput)?;
                *at = usize::try_from(to).map_err(|_| io::ErrorKind::InvalidInput)?;
                Ok(to)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IN_MEMORY_BYTES, Spool};
    use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

    #[test]
    fn what_is_patched_reads_back_from_memory_and_from_a_file() {
        let folder = std::env::temp_dir().join(format!("evidact-spool-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (spool, size) in [(Spool::memory(), 10), (Spool::in_folder(&folder), IN_MEMORY_BYTES + 10)] {
            let mut writer = spool.writer();
            writer.write_all(&vec![b'a'; size - 5]).unwrap();
            writer.write_all(b"bbbbb").unwrap();
            writer.seek(SeekFrom::Start(2)).unwrap();
            writer.write_all(b"XY").unwrap();
            let blob = writer.finish().unwrap();
            assert_eq!(blob.len(), size as u64);
            assert_eq!(blob.memory().is_none(), size > IN_MEMORY_BYTES);
            assert!(blob.head(5).unwrap().expose() == b"aaXYa");
            let mut end = Vec::new();
            let mut reader = blob.reader();
            reader.seek(SeekFrom::End(-5)).unwrap();
            reader.read_to_end(&mut end).unwrap();
            assert_eq!(end, b"bbbbb");
        }
        let left = std::fs::read_dir(&folder).unwrap().count();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(left, usize::from(cfg!(windows)), "a spool file keeps its name");
    }
}
