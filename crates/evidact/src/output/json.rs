//! Findings as one JSON document or one object a line. Schema: `docs/schemas/scan-1.json`.

use super::{Results, SCHEMA, subject};
use evidact_batch::Located;
use evidact_model::Withheld;
use serde_json::{Value, json};

/// Writes one document.
pub(crate) fn render(results: &Results<'_>) -> String {
    let findings: Vec<Value> =
        results.findings().map(|(path, f)| finding(results, &path, f)).chain(names(results)).collect();
    let unread: Vec<Value> = results.unread().map(|(path, reason)| withheld(&path, reason)).collect();
    let document = json!({
        "schema": SCHEMA,
        "tool": { "name": "evidact", "version": env!("CARGO_PKG_VERSION") },
        "findings": findings,
        "unread": unread,
        "structure_unverified": results.unverified().collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// Writes one object a line: findings, then what was not read.
pub(crate) fn render_lines(results: &Results<'_>) -> String {
    let mut out = String::new();
    let findings = results.findings().map(|(path, f)| finding(results, &path, f)).chain(names(results));
    for mut line in findings.chain(results.unread().map(|(path, reason)| withheld(&path, reason))) {
        line["schema"] = json!(SCHEMA);
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

fn finding(results: &Results<'_>, path: &str, located: &Located) -> Value {
    let f = &located.finding;
    let mut object = json!({
        "path": path,
        "start": f.span.start(),
        "end": f.span.end(),
        "line": located.spot.position.line,
        "column": located.spot.position.column,
        "rule": f.rule,
        "class": f.class,
        "kind": f.kind,
        "confidence": f.confidence,
        "subject": subject(located),
        "view": f.view.as_str(),
        "context": located.context,
    });
    if let Some(cell) = &located.spot.cell {
        object["cell"] = json!(cell);
    }
    if let Some(explained) = results.explained {
        object["why"] = json!(explained.reasons(located));
    }
    object
}

/// Findings in names: no place in the file, and a path without what was found.
fn names<'a>(results: &'a Results<'_>) -> impl Iterator<Item = Value> + 'a {
    results.names().map(|(path, f, subject)| {
        let mut object = json!({
            "path": path, "rule": f.rule, "class": f.class, "kind": f.kind, "confidence": f.confidence,
            "subject": subject, "view": "name",
        });
        if let Some(explained) = results.explained {
            object["why"] = json!(explained.reasons_of_name(f));
        }
        object
    })
}

fn withheld(path: &str, reason: &Withheld) -> Value {
    json!({ "path": path, "unread": reason, "message": reason.explain() })
}
