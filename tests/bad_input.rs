//! Bad input and bad places: a clear message, the right exit code, nothing published, nothing lost.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use support::{Folder, evidact, holds, run, run_with_input, tree};

/// A value that every rule finds and no message may show.
fn canary() -> String {
    ["hunter2-", "Kestrel", "Zx9Qv7"].concat()
}

#[test]
fn an_empty_folder_is_no_input() {
    let f = Folder::new("empty");
    std::fs::create_dir(f.join("in")).unwrap();
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(3);
    assert!(ran.stderr.contains("no inputs"), "{}", ran.stderr);
    assert!(!f.join("out").exists());
}

#[test]
fn a_missing_folder_is_named() {
    let f = Folder::new("missing");
    let ran = run(f.path(), &["batch", "nowhere", "--out", "out"]).expect(3);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
}

#[test]
fn an_output_inside_the_input_is_refused_before_reading() {
    let f = Folder::new("inside");
    f.write("in/a.txt", "x");
    for out in ["in/out", "in", "in/../in/deep/out"] {
        let ran = run(f.path(), &["batch", "in", "--out", out]).expect(2);
        assert!(ran.stderr.contains("input") || ran.stderr.contains("not empty"), "{}", ran.stderr);
    }
    assert_eq!(tree(&f.join("in")).len(), 1);
}

#[test]
fn an_output_that_holds_the_input_is_refused() {
    let f = Folder::new("holds");
    f.write("top/in/a.txt", "x");
    run(f.path(), &["batch", "top/in", "--out", "top"]).expect(2);
    assert_eq!(tree(&f.join("top")).len(), 1);
}

#[test]
fn an_output_that_is_not_empty_is_never_overwritten() {
    let f = Folder::new("exists");
    f.write("in/a.txt", "x");
    f.write("out/mine.txt", "mine");
    run(f.path(), &["batch", "in", "--out", "out"]).expect(2);
    assert_eq!(tree(&f.join("out")), [("mine.txt".to_owned(), b"mine".to_vec())]);
}

#[test]
fn broken_json_is_read_as_text_and_its_secret_goes() {
    let f = Folder::new("broken");
    let secret = canary();
    f.write("in/broken.json", format!("{{\"password\": \"{secret}\", \"a\": [1, 2"));
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    assert!(!holds(ran.stderr.as_bytes(), &secret));
    for (path, bytes) in tree(&f.join("out")) {
        assert!(!holds(&bytes, &secret), "{path}");
    }
    let manifest = std::fs::read_to_string(f.join("out/manifest.json")).unwrap();
    assert!(manifest.contains("unverified"), "the broken structure is flagged");
}

