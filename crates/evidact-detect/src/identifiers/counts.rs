//! Numbers that count or name things, told by what stands before and behind them.

use super::bytes::{WORD, byte, class, part, run, run_back};

/// Says whether the word before a number makes it a number of a thing, not of a person.
pub(super) fn counts_something(text: &[u8], start: usize) -> bool {
    const THINGS: [&[u8]; 24] = [
        b"build",
        b"part",
        b"code",
        b"batch",
        b"page",
        b"job",
        b"offset",
        b"port",
        b"line",
        b"commit",
        b"version",
        b"bytes",
        b"size",
        b"pid",
        b"lot",
        b"serial",
        b"sku",
        b"isbn",
        b"book",
        b"revision",
        b"timestamp",
        b"seed",
        b"epoch",
        b"model",
    ];
    let gap = run_back(text, start, 3, |b| matches!(b, b' ' | b':' | b'=' | b'#' | b'"' | b'.'));
    let mut from = run_back(text, gap, 12, |b| b.is_ascii_alphabetic());
    let mut word = part(text, from, gap);
    if word.eq_ignore_ascii_case(b"no") || word.eq_ignore_ascii_case(b"number") {
        let gap = run_back(text, from, 1, |b| b == b' ');
        from = run_back(text, gap, 12, |b| b.is_ascii_alphabetic());
        word = part(text, from, gap);
    }
    THINGS.iter().any(|t| word.eq_ignore_ascii_case(t))
}

/// `00330-80000-00000-AA501`: the number of a product goes on in letters and digits.
pub(super) fn goes_on_as_code(text: &[u8], end: usize) -> bool {
    let stop = run(text, end + 1, 12, |b| class(b) & WORD != 0);
    let tail = part(text, end + 1, stop);
    byte(text, end) == b'-'
        && tail.first().is_some_and(u8::is_ascii_uppercase)
        && tail.iter().any(u8::is_ascii_digit)
}

/// Says whether what follows a number makes it an amount or a measure.
pub(super) fn names_no_number(text: &[u8], end: usize) -> bool {
    let next = byte(text, end);
    (matches!(next, b'.' | b',') && byte(text, end + 1).is_ascii_digit())
        || next == b'%'
        || part(text, end, end + 6).eq_ignore_ascii_case(b" bytes")
}
