//! Every export is what its schema says, whatever the note holds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;
mod schema;

use evidact_model::report::Report;
use evidact_model::review::{BoundaryState, Review};
use evidact_report::export::json::{json, json_of_all, v1};
use evidact_report::export::{Noted, csv, oscal, sarif};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, prop_oneof};
use proptest::{prop_assert, proptest, sample::select};
use reports::{clean, field, full, many, of_review, report};
use schema::Schema;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

struct Schemas {
    own: Schema,
    oscal: Schema,
    sarif: Schema,
}

impl Schemas {
    fn read() -> Self {
        Self { own: schema::report(), oscal: schema::oscal(), sarif: schema::sarif() }
    }

    #[track_caller]
    fn accept(&self, reports: &[Report]) {
        let paths: Vec<_> = (0..reports.len()).map(|n| clean(&format!("notes/{n} [EMAIL:01].md"))).collect();
        let notes: Vec<Noted<'_>> =
            paths.iter().zip(reports).map(|(path, report)| Noted { path, report }).collect();
        self.own.accept(&json(notes[0]));
        self.own.accept(&json_of_all(&notes));
        let uuids = uuids(&self.oscal.accept(&oscal(&notes)));
        let different: BTreeSet<&String> = uuids.iter().collect();
        assert_eq!(different.len(), uuids.len(), "a uuid stands twice in a document");
        self.sarif.accept(&sarif(&notes));
        let observations: usize = reports.iter().map(|r| r.review.observations.len()).sum();
        assert_eq!(rows(&csv(&notes)).len(), observations);
    }
}

/// The uuids that things of a document have; references to them are called otherwise.
fn uuids(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let own = map.get("uuid").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(uuids)).collect()
        }
        Value::Array(list) => list.iter().flat_map(uuids).collect(),
        _ => Vec::new(),
    }
}

/// Reads the register by another reader of CSV.
fn rows(csv: &str) -> Vec<csv::StringRecord> {
    let text = csv.strip_prefix('\u{FEFF}').unwrap();
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn the_schemas_are_those_that_their_issuers_publish() {
    // The digest of a file is that of the release: `tests/schemas/README.md` says where it is written down.
    let digest = |text: &str| -> String {
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
    };
    assert_eq!(digest(schema::OSCAL), "4f9e277a177adbcca9527612ce450a33dc6096773fa229d413d801d196c61985");
    assert_eq!(schema::oscal().definitions(), 86);
    assert_eq!(digest(schema::SARIF), "af47e7b67f24efe74076621fd3a5fbe7398add9e84fe820c971219a385895cea");
    for schema in [schema::oscal(), schema::sarif(), schema::report()] {
        assert_eq!(schema.own_faults(), Vec::<String>::new());
    }
}

#[test]
fn reports_of_no_seven_and_a_hundred_observations_are_valid() {
    let schemas = Schemas::read();
    schemas.accept(&[of_review(Review::default())]);
    schemas.accept(&[report("")]);
    schemas.accept(&[report(&many(7))]);
    schemas.accept(&[report(&many(100))]);
    schemas.accept(&[full(), report(""), full(), report(&many(3))]);
}

#[test]
fn every_state_of_a_boundary_and_of_a_control_is_valid() {
    let schemas = Schemas::read();
    let states = [
        BoundaryState::Supported,
        BoundaryState::Stated,
        BoundaryState::Contradicted,
        BoundaryState::Absent,
        BoundaryState::NotApplicable,
    ];
    schemas.accept(&[full()]);
    for state in states {
        let mut report = full();
        for row in &mut report.review.boundaries {
            row.state = state;
            row.controls.iter_mut().for_each(|item| item.state = state);
        }
        schemas.accept(&[report]);
    }
}

#[test]
fn the_sample_and_notes_in_every_style_and_in_german_are_valid() {
    let schemas = Schemas::read();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        here.join("tests/notes"),
        here.join("tests/corpus"),
        here.join("../../samples/mcp-server-review/notes"),
    ];
    let mut count = 0;
    for file in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end != "toml") {
            schemas.accept(&[report(&std::fs::read_to_string(&path).unwrap())]);
            count += 1;
        }
    }
    assert!(count >= 60, "{count} notes");
}

#[test]
fn hostile_texts_are_valid_and_stay_text() {
    let schemas = Schemas::read();
    let long = "x".repeat(10_000);
    let texts = [
        "\u{0}\u{1}\u{8}\u{b}\u{1b}[31m\u{7f}\u{85}\u{2028}\u{2029}\u{feff}\u{fffe}",
        "=HYPERLINK(\"http://example.com\")",
        "\"},{\"injected\":true",
        "{0} {{1}} [a](b) ]]>",
        "line one\nline two\r\nline three\rfour",
        " \t\n ",
        "",
        long.as_str(),
    ];
    for text in texts {
        let mut report = full();
        report.meta.id = clean(text);
        report.meta.date = Some(clean(text));
        report.meta.version = Some(clean(text));
        report.meta.classification = clean(text);
        report.meta.tool_version = text.to_owned();
        let review = &mut report.review;
        review.title = Some(clean(text));
        for o in &mut review.observations {
            o.id = text.to_owned();
            o.title = clean(text);
            o.observed = vec![field(text, 0)];
            o.more.push(("status".into(), field(text, 1)));
            o.more.push(("evidence".into(), field(text, 1)));
        }
        for row in &mut review.boundaries {
            row.id = text.to_owned();
            row.title = text.to_owned();
        }
        report.evidence[0].path = clean(text);
        for finding in &mut report.metadata.as_mut().unwrap().findings {
            finding.check = text.to_owned();
            finding.place = clean(text);
            finding.detail = clean(text);
        }
        schemas.accept(&[report]);
    }
}

