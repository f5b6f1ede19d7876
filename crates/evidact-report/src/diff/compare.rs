//! Holds two sides against each other.

use super::matching;
use super::{
    Change, Changed, Closed, Difference, FieldChange, How, NoteDifference, Numbers, Opened, SCHEMA,
    StaticFinding, ToolDrift,
};
use crate::export::json::v1::{Boundary, Field, Observation, Report};
use crate::export::{is_settled_status, one_line};
use evidact_model::Placeholder;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Compares two sides; `tools` is how the lists of tools beside them changed.
#[must_use]
pub fn compare(old: &[Report<'_>], new: &[Report<'_>], numbers: Numbers, tools: ToolDrift) -> Difference {
    match numbers {
        Numbers::Related => compare_all(old, new, tools),
        Numbers::Unrelated => {
            let (old, new): (Vec<_>, Vec<_>) =
                (old.iter().map(without).collect(), new.iter().map(without).collect());
            compare_all(&old, &new, tools)
        }
    }
}

/// The report with placeholders without their numbers.
fn without(report: &Report<'_>) -> Report<'static> {
    let mut value = serde_json::to_value(report).expect("every key is a string");
    strip(&mut value);
    serde_json::from_value(value).expect("a text was put for a text")
}

fn strip(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('[') => *text = without_numbers(text),
        Value::Array(list) => list.iter_mut().for_each(strip),
        Value::Object(map) => map.values_mut().for_each(strip),
        _ => {}
    }
}

/// `[EMAIL:02]` becomes `[EMAIL:*]`.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let from = rest.get(before.len()..).unwrap_or_default();
        let found = Placeholder::at_start(from.as_bytes())
            .and_then(|(placeholder, length)| Some((placeholder, from.get(length..)?)));
        if let Some((placeholder, behind)) = found {
            out.extend(["[", placeholder.kind.as_str(), ":*]"]);
            rest = behind;
        } else {
            out.push('[');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn compare_all(old: &[Report<'_>], new: &[Report<'_>], tools: ToolDrift) -> Difference {
    let matched = matching::reports(old, new);
    let note = |report: &&Report<'_>| one_line(&report.note).unwrap_or_default();
    let notes = matched.pairs.iter().map(|(old, new)| compare_notes(old, new, matched.pairs.len() == 1));
    Difference {
        schema: SCHEMA,
        notes_added: matched.new.iter().map(note).collect(),
        notes_gone: matched.old.iter().map(note).collect(),
        notes: notes.filter(|note| !note.is_empty()).collect(),
        tools,
    }
}

fn compare_notes(old: &Report<'_>, new: &Report<'_>, alone: bool) -> NoteDifference {
    let mut out = NoteDifference {
        note: one_line(&new.note).unwrap_or_default(),
        // Of two single notes the user has said that one is the other.
        note_before: one_line(&old.note).filter(|_| old.note != new.note && !alone),
        states: states(&old.review.boundaries, &new.review.boundaries),
        record: record(old, new),
        ..NoteDifference::default()
    };
    let matched = matching::observations(&old.review.observations, &new.review.observations);
    for o in matched.new {
        out.opened.push(opened(o, How::New));
    }
    for (old, new) in matched.pairs {
        pair(old, new, &mut out);
    }
    for o in matched.old {
        out.closed.push(closed(o, How::Gone));
    }
    let (before, after) = (findings(old), findings(new));
    out.findings_new = after.difference(&before).cloned().collect();
    out.findings_gone = before.difference(&after).cloned().collect();
    out
}

fn opened(o: &Observation<'_>, how: How) -> Opened {
    Opened { id: id(o), title: title(o), severity: o.severity.as_deref().map(str::to_owned), how }
}

fn closed(o: &Observation<'_>, how: How) -> Closed {
    Closed { id: id(o), title: title(o), severity: o.severity.as_deref().map(str::to_owned), how }
}

fn id(o: &Observation<'_>) -> String {
    one_line(&o.id).unwrap_or_default()
}

fn title(o: &Observation<'_>) -> String {
    one_line(&o.title).unwrap_or_default()
}

/// An observation that both sides have.
fn pair(old: &Observation<'_>, new: &Observation<'_>, out: &mut NoteDifference) {
    match (is_settled(old), is_settled(new)) {
        (false, true) => out.closed.push(closed(new, How::Settled)),
        (true, false) => out.opened.push(opened(new, How::Reopened)),
        _ => {}
    }
    let fields = fields(old, new);
    let id_before = Some(id(old)).filter(|before| *before != id(new));
    if !fields.is_empty() || id_before.is_some() {
        out.changed.push(Changed { id: id(new), id_before, title: title(new), fields });
    }
}

fn is_settled(o: &Observation<'_>) -> bool {
    o.more.iter().any(|further| further.key == "status" && is_settled_status(&further.field.text))
}

/// Further fields that say a word or a name; what they said is told. Of all others the name alone.
const SHORT: [&str; 6] = ["status", "owner", "due", "asset", "likelihood", "date"];

/// The names of the further fields of an observation.
const FURTHER: [&str; 14] = [
    "status",
    "owner",
    "due",
    "asset",
    "likelihood",
    "date",
    "evidence",
    "cause",
    "effect",
    "controls",
    "references",
    "reviewer",
    "certainty",
    "other",
];

fn fields(old: &Observation<'_>, new: &Observation<'_>) -> Vec<FieldChange> {
    let mut out = Vec::new();
    let mut short = |field: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            out.push(FieldChange { field: field.to_owned(), before, after, text: false });
        }
    };
    let word = |word: &Option<std::borrow::Cow<'_, str>>| word.as_deref().and_then(one_line);
    short("title", one_line(&old.title), one_line(&new.title));
    let written = |o: &Observation<'_>| {
        let written = o.severity_as_written.as_ref().and_then(|field| one_line(&field.text));
        word(&o.severity).or(written)
    };
    short("severity", written(old), written(new));
    short("certainty", word(&old.certainty), word(&new.certainty));
    short("boundary", word(&old.boundary), word(&new.boundary));
    for key in SHORT {
        short(key, further(old, key), further(new, key));
    }
    let mut text = |field: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            out.push(FieldChange { field: field.to_owned(), before: None, after: None, text: true });
        }
    };
    text("objective", joined(&old.objective), joined(&new.objective));
    text("scope", joined(&old.scope), joined(&new.scope));
    text("expected", joined(&old.expected), joined(&new.expected));
    text("observed", joined(&old.observed), joined(&new.observed));
    text("uncertainty", joined(&old.uncertainty), joined(&new.uncertainty));
    text("remediation", joined(&old.remediation), joined(&new.remediation));
    for key in FURTHER.iter().filter(|key| !SHORT.contains(key)) {
        text(key, further(old, key), further(new, key));
    }
    out
}

