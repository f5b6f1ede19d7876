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

    /// Says whether these notes, each of which is one, are those that the user wants reports of.
    ///
    /// # Errors
    /// What the user has to choose otherwise; nothing is then published.
    fn accept(&self, _notes: &[Note]) -> Result<(), String> {
        Ok(())
    }

    /// Renders the report of a note; no files, if the user wants none of it.
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
