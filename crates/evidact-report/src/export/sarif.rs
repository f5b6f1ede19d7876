//! SARIF 2.1.0: one run; a result for each observation, boundary, control that is spoken of, contradiction, static
//! finding and unsafe pattern that shows.
//!
//! There are no snippets. `kind` says what a result is, and only what fails has a level.

use super::digest::Identities;
use super::{Noted, text};
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::review::{
    BoundaryRow, BoundaryState, Field, ItemRow, Observation, Presence, Severity, UnsafePattern,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the log of the reports of notes.
#[must_use]
pub fn sarif(notes: &[Noted<'_>]) -> String {
    let mut log = Log::default();
    for noted in notes {
        log.add(*noted);
    }
    let version = notes.first().map_or("", |noted| noted.report.meta.tool_version.as_str());
    let artifacts = notes.first().map(|noted| artifacts(*noted)).unwrap_or_default();
    let rules: Vec<Value> = log.rules.iter().map(|(id, what)| rule(id, what)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "evidact", "version": version, "rules": rules } },
            "originalUriBaseIds": {
                EVIDENCE: { "description": { "text": "The folder evidence/ of the package." } },
            },
            "artifacts": artifacts,
            "results": log.results,
        }],
    });
    format!("{log:#}\n")
}

/// The base of every address.
const EVIDENCE: &str = "EVIDENCE";

/// The rule under which observations of reviewers stand.
const OBSERVATION: &str = "observation";

fn rule(id: &str, what: &str) -> Value {
    json!({ "id": id, "shortDescription": { "text": what } })
}

/// The published evidence with its digests.
fn artifacts(noted: Noted<'_>) -> Vec<Value> {
    let evidence = noted.report.evidence.iter().map(|item| {
        json!({ "location": address(item.path.as_str()), "length": item.bytes, "hashes": { "sha-256": item.sha256 } })
    });
    evidence.collect()
}

fn address(path: &str) -> Value {
    json!({ "uri": text::uri(path), "uriBaseId": EVIDENCE })
}

/// A text as a message: braces would be places for arguments.
fn message(text: &str) -> Value {
    json!({ "text": text.replace('{', "{{").replace('}', "}}") })
}

/// What a result says about its rule.
#[derive(Clone, Copy)]
enum Kind {
    Fail(&'static str),
    Review,
    Open,
    Pass,
    NotApplicable,
    Informational,
}

impl Kind {
    const fn of_state(state: BoundaryState) -> Self {
        match state {
            BoundaryState::Supported => Self::Pass,
            BoundaryState::Stated => Self::Review,
            BoundaryState::Contradicted => Self::Fail("warning"),
            BoundaryState::Absent => Self::Open,
            BoundaryState::NotApplicable => Self::NotApplicable,
        }
    }

    const fn of_stance(stance: Stance) -> Self {
        match stance {
            Stance::Contradicts => Self::Fail("warning"),
            Stance::Supports => Self::Pass,
            Stance::Notes => Self::Review,
        }
    }

    fn of_observation(o: &Observation) -> Self {
        if text::is_settled(o) || o.severity == Some(Severity::Info) {
            return Self::Informational;
        }
        if !text::is_gap(o) {
            return Self::Open;
        }
        match o.severity {
            _ if !text::is_certain(o) => Self::Review,
            Some(Severity::Critical | Severity::High) => Self::Fail("error"),
            Some(Severity::Low) => Self::Fail("note"),
            _ => Self::Fail("warning"),
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Fail(level) => ("fail", level),
            Self::Review => ("review", "none"),
            Self::Open => ("open", "none"),
            Self::Pass => ("pass", "none"),
            Self::NotApplicable => ("notApplicable", "none"),
            Self::Informational => ("informational", "none"),
        }
    }
}

/// A result in the making.
struct Entry<'a> {
    rule: &'a str,
    about: &'a str,
    kind: Kind,
    message: String,
    path: &'a str,
    line: Option<u32>,
    properties: Map<String, Value>,
}

#[derive(Default)]
struct Log {
    rules: BTreeMap<String, String>,
    results: Vec<Value>,
    ids: Identities,
    /// What static files say has been told, whatever note it was held against.
    told: BTreeSet<String>,
}

impl Log {
    fn add(&mut self, noted: Noted<'_>) {
        let (path, review) = (noted.path.as_str(), &noted.report.review);
        for observation in &review.observations {
            self.observation(path, observation);
        }
        for row in &review.boundaries {
            self.boundary(path, row);
        }
        let metadata = noted.report.metadata.iter().flat_map(|statement| &statement.findings);
        for finding in metadata {
            self.finding(finding);
        }
        for pattern in review.unsafe_patterns.iter().filter(|p| p.presence == Presence::Seen) {
            self.pattern(path, pattern);
        }
    }

    fn push(&mut self, what: &str, entry: Entry<'_>) {
        self.rules.entry(entry.rule.to_owned()).or_insert_with(|| what.to_owned());
        let (kind, level) = entry.kind.words();
        let mut place = json!({ "artifactLocation": address(entry.path) });
        if let Some(line) = entry.line.filter(|&line| line > 0) {
            place["region"] = json!({ "startLine": line });
        }
        let print = self.ids.next("result", &[entry.path, entry.rule, entry.about]).hex();
        let mut result = json!({
            "ruleId": entry.rule,
            "kind": kind,
            "level": level,
            "message": message(&entry.message),
            "locations": [{ "physicalLocation": place }],
            "partialFingerprints": { "evidactItem/v1": print },
        });
        if !entry.properties.is_empty() {
            result["properties"] = Value::Object(entry.properties);
        }
        self.results.push(result);
    }