#[test]
fn a_binary_file_is_withheld_listed_and_the_exit_code_says_so() {
    let f = Folder::new("binary");
    let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    f.write("in/blob.bin", &noise);
    f.write("in/a.txt", "harmless");
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(4);
    assert!(ran.stderr.contains("blob.bin"), "{}", ran.stderr);
    assert!(!f.join("out/evidence/blob.bin").exists());
    assert!(std::fs::read_to_string(f.join("out/index.md")).unwrap().contains("blob.bin"));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_listed_and_never_followed() {
    let f = Folder::new("links");
    f.write("in/a.txt", "harmless");
    std::os::unix::fs::symlink("/etc/passwd", f.join("in/link.txt")).unwrap();
    std::os::unix::fs::symlink("..", f.join("in/loop")).unwrap();
    let fifo = f.join("in/pipe");
    let made = support::tool("mkfifo", &[fifo.to_str().unwrap()]);
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(4);
    assert!(ran.stderr.contains("link.txt") && ran.stderr.contains("loop"), "{}", ran.stderr);
    assert!(made.is_none() || ran.stderr.contains("pipe"));
    assert_eq!(tree(&f.join("out/evidence")).len(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_withheld_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt as _;
    let f = Folder::new("unreadable");
    f.write("in/a.txt", "harmless");
    let locked = f.write("in/locked.txt", "secret");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&locked).is_ok() {
        eprintln!("SKIPPED: this user may read everything, permissions cannot be tested");
        return;
    }
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(4);
    assert!(ran.stderr.contains("locked.txt"), "{}", ran.stderr);
}

#[test]
fn an_output_place_that_cannot_be_written_publishes_nothing() {
    let f = Folder::new("unwritable");
    f.write("in/a.txt", "harmless");
    f.write("file", "not a folder");
    let ran = run(f.path(), &["batch", "in", "--out", "file/out"]).expect(6);
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert_eq!(std::fs::read(f.join("file")).unwrap(), b"not a folder");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_publishes_nothing_and_says_so() {
    // A limit on the size of files is what a full disk looks like from inside; the signal is ignored by `trap`.
    let f = Folder::new("full");
    f.write("in/big.txt", "harmless words, line after line\n".repeat(8_000));
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" batch in --out out";
    let ran = support::tool(
        "sh",
        &["-c", &format!("cd '{}' && {script}", f.path().display()), env!("CARGO_BIN_EXE_evidact")],
    );
    let ran = support::Ran::from(ran.unwrap()).expect(6);
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert!(!f.join("out").exists());
    assert_eq!(std::fs::read_dir(f.path()).unwrap().count(), 1, "no partial package is left");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_publishes_nothing_and_the_next_one_works() {
    let f = Folder::new("interrupted");
    for i in 0..60 {
        f.write(&format!("in/{i}.log"), "2026-01-01 INFO harmless request 17 took 23 ms\n".repeat(20_000));
    }
    for signal in ["-INT", "-KILL"] {
        let mut child = evidact(f.path()).args(["batch", "in", "--out", "out"]).spawn().unwrap();
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let begun = || std::fs::read_dir(f.path()).unwrap().count() > 1;
        while !begun() && std::time::Instant::now() < deadline {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        support::tool("kill", &[signal, &child.id().to_string()]);
        let status = child.wait().unwrap();
        assert!(!f.join("out").exists(), "{signal}");
        assert!(status.code().is_none_or(|code| code == 130), "{signal}: {status}");
    }
    std::fs::remove_dir_all(f.join("in")).unwrap();
    f.write("in/a.txt", "harmless");
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    let left: Vec<_> = std::fs::read_dir(f.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "what the killed run left is removed: {left:?}");
}

#[test]
fn a_wrong_policy_names_the_place_and_never_the_content() {
    let f = Folder::new("policy");
    f.write("in/a.txt", "x");
    let secret = canary();
    f.write("evidact.toml", format!("schema = 1\n[[term]]\nvalu = \"{secret}\"\n"));
    let ran = run(f.path(), &["batch", "in", "--out", "out"]).expect(2);
    assert!(ran.stderr.contains(".toml:3:"), "{}", ran.stderr);
    assert!(!holds(ran.stderr.as_bytes(), &secret));
}

#[test]
fn a_wrong_argument_is_exit_two() {
    let f = Folder::new("arguments");
    for args in [
        &["scan"][..],
        &["scan", ".", "--format", "yaml"],
        &["batch", "x"],
        &["frobnicate"],
        &["report", "n.md", "--out", "o", "--date", "1.1.2026"],
    ] {
        run(f.path(), args).expect(2);
    }
}

#[test]
fn a_line_of_100_megabytes_is_scanned_in_time() {
    let f = Folder::new("long-line");
    let mut line = "abcdefgh 0123 ".repeat(7_500_000).into_bytes();
    line.extend_from_slice(format!("password={}", canary()).as_bytes());
    f.write("long.log", &line);
    let ran = run(f.path(), &["scan", "long.log", "--format", "jsonl"]).expect(1);
    let last = ran.text().lines().last().unwrap().to_owned();
    assert!(last.contains(&format!("\"end\":{}", line.len())), "{last}");
}

#[test]
fn standard_input_that_cannot_be_read_safely_gives_no_output() {
    let f = Folder::new("stdin");
    let mut png = vec![0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
    png.extend_from_slice(&[0; 64]);
    let ran = run_with_input(f.path(), &["redact"], &png).expect(4);
    assert!(ran.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn an_interrupted_scan_does_not_look_clean() {
    let f = Folder::new("interrupted-scan");
    let mut text = "2026-01-01 INFO harmless request 17 took 23 ms\n".repeat(1_500_000).into_bytes();
    text.extend_from_slice(format!("password={}\n", canary()).as_bytes());
    f.write("big.log", text);
    let child = evidact(f.path())
        .args(["scan", "big.log", "--threads", "1"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    support::tool("kill", &["-INT", &child.id().to_string()]);
    let code = child.wait_with_output().unwrap().status.code();
    assert!(code == Some(130) || code == Some(1) || code.is_none(), "{code:?}");
}
