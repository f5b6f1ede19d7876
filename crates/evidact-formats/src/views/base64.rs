//! Base64 that holds text: standard or URL-safe, padded or not, wrapped over lines, and cut at its start.

use super::{Hit, MAX_RUN, Source, inflate};
use crate::base64::{is_digit, join, value};
use std::cell::Cell;

/// The fewest digits that are tried: sixteen characters with their padding.
const MIN_DIGITS: usize = 14;
/// The fewest decoded bytes of text that count, at an edge of a run and inside one. Noise has such a stretch
/// once in a hundred thousand bytes and once in fifty million.
const MIN_EDGE: usize = 10;
const MIN_INNER: usize = 20;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let (start, end) = super::next_run(bytes, at, MIN_DIGITS, is_digit)?;
        let first = Line { start, end };
        let run = bytes.get(start..end)?;
        if !is_mixed(run) || !may_spell_text(run) {
            at = end;
            continue;
        }
        let mut digits: Vec<u8> = first.digits(bytes).collect();
        let end = wrapped(bytes, first, &mut digits);
        if spells_text(&digits, source.inflation, out) {
            let padding = bytes.get(end..)?.iter().take(2).take_while(|b| **b == b'=').count();
            return Some(Hit { start, end: end + padding });
        }
        at = end;
    }
}

