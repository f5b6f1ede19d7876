//! Private key blocks: PEM, `OpenSSH`, PGP, `PuTTY`, age and JWK, to their end or to the end of their base64.

use super::quality::Quality;
use super::value::quoted;
use super::{Form, Scan, veto};
use crate::bytes::{at, cut, has_folded, is_base64, line_end, run_end, skip_blanks};
use evidact_model::Confidence;

pub(super) const PRIVATE: Form = Form { id: "generic.private-key", kind: "CREDENTIAL:private-key" };
/// The longest block.
const MAX_BLOCK: usize = 32 * 1024;
/// What stands before the private part of a file of `PuTTY`.
const PUTTY_KEY: &[u8] = b"Private-Lines:";

/// Reads a block from its `-----BEGIN … PRIVATE KEY…-----`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_begin(scan: &mut Scan<'_>, start: usize) {
    if scan.block.0 <= start && start < scan.block.1 {
        return;
    }
    let text = scan.text;
    let label_at = start + 10;
    let label_end = run_end(text, label_at, 64, |b| b.is_ascii_alphanumeric() || b == b' ');
    let label = cut(text, label_at, label_end);
    let private =
        crate::bytes::contains_folded(label, b"private key") || crate::bytes::contains_folded(label, b"seed");
    if !private || text.get(label_end..label_end + 3) != Some(b"---") {
        return;
    }
    let body = run_end(text, label_end, 8, |b| b == b'-');
    let (end, letters) = body_end(text, body);
    if letters == 0 {
        return;
    }
    scan.block = (start, end);
    let (_, last) = crate::bytes::trim(text, start, end);
    scan.report(PRIVATE, Confidence::High, start, last);
}

/// Reads the end of a block whose beginning was cut off: the lines of base64 above `-----END … PRIVATE KEY…-----`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_end(scan: &mut Scan<'_>, end: usize) {
    let text = scan.text;
    let label = cut(text, end + 8, run_end(text, end + 8, 64, |b| b.is_ascii_alphanumeric() || b == b' '));
    if end < scan.block.1 || !crate::bytes::contains_folded(label, b"private key") {
        return;
    }
    let floor = end.saturating_sub(MAX_BLOCK).max(scan.block.1);
    let (mut start, mut below) = (end, end);
    while below > floor {
        let line = memchr::memrchr(b'\n', cut(text, floor, below - 1)).map_or(floor, |n| floor + n + 1);
        let (first, last) = crate::bytes::trim(text, line, below);
        let first = run_end(text, first, 8, |b| matches!(b, b'>' | b'#' | b'*' | b' ' | b'|'));
        let body = cut(text, first, last);
        let whole = body.len() >= 32 || start == end && body.len() >= 4;
        if !whole || !body.iter().all(|&b| is_base64(b) || b == b'=') {
            break;
        }
        (start, below) = (first, line);
    }
    if end - start < 40 {
        return;
    }
    let (_, last) = crate::bytes::trim(text, start, end);
    scan.block = (start, end);
    scan.report(PRIVATE, Confidence::High, start, last);
}

