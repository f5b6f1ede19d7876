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

/// Records of no use: what stands in the file, and what is said of it.
fn useless() -> Vec<(Vec<u8>, &'static str, &'static str)> {
    let binary: Vec<u8> = (0u32..400).map(|n| u8::try_from((n * 193 + 7) % 251).unwrap()).collect();
    vec![
        (
            b"version = \"3.0.0\"\nowner = Team B\n".to_vec(),
            "line 2 is not valid TOML",
            "line 2 of it is not valid TOML",
        ),
        (b"colour = \"blue\"\n".to_vec(), "names a row of the trust record", "names a row of the record"),
        (binary, "", "it was withheld"),
    ]
}

#[test]
fn a_record_that_cannot_be_read_is_named_by_check_with_what_to_do() {
    for (bytes, why, _) in useless() {
        let f = Folder::new("records-useless-check");
        f.write("n/a.md", note("weather", "3.0.0", "approved"));
        f.write("n/server-trust.toml", bytes);
        for path in ["n/a.md", "n"] {
            let ran = run(f.path(), &["check", path]).expect(4);
            let line = ran.text().lines().find(|line| line.contains("server-trust.toml")).unwrap().to_owned();
            assert!(line.contains(why) && line.contains("not checked: it "), "{line}");
            assert!(!line.contains("Team B") && !line.contains("blue"), "{line}");
        }
        let json: serde_json::Value =
            serde_json::from_str(&run(f.path(), &["check", "n/a.md", "--format", "json"]).expect(4).text())
                .unwrap();
        assert_eq!(json["unread"][0]["path"], "n/server-trust.toml");
    }
}

#[test]
fn a_record_that_cannot_be_read_stops_no_package_and_stands_among_the_limits() {
    for (bytes, why, limit) in useless() {
        let f = Folder::new("records-useless-batch");
        f.write("n/a.md", note("weather", "3.0.0", "approved"));
        f.write("n/server-trust.toml", bytes);
        for command in [["batch", "n", "--out", "p"], ["report", "n", "--out", "r"]] {
            let mut args = command.to_vec();
            args.extend(["--format", "md"]);
            let ran = run(f.path(), &args).expect(4);
            let said = ran
                .stderr
                .lines()
                .find(|line| line.contains("not used: server-trust.toml for a.md: it "))
                .unwrap()
                .to_owned();
            assert!(said.contains(why) && !said.contains("Team B"), "{said}");
            let path = if command[0] == "batch" { "p/reports/a.md" } else { "r/a.md" };
            let report = read(&f, path);
            let (_, limits) = report.split_once("### Limits").unwrap();
            let line = limits.lines().find(|line| line.contains("server-trust.toml")).unwrap().to_owned();
            assert!(line.contains("is not used") && line.contains(limit), "{line}");
        }
    }
}

#[test]
fn a_difference_names_a_record_that_cannot_be_read() {
    let f = Folder::new("records-useless-diff");
    for folder in ["old", "new"] {
        f.write(&format!("{folder}/a.md"), note("weather", "3.0.0", "approved"));
    }
    f.write("new/server-trust.toml", "owner = Team B\n");
    let ran = run(f.path(), &["diff", "old", "new"]).expect(4);
    assert!(
        ran.stderr.contains("not used: server-trust.toml for a.md: it is not read: line 1"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_record_beside_no_note_is_nobodys() {
    let f = Folder::new("records-beside-none");
    f.write("n/a.md", note("weather", "3.0.0", "approved"));
    f.write("n/deep/server-trust.toml", "owner = Team B\n");
    f.write("n/deep/letter.txt", "No note at all.\n");
    let ran = run(f.path(), &["batch", "n", "--out", "p", "--format", "md"]).expect(0);
    assert!(!ran.stderr.contains("not used"), "{}", ran.stderr);
    assert!(!run(f.path(), &["check", "n"]).expect(1).text().contains("server-trust"));
}
