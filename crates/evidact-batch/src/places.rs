//! Where the output goes: beside the input, and over nothing.

use crate::BatchError;
use crate::run::Job;
use std::fs;
use std::path::{Path, PathBuf};

/// Refuses an output that would touch the input or something that exists, before anything is read.
pub(crate) fn check_places(job: &Job<'_>) -> Result<(), BatchError> {
    let refuse = |what| Err(BatchError::Output { path: job.output.clone(), what });
    if job.output.file_name().is_none() {
        return refuse("name a new folder for the output");
    }
    match fs::symlink_metadata(&job.output) {
        Err(_) => {}
        Ok(m) if !m.is_dir() => return refuse("exists and is not a folder; name a new one"),
        Ok(_) => match fs::read_dir(&job.output).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Ok(false) => return refuse("exists and is not empty; name a new folder, nothing is overwritten"),
            Err(_) => return refuse("exists and cannot be read; name a new folder"),
        },
    }
    let output = resolved(&job.output);
    for input in &job.inputs {
        let path = fs::canonicalize(input).map_err(|e| BatchError::Input {
            path: input.clone(),
            what: if e.kind() == std::io::ErrorKind::NotFound {
                "no such file or folder"
            } else {
                "cannot be read"
            },
        })?;
        if output.starts_with(&path) {
            return refuse("lies inside the input; name a folder outside of it");
        }
        if path.starts_with(&output) {
            return refuse("holds the input; name another folder");
        }
    }
    Ok(())
}

/// Resolves the existing part of a path and appends the rest.
fn resolved(path: &Path) -> PathBuf {
    let mut rest = Vec::new();
    let mut at = path.to_owned();
    loop {
        if let Ok(real) = fs::canonicalize(&at) {
            return rest.iter().rev().fold(real, |p, c| p.join(c));
        }
        match (at.file_name().map(ToOwned::to_owned), at.parent().map(Path::to_owned)) {
            (Some(name), Some(parent)) => {
                rest.push(name);
                at = if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent };
            }
            _ => return path.to_owned(),
        }
    }
}
