//! Reads a redacted note into a review, by the words of a catalog, and makes blank notes from the same catalog.
//!
//! ```
//! use evidact_model::CleanText;
//! use evidact_report::{Catalog, parse};
//!
//! let note = CleanText::literal("# Files server\n\nOwner: Platform team\n\n## Observed\n\nNo list of tools.\n");
//! let review = parse(&note, Catalog::builtin());
//! assert_eq!(review.observations.len(), 1);
//! assert_eq!(review.record.row("owner").map(|row| row.value.len()), Some(1));
//! ```
//!
//! Nothing here sees original evidence: notes come in as verified text. Not here: rendering.

mod assess;
mod blank;
pub mod catalog;
pub mod diff;
pub mod export;
mod label;
pub mod lint;
mod note;
mod sidecar;

pub use assess::assess;
pub use blank::blank_note;
pub use catalog::{Catalog, CatalogError};
pub use note::{count_fields, parse, second_record};
pub use sidecar::{About, Sidecar, SidecarError, may_be_sidecar, servers};
