//! Everything that was seen, without a judgement.

use super::result::tool_uuid;
use super::{Resources, add_list, property, text, token};
use crate::export::digest::Identities;
use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::review::{BoundaryRow, BoundaryState, Field, ItemRow, Observation, Review};
use serde_json::{Value, json};

/// What an observation of OSCAL was made of.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// The observation of this number in the review.
    Observation(usize),
    /// The boundary or control with this id.
    Item(String),
    /// A static finding that contradicts the items with these ids.
    Contradiction(Vec<String>),
    /// Any other static finding.
    Finding,
}

/// An observation of OSCAL.
pub(super) struct Made {
    pub(super) source: Source,
    pub(super) uuid: String,
    pub(super) value: Value,
}

/// The observations of a note in the making.
pub(super) struct Observations<'a> {
    path: &'a str,
    server: &'a str,
    collected: &'a str,
    resources: &'a Resources<'a>,
    ids: &'a mut Identities,
    interviewed: bool,
    pub(super) made: Vec<Made>,
}

impl<'a> Observations<'a> {
    pub(super) fn new(
        path: &'a str,
        server: &'a str,
        collected: &'a str,
        resources: &'a Resources<'a>,
        ids: &'a mut Identities,
    ) -> Self {
        Self { path, server, collected, resources, ids, interviewed: false, made: Vec::new() }
    }

    /// Adds what the note observed, and what is said of boundaries and controls.
    pub(super) fn of_review(&mut self, review: &Review) {
        self.interviewed = review.method.iter().any(tells_of_an_interview);
        for (number, observation) in review.observations.iter().enumerate() {
            self.observation(number, observation);
        }
        for row in &review.boundaries {
            self.boundary(row);
            for item in row.controls.iter().filter(|item| item.state != BoundaryState::Absent) {
                self.item(item);
            }
        }
    }

    /// Adds what static checks found.
    pub(super) fn of_metadata(&mut self, statement: Option<&MetadataStatement>) {
        for finding in statement.iter().flat_map(|statement| &statement.findings) {
            self.finding(finding);
        }
    }

    fn push(&mut self, source: Source, uuid: String, mut value: Value, props: Vec<Value>) {
        value["uuid"] = uuid.clone().into();
        value["collected"] = self.collected.into();
        value["subjects"] = json!([{ "subject-uuid": self.server, "type": "component" }]);
        add_list(&mut value, "props", props);
        self.made.push(Made { source, uuid, value });
    }

    fn observation(&mut self, number: usize, o: &Observation) {
        let uuid = self.ids.next("observation", &[self.path, &o.id]).uuid();
        let id = text::line(&o.id).unwrap_or_else(|| "no-id".to_owned());
        let evidence = text::further(o, "evidence").chain(text::further(o, "references"));
        let interviewed = self.interviewed || text::further(o, "evidence").any(tells_of_an_interview);
        let methods: &[&str] = if interviewed { &["EXAMINE", "INTERVIEW"] } else { &["EXAMINE"] };
        let mut value = json!({
            "title": titled(&id, o.title.as_str()),
            "description": description(o),
            "methods": methods,
            "types": ["finding"],
        });
        add_list(
            &mut value,
            "relevant-evidence",
            evidence.filter_map(|field| self.evidence(field)).collect(),
        );
        let mut props = vec![property("id", &id), property("line", &o.line.to_string())];
        let stated = [
            ("severity", o.severity.map(|s| text::severity(s).to_owned())),
            ("certainty", o.certainty.map(|c| text::certainty(c).to_owned())),
            ("boundary", o.boundary.clone()),
            ("status", text::line(&text::further_joined(o, "status"))),
            ("owner", text::line(&text::further_joined(o, "owner"))),
            ("due", text::line(&text::further_joined(o, "due"))),
            ("asset", text::line(&text::further_joined(o, "asset"))),
        ];
        for (name, value) in stated {
            props.extend(value.map(|value| property(name, &value)));
        }
        self.push(Source::Observation(number), uuid, value, props);
    }

    /// What the note cites; a file of the package is referred to.
    fn evidence(&self, field: &Field) -> Option<Value> {
        let said = field.text.as_str().trim();
        if said.is_empty() {
            return None;
        }
        let edges = ['`', '"', '\'', '(', ')', '[', ']', '<', '>', ',', ';', ':', '.', '*'];
        let mut words = said.split_whitespace().map(|word| word.trim_matches(edges));
        let reference = words.find_map(|word| self.resources.reference(word));
        let mut evidence = json!({ "description": said });
        if let Some(reference) = reference {
            evidence["href"] = reference.into();
        }
        Some(evidence)
    }

