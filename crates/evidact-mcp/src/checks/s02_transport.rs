//! S02: a server on another machine is reached without encryption, or over the transport that the protocol gave up.

use super::{Check, CheckInfo, Run};
use crate::command::expanded_words;
use crate::facts::{Fact, Role, Server, Source, Spot};
use crate::findings::{Findings, Subject};
use crate::value::Address;
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S02",
        title: "Transport",
        looks_at: "Addresses with http or ws to another machine, checks of certificates that are switched off, and the \
                   transport HTTP+SSE.",
        source: "https://modelcontextprotocol.io/specification/2025-03-26/changelog",
    },
    runs: &[Run::File(run)],
};

/// Variables that switch the check of certificates off, with the value that does.
const UNCHECKED: &[(&str, &str)] =
    &[("NODE_TLS_REJECT_UNAUTHORIZED", "0"), ("PYTHONHTTPSVERIFY", "0"), ("GIT_SSL_NO_VERIFY", "true")];

/// Options that do.
const UNCHECKED_OPTIONS: &[&str] = &[
    "--insecure",
    "--no-verify-ssl",
    "--no-check-certificate",
    "--skip-tls-verify",
    "--insecure-skip-tls-verify",
];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        for spot in addresses(server) {
            address(subject, &spot, findings);
        }
        for fact in server.settings(&["type", "transport", "transportType", "transport_type"]) {
            if fact.spot.str().eq_ignore_ascii_case("sse") {
                findings.add_named(subject, fact, Stance::Notes, &["TRB-02-C01", "IDN-08"]);
            }
        }
        unchecked(server, subject, findings);
    }
}

/// Returns the addresses at which a client reaches the server, also through a bridge that is started.
fn addresses(server: &Server) -> Vec<Spot> {
    let mut spots: Vec<Spot> = server.of(Role::Url).map(|fact| fact.spot.clone()).collect();
    let words = expanded_words(server);
    spots.extend(words.into_iter().filter(|w| {
        ["http://", "https://", "ws://", "wss://"].iter().any(|scheme| w.str().starts_with(scheme))
    }));
    spots
}

fn address(subject: Subject<'_>, spot: &Spot, findings: &mut Findings) {
    let Some(address) = Address::of(spot.str()) else { return };
    if address.is_local() {
        return;
    }
    match address.scheme.to_ascii_lowercase().as_str() {
        "http" | "ws" if !address.is_open() => {
            findings.add(subject, spot, Stance::Contradicts, &["TRB-02-C01"]);
        }
        "https" | "wss" => findings.add(subject, spot, Stance::Supports, &["TRB-02-C01"]),
        _ => {}
    }
    let path = spot.str().split(['?', '#']).next().unwrap_or_default();
    if path.ends_with("/sse") {
        findings.add(subject, spot, Stance::Notes, &["TRB-02-C01", "IDN-08"]);
    }
}

fn unchecked(server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let switches = |fact: &&Fact| {
        UNCHECKED.iter().any(|(name, value)| fact.name.as_str() == *name && fact.spot.str() == *value)
    };
    for fact in server.of(Role::Env).filter(switches) {
        findings.add_named(subject, fact, Stance::Contradicts, &["TRB-02-C01"]);
    }
    for word in expanded_words(server) {
        let text = word.str();
        let by_variable = UNCHECKED.iter().any(|(name, value)| text.split_once('=') == Some((name, value)));
        if by_variable || UNCHECKED_OPTIONS.contains(&text) {
            findings.add(subject, &word, Stance::Contradicts, &["TRB-02-C01"]);
        }
    }
}
