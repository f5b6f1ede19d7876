//! What libraries tell their caller while they work.

use crate::{Outcome, SourceId};

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Listing the inputs.
    List,
    /// First pass: finding values.
    Learn,
    /// Second pass: replacing them.
    Redact,
    /// Writing the reports.
    Report,
    /// Re-opening what was written.
    Verify,
}

/// Something that happened. Carries no content; the caller decides whether and how to show it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event {
    /// A stage begins, with so many units of work (bytes for `Learn` and `Redact`, else items).
    StageStarted {
        /// Which stage.
        stage: Stage,
        /// Units of work in it.
        total: u64,
    },
    /// So many more units of the stage are done.
    Advanced {
        /// Which stage.
        stage: Stage,
        /// Units done since the last such event.
        done: u64,
    },
    /// A source has its outcome.
    SourceDone {
        /// Which source.
        source: SourceId,
        /// What became of it.
        outcome: Outcome,
    },
}
