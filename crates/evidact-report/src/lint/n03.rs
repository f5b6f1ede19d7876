//! N03: a remediation that answers no observed gap.

use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use super::words;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N03",
    title: "a remediation that answers no observed gap",
    reason: "A recommendation that no observation calls for is an opinion; nobody can check whether it helped.",
    weight: Weight::Wrong,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for (number, observation) in sheet.review.observations.iter().enumerate() {
        let proposes = observation.remediation.iter().find(|field| !words::says_none(field.text.as_str()));
        let Some(remediation) = proposes else { continue };
        // `None` where something was expected is a gap; that there is no gap is none.
        let sees = observation.observed.iter().any(|field| !words::conforms(field.text.as_str()));
        // An effect or a cause tells of a gap too, if in other words.
        let tells = observation.more.iter().any(|(key, _)| key == "effect" || key == "cause");
        if sees || tells || is_bare(sheet, observation) {
            continue;
        }
        let what = if observation.observed.is_empty() {
            format!("{} says what to do, and not what was seen", observation.id)
        } else {
            format!("{} says what to do, and that nothing was found", observation.id)
        };
        let help =
            "write under `Observed` what the evidence shows, in which file; or take the remediation out";
        let line = remediation.origin.line;
        let found = Found::new(line, RULE.weight, sheet.words(what), CleanText::literal(help));
        out.push(found.about(number));
    }
}

/// Says whether this is a list of recommendations beside observations that are told without labels: then nobody can
/// say which answers which.
fn is_bare(sheet: &Sheet<'_>, observation: &evidact_model::review::Observation) -> bool {
    let alone = sheet.review.observations.len() == 1;
    let told = !sheet.review.unplaced.is_empty() || !sheet.review.summary.is_empty();
    alone && told && observation.expected.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    #[test]
    fn a_remediation_needs_a_gap() {
        let note = "### F-1 Logging\n\n**Expected:** calls are logged\n**Remediation:** log them\n";
        assert_eq!(lines("N03", note), [4]);
        let note = "### F-1 Protokoll\n\n**Soll:** Aufrufe werden protokolliert\n**Ist:** keine Abweichung\n**Maßnahme:** protokollieren\n";
        assert_eq!(lines("N03", note), [5]);
    }

    #[test]
    fn a_gap_or_its_effect_is_enough() {
        let note = "### F-1 Logging\n\n**Observed:** calls are not logged\n**Remediation:** log them\n";
        assert!(lines("N03", note).is_empty());
        let note = "### F-1 Logging\n\n**Impact:** calls cannot be traced\n**Expected:** a log\n**Remediation:** log them\n";
        assert!(lines("N03", note).is_empty());
    }

    #[test]
    fn none_of_what_was_expected_is_a_gap() {
        let note = "### F-1 Way back\n\n**Expected:** a revocation path\n**Observed:** none found\n**Remediation:** write one\n";
        assert!(lines("N03", note).is_empty());
    }

    #[test]
    fn nothing_to_do_answers_nothing() {
        assert!(
            lines("N03", "### F-1 CORS\n\n**Expected:** closed\n**Remediation:** none needed\n").is_empty()
        );
    }
}
