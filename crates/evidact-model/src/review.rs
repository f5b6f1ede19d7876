//! The review: what a note says, in the words of the domain, each field with where it came from.

use crate::CleanText;
use crate::metadata::MetadataFinding;
use serde::{Deserialize, Serialize};

/// How a field was written in the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// YAML or TOML front matter.
    FrontMatter,
    /// The section under a heading.
    Heading,
    /// A bold label at the start of a line or bullet.
    Label,
    /// A `Key: value` line.
    Key,
    /// A table column or a two-column record.
    Column,
    /// A `[TAG]`.
    Tag,
    /// A checkbox.
    Checkbox,
    /// A sidecar file next to the note.
    Sidecar,
}

/// Where a field came from: carrier, the label as written, and the line of the redacted note, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// How it was written.
    pub carrier: Carrier,
    /// The label as the author wrote it.
    pub label: CleanText,
    /// The first line of it in the note, from 1.
    pub line: u32,
}

/// A field the note fills: its text (Markdown source) and its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The text, as Markdown source.
    pub text: CleanText,
    /// Where it came from.
    pub origin: Origin,
}

/// A field that the note may not fill. Gaps are shown, never invented.
pub type Slot = Option<Field>;

/// The review of one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Review {
    /// The catalog by whose words the note was read.
    pub catalog: CatalogName,
    /// The title: front matter, else the first heading.
    pub title: Option<CleanText>,
    /// The date that the note gives itself, under a label or in its title, `YYYY-MM-DD`.
    pub date: Option<CleanText>,
    /// Where the review itself stands: draft, final, released.
    #[serde(default)]
    pub status: Vec<Field>,
    /// The version that the note gives itself, or of what was reviewed, if it does not say of which.
    #[serde(default)]
    pub version: Vec<Field>,
    /// What the review set out to decide.
    pub objective: Vec<Field>,
    /// What was in scope.
    pub scope: Vec<Field>,
    /// How it was done.
    pub method: Vec<Field>,
    /// What could not be seen.
    pub limits: Vec<Field>,
    /// Who did the review.
    #[serde(default)]
    pub reviewer: Vec<Field>,
    /// A summary or conclusion, in the author's words.
    pub summary: Vec<Field>,
    /// The trust record of what is reviewed.
    pub record: TrustRecord,
    /// The five trust boundaries, in order.
    pub boundaries: Vec<BoundaryRow>,
    /// The observations, in the order of the note.
    pub observations: Vec<Observation>,
    /// What to do about all that was reviewed; it belongs to no observation.
    #[serde(default)]
    pub recommendations: Vec<Field>,
    /// The governance flags the note states, with their values.
    pub governance: Vec<Field>,
    /// What maps to no field, verbatim, with its lines.
    pub unplaced: Vec<Unplaced>,
    /// Labels that stand in the note with nothing behind them, or with `TBD` and the like.
    #[serde(default)]
    pub unfilled: Vec<Field>,
    /// The catalog's checklists, with what answers each step.
    pub checklists: Vec<Checklist>,
    /// The unsafe patterns of the catalog, with what shows each.
    pub unsafe_patterns: Vec<UnsafePattern>,
    /// Rules of the linter that the author switched off in the note, with the reason.
    pub suppressions: Vec<Suppression>,
}

/// Which catalog a review was read by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct CatalogName {
    /// Its name, e.g. `mcp-server-trust`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its title, e.g. `Trust review of an MCP server`.
    pub title: String,
    /// The revision of the protocol or standard against which its items were checked; empty if there is none.
    pub checked_against: String,
    /// What it calls the trust record, e.g. `Server trust record`.
    pub record: String,
    /// What it calls the thing that is reviewed, e.g. `Server`.
    pub subject: String,
}

/// Who the server is, whose it is, what it may touch, and how trust in it is granted and taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct TrustRecord {
    /// The record's rows, one an item of the catalog, in catalog order; a gap has no field.
    pub rows: Vec<RecordRow>,
}

impl TrustRecord {
    /// Returns the row of a catalog key, e.g. `owner`.
    pub fn row(&self, key: &str) -> Option<&RecordRow> {
        self.rows.iter().find(|r| r.key == key)
    }
}

/// One row of the server trust record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordRow {
    /// The catalog id, e.g. `IDN-01`.
    pub id: String,
    /// The catalog's key, e.g. `revocation-path`.
    pub key: String,
    /// The catalog's title, e.g. `Revocation path`.
    pub title: String,
    /// What the note says, or nothing.
    pub value: Vec<Field>,
}

/// The state of a boundary. Never pass or fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoundaryState {
    /// Evidence is cited and a static rule agrees.
    Supported,
    /// The reviewer says so.
    Stated,
    /// Static metadata disagrees.
    Contradicted,
    /// The note does not speak of it.
    Absent,
    /// Not applicable, with the reviewer's reason.
    NotApplicable,
}

