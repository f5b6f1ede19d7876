//! `scan` and `rules` as a reviewer and a pipeline use them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

fn secret() -> String {
    ["kT9xQz", "4mLw", "7pRb2v"].concat()
}

/// A text with a credential, a card (a test number that networks document), an address of a network and a person.
fn mixed() -> String {
    let card = ["4111 1111", " 1111 1111"].concat();
    format!("password = \"{}\"\ncard: {card}\nhost 203.0.113.7\nmail jane@example.org\n", secret())
}

#[test]
fn the_scan_profile_reports_credentials_and_what_no_repository_should_hold() {
    let f = Folder::new("profile");
    f.write("a.txt", mixed());
    let found = run(f.path(), &["scan", "a.txt"]).expect(1).text();
    assert!(found.contains("generic.assignment") && found.contains("identifier.card"), "{found}");
    assert!(!found.contains("identifier.ip") && !found.contains("identifier.email"), "{found}");
    let all = run(f.path(), &["scan", "a.txt", "--profile", "redact"]).expect(1).text();
    for rule in ["generic.assignment", "identifier.card", "identifier.ip", "identifier.email"] {
        assert!(all.contains(rule), "{rule}: {all}");
    }
}

#[test]
fn classes_and_kinds_are_selected_on_the_command_line_and_in_the_policy() {
    let f = Folder::new("select");
    f.write("a.txt", mixed());
    let network = run(f.path(), &["scan", "a.txt", "--only", "network-identifier"]).expect(1).text();
    assert_eq!(network.lines().count(), 1, "{network}");
    assert!(network.contains("identifier.ip"), "{network}");
    let rest = run(f.path(), &["scan", "a.txt", "--skip", "credential,CARD"]).expect(0).text();
    assert_eq!(rest, "");
    f.write("p.toml", "schema = 1\n[select]\nonly = [\"email\"]\n");
    let mail = run(f.path(), &["scan", "a.txt", "--policy", "p.toml"]).expect(1).text();
    assert!(mail.contains("identifier.email") && mail.lines().count() == 1, "{mail}");
}

#[test]
fn what_is_not_selected_stays_and_the_manifest_says_so() {
    let f = Folder::new("keep");
    f.write("in/a.txt", mixed());
    let ran = run(f.path(), &["batch", "in", "--out", "out", "--skip", "network-identifier"]).expect(0);
    assert!(ran.stderr.contains("left in place"), "{}", ran.stderr);
    let text = std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap();
    assert!(text.contains("203.0.113.7") && !text.contains(&secret()) && !text.contains("jane@"), "{text}");
    let manifest = std::fs::read_to_string(f.join("out/manifest.json")).unwrap();
    assert!(manifest.contains("\"skip\": \"network-identifier\""), "{manifest}");
    run(f.path(), &["verify", "out", "--skip", "network-identifier"]).expect(0);
    run(f.path(), &["verify", "out"]).expect(0);
}

#[test]
fn an_unknown_class_or_kind_is_an_error_that_suggests_one() {
    let f = Folder::new("unknown");
    f.write("a.txt", "harmless");
    let ran = run(f.path(), &["scan", "a.txt", "--only", "credentials"]).expect(2);
    assert!(ran.stderr.contains("did you mean credential?"), "{}", ran.stderr);
    f.write("p.toml", "schema = 1\n[kinds]\nE-MAIL = \"remove\"\n");
    let ran = run(f.path(), &["redact", "a.txt", "--out", "out", "--policy", "p.toml"]).expect(2);
    assert!(ran.stderr.contains("did you mean EMAIL?"), "{}", ran.stderr);
}

#[test]
fn rules_are_filtered_by_class_and_provider() {
    let f = Folder::new("rules-list");
    let network = run(f.path(), &["rules", "list", "--class", "network-identifier"]).expect(0).text();
    assert!(network.contains("identifier.ip") && !network.contains("github."), "{network}");
    let github = run(f.path(), &["rules", "list", "--provider", "github"]).expect(0).text();
    assert!(github.contains("github.pat-classic") && !github.contains("generic."), "{github}");
    let kinds = run(f.path(), &["rules", "list", "--kinds"]).expect(0).text();
    assert!(
        kinds.lines().any(|k| k == "EMAIL") && kinds.lines().any(|k| k == "CREDENTIAL:github"),
        "{kinds}"
    );
    run(f.path(), &["rules", "list", "--provider", "no-such-provider"]).expect(2);
}

#[test]
fn every_rule_of_the_list_is_shown_with_a_way_to_switch_it_off() {
    let f = Folder::new("rules-show");
    for id in ["github.pat-classic", "generic.assignment", "identifier.email", "own.identifier"] {
        let text = run(f.path(), &["rules", "show", id]).expect(0).text();
        for part in [id, "confidence", "checks", "profiles", "switch off"] {
            assert!(text.contains(part), "{id}: {part}: {text}");
        }
    }
    let hint = run(f.path(), &["rules", "show", "generic.assigment"]).expect(2).stderr;
    assert!(hint.contains("generic.assignment"), "{hint}");
}

