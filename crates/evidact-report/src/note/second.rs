//! A second trust record in one note. A report has one: rows of two servers in it would be read as those of one.

use super::draft::{Draft, Placed};
use super::lines::{self, Shape};
use super::parse;
use crate::Catalog;
use crate::label;
use crate::sidecar::folded;
use evidact_model::review::{Review, Unplaced};

/// Leaves the record of a second server among the unplaced notes, whole and with its heading.
pub(super) fn leave_second_record(draft: &mut Draft<'_>) {
    let Some(named) = second_name(draft) else { return };
    let shapes = lines::shapes(&draft.lines, 0);
    let is_heading = |n: usize| matches!(shapes.get(n), Some(Shape::Heading(_)));
    let first = draft.rows.iter().flatten().filter(|placed| placed.first < named).map(|placed| placed.last);
    let behind = first.max().map_or(0, |last| last + 1);
    let start = (behind..=named).rev().find(|&n| is_heading(n)).unwrap_or(named);
    // A second name alone may be another name of the one server.
    let again = |row: &Vec<Placed>| {
        row.iter().any(|p| p.first < start) && row.iter().any(|p| p.first >= start && p.first != named)
    };
    if !draft.rows.iter().any(again) {
        return;
    }
    let end = (named + 1..draft.lines.len()).find(|&n| is_heading(n)).unwrap_or(draft.lines.len());
    draft.unplace(start, end.saturating_sub(1));
    let mut gone = Vec::new();
    for row in &mut draft.rows {
        gone.extend(row.extract_if(.., |placed| placed.first >= start).map(|p| (p.first, p.last)));
    }
    for (first, last) in gone {
        draft.unplace(first, last);
    }
}

/// Returns the line on which the record names another server than it did before, written in the same way.
fn second_name(draft: &Draft<'_>) -> Option<usize> {
    let at = draft.catalog.rows().position(|item| item.key.as_deref() == Some("name"))?;
    let names = draft.rows.get(at)?;
    let first = names.first()?;
    let key =
        |placed: &Placed| (placed.field.origin.carrier, label::normal(placed.field.origin.label.as_str()));
    let name = |placed: &Placed| folded(placed.field.text.as_str());
    let other = |placed: &&Placed| {
        placed.first > first.last && key(placed) == key(first) && name(placed) != name(first)
    };
    names.iter().find(other).map(|placed| placed.first)
}

/// Returns the line on which the record of a second server begins that a review left among its unplaced notes.
///
/// ```
/// use evidact_model::CleanText;
/// use evidact_report::{Catalog, parse, second_record};
///
/// let record = |name| format!("## Server trust record\n\nName: {name}\nOwner: Team of {name}\n\n");
/// let note = CleanText::literal("").derive(|_| [record("ledger"), record("weather")].concat());
/// let review = parse(&note, Catalog::builtin());
/// assert_eq!(second_record(&review, Catalog::builtin()), Some(6));
/// ```
pub fn second_record(review: &Review, catalog: &Catalog) -> Option<u32> {
    let name = |review: &Review| {
        let row = review.record.row("name")?.value.first()?;
        Some(folded(row.text.as_str()))
    };
    let own = name(review)?;
    let holds = |part: &&Unplaced| {
        let left = parse(&part.text, catalog);
        let rows = left.record.rows.iter().filter(|row| !row.value.is_empty()).count();
        rows > 1 && name(&left).is_some_and(|name| name != own)
    };
    review.unplaced.iter().find(holds).map(|part| part.first_line)
}

#[cfg(test)]
mod tests {
    use crate::{Catalog, parse};
    use evidact_model::CleanText;
    use evidact_model::review::Review;

    fn read(note: &str) -> Review {
        parse(&CleanText::attest(note.to_owned()), Catalog::builtin())
    }

    fn said(review: &Review, key: &str) -> Vec<String> {
        review.record.row(key).unwrap().value.iter().map(|field| field.text.to_string()).collect()
    }

    #[test]
    fn the_record_of_a_second_server_stands_whole_and_with_its_heading_among_the_unplaced_notes() {
        let table = |name: &str, owner: &str| {
            format!(
                "## Server trust record: {name}\n\n| Field | Value |\n|---|---|\n| Name | {name} |\n| Owner | {owner} |\n\
                 | Version | 1.0 |\n\n"
            )
        };
        let (one, two) = (table("ledger-tools", "Team A"), table("weather", "Team B"));
        let rest = "## Findings\n\n### F-1 Broad roots\n\n**Observed:** all\n\n**Remediation:** one\n";
        let review = read(&format!("# Review\n\n{one}{two}{rest}"));
        assert_eq!(
            (said(&review, "name"), said(&review, "owner")),
            (vec!["ledger-tools".into()], vec!["Team A".into()])
        );
        let left: Vec<&str> = review.unplaced.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(left.last(), Some(&two.trim_end()), "{left:?}");
        assert_eq!(review.observations.len(), 1);
        assert_eq!(super::second_record(&review, Catalog::builtin()), Some(11));
    }

    #[test]
    fn another_name_of_the_one_server_begins_no_second_record() {
        let review = read(
            "# Review\n\n## Server trust record\n\nName: ledger\nOwner: A\nName: Ledger (EU)\nOwner: B\n",
        );
        assert_eq!(said(&review, "owner").len(), 2);
        let review = read("# Review\n\n## Server trust record\n\nName: ledger\nName: tools\nOwner: A\n");
        assert_eq!((said(&review, "name").len(), said(&review, "owner").len()), (2, 1));
    }
}
