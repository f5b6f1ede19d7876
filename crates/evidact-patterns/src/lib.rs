//! Reads pattern packs (TOML, embedded or the user's) into a checked [`RuleSet`].

/// The rules in force.
#[derive(Debug, Default)]
pub struct RuleSet {}
