//! What a pack says of a rule beside its regex: entropy, and lists of what is allowed.
//!
//! This file is also a module of the build script, so it uses nothing of this crate.

use serde::Deserialize;

/// A list of what is allowed, as a pack states it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowSpec {
    /// Whether one part must hold or all that are given.
    #[serde(default)]
    pub condition: Condition,
    /// What the regexes look at.
    #[serde(default)]
    pub target: Target,
    /// Ids of the rules that a list of the pack speaks of; all if there are none.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Regexes over the path of the source.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Regexes over the target.
    #[serde(default)]
    pub regexes: Vec<String>,
    /// Words in the value, in any case.
    #[serde(default)]
    pub stopwords: Vec<String>,
}

/// Whether one part of a list must hold or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// One of the parts.
    #[default]
    Any,
    /// All parts that are given.
    All,
}

/// What the regexes of a list look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The value.
    #[default]
    Secret,
    /// All that the regex of the rule matched.
    Match,
    /// The line of the value.
    Line,
}

/// Shannon entropy, in bits a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "f64")]
pub struct Entropy {
    millibits: u32,
}

impl From<f64> for Entropy {
    fn from(bits: f64) -> Self {
        Self { millibits: (bits.clamp(0.0, 8.0) * 1000.0).round() as u32 }
    }
}

impl Entropy {
    /// Returns the bits a byte.
    pub fn bits(self) -> f64 {
        f64::from(self.millibits) / 1000.0
    }
}
