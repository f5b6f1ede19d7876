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
    use crate::lint::trial::{lines, whats};

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
    fn a_blank_note_is_told_of_every_field() {
        let blank = crate::blank_note(crate::Catalog::builtin(), None);
        assert!(lines("N02", &blank).len() > 40);
    }
}
