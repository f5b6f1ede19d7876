//! `server.json`, by which a server is described to the registry.

use super::client::settings;
use crate::facts::{Fact, Role, Server, Source, Spot};
use crate::tree::At;
use evidact_model::CleanText;

/// Says whether a document is such a description.
pub(super) fn is(top: &At<'_>) -> bool {
    let by_schema = top.text_of("$schema").is_some_and(|s| s.as_str().ends_with("server.schema.json"));
    let lists = |key: &str| top.get(key).is_some_and(|at| at.is_list() && at.items().all(|i| i.is_map()));
    (by_schema && top.has("name"))
        || (top.has("name") && top.has("version") && (lists("remotes") || is_packages(top)))
}

/// The lists of packages of other tools hold other keys.
fn is_packages(top: &At<'_>) -> bool {
    top.get("packages").is_some_and(|packages| {
        packages
            .items()
            .any(|p| ["registryType", "registry_type", "registry_name"].iter().any(|key| p.has(key)))
    })
}

/// Reads it as one server.
pub(super) fn read(top: &At<'_>, source: &mut Source) {
    let mut server = Server::described(top);
    for package in top.get("packages").iter().flat_map(At::items) {
        read_package(&package, &mut server);
    }
    for remote in top.get("remotes").iter().flat_map(At::items) {
        read_remote(&remote, &mut server);
    }
    if let Some(repository) = top.get("repository") {
        settings(&CleanText::literal("repository"), &repository, &mut server);
    }
    source.servers.push(server);
}

fn read_package(package: &At<'_>, server: &mut Server) {
    let kind = package.text_of("registryType").or_else(|| package.text_of("registry_type"));
    let identifier = package.get("identifier").or_else(|| package.get("name"));
    if let Some(spot) = identifier.as_ref().and_then(Spot::of) {
        // One text of name and version, as the package's own tool writes it.
        let version = package.get("version").as_ref().and_then(Spot::of);
        let text = match (&version, kind.map(CleanText::as_str)) {
            (Some(version), Some("pypi")) => format!("{}=={}", spot.str(), version.str()),
            (Some(version), Some("oci")) => format!("{}:{}", spot.str(), version.str()),
            (Some(version), _) => format!("{}@{}", spot.str(), version.str()),
            (None, _) => spot.str().to_owned(),
        };
        let name = kind.cloned().unwrap_or_default();
        server.facts.push(Fact { role: Role::Package, name, spot: spot.with(&text) });
    }
    for key in ["environmentVariables", "environment_variables"] {
        for variable in package.get(key).iter().flat_map(At::items) {
            input(&variable, Role::Env, server);
        }
    }
    for key in ["runtimeArguments", "packageArguments", "runtime_arguments", "package_arguments"] {
        for argument in package.get(key).iter().flat_map(At::items) {
            input(&argument, Role::Word, server);
        }
    }
    if let Some(transport) = package.get("transport") {
        read_remote(&transport, server);
    }
    if let Some(sha) = package.get("fileSha256") {
        server.push(Role::Setting, &CleanText::literal("fileSha256"), &sha);
    }
}

/// Reads a value that a user is asked for: its fixed value under its role, its default as a default.
fn input(at: &At<'_>, role: Role, server: &mut Server) {
    let name = at.text_of("name").cloned().unwrap_or_default();
    if is_secret(at) {
        for value in ["value", "default"].iter().filter_map(|key| at.get(key)) {
            server.push(Role::Secret, &name, &value);
        }
        return;
    }
    if let Some(value) = at.get("value") {
        if role == Role::Word && !name.is_blank() {
            server.push(Role::Word, &CleanText::default(), &at.get("name").unwrap_or_else(|| value.clone()));
        }
        server.push(role, &name, &value);
    }
    if let Some(default) = at.get("default") {
        server.push(Role::Default, &name, &default);
    }
    for (key, variable) in at.get("variables").iter().flat_map(At::entries) {
        for value in ["value", "default"].iter().filter_map(|key| variable.get(key)) {
            server.push(if is_secret(&variable) { Role::Secret } else { Role::Default }, key, &value);
        }
    }
}

fn is_secret(at: &At<'_>) -> bool {
    ["isSecret", "is_secret"]
        .iter()
        .any(|key| at.get(key).and_then(|flag| flag.scalar()).is_some_and(|flag| flag.as_str() == "true"))
}

fn read_remote(remote: &At<'_>, server: &mut Server) {
    for key in ["type", "transport_type"] {
        if let Some(kind) = remote.get(key) {
            server.push(Role::Setting, &CleanText::literal("type"), &kind);
        }
    }
    if let Some(url) = remote.get("url") {
        server.push(Role::Url, &CleanText::literal("url"), &url);
    }
    for header in remote.get("headers").iter().flat_map(At::items) {
        input(&header, Role::Header, server);
    }
}
