//! N16: how sure the reviewer is and how likely something is, in one sentence.

use super::prose::Sentence;
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet};
use super::words::NEGATIONS;
use crate::catalog::FieldKey;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N16",
    title: "confidence and likelihood mixed",
    reason: "How sure one is of what was seen, and how likely it is to happen, are two things; in one sentence a reader \
             cannot tell which of them `moderate` means.",
    weight: Weight::Doubtful,
    run,
};

/// How sure somebody is.
const SURE: [&str; 11] = [
    "with ?some ?great ?reasonable ?high certainty",
    "mit ?großer ?ziemlicher ?hoher ?an sicherheit|gewissheit",
    "are|am ?fairly ?quite ?very ?rather ?pretty ?reasonably sure|certain|positive",
    "high|medium|moderate|low|our|my|with|some|reasonable|great confidence",
    "confidence is|:|high|medium|moderate|low|level",
    "are|am ?fairly ?quite ?very ?reasonably confident",
    "confident that",
    "hoher|mittlerer|geringer|niedriger|großer|hohe|mittlere|geringe konfidenz|gewissheit|sicherheit",
    "konfidenz ist|:|hoch|mittel|gering|niedrig",
    "bin|sind ?uns ?mir ?ziemlich ?sehr sicher",
    "sicher , dass",
];

/// How likely something is.
const LIKELY: [&str; 14] = [
    "chance",
    "chances",
    "likelihood",
    "likely",
    "unlikely",
    "probability",
    "probable",
    "probably",
    "wahrscheinlichkeit",
    "wahrscheinlich",
    "unwahrscheinlich",
    "vermutlich",
    "eintrittswahrscheinlichkeit",
    "improbable",
];

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for sentence in sheet.sentences() {
        let Some(at) = mixed(sentence) else { continue };
        let what = "this says in one sentence how sure you are and how likely something is";
        let help = "write `Confidence:` with how sure you are of what was seen, and `Likelihood:` with how likely it is to \
                    happen, each in a sentence of its own";
        out.push(Found::new(
            sentence.line(at),
            RULE.weight,
            CleanText::literal(what),
            CleanText::literal(help),
        ));
    }
}

fn mixed(sentence: &Sentence) -> Option<usize> {
    // `We are not sure whether it is likely` is one doubt.
    let is_firm = |(at, to): &(usize, usize)| !sentence.has_any(&NEGATIONS, at.saturating_sub(1)..to + 1);
    let sure = || SURE.iter().find_map(|phrase| sentence.find(phrase)).filter(is_firm).map(|(at, _)| at);
    let likely = || sentence.words.iter().position(|word| word.is_any(&LIKELY));
    match sentence.part {
        // The label says one of the two already; the words of the other are the mistake.
        Part::Field(FieldKey::Certainty) => likely(),
        Part::Field(FieldKey::Likelihood) => sure().or_else(|| {
            sentence.words.iter().position(|word| word.is_any(&["confidence", "confident", "konfidenz"]))
        }),
        _ => sure().filter(|_| likely().is_some()),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    #[test]
    fn one_sentence_of_both_is_named() {
        for mixed in [
            "We have high confidence that abuse is likely.",
            "With moderate confidence, exploitation is unlikely.",
            "There is a good chance it is abused, and we are certain of that.",
            "We believe with some certainty that misuse is improbable.",
            "Mit ziemlicher Sicherheit wird das wahrscheinlich niemand ausnutzen.",
            "It is probably abused at some point, and we are fairly sure of that.",
            "Mit hoher Sicherheit ist ein Missbrauch wahrscheinlich.",
        ] {
            let note = format!("**Observed:** the key is shared\n\n**Uncertainty:** {mixed}\n");
            assert_eq!(lines("N16", &note), [3], "{mixed}");
        }
        assert_eq!(
            lines("N16", "### F-1 Key\n\n**Observed:** shared\n**Likelihood:** high confidence\n"),
            [4]
        );
        assert_eq!(lines("N16", "### F-1 Key\n\n**Observed:** shared\n**Confidence:** likely\n"), [4]);
    }

    #[test]
    fn each_in_its_own_sentence_is_as_it_should_be() {
        for fine in [
            "Confidence is high. Abuse is unlikely.",
            "It is likely that nobody uses it.",
            "We are not sure whether abuse is likely.",
            "Confidence: moderate; one capture only.",
            "Most likely the confidential flag was dropped.",
            "Die Konfidenz ist hoch. Ein Missbrauch ist unwahrscheinlich.",
        ] {
            let note = format!("**Observed:** the key is shared\n\n**Uncertainty:** {fine}\n");
            assert!(lines("N16", &note).is_empty(), "{fine}");
        }
    }
}
