//! N09: evidence that should not be in a note: what the redactor took out, by class and line.

use super::rule::{Found, Rule, Weight};
use super::sheet::{Sheet, Taken};
use evidact_model::{Class, CleanText, Confidence};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "N09",
    title: "unsafe evidence",
    reason: "evidact takes values out of its copies, not out of your note; whoever gets the note itself gets them too.",
    weight: Weight::Unsafe,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let mut seen = BTreeSet::new();
    for taken in sheet.note.taken {
        if !seen.insert((taken.line, taken.class, taken.rule.as_str())) {
            continue;
        }
        let what = format!("a {} stands here ({})", class(taken.class), taken.rule);
        let help = match taken.class {
            Class::Credential => {
                "take it out, have it replaced where it is in force, and write where it stands: file and line"
            }
            Class::PersonalData => "name a role or a team instead, or take it out",
            Class::CustomerIdentifier => "take it out; write `a customer`, or the kind of record",
            Class::NetworkIdentifier => "write which host it is by its role, or take it out",
        };
        out.push(Found::new(taken.line, weight(taken), sheet.words(what), CleanText::literal(help)));
    }
}

fn weight(taken: &Taken) -> Weight {
    match (taken.class, taken.confidence) {
        (Class::Credential, Confidence::Low) => Weight::Doubtful,
        (_, Confidence::Low) | (Class::NetworkIdentifier, _) => Weight::Hint,
        (Class::Credential, _) => Weight::Unsafe,
        (Class::CustomerIdentifier, _) => Weight::Wrong,
        (Class::PersonalData, _) => Weight::Doubtful,
    }
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::Credential => "credential",
        Class::PersonalData => "piece of personal data",
        Class::CustomerIdentifier => "customer identifier",
        Class::NetworkIdentifier => "network identifier",
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::sheet::Taken;
    use crate::lint::trial::with;
    use crate::lint::{Level, Profile};
    use evidact_model::{Class, Confidence};

    fn taken(line: u32, class: Class, confidence: Confidence) -> Taken {
        Taken { line, class, rule: "generic.assignment".to_owned(), confidence }
    }

    #[test]
    fn what_was_taken_out_is_told_by_class_rule_and_line() {
        let all = [
            taken(2, Class::Credential, Confidence::High),
            taken(2, Class::Credential, Confidence::High),
            taken(3, Class::PersonalData, Confidence::High),
            taken(4, Class::NetworkIdentifier, Confidence::High),
        ];
        let told = with("N09", "a\nb\nc\nd\n", Profile::Normal, &all, None);
        let levels: Vec<_> = told.iter().map(|m| (m.line, m.level)).collect();
        assert_eq!(levels, [(2, Level::Error), (3, Level::Warning), (4, Level::Note)]);
        assert_eq!(told[0].what.as_str(), "a credential stands here (generic.assignment)");
    }

    #[test]
    fn a_credential_is_an_error_in_a_draft_too() {
        let all = [taken(1, Class::Credential, Confidence::Medium)];
        assert_eq!(with("N09", "a\n", Profile::Draft, &all, None)[0].level, Level::Error);
    }
}
