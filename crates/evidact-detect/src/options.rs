//! What a detector is built from besides its rules, and why that may fail.

use crate::own::OwnIdentifiers;
use evidact_model::{Class, Kind};
use evidact_raw::SecretBuf;

/// A value that the user says is sensitive: a customer's name, a project, a host.
pub struct Term {
    /// The value, found in any ASCII case and as a whole word.
    pub value: SecretBuf,
    /// What stands in its placeholder.
    pub kind: Kind,
    /// Its class.
    pub class: Class,
}

/// Which classes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes(u8);

impl Classes {
    /// All classes.
    pub const ALL: Self = Self(0b1111);
    /// No class.
    pub const NONE: Self = Self(0);

    /// Adds a class.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | Self::bit(class))
    }

    /// Takes a class away.
    #[must_use]
    pub const fn without(self, class: Class) -> Self {
        Self(self.0 & !Self::bit(class))
    }

    /// Says whether a class is among them.
    pub const fn contains(self, class: Class) -> bool {
        self.0 & Self::bit(class) != 0
    }

    const fn bit(class: Class) -> u8 {
        match class {
            Class::Credential => 1,
            Class::PersonalData => 2,
            Class::CustomerIdentifier => 4,
            Class::NetworkIdentifier => 8,
        }
    }
}

impl Default for Classes {
    fn default() -> Self {
        Self::ALL
    }
}

/// Which identifiers are looked for, of the classes that are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// All.
    #[default]
    All,
    /// Numbers of people and of their money that a check or a name beside them makes certain: those of
    /// [`is_number_of_a_person`] at high confidence. Others are found only by the way.
    Certain,
}

/// Says whether identifiers of a kind are looked for with [`Reach::Certain`].
pub fn is_number_of_a_person(kind: &str) -> bool {
    ["CARD", "IBAN", "NATIONAL-ID", "PASSPORT", "SSN", "TAX-ID"].contains(&kind)
}

/// What a detector looks for besides its rules. Profiles are a matter of confidence and decided later.
#[derive(Default)]
pub struct Options {
    /// Which classes are looked for.
    pub classes: Classes,
    /// Which identifiers of them.
    pub reach: Reach,
    /// The user's own terms.
    pub terms: Vec<Term>,
    /// The user's own list of people and customers.
    pub own: Option<OwnIdentifiers>,
}

/// Why a detector cannot be built. Names no term.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DetectError {
    /// A term is empty, or there are too many of them.
    #[error("the terms cannot be searched for: term {0} is empty or their list is too large")]
    Terms(usize),
}