/// The words in quotes of a source that look like ids of detectors.
fn ids_in(source: &str) -> Vec<String> {
    let heads = ["generic.", "identifier.", "file.", "own.", "evidact."];
    let quoted = source.split('"').filter(|q| heads.iter().any(|h| q.starts_with(h)));
    let form =
        |q: &&str| q.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'.') && !q.ends_with('.');
    quoted.filter(form).map(str::to_owned).collect()
}

#[test]
fn no_detector_is_without_a_description() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let mut used = std::collections::BTreeSet::new();
    for folder in ["evidact-detect/src", "evidact-redact/src"] {
        for (name, bytes) in support::tree(&root.join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            let code = text.split("mod tests {").next().unwrap();
            if !name.ends_with("tests.rs") && !name.ends_with("selection.rs") {
                used.extend(ids_in(code));
            }
        }
    }
    let f = Folder::new("rules-all");
    let list = run(f.path(), &["rules", "list", "--json"]).expect(0).text();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let described: std::collections::BTreeSet<String> = list["rules"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["from"] == "detector")
        .map(|r| r["id"].as_str().unwrap().to_owned())
        .collect();
    let missing: Vec<&String> = used.difference(&described).collect();
    assert!(used.len() > 40 && missing.is_empty(), "{missing:?}");
}

#[test]
fn an_explanation_says_what_decided_and_never_the_value() {
    let f = Folder::new("explain");
    f.write("a.txt", mixed());
    let text = run(f.path(), &["scan", "a.txt", "--explain"]).expect(1).text();
    for part in ["the key before it surely names a credential", "Luhn", "confidence: high"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(&secret()) && !text.contains("4111"), "{text}");
    let line = run(f.path(), &["scan", "a.txt", "--explain", "--format", "jsonl"]).expect(1).text();
    let first: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert!(first["why"].as_array().unwrap().len() >= 3, "{first}");
}

#[test]
fn comments_silence_a_scan_and_are_listed_by_a_package_that_redacts_all_the_same() {
    let f = Folder::new("ignore");
    let other = ["Granite", "-Fox-", "8841"].concat();
    f.write(
        "in/a.conf",
        format!(
            "password = \"{}\" # gitleaks:allow\ntoken: \"{other}\" # evidact:allow generic.jwt\n",
            secret()
        ),
    );
    let ran = run(f.path(), &["scan", "in"]).expect(1);
    assert!(ran.text().contains("a.conf:2:") && !ran.text().contains("a.conf:1:"), "{}", ran.text());
    assert!(ran.stderr.contains("1 silenced by comments"), "{}", ran.stderr);
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    assert!(ran.stderr.contains("look: a.conf:1: generic.assignment"), "{}", ran.stderr);
    let text = std::fs::read_to_string(f.join("out/evidence/a.conf")).unwrap();
    assert!(!text.contains(&secret()) && !text.contains(&other), "{text}");
    assert!(std::fs::read_to_string(f.join("out/manifest.json")).unwrap().contains("inline-allow"));
    assert!(std::fs::read_to_string(f.join("out/index.md")).unwrap().contains("Worth a look"));
    run(f.path(), &["verify", "out"]).expect(0);
}

#[test]
fn a_baseline_lets_known_findings_pass_and_new_ones_fail() {
    let f = Folder::new("baseline");
    let other = ["Granite", "-Fox-", "8841"].concat();
    f.write("in/a.conf", format!("password = \"{}\"\n", secret()));
    run(f.path(), &["scan", "in", "--write-baseline", "known.jsonl"]).expect(1);
    let known = std::fs::read_to_string(f.join("known.jsonl")).unwrap();
    assert!(known.lines().count() == 1 && !known.contains(&secret()) && !known.contains("start"), "{known}");
    run(f.path(), &["scan", "in", "--baseline", "known.jsonl"]).expect(0);
    // The line moved and the value was rotated: still the finding that is known.
    f.write("in/a.conf", format!("# more\n\npassword = \"{other}\"\n"));
    run(f.path(), &["scan", "in", "--baseline", "known.jsonl"]).expect(0);
    f.write("in/a.conf", format!("password = \"{}\"\nadmin_password = \"{other}\"\n", secret()));
    let ran = run(f.path(), &["scan", "in", "--baseline", "known.jsonl"]).expect(1);
    assert!(ran.text().contains("a.conf:2:") && !ran.text().contains("a.conf:1:"), "{}", ran.text());
    assert!(ran.stderr.contains("1 new finding in") && ran.stderr.contains("1 known"), "{}", ran.stderr);
    f.write("in/a.conf", "harmless\n");
    let ran = run(f.path(), &["scan", "in", "--baseline", "known.jsonl"]).expect(0);
    assert!(ran.stderr.contains("1 of the baseline gone"), "{}", ran.stderr);
}

#[test]
fn findings_of_a_run_are_a_baseline_too_and_anything_else_is_refused() {
    let f = Folder::new("baseline-jsonl");
    f.write("in/a.conf", format!("password = \"{}\"\n", secret()));
    let lines = run(f.path(), &["scan", "in", "--format", "jsonl"]).expect(1).text();
    f.write("known.jsonl", &lines);
    run(f.path(), &["scan", "./in", "--baseline", "known.jsonl"]).expect(0);
    f.write("known.jsonl", format!("{{\"password\": \"{}\"}}\n", secret()));
    let ran = run(f.path(), &["scan", "in", "--baseline", "known.jsonl"]).expect(2);
    assert!(ran.stderr.contains("known.jsonl:1") && !ran.stderr.contains(&secret()), "{}", ran.stderr);
}

