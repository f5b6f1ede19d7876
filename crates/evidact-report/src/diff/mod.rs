//! What changed from one review to the next: observations opened, closed, graded otherwise and changed, states, trust
//! record, static findings, tools.
//!
//! It compares reports as `report.json` has them, so that a note, a package and an older `report.json` can be held
//! against each other. Texts are compared without regard to how their lines are broken.

mod compare;
mod fields;
mod likeness;
mod matching;
mod numbers;
mod write;

pub use compare::compare;
pub use numbers::Kinds;

use serde::Serialize;

/// The version of the output as JSON.
pub const SCHEMA: u32 = 1;

/// What the numbers of placeholders tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Both sides were redacted in one job: the same number is the same value.
    Related,
    /// A side had been redacted before: numbers of the two say nothing to each other.
    Unrelated,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// [`SCHEMA`].
    pub schema: u32,
    /// How many observations of the notes that both sides have.
    pub summary: Summary,
    /// Notes that only the new side has.
    pub notes_added: Vec<WholeNote>,
    /// Notes that only the old side has.
    pub notes_gone: Vec<WholeNote>,
    /// Notes that both sides have and that changed.
    pub notes: Vec<NoteDifference>,
    /// Static findings that only the new side has.
    pub findings_new: Vec<StaticFinding>,
    /// Static findings that only the old side has.
    pub findings_gone: Vec<StaticFinding>,
    /// Lists of tools that changed.
    pub tools: ToolDrift,
}

/// How many observations changed in which way; one may count twice, say as closed and as changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Summary {
    /// New, or open again.
    pub opened: usize,
    /// Settled, or no longer there.
    pub closed: usize,
    /// With another severity.
    pub regraded: usize,
    /// With anything else that changed.
    pub changed: usize,
}

/// A note that only one side has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WholeNote {
    /// Its path.
    pub note: String,
    /// How many observations it has.
    pub observations: usize,
}

/// What changed in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct NoteDifference {
    /// The path of the note on the new side.
    pub note: String,
    /// Its path on the old side, if that is another.
    pub note_before: Option<String>,
    /// What the review says of itself: title, date, scope, limits …
    pub review: Vec<FieldChange>,
    /// Observations that are new, or open again.
    pub opened: Vec<Opened>,
    /// Observations that are settled now, or no longer there.
    pub closed: Vec<Closed>,
    /// Observations with another severity.
    pub regraded: Vec<Regraded>,
    /// Observations of which something else changed.
    pub changed: Vec<Changed>,
    /// Boundaries and controls with another state.
    pub states: Vec<Change>,
    /// Boundaries and controls of which the note says something else.
    pub boundaries: Vec<Reworded>,
    /// Rows of the trust record that say something else.
    pub record: Vec<Change>,
    /// Steps of checklists with another state.
    pub checklists: Vec<Change>,
    /// Unsafe patterns that show now, or no longer.
    pub unsafe_patterns: Vec<Change>,
}

impl NoteDifference {
    /// Says whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.note_before.is_none()
            && self.review.is_empty()
            && self.opened.is_empty()
            && self.closed.is_empty()
            && self.regraded.is_empty()
            && self.changed.is_empty()
            && self.states.is_empty()
            && self.boundaries.is_empty()
            && self.record.is_empty()
            && self.checklists.is_empty()
            && self.unsafe_patterns.is_empty()
    }
}

/// Why an observation counts as opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The old side has none like it.
    New,
    /// It was settled before and is not now.
    Reopened,
    /// Its status says so.
    Settled,
    /// The new side has none like it; that is no word on whether it is settled.
    Gone,
}

/// An observation that is new, or open again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its severity, if that is known.
    pub severity: Option<String>,
    /// New, or open again.
    pub how: How,
}

/// An observation that is settled now, or no longer there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// Its id, on the side that has it last.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its severity, if that is known.
    pub severity: Option<String>,
    /// Settled, or gone.
    pub how: How,
}

/// An observation with another severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regraded {
    /// Its id on the new side.
    pub id: String,
    /// Its title on the new side.
    pub title: String,
    /// What it was rated, in the words of the note if we know none; `null` for not at all.
    pub before: Option<String>,
    /// What it is rated.
    pub after: Option<String>,
    /// Which way that is.
    pub way: Way,
}

/// Which way a severity went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// More severe than before.
    Raised,
    /// Less severe than before.
    Lowered,
    /// One of the two is not rated, or in a word that has no place in our order.
    Unordered,
}

/// By what an observation of one side was known to be one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// Its id.
    Id,
    /// Its title.
    Title,
    /// The words of its title and texts, most of which both have.
    Likeness,
}

/// An observation of which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its id on the new side.
    pub id: String,
    /// Its id on the old side, if that is another.
    pub id_before: Option<String>,
    /// By what it was known.
    pub known_by: KnownBy,
    /// Its title on the new side.
    pub title: String,
    /// What changed in it.
    pub fields: Vec<FieldChange>,
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name, e.g. `severity`.
    pub field: String,
    /// What it said; `null` for nothing, and for texts, of which the name alone is told.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
    /// Whether it is a text.
    pub text: bool,
}

/// Something that says something else now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The catalog id.
    pub id: String,
    /// The catalog's title.
    pub title: String,
    /// What it said; `null` for nothing.
    pub before: Option<String>,
    /// What it says; `null` for nothing.
    pub after: Option<String>,
}

/// A boundary or control of which the note says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reworded {
    /// The catalog id.
    pub id: String,
    /// The catalog's title.
    pub title: String,
    /// The names of the texts that read differently.
    pub fields: Vec<String>,
}

/// A static finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaticFinding {
    /// The check.
    pub check: String,
    /// The title of the check; `null` if the caller gave none.
    pub title: Option<String>,
    /// What it says: `contradicts`, `supports`, `notes`.
    pub stance: String,
    /// The file.
    pub path: String,
    /// The way to the value.
    pub place: String,
    /// What stands there.
    pub detail: String,
    /// The notes that it was held against; empty for all that were compared.
    pub notes: Vec<String>,
}

/// How lists of tools changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct ToolDrift {
    /// Tools that only the new side lists.
    pub added: Vec<ToolName>,
    /// Tools that only the old side lists.
    pub removed: Vec<ToolName>,
    /// Tools that both list, with another description, other parameters or other annotations.
    pub changed: Vec<ToolChange>,
}

impl ToolDrift {
    /// Says whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// A tool in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ToolName {
    /// The server that lists it, as far as the list says so.
    pub server: Option<String>,
    /// Its name.
    pub name: String,
    /// The file that lists it.
    pub path: String,
}

/// A tool that says something else of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolChange {
    /// The tool, in the new list.
    #[serde(flatten)]
    pub tool: ToolName,
    /// What changed: `description`, `parameters`, or the name of an annotation.
    pub fields: Vec<FieldChange>,
}

impl Difference {
    /// Says whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.notes_added.is_empty()
            && self.notes_gone.is_empty()
            && self.notes.is_empty()
            && self.findings_new.is_empty()
            && self.findings_gone.is_empty()
            && self.tools.is_empty()
    }

    /// Puts the titles of checks beside their ids, for readers.
    pub fn name_checks(&mut self, title: impl Fn(&str) -> Option<String>) {
        for finding in self.findings_new.iter_mut().chain(&mut self.findings_gone) {
            finding.title = title(&finding.check);
        }
    }

    /// Writes it for people, on a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        write::text(self)
    }

    /// Writes it as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        write::markdown(self)
    }

    /// Writes it as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        write::json(self)
    }
}
