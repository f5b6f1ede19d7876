//! Entities, and tags in the middle of a word or around one.

use super::{Hit, Source};
use crate::escape;
use evidact_model::Format;

/// Says whether an element changes how a word looks, not where it ends.
fn is_inline(name: &[u8]) -> bool {
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"big"
            | b"code"
            | b"del"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"textpath"
            | b"tspan"
            | b"tt"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

/// Says whether an element in line marks words of a sentence, so that these go on around it: a piece of code
/// stands for itself.
fn is_emphasis(name: &[u8]) -> bool {
    ![&b"code"[..], b"del", b"kbd", b"q", b"samp", b"tt", b"var", b"wbr"]
        .iter()
        .any(|other| name.eq_ignore_ascii_case(other))
}

/// A longer tag is not looked through.
const MAX_TAG_BYTES: usize = 512;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let tags = matches!(source.format, Format::Html | Format::Markdown | Format::Xml);
    let mut at = from;
    loop {
        let rest = source.bytes.get(at..)?;
        let found = if tags { memchr::memchr2(b'&', b'<', rest) } else { memchr::memchr(b'&', rest) };
        let start = at + found?;
        let len = match source.bytes.get(start) {
            Some(b'&') => escape::entity(source.bytes, start, out),
            _ => tag_in_word(source.format, source.bytes, start),
        };
        if let Some(len) = len {
            return Some(Hit { start, end: start + len });
        }
        at = start + 1;
    }
}

/// Returns the length of what parts two elements of SVG text with one letter each: `</text><text x="8">`.
fn between_letters(bytes: &[u8], at: usize, reach: &[u8]) -> Option<usize> {
    let letter = |bytes: &[u8]| bytes.iter().rposition(|b| b & 0xC0 != 0x80);
    let before = bytes.get(at.saturating_sub(4)..at)?;
    let opens = letter(before)?.checked_sub(1).and_then(|i| before.get(i)) == Some(&b'>');
    let rest = reach.strip_prefix(b"</text>").filter(|_| opens)?;
    let blank = rest.len() - rest.trim_ascii_start().len();
    let next = rest.get(blank..)?.strip_prefix(b"<text")?;
    let close =
        next.first().filter(|b| b.is_ascii_whitespace() || **b == b'>').and(memchr::memchr(b'>', next))?;
    let inner = next.get(close + 1..)?;
    let end = memchr::memchr(b'<', inner)?;
    let one = inner.get(..end).is_some_and(|word| letter(word) == Some(0) && !word.starts_with(b" "));
    one.then_some(reach.len() - inner.len())
}

/// Returns the length of an inline tag or comment with something other than white space on both sides; on one side,
/// if it marks words.
pub(super) fn tag_in_word(format: Format, bytes: &[u8], at: usize) -> Option<usize> {
    let before = *bytes.get(at.checked_sub(1)?)?;
    let reach = bytes.get(at..bytes.len().min(at + MAX_TAG_BYTES))?;
    let mut marks = false;
    if format == Format::Xml && reach.starts_with(b"</text>") && !before.is_ascii_whitespace() {
        return between_letters(bytes, at, reach);
    }
    let len = if reach.starts_with(b"<!--") {
        memchr::memmem::find(reach, b"-->")? + 3
    } else {
        let name = reach.get(1..)?;
        let name = name.strip_prefix(b"/").unwrap_or(name);
        let letters = name.iter().take(8).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = name.get(..letters)?;
        // XML has no words that are in line, but for those of SVG.
        if !is_inline(name) || format == Format::Xml && !name.starts_with(b"t") {
            return None;
        }
        marks = is_emphasis(name);
        memchr::memchr(b'>', reach)? + 1
    };
    let after = *bytes.get(at + len)?;
    let blanks = u8::from(before.is_ascii_whitespace()) + u8::from(after.is_ascii_whitespace());
    (blanks == 0 || blanks == 1 && marks).then_some(len)
}
