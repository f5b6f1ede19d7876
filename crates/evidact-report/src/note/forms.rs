//! Rarer forms of labels: `**Impact.** text`, `**Status: open**`, `[!summary]`, and a term above its definition.
//!
//! They look like running text as well, so each is a label only if the catalog knows its name.

use super::draft::{Sink, origin};
use super::lines::Shape;
use super::marks::{self, Lead, Mark, Style};
use super::walk::Walk;
use super::whole::{self, names_the_whole};
use crate::catalog::{FieldKey, Setting};
use evidact_model::review::{Carrier, Field};

impl Walk<'_> {
    /// Reads a label in one of the rarer forms.
    pub(super) fn rare_label<'t>(&self, n: usize, lead: Lead, body: &'t str) -> Option<Mark<'t>> {
        let mark = callout(body).or_else(|| run_in(body)).or_else(|| self.term(n, lead, body))?;
        self.names().field(mark.label, Setting::Observation).map(|_| mark)
    }

    /// Reads the term of a definition list: the next line begins with a colon.
    fn term<'t>(&self, n: usize, lead: Lead, body: &'t str) -> Option<Mark<'t>> {
        let is_text = self.shapes.get(n + 1) == Some(&Shape::Text);
        let defines = is_text && self.draft.line(n + 1).trim_start().starts_with(": ");
        let label = body.trim();
        let plain = !lead.listed && !lead.quoted && defines && label.len() <= 80;
        plain.then_some(Mark { label, value: body.len(), style: Style::Bold })
    }

    /// Says whether a label says what a rating in a summary is of: `Security posture: excellent` is read with its label.
    pub(super) fn rates_the_whole(&self, sink: Sink, mark: &Mark<'_>) -> bool {
        let named = self.names().field(mark.label, Setting::Top).is_some();
        sink == Sink::Review(FieldKey::Summary) && (!named || whole::rates(mark.label))
    }

    /// Reads a line that begins with a label and its value in bold, `**Status: open**`, perhaps with a remark behind a
    /// dash: `**Risk level: high** — all names pass through it`.
    pub(super) fn bold_line(&mut self, n: usize, lead: Lead) -> bool {
        let line = self.draft.line(n);
        let bold = line
            .get(lead.body..)
            .and_then(|text| text.strip_prefix("**"))
            .and_then(|rest| rest.split_once("**"));
        let dashes = [" - ", " – ", " — ", ": "];
        let blank = |rest: &str| rest.chars().all(|c| marks::is_picture(c) || c.is_whitespace());
        let remarks = |rest: &str| blank(rest) || dashes.iter().any(|dash| rest.starts_with(dash));
        let (inner, rest) = bold.filter(|(_, rest)| remarks(rest)).map_or((None, ""), |(i, r)| (Some(i), r));
        let Some((label, value)) = inner.and_then(|inner| inner.split_once(": ")) else { return false };
        let known = self.names().field(label, Setting::Observation).is_some() || names_the_whole(label);
        if lead.quoted || value.trim().is_empty() || !known {
            return false;
        }
        let mark = Mark { label, value: 0, style: Style::Bold };
        let Some(sink) = self.label_sink(&mark, n) else { return false };
        self.close();
        let named = label.len() + 2;
        let at = lead.body + 2;
        let (at, length) = if self.rates_the_whole(sink, &mark) {
            (at, named + value.len())
        } else {
            (at + named, value.len())
        };
        let field = Field {
            text: self.draft.part(n, at, length),
            origin: origin(Carrier::Label, self.draft.clean(label), n),
        };
        let fate =
            if sink == Sink::Unplaced { super::draft::Fate::Unplaced } else { super::draft::Fate::Placed };
        self.draft.settle(n, fate);
        self.draft.store(sink, field, n, n);
        let told = if blank(rest) { "" } else { rest.trim_start_matches([' ', '-', '–', '—', ':']) };
        if !told.is_empty() {
            let start = self.draft.lines.get(n).map_or(0, |l| l.start);
            self.resume(n, start + line.len() - told.len());
        }
        true
    }
}

/// Reads `[!summary] text`, the first line of a callout.
fn callout(text: &str) -> Option<Mark<'_>> {
    let (label, after) = text.strip_prefix("[!")?.split_once(']')?;
    let plain = !label.is_empty() && label.len() <= 32 && label.bytes().all(|b| b.is_ascii_alphabetic());
    let value = after.strip_prefix(['+', '-']).unwrap_or(after).trim_start();
    plain.then(|| Mark { label, value: text.len() - value.len(), style: Style::Bold })
}

/// Reads `**Impact.** text`.
fn run_in(text: &str) -> Option<Mark<'_>> {
    let window = marks::floor(text, 120);
    let (label, _) = window.strip_prefix("**")?.split_once(".**")?;
    let value = text.get(label.len() + 5..)?.trim_start();
    let plain = !value.is_empty() && !label.contains('*');
    plain.then(|| Mark { label, value: text.len() - value.len(), style: Style::Bold })
}
