//! Credentials that are typed into a dialog: `send "…\r"` after a prompt (expect), `IDENTIFY …` (IRC services).

use super::quality::Quality;
use super::value::{Place, Value, quoted, unquoted};
use super::{Form, Scan, veto};
use crate::bytes::{at, before, contains_folded, cut, has_folded, line_end, skip_blanks};
use evidact_model::Confidence;

const TYPED: Form = Form { id: "generic.command-line", kind: "CREDENTIAL:password" };
/// What a service is told before a password.
const VERBS: [&[u8]; 4] = [b"identify ", b"ghost ", b"recover ", b"register "];
/// How far before an answer its prompt may stand.
const PROMPT_REACH: usize = 240;

/// Reads what is sent after a prompt for a password, without the key that ends it.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_send(scan: &mut Scan<'_>, start: usize, from: usize) {
    let text = scan.text;
    // The literal may have taken the quote in.
    let open = from - usize::from(before(text, from) == b'"');
    let Some(value) = quoted(text, skip_blanks(text, open)) else { return };
    let head = cut(text, start.saturating_sub(PROMPT_REACH), start);
    let last = memchr::memmem::rfind(head, b"send").and_then(|n| head.get(n..)).unwrap_or(head);
    if ![&b"assword"[..], b"assphrase", b"asswort"].iter().any(|prompt| contains_folded(last, prompt)) {
        return;
    }
    let bytes = cut(text, value.start, value.end);
    let mut len = bytes.len();
    while let Some(shorter) = bytes.get(..len).and_then(|b| {
        b.strip_suffix(b"\\r").or_else(|| b.strip_suffix(b"\\n")).or_else(|| b.strip_suffix(b"\\"))
    }) {
        len = shorter.len();
    }
    take(scan, Value { end: value.start + len, ..value });
}

/// `NickServ IDENTIFY …`, `NickServ :IDENTIFY name …`: the last of one or two words.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_services(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let i = skip_blanks(text, from);
    let i = if at(text, i) == b':' { i + 1 } else { i };
    let Some(verb) = VERBS.iter().find(|v| has_folded(text, i, v)) else { return };
    let first = skip_blanks(text, i + verb.len());
    let Some(word) = unquoted(text, first, Place::Token) else { return };
    let next = skip_blanks(text, word.after);
    let second = unquoted(text, next, Place::Token).filter(|v| v.end >= line_end(text, next, 64));
    let value = match (has_folded(verb, 0, b"register"), second) {
        (false, Some(second)) if next > word.after => second,
        _ => word,
    };
    take(scan, value);
}

/// `redis-cli> AUTH …`, `AUTH name …`: the last of one or two words of a line.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_entered(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let end = line_end(text, from, 200);
    let words = cut(text, from, end).trim_ascii();
    let count = words.split(u8::is_ascii_whitespace).count();
    let Some(last) = words.rsplit(u8::is_ascii_whitespace).next().filter(|_| count <= 2) else { return };
    let end = from + cut(text, from, end).trim_ascii_end().len();
    if Quality::of(last).digits > 0 {
        take(scan, Value { start: end - last.len(), end, quoted: false, after: end });
    }
}

/// Says whether what is typed to a program is no value: too short, a variable, a placeholder or a label.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.len() < 3 || bytes.first() == Some(&b'$') || veto::is_placeholder(bytes) || veto::is_label(bytes)
}

fn take(scan: &mut Scan<'_>, value: Value) {
    let bytes = cut(scan.text, value.start, value.end);
    if !is_blank(bytes) && Quality::of(bytes).spaces <= 2 {
        scan.report(TYPED, Confidence::Medium, value.start, value.end);
    }
}
