//! Version 1 of `report.json`, apart from the model: the model may change, this may only grow.
//!
//! A field that the note does not fill is `null` or an empty list. Nothing is left out, so that a program may rely on
//! every name.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The version of the schema.
pub const SCHEMA: u32 = 1;

/// Text that came out of a report.
pub type Text<'a> = Cow<'a, str>;

/// A `report.json`: of one note (`report`), or of all notes of a run (`reports`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What wrote it.
    pub tool: Tool<'a>,
    /// What was taken out, what was withheld, and how it was verified.
    pub redaction: Redaction<'a>,
    /// The published evidence.
    pub evidence: Vec<Evidence<'a>>,
    /// The report of one note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<Report<'a>>,
    /// The reports of all notes, in order of their paths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports: Option<Vec<Report<'a>>>,
}

/// The program that wrote the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its version.
    pub version: Text<'a>,
}

/// What was taken out, what was withheld, and how it was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction<'a> {
    /// Edits and values by class; classes without any are listed too.
    pub classes: Vec<ClassCount<'a>>,
    /// Version of the built-in pattern packs, or their digest.
    pub packs: Text<'a>,
    /// Number of rules in force.
    pub rules: u64,
    /// Inputs read.
    pub sources: u64,
    /// Inputs withheld.
    pub withheld: Vec<Withheld<'a>>,
    /// What the verifier did and found.
    pub verification: Text<'a>,
}

/// How much of a class was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCount<'a> {
    /// The class.
    pub class: Text<'a>,
    /// Edits made.
    pub redactions: u64,
    /// Distinct values replaced.
    pub values: u64,
}

/// An input that was not published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld<'a> {
    /// Its published name.
    pub path: Text<'a>,
    /// Why.
    pub reason: Text<'a>,
}

/// A published evidence file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence<'a> {
    /// Its path below `evidence/`.
    pub path: Text<'a>,
    /// SHA-256 of the published bytes, hexadecimal.
    pub sha256: Text<'a>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Edits made in it.
    pub redactions: u64,
    /// Whether it held to its grammar.
    pub structure_verified: bool,
}

/// The report of one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report<'a> {
    /// The published path of the note.
    pub note: Text<'a>,
    /// What stands on the cover.
    pub meta: Meta<'a>,
    /// What the note says.
    pub review: Review<'a>,
    /// What static metadata says; `null` if there were no static checks.
    pub metadata: Option<Metadata<'a>>,
}

/// What stands on the cover of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta<'a> {
    /// The report's id.
    pub id: Text<'a>,
    /// The report's version.
    pub version: Option<Text<'a>>,
    /// The date.
    pub date: Option<Text<'a>>,
    /// The classification banner.
    pub classification: Text<'a>,
    /// SHA-256 over the published evidence.
    pub evidence_digest: Text<'a>,
}

/// What a note says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review<'a> {
    /// The catalog by whose words the note was read.
    pub catalog: Catalog<'a>,
    /// The title.
    pub title: Option<Text<'a>>,
    /// The date.
    pub date: Option<Text<'a>>,
    /// Where the review itself stands.
    #[serde(default)]
    pub status: Vec<Field<'a>>,
    /// The version that the note gives itself, or of what was reviewed.
    #[serde(default)]
    pub version: Vec<Field<'a>>,
    /// What the review set out to decide.
    pub objective: Vec<Field<'a>>,
    /// What was in scope.
    pub scope: Vec<Field<'a>>,
    /// How it was done.
    pub method: Vec<Field<'a>>,
    /// What could not be seen.
    pub limits: Vec<Field<'a>>,
    /// Who did the review.
    pub reviewer: Vec<Field<'a>>,
    /// The author's summary.
    pub summary: Vec<Field<'a>>,
    /// The trust record, a row an item of the catalog.
    pub record: Vec<Row<'a>>,
    /// The trust boundaries.
    pub boundaries: Vec<Boundary<'a>>,
    /// The observations, in the order of the note.
    pub observations: Vec<Observation<'a>>,
    /// What to do about all that was reviewed.
    #[serde(default)]
    pub recommendations: Vec<Field<'a>>,
    /// The governance flags that the note states.
    pub governance: Vec<Field<'a>>,
    /// What maps to no field.
    pub unplaced: Vec<Unplaced<'a>>,
    /// Labels with nothing behind them.
    pub unfilled: Vec<Field<'a>>,
    /// The catalog's checklists.
    pub checklists: Vec<Checklist<'a>>,
    /// The catalog's unsafe patterns.
    pub unsafe_patterns: Vec<UnsafePattern<'a>>,
    /// Rules of the linter that the author switched off.
    pub suppressions: Vec<Suppression<'a>>,
}

/// Which catalog a review was read by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its version.
    pub version: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// The revision of a standard against which its items were checked.
    pub checked_against: Text<'a>,
    /// What it calls the trust record.
    pub record: Text<'a>,
    /// What it calls the thing that is reviewed.
    pub subject: Text<'a>,
}

/// A text of the note, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<'a> {
    /// The text, as Markdown.
    pub text: Text<'a>,
    /// How it was written.
    pub carrier: Text<'a>,
    /// The label as written.
    pub label: Text<'a>,
    /// Its first line in the redacted note, from 1.
    pub line: u32,
}

/// A row of the trust record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<'a> {
    /// The catalog id.
    pub id: Text<'a>,
    /// The catalog's key.
    pub key: Text<'a>,
    /// The catalog's title.
    pub title: Text<'a>,
    /// What the note says.
    pub value: Vec<Field<'a>>,
}

