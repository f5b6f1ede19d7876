//! Reports for other programs: our own JSON, OSCAL assessment results, SARIF, and a register as CSV.
//!
//! Each takes one report or all of a run, and gives the same bytes every time. None adds a judgement: what a note does
//! not say stays unsaid, and what is not certain is never written as settled. `docs/exports.md` says what goes where.

mod csv;
mod digest;
pub mod json;
mod oscal;
mod sarif;
mod text;

pub use csv::csv;
pub use oscal::oscal;

pub use sarif::sarif;

pub(crate) use text::{is_settled_status, line as one_line};

use evidact_model::CleanText;
use evidact_model::report::Report;

/// A report, and the published path of the note it was made of.
#[derive(Debug, Clone, Copy)]
pub struct Noted<'a> {
    /// The note's path below `evidence/`.
    pub path: &'a CleanText,
    /// Its report.
    pub report: &'a Report,
}
