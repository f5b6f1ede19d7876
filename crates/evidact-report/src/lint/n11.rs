//! N11: an observation about something that the review says it leaves out.

use super::prose::{Sentence, Token};
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet, of_observation};
use crate::catalog::FieldKey;
use crate::label;
use evidact_model::CleanText;
use evidact_model::review::{BoundaryState, Field, Observation};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "N11",
    title: "an observation outside the scope",
    reason: "What is outside the scope was not agreed to be looked at; either the scope or the observation is wrong.",
    weight: Weight::Doubtful,
    run,
};

/// How a sentence says that something is left out.
const OUTSIDE: [&str; 9] = [
    "out of scope",
    "outside the ?review scope",
    "not in ?the scope",
    "not part of",
    "not covered",
    "excluded",
    "nicht im umfang",
    "nicht teil|bestandteil",
    "ausgenommen|ausgeschlossen",
];

/// How a limit says that something was not read.
const UNREAD: [&str; 4] = [
    "not ?been read|opened|reviewed|examined|inspected",
    "not looked at",
    "nicht gelesen|geöffnet|geprüft|untersucht",
    "lag|lagen nicht vor",
];

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let left_out = left_out(sheet);
    for (number, observation) in sheet.review.observations.iter().enumerate() {
        if let Some((line, thing)) = touched(sheet, observation, &left_out) {
            let place = left_out.get(&thing).copied().unwrap_or(1);
            let what = format!("{} is about `{thing}`, which line {place} leaves out", observation.id);
            let help =
                CleanText::literal("take the thing into the scope, or the observation out of the note");
            out.push(Found::new(line, RULE.weight, sheet.words(what), help).about(number));
        }
        let row = sheet.review.boundaries.iter().find(|row| Some(&row.id) == observation.boundary.as_ref());
        if let Some(row) = row.filter(|row| row.state == BoundaryState::NotApplicable) {
            let what = format!("{} is about {}, which the note calls not applicable", observation.id, row.id);
            let help =
                CleanText::literal("say of the boundary what was seen there, or name another one here");
            out.push(Found::new(observation.line, RULE.weight, sheet.words(what), help).about(number));
        }
    }
}

/// Returns what the review leaves out, in lower case, with the line that says so.
fn left_out(sheet: &Sheet<'_>) -> BTreeMap<String, u32> {
    let mut out = BTreeMap::new();
    let listed = |field: &&Field| {
        label::normal(field.origin.label.as_str()).is_some_and(|label| {
            ["out of scope", "excluded", "exclusion", "nicht im umfang"].iter().any(|l| label.starts_with(l))
        })
    };
    for field in sheet.review.scope.iter().chain(&sheet.review.limits).filter(listed) {
        for item in field.text.as_str().split(['\n', ',', ';']) {
            let item = item.trim_matches(|c: char| !c.is_alphanumeric());
            if !item.is_empty() && item.split_whitespace().count() <= MAX_WORDS {
                out.entry(item.to_lowercase()).or_insert(field.origin.line);
            }
        }
    }
    let says = |sentence: &&Sentence| {
        let any = |phrases: &[&str]| phrases.iter().any(|phrase| sentence.find(phrase).is_some());
        // A sentence that says what is in as well does not tell which is which.
        if any(&["in scope", "but|while|whereas|only", "im umfang", "aber|während|nur"]) {
            return false;
        }
        match sentence.part {
            Part::Field(FieldKey::Scope) => any(&OUTSIDE),
            Part::Field(FieldKey::Limits) => any(&OUTSIDE) || any(&UNREAD),
            _ => false,
        }
    };
    for word in sheet.sentences().iter().filter(says).flat_map(|sentence| &sentence.words) {
        // `billing-mcp` is a name without being code.
        let is_name = word.token == Token::Word
            && word.text.contains(['-', '_'])
            && word
                .text
                .split(['-', '_'])
                .any(|part| matches!(part, "mcp" | "server" | "api" | "service" | "db"));
        if (word.token == Token::Code || is_name) && !word.text.is_empty() {
            out.entry(word.text.to_lowercase()).or_insert(word.line);
        }
    }
    out
}

/// Longer ones are no names of things.
const MAX_WORDS: usize = 4;

