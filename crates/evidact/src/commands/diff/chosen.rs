//! Which files of a side are read: of a package, of a folder of reports, of a folder of notes.

use crate::exit::Failure;
use crate::terminal;
use evidact_batch::{BatchError, Input, list_inputs};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How a report is called that people read, beside the one that programs do.
const RENDERINGS: [&str; 6] = [".md", ".pdf", ".html", ".csv", ".sarif", ".oscal.json"];

/// Which files of a side are read, and as what.
pub(super) struct Chosen {
    pub(super) named: PathBuf,
    /// So many of the inputs are reports as JSON; they come first.
    pub(super) reports: usize,
    /// Whether the notes of it are picked by what stands in them, not by the user.
    pub(super) is_folder: bool,
    /// Whether it was redacted before, in a job of its own.
    pub(super) was_redacted: bool,
}

impl Chosen {
    /// Lists what is read of a side, under a name that keeps it apart from the other.
    ///
    /// Of a package these are its reports as JSON and its evidence; of a folder in which such reports lie, they and what
    /// is no other form of them.
    pub(super) fn below(path: &Path, side: &str) -> Result<(Self, Vec<Input>), Failure> {
        let package = if is_package(path) { Some(path.to_owned()) } else { package_of(path)? };
        let (reports, files) = match &package {
            Some(package) => {
                (reports_below(&package.join("reports"))?, list_inputs(&[package.join("evidence")])?)
            }
            None => apart(list_inputs(&[path.to_owned()])?),
        };
        let chosen = Self {
            named: path.to_owned(),
            reports: reports.len(),
            is_folder: path.is_dir(),
            was_redacted: package.is_some() || !reports.is_empty(),
        };
        let reports = reports.into_iter().map(|input| input.below(&format!("{side}-reports")));
        let files = files.into_iter().map(|input| input.below(side));
        Ok((chosen, reports.chain(files).collect()))
    }
}

fn is_package(path: &Path) -> bool {
    path.join("manifest.json").is_file() && path.join("evidence").is_dir()
}

/// The package whose folder of reports this is.
///
/// # Errors
/// [`Failure`] if it is a report of a package in a form that is no input.
fn package_of(path: &Path) -> Result<Option<PathBuf>, Failure> {
    let is_below = |folder: &&Path| folder.ends_with("reports") && folder.parent().is_some_and(is_package);
    let Some(reports) = path.ancestors().find(is_below) else { return Ok(None) };
    if path == reports {
        return Ok(reports.parent().map(Path::to_owned));
    }
    if path.is_file() && path.extension().is_none_or(|extension| extension != "json") {
        let message = format!(
            "{}: a report as people read it; name the package, or the report as JSON",
            terminal::path(path)
        );
        return Err(Failure::usage(message));
    }
    Ok(None)
}

/// The reports as JSON in the folder of reports of a package, which need not have any.
fn reports_below(folder: &Path) -> Result<Vec<Input>, Failure> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    match list_inputs(&[folder.to_owned()]) {
        Err(BatchError::NoInputs { .. }) => Ok(Vec::new()),
        listed => Ok(apart(listed?).0),
    }
}

/// Parts inputs into reports as JSON and others; other forms of those reports are left out.
fn apart(inputs: Vec<Input>) -> (Vec<Input>, Vec<Input>) {
    let is_report = |input: &Input| {
        let path = input.path().to_string_lossy();
        path.ends_with(".json") && !path.ends_with(".oscal.json") && input.begins(begins_like_report)
    };
    let (reports, files): (Vec<_>, Vec<_>) = inputs.into_iter().partition(is_report);
    let stems: BTreeSet<PathBuf> = reports.iter().map(|input| input.path().with_extension("")).collect();
    let is_rendering = |input: &Input| {
        let path = input.path().to_string_lossy();
        RENDERINGS
            .iter()
            .filter_map(|ending| path.strip_suffix(ending))
            .any(|stem| stems.contains(Path::new(stem)))
    };
    let files = files.into_iter().filter(|input| !is_rendering(input)).collect();
    (reports, files)
}

/// Says whether a file begins like a `report.json` that we wrote: by its version and our name.
fn begins_like_report(head: &[u8]) -> bool {
    let head: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(96).collect();
    head.starts_with(b"{\"schema\":") && find(&head, b"\"tool\":{\"name\":\"evidact\"")
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
