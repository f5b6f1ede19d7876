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
