//! `evidact diff`, end to end: notes, packages, report.json, tools; and no value of either side.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use serde_json::Value;
use support::{Folder, run};

fn secret() -> String {
    ["hunter2-", "Kestrel", "Zx9Qv7"].concat()
}

fn old() -> String {
    format!(
        "# Review of ledger\n\n## Server trust record\n\nName: ledger\nOwner: Payments team\n\n## Findings\n\n### F-01: One token\n\n**Severity:** High\n\
         **Status:** open\n\n**Expected control:** a credential a client\n\n**Observed:** password: {}\n\n\
         **Remediation:** one token a client\n\n### F-02: Wide role\n\n**Severity:** Medium\n\n**Observed:** it is owner\n\n\
         **Remediation:** a reading role\n",
        secret()
    )
}

fn new() -> String {
    old()
        .replace("Medium", "Low")
        .replace("**Status:** open", "**Status:** fixed")
        .replace("Payments", "Ledger")
        + "\n### F-03: Mail\n\n**Observed:** jane.roe@example.com answers\n\n**Remediation:** a shared address\n"
}

fn json(f: &Folder, args: &[&str]) -> Value {
    let mut all = vec!["diff", "--format", "json"];
    all.extend(args);
    serde_json::from_str(&run(f.path(), &all).expect(0).text()).unwrap()
}

#[test]
fn two_notes_differ_in_what_was_changed() {
    let f = Folder::new("diff-notes");
    f.write("old.md", old());
    f.write("new.md", new());
    let note = json(&f, &["old.md", "new.md"])["notes"][0].clone();
    assert_eq!(note["opened"][0]["id"], "F-03");
    assert_eq!(note["closed"][0]["how"], "settled");
    assert_eq!(note["record"][0]["after"], "Ledger team");
    let fields: Vec<&str> = note["changed"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|o| o["fields"].as_array().unwrap())
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["status"], "the password did not change, and has one placeholder on both sides");
    let regraded = &note["regraded"][0];
    assert_eq!((regraded["id"].as_str(), regraded["way"].as_str()), (Some("F-02"), Some("lowered")));
}

#[test]
fn no_value_of_either_side_is_shown_in_any_form() {
    let f = Folder::new("diff-canary");
    // The owner, a field whose text is shown, holds values on either side; a name of a file does too.
    f.write("a/old.md", old().replace("Payments team", &format!("jane.roe@example.com, token {}", secret())));
    f.write(
        &format!("b/{}.md", "jane.roe@example.com"),
        new().replace("Ledger team", "john.doe@example.org"),
    );
    for format in ["text", "json", "md"] {
        let ran = run(f.path(), &["diff", "a", "b", "--format", format]).expect(0);
        let said = ran.text() + &ran.stderr;
        for value in [secret().as_str(), "jane.roe", "john.doe"] {
            assert!(!said.contains(value), "{format}: {said}");
        }
        assert!(said.contains("F-03"), "{said}");
    }
}

#[test]
fn the_exit_code_says_whether_there_is_a_difference_only_if_asked() {
    let f = Folder::new("diff-exit");
    f.write("old.md", old());
    f.write("new.md", new());
    run(f.path(), &["diff", "old.md", "new.md"]).expect(0);
    run(f.path(), &["diff", "old.md", "new.md", "--fail-on-change"]).expect(1);
    let same = run(f.path(), &["diff", "old.md", "old.md", "--fail-on-change"]).expect(0);
    assert_eq!(same.text(), "no difference\n");
    run(f.path(), &["diff", "old.md", "absent.md"]).expect(3);
    f.write("empty/data.json", "{}");
    run(f.path(), &["diff", "old.md", "empty"]).expect(3);
}

#[test]
fn a_report_json_a_folder_of_reports_and_a_package_are_sides_too() {
    let f = Folder::new("diff-sides");
    f.write("in/notes/review.md", old());
    f.write("later/notes/review.md", new());
    run(f.path(), &["batch", "in", "--out", "package", "--format", "json", "--combined"]).expect(0);
    run(f.path(), &["batch", "later", "--out", "next", "--format", "json"]).expect(0);
    for (a, b) in [
        ("package/reports/notes/review.json", "in/notes/review.md"),
        ("package/reports", "in"),
        ("package", "in"),
        ("package", "package/reports/combined.json"),
    ] {
        assert_eq!(json(&f, &[a, b])["notes"].as_array().unwrap().len(), 0, "{a} and {b}");
    }
    for (a, b) in [("package", "next"), ("package/reports", "next/reports"), ("in", "next")] {
        let difference = json(&f, &[a, b]);
        assert_eq!(difference["notes"][0]["opened"][0]["id"], "F-03", "{a} and {b}");
        assert_eq!(difference["notes"][0]["note"], "notes/review.md", "{a} and {b}");
    }
}

