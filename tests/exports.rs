//! Reports for other programs, end to end: the files, the verifier, other programs that read them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{Folder, holds, run, tree};

const FORMATS: &str = "md,pdf,json,oscal,sarif,csv";

fn samples(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).to_str().unwrap().to_owned()
}

fn package(name: &str, more: &[&str]) -> (Folder, PathBuf) {
    let f = Folder::new(name);
    let (input, list) = (samples("mcp-server-review"), samples("customers.csv"));
    let mut args = vec!["batch", &input, "--out", "package", "--identifiers", &list, "--format", FORMATS];
    args.extend(more);
    run(f.path(), &args).expect(4);
    let package = f.join("package");
    (f, package)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn note() -> &'static str {
    "# Review\n\n## Findings\n\n### F-01: =SUM(A1)\n\n**Expected control:** a\n\n**Observed:** +b\n\n**Remediation:** c\n"
}

#[test]
fn a_package_with_every_format_verifies_with_and_without_the_list() {
    let (f, package) = package("exports", &[]);
    let list = samples("customers.csv");
    run(f.path(), &["verify", "package", "--identifiers", &list]).expect(0);
    run(f.path(), &["verify", "package"]).expect(0);
    let names: BTreeSet<String> = tree(&package).into_iter().map(|(name, _)| name).collect();
    for extension in ["md", "pdf", "json", "oscal.json", "sarif", "csv"] {
        let name = format!("reports/notes/trust-review.{extension}");
        assert!(names.contains(&name), "{name}: {names:?}");
    }
}

#[test]
fn uuids_and_digests_are_no_findings_to_our_own_scanner() {
    let (f, _package) = package("own-scanner", &[]);
    let found = run(f.path(), &["scan", "package/reports", "--profile", "redact", "--format", "json"]);
    let scanned: Value = serde_json::from_str(&found.text()).unwrap();
    let strange: Vec<&Value> =
        scanned["findings"].as_array().unwrap().iter().filter(|f| f["confidence"] == "high").collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn the_same_evidence_gives_the_same_exports_with_one_thread_and_with_four() {
    let (_a, first) = package("exports-a", &["--threads", "1"]);
    let (_b, second) = package("exports-b", &["--threads", "4"]);
    assert!(tree(&first.join("reports")) == tree(&second.join("reports")));
}

#[test]
fn report_writes_the_same_formats_as_batch() {
    let f = Folder::new("exports-report");
    f.write("in/review.md", note());
    run(f.path(), &["report", "in/review.md", "--out", "out", "--format", FORMATS]).expect(0);
    let names: Vec<String> = tree(&f.join("out")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["review.csv", "review.json", "review.md", "review.oscal.json", "review.pdf", "review.sarif"]
    );
    let csv = std::fs::read_to_string(f.join("out/review.csv")).unwrap();
    assert!(csv.contains("\"'=SUM(A1)\"") && csv.contains("\"'+b\""), "{csv}");
    assert_eq!(json(&f.join("out/review.json"))["report"]["note"], "review.md");
    assert_eq!(
        json(&f.join("out/review.oscal.json"))["assessment-results"]["metadata"]["oscal-version"],
        "1.2.1"
    );
    assert_eq!(json(&f.join("out/review.sarif"))["version"], "2.1.0");
}

#[test]
fn no_export_holds_a_value_that_the_note_held() {
    let f = Folder::new("exports-canary");
    let secret = ["ghp_", "16C7e42F292c6912E7710c838347Ae178B4a"].concat();
    let text = note().replace("+b", &format!("the token {secret} of jane.roe@example.com is shared"));
    f.write(&format!("in/{secret}.md"), text);
    run(f.path(), &["batch", "in", "--out", "out", "--format", FORMATS]).expect(0);
    for (name, bytes) in tree(&f.join("out")) {
        for value in [secret.as_str(), "jane.roe"] {
            assert!(!holds(&bytes, value) && !name.contains(value), "{name}");
        }
    }
}

#[test]
fn jq_finds_its_way() {
    let f = Folder::new("exports-jq");
    f.write("in/review.md", note());
    run(f.path(), &["report", "in/review.md", "--out", "out", "--format", "json,oscal,sarif"]).expect(0);
    let ask = |filter: &str, file: &str| {
        let path = f.join("out").join(file);
        support::tool("jq", &["-r", filter, path.to_str().unwrap()])
            .map(|output| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    };
    let questions = [
        (".report.review.observations[] | .id", "review.json", "F-01"),
        (".report.review.record | map(select(.value == [])) | length > 5", "review.json", "true"),
        (".[\"assessment-results\"].results[0].observations[0].methods[0]", "review.oscal.json", "EXAMINE"),
        (
            ".runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri",
            "review.sarif",
            "review.md",
        ),
    ];
    for (filter, file, answer) in questions {
        if let Some(said) = ask(filter, file) {
            assert_eq!(said, answer, "{filter}");
        }
    }
}

#[test]
fn one_report_of_all_notes_stands_beside_those_of_each() {
    let (f, package) = package("exports-combined", &["--combined"]);
    run(f.path(), &["verify", "package"]).expect(0);
    let (_g, again) = self::package("exports-combined-b", &["--combined", "--threads", "1"]);
    assert!(tree(&package.join("reports")) == tree(&again.join("reports")));
    let of = |name: &str| package.join("reports").join(name);
    let all = json(&of("combined.json"));
    let reports = all["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 3);
    let told: usize = reports.iter().map(|r| r["review"]["observations"].as_array().unwrap().len()).sum();
    let oscal = json(&of("combined.oscal.json"));
    assert_eq!(oscal["assessment-results"]["results"].as_array().unwrap().len(), reports.len());
    let sarif = json(&of("combined.sarif"));
    let observed =
        sarif["runs"][0]["results"].as_array().unwrap().iter().filter(|r| r["ruleId"] == "observation");
    assert_eq!(observed.count(), told);
    let markdown = std::fs::read_to_string(of("combined.md")).unwrap();
    let trust = json(&of("notes/trust-review.json"));
    for o in trust["report"]["review"]["observations"].as_array().unwrap() {
        let id = format!("trust-review/{}", o["id"].as_str().unwrap());
        assert!(markdown.contains(&id), "{id}");
    }
    assert!(of("combined.pdf").is_file() && of("combined.csv").is_file());
}

#[test]
fn a_note_called_combined_keeps_a_report_of_its_own() {
    let f = Folder::new("exports-combined-name");
    f.write("in/combined.md", note());
    f.write("in/a.oscal.md", note());
    f.write("in/a.md", note());
    run(f.path(), &["report", "in", "--out", "out", "--format", "json,oscal", "--combined"]).expect(0);
    let names: Vec<String> = tree(&f.join("out")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "a.json",
            "a.oscal.json",
            "a.oscal.md.json",
            "a.oscal.md.oscal.json",
            "combined.json",
            "combined.md.json",
            "combined.md.oscal.json",
            "combined.oscal.json"
        ]
    );
    assert_eq!(json(&f.join("out/combined.json"))["reports"].as_array().unwrap().len(), 3);
}
