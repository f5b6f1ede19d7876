//! What a side holds: reports, or notes of which reports are made, and the static files beside them.

use super::SIDES;
use super::chosen::Chosen;
use crate::exit::{Exit, Failure};
use crate::reporter::NoteChoice;
use crate::sidecars::Sidecars;
use crate::terminal;
use evidact_batch::{NoText, Preview, Reporter};
use evidact_mcp::Metadata;
use evidact_model::report::{RedactionStatement, Report, ReportMeta};
use evidact_model::{CleanText, Format, Outcome, Phrase};
use evidact_render::Theme;
use evidact_report::export::Noted;
use evidact_report::export::json::{ReadError, read, report_of, v1};
use evidact_report::{Catalog, assess, may_be_sidecar, parse};
use std::collections::BTreeSet;
use std::path::Path;

/// A `report.json` above this size is not read: at 2 KiB an observation, that is some sixteen thousand.
const MAX_REPORT_BYTES: u64 = 32 << 20;

/// Says whether a file is of a sort that could have been compared.
pub(super) fn is_comparable(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    NoteChoice::is_named_like_text(path)
        || ["json", "jsonl", "yaml", "yml", "toml"].contains(&extension.as_str())
}

fn may_be_report(text: &CleanText) -> bool {
    let text = text.as_str();
    text.contains("\"schema\"") && text.contains("\"evidact\"") && text.contains("\"redaction\"")
}

/// Keeps the texts that are compared.
pub(super) struct Reading<'a> {
    pub(super) catalog: &'a Catalog,
}

impl Reporter for Reading<'_> {
    fn is_note(&self, _path: &str, _text: &CleanText) -> bool {
        true
    }

    fn max_text_bytes(&self) -> u64 {
        MAX_REPORT_BYTES
    }

    fn keeps(&self, format: Format, text: &CleanText) -> bool {
        let sidecar = format == Format::Toml && self.catalog.sidecar().is_some();
        may_be_report(text)
            || sidecar && may_be_sidecar(text, self.catalog)
            || evidact_mcp::may_be_metadata(text)
    }
}

/// What a side holds.
pub(super) struct Side {
    documents: Vec<v1::Document<'static>>,
    notes: Vec<(CleanText, Report)>,
    pub(super) metadata: Metadata,
    /// Whether numbers of placeholders in it come from another job.
    pub(super) was_redacted: bool,
    /// Lines that say what could not be read.
    pub(super) unread: Vec<String>,
}

impl Side {
    /// Sorts the texts of a side, and reads them.
    ///
    /// A side in which reports lie as JSON is compared by these, not by notes beside them.
    pub(super) fn read(sources: &[Preview], chosen: &Chosen, catalog: &Catalog) -> Result<Self, Failure> {
        let mut texts = Texts::default();
        for (number, source) in sources.iter().enumerate() {
            texts.take(source, number < chosen.reports, chosen, catalog)?;
        }
        let Texts { documents, mut notes, mut files, mut lost, mut unread } = texts;
        if documents.is_empty() && notes.is_empty() {
            let named = terminal::path(&chosen.named);
            for line in &unread {
                terminal::note(line);
            }
            let message = format!("{named}: no note and no report.json that can be read");
            return Err(Failure { message, exit: Exit::NoInputs });
        }
        if !documents.is_empty() {
            notes.clear();
        }
        let texts = notes.iter().map(|(path, text)| (path, text));
        let sidecars = Sidecars::take(&mut files, &mut lost, texts, catalog);
        if sidecars.is_incomplete() {
            unread.extend(sidecars.unused().iter().cloned());
        }
        let metadata = Metadata::read(&files, &[]);
        let mut reports = Vec::new();
        for (path, text) in notes {
            let report = report(&path, &text, &sidecars, &metadata, catalog);
            reports.push((path, report));
        }
        let was_redacted = chosen.was_redacted || !documents.is_empty();
        Ok(Self { documents, notes: reports, metadata, was_redacted, unread })
    }

