//! Services of containers, of those that run an MCP server.

use super::client::{environment, settings, words};
use crate::facts::{Fact, Role, Server, Source, Spot};
use crate::tree::At;
use evidact_model::CleanText;

/// Says whether a document holds such a service.
pub(super) fn is(top: &At<'_>) -> bool {
    top.get("services").is_some_and(|s| s.entries().any(|(name, service)| runs_mcp(name.as_str(), &service)))
}

/// Says whether name, container, image, command, folder or variables of a service hold the word.
fn runs_mcp(name: &str, service: &At<'_>) -> bool {
    let holds = |text: &str| text.to_ascii_lowercase().contains("mcp");
    let is_service = service.has("image") || service.has("build");
    let in_value = |at: &At<'_>| {
        at.text().is_some_and(|t| holds(t.as_str()))
            || at.items().any(|i| i.text().is_some_and(|t| holds(t.as_str())))
            || at
                .entries()
                .any(|(key, child)| holds(key.as_str()) || child.text().is_some_and(|t| holds(t.as_str())))
    };
    is_service
        && (holds(name)
            || ["container_name", "image", "command", "entrypoint", "environment", "build"]
                .iter()
                .any(|key| service.get(key).is_some_and(|at| in_value(&at))))
}

/// Reads each such service as a server.
pub(super) fn read(top: &At<'_>, source: &mut Source) {
    for (name, service) in top.get("services").iter().flat_map(At::entries) {
        if !runs_mcp(name.as_str(), &service) {
            continue;
        }
        let mut server = Server::new(name.clone(), &service);
        for (key, child) in service.entries() {
            match key.as_str() {
                "image" => server.push(Role::Package, &CleanText::literal("oci"), &child),
                "command" | "entrypoint" => words(&child, &mut server),
                "environment" => environment(&child, &mut server),
                "volumes" => volumes(&child, &mut server),
                "ports" => ports(&child, &mut server),
                // What is read while the image is built, and what others read of the service.
                "build" | "labels" | "healthcheck" | "depends_on" | "networks" | "logging" => {}
                _ => settings(key, &child, &mut server),
            }
        }
        source.servers.push(server);
    }
}

fn volumes(at: &At<'_>, server: &mut Server) {
    for item in at.items() {
        if item.is_map() {
            if let Some(from) =
                item.get("source").filter(|_| item.text_of("type").is_some_and(|t| t.as_str() == "bind"))
            {
                server.push(Role::Path, &CleanText::literal("volumes"), &from);
            }
        } else {
            server.push(Role::Path, &CleanText::literal("volumes"), &item);
        }
    }
}

/// Reads published ports, the long form as the short one would say it.
fn ports(at: &At<'_>, server: &mut Server) {
    for item in at.items() {
        let Some(published) = item.get("published") else {
            server.push(Role::Port, &CleanText::literal("ports"), &item);
            continue;
        };
        if let Some(spot) = Spot::of(&published) {
            let host = item.text_of("host_ip").map_or("", CleanText::as_str);
            let colon = if host.is_empty() { "" } else { ":" };
            let target = item.get("target").and_then(|t| t.scalar()).unwrap_or_default();
            let text = format!("{host}{colon}{}:{target}", spot.str());
            let fact = Fact { role: Role::Port, name: CleanText::literal("ports"), spot: spot.with(&text) };
            server.facts.push(fact);
        }
    }
}
