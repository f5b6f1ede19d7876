//! The observations: one section each, with its six fields, stated or not.

use super::{Page, safe};
use crate::theme::{Section, Word};
use evidact_model::review::{Field, Observation};

/// Further fields that stand in the row of facts when they are short.
const FACTS: [&str; 3] = ["status", "likelihood", "asset"];
/// A fact is not longer than this.
const MAX_FACT: usize = 80;

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
        for (key, field) in observation.more.iter().filter(|(key, field)| !is_shown(observation, key, field))
        {
            let title = safe::inline(self.theme.further(key));
            self.heading(4, &title);
            self.fields(std::slice::from_ref(field));
        }
    }

    /// Writes the row of facts: severity, boundary, confidence, and what else is short.
    fn facts(&mut self, observation: &Observation) {
        let word = |word: Word| self.word(word);
        let boundaries = &self.report.review.boundaries;
        let boundary = observation.boundary.as_ref().map(|id| {
            let title = boundaries.iter().find(|b| b.id == *id).map_or("", |b| b.title.as_str());
            let shown = safe::cell(format!("{id} {title}").trim());
            let written = observation
                .more
                .iter()
                .find(|(key, _)| key == "boundary")
                .map(|(_, field)| field.text.as_str());
            match written.filter(|text| text.len() <= MAX_FACT && is_more_than(text, title)) {
                Some(written) => format!("{shown} (“{}”)", safe::cell(written)),
                None => shown,
            }
        });
        let severity = safe::cell(self.theme.severity(observation.severity));
        let severity = match &observation.severity_as_written {
            Some(field) if is_more_than(field.text.as_str(), &severity) => {
                format!("{severity} (“{}”)", safe::cell(field.text.as_str()))
            }
            _ => severity,
        };
        let certainty = observation.certainty.map(|c| safe::cell(self.theme.certainty(c)));
        let (mut header, mut row) = (vec![word(Word::Severity)], vec![severity]);
        for (name, stated) in [(Word::Boundary, boundary), (Word::Confidence, certainty)] {
            if let Some(stated) = stated {
                header.push(word(name));
                row.push(stated);
            }
        }
        for key in FACTS {
            let mut facts = observation.more.iter().filter(|(k, field)| k == key && is_fact(k, field));
            if let Some((_, field)) = facts.next() {
                header.push(safe::cell(self.theme.further(key)));
                let rest = facts.map(|(_, field)| safe::cell(field.text.as_str()));
                let cells: Vec<String> =
                    std::iter::once(safe::cell(field.text.as_str())).chain(rest).collect();
                row.push(cells.join("<br>"));
            }
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

/// Says whether a further field stands in the row of facts.
fn is_shown(observation: &Observation, key: &str, field: &Field) -> bool {
    let short = field.text.as_str().len() <= MAX_FACT;
    match key {
        "boundary" => short && observation.boundary.is_some(),
        "certainty" => short && observation.certainty.is_some(),
        _ => is_fact(key, field),
    }
}

fn is_fact(key: &str, field: &Field) -> bool {
    FACTS.contains(&key) && field.text.as_str().len() <= MAX_FACT
}

/// Says whether what is written is more than the words that we show for it.
fn is_more_than(written: &str, shown: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| word != "and").collect()
    };
    let written = words(written);
    !written.is_empty() && written != words(shown)
}
