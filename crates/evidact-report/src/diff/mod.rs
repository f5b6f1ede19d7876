//! What changed from one review to the next: observations opened, closed and changed, states, trust record, static
//! findings, tools.
//!
//! It compares reports as `report.json` has them, so that a note, a package and an older `report.json` can be held
//! against each other. Texts are compared without regard to how their lines are broken.

mod compare;
mod matching;
mod write;

pub use compare::compare;

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
    /// Notes that only the new side has.
    pub notes_added: Vec<String>,
    /// Notes that only the old side has.
    pub notes_gone: Vec<String>,
    /// Notes that both sides have and that changed.
    pub notes: Vec<NoteDifference>,
    /// Lists of tools that changed.
    pub tools: ToolDrift,
}

/// What changed in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct NoteDifference {
    /// The path of the note on the new side.
    pub note: String,
    /// Its path on the old side, if that is another.
    pub note_before: Option<String>,
    /// Observations that are new, or open again.
    pub opened: Vec<Opened>,
    /// Observations that are settled now, or no longer there.
    pub closed: Vec<Closed>,
    /// Observations of which something else changed.
    pub changed: Vec<Changed>,
    /// Boundaries and controls with another state.
    pub states: Vec<Change>,
    /// Rows of the trust record that say something else.
    pub record: Vec<Change>,
    /// Static findings that only the new side has.
    pub findings_new: Vec<StaticFinding>,
    /// Static findings that only the old side has.
    pub findings_gone: Vec<StaticFinding>,
}

impl NoteDifference {
    /// Says whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.note_before.is_none()
            && self.opened.is_empty()
            && self.closed.is_empty()
            && self.changed.is_empty()
            && self.states.is_empty()
            && self.record.is_empty()
            && self.findings_new.is_empty()
            && self.findings_gone.is_empty()
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

/// An observation of which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its id on the new side.
    pub id: String,
    /// Its id on the old side, if that is another: it was known by its title.
    pub id_before: Option<String>,
    /// Its title on the new side.
    pub title: String,
    /// What changed in it.
    pub fields: Vec<FieldChange>,
}

/// A field of an observation that changed.
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

/// A static finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct StaticFinding {
    /// The check.
    pub check: String,
    /// The file.
    pub path: String,
    /// The way to the value.
    pub place: String,
    /// What stands there.
    pub detail: String,
}

/// How lists of tools changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct ToolDrift {
    /// Tools that only the new side lists.
    pub added: Vec<ToolName>,
    /// Tools that only the old side lists.
    pub removed: Vec<ToolName>,
    /// Tools that both list, with another description or other parameters.
    pub changed: Vec<ToolName>,
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

impl Difference {
    /// Says whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.notes_added.is_empty()
            && self.notes_gone.is_empty()
            && self.notes.is_empty()
            && self.tools.is_empty()
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
