//! Kubernetes secrets in YAML: every value under `data:` and `stringData:` of a `kind: Secret`.

use super::value::{MAX_VALUE, quoted};
use super::{Form, Scan, veto};
use crate::bytes::{at, cut, line_end, run_end, trim};
use evidact_model::Confidence;

const SECRET: Form = Form { id: "generic.kubernetes-secret", kind: "CREDENTIAL:secret" };
/// How far from its kind the data of a secret may stand.
const REACH: usize = 16 * 1024;

/// Reads the document around `kind: Secret`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_kind(scan: &mut Scan<'_>, kind: usize) {
    let text = scan.text;
    if scan.block.0 <= kind && kind < scan.block.1 {
        return;
    }
    let from = kind.saturating_sub(REACH);
    let start = memchr::memmem::rfind(cut(text, from, kind), b"\n---").map_or(from, |i| from + i);
    let end = kind + memchr::memmem::find(cut(text, kind, kind + REACH), b"\n---").unwrap_or(REACH);
    let end = end.min(text.len());
    scan.block = (kind, end);
    for name in [&b"data:"[..], b"stringData:"] {
        for i in memchr::memmem::find_iter(cut(text, start, end), name) {
            let at_name = start + i;
            let indent = indent_of(text, at_name);
            if let Some(indent) =
                indent.filter(|_| matches!(at(text, at_name + name.len()), b'\n' | b'\r' | b' ' | b'#'))
            {
                members(scan, line_end(text, at_name, 256), end, indent);
            }
        }
    }
}

/// Reads the object around `"kind": "Secret"`: the strings of its `data` and `stringData`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_json(scan: &mut Scan<'_>, kind: usize) {
    let text = scan.text;
    // What the object before it held is not read again.
    let from = kind.saturating_sub(REACH).max(scan.json);
    let end = (kind + REACH).min(text.len());
    let next = memchr::memmem::find(cut(text, kind + 6, end), b"\"kind\"").map_or(end, |n| kind + 6 + n);
    scan.json = next;
    for name in [&b"\"data\""[..], b"\"stringData\""] {
        for i in memchr::memmem::find_iter(cut(text, from, next), name) {
            let open = run_end(text, from + i + name.len(), 16, |b| b.is_ascii_whitespace() || b == b':');
            if at(text, open) == b'{' {
                strings(scan, open + 1, next);
            }
        }
    }
}

/// Reports the strings of an object that are values.
fn strings(scan: &mut Scan<'_>, from: usize, end: usize) {
    let text = scan.text;
    let mut i = from;
    while i < end {
        let blank = |b: u8| b.is_ascii_whitespace() || matches!(b, b',' | b':');
        i = run_end(text, i, 256, blank);
        let Some(string) = quoted(text, i).filter(|_| at(text, i) == b'"') else { return };
        if at(text, run_end(text, string.after, 16, |b| b.is_ascii_whitespace())) != b':' {
            report(scan, string.start, string.end);
        }
        i = string.after;
    }
}

/// Returns the indent of a key if nothing else stands before it on its line.
fn indent_of(text: &[u8], key: usize) -> Option<usize> {
    let start = crate::bytes::run_start(text, key, 64, |b| matches!(b, b' ' | b'\t'));
    (start == 0 || at(text, start - 1) == b'\n').then_some(key - start)
}

/// Reports the value of each line that is indented more than the map's own key.
fn members(scan: &mut Scan<'_>, from: usize, end: usize, indent: usize) {
    let text = scan.text;
    let mut i = from;
    let mut inner = None;
    while i < end {
        let line = run_end(text, i, 2, |b| matches!(b, b'\r' | b'\n'));
        let first = run_end(text, line, 128, |b| matches!(b, b' ' | b'\t'));
        let stop = line_end(text, first, MAX_VALUE).min(end);
        if line == i {
            return;
        }
        i = stop;
        if first >= stop || at(text, first) == b'#' {
            continue;
        }
        if first - line <= indent {
            return;
        }
        let depth = *inner.get_or_insert(first - line);
        if first - line > depth {
            // The lines of a block scalar.
            report(scan, first, stop);
            continue;
        }
        let Some(colon) = memchr::memchr(b':', cut(text, first, stop)).map(|n| first + n) else { continue };
        let (start, last) = trim(text, colon + 1, stop);
        match quoted(text, start) {
            Some(value) => report(scan, value.start, value.end),
            None if matches!(at(text, start), b'|' | b'>') => {}
            None => report(scan, start, last),
        }
    }
}

fn report(scan: &mut Scan<'_>, start: usize, end: usize) {
    let value = cut(scan.text, start, end);
    if value.len() >= 2 && !veto::is_placeholder(value) && !value.starts_with(b"{{") {
        scan.report(SECRET, Confidence::Medium, start, end);
    }
}
