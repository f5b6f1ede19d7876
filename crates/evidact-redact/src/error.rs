//! What can be wrong with a policy.

/// A policy that cannot be used. Says where, never what stands there: a policy lists customer names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// Not TOML, an unknown key, or a value of the wrong type.
    #[error("policy:{line}:{column}: {what}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was expected, in our words.
        what: &'static str,
    },
    /// The schema is not one this version reads.
    #[error("policy: schema {found} is not known; this version reads schema 1")]
    Schema {
        /// What the policy says.
        found: i64,
    },
    /// A class or placeholder kind that does not exist.
    #[error(
        "policy: entry {index} of [{table}] names no class or placeholder kind; classes are credential, personal-data, customer-identifier, network-identifier"
    )]
    UnknownClass {
        /// Which table.
        table: &'static str,
        /// Which entry, from 1, in the order of the file's sorted keys.
        index: usize,
    },
    /// An action that does not exist.
    #[error(
        "policy: entry {index} of [{table}] names no action; use \"replace\", \"remove\" or {{ keep = \"reason\" }}"
    )]
    UnknownAction {
        /// Which table.
        table: &'static str,
        /// Which entry, from 1.
        index: usize,
    },
    /// A reason is missing where something is to stay.
    #[error(
        "policy: entry {index} of [{table}] keeps something without a reason; add one, it goes into the manifest"
    )]
    ReasonMissing {
        /// Which table.
        table: &'static str,
        /// Which entry, from 1.
        index: usize,
    },
    /// A term that would take half of the text with it.
    #[error(
        "policy: term {index} is too short or too common to be searched everywhere; give at least four characters that are not an everyday word"
    )]
    TermTooCommon {
        /// Which entry, from 1.
        index: usize,
    },
}
