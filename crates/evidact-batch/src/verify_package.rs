//! Checks a package: nothing changed, nothing missing, nothing extra, nothing sensitive.

use crate::digest::copy_digesting;
use crate::parallel;
use crate::vouched::PublishedTexts;
use crate::walk::{self, What};
use evidact_model::manifest::{Manifest, Published};
use evidact_raw::Blob;
use evidact_redact::{Engine, Leak, verify};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What is wrong with a package. Paths are those of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `manifest.json` is missing or not of a schema that this version reads.
    Manifest(&'static str),
    /// A file that the manifest lists is not there.
    Missing(String),
    /// A file is not what the manifest says.
    Changed(String),
    /// Something is there that the manifest does not list.
    Extra(String),
    /// `SHA256SUMS` does not say what the manifest says.
    Sums,
    /// A fresh scan found something.
    Leak {
        /// The file.
        path: String,
        /// What and where.
        leak: Leak,
    },
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Manifest(what) => write!(f, "manifest.json: {what}"),
            Self::Missing(path) => write!(f, "{path}: missing"),
            Self::Changed(path) => write!(f, "{path}: changed since the package was made"),
            Self::Extra(path) => write!(f, "{path}: not part of the package"),
            Self::Sums => f.write_str("SHA256SUMS: missing, or differs from manifest.json"),
            Self::Leak { path, leak } => write!(f, "{path}: a fresh scan found {leak}"),
        }
    }
}

/// The result of a check.
#[derive(Debug, Clone)]
pub struct PackageCheck {
    /// Files that were opened.
    pub files: usize,
    /// Sources that the manifest lists as withheld.
    pub withheld: u64,
    /// Files within published sources that the manifest lists as withheld.
    pub withheld_parts: usize,
    /// Findings that the manifest says were kept by the policy of whoever made the package.
    pub keeps: u64,
    /// Values that the policy of whoever made the package allowed one by one; only that policy tells which.
    pub allowed: u64,
    /// What is wrong, in order of the paths.
    pub faults: Vec<Fault>,
}

/// Checks a package against its manifest and scans every layer of every file afresh.
///
/// A value that the engine's policy keeps is no fault; see [`recorded_policy`] for that of the package's maker.
/// It cannot tell if somebody changed a file *and* the manifest *and* `SHA256SUMS` alike.
pub fn verify_package(folder: &Path, engine: &Engine, threads: usize) -> PackageCheck {
    let manifest = match read_manifest(folder) {
        Ok(manifest) => manifest,
        Err(what) => {
            let faults = vec![Fault::Manifest(what)];
            return PackageCheck { files: 0, withheld: 0, withheld_parts: 0, keeps: 0, allowed: 0, faults };
        }
    };
    let expected: BTreeMap<&str, &Published> = manifest
        .entries
        .iter()
        .filter_map(|e| e.published.as_ref())
        .chain(&manifest.documents)
        .map(|p| (p.path.as_str(), p))
        .collect();
    let mut faults = extra_files(folder, &expected);
    let files: Vec<&Published> = expected.values().copied().collect();
    let documents: BTreeSet<&str> =
        manifest.documents.iter().map(|document| document.path.as_str()).collect();
    let made_of = PublishedTexts::new(folder, &manifest);
    let checked = parallel::map(&files, threads, |file| {
        let scan: Scan<'_> = if documents.contains(file.path.as_str()) {
            &|source| verify::check_document(engine, None, source, &made_of)
        } else {
            &|source| verify::check(engine, None, source)
        };
        check_published(folder, file, scan)
    });
    let keeps: u64 = manifest.entries.iter().flat_map(|e| e.kept.values()).sum();
    let allowed = manifest.policy.get("allowed-values").and_then(|n| n.parse().ok()).unwrap_or_default();
    faults.extend(checked.into_iter().flatten());
    if !sums_agree(folder, &manifest) {
        faults.push(Fault::Sums);
    }
    PackageCheck {
        files: files.len() + 2,
        withheld: manifest.totals.withheld,
        withheld_parts: manifest.withheld_parts(),
        keeps,
        allowed,
        faults,
    }
}

/// Returns what the manifest says of the policy that the package was made with; empty if it cannot be read,
/// which [`verify_package`] says.
pub fn recorded_policy(folder: &Path) -> BTreeMap<String, String> {
    read_manifest(folder).map(|manifest| manifest.policy).unwrap_or_default()
}

