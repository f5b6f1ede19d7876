//! What `cargo metadata` says about the workspace: packages, the edges between them, and their targets.

use crate::process::{Failure, Result, cargo, output};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One package of the resolved graph.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence, as an SPDX expression.
    pub(crate) licence: Option<String>,
    /// Where it comes from; nothing for our own.
    pub(crate) source: Option<String>,
    /// The native library that it says it links.
    pub(crate) links: Option<String>,
    /// The names of its examples.
    pub(crate) examples: Vec<String>,
}

/// What an edge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// The library or program itself.
    Normal,
    /// Its build script.
    Build,
    /// Its tests, examples and benches.
    Test,
}

/// The packages of the workspace and all that they use, on one platform.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// All packages by their id.
    pub(crate) packages: BTreeMap<String, Package>,
    /// Who uses whom, and what for.
    pub(crate) edges: BTreeMap<String, Vec<(String, Purpose)>>,
    /// The ids of our own packages.
    pub(crate) members: BTreeSet<String>,
    /// Where cargo builds.
    pub(crate) target_folder: PathBuf,
}

impl Graph {
    /// Asks cargo for all that is used on one platform.
    ///
    /// # Errors
    /// If cargo fails (a `Cargo.lock` that is not up to date is the usual cause) or answers something unknown.
    pub(crate) fn load(platform: &str) -> Result<Self> {
        Self::ask(&["--filter-platform", platform])
    }

    /// Asks cargo for all that another workspace of the repository uses on one platform.
    ///
    /// # Errors
    /// As [`Graph::load`].
    pub(crate) fn load_other(manifest: &str, platform: &str) -> Result<Self> {
        Self::ask(&["--manifest-path", manifest, "--filter-platform", platform])
    }

    /// Asks cargo for our own packages alone, without edges; needs no crate of others to be there.
    ///
    /// # Errors
    /// If cargo fails or answers something unknown.
    pub(crate) fn load_own() -> Result<Self> {
        Self::ask(&["--no-deps"])
    }

    fn ask(options: &[&str]) -> Result<Self> {
        Self::parse(&output(cargo().args(["metadata", "--format-version", "1", "--locked"]).args(options))?)
    }

    /// Reads the answer of `cargo metadata`.
    fn parse(json: &[u8]) -> Result<Self> {
        let unknown = || Failure::new("`cargo metadata` answered in a form that is not known here");
        let value: Value = serde_json::from_slice(json).map_err(|_| unknown())?;
        let mut graph = Self {
            target_folder: value["target_directory"].as_str().ok_or_else(unknown)?.into(),
            ..Self::default()
        };
        for package in value["packages"].as_array().ok_or_else(unknown)? {
            let id = package["id"].as_str().ok_or_else(unknown)?.to_owned();
            graph.packages.insert(id, read_package(package).ok_or_else(unknown)?);
        }
        for member in value["workspace_members"].as_array().ok_or_else(unknown)? {
            graph.members.insert(member.as_str().ok_or_else(unknown)?.to_owned());
        }
        let nodes = match &value["resolve"] {
            Value::Null => &[],
            resolve => resolve["nodes"].as_array().ok_or_else(unknown)?.as_slice(),
        };
        for node in nodes {
            let id = node["id"].as_str().ok_or_else(unknown)?.to_owned();
            graph.edges.insert(id, read_edges(node).ok_or_else(unknown)?);
        }
        Ok(graph)
    }

    /// Returns the package of an id that this graph gave.
    pub(crate) fn package(&self, id: &str) -> &Package {
        self.packages.get(id).expect("every id of a graph has a package")
    }

    /// Returns our own packages by name, sorted.
    pub(crate) fn own(&self) -> BTreeMap<&str, &str> {
        self.members.iter().map(|id| (self.package(id).name.as_str(), id.as_str())).collect()
    }

