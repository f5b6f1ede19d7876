//! N06: a claim that something is enforced in production, which a review of files cannot see.

use super::prose::Sentence;
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet};
use super::words::{self, NEGATIONS};
use crate::catalog::FieldKey;
use evidact_model::CleanText;

pub(super) const RULE: Rule = Rule {
    id: "N06",
    title: "a claim of enforcement in production",
    reason: "A review of files sees what is written; whether a running system enforces it, it has not seen.",
    weight: Weight::Wrong,
    run,
};

/// Where things run.
const LIVE: [&str; 11] = [
    "echtbetrieb",
    "livebetrieb",
    "wirkbetrieb",
    "production",
    "prod",
    "produktion",
    "produktiv",
    "produktivbetrieb",
    "produktivsystem",
    "produktivumgebung",
    "live",
];

/// What a running control does, as a statement.
const ENFORCES: [&str; 18] = [
    "lets|admits|allows only",
    "lässt|lassen ?der ?die ?das ?proxy ?gateway nur",
    "keeps|keep ?all ?any strangers|attackers|outsiders|intruders|everyone|everybody|clients|writes out|away",
    "is|are|gets|being ?now ?always ?actively ?fully ?strictly enforced|blocked|prevented|rejected|denied|refused|dropped|intercepted|quarantined|throttled|filtered|stripped",
    "enforces|blocks|prevents|rejects|denies|refuses|drops|intercepts|quarantines|throttles|strips",
    "weist|weisen|filtert|filtern|verwirft|verwerfen|stoppt|stoppen",
    "we ?now ?always ?actively enforce|block|prevent|reject|deny",
    "enforced|blocked|rejected|denied in|on production|prod",
    "enforcement is ?now active|on|enabled|live",
    "production enforcement is|works|holds",
    "protects|secures ?our ?the production|prod",
    "protected|secured in|on production|prod",
    "erzwingt|erzwingen|blockiert|blockieren|verhindert|verhindern",
    "schützt|schützen ?die ?das ?unsere produktion|produktivumgebung",
    "guarantees|guarantee",
    "stops|stop",
    "garantiert|garantieren",
    "stellt|stellen sicher",
];

/// In German the verb stands in two parts, with anything between them.
const ENFORCED: [&str; 12] = [
    "gesperrt",
    "durchgesetzt",
    "erzwungen",
    "blockiert",
    "verhindert",
    "abgelehnt",
    "unterbunden",
    "verworfen",
    "abgewiesen",
    "zurückgewiesen",
    "gefiltert",
    "gestoppt",
];

/// Of every call somebody says that it is looked at; of a file it may be so.
const CHECKED: [&str; 14] = [
    "checked",
    "validated",
    "verified",
    "inspected",
    "approved",
    "signed",
    "authenticated",
    "authorised",
    "authorized",
    "scanned",
    "geprüft",
    "kontrolliert",
    "validiert",
    "freigegeben",
];
const EVERY: [&str; 14] = [
    "every",
    "each",
    "all",
    "always",
    "any",
    "jeder",
    "jede",
    "jedes",
    "jeden",
    "alle",
    "allen",
    "sämtliche",
    "immer",
    "stets",
];
const CALLS: [&str; 22] = [
    "call",
    "calls",
    "request",
    "requests",
    "access",
    "accesses",
    "invocation",
    "invocations",
    "tool",
    "tools",
    "command",
    "commands",
    "query",
    "queries",
    "aufruf",
    "aufrufe",
    "anfrage",
    "anfragen",
    "zugriff",
    "zugriffe",
    "befehl",
    "befehle",
];

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for sentence in sheet.sentences().iter().filter(|sentence| may_claim(sentence.part)) {
        let Some(at) = claim(sentence) else { continue };
        let what = "this claims that a control is enforced in production, which reading files cannot show";
        let help = "write in which file the control is configured, and under `Uncertainty` that the running system was \
                    not looked at; or who says so";
        out.push(Found::new(
            sentence.line(at),
            RULE.weight,
            CleanText::literal(what),
            CleanText::literal(help),
        ));
    }
}

/// Uncertainty and limits speak of what was not seen.
const fn may_claim(part: Part) -> bool {
    let open = matches!(
        part,
        Part::Field(
            FieldKey::Uncertainty
                | FieldKey::Limits
                | FieldKey::Effect
                | FieldKey::Cause
                | FieldKey::Likelihood
        )
    );
    part.asserts() && !open
}

