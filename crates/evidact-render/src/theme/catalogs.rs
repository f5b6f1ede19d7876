//! What a theme says otherwise for one catalog: the title of its record, its subject, its governance statement.

use super::{Theme, Word};
use evidact_model::review::CatalogName;
use std::collections::BTreeMap;

/// The wording for one catalog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OfCatalog {
    /// Phrases that read otherwise there.
    pub(super) words: BTreeMap<Word, String>,
    /// The governance statement, if it reads otherwise there.
    pub(super) governance: Option<Vec<String>>,
}

impl Theme {
    /// Returns the theme as it speaks of reviews by this catalog.
    ///
    /// What the theme says for the catalog comes first, then what a theme over the default one says in general, then
    /// the catalog's own words for its record and for what is reviewed.
    ///
    /// ```
    /// use evidact_model::review::CatalogName;
    /// use evidact_render::theme::{Theme, Word};
    ///
    /// let catalog = CatalogName { record: "Door record".into(), subject: "Door".into(), ..CatalogName::default() };
    /// assert_eq!(Theme::default().for_catalog(&catalog).word(Word::Record), "Door record");
    /// let own = Theme::overlaid("schema = 1\n[words]\nrecord = \"Facts\"\n").unwrap();
    /// assert_eq!(own.for_catalog(&catalog).word(Word::Record), "Facts");
    /// assert_eq!(own.for_catalog(&catalog).word(Word::Server), "Door");
    /// ```
    #[must_use]
    pub fn for_catalog(&self, catalog: &CatalogName) -> Self {
        let mut theme = self.clone();
        for (word, text) in [(Word::Record, &catalog.record), (Word::Server, &catalog.subject)] {
            if !text.is_empty() && !self.own.contains(&word) {
                theme.set(word, text);
            }
        }
        if let Some(of) = self.catalogs.get(&catalog.name) {
            of.words.iter().for_each(|(word, text)| theme.set(*word, text));
            theme.governance.clone_from(of.governance.as_ref().unwrap_or(&self.governance));
        }
        theme
    }

    fn set(&mut self, word: Word, text: &str) {
        if let Some(slot) = self.words.get_mut(word as usize) {
            text.clone_into(slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::theme::{Theme, Word};
    use evidact_model::review::CatalogName;

    fn catalog(name: &str) -> CatalogName {
        CatalogName { name: name.to_owned(), ..CatalogName::default() }
    }

    #[test]
    fn says_of_one_catalog_what_it_does_not_say_of_another() {
        let text = "schema = 1\n[words]\nrecord = \"Facts\"\n[catalogs.doors]\ngovernance = [\"No door opened\"]\n\
                    [catalogs.doors.words]\nrecord = \"Door facts\"\n";
        let theme = Theme::overlaid(text).unwrap();
        let (doors, others) = (theme.for_catalog(&catalog("doors")), theme.for_catalog(&catalog("gates")));
        assert_eq!((doors.word(Word::Record), doors.governance().len()), ("Door facts", 1));
        assert_eq!((others.word(Word::Record), others.governance()), ("Facts", theme.governance()));
    }

    #[test]
    fn a_later_theme_says_in_general_what_an_earlier_one_said_of_a_catalog() {
        let own = Theme::overlaid("schema = 1\ngovernance = [\"Only reads\"]\n[words]\nrecord = \"Facts\"\n");
        let theme = own.unwrap().for_catalog(&catalog("mcp-server-trust"));
        assert_eq!(theme.word(Word::Record), "Facts");
        assert_eq!(theme.governance(), ["Only reads"]);
    }

    #[test]
    fn names_a_word_of_a_catalog_that_does_not_exist() {
        let error = Theme::overlaid("schema = 1\n[catalogs.doors.words]\nscoop = \"x\"\n").unwrap_err();
        assert!(error.to_string().contains("line 3") && error.to_string().contains("scoop"), "{error}");
        assert!(Theme::overlaid("schema = 1\n[catalogs.doors]\ncolour = \"x\"\n").is_err());
    }
}