    /// Takes what stands in a static file, unless the same was told of another note of the run.
    fn push_once(&mut self, what: &str, entry: Entry<'_>) {
        let (kind, level) = entry.kind.words();
        let key = json!([entry.rule, kind, level, entry.path, entry.line, entry.message]).to_string();
        if self.told.insert(key) {
            self.push(what, entry);
        }
    }

    fn observation(&mut self, path: &str, o: &Observation) {
        let mut properties = Map::new();
        let mut property = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                properties.insert(name.to_owned(), value.into());
            }
        };
        property("id", Some(o.id.clone()));
        property("severity", o.severity.map(|s| text::severity(s).to_owned()));
        property("certainty", o.certainty.map(|c| text::certainty(c).to_owned()));
        property("boundary", o.boundary.clone());
        for key in ["status", "owner", "due"] {
            property(key, Some(text::further_joined(o, key)).filter(|t| !t.is_empty()));
        }
        let title = text::line(o.title.as_str()).unwrap_or_else(|| "Observation without a title".to_owned());
        let mut said = format!("{}: {title}", o.id);
        let parts = [
            ("Expected control", &o.expected),
            ("Observed", &o.observed),
            ("Uncertainty", &o.uncertainty),
            ("Remediation", &o.remediation),
        ];
        for (name, fields) in parts {
            let fields = text::joined(fields);
            if !fields.is_empty() {
                said.extend(["\n\n", name, ": ", &fields]);
            }
        }
        let entry = Entry {
            rule: OBSERVATION,
            about: &o.id,
            kind: Kind::of_observation(o),
            message: said,
            path,
            line: Some(o.line),
            properties,
        };
        self.push("What a reviewer observed", entry);
    }

    fn boundary(&mut self, path: &str, row: &BoundaryRow) {
        let told = first_line(row.observed.iter().chain(&row.expected).chain(&row.uncertainty));
        let entry = Entry {
            rule: &row.id,
            about: "",
            kind: Kind::of_state(row.state),
            message: format!("{}: {}", row.title, text::state_sentence(row.state)),
            path,
            line: told,
            properties: state_property(row.state),
        };
        self.push(&row.title, entry);
        for item in row.controls.iter().filter(|item| item.state != BoundaryState::Absent) {
            self.control(path, item);
        }
        for contradiction in &row.contradictions {
            let finding = &contradiction.finding;
            let entry = Entry {
                rule: &contradiction.item,
                about: &finding.check,
                kind: Kind::Fail("warning"),
                message: format!(
                    "{}: static metadata disagrees: {}",
                    contradiction.title,
                    format_args!("{} at {}", finding.check, what_stands(finding))
                ),
                path: finding.path.as_str(),
                line: Some(finding.line),
                properties: Map::new(),
            };
            self.push_once(&contradiction.title, entry);
        }
    }

    fn control(&mut self, path: &str, item: &ItemRow) {
        let entry = Entry {
            rule: &item.id,
            about: "",
            kind: Kind::of_state(item.state),
            message: format!("{}: {}", item.title, text::state_sentence(item.state)),
            path,
            line: first_line(&item.said),
            properties: state_property(item.state),
        };
        self.push(&item.title, entry);
    }

    fn finding(&mut self, finding: &MetadataFinding) {
        let mut properties = Map::new();
        if !finding.items.is_empty() {
            properties.insert("items".to_owned(), json!(finding.items));
        }
        let entry = Entry {
            rule: &finding.check,
            about: finding.place.as_str(),
            kind: Kind::of_stance(finding.stance),
            message: what_stands(finding),
            path: finding.path.as_str(),
            line: Some(finding.line),
            properties,
        };
        self.push_once("Static check of MCP metadata", entry);
    }

    fn pattern(&mut self, path: &str, pattern: &UnsafePattern) {
        let (path, line) = match pattern.metadata.first() {
            Some(finding) => (finding.path.as_str(), Some(finding.line)),
            None => (path, first_line(&pattern.said)),
        };
        let entry = Entry {
            rule: &pattern.id,
            about: "",
            kind: Kind::Fail("warning"),
            message: format!("{}: {}", pattern.title, pattern.statement),
            path,
            line,
            properties: Map::new(),
        };
        self.push_once(&pattern.title, entry);
    }
}

fn first_line<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Option<u32> {
    fields.into_iter().map(|field| field.origin.line).next()
}

fn state_property(state: BoundaryState) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("state".to_owned(), text::state(state).into());
    properties
}

/// The place, and what stands there. The check is the rule of the result: a message that repeats it is cut by some viewers.
fn what_stands(finding: &MetadataFinding) -> String {
    let place = text::line(finding.place.as_str()).unwrap_or_else(|| "the file".to_owned());
    let detail = text::line(finding.detail.as_str()).unwrap_or_default();
    format!("{place}: {detail}")
}
