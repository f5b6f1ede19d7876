//! A report: one review and what the package says about its evidence.

use crate::metadata::MetadataStatement;
use crate::review::{Review, TrustRecord};
use crate::{Class, CleanText, Phrase};
use serde::Serialize;

/// Everything that the renderers show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What stands on the cover and in the margins.
    pub meta: ReportMeta,
    /// What the note says.
    pub review: Review,
    /// What was taken out, what was withheld, and how it was verified.
    pub redaction: RedactionStatement,
    /// The published evidence.
    pub evidence: Vec<EvidenceItem>,
    /// What static metadata in the evidence says; nothing if the catalog has no static checks.
    pub metadata: Option<MetadataStatement>,
}

/// What stands on the cover and in the margins of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportMeta {
    /// The report's id, from the name of the note, e.g. `mcp-review`.
    pub id: CleanText,
    /// The version of the report, if one was given.
    pub version: Option<CleanText>,
    /// The date, `YYYY-MM-DD`: given by the user, else the newest in the note, else none.
    pub date: Option<CleanText>,
    /// The classification banner, e.g. `Reviewer-safe`.
    pub classification: CleanText,
    /// evidact's version.
    pub tool_version: String,
    /// SHA-256 over the published evidence (`path NUL sha256 LF`, sorted), hexadecimal.
    pub evidence_digest: String,
    /// The rows of the trust record as the cover shows them, if it does not show those of the review: a report of many
    /// notes has many of each.
    pub at_a_glance: Option<TrustRecord>,
}

/// What was taken out, what was withheld, and how it was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedactionStatement {
    /// Edits made, a class, in class order; zero counts are listed too.
    pub redactions: Vec<(Class, u64)>,
    /// Distinct values replaced, a class.
    pub values: Vec<(Class, u64)>,
    /// Version of the built-in pattern packs, or their digest.
    pub packs: String,
    /// Number of rules in force.
    pub rules: u64,
    /// Inputs read.
    pub sources: u64,
    /// Withheld inputs: published name and the reason in a sentence.
    pub withheld: Vec<(CleanText, Phrase)>,
    /// What the verifier did and found, in a sentence.
    pub verification: Phrase,
}

/// One published evidence file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceItem {
    /// Its path inside the package.
    pub path: CleanText,
    /// SHA-256 of the published bytes, hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Edits made in it.
    pub redactions: u64,
    /// Whether it held to its grammar.
    pub structure_verified: bool,
}
