//! N04: an observed gap without remediation, and without a word that somebody accepts it.

use super::rule::{Found, Rule, Weight};
use super::sheet::{Sheet, of_observation};
use super::words;
use crate::catalog::FieldKey;
use evidact_model::CleanText;
use evidact_model::review::{Observation, Severity};

pub(super) const RULE: Rule = Rule {
    id: "N04",
    title: "a gap without remediation or accepted risk",
    reason: "A gap that is neither closed nor accepted by somebody stays open for ever.",
    weight: Weight::Wrong,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for (number, observation) in sheet.review.observations.iter().enumerate() {
        let gap = observation.observed.iter().find(|field| !words::says_none(field.text.as_str()));
        let Some(gap) = gap.filter(|_| observation.remediation.is_empty()) else { continue };
        if observation.severity == Some(Severity::Info) || is_settled(observation) {
            continue;
        }
        let what =
            format!("{} shows a gap, and neither a remediation nor who accepts the risk", observation.id);
        let help =
            "write `Remediation:` with what should change, or `Status: risk accepted by` a role, and why";
        let found = Found::new(gap.origin.line, RULE.weight, sheet.words(what), CleanText::literal(help));
        out.push(found.about(number));
    }
}

/// Says whether somebody has accepted or closed the gap.
fn is_settled(observation: &Observation) -> bool {
    of_observation(observation).any(|(key, field)| {
        let text = field.text.as_str();
        let status = matches!(key, FieldKey::Status | FieldKey::State) && words::starts_any(text, &SETTLED);
        status || words::holds_any(text, &ACCEPTED) || words::conforms(text)
    })
}

/// How a status begins that leaves nothing to do.
const SETTLED: [&str; 22] = [
    "accepted",
    "closed",
    "fixed",
    "resolved",
    "done",
    "remediated",
    "mitigated",
    "verified",
    "won't fix",
    "wont fix",
    "withdrawn",
    "false positive",
    "not applicable",
    "duplicate",
    "met",
    "conforms",
    "akzeptiert",
    "geschlossen",
    "behoben",
    "erledigt",
    "erfüllt",
    "entfällt",
];

/// Words that say that the risk is carried.
const ACCEPTED: [&str; 33] = [
    "leben wir",
    "wir leben damit",
    "we accept this",
    "we accept that",
    "we accept it",
    "accepted until",
    "accepted for now",
    "is accepted",
    "we live with",
    "is tolerated",
    "risk is carried",
    "risk is borne",
    "risk is taken",
    "take this risk",
    "carries the risk",
    "bears the risk",
    "risiko wird getragen",
    "risiko wird bis",
    "wird geduldet",
    "wird hingenommen",
    "nehmen wir",
    "risk accepted",
    "accepted risk",
    "risk is accepted",
    "accepts the risk",
    "accept the risk",
    "accepted the risk",
    "accepted by",
    "risk acceptance",
    "risiko akzeptiert",
    "risiko wird akzeptiert",
    "risiko getragen",
    "akzeptiert durch",
];

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    #[test]
    fn a_gap_needs_an_answer() {
        assert_eq!(
            lines("N04", "### F-1 Cache\n\n**Observed:** all tenants share it\n**Uncertainty:** low\n"),
            [3]
        );
        assert_eq!(lines("N04", "### F-1 Cache\n\n**Soll:** getrennt\n**Ist:** gemeinsam\n"), [4]);
    }

    #[test]
    fn an_accepted_or_closed_gap_has_one() {
        for line in [
            "**Status:** accepted",
            "**Status:** Risk accepted by the platform board",
            "**Remediation:** one cache a tenant",
            "We accept this until the move in June.",
            "Das Risiko wird bis Juni getragen.",
            "Das nehmen wir in Kauf.",
            "Damit leben wir bis zum Jahresende.",
            "**Status:** behoben",
            "**Restrisiko:** Das Risiko wird akzeptiert, bis der Dienst abgelöst ist.",
            "**Severity:** Informational",
        ] {
            let note = format!("### F-1 Cache\n\n**Observed:** all tenants share it\n{line}\n");
            assert!(lines("N04", &note).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_status_that_leaves_it_open_is_none() {
        let note = "### F-1 Cache\n\n**Observed:** all tenants share it\n**Status:** not accepted\n";
        assert_eq!(lines("N04", note), [3]);
    }

    #[test]
    fn what_is_as_it_should_be_is_no_gap() {
        for seen in
            ["None identified.", "works as expected", "no gap", "keine Abweichung", "No deviation was found."]
        {
            let note = format!("### C-1 Cache\n\n**Expected:** apart\n**Observed:** {seen}\n");
            assert!(lines("N04", &note).is_empty(), "{seen}");
        }
    }
}
