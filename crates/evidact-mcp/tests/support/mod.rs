//! Reads texts as files of a package, for the tests.

#![allow(dead_code, reason = "each test file uses a part")]

use evidact_mcp::Metadata;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::review::{Carrier, Field, Origin, RecordRow, Review};

/// Reads these files beside an empty note.
pub(crate) fn statement(files: &[(&str, &str)]) -> MetadataStatement {
    beside(files, &Review::default())
}

/// Reads these files beside a note.
pub(crate) fn beside(files: &[(&str, &str)], review: &Review) -> MetadataStatement {
    let clean = |text: &str| CleanText::attest(text.to_owned());
    let files: Vec<_> = files.iter().map(|(path, text)| (clean(path), clean(text))).collect();
    Metadata::read(&files, &[]).statement_for(review)
}

/// Returns `place stance detail` of what a check found in these files.
pub(crate) fn found(check: &str, files: &[(&str, &str)]) -> Vec<String> {
    said(check, &statement(files))
}

/// Returns `place stance detail` of what a check found.
pub(crate) fn said(check: &str, statement: &MetadataStatement) -> Vec<String> {
    let mut out: Vec<String> = statement.findings.iter().filter(|f| f.check == check).map(line).collect();
    out.sort();
    out
}

fn line(finding: &MetadataFinding) -> String {
    let stance = match finding.stance {
        Stance::Contradicts => "-",
        Stance::Supports => "+",
        Stance::Notes => "?",
    };
    format!("{} {stance} {}", finding.place, finding.detail)
}

/// Makes a note whose record says these things.
pub(crate) fn note(rows: &[(&str, &str)], date: Option<&str>) -> Review {
    let clean = |text: &str| CleanText::attest(text.to_owned());
    let origin = || Origin { carrier: Carrier::Key, label: CleanText::default(), line: 1 };
    let mut review = Review { date: date.map(clean), ..Review::default() };
    review.record.rows = rows
        .iter()
        .map(|(key, value)| RecordRow {
            id: String::new(),
            key: (*key).to_owned(),
            title: String::new(),
            value: vec![Field { text: clean(value), origin: origin() }],
        })
        .collect();
    review
}
