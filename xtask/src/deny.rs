//! The policy of dependencies, read from `deny.toml`, so that `cargo deny` and `cargo xtask layers` enforce one list.

use crate::process::{Failure, Result, root};
use std::collections::BTreeMap;

/// What `deny.toml` says, as far as `cargo xtask layers` enforces it.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    /// Refused crates and why.
    pub(crate) refused: BTreeMap<String, String>,
    /// Licences that may be used, by SPDX id.
    pub(crate) licences: Vec<String>,
    /// Registries that crates may come from.
    pub(crate) registries: Vec<String>,
    /// The platforms that we build for.
    pub(crate) platforms: Vec<String>,
}

impl Policy {
    /// Reads `deny.toml`.
    ///
    /// # Errors
    /// If it cannot be read, or a list that we rely on is missing or empty, or a ban has no reason.
    pub(crate) fn load() -> Result<Self> {
        let text = std::fs::read_to_string(root().join("deny.toml"))
            .map_err(|e| Failure::new(format!("could not read deny.toml: {}", e.kind())))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let table: toml::Table =
            text.parse().map_err(|e: toml::de::Error| Failure::new(format!("deny.toml: {}", e.message())))?;
        let policy = Self {
            refused: read_bans(&table)?,
            licences: strings(&table, "licenses", "allow")?,
            registries: strings(&table, "sources", "allow-registry")?,
            platforms: strings(&table, "graph", "targets")?,
        };
        Ok(policy)
    }
}

fn read_bans(table: &toml::Table) -> Result<BTreeMap<String, String>> {
    let bans = table.get("bans").and_then(|b| b.get("deny")).and_then(toml::Value::as_array);
    let bans = bans.ok_or_else(|| Failure::new("deny.toml has no list `bans.deny`"))?;
    let mut refused = BTreeMap::new();
    for ban in bans {
        let text = |key: &str| ban.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let name = text("crate").ok_or_else(|| Failure::new("deny.toml: a ban without `crate`"))?;
        let reason = text("reason")
            .filter(|r| !r.trim().is_empty())
            .ok_or_else(|| Failure::new(format!("deny.toml: the ban of `{name}` gives no reason")))?;
        if refused.insert(name.clone(), reason).is_some() {
            return Err(Failure::new(format!("deny.toml: `{name}` is refused twice")));
        }
    }
    if refused.is_empty() { Err(Failure::new("deny.toml refuses nothing")) } else { Ok(refused) }
}

fn strings(table: &toml::Table, section: &str, key: &str) -> Result<Vec<String>> {
    let list = table.get(section).and_then(|s| s.get(key)).and_then(toml::Value::as_array);
    let list: Vec<String> =
        list.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect();
    if list.is_empty() {
        return Err(Failure::new(format!("deny.toml has no list `{section}.{key}`")));
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn the_policy_of_this_repository_is_read_wholly() {
        let policy = Policy::load().unwrap();
        for network in ["reqwest", "hyper", "ureq", "curl", "tokio", "socket2"] {
            assert!(policy.refused.contains_key(network), "{network} must be refused");
        }
        for engine in ["fancy-regex", "onig", "pcre2"] {
            assert!(policy.refused.contains_key(engine), "{engine} must be refused");
        }
        assert!(policy.licences.iter().any(|l| l == "MIT"));
    }

    #[test]
    fn a_ban_must_give_a_reason() {
        let text = "[bans]\ndeny = [{ crate = \"x\" }]\n";
        assert!(Policy::parse(text).unwrap_err().message.contains("gives no reason"));
    }

    #[test]
    fn a_missing_list_is_an_error_and_not_an_empty_list() {
        let text = "[bans]\ndeny = [{ crate = \"x\", reason = \"y\" }]\n";
        assert!(Policy::parse(text).unwrap_err().message.contains("licenses.allow"));
    }
}
