//! What a caller must provide so that notes become reports.

use evidact_model::CleanText;
use evidact_model::report::{EvidenceItem, RedactionStatement};

/// A note: verified text and its published path.
pub struct Note {
    /// Its path below `evidence/`.
    pub path: CleanText,
    /// Its verified text.
    pub text: CleanText,
}

/// One file of a report.
pub struct ReportFile {
    /// The extension, without a dot.
    pub extension: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Makes reports of notes. Sees verified text only.
pub trait Reporter: Sync {
    /// Says whether a published text is a note.
    fn is_note(&self, path: &str, text: &CleanText) -> bool;

    /// Renders the report of a note.
    ///
    /// # Errors
    /// What went wrong, without content.
    fn render(
        &self,
        note: &Note,
        redaction: &RedactionStatement,
        evidence: &[EvidenceItem],
        evidence_digest: &str,
    ) -> Result<Vec<ReportFile>, String>;
}
