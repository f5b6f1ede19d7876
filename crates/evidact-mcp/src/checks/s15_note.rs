//! S15: the note says another name, version, environment or transport than the metadata.

use super::{Check, CheckInfo, Run};
use crate::command::fetched;
use crate::facts::{Role, Server, Source, Spot};
use crate::findings::{Findings, Subject};
use crate::value::{Address, shortened};
use evidact_model::metadata::Stance;
use evidact_model::review::{Field, Review};
use std::collections::BTreeSet;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S15",
        title: "Metadata beside the note",
        looks_at: "Name, version, environment and transport in the note's record, beside those in the metadata.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/schema#implementation",
    },
    runs: &[Run::Note(run)],
};

fn said<'r>(review: &'r Review, row: &str) -> &'r [Field] {
    review.record.row(row).map_or(&[], |row| row.value.as_slice())
}

fn run(sources: &[Source], review: &Review, findings: &mut Findings) {
    let servers: Vec<(&Source, &Server)> =
        sources.iter().flat_map(|source| source.servers.iter().map(move |server| (source, server))).collect();
    if servers.is_empty() {
        return;
    }
    let titles = said(review, "name");
    let matching: Vec<(&Source, &Server)> = servers
        .iter()
        .copied()
        .filter(|(_, server)| titles.iter().any(|f| is_named(f.text.as_str(), server)))
        .collect();
    if !titles.is_empty() {
        name(&servers, &matching, findings);
    }
    // Of many servers the note speaks of those that it names; of a single one in any case.
    let meant = match (matching.is_empty(), servers.as_slice()) {
        (false, _) => matching,
        (true, [only]) => vec![*only],
        (true, _) => return,
    };
    for (source, server) in meant {
        let subject = Subject::server(source, server);
        version(said(review, "version"), server, subject, findings);
        environment(said(review, "environment"), server, subject, findings);
        transport(said(review, "transport"), server, subject, findings);
    }
}

/// Lower case letters and digits alone: `Ledger MCP` and `ledger-mcp` are one name.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Says whether the note's name and the server's share the words that tell them from others.
fn is_named(said: &str, server: &Server) -> bool {
    let plain = |text: &str| {
        let folded = folded(text);
        let folded = folded.strip_suffix("server").unwrap_or(&folded);
        folded.strip_suffix("mcp").unwrap_or(folded).to_owned()
    };
    let note = plain(said);
    // Names in the registry stand behind the name of a domain, those of packages behind an `@scope`.
    let full = plain(server.name.as_str());
    let short = plain(server.name.as_str().rsplit('/').next().unwrap_or_default());
    let contains = |a: &str, b: &str| b.len() >= 3 && a.contains(b);
    [full, short].iter().any(|own| contains(&note, own) || contains(own, &note))
}

fn name(servers: &[(&Source, &Server)], named: &[(&Source, &Server)], findings: &mut Findings) {
    let spot =
        |server: &Server| Spot { text: server.name.clone(), place: server.place.clone(), line: server.line };
    for (source, server) in named {
        findings.add(Subject::server(source, server), &spot(server), Stance::Supports, &["IDN-01"]);
    }
    // However many there are, none of them is the note's: that is one disagreement.
    let mut others = servers.iter().filter(|(_, server)| !server.name.is_blank());
    if named.is_empty()
        && let Some((source, first)) = others.next()
    {
        let all = others.fold(first.name.clone(), |all, (_, server)| all.join(", ", &server.name));
        let subject = Subject::server(source, first);
        findings.add_as(subject, &spot(first), shortened(&all), Stance::Contradicts, &["IDN-01", "UPT-03"]);
    }
}

