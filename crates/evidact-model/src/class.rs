//! What kind of sensitive thing a finding is, and how sure we are.

use serde::{Deserialize, Serialize};

/// The class of a sensitive value. Policies speak in classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Grants access: a password, token, key, session or signature.
    Credential,
    /// Says something about a natural person: a name, an e-mail address, a phone or card number.
    PersonalData,
    /// Names a customer: what the user's own list or terms contain, customer and account numbers.
    CustomerIdentifier,
    /// Names a machine or a network: IP and MAC addresses, internal host names.
    NetworkIdentifier,
}

impl Class {
    /// All classes, in the order in which reports list them.
    pub const ALL: [Self; 4] =
        [Self::Credential, Self::PersonalData, Self::CustomerIdentifier, Self::NetworkIdentifier];

    /// Returns the name used in policies and machine output, e.g. `personal-data`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::PersonalData => "personal-data",
            Self::CustomerIdentifier => "customer-identifier",
            Self::NetworkIdentifier => "network-identifier",
        }
    }
}

impl std::fmt::Display for Class {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How sure a rule or detector is that what it found is sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Worth redacting, too weak to fail a build.
    Low,
    /// Likely.
    Medium,
    /// A typed prefix, a structure or a check says so.
    High,
}

impl Confidence {
    /// Returns the name used in packs and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// Returns the next lower confidence; `Low` stays `Low`.
    #[must_use]
    pub const fn lowered(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }

    /// Returns the next higher confidence; `High` stays `High`.
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium | Self::High => Self::High,
        }
    }
}

impl std::fmt::Display for Confidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Which findings count: one engine, two thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Recall first: every finding counts. The default of `redact`, `report` and `batch`.
    #[default]
    Redact,
    /// Precision first: findings of medium confidence and above count. The default of `scan`.
    Scan,
}

impl Profile {
    /// Returns the lowest confidence that counts in this profile.
    pub const fn threshold(self) -> Confidence {
        match self {
            Self::Redact => Confidence::Low,
            Self::Scan => Confidence::Medium,
        }
    }
}
