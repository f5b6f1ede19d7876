//! Observations as cards: the title, what is known at a glance, and the fields, stated or not.

use super::summary::severity_class;
use super::{Page, observation_id};
use crate::direction::begins_rtl;
use crate::rich::plain_text;
use crate::said::{is_shown_at_a_glance, severity_as_written};
use crate::theme::{Section, Word};
use evidact_model::review::{Field, Observation};

impl Page<'_> {
    /// Writes the title of an observation with its id; its number if the note gives neither. The title runs as its own
    /// first letter does, whatever the id begins with.
    pub(super) fn observation_title(&mut self, at: usize, observation: &Observation) {
        let (id, title) = (observation.id.trim(), plain_text(&observation.title));
        match (id.is_empty(), title.is_empty()) {
            (true, true) => self.words(&(at + 1).to_string()),
            (_, true) => self.words(id),
            (true, false) => self.literal(&title),
            (false, false) => {
                self.words(&format!("{id} · "));
                self.element("bdi", &[], |page| page.literal(&title));
            }
        }
    }

    pub(super) fn observations(&mut self) {
        let observations = &self.report().review.observations;
        self.open_section(Section::Observations, |page| {
            if observations.is_empty() {
                let none = page.word(Word::NoObservations);
                page.leaf("p", &[], none);
            }
            for (at, observation) in observations.iter().enumerate() {
                page.observation(at, observation);
            }
            page.recommendations();
        });
    }

    /// Writes what the note recommends for all of it, if it does.
    fn recommendations(&mut self) {
        let recommendations = &self.report().review.recommendations;
        if !recommendations.is_empty() {
            let title = self.word(Word::Recommendations);
            self.leaf("h3", &[], title);
            self.fields(recommendations);
        }
    }

    fn observation(&mut self, at: usize, observation: &Observation) {
        let id = observation_id(at);
        let label = format!("{id}-title");
        let class = format!("card {}", severity_class(observation.severity));
        let attributes = [("class", class.as_str()), ("id", &id), ("aria-labelledby", &label)];
        self.block("article", &attributes, |page| {
            page.line_break();
            page.block("div", &[("class", "head")], |page| {
                let rtl = begins_rtl(&plain_text(&observation.title));
                let direction = if rtl { "rtl" } else { "auto" };
                page.block("h3", &[("id", &label), ("dir", direction)], |page| {
                    page.observation_title(at, observation);
                });
                page.severity_chip(observation.severity);
                page.observation_facts(observation);
            });
            page.observation_fields(observation);
        });
    }

    fn observation_facts(&mut self, observation: &Observation) {
        let severity = self.theme().severity(observation.severity);
        let written = severity_as_written(observation, severity);
        let facts = self.said.facts(observation);
        let line = self.said.line(observation.line);
        self.facts(|page| {
            if let Some(written) = written {
                page.fact(page.word(Word::Severity), |page| page.short_markdown(written));
            }
            for fact in facts {
                page.fact(fact.name, |page| {
                    fact.values.iter().enumerate().for_each(|(at, value)| {
                        if at > 0 {
                            page.void("br", &[]);
                        }
                        page.short_markdown(value);
                    });
                });
            }
            page.fact(page.word(Word::Source), |page| page.words(&line));
        });
    }

    fn observation_fields(&mut self, observation: &Observation) {
        let review = &self.report().review;
        let evidence: Vec<Field> = further(observation, "evidence").cloned().collect();
        self.observation_field(Word::Objective, &observation.objective, !review.objective.is_empty());
        self.observation_field(Word::Scope, &observation.scope, !review.scope.is_empty());
        self.observation_field(Word::Expected, &observation.expected, false);
        self.observation_field(Word::Observed, &observation.observed, false);
        self.observation_field(Word::EvidenceReferences, &evidence, false);
        let uncertainty = self.word(Word::Uncertainty);
        self.field_block(uncertainty, "uncertainty", |page| page.fields(&observation.uncertainty));
        self.observation_field(Word::Remediation, &observation.remediation, false);
        let mut shown = vec!["evidence"];
        for (key, _) in &observation.more {
            if shown.contains(&key.as_str()) {
                continue;
            }
            shown.push(key);
            let rest = further(observation, key).filter(|f| !is_shown_at_a_glance(observation, key, f));
            let rest: Vec<Field> = rest.cloned().collect();
            if !rest.is_empty() {
                let label = self.theme().further(key);
                self.field_block(label, "", |page| page.fields(&rest));
            }
        }
    }

    fn observation_field(&mut self, word: Word, fields: &[Field], inherited: bool) {
        let stated = fields.iter().any(|field| !field.text.is_blank());
        let label = self.word(word);
        self.field_block(label, "", |page| {
            if inherited && !stated {
                let words = page.word(Word::AsForTheReview);
                page.leaf("p", &[("class", "gap")], words);
            } else {
                page.fields(fields);
            }
        });
    }
}

/// Returns the further fields of a key.
fn further<'o>(observation: &'o Observation, key: &'o str) -> impl Iterator<Item = &'o Field> {
    observation.more.iter().filter(move |(name, _)| name == key).map(|(_, field)| field)
}
