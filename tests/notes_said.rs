//! What the terminal says of how a note was read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

fn read(f: &Folder, name: &str) -> String {
    std::fs::read_to_string(f.join(name)).unwrap_or_else(|_| panic!("{name} is missing"))
}

#[test]
fn a_memo_in_which_no_observation_is_found_is_named_with_the_lines_that_found_no_place() {
    let f = Folder::new("said-memo");
    let memo = "# Memo: invoice-bot, Thursday\n\nFrom: the reviewers\n\n\
                **1. It trusts everything in the invoice text.** I would strip it first.\n\n\
                **2. Token lifetime.** Tokens live 90 days.\n\nMy take: not yet.\n";
    f.write("memo.md", memo);
    let ran = run(f.path(), &["report", "memo.md", "--out", "out", "--format", "md"]).expect(0);
    let said = ran.stderr.lines().find(|line| line.starts_with("no observation found in memo.md: ")).unwrap();
    assert!(
        said.ends_with(" stand under Unplaced notes; see docs/notes.md for how a finding may be written"),
        "{said}"
    );
    let report = read(&f, "out/memo.md");
    assert!(report.contains("Token lifetime"), "{report}");
}

#[test]
fn a_blank_note_counts_no_observation_and_one_with_a_title_does() {
    let f = Folder::new("said-blank");
    for (catalog, name) in [("mcp-server-trust", "mcp"), ("generic-security-review", "generic")] {
        let blank = run(f.path(), &["new", catalog, "--name", "files"]).expect(0).text();
        f.write(&format!("{name}.md"), &blank);
        f.write(&format!("{name}-titled.md"), blank.replace("### F-01: …", "### F-01: Broad roots"));
        for (note, found) in [(name.to_owned(), false), (format!("{name}-titled"), true)] {
            let (file, out) = (format!("{note}.md"), format!("out-{note}"));
            let args = ["report", &file, "--out", &out, "--format", "md", "--catalog", catalog];
            let ran = run(f.path(), &args).expect(0);
            let hint = format!("no observation found in {file}: ");
            assert_eq!(ran.stderr.contains(&hint), !found, "{}", ran.stderr);
            let report = read(&f, &format!("{out}/{file}"));
            assert_eq!(report.contains("One observation is recorded"), found, "{note}: {report}");
            assert!(!report.contains("· …"), "{note}");
        }
    }
}

#[test]
fn the_record_of_a_second_server_in_one_note_is_said_and_not_read() {
    let f = Folder::new("said-second");
    let record = |name: &str, owner: &str| {
        format!(
            "## Server trust record: {name}\n\n| Field | Value |\n|---|---|\n| Name | {name} |\n| Owner | {owner} |\n\n"
        )
    };
    let (one, two) = (record("ledger-tools", "Team A"), record("weather", "Team B"));
    let rest = "## Findings\n\n### F-1 Broad roots\n\n**Observed:** all\n\n**Remediation:** one\n";
    f.write("n.md", format!("# Review\n\n{one}{two}{rest}"));
    let ran = run(f.path(), &["report", "n.md", "--out", "out", "--format", "md"]).expect(0);
    let said =
        "n.md:10: the record of a second server, which stands under Unplaced notes; write one note a server";
    assert!(ran.stderr.lines().any(|line| line == said), "{}", ran.stderr);
    let report = read(&f, "out/n.md");
    let unplaced = report.find("## Unplaced notes").unwrap();
    assert!(report.find("Team B").unwrap() > unplaced && report.find("Team A").unwrap() < unplaced);
}

#[test]
fn a_note_that_is_too_large_is_named_with_the_reason_on_the_terminal_in_the_index_and_in_the_manifest() {
    let f = Folder::new("said-large");
    let head = "# Review\n\nServer: ledger\nOwner: Team A\n\n## F-1 Broad roots\n\n**Observed:** all\n\n**Remediation:** one\n\n";
    f.write("in/large.md", format!("{head}{}", "Much was read and little was found.\n".repeat(140_000)));
    f.write("in/large.log", "nothing happened here at all\n".repeat(180_000));
    f.write("in/small.md", head);
    let ran = run(f.path(), &["batch", "in", "--out", "out", "--format", "md"]).expect(4);
    let why = "it is larger than 4 MiB; split it into one note a server or a topic";
    assert!(ran.stderr.contains(&format!("no report of large.md: {why}\n")), "{}", ran.stderr);
    assert!(!ran.stderr.contains("large.log"), "a log is no note: {}", ran.stderr);
    let index = read(&f, "out/index.md");
    assert!(index.contains(&format!("- no report of large.md: {why}\n")), "{index}");
    let manifest: serde_json::Value = serde_json::from_str(&read(&f, "out/manifest.json")).unwrap();
    let reasons: Vec<&str> =
        manifest["entries"].as_array().unwrap().iter().filter_map(|e| e["no_report"].as_str()).collect();
    assert_eq!(reasons, ["too-large"]);
    run(f.path(), &["verify", "out"]).expect(0);
    let alone = run(f.path(), &["report", "in/large.md", "--out", "one"]).expect(4);
    assert!(alone.stderr.contains(&format!("no report of large.md: {why}; nothing was written")));
}

#[test]
fn a_note_in_utf_16_without_a_mark_is_named_and_one_with_bare_carriage_returns_is_read() {
    let f = Folder::new("said-encoding");
    let note = "# Review\n\nServer: ledger\nOwner: Team A\n\n## F-1 Broad roots\n\n**Observed:** all\n\n**Remediation:** one\n";
    let wide: Vec<u8> = note.encode_utf16().flat_map(u16::to_be_bytes).collect();
    f.write("in/wide.md", wide);
    f.write("in/mac.md", note.replace('\n', "\r"));
    let ran = run(f.path(), &["batch", "in", "--out", "out", "--format", "md"]).expect(4);
    assert!(
        ran.stderr.contains("no report of wide.md: it is UTF-16 without a byte order mark; save it as UTF-8"),
        "{}",
        ran.stderr
    );
    let report = read(&f, "out/reports/mac.md");
    assert!(report.contains("One observation is recorded") && report.contains("Team A"), "{report}");
    let checked = run(f.path(), &["check", "--rules", "N01", "in/mac.md"]).expect(1);
    assert!(checked.text().contains("in/mac.md:"), "{}", checked.text());
    run(f.path(), &["report", "in/wide.md", "--out", "one"]).expect(4);
}
