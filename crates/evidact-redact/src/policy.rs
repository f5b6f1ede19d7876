//! The user's decisions: what to replace, remove, keep; whose names are sensitive; limits; report settings.

mod read;
mod table;

use crate::error::PolicyError;
use crate::selection::{Kinds, Selection, is_of, read_class};
use evidact_formats::Limits;
use evidact_model::{Class, Kind, Profile, RuleId, Span};
use evidact_raw::SecretBuf;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The user's decisions. The default replaces everything.
#[derive(Default)]
pub struct Policy {
    classes: BTreeMap<Class, Action>,
    kinds: BTreeMap<Kind, Action>,
    allowed: Vec<Allowed>,
    terms: Vec<Term>,
    selection: Selection,
    /// The program that reads text in pictures, if the user asks for one.
    pub ocr: Option<String>,
    /// What the manifest of a package says its maker kept.
    recorded: Option<Box<Policy>>,
    /// Bounds on what is read.
    pub limits: Limits,
    /// Settings of the report.
    pub report: ReportPolicy,
    /// The profile, if the policy sets one.
    pub profile: Option<Profile>,
    /// What becomes of a source with suggestions.
    pub suggestions: Suggestions,
}

/// What becomes of a source that holds places which may be sensitive, such as possible names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suggestions {
    /// It is published, and the places are listed.
    #[default]
    List,
    /// It is withheld.
    Withhold,
}

/// What to do with values of a class or kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Action {
    /// Replace it by a numbered placeholder; the same value gets the same one.
    #[default]
    Replace,
    /// Replace it by one and the same placeholder, so that values cannot be told apart.
    Remove,
    /// Leave it, for this reason.
    Keep(String),
}

/// A value that stays.
struct Allowed {
    value: SecretBuf,
    reason: String,
}

/// A value of the user's own that goes wherever it stands.
struct Term {
    value: SecretBuf,
    kind: Kind,
}

/// Settings of the report. They are the user's words and are shown as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportPolicy {
    /// The classification banner.
    pub classification: Option<String>,
    /// The version on the cover.
    pub version: Option<String>,
    /// The catalog, by name or file.
    pub catalog: Option<String>,
    /// The theme, by name or file.
    pub theme: Option<String>,
    /// The language of the wording.
    pub language: Option<String>,
    /// The file that says so, for messages; set by who read it.
    pub file: Option<PathBuf>,
}

impl Policy {
    /// Reads a policy (TOML, `schema = 1`) that speaks of classes and of these kinds; its own terms add theirs.
    ///
    /// # Errors
    /// [`PolicyError`], with the position and never the content.
    pub fn parse(text: &str, kinds: &mut Kinds) -> Result<Self, PolicyError> {
        read::policy(text, kinds)
    }

    /// Lays a selection from the command line over that of the policy.
    #[must_use]
    pub fn selecting(mut self, selection: Selection) -> Self {
        self.selection = self.selection.with(selection);
        self
    }

    /// Returns which findings the user wants.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Returns what to do with a value.
    ///
    /// # Exposure
    /// Compares the value with the allow list; the answer carries the user's reason, not the value.
    pub fn action(&self, class: Class, kind: &Kind, value: &[u8]) -> Action {
        if let Some(allowed) = self.allowed.iter().find(|a| a.value.expose() == value) {
            return Action::Keep(allowed.reason.clone());
        }
        if !self.selection.wants(class, kind) {
            return Action::Keep(NOT_SELECTED.to_owned());
        }
        self.action_by_name(class, kind)
    }

    /// Returns the reason for which a value stays that a rule found, if it does. Terms and values of the user's
    /// own list are asked for by being given: no selection leaves them out.
    ///
    /// # Exposure
    /// Compares the value with the allow list; the answer carries the user's reason, not the value.
    pub(crate) fn keeps(&self, rule: &RuleId, class: Class, kind: &Kind, value: &[u8]) -> Option<String> {
        let is_own = rule.as_str().starts_with("own.");
        let action = if is_own && !self.allows(value) {
            self.action_by_name(class, kind)
        } else {
            self.action(class, kind, value)
        };
        match action {
            Action::Keep(reason) => Some(reason),
            Action::Replace | Action::Remove => {
                self.recorded.as_ref().and_then(|maker| maker.keeps(rule, class, kind, value))
            }
        }
    }

