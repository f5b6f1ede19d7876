//! Says why a finding of a detector is one, after the fact: which key, what look, which check.
//!
//! The parts are read again with the same functions that decided; nothing is kept while scanning.

use crate::bytes::{cut, run_start};
use crate::grammar::keys::{Strength, classify};
use crate::grammar::quality::Quality;
use crate::identifiers;
use evidact_model::{RuleId, Span, Why};

/// A value beyond this is judged by its beginning.
const LOOK_BYTES: usize = 4096;
/// How far before a value its key is looked for.
const KEY_REACH: usize = 160;

/// Explains a finding of a detector. Rules of packs explain themselves.
///
/// # Exposure
/// Reads the text and the value; returns sentences of the program's own.
pub fn explain(rule: &RuleId, text: &[u8], span: Span, value: &[u8]) -> Why {
    let value = value.get(..LOOK_BYTES).unwrap_or(value);
    let head = rule.as_str().split('.').next().unwrap_or_default();
    match head {
        "identifier" => {
            let label = key_before(text, span.start()).filter(|key| identifiers::is_label(key));
            Why::default()
                .with_some(label.map(|_| "the key or label before it names such a value"))
                .with_some(identifiers::check_of(rule.as_str(), value))
        }
        "generic" if !FORMS.contains(&rule.as_str()) => {
            let key = key_before(text, span.start()).and_then(classify);
            Why::default().with(key.map_or(NAMED_ELSEWHERE, |key| strength(key.strength))).with(look(value))
        }
        "file" => Why::default().with("the name of the file and the place in its line decide"),
        "own" => Why::default().with("it is in your own list or policy"),
        _ => Why::default(),
    }
}

/// Detectors that decide by the form alone.
const FORMS: [&str; 5] = [
    "generic.private-key",
    "generic.jwt",
    "generic.password-hash",
    "generic.bot-token",
    "generic.fixed-length",
];

const NAMED_ELSEWHERE: &str =
    "no key stands directly before it: a column, key above, command, scheme or sentence names it";

const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "the key before it surely names a credential: any value counts",
        Strength::Medium => "the key before it likely names a credential: a value that is no word counts",
        Strength::Weak => "the key before it may name a credential: only a value that looks generated counts",
    }
}

fn look(value: &[u8]) -> &'static str {
    let quality = Quality::of(value);
    if quality.is_random() {
        "the value looks generated"
    } else if quality.spaces > 0 {
        "the value has several words"
    } else if quality.wordy {
        "the letters of the value could be words"
    } else if quality.is_mixed() {
        "the value mixes kinds of characters"
    } else {
        "the value is of one kind of characters"
    }
}

/// The key on the same line, before quotes, blanks and what ties it to its value.
fn key_before(text: &[u8], start: usize) -> Option<&[u8]> {
    // Never further back than the reach: a text may be one line.
    let from = start.saturating_sub(2 * KEY_REACH);
    let floor = from + memchr::memrchr(b'\n', cut(text, from, start)).map_or(0, |newline| newline + 1);
    let tie =
        |b: u8| matches!(b, b' ' | b'\t' | b'"' | b'\'' | b'`' | b'=' | b':' | b'>' | b'(' | b',' | b'[');
    let key_end = run_start(text, start, KEY_REACH, tie).max(floor);
    let key = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.') || b >= 0x80;
    let key_start = run_start(text, key_end, KEY_REACH, key).max(floor);
    Some(cut(text, key_start, key_end)).filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::explain;
    use evidact_model::{RuleId, Span};

    fn reasons(rule: &'static str, text: &str, value: &str) -> Vec<&'static str> {
        let start = text.find(value).unwrap();
        let span = Span::new(start, start + value.len()).unwrap();
        explain(&RuleId::detector(rule), text.as_bytes(), span, value.as_bytes()).reasons().to_vec()
    }

    #[test]
    fn says_which_key_and_what_look_decided() {
        let value = ["kT9x", "Qz4m", "Lw7p"].concat();
        let found = reasons("generic.assignment", &format!("db_password = \"{value}\""), &value);
        assert!(found[0].contains("surely names") && found[1].contains("generated"), "{found:?}");
        let found = reasons("generic.table", "| admin | orange |", "orange");
        assert!(found[0].contains("column") && found[1].contains("words"), "{found:?}");
    }

    #[test]
    fn says_whether_the_check_digit_is_right() {
        // The number that networks print in their guides for tests, and one that is wrong in its last digit.
        let right = ["4111 1111", " 1111 1111"].concat();
        let wrong = ["4111 1111", " 1111 1112"].concat();
        assert!(reasons("identifier.card", &format!("paid by {right}"), &right)[0].contains("is right"));
        let labelled = reasons("identifier.card", &format!("card: {wrong}"), &wrong);
        assert!(labelled[0].contains("label") && labelled[1].contains("is wrong"), "{labelled:?}");
    }
}
