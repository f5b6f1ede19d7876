//! What can stop a whole run. A single bad source never does.

use evidact_redact::Leak;
use std::path::PathBuf;

/// Why a run ended without a package.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// The input is not there or is of the wrong kind.
    #[error("{}: {what}", .path.display())]
    Input {
        /// The path as the user gave it.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// There is nothing to do.
    #[error("{}: no inputs here; nothing was written", .path.display())]
    NoInputs {
        /// The path as the user gave it.
        path: PathBuf,
    },
    /// There is something, and nothing to make a report of.
    #[error(
        "{}: no note here; nothing was written. A note is Markdown or plain text; for other files use `evidact batch` or `evidact redact`",
        .path.display()
    )]
    NoNotes {
        /// The first path as the user gave it.
        path: PathBuf,
    },
    /// There is no note among what could be read, and something was withheld.
    #[error("no note could be read; nothing was written. Withheld {withheld}, the first: {first} {why}")]
    Unread {
        /// How many sources were withheld.
        withheld: u64,
        /// The published path of the first.
        first: String,
        /// Why it was withheld.
        why: String,
    },
    /// The note can be published, and not be read as one.
    #[error("no report of {path}: {why}; nothing was written")]
    NoReport {
        /// The published path of the note.
        path: String,
        /// Why, and what to do.
        why: &'static str,
    },
    /// The output would touch the input or something that exists.
    #[error("{}: {what}", .path.display())]
    Output {
        /// The path as the user gave it.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Writing failed: disk full, permission, quota.
    #[error("could not write below {}: {kind}; nothing was published, the input is untouched", .path.display())]
    Write {
        /// The folder that was written to.
        path: PathBuf,
        /// What the system said.
        kind: std::io::ErrorKind,
    },
    /// The verifier found something in what was about to be published.
    #[error("verification found {leak} of {path}; nothing was published. Please report the case")]
    Leak {
        /// The published path.
        path: String,
        /// What and where.
        leak: Leak,
    },
    /// A report could not be made.
    #[error("the report of {path} could not be made: {what}")]
    Report {
        /// The published path of the note.
        path: String,
        /// What went wrong, without content.
        what: String,
    },
    /// The notes hold nothing of what the user chose.
    #[error("{what}; nothing was published")]
    Choice {
        /// What was chosen, and what could be.
        what: String,
    },
    /// The user stopped the run.
    #[error("interrupted; nothing was published")]
    Interrupted,
}