/// A trust boundary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundary<'a> {
    /// The catalog id.
    pub id: Text<'a>,
    /// The catalog's title.
    pub title: Text<'a>,
    /// The state: `supported`, `stated`, `contradicted`, `absent`, `not-applicable`.
    pub state: Text<'a>,
    /// What should hold.
    pub expected: Vec<Field<'a>>,
    /// What was seen.
    pub observed: Vec<Field<'a>>,
    /// What could not be seen.
    pub uncertainty: Vec<Field<'a>>,
    /// The controls that should hold here.
    pub controls: Vec<Item<'a>>,
    /// Where static metadata disagrees.
    pub contradictions: Vec<Contradiction<'a>>,
}

/// An item of the catalog, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item<'a> {
    /// The catalog id.
    pub id: Text<'a>,
    /// The catalog's title.
    pub title: Text<'a>,
    /// What it says.
    pub statement: Text<'a>,
    /// How far static files can tell: `note`, `static`, `contradict`, `attest`.
    pub check: Text<'a>,
    /// Who has to see to it: `host`, `server`, `both`.
    pub responsible: Option<Text<'a>>,
    /// The state, as of a boundary.
    pub state: Text<'a>,
    /// What the note says.
    pub said: Vec<Field<'a>>,
    /// What static metadata says.
    pub metadata: Vec<Finding<'a>>,
    /// How a later revision of the protocol sees it.
    pub spec_status: Option<Text<'a>>,
}

/// Where static metadata disagrees with the note or a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction<'a> {
    /// The catalog id of what is contradicted.
    pub item: Text<'a>,
    /// The catalog's title of it.
    pub title: Text<'a>,
    /// What the note says.
    pub said: Vec<Field<'a>>,
    /// What the metadata says.
    pub finding: Finding<'a>,
}

/// What a static check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding<'a> {
    /// The check.
    pub check: Text<'a>,
    /// The published path of the file.
    pub path: Text<'a>,
    /// The line in it, from 1.
    pub line: u32,
    /// The way to the value.
    pub place: Text<'a>,
    /// The server that it is about.
    pub server: Option<Text<'a>>,
    /// What stands there.
    pub detail: Text<'a>,
    /// What that says: `contradicts`, `supports`, `notes`.
    pub stance: Text<'a>,
    /// The items of the catalog that it bears on.
    pub items: Vec<Text<'a>>,
}

/// An observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation<'a> {
    /// Its id in the note, or one given in order.
    pub id: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// The line of its start in the redacted note, from 1.
    pub line: u32,
    /// `critical`, `high`, `medium`, `low`, `info`, if the note says one that we know.
    pub severity: Option<Text<'a>>,
    /// The severity as written.
    pub severity_as_written: Option<Field<'a>>,
    /// `confirmed`, `high`, `moderate`, `low`, `unknown`, if the note says one that we know.
    pub certainty: Option<Text<'a>>,
    /// The catalog id of the boundary it concerns.
    pub boundary: Option<Text<'a>>,
    /// What it set out to check.
    pub objective: Vec<Field<'a>>,
    /// What it touches.
    pub scope: Vec<Field<'a>>,
    /// The control that should hold.
    pub expected: Vec<Field<'a>>,
    /// What was seen.
    pub observed: Vec<Field<'a>>,
    /// What is not known.
    pub uncertainty: Vec<Field<'a>>,
    /// What to do.
    pub remediation: Vec<Field<'a>>,
    /// Further fields, in the order of the note.
    pub more: Vec<Further<'a>>,
}

/// A further field of an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Further<'a> {
    /// Its key: `owner`, `due`, `status`, `evidence` …
    pub key: Text<'a>,
    /// What stands there.
    pub field: Field<'a>,
}

/// A stretch of the note that no field took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced<'a> {
    /// The first line, from 1.
    pub first_line: u32,
    /// The last line, inclusive.
    pub last_line: u32,
    /// The text.
    pub text: Text<'a>,
}

/// A checklist of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist<'a> {
    /// Its key.
    pub key: Text<'a>,
    /// The catalog's title.
    pub title: Text<'a>,
    /// Its steps.
    pub steps: Vec<Item<'a>>,
}

/// A pattern that makes reliance unsafe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsafePattern<'a> {
    /// The catalog id.
    pub id: Text<'a>,
    /// The catalog's title.
    pub title: Text<'a>,
    /// What it says.
    pub statement: Text<'a>,
    /// Whether it shows: `seen`, `not-seen`.
    pub presence: Text<'a>,
    /// Rows of the record whose gap shows it.
    pub gaps: Vec<Text<'a>>,
    /// What the note says that shows it.
    pub said: Vec<Field<'a>>,
    /// What static metadata says that shows it.
    pub metadata: Vec<Finding<'a>>,
}

/// A rule of the linter that the author switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression<'a> {
    /// The rule.
    pub rule: Text<'a>,
    /// The author's reason.
    pub reason: Text<'a>,
    /// The line of the comment, from 1.
    pub line: u32,
}

/// What static metadata says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata<'a> {
    /// The files that were read.
    pub files: Vec<MetadataFile<'a>>,
    /// Files that look like metadata and were not read.
    pub unread: Vec<Unread<'a>>,
    /// What the checks found.
    pub findings: Vec<Finding<'a>>,
}

/// A file of metadata that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetadataFile<'a> {
    /// Its published path.
    pub path: Text<'a>,
    /// What it was read as.
    pub kind: Text<'a>,
    /// The servers that it names.
    pub servers: Vec<Text<'a>>,
    /// How many tools it lists.
    pub tools: u64,
}

/// A file that looks like metadata and was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread<'a> {
    /// Its published path.
    pub path: Text<'a>,
    /// Why.
    pub reason: Text<'a>,
}
