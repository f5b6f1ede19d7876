//! A planted value appears nowhere: not in an output, a name, a manifest, an error, a log line or a backtrace,
//! whatever is wrong with the file that holds it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, evidact, holds, tree};

fn canary() -> String {
    ["Kestrel-", "Moraine!", "7731"].concat()
}

/// Files that no reader can like, each with the canary where a reader would find it.
fn broken_files(canary: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let mut cut_utf16 = utf16(&format!("password: {canary}\n"));
    cut_utf16.push(0x41);
    vec![
        ("cut.json", format!("{{\"password\": \"{canary}\", \"list\": [1, {{\"a\"").into_bytes()),
        ("deep.json", format!("{}{{\"password\": \"{canary}\"}}", "[".repeat(100_000)).into_bytes()),
        ("doubled.json", format!("{{\"password\": \"{canary}\", \"password\": \"x\", }}").into_bytes()),
        ("escaped.json", format!("{{\"password\": \"{}\"}}", canary.replace('-', "\\u002d")).into_bytes()),
        ("half.jsonl", format!("{{\"ok\": 1}}\n{{\"password\": \"{canary}\"\n{{\"ok\": 2}}\n").into_bytes()),
        ("tabs.yaml", format!("a:\n\t- b\npassword: {canary}\n  : x\n").into_bytes()),
        ("open.yaml", format!("password: \"{canary}\nnext: [1, 2\n").into_bytes()),
        ("broken.toml", format!("[a\npassword = \"{canary}\"\nx = = 1\n").into_bytes()),
        ("ragged.csv", format!("user,password\nbob,{canary}\n\"open,x\nann\n").into_bytes()),
        ("open.xml", format!("<a><password>{canary}</password><b attr=\"x></a>").into_bytes()),
        ("entities.xml", format!("<!DOCTYPE a [<!ENTITY p \"{canary}\">]><a>&p;</a>").into_bytes()),
        ("tags.html", format!("<p>password: <b>{canary}</p><script>x</b>").into_bytes()),
        ("zeros.log", [b"password=".as_slice(), canary.as_bytes(), b"\0\0\0\n"].concat()),
        ("latin.txt", [b"pa\xdfword\xff password: ".as_slice(), canary.as_bytes(), b"\n\xfe\xe9\n"].concat()),
        ("cut16.txt", cut_utf16),
        ("blob.bin", [[0, 1, 2, 3, 0xF0, 0x9F].repeat(200).as_slice(), canary.as_bytes()].concat()),
        ("store.jks", [[0xFE, 0xED, 0xFE, 0xED].as_slice(), canary.as_bytes()].concat()),
        ("page.pdf", [b"%PDF-1.7\n".as_slice(), canary.as_bytes()].concat()),
    ]
}

#[test]
fn a_value_in_a_broken_file_appears_nowhere() {
    let f = Folder::new("canary");
    let canary = canary();
    for (name, bytes) in broken_files(&canary) {
        f.write(&format!("in/{name}"), bytes);
    }
    f.write(&format!("in/password={canary}.txt"), format!("password={canary}\n"));
    for args in [
        &["batch", "in", "--out", "out"][..],
        &["batch", "in", "--out", "dry", "--dry-run"],
        &["redact", "in", "--out", "copies"],
        &["redact", "in", "--diff"],
        &["scan", "in", "--format", "json", "--profile", "redact"],
        &["scan", "in", "--format", "text", "--profile", "redact"],
        &["report", "in/zeros.log", "in/latin.txt", "in/tags.html", "--out", "reports"],
    ] {
        let ran = evidact(f.path()).args(args).env("RUST_BACKTRACE", "full").output().unwrap();
        assert!(!holds(&ran.stdout, &canary), "{args:?} shows it");
        assert!(!holds(&ran.stderr, &canary), "{args:?} shows it on standard error");
        assert!(ran.status.code().is_some(), "{args:?} ended by a signal");
    }
    for folder in ["out", "copies", "reports"] {
        for (name, bytes) in tree(&f.join(folder)) {
            let narrow: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
            assert!(!holds(&bytes, &canary) && !holds(&narrow, &canary), "{folder}/{name} holds it");
            assert!(!holds(name.as_bytes(), &canary), "a name in {folder} holds it");
        }
    }
}

#[test]
fn errors_about_the_users_own_files_do_not_quote_them() {
    let f = Folder::new("canary-own");
    let canary = canary();
    f.write("in/a.txt", "harmless");
    f.write("policy.toml", format!("schema = 1\n[classes]\ncredential = \"{canary}\"\n"));
    f.write("list.csv", format!("name,{canary}\n\"open {canary}\nx\n"));
    f.write("packs/p.toml", format!("schema = 1\nprovider = \"{canary}\"\nx = [\n"));
    f.write("theme.toml", format!("x = \"{canary}\"\n"));
    for more in [
        &["--policy", "policy.toml"][..],
        &["--identifiers", "list.csv"],
        &["--patterns", "packs"],
        &["--theme", "theme.toml"],
    ] {
        let ran = evidact(f.path()).args(["batch", "in", "--out", "out"]).args(more).output().unwrap();
        assert!(!holds(&ran.stderr, &canary) && !holds(&ran.stdout, &canary), "{more:?}");
        let _ = std::fs::remove_dir_all(f.join("out"));
    }
}
