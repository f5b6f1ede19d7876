//! `cargo xtask layers`: the promises about structure that a compiler does not keep.
//!
//! The edges between our crates are compared with the table in `docs/architecture.md`, the crates of others with
//! `deny.toml`, and every file with the rules of [`tree`]. The documents are the data: there is no second list.

use crate::deny::Policy;
use crate::process::{Failure, Result, root, say};
use crate::workspace::{Graph, Purpose};
use crate::{documents, licence, oracle, tree};
use std::collections::{BTreeMap, BTreeSet};

/// Runs all checks and prints what is wrong.
///
/// # Errors
/// If something is wrong.
pub(crate) fn run() -> Result {
    let policy = Policy::load()?;
    let table = AllowedEdges::load()?;
    let (mut wrong, mut own, mut built) = (Vec::new(), 0, BTreeSet::new());
    for platform in &policy.platforms {
        let graph = Graph::load(platform)?;
        wrong.extend(table.check(&graph));
        wrong.extend(unreachable_crates(&graph));
        own = graph.members.len();
        let (used, faults) = check_dependencies(&graph, &policy);
        built.extend(used);
        wrong.extend(faults);
    }
    let files = tree::files()?;
    wrong.extend(tree::check(&files));
    wrong.extend(documents::check(&files)?);
    wrong.extend(oracle::drifted()?);
    wrong.sort();
    wrong.dedup();
    for line in &wrong {
        say(line);
    }
    if !wrong.is_empty() {
        return Err(Failure::new(format!("layers: {} fault(s)", wrong.len())));
    }
    say(&format!(
        "layers: {} crates of ours hold to the table, {} crates of others on {} platforms hold to deny.toml",
        own,
        built.len(),
        policy.platforms.len()
    ));
    Ok(())
}

/// The table of `docs/architecture.md`: which of our crates may use which.
struct AllowedEdges {
    allowed: BTreeMap<String, BTreeSet<String>>,
}

impl AllowedEdges {
    fn load() -> Result<Self> {
        let text = std::fs::read_to_string(root().join("docs/architecture.md"))
            .map_err(|e| Failure::new(format!("could not read docs/architecture.md: {}", e.kind())))?;
        Self::parse(&text)
    }

    /// Reads the rows of the table whose header is `crate | … | may use`.
    fn parse(text: &str) -> Result<Self> {
        let is_header =
            |line: &str| cells(line).first() == Some(&"crate") && cells(line).last() == Some(&"may use");
        let rows = text.lines().skip_while(|line| !is_header(line)).skip(2);
        let mut direct: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in rows.take_while(|line| line.starts_with('|')) {
            let cells = cells(line);
            let (Some(name), Some(uses)) = (cells.first().and_then(|c| quoted(c)), cells.last()) else {
                return Err(Failure::new(
                    "docs/architecture.md: a row of the table of crates without a name",
                ));
            };
            let uses = uses.split(',').map(str::trim).filter(|word| !matches!(*word, "" | "–" | "-"));
            direct.insert(name.to_owned(), uses.map(full_name).collect());
        }
        if direct.is_empty() {
            return Err(Failure::new("docs/architecture.md has no table `crate | … | may use`"));
        }
        Ok(Self { allowed: closure(&direct) })
    }

    /// Returns every edge that the table does not allow, and every crate that it does not know.
    fn check(&self, graph: &Graph) -> Vec<String> {
        let mut wrong = Vec::new();
        let own = graph.own();
        for (name, id) in &own {
            let Some(allowed) = self.allowed.get(*name) else {
                wrong.push(format!("{name}: is not in the table of docs/architecture.md"));
                continue;
            };
            for (to, purpose) in graph.edges.get(*id).map(Vec::as_slice).unwrap_or_default() {
                let to_name = graph.package(to).name.as_str();
                // Tests may look at the crate from the outside, also through crates above it.
                if own.contains_key(to_name) && *purpose != Purpose::Test && !allowed.contains(to_name) {
                    wrong.push(format!("{name}: uses {to_name}, which docs/architecture.md does not allow"));
                }
            }
        }
        let missing = self.allowed.keys().filter(|name| !own.contains_key(name.as_str()));
        wrong.extend(
            missing.map(|name| format!("{name}: is in docs/architecture.md but not in the workspace")),
        );
        wrong
    }
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

fn quoted(cell: &str) -> Option<&str> {
    cell.split('`').nth(1).filter(|name| !name.is_empty())
}

fn full_name(word: &str) -> String {
    let word = word.trim_matches('`');
    if word.starts_with("evidact") { word.to_owned() } else { format!("evidact-{word}") }
}

/// A crate may use what it is given, and what that may use.
fn closure(direct: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = direct.clone();
    for _ in 0..direct.len() {
        let before = all.clone();
        for uses in all.values_mut() {
            let more: Vec<String> = uses.iter().filter_map(|u| before.get(u)).flatten().cloned().collect();
            uses.extend(more);
        }
    }
    all
}

/// The crates on the right of the verifier must not reach raw bytes, by whatever way.
fn unreachable_crates(graph: &Graph) -> Vec<String> {
    let own = graph.own();
    let Some(raw) = own.get("evidact-raw") else { return vec!["evidact-raw: is gone".to_owned()] };
    let mut wrong = Vec::new();
    for name in ["evidact-model", "evidact-report", "evidact-render", "evidact-mcp"] {
        let Some(id) = own.get(name) else {
            wrong.push(format!("{name}: is gone"));
            continue;
        };
        if graph.reach(&[id], &[Purpose::Normal, Purpose::Build]).contains(*raw) {
            wrong.push(format!("{name}: reaches raw bytes: {}", graph.chain(id, raw)));
        }
    }
    wrong
}

/// Checks what is built on one platform against `deny.toml`; returns the crates of others and what is wrong.
pub(crate) fn check_dependencies(graph: &Graph, policy: &Policy) -> (BTreeSet<String>, Vec<String>) {
    let own: Vec<&str> = graph.members.iter().map(String::as_str).collect();
    let reached = graph.reach(&own, &[Purpose::Normal, Purpose::Build, Purpose::Test]);
    let mut wrong = Vec::new();
    let others: BTreeSet<String> = reached.into_iter().filter(|id| !graph.members.contains(id)).collect();
    for id in &others {
        let package = graph.package(id);
        let name = format!("{} {}", package.name, package.version);
        if let Some(reason) = policy.refused.get(&package.name) {
            let user =
                own.iter().map(|o| graph.chain(o, id)).filter(|c| c.contains('>')).min_by_key(String::len);
            wrong.push(format!("{name}: refused by deny.toml ({reason}): {}", user.unwrap_or_default()));
        }
        if let Some(links) = &package.links {
            wrong.push(format!("{name}: links the native library `{links}`; evidact is Rust alone"));
        }
        match &package.licence {
            Some(expression) if licence::is_met(expression, &policy.licences) => {}
            Some(expression) => {
                wrong.push(format!("{name}: licence `{expression}` is not allowed by deny.toml"));
            }
            None => wrong.push(format!("{name}: states no licence")),
        }
        let known = |source: &String| policy.registries.iter().any(|r| source == &format!("registry+{r}"));
        if !package.source.as_ref().is_some_and(known) {
            wrong.push(format!("{name}: does not come from a registry that deny.toml allows"));
        }
    }
    (others, wrong)
}

#[cfg(test)]
mod tests {
    use super::{AllowedEdges, check_dependencies, unreachable_crates};
    use crate::deny::Policy;
    use crate::workspace::{Purpose, tests::graph};