/// Returns the names of the servers that the note is about, if it names one that there is.
pub(crate) fn meant<'s>(sources: &'s [Source], review: &Review) -> Option<BTreeSet<&'s str>> {
    let titles = said(review, "name");
    let servers = sources.iter().flat_map(|source| &source.servers);
    let its = servers.filter(|server| titles.iter().any(|f| is_named(f.text.as_str(), server)));
    let names: BTreeSet<&str> = its.map(|server| server.name.as_str()).collect();
    (!names.is_empty()).then_some(names)
}

/// Returns what stands in a text as a version: digits and dots with at least one dot between.
fn versions(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')))
        .map(|word| word.trim_end_matches('.').trim_start_matches(['v', 'V']).to_owned())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'))
        .collect()
}

fn version(said: &[Field], server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let note: Vec<String> = said.iter().flat_map(|field| versions(field.text.as_str())).collect();
    if note.is_empty() {
        return;
    }
    let own = server.version.iter().cloned();
    let packages = fetched(server).into_iter().filter_map(|package| {
        let version = package.spot.str().rsplit_once(['@', ':', '='])?.1.to_owned();
        (!versions(&version).is_empty() && !version.contains('/')).then(|| package.spot.with(&version))
    });
    for spot in own.chain(packages) {
        let same = versions(spot.str()).iter().any(|version| note.contains(version));
        let stance = if same { Stance::Supports } else { Stance::Contradicts };
        findings.add(subject, &spot, stance, &["IDN-04"]);
    }
}

/// The environments that people name, each with the words for it.
const ENVIRONMENTS: &[&[&str]] = &[
    &["production", "prod", "live"],
    &["staging", "stage", "preprod", "preproduction", "uat"],
    &["development", "dev", "local"],
    &["test", "testing", "qa", "sandbox"],
];

fn environment_of(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let mut found =
        ENVIRONMENTS.iter().enumerate().filter(|(_, names)| names.iter().any(|n| words.contains(n)));
    match (found.next(), found.next()) {
        (Some((number, _)), None) => Some(number),
        _ => None,
    }
}

fn environment(said: &[Field], server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let [field] = said else { return };
    let Some(note) = environment_of(field.text.as_str()) else { return };
    let variables = server.of(Role::Env).filter(|f| {
        let upper = f.name.as_str().to_ascii_uppercase();
        upper == "ENV" || upper.ends_with("_ENV") || upper.ends_with("ENVIRONMENT")
    });
    let values = variables.map(|f| (f.spot.clone(), environment_of(f.spot.str())));
    let hosts = server.of(Role::Url).map(|f| {
        let host = Address::of(f.spot.str()).map_or("", |address| address.host);
        (f.spot.clone(), environment_of(host).filter(|_| host != "localhost"))
    });
    for (spot, environment) in values.chain(hosts).filter_map(|(spot, e)| Some((spot, e?))) {
        let stance = if environment == note { Stance::Supports } else { Stance::Contradicts };
        findings.add(subject, &spot, stance, &["IDN-03"]);
    }
}

/// The transports, each with the words for it.
const TRANSPORTS: &[&[&str]] = &[&["stdio"], &["http", "https", "sse", "streamable"]];

fn transport(said: &[Field], server: &Server, subject: Subject<'_>, findings: &mut Findings) {
    let lower: String =
        said.iter().map(|f| f.text.as_str().to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let named: Vec<usize> = (0..TRANSPORTS.len())
        .filter(|&t| TRANSPORTS.get(t).is_some_and(|n| n.iter().any(|w| words.contains(w))))
        .collect();
    let [note] = named.as_slice() else { return };
    let url = server.of(Role::Url).next().map(|f| (&f.spot, 1));
    let program = server.of(Role::Word).next().map(|f| (&f.spot, 0));
    // A server that is started may still be a bridge to an address; only one that says one thing is compared.
    let (spot, own) = match (url, program) {
        (Some(url), None) => url,
        (None, Some(program)) => program,
        _ => return,
    };
    let stance = if own == *note { Stance::Supports } else { Stance::Contradicts };
    findings.add(subject, spot, stance, &["IDN-08"]);
}