    fn boundary(&mut self, row: &BoundaryRow) {
        let parts =
            [("Expected", &row.expected), ("Observed", &row.observed), ("Uncertainty", &row.uncertainty)];
        let mut told = text::state_sentence(row.state).to_owned();
        for (name, fields) in parts {
            let said = text::joined(fields);
            if !said.is_empty() {
                told.extend(["\n\n**", name, ":** ", &said]);
            }
        }
        self.stated(&row.id, &row.title, row.state, &told);
    }

    fn item(&mut self, item: &ItemRow) {
        let mut told = format!("{}\n\n{}", item.statement, text::state_sentence(item.state));
        let said = text::joined(&item.said);
        if !said.is_empty() {
            told.extend(["\n\n**Stated:** ", &said]);
        }
        self.stated(&item.id, &item.title, item.state, told.trim());
    }

    fn stated(&mut self, id: &str, title: &str, state: BoundaryState, told: &str) {
        let uuid = self.ids.next("item", &[self.path, id]).uuid();
        let methods: &[&str] = if self.interviewed { &["EXAMINE", "INTERVIEW"] } else { &["EXAMINE"] };
        let value = json!({
            "title": titled(id, title),
            "description": told,
            "methods": methods,
            "types": ["control-objective"],
        });
        let props = vec![property("item", &token(id)), property("state", text::state(state))];
        self.push(Source::Item(id.to_owned()), uuid, value, props);
    }

    fn finding(&mut self, finding: &MetadataFinding) {
        let (path, line) = (finding.path.as_str(), finding.line.to_string());
        let place = text::line(finding.place.as_str()).unwrap_or_else(|| "the file".to_owned());
        let detail = text::line(finding.detail.as_str()).unwrap_or_else(|| "not shown".to_owned());
        let uuid = self.ids.next("static", &[self.path, &finding.check, path, &place]).uuid();
        let mut evidence = json!({ "description": format!("{path}, line {line}") });
        if let Some(reference) = self.resources.reference(path) {
            evidence["href"] = reference.into();
        }
        let value = json!({
            "title": titled(&finding.check, &place),
            "description": format!("At {place}: {detail}"),
            "methods": ["EXAMINE"],
            "types": ["discovery"],
            "origins": [{ "actors": [{ "type": "tool", "actor-uuid": tool_uuid(self.path) }] }],
            "relevant-evidence": [evidence],
        });
        let mut props =
            vec![property("check", &token(&finding.check)), property("stance", text::stance(finding.stance))];
        props.extend(finding.items.iter().map(|item| property("item", &token(item))));
        let source = match finding.stance {
            Stance::Contradicts => Source::Contradiction(finding.items.clone()),
            Stance::Supports | Stance::Notes => Source::Finding,
        };
        self.push(source, uuid, value, props);
    }
}

/// An id and a title in one line.
fn titled(id: &str, title: &str) -> String {
    let (id, title) = (text::line(id), text::line(title));
    match (id, title) {
        (Some(id), Some(title)) => format!("{id}: {title}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Without a title".to_owned(),
    }
}

/// What an observation says, with its gaps.
fn description(o: &Observation) -> String {
    let core = [
        ("Expected control", &o.expected),
        ("Observed", &o.observed),
        ("Uncertainty", &o.uncertainty),
        ("Remediation", &o.remediation),
    ];
    let told = core.map(|(name, fields)| {
        let said = text::joined(fields);
        if said.is_empty() { format!("**{name}:** not stated") } else { format!("**{name}:** {said}") }
    });
    let mut told = told.to_vec();
    for (name, fields) in [("Objective", &o.objective), ("Scope", &o.scope)] {
        let said = text::joined(fields);
        if !said.is_empty() {
            told.push(format!("**{name}:** {said}"));
        }
    }
    for (name, key) in [("Cause", "cause"), ("Effect", "effect"), ("Likelihood", "likelihood")] {
        let said = text::further_joined(o, key);
        if !said.is_empty() {
            told.push(format!("**{name}:** {said}"));
        }
    }
    told.join("\n\n")
}

fn tells_of_an_interview(field: &Field) -> bool {
    let text = field.text.as_str().to_lowercase();
    let negated =
        ["no interview", "without interview", "kein interview", "keine interviews", "ohne interview"];
    text.contains("interview") && !negated.iter().any(|words| text.contains(words))
}