    fn allows(&self, value: &[u8]) -> bool {
        self.allowed.iter().any(|a| a.value.expose() == value)
    }

    fn action_by_name(&self, class: Class, kind: &Kind) -> Action {
        let by_kind = self
            .kinds
            .get(kind)
            .or_else(|| self.kinds.iter().find(|(named, _)| is_of(kind, named)).map(|(_, action)| action));
        by_kind.or_else(|| self.classes.get(&class)).cloned().unwrap_or_default()
    }

    /// Lets stay, beside what this policy keeps, what the policy of a package's maker kept by class, by kind or
    /// by selection, as [`Policy::describe`] wrote it into the manifest. Values that it allowed one by one are
    /// counted there and not named; only the policy itself tells which they are.
    #[must_use]
    pub fn recording(mut self, described: &BTreeMap<String, String>) -> Self {
        let mut recorded = Self::default();
        let mut kinds = Kinds::default();
        for (name, action) in described {
            let Some(reason) = action.strip_prefix("keep: ") else { continue };
            if let Ok(class) = read_class(name) {
                recorded.classes.insert(class, Action::Keep(reason.to_owned()));
            } else if let Ok(kind) = Kind::parse(name) {
                recorded.kinds.insert(kind, Action::Keep(reason.to_owned()));
            }
        }
        let list = |name: &str| -> Vec<String> {
            described.get(name).map_or_else(Vec::new, |list| list.split(", ").map(str::to_owned).collect())
        };
        let (only, skip) = (list("only"), list("skip"));
        for kind in only.iter().chain(&skip).filter_map(|name| Kind::parse(name).ok()) {
            kinds.insert(kind);
        }
        // A name that cannot be read selects nothing: what it kept is found, and said.
        recorded.selection = Selection::new(&only, &skip, &kinds).unwrap_or_default();
        self.recorded = Some(Box::new(recorded));
        self
    }

    /// Returns how many values it allows one by one.
    pub fn allowed_count(&self) -> usize {
        self.allowed.len()
    }

    /// Returns where allowed values stand in a text; nothing inside them is replaced.
    pub(crate) fn allowed_spans(&self, text: &[u8]) -> Vec<Span> {
        let mut spans = Vec::new();
        for allowed in &self.allowed {
            let value = allowed.value.expose();
            spans.extend(
                memchr::memmem::find_iter(text, value).filter_map(|at| Span::new(at, at + value.len())),
            );
        }
        spans
    }

    /// Returns the user's own terms.
    ///
    /// # Exposure
    /// The terms' values.
    pub fn terms(&self) -> impl Iterator<Item = (&SecretBuf, &Kind)> {
        self.terms.iter().map(|t| (&t.value, &t.kind))
    }

    /// Describes the policy for the manifest: actions by class and kind and counts, no value of the user's.
    pub fn describe(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for class in Class::ALL {
            out.insert(
                class.to_string(),
                describe_action(self.classes.get(&class).unwrap_or(&Action::Replace)),
            );
        }
        for (kind, action) in &self.kinds {
            out.insert(kind.to_string(), describe_action(action));
        }
        out.extend(self.selection.describe().map(|(name, list)| (name.to_owned(), list)));
        out.insert("allowed-values".into(), self.allowed.len().to_string());
        out.insert("terms".into(), self.terms.len().to_string());
        out
    }
}

/// The reason for a value that stays because its class or kind was not asked for.
const NOT_SELECTED: &str = "its class or kind was not selected";

fn describe_action(action: &Action) -> String {
    match action {
        Action::Replace => "replace".into(),
        Action::Remove => "remove".into(),
        Action::Keep(reason) => format!("keep: {reason}"),
    }
}

#[cfg(test)]
mod tests;
