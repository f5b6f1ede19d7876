//! The files that notes cite: whether they are there, and what they should be.
//!
//! A citation is compared with names of files; nothing of a name gets into a message, which shows the citation alone.

use evidact_batch::{list_inputs, sha256_hex};
use evidact_report::lint::{Evidence, Presence};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Folders in which cited files may lie, the likeliest first.
pub(super) struct Folders {
    roots: Vec<PathBuf>,
    /// Every file below the last of them, by its name; nothing if there are too many.
    below: OnceCell<Option<BTreeMap<String, Vec<PathBuf>>>>,
    /// The digests that a package gives for its files.
    sums: OnceCell<BTreeMap<PathBuf, String>>,
}

/// Where a cited file is.
enum Sought {
    /// There.
    At(PathBuf),
    /// In none of the folders.
    Nowhere,
    /// That cannot be told: there are too many files.
    Untold,
}

/// In a larger folder nothing is said to be missing.
const MAX_FILES: usize = 100_000;
/// Larger files are not digested.
const MAX_BYTES: u64 = 256 << 20;

impl Folders {
    fn of(folders: Vec<PathBuf>) -> Self {
        Self { roots: folders, below: OnceCell::new(), sums: OnceCell::new() }
    }

    /// Nothing is known of where files lie.
    pub(super) fn none() -> Self {
        Self::of(Vec::new())
    }

    /// One folder with all below it. In a package the evidence has a folder of its own beside what the package says of it.
    pub(super) fn one(folder: &Path) -> Self {
        let inner = folder.join("evidence");
        let is_package = folder.join("SHA256SUMS").is_file() && inner.is_dir();
        Self::of(if is_package { vec![inner, folder.to_owned()] } else { vec![folder.to_owned()] })
    }

    /// A folder that was named, with all below it, and the folders above it up to the current one: notes cite files as
    /// they see them from where they are kept.
    pub(super) fn around(folder: &Path) -> Self {
        let mut folders = Self::one(folder);
        let above = Self::above(&folder.join("note")).roots;
        folders.roots.extend(above.into_iter().filter(|root| root != folder).collect::<Vec<_>>());
        folders
    }

    /// The folder of a note, and those above it up to the current one if the note lies there.
    pub(super) fn above(note: &Path) -> Self {
        let own = note
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .map_or_else(|| PathBuf::from("."), Path::to_owned);
        let steps_down = own.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        if own.is_absolute() || !steps_down {
            return Self::of(vec![own]);
        }
        let mut folders: Vec<PathBuf> =
            own.ancestors().filter(|folder| !folder.as_os_str().is_empty()).map(Path::to_owned).collect();
        if !folders.iter().any(|folder| folder == Path::new(".")) {
            folders.push(PathBuf::from("."));
        }
        Self::of(folders)
    }

    /// Says whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }

    /// Returns the file that a citation means.
    fn find(&self, cited: &Path) -> Sought {
        let straight = self.roots.iter().map(|folder| folder.join(cited)).find(|path| path.is_file());
        if let Some(path) = straight {
            return Sought::At(path);
        }
        let tail: PathBuf = cited.components().filter(|c| matches!(c, Component::Normal(_))).collect();
        let (Some(name), Some(below)) = (tail.file_name(), self.below.get_or_init(|| self.list())) else {
            return Sought::Untold;
        };
        let mut same = below.get(name.to_string_lossy().as_ref()).into_iter().flatten();
        same.find(|path| path.ends_with(&tail)).map_or(Sought::Nowhere, |path| Sought::At(path.clone()))
    }

    fn list(&self) -> Option<BTreeMap<String, Vec<PathBuf>>> {
        let mut out: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let Some(widest) = self.roots.last() else { return Some(out) };
        let inputs = list_inputs(std::slice::from_ref(widest)).unwrap_or_default();
        if inputs.len() > MAX_FILES {
            return None;
        }
        for input in inputs {
            let path = input.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            out.entry(name).or_default().push(path.to_owned());
        }
        Some(out)
    }

    /// Returns the digest that a package gives for a file of its own.
    fn recorded(&self, path: &Path) -> Option<&str> {
        let sums = self.sums.get_or_init(|| {
            let read = |folder: &PathBuf| {
                let text = std::fs::read_to_string(folder.join("SHA256SUMS")).ok()?;
                let line = |line: &str| {
                    let (digest, name) = line.split_once([' ', '\t'])?;
                    Some((folder.join(name.trim_start_matches([' ', '*'])), digest.to_ascii_lowercase()))
                };
                Some(text.lines().filter_map(line).collect::<Vec<_>>())
            };
            self.roots.iter().filter_map(read).flatten().collect()
        });
        sums.get(path).map(String::as_str)
    }
}

/// Returns the digest of a file, unless it is large or cannot be read.
fn digest(path: &Path) -> Option<String> {
    let metadata = std::fs::metadata(path).ok().filter(|m| m.is_file() && m.len() <= MAX_BYTES);
    metadata.and_then(|_| std::fs::read(path).ok()).map(|bytes| sha256_hex(&bytes))
}

impl Evidence for Folders {
    fn presence(&self, cited: &str, sha256: Option<&str>) -> Presence {
        let path = match self.find(Path::new(cited)) {
            Sought::Untold => return Presence::There,
            Sought::Nowhere => return Presence::Missing,
            Sought::At(path) => path,
        };
        let Some(expected) = sha256.or_else(|| self.recorded(&path)) else { return Presence::There };
        match digest(&path) {
            Some(digest) if digest != expected => Presence::Changed,
            _ => Presence::There,
        }
    }
}
