//! Configurations of clients: any map whose values say how to start or reach a server.
//!
//! The clients agree on little but that, so that shape and a few names of the map decide, not the client. Read by
//! the documentation of Claude Desktop and Code, Cursor, VS Code, Windsurf, Gemini CLI, Codex, opencode, Kiro, Amazon Q,
//! Cline, Roo Code, Zed, `JetBrains`, LM Studio, Continue and Goose.

use super::names::is_named_like_metadata;
use crate::command::shell_words;
use crate::facts::{Fact, Loose, Role, Server, Source, Spot};
use crate::tree::At;
use evidact_model::CleanText;

/// Maps of these names hold servers, whatever else their values say.
const SERVER_MAPS: &[&str] = &["mcpServers", "mcp_servers", "context_servers", "mcp.servers", "mcp-servers"];

/// Maps of these names may hold servers.
const PERHAPS: &[&str] = &["servers", "mcp", "extensions"];

/// Keys that say how to start or reach a server.
const LAUNCH: &[&str] = &["command", "cmd", "url", "serverUrl", "httpUrl", "uri"];

/// Types of a server, as the clients name them.
const TYPES: &[&str] = &[
    "stdio",
    "http",
    "sse",
    "streamable-http",
    "streamable_http",
    "streamableHttp",
    "local",
    "remote",
    "ws",
];

/// Servers stand no deeper than this in a configuration.
const MAX_DEPTH: usize = 6;

/// Settings of a client that decide over approval, and stand outside its servers.
const LOOSE: &[&str] = &[
    "enableAllProjectMcpServers",
    "enabledMcpjsonServers",
    "defaultMode",
    "chat.tools.autoApprove",
    "chat.tools.global.autoApprove",
    "approval_policy",
    "sandbox_mode",
    "autoAccept",
    "approvalMode",
    "defaultApprovalMode",
    "GOOSE_MODE",
    "allowedTools",
    "skipDangerousModePermissionPrompt",
];

/// Reads what a document says of servers; says whether it is a client's configuration.
pub(super) fn read(top: &At<'_>, source: &mut Source) -> bool {
    let servers = source.servers.len();
    // A file that by its name is nothing else may leave the name of the map out.
    let is_bare = is_named_like_metadata(source.path.as_str()) && is_bare_map(top);
    let mut found = is_bare || is_server_map("", top);
    if found {
        read_map(top, source);
    } else {
        found = find(top, 0, source);
    }
    let loose = source.loose.len();
    read_loose(top, 0, source);
    if top.text_of("$schema").is_some_and(|schema| schema.as_str().contains("opencode")) {
        read_permission(top, source);
    }
    let speaks_of_mcp = source.loose.iter().skip(loose).any(|l| {
        let (name, value) = (l.name.as_str(), l.spot.str());
        let is_opencode = name.starts_with("permission.") || name == "permission";
        name.contains("Mcp") || name == "GOOSE_MODE" || value.starts_with("mcp__") || is_opencode
    });
    if !found && !speaks_of_mcp {
        source.loose.truncate(loose);
    }
    found || speaks_of_mcp || source.servers.len() > servers
}

fn find(at: &At<'_>, depth: usize, source: &mut Source) -> bool {
    let mut found = false;
    for (key, child) in at.entries() {
        if is_server_map(key.as_str(), &child) {
            read_map(&child, source);
            found = true;
        } else if child.is_list() && SERVER_MAPS.contains(&key.as_str()) {
            found |= read_list(&child, source);
        } else if child.is_map() && depth < MAX_DEPTH {
            found |= find(&child, depth + 1, source);
        }
    }
    found
}

/// Says whether the values of a map are servers.
fn is_server_map(key: &str, map: &At<'_>) -> bool {
    if !map.is_map() {
        return false;
    }
    let mut children = map.entries().map(|(_, child)| child).peekable();
    if SERVER_MAPS.contains(&key) {
        return children.peek().is_none() || children.any(|child| launches(&child));
    }
    if PERHAPS.contains(&key) {
        return children.any(|child| is_typed(&child) || is_launch_with_more(&child));
    }
    children.peek().is_some()
        && map.entries().all(|(_, child)| child.is_map() && is_launch_with_more(&child))
        && map.entries().any(|(name, child)| speaks_of_mcp(name, &child))
}

