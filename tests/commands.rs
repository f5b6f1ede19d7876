//! The commands around the main job.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run, run_with_input};

fn secret() -> String {
    ["hunter2-", "Kestrel", "Zx9Qv7"].concat()
}

#[test]
fn help_reads_well_everywhere() {
    let f = Folder::new("help");
    let top = run(f.path(), &["--help"]).expect(0).text();
    for command in ["scan", "redact", "report", "batch", "verify", "new", "rules", "completions", "man"] {
        assert!(top.contains(command), "{command}");
        let help = run(f.path(), &[command, "--help"]).expect(0).text();
        assert!(help.contains("Usage:"), "{command}");
    }
    assert!(run(f.path(), &["--version"]).expect(0).text().starts_with("evidact "));
}

#[test]
fn completions_and_manual_are_generated() {
    let f = Folder::new("manual");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(f.path(), &["completions", shell]).expect(0).text().contains("evidact"), "{shell}");
    }
    assert!(run(f.path(), &["man"]).expect(0).text().contains(".TH evidact"));
}

#[test]
fn scan_says_where_and_never_what() {
    let f = Folder::new("scan");
    let text = format!("first line\npassword = \"{}\"\n", secret());
    f.write("app.conf", &text);
    let start = text.find(&secret()).unwrap();
    let lines = run(f.path(), &["scan", "app.conf", "--format", "jsonl"]).expect(1).text();
    assert!(!lines.contains(&secret()));
    let finding: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(finding["start"], start);
    assert_eq!(finding["end"], start + secret().len());
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(2), Some(13)));
    assert_eq!(finding["class"], "credential");
    assert_eq!(finding["schema"], 1);
}

#[test]
fn every_scan_format_is_what_it_says() {
    let f = Folder::new("formats");
    f.write("app.conf", format!("password = \"{}\"\n", secret()));
    let json: serde_json::Value =
        serde_json::from_str(&run(f.path(), &["scan", ".", "--format", "json"]).expect(1).text()).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let sarif: serde_json::Value =
        serde_json::from_str(&run(f.path(), &["scan", ".", "--format", "sarif"]).expect(1).text()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
    let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][0];
    assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string(), "{rule}");
    let print = |sarif: &serde_json::Value| {
        sarif["runs"][0]["results"][0]["partialFingerprints"]["evidactContext/v1"].clone()
    };
    // The line moves and the finding is the same; another key is another finding.
    let again = |text: String| {
        f.write("app.conf", text);
        let text = run(f.path(), &["scan", ".", "--format", "sarif"]).expect(1).text();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    assert!(print(&sarif).is_string());
    assert_eq!(print(&again(format!("# a\n\npassword = \"{}\"\n", secret()))), print(&sarif));
    assert_ne!(print(&again(format!("admin_password = \"{}\"\n", secret()))), print(&sarif));
    let csv = run(f.path(), &["scan", ".", "--format", "csv"]).expect(1).text();
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.starts_with("path,") && csv.lines().all(|line| line.split(',').count() == 13), "{csv}");
    assert!(csv.contains(",CREDENTIAL:password,"), "{csv}");
}

#[test]
fn a_clean_folder_scans_with_exit_zero() {
    let f = Folder::new("clean");
    f.write("a.md", "# Notes\n\nThe server answers on port 8443 with version 2.4.1.\n");
    run(f.path(), &["scan", "."]).expect(0);
}

#[test]
fn redact_is_a_filter() {
    let f = Folder::new("filter");
    let ran = run_with_input(f.path(), &["redact"], format!("password: {}\nkeep me\n", secret()).as_bytes())
        .expect(0);
    assert!(!ran.text().contains(&secret()));
    assert!(ran.text().contains("keep me") && ran.text().contains("[CREDENTIAL"), "{}", ran.text());
}

#[test]
fn the_same_value_gets_the_same_placeholder_in_every_file() {
    let f = Folder::new("same");
    f.write("in/a.env", format!("DB_PASSWORD={}\n", secret()));
    f.write("in/b.log", format!("2026-01-01 connecting with {} to db\n", secret()));
    f.write("in/c.json", format!("{{\"note\": \"used {} again\"}}", secret()));
    run(f.path(), &["redact", "in", "--out", "out"]).expect(0);
    let read = |name: &str| std::fs::read_to_string(f.join("out").join(name)).unwrap();
    let placeholder = read("a.env").trim_end().split_once('=').unwrap().1.to_owned();
    assert!(placeholder.starts_with("[CREDENTIAL"), "{placeholder}");
    assert!(read("b.log").contains(&placeholder), "{}", read("b.log"));
    assert!(read("c.json").contains(&placeholder), "{}", read("c.json"));
}