fn read_manifest(folder: &Path) -> Result<Manifest, &'static str> {
    let path = folder.join("manifest.json");
    if !fs::symlink_metadata(&path).is_ok_and(|m| m.is_file()) {
        return Err("missing or not a file; is this a package?");
    }
    let bytes = fs::read(path).map_err(|_| "unreadable; check its permissions")?;
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|_| "damaged, or of a schema that this version does not read")?;
    if manifest.schema != 1 {
        return Err("of a schema that this version does not read");
    }
    let mut files = manifest.entries.iter().filter_map(|e| e.published.as_ref()).chain(&manifest.documents);
    if files.all(|f| is_inside(&f.path)) { Ok(manifest) } else { Err("names a file outside of the package") }
}

/// Says whether a path of the manifest stays in the package.
fn is_inside(path: &str) -> bool {
    !path.contains('\\') && Path::new(path).components().all(|c| matches!(c, std::path::Component::Normal(_)))
}

/// How the content of a file is checked.
type Scan<'a> = &'a dyn Fn(&Blob) -> Option<Leak>;

fn check_published(folder: &Path, file: &Published, scan: Scan<'_>) -> Option<Fault> {
    let path = folder.join(&file.path);
    match fs::symlink_metadata(&path) {
        Ok(m) if m.is_file() && m.len() == file.bytes => {}
        Ok(m) if m.is_file() => return Some(Fault::Changed(file.path.clone())),
        _ => return Some(Fault::Missing(file.path.clone())),
    }
    let Some(source) = open_published(folder, file) else { return Some(Fault::Changed(file.path.clone())) };
    scan(&source).map(|leak| Fault::Leak { path: file.path.clone(), leak })
}

/// Opens a file of a package, if it is what the manifest says: a small one in memory.
pub(crate) fn open_published(folder: &Path, file: &Published) -> Option<Blob> {
    let opened = fs::File::open(folder.join(&file.path)).ok()?;
    let mut source = Blob::of_file(opened, file.bytes);
    if file.bytes <= IN_MEMORY_BYTES {
        source = Blob::new(source.into_memory().ok()?);
    }
    let sha256 = copy_digesting(&source, &mut std::io::sink()).ok()?;
    (sha256 == file.sha256).then_some(source)
}

/// Files of a package above this size are read piece by piece.
const IN_MEMORY_BYTES: u64 = 256 << 20;

fn extra_files(folder: &Path, expected: &BTreeMap<&str, &Published>) -> Vec<Fault> {
    let own = ["manifest.json", "SHA256SUMS"];
    walk::list(folder)
        .into_iter()
        .filter_map(|listed| {
            let path = listed.relative.to_string_lossy().replace('\\', "/");
            let known = expected.contains_key(path.as_str()) || own.contains(&path.as_str());
            match listed.what {
                What::File(_) if known => None,
                _ => Some(Fault::Extra(path.escape_debug().to_string())),
            }
        })
        .collect()
}

/// What `SHA256SUMS` must say: every file of the package but itself, sorted, as `sha256sum` writes it.
pub(crate) fn sums(manifest: &Manifest, manifest_file: &Published) -> String {
    let mut files: Vec<&Published> =
        manifest.entries.iter().filter_map(|e| e.published.as_ref()).chain(&manifest.documents).collect();
    files.push(manifest_file);
    files.sort();
    files.iter().fold(String::new(), |mut out, f| {
        let _ = writeln!(out, "{}  {}", f.sha256, f.path);
        out
    })
}

fn sums_agree(folder: &Path, manifest: &Manifest) -> bool {
    let manifest_file = digest_of(folder, "manifest.json");
    let written = fs::read_to_string(folder.join("SHA256SUMS"));
    matches!((manifest_file, written), (Some(file), Ok(text)) if text == sums(manifest, &file))
}

/// Describes a file of a package.
pub(crate) fn digest_of(folder: &Path, path: &str) -> Option<Published> {
    let file = fs::File::open(folder.join(path)).ok()?;
    let bytes = file.metadata().ok()?.len();
    let sha256 = copy_digesting(&Blob::of_file(file, bytes), &mut std::io::sink()).ok()?;
    Some(Published { path: path.to_owned(), bytes, sha256 })
}
