//! The passes without writing: what sources would read like.

use crate::BatchError;
use crate::input::Input;
use crate::observer::Observer;
use crate::pipeline::{Pipeline, Staging};
use evidact_model::manifest::Notice;
use evidact_model::{CleanText, Outcome};
use evidact_redact::Engine;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What one source would become.
pub struct Preview {
    /// Its name as it would be published.
    pub path: CleanText,
    /// What would become of it.
    pub outcome: Outcome,
    /// Its redacted and verified bytes, unless withheld.
    pub bytes: Option<Vec<u8>>,
    /// Places that a reviewer should look at.
    pub notices: Vec<Notice>,
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<usize, Vec<u8>>>);

impl Staging for Memory {
    fn stage(&self, number: usize, bytes: &[u8]) -> Result<(), BatchError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(number, bytes.to_vec());
        Ok(())
    }
}

/// Redacts and verifies inputs in memory, with one ledger for all of them; in the order of the inputs.
///
/// # Errors
/// [`BatchError::Interrupted`], or a leak in a name.
pub fn preview(
    engine: &Engine,
    inputs: &[Input],
    threads: usize,
    observer: &dyn Observer,
) -> Result<Vec<Preview>, BatchError> {
    let memory = Memory::default();
    let output = Pipeline { engine, threads, observer }.run(inputs, &memory)?;
    let mut bytes = memory.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    let previews = output.pieces.into_iter().enumerate().map(|(number, piece)| Preview {
        bytes: bytes.remove(&number).filter(|_| piece.applied.is_some()),
        notices: piece.applied.map(|applied| applied.notices).unwrap_or_default(),
        outcome: piece.outcome,
        path: piece.path,
    });
    Ok(previews.collect())
}
