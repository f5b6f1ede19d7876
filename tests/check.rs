//! `check` as a reviewer, a hook and a pipeline use it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, holds, run, run_with_input, tree};

fn canary() -> String {
    ["Kestrel-", "Moraine!", "7731"].concat()
}

/// A note in which three rules find something, and nothing else is wrong.
const NOTE: &str = "\
# Review of files-mcp

Objective: may the finance team use it?
Scope: the manifest

## Findings

### F-1 Any folder can be read

**Expected:** one folder
**Observed:** `roots` names `/`. We called the tool to be sure.
**Uncertainty:** none identified
**Evidence:** `manifest.json:4`
**Remediation:** name one folder

### F-2 No log

**Expected:** calls are logged
**Observed:** nothing is logged
**Uncertainty:** the log may be elsewhere
";

#[test]
fn messages_name_file_line_and_rule_and_say_what_to_write() {
    let f = Folder::new("check-text");
    f.write("notes/review.md", NOTE);
    let ran = run(f.path(), &["check", "notes/review.md"]).expect(1);
    let expected = "\
notes/review.md:11: error[N07]: this tells of a live call; the review is to read only
    help: write which file or log shows it, and from whom it came; or say in `Method` who ran it, with whose consent
notes/review.md:13: error[N08]: `manifest.json` is cited, and is not among the evidence
    help: put the file into the evidence folder, name the folder with --evidence, or correct the path
notes/review.md:19: error[N04]: F-2 shows a gap, and neither a remediation nor who accepts the risk
    help: write `Remediation:` with what should change, or `Status: risk accepted by` a role, and why
";
    assert_eq!(ran.text(), expected);
    assert_eq!(ran.stderr, "3 errors, 0 warnings, 0 remarks in 1 note\n");
    let quiet = run(f.path(), &["check", "-q", "notes/review.md"]).expect(1);
    assert_eq!((quiet.text().as_str(), quiet.stderr.as_str()), (expected, ""));
}

#[test]
fn a_note_without_errors_ends_with_0_and_a_draft_may_have_gaps() {
    let f = Folder::new("check-clean");
    f.write("manifest.json", "{}");
    f.write(
        "a.md",
        NOTE.replace(" We called the tool to be sure.", "")
            .replace("**Uncertainty:** the", "**Remediation:** log\n**Uncertainty:** the"),
    );
    let ran = run(f.path(), &["check", "a.md"]).expect(0);
    assert_eq!(ran.text(), "");
    f.write("b.md", "# Review\n\nScope: one server\nObserved: TBD\n");
    run(f.path(), &["check", "b.md"]).expect(1);
    let draft = run(f.path(), &["check", "b.md", "--profile", "draft"]).expect(0);
    assert!(draft.text().contains("note[N01]") && draft.stderr.starts_with("0 errors"), "{}", draft.text());
    run(f.path(), &["check", "a.md", "--profile", "strict"]).expect(1);
}

#[test]
fn rules_are_chosen_and_left_out_by_id() {
    let f = Folder::new("check-rules");
    f.write("a.md", NOTE);
    let only = run(f.path(), &["check", "a.md", "--rules", "n04,N07"]).expect(1).text();
    assert!(only.contains("[N04]") && only.contains("[N07]") && !only.contains("[N08]"), "{only}");
    let without = run(f.path(), &["check", "a.md", "--no-rules", "N04,N07,N08"]).expect(0).text();
    assert_eq!(without, "");
    let wrong = run(f.path(), &["check", "a.md", "--rules", "N99"]).expect(2);
    assert!(wrong.stderr.contains("no rule N99"), "{}", wrong.stderr);
    run(f.path(), &["check", "a.md", "--strict"]).expect(2);
}

#[test]
fn what_is_allowed_needs_a_reason_and_stands_in_the_report() {
    let f = Folder::new("check-allow");
    let allow = "<!-- evidact: allow N07 the vendor asked us to, in writing -->";
    f.write("manifest.json", "{}");
    f.write(
        "a.md",
        NOTE.replace("### F-1", &format!("{allow}\n### F-1"))
            .replace("### F-2", "<!-- evidact: allow N04 -->\n### F-2"),
    );
    let ran = run(f.path(), &["check", "a.md"]).expect(1);
    let text = ran.text();
    assert!(
        !text.contains("[N07]") && text.contains("a.md:17: error[N00]") && text.contains("error[N04]"),
        "{text}"
    );
    assert!(ran.stderr.contains("1 allowed by comments"), "{}", ran.stderr);
    run(f.path(), &["report", "a.md", "--out", "out", "--format", "md"]).expect(0);
    let report = std::fs::read_to_string(f.join("out/a.md")).unwrap();
    assert!(report.contains("N07") && report.contains("the vendor asked us to, in writing"), "{report}");
}

