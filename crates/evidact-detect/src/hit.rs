//! A hit: where in a text, by which rule.

use evidact_model::{Class, Confidence, Kind, RuleId, Span};

/// A rule or detector at a span of the text it was given. Holds no byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which rule or detector.
    pub rule: RuleId,
    /// The class of the value.
    pub class: Class,
    /// What stands in the placeholder.
    pub kind: Kind,
    /// How sure we are.
    pub confidence: Confidence,
    /// The sensitive value alone, in the text given.
    pub span: Span,
}
