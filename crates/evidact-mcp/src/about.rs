//! Whether a note is about the servers that metadata names, or about something else.

use crate::facts::Source;
use evidact_model::review::{BoundaryState, Field, Review};
use std::collections::BTreeSet;

/// Words of the domain: a note that uses one is held against metadata, even if it names no server.
const DOMAIN: [&str; 2] = ["mcp", "modelcontextprotocol"];

/// Says whether a note is about something else than the servers of these files: it has observations, no row of the
/// record and no boundary says anything, and nothing in it names a server or the protocol.
pub(crate) fn is_about_something_else(sources: &[Source], review: &Review) -> bool {
    let speaks = |fields: &[Field]| fields.iter().any(|field| !field.text.is_blank());
    if review.observations.is_empty()
        || review.record.rows.iter().any(|row| speaks(&row.value))
        || review.boundaries.iter().any(|row| row.state != BoundaryState::Absent)
    {
        return false;
    }
    let said = words_of(review);
    let is_said = |name: &str| {
        let mut own = words(name).filter(|word| !matches!(word.as_str(), "mcp" | "server")).peekable();
        own.peek().is_some() && own.all(|word| said.contains(&word))
    };
    let mut servers = sources.iter().flat_map(|source| &source.servers).peekable();
    servers.peek().is_some()
        && !DOMAIN.iter().any(|word| said.contains(*word))
        && !servers.any(|server| is_said(server.name.as_str()))
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Returns the words of what a note says, in lower case.
fn words_of(review: &Review) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut add = |text: &str| said.extend(words(text));
    review.title.iter().for_each(|title| add(title.as_str()));
    review.unplaced.iter().for_each(|part| add(part.text.as_str()));
    let parts = [&review.objective, &review.scope, &review.method, &review.limits, &review.summary];
    parts.into_iter().flatten().for_each(|field| add(field.text.as_str()));
    for o in &review.observations {
        add(o.title.as_str());
        let parts = [&o.objective, &o.scope, &o.expected, &o.observed, &o.uncertainty, &o.remediation];
        parts.into_iter().flatten().for_each(|field| add(field.text.as_str()));
        o.more.iter().for_each(|(_, field)| add(field.text.as_str()));
    }
    said
}
