//! Evidence of any size: in memory, or in a file that is read where it is needed.

use crate::RawBytes;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Evidence of any size. Not printable.
pub struct Blob(Store);

enum Store {
    Memory(RawBytes),
    File { file: File, len: u64 },
}

impl Blob {
    /// Takes bytes in memory.
    pub fn new(bytes: RawBytes) -> Self {
        Self(Store::Memory(bytes))
    }

    /// Takes an open file of `len` bytes. It is read as it is needed, by any number of readers.
    pub fn of_file(file: File, len: u64) -> Self {
        Self(Store::File { file, len })
    }

    /// Returns the number of bytes.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Store::Memory(bytes) => bytes.len() as u64,
            Store::File { len, .. } => *len,
        }
    }

    /// Says whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Starts reading at the front.
    ///
    /// # Exposure
    /// All of it. For readers and writers of formats.
    pub fn reader(&self) -> BlobReader<'_> {
        BlobReader { blob: self, at: 0 }
    }

    /// Returns the first bytes, at most `count`.
    ///
    /// # Errors
    /// If the file cannot be read.
    ///
    /// # Exposure
    /// Those bytes.
    pub fn head(&self, count: usize) -> io::Result<RawBytes> {
        let mut bytes = Vec::with_capacity(count.min(usize::try_from(self.len()).unwrap_or(count)));
        self.reader().take(count as u64).read_to_end(&mut bytes)?;
        Ok(RawBytes::new(bytes))
    }

    /// Returns the bytes if they are in memory.
    ///
    /// # Exposure
    /// All of them.
    pub fn memory(&self) -> Option<&[u8]> {
        match &self.0 {
            Store::Memory(bytes) => Some(bytes.expose()),
            Store::File { .. } => None,
        }
    }

    /// Returns all bytes in memory; reads a file wholly.
    ///
    /// # Errors
    /// If the file cannot be read, or has become shorter.
    pub fn into_memory(self) -> io::Result<RawBytes> {
        let len = self.len();
        let bytes = match self.0 {
            Store::Memory(bytes) => return Ok(bytes),
            Store::File { .. } => self.head(usize::try_from(len).unwrap_or(usize::MAX))?,
        };
        if bytes.len() as u64 == len { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    fn read_at(&self, at: u64, out: &mut [u8]) -> io::Result<usize> {
        match &self.0 {
            Store::Memory(bytes) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX);
                let rest = bytes.expose().get(start..).unwrap_or_default();
                let count = rest.len().min(out.len());
                let (Some(from), Some(to)) = (rest.get(..count), out.get_mut(..count)) else { return Ok(0) };
                to.copy_from_slice(from);
                Ok(count)
            }
            Store::File { file, len } => {
                // What was appended since is not part of it.
                let count = usize::try_from(len.saturating_sub(at)).unwrap_or(usize::MAX).min(out.len());
                file_read_at(file, at, out.get_mut(..count).unwrap_or_default())
            }
        }
    }
}

#[cfg(unix)]
fn file_read_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, out, at)
}

#[cfg(windows)]
fn file_read_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, out, at)
}

/// Reads a [`Blob`] from any place.
pub struct BlobReader<'b> {
    blob: &'b Blob,
    at: u64,
}

impl Read for BlobReader<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.blob.read_at(self.at, out)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for BlobReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.blob.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::Blob;
    use crate::RawBytes;
    use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

    fn as_file(bytes: &[u8], len: u64) -> Blob {
        let path = std::env::temp_dir().join(format!("evidact-blob-{}-{len}", std::process::id()));
        std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
        let file = std::fs::File::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        Blob::of_file(file, len)
    }

    #[test]
    fn reads_the_same_from_memory_and_from_a_file() {
        let memory = Blob::new(RawBytes::new(b"0123456789".to_vec()));
        for blob in [memory, as_file(b"0123456789", 10)] {
            let mut reader = blob.reader();
            let mut three = [0; 3];
            assert_eq!(reader.seek(SeekFrom::End(-4)).unwrap(), 6);
            reader.read_exact(&mut three).unwrap();
            assert_eq!(&three, b"678");
            assert!(blob.head(4).unwrap().expose() == b"0123");
            assert!(blob.into_memory().unwrap().expose() == b"0123456789");
        }
    }

    #[test]
    fn a_file_that_grew_or_shrank_is_not_taken_for_what_it_was() {
        assert!(as_file(b"0123456789", 4).into_memory().unwrap().expose() == b"0123");
        assert!(as_file(b"0123", 9).into_memory().is_err());
    }
}
