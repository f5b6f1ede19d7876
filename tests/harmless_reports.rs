//! What a report cuts out of a note and puts beside other things stays what it was: it stops no package.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, run};

const FORMATS: &str = "md,pdf,html,json,oscal,sarif,csv";

/// Packages a folder with one note and verifies the package.
fn package(folder: &Folder, text: &str) {
    folder.write("in/review.md", text);
    run(folder.path(), &["batch", "in", "--out", "out", "--format", FORMATS]).expect(0);
    run(folder.path(), &["verify", "out"]).expect(0);
    std::fs::remove_dir_all(folder.join("out")).unwrap();
}

fn note(row: &str, observed: &str) -> String {
    format!(
        "# Review\n\n## Server trust record\n\n**Name:** files\n\n{row}\n\n## Observations\n\n### F-01 Broad\n\n\
         **Expected control:** a list\n\n**Observed:** {observed}\n\n**Remediation:** write one\n"
    )
}

#[test]
fn numbers_and_addresses_of_machines_are_no_phones_because_a_key_stands_before_them() {
    let folder = Folder::new("harmless-numbers");
    for value in ["2026.10.01", "127.0.0.1:3000 only", "1759312496", "1.3.6.1.4.1.311.21.20"] {
        package(&folder, &note(&format!("**Version:** {value}"), value));
    }
}

#[test]
fn the_address_of_a_repository_is_none_of_a_mailbox_wherever_a_line_ends() {
    let folder = Folder::new("harmless-clone");
    let clone = "git@code-host.example.net:platform/files-server.git";
    package(&folder, &note(&format!("**Trusted source:** {clone}"), clone));
}

#[test]
fn cells_and_paragraphs_beside_each_other_are_no_token() {
    let folder = Folder::new("harmless-cells");
    let commit = "3f9c0b7a".repeat(5);
    let table =
        format!("hosts:\n\n| host | commit |\n| --- | --- |\n| db-01 | {commit} |\n| key- | {commit} |");
    package(&folder, &note("**Host:** db-01", &table));
    package(&folder, &format!("{}\n**Host:** db-01\n", note("", "no list")));
}

#[test]
fn an_address_of_a_repository_beside_a_shortened_cell_is_no_mailbox() {
    let folder = Folder::new("harmless-shortened");
    for address in ["git@code-host.example.com:team/x.git", "git@code-host.example.com:x"] {
        let table = format!(
            "repositories:\n\n| id | repo |\n|---|---|\n| a… | {address} |\n| b\u{200b} | {address} |"
        );
        package(&folder, &note("**Environment:** test", &table));
    }
}

#[test]
fn a_file_may_be_named_after_a_user_at_a_host() {
    let folder = Folder::new("harmless-name");
    folder.write("in/build@runner.log", "started\n");
    package(&folder, &note("**Environment:** test", "started in `build@runner.log`"));
}

#[test]
fn a_value_that_a_name_bears_percent_encoded_is_gone_from_the_name() {
    let folder = Folder::new("harmless-encoded");
    let value = ["q=gr%C3%B6%C3%9Fe", "%20%26%20ma%C3%9F7"].concat();
    folder.write("in/a.ini", format!("[s]\napi_key = {value}\n"));
    folder.write(&format!("in/127-{value}.log"), "started\n");
    package(&folder, &note("**Environment:** test", "nothing"));
}
