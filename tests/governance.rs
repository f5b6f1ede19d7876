//! The governance statement holds: whatever the program is asked to do, it opens no socket, starts no program and leaves
//! its input as it was. Without a network it does the same, byte for byte.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests start the program they test")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod support;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::{Folder, tree};

/// What each command is asked to do, and the code that it ends with.
const RUNS: [(&[&str], i32); 9] = [
    (&["scan", "in"], 1),
    (&["scan", "in", "--format", "sarif"], 1),
    (&["redact", "in", "--out", "redacted"], 0),
    (&["report", "in/note.md", "--out", "report"], 0),
    (&["batch", "in", "--out", "package", "--report-format", "md,pdf,json"], 0),
    (&["verify", "package"], 0),
    (&["check", "in/note.md"], 1),
    (&["new", "mcp-server-trust"], 0),
    (&["rules", "list"], 0),
];

/// A folder of evidence with names that a careless program would look up: a host, a repository, a schema, a registry.
fn evidence(name: &str) -> Folder {
    let f = Folder::new(name);
    let note = "# Review of the ledger server\n\nServer: ledger\nOwner: Payments team\n\n## F-01: Open to the network\n\n\
                Expected: a local server\nObserved: <https://ledger.example.com/mcp> in client.json\n\
                Uncertainty: none identified\nRemediation: bind it locally\n";
    f.write("in/note.md", note);
    let token = ["ghp", "_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX"].concat();
    let client = format!(
        "{{\"$schema\": \"https://schemas.example.org/client.json\", \"mcpServers\": {{\"ledger\": {{\"url\": \
         \"http://ledger.example.com:8080/mcp\", \"env\": {{\"TOKEN\": \"{token}\"}}}}, \"shell\": {{\"command\": \"npx\", \
         \"args\": [\"-y\", \"@example/server\"]}}}}}}\n"
    );
    f.write("in/client.json", client);
    f.write(
        "in/page.html",
        "<html><body><img src=\"https://www.example.com/pixel.png\">text</body></html>\n",
    );
    f.write(
        "in/mail.eml",
        "From: a@example.com\nTo: b@example.org\nSubject: x\n\nSee http://192.0.2.7/login\n",
    );
    f
}

fn bare(folder: &Path, program: &str, args: &[&str]) -> Option<Output> {
    let mut command = Command::new(program);
    command
        .args(args)
        .arg(env!("CARGO_BIN_EXE_evidact"))
        .env_clear()
        .current_dir(folder)
        .stdin(Stdio::null());
    command.arg("--version").output().ok()
}

/// Says whether a way of running works here at all.
fn works(folder: &Path, program: &str, args: &[&str]) -> bool {
    let works = bare(folder, program, args).is_some_and(|output| output.status.success());
    if !works {
        eprintln!(
            "SKIPPED: {program} is not installed or not permitted, what it would check was not checked"
        );
    }
    works
}

/// Does all runs by means of a program that starts ours, and returns what they printed.
fn all_runs(folder: &Folder, starter: &[&str]) -> Vec<Vec<u8>> {
    let run = |(args, code): &(&[&str], i32)| {
        let (first, rest) =
            starter.split_first().map_or((env!("CARGO_BIN_EXE_evidact"), &[][..]), |(f, r)| (*f, r));
        let mut command = Command::new(first);
        command.args(rest).env_clear().current_dir(folder.path()).stdin(Stdio::null());
        if !starter.is_empty() {
            command.arg(env!("CARGO_BIN_EXE_evidact"));
        }
        let output = command.args(*args).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{args:?}: {stderr}");
        output.stdout
    };
    RUNS.iter().map(run).collect()
}

#[test]
fn every_command_does_the_same_where_there_is_no_network() {
    let (with, without) = (evidence("governance-net"), evidence("governance-no-net"));
    let unshare = ["/usr/bin/unshare", "-rn"];
    if !works(without.path(), unshare[0], &unshare[1..]) {
        return;
    }
    let input = tree(&without.join("in"));
    let (plain, cut_off) = (all_runs(&with, &[]), all_runs(&without, &unshare));
    assert!(plain == cut_off, "a command prints something else without a network");
    for folder in ["redacted", "report", "package"] {
        assert!(
            tree(&with.join(folder)) == tree(&without.join(folder)),
            "{folder} differs without a network"
        );
    }
    assert!(tree(&without.join("in")) == input, "the input was changed");
}

#[test]
fn no_command_opens_a_socket_or_starts_a_program() {
    let f = evidence("governance-trace");
    let log = f.join("trace.log");
    let trace =
        ["/usr/bin/strace", "-f", "-qq", "-e", "trace=%network,execve,execveat,fork,vfork", "-A", "-o"];
    let starter: Vec<&str> = trace.iter().copied().chain([log.to_str().unwrap()]).collect();
    if !works(f.path(), starter[0], &starter[1..]) {
        return;
    }
    let input = tree(&f.join("in"));
    std::fs::remove_file(&log).unwrap();
    all_runs(&f, &starter);
    let calls = std::fs::read_to_string(&log).unwrap();
    let named = |name: &str| calls.lines().filter(|line| line.contains(name)).count();
    // The tracer starts the program once a run, which shows that it does see what it looks for.
    assert_eq!(named("execve("), RUNS.len(), "{calls}");
    let others: Vec<&str> =
        calls.lines().filter(|line| line.contains('(') && !line.contains("execve(")).collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(tree(&f.join("in")) == input, "the input was changed");
}

#[test]
fn the_tracer_would_see_a_socket() {
    let f = Folder::new("governance-sees");
    let log = f.join("trace.log");
    let args = ["-f", "-qq", "-e", "trace=%network", "-o", log.to_str().unwrap()];
    if !works(f.path(), "/usr/bin/strace", &args) {
        return;
    }
    // `/dev/udp` is a file name to the shell's redirection alone; it opens a socket to a documentation address.
    let script = ["-c", "echo x > /dev/udp/192.0.2.1/9"];
    let status = Command::new("/usr/bin/strace").args(args).arg("/bin/bash").args(script).status();
    if status.is_ok() && Path::new("/bin/bash").exists() {
        let calls = std::fs::read_to_string(&log).unwrap();
        assert!(calls.contains("socket("), "{calls}");
    }
}

#[test]
fn the_report_prints_the_thirteen_lines_that_hold() {
    let f = evidence("governance-lines");
    support::run(f.path(), &["report", "in/note.md", "--out", "out", "--report-format", "md"]).expect(0);
    let text = std::fs::read_to_string(f.join("out/note.md")).unwrap();
    // Some say in brackets what was not done.
    let is_flag = |l: &&str| l.starts_with("- ") && (l.ends_with(": false") || l.contains(": false ("));
    let lines: Vec<&str> = text.lines().filter(is_flag).collect();
    assert_eq!(lines.len(), 12, "{lines:?}");
    assert!(text.contains("- Runtime: read-only"));
}
