//! `rules import`: rules of gitleaks and betterleaks become a pack, and the pack does what they said.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

/// Rules of our own in the format that the documentation of gitleaks describes.
const CONFIG: &str = r#"title = "Acme"

[extend]
useDefault = true
disabledRules = ["some-rule"]

[[allowlists]]
description = "nothing of ours is in the docs folder"
paths = ['''(^|/)docs/''']

[[rules]]
id = "Acme Token"
description = "Acme token"
regex = '''acme[_-]?(live|test)_([a-zA-Z0-9[\]]{16,})'''
secretGroup = 2
entropy = 3
keywords = ["ACME"]
tags = ["acme"]

  [[rules.allowlists]]
  condition = "AND"
  regexTarget = "match"
  regexes = ['''_test_''']
  stopwords = ["example"]

[[rules]]
id = "acme-env"
description = "Acme key in an environment file"
regex = '''ACMEKEY=[0-9a-f]{12}'''
path = '''\.env$'''

[[rules]]
id = "acme-quoted"
regex = '''acme\Q.\E[a-z]{8}'''

[[rules]]
id = "acme-nothing-literal"
regex = '''[a-f0-9]{40}'''

[[rules]]
id = "acme-files"
path = '''\.p12$'''

[[rules]]
id = "acme-parts"
regex = '''acme:([a-z0-9]{10,20})'''
tokenEfficiency = true

  [[rules.required]]
  id = "acme-env"
"#;

fn token(kind: &str, body: &str) -> String {
    ["acme", "_", kind, "_", body].concat()
}

fn imported(f: &Folder) -> String {
    f.write("acme.toml", CONFIG);
    run(f.path(), &["rules", "import", "acme.toml", "--out", "packs"]).expect(1).text()
}

#[test]
fn what_cannot_be_taken_over_is_said_line_by_line() {
    let f = Folder::new("import");
    let said = imported(&f);
    for (line, part) in [
        ("acme.toml:33: acme-quoted: refused", "\\Q"),
        ("acme.toml:37: acme-nothing-literal: refused", "literal"),
        ("acme.toml:41: acme-files: refused", "names files"),
        ("acme.toml:45: acme-parts: changed", "tokenEfficiency"),
        ("acme.toml:45: acme-parts: changed", "required"),
        ("acme.toml: changed", "useDefault"),
        ("acme.toml: changed", "disabledRules"),
    ] {
        assert!(said.lines().any(|l| l.contains(line) && l.contains(part)), "{line} … {part}: {said}");
    }
    assert!(said.contains("3 of 6 rules"), "{said}");
    run(f.path(), &["rules", "check", "packs"]).expect(0);
    let shown = run(f.path(), &["rules", "show", "acme.acme-token", "--patterns", "packs"]).expect(0).text();
    assert!(shown.contains("entropy") && shown.contains("allowed"), "{shown}");
    run(f.path(), &["rules", "import", "acme.toml", "--out", "packs"]).expect(2);
}

#[test]
fn the_pack_finds_what_the_rules_found_and_asks_for_entropy() {
    let f = Folder::new("import-finds");
    imported(&f);
    let real = token("live", "kT9xQz4mLw7pRb2v");
    f.write("a.txt", format!("{real}\n{}\n", token("live", "aaaaaaaaaaaaaaaaaaaa")));
    let found =
        run(f.path(), &["scan", "a.txt", "--patterns", "packs", "--format", "jsonl"]).expect(1).text();
    let first: serde_json::Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
    assert_eq!(
        (first["rule"].as_str(), first["start"].as_u64()),
        (Some("acme.acme-token"), Some(10)),
        "{found}"
    );
    assert!(!found.lines().skip(1).any(|l| l.contains("acme.acme-token")), "{found}");
}

#[test]
fn a_path_is_asked_for() {
    let f = Folder::new("import-path");
    imported(&f);
    let line = ["ACMEKEY", "=", "0a1b2c3d4e5f\n"].concat();
    f.write("in/prod.env", &line);
    f.write("in/prod.txt", &line);
    let found = run(f.path(), &["scan", "in", "--patterns", "packs", "--profile", "redact"]).expect(1).text();
    let by_rule: Vec<&str> = found.lines().filter(|l| l.contains("acme.acme-env")).collect();
    assert_eq!(by_rule.len(), 1, "{found}");
    assert!(by_rule[0].contains("prod.env"), "{found}");
}

