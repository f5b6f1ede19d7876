//! Lists of tools, bare, in an answer of the protocol, or in a log of answers; and what a server announces of itself.

use super::schema;
use crate::facts::{Hint, Server, Source, Spot, Told, Tool};
use crate::tree::At;
use evidact_model::CleanText;

/// Answers stand no deeper than this in a dump.
const MAX_DEPTH: usize = 6;

/// Reads the lists and announcements of a document; says whether there was a list, and whether an announcement.
pub(super) fn read(top: &At<'_>, source: &mut Source) -> (bool, bool) {
    let found = (source.tools.len(), source.capabilities.len(), source.servers.len());
    if is_tool_list(top) {
        for tool in top.items() {
            read_tool(&tool, None, source);
        }
    } else {
        find(top, 0, None, source);
    }
    let announced = source.capabilities.len() > found.1 || source.servers.len() > found.2;
    (source.tools.len() > found.0, announced)
}

fn find(at: &At<'_>, depth: usize, server: Option<&CleanText>, source: &mut Source) {
    let info = at.get("serverInfo");
    if let Some(info) = info.as_ref().filter(|_| at.has("capabilities") || at.has("protocolVersion")) {
        source.servers.push(Server::described(info));
        announced(at, source);
    }
    if at.has("clientInfo") && at.has("capabilities") {
        announced(at, source);
    }
    // The protocol says `serverInfo`; what keeps dumps says `server`, as a name or as a map.
    let kept = at.get("server").and_then(|s| s.text().or_else(|| s.text_of("name")));
    let own = info.as_ref().and_then(|i| i.text_of("name")).or(kept).or(server);
    if at.has("serverInfo") || at.has("protocolVersion") {
        told(at, &["instructions"], own, source);
    }
    read_texts(at, own, source);
    for (key, child) in at.entries() {
        if key.as_str() == "tools" && is_tool_list(&child) {
            for tool in child.items() {
                read_tool(&tool, own, source);
            }
        } else if child.is_map() && depth < MAX_DEPTH {
            // A map of servers with their lists names each by its key.
            let named = child.get("tools").filter(is_tool_list).map(|_| key);
            let is_wrapper =
                matches!(key.as_str(), "result" | "message" | "response" | "data" | "payload" | "body");
            find(&child, depth + 1, if is_wrapper { own } else { named.or(own) }, source);
        }
    }
}

/// Reads the prompts and resources that a map lists.
pub(super) fn read_texts(at: &At<'_>, server: Option<&CleanText>, source: &mut Source) {
    for key in ["prompts", "resources", "resourceTemplates"] {
        let Some(list) = at.get(key).filter(is_text_list) else { continue };
        for item in list.items() {
            told(&item, &["name", "title", "description", "text", "uri", "uriTemplate"], server, source);
            for argument in item.get("arguments").iter().flat_map(At::items) {
                told(&argument, &["name", "title", "description"], server, source);
            }
        }
    }
}

/// Says whether a list holds prompts or resources of the protocol.
fn is_text_list(at: &At<'_>) -> bool {
    let is_one = |item: &At<'_>| {
        item.text_of("name").is_some()
            && ["uri", "uriTemplate", "arguments", "text", "description"].iter().any(|key| item.has(key))
    };
    at.items().next().is_some() && at.items().all(|item| is_one(&item))
}

fn told(at: &At<'_>, keys: &[&str], server: Option<&CleanText>, source: &mut Source) {
    for spot in keys.iter().filter_map(|key| at.get(key).as_ref().and_then(Spot::of)) {
        source.texts.push(Told { server: server.cloned(), spot });
    }
}

fn announced(at: &At<'_>, source: &mut Source) {
    for (name, child) in at.get("capabilities").iter().flat_map(At::entries) {
        source.capabilities.push(Spot { text: name.clone(), place: child.place, line: child.line });
    }
}

/// Says whether a list holds tools of the protocol: maps with a name and a schema or a description.
fn is_tool_list(at: &At<'_>) -> bool {
    let is_tool = |item: &At<'_>| item.text_of("name").is_some() && schema::of(item).is_some();
    at.is_list() && at.items().any(|item| is_tool(&item)) && at.items().all(|item| item.is_map())
}

/// Reads one tool.
pub(super) fn read_tool(at: &At<'_>, server: Option<&CleanText>, source: &mut Source) {
    let Some(name) = at.text_of("name") else { return };
    let description = at.get("description").as_ref().and_then(Spot::of);
    let mut texts: Vec<Spot> = ["name", "title", "description"]
        .iter()
        .filter_map(|key| at.get(key).as_ref().and_then(Spot::of))
        .collect();
    texts.extend(at.get("annotations").and_then(|a| a.get("title")).as_ref().and_then(Spot::of));
    let schema = schema::read(at, &mut texts);
    let annotations = at.get("annotations").map(|annotations| {
        let hints = annotations.entries().filter_map(|(name, child)| {
            let value = child.scalar()?;
            let value = matches!(value.as_str(), "true" | "false").then(|| value.as_str() == "true")?;
            Some(Hint { name: name.clone(), value, line: child.line })
        });
        hints.collect()
    });
    let line = at.get("name").map_or(at.line, |name| name.line);
    source.tools.push(Tool {
        name: name.clone(),
        server: server.cloned(),
        place: at.place.clone(),
        line,
        texts,
        description,
        annotations,
        schema,
    });
}