    /// The reports of a side, each note once: a report of one note before that of all.
    pub(super) fn reports(&self) -> Vec<v1::Report<'_>> {
        let mut known = BTreeSet::new();
        let single = self.documents.iter().filter_map(|document| document.report.as_ref());
        let all = self.documents.iter().filter_map(|document| document.reports.as_ref()).flatten();
        let written = single.chain(all).filter(|report| known.insert(report.note.to_string())).cloned();
        let mut reports: Vec<v1::Report<'_>> = written.collect();
        reports.extend(self.notes.iter().map(|(path, report)| report_of(Noted { path, report })));
        reports.sort_by(|a, b| a.note.cmp(&b.note));
        reports
    }
}

/// The texts of a side, by what they are.
#[derive(Default)]
struct Texts {
    documents: Vec<v1::Document<'static>>,
    notes: Vec<(CleanText, CleanText)>,
    files: Vec<(CleanText, CleanText)>,
    /// Records beside notes of which there is no text.
    lost: Vec<(CleanText, NoText)>,
    unread: Vec<String>,
}

impl Texts {
    fn take(
        &mut self,
        source: &Preview,
        is_report: bool,
        chosen: &Chosen,
        catalog: &Catalog,
    ) -> Result<(), Failure> {
        let path = source.path.derive(own_path);
        let Some(text) = &source.text else {
            let is_record =
                || catalog.sidecar().is_some_and(|name| path.as_str().rsplit('/').next() == Some(name));
            let withheld = matches!(source.outcome, Outcome::Withheld { .. });
            if !is_report && is_record() {
                let why = if withheld { NoText::Withheld } else { NoText::NotKept };
                self.lost.push((path, why));
                return Ok(());
            }
            // What is withheld is named by the caller.
            if is_report && !matches!(source.outcome, Outcome::Withheld { .. }) {
                self.unread.push(format!(
                    "not read: {}: a report.json of more than {} MiB",
                    terminal::safe(path.as_str()),
                    MAX_REPORT_BYTES >> 20
                ));
            }
            return Ok(());
        };
        let document = (is_report || may_be_report(text)).then(|| read(text.as_str()));
        let shown = || terminal::safe(path.as_str());
        match document {
            Some(Ok(document)) => self.documents.push(document),
            Some(Err(wrong @ ReadError::Version { .. })) => {
                return Err(Failure::usage(format!("{}: {wrong}", shown())));
            }
            Some(Err(wrong)) if is_report => self.unread.push(format!("not read: {}: {wrong}", shown())),
            _ if is_note(&path, text, chosen.is_folder, catalog) => self.notes.push((path, text.clone())),
            _ => self.files.push((path, text.clone())),
        }
        Ok(())
    }
}

/// The path within a side.
fn own_path(path: &str) -> String {
    let of = |side: &str| {
        let path = path.strip_prefix(side)?;
        path.strip_prefix("-reports").unwrap_or(path).strip_prefix('/')
    };
    SIDES.iter().find_map(|side| of(side)).unwrap_or(path).to_owned()
}

fn is_note(path: &CleanText, text: &CleanText, in_folder: bool, catalog: &Catalog) -> bool {
    if in_folder {
        NoteChoice::is_named_like_text(path.as_str()) && NoteChoice::recognises(text, catalog)
    } else {
        !text.is_blank()
    }
}

/// The report of a note, as far as two of them are compared.
fn report(
    path: &CleanText,
    text: &CleanText,
    sidecars: &Sidecars,
    metadata: &Metadata,
    catalog: &Catalog,
) -> Report {
    let joined = sidecars.join(path, parse(text, catalog), &Theme::default());
    let statement = catalog.has_static_checks().then(|| metadata.statement_for(&joined.review));
    let statement = joined.beside(statement);
    let review = assess(joined.review, statement.as_ref(), catalog);
    let stem = path.derive(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    });
    let redaction = RedactionStatement {
        redactions: Vec::new(),
        values: Vec::new(),
        packs: String::new(),
        rules: 0,
        sources: 0,
        withheld: Vec::new(),
        verification: Phrase::default(),
    };
    let meta = ReportMeta {
        id: stem,
        version: None,
        date: review.date.clone(),
        classification: CleanText::default(),
        tool_version: env!("CARGO_PKG_VERSION").into(),
        evidence_digest: String::new(),
        at_a_glance: None,
    };
    Report { meta, review, redaction, evidence: Vec::new(), metadata: statement }
}