#[test]
fn what_is_allowed_is_silent_in_a_scan_and_replaced_all_the_same() {
    let f = Folder::new("import-allow");
    imported(&f);
    let (allowed, live) = (token("test", "example9Qz4mLw7pRb2v"), token("live", "example9Qz4mLw7pRb2v"));
    f.write("in/a.txt", format!("x {allowed} y\n"));
    f.write("in/b.txt", format!("x {live} y\n"));
    f.write("in/docs/c.txt", format!("x {} y\n", token("live", "kT9xQz4mLw7pRb2v")));
    let found = run(f.path(), &["scan", "in", "--patterns", "packs"]).expect(1).text();
    let by_rule: Vec<&str> = found.lines().filter(|l| l.contains("acme.acme-token")).collect();
    assert!(by_rule.len() == 1 && by_rule[0].contains("b.txt"), "{found}");
    run(f.path(), &["redact", "in", "--out", "out", "--patterns", "packs"]).expect(0);
    for name in ["a.txt", "b.txt", "docs/c.txt"] {
        let text = std::fs::read_to_string(f.join("out").join(name)).unwrap();
        assert!(text.contains("[CREDENTIAL:") && !text.contains("Qz4mLw7p"), "{name}: {text}");
    }
}

#[test]
fn a_file_that_is_no_configuration_is_refused_by_place_alone() {
    let f = Folder::new("import-bad");
    let canary = ["Kestrel", "-Canary"].concat();
    f.write("bad.toml", format!("title = \"x\"\n[[rules]]\nid = {canary}\n"));
    let ran = run(f.path(), &["rules", "import", "bad.toml", "--out", "packs"]).expect(2);
    assert!(ran.stderr.contains("bad.toml: line 3") && !ran.stderr.contains(&canary), "{}", ran.stderr);
}

#[test]
fn a_rule_that_finds_less_than_there_is_said_to_and_its_value_is_not_cut() {
    let f = Folder::new("import-gap");
    f.write("g.toml", "[[rules]]\nid = \"zork\"\nregex = \'\'\'zork=(?:.*?)\\bkey=(\\S+)\'\'\'\n");
    let said = run(f.path(), &["rules", "import", "g.toml", "--out", "packs"]).expect(1).text();
    assert!(said.contains("finds less than there") && said.contains("1 of 1 rules"), "{said}");
    let value = ["Qz4mLw7pRb2vKx9T", "nB5cVd8fGh1jKl3M"].concat();
    f.write("a.txt", format!("zork=a key={value}\n"));
    run(f.path(), &["redact", "a.txt", "--out", "out", "--patterns", "packs"]).expect(0);
    let text = std::fs::read_to_string(f.join("out/a.txt")).unwrap();
    assert!(text.starts_with("zork=a key=[CREDENTIAL:") && !text.contains("Kl3M"), "{text}");
}

#[test]
fn a_provider_without_its_form_and_a_file_without_rules_are_told_apart() {
    let f = Folder::new("import-provider");
    f.write("acme.toml", CONFIG);
    let with = ["rules", "import", "acme.toml", "--out", "packs", "--provider", "Acme Corp"];
    assert!(run(f.path(), &with).expect(2).stderr.contains("--provider"));
    f.write("other.toml", "model = \"x\"\n");
    let said = run(f.path(), &["rules", "import", "other.toml", "--out", "packs"]).expect(2).stderr;
    assert!(said.contains("no rules here"), "{said}");
}

#[test]
fn a_pack_that_could_not_be_loaded_does_not_pass_the_check() {
    let f = Folder::new("check-ids");
    let example = ["acme_", "0aB1cD2eF3gH"].concat();
    f.write(
        "packs/own.toml",
        format!(
            "schema = 1\nprovider = \"github\"\nname = \"x\"\nreferences = [\"https://docs.example.com/x\"]\n\
             [[rule]]\nid = \"github.pat-classic\"\ntitle = \"x\"\ndescription = \"x\"\nconfidence = \"high\"\n\
             regex = \'(?P<secret>acme_[A-Za-z0-9]{{12}})\'\n\
             [[rule.example]]\ntext = [\"{example}\"]\nfound = [\"{example}\"]\n\
             [[rule.counter_example]]\ntext = [\"acme\"]\nwhy = \"short\"\n"
        ),
    );
    f.write("a.txt", "harmless");
    run(f.path(), &["scan", "a.txt", "--patterns", "packs"]).expect(2);
    let said = run(f.path(), &["rules", "check", "packs"]).expect(1).text();
    assert!(
        said.contains("own.toml:6")
            && said.contains("exists already")
            && said.contains("1 pack checked, 1 error\n"),
        "{said}"
    );
    run(f.path(), &["rules", "check", "nowhere"]).expect(3);
}
