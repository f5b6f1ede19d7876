//! Findings as SARIF 2.1.0, without `snippet` and `contextRegion`: those would carry the value.

use super::{Explained, Results};
use evidact_batch::{Located, sha256_hex};
use evidact_model::Confidence;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Writes one SARIF log with one run.
pub(crate) fn render(results: &Results<'_>, explained: &Explained) -> String {
    let rules: BTreeSet<&str> = results
        .findings()
        .map(|(_, f)| f.finding.rule.as_str())
        .chain(results.names().map(|(_, f, _)| f.rule.as_str()))
        .collect();
    let rules: Vec<Value> = rules.into_iter().map(|id| rule(id, explained)).collect();
    let mut seen = BTreeMap::new();
    let names = results.names().map(|(path, f, _)| {
        json!({
            "ruleId": f.rule,
            "level": level(f.confidence),
            "message": { "text": format!("{} in the name of the file ({} confidence)", f.kind, f.confidence) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }],
        })
    });
    let found: Vec<Value> =
        results.findings().map(|(path, f)| result(&path, f, &mut seen)).chain(names).collect();
    let notifications: Vec<Value> = results
        .unread()
        .map(|(path, reason)| {
            json!({ "level": "warning", "message": { "text": format!("{path}: not read: it {}", reason.explain()) } })
        })
        .collect();
    log(&rules, &found, &notifications)
}

/// Writes a log with one run.
pub(super) fn log(rules: &[Value], found: &[Value], notifications: &[Value]) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "evidact", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "columnKind": "utf16CodeUnits",
            "results": found,
        }],
    });
    format!("{log:#}\n")
}

fn rule(id: &str, explained: &Explained) -> Value {
    let title = explained.title(id).unwrap_or(id);
    json!({
        "id": id,
        "shortDescription": { "text": title },
        "help": { "text": format!("{title}. What it looks for: evidact rules show {id}") },
    })
}

/// What a viewer follows a finding by from one run to the next: what a baseline recognises it by, and the how
/// manieth of that kind it is. Nothing of the value goes into it.
fn fingerprint(path: &str, located: &Located, seen: &mut BTreeMap<String, usize>) -> String {
    let f = &located.finding;
    numbered(&format!("{path}\n{}\n{}\n{}", f.rule, f.kind, located.context), seen)
}

/// Returns a digest of what makes a result recognisable, and of how many alike were there before.
pub(super) fn numbered(same: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let number = seen.entry(same.to_owned()).and_modify(|n| *n += 1).or_insert(1);
    let mut digest = sha256_hex(format!("{same}\n{number}").as_bytes());
    digest.truncate(32);
    digest
}

fn result(path: &str, located: &Located, seen: &mut BTreeMap<String, usize>) -> Value {
    let f = &located.finding;
    let spot = &located.spot;
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": { "startLine": spot.position.line, "startColumn": spot.units },
    } });
    if let Some(of) = &spot.of {
        // Bytes of what was read of a document are no bytes of the file.
        let name = spot.cell.as_ref().map_or_else(|| of.clone(), |cell| format!("{of}, {cell}"));
        location["logicalLocations"] = json!([{ "name": name }]);
    } else {
        location["physicalLocation"]["region"]["byteOffset"] = json!(f.span.start());
        location["physicalLocation"]["region"]["byteLength"] = json!(f.span.len());
    }
    json!({
        "ruleId": f.rule,
        "level": level(f.confidence),
        "message": { "text": format!("{} ({} confidence)", f.kind, f.confidence) },
        "partialFingerprints": { "evidactContext/v1": fingerprint(path, located, seen) },
        "locations": [location],
    })
}

fn level(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "error",
        Confidence::Medium => "warning",
        Confidence::Low => "note",
    }
}

/// A relative reference (RFC 3986) for a path.
pub(super) fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    path.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}
