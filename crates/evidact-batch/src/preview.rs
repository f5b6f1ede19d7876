//! The passes without writing: what sources would read like.

use crate::BatchError;
use crate::digest::copy_digesting;
use crate::input::Input;
use crate::observer::Observer;
use crate::pipeline::{Kept, Pipeline, Staging};
use crate::reports::Reporter;
use evidact_model::manifest::Notice;
use evidact_model::{CleanText, Outcome};
use evidact_raw::{Blob, Spool};
use evidact_redact::{Engine, Ledger};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// What one source would become.
pub struct Preview {
    /// Its name as it would be published.
    pub path: CleanText,
    /// What would become of it.
    pub outcome: Outcome,
    /// Its redacted and verified bytes, unless withheld.
    pub bytes: Option<Vec<u8>>,
    /// Its text, if the reporter wants to read it.
    pub text: Option<CleanText>,
    /// Places that a reviewer should look at.
    pub notices: Vec<Notice>,
}

#[derive(Default)]
struct Memory {
    staged: Mutex<BTreeMap<usize, Vec<u8>>>,
    spool: Spool,
}

impl Staging for Memory {
    fn stage(&self, number: usize, source: &Blob) -> Result<String, BatchError> {
        let mut bytes = Vec::new();
        let sha256 = copy_digesting(source, &mut bytes)
            .map_err(|e| BatchError::Write { path: PathBuf::from("-"), kind: e.kind() })?;
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).insert(number, bytes);
        Ok(sha256)
    }

    fn spool(&self) -> &Spool {
        &self.spool
    }
}

/// What sources would become.
pub struct Previews {
    /// Every value of the run, with its placeholder.
    pub ledger: Ledger,
    /// Every source, in the order of the inputs.
    pub sources: Vec<Preview>,
}

/// Redacts and verifies inputs in memory, with one ledger for all of them.
///
/// # Errors
/// [`BatchError::Interrupted`], or a leak in a name.
pub fn preview(
    engine: &Engine,
    inputs: &[Input],
    threads: usize,
    observer: &dyn Observer,
) -> Result<Previews, BatchError> {
    preview_for(engine, inputs, threads, observer, None)
}

/// As [`preview`]; keeps the texts that could be notes, and others that the reporter wants, if there is one. No report is
/// asked of it.
///
/// # Errors
/// As [`preview`].
pub fn preview_for(
    engine: &Engine,
    inputs: &[Input],
    threads: usize,
    observer: &dyn Observer,
    reporter: Option<&dyn Reporter>,
) -> Result<Previews, BatchError> {
    let memory = Memory::default();
    let output = Pipeline { engine, threads, observer, reporter }.run(inputs, &memory)?;
    let mut bytes = memory.staged.into_inner().unwrap_or_else(PoisonError::into_inner);
    let previews = output.pieces.into_iter().enumerate().map(|(number, piece)| Preview {
        bytes: bytes.remove(&number).filter(|_| piece.applied.is_some()),
        notices: piece.applied.map(|applied| applied.notices).unwrap_or_default(),
        outcome: piece.outcome,
        path: piece.path,
        text: match piece.text {
            Kept::Note(text) | Kept::Companion(text) => Some(text),
            Kept::Nothing | Kept::Missing(_) | Kept::Unread(..) => None,
        },
    });
    Ok(Previews { sources: previews.collect(), ledger: output.ledger })
}
