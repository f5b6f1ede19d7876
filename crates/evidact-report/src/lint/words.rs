//! Words that turn a statement round, make it a condition, or put it into somebody else's mouth.

use super::prose::{Sentence, Token};

/// Words that deny what follows.
pub(super) const NEGATIONS: [&str; 33] = [
    "not", "no", "never", "none", "nothing", "neither", "nor", "without", "cannot", "can't", "don't",
    "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "hardly", "nobody", "nowhere",
    "instead", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "weder",
    "nichts",
];

/// Words by which a sentence says what might or should be.
pub(super) const CONDITIONS: [&str; 32] = [
    "if", "unless", "would", "could", "should", "might", "must", "whether", "once", "until", "when", "shall",
    "assuming", "suppose", "wenn", "falls", "würde", "würden", "wäre", "wären", "könnte", "könnten",
    "sollte", "sollten", "soll", "sollen", "muss", "müssen", "ob", "sofern", "sobald", "bevor",
];

/// Words by which a sentence says who says so.
pub(super) const ATTRIBUTIONS: [&str; 40] = [
    "claim",
    "claims",
    "claimed",
    "says",
    "said",
    "states",
    "stated",
    "asserts",
    "asserted",
    "according",
    "advertises",
    "advertised",
    "allegedly",
    "supposedly",
    "promises",
    "promised",
    "told",
    "assures",
    "assured",
    "believes",
    "describes",
    "described",
    "documented",
    "marketing",
    "laut",
    "angeblich",
    "behauptet",
    "behaupten",
    "verspricht",
    "versichert",
    "nach",
    "sagt",
    "sagte",
    "zufolge",
    "beschreibt",
    "beschrieben",
    "dokumentiert",
    "suggests",
    "implies",
    "wirbt",
];

/// Says whether a sentence speaks of what might be, or of what somebody else says.
pub(super) fn is_hedged(sentence: &Sentence) -> bool {
    let asks = sentence.words.iter().any(|word| word.token == Token::Quote);
    // `May` alone is a month.
    let may = sentence.find("may be|have|not|still|also|well").is_some();
    asks || may || sentence.speaks_of(&CONDITIONS) || sentence.speaks_of(&ATTRIBUTIONS)
}

/// Says whether something before a word denies it: in the same clause, or in what leads up to it (`cannot say that …`).
pub(super) fn is_denied(sentence: &Sentence, at: usize) -> bool {
    let opens = |word: &super::prose::Word| {
        word.token == Token::Sign || word.is_any(&["and", "but", "so", "yet", "und", "aber", "sondern"])
    };
    let clause = sentence.words.iter().take(at).rposition(opens).map_or(0, |open| open + 1);
    let leads = ["cannot", "can't", "not", "nobody", "nicht", "niemand"];
    let says = [
        "say",
        "claim",
        "conclude",
        "confirm",
        "know",
        "tell",
        "state",
        "mean",
        "sagen",
        "behaupten",
        "heißt",
    ];
    let led = sentence.words.iter().take(at).any(|word| word.is_any(&leads))
        && sentence.words.iter().take(at).any(|word| word.is_any(&says));
    led || sentence.has_any(&NEGATIONS, clause.min(at)..at)
}

/// Says whether a field holds no more than that there is nothing: `None identified.`, `no gap`, `none needed`.
pub(super) fn says_none(text: &str) -> bool {
    const NONE: [&str; 46] = [
        "none",
        "none identified",
        "none found",
        "none seen",
        "none observed",
        "none needed",
        "none required",
        "nothing",
        "nothing found",
        "nothing to do",
        "no action",
        "no action needed",
        "no action required",
        "no gap",
        "no gaps",
        "no gap identified",
        "no gap found",
        "no gaps found",
        "no gap observed",
        "no deviation",
        "no deviation found",
        "no deviation was found",
        "no issue",
        "no issues",
        "no issues found",
        "no finding",
        "no findings",
        "no exception",
        "no exceptions",
        "no exceptions noted",
        "not needed",
        "not applicable",
        "n a",
        "works as expected",
        "as expected",
        "keine",
        "keine bekannt",
        "keine festgestellt",
        "keine abweichung",
        "keine abweichungen",
        "keine lücke",
        "keine feststellung",
        "keine maßnahme",
        "nicht nötig",
        "nicht erforderlich",
        "wie erwartet",
    ];
    let plain = plain(text, 60);
    NONE.contains(&plain.as_str())
}

/// Says whether a text tells that what was seen is what was expected.
pub(super) fn conforms(text: &str) -> bool {
    const OPENINGS: [&str; 16] = [
        "works as expected",
        "as expected",
        "conforms",
        "control is in place",
        "no gap",
        "no gaps",
        "no deviation",
        "no deviations",
        "no issue",
        "no issues",
        "no finding",
        "no findings",
        "no exception",
        "no exceptions",
        "keine abweichung",
        "entspricht der erwartung",
    ];
    starts_any(text, &OPENINGS)
}

/// Says whether a text begins with one of some phrases.
pub(super) fn starts_any(text: &str, phrases: &[&str]) -> bool {
    let plain = plain(text, 80);
    phrases
        .iter()
        .any(|phrase| plain.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Says whether one of some phrases stands in a text, as whole words.
pub(super) fn holds_any(text: &str, phrases: &[&str]) -> bool {
    let plain = format!(" {} ", plain(text, usize::MAX));
    phrases.iter().any(|phrase| {
        plain.match_indices(phrase).any(|(at, _)| {
            let before = plain.get(..at).is_some_and(|before| before.ends_with(' '));
            let after = plain.get(at + phrase.len()..).is_some_and(|after| after.starts_with(' '));
            let denied = plain.get(..at).is_some_and(|before| {
                before.split_whitespace().rev().take(3).any(|word| NEGATIONS.contains(&word))
            });
            before && after && !denied
        })
    })
}

/// Returns the first characters of a text in lower case, words separated by one blank, without signs.
fn plain(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(limit) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’') {
            out.push('\'');
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