#[test]
fn lines_are_those_of_the_note_though_a_key_of_many_lines_was_taken_out() {
    let f = Folder::new("check-lines");
    let body = "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3
"
    .repeat(12);
    let key =
        ["-----BEGIN RSA PRIVATE", " KEY-----\n", &body, "-----END RSA PRIVATE", " KEY-----\n"].concat();
    f.write(
        "a.md",
        format!("# Review\n\nObserved: the key is in the log\n\n{key}\nThen we called the tool.\n"),
    );
    let text = run(f.path(), &["check", "a.md", "--rules", "N07,N09"]).expect(1).text();
    assert!(text.contains("a.md:5: error[N09]: a credential stands here"), "{text}");
    assert!(text.contains("a.md:20: error[N07]"), "{text}");
}

#[test]
fn json_says_the_same_for_programs() {
    let f = Folder::new("check-json");
    f.write("a.md", NOTE.replace("### F-2", "<!-- evidact: allow N04 decided in May -->\n### F-2"));
    f.write("b.txt", b"\0\x01\x02\xff\xfe\xfd binary \0\0\0".repeat(50));
    let ran = run(f.path(), &["check", "a.md", "b.txt", "--format", "json"]).expect(4);
    let json: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["profile"], "normal");
    assert_eq!(json["catalog"]["name"], "mcp-server-trust");
    assert_eq!(json["notes"], serde_json::json!(["a.md"]));
    let messages = json["messages"].as_array().unwrap();
    let rules: Vec<&str> = messages.iter().filter_map(|m| m["rule"].as_str()).collect();
    assert_eq!(rules, ["N07", "N08", "N04"]);
    assert_eq!(messages[0]["line"], 11);
    assert_eq!(messages[0]["level"], "error");
    assert_eq!(messages[2]["allowed"]["reason"], "decided in May");
    assert!(messages[0].get("allowed").is_none());
    assert_eq!(json["unread"][0]["path"], "b.txt");
    fits_the_schema(&json);
}

/// Holds a document against the schema that the documentation gives: required keys and no others.
fn fits_the_schema(json: &serde_json::Value) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schemas/check-1.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let fits = |value: &serde_json::Value, schema: &serde_json::Value| {
        let object = value.as_object().unwrap();
        for key in schema["required"].as_array().unwrap() {
            assert!(object.contains_key(key.as_str().unwrap()), "{key} is missing");
        }
        for key in object.keys() {
            assert!(schema["properties"].get(key).is_some(), "{key} is not in the schema");
        }
    };
    fits(json, &schema);
    for message in json["messages"].as_array().unwrap() {
        fits(message, &schema["properties"]["messages"]["items"]);
        let levels = &schema["properties"]["messages"]["items"]["properties"]["level"]["enum"];
        assert!(levels.as_array().unwrap().contains(&message["level"]));
    }
    for unread in json["unread"].as_array().unwrap() {
        fits(unread, &schema["properties"]["unread"]["items"]);
    }
}

#[test]
fn sarif_has_rules_places_and_suppressions_and_no_snippets() {
    let f = Folder::new("check-sarif");
    f.write("my notes/a.md", NOTE.replace("### F-2", "<!-- evidact: allow N04 decided in May -->\n### F-2"));
    let ran = run(f.path(), &["check", "my notes/a.md", "--format", "sarif"]).expect(1);
    let sarif: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run_ = &sarif["runs"][0];
    let rules = run_["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 18);
    let results = run_["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20notes/a.md");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
        let allowed = result["suppressions"].as_array().unwrap();
        assert_eq!(allowed.len(), usize::from(result["ruleId"] == "N04"));
    }
    assert_eq!(results[2]["suppressions"][0]["justification"], "decided in May");
    assert!(!ran.text().contains("snippet") && !ran.text().contains("contextRegion"));
}

#[test]
fn a_folder_is_searched_for_notes_and_holds_what_they_cite() {
    let f = Folder::new("check-folder");
    f.write("in/notes/a.md", NOTE);
    f.write("in/config/manifest.json", "{}");
    f.write("in/README.md", "# A project\n\nNothing to see here.\n");
    let text = run(f.path(), &["check", "in"]).expect(1).text();
    assert!(text.contains("in/notes/a.md:19: error[N04]") && !text.contains("N08"), "{text}");
    assert!(!text.contains("README"), "{text}");
    f.write("else/readme.txt", "x");
    let text = run(f.path(), &["check", "in", "--evidence", "else"]).expect(1).text();
    assert!(text.contains("[N08]"), "{text}");
}

