//! A report as Markdown: our own writer, in the order of the theme. What the note says is put in as text.
//!
//! The outline is ours alone: the title is level 1, sections 2, observations and boundaries 3, fields 4. Same report,
//! same bytes.

mod assessed;
mod blocks;
mod observations;
mod safe;
mod sections;

use crate::findings::FindingIds;
use crate::said::Said;
use crate::theme::{Section, Theme, Word};
use evidact_model::report::Report;
use evidact_model::review::Field;
use std::fmt::Write as _;

/// Returns a report as Markdown.
///
/// Text of the note is put in so that it opens no heading, no HTML, no image and no link but to the web, mail or the
/// package; placeholders go through byte for byte.
pub fn render_markdown(report: &Report, theme: &Theme) -> String {
    let theme = &theme.for_catalog(&report.review.catalog);
    let findings = FindingIds::of(report, theme);
    let mut page = Page { report, theme, findings, out: String::new() };
    for section in theme.sections() {
        match section {
            Section::Cover => page.cover(),
            Section::Summary => page.summary(),
            Section::Contents => {}
            Section::Approach => page.approach(),
            Section::Record => page.record(),
            Section::Boundaries => page.boundaries(),
            Section::Observations => page.observations(),
            Section::Metadata => page.metadata(),
            Section::Checklists => page.checklists(),
            Section::Redaction => page.redaction(),
            Section::Evidence => page.evidence(),
            Section::Unplaced => page.unplaced(),
            Section::Glossary => page.glossary(),
            Section::Governance => page.governance(),
        }
    }
    page.finish()
}

/// The Markdown so far.
struct Page<'a> {
    report: &'a Report,
    theme: &'a Theme,
    findings: FindingIds<'a>,
    out: String,
}

impl<'a> Page<'a> {
    fn said(&self) -> Said<'a> {
        Said { report: self.report, theme: self.theme }
    }

    /// Returns a phrase of the theme, safe for a line or a cell.
    fn word(&self, word: Word) -> String {
        safe::cell(self.theme.word(word))
    }

    /// Begins a section.
    fn section(&mut self, section: Section) {
        let title = safe::inline(self.theme.section_title(section));
        self.heading(2, &title);
    }

    /// Writes a heading; `title` is Markdown already.
    fn heading(&mut self, level: usize, title: &str) {
        let _ = write!(self.out, "{} {title}\n\n", "#".repeat(level));
    }

    /// Writes a paragraph; `text` is Markdown already.
    fn paragraph(&mut self, text: &str) {
        let _ = write!(self.out, "{text}\n\n");
    }

    /// Writes what is missing.
    fn gap(&mut self) {
        let gap = self.gap_text();
        self.paragraph(&gap);
    }

    fn gap_text(&self) -> String {
        format!("*{}*", self.word(Word::Gap))
    }

    /// Writes a table; cells are Markdown already.
    fn table(&mut self, header: &[String], rows: &[Vec<String>]) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        self.out.push_str(&line(header));
        self.out.push_str(&line(&vec!["---".to_owned(); header.len()]));
        for row in rows {
            self.out.push_str(&line(row));
        }
        self.out.push('\n');
    }

    /// Writes the texts of fields, each with where it came from, or the gap.
    fn fields(&mut self, fields: &[Field]) {
        if fields.is_empty() {
            self.gap();
        }
        for field in fields {
            let text = blocks::block(field.text.as_str());
            self.paragraph(&text);
            let origin = self.origin(field);
            self.paragraph(&origin);
        }
    }

    /// Returns where a field came from, as a sentence.
    fn origin(&self, field: &Field) -> String {
        let sentence = self.said().origin(field);
        format!("*{}*", safe::plain(&sentence))
    }

    /// Returns the texts of fields as one cell, or the gap.
    fn cell(&self, fields: &[Field]) -> String {
        if fields.is_empty() {
            return self.gap_text();
        }
        let cells: Vec<String> = fields.iter().map(|field| safe::cell(field.text.as_str())).collect();
        cells.join("<br>")
    }

    /// Returns where the first of the fields came from, as a cell.
    fn source(&self, fields: &[Field]) -> String {
        let sources: Vec<String> =
            fields.iter().map(|field| safe::cell(&self.said().source(field))).collect();
        sources.join("<br>")
    }

    fn finish(self) -> String {
        format!("{}\n", self.out.trim_end())
    }
}
