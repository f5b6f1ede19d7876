//! Whole folders: lists sources, runs the stages over them in parallel, publishes a package atomically.
//!
//! The only crate that writes files. It knows nothing of reports: whoever calls [`run`] hands in a
//! [`Reporter`].

mod blocks;
mod context;
mod digest;
mod error;
mod index;
mod input;
#[cfg(test)]
mod literals;
mod look;
mod notes;
mod observer;
mod parallel;
mod partial;
mod pipeline;
mod places;
mod preview;
mod reports;
mod run;
mod scan;
mod spotted;
mod stems;
mod verify_package;
mod vouched;
mod walk;
mod wording;
mod words;

pub use digest::sha256_hex;
pub use error::BatchError;
pub use input::{Input, list_inputs};
pub use notes::{LineMap, ReadNote, read_notes};
pub use observer::Observer;
pub use preview::{Preview, Previews, preview, preview_for};
pub use reports::{Companion, NoText, Note, ReportFile, Reporter};
pub use run::{Job, Layout, Summary, run};
pub use scan::{Located, Question, Reasons, ScanOutcome, ScannedSource, SeenName, scan};
pub use verify_package::{Fault, PackageCheck, recorded_policy, verify_package};
