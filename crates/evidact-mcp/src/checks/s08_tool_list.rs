//! S08: the tools that a server lists, against the note's list, against other servers, and against an earlier dump.

use super::{Check, CheckInfo, Run};
use crate::facts::{Source, Spot, Tool};
use crate::findings::{Findings, Subject};
use evidact_model::CleanText;
use evidact_model::metadata::Stance;
use evidact_model::review::Review;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S08",
        title: "Tool list",
        looks_at: "Tools that the note does not allow, names that two servers share, and changes between two dumps.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/server/tools#list-changed-notification",
    },
    runs: &[Run::Package(package), Run::Note(note)],
};

fn spot(tool: &Tool) -> Spot {
    Spot { text: tool.name.clone(), place: tool.place.clone(), line: tool.line }
}

fn all(sources: &[Source]) -> impl Iterator<Item = (&Source, &Tool)> {
    sources.iter().flat_map(|source| source.tools.iter().map(move |tool| (source, tool)))
}

/// Returns the server of a tool: as the list says, or the only one that its file names.
pub(crate) fn server_of<'s>(source: &'s Source, tool: &'s Tool) -> Option<&'s CleanText> {
    tool.server.as_ref().or(match source.servers.as_slice() {
        [only] => Some(&only.name),
        _ => None,
    })
}

fn package(sources: &[Source], findings: &mut Findings) {
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (source, tool) in all(sources) {
        if let Some(server) = server_of(source, tool) {
            owners.entry(tool.name.as_str()).or_default().insert(server.as_str());
        }
    }
    for (source, tool) in all(sources) {
        let shared = owners.get(tool.name.as_str()).filter(|servers| servers.len() > 1);
        if let Some(servers) = shared.filter(|_| server_of(source, tool).is_some()) {
            let names = servers.iter().copied().collect::<Vec<_>>().join(", ");
            let detail = tool.name.derive(|name| format!("{name}: {names}"));
            findings.add_as(
                Subject::tool(source, tool),
                &spot(tool),
                detail,
                Stance::Contradicts,
                &["UPT-03"],
            );
        }
    }
    drift(sources, findings);
}

/// One list of tools: those of a server in a file.
type Dump<'s> = BTreeMap<&'s str, (&'s Source, &'s Tool)>;

/// Compares the dumps of each server in the order of their paths.
fn drift(sources: &[Source], findings: &mut Findings) {
    let mut dumps: BTreeMap<&str, Vec<Dump<'_>>> = BTreeMap::new();
    for source in sources {
        let mut own: BTreeMap<&str, Dump<'_>> = BTreeMap::new();
        for tool in &source.tools {
            if let Some(server) = server_of(source, tool) {
                own.entry(server.as_str()).or_default().entry(tool.name.as_str()).or_insert((source, tool));
            }
        }
        for (server, dump) in own {
            dumps.entry(server).or_default().push(dump);
        }
    }
    for dump in dumps.values().flat_map(|dumps| dumps.windows(2)) {
        let [before, after] = dump else { continue };
        compare(before, after, findings);
    }
}

fn compare(before: &Dump<'_>, after: &Dump<'_>, findings: &mut Findings) {
    let mut add = |sign: &str, (source, tool): (&Source, &Tool)| {
        let detail = tool.name.derive(|name| format!("{sign} {name}"));
        findings.add_as(Subject::tool(source, tool), &spot(tool), detail, Stance::Contradicts, &["UPT-04"]);
    };
    for (name, (source, tool)) in after {
        match before.get(name) {
            None => add("+", (source, tool)),
            // A list without schemas says less than one with them, and is no change.
            Some((_, old)) if differs(old, tool) => add("≠", (source, tool)),
            Some(_) => {}
        }
    }
    for (name, found) in before {
        if !after.contains_key(name) {
            add("−", *found);
        }
    }
}

/// Says whether two tools say something else of themselves, as far as both say it.
pub(crate) fn differs(old: &Tool, new: &Tool) -> bool {
    let said = |tool: &Tool| tool.description.as_ref().map(|d| d.text.clone());
    let parameters = |tool: &Tool| match &tool.schema {
        crate::facts::Schema::NotListed => None,
        crate::facts::Schema::Object { parameters, .. } => {
            Some(parameters.iter().map(|p| (p.name.clone(), p.kind)).collect::<BTreeMap<_, _>>())
        }
    };
    let both = |a: Option<_>, b: Option<_>| a.is_some() && b.is_some() && a != b;
    let schema = match (parameters(old), parameters(new)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    both(said(old), said(new)) || schema
}

/// Holds the tools against the resources that the note allows.
fn note(sources: &[Source], review: &Review, findings: &mut Findings) {
    let Some(row) = review.record.row("allowed-resources").filter(|row| !row.value.is_empty()) else {
        return;
    };
    let allowed: String = row.value.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join("\n");
    let names: BTreeSet<&str> = allowed
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')))
        .map(|word| word.trim_matches(['.', '/', '-']))
        .collect();
    let mut missing = Vec::new();
    let mut first = None;
    for (source, tool) in all(sources) {
        if names.contains(tool.name.as_str()) {
            first.get_or_insert((source, tool));
        } else {
            missing.push((source, tool));
        }
    }
    // A note that names none of the tools says what is allowed in other words; that is for a reader to compare.
    let Some((source, tool)) = first else { return };
    if missing.is_empty() {
        findings.add(Subject::file(source), &spot(tool), Stance::Supports, &["RCH-01"]);
    }
    for (source, tool) in missing {
        findings.add(Subject::tool(source, tool), &spot(tool), Stance::Contradicts, &["RCH-01", "UPT-04"]);
    }
}
