//! N02: a label with nothing behind it, or with `TBD` and the like.

use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N02",
    title: "a label with nothing behind it",
    reason: "An empty field, `TBD` or `[team name]` looks answered from afar, and the report shows it as a gap.",
    weight: Weight::Doubtful,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for field in &sheet.review.unfilled {
        let label = field.origin.label.as_str().trim();
        let label: String = label.chars().take(MAX_LABEL).collect();
        let value = field.text.as_str().trim();
        let what = match (label.is_empty(), value.is_empty()) {
            (true, _) => "a field here is not filled".to_owned(),
            (false, true) => format!("`{label}` has nothing behind it"),
            (false, false) => format!("`{label}` is not filled, only marked to be"),
        };
        let help = CleanText::literal(
            "write what is known, `none identified`, or `unknown` and why; or take the label out",
        );
        out.push(Found::new(field.origin.line, RULE.weight, sheet.words(what), help));
    }
}

/// Labels are shown up to this many characters.
const MAX_LABEL: usize = 60;

#[cfg(test)]
mod tests {
    use crate::Catalog;
    use crate::lint::trial::{lines, whats};
    use crate::lint::{Linter, Note, Profile, rule};
    use evidact_model::CleanText;

    #[test]
    fn empty_labels_and_marks_to_fill_are_named_with_their_line() {
        let note = "Scope: the config\nOwner: TBD\nObserved: no list\nRemediation:\n\nUncertainty: [what you could not see]\n";
        assert_eq!(lines("N02", note), [2, 4, 6]);
        assert_eq!(whats("N02", note)[1], "`Remediation` has nothing behind it");
    }

    #[test]
    fn none_identified_unknown_and_placeholders_are_answers() {
        let note = "Scope: n/a\nOwner: [PERSON:01]\nObserved: none identified\nUncertainty: Keine bekannt\nRemediation: unknown\n";
        assert!(lines("N02", note).is_empty());
    }

    #[test]
    fn a_field_that_another_rule_misses_is_said_once_and_where_its_label_stands() {
        let linter = Linter::new(Catalog::builtin(), Profile::Normal);
        let said = |text: &str, linter: &Linter<'_>| {
            let text = CleanText::attest(text.to_owned());
            let path = CleanText::literal("note.md");
            let note = Note { path, text: &text, taken: &[], evidence: None, record: None };
            let messages = linter.check(&[note]).remove(0);
            let told = messages.iter().filter(|m| ["N01", "N02", "N12", "N13"].contains(&m.rule.id));
            told.map(|m| (m.line, m.rule.id)).collect::<Vec<_>>()
        };
        let note = "Objective: decide\nScope: TBD\nExpected: a list\nObserved: no list\nUncertainty: none identified\n\
                    Remediation: write one\nDue: TBD\n\n## Server trust record\n\n**Name:** files\n**Version:** 1\n\
                    **Owner:** TBD\n**Approval path:** board\n**Revocation path:**\n";
        assert_eq!(said(note, &linter), [(2, "N01"), (7, "N02"), (13, "N12"), (15, "N13")]);
        // Who switches a rule off is told by the other.
        let mut without = Linter::new(Catalog::builtin(), Profile::Normal);
        without.switch_off(rule("N12").unwrap());
        assert_eq!(said(note, &without), [(2, "N01"), (7, "N02"), (13, "N02"), (15, "N13")]);
        let blank = crate::blank_note(Catalog::builtin(), None);
        let mut lines: Vec<u32> = said(blank.as_str(), &linter).into_iter().map(|(line, _)| line).collect();
        let all = lines.len();
        lines.dedup();
        assert_eq!(lines.len(), all, "two messages on one line");
    }

    #[test]
    fn a_blank_note_is_told_of_every_field() {
        let blank = crate::blank_note(crate::Catalog::builtin(), None);
        assert!(lines("N02", &blank).len() > 40);
    }
}
