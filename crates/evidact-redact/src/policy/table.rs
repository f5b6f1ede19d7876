//! Reads tables of a policy key by key. What is wrong is said with its line and column, the name of a key that there is
//! and what it may say; never with what stands there.

use crate::error::{Fault, PolicyError};
use evidact_model::Position;
use evidact_model::nearest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// A table, and where it stands.
pub(super) struct Table<'t> {
    text: &'t str,
    /// What the table is called; empty for the policy itself.
    name: &'static str,
    at: Range<usize>,
    entries: &'t DeTable<'t>,
}

/// Something in a table.
#[derive(Clone, Copy)]
pub(super) struct Entry<'t> {
    text: &'t str,
    /// The key, after the name of its table.
    key: (&'static str, &'static str),
    value: &'t Spanned<DeValue<'t>>,
}

/// Reads a file.
///
/// # Errors
/// [`PolicyError`] with the place.
pub(super) fn file(text: &str) -> Result<Spanned<DeTable<'_>>, PolicyError> {
    DeTable::parse(text).map_err(|error| {
        // What the reader says quotes the policy; only this beginning is told apart.
        let fault = if error.message().starts_with("duplicate key") { Fault::Twice } else { Fault::Syntax };
        PolicyError { at: position(text, error.span().map_or(0, |span| span.start)), fault }
    })
}

impl<'t> Table<'t> {
    /// Takes the file as a table with these keys.
    pub(super) fn root(
        text: &'t str,
        file: &'t Spanned<DeTable<'t>>,
        known: &[&'static str],
    ) -> Result<Self, PolicyError> {
        Self { text, name: "", at: 0..0, entries: file.get_ref() }.with_keys(known)
    }

    fn with_keys(self, known: &[&'static str]) -> Result<Self, PolicyError> {
        for key in self.entries.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let nearest = nearest(key.get_ref(), known.iter().copied());
                let known = known.join(", ");
                return Err(self.error(&key.span(), Fault::UnknownKey { table: self.name, nearest, known }));
            }
        }
        Ok(self)
    }

    fn error(&self, at: &Range<usize>, fault: Fault) -> PolicyError {
        PolicyError { at: position(self.text, at.start), fault }
    }

    /// Returns what stands under a key.
    pub(super) fn get(&self, key: &'static str) -> Option<Entry<'t>> {
        let value = self.entries.iter().find(|(k, _)| k.get_ref() == key)?.1;
        Some(Entry { text: self.text, key: (self.name, key), value })
    }

    /// Returns what stands under a key that must be there.
    pub(super) fn need(&self, key: &'static str) -> Result<Entry<'t>, PolicyError> {
        self.get(key).ok_or_else(|| self.error(&self.at, Fault::MissingKey { table: self.name, key }))
    }

    /// Returns every key with what stands under it, in the order of the file.
    pub(super) fn all(&self) -> Vec<(&'t Spanned<DeString<'t>>, Entry<'t>)> {
        let entry = |value| Entry { text: self.text, key: ("", self.name), value };
        let mut all: Vec<_> = self.entries.iter().map(|(key, value)| (key, entry(value))).collect();
        all.sort_by_key(|(key, _)| key.span().start);
        all
    }

    /// Says what is wrong with the name that a key is.
    pub(super) fn wrong_name(&self, key: &Spanned<DeString<'_>>, fault: Fault) -> PolicyError {
        self.error(&key.span(), fault)
    }
}

impl<'t> Entry<'t> {
    /// Says what is wrong here.
    pub(super) fn error(&self, fault: Fault) -> PolicyError {
        PolicyError { at: position(self.text, self.value.span().start), fault }
    }

    /// Returns the key after the name of its table.
    pub(super) fn name(&self) -> String {
        match self.key {
            ("", key) => key.to_owned(),
            (table, key) => format!("{table}.{key}"),
        }
    }

    fn wants(&self, wanted: &'static str) -> PolicyError {
        self.error(Fault::WrongType { key: self.name(), wanted })
    }

    /// Returns a text.
    pub(super) fn text(&self) -> Result<&'t str, PolicyError> {
        self.value.get_ref().as_str().ok_or_else(|| self.wants("a text in quotes"))
    }

    /// Returns a text, if it is one.
    pub(super) fn as_text(&self) -> Option<&'t str> {
        self.value.get_ref().as_str()
    }

    /// Returns `true` or `false`.
    pub(super) fn truth(&self) -> Result<bool, PolicyError> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wants("true or false"))
    }

    /// Returns a whole number that is not smaller than the least and fits.
    pub(super) fn number<N: TryFrom<i128>>(&self, least: i128) -> Result<N, PolicyError> {
        let number = self.value.get_ref().as_integer().ok_or_else(|| self.wants("a whole number"))?;
        let number = i128::from_str_radix(number.as_str(), number.radix()).ok();
        let fits = number.filter(|n| *n >= least).and_then(|n| N::try_from(n).ok());
        fits.ok_or_else(|| self.error(Fault::Range { key: self.name(), least }))
    }

    /// Returns one of these words, by its place among them.
    pub(super) fn word(&self, known: &[&'static str]) -> Result<usize, PolicyError> {
        let word = self.text()?;
        known.iter().position(|k| *k == word).ok_or_else(|| {
            let nearest = nearest(word, known.iter().copied());
            let known = known.iter().map(|k| format!("\"{k}\"")).collect::<Vec<_>>().join(" or ");
            self.error(Fault::UnknownWord { key: self.name(), nearest, known })
        })
    }

    /// Returns a list.
    pub(super) fn list(&self) -> Result<Vec<Self>, PolicyError> {
        let list = self.value.get_ref().as_array();
        let list = list.ok_or_else(|| self.wants("a list in square brackets"))?;
        Ok(list.iter().map(|value| Self { value, ..*self }).collect())
    }

    /// Returns a table with these keys.
    pub(super) fn table(&self, name: &'static str, known: &[&'static str]) -> Result<Table<'t>, PolicyError> {
        self.open_table(name)?.with_keys(known)
    }

    /// Returns a table whose keys are names.
    pub(super) fn open_table(&self, name: &'static str) -> Result<Table<'t>, PolicyError> {
        let entries = self.value.get_ref().as_table().ok_or_else(|| self.wants("a table"))?;
        Ok(Table { text: self.text, name, at: self.value.span(), entries })
    }
}

fn position(text: &str, at: usize) -> Position {
    let before = text.as_bytes().get(..at.min(text.len())).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    Position {
        line: memchr::memchr_iter(b'\n', before).count() as u64 + 1,
        column: (before.len() - start) as u64 + 1,
    }
}
