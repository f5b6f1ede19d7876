//! What rules see: the note, its review, the catalog, what stands in which lines, and what lies beside the note.

use super::n10::Before;
use super::prose::{self, Sentence};
use crate::Sidecar;
use crate::catalog::{Catalog, FieldKey};
use evidact_model::review::{Field, Observation, Review};
use evidact_model::{Class, CleanText, Confidence};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A value that the redactor took out of the note, by what it was and where. Nothing of the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The line in the note, from 1.
    pub line: u32,
    /// The class of the value.
    pub class: Class,
    /// The rule or detector that found it.
    pub rule: String,
    /// How sure it was.
    pub confidence: Confidence,
}

/// Whether a file that a note cites is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is there, and as it was, as far as anybody has written that down.
    There,
    /// It is not there.
    Missing,
    /// It is there, and its digest is not the one that was written down.
    Changed,
}

/// The folder in which cited files should lie.
pub trait Evidence {
    /// Says whether a cited file is there. `sha256` is the digest that the note gives for it, in lower case.
    fn presence(&self, cited: &str, sha256: Option<&str>) -> Presence;
}

/// A note to be checked.
pub struct Note<'a> {
    /// Its path, as messages of other notes name it.
    pub path: CleanText,
    /// Its redacted and verified text.
    pub text: &'a CleanText,
    /// What was taken out of it.
    pub taken: &'a [Taken],
    /// Where the files that it cites should lie, if that is known.
    pub evidence: Option<&'a dyn Evidence>,
    /// The record that lies beside it, if there is one.
    pub record: Option<&'a Sidecar>,
}

/// What a passage of the note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    /// No field took it.
    #[default]
    Unplaced,
    /// A field of the review, of an observation or of a boundary.
    Field(FieldKey),
    /// A row of the server trust record.
    Row,
}

impl Part {
    /// Says whether the author states here what is so: not what should be, not where it is written.
    pub(super) const fn asserts(self) -> bool {
        !matches!(
            self,
            Self::Field(
                FieldKey::Expected
                    | FieldKey::Remediation
                    | FieldKey::Objective
                    | FieldKey::Scope
                    | FieldKey::Evidence
                    | FieldKey::References
                    | FieldKey::Controls
                    | FieldKey::Title
            )
        )
    }
}

/// A stretch of the note and what it is.
pub(super) struct Passage<'a> {
    pub(super) part: Part,
    pub(super) text: &'a CleanText,
    /// The line of its first word.
    pub(super) line: u32,
}

/// Everything that a rule looks at.
pub(super) struct Sheet<'a> {
    pub(super) note: &'a Note<'a>,
    pub(super) review: &'a Review,
    pub(super) catalog: &'a Catalog,
    /// Observations of the notes of the run before this one.
    pub(super) before: &'a Before,
    sentences: OnceCell<Vec<Sentence>>,
}

impl<'a> Sheet<'a> {
    /// Puts a sheet together.
    pub(super) fn new(
        note: &'a Note<'a>,
        review: &'a Review,
        catalog: &'a Catalog,
        before: &'a Before,
    ) -> Self {
        Self { note, review, catalog, before, sentences: OnceCell::new() }
    }

