//! The user's decisions: what to replace, remove, keep; whose names are sensitive; limits; report settings.

use crate::common_words::is_common_word;
use crate::error::{NameError, PolicyError};
use crate::selection::{Kinds, Selection, is_of, read_class};
use evidact_formats::{Area, Images, Limits, Paint};
use evidact_model::{Class, Kind, Profile, RuleId, Span};
use evidact_raw::SecretBuf;
use std::collections::BTreeMap;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
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
}

impl Policy {
    /// Reads a policy (TOML, `schema = 1`) that speaks of classes and of these kinds; its own terms add theirs.
    ///
    /// # Errors
    /// [`PolicyError`], with the position and never the content.
    pub fn parse(text: &str, kinds: &mut Kinds) -> Result<Self, PolicyError> {
        let file: PolicyFile =
            toml::from_str(text).map_err(|e| syntax(text, e.span(), what_is_wrong(e.message())))?;
        if file.schema != 1 {
            return Err(PolicyError::Schema { found: file.schema });
        }
        let images = file.images.unwrap_or_default();
        let mut policy = Self {
            limits: limits(&file.limits.unwrap_or_default(), &images)?,
            ocr: images.ocr,
            report: file.report.map_or_else(ReportPolicy::default, |r| ReportPolicy {
                classification: r.classification,
                version: r.version,
            }),
            profile: file.profile,
            suggestions: file.suggestions,
            ..Self::default()
        };
        for (i, allow) in file.allow.into_iter().enumerate() {
            if allow.reason.trim().is_empty() || allow.value.is_empty() {
                return Err(PolicyError::ReasonMissing { table: "allow", index: i + 1 });
            }
            policy
                .allowed
                .push(Allowed { value: SecretBuf::new(allow.value.as_bytes()), reason: allow.reason });
        }
        for (i, term) in file.term.into_iter().enumerate() {
            let value = term.value.trim();
            if value.chars().count() < 4 || is_common_word(value.as_bytes()) {
                return Err(PolicyError::TermTooCommon { index: i + 1 });
            }
            let kind = term.kind.as_deref().map_or(Ok(Kind::known("CUSTOMER")), Kind::parse);
            let kind = kind.map_err(|_| PolicyError::KindForm { index: i + 1 })?;
            kinds.insert(kind.clone());
            policy.terms.push(Term { value: SecretBuf::new(value.as_bytes()), kind });
        }
        let unknown =
            |table, i| move |error: NameError| PolicyError::UnknownName { table, index: i + 1, error };
        for (i, (name, action)) in file.classes.into_iter().enumerate() {
            let class = read_class(&name).map_err(unknown("classes", i))?;
            policy.classes.insert(class, action.check("classes", i + 1)?);
        }
        for (i, (name, action)) in file.kinds.into_iter().enumerate() {
            let kind = kinds.read(&name).map_err(unknown("kinds", i))?;
            policy.kinds.insert(kind, action.check("kinds", i + 1)?);
        }
        if let Some(select) = file.select {
            for (table, names) in [("select.only", &select.only), ("select.skip", &select.skip)] {
                for (i, name) in names.iter().enumerate() {
                    Selection::new(std::slice::from_ref(name), &[], kinds).map_err(unknown(table, i))?;
                }
            }
            let selection = Selection::new(&select.only, &select.skip, kinds);
            policy.selection = selection.map_err(unknown("select", 0))?;
        }
        Ok(policy)
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

/// Tells kinds of mistakes apart by how the reader's message begins; the rest of it quotes the policy.
fn what_is_wrong(message: &str) -> &'static str {
    if message.starts_with("missing field `schema`") {
        "the first key of a policy is missing: schema = 1"
    } else if message.starts_with("missing field") {
        "a key is missing in this table"
    } else if message.starts_with("unknown field") {
        "a policy does not have this key here"
    } else if message.starts_with("invalid type") {
        "a value of the wrong type"
    } else if message.starts_with("unknown variant") {
        "this is none of the values that the key may have"
    } else {
        "not TOML, or not what a policy may say here"
    }
}

fn syntax(text: &str, span: Option<std::ops::Range<usize>>, what: &'static str) -> PolicyError {
    let at = span.map_or(0, |s| s.start.min(text.len()));
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let column = before.iter().rev().take_while(|&&b| b != b'\n').count() + 1;
    PolicyError::Syntax { line, column, what }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    schema: i64,
    #[serde(default)]
    profile: Option<Profile>,
    #[serde(default)]
    suggestions: Suggestions,
    #[serde(default)]
    classes: BTreeMap<String, ActionFile>,
    #[serde(default)]
    kinds: BTreeMap<String, ActionFile>,
    #[serde(default)]
    allow: Vec<AllowFile>,
    #[serde(default)]
    term: Vec<TermFile>,
    select: Option<SelectFile>,
    limits: Option<LimitsFile>,
    images: Option<ImagesFile>,
    report: Option<ReportFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SelectFile {
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    skip: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum ActionFile {
    Name(String),
    Keep { keep: String },
}

impl ActionFile {
    fn check(self, table: &'static str, index: usize) -> Result<Action, PolicyError> {
        match self {
            Self::Name(name) if name == "replace" => Ok(Action::Replace),
            Self::Name(name) if name == "remove" => Ok(Action::Remove),
            Self::Name(name) if name == "keep" => Err(PolicyError::ReasonMissing { table, index }),
            Self::Name(_) => Err(PolicyError::UnknownAction { table, index }),
            Self::Keep { keep } if keep.trim().is_empty() => Err(PolicyError::ReasonMissing { table, index }),
            Self::Keep { keep } => Ok(Action::Keep(keep)),
        }
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowFile {
    value: String,
    #[serde(default)]
    reason: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TermFile {
    value: String,
    kind: Option<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "they are the keys of the policy")]
struct LimitsFile {
    max_bytes: Option<u64>,
    max_depth: Option<u8>,
    max_members: Option<u64>,
    max_expanded_bytes: Option<u64>,
    max_ratio: Option<u64>,
}

#[derive(Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ImagesFile {
    #[serde(default)]
    allow: bool,
    ocr: Option<String>,
    #[serde(default)]
    paint: Vec<PaintFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PaintFile {
    file: String,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl PaintFile {
    fn read(&self) -> Option<Paint> {
        let area = Area { x: self.x, y: self.y, width: self.width, height: self.height };
        let paint = Paint::new(&self.file, area).ok()?;
        (area.width > 0 && area.height > 0).then_some(paint)
    }
}

fn limits(file: &LimitsFile, images: &ImagesFile) -> Result<Limits, PolicyError> {
    let standard = Limits::default();
    let mut paint = Vec::new();
    for (i, area) in images.paint.iter().enumerate() {
        paint.push(area.read().ok_or(PolicyError::Area { index: i + 1 })?);
    }
    Ok(Limits {
        max_bytes: file.max_bytes.unwrap_or(standard.max_bytes),
        max_container_depth: file.max_depth.unwrap_or(standard.max_container_depth),
        max_members: file.max_members.unwrap_or(standard.max_members),
        max_expanded_bytes: file.max_expanded_bytes.unwrap_or(standard.max_expanded_bytes),
        max_ratio: file.max_ratio.unwrap_or(standard.max_ratio),
        images: if images.allow { Images::Reencode } else { Images::Withhold },
        paint,
        ..standard
    })
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportFile {
    classification: Option<String>,
    version: Option<String>,
}

#[cfg(test)]
mod tests;
