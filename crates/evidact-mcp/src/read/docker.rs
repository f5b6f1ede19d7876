//! `server.yaml` of Docker's catalog of servers.

use super::client::{named, settings, words};
use crate::facts::{Fact, Role, Server, Source, Spot};
use crate::tree::At;
use evidact_model::CleanText;

/// Says whether a document is such an entry.
pub(super) fn is(top: &At<'_>) -> bool {
    top.has("name")
        && top.text_of("type").is_some_and(|t| matches!(t.as_str(), "server" | "remote" | "poci"))
        && ["about", "meta", "source", "remote"].iter().any(|key| top.has(key))
}

/// Reads it as one server.
pub(super) fn read(top: &At<'_>, source: &mut Source) {
    let mut server = Server::described(top);
    if let Some(image) = top.get("image") {
        server.push(Role::Package, &CleanText::literal("oci"), &image);
    }
    if let Some(remote) = top.get("remote") {
        if let Some(url) = remote.get("url") {
            server.push(Role::Url, &CleanText::literal("url"), &url);
        }
        if let Some(kind) = remote.get("transport_type") {
            server.push(Role::Setting, &CleanText::literal("type"), &kind);
        }
        if let Some(headers) = remote.get("headers") {
            named(&headers, Role::Header, &mut server);
        }
    }
    for key in ["source", "run", "oauth"] {
        for (inner, child) in top.get(key).iter().flat_map(At::entries) {
            match inner.as_str() {
                "command" => words(&child, &mut server),
                "env" => named(&child, Role::Env, &mut server),
                _ => settings(inner, &child, &mut server),
            }
        }
    }
    let config = top.get("config");
    for secret in config.iter().filter_map(|c| c.get("secrets")).flat_map(|s| s.items().collect::<Vec<_>>()) {
        literal(&secret, Role::Secret, &mut server);
    }
    for variable in config.iter().filter_map(|c| c.get("env")).flat_map(|s| s.items().collect::<Vec<_>>()) {
        literal(&variable, Role::Env, &mut server);
    }
    source.servers.push(server);
}

/// Reads a variable of the catalog: what stands in it, where that is not an example.
fn literal(at: &At<'_>, role: Role, server: &mut Server) {
    let name = at.text_of("env").or_else(|| at.text_of("name")).cloned().unwrap_or_default();
    for key in ["value", "default"] {
        if let Some(spot) = at.get(key).as_ref().and_then(Spot::of) {
            server.facts.push(Fact { role, name: name.clone(), spot });
        }
    }
}