    /// Returns everything that can be reached from `start` by edges of the given purposes.
    ///
    /// `Test` counts for the edges of our own packages only: cargo does not build the tests of others.
    pub(crate) fn reach(&self, start: &[&str], purposes: &[Purpose]) -> BTreeSet<String> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = start.iter().map(|id| (*id).to_owned()).collect();
        while let Some(id) = open.pop() {
            let next = self.edges.get(&id).map(Vec::as_slice).unwrap_or_default();
            for (to, purpose) in next {
                if purposes.contains(purpose) && !seen.contains(to) {
                    open.push(to.clone());
                }
            }
            seen.insert(id);
        }
        seen
    }

    /// Returns the shortest chain of names by which `from` comes to use `to`, for messages.
    pub(crate) fn chain(&self, from: &str, to: &str) -> String {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut wave = vec![from];
        while !wave.is_empty() && !came_from.contains_key(to) {
            let mut next = Vec::new();
            for id in wave {
                for (other, _) in self.edges.get(id).map(Vec::as_slice).unwrap_or_default() {
                    if other != from && !came_from.contains_key(other.as_str()) {
                        came_from.insert(other, id);
                        next.push(other.as_str());
                    }
                }
            }
            wave = next;
        }
        let mut names = vec![self.package(to).name.as_str()];
        let mut at = to;
        while let Some(&before) = came_from.get(at) {
            names.push(&self.package(before).name);
            at = before;
        }
        names.reverse();
        names.join(" > ")
    }

    /// Returns the examples of our own packages whose name begins with `prefix`, as (package, example).
    pub(crate) fn examples(&self, prefix: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = self
            .members
            .iter()
            .map(|id| self.package(id))
            .flat_map(|p| p.examples.iter().map(|e| (p.name.clone(), e.clone())))
            .filter(|(_, example)| example.starts_with(prefix))
            .collect();
        found.sort();
        found
    }
}

fn read_package(value: &Value) -> Option<Package> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let examples = value["targets"]
        .as_array()?
        .iter()
        .filter(|t| t["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == "example")))
        .filter_map(|t| t["name"].as_str().map(str::to_owned))
        .collect();
    Some(Package {
        name: text("name")?,
        version: text("version")?,
        licence: text("license"),
        source: text("source"),
        links: text("links"),
        examples,
    })
}

fn read_edges(node: &Value) -> Option<Vec<(String, Purpose)>> {
    let mut edges = Vec::new();
    for dependency in node["deps"].as_array()? {
        let to = dependency["pkg"].as_str()?;
        for kind in dependency["dep_kinds"].as_array()? {
            let purpose = match kind["kind"].as_str() {
                None => Purpose::Normal,
                Some("build") => Purpose::Build,
                Some("dev") => Purpose::Test,
                Some(_) => return None,
            };
            edges.push((to.to_owned(), purpose));
        }
    }
    edges.sort();
    edges.dedup();
    Some(edges)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Graph, Package, Purpose};

    /// Builds a graph of our own packages from `(user, used, purpose)`.
    pub(crate) fn graph(edges: &[(&str, &str, Purpose)]) -> Graph {
        let mut graph = Graph::default();
        for (from, to, purpose) in edges {
            for name in [from, to] {
                let package = Package {
                    name: (*name).to_owned(),
                    version: "0.1.0".to_owned(),
                    licence: Some("MIT OR Apache-2.0".to_owned()),
                    source: None,
                    links: None,
                    examples: Vec::new(),
                };
                graph.packages.insert((*name).to_owned(), package);
                graph.members.insert((*name).to_owned());
            }
            graph.edges.entry((*from).to_owned()).or_default().push(((*to).to_owned(), *purpose));
        }
        graph
    }

    #[test]
    fn follows_edges_and_names_the_shortest_chain() {
        let graph = graph(&[
            ("a", "b", Purpose::Normal),
            ("b", "c", Purpose::Build),
            ("a", "d", Purpose::Normal),
            ("d", "e", Purpose::Normal),
            ("e", "c", Purpose::Normal),
            ("a", "t", Purpose::Test),
        ]);
        let reached = graph.reach(&["a"], &[Purpose::Normal]);
        assert!(reached.contains("c") && !reached.contains("t"));
        assert_eq!(graph.chain("a", "c"), "a > b > c");
    }

    #[test]
    fn reads_what_cargo_writes() {
        let json = br#"{"target_directory":"t","workspace_members":["p"],"packages":[{"id":"p","name":"one",
            "version":"1.0.0","license":"MIT","source":null,"links":null,
            "targets":[{"kind":["example"],"name":"golden_x"},{"kind":["lib"],"name":"one"}]}],
            "resolve":{"nodes":[{"id":"p","deps":[{"pkg":"p","dep_kinds":[{"kind":"dev"},{"kind":null}]}]}]}}"#;
        let graph = Graph::parse(json).unwrap();
        assert_eq!(graph.examples("golden_"), [("one".to_owned(), "golden_x".to_owned())]);
        assert_eq!(graph.edges["p"], [("p".to_owned(), Purpose::Normal), ("p".to_owned(), Purpose::Test)]);
    }

    #[test]
    fn refuses_an_answer_of_another_form() {
        assert!(Graph::parse(b"{}").is_err());
        assert!(Graph::parse(b"not json").is_err());
    }
}
