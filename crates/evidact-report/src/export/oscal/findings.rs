//! What is settled, as findings.
//!
//! `not-satisfied`: the reviewer is sure of a gap that asks for something and names its control or boundary, or static
//! metadata contradicts a control. `satisfied`: a control that evidence and a static rule support, and of which nothing
//! is said to be uncertain. All else stays an observation.

use super::observations::{Made, Source};
use super::{text, token};
use crate::export::digest::Identities;
use evidact_model::review::{BoundaryRow, BoundaryState, Observation, Review};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Writes the findings of a note.
pub(super) fn findings(path: &str, review: &Review, made: &[Made], ids: &mut Identities) -> Vec<Value> {
    let known = known_items(&review.boundaries);
    let mut out = Vec::new();
    for made in made {
        let Source::Observation(number) = made.source else { continue };
        let Some(o) = review.observations.get(number) else { continue };
        if !(text::is_gap(o) && text::is_certain(o)) || text::is_settled(o) {
            continue;
        }
        for target in targets(o, &known) {
            let uuid = ids.next("finding", &[path, &o.id, target]).uuid();
            let title = text::line(o.title.as_str()).unwrap_or_else(|| token(target));
            out.push(finding(&uuid, &title, target, Verdict::NotSatisfied, &[&made.uuid]));
        }
    }
    let (by_item, contradicting) = by_item(made);
    for row in &review.boundaries {
        let uncertain = !row.uncertainty.is_empty();
        for item in &row.controls {
            let own = by_item.get(item.id.as_str()).copied();
            let against = contradicting.get(item.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let verdict = match item.state {
                BoundaryState::Contradicted => Verdict::NotSatisfied,
                BoundaryState::Supported if !uncertain => Verdict::Satisfied,
                _ => continue,
            };
            let uuid = ids.next("finding", &[path, &item.id]).uuid();
            let title = text::line(&item.title).unwrap_or_else(|| token(&item.id));
            let related: Vec<&str> = own.into_iter().chain(against.iter().copied()).collect();
            out.push(finding(&uuid, &title, &item.id, verdict, &related));
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Verdict {
    Satisfied,
    NotSatisfied,
}

fn finding(uuid: &str, title: &str, target: &str, verdict: Verdict, related: &[&str]) -> Value {
    let (state, described) = match verdict {
        Verdict::Satisfied => ("satisfied", "Evidence is cited, and static metadata agrees."),
        Verdict::NotSatisfied => ("not-satisfied", "A gap was found that asks for something."),
    };
    let mut finding = json!({
        "uuid": uuid,
        "title": title,
        "description": described,
        "target": {
            "type": "objective-id",
            "target-id": token(target),
            "status": { "state": state },
        },
    });
    let related = related.iter().map(|uuid| json!({ "observation-uuid": uuid })).collect();
    super::add_list(&mut finding, "related-observations", related);
    finding
}

fn known_items(boundaries: &[BoundaryRow]) -> BTreeMap<String, &str> {
    let items = boundaries.iter().flat_map(|row| {
        let controls = row.controls.iter().map(|item| item.id.as_str());
        std::iter::once(row.id.as_str()).chain(controls)
    });
    items.map(|id| (id.to_uppercase(), id)).collect()
}

/// The controls that an observation names, else its boundary.
fn targets<'a>(o: &'a Observation, known: &BTreeMap<String, &'a str>) -> Vec<&'a str> {
    let mut named = Vec::new();
    for field in text::further(o, "controls") {
        let words = field.text.as_str().split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
        for id in words.filter_map(|word| known.get(&word.to_uppercase())) {
            if !named.contains(id) {
                named.push(id);
            }
        }
    }
    if named.is_empty() { o.boundary.as_deref().into_iter().collect() } else { named }
}

type ByItem<'a> = (BTreeMap<&'a str, &'a str>, BTreeMap<&'a str, Vec<&'a str>>);

/// The observation of each item, and those that contradict it.
fn by_item(made: &[Made]) -> ByItem<'_> {
    let mut own = BTreeMap::new();
    let mut against: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for made in made {
        match &made.source {
            Source::Item(id) => {
                own.insert(id.as_str(), made.uuid.as_str());
            }
            Source::Contradiction(ids) => {
                for id in ids {
                    against.entry(id).or_default().push(&made.uuid);
                }
            }
            Source::Observation(_) | Source::Finding => {}
        }
    }
    (own, against)
}
