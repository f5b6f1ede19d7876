//! Credentials in rows: `INSERT INTO users (id, password) VALUES (1, '…')`, `UPDATE … SET value='…' WHERE name='…'`.

use super::keys::{Strength, classify};
use super::quality::Quality;
use super::value::{Value, quoted};
use super::{Form, Scan, veto};
use crate::bytes::{at, before, cut, has_folded, is_quote, is_word, run_end, run_start};
use evidact_model::Confidence;

const ROW: Form = Form { id: "generic.sql", kind: "CREDENTIAL:password" };
const MAX_COLUMNS: usize = 64;
/// The longest row.
const MAX_ROW: usize = 16 * 1024;
const MAX_ROWS: usize = 4096;
/// What is read of an `UPDATE`.
const STATEMENT: usize = 1024;

/// Reads the columns after `INSERT INTO table`, and every row of values.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_insert(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    if from < scan.rows {
        return;
    }
    let open = run_end(text, from, 160, |b| {
        is_word(b) || matches!(b, b' ' | b'.' | b'`' | b'"' | b'[' | b']' | b'\n')
    });
    if at(text, open) != b'(' {
        return;
    }
    let close = run_end(text, open + 1, 2048, |b| b != b')' && b != b'(');
    if at(text, close) != b')' {
        return;
    }
    let mut wanted = 0u64;
    for (n, name) in cut(text, open + 1, close).split(|&b| b == b',').take(MAX_COLUMNS).enumerate() {
        if classify(name).is_some_and(|key| key.strength >= Strength::Medium) {
            wanted |= 1 << n;
        }
    }
    let values = run_end(text, close + 1, 32, |b| b.is_ascii_whitespace());
    if wanted == 0 || !has_folded(text, values, b"values") {
        return;
    }
    let mut i = values + 6;
    for _ in 0..MAX_ROWS {
        i = run_end(text, i, 64, |b| b.is_ascii_whitespace() || b == b',');
        if at(text, i) != b'(' {
            return;
        }
        let end = row(scan, i + 1, wanted);
        // A statement inside of a row is part of the row, so that no stretch is read twice.
        let (Ok(reached) | Err(reached)) = end;
        scan.rows = reached;
        let Ok(end) = end else { return };
        i = end;
    }
}

/// Reads one row; returns where it ends, or how far it was read if it does not.
fn row(scan: &mut Scan<'_>, from: usize, wanted: u64) -> Result<usize, usize> {
    let text = scan.text;
    let mut i = from;
    for n in 0..MAX_COLUMNS {
        i = run_end(text, i, 64, |b| b.is_ascii_whitespace());
        // `N'…'`, `E'…'`, `_utf8'…'`.
        let prefix = run_end(text, i, 8, is_word);
        let value = if is_quote(at(text, prefix)) { quoted(text, prefix) } else { None };
        if let Some(value) = value {
            if wanted >> n & 1 == 1 {
                report(scan, value);
            }
            i = value.after;
        }
        let mut depth = 0usize;
        loop {
            match at(text, i) {
                0 => return Err(i),
                _ if i > from + MAX_ROW => return Err(i),
                b')' if depth == 0 => return Ok(i + 1),
                b',' if depth == 0 => break,
                b'(' => depth += 1,
                b')' => depth -= 1,
                b if is_quote(b) => {
                    let inner = quoted(text, i).ok_or(i)?;
                    // `MD5('…')`, `crypt('…', …)`: the password in clear.
                    if depth > 0 && wanted >> n & 1 == 1 {
                        report(scan, inner);
                    }
                    i = inner.after;
                    continue;
                }
                _ => {}
            }
            i += 1;
        }
        i += 1;
    }
    Err(i)
}

/// Reads `SET value = '…'` of an `UPDATE` whose condition names a credential.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_update(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let table = run_end(text, from + 1, 96, |b| is_word(b) || matches!(b, b'.' | b'`' | b'"' | b'[' | b']'));
    if !has_folded(text, table, b" set ") {
        return;
    }
    let end = run_end(text, from, STATEMENT, |b| b != b';');
    let statement = cut(text, from, end);
    let set = table - from;
    let Some(condition) = folded_find(statement, b" where ") else { return };
    let names = cut(text, from + condition + 7, end).split(|&b| b == b'\'' || b == b'"').skip(1).step_by(2);
    if !names.take(8).any(|name| classify(name).is_some_and(|key| key.strength >= Strength::Medium)) {
        return;
    }
    let mut i = from + set + 5;
    while i < from + condition {
        if is_quote(at(text, i)) && at(text, i) != b'`' {
            let Some(value) = quoted(text, i).filter(|v| v.end <= from + condition) else { return };
            report(scan, value);
            i = value.after;
        } else {
            i += 1;
        }
    }
}

/// `password text DEFAULT '…'`: what a column holds if nobody fills it in.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_default(scan: &mut Scan<'_>, keyword: usize, from: usize) {
    let text = scan.text;
    let start = run_start(text, keyword, 120, |b| !matches!(b, b',' | b'\n' | b';' | b'\''));
    let (mut column, mut depth) = (keyword, 0);
    // The bracket of a type closes before the one of the table opens: `(pwd varchar(64) default`.
    while column > start {
        match before(text, column) {
            b')' => depth += 1,
            b'(' if depth == 0 => break,
            b'(' => depth -= 1,
            _ => {}
        }
        column -= 1;
    }
    let mut words = cut(text, column, keyword).split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
    let strong = |name: &[u8]| classify(name).is_some_and(|key| key.strength == Strength::Strong);
    let (name, typed) = (words.next().unwrap_or_default(), words.next().is_some());
    if typed
        && strong(name)
        && let Some(value) = quoted(text, from - 1)
    {
        report(scan, value);
    }
}

fn folded_find(text: &[u8], folded: &[u8]) -> Option<usize> {
    (0..text.len()).find(|&i| has_folded(text, i, folded))
}

fn report(scan: &mut Scan<'_>, value: Value) {
    let bytes = cut(scan.text, value.start, value.end);
    if bytes.len() < 3 || veto::is_placeholder(bytes) || veto::is_label(bytes) || veto::is_other(bytes) {
        return;
    }
    let quality = Quality::of(bytes);
    if quality.spaces == 0 {
        let confidence = if quality.wordy { Confidence::Low } else { Confidence::Medium };
        scan.report(ROW, confidence, value.start, value.end);
    }
}
