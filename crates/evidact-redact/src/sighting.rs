//! A finding together with the value it saw. Lives in memory only.

use evidact_model::Finding;
use evidact_raw::SecretBuf;

/// A finding and whose value it is. Not printable.
#[derive(Clone)]
pub struct Sighting {
    /// What was found where, in the text of the document.
    pub finding: Finding,
    /// The value.
    pub subject: Subject,
}

/// The value of a sighting.
#[derive(Clone)]
pub enum Subject {
    /// Seen by a rule or detector; decoded.
    Value(SecretBuf),
    /// A value of the ledger, seen again in one of its forms.
    Known(usize),
}

/// Sorts by start, longer ones first: the order that [`crate::resolve`] needs. Equal places keep their order.
pub(crate) fn sort_by_place(sightings: &mut [Sighting]) {
    sightings.sort_by_key(|s| (s.finding.span.start(), std::cmp::Reverse(s.finding.span.end())));
}
