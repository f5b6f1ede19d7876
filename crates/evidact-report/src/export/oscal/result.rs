//! The result of one note: what was reviewed, by what means, and what came of it.

use super::observations::Observations;
use super::{Noted, Resources, add_list, findings, identity, instant, property, text, title, token};
use crate::export::digest::Identities;
use evidact_model::review::{BoundaryRow, BoundaryState, Review};
use serde_json::{Value, json};

/// Writes the result of a note.
pub(super) fn result(noted: Noted<'_>, resources: &Resources<'_>, ids: &mut Identities) -> Value {
    let (path, report) = (noted.path.as_str(), noted.report);
    let review = &report.review;
    let date = report.meta.date.as_ref().and_then(|date| text::day(date.as_str()));
    let server = identity("server", &[path]).uuid();
    let start = instant(date);
    let mut observations = Observations::new(path, &server, &start, resources, ids);
    observations.of_review(review);
    observations.of_metadata(report.metadata.as_ref());
    let made = observations.made;
    let findings = findings::findings(path, review, &made, ids);
    let mut result = json!({
        "uuid": identity("result", &[path]).uuid(),
        "title": title(noted),
        "description": approach(review),
        "start": start,
        "local-definitions": {
            "components": [server_component(review, &server)],
            "assessment-assets": assets(path, &report.meta.tool_version),
        },
        "reviewed-controls": reviewed(&review.boundaries),
    });
    let mut props = vec![];
    props.extend(text::line(path).map(|path| property("note", &path)));
    props.extend(text::line(report.meta.id.as_str()).map(|id| property("report", &id)));
    if date.is_none() {
        props.push(property("date", "not-stated"));
    }
    add_list(&mut result, "props", props);
    add_list(&mut result, "attestations", attestations(&review.boundaries));
    add_list(&mut result, "observations", made.into_iter().map(|made| made.value).collect());
    add_list(&mut result, "findings", findings);
    result
}

/// What the note says of objective, scope, method, limits and result; and of itself and of all that is to be done, if it
/// does.
fn approach(review: &Review) -> String {
    let parts = [
        ("Objective", &review.objective),
        ("Scope", &review.scope),
        ("Method", &review.method),
        ("Limits", &review.limits),
        ("Summary", &review.summary),
    ];
    let told = parts.map(|(name, fields)| {
        let said = text::joined(fields);
        if said.is_empty() { format!("**{name}:** not stated") } else { format!("**{name}:** {said}") }
    });
    let optional = [
        ("Status", &review.status),
        ("Version", &review.version),
        ("Recommendations", &review.recommendations),
    ];
    let more = optional.map(|(name, fields)| (name, text::joined(fields)));
    let more = more.iter().filter(|(_, said)| !said.is_empty());
    let more = more.map(|(name, said)| format!("**{name}:** {said}"));
    told.into_iter().chain(more).collect::<Vec<_>>().join("\n\n")
}

/// What was reviewed, with its trust record; gaps are named.
fn server_component(review: &Review, uuid: &str) -> Value {
    let of = |key: &str| review.record.row(key).map(|row| text::joined(&row.value)).filter(|t| !t.is_empty());
    let rows = review.record.rows.iter().map(|row| {
        let said = text::line(&text::joined(&row.value)).unwrap_or_else(|| "not stated".to_owned());
        format!("- {}: {said}", row.title)
    });
    let record: Vec<String> = rows.collect();
    let mut component = json!({
        "uuid": uuid,
        "type": "software",
        "title": of("name").as_deref().and_then(text::line).unwrap_or_else(|| "What was reviewed".to_owned()),
        "description": of("purpose").unwrap_or_else(|| "Purpose: not stated".to_owned()),
        "status": {
            "state": "other",
            "remarks": "A review of notes and static files does not say whether it runs.",
        },
    });
    if !record.is_empty() {
        component["remarks"] = record.join("\n").into();
    }
    component
}

/// The uuid of the program as a component of the result of a note: each result names it anew, and no uuid stands twice in
/// a document.
pub(super) fn tool_uuid(path: &str) -> String {
    identity("component", &["evidact", path]).uuid()
}

fn assets(path: &str, version: &str) -> Value {
    let mut tool = json!({
        "uuid": tool_uuid(path),
        "type": "software",
        "title": "evidact",
        "description": "Redacts evidence, reads notes and static files, and writes this file. It opens no socket.",
        "status": { "state": "operational" },
    });
    add_list(&mut tool, "props", text::line(version).map(|v| property("version", &v)).into_iter().collect());
    json!({
        "components": [tool],
        "assessment-platforms": [{
            "uuid": identity("platform", &["evidact", path]).uuid(),
            "title": "evidact, offline",
            "uses-components": [{ "component-uuid": tool_uuid(path) }],
        }],
    })
}

/// Every boundary and control of the catalog: the note was held against all of them.
fn reviewed(boundaries: &[BoundaryRow]) -> Value {
    let control = |id: &str| json!({ "control-id": token(id) });
    let mut all = Vec::new();
    let mut silent = Vec::new();
    for row in boundaries {
        all.push(control(&row.id));
        all.extend(row.controls.iter().map(|item| control(&item.id)));
        let items = row.controls.iter().map(|item| (&item.id, item.state));
        let absent =
            std::iter::once((&row.id, row.state)).chain(items).filter(|(_, s)| *s == BoundaryState::Absent);
        silent.extend(absent.map(|(id, _)| id.as_str()));
    }
    let mut selection = if all.is_empty() {
        json!({ "description": "The catalog has no boundaries.", "include-all": {} })
    } else {
        json!({
            "description": "The trust boundaries and controls of the catalog.",
            "include-controls": all,
        })
    };
    if !silent.is_empty() {
        selection["remarks"] = format!("Neither note nor metadata speak of: {}.", silent.join(", ")).into();
    }
    json!({ "control-selections": [selection] })
}

/// What the reviewer says and nothing static supports.
fn attestations(boundaries: &[BoundaryRow]) -> Vec<Value> {
    let mut parts = Vec::new();
    for row in boundaries {
        if row.state == BoundaryState::Stated {
            let fields: Vec<_> = row.expected.iter().chain(&row.observed).cloned().collect();
            parts.push(part(&row.id, &row.title, &text::joined(&fields)));
        }
        let stated = row.controls.iter().filter(|item| item.state == BoundaryState::Stated);
        parts.extend(stated.map(|item| part(&item.id, &item.title, &text::joined(&item.said))));
    }
    if parts.is_empty() { Vec::new() } else { vec![json!({ "parts": parts })] }
}

fn part(id: &str, title: &str, said: &str) -> Value {
    let mut part = json!({
        "name": "statement",
        "ns": super::NAMESPACE,
        "class": token(id),
    });
    if let Some(title) = text::line(title) {
        part["title"] = title.into();
    }
    let said = if said.is_empty() { "An observation names it; the note says no more of it." } else { said };
    part["prose"] = said.into();
    part
}
