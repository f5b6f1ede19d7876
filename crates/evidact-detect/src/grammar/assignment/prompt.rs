//! What stands behind a prompt for a password in a terminal's capture, and is one plain word.

use super::form_of;
use crate::bytes::{at, cut, line_end, line_start, run_end, trim};
use crate::grammar::keys::{Family, Key, Strength, classify};
use crate::grammar::opaque::{is_chosen, is_hexadecimal, is_mixed_opaque};
use crate::grammar::separator::{Site, Tie, is_spoken_value};
use crate::grammar::{Scan, veto};
use evidact_model::{Confidence, TextKind};

/// Words of prompts around `password`.
const PROMPTS: &[&[u8]] = &[
    b"enter",
    b"new",
    b"current",
    b"old",
    b"your",
    b"the",
    b"retype",
    b"confirm",
    b"please",
    b"sudo",
    b"admin",
    b"root",
    b"unix",
    b"ssh",
    b"mysql",
    b"vault",
    b"become",
    b"login",
    b"user",
    b"key",
    b"pem",
    b"temporary",
    b"import",
    b"export",
    b"keystore",
    b"bitte",
    b"neues",
    b"altes",
    b"nouveau",
    b"nueva",
    b"nuova",
    b"nova",
    b"nieuw",
    b"nowe",
];

/// Words that say something of a password, beside those with an ending of [`ENDINGS`].
const SAID: &[&[u8]] = &[
    b"string",
    b"optional",
    b"hidden",
    b"correct",
    b"incorrect",
    b"wrong",
    b"invalid",
    b"failure",
    b"success",
    b"random",
    b"default",
    b"unknown",
    b"example",
    b"plaintext",
    b"forgotten",
    b"mandatory",
    b"please",
    b"number",
    b"prompt",
    b"always",
    b"should",
    b"cannot",
    b"yes/no",
    b"boolean",
    b"before",
    b"during",
    b"within",
    b"minimum",
    b"maximum",
    b"length",
    b"characters",
    b"letters",
    b"digits",
    b"same",
    b"source",
    b"service",
    b"manager",
    b"policy",
    b"obligatoire",
    b"requis",
    b"vergessen",
    b"unbekannt",
    b"falsch",
    b"richtig",
    b"gleich",
    b"schwach",
    b"bekannt",
    b"gesetzt",
    b"unsicher",
    b"dasselbe",
    b"identical",
    b"trivial",
    b"obrigatorio",
    b"obligatorio",
    b"obligatorie",
    b"verplicht",
    b"username",
    b"account",
    b"access",
    b"security",
    b"sensitive",
    b"external",
    b"internal",
    b"secure",
    b"strong",
    b"simple",
    b"static",
    b"dynamic",
    b"system",
    b"object",
    b"varchar",
    b"nullable",
    b"private",
    b"public",
];

/// Endings of words that say something, in English and German.
const ENDINGS: [&[u8]; 15] = [
    b"ed", b"ing", b"able", b"ible", b"ly", b"tion", b"ional", b"ful", b"ment", b"lich", b"iert", b"ung",
    b"ert", b"less", b"ity",
];

/// Reports the one word behind `Enter password:` or `Password for …:` on a line that holds nothing else.
pub(super) fn at_prompt(scan: &mut Scan<'_>, key: Key, site: &Site, value: usize) {
    let text = scan.text;
    let asks = matches!(site.kind, TextKind::Prose | TextKind::Log)
        && key.family == Family::Password
        && key.strength == Strength::Strong;
    if !asks || !is_prompt(text, site.start) {
        return;
    }
    let end = run_end(text, value, 64, |b| b.is_ascii_alphanumeric());
    let line = line_end(text, value, 80);
    let rest = cut(text, end, line).trim_ascii_end();
    if rest.is_empty() && at(text, line.saturating_sub(1)) != b'.' && is_typed(cut(text, value, end)) {
        scan.report(form_of(key.family, Tie::Is), Confidence::Low, value, end);
    }
}

/// Reports the one generated word below a line that ends with a colon: `Use the following password to go on:`.
pub(super) fn announced(scan: &mut Scan<'_>, key: Key, site: &Site) {
    let text = scan.text;
    let line = line_end(text, site.end, ANNOUNCEMENT);
    if !cut(text, site.end, line).trim_ascii_end().ends_with(b":") {
        return;
    }
    let from = run_end(text, line, 40, |b| b.is_ascii_whitespace());
    let (start, end) = trim(text, from, line_end(text, from, 160));
    let word = cut(text, start, end);
    let one = !word.iter().any(|b| b.is_ascii_whitespace() || b"/\\{}<>()\"'`|".contains(b));
    let near = crate::bytes::count(cut(text, line, from), b'\n') <= 2;
    // A word with a sign at its end announces something itself.
    let ends = !matches!(word.last(), Some(b':' | b'.' | b',' | b';' | b'?'));
    let made = is_spoken_value(word) || is_hexadecimal(word) || is_chosen(word) || is_mixed_opaque(word, 16);
    if near && one && ends && made && !veto::is_placeholder(word) && !veto::is_other(word) {
        scan.report(form_of(key.family, Tie::Is), Confidence::Low, start, end);
    }
}

/// The longest rest of a line that announces a value.
const ANNOUNCEMENT: usize = 120;

/// Says whether the line up to the key is the beginning of a prompt.
fn is_prompt(text: &[u8], key: usize) -> bool {
    let head = cut(text, line_start(text, key), key);
    head.len() <= 48
        && head
            .split(|b| !b.is_ascii_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| PROMPTS.iter().any(|p| word.eq_ignore_ascii_case(p)))
        && !head.iter().any(|b| matches!(b, b'*' | b'|' | b'<' | b'#' | b'`' | b'"'))
        && !head.trim_ascii_start().starts_with(b"-")
}

/// Says whether a word is more than what is said of passwords.
fn is_typed(word: &[u8]) -> bool {
    let lower = word.to_ascii_lowercase();
    word.len() >= 6
        && word.iter().any(u8::is_ascii_lowercase)
        && word.first().is_some_and(|b| !b.is_ascii_uppercase())
        && !veto::is_label(word)
        && !veto::is_placeholder(word)
        && classify(word).is_none()
        && !SAID.contains(&lower.as_slice())
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
