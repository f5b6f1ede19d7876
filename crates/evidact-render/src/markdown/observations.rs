//! The observations: one section each, with its six fields, stated or not.

use super::{Page, safe};
use crate::said::{is_shown_at_a_glance, severity_as_written};
use crate::theme::{Section, Word};
use evidact_model::review::{Field, Observation};

impl Page<'_> {
    pub(super) fn observations(&mut self) {
        self.section(Section::Observations);
        let observations = &self.report.review.observations;
        if observations.is_empty() {
            let none = self.word(Word::NoObservations);
            self.paragraph(&none);
        }
        for observation in observations {
            self.observation(observation);
        }
        self.recommendations();
    }

    /// Writes what the note recommends for all of it, if it does.
    fn recommendations(&mut self) {
        let recommendations = &self.report.review.recommendations;
        if !recommendations.is_empty() {
            let title = self.word(Word::Recommendations);
            self.heading(3, &title);
            self.fields(recommendations);
        }
    }

    fn observation(&mut self, observation: &Observation) {
        let (id, title) = (safe::inline(&observation.id), safe::inline(observation.title.as_str()));
        let heading = if title.is_empty() { id } else { format!("{id} · {title}") };
        self.heading(3, &heading);
        self.facts(observation);
        let review = &self.report.review;
        self.field(Word::Objective, &observation.objective, !review.objective.is_empty());
        self.field(Word::Scope, &observation.scope, !review.scope.is_empty());
        self.field(Word::Expected, &observation.expected, false);
        self.field(Word::Observed, &observation.observed, false);
        self.field(Word::Uncertainty, &observation.uncertainty, false);
        self.field(Word::Remediation, &observation.remediation, false);
        for (key, field) in
            observation.more.iter().filter(|(key, field)| !is_shown_at_a_glance(observation, key, field))
        {
            let title = safe::inline(self.theme.further(key));
            self.heading(4, &title);
            self.fields(std::slice::from_ref(field));
        }
    }

    /// Writes the row of facts: severity, boundary, confidence, and what else is short.
    fn facts(&mut self, observation: &Observation) {
        let severity = self.theme.severity(observation.severity);
        let shown = match severity_as_written(observation, severity) {
            Some(written) => safe::cell(&self.said().as_written(severity, written)),
            None => safe::cell(severity),
        };
        let (mut header, mut row) = (vec![self.word(Word::Severity)], vec![shown]);
        for fact in self.said().facts(observation) {
            header.push(safe::cell(fact.name));
            let values: Vec<String> = fact.values.iter().map(|value| safe::cell(value)).collect();
            row.push(values.join("<br>"));
        }
        self.table(&header, &[row]);
    }

    fn field(&mut self, word: Word, fields: &[Field], inherited: bool) {
        let title = self.word(word);
        self.heading(4, &title);
        if fields.is_empty() && inherited {
            let text = format!("*{}*", self.word(Word::AsForTheReview));
            self.paragraph(&text);
        } else {
            self.fields(fields);
        }
    }
}
