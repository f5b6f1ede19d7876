//! The checklists: which fields, rows, flags and controls answer each step.

use super::mentions::{Mentions, counted, names_file};
use super::{Findings, contradicts, is_not_applicable, joint, quoted};
use crate::catalog::{Catalog, FieldKey, Item, Kind, Target};
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::review::{BoundaryState, Checklist, Field, ItemRow, Observation, Review};

/// What one name behind `answered_by` gives.
#[derive(Default)]
struct Answer {
    said: Vec<Field>,
    metadata: Vec<MetadataFinding>,
    state: Option<BoundaryState>,
}

/// Returns the checklists of the catalog with what answers their steps.
pub(super) fn assess(
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> Vec<Checklist> {
    let step = |item: &Item| step(item, review, catalog, mentions, findings);
    catalog
        .of_kind(Kind::Checklist)
        .map(|list| Checklist {
            key: list.key.clone().unwrap_or_default(),
            title: list.title.clone(),
            steps: catalog
                .of_kind(Kind::ChecklistStep)
                .filter(|item| item.list == list.key)
                .map(step)
                .collect(),
        })
        .collect()
}

fn step(
    item: &Item,
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> ItemRow {
    let mut said = mentions.said(&item.id).to_vec();
    let mut metadata: Vec<MetadataFinding> = findings.of(&item.id);
    let mut states = Vec::new();
    if contradicts(&metadata) {
        states.push(BoundaryState::Contradicted);
    } else if item.answered_by.is_empty() && !said.is_empty() {
        states.push(BoundaryState::Stated);
    }
    for name in &item.answered_by {
        let target = catalog.names().target(name);
        let answer = target.map(|target| answer(target, review, catalog, mentions, findings));
        let answer = answer.unwrap_or_default();
        states.push(answer.state.unwrap_or(BoundaryState::Absent));
        let told: Vec<_> =
            answer.said.into_iter().filter(|new| said.iter().all(|s| s.text != new.text)).collect();
        said.extend(told);
        metadata.extend(answer.metadata);
    }
    ItemRow {
        id: item.id.clone(),
        title: item.title.clone(),
        statement: item.statement.clone(),
        check: item.check,
        responsible: item.responsible,
        state: joint(&states),
        said,
        metadata,
        spec_status: item.spec_status.clone(),
    }
}

fn answer(
    target: Target,
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> Answer {
    match target {
        Target::Row(n) => row(n, review, catalog, findings),
        Target::Field(key) => of_said(field(key, review)),
        Target::Flag(at) => of_said(
            catalog.items().get(at).and_then(|item| flag(item, review, catalog)).into_iter().collect(),
        ),
        Target::Boundary(n) => boundary(n, review),
        Target::Control(at) => {
            let id = catalog.items().get(at).map_or("", |item| item.id.as_str());
            let of_boundary = review.boundaries.iter().flat_map(|row| &row.controls).find(|row| row.id == id);
            match of_boundary {
                Some(row) => {
                    Answer { said: row.said.clone(), metadata: row.metadata.clone(), state: Some(row.state) }
                }
                None => of_said(mentions.said(id).to_vec()),
            }
        }
    }
}

fn of_said(said: Vec<Field>) -> Answer {
    let state = (!said.is_empty()).then_some(BoundaryState::Stated);
    Answer { said, metadata: Vec::new(), state }
}

/// A row of the record answers if it has a value that tells something.
fn row(n: usize, review: &Review, catalog: &Catalog, findings: &Findings<'_>) -> Answer {
    let Some(row) = review.record.rows.get(n) else { return Answer::default() };
    let mut metadata = findings.of(&row.id);
    metadata.retain(|finding| finding.stance == Stance::Contradicts);
    let said: Vec<Field> = row.value.iter().map(quoted).collect();
    let state = if !metadata.is_empty() {
        Some(BoundaryState::Contradicted)
    } else if is_gap(&row.value, catalog) {
        None
    } else if row.value.iter().any(|field| is_not_applicable(field.text.as_str())) {
        Some(BoundaryState::NotApplicable)
    } else {
        Some(BoundaryState::Stated)
    };
    Answer { said, metadata, state }
}

/// Says whether the note leaves a row of the record open, or says that it is not known.
pub(super) fn is_gap(value: &[Field], catalog: &Catalog) -> bool {
    value.iter().all(|field| catalog.is_unknown(field.text.as_str()))
}

/// A field of the review answers by itself; one of the observations if each of them fills it.
fn field(key: FieldKey, review: &Review) -> Vec<Field> {
    let own = match key {
        FieldKey::Objective => &review.objective,
        FieldKey::Scope => &review.scope,
        FieldKey::Method => &review.method,
        FieldKey::Limits => &review.limits,
        FieldKey::Summary => &review.summary,
        FieldKey::Reviewer => &review.reviewer,
        _ => &Vec::new(),
    };
    if !own.is_empty() {
        return own.iter().map(quoted).collect();
    }
    let filled: Option<Vec<&Field>> = review.observations.iter().map(|o| of_observation(o, key)).collect();
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    filled.unwrap_or_default().first().map(|first| counted(&ids, first)).into_iter().collect()
}

/// Returns the first field of an observation under this key.
pub(super) fn of_observation(observation: &Observation, key: FieldKey) -> Option<&Field> {
    let own = match key {
        FieldKey::Objective => &observation.objective,
        FieldKey::Scope => &observation.scope,
        FieldKey::Expected => &observation.expected,
        FieldKey::Observed => &observation.observed,
        FieldKey::Uncertainty => &observation.uncertainty,
        FieldKey::Remediation => &observation.remediation,
        // Who names a file where it was seen has cited it.
        FieldKey::Evidence => {
            let stated = observation.more.iter().find(|(k, _)| k == key.as_str()).map(|(_, field)| field);
            let told =
                observation.observed.iter().chain(&observation.uncertainty).chain(&observation.expected);
            return stated.or_else(|| told.into_iter().find(|field| names_file(field.text.as_str())));
        }
        FieldKey::Severity => return observation.severity_as_written.as_ref(),
        _ => return observation.more.iter().find(|(k, _)| k == key.as_str()).map(|(_, field)| field),
    };
    own.first()
}

/// Returns what the note says of a flag, if it says what the flag has to say.
fn flag(item: &Item, review: &Review, catalog: &Catalog) -> Option<Field> {
    let said = flag_of(item, review, catalog)?;
    says(item, said).then(|| labelled(said))
}

/// Returns what the note says of a flag with the name of the flag, which alone says nothing.
pub(super) fn labelled(field: &Field) -> Field {
    let text = field.origin.label.join(": ", &super::brief(&field.text));
    Field { text, origin: field.origin.clone() }
}

/// Returns what the note says of a flag.
pub(super) fn flag_of<'r>(item: &Item, review: &'r Review, catalog: &Catalog) -> Option<&'r Field> {
    let is_it = |field: &&Field| {
        let at = catalog.names().flag(field.origin.label.as_str());
        at.and_then(|at| catalog.items().get(at)).is_some_and(|known| known.id == item.id)
    };
    review.governance.iter().find(is_it)
}

/// Says whether a flag says what it has to.
pub(super) fn says(item: &Item, said: &Field) -> bool {
    let value = |text: &str| crate::label::normal(text);
    item.value.as_deref().is_none_or(|wanted| value(wanted) == value(said.text.as_str()))
}

fn boundary(n: usize, review: &Review) -> Answer {
    let Some(row) = review.boundaries.get(n) else { return Answer::default() };
    let said = row.expected.iter().chain(&row.observed).chain(&row.uncertainty).map(quoted).take(1).collect();
    Answer { said, metadata: Vec::new(), state: Some(row.state) }
}
