//! Small questions about bytes that all scanners ask. Nothing here allocates or panics.

/// Returns the byte at `at`, or NUL outside the text.
#[inline]
pub(crate) fn at(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// Returns the byte before `at`, or NUL at the start.
#[inline]
pub(crate) fn before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).and_then(|i| text.get(i)).copied().unwrap_or(0)
}

/// Returns the bytes of a range, cut to the text.
#[inline]
pub(crate) fn cut(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.get(start..end.min(text.len())).unwrap_or(&[])
}

/// Says whether the text at `at` begins with `folded`, which is lower case, in any ASCII case.
#[inline]
pub(crate) fn has_folded(text: &[u8], at: usize, folded: &[u8]) -> bool {
    text.get(at..at + folded.len()).is_some_and(|t| t.eq_ignore_ascii_case(folded))
}

/// Says whether `text` holds `folded`, which is lower case, in any ASCII case.
pub(crate) fn contains_folded(text: &[u8], folded: &[u8]) -> bool {
    let Some(&first) = folded.first() else { return true };
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), text).any(|i| has_folded(text, i, folded))
}

/// Counts a byte.
pub(crate) fn count(text: &[u8], wanted: u8) -> usize {
    memchr::memchr_iter(wanted, text).count()
}

/// Says whether the byte may stand in a word: ASCII letters, digits, `_` and everything beyond ASCII.
#[inline]
pub(crate) const fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

/// Says whether the byte may stand in a dotted or hyphenated name.
#[inline]
pub(crate) const fn is_name(b: u8) -> bool {
    is_word(b) || matches!(b, b'-' | b'.')
}

/// Says whether the byte is of one of the base64 alphabets, padding aside.
#[inline]
pub(crate) const fn is_base64(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_')
}

/// Decodes base64 of either alphabet up to the first byte that is of none; bits left over at the end are dropped.
///
/// # Exposure
/// What the digits decode to.
pub(crate) fn base64_bytes(digits: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let (mut bits, mut held) = (0u32, 0u32);
    digits.iter().map_while(|&b| base64_digit(b)).filter_map(move |digit| {
        bits = (bits << 6 | digit) & 0xffff;
        held += 6;
        let byte = held.checked_sub(8).map(|left| (bits >> left & 0xff) as u8);
        held %= 8;
        byte
    })
}

const fn base64_digit(b: u8) -> Option<u32> {
    let digit = match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(digit as u32)
}

/// Says whether the byte is a quote of one of the three kinds.
#[inline]
pub(crate) const fn is_quote(b: u8) -> bool {
    matches!(b, b'"' | b'\'' | b'`')
}

/// Returns the first place at or after `from` that is neither space nor tab.
#[inline]
pub(crate) fn skip_blanks(text: &[u8], from: usize) -> usize {
    let mut i = from;
    // Alignment in tables and sources is bounded; a longer gap separates nothing from nothing.
    while i < from + 128 && matches!(at(text, i), b' ' | b'\t') {
        i += 1;
    }
    i
}

/// Returns the end of the run that starts at `from` and whose bytes all satisfy `inside`, at most `limit` long.
#[inline]
pub(crate) fn run_end(text: &[u8], from: usize, limit: usize, inside: impl Fn(u8) -> bool) -> usize {
    let rest = cut(text, from, from.saturating_add(limit));
    from + rest.iter().position(|&b| !inside(b)).unwrap_or(rest.len())
}

/// Returns the start of the run that ends at `to` and whose bytes all satisfy `inside`, at most `limit` long.
#[inline]
pub(crate) fn run_start(text: &[u8], to: usize, limit: usize, inside: impl Fn(u8) -> bool) -> usize {
    let from = to.saturating_sub(limit);
    let rest = cut(text, from, to);
    rest.iter().rposition(|&b| !inside(b)).map_or(from, |i| from + i + 1)
}

/// Returns where the line of `at` starts, looking back at most [`LINE_LOOK`] bytes.
pub(crate) fn line_start(text: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(LINE_LOOK);
    memchr::memrchr(b'\n', cut(text, from, at)).map_or(from, |i| from + i + 1)
}

/// Returns where the line of `at` ends, looking ahead at most `limit` bytes.
pub(crate) fn line_end(text: &[u8], at: usize, limit: usize) -> usize {
    let rest = cut(text, at, at.saturating_add(limit));
    let end = at + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    if end > at && before(text, end) == b'\r' { end - 1 } else { end }
}

/// How far a scanner looks back for the start of its line.
pub(crate) const LINE_LOOK: usize = 256;

/// Returns the range without leading and trailing ASCII white space.
pub(crate) fn trim(text: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && at(text, start).is_ascii_whitespace() {
        start += 1;
    }
    while end > start && before(text, end).is_ascii_whitespace() {
        end -= 1;
    }
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::{contains_folded, line_end, line_start, run_start, trim};

    #[test]
    fn finds_the_borders_of_a_line() {
        let text = b"one\r\ntwo three\r\nfour";
        assert_eq!((line_start(text, 8), line_end(text, 8, 99)), (5, 14));
        assert_eq!((line_start(text, 0), line_end(text, 18, 99)), (0, text.len()));
    }

    #[test]
    fn runs_and_trims_stay_in_bounds() {
        assert_eq!(run_start(b"ab-cd", 5, 10, |b| b.is_ascii_alphabetic()), 3);
        assert_eq!(trim(b"  x ", 0, 4), (2, 3));
        assert!(contains_folded(b"an API key", b"api"));
    }
}