fn is_bare_map(map: &At<'_>) -> bool {
    map.entries().next().is_some() && map.entries().all(|(_, child)| child.is_map() && launches(&child))
}

fn launches(server: &At<'_>) -> bool {
    LAUNCH.iter().any(|key| server.has(key))
}

fn is_typed(server: &At<'_>) -> bool {
    launches(server) && server.text_of("type").is_some_and(|t| TYPES.contains(&t.as_str()))
}

fn is_launch_with_more(server: &At<'_>) -> bool {
    ["serverUrl", "httpUrl"].iter().any(|key| server.has(key))
        || (server.has("command") && ["args", "env", "environment"].iter().any(|key| server.has(key)))
        || is_typed(server)
}

/// Says whether name, command or address of a server hold the word.
fn speaks_of_mcp(name: &CleanText, server: &At<'_>) -> bool {
    let holds = |text: &str| text.to_ascii_lowercase().contains("mcp");
    let in_list = |key: &str| {
        server.get(key).is_some_and(|list| list.items().any(|i| i.text().is_some_and(|t| holds(t.as_str()))))
    };
    holds(name.as_str())
        || LAUNCH.iter().any(|key| server.text_of(key).is_some_and(|t| holds(t.as_str())))
        || in_list("args")
        || in_list("command")
}

fn read_map(map: &At<'_>, source: &mut Source) {
    for (name, child) in map.entries() {
        if child.is_map() {
            source.servers.push(server(name, &child));
        }
    }
}

fn read_list(list: &At<'_>, source: &mut Source) -> bool {
    let before = source.servers.len();
    for child in list.items() {
        if launches(&child) {
            let name = child.text_of("name").cloned().unwrap_or_default();
            source.servers.push(server(&name, &child));
        }
    }
    source.servers.len() > before
}

/// Reads one server.
fn server(name: &CleanText, at: &At<'_>) -> Server {
    let mut server = Server::new(name.clone(), at);
    // The program stands before its words, whatever the order of the keys.
    let args = ["args", "arguments"].iter().find_map(|key| at.get(key));
    for (_, child) in at.entries().filter(|(key, _)| matches!(key.as_str(), "command" | "cmd")) {
        command(&child, args.as_ref(), &mut server);
    }
    for (key, child) in at.entries() {
        match key.as_str() {
            "args" | "arguments" => words(&child, &mut server),
            "env" | "environment" | "envs" => environment(&child, &mut server),
            "headers" | "http_headers" => named(&child, Role::Header, &mut server),
            "url" | "serverUrl" | "httpUrl" | "uri" => server.push(Role::Url, key, &child),
            "version" => server.version = Spot::of(&child),
            // Read above; and names of variables, not their values.
            "command"
            | "cmd"
            | "bearer_token_env_var"
            | "env_http_headers"
            | "env_vars"
            | "envKeys"
            | "env_keys" => {}
            _ => settings(key, &child, &mut server),
        }
    }
    server
}

/// Reads a command: a program, a whole line, a list, or Zed's map.
fn command(at: &At<'_>, args: Option<&At<'_>>, server: &mut Server) {
    if at.is_map() {
        for key in ["path", "command"] {
            if let Some(path) = at.get(key) {
                server.push(Role::Word, &CleanText::default(), &path);
            }
        }
        if let Some(args) = at.get("args") {
            words(&args, server);
        }
        if let Some(env) = at.get("env") {
            environment(&env, server);
        }
    } else if args.is_some_and(|args| is_program_alone(at, args)) {
        server.push(Role::Word, &CleanText::default(), at);
    } else {
        words(at, server);
    }
}

/// Says whether a text is a program, its words apart, rather than a whole line beside an empty list. The path of a
/// program may hold blanks.
fn is_program_alone(at: &At<'_>, args: &At<'_>) -> bool {
    let is_path = |text: &CleanText| text.as_str().contains(['/', '\\']) && !text.as_str().contains(" -");
    !at.is_list() && (args.items().next().is_some() || args.text().is_some() || at.text().is_none_or(is_path))
}

