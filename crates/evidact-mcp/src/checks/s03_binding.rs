//! S03: a server listens on all interfaces, or its port is published beyond its own machine.

use super::{Check, CheckInfo, Run};
use crate::command::{expanded_words, program_name};
use crate::facts::{Kind, Role, Server, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S03",
        title: "Interfaces and ports",
        looks_at: "Hosts 0.0.0.0 and ::, ports that are published without an address, networks shared with the machine.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning",
    },
    runs: &[Run::File(run)],
};

const ALL: &[&str] = &["0.0.0.0", "::", "[::]"];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        // In a container all interfaces are the container's; the port that is published decides.
        let in_container = source.kinds.contains(&Kind::Compose) || runs_in_container(server);
        let stance = if in_container { Stance::Notes } else { Stance::Contradicts };
        for fact in
            server.of(Role::Env).filter(|f| names_host(f.name.as_str()) && listens_on_all(f.spot.str()))
        {
            findings.add_named(subject, fact, stance, &["TRB-02-C01"]);
        }
        for fact in server.of(Role::Port).filter(|f| is_published_to_all(f.spot.str())) {
            findings.add(subject, &fact.spot, Stance::Contradicts, &["TRB-02-C01"]);
        }
        for fact in server.settings(&["network_mode", "networkMode"]).filter(|f| f.spot.str() == "host") {
            findings.add_named(subject, fact, Stance::Contradicts, &["TRB-04-C05", "TRB-05-C05"]);
        }
        words(server, subject, stance, findings);
    }
}

fn runs_in_container(server: &Server) -> bool {
    server.of(Role::Package).any(|f| f.name.as_str() == "oci")
        || server
            .words()
            .first()
            .is_some_and(|w| matches!(program_name(w.str()).as_str(), "docker" | "podman"))
}

fn names_host(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    ["HOST", "BIND", "LISTEN", "ADDR"].iter().any(|word| upper.contains(word))
}

/// Says whether a value is one of the addresses of all interfaces, with or without a port.
fn listens_on_all(text: &str) -> bool {
    ALL.iter().any(|all| text.strip_prefix(all).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
        && text.parse::<std::net::Ipv6Addr>().map_or(true, |ip| ip.is_unspecified())
}

fn words(server: &Server, subject: Subject<'_>, stance: Stance, findings: &mut Findings) {
    let words = expanded_words(server);
    let mut before: Option<&Spot> = None;
    for word in &words {
        let text = word.str();
        let value = text.split_once('=').map_or(text, |(_, value)| value);
        if listens_on_all(value) {
            findings.add(subject, word, stance, &["TRB-02-C01"]);
        }
        let option = before.map_or("", Spot::str);
        let published = match text.split_once('=') {
            Some(("-p" | "--publish", port)) => Some(port),
            _ if matches!(option, "-p" | "--publish") && in_docker(&words) => Some(text),
            _ => None,
        };
        if published.is_some_and(is_published_to_all) {
            findings.add(subject, word, Stance::Contradicts, &["TRB-02-C01"]);
        }
        let is_host_network = matches!(text, "--network=host" | "--net=host")
            || (text == "host" && matches!(option, "--network" | "--net"));
        if is_host_network {
            findings.add(subject, word, Stance::Contradicts, &["TRB-04-C05", "TRB-05-C05"]);
        }
        before = Some(word);
    }
}

fn in_docker(words: &[Spot]) -> bool {
    words.iter().any(|w| matches!(program_name(w.str()).as_str(), "docker" | "podman" | "nerdctl"))
}

/// Says whether a published port has no address of its own machine before it.
fn is_published_to_all(port: &str) -> bool {
    let port = port.split('/').next().unwrap_or(port);
    let parts = port.matches(':').count();
    !["127.", "localhost:", "[::1]:"].iter().any(|local| port.starts_with(local))
        && (parts >= 1 || port.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
        && !port.is_empty()
}
