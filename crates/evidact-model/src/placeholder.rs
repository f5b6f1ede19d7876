//! What stands where a value was.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The kind of a placeholder: `CREDENTIAL:github`, `EMAIL`, `PERSON`, `CUSTOMER-ID` ...
///
/// Upper-case letters and `-`, then optionally `:` and a lower-case provider name. Says what the value
/// was, never how long it was or how it began.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kind(Cow<'static, str>);

/// A kind or placeholder that does not have the form it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceholderError;

impl std::fmt::Display for PlaceholderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "a placeholder kind is upper-case letters and '-', optionally ':' and a lower-case provider",
        )
    }
}

impl std::error::Error for PlaceholderError {}

impl Kind {
    /// A kind known to the program, e.g. `EMAIL`.
    pub const fn known(kind: &'static str) -> Self {
        Self(Cow::Borrowed(kind))
    }

    /// A credential of a provider, e.g. `CREDENTIAL:github`.
    ///
    /// # Errors
    /// If the provider is not lower-case letters, digits and `-`.
    pub fn credential(provider: &str) -> Result<Self, PlaceholderError> {
        Self::parse(&format!("CREDENTIAL:{provider}"))
    }

    /// Reads a kind.
    ///
    /// # Errors
    /// If the text is not of the form.
    pub fn parse(text: &str) -> Result<Self, PlaceholderError> {
        let (head, provider) = text.split_once(':').map_or((text, None), |(h, p)| (h, Some(p)));
        let head_ok = head.starts_with(|c: char| c.is_ascii_uppercase())
            && head.len() <= 32
            && head.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
        let provider_ok = provider.is_none_or(|p| {
            !p.is_empty()
                && p.len() <= 32
                && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
        if head_ok && provider_ok { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(PlaceholderError) }
    }

    /// Returns the kind as it stands in the placeholder.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// What stands where a value was: `[EMAIL:02]`, in names and URLs `EMAIL-02`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Placeholder {
    /// What the value was.
    pub kind: Kind,
    /// Which value of that kind, from 1.
    pub number: u32,
}

impl Placeholder {
    /// Returns the form for places where brackets and colons mean something: names of files, URLs, keys.
    ///
    /// ```
    /// # use evidact_model::{Kind, Placeholder};
    /// let p = Placeholder { kind: Kind::parse("CREDENTIAL:github").unwrap(), number: 1 };
    /// assert_eq!(p.to_string(), "[CREDENTIAL:github:01]");
    /// assert_eq!(p.bare(), "CREDENTIAL-github-01");
    /// ```
    pub fn bare(&self) -> String {
        format!("{}-{:02}", self.kind.as_str().replace(':', "-"), self.number)
    }

    /// Reads the bracketed form at the start of `bytes` and returns it with its length.
    ///
    /// Recognises any kind of the right form, so that a second run leaves the first one's work alone.
    pub fn at_start(bytes: &[u8]) -> Option<(Self, usize)> {
        let inner = bytes.strip_prefix(b"[")?;
        let close = inner.iter().take(80).position(|&b| b == b']')?;
        let text = std::str::from_utf8(inner.get(..close)?).ok()?;
        let (kind, number) = text.rsplit_once(':')?;
        let digits = number.len() >= 2 && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
        let number = if digits { number.parse().ok()? } else { return None };
        Some((Self { kind: Kind::parse(kind).ok()?, number }, close + 2))
    }
}

impl std::fmt::Display for Placeholder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}:{:02}]", self.kind, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Placeholder};

    #[test]
    fn reads_back_what_it_writes() {
        let p = Placeholder { kind: Kind::known("EMAIL"), number: 7 };
        let text = format!("{p} and more");
        assert_eq!(Placeholder::at_start(text.as_bytes()), Some((p, 10)));
    }

    #[test]
    fn refuses_kinds_that_could_carry_evidence() {
        for bad in ["", "email", "E MAIL", "CREDENTIAL:", "CREDENTIAL:Git Hub", "X:a:b"] {
            assert!(Kind::parse(bad).is_err(), "{bad}");
        }
    }
}
