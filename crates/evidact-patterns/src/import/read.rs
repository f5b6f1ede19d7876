//! Reads the TOML of gitleaks and betterleaks, as their documentation describes it.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Spanned, Value};

/// A configuration. Keys that are not here are reported by [`unknown_keys`].
#[derive(Deserialize)]
pub(super) struct Config {
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
    pub(super) allowlist: Option<Allow>,
    #[serde(default)]
    pub(super) allowlists: Vec<Allow>,
    pub(super) extend: Option<Extend>,
}

/// What a configuration builds upon.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Extend {
    #[serde(default)]
    pub(super) use_default: bool,
    pub(super) path: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) disabled_rules: Vec<String>,
}

/// One rule.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: Spanned<String>,
    #[serde(default)]
    pub(super) description: String,
    pub(super) regex: Option<String>,
    #[serde(default)]
    pub(super) secret_group: u32,
    pub(super) entropy: Option<Number>,
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    pub(super) path: Option<String>,
    pub(super) allowlist: Option<Allow>,
    #[serde(default)]
    pub(super) allowlists: Vec<Allow>,
}

/// A number with or without a fraction.
#[derive(Deserialize, Clone, Copy)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i32),
    Real(f64),
}

impl Number {
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Whole(n) => f64::from(n),
            Self::Real(x) => x,
        }
    }
}

/// A list of what is allowed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Allow {
    #[serde(default)]
    pub(super) condition: String,
    #[serde(default)]
    pub(super) regex_target: String,
    #[serde(default)]
    pub(super) commits: Vec<String>,
    #[serde(default)]
    pub(super) paths: Vec<String>,
    #[serde(default)]
    pub(super) regexes: Vec<String>,
    #[serde(default, alias = "stopWords")]
    pub(super) stopwords: Vec<String>,
    #[serde(default)]
    pub(super) target_rules: Vec<String>,
}

/// Keys that mean nothing for finding, and keys that are read.
const OF_RULE: &[&str] = &[
    "id",
    "description",
    "regex",
    "secretGroup",
    "entropy",
    "keywords",
    "path",
    "allowlist",
    "allowlists",
    "tags",
];
const OF_CONFIG: &[&str] = &[
    "title",
    "description",
    "rules",
    "allowlist",
    "allowlists",
    "extend",
    "minVersion",
    "betterleaksMinVersion",
];

/// Returns the keys of the configuration that are not read, and of each rule by its place.
pub(super) fn unknown_keys(text: &str) -> (Vec<String>, BTreeMap<usize, Vec<String>>) {
    let Ok(table) = toml::from_str::<toml::Table>(text) else { return Default::default() };
    let strange = |table: &toml::Table, known: &[&str]| -> Vec<String> {
        table.keys().filter(|key| !known.contains(&key.as_str())).cloned().collect()
    };
    let rules = table.get("rules").and_then(Value::as_array);
    let of_rules = rules.into_iter().flatten().enumerate().filter_map(|(i, rule)| {
        let keys = strange(rule.as_table()?, OF_RULE);
        (!keys.is_empty()).then_some((i, keys))
    });
    (strange(&table, OF_CONFIG), of_rules.collect())
}
