//! What a caller must provide so that notes become reports.

use evidact_model::report::{EvidenceItem, RedactionStatement};
use evidact_model::{CleanText, Format};

/// A note: verified text and its published path.
pub struct Note {
    /// Its path below `evidence/`.
    pub path: CleanText,
    /// Its verified text.
    pub text: CleanText,
}

/// A source beside the notes: a published file of data, or one of which there is no text to read.
pub struct Companion {
    /// Its published path.
    pub path: CleanText,
    /// Its text, or why there is none.
    pub text: Result<CleanText, NoText>,
}

impl Companion {
    /// Says whether a path ends like a file of data.
    pub(crate) fn claims(path: &str) -> bool {
        let name = path.to_ascii_lowercase();
        [".json", ".jsonc", ".jsonl", ".ndjson", ".yaml", ".yml", ".toml", ".xml"]
            .iter()
            .any(|end| name.ends_with(end))
    }
}

/// Why there is no text of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// The source was withheld.
    Withheld,
    /// It is larger than what is kept for reports, or the sources before it were.
    TooLarge,
    /// It is published, and nothing that the reporter keeps, though it asked for it by its name.
    NotKept,
}

/// One file of a report.
pub struct ReportFile {
    /// The extension, without a dot.
    pub extension: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Texts above this size are no notes, and no files that are read beside notes, unless the reporter says otherwise.
pub(crate) const MAX_TEXT_BYTES: u64 = 4 << 20;

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

    /// Says whether a verified text of a data format (JSON, JSON lines, YAML, TOML, XML) is kept until the reports are
    /// made. Texts of which the reporter wants nothing cost no memory.
    fn keeps(&self, format: Format, text: &CleanText) -> bool;

    /// Says whether a source of this published path is to be handed over even if it is nothing to keep: without its text.
    fn misses(&self, _path: &str) -> bool {
        false
    }

    /// Returns the size above which a text is neither a note nor a file that is kept.
    fn max_text_bytes(&self) -> u64 {
        MAX_TEXT_BYTES
    }

    /// Takes the texts that were kept, and the sources without one, once and before any report is rendered, with the
    /// notes beside them. They come in the order of the sources.
    fn take(&self, _notes: &[Note], _companions: Vec<Companion>) {}

    /// Renders the report of a note; no files, if the user wants none of it or the reporter makes none.
    ///
    /// # Errors
    /// What went wrong, without content.
    fn render(
        &self,
        _note: &Note,
        _redaction: &RedactionStatement,
        _evidence: &[EvidenceItem],
        _evidence_digest: &str,
    ) -> Result<Vec<ReportFile>, String> {
        Ok(Vec::new())
    }

    /// Says whether there is a report of all notes besides.
    fn combines(&self) -> bool {
        false
    }

    /// Renders the report of all notes; asked only if [`Reporter::combines`] says so, and there is a note.
    ///
    /// # Errors
    /// What went wrong, without content.
    fn render_all(
        &self,
        _notes: &[Note],
        _redaction: &RedactionStatement,
        _evidence: &[EvidenceItem],
        _evidence_digest: &str,
    ) -> Result<Vec<ReportFile>, String> {
        Ok(Vec::new())
    }
}
