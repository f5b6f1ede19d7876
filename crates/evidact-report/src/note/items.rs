//! Items of a list that stand where findings stand: each is an observation.

use super::draft::{Chunk, Sink, origin};
use super::grades;
use super::marks::{self, Lead};
use super::values;
use super::walk::{BELOW_HEADINGS, Place, Walk};
use evidact_model::review::Carrier;

/// A longer beginning in bold is a sentence.
const MAX_TITLE: usize = 160;

impl Walk<'_> {
    /// Opens an observation at an item of a list right below a heading of findings or a grade; says whether it did.
    pub(super) fn item(&mut self, n: usize, lead: Lead) -> bool {
        if !lead.listed || lead.quoted || lead.checkbox.is_some() {
            return false;
        }
        let line = self.draft.line(n);
        let indent = line.len() - line.trim_start().len();
        let Some(body) = line.get(lead.body..).filter(|_| self.takes_items(indent)) else { return false };
        if !tells(body) {
            return false;
        }
        let (title, value) = split(body);
        let start = self.draft.lines.get(n).map_or(0, |l| l.start) + lead.body + value;
        let title = self.draft.clean(title);
        let told = body.get(value..).is_some_and(|text| text.contains(char::is_alphanumeric));
        let at = self.open_named(n, None, title.clone());
        if let Some(observation) = self.draft.observations.get_mut(at) {
            observation.item = Some(indent);
        }
        if told {
            let origin = origin(Carrier::Label, title, n);
            self.chunk = Some(Chunk { indent: lead.body, ..Chunk::new(Sink::Lead(at), origin, start, n) });
        }
        true
    }

    /// Ends the list of findings at a paragraph that is no part of its last item.
    pub(super) fn end_items(&mut self, n: usize, lead: Lead) {
        let apart = n > 0 && self.shapes.get(n - 1) != Some(&super::lines::Shape::Text);
        if apart && !lead.listed && lead.body == 0 && self.open_item().is_some() {
            self.close();
            self.frames.pop_if(|frame| frame.level == BELOW_HEADINGS);
        }
    }

    /// Says whether an item this deep begins a finding of its own.
    fn takes_items(&self, indent: usize) -> bool {
        if let Some(open) = self.open_item() {
            return open == indent;
        }
        let frame = self.frame();
        let line = usize::try_from(frame.origin.line).unwrap_or(1).saturating_sub(1);
        let holds = self.outlined(line).is_some_and(|h| h.has_ids || h.holds_observations);
        let free = self.chunk.as_ref().is_none_or(|chunk| chunk.sink == Sink::Findings);
        frame.sink == Sink::Findings && indent < 2 && !holds && free && self.implicit.is_none()
    }

    /// Returns how deep the item stands that is the open observation.
    fn open_item(&self) -> Option<usize> {
        let frame = self.frame();
        match frame.place {
            Place::Observation(at) if frame.level == BELOW_HEADINGS => {
                self.draft.observations.get(at).and_then(|observation| observation.item)
            }
            _ => None,
        }
    }
}

/// Says whether an item tells of something found: no count of findings, nothing that is well, more than a word.
fn tells(body: &str) -> bool {
    let well = ["✅", "✔", "☑", "👍", "🟢"].iter().any(|sign| body.starts_with(sign));
    let counts = body
        .split_once(':')
        .is_some_and(|(before, after)| grades::is_grade(before) && values::words(after).count() <= 2);
    !well && !counts && values::words(body).count() >= 2
}

/// Returns the title of an item, if it begins in bold, and where its text begins.
fn split(body: &str) -> (&str, usize) {
    let signs =
        body.len() - body.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '*' && c != '`').len();
    let rest = body.get(signs..).unwrap_or_default();
    let bold = marks::floor(rest, MAX_TITLE).strip_prefix("**").and_then(|inner| inner.split_once("**"));
    let Some((title, _)) = bold.filter(|(title, _)| !title.trim().is_empty()) else { return ("", 0) };
    let behind = signs + title.len() + 4;
    let after = body.get(behind..).unwrap_or_default();
    let text = after.trim_start_matches([':', ' ', '-', '–', '—', '.', '|']);
    (title.trim().trim_end_matches([':', '.']), behind + after.len() - text.len())
}