    const TABLE: &str = "\
text
| crate | in one sentence | may use |
| --- | --- | --- |
| `evidact-model` | a | – |
| `evidact-raw` | b | model |
| `evidact-mcp` | f | model |
| `evidact-report` | c | model |
| `evidact-render` | d | report |
| `evidact` (binary) | e | render, raw |

| other | table |
";

    #[test]
    fn allows_what_the_table_says_and_what_follows_from_it() {
        let table = AllowedEdges::parse(TABLE).unwrap();
        let graph = graph(&[
            ("evidact-raw", "evidact-model", Purpose::Normal),
            ("evidact-mcp", "evidact-model", Purpose::Normal),
            ("evidact-report", "evidact-model", Purpose::Normal),
            ("evidact-render", "evidact-report", Purpose::Normal),
            ("evidact-render", "evidact-model", Purpose::Normal),
            ("evidact", "evidact-render", Purpose::Normal),
        ]);
        assert_eq!(table.check(&graph), Vec::<String>::new());
        assert_eq!(unreachable_crates(&graph), Vec::<String>::new());
    }

    #[test]
    fn names_an_edge_upwards_and_an_unknown_crate() {
        let table = AllowedEdges::parse(TABLE).unwrap();
        let graph = graph(&[
            ("evidact-model", "evidact-raw", Purpose::Normal),
            ("evidact-render", "evidact-extra", Purpose::Build),
            ("evidact-report", "evidact", Purpose::Test),
        ]);
        let wrong = table.check(&graph).join("\n");
        assert!(wrong.contains("evidact-model: uses evidact-raw"));
        assert!(wrong.contains("evidact-render: uses evidact-extra"));
        assert!(wrong.contains("evidact-extra: is not in the table"));
        assert!(!wrong.contains("evidact-report: uses evidact,"), "tests may use what they like");
    }

    #[test]
    fn a_report_that_reaches_raw_bytes_by_a_detour_is_named() {
        let graph = graph(&[
            ("evidact-report", "helper", Purpose::Normal),
            ("helper", "evidact-raw", Purpose::Normal),
            ("evidact-render", "evidact-report", Purpose::Normal),
            ("evidact-raw", "evidact-model", Purpose::Normal),
        ]);
        let wrong = unreachable_crates(&graph).join("\n");
        assert!(wrong.contains("evidact-report: reaches raw bytes: evidact-report > helper > evidact-raw"));
        assert!(wrong.contains("evidact-render: reaches raw bytes"));
    }

    #[test]
    fn refuses_network_crates_native_libraries_and_foreign_licences() {
        let mut graph = graph(&[("evidact", "bad", Purpose::Normal)]);
        graph.members.remove("bad");
        let bad = graph.packages.get_mut("bad").unwrap();
        bad.links = Some("z".into());
        bad.licence = Some("AGPL-3.0".into());
        let policy = Policy {
            refused: [("bad".to_owned(), "opens sockets".to_owned())].into(),
            licences: vec!["MIT".into()],
            registries: vec!["https://registry.example".into()],
            platforms: Vec::new(),
        };
        let (_, wrong) = check_dependencies(&graph, &policy);
        let wrong = wrong.join("\n");
        for part in ["opens sockets", "evidact > bad", "native library", "AGPL-3.0", "does not come from"] {
            assert!(wrong.contains(part), "{part} in {wrong}");
        }
    }

    #[test]
    fn the_document_without_its_table_is_an_error() {
        assert!(AllowedEdges::parse("no table").is_err());
    }
}
