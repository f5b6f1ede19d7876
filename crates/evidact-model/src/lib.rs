//! Everything evidact may print: ids, spans, classes, placeholders, findings, outcomes, the review.
//!
//! Nothing in this crate holds a byte of evidence. What does lives in `evidact-raw`, whose types cannot be
//! printed. The report and render crates see this crate only, so a report cannot leak by construction.

mod class;
mod clean;
mod detectors;
mod event;
mod finding;
mod format;
mod id;
mod loss;
pub mod manifest;
pub mod metadata;
mod near;
mod outcome;
mod phrase;
mod placeholder;
pub mod report;
pub mod review;
mod span;
mod why;

pub use class::{Class, Confidence, Profile};
pub use clean::CleanText;
pub use detectors::{DetectorInfo, detector, detectors};
pub use event::{Event, Stage};
pub use finding::{Finding, SUGGESTION};
pub use format::{Format, Structure, TextKind, ViewKind};
pub use id::{RuleId, SourceId};
pub use loss::{Loss, Lost, add_loss};
pub use near::nearest;
pub use outcome::{Limit, Outcome, Withheld};
pub use phrase::{Phrase, filled};
pub use placeholder::{Kind, Placeholder, PlaceholderError};
pub use span::{Position, Span};
pub use why::Why;