#[test]
fn a_policy_keeps_removes_and_adds_terms() {
    let f = Folder::new("policy");
    f.write("in/a.txt", "mail ops@example.com and jane@example.org about Project Falcon Nine\n");
    f.write(
        "evidact.toml",
        "schema = 1\n[kinds]\nEMAIL = \"remove\"\n[[allow]]\nvalue = \"ops@example.com\"\nreason = \"role address\"\n\
         [[term]]\nvalue = \"Falcon Nine\"\nkind = \"PROJECT\"\n",
    );
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    let text = std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap();
    assert_eq!(text, "mail ops@example.com and [REMOVED:01] about Project [PROJECT:01]\n");
    let manifest = std::fs::read_to_string(f.join("out/manifest.json")).unwrap();
    assert!(manifest.contains("role address"), "the reason is in the manifest");
    run(f.path(), &["verify", "out"]).expect(0);
}

#[test]
fn names_of_files_are_redacted_too() {
    let f = Folder::new("names");
    f.write("in/jane.doe@example.com/notes for jane.doe@example.com.txt", "harmless");
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    assert!(
        f.join("out/evidence/EMAIL-01/notes for EMAIL-01.txt").exists(),
        "{:?}",
        support::tree(&f.join("out"))
    );
}

#[test]
fn a_blank_note_becomes_a_report() {
    let f = Folder::new("new");
    run(f.path(), &["new", "mcp-server-trust", "--server", "ledger-tools", "--out", "note.md"]).expect(0);
    run(f.path(), &["new", "mcp-server-trust", "--out", "note.md"]).expect(2);
    run(f.path(), &["report", "note.md", "--out", "report", "--date", "2026-03-31"]).expect(0);
    let markdown = std::fs::read_to_string(f.join("report/note.md")).unwrap();
    assert!(markdown.contains("ledger-tools") && markdown.contains("2026-03-31"));
    assert!(std::fs::read(f.join("report/note.pdf")).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn rules_are_listed_shown_and_checked() {
    let f = Folder::new("rules");
    let list = run(f.path(), &["rules", "list"]).expect(0).text();
    let first = list.split_whitespace().next().unwrap().to_owned();
    let shown = run(f.path(), &["rules", "show", &first]).expect(0).text();
    assert!(shown.contains("\nreference ") && shown.contains("\nbasis "), "{shown}");
    run(f.path(), &["rules", "show", "no.such-rule"]).expect(2);
    run(f.path(), &["rules", "check"]).expect(0);
    f.write("packs/broken.toml", "schema = 1\nprovider = \"x\"\n");
    run(f.path(), &["rules", "check", "packs"]).expect(1);
}

#[test]
fn a_pack_of_the_users_own_is_used() {
    let f = Folder::new("packs");
    f.write(
        "packs/acme.toml",
        r#"schema = 1
provider = "acme"
name = "Acme"
references = ["https://docs.acme.example/tokens"]
[[rule]]
id = "acme.badge"
title = "Acme badge"
description = "Opens the doors of Acme."
class = "credential"
confidence = "high"
regex = '''\b(?P<secret>acmebadge-[0-9]{4}-[a-z]{4})\b'''
[[rule.example]]
text = ["badge acmebadge", "-1234-abcd"]
found = ["acmebadge", "-1234-abcd"]
[[rule.counter_example]]
text = ["acmebadge-12"]
why = "too short"
"#,
    );
    f.write("a.txt", "the door opens for acmebadge-5512-qxyz today\n");
    let found = run(f.path(), &["scan", "a.txt", "--patterns", "packs"]).expect(1).text();
    assert!(found.contains("acme.badge"), "{found}");
    run(f.path(), &["scan", "a.txt", "--patterns", "nowhere"]).expect(2);
}

#[test]
fn scan_does_not_show_what_is_sensitive_in_a_name() {
    let f = Folder::new("scan-names");
    f.write(&format!("in/password={}.txt", secret()), "harmless");
    for format in ["text", "json", "jsonl", "csv", "sarif"] {
        let ran = run(f.path(), &["scan", "in", "--format", format]).expect(1);
        assert!(
            !ran.text().contains(&secret()) && !ran.stderr.contains(&secret()),
            "{format}: {}",
            ran.text()
        );
    }
}

#[test]
fn a_diff_shows_every_line_that_would_change_with_one_numbering() {
    let f = Folder::new("diff");
    f.write("in/a.env", format!("KEEP=1\nDB_URL=postgres://ops:{}@db.example.com/x\n", secret()));
    f.write("in/b.txt", "mail jane@example.org\n");
    f.write("in/c.txt", "mail john@example.net\n");
    let text = run(f.path(), &["redact", "in", "--diff"]).expect(0).text();
    assert!(text.contains("a.env:2:") && !text.contains("KEEP"), "{text}");
    assert!(text.contains("[EMAIL:01]") && text.contains("[EMAIL:02]"), "{text}");
    assert!(!text.contains(&secret()));
}

#[test]
fn allowed_values_stay_whole_and_verify_without_the_policy_says_so() {
    let f = Folder::new("allowed");
    f.write("in/a.txt", "Lena Vogt <lena.vogt@example.com> wrote, Lena Vogt said\n");
    f.write("p.toml", "schema = 1\n[[allow]]\nvalue = \"lena.vogt@example.com\"\nreason = \"press contact\"\n[[term]]\nvalue = \"Lena Vogt\"\n");
    run(f.path(), &["batch", "in", "--out", "out", "--policy", "p.toml"]).expect(0);
    let text = std::fs::read_to_string(f.join("out/evidence/a.txt")).unwrap();
    assert!(text.contains("<lena.vogt@example.com>") && !text.contains("Lena Vogt"), "{text}");
    run(f.path(), &["verify", "out", "--policy", "p.toml"]).expect(0);
    // The manifest counts allowed values and does not name them.
    let ran = run(f.path(), &["verify", "out"]).expect(5);
    assert!(
        ran.stderr.contains("allowed 1 value by name") && ran.stderr.contains("--policy"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_policy_inside_the_evidence_is_not_obeyed() {
    let f = Folder::new("hostile-policy");
    f.write("in/a.txt", format!("password: {}\n", secret()));
    f.write("in/evidact.toml", "schema = 1\n[classes]\ncredential = { keep = \"x\" }\n");
    let ran = run(&f.join("in"), &["batch", ".", "--out", "../out"]).expect(2);
    assert!(ran.stderr.contains("--policy"), "{}", ran.stderr);
}

#[test]
fn a_yaml_alias_of_a_secret_stays_an_alias() {
    let f = Folder::new("alias");
    f.write("in/a.yml", format!("db_password: &a {}\nreplica_password: *a\n", secret()));
    run(f.path(), &["redact", "in", "--out", "out"]).expect(0);
    let text = std::fs::read_to_string(f.join("out/a.yml")).unwrap();
    assert!(text.contains("replica_password: *a") && !text.contains(&secret()), "{text}");
}

#[test]
fn characters_that_no_font_has_are_named_and_drawn_with_a_font_that_has_them() {
    let f = Folder::new("fonts");
    let note = "# Review\n\n## F-01 One\n\n**Expected:** a\n**Observed:** 服务器\n";
    std::fs::write(f.join("note.md"), note).unwrap();
    let spelt = run(f.path(), &["report", "note.md", "--out", "spelt"]).expect(0);
    assert!(spelt.stderr.contains("note.md: no font has U+52A1, U+5668, U+670D"), "{}", spelt.stderr);
    let failed = run(f.path(), &["report", "note.md", "--out", "none", "--missing-glyphs", "fail"]).expect(6);
    assert!(failed.stderr.contains("note.md") && failed.stderr.contains("U+52A1"), "{}", failed.stderr);
    assert!(!f.join("none").exists());
    let fonts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/evidact-render/tests/fonts");
    let folder = fonts.to_str().unwrap();
    for arguments in [vec![], vec!["--missing-glyphs", "fail"]] {
        let out = if arguments.is_empty() { "drawn" } else { "drawn-or-failed" };
        let mut all = vec!["report", "note.md", "--out", out, "--font-dir", folder];
        all.extend(arguments);
        let drawn = run(f.path(), &all).expect(0);
        assert!(!drawn.stderr.contains("no font has"), "{}", drawn.stderr);
    }
    std::fs::create_dir(f.join("empty")).unwrap();
    std::fs::create_dir(f.join("wrong")).unwrap();
    std::fs::write(f.join("wrong/a.ttf"), "no font").unwrap();
    for folder in ["empty", "wrong", "absent"] {
        run(f.path(), &["report", "note.md", "--out", "none", "--font-dir", folder]).expect(2);
    }
}

#[test]
fn a_theme_brings_its_logo_from_beside_it_and_says_if_it_is_not_there() {
    let f = Folder::new("house-style");
    std::fs::write(f.join("note.md"), "# Review\n\n## F-01 One\n\n**Expected:** a\n**Observed:** b\n")
        .unwrap();
    let house = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/themes/house-style");
    let theme = house.join("theme.toml");
    run(f.path(), &["report", "note.md", "--out", "report", "--theme", theme.to_str().unwrap()]).expect(0);
    let markdown = std::fs::read_to_string(f.join("report/note.md")).unwrap();
    assert!(markdown.contains("What we observed") && markdown.contains("Confidential"), "{markdown}");
    std::fs::copy(&theme, f.join("theme.toml")).unwrap();
    let absent = run(f.path(), &["report", "note.md", "--out", "none", "--theme", "theme.toml"]).expect(2);
    assert!(absent.stderr.contains("logo.png"), "{}", absent.stderr);
    std::fs::write(f.join("logo.png"), "no picture").unwrap();
    let wrong = run(f.path(), &["report", "note.md", "--out", "none", "--theme", "theme.toml"]).expect(2);
    assert!(wrong.stderr.contains("is no PNG picture"), "{}", wrong.stderr);
}

#[test]
fn one_observation_becomes_a_report_of_its_own() {
    let f = Folder::new("one-observation");
    let note = "# Review\n\n## F-01 One\n\n**Expected:** a\n**Observed:** first thing\n\n## F-02 Two\n\n\
                **Expected:** b\n**Observed:** second thing\n";
    std::fs::write(f.join("note.md"), note).unwrap();
    run(f.path(), &["report", "note.md", "--out", "report", "--observation", "f-02"]).expect(0);
    let markdown = std::fs::read_to_string(f.join("report/note.md")).unwrap();
    assert!(markdown.contains("second thing") && !markdown.contains("first thing"), "{markdown}");
    assert!(std::fs::read(f.join("report/note.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    let ran = run(f.path(), &["report", "note.md", "--out", "none", "--observation", "F-09"]).expect(2);
    assert!(ran.stderr.contains("there are F-01, F-02"), "{}", ran.stderr);
    assert!(!f.join("none").exists());
}

#[test]
fn a_note_that_cannot_be_read_gives_no_folder_and_a_reason() {
    let f = Folder::new("unread-note");
    f.write("note.docx", b"PK\x03\x04 and nothing that an archive has");
    let ran = run(f.path(), &["report", "note.docx", "--out", "out"]).expect(4);
    assert!(ran.stderr.contains("no note could be read; nothing was written"), "{}", ran.stderr);
    assert!(ran.stderr.contains("note.docx") && !ran.stderr.contains("published:"), "{}", ran.stderr);
    assert!(!f.join("out").exists());
}

#[test]
fn what_holds_no_note_gives_no_report() {
    let f = Folder::new("no-note");
    f.write("in/app.log", "started\n");
    f.write("in/blank.md", " \n");
    f.write("server.json", "{\"port\": 8080}\n");
    for input in ["in", "in/blank.md", "server.json"] {
        let ran = run(f.path(), &["report", input, "--out", "out"]).expect(3);
        assert!(ran.stderr.contains("no note here"), "{}", ran.stderr);
        assert!(!f.join("out").exists());
    }
    let note = run(f.path(), &["new", "mcp-server-trust", "--server", "ledger-tools"]).expect(0).text();
    f.write("in/review.md", &note);
    run(f.path(), &["report", "in", "--out", "out"]).expect(0);
    assert!(f.join("out/review.md").exists() && !f.join("out/app.md").exists());
}

#[test]
fn messages_are_in_the_words_of_users() {
    let f = Folder::new("words");
    f.write("a.txt", "harmless\n");
    f.write("packs/x.toml", "schema = 1\n");
    f.write("empty.toml", "");
    f.write("key.toml", "schema = 1\nclases = 1\n");
    for (args, said) in [
        (&["scan", "a.txt", "--policy", "nope.toml"][..], "no such file"),
        (&["scan", "a.txt", "--identifiers", "nope.csv"], "no such file"),
        (&["scan", "a.txt", "--patterns", "packs/x.toml"], "the folder it lies in"),
        (&["scan", "a.txt", "--only", ""], "a name is missing"),
        (&["scan", "a.txt", "--only", "EMIAL"], "did you mean EMAIL?"),
        (&["scan", "a.txt", "--only", "personal"], "did you mean personal-data?"),
        (&["redact", "-", "a.txt", "--out", "out"], "name it alone"),
        (&["scan", "a.txt", "--policy", "empty.toml"], "schema = 1"),
        (
            &["scan", "a.txt", "--policy", "key.toml"],
            "2:1: there is no such key in a policy; did you mean classes?",
        ),
    ] {
        let ran = run(f.path(), args).expect(2);
        assert!(ran.stderr.contains(said), "{args:?}: {}", ran.stderr);
    }
    let ran = run(f.path(), &["scan", "a.txt", "--write-baseline", "none/x.jsonl"]).expect(6);
    assert!(ran.stderr.contains("none/x.jsonl: no such"), "{}", ran.stderr);
}

#[test]
fn a_folder_without_notes_says_that_there_is_no_report() {
    let f = Folder::new("no-notes");
    f.write("in/readme.md", "# Files\n\n## Server trust record\n\n**Name:** files\n");
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    assert!(ran.stderr.contains("no text was taken for a review note"), "{}", ran.stderr);
    f.write("in/note.md", "Observed: no list\nRemediation: write one\n");
    let ran = run(f.path(), &["batch", "in", "--out", "again"]).expect(0);
    assert!(!ran.stderr.contains("no text was taken"), "{}", ran.stderr);
}
