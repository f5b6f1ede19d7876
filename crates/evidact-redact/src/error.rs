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
    #[error("policy: entry {index} of [{table}] {error}")]
    UnknownName {
        /// Which table.
        table: &'static str,
        /// Which entry, from 1, in the order of the file's sorted keys.
        index: usize,
        /// Which name may be meant.
        error: NameError,
    },
    /// The kind of a term does not have its form.
    #[error("policy: the kind of term {index} is not one; write upper-case letters and '-', e.g. PROJECT")]
    KindForm {
        /// Which entry, from 1.
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
    /// An area of images that is none, or whose pattern for files is none.
    #[error(
        "policy: images.paint {index} needs a pattern for file names, and a width and height of one pixel at least"
    )]
    Area {
        /// Which entry, from 1.
        index: usize,
    },
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

/// Returns the name that takes the fewest changes, if they are few for its length.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let near = |other: &&str| {
        let other = other.to_ascii_lowercase();
        if name.len() >= 4 && other.starts_with(&name) {
            return Some(0);
        }
        let changes = if is_swapped(&name, &other) { 1 } else { changes(name.as_bytes(), other.as_bytes()) };
        (changes * 3 <= other.len().max(4)).then_some(changes)
    };
    names.filter_map(|other| Some((near(&other)?, other))).min().map(|(_, other)| other.to_owned())
}

/// Says whether two letters in a row changed places.
fn is_swapped(name: &str, other: &str) -> bool {
    let differ: Vec<usize> =
        name.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
    let letters = |text: &str, i: usize| text.as_bytes().get(i).copied();
    match differ.as_slice() {
        &[i, j] if name.len() == other.len() && j == i + 1 => {
            letters(name, i) == letters(other, j) && letters(name, j) == letters(other, i)
        }
        _ => false,
    }
}

/// Counts insertions, deletions and substitutions (Levenshtein), of names of at most 64 bytes.
fn changes(from: &[u8], to: &[u8]) -> usize {
    if from.len() > 64 || to.len() > 64 {
        return usize::MAX / 4;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, b) in row.iter_mut().skip(1).zip(to) {
            let above = *slot;
            left = (diagonal + usize::from(a != b)).min(above + 1).min(left + 1);
            diagonal = above;
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
