//! S07: a server runs with more rights than a user has, or outside the walls of its container.

use super::{Check, CheckInfo, Run};
use crate::command::{expanded_words, program_name};
use crate::facts::{Server, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S07",
        title: "Rights of the process",
        looks_at: "sudo and its like, privileged containers, root users, added capabilities; and the walls of a container.",
        source: "https://docs.docker.com/reference/cli/docker/container/run/",
    },
    runs: &[Run::File(run)],
};

const SUDO: &[&str] = &["sudo", "doas", "su", "runas", "pkexec", "gsudo"];

const ITEMS: &[&str] = &["TRB-02-C09", "TRB-05-C05"];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        words(server, subject, findings);
        settings(server, subject, findings);
    }
}

/// How a word bears on the walls around a server.
enum Wall {
    Down,
    Up,
    /// The network is closed.
    Closed,
}

fn words(server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let words = expanded_words(server);
    let in_container =
        words.iter().any(|w| matches!(program_name(w.str()).as_str(), "docker" | "podman" | "nerdctl"));
    let mut before: Option<&Spot> = None;
    for (number, word) in words.iter().enumerate() {
        let is_program = number == 0 || before.is_some_and(|b| matches!(b.str(), "-c" | "-lc" | "/c" | "&&"));
        if is_program && SUDO.contains(&program_name(word.str()).as_str()) {
            findings.add(subject, word, Stance::Contradicts, &["TRB-02-C09", "TRB-04-C04"]);
        }
        // A browser without its own walls, however the option is handed on.
        if ["--no-sandbox", "--disable-setuid-sandbox"].iter().any(|option| word.str().ends_with(option)) {
            findings.add(subject, word, Stance::Contradicts, &["TRB-05-C05"]);
        }
        if in_container {
            let text = word.str();
            let (name, value) = text.split_once('=').unwrap_or((before.map_or("", Spot::str), text));
            let wall = wall(text, name, value);
            match wall {
                Some(Wall::Down) => findings.add(subject, word, Stance::Contradicts, ITEMS),
                Some(Wall::Up) => findings.add(subject, word, Stance::Supports, &["TRB-05-C05"]),
                Some(Wall::Closed) => {
                    findings.add(subject, word, Stance::Supports, &["TRB-04-C05", "TRB-05-C05"]);
                }
                None => {}
            }
        }
        before = Some(word);
    }
}

fn wall(text: &str, name: &str, value: &str) -> Option<Wall> {
    match name {
        "--user" | "-u" if is_root(value) => return Some(Wall::Down),
        "--cap-add" => return Some(Wall::Down),
        "--pid" | "--ipc" | "--userns" | "--uts" if value == "host" => return Some(Wall::Down),
        "--security-opt" if value.ends_with("unconfined") => return Some(Wall::Down),
        "--security-opt" if value.starts_with("no-new-privileges") => return Some(Wall::Up),
        "--cap-drop" if value.eq_ignore_ascii_case("all") => return Some(Wall::Up),
        "--network" | "--net" if value == "none" => return Some(Wall::Closed),
        _ => {}
    }
    match text {
        "--privileged" | "--privileged=true" => Some(Wall::Down),
        "--read-only" | "--read-only=true" => Some(Wall::Up),
        _ => None,
    }
}

fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), Some("root" | "0"))
}

fn settings(server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    for fact in server.settings(&[
        "privileged",
        "pid",
        "ipc",
        "cap_add",
        "cap_drop",
        "read_only",
        "security_opt",
        "user",
    ]) {
        let value = fact.spot.str();
        let stance = match fact.name.as_str() {
            "privileged" if value == "true" => Stance::Contradicts,
            "pid" | "ipc" if value == "host" => Stance::Contradicts,
            "cap_add" => Stance::Contradicts,
            "user" if is_root(value) => Stance::Contradicts,
            "security_opt" if value.ends_with("unconfined") => Stance::Contradicts,
            "security_opt" if value.starts_with("no-new-privileges") => Stance::Supports,
            "cap_drop" if value.eq_ignore_ascii_case("all") => Stance::Supports,
            "read_only" if value == "true" => Stance::Supports,
            _ => continue,
        };
        let items = if stance == Stance::Supports { &["TRB-05-C05"][..] } else { ITEMS };
        findings.add_named(subject, fact, stance, items);
    }
}
