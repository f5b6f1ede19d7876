//! What a rule is, and how much its messages weigh in each profile.

use super::sheet::Sheet;
use evidact_model::CleanText;

/// How finished a note is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Work in progress: what is not written yet is mentioned, not counted.
    Draft,
    /// About to be shared.
    #[default]
    Normal,
    /// To be audited: warnings are errors, and every observation has every field.
    Strict,
}

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The note should not be shared like this.
    Error,
    /// Look at it.
    Warning,
    /// For information.
    Note,
}

impl Level {
    /// Returns its name, as messages and SARIF have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a message amounts to, by profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// An error always.
    Unsafe,
    /// A warning in a draft, else an error.
    Wrong,
    /// A note in a draft, else an error.
    Absent,
    /// A note in a draft, normally a warning, an error if strict.
    Doubtful,
    /// Nothing in a draft, normally a note, a warning if strict.
    Hint,
    /// An error if strict, else nothing.
    Audit,
}

impl Weight {
    /// Returns the level in a profile; nothing if it is not mentioned there.
    pub const fn level(self, profile: Profile) -> Option<Level> {
        use Level::{Error, Note, Warning};
        match (self, profile) {
            (Self::Unsafe, _)
            | (Self::Wrong | Self::Absent, Profile::Normal | Profile::Strict)
            | (Self::Doubtful | Self::Audit, Profile::Strict) => Some(Error),
            (Self::Wrong, Profile::Draft)
            | (Self::Doubtful, Profile::Normal)
            | (Self::Hint, Profile::Strict) => Some(Warning),
            (Self::Absent | Self::Doubtful, Profile::Draft) | (Self::Hint, Profile::Normal) => Some(Note),
            (Self::Hint, Profile::Draft) | (Self::Audit, Profile::Draft | Profile::Normal) => None,
        }
    }
}

/// One rule.
pub struct Rule {
    /// Its id, e.g. `N07`; never reused, never renamed.
    pub id: &'static str,
    /// What it reports, in a few words.
    pub title: &'static str,
    /// Why that matters, in a sentence.
    pub reason: &'static str,
    /// What its messages usually weigh; single ones may weigh more or less.
    pub weight: Weight,
    /// Looks at a note.
    pub(super) run: fn(&Sheet<'_>, &mut Vec<Found>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// What a rule found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) line: u32,
    pub(super) weight: Weight,
    pub(super) what: CleanText,
    pub(super) help: CleanText,
    /// The observation it is about as a whole.
    pub(super) observation: Option<usize>,
    /// The line of the label that it is about, if nothing stands behind that yet.
    pub(super) label: Option<u32>,
}

impl Found {
    /// Says what is wrong on a line and what to write.
    pub(super) fn new(line: u32, weight: Weight, what: CleanText, help: CleanText) -> Self {
        Self { line, weight, what, help, observation: None, label: None }
    }

    /// Says that it is about an observation as a whole.
    pub(super) fn about(self, observation: usize) -> Self {
        Self { observation: Some(observation), ..self }
    }

    /// Says that it is about a label with nothing behind it, if there is one; it then stands there.
    pub(super) fn at_label(self, label: Option<u32>) -> Self {
        Self { line: label.unwrap_or(self.line), label, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Profile, Weight};

    #[test]
    fn a_stricter_profile_never_says_less() {
        let all =
            [Weight::Unsafe, Weight::Wrong, Weight::Absent, Weight::Doubtful, Weight::Hint, Weight::Audit];
        // Errors come first in the order of levels, so a missing level has to count as the last.
        let rank = |weight: Weight, profile| weight.level(profile).map_or(9, |level| level as u8);
        for weight in all {
            assert!(rank(weight, Profile::Draft) >= rank(weight, Profile::Normal), "{weight:?}");
            assert!(rank(weight, Profile::Normal) >= rank(weight, Profile::Strict), "{weight:?}");
        }
        assert_eq!(Weight::Unsafe.level(Profile::Draft), Some(Level::Error));
    }
}
