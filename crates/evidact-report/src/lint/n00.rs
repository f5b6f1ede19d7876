//! N00: a comment for the linter that does nothing.

use super::rule::{Rule, Weight};

pub(super) const RULE: Rule = Rule {
    id: "N00",
    title: "a comment for the linter that does nothing",
    reason: "What an author allows is part of the report; without a reason, or with nothing to allow, it is noise.",
    weight: Weight::Unsafe,
    // Whether a comment is used is known when the other rules are done.
    run: |_, _| {},
};
