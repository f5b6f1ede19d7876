//! What static metadata in the evidence says of a server: client configurations, server descriptions, lists of tools.
//!
//! Read from redacted copies, never from a running server. A finding says which check, where, and what stands there;
//! the wording of the check is in the catalog and the theme.

use crate::{CleanText, Phrase};
use serde::Serialize;
use std::borrow::Cow;

/// What the static checks read and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct MetadataStatement {
    /// The files that were read, by path.
    pub files: Vec<MetadataFile>,
    /// Files that look like metadata and were not read, with the reason.
    pub unread: Vec<UnreadFile>,
    /// What the checks found: by path, line, check.
    pub findings: Vec<MetadataFinding>,
}

/// A file of metadata that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetadataFile {
    /// Its published path.
    pub path: CleanText,
    /// What it was read as, e.g. `client configuration (Claude Desktop)`.
    pub kind: Vec<Phrase>,
    /// The servers that it names, in order.
    pub servers: Vec<CleanText>,
    /// How many tools it lists.
    pub tools: u64,
}

/// A file that looks like metadata and was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadFile {
    /// Its published path.
    pub path: CleanText,
    /// Why, in a sentence.
    pub reason: Phrase,
}

/// What a finding says about the items of the catalog that it bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// The metadata disagrees with what should hold, or with what the note says.
    Contradicts,
    /// The metadata agrees.
    Supports,
    /// Neither; a reviewer should look.
    Notes,
}

/// What one static check found in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetadataFinding {
    /// The check, `S01` to `S17`.
    pub check: String,
    /// The published path of the file.
    pub path: CleanText,
    /// The line in it, from 1.
    pub line: u32,
    /// The way to the value, e.g. `mcpServers.ledger.env.API_TOKEN`.
    pub place: CleanText,
    /// The server that it is about.
    pub server: Option<CleanText>,
    /// What stands there, shortened, e.g. `npx -y @acme/ledger`.
    pub detail: CleanText,
    /// The program's own words with which the detail begins, if it does, so that a report may say them otherwise.
    pub remark: Option<Phrase>,
    /// What that says.
    pub stance: Stance,
    /// Ids of the catalog's items that it bears on: controls, record rows, unsafe patterns.
    pub items: Vec<String>,
}

impl MetadataFinding {
    /// Returns what stands there, with the program's own words as `say` says them.
    pub fn detail_as(&self, say: impl Fn(&Phrase) -> String) -> Cow<'_, str> {
        let detail = self.detail.as_str();
        let said = self.remark.as_ref().and_then(|r| Some((say(r), detail.strip_prefix(r.as_str())?)));
        said.map_or(Cow::Borrowed(detail), |(words, rest)| Cow::Owned(words + rest))
    }
}