#[test]
fn a_package_does_not_differ_from_the_folder_it_was_made_of() {
    let f = Folder::new("diff-own-folder");
    // What stands in no note comes first in the package, so that its numbers are others.
    f.write("evidence/a.log", "login of john.doe@example.org from 192.0.2.7 and 192.0.2.8\n");
    let url = ["postgres://ledger:", &secret(), "@198.51.100.9:5432/ledger"].concat();
    f.write(
        "evidence/review.md",
        old() + &format!("\n### F-04: URL\n\n**Observed:** `{url}`, http://203.0.113.5:8080/mcp\n"),
    );
    f.write(
        "evidence/mcp.json",
        format!("{{\"mcpServers\": {{\"ledger\": {{\"command\": \"ledger-mcp\", \"env\": {{\"DB_URL\": \"{url}\"}}}}, \"web\": {{\"url\": \"http://203.0.113.5:8080/mcp\"}}}}}}"),
    );
    run(f.path(), &["batch", "evidence", "--out", "package", "--format", "json"]).expect(0);
    for sides in [["package", "evidence"], ["evidence", "package"]] {
        let ran = run(f.path(), &["diff", sides[0], sides[1]]).expect(0);
        assert_eq!(ran.text(), "no difference\n", "{sides:?}");
    }
}

#[test]
fn lists_of_tools_that_drift_are_told() {
    let f = Folder::new("diff-tools");
    let list = |one: &str, two: &str| {
        format!(
            "{{\"tools\":[{{\"name\":\"search\",\"description\":\"{one}\",\"inputSchema\":{{\"type\":\"object\"}}}},\
             {{\"name\":\"{two}\",\"description\":\"x\",\"inputSchema\":{{\"type\":\"object\"}}}}]}}"
        )
    };
    f.write("a/review.md", old());
    f.write("b/review.md", old());
    f.write("a/tools.json", list("Finds a record", "drop"));
    f.write("b/tools.json", list("Finds and changes a record", "export"));
    let tools = json(&f, &["a", "b"])["tools"].clone();
    for (what, name) in [("added", "export"), ("removed", "drop"), ("changed", "search")] {
        assert_eq!(tools[what].as_array().unwrap().len(), 1, "{what}");
        assert_eq!(tools[what][0]["name"], name);
    }
    run(f.path(), &["diff", "a", "a", "--fail-on-change"]).expect(0);
}

#[test]
fn the_parameters_and_annotations_of_a_tool_that_changed_are_told() {
    let f = Folder::new("diff-annotations");
    let list = |hint: bool, name: &str| {
        format!(
            "{{\"tools\":[{{\"name\":\"drop\",\"description\":\"x\",\"inputSchema\":{{\"type\":\"object\",\"properties\":\
             {{\"{name}\":{{\"type\":\"string\"}}}}}},\"annotations\":{{\"destructiveHint\":{hint}}}}}]}}"
        )
    };
    f.write("a/review.md", old());
    f.write("b/review.md", old());
    f.write("a/tools.json", list(false, "table"));
    f.write("b/tools.json", list(true, "query"));
    let told: Vec<String> = json(&f, &["a", "b"])["tools"]["changed"][0]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| format!("{}: {} → {}", field["field"], field["before"], field["after"]).replace('"', ""))
        .collect();
    assert_eq!(
        told,
        [
            "parameter query: null → any text",
            "parameter table: any text → null",
            "annotation destructiveHint: false → true"
        ]
    );
}

#[test]
fn of_a_package_the_reports_are_compared_and_other_forms_of_them_are_not_read() {
    let f = Folder::new("diff-packages");
    f.write("in/notes/review.md", old());
    f.write("later/notes/review.md", new());
    for (from, to) in [("in", "one"), ("later", "two")] {
        run(f.path(), &["batch", from, "--out", to, "--format", "md,html,json,oscal,sarif,csv"]).expect(0);
    }
    // The evidence of the first package is made to say something that its report does not.
    let evidence = f.path().join("one/evidence/notes/review.md");
    let text = std::fs::read_to_string(&evidence).unwrap().replace("Payments", "Quite another");
    std::fs::write(&evidence, text).unwrap();
    for (a, b) in [("one", "two"), ("one/reports", "two/reports"), ("one/reports", "two")] {
        let difference = json(&f, &[a, b]);
        assert_eq!(difference["notes"][0]["note"], "notes/review.md", "{a} and {b}");
        assert_eq!(difference["notes"][0]["record"][0]["before"], "Payments team", "{a} and {b}");
        assert_eq!(difference["notes"].as_array().unwrap().len(), 1);
    }
    // Copied away from the package they are a folder like any other.
    std::fs::rename(f.path().join("one/reports"), f.path().join("kept")).unwrap();
    assert_eq!(json(&f, &["kept", "two"])["notes"][0]["opened"][0]["id"], "F-03");
    // The package without reports is compared by its notes.
    assert_eq!(json(&f, &["one", "two"])["notes"][0]["record"][0]["before"], "Quite another team");
    let ran = run(f.path(), &["diff", "two/reports/notes/review.md", "kept"]).expect(2);
    assert!(ran.stderr.contains("name the package, or the report as JSON"), "{}", ran.stderr);
}

