//! Names of things that are not evidence.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The number of a source in a run: its place in the sorted list of inputs, from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

impl std::fmt::Display for SourceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "source {}", self.0 + 1)
    }
}

/// The id of a rule or detector, `<provider>.<thing>`, e.g. `github.pat-classic`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// Names a detector that is code, or a rule that the program was built with.
    pub const fn detector(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// Names a rule of a pattern pack.
    pub fn rule(id: String) -> Self {
        Self(Cow::Owned(id))
    }

    /// Returns the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}
