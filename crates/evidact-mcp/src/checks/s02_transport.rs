//! S02: a server on another machine is reached without encryption, or over the transport that the protocol gave up.

use super::{Check, CheckInfo, Run};
use crate::command::expanded_words;
use crate::facts::{Fact, Role, Server, Source, Spot};
use crate::findings::{Findings, Subject};
use crate::value::{Address, name_words};
use evidact_model::Phrase;
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
    match address.scheme.to_ascii_lowercase().as_str() {
        _ if address.is_local() => {}
        "http" | "ws" if !address.is_open() => {
            findings.add(subject, spot, Stance::Contradicts, &["TRB-02-C01"]);
        }
        "https" | "wss" => findings.add(subject, spot, Stance::Supports, &["TRB-02-C01"]),
        _ => {}
    }
    let path = spot.str().split(['?', '#']).next().unwrap_or_default();
    if path.ends_with("/sse") {
        // The same place may have a row of its own for what its scheme says.
        let remark = Phrase::new("detail-deprecated-transport", "deprecated transport (HTTP with SSE)");
        findings.add_remark(subject, spot, remark, Stance::Notes, &["TRB-02-C01", "IDN-08"]);
    }
}

/// Says whether the name of a switch speaks of checking certificates, and its value turns that off.
fn is_switched_off(name: &str, value: &str) -> bool {
    let words = name_words(name);
    let has = |word: &str| words.split('_').any(|w| w == word);
    let of_tls = has("ssl") || has("tls") || has("cert") || has("certificate") || has("certificates");
    let off = matches!(value.to_ascii_lowercase().as_str(), "0" | "false" | "no" | "off");
    let on = matches!(value.to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "on");
    (of_tls && (has("verify") || has("check") || has("validate")) && !has("skip") && !has("no") && off)
        || (of_tls && (has("skip") || has("insecure") || has("disable") || has("no")) && on)
}

/// Says whether a connection string takes any certificate, or none.
fn in_connection(text: &str) -> bool {
    let parts = text.split([';', '?', '&', ' ']).filter_map(|part| part.split_once('='));
    let set: Vec<(String, String)> = parts
        .map(|(key, value)| (key.to_ascii_lowercase().replace(' ', ""), value.to_ascii_lowercase()))
        .collect();
    set.len() + text.matches("://").count() > 1
        && set.iter().any(|(key, value)| {
            matches!(
                (key.as_str(), value.as_str()),
                ("trustservercertificate" | "tlsinsecure" | "tlsallowinvalidcertificates", "true" | "yes")
                    | ("sslmode", "disable" | "disabled" | "none")
            )
        })
}

fn unchecked(server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let switches = |fact: &&Fact| {
        let (name, value) = (fact.name.as_str(), fact.spot.str());
        UNCHECKED.iter().any(|(known, off)| name == *known && value == *off)
            || is_switched_off(name, value)
            || in_connection(value)
    };
    for fact in server.of(Role::Env).filter(switches) {
        findings.add_named(subject, fact, Stance::Contradicts, &["TRB-02-C01"]);
    }
    for word in expanded_words(server) {
        let text = word.str();
        let by_variable = text.split_once('=').is_some_and(|(name, value)| {
            UNCHECKED.contains(&(name, value)) || is_switched_off(name, value) || in_connection(value)
        });
        if by_variable || UNCHECKED_OPTIONS.contains(&text) || in_connection(text) {
            findings.add(subject, &word, Stance::Contradicts, &["TRB-02-C01"]);
        }
    }
}
