//! Sentences and names of the program's own that a report may say in another language.

use serde::{Serialize, Serializer};

/// Wording of the program: in English, and under an id by which a theme may say it otherwise.
///
/// What is filled in is a number, a place, or a name that the program knows; never a text of the evidence.
///
/// ```
/// use evidact_model::Phrase;
///
/// let phrase = Phrase::new("withheld-too-large", "is larger than 5 bytes").with("limit_bytes", 5);
/// assert_eq!(phrase.as_str(), "is larger than 5 bytes");
/// assert_eq!(phrase.in_words("hat mehr als {limit_bytes} Bytes", |value| value), "hat mehr als 5 Bytes");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    id: &'static str,
    english: String,
    values: Vec<(&'static str, String)>,
}

impl Phrase {
    /// Takes a phrase with its id.
    pub fn new(id: &'static str, english: impl Into<String>) -> Self {
        Self { id, english: english.into(), values: Vec::new() }
    }

    /// Returns this phrase with a value that other wording may fill in by its name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Returns the id; empty, if there is no other wording.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Returns the phrase in English.
    pub fn as_str(&self) -> &str {
        &self.english
    }

    /// Returns the phrase in other words, in which each `{name}` stands for a value; `say` gives a value as that wording
    /// calls it. A name without a value stays.
    pub fn in_words<'a>(&'a self, words: &str, say: impl Fn(&'a str) -> &'a str) -> String {
        filled(words, |name| {
            let value = self.values.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| say(value))
        })
    }
}

/// Returns words with each `{name}` replaced by its value; a name without a value stays.
pub fn filled<'a>(words: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail)));
        if let Some((value, tail)) = found {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

impl From<&str> for Phrase {
    /// Takes wording that is said in one way only.
    fn from(english: &str) -> Self {
        Self::new("", english)
    }
}

impl std::fmt::Display for Phrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.english)
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english)
    }
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn other_words_hold_the_values_in_their_own_names() {
        let phrase =
            Phrase::new("a", "is a PDF document of 3 pages").with("what", "PDF document").with("pages", 3);
        let say = |value| if value == "PDF document" { "PDF-Dokument" } else { value };
        assert_eq!(
            phrase.in_words("{what}, {pages} Seiten, {else} {", say),
            "PDF-Dokument, 3 Seiten, {else} {"
        );
        assert_eq!(phrase.to_string(), "is a PDF document of 3 pages");
    }
}
