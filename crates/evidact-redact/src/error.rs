//! What can be wrong with a policy.

use evidact_model::Position;

/// A policy that cannot be used. Says where, never what stands there: a policy lists customer names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {fault}")]
pub struct PolicyError {
    /// Line and column in the policy.
    pub at: Position,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong in a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Not TOML.
    #[error("not TOML; write `key = value`, one a line, and texts in quotes")]
    Syntax,
    /// A key or table is there twice.
    #[error("this key or table is there twice")]
    Twice,
    /// A key that there is not.
    #[error("there is no such key {}; {}{known}", of(.table), did_you_mean(.nearest.as_deref(), "there are "))]
    UnknownKey {
        /// In which table; empty for the policy itself.
        table: &'static str,
        /// Which key may be meant.
        nearest: Option<String>,
        /// Which keys there are.
        known: String,
    },
    /// A value of another type.
    #[error("`{key}` wants {wanted}")]
    WrongType {
        /// The key.
        key: String,
        /// What it wants.
        wanted: &'static str,
    },
    /// A number that is too small or too large.
    #[error("`{key}` wants a whole number from {least} on, and not one that no computer counts to")]
    Range {
        /// The key.
        key: String,
        /// The smallest number.
        least: i128,
    },
    /// A word that is none of those that the key may have.
    #[error("`{key}` may not say this; {}{known}", did_you_mean(.nearest.as_deref(), "it may be "))]
    UnknownWord {
        /// The key.
        key: String,
        /// Which word may be meant.
        nearest: Option<String>,
        /// Which words there are.
        known: String,
    },
    /// A key that must be there is not.
    #[error("`{key}` is missing {}{}", of(.table), if *.key == "schema" { "; a policy begins with `schema = 1`" } else { "" })]
    MissingKey {
        /// In which table; empty for the policy itself.
        table: &'static str,
        /// Which key.
        key: &'static str,
    },
    /// An empty text.
    #[error("`{key}` is empty")]
    Empty {
        /// The key.
        key: String,
    },
    /// The schema is not one this version reads.
    #[error("this schema is not known; this version reads `schema = 1`")]
    Schema,
    /// A class or placeholder kind that does not exist.
    #[error("this {0}")]
    UnknownName(NameError),
    /// The kind of a term does not have its form.
    #[error("this is no kind; write upper-case letters and '-', e.g. PROJECT")]
    KindForm,
    /// An action that does not exist.
    #[error("this is no action; use \"replace\", \"remove\" or {{ keep = \"reason\" }}")]
    UnknownAction,
    /// A reason is missing where something is to stay.
    #[error(
        "what stays needs a reason, as in {{ keep = \"reason\" }} or `reason = \"…\"`; it goes into the manifest"
    )]
    ReasonMissing,
    /// A term that would take half of the text with it.
    #[error(
        "this term is too short or too common to be searched everywhere; give at least four characters that are not an everyday word"
    )]
    TermTooCommon,
    /// A pattern for names of files that is none.
    #[error("this is no pattern for names of files; write e.g. \"shots/*.png\"")]
    Pattern,
}

/// Names a table.
fn of(table: &str) -> String {
    if table.is_empty() { "in a policy".into() } else { format!("in [{table}]") }
}

fn did_you_mean(nearest: Option<&str>, otherwise: &str) -> String {
    nearest
        .map_or_else(|| otherwise.to_owned(), |name| format!("did you mean {name}? {}", capital(otherwise)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name that is neither a class nor a kind. Does not repeat it, only says which one may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameError {
    /// The name there is that comes nearest, if one does.
    pub nearest: Option<String>,
}

impl std::error::Error for NameError {}

impl std::fmt::Display for NameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("is no class or kind that there is")?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean {nearest}?"),
            None => f.write_str("; `evidact rules list --kinds` shows them all"),
        }
    }
}