#[test]
fn the_checker_of_schemas_sees_what_is_wrong() {
    let schemas = Schemas::read();
    let (report, path) = (full(), clean("a.md"));
    let noted = Noted { path: &path, report: &report };
    // Each change breaks one rule of the schema: a missing name, a wrong type, a name too many, a wrong word.
    let cases: [(&Schema, String, &str, Value); 9] = [
        (&schemas.oscal, oscal(&[noted]), "/assessment-results/uuid", "0".into()),
        (&schemas.oscal, oscal(&[noted]), "/assessment-results/metadata/title", "".into()),
        (
            &schemas.oscal,
            oscal(&[noted]),
            "/assessment-results/results/0/start",
            "2026-02-30T00:00:00Z".into(),
        ),
        (&schemas.oscal, oscal(&[noted]), "/assessment-results/results/0/findings", Value::Array(Vec::new())),
        (&schemas.sarif, sarif(&[noted]), "/version", "2.0.0".into()),
        (&schemas.sarif, sarif(&[noted]), "/runs/0/results/0/kind", "failed".into()),
        (
            &schemas.sarif,
            sarif(&[noted]),
            "/runs/0/results/0/locations/0/physicalLocation/region/startLine",
            0.into(),
        ),
        (&schemas.own, json(noted), "/schema", 2.into()),
        (&schemas.own, json(noted), "/report/review/observations/0/severity", "severe".into()),
    ];
    for (schema, text, place, wrong) in cases {
        let mut document: Value = serde_json::from_str(&text).unwrap();
        *document.pointer_mut(place).unwrap() = wrong;
        assert!(!schema.faults(&document).is_empty(), "{place}");
    }
    for (schema, text) in
        [(&schemas.own, json(noted)), (&schemas.oscal, oscal(&[noted])), (&schemas.sarif, sarif(&[noted]))]
    {
        let mut document: Value = serde_json::from_str(&text).unwrap();
        document["surplus"] = true.into();
        assert!(!schema.faults(&document).is_empty());
    }
}

#[test]
fn report_json_holds_every_text_and_number_of_the_report() {
    let (report, path) = (full(), clean("a.md"));
    let leaves = |value: &Value| {
        let mut leaves = BTreeSet::new();
        collect(value, &mut leaves);
        leaves
    };
    let held = leaves(&serde_json::to_value(&report).unwrap());
    let written = leaves(&serde_json::from_str(&json(Noted { path: &path, report: &report })).unwrap());
    let lost: Vec<&String> = held.difference(&written).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn collect(value: &Value, leaves: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| collect(value, leaves)),
        Value::Array(list) => list.iter().for_each(|value| collect(value, leaves)),
        Value::Null => {}
        leaf => {
            leaves.insert(leaf.to_string());
        }
    }
}

#[test]
fn report_json_reads_back_as_it_was_written() {
    let (report, path) = (full(), clean("a.md"));
    let noted = Noted { path: &path, report: &report };
    for text in [json(noted), json_of_all(&[noted, noted])] {
        let read: v1::Document<'static> = serde_json::from_str(&text).unwrap();
        let mut again = serde_json::to_string_pretty(&read).unwrap();
        again.push('\n');
        assert_eq!(again, text);
    }
}

#[test]
fn every_export_is_the_same_twice() {
    let (report, path) = (full(), clean("a.md"));
    let noted = Noted { path: &path, report: &report };
    let exports = || [json(noted), oscal(&[noted]), sarif(&[noted]), csv(&[noted])];
    assert_eq!(exports(), exports());
}

/// Pieces of notes, sound and hostile.
fn piece() -> impl Strategy<Value = String> {
    let labels =
        ["Observed", "Expected control", "Remediation", "Severity", "Owner", "Due", "Evidence", "Status"];
    let label =
        (select(labels.to_vec()), "\\PC{0,20}").prop_map(|(label, text)| format!("**{label}:** {text}\n\n"));
    let heading = (1..999_u32, "\\PC{0,20}").prop_map(|(id, text)| format!("### F-{id}: {text}\n\n"));
    let control =
        "[\\x00-\\x1f\\x7f=+@|\"\\\\{}-]{0,12}".prop_map(|text| format!("**Observed:** {text}\n\n"));
    let boundary = (1..6_u8).prop_map(|n| format!("**Boundary:** TRB-0{n}\n\n"));
    prop_oneof![label, heading, control, boundary, "\\PC{0,60}\n\n"]
}

thread_local! {
    static SCHEMAS: Schemas = Schemas::read();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_note_holds_its_exports_are_valid(pieces in vec(piece(), 0..24)) {
        let note = format!("# Review\n\n## Findings\n\n{}", pieces.concat());
        let (report, path) = (report(&note), clean("note.md"));
        let noted = Noted { path: &path, report: &report };
        let faults = SCHEMAS.with(|schemas| {
            [(&schemas.own, json(noted)), (&schemas.oscal, oscal(&[noted])), (&schemas.sarif, sarif(&[noted]))]
                .into_iter()
                .flat_map(|(schema, text)| schema.faults(&serde_json::from_str(&text).unwrap()))
                .collect::<Vec<_>>()
        });
        prop_assert!(faults.is_empty(), "{:?}", faults);
        prop_assert!(rows(&csv(&[noted])).len() == report.review.observations.len());
    }
}
