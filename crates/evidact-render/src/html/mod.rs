//! A report as HTML: one file that shows itself, with no script, no request and no font of its own.
//!
//! The outline is ours alone: the title is level 1, sections 2, tables, observations and boundaries 3, fields 4. What
//! the note says is put in as text (`notes`); nothing of it becomes an element, an attribute but a checked address, or
//! style. The syntax is that of XML too, so that more can read it. Same report, same bytes.

mod assessed;
mod closing;
mod markup;
mod notes;
mod observations;
mod palette;
mod sections;
mod style;
mod summary;
mod table;

use crate::findings::FindingIds;
use crate::rich::plain_text;
use crate::said::Said;
use crate::theme::{Section, Theme, Word};
use evidact_model::report::Report;

/// Returns a report as HTML.
///
/// Text of the note is put in so that it opens no element and no link but to the web; placeholders stand as they are,
/// and are read aloud in the words of the theme.
///
/// ```
/// # use evidact_render::{Theme, render_html};
/// # fn shown(report: &evidact_model::report::Report) {
/// let page = render_html(report, &Theme::default());
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// # }
/// ```
pub fn render_html(report: &Report, theme: &Theme) -> String {
    let theme = &theme.for_catalog(&report.review.catalog);
    let findings = FindingIds::of(report, theme);
    let mut page = Page { said: Said { report, theme }, findings, out: String::new(), tables: 0 };
    page.document();
    page.out
}

/// The HTML so far.
struct Page<'a> {
    said: Said<'a>,
    findings: FindingIds<'a>,
    out: String,
    /// How many tables there are, for their ids.
    tables: usize,
}

impl<'a> Page<'a> {
    fn report(&self) -> &'a Report {
        self.said.report
    }

    fn theme(&self) -> &'a Theme {
        self.said.theme
    }

    /// Returns a phrase of the theme.
    fn word(&self, word: Word) -> &'a str {
        self.theme().word(word)
    }

    /// Returns phrases for the head of a table.
    fn heads<const N: usize>(&self, words: [Word; N]) -> [&'a str; N] {
        words.map(|word| self.word(word))
    }

    fn document(&mut self) {
        let language = self.theme().language();
        self.out.push_str("<!DOCTYPE html>\n");
        self.block("html", &[("lang", language), ("dir", "ltr")], |page| {
            page.line_break();
            page.block("head", &[], Self::head);
            page.block("body", &[], Self::body);
        });
    }

    fn head(&mut self) {
        let theme = self.theme();
        let style = style::sheet(self.report(), theme);
        let policy = style::content_policy(&style);
        self.line_break();
        self.void("meta", &[("charset", "utf-8")]);
        self.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        self.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        self.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        self.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
        let generator = format!("evidact {}", self.report().meta.tool_version);
        self.void("meta", &[("name", "generator"), ("content", &generator)]);
        let title = self.title();
        self.block("title", &[], |page| page.words(&title));
        self.out.extend(["<style>", &style, "</style>\n"]);
    }

    fn body(&mut self) {
        self.line_break();
        let skip = self.word(Word::SkipToReport);
        self.block("a", &[("class", "skip"), ("href", "#report")], |page| page.words(skip));
        let sections = self.theme().sections();
        self.block("header", &[], |page| page.header(sections.contains(&Section::Cover)));
        if sections.contains(&Section::Contents) {
            self.contents();
        }
        self.block("main", &[("id", "report"), ("tabindex", "-1")], |page| {
            page.line_break();
            for section in sections {
                page.section(*section);
            }
        });
        let made = self.theme().fill(Word::MadeWith, &[("version", &self.report().meta.tool_version)]);
        self.block("footer", &[], |page| page.leaf("p", &[], &made));
    }

    fn section(&mut self, section: Section) {
        match section {
            // The cover is the header; the contents stand before the report, so that they can stand beside it.
            Section::Cover | Section::Contents => {}
            Section::Summary => self.summary(),
            Section::Approach => self.approach(),
            Section::Record => self.record(),
            Section::Boundaries => self.boundaries(),
            Section::Observations => self.observations(),
            Section::Metadata => self.metadata(),
            Section::Checklists => self.checklists(),
            Section::Redaction => self.redaction(),
            Section::Evidence => self.evidence(),
            Section::Unplaced => self.unplaced(),
            Section::Glossary => self.glossary(),
            Section::Governance => self.governance(),
        }
    }

    /// Says whether there is anything to show in a section.
    fn is_shown(&self, section: Section) -> bool {
        let review = &self.report().review;
        match section {
            Section::Cover | Section::Contents => false,
            Section::Metadata => self.report().metadata.is_some(),
            Section::Checklists => !review.checklists.is_empty() || !review.unsafe_patterns.is_empty(),
            _ => true,
        }
    }

    /// Writes a section with its heading.
    fn open_section(&mut self, section: Section, body: impl FnOnce(&mut Self)) {
        let title = self.theme().section_title(section);
        self.block("section", &[("id", section.as_str())], |page| {
            page.line_break();
            page.leaf("h2", &[], title);
            body(page);
        });
    }

    /// Writes the list of sections and observations, each a link.
    fn contents(&mut self) {
        let title = self.word(Word::Contents);
        self.block("nav", &[("aria-labelledby", "contents")], |page| {
            page.line_break();
            page.leaf("h2", &[("id", "contents")], title);
            page.block("ol", &[], |page| {
                page.line_break();
                for section in page.theme().sections() {
                    if page.is_shown(*section) {
                        page.block("li", &[], |page| page.contents_entry(*section));
                    }
                }
            });
        });
    }

    fn contents_entry(&mut self, section: Section) {
        let target = format!("#{}", section.as_str());
        let title = self.theme().section_title(section);
        self.element("a", &[("href", &target)], |page| page.words(title));
        let observations = &self.report().review.observations;
        if section != Section::Observations || observations.is_empty() {
            return;
        }
        self.line_break();
        self.block("ol", &[], |page| {
            page.line_break();
            for (at, observation) in observations.iter().enumerate() {
                let target = format!("#{}", observation_id(at));
                page.block("li", &[], |page| {
                    page.element("a", &[("href", &target)], |page| page.observation_title(at, observation));
                });
            }
        });
    }

    /// Returns the report's title.
    fn title(&self) -> String {
        let given = self.report().review.title.as_ref().map(plain_text).filter(|title| !title.is_empty());
        given.unwrap_or_else(|| self.word(Word::Untitled).to_owned())
    }
}

/// Returns the id of an observation by its place.
fn observation_id(at: usize) -> String {
    format!("observation-{}", at + 1)
}

/// Returns the id of a trust boundary by its place.
fn boundary_id(at: usize) -> String {
    format!("boundary-{}", at + 1)
}
