//! What texts betray, as far as the ledger needs it: every value once, however often it stands there. A log of a
//! gigabyte that says the same address on every line takes no more memory than one line of it.

use crate::engine::Engine;
use crate::ledger::replaces;
use crate::resolve::resolve;
use crate::sighting::{Sighting, Subject};
use evidact_model::{Class, Confidence, Kind};
use evidact_raw::SecretBuf;
use std::collections::{BTreeMap, BTreeSet};

/// The values that texts betray, in the order in which they stand there. Not printable.
#[derive(Default)]
pub struct Betrayed {
    values: Vec<Value>,
    /// The values of a text: a few, which differ in what they were taken for.
    by_text: BTreeMap<SecretBuf, Vec<usize>>,
    /// Those for which a placeholder will stand somewhere, as they come first.
    won: Vec<usize>,
    is_won: BTreeSet<usize>,
}

/// A value, and what it was taken for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) class: Class,
    pub(crate) kind: Kind,
    pub(crate) confidence: Confidence,
    pub(crate) text: SecretBuf,
}

impl Betrayed {
    /// Begins with what was found in one text, sorted by place.
    pub fn of(engine: &Engine, sightings: &[Sighting]) -> Self {
        let mut betrayed = Self::default();
        betrayed.take(engine, sightings);
        betrayed
    }

    /// Takes in what was found in one text, sorted by place.
    pub fn take(&mut self, engine: &Engine, sightings: &[Sighting]) {
        self.take_where(engine, sightings, |_| true);
    }

    /// Takes in what was found in one text at the starts that count, sorted by place: beside a block of a text
    /// stands what belongs to other blocks.
    pub fn take_where(&mut self, engine: &Engine, sightings: &[Sighting], counts: impl Fn(usize) -> bool) {
        let kept: Vec<&Sighting> = sightings.iter().filter(|s| replaces(engine, s)).collect();
        for sighting in kept.iter().filter(|s| counts(s.finding.span.start())) {
            self.index_of(sighting);
        }
        for cluster in resolve(&kept) {
            if counts(cluster.span.start())
                && let Some(index) = self.index_of(kept[cluster.winner])
            {
                self.win(index);
            }
        }
    }

    /// Takes in what another thread found in the texts that come next.
    pub fn append(&mut self, other: Self) {
        let places: Vec<usize> = other.values.into_iter().map(|value| self.place(value)).collect();
        for index in other.won {
            self.win(places[index]);
        }
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }

    pub(crate) fn winners(&self) -> impl Iterator<Item = &Value> {
        self.won.iter().map(|&index| &self.values[index])
    }

    fn index_of(&mut self, sighting: &Sighting) -> Option<usize> {
        let Subject::Value(text) = &sighting.subject else { return None };
        let f = &sighting.finding;
        let is_same = |v: &Value| v.class == f.class && v.kind == f.kind && v.confidence == f.confidence;
        let known = self.by_text.get(text).and_then(|of| of.iter().find(|&&i| is_same(&self.values[i])));
        Some(known.copied().unwrap_or_else(|| {
            self.add(Value {
                class: f.class,
                kind: f.kind.clone(),
                confidence: f.confidence,
                text: text.clone(),
            })
        }))
    }

    fn place(&mut self, value: Value) -> usize {
        let known = self.by_text.get(&value.text);
        let known = known.and_then(|of| of.iter().find(|&&i| self.values[i] == value).copied());
        known.unwrap_or_else(|| self.add(value))
    }

    fn add(&mut self, value: Value) -> usize {
        let index = self.values.len();
        self.by_text.entry(value.text.clone()).or_default().push(index);
        self.values.push(value);
        index
    }

    fn win(&mut self, index: usize) {
        if self.is_won.insert(index) {
            self.won.push(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Betrayed;
    use crate::{Engine, Policy};
    use evidact_detect::{Detector, Options};
    use evidact_formats::Document;
    use evidact_model::Profile;
    use evidact_patterns::RuleSet;
    use evidact_raw::{RawBytes, RawName};

    fn betrayed(engine: &Engine, text: &str) -> Betrayed {
        let name = RawName::new("a.log");
        let bytes = RawBytes::new(text.as_bytes().to_vec());
        let document = Document::open(&name, bytes, engine.limits()).ok().unwrap();
        Betrayed::of(engine, &engine.find(&name, &document, Profile::Redact))
    }

    #[test]
    fn a_value_on_every_line_takes_no_more_room_than_on_one() {
        let detector = Detector::new(RuleSet::builtin(), Options::default()).unwrap();
        let engine = Engine::new(detector, Policy::default());
        let line = "mail to jane.doe@example.com from 203.0.113.9\n";
        let (one, many) = (betrayed(&engine, line), betrayed(&engine, &line.repeat(500)));
        assert!(!one.values.is_empty() && !one.won.is_empty());
        assert_eq!((one.values.len(), one.won.len()), (many.values.len(), many.won.len()));
        let mut joined = betrayed(&engine, line);
        joined.append(many);
        assert_eq!((joined.values.len(), joined.won.len()), (one.values.len(), one.won.len()));
    }
}
