//! Placeholders without their numbers: `[EMAIL:02]` of one job is not `[EMAIL:02]` of another, nor `HOST-02`, as it stands
//! in URLs, `HOST-02` of another.

use crate::export::json::v1::Report;
use evidact_model::Placeholder;
use serde_json::Value;
use std::collections::BTreeSet;

/// Kinds that no detector has: those of rules, of terms, and of what a container drops.
const OTHERS: [&str; 5] = ["CREDENTIAL", "CUSTOMER", "CUSTOMER-ID", "PROJECT", "REMOVED"];

/// The kinds of placeholders that texts may hold without brackets.
///
/// `F-02` has the same form and is the id of an observation, so a form without brackets counts only with a kind that is
/// one of the program's, or stands in brackets somewhere.
#[derive(Debug, Clone)]
pub struct Kinds(BTreeSet<String>);

impl Default for Kinds {
    fn default() -> Self {
        let own = evidact_model::detectors().flat_map(|detector| detector.kinds);
        Self(own.chain(&OTHERS).map(|kind| plain(kind).to_owned()).collect())
    }
}

impl Kinds {
    /// Returns the kinds of the program with those in brackets in reports.
    pub(super) fn of<'r>(reports: impl Iterator<Item = &'r Report<'r>>) -> Self {
        let mut kinds = Self::default();
        reports.for_each(|report| kinds.collect(&valued(report)));
        kinds
    }

    fn collect(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let open = text.match_indices('[').filter_map(|(at, _)| text.get(at..));
                let found = open.filter_map(|rest| Placeholder::at_start(rest.as_bytes()));
                self.0.extend(found.map(|(placeholder, _)| plain(placeholder.kind.as_str()).to_owned()));
            }
            Value::Array(list) => list.iter().for_each(|value| self.collect(value)),
            Value::Object(map) => map.values().for_each(|value| self.collect(value)),
            _ => {}
        }
    }

    /// Returns a report with placeholders without their numbers. An id may hold one in brackets (`[HOST:02]`); without
    /// brackets it is one of an observation.
    pub(super) fn without(&self, report: &Report<'_>) -> Report<'static> {
        let mut value = valued(report);
        self.strip(&mut value);
        // Without the parser's error, which quotes what it read.
        serde_json::from_value(value).map_err(drop).expect("a text was put for a text")
    }

    fn strip(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.without_numbers(text),
            Value::Array(list) => list.iter_mut().for_each(|value| self.strip(value)),
            Value::Object(map) => {
                for (key, value) in map {
                    match value {
                        Value::String(id) if key == "id" => *id = replaced(id, |_| None),
                        value => self.strip(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns a text with `[EMAIL:*]` for `[EMAIL:02]`, and `EMAIL-*` for `EMAIL-02`.
    ///
    /// ```
    /// use evidact_report::diff::Kinds;
    /// let kinds = Kinds::default();
    /// assert_eq!(kinds.without_numbers("https://HOST-02/ of [PERSON:07], see F-02"), "https://HOST-*/ of [PERSON:*], see F-02");
    /// ```
    pub fn without_numbers(&self, text: &str) -> String {
        replaced(text, |word| self.kind_of(word))
    }

    /// Returns the kind, with its provider, of a word that is a placeholder without brackets.
    fn kind_of<'t>(&self, word: &'t str) -> Option<&'t str> {
        let (kind, number) = word.rsplit_once('-')?;
        let is_number = (2..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        let provider = |rest: &str| {
            let rest = rest.strip_prefix('-');
            rest.is_some_and(|name| !name.is_empty() && !name.bytes().any(|b| b.is_ascii_uppercase()))
        };
        let known = || self.0.contains(kind) || kind.strip_prefix("CREDENTIAL").is_some_and(provider);
        (is_number && known()).then_some(kind)
    }
}

/// Returns a text without the numbers of placeholders: of those in brackets, and of words of which a kind is told.
fn replaced<'t>(text: &'t str, kind_of: impl Fn(&'t str) -> Option<&'t str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let found = if c == '[' { bracketed(rest) } else { None };
        let length = if let Some((kind, length)) = found {
            out.extend(["[", kind.as_str(), ":*]"]);
            length
        } else if is_of_word(c) {
            let length = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            match kind_of(word) {
                Some(kind) => out.extend([kind, "-*"]),
                None => out.push_str(word),
            }
            length
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

fn valued(report: &Report<'_>) -> Value {
    serde_json::to_value(report).map_err(drop).expect("every key is a string")
}

/// The kind without its provider.
fn plain(kind: &str) -> &str {
    kind.split_once(':').map_or(kind, |(plain, _)| plain)
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Reads the form in brackets at the start of a text: its kind and its length.
fn bracketed(text: &str) -> Option<(evidact_model::Kind, usize)> {
    // The close bracket stands near, so that no byte is looked at often.
    Placeholder::at_start(text.as_bytes()).map(|(placeholder, length)| (placeholder.kind, length))
}
