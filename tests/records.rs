//! The record beside a note: whom it is about, and what happens if that is somebody else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

fn note(server: &str, version: &str, approval: &str) -> String {
    let name = if server.is_empty() { String::new() } else { format!("| Name | {server} |\n") };
    format!(
        "# Review\n\nDate: 2026-10-01\n\n## Server trust record\n\n| Field | Value |\n| --- | --- |\n{name}\
         | Version | {version} |\n| Owner | Team A |\n| Approval state | {approval} |\n\n## F-01 Broad roots\n\n\
         **Expected:** one folder\n\n**Observed:** all folders\n\n**Remediation:** name one\n"
    )
}

const WEATHER: &str =
    "name = \"weather\"\nversion = \"3.0.0\"\nowner = \"Team B\"\napproval-state = \"approved\"\n";

fn read(f: &Folder, name: &str) -> String {
    std::fs::read_to_string(f.join(name)).unwrap_or_else(|_| panic!("{name} is missing"))
}

#[test]
fn a_record_about_another_server_is_named_and_not_merged() {
    let f = Folder::new("records-another");
    f.write("in/m.md", note("other-server", "2.0.0", "rejected"));
    f.write("in/n.md", note("ledger-tools", "2.0.0", "rejected"));
    f.write("in/server-trust.toml", WEATHER);
    let ran = run(f.path(), &["batch", "in", "--out", "out", "--format", "md"]).expect(0);
    assert!(
        ran.stderr
            .contains("not used: server-trust.toml for m.md and 1 other note: it is about weather; name"),
        "{}",
        ran.stderr
    );
    for name in ["out/reports/m.md", "out/reports/n.md"] {
        let report = read(&f, name);
        assert!(!report.contains("3.0.0") && !report.contains("Team B"), "{report}");
        assert!(report.contains("is not used: it is about `weather`"), "{report}");
    }
    let german = ["batch", "in", "--out", "de", "--format", "md", "--language", "de"];
    run(f.path(), &german).expect(0);
    assert!(read(&f, "de/reports/n.md").contains("ist nicht verwendet: er handelt von `weather`"));
}

#[test]
fn a_record_goes_to_the_one_of_two_notes_that_names_its_server() {
    let f = Folder::new("records-one-of-two");
    f.write("in/m.md", note("Weather MCP server", "3.0.0", "approved"));
    f.write("in/n.md", note("ledger-tools", "2.0.0", "rejected"));
    f.write("in/server-trust.toml", WEATHER);
    run(f.path(), &["batch", "in", "--out", "out", "--format", "md"]).expect(0);
    assert!(read(&f, "out/reports/m.md").contains("Team B"));
    assert!(!read(&f, "out/reports/n.md").contains("Team B"));
}

#[test]
fn a_note_that_names_no_server_gets_the_record_only_if_it_is_alone() {
    let f = Folder::new("records-unnamed");
    f.write("one/n.md", note("", "3.0.0", "approved"));
    f.write("one/server-trust.toml", WEATHER);
    f.write("two/n.md", note("", "3.0.0", "approved"));
    f.write("two/other.md", note("ledger", "1.0.0", "approved"));
    f.write("two/server-trust.toml", WEATHER);
    for folder in ["one", "two"] {
        run(f.path(), &["batch", folder, "--out", &format!("out-{folder}"), "--format", "md"]).expect(0);
    }
    assert!(read(&f, "out-one/reports/n.md").contains("Team B"));
    assert!(!read(&f, "out-two/reports/n.md").contains("Team B"));
}

#[test]
fn a_record_without_a_name_speaks_for_a_folder_about_one_server() {
    let f = Folder::new("records-nameless");
    let record = "owner = \"Team B\"\n";
    for (folder, second) in [("same", "Ledger tools"), ("several", "weather")] {
        f.write(&format!("{folder}/m.md"), note("ledger-tools", "1.0.0", "approved"));
        f.write(&format!("{folder}/n.md"), note(second, "1.0.0", "approved"));
        f.write(&format!("{folder}/server-trust.toml"), record);
        run(f.path(), &["batch", folder, "--out", &format!("out-{folder}"), "--format", "md"]).expect(0);
    }
    assert!(read(&f, "out-same/reports/n.md").contains("Team B"));
    let report = read(&f, "out-several/reports/n.md");
    assert!(!report.contains("Team B") && report.contains("it names no server"), "{report}");
}

#[test]
fn another_version_or_approval_of_the_same_server_is_a_contradiction_in_report_and_check() {
    let f = Folder::new("records-contradict");
    f.write("in/n.md", note("weather", "2.0.0", "not approved"));
    f.write("in/server-trust.toml", WEATHER);
    run(f.path(), &["batch", "in", "--out", "out", "--format", "json", "--format", "md"]).expect(0);
    let json: serde_json::Value = serde_json::from_str(&read(&f, "out/reports/n.json")).unwrap();
    let boundary = &json["report"]["review"]["boundaries"][1];
    assert_eq!(boundary["state"], "contradicted", "{boundary:#}");
    let all = boundary["contradictions"].as_array().unwrap();
    let items: Vec<&str> = all.iter().filter_map(|c| c["item"].as_str()).collect();
    assert_eq!(items, ["IDN-04", "IDN-05"], "{boundary:#}");
    let checked = run(f.path(), &["check", "--rules", "N10", "in"]).expect(1);
    assert!(
        checked
            .text()
            .contains("in/n.md:10: error[N10]: Version is not what server-trust.toml says on line 2"),
        "{}",
        checked.text()
    );
    assert!(checked.text().contains("Approval state is not what"), "{}", checked.text());
    f.write("in/server-trust.toml", WEATHER.replace("3.0.0", "2.0.0").replace("approved", "not approved"));
    run(f.path(), &["check", "--rules", "N10", "in/n.md"]).expect(0);
}
