//! Terminal control sequences and characters that show nothing removed, width and style folded.

use super::{Hit, Source};
use crate::escape::{is_ignorable, push};
use unicode_normalization::UnicodeNormalization;

/// A longer operating system command is not one.
const MAX_COMMAND_BYTES: usize = 4096;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let start = next_candidate(bytes, at)?;
        let rest = bytes.get(start..)?;
        let len = match rest.first()? {
            0x1B => Some(control_sequence(rest)),
            0 => Some(1),
            _ => dash(bytes, start, out).or_else(|| folded(rest, out)),
        };
        if let Some(len) = len {
            return Some(Hit { start, end: start + len });
        }
        at = start + super::text_len(rest).max(1);
    }
}

/// Returns the next ESC, NUL or lead byte of a character that may be folded.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    // Blocks grow while they hold nothing: fast over plain text, no waste among many hits.
    let mut block = 64;
    while at < bytes.len() {
        let part = bytes.get(at..bytes.len().min(at + block))?;
        let quiet = part.is_ascii() && memchr::memchr2(0x1B, 0, part).is_none();
        if !quiet && let Some(n) = part.iter().position(|&b| is_candidate(b)) {
            return Some(at + n);
        }
        at += part.len();
        block = (block * 2).min(8192);
    }
    None
}

/// The lead bytes of the characters that [`folded`] knows.
fn is_candidate(b: u8) -> bool {
    matches!(b, 0x1B | 0 | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF0 | 0xF3)
}

/// Writes a hyphen for what is shown as one: U+2010 and U+2011 always, the other dashes and the minus sign within a
/// word or number, as typesetting puts them there. NFKC keeps all of them apart.
fn dash(bytes: &[u8], start: usize, out: &mut Vec<u8>) -> Option<usize> {
    const LEN: usize = 3;
    let within = || {
        let alnum = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        alnum(start.checked_sub(1).and_then(|i| bytes.get(i))) && alnum(bytes.get(start + LEN))
    };
    let shown = match bytes.get(start..start + LEN)? {
        // U+2010, U+2011.
        [0xE2, 0x80, 0x90 | 0x91] => true,
        // U+2012 to U+2014, U+2212.
        [0xE2, 0x80, 0x92..=0x94] | [0xE2, 0x88, 0x92] => within(),
        _ => false,
    };
    shown.then(|| {
        out.push(b'-');
        LEN
    })
}

fn folded(rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let len = super::text_len(rest);
    let c = std::str::from_utf8(rest.get(..len)?).ok()?.chars().next()?;
    if is_ignorable(c) {
        return Some(len);
    }
    if !is_styled(c) {
        return None;
    }
    let before = out.len();
    for folded in std::iter::once(c).nfkc() {
        push(folded, out);
    }
    if out.get(before..) == rest.get(..len) {
        out.truncate(before);
        return None;
    }
    Some(len)
}

/// Characters that are another one in a different width or style.
fn is_styled(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{B2}' | '\u{B3}' | '\u{B9}'
            | '\u{2000}'..='\u{200A}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{2070}'..='\u{209C}'
            | '\u{2100}'..='\u{214F}'
            | '\u{2460}'..='\u{24FF}'
            | '\u{3000}'
            | '\u{FB00}'..='\u{FB06}'
            | '\u{FE10}'..='\u{FE6F}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{1D400}'..='\u{1D7FF}'
            | '\u{1F100}'..='\u{1F1FF}'
            | '\u{1FBF0}'..='\u{1FBF9}'
    )
}

/// Returns the length of the control sequence that begins with ESC.
fn control_sequence(rest: &[u8]) -> usize {
    let body = rest.get(2..).unwrap_or_default();
    match rest.get(1) {
        Some(b'[') => {
            let inner = body.iter().take(128).take_while(|b| matches!(b, 0x20..=0x3F)).count();
            let is_final = body.get(inner).is_some_and(|b| matches!(b, 0x40..=0x7E));
            2 + inner + usize::from(is_final)
        }
        Some(b']' | b'P' | b'_' | b'^' | b'X') => {
            let reach = body.get(..body.len().min(MAX_COMMAND_BYTES)).unwrap_or_default();
            match memchr::memchr2(7, 0x1B, reach) {
                Some(n) if reach.get(n) == Some(&7) => 3 + n,
                Some(n) if body.get(n + 1) == Some(&b'\\') => 4 + n,
                _ => 2,
            }
        }
        Some(b'(' | b')' | b'*' | b'+' | b'#' | b'%') => 3.min(rest.len()),
        Some(0x20..=0x7E) => 2,
        _ => 1,
    }
}
