//! N01: a field that every review needs is nowhere in the note. The catalog says which fields those are.

use super::rule::{Found, Rule, Weight};
use super::sheet::{Sheet, of_observation, of_review};
use crate::catalog::{FieldKey, Item, Setting};
use evidact_model::review::{Field, Observation};

const ID: &str = "N01";

pub(super) const RULE: Rule = Rule {
    id: ID,
    title: "a required field is nowhere",
    reason: "Without objective, scope, expected control, observed gap, uncertainty and remediation, a reader cannot tell \
             what was looked at, against what, and how sure anybody is.",
    weight: Weight::Absent,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for item in sheet.items(ID) {
        let Some(key) = item.key.as_deref().and_then(FieldKey::from_key) else { continue };
        if !is_anywhere(sheet, key) {
            out.push(missing(sheet, item, 1, None));
        } else if is_of_each(key) {
            let lacking = sheet.review.observations.iter().enumerate().filter(|(_, o)| !has(o, key));
            out.extend(lacking.map(|(n, o)| missing(sheet, item, o.line, Some((n, o)))));
        }
    }
}

/// Fields of each observation. What answers an observed gap is the business of N03 and N04.
const fn is_of_each(key: FieldKey) -> bool {
    matches!(key, FieldKey::Expected | FieldKey::Uncertainty)
}

fn has(observation: &Observation, key: FieldKey) -> bool {
    let sure = key == FieldKey::Uncertainty && observation.certainty.is_some();
    sure || of_observation(observation).any(|(its, _)| its == key)
}

fn is_anywhere(sheet: &Sheet<'_>, key: FieldKey) -> bool {
    let review = sheet.review;
    let at_top = of_review(review)
        .any(|(its, _)| its == key || key == FieldKey::Uncertainty && its == FieldKey::Limits);
    let in_boundary = review.boundaries.iter().any(|row| match key {
        FieldKey::Expected => !row.expected.is_empty(),
        FieldKey::Observed => !row.observed.is_empty(),
        FieldKey::Uncertainty => !row.uncertainty.is_empty(),
        _ => false,
    });
    at_top || in_boundary || review.observations.iter().any(|o| has(o, key))
}

fn missing(sheet: &Sheet<'_>, item: &Item, line: u32, of: Option<(usize, &Observation)>) -> Found {
    let what = match of {
        None => format!("the note says nothing under `{}`", item.title),
        Some((_, observation)) => format!("{} says nothing under `{}`", observation.id, item.title),
    };
    let asks = item.question.as_deref().unwrap_or(item.statement.as_str());
    let none = if item.key.as_deref() == Some(FieldKey::Uncertainty.as_str()) {
        "; if nothing is uncertain, write `None identified`"
    } else {
        ""
    };
    let help = sheet.words(format!("write a heading or label `{}` and answer: {asks}{none}", item.title));
    let weight = if of.is_some() { Weight::Audit } else { RULE.weight };
    let found = Found::new(line, weight, sheet.words(what), help);
    match of {
        Some((n, _)) => found.about(n),
        None => found.at_label(label(sheet, item)),
    }
}

/// Returns the line of the first label of an item that nothing stands behind.
fn label(sheet: &Sheet<'_>, item: &Item) -> Option<u32> {
    let key = item.key.as_deref().and_then(FieldKey::from_key)?;
    let names = sheet.catalog.names();
    let means = |setting, label: &str| names.field(label, setting).is_some_and(|meaning| meaning.key == key);
    let is_its = |field: &&Field| {
        let label = field.origin.label.as_str();
        means(Setting::Top, label) || means(Setting::Observation, label)
    };
    sheet.review.unfilled.iter().find(is_its).map(|field| field.origin.line)
}

#[cfg(test)]
mod tests {
    use crate::lint::Profile;
    use crate::lint::trial::{lines, lines_in, whats};

    const FULL: &str = "Objective: decide\nScope: one server\nExpected: a list\nObserved: no list\nUncertainty: none identified\nRemediation: write one\n";

    #[test]
    fn a_note_with_the_six_fields_lacks_none() {
        assert!(lines("N01", FULL).is_empty());
    }

    #[test]
    fn a_note_is_told_which_of_the_fields_it_lacks() {
        let note = "## Ziel\n\nDarf der Dienst eingesetzt werden?\n\n**Soll:** nur lesen\n**Ist:** schreibt\n**Maßnahme:** entziehen\n";
        let said = whats("N01", note);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("`Scope`") && said[1].contains("`Uncertainty`"), "{said:?}");
    }

    #[test]
    fn limits_of_the_review_say_what_is_uncertain() {
        let note =
            FULL.replace("Uncertainty: none identified\n", "\n## Limits\n\nThe cluster was not seen.\n");
        assert!(lines("N01", &note).is_empty());
    }

    #[test]
    fn an_audit_wants_expectation_and_uncertainty_of_each_observation() {
        let note =
            format!("{FULL}\n### F-2 No owner\n\n**Observed:** none is named\n**Remediation:** name one\n");
        assert!(lines("N01", &note).is_empty());
        assert_eq!(lines_in("N01", &note, Profile::Strict), [8, 8]);
    }
}
