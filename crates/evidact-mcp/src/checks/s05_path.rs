//! S05: a whole disk, home or share, or the socket of the container engine, is opened to a server.

use super::{Check, CheckInfo, Run};
use crate::command::expanded_words;
use crate::facts::{Role, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S05",
        title: "Wide path or mount",
        looks_at: "Arguments, mounts and defaults that are a root, a home, a system folder, a share or docker.sock.",
        source: "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices",
    },
    runs: &[Run::File(run)],
};

/// How wide a path is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    /// A disk, a home, a share, a system folder.
    Whole,
    /// The socket by which containers are ruled.
    Engine,
}

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        let words = expanded_words(server);
        // The program itself is no folder that is opened.
        for word in words.iter().skip(1) {
            look(subject, word, findings);
        }
        for fact in server.facts.iter().filter(|f| matches!(f.role, Role::Path | Role::Default)) {
            look(subject, &fact.spot, findings);
        }
        for fact in server.of(Role::Env).filter(|f| names_folder(f.name.as_str())) {
            look(subject, &fact.spot, findings);
        }
    }
}

fn names_folder(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    ["ROOT", "ALLOWED", "DIRECTOR", "FOLDER", "WORKSPACE", "BASE_PATH"]
        .iter()
        .any(|word| upper.contains(word))
}

fn look(subject: Subject<'_>, spot: &Spot, findings: &mut Findings) {
    let widths = spot.str().split(',').filter_map(|part| width(path_of(part.trim())));
    match widths.reduce(|a, b| if a == Width::Engine { a } else { b }) {
        Some(Width::Whole) => findings.add(subject, spot, Stance::Contradicts, &["TRB-04-C04", "UPT-02"]),
        Some(Width::Engine) => findings.add(subject, spot, Stance::Contradicts, &["TRB-05-C05", "UPT-02"]),
        None => {}
    }
}

/// Takes the path out of an option (`--root=/`), a mount (`/:/host:ro`, `src=/`) or a word.
fn path_of(word: &str) -> &str {
    let value = match word.split_once('=') {
        Some((name, value)) if name.starts_with('-') || matches!(name, "src" | "source") => value,
        Some(("type" | "dst" | "target" | "destination", _)) => "",
        _ => word,
    };
    let is_drive =
        value.as_bytes().get(1) == Some(&b':') && value.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_drive || value.contains("://") {
        return value;
    }
    value.split_once(":/").map_or(value, |(from, _)| from)
}

fn width(path: &str) -> Option<Width> {
    if path.ends_with("docker.sock") || path.ends_with("podman.sock") || path.ends_with("docker_engine") {
        return Some(Width::Engine);
    }
    let unix = path.replace('\\', "/");
    let trimmed = unix.trim_end_matches(['/', '*']);
    let is_path = unix.starts_with('/')
        || unix.starts_with('~')
        || unix.starts_with('$')
        || unix.get(1..3) == Some(":/");
    if !is_path && !matches!(unix.as_bytes(), [drive, b':'] if drive.is_ascii_alphabetic()) {
        return None;
    }
    let parts: Vec<&str> = trimmed.split('/').filter(|part| !part.is_empty()).collect();
    let whole = match parts.as_slice() {
        [] => unix.starts_with('/'),
        [one] => {
            matches!(*one, "~" | "$HOME" | "${HOME}" | "${userHome}" | "${env:HOME}" | "${USERPROFILE}")
                || matches!(
                    *one,
                    "etc"
                        | "root"
                        | "home"
                        | "Users"
                        | "var"
                        | "usr"
                        | "mnt"
                        | "media"
                        | "Volumes"
                        | "proc"
                        | "sys"
                        | "dev"
                )
                || matches!(one.as_bytes(), [drive, b':'] if drive.is_ascii_alphabetic())
        }
        // The home of a person, also where the name was replaced.
        ["home" | "Users", _] => true,
        [drive, "Users"] | [drive, "Users", _] if drive.ends_with(':') => true,
        // `//server/share` is all of a share.
        [_, _] => unix.starts_with("//"),
        _ => false,
    };
    whole.then_some(Width::Whole)
}

#[cfg(test)]
mod tests {
    use super::{path_of, width};

    #[test]
    fn a_home_is_wide_and_a_folder_in_it_is_not() {
        for wide in [
            "/",
            "~",
            "~/",
            "$HOME",
            "/Users/ana",
            "/home/[USERNAME:01]/",
            "C:\\",
            "C:/Users/ana",
            "\\\\files\\all",
            "/etc",
        ] {
            assert!(width(path_of(wide)).is_some(), "{wide}");
        }
        for narrow in [
            "/home/ana/ledger",
            "./data",
            "/app",
            "/tmp/x",
            "~/notes",
            "ledger",
            "/-y",
            "C:/data/ledger",
            "-",
        ] {
            assert!(width(path_of(narrow)).is_none(), "{narrow}");
        }
        for mount in ["/:/host:ro", "--root=/", "src=/", "/var/run/docker.sock:/var/run/docker.sock"] {
            assert!(width(path_of(mount)).is_some(), "{mount}");
        }
    }
}