/// Goes over base64, white space, armour headers, escapes, comment marks and the joints of string literals
/// to the end line; without one, to where the base64 ends. Returns the end and the base64 bytes seen.
fn body_end(text: &[u8], from: usize) -> (usize, usize) {
    let limit = (from + MAX_BLOCK).min(text.len());
    let (mut i, mut last, mut count) = (from, from, 0usize);
    // Without an end line only what no word looks like makes a body; else the block is only spoken of.
    let (mut dense, mut mixed) = (false, 0);
    while i < limit {
        let b = at(text, i);
        if b == b'-' && text.get(i..i + 5) == Some(b"-----") {
            if !has_folded(text, i, b"-----end") {
                break;
            }
            let close = run_end(text, i + 8, 64, |b| b.is_ascii_alphanumeric() || b == b' ');
            return (run_end(text, close, 8, |b| b == b'-'), count);
        }
        if let Some(next) = armour_header(text, i) {
            i = next;
            continue;
        }
        let run =
            run_end(text, i, limit - i, |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
        if run > i {
            let escape =
                run - i == 1 && matches!(b, b'n' | b'r' | b't') && crate::bytes::before(text, i) == b'\\';
            let word = b.is_ascii_alphabetic() && run - i < 16 && !escape;
            let short_word = word && at(text, run) == b' ' && at(text, run + 1).is_ascii_alphanumeric();
            if short_word || word && is_label_end(text, run) {
                break;
            }
            let part = cut(text, i, run);
            mixed += if is_wordlike(part) { 0 } else { part.len() };
            let long = part.len() >= 40 && !part.iter().all(u8::is_ascii_alphabetic);
            dense |= long || mixed >= 24 || part.len() >= 16 && Quality::of(part).is_random();
            count += if escape { 0 } else { run - i };
            last = run;
            i = run;
        } else if is_joint(b) {
            i += 1;
            if i - last > 160 {
                break;
            }
        } else {
            break;
        }
    }
    (last, if dense { count } else { 0 })
}

/// `Expected:`, `Expected:**`: the label of a line below, which base64 never reads like.
fn is_label_end(text: &[u8], end: usize) -> bool {
    at(text, run_end(text, end, 3, |b| matches!(b, b'*' | b'_' | b'"'))) == b':'
}

/// Says whether a run of letters and digits is a word, a number or several words without blanks, and no line of base64.
fn is_wordlike(run: &[u8]) -> bool {
    let rest = run.get(1..).unwrap_or_default();
    run.len() < 4
        || rest.iter().all(u8::is_ascii_lowercase)
        || run.iter().all(u8::is_ascii_uppercase)
        || run.iter().all(u8::is_ascii_digit)
        || Quality::of(run).wordy
}

/// What may stand between two runs of base64: white space, escapes, quotes, `+`, comment and quote marks.
const fn is_joint(b: u8) -> bool {
    b.is_ascii_whitespace()
        || matches!(
            b,
            b'\\' | b'"' | b'\'' | b'`' | b',' | b'.' | b'#' | b'*' | b'>' | b'|' | b'-' | b';' | b'&' | b'<'
        )
}

/// `Proc-Type: 4,ENCRYPTED`, `Version: …`: a name and a colon at the start of a line.
fn armour_header(text: &[u8], i: usize) -> Option<usize> {
    if !at(text, i).is_ascii_uppercase() {
        return None;
    }
    let name = run_end(text, i, 24, |b| b.is_ascii_alphanumeric() || b == b'-');
    if at(text, name) != b':' || at(text, name + 1) != b' ' {
        return None;
    }
    let end = line_end(text, name, 200);
    // On one line with escapes the header ends at its `\n`.
    Some(memchr::memmem::find(cut(text, name, end), b"\\n").map_or(end, |n| name + n))
}

/// `PuTTY-User-Key-File-2: …` to `Private-MAC: …`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_putty(scan: &mut Scan<'_>, start: usize) {
    let text = scan.text;
    // What was looked through for another file is not looked through again.
    let (limit, fresh) = ((start + MAX_BLOCK).min(text.len()), scan.putty.max(start));
    let found = memchr::memmem::find(cut(text, fresh, limit), PUTTY_KEY);
    scan.putty = found.map_or(limit.saturating_sub(PUTTY_KEY.len() - 1), |n| fresh + n + 1).max(fresh);
    let Some(from) = found.map(|n| fresh + n) else { return };
    let mut i = line_end(text, from, 80);
    loop {
        let line = run_end(text, i, 2, |b| matches!(b, b'\r' | b'\n'));
        let end = run_end(text, line, 80, |b| is_base64(b) || b == b'=');
        if line == i || end == line || !matches!(at(text, end), b'\r' | b'\n' | 0) {
            break;
        }
        i = end;
    }
    let line = run_end(text, i, 2, |b| matches!(b, b'\r' | b'\n'));
    let end = if has_folded(text, line, b"private-mac:") { line_end(text, line, 200) } else { i };
    let body = run_end(text, line_end(text, from, 80), 2, |b| matches!(b, b'\r' | b'\n'));
    scan.report(PRIVATE, Confidence::High, body, end);
}

/// `AGE-SECRET-KEY-1…`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_age(scan: &mut Scan<'_>, start: usize) {
    let end = run_end(scan.text, start + 16, 256, |b| b.is_ascii_alphanumeric());
    if end - start >= 40 {
        scan.report(PRIVATE, Confidence::High, start, end);
    }
}

/// The private members of a JSON Web Key: `d`, `p`, `q`, `dp`, `dq`, `qi`, `k`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_jwk(scan: &mut Scan<'_>, kty: usize) {
    let text = scan.text;
    if scan.block.0 <= kty && kty < scan.block.1 {
        return;
    }
    let back = crate::bytes::run_start(text, kty, 4096, |b| b != b'{' && b != b'}');
    let end = run_end(text, kty, 8192, |b| b != b'}');
    scan.block = (kty, end);
    let mut i = back;
    while let Some(quote) = memchr::memchr(b'"', cut(text, i, end)).map(|n| i + n) {
        let Some(name) = quoted(text, quote) else { return };
        let colon = skip_blanks(text, name.after);
        i = name.after;
        let private =
            [&b"d"[..], b"p", b"q", b"dp", b"dq", b"qi", b"k"].contains(&cut(text, name.start, name.end));
        if at(text, colon) != b':' {
            continue;
        }
        let Some(value) = quoted(text, skip_blanks(text, colon + 1)) else { continue };
        i = value.after;
        let bytes = cut(text, value.start, value.end);
        if private && bytes.len() >= 16 && !veto::is_placeholder(bytes) {
            scan.report(PRIVATE, Confidence::High, value.start, value.end);
        }
    }
}
