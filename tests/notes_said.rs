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
