//! What the exports say: nothing uncertain is settled, nothing is tested, no cell is a formula.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;

use evidact_model::report::Report;
use evidact_report::export::{Noted, csv, oscal, sarif};
use reports::{NOTE, clean, field, full, report};
use serde_json::Value;
use std::collections::BTreeSet;

fn assessment(report: &Report) -> Value {
    let path = clean("notes/review.md");
    let text = oscal(&[Noted { path: &path, report }]);
    serde_json::from_str::<Value>(&text).unwrap()["assessment-results"].take()
}

fn results(report: &Report) -> Vec<Value> {
    let path = clean("notes/review.md");
    let log: Value = serde_json::from_str(&sarif(&[Noted { path: &path, report }])).unwrap();
    log["runs"][0]["results"].as_array().unwrap().clone()
}

/// The targets of the findings with a verdict.
fn targets<'a>(assessment: &'a Value, state: &str) -> Vec<&'a str> {
    let findings = assessment["results"][0]["findings"].as_array().into_iter().flatten();
    let of_state = findings.filter(|f| f["target"]["status"]["state"] == state);
    of_state.map(|f| f["target"]["target-id"].as_str().unwrap()).collect()
}

#[test]
fn oscal_says_the_version_that_its_schema_checks() {
    assert_eq!(assessment(&report(NOTE))["metadata"]["oscal-version"], "1.2.1");
}

