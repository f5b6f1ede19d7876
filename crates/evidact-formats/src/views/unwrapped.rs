//! Lines that were wrapped, and string literals that are added up, put together again.

use super::{Hit, Source};
use evidact_model::Format;

/// So much of a token must stand on both sides of a bare line end for it to be taken for a wrap.
const MIN_SIDE: usize = 12;

/// Nobody wraps a line before this column.
const MIN_COLUMN: usize = 48;

pub(super) fn find(source: &Source<'_>, from: usize, _out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let is_table = matches!(source.format, Format::Csv | Format::Tsv);
    let mut at = from;
    loop {
        let start = at + memchr::memchr2(b'\n', b'+', bytes.get(at..)?)?;
        let hit = match bytes.get(start) {
            // Quotes around a line end part two rows of a table.
            Some(b'\n') if !is_table => {
                adjacent_lines(bytes, start, from).or_else(|| wrap(source, start, from))
            }
            Some(b'\n') => wrap(source, start, from),
            _ => sum(bytes, start, from),
        };
        if hit.is_some() {
            return hit;
        }
        at = start + 1;
    }
}

/// How tokens of common providers begin: what stands so at the start of a line is no rest of another one.
const STARTS: [&[u8]; 27] = [
    b"ghp_",
    b"gho_",
    b"ghu_",
    b"ghs_",
    b"ghr_",
    b"github_pat_",
    b"glpat-",
    b"sk-",
    b"sk_",
    b"rk_",
    b"pk_",
    b"whsec_",
    b"xoxa-",
    b"xoxb-",
    b"xoxp-",
    b"xoxr-",
    b"xoxs-",
    b"hf_",
    b"npm_",
    b"pypi-",
    b"dop_v1_",
    b"shpat_",
    b"AKIA",
    b"ASIA",
    b"AIza",
    b"ya29.",
    b"SG.",
];

fn starts_token(line: &[u8]) -> bool {
    STARTS.iter().any(|start| line.starts_with(start))
}

fn is_token(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'/' | b'.' | b'=' | b'~' | b'%')
}

fn wrap(source: &Source<'_>, line_end: usize, floor: usize) -> Option<Hit> {
    let (bytes, format) = (source.bytes, source.format);
    let before = bytes.get(floor..line_end)?;
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    let next = behind_prefix(bytes, line_end + 1);
    if let Some(left) = before.strip_suffix(b"\\") {
        let right = bytes.get(next..)?;
        let is_text = matches!(format, Format::Text | Format::Markdown);
        let goes_on = left.last() != Some(&b'\\') && !right.starts_with(b"\n") && !right.is_empty();
        return (goes_on && !(is_text && begins_sentence(left, right)))
            .then_some(Hit { start: floor + left.len(), end: next });
    }
    if starts_token(bytes.get(next..)?) {
        return None;
    }
    let rest = bytes.get(next..)?;
    if breaks_at_sign(before, rest) || breaks_at_dot(before, rest) {
        return Some(Hit { start: floor + before.len(), end: next });
    }
    let left = before.iter().rev().take(MIN_SIDE).take_while(|b| is_token(**b)).count();
    if left < MIN_SIDE {
        return None;
    }
    let right = rest.iter().take(256).take_while(|b| is_token(**b)).count();
    // What a colon or an equals sign follows is the next setting's name, not the rest of this value.
    let blank = rest.iter().skip(right).take(8).take_while(|b| **b == b' ').count();
    let assigns = |w: &[u8]| matches!(w, [b'=', next] if *next != b'=');
    let padded = before.last() == Some(&b'=');
    let is_key = matches!(rest.get(right + blank), Some(b':' | b'='))
        || (padded && rest.get(..right)?.contains(&b'='))
        || rest.get(..right)?.ends_with(b"=") && matches!(rest.get(right), Some(b'"' | b'\''))
        || rest.get(..right)?.windows(2).any(assigns);
    let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
    let own = column < MIN_COLUMN && is_own(rest.get(..right)?, rest.get(right..)?);
    (right >= MIN_SIDE && !is_key && !own).then_some(Hit { start: floor + before.len(), end: next })
}