/// Encoded text has letters of both cases; words, paths and hexadecimal have one.
fn is_mixed(run: &[u8]) -> bool {
    let head = run.get(..run.len().min(256)).unwrap_or_default();
    head.iter().any(u8::is_ascii_uppercase)
        && head.iter().any(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// One line of a run.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
}

impl Line {
    fn digits(self, bytes: &[u8]) -> impl Iterator<Item = u8> {
        bytes.get(self.start..self.end).unwrap_or_default().iter().filter_map(|&b| value(b))
    }

    /// The digits at the start of the next line, if this one ends where its line does.
    fn next(self, bytes: &[u8]) -> Option<Self> {
        let rest = bytes.get(self.end..)?;
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
        let indent = rest.iter().take(64).take_while(|b| matches!(b, b' ' | b'\t' | b'>' | b'#')).count();
        let body = rest.get(indent..)?;
        let len = body.iter().take(MAX_RUN).take_while(|b| is_digit(**b)).count();
        let start = bytes.len() - body.len();
        (len > 0).then_some(Self { start, end: start + len })
    }
}

/// Adds the lines that go on with a run, and returns where it ends.
fn wrapped(bytes: &[u8], first: Line, digits: &mut Vec<u8>) -> usize {
    const MIN_LINE: usize = 32;
    let mut line = first;
    let mut width = None;
    while line.end - line.start >= MIN_LINE && digits.len() < MAX_RUN {
        let Some(next) = line.next(bytes) else { break };
        let len = next.end - next.start;
        // All lines but the first (which may stand behind a key) and the last are equally long.
        let full = width.is_none_or(|w| len <= w);
        let closed = matches!(
            bytes.get(next.end),
            None | Some(b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'<' | b'-' | b' ')
        );
        if !full || !closed || is_name_of_setting(bytes, next.end) {
            break;
        }
        digits.extend(next.digits(bytes));
        let last = width.is_some_and(|w| len < w);
        width.get_or_insert(len);
        line = next;
        if last {
            break;
        }
    }
    line.end
}

/// Says whether what ends at a place is the name of the next setting: behind padding, a line ends.
fn is_name_of_setting(bytes: &[u8], end: usize) -> bool {
    let rest = bytes.get(end..).unwrap_or_default();
    let padding = rest.iter().take(3).take_while(|b| **b == b'=').count();
    let behind = rest.get(padding).copied();
    padding > 2
        || padding > 0 && behind.is_some_and(|b| b.is_ascii_graphic() && !b"\"'<-,;)]}&\\".contains(&b))
}

/// Decodes digits from the given one on.
fn decode(digits: &[u8], skip: usize, out: &mut Vec<u8>) {
    out.clear();
    join(digits.get(skip..).unwrap_or_default(), out);
}

/// Says whether the few digits of a short run could spell text at any offset: identifiers seldom do.
fn may_spell_text(run: &[u8]) -> bool {
    const SHORT: usize = 40;
    if run.len() > SHORT {
        return true;
    }
    let value = |at: usize| run.get(at).copied().and_then(value).unwrap_or(0);
    (0..4).any(|skip| {
        if run.len() * 3 < (MIN_EDGE + skip) * 4 {
            return false;
        }
        let (mut text, mut at) = (0, skip);
        while at + 2 <= run.len() {
            let (a, b, c, d) = (value(at), value(at + 1), value(at + 2), value(at + 3));
            for (i, byte) in [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d].into_iter().enumerate() {
                if at + i + 2 > run.len() {
                    break;
                }
                let shows = byte == 0 || byte >= 0x80 || super::text_len(&[byte]) == 1;
                text = if shows { text + 1 } else { 0 };
                if text >= MIN_EDGE {
                    return true;
                }
            }
            at += 4;
        }
        false
    })
}

/// Decodes digits that spell text, wholly or in stretches and at whichever of four offsets, into `out`.
fn spells_text(digits: &[u8], inflation: &Cell<usize>, out: &mut Vec<u8>) -> bool {
    let mut decoded = Vec::new();
    decode(digits, 0, &mut decoded);
    if let Some(inflated) = inflate::with_header(&decoded, inflation) {
        let before = out.len();
        if super::is_mostly_text(&inflated) {
            out.extend_from_slice(&inflated);
        } else {
            stretches(&inflated, out);
        }
        return out.len() > before;
    }
    if let Some(narrow) = narrowed(&decoded) {
        out.extend_from_slice(&narrow);
        return true;
    }
    if decoded.len() >= MIN_EDGE && super::is_mostly_text(&decoded) && super::is_plausible(&decoded) {
        out.extend_from_slice(&decoded);
        return true;
    }
    if let Some(inflated) = inflate::bare(&decoded, inflation) {
        out.extend_from_slice(&inflated);
        return true;
    }
    let before = out.len();
    for skip in 0..4 {
        if skip > 0 {
            decode(digits, skip, &mut decoded);
        }
        stretches(&decoded, out);
    }
    out.len() > before
}

/// Adds the stretches of ASCII text, each on a line of its own.
fn stretches(decoded: &[u8], out: &mut Vec<u8>) {
    let is_text = |b: &u8| super::text_len(std::slice::from_ref(b)) == 1;
    let mut add = |start: usize, end: usize| {
        out.extend_from_slice(decoded.get(start..end).unwrap_or_default());
        out.push(b'\n');
    };
    let head = decoded.iter().take_while(|b| is_text(b)).count();
    if head >= MIN_EDGE {
        add(0, head);
    }
    let tail = decoded.len() - decoded.iter().rev().take_while(|b| is_text(b)).count();
    // A long enough stretch holds one of every `MIN_INNER` bytes; the others need not be looked at.
    let mut floor = head;
    let mut at = head + MIN_INNER;
    while at < tail {
        if !decoded.get(at).is_some_and(is_text) {
            floor = at + 1;
            at += MIN_INNER;
            continue;
        }
        let before = decoded.get(floor..at).unwrap_or_default();
        let start = before.iter().rposition(|b| !is_text(b)).map_or(floor, |n| floor + n + 1);
        let end = at + decoded.iter().skip(at).take_while(|b| is_text(b)).count();
        if end - start >= MIN_INNER && end < tail {
            add(start, end);
        }
        floor = end;
        at = end + MIN_INNER;
    }
    if decoded.len() - tail >= MIN_EDGE && tail > head {
        add(tail, decoded.len());
    }
}

/// Returns UTF-16 as UTF-8 if every second byte is zero, as in an encoded PowerShell command.
fn narrowed(decoded: &[u8]) -> Option<Vec<u8>> {
    let (pairs, _) = decoded.as_chunks::<2>();
    let ascii = pairs.iter().filter(|p| p[1] == 0 && super::text_len(&p[..1]) == 1).count();
    if pairs.len() < MIN_EDGE / 2 || ascii * 10 < pairs.len() * 8 {
        return None;
    }
    let words = pairs.iter().map(|p| u16::from_le_bytes(*p));
    let text: String = char::decode_utf16(words).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.into_bytes())
}
