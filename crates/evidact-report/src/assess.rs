//! Holds note and static metadata against the catalog: states of boundaries and controls, contradictions, checklists,
//! unsafe patterns.
//!
//! Nothing is judged here that neither says: a state tells who spoke, the reviewer, the metadata, both or nobody.
//! A control is `supported` only if a static check supports it and the note cites the very file in which it does.

mod boundaries;
mod lists;
mod mentions;
mod patterns;
mod phrases;

use crate::Catalog;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::review::{BoundaryState, Field, Review};
use mentions::Mentions;
use std::collections::{BTreeMap, BTreeSet};

/// A text quoted in a table is not longer than this many characters.
const MAX_QUOTE: usize = 240;

/// Fills what a review says of the catalog's controls, checklists and unsafe patterns, and where metadata disagrees.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_model::review::BoundaryState;
/// use evidact_report::{Catalog, assess, parse};
///
/// let note = CleanText::literal("# Files\n\n## TRB-02 Client and server\n\nAuthentication by certificates.\n");
/// let catalog = Catalog::builtin();
/// let review = assess(parse(&note, catalog), None, catalog);
/// let states: Vec<_> = review.boundaries[1].controls.iter().map(|row| row.state).collect();
/// assert_eq!(states[1], BoundaryState::Stated);
/// assert_eq!(states[0], BoundaryState::Absent);
/// ```
#[must_use]
pub fn assess(mut review: Review, metadata: Option<&MetadataStatement>, catalog: &Catalog) -> Review {
    let findings = Findings::new(metadata);
    let mentions = Mentions::of(&review, catalog);
    boundaries::assess(&mut review, catalog, &mentions, &findings);
    review.checklists = lists::assess(&review, catalog, &mentions, &findings);
    review.unsafe_patterns = patterns::assess(&review, catalog, &mentions, &findings);
    review
}

/// The findings of the static checks, by the items on which they bear.
struct Findings<'a> {
    all: &'a [MetadataFinding],
    /// By item, the numbers of the findings.
    by_item: BTreeMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Findings<'a> {
    fn new(metadata: Option<&'a MetadataStatement>) -> Self {
        let all = metadata.map_or(&[][..], |statement| &statement.findings);
        let mut by_item: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (n, finding) in all.iter().enumerate() {
            for item in &finding.items {
                by_item.entry(item).or_default().insert(n);
            }
        }
        Self { all, by_item }
    }

    /// Returns what bears on an item, in the order of the findings.
    fn of(&self, id: &str) -> Vec<MetadataFinding> {
        self.of_any(std::iter::once(id))
    }

    /// Returns what bears on any of these items, each finding once, in the order of the findings.
    fn of_any<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<MetadataFinding> {
        let numbers: BTreeSet<usize> = ids.filter_map(|id| self.by_item.get(id)).flatten().copied().collect();
        numbers.into_iter().filter_map(|n| self.all.get(n)).cloned().collect()
    }
}

fn contradicts(findings: &[MetadataFinding]) -> bool {
    findings.iter().any(|finding| finding.stance == Stance::Contradicts)
}

/// Returns the first line of a text that says something, on one line of bounded length.
fn brief(text: &CleanText) -> CleanText {
    text.derive(|text| {
        let mut lines = text.lines().map(bare).filter(|line| line.contains(char::is_alphanumeric));
        let line = lines.next().unwrap_or_default();
        let more = lines.next().is_some();
        let cut: String = line.chars().take(MAX_QUOTE).collect();
        if cut.len() == line.len() {
            return if more { format!("{line} …") } else { cut };
        }
        // Between words, so that no placeholder is cut; a line of one word is cut before its last bracket.
        let words = cut.rsplit_once(' ').or_else(|| cut.rsplit_once('['));
        format!("{} …", words.map_or(cut.as_str(), |(words, _)| words))
    })
}

fn quoted(field: &Field) -> Field {
    Field { text: brief(&field.text), origin: field.origin.clone() }
}

/// Takes the marks of lists, quotes and tables off a line.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '>' | '-' | '*' | '+' | '#'))
}

/// Says whether the reviewer calls what a line names not applicable, with a reason.
fn is_not_applicable(text: &str) -> bool {
    let tells =
        |part: &str| crate::note::values::not_applicable(part).is_some_and(|reason| !reason.is_empty());
    tells(text)
        || text.match_indices([':', '|', '–', '—']).any(|(at, sign)| {
            text.get(at + sign.len()..).is_some_and(|rest| tells(rest.trim_start_matches(['*', ' '])))
        })
}

/// Joins the states of what answers one question: the worst of them, and nothing better than all of them.
fn joint(states: &[BoundaryState]) -> BoundaryState {
    let any = |state| states.contains(&state);
    if any(BoundaryState::Contradicted) {
        BoundaryState::Contradicted
    } else if states.is_empty() || any(BoundaryState::Absent) {
        BoundaryState::Absent
    } else if any(BoundaryState::Stated) {
        BoundaryState::Stated
    } else if any(BoundaryState::Supported) {
        BoundaryState::Supported
    } else {
        BoundaryState::NotApplicable
    }
}
