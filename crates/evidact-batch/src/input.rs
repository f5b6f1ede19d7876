//! The inputs of a command: files and folders as the user named them.

use crate::BatchError;
use crate::walk::{self, Stamp, What};
use evidact_formats::is_streamed;
use evidact_model::Withheld;
use evidact_raw::{Blob, RawBytes, RawName};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Files above this size are read piece by piece, if their format can be.
const IN_MEMORY_BYTES: u64 = 64 << 20;

/// So much of a file is its beginning.
const HEAD_BYTES: usize = 1024;

/// One input: a file of the user's, or something in its place that cannot be read.
pub struct Input {
    /// Its name relative to the root that the user gave.
    pub name: RawName,
    /// Where it is.
    pub(crate) path: PathBuf,
    what: What,
    /// What came from standard input.
    memory: Option<RawBytes>,
}

impl Input {
    /// Takes what came from standard input; its path is `-`.
    pub fn from_memory(bytes: RawBytes) -> Self {
        Self { name: RawName::new("-"), path: PathBuf::from("-"), what: What::Special, memory: Some(bytes) }
    }

    /// Returns the input as it were in a folder of this name, so that those of two roots keep apart.
    #[must_use]
    pub fn below(self, folder: &str) -> Self {
        Self { name: RawName::new(Path::new(folder).join(self.name.expose())), ..self }
    }

    /// Returns the path as the user would write it.
    ///
    /// # Exposure
    /// The name of the user's own file, for the user's own terminal.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the size when listed; 0 for what is not a file.
    pub fn bytes(&self) -> u64 {
        match (&self.memory, self.what) {
            (Some(bytes), _) => bytes.len() as u64,
            (None, What::File(stamp)) => stamp.bytes,
            (None, What::Special | What::Unreadable) => 0,
        }
    }

    /// Asks something of the beginning of the file, of at most 1 KiB; what cannot be read answers no.
    ///
    /// # Exposure
    /// Hands the bytes to the question; returns one bit.
    pub fn begins(&self, question: impl FnOnce(&[u8]) -> bool) -> bool {
        if let Some(bytes) = &self.memory {
            return question(bytes.expose().get(..HEAD_BYTES).unwrap_or(bytes.expose()));
        }
        let Ok(file) = self.open() else { return false };
        Blob::of_file(file, self.bytes()).head(HEAD_BYTES).is_ok_and(|head| question(head.expose()))
    }

    /// Takes the input: a small one in memory, a large one that is read piece by piece as the open file.
    ///
    /// # Errors
    /// [`Withheld`], also if it must be read whole and is larger than `max_bytes`, or changes while being read.
    pub(crate) fn blob(&self, max_bytes: u64) -> Result<Blob, Withheld> {
        if self.is_file()
            && self.bytes() > IN_MEMORY_BYTES
            && let Some(blob) = self.streamed()?
        {
            return Ok(blob);
        }
        self.read(max_bytes).map(Blob::new)
    }

    /// Opens a file that is read piece by piece; none if its format must be read whole.
    ///
    /// # Errors
    /// [`Withheld`] if it cannot be read.
    pub(crate) fn streamed(&self) -> Result<Option<Blob>, Withheld> {
        let blob = Blob::of_file(self.open()?, self.bytes());
        let head = blob.head(HEAD_BYTES).map_err(|_| Withheld::Unreadable)?;
        Ok(is_streamed(head.expose()).then_some(blob))
    }

    /// Says whether the file is as it was when it was listed.
    pub(crate) fn is_unchanged(&self) -> bool {
        match self.what {
            What::File(stamp) if self.is_file() => {
                fs::symlink_metadata(&self.path).is_ok_and(|now| Stamp::of(&now) == stamp)
            }
            _ => true,
        }
    }

    /// Reads the whole input.
    ///
    /// # Errors
    /// [`Withheld`].
    ///
    /// # Exposure
    /// All of it.
    pub fn read_whole(&self, engine: &evidact_redact::Engine) -> Result<RawBytes, Withheld> {
        self.read(engine.limits().max_bytes)
    }

    /// Says whether this is a file, not what came from standard input.
    pub(crate) fn is_file(&self) -> bool {
        self.memory.is_none()
    }

    /// Opens the file for reading.
    ///
    /// # Errors
    /// [`Withheld`] if it is not a regular file, is unreadable, or is not what was listed.
    pub(crate) fn open(&self) -> Result<fs::File, Withheld> {
        let stamp = match self.what {
            What::File(stamp) => stamp,
            What::Special => return Err(Withheld::NotARegularFile),
            What::Unreadable => return Err(Withheld::Unreadable),
        };
        let before = fs::symlink_metadata(&self.path).map_err(|_| Withheld::Unreadable)?;
        if !before.is_file() {
            return Err(Withheld::NotARegularFile);
        }
        let file = fs::File::open(&self.path).map_err(|_| Withheld::Unreadable)?;
        let opened = file.metadata().map_err(|_| Withheld::Unreadable)?;
        if Stamp::of(&opened) == stamp { Ok(file) } else { Err(Withheld::ChangedMeanwhile) }
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// [`Withheld`], also if it is larger than `max_bytes` or changes while being read.
    pub(crate) fn read(&self, max_bytes: u64) -> Result<RawBytes, Withheld> {
        if self.bytes() > max_bytes {
            return Err(Withheld::TooLarge { limit_bytes: max_bytes });
        }
        if let Some(bytes) = &self.memory {
            return Ok(RawBytes::new(bytes.expose().to_vec()));
        }
        let mut file = self.open()?;
        let mut bytes = Vec::with_capacity(usize::try_from(self.bytes()).unwrap_or(0).saturating_add(1));
        let mut limited = (&mut file).take(max_bytes.saturating_add(1));
        limited.read_to_end(&mut bytes).map_err(|_| Withheld::Unreadable)?;
        let bytes = RawBytes::new(bytes);
        let after = file.metadata().map_err(|_| Withheld::Unreadable)?;
        match self.what {
            What::File(stamp) if Stamp::of(&after) == stamp && bytes.len() as u64 == stamp.bytes => Ok(bytes),
            _ => Err(Withheld::ChangedMeanwhile),
        }
    }
}

/// Lists the inputs below paths that the user named: files as they are, folders wholly, sorted.
///
/// # Errors
/// [`BatchError::Input`] if a path does not exist, [`BatchError::NoInputs`] if nothing is there.
pub fn list_inputs(paths: &[PathBuf]) -> Result<Vec<Input>, BatchError> {
    let mut out = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|e| BatchError::Input {
            path: path.clone(),
            what: if e.kind() == std::io::ErrorKind::NotFound {
                "no such file or folder"
            } else {
                "cannot be read"
            },
        })?;
        if metadata.is_dir() {
            if std::fs::read_dir(path).is_err() {
                return Err(BatchError::Input {
                    path: path.clone(),
                    what: "cannot be read; check its permissions",
                });
            }
            out.extend(walk::list(path).into_iter().map(|l| Input {
                path: path.join(&l.relative),
                name: RawName::new(l.relative),
                what: l.what,
                memory: None,
            }));
        } else {
            let name = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            let what = fs::symlink_metadata(path).map_or(What::Unreadable, |m| walk::what_is(&m));
            out.push(Input { name: RawName::new(name), path: path.clone(), what, memory: None });
        }
    }
    match paths.first() {
        Some(path) if out.is_empty() => Err(BatchError::NoInputs { path: path.clone() }),
        _ => Ok(out),
    }
}
