//! The manifest of a package: every source once and what became of it. Schema: `docs/schemas/manifest-1.json`.

use crate::{Loss, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The manifest of a package.
///
/// Holds hashes of outputs only. A hash of an original would let a reader, who knows every other byte of
/// the file, find the removed value by trying candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The schema's version: 1.
    pub schema: u32,
    /// Which program made the package.
    pub tool: Tool,
    /// Which rules were in force.
    pub rules: Rules,
    /// What the policy says, without its values.
    pub policy: BTreeMap<String, String>,
    /// Rows of the user's list of customers that are not looked for in full.
    #[serde(default, skip_serializing_if = "LeftOut::is_empty")]
    pub left_out: LeftOut,
    /// Every source, in the order of its published path.
    pub entries: Vec<Entry>,
    /// Files of the package that are not evidence: reports, the index.
    pub documents: Vec<Published>,
    /// Sums.
    pub totals: Totals,
}

impl Manifest {
    /// Returns how many files within published sources were withheld.
    pub fn withheld_parts(&self) -> usize {
        let parts = self.entries.iter().flat_map(|e| &e.parts);
        parts.filter(|m| matches!(m.outcome, Outcome::Withheld { .. })).count()
    }
}

/// Rows of the user's list whose company has so few letters that it may be a word: it is looked for before its legal
/// form, and alone by nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// The lines of the list at which the first of them start, from 1.
    pub lines: Vec<u64>,
    /// How many there are beside those.
    pub more: u64,
}

impl LeftOut {
    /// Lines that are named; of a long list the others are counted.
    const MOST: usize = 200;

    /// Takes one more row.
    pub fn add(&mut self, line: u64) {
        if self.lines.len() < Self::MOST {
            self.lines.push(line);
        } else {
            self.more += 1;
        }
    }

    /// Says whether every row is looked for in full.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Names the lines: `line 4`, `lines 4, 7 and 12 more`. `most` of them at most.
    pub fn named(&self, most: usize) -> String {
        let shown: Vec<String> = self.lines.iter().take(most).map(u64::to_string).collect();
        let rest = (self.lines.len() - shown.len()) as u64 + self.more;
        let word = if shown.len() == 1 && rest == 0 { "line" } else { "lines" };
        let rest = if rest == 0 { String::new() } else { format!(" and {rest} more") };
        format!("{word} {}{rest}", shown.join(", "))
    }
}

/// The program that made a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// `evidact`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rules in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Digest of the pattern packs.
    pub packs: String,
    /// Number of rules in them.
    pub count: u64,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The published path below `evidence/`; for a withheld source the name it would have had.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The published file, unless withheld.
    pub published: Option<Published>,
    /// The format it was read as, unless withheld.
    pub format: Option<crate::Format>,
    /// Edits by the rule that won.
    pub redactions_by_rule: BTreeMap<String, u64>,
    /// Values left in place, by the reason in the policy.
    pub kept: BTreeMap<String, u64>,
    /// Places that a reviewer should look at, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// What became of the files in it, if it is an archive, a message or a document that holds others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Member>,
    /// What the published copy does not hold although the source did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<Loss>,
    /// Why no report was made of it, if it is a note and its copy could not be read as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_report: Option<NoReport>,
}

/// Why no report was made of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoReport {
    /// It is larger than what is read as a note.
    TooLarge,
    /// It is UTF-16 and does not say so.
    Utf16WithoutMark,
}

impl NoReport {
    /// Says why, and what to do about it.
    pub const fn explain(self) -> &'static str {
        match self {
            Self::TooLarge => "it is larger than 4 MiB; split it into one note a server or a topic",
            Self::Utf16WithoutMark => "it is UTF-16 without a byte order mark; save it as UTF-8",
        }
    }
}

/// A file within a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its published path in the source, after the paths of the files around it, each ended by `!/`; for a
    /// withheld one the path it would have had.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The format it was read as, unless withheld.
    pub format: Option<crate::Format>,
    /// What its copy does not hold although it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<Loss>,
}

/// A place that a reviewer should look at. Says where and by which rule, never what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The file within the source, as in [`Member::path`]; nothing if it is the source itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The page, sheet, slide or other part of a document; nothing in a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The line there, from 1, in the source; in a sheet the row.
    pub line: u64,
    /// Why it is worth a look.
    pub notice: NoticeKind,
    /// The rule that found it.
    pub rule: String,
}

/// Why a place is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// A comment in the source says that the value is no secret; it was replaced all the same.
    InlineAllow,
    /// It may be sensitive; nothing was replaced there.
    Suggestion,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Its path in the package, `/`-separated.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
}

/// Sums over a package.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Sources listed.
    pub sources: u64,
    /// Sources published without an edit.
    pub unchanged: u64,
    /// Sources published with edits.
    pub redacted: u64,
    /// Sources withheld.
    pub withheld: u64,
    /// Edits made, by class.
    pub redactions: BTreeMap<String, u64>,
    /// Distinct values replaced, by class.
    pub values: BTreeMap<String, u64>,
}

#[cfg(test)]
mod tests {
    use super::LeftOut;

    #[test]
    fn rows_left_out_are_named_by_line_and_the_rest_is_counted() {
        let mut rows = LeftOut::default();
        rows.add(4);
        assert_eq!(rows.named(9), "line 4");
        rows.add(7);
        rows.add(9);
        assert_eq!(rows.named(9), "lines 4, 7, 9");
        assert_eq!(rows.named(2), "lines 4, 7 and 1 more");
        (10..300).for_each(|line| rows.add(line));
        assert_eq!((rows.lines.len(), rows.more), (200, 93));
    }
}
