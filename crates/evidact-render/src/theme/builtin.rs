//! The built-in themes, by name and by language.

use super::{Theme, ThemeError, read};
use std::sync::LazyLock;

impl Theme {
    /// The names of the built-in themes; the first is the one that is used unless another is asked for.
    pub const BUILTIN: [&'static str; 2] = ["default", "german"];

    /// Returns the built-in theme with this name.
    ///
    /// ```
    /// use evidact_render::theme::Theme;
    /// assert_eq!(Theme::named("german").unwrap().language(), "de");
    /// assert!(Theme::named("nothing-of-the-kind").is_none());
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        THEMES.iter().find(|theme| theme.name == name).cloned()
    }

    /// Returns the built-in theme in a language, by a BCP 47 tag such as `de` or `de-AT`.
    pub fn of_language(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let speaks = |theme: &&Self| {
            theme.language.split('-').next().unwrap_or_default().eq_ignore_ascii_case(primary)
        };
        THEMES.iter().find(speaks).cloned()
    }

    /// Returns the default theme, in whose words the program itself speaks.
    pub(crate) fn english() -> &'static Self {
        THEMES.first().expect("the list of built-in themes is not empty")
    }

    /// Reads a user's theme over this one; it replaces those parts that it holds.
    ///
    /// # Errors
    /// [`ThemeError`], with the line and, for an unknown key, the key.
    pub fn with(mut self, text: &str) -> Result<Self, ThemeError> {
        read::overlay(&mut self, text)?;
        Ok(self)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::english().clone()
    }
}

static THEMES: LazyLock<Vec<Theme>> =
    LazyLock::new(|| read::embedded().expect("the embedded themes are checked by a test"));
