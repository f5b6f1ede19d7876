//! `scan` and `rules` as a reviewer and a pipeline use them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Folder, run};

fn secret() -> String {
    ["hunter2-", "Kestrel", "Zx9Qv7"].concat()
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
fn no_detector_is_without_a_description_and_no_description_without_a_detector() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let mut used = std::collections::BTreeSet::new();
    for folder in ["evidact-detect/src", "evidact-redact/src"] {
        for (name, bytes) in support::tree(&root.join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
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
    assert_eq!(used, described);
}
