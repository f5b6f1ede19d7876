//! What the detectors that are code look for, in words: for `rules list`, `rules show` and `scan --explain`.
//!
//! Rules of packs describe themselves. The tables here hold what a pack cannot say of code.

use crate::Class;

mod credentials;
mod identifiers;

/// A detector that is code, described for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetectorInfo {
    /// The id that findings carry.
    pub id: &'static str,
    /// What is found, in a few words.
    pub title: &'static str,
    /// The class of what is found.
    pub class: Class,
    /// The kinds of placeholder that a finding may get.
    pub kinds: &'static [&'static str],
    /// What it looks for.
    pub finds: &'static str,
    /// What near the value makes it one.
    pub cues: &'static str,
    /// What is asked of the value itself, and what speaks against it.
    pub checks: &'static str,
    /// What makes the confidence.
    pub confidence: &'static str,
}

/// Returns every detector that is code, credentials first.
///
/// ```
/// assert!(evidact_model::detectors().any(|d| d.id == "generic.assignment"));
/// ```
pub fn detectors() -> impl Iterator<Item = &'static DetectorInfo> {
    credentials::ALL.iter().chain(identifiers::ALL)
}

/// Returns the detector of an id.
pub fn detector(id: &str) -> Option<&'static DetectorInfo> {
    detectors().find(|d| d.id == id)
}

#[cfg(test)]
mod tests {
    use super::{detector, detectors};
    use crate::Kind;

    #[test]
    fn ids_are_there_once_and_kinds_have_their_form() {
        for d in detectors() {
            assert_eq!(detector(d.id), Some(d), "{}", d.id);
            assert!(!d.kinds.is_empty() && d.kinds.iter().all(|k| Kind::parse(k).is_ok()), "{}", d.id);
            for text in [d.title, d.finds, d.cues, d.checks, d.confidence] {
                assert!(!text.is_empty(), "{}", d.id);
            }
        }
    }
}
