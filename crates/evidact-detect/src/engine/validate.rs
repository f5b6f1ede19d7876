//! What a rule's validator makes of a match.

use evidact_model::Confidence;
use evidact_patterns::{Rule, Verdict};

/// Returns the confidence in a match, or `None` if its structure says that it cannot be the thing.
///
/// # Exposure
/// Reads the value.
pub(super) fn judge(rule: &Rule, value: &[u8]) -> Option<Confidence> {
    match rule.validator.judge(value) {
        Verdict::Unknown => Some(rule.confidence),
        Verdict::Raises => Some(rule.confidence.raised()),
        Verdict::Vetoes => None,
    }
}