#[test]
fn evidence_that_changed_since_it_was_packed_is_told() {
    let f = Folder::new("check-package");
    f.write("in/a.md", NOTE);
    f.write("in/manifest.json", "{\"roots\": [\"/\"]}\n");
    run(f.path(), &["batch", "in", "--out", "package"]).expect(0);
    let before =
        run(f.path(), &["check", "in/a.md", "--evidence", "package", "--rules", "N08"]).expect(0).text();
    assert_eq!(before, "");
    f.write("package/evidence/manifest.json", "{\"roots\": []}\n");
    let after =
        run(f.path(), &["check", "in/a.md", "--evidence", "package", "--rules", "N08"]).expect(1).text();
    assert!(after.contains("`manifest.json` is not the file whose SHA-256 was written down"), "{after}");
}

#[test]
fn standard_input_is_a_note() {
    let f = Folder::new("check-stdin");
    let ran = run_with_input(f.path(), &["check", "-", "--rules", "N04"], NOTE.as_bytes()).expect(1);
    assert!(ran.text().starts_with("-:19: error[N04]"), "{}", ran.text());
    run_with_input(f.path(), &["check", "-", "--rules", "N07"], b"").expect(0);
}

#[test]
fn a_hook_may_name_texts_that_are_no_notes() {
    let f = Folder::new("check-hook");
    f.write("README.md", "# A project\n\nIt is fully secure. I called the tool.\n");
    f.write("a.md", NOTE);
    let readme = run(f.path(), &["check", "--only-notes", "README.md"]).expect(0);
    assert_eq!(readme.text(), "");
    run(f.path(), &["check", "README.md"]).expect(1);
    run(f.path(), &["check", "--only-notes", "README.md", "a.md"]).expect(1);
}

#[test]
fn without_notes_it_ends_with_3() {
    let f = Folder::new("check-none");
    f.write("in/README.md", "# A project\n\nNothing to see here.\n");
    run(f.path(), &["check", "in"]).expect(3);
    run(f.path(), &["check", "gone.md"]).expect(3);
}

#[test]
fn a_planted_value_is_in_no_message() {
    let f = Folder::new("check-canary");
    let canary = canary();
    let planted = format!(
        "---\nowner: \"password={canary}\"\ntitle: [password: {canary}\n---\n# password: {canary}\n\n\
         <!-- evidact: allow N07 password={canary} -->\n## Findings\n\n### F-1 password={canary}\n\n\
         **password: {canary}:**\n\n**Severity:** High\n**Severity:** Low\n\n**Observed:** password={canary}. I called `password={canary}`.\n\
         **Evidence:** `password={canary}.json`, [x](password={canary}.log)\n\n| password: {canary} | b |\n| - | - |\n| password={canary} | TBD |\n"
    );
    f.write("in/a.md", &planted);
    f.write("in/b.md", planted.replace("F-1", "F-2").replace("High", "Medium"));
    f.write(&format!("in/password={canary}.md"), &planted);
    for args in [
        &["check", "in"][..],
        &["check", "in", "--profile", "strict"],
        &["check", "in", "--format", "json", "--profile", "strict"],
        &["check", "in", "--format", "sarif", "--profile", "strict"],
        &["check", "in/a.md", "in/b.md"],
    ] {
        let ran = run(f.path(), args);
        assert!(!holds(&ran.stdout, &canary), "{args:?}: {}", ran.text());
        assert!(!ran.stderr.contains(&canary), "{args:?}: {}", ran.stderr);
        assert!(ran.text().contains("N09"), "{args:?}: {}", ran.text());
    }
    assert_eq!(tree(f.path()).len(), 3, "nothing is written");
}

#[test]
fn hostile_notes_are_checked_or_refused_and_never_break_it() {
    let f = Folder::new("check-hostile");
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("empty.md", Vec::new()),
        ("nul.md", b"Observed: a\0b\nRemediation: \0\n".to_vec()),
        ("latin.md", b"Observed: gr\xfc\xdfe\nRemediation: keine\n".to_vec()),
        ("front.md", b"---\nowner: [a, {b: \n--\n\xef\xbb\xbf---\nObserved: x\n".to_vec()),
        ("deep.md", format!("Observed: x\n{}\n", "> - ".repeat(20_000)).into_bytes()),
        ("ticks.md", format!("Observed: {}\n", "` `` ``` ".repeat(20_000)).into_bytes()),
        ("links.md", format!("Observed: {}\n", "[](".repeat(50_000)).into_bytes()),
        ("quotes.md", format!("Observed: {}\n", "\"„“".repeat(50_000)).into_bytes()),
        ("comments.md", "<!-- evidact: allow N07 x -->\n".repeat(20_000).into_bytes()),
        ("open.md", format!("Observed: x\n{}", "<!-- evidact: allow N07 ".repeat(20_000)).into_bytes()),
        ("many.md", "### F-1 Log\n\n**Observed:** x\n\n".repeat(10_000).into_bytes()),
        ("words.md", format!("Observed: {}\n", "no risk we called the tool , ".repeat(20_000)).into_bytes()),
    ];
    for (name, bytes) in hostile {
        f.write(name, bytes);
        let ran = run(f.path(), &["check", name, "-q"]);
        assert!(matches!(ran.code, 0 | 1 | 4), "{name}: {} {}", ran.code, ran.stderr);
        assert!(!ran.stderr.contains("internal error"), "{name}: {}", ran.stderr);
    }
}

