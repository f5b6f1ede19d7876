//! Text that has been redacted and verified, and may therefore be shown.

use serde::Serialize;

/// Verified text: redacted, re-read by another path, and free of everything known or newly found.
///
/// Reports are built from this type alone. There is one way to make it from outside data,
/// [`CleanText::attest`], and only the verifier in `evidact-redact` calls that
/// (`cargo xtask layers` refuses any other call site). Wording of our own comes in by
/// [`CleanText::literal`], which takes program text only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct CleanText(String);

impl CleanText {
    /// Attests that `text` was redacted and verified. For the verifier only.
    #[must_use]
    pub fn attest(text: String) -> Self {
        Self(text)
    }

    /// Takes wording that is part of the program or of a template, never of evidence.
    #[must_use]
    pub fn literal(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// Takes wording that the user gave on the command line or in the policy: a title, a date, a banner.
    ///
    /// It is the user's own decision to have it shown; the finished report is verified all the same.
    #[must_use]
    pub fn wording(text: String) -> Self {
        Self(text)
    }

    /// Returns a part of this text by byte range, or `None` if the range is out of bounds or cuts a character.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Option<Self> {
        self.0.get(start..end).map(|s| Self(s.to_owned()))
    }

    /// Returns this text with its lines rewritten by `f`; whatever `f` returns was made of verified text.
    ///
    /// Trimming, unwrapping, removing markup: derivations that add nothing to what was verified.
    #[must_use]
    pub fn derive(&self, f: impl FnOnce(&str) -> String) -> Self {
        Self(f(&self.0))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Says whether nothing but white space is left.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Joins two texts with a separator of the program's own.
    #[must_use]
    pub fn join(&self, separator: &'static str, other: &Self) -> Self {
        Self(format!("{}{separator}{}", self.0, other.0))
    }
}

impl std::fmt::Display for CleanText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
