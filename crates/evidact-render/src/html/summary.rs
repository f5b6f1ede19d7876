//! The head of the report, and the part for those who read one part: one sentence, three numbers, severities,
//! boundaries.

use super::table::Caption;
use super::{Page, boundary_id};
use crate::rich::plain_text;
use crate::theme::{Section, Word};
use evidact_model::CleanText;
use evidact_model::review::{BoundaryState, Field, Severity};

/// The room that each severity has in the bar at least, so that its number fits, in tenths of a percent.
const LEAST: usize = 80;
/// The whole bar, in tenths of a percent.
const WHOLE: usize = 1_000;

/// The height of the bar.
const HEIGHT: &str = "32";

impl Page<'_> {
    /// Writes banner and title, and with the cover what was reviewed, whose it is, and what came out.
    pub(super) fn header(&mut self, with_cover: bool) {
        let meta = &self.report().meta;
        let banner = Some(meta.classification.as_str()).filter(|banner| !banner.trim().is_empty());
        let banner = banner.unwrap_or(self.theme().classification());
        self.line_break();
        self.leaf("p", &[("class", "banner")], banner);
        let title = self.title();
        self.leaf("h1", &[("dir", "auto")], &title);
        if !with_cover {
            return;
        }
        self.facts(Self::cover_facts);
        let worst = self.said.worst();
        let verdict = self.said.verdict();
        let class = format!("verdict {}", severity_class(worst));
        self.block("div", &[("class", &class)], |page| {
            page.severity_chip(worst);
            page.block("p", &[], |page| page.words(&verdict));
        });
    }

    fn cover_facts(&mut self) {
        let (meta, review) = (&self.report().meta, &self.report().review);
        let given = |text: &Option<CleanText>| text.clone().filter(|text| !text.is_blank());
        let said = self.said;
        let record = |key: &str| said.cover_row(key).map(|row| row.value.as_slice()).unwrap_or_default();
        // On the band of the cover there is room for words, not for blocks.
        let server = self.said.server().map(|server| plain_text(&CleanText::default().derive(|_| server)));
        self.cover_fact(Word::Server, server);
        self.cover_fact(Word::OwnerLabel, one_line(record("owner")));
        let date = given(&meta.date).or_else(|| given(&review.date));
        let date = date.as_ref().map_or(self.word(Word::NoDate), CleanText::as_str);
        self.fact(self.word(Word::Date), |page| page.literal(date));
        for (word, fields) in said.stated_of_itself() {
            self.cover_fact(word, one_line(fields));
        }
        if let Some(version) = given(&meta.version) {
            self.fact(self.word(Word::Version), |page| page.literal(version.as_str()));
        }
        self.fact(self.word(Word::ReportId), |page| page.literal(meta.id.as_str()));
        let digest = Some(&meta.evidence_digest).filter(|_| !self.report().evidence.is_empty());
        let none = self.word(Word::EvidenceDigestNone);
        self.whole_fact(self.word(Word::EvidenceDigest), |page| match digest {
            Some(digest) => page.element("code", &[], |page| page.words(digest)),
            None => page.element("span", &[("class", "gap")], |page| page.words(none)),
        });
    }

    fn cover_fact(&mut self, word: Word, value: Option<String>) {
        let gap = self.word(Word::Gap);
        self.fact(self.word(word), |page| match value.filter(|value| !value.is_empty()) {
            Some(value) => page.literal(&value),
            None => page.element("span", &[("class", "gap")], |page| page.words(gap)),
        });
    }

    pub(super) fn summary(&mut self) {
        self.open_section(Section::Summary, |page| {
            let verdict = page.said.verdict_in_full();
            page.leaf("p", &[("class", "lead")], &verdict);
            page.numbers();
            page.chart();
            page.strip();
            let summary = &page.report().review.summary;
            if !summary.is_empty() {
                let title = page.word(Word::AuthorSummary);
                page.leaf("h3", &[], title);
                page.fields(summary);
            }
        });
    }

    fn numbers(&mut self) {
        let review = &self.report().review;
        let boundaries = format!("{}/{}", self.said.boundaries_spoken_of(), review.boundaries.len());
        let numbers = [
            (Word::NumberObservations, review.observations.len().to_string()),
            (Word::NumberBoundaries, boundaries),
            (Word::NumberGaps, self.said.record_gaps().to_string()),
        ];
        self.block("dl", &[("class", "numbers")], |page| {
            page.line_break();
            for (word, number) in numbers {
                let name = page.word(word);
                page.fact(name, |page| page.words(&number));
            }
        });
    }

    /// Writes how many observations there are of each severity: as a bar, and as a table.
    fn chart(&mut self) {
        let counts = self.said.severities();
        let title = self.word(Word::SeverityChart);
        self.leaf("h3", &[], title);
        if counts.iter().any(|(_, count)| *count > 0) {
            self.bar(title, &counts);
        }
        let heads: Vec<&str> = counts.iter().map(|(severity, _)| self.theme().severity(*severity)).collect();
        self.table(Caption::Unseen(title), &heads, |page| {
            page.row(|page| counts.iter().for_each(|(_, count)| page.text_cell(&count.to_string())));
        });
    }

    fn bar(&mut self, title: &str, counts: &[(Option<Severity>, usize)]) {
        let shown: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).copied().collect();
        let words: Vec<String> =
            shown.iter().map(|(severity, n)| format!("{n} {}", self.theme().severity(*severity))).collect();
        let says = format!("{title}: {}.", words.join(", "));
        let total: usize = shown.iter().map(|(_, count)| *count).sum();
        let room = WHOLE - LEAST * shown.len();
        let svg =
            [("class", "bar"), ("role", "img"), ("aria-labelledby", "severity-bar"), ("height", HEIGHT)];
        self.block("svg", &[svg.as_slice(), &[("width", "100%")]].concat(), |page| {
            page.block("title", &[("id", "severity-bar")], |page| page.words(&says));
            let mut from = 0;
            for (severity, count) in shown {
                let width = LEAST + room * count / total;
                page.segment(severity, (from, width), count);
                from += width;
            }
        });
    }

    fn segment(&mut self, severity: Option<Severity>, (from, width): (usize, usize), count: usize) {
        let class = severity_class(severity);
        let (x, wide, middle) = (percent(from), percent(width), percent(from + width / 2));
        let rect = [("class", class), ("x", &x), ("width", &wide), ("height", HEIGHT)];
        self.void("rect", &rect);
        let text = [("x", middle.as_str()), ("y", "21"), ("text-anchor", "middle")];
        self.block("text", &text, |page| page.words(&count.to_string()));
    }

    /// Writes the boundaries side by side: id, title, state, each with its shape.
    fn strip(&mut self) {
        let boundaries = &self.report().review.boundaries;
        if boundaries.is_empty() {
            return;
        }
        let title = self.word(Word::BoundaryStrip);
        self.leaf("h3", &[], title);
        let linked = self.theme().sections().contains(&Section::Boundaries);
        self.block("ul", &[("class", "strip")], |page| {
            page.line_break();
            for (at, row) in boundaries.iter().enumerate() {
                let class = state_class(row.state);
                let title = page.theme().title(&row.id, &row.title);
                page.block("li", &[("class", class)], |page| {
                    let target = format!("#{}", boundary_id(at));
                    let id = row.id.as_str();
                    if linked {
                        page.element("a", &[("href", &target)], |page| page.words(id));
                    } else {
                        page.element("strong", &[], |page| page.words(id));
                    }
                    page.element("span", &[("dir", "auto")], |page| page.words(title));
                    page.state_mark(row.state);
                });
            }
        });
    }

    /// Writes a severity as a word on its colour.
    pub(super) fn severity_chip(&mut self, severity: Option<Severity>) {
        let class = format!("chip {}", severity_class(severity));
        let word = self.theme().severity(severity);
        self.block("p", &[("class", &class)], |page| page.words(word));
    }

    /// Writes a state as its shape and its word. Colour is never alone.
    pub(super) fn state_mark(&mut self, state: BoundaryState) {
        let class = format!("state {}", state_class(state));
        let word = self.theme().state(state);
        let shape = match state {
            BoundaryState::Supported => "\u{25cf}",
            BoundaryState::Stated => "\u{25c9}",
            BoundaryState::Contradicted => "\u{25a0}",
            BoundaryState::Absent => "\u{25cb}",
            BoundaryState::NotApplicable => "\u{2296}",
        };
        self.element("span", &[("class", &class)], |page| {
            page.element("span", &[("aria-hidden", "true")], |page| page.words(shape));
            page.out.push(' ');
            page.words(word);
        });
    }
}

/// Returns the texts of fields without their marks, on one line.
fn one_line(fields: &[Field]) -> Option<String> {
    let texts: Vec<String> = fields.iter().map(|field| plain_text(&field.text)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn percent(tenths: usize) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Returns the class that carries the colours of a severity.
pub(super) fn severity_class(severity: Option<Severity>) -> &'static str {
    match severity {
        Some(Severity::Critical) => "critical",
        Some(Severity::High) => "high",
        Some(Severity::Medium) => "medium",
        Some(Severity::Low) => "low",
        Some(Severity::Info) | None => "info",
    }
}

/// Returns the class that carries the colours of a state.
pub(super) fn state_class(state: BoundaryState) -> &'static str {
    match state {
        BoundaryState::Supported => "met",
        BoundaryState::Stated => "low",
        BoundaryState::Contradicted => "critical",
        BoundaryState::Absent | BoundaryState::NotApplicable => "info",
    }
}
