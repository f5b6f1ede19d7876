//! Observations that labels alone open: where a field goes, and when the next one begins.

use super::draft::{Fate, Placed, Sink};
use super::walk::{Label, Place, Walk};
use super::whole;
use crate::catalog::{FieldKey, Section};
use crate::label;
use evidact_model::review::Carrier;

/// An observation that labels alone have opened.
#[derive(Debug, Clone)]
pub(super) struct Implicit {
    pub(super) at: usize,
    pub(super) carrier: Carrier,
    /// The level of the heading that opened it, or of the section it stands in.
    pub(super) level: u8,
}

/// What the front matter states stands among the first fields of an observation.
const FRONT: usize = 32;

impl Walk<'_> {
    /// Returns where a field goes that was found here, opening an observation if it needs one.
    pub(super) fn field_sink(&mut self, label: Label<'_>, n: usize) -> Sink {
        let Label { key, carrier, .. } = label;
        let by_heading = carrier == Carrier::Heading;
        match self.frame().place {
            Place::Boundary(at) => return Sink::Boundary(at, key),
            Place::Observation(at) => return self.in_observation(at, label, n),
            _ => {}
        }
        let opens_set = matches!(key, FieldKey::Objective | FieldKey::Scope);
        if key.is_of_review() && (by_heading || !opens_set) {
            return Sink::Review(key);
        }
        // Behind a list of findings, what is said to be done is done about all of them.
        let listed = self.frame().sink == Sink::Findings
            && self.draft.observations.last().is_some_and(|o| o.item.is_some());
        let several = label::is_plural(label.text);
        if key == FieldKey::Remediation && !by_heading && listed && several && self.implicit.is_none() {
            return Sink::Review(key);
        }
        // Behind findings with headings of their own, recommendations of the whole join none.
        let at_top = self.frame().place == Place::Top && self.implicit.is_none() && !self.in_unknown();
        if key == FieldKey::Remediation
            && by_heading
            && at_top
            && (self.named_one || self.draft.observations.is_empty())
            && whole::recommends(label.text)
        {
            return Sink::Review(key);
        }
        // A section of assets tells what was looked at.
        if key == FieldKey::Asset && by_heading && self.implicit.is_none() {
            return Sink::Review(FieldKey::Scope);
        }
        let in_findings = self.frame().place == Place::Section(Section::Observations);
        if opens_set && self.implicit.is_none() && !in_findings {
            return Sink::Review(key);
        }
        if key == FieldKey::Uncertainty && by_heading && self.implicit.is_none() {
            return Sink::Review(FieldKey::Limits);
        }
        if matches!(key, FieldKey::Status | FieldKey::Remediation) && !self.in_unknown() {
            self.draft.of_whole.insert(n);
        }
        let level = self.heading_level(by_heading);
        // What stands under a higher heading than its own is told of something else.
        let above = |open: &Implicit| by_heading && open.carrier == Carrier::Heading && level < open.level;
        let at = match &self.implicit {
            Some(open) if !above(open) && !self.begins_again(open.at, label) => open.at,
            previous => {
                let previous = previous.as_ref().map(|p| p.at);
                let at = self.begin(n, false);
                if opens_set && let Some(first) = previous {
                    self.give_back(first);
                }
                self.implicit = Some(Implicit { at, carrier, level });
                at
            }
        };
        if let Some(open) = self.implicit.as_mut().filter(|open| by_heading && open.at == at) {
            // From here on it is held together by its headings.
            (open.carrier, open.level) = (carrier, level);
        }
        self.see(at, label);
        Sink::Observation(at, key)
    }

    fn heading_level(&self, by_heading: bool) -> u8 {
        self.frame().level + u8::from(by_heading)
    }

    /// Says whether a label that was there before begins the next observation.
    fn begins_again(&self, at: usize, label: Label<'_>) -> bool {
        let Label { key, carrier, .. } = label;
        let Some(open) = self.draft.observations.get(at) else { return true };
        if matches!(key, FieldKey::Id | FieldKey::Title) && open.labels.contains(&key) {
            return true;
        }
        // What the front matter states, a label may state again.
        let of_front = |p: &Placed| p.key == key && p.field.origin.carrier == Carrier::FrontMatter;
        if open.labels.is_empty()
            || carrier == Carrier::FrontMatter
            || open.placed.iter().take(FRONT).any(of_front)
        {
            return false;
        }
        if matches!(key, FieldKey::Objective | FieldKey::Scope) && !open.labels.contains(&key) {
            // The set began with fields that were taken for the review's.
            return self.of_review_by_label(key);
        }
        open.begins_with(label) && (carrier != Carrier::Heading || open.has_two_labels())
    }

    fn of_review_by_label(&self, key: FieldKey) -> bool {
        self.draft.review.iter().any(|placed| {
            placed.key == key
                && !matches!(placed.field.origin.carrier, Carrier::Heading | Carrier::FrontMatter)
        })
    }

    /// Gives the first observation what was taken for the review's when its set began.
    fn give_back(&mut self, first: usize) {
        let line = self.draft.observations.get(first).map_or(0, |o| o.line);
        let is_its = |placed: &Placed| {
            matches!(placed.key, FieldKey::Objective | FieldKey::Scope)
                && !matches!(placed.field.origin.carrier, Carrier::Heading | Carrier::FrontMatter)
                && placed.last < line
        };
        let (its, rest) = std::mem::take(&mut self.draft.review).into_iter().partition(is_its);
        self.draft.review = rest;
        let mut its: Vec<_> = its;
        if let Some(observation) = self.draft.observations.get_mut(first) {
            its.append(&mut observation.placed);
            observation.placed = its;
        }
    }

    /// Returns where a field goes inside an observation that a heading or an id opened.
    fn in_observation(&mut self, at: usize, label: Label<'_>, n: usize) -> Sink {
        let by_heading = label.carrier == Carrier::Heading;
        let again = self.draft.observations.get(at).is_some_and(|open| {
            open.id.is_none() && !by_heading && open.begins_with(label) && open.has_two_labels()
        });
        let at = if again {
            let next = self.begin(n, false);
            if let Some(frame) = self.frames.last_mut() {
                frame.place = Place::Observation(next);
                frame.sink = Sink::Lead(next);
            }
            next
        } else {
            at
        };
        self.see(at, label);
        // A heading that says no more than that something was found leaves the name to the label, and so does that of the note.
        let of_note = self.outline.title;
        if label.key == FieldKey::Title
            && let Some(open) = self.draft.observations.get_mut(at)
            && open.title.as_ref().is_some_and(|title| says_no_more(title.as_str()))
        {
            let line = open.line;
            open.title = None;
            self.draft.settle(line, Fate::Unplaced);
        } else if label.key == FieldKey::Title
            && label::is_one_of(label.text, &["title", "titel", "name", "título", "titre", "titolo"])
            && let Some(open) = self.draft.observations.get_mut(at)
            && of_note == Some(open.line)
        {
            let (line, title) = (open.line, open.title.take());
            if self.draft.title != title {
                self.draft.settle(line, Fate::Unplaced);
            }
        }
        // What a heading has named, a label for names describes.
        let named = self.draft.observations.get(at).is_some_and(|o| o.named && o.title.is_some());
        let key =
            if label.key == FieldKey::Title && named && !by_heading { FieldKey::Observed } else { label.key };
        Sink::Observation(at, key)
    }

    /// Remembers a label of an observation.
    fn see(&mut self, at: usize, label: Label<'_>) {
        if let Some(observation) = self.draft.observations.get_mut(at)
            && observation.labels.len() < 64
        {
            if observation.labels.is_empty() {
                observation.first = label::normal(label.text);
            }
            observation.labels.push(label.key);
        }
    }
}

/// Says whether the heading of an observation is nothing but a word for one: `Bug report`.
fn says_no_more(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "bug",
        "bug report",
        "issue",
        "issue report",
        "security issue",
        "finding",
        "finding report",
        "vulnerability",
        "vulnerability report",
        "report",
        "befund",
        "schwachstelle",
        "hallazgo",
        "vulnérabilité",
    ];
    label::is_one_of(text, &WORDS)
}