#[test]
fn the_same_notes_get_the_same_messages_in_the_same_order() {
    let f = Folder::new("check-same");
    for name in ["a.md", "b.md", "c/d.md"] {
        f.write(&format!("in/{name}"), NOTE);
    }
    let once = run(f.path(), &["check", "in", "--format", "json"]).expect(1).stdout;
    let twice = run(f.path(), &["check", "in", "--format", "json", "--threads", "1"]).expect(1).stdout;
    assert!(once == twice, "two runs differ");
}

#[test]
fn a_blank_note_of_any_catalog_is_a_draft() {
    let f = Folder::new("check-blank");
    for catalog in ["mcp-server-trust", "generic-security-review"] {
        let name = format!("{catalog}.md");
        run(f.path(), &["new", catalog, "--out", &name]).expect(0);
        run(f.path(), &["check", &name, "--catalog", catalog, "--profile", "draft"]).expect(0);
        let text = run(f.path(), &["check", &name, "--catalog", catalog]).expect(1).text();
        for rule in ["error[N01]", "warning[N02]", "error[N12]", "error[N13]", "error[N15]"] {
            assert!(text.contains(rule), "{catalog}: {rule}: {text}");
        }
    }
}

/// The hook that the documentation gives for who has no pre-commit.
#[cfg(unix)]
#[test]
fn the_hook_of_the_documentation_stops_a_commit() {
    use std::os::unix::fs::PermissionsExt as _;
    if support::tool("git", &["--version"]).is_none() {
        return;
    }
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/check.md")).unwrap();
    let hook = docs.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let f = Folder::new("check-git");
    let git = |args: &[&str]| {
        let bin = std::path::Path::new(env!("CARGO_BIN_EXE_evidact")).parent().unwrap();
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display());
        let fixed = ["-C", f.path().to_str().unwrap(), "-c", "user.name=a", "-c", "user.email=a@example.org"];
        let mut command = std::process::Command::new("git");
        command.args(fixed).args(args).env_clear().env("PATH", path).env("GIT_CONFIG_NOSYSTEM", "1");
        command.output().unwrap().status.success()
    };
    assert!(git(&["init", "-q"]));
    let place = f.write(".git/hooks/pre-commit", hook);
    std::fs::set_permissions(place, std::fs::Permissions::from_mode(0o755)).unwrap();
    f.write("README.md", "# A project\n\nIt is fully secure.\n");
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "text"]), "a text that is no note passes");
    f.write("manifest.json", "{}");
    f.write("review.md", NOTE);
    assert!(git(&["add", "-A"]) && !git(&["commit", "-qm", "note"]), "a note with errors is stopped");
    let mended = NOTE
        .replace(" We called the tool to be sure.", "")
        .replace("**Uncertainty:** the", "**Remediation:** log\n**Uncertainty:** the");
    assert!(git(&["add", "-A"]));
    f.write("review.md", &mended);
    assert!(!git(&["commit", "-qm", "note"]), "what is staged is checked, not what was mended since");
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "note"]), "a note without errors passes");
}

#[test]
fn a_folder_of_notes_finds_the_evidence_beside_it_as_each_of_its_notes_does() {
    let f = Folder::new("check-folder-evidence");
    f.write("notes/review.md", NOTE.replace("manifest.json:4", "logs/calls.json"));
    f.write("logs/calls.json", "{}");
    for what in ["notes", "notes/", "./notes", "notes/review.md", "."] {
        let ran = run(f.path(), &["check", "--rules", "N08", what]);
        assert_eq!(ran.text(), "", "{what}");
    }
    std::fs::remove_file(f.join("logs/calls.json")).unwrap();
    for what in ["notes", "notes/review.md"] {
        let ran = run(f.path(), &["check", "--rules", "N08", what]).expect(1);
        assert!(ran.text().contains("`logs/calls.json` is cited"), "{what}: {}", ran.text());
    }
}