/// Returns which of the things an observation is about, and where it says so.
fn touched(
    sheet: &Sheet<'_>,
    observation: &Observation,
    left_out: &BTreeMap<String, u32>,
) -> Option<(u32, String)> {
    if left_out.is_empty() {
        return None;
    }
    let names = |key| matches!(key, FieldKey::Scope | FieldKey::Asset | FieldKey::Evidence);
    let title = observation.title.as_str().to_lowercase();
    if let Some(thing) = left_out.keys().find(|thing| opens(&title, thing)) {
        return Some((observation.line, thing.clone()));
    }
    // The scope of the only observation may be that of the review.
    let of_review = |field: &Field| sheet.review.scope.contains(field);
    of_observation(observation).filter(|(key, field)| names(*key) && !of_review(field)).find_map(
        |(_, field)| {
            let text = field.text.as_str().to_lowercase();
            let things = text.split([',', ';', '\n', '`', '(', ')', '|']).map(str::trim);
            let bare = things.map(|thing| thing.trim_end_matches('.'));
            bare.into_iter()
                .find(|thing| left_out.contains_key(*thing))
                .map(|thing| (field.origin.line, thing.to_owned()))
        },
    )
}

/// What numbers a finding is no longer than this.
const MAX_NUMBER: usize = 20;

/// Says whether a title is about a thing: begins with it, behind an article at most.
fn opens(title: &str, thing: &str) -> bool {
    // `Finding S-2: billing-mcp …` is titled behind the colon.
    if title.split_once(": ").is_some_and(|(before, rest)| before.len() < MAX_NUMBER && opens(rest, thing)) {
        return true;
    }
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let title =
        ["the ", "a ", "die ", "der ", "das "].iter().find_map(|a| title.strip_prefix(a)).unwrap_or(title);
    title
        .strip_prefix(thing)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-'))
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    fn note(scope: &str, of: &str) -> String {
        format!(
            "# Review\n\n{scope}\n\n## Findings\n\n### F-1 Log\n\n**Observed:** tokens in it\n{of}\n**Remediation:** cut them\n"
        )
    }

    #[test]
    fn what_is_left_out_has_no_observations() {
        let scope = "## Scope\n\nThe configuration. The log `app.log` is out of scope.";
        assert_eq!(lines("N11", &note(scope, "**Evidence:** `app.log`")), [12]);
        let scope = "**Out of scope:** billing-mcp, the identity provider";
        assert_eq!(lines("N11", &note(scope, "**Asset:** billing-mcp")), [10]);
        let limits = "## Limits\n\nDie Datei `app.log` lag nicht vor.";
        assert_eq!(lines("N11", &note(limits, "**Evidence:** `app.log`")), [12]);
    }

    #[test]
    fn a_title_that_begins_with_what_is_left_out_is_about_it() {
        let note = |scope: &str, title: &str| {
            format!(
                "{scope}\n\n## Findings\n\n### F-1 {title}\n\n**Observed:** tokens\n**Remediation:** cut them\n"
            )
        };
        let scope = "Scope: storage-mcp only. The billing-mcp server is out of scope.";
        assert_eq!(lines("N11", &note(scope, "billing-mcp exposes invoices")), [5]);
        assert_eq!(lines("N11", &note(scope, "Finding: billing-mcp exposes invoices")), [5]);
        assert!(lines("N11", &note(scope, "Invoices of billing-mcp are named")).is_empty());
        assert_eq!(
            lines("N11", &note("# Review\n\n**Out of scope:** restore jobs", "Restore jobs run as root")),
            [7]
        );
    }

    #[test]
    fn a_boundary_that_does_not_apply_has_no_observations() {
        let text = "## Trust boundaries\n\n### TRB-03 Client and model\n\nNot applicable: no model is used\n\n## Findings\n\n### F-1 Rows\n\n**Boundary:** TRB-03\n**Observed:** whole rows\n**Remediation:** fewer\n";
        assert_eq!(lines("N11", text), [9]);
    }

    #[test]
    fn what_is_in_scope_may_have_some() {
        let scope = "## Scope\n\nThe log `app.log`. The log `old.log` is out of scope.";
        assert!(lines("N11", &note(scope, "**Evidence:** `app.log`")).is_empty());
        assert!(lines("N11", &note("## Scope\n\nAll logs", "**Evidence:** `app.log`")).is_empty());
    }
}
