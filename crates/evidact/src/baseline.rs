//! Findings known before: `scan --baseline` and `--write-baseline`.
//!
//! A finding is recognised by path, rule, kind and context, and by how many of the same there are; never by its
//! value or a digest of one. See `docs/scan.md` for what that means.

use crate::exit::Failure;
use crate::output::{Results, SCHEMA};
use crate::setup::read_text;
use crate::terminal;
use evidact_model::Finding;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What findings are recognised by: path, rule, kind, context.
type Identity = (String, String, String, String);

/// Findings known before, with how many there are of each.
pub(crate) struct Baseline(BTreeMap<Identity, usize>);

/// How the findings of a run compare with a baseline.
pub(crate) struct Compared {
    /// Findings that the baseline knows.
    pub(crate) known: usize,
    /// Findings of the baseline that are no longer there.
    pub(crate) gone: usize,
}

impl Baseline {
    /// Reads a baseline, or the output of `scan --format jsonl`.
    ///
    /// # Errors
    /// [`Failure`] naming file and line.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = read_text(path, "the baseline")?;
        let mut known = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let wrong = || {
                let place = terminal::path(path);
                Failure::usage(format!(
                    "{place}:{number}: not a finding of `scan --format jsonl`, schema {SCHEMA}"
                ))
            };
            let object: Value = serde_json::from_str(line).map_err(|_| wrong())?;
            if object["schema"] != json!(SCHEMA) {
                return Err(wrong());
            }
            if object.get("unread").is_some() {
                continue;
            }
            let text = |key: &str| object[key].as_str().map(str::to_owned);
            let identity = || {
                let context = text("context").unwrap_or_default();
                Some((plain(&text("path")?), text("rule")?, text("kind")?, context))
            };
            *known.entry(identity().ok_or_else(wrong)?).or_insert(0) += 1;
        }
        Ok(Self(known))
    }

    /// Takes known findings out of the results.
    pub(crate) fn apply(mut self, results: &mut Results<'_>) -> Compared {
        let mut known = 0;
        results.retain(|path, finding, context| {
            let left = self.0.get_mut(&identity(path, finding, context)).filter(|left| **left > 0);
            let is_known = left.map(|left| *left -= 1).is_some();
            known += usize::from(is_known);
            !is_known
        });
        Compared { known, gone: self.0.values().sum() }
    }
}

/// Says whether a baseline may be written there: nothing is there, an empty file, or a baseline that an earlier
/// run wrote; and it is none of the files to be scanned.
///
/// # Errors
/// [`Failure`] naming the file, before anything is scanned.
pub(crate) fn check_target(path: &Path, scanned: &[PathBuf]) -> Result<(), Failure> {
    let refused = |why: &str| {
        let place = terminal::path(path);
        Failure::usage(format!("--write-baseline {place}: {why}; it is left as it is"))
    };
    let Ok(metadata) = std::fs::metadata(path) else { return Ok(()) };
    if !metadata.is_file() {
        return Err(refused("not a file"));
    }
    let real = path.canonicalize().ok();
    if real.is_some() && scanned.iter().any(|input| input.canonicalize().ok() == real) {
        return Err(refused("it is an input of this scan"));
    }
    let is_baseline = std::fs::read_to_string(path).is_ok_and(|text| text.lines().all(is_written_line));
    if is_baseline { Ok(()) } else { Err(refused("it exists and is no baseline")) }
}

/// Says whether a line is one that `write` writes. A line of `scan --format jsonl` says more.
fn is_written_line(line: &str) -> bool {
    let keys = ["context", "kind", "path", "rule", "schema"];
    let object: Option<serde_json::Map<String, Value>> = serde_json::from_str(line).ok();
    object.is_some_and(|o| o.len() == keys.len() && keys.iter().all(|key| o.contains_key(*key)))
}

/// Writes the findings as a baseline: sorted, without places, so that it changes only when findings do.
///
/// # Errors
/// [`Failure`] if the file cannot be written.
pub(crate) fn write(path: &Path, results: &Results<'_>) -> Result<(), Failure> {
    let found = results.findings().map(|(path, f)| identity(&path, &f.finding, &f.context));
    let names = results.names().map(|(path, f, _)| identity(path, f, ""));
    let mut all: Vec<Identity> = found.chain(names).collect();
    all.sort();
    let mut out = String::new();
    for (path, rule, kind, context) in all {
        let object =
            json!({ "schema": SCHEMA, "path": path, "rule": rule, "kind": kind, "context": context });
        out.push_str(&object.to_string());
        out.push('\n');
    }
    std::fs::write(path, out)
        .map_err(|e| Failure::write(&format!("the baseline {}", terminal::path(path)), &e))
}

fn identity(path: &str, finding: &Finding, context: &str) -> Identity {
    (plain(path), finding.rule.to_string(), finding.kind.to_string(), context.to_owned())
}

/// `./a/b` and `a/b` are one path.
fn plain(path: &str) -> String {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path.replace('\\', "/")
}