    /// Returns the sentences of the note, in its order.
    pub(super) fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| {
            let mut found: Vec<Sentence> = self.passages().iter().flat_map(prose::sentences).collect();
            found.sort_by_key(|sentence| sentence.line(0));
            found
        })
    }

    /// Returns every stretch of text of the note with what it is.
    pub(super) fn passages(&self) -> Vec<Passage<'_>> {
        let lines: Vec<&str> = self.note.text.as_str().split('\n').collect();
        let acting: BTreeSet<u32> = self
            .review
            .observations
            .iter()
            .flat_map(|o| &o.observed)
            .map(|field| field.origin.line)
            .collect();
        let mut out = Vec::new();
        let mut take = |part, field: &'a Field| {
            let line = located(&lines, field);
            out.push(Passage { part, text: &field.text, line });
        };
        for (key, field) in of_review(self.review) {
            take(Part::Field(key), field);
        }
        for field in self.review.record.rows.iter().flat_map(|row| &row.value) {
            take(Part::Row, field);
        }
        for (key, field) in self.review.observations.iter().flat_map(of_observation) {
            take(Part::Field(key), field);
        }
        for row in &self.review.boundaries {
            // What a boundary tells that is an observation as well was taken there.
            let acts = |field: &Field| acting.contains(&field.origin.line);
            row.expected.iter().for_each(|field| take(Part::Field(FieldKey::Expected), field));
            row.uncertainty.iter().for_each(|field| take(Part::Field(FieldKey::Uncertainty), field));
            let observed = row.observed.iter().filter(|field| !acts(field));
            observed.for_each(|field| take(Part::Field(FieldKey::Observed), field));
        }
        for stretch in &self.review.unplaced {
            let text = &stretch.text;
            out.push(Passage { part: Part::Unplaced, text, line: stretch.first_line });
        }
        out
    }

    /// Says whether the note holds something of the server trust record, filled or not.
    pub(super) fn has_record(&self) -> bool {
        let names = self.catalog.names();
        let rows = self.review.record.rows.iter().filter(|row| !row.value.is_empty()).count();
        let labels = self.review.unfilled.iter();
        rows + labels.filter(|field| names.row(field.origin.label.as_str()).is_some()).count() >= 2
    }

    /// Returns the ids of the catalog's items that a rule is about.
    pub(super) fn items(&self, rule: &'static str) -> impl Iterator<Item = &'a crate::catalog::Item> {
        self.catalog.items().iter().filter(move |item| item.lint.iter().any(|id| id == rule))
    }

    /// Makes wording that may hold words of the note.
    pub(super) fn words(&self, text: String) -> CleanText {
        self.note.text.derive(|_| text)
    }
}

/// Returns the fields of the review as a whole.
pub(super) fn of_review(review: &Review) -> impl Iterator<Item = (FieldKey, &Field)> {
    let lists = [
        (FieldKey::Status, &review.status),
        (FieldKey::Version, &review.version),
        (FieldKey::Objective, &review.objective),
        (FieldKey::Scope, &review.scope),
        (FieldKey::Method, &review.method),
        (FieldKey::Limits, &review.limits),
        (FieldKey::Reviewer, &review.reviewer),
        (FieldKey::Summary, &review.summary),
        (FieldKey::Remediation, &review.recommendations),
    ];
    lists.into_iter().flat_map(|(key, fields)| fields.iter().map(move |field| (key, field)))
}

/// Returns the fields of an observation.
pub(super) fn of_observation(observation: &Observation) -> impl Iterator<Item = (FieldKey, &Field)> {
    let lists = [
        (FieldKey::Objective, &observation.objective),
        (FieldKey::Scope, &observation.scope),
        (FieldKey::Expected, &observation.expected),
        (FieldKey::Observed, &observation.observed),
        (FieldKey::Uncertainty, &observation.uncertainty),
        (FieldKey::Remediation, &observation.remediation),
    ];
    let more = observation
        .more
        .iter()
        .map(|(key, field)| (FieldKey::from_key(key).unwrap_or(FieldKey::Other), field));
    lists.into_iter().flat_map(|(key, fields)| fields.iter().map(move |field| (key, field))).chain(more)
}

/// How many lines below its label the text of a field may begin.
const MAX_LEAD: usize = 30;

/// Returns the line on which the text of a field begins; its origin is the label.
fn located(lines: &[&str], field: &Field) -> u32 {
    let label = field.origin.line;
    let first = field.text.as_str().lines().next().unwrap_or_default().trim();
    let from = (label as usize).saturating_sub(1);
    let below = lines.iter().skip(from).take(MAX_LEAD).position(|line| line.contains(first));
    label.saturating_add(u32::try_from(below.unwrap_or(0)).unwrap_or(0))
}