#[test]
fn a_trust_record_beside_the_note_is_compared() {
    let f = Folder::new("diff-sidecar");
    f.write("a/review.md", old());
    f.write("b/review.md", old());
    f.write("a/server-trust.toml", "support-path = \"#ledger\"\n");
    f.write("b/server-trust.toml", "support-path = \"#core-ledger\"\n");
    let row = json(&f, &["a", "b"])["notes"][0]["record"][0].clone();
    assert_eq!((row["before"].as_str(), row["after"].as_str()), (Some("#ledger"), Some("#core-ledger")));
    f.write("b/server-trust.toml", format!("support-path = \"{}\n", secret()));
    let ran = run(f.path(), &["diff", "a", "b"]);
    assert!(ran.code != 0 && !(ran.text() + &ran.stderr).contains(&secret()), "{}", ran.stderr);
}

#[test]
fn a_report_of_many_mebibytes_is_read() {
    let f = Folder::new("diff-large");
    f.write("in/review.md", old());
    run(f.path(), &["batch", "in", "--out", "package", "--format", "json"]).expect(0);
    let text = std::fs::read_to_string(f.path().join("package/reports/review.json")).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let words =
        "the clients of the service share a token that is used in the test environment\n".repeat(60_000);
    document["report"]["review"]["unplaced"] =
        serde_json::json!([{ "first_line": 40, "last_line": 60_040, "text": words }]);
    let large = serde_json::to_string_pretty(&document).unwrap();
    assert!(large.len() > 4 << 20);
    f.write("large.json", large);
    let difference = json(&f, &["large.json", "in"]);
    assert_eq!(difference["notes"][0]["review"][0]["field"], "unplaced text");
    assert_eq!(difference["notes"][0]["review"].as_array().unwrap().len(), 1);
    assert_eq!(difference["summary"]["changed"], 0);
}

#[test]
fn a_report_of_another_version_and_one_that_is_cut_off_are_named() {
    let f = Folder::new("diff-versions");
    f.write("in/review.md", old());
    run(f.path(), &["batch", "in", "--out", "package", "--format", "json"]).expect(0);
    let text = std::fs::read_to_string(f.path().join("package/reports/review.json")).unwrap();
    f.write("later.json", text.replacen("\"schema\": 1", "\"schema\": 9", 1));
    let ran = run(f.path(), &["diff", "package", "later.json"]).expect(2);
    assert!(ran.stderr.contains("schema 9; this version reads 1"), "{}", ran.stderr);
    f.write("cut/a.json", &text);
    f.write(
        "cut/b.json",
        text.replacen("\"report\":", "\"rapport\":", 1).replacen("\"redaction\":", "\"r\":", 1),
    );
    let ran = run(f.path(), &["diff", "package", "cut"]).expect(4);
    assert!(ran.stderr.contains("not read: b.json: line"), "{}", ran.stderr);
}

#[test]
fn a_broken_report_json_shows_nothing_of_what_it_holds() {
    let f = Folder::new("diff-broken");
    f.write("old.md", old());
    let broken = format!("{{\"schema\": 1, \"tool\": \"evidact\", \"redaction\": \"{}\"", secret());
    f.write("report.json", broken);
    let ran = run(f.path(), &["diff", "old.md", "report.json"]);
    assert!(!(ran.text() + &ran.stderr).contains(&secret()));
}

#[test]
fn static_findings_are_not_gone_where_the_other_side_is_a_note_alone() {
    let f = Folder::new("diff-note-alone");
    let note = "# Ledger\n\nServer: ledger\n\n## F-1 Roots\n\n**Observed:** all\n\n**Remediation:** one\n";
    f.write("in/n.md", note);
    f.write(
        "in/mcp.json",
        r#"{"mcpServers": {"ledger": {"command": "npx", "args": ["-y", "@acme/ledger"]}}}"#,
    );
    run(f.path(), &["batch", "in", "--out", "out", "--format", "json"]).expect(0);
    let ran = run(f.path(), &["diff", "out/reports/n.json", "in/n.md"]).expect(0);
    assert!(!ran.text().contains("S04"), "{}", ran.text());
    assert!(ran.stderr.contains("not compared: static findings"), "{}", ran.stderr);
}