/// Reads words of a command line: a list, or one text as a shell takes it apart.
pub(super) fn words(at: &At<'_>, server: &mut Server) {
    if at.is_list() {
        for item in at.items() {
            server.push(Role::Word, &CleanText::default(), &item);
        }
    } else if let Some(spot) = Spot::of(at) {
        for word in shell_words(spot.str()) {
            let spot = spot.with(&word);
            server.facts.push(Fact { role: Role::Word, name: CleanText::default(), spot });
        }
    }
}

/// Reads variables: a map, or a list of `NAME=value`.
pub(super) fn environment(at: &At<'_>, server: &mut Server) {
    named(at, Role::Env, server);
    for item in at.items() {
        let Some(spot) = Spot::of(&item) else { continue };
        if let Some((name, value)) = spot.str().split_once('=') {
            let fact =
                Fact { role: Role::Env, name: spot.text.derive(|_| name.to_owned()), spot: spot.with(value) };
            server.facts.push(fact);
        }
    }
}

pub(super) fn named(at: &At<'_>, role: Role, server: &mut Server) {
    for (name, child) in at.entries() {
        server.push(role, name, &child);
    }
}

/// Reads everything else, each value under the key that stands next above it.
pub(super) fn settings(key: &CleanText, at: &At<'_>, server: &mut Server) {
    let role = match key.as_str().to_ascii_lowercase().as_str() {
        "scope" | "scopes" => Role::Scope,
        "headers" => Role::Header,
        "default" => Role::Default,
        "volumes" | "mounts" => Role::Path,
        _ => Role::Setting,
    };
    if role == Role::Header && at.is_map() {
        named(at, role, server);
        return;
    }
    server.push(role, key, at);
    for (inner, child) in at.entries() {
        settings(inner, &child, server);
    }
    for item in at.items() {
        settings(key, &item, server);
    }
}

/// Reads what opencode lets an agent do unasked: a word for all, or one for each tool and each pattern.
fn read_permission(top: &At<'_>, source: &mut Source) {
    let Some(permission) = top.get("permission") else { return };
    let mut push = |name: String, at: &At<'_>| {
        if let Some(spot) = Spot::of(at) {
            source.loose.push(Loose { name: spot.text.derive(|_| name), role: Role::Setting, spot });
        }
    };
    push("permission".to_owned(), &permission);
    for (key, child) in permission.entries().filter(|(key, _)| matches!(key.as_str(), "*" | "bash")) {
        push(format!("permission.{key}"), &child);
        if let Some(all) = child.get("*") {
            push(format!("permission.{key}.*"), &all);
        }
    }
}

/// Reads what a client says of approval, and the defaults of its inputs.
fn read_loose(at: &At<'_>, depth: usize, source: &mut Source) {
    for (key, child) in at.entries() {
        let mut push = |name: &CleanText, role: Role, at: &At<'_>| {
            if let Some(spot) = Spot::of(at) {
                source.loose.push(Loose { name: name.clone(), role, spot });
            }
        };
        match key.as_str() {
            "inputs" => {
                for input in child.items() {
                    let id = input.text_of("id").cloned().unwrap_or_default();
                    let flag = input.get("password").and_then(|flag| flag.scalar());
                    let is_secret = flag.is_some_and(|flag| flag.as_str() == "true");
                    if let Some(default) = input.get("default") {
                        push(&id, if is_secret { Role::Secret } else { Role::Default }, &default);
                    }
                }
            }
            "permissions" => {
                for item in child.get("allow").iter().flat_map(At::items) {
                    if item.text().is_some_and(|t| t.as_str().starts_with("mcp__")) {
                        push(key, Role::Setting, &item);
                    }
                }
                if let Some(mode) = child.get("defaultMode") {
                    push(&CleanText::literal("defaultMode"), Role::Setting, &mode);
                }
            }
            name if LOOSE.contains(&name) => {
                push(key, Role::Setting, &child);
                for item in child.items() {
                    push(key, Role::Setting, &item);
                }
            }
            _ if depth < 3 && child.is_map() && !SERVER_MAPS.contains(&key.as_str()) => {
                read_loose(&child, depth + 1, source);
            }
            _ => {}
        }
    }
}
