//! What the user decides: policies, lists, baselines, and what `verify` makes of them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

fn token() -> String {
    ["ghp", "_", "x8Kq2mZr7vLp4TnW9sYb3DfJ", "6hGc1Ra2Xe5Q"].concat()
}

/// Renews the size and the digest of a changed file in the manifest and in the sums, as a careful hand would.
fn renew(package: &std::path::Path, name: &str) {
    let manifest = package.join("manifest.json");
    let mut value: serde_json::Value = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    let bytes = std::fs::read(package.join(name)).unwrap();
    let digest = evidact_batch::sha256_hex(&bytes);
    for entry in value["entries"].as_array_mut().unwrap() {
        if entry["published"]["path"] == name {
            entry["published"]["bytes"] = bytes.len().into();
            entry["published"]["sha256"] = digest.clone().into();
        }
    }
    let text = serde_json::to_string_pretty(&value).unwrap();
    std::fs::write(&manifest, &text).unwrap();
    let sums = std::fs::read_to_string(package.join("SHA256SUMS")).unwrap();
    let renewed: String = sums
        .lines()
        .map(|line| match line.split_once("  ") {
            Some((_, file)) if file == name => format!("{digest}  {file}\n"),
            Some((_, "manifest.json")) => {
                format!("{}  manifest.json\n", evidact_batch::sha256_hex(text.as_bytes()))
            }
            _ => format!("{line}\n"),
        })
        .collect();
    std::fs::write(package.join("SHA256SUMS"), renewed).unwrap();
}

#[test]
fn verify_finds_what_no_policy_kept_even_if_the_policy_kept_something_else() {
    let f = Folder::new("planted");
    f.write("in/a.txt", "host 198.51.100.7 called jane@example.org\n");
    f.write("p.toml", "schema = 1\n[classes]\nnetwork-identifier = { keep = \"lab network\" }\n");
    run(f.path(), &["batch", "in", "--out", "out", "--policy", "p.toml"]).expect(0);
    let said = run(f.path(), &["verify", "out"]).expect(0).stderr;
    assert!(said.contains("1 kept by policy") && !said.contains("fresh scan found"), "{said}");
    run(f.path(), &["verify", "out", "--policy", "p.toml"]).expect(0);
    let file = f.join("out/evidence/a.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    f.write("out/evidence/a.txt", format!("{text}token {}\n", token()));
    renew(&f.join("out"), "evidence/a.txt");
    for args in [vec!["verify", "out"], vec!["verify", "out", "--policy", "p.toml"]] {
        let said = run(f.path(), &args).expect(5).stderr;
        assert!(said.contains("github.pat-classic") && !said.contains("check with their policy"), "{said}");
        assert!(!said.contains(&token()), "{said}");
    }
}

#[test]
fn the_users_list_and_terms_go_whatever_is_selected() {
    let f = Folder::new("list-selected");
    let text = "hi, Priya Ramanathan from Northwind Ltd called about ACC-778812 and Falcon Nine\n";
    f.write("in/a.txt", text);
    f.write("list.csv", "name,company,account\nPriya Ramanathan,Northwind Ltd,ACC-778812\n");
    f.write(
        "p.toml",
        "schema = 1\n[select]\nonly = [\"credential\", \"EMAIL\"]\nskip = [\"PHONE\"]\n\
         [[term]]\nvalue = \"Falcon Nine\"\nkind = \"PROJECT\"\n",
    );
    let with = ["--policy", "p.toml", "--identifiers", "list.csv"];
    run(f.path(), &[&["batch", "in", "--out", "out"], &with[..]].concat()).expect(0);
    let text = std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap();
    for value in ["Priya", "Northwind", "778812", "Falcon"] {
        assert!(!text.contains(value), "{value}: {text}");
    }
    run(f.path(), &[&["verify", "out"], &with[..]].concat()).expect(0);
    let found =
        run(f.path(), &[&["scan", "in", "--only", "credential"], &with[..]].concat()).expect(1).text();
    assert!(found.contains("own.identifier") && found.contains("own.term"), "{found}");
    run(f.path(), &["batch", "in", "--out", "kept", "--policy", "p.toml"]).expect(0);
    let said = run(f.path(), &["verify", "kept", "--identifiers", "list.csv"]).expect(5).stderr;
    assert!(said.contains("own.identifier"), "{said}");
}

#[test]
fn a_baseline_replaces_a_baseline_and_nothing_else() {
    let f = Folder::new("baseline-target");
    f.write("in/a.txt", format!("token {}\n", token()));
    f.write("list.csv", "name\nPriya Ramanathan\n");
    f.write("p.toml", "schema = 1\n");
    let report = run(f.path(), &["scan", "in", "--format", "jsonl"]).expect(1).text();
    f.write("report.jsonl", &report);
    for target in ["in/a.txt", "list.csv", "p.toml", "report.jsonl", "in"] {
        let before = std::fs::read(f.join(target)).ok();
        let with = ["--identifiers", "list.csv", "--policy", "p.toml", "--write-baseline", target];
        let said = run(f.path(), &[&["scan", "in"], &with[..]].concat()).expect(2).stderr;
        assert!(said.contains(target), "{said}");
        assert_eq!(std::fs::read(f.join(target)).ok(), before, "{target}");
    }
    f.write("in/known.jsonl", "");
    for _ in 0..2 {
        run(f.path(), &["scan", "in", "--write-baseline", "in/known.jsonl"]).expect(1);
        run(f.path(), &["scan", "in", "--baseline", "in/known.jsonl"]).expect(0);
    }
    run(f.path(), &["scan", "in/a.txt", "in/known.jsonl", "--write-baseline", "in/known.jsonl"]).expect(2);
}

#[test]
fn the_policy_of_the_documentation_publishes_nothing_but_what_it_allows() {
    let f = Folder::new("documented-policy");
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/policy.md")).unwrap();
    let policy = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    f.write("p.toml", policy);
    f.write("list.csv", "name,company\nPriya Ramanathan,Northwind Ltd\n");
    f.write(
        "in/a.txt",
        "host 198.51.100.7, phone +1 202-555-0143, Northwind Ltd, mail support@example.com\n",
    );
    let args = ["batch", "in", "--out", "out", "--policy", "p.toml", "--identifiers", "list.csv"];
    run(f.path(), &args).expect(0);
    let text = std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap();
    for value in ["198.51", "555-0143", "Northwind"] {
        assert!(!text.contains(value), "{value}: {text}");
    }
    assert!(text.contains("support@example.com"), "{text}");
}

#[test]
fn a_folder_that_is_no_package_is_no_input() {
    let f = Folder::new("no-package");
    f.write("in/a.txt", "harmless\n");
    let ran = run(f.path(), &["verify", "in"]).expect(3);
    assert!(ran.stderr.contains("no package"), "{}", ran.stderr);
}