fn further(o: &Observation<'_>, key: &str) -> Option<String> {
    let texts = o.more.iter().filter(|further| further.key == key).map(|further| further.field.text.as_ref());
    one_line(&texts.collect::<Vec<_>>().join(" "))
}

fn joined(fields: &[Field<'_>]) -> Option<String> {
    one_line(&fields.iter().map(|field| field.text.as_ref()).collect::<Vec<_>>().join(" "))
}

/// Boundaries and controls with another state.
fn states(old: &[Boundary<'_>], new: &[Boundary<'_>]) -> Vec<Change> {
    let all = |boundaries: &[Boundary<'_>]| {
        let mut all = Vec::new();
        for row in boundaries {
            all.push((row.id.to_string(), (row.title.to_string(), row.state.to_string())));
            let items = row.controls.iter();
            all.extend(items.map(|i| (i.id.to_string(), (i.title.to_string(), i.state.to_string()))));
        }
        all
    };
    changes(&all(old), &all(new))
}

/// Rows of the trust record that say something else.
fn record(old: &Report<'_>, new: &Report<'_>) -> Vec<Change> {
    let all = |report: &Report<'_>| {
        let rows = report.review.record.iter();
        let rows = rows
            .map(|row| (row.id.to_string(), (row.title.to_string(), joined(&row.value).unwrap_or_default())));
        rows.collect::<Vec<_>>()
    };
    changes(&all(old), &all(new))
}

type Told = [(String, (String, String))];

/// What says something else under the same id, in the order of the new side; then what only the old one has.
fn changes(old: &Told, new: &Told) -> Vec<Change> {
    let said = |text: &str| one_line(text);
    let before: BTreeMap<&str, &str> =
        old.iter().map(|(id, (_, said))| (id.as_str(), said.as_str())).collect();
    let known: BTreeSet<&str> = new.iter().map(|(id, _)| id.as_str()).collect();
    let mut out = Vec::new();
    for (id, (title, after)) in new {
        let (before, after) = (before.get(id.as_str()).copied().and_then(said), said(after));
        if before != after {
            out.push(Change { id: id.clone(), title: title.clone(), before, after });
        }
    }
    for (id, (title, before)) in old.iter().filter(|(id, _)| !known.contains(id.as_str())) {
        out.push(Change { id: id.clone(), title: title.clone(), before: said(before), after: None });
    }
    out
}

fn findings(report: &Report<'_>) -> BTreeSet<StaticFinding> {
    let all = report.metadata.iter().flat_map(|metadata| &metadata.findings);
    let findings = all.map(|f| StaticFinding {
        check: f.check.to_string(),
        path: one_line(&f.path).unwrap_or_default(),
        place: one_line(&f.place).unwrap_or_default(),
        detail: one_line(&f.detail).unwrap_or_default(),
    });
    findings.collect()
}