/// Returns where a sentence claims that something holds where things run.
fn claim(sentence: &Sentence) -> Option<usize> {
    let live = sentence.words.iter().position(|word| word.is_any(&LIVE))?;
    let names_place = |at: usize| {
        // `live` alone may be a verb or describe a demonstration; `in live` and `the live system` are places.
        let word = sentence.words.get(at).map_or("", |word| word.text.as_str());
        word != "live"
            || sentence.at(at, "live system|systems|environment|service|server|traffic").is_some()
            || at > 0 && sentence.at(at - 1, "in|on live").is_some()
    };
    if !names_place(live) || is_part(sentence, live) || words::is_hedged(sentence) {
        return None;
    }
    let bracketed = || {
        let from = sentence.words.iter().position(|word| word.is_any(&["wird", "werden", "ist", "sind"]))?;
        let to = sentence.words.iter().rposition(|word| word.is_any(&ENFORCED))?;
        Some((from, to))
    };
    // `Blocks in production code` are no deed: what acts has an object. In German the place may stand between.
    let is_german = sentence.speaks_of(&["der", "die", "das", "den", "im"]);
    let acts = |(_, to): &(usize, usize)| {
        let keeps_out = to.checked_sub(1).is_some_and(|last| sentence.has_any(&["out", "away"], last..*to));
        is_german || keeps_out || !sentence.has_any(&["in", "of", "on", "for", "within"], *to..to + 1)
    };
    // `Every call is checked`: a control that runs, rather than something that was looked at once.
    let checked = || {
        let at =
            sentence.words.iter().position(|word| word.is_any(&["is", "are", "gets", "wird", "werden"]))?;
        let to = sentence.words.iter().rposition(|word| word.is_any(&CHECKED)).filter(|to| *to > at)?;
        (sentence.speaks_of(&EVERY) && sentence.speaks_of(&CALLS)).then_some((at, to + 1))
    };
    let plain = ENFORCES.iter().find_map(|phrase| sentence.find(phrase));
    let done = |(from, to): &(usize, usize)| {
        sentence.words.iter().take(*to).skip(*from).any(|word| word.text.ends_with("ed"))
    };
    let (from, to) = plain.filter(|at| done(at) || acts(at)).or_else(bracketed).or_else(checked)?;
    (!sentence.has_any(&NEGATIONS, 0..to.max(live + 1))).then_some(from)
}

/// Says whether `production` is part of a name: `production code`, `the production build`.
fn is_part(sentence: &Sentence, live: usize) -> bool {
    const NAMED: [&str; 14] = [
        "code",
        "html",
        "build",
        "builds",
        "bundle",
        "data",
        "debugging",
        "checklist",
        "deployment",
        "readiness",
        "ready",
        "config",
        "configuration",
        "use",
    ];
    sentence.has_any(&NAMED, live + 1..live + 2)
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::lines;

    #[test]
    fn claims_about_running_systems_are_named() {
        for claim in [
            "The policy is enforced in production.",
            "In production the gateway blocks unlisted tools.",
            "We enforce this in prod since May.",
            "Write access is now blocked in production.",
            "HTTPS: enforced in production",
            "In production the gateway drops every unsigned request.",
            "Every call is checked by the proxy in production.",
            "In der Produktion wird jeder Aufruf vom Gateway geprüft.",
            "The firewall keeps strangers out of production.",
            "Im Echtbetrieb lässt der Proxy nur Lesezugriffe durch.",
            "Der Zugriff ist in der Produktion gesperrt.",
            "Das Gateway weist in der Produktion fremde Werkzeuge ab.",
            "In der Produktion wird die Freigabe erzwungen.",
            "Das Gateway verhindert im Produktivsystem Schreibzugriffe.",
        ] {
            let note =
                format!("**Expected:** a gate\n\n**Observed:** `gate.yaml` lists two tools.\n{claim}\n");
            assert_eq!(lines("N06", &note), [4], "{claim}");
        }
    }

    #[test]
    fn what_files_say_and_what_nobody_saw_is_no_claim() {
        for fine in [
            "The policy is not enforced in production.",
            "`gate.yaml` lists the tools for production.",
            "According to the owner, the gateway blocks unlisted tools in production.",
            "The policy should be enforced in production.",
            "We could not see whether production enforces it.",
            "Production runs version 2.",
            "The file of production was checked on Monday.",
            "All notes on production are checked by the author.",
            "The gateway blocks unlisted tools.",
            "It is enforced in the build, not in production.",
            "Ob das in der Produktion durchgesetzt wird, war nicht zu sehen.",
            "The live demo blocks for a second.",
            "There are no comments on unsafe blocks in production code.",
            "The list names 20 blocks in production.",
        ] {
            let note = format!("**Expected:** a gate\n\n**Observed:** {fine}\n");
            assert!(lines("N06", &note).is_empty(), "{fine}");
        }
    }

    #[test]
    fn expectations_and_remedies_may_speak_of_production() {
        let note = "**Expected:** the gate is enforced in production\n**Observed:** no gate\n**Remediation:** a gate that blocks in production\n";
        assert!(lines("N06", note).is_empty());
    }
}
