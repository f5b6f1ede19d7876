//! Headings that the catalog does not know: they group findings, tell where one is, or are the author's own.

use super::draft::{Fate, Sink, line_index, origin};
use super::grades::is_grade;
use super::states;
use super::walk::{Place, Walk};
use crate::catalog::{FieldKey, Section};
use evidact_model::review::{Carrier, Field};

impl Walk<'_> {
    /// Keeps a heading that means nothing to us, and what stands under it, among the unplaced notes.
    pub(super) fn unknown_heading(&mut self, n: usize, level: u8, text: &str) {
        let frame = self.frame();
        let in_findings = frame.place == Place::Section(Section::Observations);
        let holds = self.outlined(n).is_some_and(|h| h.has_ids || h.holds_observations);
        let label = self.draft.clean(text);
        if let Place::Observation(at) = frame.place
            && self.draft.observations.get(at).is_some_and(|o| !o.labels.is_empty())
        {
            // Behind its fields, a heading of the author's own ends the last of them, as a label would.
            let place = frame.place;
            self.push_frame(n, level, place, Sink::Observation(at, FieldKey::Other), label);
            self.open_heading();
            return;
        }
        if matches!(frame.place, Place::Observation(_) | Place::Boundary(_)) {
            // A heading of the author's own inside an observation is part of what it tells.
            let (place, sink) = (frame.place, frame.sink);
            if let Place::Observation(at) = place
                && is_location(text)
            {
                let field =
                    Field { text: label.clone(), origin: origin(Carrier::Heading, self.draft.clean(""), n) };
                self.draft.settle(n, Fate::Placed);
                self.draft.store(Sink::Observation(at, FieldKey::Scope), field, n, n);
                self.push_frame(n, level, place, Sink::Lead(at), label);
                return;
            }
            if self.chunk.is_none() && !self.has_lead(place) {
                // What stands under it alone is no more than that.
                self.unplace_heading(n);
                self.push_frame(n, level, place, Sink::Unplaced, label);
                return;
            }
            self.extend(n);
            self.push_frame(n, level, place, sink, label);
            return;
        }
        let settled = in_findings && states::is_state(text);
        let kinds = self.outline.kinds.contains(&n) && !self.labels_items(n);
        let grades = (is_grade(text) || settled || kinds) && (holds || self.lists(n, level));
        let group = in_findings || holds || grades;
        // What the whole note is about, a section of the author's own need not be.
        let title = frame.origin.label.as_str().trim().trim_matches('*');
        let last = title.rsplit(' ').next().unwrap_or_default();
        let of_note = self.outline.title == Some(line_index(frame.origin.line))
            && title.contains(' ')
            && self.names().section(last) != Some(Section::Observations);
        let told = frame.sink == Sink::Findings && !of_note || grades;
        let place = if group { Place::Section(Section::Observations) } else { frame.place };
        let sink = if group && told { Sink::Findings } else { Sink::Unplaced };
        let tells = |at: usize| {
            self.draft.observations.get(at).is_some_and(|o| o.labels.iter().any(|key| key.is_core()))
        };
        // A grade or a component above the headings waits for the fields it belongs to.
        // A heading of two fields holds those of the open one.
        let joins = self.joins_fields(text);
        let sets = self.outline.sets.contains(&n);
        let closes =
            self.implicit.as_ref().filter(|open| !joins && (tells(open.at) || sets)).is_some_and(|open| {
                level < open.level || !matches!(open.carrier, Carrier::Heading | Carrier::FrontMatter)
            });
        if closes {
            self.implicit = None;
        }
        // A grade is placed by the first observation below it.
        if group && is_grade(text) {
            self.draft.fates.get_mut(n).into_iter().for_each(|slot| *slot = Fate::Unread);
        } else {
            self.unplace_heading(n);
        }
        self.push_frame(n, level, place, sink, label);
    }

    pub(super) fn unplace_heading(&mut self, n: usize) {
        self.draft.fates.get_mut(n).into_iter().for_each(|slot| *slot = Fate::Unplaced);
    }
}

/// Says whether a heading is nothing but a place in code: `MarketPlace.sol#L141`, `src/pay.ts:12`.
fn is_location(text: &str) -> bool {
    let bare = text.trim_matches(['`', '*', ' ']);
    let Some((path, tail)) = bare.rsplit_once('.') else { return false };
    let letters = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let line = tail.get(letters..).unwrap_or_default();
    let counts = line
        .trim_start_matches(['#', ':', 'L', '-'])
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'L' | b'-' | b','));
    !bare.contains(' ')
        && !path.is_empty()
        && (1..=5).contains(&letters)
        && counts
        && (line.contains(|c: char| c.is_ascii_digit()) || path.contains('/'))
}
