//! Headings that state a grade or a state: of the observation around them, before its id, or of the one they name.

use super::draft::{Fate, Sink, origin};
use super::grades::is_grade;
use super::ids;
use super::outline;
use super::states;
use super::values;
use super::walk::{Place, Walk};
use crate::catalog::FieldKey;
use evidact_model::review::{Carrier, Field};

impl Walk<'_> {
    /// Reads a heading that states a grade or a state of the observation that it stands in: `### Severity: high`.
    pub(super) fn stated(&mut self, n: usize, level: u8, text: &str) -> bool {
        let Some((key, name, value)) = outline::stated(text, self.names()) else { return false };
        let Some(at) = self.within_observation(level) else { return false };
        let states = match key {
            FieldKey::Severity | FieldKey::Likelihood => values::words(value).count() <= 3,
            FieldKey::Status => states::begins_with_state(value),
            _ => false,
        };
        if !states {
            return false;
        }
        while self.frames.len() > 1 && self.frame().level >= level {
            self.frames.pop();
        }
        self.draft.seen.push((key, true));
        let label = self.draft.clean(name);
        let field = Field {
            text: self.draft.clean(value.trim()),
            origin: origin(Carrier::Heading, label.clone(), n),
        };
        self.draft.settle(n, Fate::Placed);
        self.draft.store(Sink::Observation(at, key), field, n, n);
        // What stands below says more of it.
        let place = self.frame().place;
        self.push_frame(n, level, place, Sink::Observation(at, FieldKey::Other), label);
        true
    }

    /// Returns the observation that a heading of this level stands in.
    fn within_observation(&self, level: u8) -> Option<usize> {
        let above = self.frames.iter().rev().find(|frame| frame.level < level)?;
        match above.place {
            Place::Observation(at) => Some(at),
            _ => self.implicit.as_ref().filter(|open| open.level == level).map(|open| open.at),
        }
    }

    /// Keeps the grade that a heading bears before its id.
    pub(super) fn grade_before_id(&mut self, n: usize, text: &str) {
        let Some(((grade, _), at)) = ids::graded_heading(text).zip(self.observation()) else { return };
        let origin = origin(Carrier::Heading, self.draft.clean(text), n);
        let field = Field { text: self.draft.clean(grade), origin };
        self.draft.store(Sink::Observation(at, FieldKey::Severity), field, n, n);
    }

    /// Says whether a heading is the graded title of one observation, whatever it ends in: `SQL injection
    /// vulnerabilities (critical)`.
    pub(super) fn is_graded_title(&self, n: usize, text: &str) -> bool {
        let one = self.outlined(n).is_some_and(|h| h.tells() && !h.has_ids && !h.holds_observations);
        one && values::severity_in_title(text).is_some() && !is_grade(text)
    }
}
