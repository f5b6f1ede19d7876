//! Reads a redacted note, written without knowing us, into a review. Nothing is dropped, nothing is invented.
//!
//! One pass over the lines. Each line opens a field (heading, label, key, tag, table row), continues the open one, or
//! goes to the unplaced notes; the fate of every line is kept, so that none can get lost.

mod build;
mod draft;
mod foreign;
mod front;
mod headings;
mod labels;
mod lines;
mod marks;
mod outline;
mod tables;
pub(crate) mod values;
mod walk;

use crate::Catalog;
use evidact_model::CleanText;
use evidact_model::review::Review;
use std::collections::BTreeSet;

/// Reads a note by the words of a catalog.
///
/// Takes any text; what is not understood ends in `unplaced`, with its lines.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_report::{Catalog, parse};
///
/// let note = CleanText::literal("Expected control: tools are listed\nObserved: no list\nRemediation: write one\n");
/// let review = parse(&note, Catalog::builtin());
/// let observation = &review.observations[0];
/// assert_eq!(observation.observed[0].text.as_str(), "no list");
/// assert!(observation.uncertainty.is_empty());
/// ```
pub fn parse(note: &CleanText, catalog: &Catalog) -> Review {
    build::review(walk::read(note, catalog))
}

/// Counts the different fields of a report that a text holds, for deciding whether it is a note.
///
/// Labels that are everyday words (`Details:`) count only beside one that is not (`Remediation:`).
pub fn count_fields(note: &CleanText, catalog: &Catalog) -> usize {
    let draft = walk::read(note, catalog);
    let counted = draft.seen.iter().filter(|(key, _)| key.counts());
    if counted.clone().any(|(_, strong)| *strong) {
        counted.map(|(key, _)| *key).collect::<BTreeSet<_>>().len()
    } else {
        0
    }
}
