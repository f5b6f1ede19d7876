//! Between a key and its value in descriptions: `e.g. …`, `such as …`, and dots that lead from the one to the other.

use super::cited::is_cited_at;
use super::{Site, Tie, Tied, is_spoken_value, tie};
use crate::bytes::{at, cut, has_folded, run_end, skip_blanks};
use crate::grammar::quality::is_value_like;

/// What introduces an example, folded.
const EXAMPLES: [&[u8]; 19] = [
    b"e.g. ",
    b"e.g.: ",
    b"eg. ",
    b"e. g. ",
    b"i.e. ",
    b"for example ",
    b"for example, ",
    b"for example: ",
    b"for instance ",
    b"for instance, ",
    b"such as ",
    b"like ",
    b"z.b. ",
    b"z. b. ",
    b"zum beispiel ",
    b"beispielsweise ",
    b"par exemple ",
    b"p. ex. ",
    b"por ejemplo ",
];

/// `Password, e.g. …`, ``the token (for example `…`)``: an example that looks like a value is one.
pub(super) fn exemplified(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    let signs = run_end(text, j, 1, |b| matches!(b, b',' | b'(' | b';'));
    let value = past_example(text, skip_blanks(text, signs))?;
    (site.loose && j > site.end || signs > j).then_some(Tied { tie: Tie::Is, value })
}

/// Where the example begins that is introduced at a place, if it looks like a value.
pub(super) fn past_example(text: &[u8], from: usize) -> Option<usize> {
    let example = EXAMPLES.iter().find(|example| has_folded(text, from, example))?;
    let value = skip_blanks(text, from + example.len());
    (is_cited_at(text, value) || is_shown(text, value)).then_some(value)
}

/// `Password ...... …`, `Password .....: …`.
pub(super) fn led(text: &[u8], j: usize) -> Option<Tied> {
    let dots = run_end(text, j, 64, |b| b == b'.');
    let next = skip_blanks(text, dots);
    if at(text, next) == b':' {
        return tie(text, Tie::Colon, next + 1);
    }
    (dots > j + 1 && next > dots && is_shown(text, next)).then_some(Tied { tie: Tie::Is, value: next })
}

/// Says whether a word at a place is one that no sentence would have.
pub(super) fn is_shown(text: &[u8], from: usize) -> bool {
    let end = run_end(text, from, 96, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b',' | b';' | b')' | b'"' | b'\'' | b'`' | b'<')
    });
    let word = cut(text, from, end);
    let word = word.strip_suffix(b".").unwrap_or(word);
    is_value_like(word) || is_spoken_value(word)
}
