//! N13: no way by which trust is given, or taken back.

use super::n12::{UNKNOWN, absent};
use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use super::words;
use crate::catalog::Item;
use evidact_model::CleanText;
use evidact_model::review::Field;

const ID: &str = "N13";

pub(super) const RULE: Rule = Rule {
    id: ID,
    title: "no approval or revocation path",
    reason: "Trust that nobody knows how to give is assumed, and trust that nobody knows how to take back is permanent.",
    weight: Weight::Absent,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for item in sheet.items(ID) {
        let Some(row) = sheet.review.record.rows.iter().find(|row| row.id == item.id) else { continue };
        if row.value.is_empty() {
            out.extend(absent(sheet, item, row));
        } else if !is_observed(sheet, item) {
            out.extend(row.value.iter().filter_map(|field| unknown(sheet, item, field)));
        }
    }
}

/// Says whether an observation speaks of it: then the note says what to do about it.
fn is_observed(sheet: &Sheet<'_>, item: &Item) -> bool {
    let Some(word) = item.key.as_deref().and_then(|key| key.split('-').next()) else { return false };
    let speaks = |text: &CleanText| text.as_str().to_lowercase().contains(word);
    let observations = &sheet.review.observations;
    observations
        .iter()
        .any(|o| speaks(&o.title) || o.observed.iter().chain(&o.remediation).any(|f| speaks(&f.text)))
}

fn unknown(sheet: &Sheet<'_>, item: &Item, field: &Field) -> Option<Found> {
    let is_none = words::starts_any(field.text.as_str(), &UNKNOWN);
    let what =
        || sheet.words(format!("`{}` says that there is none, and no observation follows", item.title));
    let help =
        "write an observation: what was looked at, what it means, and what should be written down by whom";
    is_none.then(|| Found::new(field.origin.line, Weight::Doubtful, what(), CleanText::literal(help)))
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::{lines, whats};

    fn record(rest: &str) -> String {
        format!("## Server trust record\n\n**Name:** files\n**Version:** 1\n{rest}\n")
    }

    #[test]
    fn a_record_needs_the_way_in_and_the_way_back() {
        let said = whats("N13", &record("**Approval path:** change board, weekly"));
        assert_eq!(said, ["the record says nothing under `Revocation path`"]);
        assert_eq!(lines("N13", &record("")).len(), 2);
        let both = record("**Freigabeprozess:** Gremium\n**Widerruf:** Gateway schließt die Route");
        assert!(lines("N13", &both).is_empty());
    }

    #[test]
    fn that_there_is_none_is_an_observation() {
        let none = record("**Approval path:** change board\n**Revocation path:** none documented");
        assert_eq!(lines("N13", &none), [6]);
        let told = format!(
            "{none}\n## Findings\n\n### F-1 No revocation path\n\n**Observed:** none\n**Remediation:** write one\n"
        );
        assert!(lines("N13", &told).is_empty());
    }

    #[test]
    fn a_list_of_findings_needs_neither() {
        assert!(lines("N13", "### F-1 Logging\n\n**Observed:** no log\n**Remediation:** log\n").is_empty());
    }
}
