//! Marks of Markdown within a word, as people read the word without them: `**pass**word`, `pass~~word~~`, `pass\_word`.
//!
//! In Markdown tags and comments within a word belong here too: unlike the other readings this one carries the lines
//! below, so that a key in the heading of a table still has its column.

use super::markup::tag_in_word;
use super::{Hit, Source};
use evidact_model::Format;

/// The longest run of marks.
const MAX_MARKS: usize = 8;
/// How much of a marked part is looked at, and how far away on its line the mark may stand that belongs to one.
const MAX_PART: usize = 32;
const MAX_SPAN: usize = 160;

const fn is_mark(b: u8) -> bool {
    matches!(b, b'*' | b'~' | b'`')
}

pub(super) fn find(source: &Source<'_>, from: usize, _: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    if !matches!(source.format, Format::Markdown | Format::Text | Format::Json) {
        return None;
    }
    let markdown = source.format == Format::Markdown;
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let next = if markdown {
            rest.iter().position(|&b| is_mark(b) || matches!(b, b'<' | b'\\'))
        } else {
            memchr::memchr3(b'*', b'~', b'`', rest)
        };
        let start = at + next?;
        let end = match bytes.get(start)? {
            b'<' => tag_in_word(Format::Markdown, bytes, start).map_or(start, |len| start + len),
            b'\\' => start + usize::from(escapes_mark(bytes, start)),
            _ => marks(bytes, start),
        };
        if end > start && (is_in_word(bytes, start, end) || is_beside(bytes, start, end)) {
            return Some(Hit { start, end });
        }
        at = end.max(start + 1);
    }
}

/// `pass\_word`: the backslash does not show.
fn escapes_mark(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at + 1), Some(b'_' | b'-' | b'*' | b'~'))
}

/// Returns the end of a run of marks, or its start if nothing on its line belongs to it.
fn marks(bytes: &[u8], start: usize) -> usize {
    let reach = bytes.get(start..bytes.len().min(start + MAX_MARKS)).unwrap_or_default();
    let end = start + reach.iter().position(|&b| !is_mark(b)).unwrap_or(reach.len());
    let Some(&mark) = bytes.get(start) else { return start };
    let behind = bytes.get(end..bytes.len().min(end + MAX_SPAN)).unwrap_or_default();
    let ahead = bytes.get(start.saturating_sub(MAX_SPAN)..start).unwrap_or_default();
    let closes = memchr::memchr2(mark, b'\n', behind).is_some_and(|n| behind.get(n) == Some(&mark));
    let opens = memchr::memrchr2(mark, b'\n', ahead).is_some_and(|n| ahead.get(n) == Some(&mark));
    if closes || opens { end } else { start }
}

fn is_letter(b: Option<&u8>) -> bool {
    b.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
}

fn is_in_word(bytes: &[u8], start: usize, end: usize) -> bool {
    // What a backslash escapes goes on being part of the word.
    let behind = if bytes.get(start) == Some(&b'\\') { end + 1 } else { end };
    is_letter(start.checked_sub(1).and_then(|i| bytes.get(i))) && is_letter(bytes.get(behind))
}

/// Says whether marks stand at the end of a word that other marks part: the first of `**pass**word`, the last of
/// `pass~~word~~`.
fn is_beside(bytes: &[u8], start: usize, end: usize) -> bool {
    if !bytes.get(start).is_some_and(|&b| is_mark(b)) {
        return false;
    }
    let behind = bytes.get(end..bytes.len().min(end + MAX_PART)).unwrap_or_default();
    let part = end + behind.iter().take_while(|b| is_letter(Some(b))).count();
    let inner = marks_end(bytes, part);
    if part > end && inner > part && is_letter(bytes.get(inner)) {
        return true;
    }
    let ahead = bytes.get(start.saturating_sub(MAX_PART)..start).unwrap_or_default();
    let part = start - ahead.iter().rev().take_while(|b| is_letter(Some(b))).count();
    let ahead = bytes.get(part.saturating_sub(MAX_MARKS)..part).unwrap_or_default();
    let inner = part - ahead.iter().rev().take_while(|b| is_mark(**b)).count();
    part < start && inner < part && is_letter(inner.checked_sub(1).and_then(|i| bytes.get(i)))
}

fn marks_end(bytes: &[u8], from: usize) -> usize {
    let reach = bytes.get(from..bytes.len().min(from + MAX_MARKS)).unwrap_or_default();
    from + reach.iter().take_while(|b| is_mark(**b)).count()
}
