//! OSCAL assessment results 1.2.1: a result for each note.
//!
//! What the note observed, what it says of boundaries and controls, and what static checks found are *observations*. A
//! *finding* is written only where something is settled, see [`findings`]; a statement of the reviewer that nothing
//! static supports is an *attestation*. Methods are `EXAMINE` and `INTERVIEW`; nothing is ever tested.

mod findings;
mod observations;
mod result;

use super::digest::{Identities, identity};
use super::{Noted, text};
use evidact_model::report::EvidenceItem;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the model.
const VERSION: &str = "1.2.1";

/// The namespace of our properties.
const NAMESPACE: &str = "urn:evidact:oscal";

/// What a date is written as that no note gives: the format has no way to leave it out.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// Writes assessment results with one result for each note.
#[must_use]
pub fn oscal(notes: &[Noted<'_>]) -> String {
    let mut ids = Identities::default();
    let resources = Resources::new(notes.first().map_or(&[][..], |noted| &noted.report.evidence));
    let results: Vec<Value> =
        notes.iter().map(|noted| result::result(*noted, &resources, &mut ids)).collect();
    let names: Vec<&str> = notes.iter().map(|noted| noted.path.as_str()).collect();
    let document = json!({ "assessment-results": {
        "uuid": identity("assessment-results", &names).uuid(),
        "metadata": metadata(notes),
        "import-ap": {
            "href": format!("#{}", plan_uuid()),
            "remarks": "There is no plan in OSCAL; each result says what the note says of objective, scope and method.",
        },
        "results": results,
        "back-matter": { "resources": resources.written() },
    } });
    format!("{document:#}\n")
}

fn metadata(notes: &[Noted<'_>]) -> Value {
    let title = match notes {
        [one] => title(*one),
        many => format!("{} reviews", many.len()),
    };
    let meta = notes.first().map(|noted| &noted.report.meta);
    let dates = notes.iter().filter_map(|noted| text::day(noted.report.meta.date.as_ref()?.as_str()));
    let version = meta.and_then(|meta| text::line(meta.version.as_ref()?.as_str()));
    let classification = meta.and_then(|meta| text::line(meta.classification.as_str()));
    let digest = meta.map(|meta| meta.evidence_digest.clone()).filter(|digest| !digest.is_empty());
    let tool = meta.map(|meta| meta.tool_version.as_str()).and_then(text::line);
    let mut props = Vec::new();
    for (name, value) in
        [("classification", classification), ("evidence-sha-256", digest), ("tool-version", tool)]
    {
        props.extend(value.map(|value| property(name, &value)));
    }
    let newest = dates.max();
    if newest.is_none() {
        props.push(property("date", "not-stated"));
    }
    let mut metadata = json!({
        "title": title,
        "last-modified": instant(newest),
        "version": version.unwrap_or_else(|| "not stated".to_owned()),
        "oscal-version": VERSION,
        "remarks": "Made by evidact from redacted notes and static files. Nothing was started, called or tested.",
    });
    add_list(&mut metadata, "props", props);
    metadata
}

/// The title of a report, or its id.
fn title(noted: Noted<'_>) -> String {
    let meta = &noted.report.meta;
    let title = noted.report.review.title.as_ref().and_then(|title| text::line(title.as_str()));
    title.or_else(|| text::line(meta.id.as_str())).unwrap_or_else(|| "Review without a title".to_owned())
}

/// The begin of a day, in universal time.
fn instant(day: Option<&str>) -> String {
    day.map_or_else(|| NO_DATE.to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// A property in our namespace; its value is one line that is not empty.
fn property(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": NAMESPACE, "value": value })
}

/// A name as the format wants it: a letter or `_`, then letters, digits, `.`, `-` and `_`.
fn token(id: &str) -> String {
    let mut out: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}

/// Sets a list, if it is not empty: the format has no empty lists.
fn add_list(value: &mut Value, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        value[name] = Value::Array(list);
    }
}

fn plan_uuid() -> String {
    identity("resource", &["no plan"]).uuid()
}

/// The published evidence, as resources that observations refer to.
struct Resources<'a> {
    evidence: &'a [EvidenceItem],
    by_path: BTreeMap<&'a str, &'a EvidenceItem>,
    /// Names that one file alone has.
    by_name: BTreeMap<&'a str, Option<&'a EvidenceItem>>,
}

impl<'a> Resources<'a> {
    fn new(evidence: &'a [EvidenceItem]) -> Self {
        let by_path = evidence.iter().map(|item| (item.path.as_str(), item)).collect();
        let mut by_name = BTreeMap::new();
        for item in evidence {
            let name = item.path.as_str().rsplit('/').next().unwrap_or_default();
            by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(item));
        }
        Self { evidence, by_path, by_name }
    }

    /// The reference to a file that a word of a note names, if it is published.
    fn reference(&self, word: &str) -> Option<String> {
        let path = word.strip_prefix("./").unwrap_or(word);
        let path = path.strip_prefix("evidence/").unwrap_or(path);
        let item = self.by_path.get(path).copied().or_else(|| self.by_name.get(path).copied().flatten())?;
        Some(format!("#{}", Self::uuid(item)))
    }

    fn uuid(item: &EvidenceItem) -> String {
        identity("evidence", &[item.path.as_str(), &item.sha256]).uuid()
    }

    fn written(&self) -> Vec<Value> {
        let plan = json!({
            "uuid": plan_uuid(),
            "title": "No assessment plan",
            "description": "The review was not planned in OSCAL; the model asks for a plan to refer to.",
        });
        let evidence = self.evidence.iter().map(|item| {
            let path = item.path.as_str();
            json!({
                "uuid": Self::uuid(item),
                "title": text::line(path).unwrap_or_else(|| "Evidence".to_owned()),
                "rlinks": [{
                    "href": format!("../evidence/{}", text::uri(path)),
                    "hashes": [{ "algorithm": "SHA-256", "value": item.sha256 }],
                }],
            })
        });
        std::iter::once(plan).chain(evidence).collect()
    }
}
