//! A finding: what was found where, without what was found.

use crate::{Class, Confidence, Kind, RuleId, Span, ViewKind};
use serde::{Deserialize, Serialize};

/// How ids begin whose findings are suggestions: a reviewer looks at them, nobody replaces them.
pub const SUGGESTION: &str = "suggestion.";

/// A rule or detector at a span of a source. Holds no byte of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which rule or detector.
    pub rule: RuleId,
    /// The class of the value.
    pub class: Class,
    /// What stands in the placeholder, e.g. `CREDENTIAL:github` or `EMAIL`.
    pub kind: Kind,
    /// How sure we are.
    pub confidence: Confidence,
    /// Where, in the text of the document.
    pub span: Span,
    /// In which reading of the document it was seen.
    pub view: ViewKind,
}
