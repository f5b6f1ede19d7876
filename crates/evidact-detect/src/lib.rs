//! Finds: literals derived from rules, grammars of assignments and credentials, identifiers with checks,
//! the user's own identifiers. Works on bytes, knows nothing of files, formats or edits.

mod hit;

pub use hit::Hit;

use evidact_model::TextKind;
use evidact_patterns::RuleSet;
use evidact_raw::KeyPath;

/// Finds sensitive values in bytes. Immutable and shared by all threads.
pub struct Detector {
    _rules: RuleSet,
}

/// Bytes after a cut that must be read again so that nothing across the cut is missed.
pub const OVERLAP_BYTES: usize = 64 * 1024;

impl Detector {
    /// Finds in a text: rules, grammars and identifier shapes. Hits are appended in order of their start.
    ///
    /// # Exposure
    /// Reads the text; hits carry offsets only.
    pub fn scan_text(&self, _text: &[u8], _kind: TextKind, _hits: &mut Vec<Hit>) {}

    /// Decides on one value of a structured format by the keys above it (a sensitive key covers its subtree,
    /// a column named `email` is redacted whole). Does not search inside the value; `scan_text` does that.
    ///
    /// # Exposure
    /// Reads keys and value; the hit (if any) spans within the value.
    pub fn scan_field(&self, _path: &KeyPath, _value: &[u8], _hits: &mut Vec<Hit>) {}
}
