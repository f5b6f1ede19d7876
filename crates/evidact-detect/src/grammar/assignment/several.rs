//! Values over several lines or several to a key: block scalars, items, lists.

use super::emit;
use crate::bytes::{at, line_end, run_end, skip_blanks};
use crate::grammar::Scan;
use crate::grammar::keys::{Family, Key};
use crate::grammar::separator::{Site, Tie, Tied};
use crate::grammar::value::{Place, Value, quoted, unquoted};

/// A YAML block scalar: `|`, `>`, `|-`, at the end of the line.
pub(super) fn opens_block(text: &[u8], tied: Tied) -> bool {
    if tied.tie != Tie::Colon || !matches!(at(text, tied.value), b'|' | b'>') {
        return false;
    }
    let end = run_end(text, tied.value + 1, 3, |b| matches!(b, b'-' | b'+' | b'0'..=b'9'));
    matches!(at(text, skip_blanks(text, end)), b'\n' | b'\r')
}

pub(super) fn block(text: &[u8], site: &Site, from: usize) -> Option<Value> {
    let own = site.start - crate::bytes::line_start(text, site.start);
    let mut i = line_end(text, from, 64);
    let (mut start, mut end) = (0, 0);
    for _ in 0..200 {
        let line = run_end(text, i, 2, |b| matches!(b, b'\r' | b'\n'));
        let first = run_end(text, line, 128, |b| b == b' ');
        let stop = line_end(text, first, 4096);
        if first - line <= own && stop > first || line == i {
            break;
        }
        if stop > first {
            if start == 0 {
                start = first;
            }
            end = stop;
        }
        i = stop;
    }
    (start < end).then_some(Value { start, end, quoted: true, after: end })
}

/// Says whether nothing follows on the line.
pub(super) fn is_over(text: &[u8], from: usize) -> bool {
    matches!(at(text, from), b'\n' | b'\r')
}

/// `passwords:` and its items on the lines below, each behind a dash, a star or a number; says whether
/// one of them was a value.
pub(super) fn items(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) -> bool {
    let text = scan.text;
    let mut any = false;
    let mut i = run_end(text, tied.value, 4, |b| matches!(b, b'\r' | b'\n'));
    for _ in 0..64 {
        let mark = skip_blanks(text, i);
        let number = run_end(text, mark, 3, |b| b.is_ascii_digit());
        let after = if matches!(at(text, mark), b'-' | b'*' | b'+') {
            mark + 1
        } else if number > mark && matches!(at(text, number), b'.' | b')') {
            number + 1
        } else {
            return any;
        };
        if at(text, after) != b' ' {
            return any;
        }
        let from = skip_blanks(text, after);
        let end = line_end(text, from, 1024);
        let value = quoted(text, from).or_else(|| unquoted(text, from, Place::Token));
        let Some(value) = value.filter(|v| v.after <= end) else { return any };
        // A whole line that is one word: not a sentence, not a mapping.
        if skip_blanks(text, value.after) >= end && at(text, value.after) != b':' {
            let tie = if site.loose { Tie::Is } else { Tie::Colon };
            any |= emit(scan, key, site, tie, value);
        }
        i = run_end(text, end, 2, |b| matches!(b, b'\r' | b'\n'));
    }
    any
}

/// `tokens: ["a", "b"]`: every element is under the key.
pub(super) fn list(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) {
    let mut i = tied.value + 1;
    for _ in 0..256 {
        i = run_end(scan.text, i, 256, |b| b.is_ascii_whitespace() || b == b',');
        let digits = run_end(scan.text, i, 16, |b| b.is_ascii_digit());
        let number = Value { start: i, end: digits, quoted: true, after: digits };
        let bare = (key.family == Family::Pin && digits > i).then_some(number);
        let Some(value) = quoted(scan.text, i).or(bare) else { return };
        emit(scan, key, site, tied.tie, value);
        i = value.after;
    }
}