#[test]
fn only_a_sure_and_open_gap_is_a_finding() {
    // F-01 is sure, F-02 is not, F-03 is fixed.
    let assessment = assessment(&report(NOTE));
    assert_eq!(targets(&assessment, "not-satisfied"), ["TRB-02"]);
    assert!(targets(&assessment, "satisfied").is_empty());
    let titles: Vec<&str> = assessment["results"][0]["observations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["title"].as_str().unwrap())
        .filter(|t| t.starts_with("F-"))
        .collect();
    assert_eq!(titles, ["F-01: One token for all", "F-02: Too wide a role", "F-03: Closed before"]);
}

#[test]
fn an_uncertain_control_is_never_satisfied() {
    let report = full();
    let assessment = assessment(&report);
    let satisfied = targets(&assessment, "satisfied");
    // Of each boundary the second control is supported; the second boundary has an uncertainty.
    assert!(satisfied.contains(&"TRB-01-C01") && !satisfied.contains(&"TRB-02-C01"), "{satisfied:?}");
    let against = targets(&assessment, "not-satisfied");
    assert!(against.contains(&"TRB-01-C00"), "{against:?}");
    assert!(satisfied.iter().all(|id| !against.contains(id)));
}

#[test]
fn what_a_reviewer_states_is_an_attestation() {
    let assessment = assessment(&full());
    let parts = assessment["results"][0]["attestations"][0]["parts"].as_array().unwrap();
    let classes: Vec<&str> = parts.iter().map(|p| p["class"].as_str().unwrap()).collect();
    assert!(classes.contains(&"TRB-03") && classes.contains(&"TRB-01-C02"), "{classes:?}");
    assert!(!classes.contains(&"TRB-01-C01"), "a supported control is more than a statement");
}

#[test]
fn nothing_was_ever_tested() {
    for report in [report(NOTE), full(), report("")] {
        let assessment = assessment(&report);
        let observations = assessment["results"][0]["observations"].as_array().unwrap();
        let methods: BTreeSet<&str> = observations
            .iter()
            .flat_map(|o| o["methods"].as_array().unwrap())
            .map(|m| m.as_str().unwrap())
            .collect();
        assert!(methods.iter().all(|m| ["EXAMINE", "INTERVIEW"].contains(m)), "{methods:?}");
    }
    let told = assessment(&report(NOTE));
    assert_eq!(
        told["results"][0]["observations"][0]["methods"][1], "INTERVIEW",
        "the note tells of an interview"
    );
    let silent = assessment(&report("## Findings\n\n### F-1: A\n\nObserved: b\n"));
    assert_eq!(silent["results"][0]["observations"][0]["methods"].as_array().unwrap().len(), 1);
}

#[test]
fn every_reference_of_oscal_leads_somewhere() {
    let assessment = assessment(&full());
    let mut uuids = Vec::new();
    let mut references = Vec::new();
    walk(&assessment, &mut |name, value| match name {
        "uuid" => uuids.push(value.to_owned()),
        "actor-uuid" | "subject-uuid" | "observation-uuid" | "component-uuid" => {
            references.push(value.to_owned());
        }
        "href" => references.extend(value.strip_prefix('#').map(str::to_owned)),
        _ => {}
    });
    let known: BTreeSet<&String> = uuids.iter().collect();
    assert_eq!(known.len(), uuids.len(), "two things have one uuid");
    assert!(references.len() > 10);
    let lost: Vec<&String> = references.iter().filter(|r| !known.contains(r)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn walk(value: &Value, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if let Value::String(text) = value {
                    see(name, text);
                }
                walk(value, see);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| walk(value, see)),
        _ => {}
    }
}

#[test]
fn a_uuid_stays_when_the_text_changes() {
    let uuid = |note: &str| assessment(&report(note))["results"][0]["observations"][0]["uuid"].clone();
    assert_eq!(uuid(NOTE), uuid(&NOTE.replace("both carry", "all three carry")));
    assert_ne!(uuid(NOTE), uuid(&NOTE.replace("F-01", "F-09")));
}

#[test]
fn a_file_that_a_note_cites_is_referred_to() {
    let assessment = assessment(&report(NOTE));
    let href = assessment["results"][0]["observations"][0]["relevant-evidence"][0]["href"].as_str().unwrap();
    let resources = assessment["back-matter"]["resources"].as_array().unwrap();
    let found = resources.iter().find(|r| href.strip_prefix('#') == r["uuid"].as_str()).unwrap();
    assert_eq!(found["title"], "configs/mcp.json");
    assert_eq!(found["rlinks"][0]["hashes"][0]["algorithm"], "SHA-256");
}

#[test]
fn a_date_that_no_note_gives_is_said_to_be_missing() {
    let assessment = assessment(&report("## Findings\n\n### F-1: A\n\nObserved: b\n"));
    let props = assessment["metadata"]["props"].as_array().unwrap();
    assert!(props.iter().any(|p| p["name"] == "date" && p["value"] == "not-stated"), "{props:?}");
}

#[test]
fn the_kind_of_a_sarif_result_follows_the_state() {
    let results = results(&full());
    let kind = |rule: &str| results.iter().find(|r| r["ruleId"] == rule).unwrap()["kind"].clone();
    assert_eq!(kind("TRB-01"), "fail");
    assert_eq!(kind("TRB-02"), "pass");
    assert_eq!(kind("TRB-03"), "review");
    assert_eq!(kind("TRB-04"), "open");
    assert_eq!(kind("TRB-05"), "notApplicable");
    assert_eq!(kind("S04"), "review");
    assert_eq!(kind("S09"), "pass");
    let observed: Vec<&Value> = results.iter().filter(|r| r["ruleId"] == "observation").collect();
    let told: Vec<(&str, &str)> =
        observed.iter().map(|r| (r["kind"].as_str().unwrap(), r["level"].as_str().unwrap())).collect();
    assert_eq!(told, [("fail", "error"), ("review", "none"), ("informational", "none")]);
    for result in &results {
        let fails = result["kind"] == "fail";
        assert_eq!(result["level"] == "none", !fails, "only what fails has a level: {result}");
    }
}

#[test]
fn sarif_shows_no_snippet_and_no_place_for_arguments() {
    let mut report = report(NOTE);
    report.review.observations[0].observed = vec![field("a {0} b", 4)];
    let path = clean("n.md");
    let text = sarif(&[Noted { path: &path, report: &report }]);
    assert!(!text.contains("\"snippet\"") && !text.contains("contextRegion"));
    assert!(text.contains("a {{0}} b"), "SARIF 3.11.5: braces are doubled");
}

#[test]
fn what_stands_in_a_static_file_is_told_once_however_many_notes_there_are() {
    let (report, paths) = (full(), [clean("a.md"), clean("b.md"), clean("c.md")]);
    let notes: Vec<Noted<'_>> = paths.iter().map(|path| Noted { path, report: &report }).collect();
    let told = |notes: &[Noted<'_>]| {
        let log: Value = serde_json::from_str(&sarif(notes)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let of_check = |r: &&Value| r["ruleId"].as_str().unwrap().starts_with('S');
        results.iter().filter(of_check).map(|r| r["message"]["text"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&notes), told(&notes[..1]));
    assert_eq!(told(&notes).len(), 3);
    assert_eq!(told(&notes)[0], "mcpServers.ledger.env.API_TOKEN: [CREDENTIAL:github:01]");
}

#[test]
fn every_result_of_sarif_has_a_fingerprint_of_its_own() {
    let results = results(&full());
    let prints: BTreeSet<&str> =
        results.iter().map(|r| r["partialFingerprints"]["evidactItem/v1"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), results.len());
}

fn cells(report: &Report) -> Vec<Vec<String>> {
    let path = clean("n.md");
    let text = csv(&[Noted { path: &path, report }]);
    let text = text.strip_prefix('\u{FEFF}').unwrap().to_owned();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_cell_of_the_register_is_a_formula() {
    // OWASP, CSV injection: these begin a formula, also behind white space and as wide signs.
    let starts =
        ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u{a0}=", "＝", "＋", "－", "＠", "\u{0}=", "\r\n-"];
    for start in starts {
        let mut report = report(NOTE);
        let text = format!("{start}cmd|' /C calc'!A0");
        let o = &mut report.review.observations[0];
        o.id = text.clone();
        o.title = clean(&text);
        o.observed = vec![field(&text, 1)];
        o.more = vec![("owner".into(), field(&text, 1))];
        for cell in cells(&report).concat() {
            let first = cell.chars().find(|c| !c.is_whitespace() && !c.is_control());
            let is_formula = first.is_some_and(|c| "=+-@＝＋－＠".contains(c));
            assert!(!is_formula, "{start:?}: {cell:?}");
        }
    }
}

#[test]
fn the_register_is_what_rfc_4180_says() {
    let mut report = report(NOTE);
    report.review.observations[0].observed = vec![field("a \"quoted\", word\nand a second line", 1)];
    let path = clean("n.md");
    let text = csv(&[Noted { path: &path, report: &report }]);
    assert!(text.starts_with("\u{FEFF}\"note\",\"id\",\"title\"") && text.ends_with("\r\n"));
    assert!(text.contains("\"a \"\"quoted\"\", word\nand a second line\""));
    let cells = cells(&report);
    assert!(cells.iter().all(|row| row.len() == cells[0].len()));
    assert_eq!(cells[1][..3], ["n.md", "F-01", "One token for all"]);
    let at = cells[0].iter().position(|c| c == "observed").unwrap();
    assert_eq!(cells[1][at], "a \"quoted\", word\nand a second line");
}

#[test]
fn a_control_character_does_not_reach_a_spreadsheet() {
    let mut report = report(NOTE);
    report.review.observations[0].title = clean("a\u{0}b\u{1b}c\rd");
    let cells = cells(&report);
    assert_eq!(cells[1][2], "a⟦U+0000⟧b⟦U+001B⟧cd");
}
