//! `report.json`: everything a report holds, in a form of our own with a version.
//!
//! The schema is `docs/schemas/report-1.json`.

mod read;
pub mod v1;
mod write;

use super::Noted;
use evidact_model::report::{EvidenceItem, RedactionStatement};
pub use read::{ReadError, read};
use v1::Document;

/// Writes the report of one note.
#[must_use]
pub fn json(noted: Noted<'_>) -> String {
    let mut document = around(noted);
    document.report = Some(write::report(noted));
    text(&document)
}

/// Writes the reports of all notes of a run. What they share stands in it once.
#[must_use]
pub fn json_of_all(notes: &[Noted<'_>]) -> String {
    let Some(first) = notes.first() else { return String::new() };
    let mut document = around(*first);
    document.reports = Some(notes.iter().map(|noted| write::report(*noted)).collect());
    text(&document)
}

/// Returns the report of a note as `report.json` has it.
#[must_use]
pub fn report_of(noted: Noted<'_>) -> v1::Report<'_> {
    write::report(noted)
}

/// What the reports of a run share.
fn around(noted: Noted<'_>) -> Document<'_> {
    let redaction: &RedactionStatement = &noted.report.redaction;
    let evidence: &[EvidenceItem] = &noted.report.evidence;
    Document {
        schema: v1::SCHEMA,
        tool: v1::Tool { name: "evidact".into(), version: noted.report.meta.tool_version.as_str().into() },
        redaction: write::redaction(redaction),
        evidence: evidence.iter().map(write::evidence).collect(),
        report: None,
        reports: None,
    }
}

fn text(document: &Document<'_>) -> String {
    // Maps with keys that are no strings are the only thing that JSON cannot write, and there is none.
    let mut text = serde_json::to_string_pretty(document).expect("every key is a string");
    text.push('\n');
    text
}
