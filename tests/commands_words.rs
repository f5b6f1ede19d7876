//! What the program says at the keyboard: which limit, which file, which word, and what to do next.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use flate2::{Compression, write::GzEncoder};
use std::io::Write as _;
use support::{Folder, run};

fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_pattern_of_notes_that_matches_nothing_is_told() {
    let f = Folder::new("words-notes");
    f.write("in/notes/a.txt", "The server was looked at.\n");
    let said =
        run(f.path(), &["batch", "in", "--out", "out", "--notes", "notes/*.txt", "--notes", "none/*.txt"]);
    let said = said.expect(0).stderr;
    assert!(said.contains("--notes pattern 2 matches no published text"), "{said}");
    assert!(!said.contains("--notes pattern 1 "), "{said}");
}

#[test]
fn a_limit_that_stops_a_source_is_named_with_its_key_and_its_number() {
    let f = Folder::new("limits");
    f.write("in/a.txt.gz.gz", gzip_of(&gzip_of(b"two layers\n")));
    f.write("b.txt", "beside it\n");
    for (limits, said) in [
        ("max_depth = 1", "limits.max_depth = 1"),
        ("max_expanded_bytes = 12", "limits.max_expanded_bytes = 12"),
        ("max_bytes = 9", "limit of 9 bytes"),
    ] {
        f.write("p.toml", format!("schema = 1\n[limits]\n{limits}\n"));
        let ran = run(f.path(), &["redact", "in", "b.txt", "--diff", "--policy", "p.toml"]).expect(4);
        assert!(ran.stderr.contains(said) && ran.stderr.contains("raise"), "{limits}: {}", ran.stderr);
    }
}

#[test]
fn verify_tells_a_file_from_a_folder_that_is_not_there() {
    let f = Folder::new("verify-file");
    f.write("in/a.txt", "plain\n");
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    let said = run(f.path(), &["verify", "out/index.md"]).expect(3).stderr;
    assert!(said.contains("out/index.md: a file; name the folder"), "{said}");
    assert!(run(f.path(), &["verify", "nowhere"]).expect(3).stderr.contains("no such package folder"));
}

#[test]
fn one_is_not_said_in_the_plural() {
    let f = Folder::new("one");
    f.write("in/a.txt", "mail jane@example.org\n");
    f.write("p.toml", "schema = 1\n[kinds]\nEMAIL = { keep = \"role address\" }\n");
    let said = run(f.path(), &["batch", "in", "--out", "out", "--policy", "p.toml"]).expect(0).stderr;
    assert!(said.contains("1 finding was left in place") && said.contains("1 source:"), "{said}");
    let index = std::fs::read_to_string(f.join("out/index.md")).unwrap();
    assert!(index.contains("1 finding was left in place") && index.contains("1 source:"), "{index}");
}

#[test]
fn no_threads_are_refused_in_words() {
    let f = Folder::new("threads");
    let said = run(f.path(), &["scan", ".", "--threads", "0"]).expect(2).stderr;
    assert!(said.contains("from 1 on") && !said.contains("non-zero"), "{said}");
}

#[test]
fn a_file_that_is_no_list_of_customers_is_refused() {
    let f = Folder::new("no-list");
    f.write("a.txt", "plain\n");
    f.write(
        "app.log",
        "2026-03-14T10:00:11Z INFO req=00000000 user=ops ip=192.0.2.1 tool=run dur=0ms\n".repeat(9),
    );
    f.write("blob.bin", [0xD1, 0x05, 0x0A, 0x00, 0xFF]);
    for list in ["app.log", "blob.bin"] {
        let said = run(f.path(), &["scan", "a.txt", "--identifiers", list]).expect(2).stderr;
        assert!(said.contains(list) && said.contains("name,e-mail,company,customer number"), "{said}");
    }
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    let f = Folder::new("no-effect");
    f.write("a.txt", "plain\n");
    let said = run(f.path(), &["scan", "a.txt", "--strict"]).expect(2).stderr;
    assert!(said.contains("--strict is for redact, report and batch"), "{said}");
    for format in ["csv", "sarif"] {
        let said = run(f.path(), &["scan", "a.txt", "--explain", "--format", format]).expect(2).stderr;
        assert!(said.contains("--explain needs --format text"), "{said}");
    }
}

#[test]
fn xml_that_defines_entities_is_withheld_with_what_to_do() {
    let f = Folder::new("entities");
    f.write("in/a.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
    f.write("in/b.txt", "plain\n");
    let said = run(f.path(), &["batch", "in", "--out", "out"]).expect(4).stderr;
    assert!(
        said.contains("defines entities") && said.contains("xmllint --noent") && !said.contains("repair"),
        "{said}"
    );
}

#[test]
fn help_is_the_documentation_at_hand() {
    let f = Folder::new("help");
    for (args, said) in [
        (vec!["--help"], "PDF, mail, databases, images and archives"),
        (vec!["scan", "--help"], "a.xlsx!/sheet 1:B2"),
        (vec!["redact", "--help"], "databases (SQL text)"),
        (vec!["verify", "--help"], "give that policy with --policy"),
        (vec!["batch", "--help"], "with a header such as `name,e-mail"),
    ] {
        let help = run(f.path(), &args).expect(0).text();
        let words: Vec<&str> = help.split_whitespace().collect();
        assert!(words.join(" ").contains(said), "{args:?}: {help}");
    }
}
