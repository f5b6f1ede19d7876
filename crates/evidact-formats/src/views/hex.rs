//! Hexadecimal that spells text: runs of digits, with or without `0x`, and separated pairs.

use super::{Hit, Source};

/// The fewest separated pairs that are tried.
const MIN_PAIRS: usize = 8;

/// The fewest digits that are tried.
const MIN_DIGITS: usize = 16;

/// Looks at the first pairs: ids and digests soon show a byte that no text has.
fn may_spell_text(pairs: &[[u8; 2]]) -> bool {
    let lead = |&[high, low]: &[u8; 2]| match high {
        b'0' => matches!(low, b'9' | b'a' | b'A' | b'd' | b'D'),
        b'1' => false,
        b'7' => !matches!(low, b'f' | b'F'),
        _ => true,
    };
    let ascii = || pairs.iter().filter(|p| p[0] < b'8').count();
    pairs.iter().take(32).all(lead) && (pairs.len() > 32 || ascii() * 4 >= pairs.len() * 3)
}

/// Says whether a byte is a digit, without a branch: in a log every other byte is one.
fn is_digit(b: u8) -> bool {
    b.is_ascii_digit() | matches!(b | 0x20, b'a'..=b'f')
}

fn value(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).map(|d| d as u8)
}

pub(super) fn find_run(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let (start, end) = super::next_run(bytes, at, MIN_DIGITS, is_digit)?;
        let digits = bytes.get(start..end)?;
        for skip in 0..2 {
            let (pairs, _) = digits.get(skip..)?.as_chunks::<2>();
            if !may_spell_text(pairs) {
                continue;
            }
            out.clear();
            out.extend(pairs.iter().filter_map(|[a, b]| Some(value(*a)? << 4 | value(*b)?)));
            if super::text_bytes(out) == out.len() && super::is_plausible(out) {
                let prefix =
                    start.checked_sub(2).filter(|&p| matches!(bytes.get(p..start), Some(b"0x" | b"0X")));
                return Some(Hit { start: prefix.filter(|&p| p >= from).unwrap_or(start), end });
            }
        }
        out.clear();
        at = end;
    }
}

/// A pair of digits with a separator behind it.
fn pair(bytes: &[u8], at: usize) -> Option<(u8, u8)> {
    let [a, b] = *bytes.get(at..at + 2)?.first_chunk::<2>()?;
    let byte = value(a)? << 4 | value(b)?;
    let separator = *bytes.get(at + 2)?;
    matches!(separator, b' ' | b':' | b'-' | b',').then_some((byte, separator))
}

/// Looks at every fifteenth byte only: eight pairs are 23 bytes long.
pub(super) fn find_pairs(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    let mut floor = from;
    while at < bytes.len() {
        let Some((first, separator)) = (0..3).find_map(|phase| {
            let first = at + phase;
            // Most text is told apart by the two bytes that would be separators.
            if bytes.get(first + 2)? != bytes.get(first + 5)? {
                return None;
            }
            let (_, separator) = pair(bytes, first)?;
            let (_, next) = pair(bytes, first + 3)?;
            (separator == next).then_some((first, separator))
        }) else {
            at += 15;
            continue;
        };
        let same = |at: usize| pair(bytes, at).is_some_and(|p| p.1 == separator);
        let mut start = first;
        while start >= floor + 3 && same(start - 3) {
            start -= 3;
        }
        out.clear();
        let mut end = start;
        while let Some((byte, _)) = pair(bytes, end).filter(|p| p.1 == separator) {
            out.push(byte);
            end += 3;
        }
        // The last pair has no separator behind it.
        if let (Some(a), Some(b)) =
            (bytes.get(end).copied().and_then(value), bytes.get(end + 1).copied().and_then(value))
        {
            out.push(a << 4 | b);
            end += 2;
        } else {
            end -= 1;
        }
        if out.len() >= MIN_PAIRS && super::text_bytes(out) == out.len() && super::is_plausible(out) {
            return Some(Hit { start, end });
        }
        floor = end;
        at = end.max(at + 1);
    }
    out.clear();
    None
}
