//! The catalog: what a review may hold, in our words, with the labels under which people write it.
//!
//! Data, not code: `templates/catalogs/*.toml`, embedded. A file of the user's own stands alone or extends one of them.

mod diagnose;
mod error;
mod item;
mod lookup;
mod read;
mod within;

pub use error::{CatalogError, Fault};
use evidact_model::review::CatalogName;
pub use evidact_model::review::{Check, Responsible};
pub use item::{Item, Kind};
pub use lookup::FieldKey;
pub(crate) use lookup::{Meaning, Names, Section, Setting, Target};
use std::sync::LazyLock;
pub(crate) use within::{names_findings, speaks_of_findings};

/// A checked catalog.
#[derive(Debug, Clone)]
pub struct Catalog {
    name: String,
    version: String,
    title: String,
    subject: String,
    checked_against: String,
    sidecar: Option<String>,
    unknown: Vec<String>,
    items: Vec<Item>,
    rows: Vec<usize>,
    boundaries: Vec<usize>,
    names: Names,
}

impl Catalog {
    /// The names of the built-in catalogs; the first is the one that is used unless another is asked for.
    pub const BUILTIN: [&'static str; 2] = ["mcp-server-trust", "generic-security-review"];

    /// Returns the built-in catalog that is used unless another is asked for.
    ///
    /// # Panics
    /// Never: a test checks the embedded files.
    pub fn builtin() -> &'static Self {
        Self::named("mcp-server-trust").expect("it is in the list of built-in catalogs")
    }

    /// Returns the built-in catalog with this name.
    ///
    /// ```
    /// use evidact_report::Catalog;
    /// let catalog = Catalog::named("generic-security-review").unwrap();
    /// assert_eq!(catalog.subject(), "System");
    /// assert!(Catalog::named("nothing-of-the-kind").is_none());
    /// ```
    ///
    /// # Panics
    /// Never: a test checks the embedded files.
    pub fn named(name: &str) -> Option<&'static Self> {
        static CATALOGS: LazyLock<Vec<Catalog>> =
            LazyLock::new(|| read::embedded().expect("the embedded catalogs are checked by a test"));
        CATALOGS.iter().find(|catalog| catalog.name == name)
    }

    /// Reads a catalog of the user's own.
    ///
    /// With `extends`, an item with a known id replaces the one of the built-in catalog, and others are added; without,
    /// it stands alone.
    ///
    /// # Errors
    /// [`CatalogError`], with line and id at most.
    pub fn from_toml(text: &str) -> Result<Self, CatalogError> {
        read::of_user(text)
    }

    /// Returns the catalog's name, e.g. `mcp-server-trust`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the catalog's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the catalog's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns what is reviewed, in one word, e.g. `Server`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the title of the trust record.
    pub fn record_title(&self) -> &str {
        self.section("record").map_or(self.title.as_str(), |item| item.title.as_str())
    }

    /// Returns the name of the file that may hold the trust record beside a note.
    pub fn sidecar(&self) -> Option<&str> {
        self.sidecar.as_deref()
    }

    /// Returns the revision of the protocol or standard against which the items were checked; empty if there is none.
    pub fn checked_against(&self) -> &str {
        &self.checked_against
    }

    /// Returns what a review says of the catalog that it was read by.
    pub fn reference(&self) -> CatalogName {
        CatalogName {
            name: self.name.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            checked_against: self.checked_against.clone(),
            record: self.record_title().to_owned(),
            subject: self.subject.clone(),
        }
    }

    /// Returns the catalog in other words: titles and questions by id, that of the catalog itself by its name.
    ///
    /// Labels are what they were: a title should be one of them, or a note with it is not read back.
    #[must_use]
    pub fn reworded(
        mut self,
        title: impl Fn(&str, &str) -> String,
        question: impl Fn(&str, &str) -> String,
    ) -> Self {
        self.title = title(&self.name, &self.title);
        for item in &mut self.items {
            item.title = title(&item.id, &item.title);
            item.question = item.question.take().map(|asked| question(&item.id, &asked));
        }
        self
    }

    /// Returns all items, in the order of the file.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns the item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.names.by_id(id).and_then(|at| self.items.get(at))
    }

    /// Returns the rows of the trust record, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Item> {
        self.rows.iter().filter_map(|&at| self.items.get(at))
    }

    /// Returns the trust boundaries, in order; a catalog may have none.
    pub fn boundaries(&self) -> impl Iterator<Item = &Item> {
        self.boundaries.iter().filter_map(|&at| self.items.get(at))
    }

    /// Returns the items of a kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// Returns the items on which a static check bears, in order.
    ///
    /// ```
    /// use evidact_report::Catalog;
    /// let ids: Vec<&str> = Catalog::builtin().of_rule("S06").map(|item| item.id.as_str()).collect();
    /// assert!(ids.contains(&"TRB-01-C02"));
    /// ```
    pub fn of_rule(&self, rule: &str) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.rules.iter().any(|known| known == rule))
    }

    /// Returns the item of a section, by its key.
    pub fn section(&self, key: &str) -> Option<&Item> {
        self.of_kind(Kind::Section).find(|item| item.key.as_deref() == Some(key))
    }

    /// Says whether a value is a way to say that one does not know.
    pub fn is_unknown(&self, value: &str) -> bool {
        crate::label::normal(value).is_some_and(|value| self.unknown.contains(&value))
    }

    /// Says whether static metadata bears on any of its items.
    pub fn has_static_checks(&self) -> bool {
        self.items.iter().any(|item| item.rules.iter().any(|rule| rule.starts_with('S')))
    }

    /// Returns the labels.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }
}

#[cfg(test)]
mod schema_tests;