/// One of the five trust boundaries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoundaryRow {
    /// The catalog id, e.g. `TRB-02`.
    pub id: String,
    /// The catalog's title.
    pub title: String,
    /// What should hold.
    pub expected: Vec<Field>,
    /// What was seen.
    pub observed: Vec<Field>,
    /// The state.
    pub state: BoundaryState,
    /// What could not be seen.
    pub uncertainty: Vec<Field>,
    /// The controls that should hold here.
    pub controls: Vec<ItemRow>,
    /// Where static metadata disagrees with the note or with a control.
    pub contradictions: Vec<Contradiction>,
}

/// How far static files can tell whether an item of the catalog holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// It is read from the note.
    Note,
    /// Static metadata can support or contradict it.
    Static,
    /// Static metadata can contradict it, never support it.
    Contradict,
    /// Only a person can say so.
    Attest,
}

/// Who has to see to a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Responsible {
    /// The program in which the client runs.
    Host,
    /// The server.
    Server,
    /// Both.
    Both,
}

/// An item of the catalog, and what note and metadata say of it: a control, a step of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    /// The catalog id, e.g. `TRB-02-C01`.
    pub id: String,
    /// The catalog's title.
    pub title: String,
    /// What it says.
    pub statement: String,
    /// How far static files can tell.
    pub check: Check,
    /// Who has to see to it.
    pub responsible: Option<Responsible>,
    /// The state, as of a boundary.
    pub state: BoundaryState,
    /// What the note says of it.
    pub said: Vec<Field>,
    /// What static metadata says of it.
    pub metadata: Vec<MetadataFinding>,
    /// How a later revision of the protocol sees it, `deprecated:DATE` or `changed:DATE`.
    pub spec_status: Option<String>,
}

/// A statement of the note, or a control, with which static metadata disagrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The catalog id of what is contradicted, e.g. `IDN-04` or `TRB-02-C01`.
    pub item: String,
    /// The catalog's title of it.
    pub title: String,
    /// What the note says of it; nothing if only the control is contradicted.
    pub said: Vec<Field>,
    /// What the metadata says.
    pub finding: MetadataFinding,
}

/// A checklist of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Its key, e.g. `checklist-server`.
    pub key: String,
    /// The catalog's title.
    pub title: String,
    /// Its steps, in order.
    pub steps: Vec<ItemRow>,
}

/// Whether an unsafe pattern shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Note or metadata show it.
    Seen,
    /// Neither shows it; that is no proof that it is not there.
    NotSeen,
}

/// A pattern that makes reliance unsafe, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnsafePattern {
    /// The catalog id, e.g. `UPT-01`.
    pub id: String,
    /// The catalog's title.
    pub title: String,
    /// What it says.
    pub statement: String,
    /// Whether it shows.
    pub presence: Presence,
    /// Ids of the record's rows whose gap shows it.
    pub gaps: Vec<String>,
    /// What the note says that shows it.
    pub said: Vec<Field>,
    /// What static metadata says that shows it.
    pub metadata: Vec<MetadataFinding>,
}

/// A rule of the linter that the author switched off in the note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppression {
    /// The rule, e.g. `N07`.
    pub rule: String,
    /// The author's reason.
    pub reason: CleanText,
    /// The line of the comment, from 1.
    pub line: u32,
}

/// How serious an observation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Act today.
    Critical,
    /// Act soon.
    High,
    /// Plan it.
    Medium,
    /// Consider it.
    Low,
    /// For information.
    Info,
}

/// How sure the reviewer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Seen and confirmed.
    Confirmed,
    /// High.
    High,
    /// Moderate.
    Moderate,
    /// Low.
    Low,
    /// Not known.
    Unknown,
}

/// One reviewed fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Observation {
    /// The id in the note (`F-01`, `H-02`), or one given in order (`OBS-01`).
    pub id: String,
    /// The title.
    pub title: CleanText,
    /// The line of its start in the note, from 1.
    pub line: u32,
    /// Its severity, if the note says one that we know.
    pub severity: Option<Severity>,
    /// The severity as written.
    pub severity_as_written: Slot,
    /// The reviewer's certainty, if the note says one that we know.
    pub certainty: Option<Certainty>,
    /// The boundary it concerns, `TRB-01` to `TRB-05`.
    pub boundary: Option<String>,
    /// What it set out to check.
    pub objective: Vec<Field>,
    /// What it touches.
    pub scope: Vec<Field>,
    /// The control that should hold.
    pub expected: Vec<Field>,
    /// What was seen.
    pub observed: Vec<Field>,
    /// What is not known. "None identified" must be typed by the author.
    pub uncertainty: Vec<Field>,
    /// What to do.
    pub remediation: Vec<Field>,
    /// Further fields by their key: `evidence`, `cause`, `effect`, `likelihood`, `certainty`, `boundary`, `controls`,
    /// `references`, `asset`, `owner`, `due`, `status`, `date`, `reviewer`, and `other` for what has a label of another
    /// kind.
    pub more: Vec<(String, Field)>,
}

/// A stretch of the note that no field took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// The first line, from 1.
    pub first_line: u32,
    /// The last line, inclusive.
    pub last_line: u32,
    /// The text as it stands in the redacted note.
    pub text: CleanText,
}
