//! Tables as wikis write them: `{| … ! User !! Password … |}` of `MediaWiki`, and the cells between two `|===` of
//! `AsciiDoc`. Cells may share a line or have one each, so they are counted, not measured.

use super::Scan;
use super::keys::Key;
use super::separator::Site;
use super::table::{column, is_name, next_line, take};
use crate::bytes::{at, cut, line_end, line_start, trim};

/// A table is read this far.
const TABLE_BYTES: usize = 16 * 1024;
/// How far above a column the head of its table is looked for.
const HEAD_BYTES: usize = 600;
const MAX_COLUMNS: usize = 48;

/// Where a cell begins and ends.
pub(super) type Cell = (usize, usize);

/// Reads the table whose head holds the key. Says whether there is one.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(super) fn at_header(scan: &mut Scan<'_>, site: &Site) -> bool {
    let text = scan.text;
    let line = line_start(text, site.start);
    match at(text, line) {
        b'!' => marked(scan, line),
        b'|' => fenced(scan, line),
        _ => super::rst::at_header(scan, site),
    }
}

/// `! User !! Password`, or each behind a `!` on a line of its own; rows begin with `|-`.
fn marked(scan: &mut Scan<'_>, line: usize) -> bool {
    let text = scan.text;
    let mut start = line;
    while start > line.saturating_sub(HEAD_BYTES) && start > 0 {
        let above = line_start(text, start - 1);
        if at(text, above) != b'!' || above == start {
            break;
        }
        start = above;
    }
    let (mut head, mut i) = (Vec::new(), start);
    while at(text, i) == b'!' && head.len() <= MAX_COLUMNS {
        let end = line_end(text, i, HEAD_BYTES);
        cells(text, i + 1, end, b"!!", &mut head);
        i = next_line(text, end);
    }
    let Some(keys) = columns(text, &head) else { return false };
    let (from, last) = (i, text.len().min(i + TABLE_BYTES));
    let mut row = Vec::new();
    while i < last {
        let end = line_end(text, i, TABLE_BYTES);
        match (at(text, i), at(text, i + 1)) {
            (b'|', b'}') => break,
            (b'|', b'-') => row.clear(),
            (b'|', _) => {
                let first = row.len();
                cells(text, i + 1, end, b"||", &mut row);
                report(scan, &keys, &row, first);
            }
            _ => {}
        }
        i = next_line(text, end);
    }
    done(scan, start, from, i);
    true
}

/// The cells between two lines of `|===`; the first line names the columns.
fn fenced(scan: &mut Scan<'_>, line: usize) -> bool {
    let text = scan.text;
    let above = line_start(text, line.saturating_sub(1));
    if line == 0 || !is_fence(cut(text, above, line)) {
        return false;
    }
    let end = line_end(text, line, HEAD_BYTES);
    let mut head = Vec::new();
    cells(text, line + 1, end, b"|", &mut head);
    let Some(keys) = columns(text, &head) else { return false };
    let mut i = next_line(text, end);
    let (from, last) = (i, text.len().min(i + TABLE_BYTES));
    let mut row = Vec::new();
    while i < last {
        let end = line_end(text, i, TABLE_BYTES);
        if is_fence(cut(text, i, end)) {
            break;
        }
        if at(text, i) == b'|' {
            if row.len() >= keys.len() {
                row.clear();
            }
            let first = row.len();
            cells(text, i + 1, end, b"|", &mut row);
            report(scan, &keys, &row, first);
        }
        i = next_line(text, end);
    }
    done(scan, line, from, i);
    true
}

fn is_fence(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.strip_prefix(b"|").is_some_and(|rest| rest.len() >= 3 && rest.iter().all(|b| *b == b'='))
}

/// Adds the cells of a line, without the attributes that `MediaWiki` sets before a single bar.
fn cells(text: &[u8], start: usize, end: usize, parting: &[u8], out: &mut Vec<Cell>) {
    let mut from = start;
    let line = cut(text, start, end);
    let ends = memchr::memmem::find_iter(line, parting).map(|n| start + n).chain([end]);
    for stop in ends {
        if out.len() > MAX_COLUMNS {
            return;
        }
        let cell = cut(text, from, stop);
        let attributes = memchr::memchr(b'|', cell).filter(|&bar| cut(cell, 0, bar).contains(&b'='));
        let inner = attributes.map_or(from, |bar| from + bar + 1);
        out.push(trim(text, inner, stop));
        from = stop + parting.len();
    }
}

/// What each column holds, if the cells name columns and one of them is for credentials.
///
/// # Exposure
/// Reads the cells.
pub(super) fn columns(text: &[u8], head: &[Cell]) -> Option<Vec<Option<Key>>> {
    let named =
        (2..=MAX_COLUMNS).contains(&head.len()) && head.iter().all(|&(a, b)| is_name(cut(text, a, b)));
    let keys: Vec<Option<Key>> = head.iter().map(|&(a, b)| column(cut(text, a, b))).collect();
    (named && keys.iter().any(Option::is_some)).then_some(keys)
}

/// Reports the cells from `first` on that stand below a column for credentials.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(super) fn report(scan: &mut Scan<'_>, keys: &[Option<Key>], row: &[Cell], first: usize) {
    for (&(a, b), key) in row.iter().zip(keys).skip(first) {
        if let Some(key) = key {
            take(scan, *key, a, b);
        }
    }
}

/// Remembers that the table was read.
pub(super) fn done(scan: &mut Scan<'_>, start: usize, rows: usize, end: usize) {
    scan.table = (start, end);
    scan.header = (start, rows);
}
