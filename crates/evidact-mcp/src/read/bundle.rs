//! `manifest.json` of a bundle (MCPB, earlier DXT).

use super::client::{environment, settings, words};
use super::tools;
use crate::facts::{Role, Server, Source};
use crate::tree::At;
use evidact_model::CleanText;

/// Says whether a document is such a manifest. Those of browsers have a version too, but no server.
pub(super) fn is(top: &At<'_>) -> bool {
    (top.has("manifest_version") || top.has("dxt_version"))
        && top.get("server").is_some_and(|server| server.has("mcp_config") || server.has("entry_point"))
}

/// Reads it as one server, with the tools that it names.
pub(super) fn read(top: &At<'_>, source: &mut Source) {
    let mut server = Server::described(top);
    let name = server.name.clone();
    let launch = top.get("server").and_then(|server| server.get("mcp_config"));
    if let Some(launch) = &launch {
        for key in ["command", "args"] {
            if let Some(at) = launch.get(key) {
                words(&at, &mut server);
            }
        }
        if let Some(env) = launch.get("env") {
            environment(&env, &mut server);
        }
    }
    for (key, input) in top.get("user_config").iter().flat_map(At::entries) {
        let is_secret =
            input.get("sensitive").and_then(|flag| flag.scalar()).is_some_and(|flag| flag.as_str() == "true");
        let role = if is_secret { Role::Secret } else { Role::Default };
        if let Some(default) = input.get("default") {
            server.push(role, key, &default);
            for item in default.items() {
                server.push(role, key, &item);
            }
        }
    }
    if let Some(repository) = top.get("repository") {
        settings(&CleanText::literal("repository"), &repository, &mut server);
    }
    source.servers.push(server);
    tools::read_texts(top, Some(&name), source);
    for tool in top.get("tools").iter().flat_map(At::items) {
        tools::read_tool(&tool, Some(&name), source);
    }
}