/// Says whether a backslash breaks a line of Markdown and not a value: the next line begins with an item, or with a word
/// of letters before another one, and no blank stands before the backslash, behind which a shell goes on.
fn begins_sentence(left: &[u8], right: &[u8]) -> bool {
    let line = right.split(|b| *b == b'\n').next().unwrap_or_default();
    let word = line.iter().take(32).take_while(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
    let item = matches!(line, [b'-' | b'*' | b'+', b' ', ..] | [b'*', b'*', ..]);
    let words = matches!(line.get(word..), Some([b' ', next, ..]) if next.is_ascii_alphabetic());
    left.last().is_some_and(|b| !b.is_ascii_whitespace())
        && (item || word >= 2 && words || word >= 2 && line.get(word) == Some(&b':'))
}

/// Says whether a line begins with an id or a commit of which its sentence speaks: digits of a hash or a UUID, a blank,
/// a word.
fn is_own(token: &[u8], behind: &[u8]) -> bool {
    let spoken = matches!(behind, [b' ', word, ..] if word.is_ascii_alphabetic());
    spoken
        && token.iter().all(|b| b.is_ascii_hexdigit() || *b == b'-')
        && token.iter().any(u8::is_ascii_digit)
}

/// Says whether a line ends within a word, as writers break addresses, hosts and names: behind a hyphen, or behind
/// the `@` of an address whose domain begins the next line.
fn breaks_at_sign(before: &[u8], rest: &[u8]) -> bool {
    let inner = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii();
    let Some((sign, left)) = before.split_last() else { return false };
    if !left.last().is_some_and(inner) || !rest.first().is_some_and(inner) {
        return false;
    }
    let domain = || rest.iter().take(64).take_while(|b| inner(b) || matches!(b, b'.' | b'-'));
    *sign == b'-' || *sign == b'@' && domain().any(|b| *b == b'.')
}

/// Says whether a line ends behind a dot of an IP address that goes on in the next one: four groups of digits in all.
fn breaks_at_dot(before: &[u8], rest: &[u8]) -> bool {
    let part = |b: &&u8| b.is_ascii_digit() || **b == b'.';
    let left = before.iter().rev().take(14).take_while(part).count();
    let whole = before.len().checked_sub(left + 1).and_then(|i| before.get(i)).is_none_or(|b| !is_token(*b));
    let right = rest.iter().take(14).take_while(part).count();
    let right = rest.get(..right).unwrap_or_default();
    let right = right.strip_suffix(b".").unwrap_or(right);
    let tail = before.get(before.len() - left..).unwrap_or_default();
    let groups = || tail.split(|b| *b == b'.').filter(|g| !g.is_empty()).chain(right.split(|b| *b == b'.'));
    tail.ends_with(b".")
        && whole
        && groups().count() == 4
        && groups().all(|g| (1..=3).contains(&g.len()))
        && groups().filter(|g| g.len() > 1).count() >= 3
}

fn adjacent_lines(bytes: &[u8], line_end: usize, floor: usize) -> Option<Hit> {
    let end = if bytes.get(floor..line_end)?.ends_with(b"\r") { line_end - 1 } else { line_end };
    adjacent(bytes, end, line_end + 1, floor)
}

/// `"abc"`, a line end, `"def"`: literals that stand beside each other are one in C and Python.
fn adjacent(bytes: &[u8], end: usize, next: usize, floor: usize) -> Option<Hit> {
    const LEAST: usize = 4;
    let quote = bytes.get(end.checked_sub(1)?).filter(|b| matches!(b, b'"' | b'\''))?;
    let left = bytes.get(floor..end - 1)?;
    let rest = bytes.get(next..bytes.len().min(next + 256))?;
    let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let right = rest.get(blank + 1..)?;
    let whole = left.iter().rev().take_while(|b| is_token(**b) || **b == b':').take(LEAST).count() == LEAST
        && right.iter().take_while(|b| is_token(**b) || **b == b':').take(LEAST).count() == LEAST;
    (whole && rest.get(blank) == Some(quote)).then(|| Hit { start: end - 1, end: next + blank + 1 })
}

/// Returns where a line begins behind its indentation, quote marks and comment signs.
fn behind_prefix(bytes: &[u8], line: usize) -> usize {
    let lead = bytes.get(line..bytes.len().min(line + 64)).unwrap_or_default();
    let len = lead.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>' | b'#' | b'|')).count();
    line + len
}

/// `"abc" + "def"`, also over a line end: from the quote before the sign to the quote behind it.
fn sum(bytes: &[u8], sign: usize, floor: usize) -> Option<Hit> {
    const REACH: usize = 48;
    let from = sign.saturating_sub(REACH).max(floor);
    let before = bytes.get(from..sign)?;
    let left = before.len() - before.iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
    let quote = *before.get(left.checked_sub(1)?)?;
    let after = bytes.get(sign + 1..bytes.len().min(sign + 1 + REACH))?;
    let right = after.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let is_quote = matches!(quote, b'"' | b'\'' | b'`') && after.get(right) == Some(&quote);
    is_quote.then(|| Hit { start: from + left - 1, end: sign + 2 + right })
}