#[test]
fn possible_names_are_listed_for_the_reviewer() {
    let f = Folder::new("names-listed");
    f.write("in/a.txt", "Notes of the week\n\nThe Kowalski file is in the drawer.\n");
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    assert!(ran.stderr.contains("look: a.txt:3: identifier.possible-name"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Kowalski"), "{}", ran.stderr);
    assert!(std::fs::read_to_string(f.join("out/manifest.json")).unwrap().contains("\"suggestion\""));
    run(f.path(), &["batch", "in", "--out", "strict", "--strict"]).expect(4);
    let diff = run(f.path(), &["redact", "in", "--diff"]).expect(0);
    assert!(diff.stderr.contains("look: a.txt:3: identifier.possible-name"), "{}", diff.stderr);
    let shown = run(f.path(), &["rules", "show", "identifier.possible-name"]).expect(0).text();
    assert!(shown.contains("--strict withholds"), "{shown}");
}

/// A pack whose rules are suggestions, as the detectors' own are.
const SUGGESTING: &str = r#"schema = 1
provider = "suggestion"
name = "Words to look at"
references = ["https://docs.acme.example/words"]
[[rule]]
id = "suggestion.badge"
title = "Perhaps a badge"
description = "May name a person's badge."
confidence = "low"
kind = "BADGE"
class = "personal-data"
regex = '(?P<secret>badge [0-9]{3})'
[[rule.example]]
text = ["badge", " 123"]
found = ["badge", " 123"]
[[rule.counter_example]]
text = ["badge x"]
why = "no number"
"#;

#[test]
fn suggestions_are_listed_and_withhold_their_source_when_the_run_is_strict() {
    let f = Folder::new("strict");
    f.write("packs/words.toml", SUGGESTING);
    f.write("in/a.txt", "first\nsee badge 123 there\n");
    f.write("in/b.txt", "harmless\n");
    let ran = run(f.path(), &["batch", "in", "--out", "out", "--patterns", "packs"]).expect(0);
    assert!(ran.stderr.contains("look: a.txt:2: suggestion.badge"), "{}", ran.stderr);
    assert!(std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap().contains("badge 123"));
    let ran = run(f.path(), &["batch", "in", "--out", "strict", "--patterns", "packs", "--strict"]).expect(4);
    assert!(ran.stderr.contains("withheld: a.txt holds 1 place that"), "{}", ran.stderr);
    assert!(f.join("strict/evidence/b.txt").exists() && !f.join("strict/evidence/a.txt").exists());
}

#[test]
fn a_file_that_is_named_beside_its_folder_is_counted_once() {
    let f = Folder::new("named-twice");
    f.write("in/a.conf", format!("password = \"{}\"\n", secret()));
    let ran = run(f.path(), &["scan", "in/a.conf", "./in", "in"]).expect(1);
    assert_eq!(ran.text().lines().count(), 1, "{}", ran.text());
    assert!(ran.stderr.contains("1 finding in 1 input,"), "{}", ran.stderr);
}

#[test]
fn the_profile_scan_reports_no_people_of_a_table() {
    let f = Folder::new("scan-people");
    f.write("people.csv", "first_name,last_name,plan\nMarta,Quillfeather,pro\nJonas,Becker,free\n");
    run(f.path(), &["scan", "people.csv"]).expect(0);
    run(f.path(), &["scan", "people.csv", "--only", "PERSON"]).expect(1);
}

#[test]
fn the_profile_scan_reports_a_chosen_password_in_code() {
    let f = Folder::new("scan-chosen");
    f.write("settings.py", "DB_PASSWORD = \"kestrel-Rain-8823\"\n");
    f.write("test_form.py", "password = \"password\"\nother_password = \"secret123\"\n");
    run(f.path(), &["scan", "settings.py"]).expect(1);
    run(f.path(), &["scan", "test_form.py"]).expect(0);
}

/// A ZIP archive of one file.
fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_part_whose_name_is_a_value_that_another_file_betrays_is_called_as_the_package_calls_it() {
    let f = Folder::new("scan-part-names");
    let (value, other) = (["Moor", "huhn77", "Kestrel"].concat(), ["Zaun", "koenig88", "Heron"].concat());
    let inner = archive("app.ini", format!("password = {other}\n").as_bytes());
    f.write("in/a.zip", archive(&format!("backup {value}.zip"), &inner));
    f.write("in/b.ini", format!("password = {value}\n"));
    for format in ["text", "json", "sarif", "csv"] {
        let ran = run(f.path(), &["scan", "in", "--format", format]).expect(1);
        assert!(!ran.text().contains(&value), "{format}: {}", ran.text());
        assert!(ran.text().contains("CREDENTIAL-password-0"), "{format}: {}", ran.text());
    }
}
