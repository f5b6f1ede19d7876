//! Byte classes, word borders and the places that a scanner must leave alone.

use evidact_model::Placeholder;

/// A lower-case ASCII letter.
pub(super) const LOWER: u8 = 1;
/// An upper-case ASCII letter.
pub(super) const UPPER: u8 = 2;
/// An ASCII digit.
pub(super) const DIGIT: u8 = 4;
/// A byte of a character outside ASCII; treated as a letter.
pub(super) const HIGH: u8 = 8;
/// The underscore, which joins words.
pub(super) const UNDERSCORE: u8 = 16;
/// Punctuation that may start or mark an identifier.
pub(super) const MARK: u8 = 32;
/// Any byte of a word.
pub(super) const WORD: u8 = LOWER | UPPER | DIGIT | HIGH | UNDERSCORE;
/// Any letter.
pub(super) const LETTER: u8 = LOWER | UPPER | HIGH;

/// The class of every byte.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'_' => UNDERSCORE,
            // The last two: first bytes of Latin-1 symbols (no-break space) and of dashes and quotes.
            b'@' | b'+' | b'(' | b'[' | b':' | 0xC2 | 0xE2 => MARK,
            128..=255 => HIGH,
            _ => 0,
        };
        b += 1;
    }
    table
}

/// Returns the class of a byte.
#[inline]
pub(super) fn class(byte: u8) -> u8 {
    CLASS[usize::from(byte)]
}

/// Returns the byte at `at`, or a newline outside the text: both end whatever is being read.
#[inline]
pub(super) fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(b'\n')
}

/// Returns the byte before `at`, or a newline at the start of the text.
#[inline]
pub(super) fn before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b'\n', |i| byte(text, i))
}

/// Returns a part of the text; out of bounds is empty.
#[inline]
pub(super) fn part(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.get(start..end).unwrap_or_default()
}

/// Says whether the byte belongs to a word.
#[inline]
pub(super) fn is_word(b: u8) -> bool {
    class(b) & WORD != 0
}

/// Says whether the byte is a letter.
#[inline]
pub(super) fn is_letter(b: u8) -> bool {
    class(b) & LETTER != 0
}

/// Returns the end of the run of bytes that satisfy `want`, at most `most` of them.
#[inline]
pub(super) fn run(text: &[u8], at: usize, most: usize, mut want: impl FnMut(u8) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take(most).position(|&b| !want(b)).unwrap_or(rest.len().min(most))
}

/// Returns the start of the run of bytes before `at` that satisfy `want`, at most `most` of them.
#[inline]
pub(super) fn run_back(text: &[u8], at: usize, most: usize, mut want: impl FnMut(u8) -> bool) -> usize {
    let rest = text.get(..at).unwrap_or_default();
    at - rest.iter().rev().take(most).position(|&b| !want(b)).unwrap_or(rest.len().min(most))
}

/// Returns the end of the line that holds `at`, looking no further than `most` bytes.
pub(super) fn line_end(text: &[u8], at: usize, most: usize) -> usize {
    let rest = part(text, at, text.len().min(at.saturating_add(most)));
    at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// Narrows a range until neither end holds white space or punctuation that belongs to the sentence.
pub(super) fn trim(text: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end
        && matches!(byte(text, start), b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'*' | b'`' | b',')
    {
        start += 1;
    }
    while start < end
        && matches!(
            before(text, end),
            b' ' | b'\t'
                | b'\n'
                | b'\r'
                | b'"'
                | b'\''
                | b'*'
                | b'`'
                | b','
                | b';'
                | b'.'
                | b'!'
                | b'?'
                | b'\\'
                | b':'
        )
    {
        end -= 1;
    }
    (start, end)
}

/// Returns the end of the placeholder that starts at `at`: `[EMAIL:02]` or `EMAIL-02`.
pub(super) fn placeholder(text: &[u8], at: usize) -> Option<usize> {
    match byte(text, at) {
        b'[' if byte(text, at + 1).is_ascii_uppercase() => {
            let kind = run(text, at + 1, 33, |b| b.is_ascii_uppercase() || b == b'-');
            let form = part(text, at, text.len().min(at + 96));
            (byte(text, kind) == b':').then(|| Placeholder::at_start(form)).flatten().map(|(_, len)| at + len)
        }
        b'A'..=b'Z' => bare_placeholder(text, at),
        _ => None,
    }
}

/// Kinds that people also use as prefixes of numbers of their own (`ACCOUNT-48213`): there only up to four
/// digits are read as a placeholder.
const SHARED_PREFIXES: [&[u8]; 4] = [b"ACCOUNT", b"CUSTOMER", b"CUSTOMER-ID", b"CARD"];

const KINDS: [&[u8]; 26] = [
    b"EMAIL",
    b"PHONE",
    b"CARD",
    b"IBAN",
    b"SSN",
    b"NATIONAL-ID",
    b"TAX-ID",
    b"PERSON",
    b"ADDRESS",
    b"DATE-OF-BIRTH",
    b"PASSPORT",
    b"LICENCE",
    b"IP",
    b"MAC",
    b"HOST",
    b"IMEI",
    b"VIN",
    b"WALLET",
    b"COORDINATES",
    b"CUSTOMER-ID",
    b"ACCOUNT",
    b"USERNAME",
    b"PLATE",
    b"CUSTOMER",
    b"CREDENTIAL",
    b"TERM",
];

fn bare_placeholder(text: &[u8], at: usize) -> Option<usize> {
    // Most words in capitals end here: no kind begins so.
    let head = run(text, at, 12, |b| b.is_ascii_uppercase());
    let first = part(text, at, head);
    let begins = |kind: &&[u8]| kind.starts_with(first) && matches!(kind.get(first.len()), None | Some(b'-'));
    if byte(text, head) != b'-' || !KINDS.iter().any(begins) {
        return None;
    }
    let end = run(text, at, 80, |b| b.is_ascii_alphanumeric() || b == b'-');
    let form = part(text, at, end);
    let digits = form.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let kind = form.get(..form.len().checked_sub(digits + 1)?)?;
    if digits < 2 || form.get(kind.len()) != Some(&b'-') {
        return None;
    }
    let known = KINDS.contains(&kind) || kind.starts_with(b"CREDENTIAL-");
    let most = if SHARED_PREFIXES.contains(&kind) { 4 } else { 9 };
    (known && (2..=most).contains(&digits) && !is_word(byte(text, end))).then_some(end)
}

/// Says whether a range overlaps a placeholder; ranges are short, so looking at each start is cheap.
pub(super) fn touches_placeholder(text: &[u8], start: usize, end: usize) -> bool {
    let from = run_back(text, start, 80, |b| b != b'\n' && b != b' ');
    (from..end).any(|i| {
        let b = byte(text, i);
        let may_start = b == b'[' || (b.is_ascii_uppercase() && !is_word(before(text, i)));
        may_start && placeholder(text, i).is_some_and(|stop| stop > start)
    })
}

#[cfg(test)]
mod tests {
    use super::{placeholder, touches_placeholder, trim};

    #[test]
    fn knows_both_forms_of_a_placeholder() {
        assert_eq!(placeholder(b"[EMAIL:02] x", 0), Some(10));
        assert_eq!(placeholder(b"CREDENTIAL-github-01", 0), Some(20));
        assert_eq!(placeholder(b"CUSTOMER-ID-07.txt", 0), Some(14));
        assert_eq!(placeholder(b"ACCOUNT-48213", 0), None);
        assert_eq!(placeholder(b"ERROR-42", 0), None);
    }

    #[test]
    fn sees_a_placeholder_that_a_range_only_touches() {
        assert!(touches_placeholder(b"see [EMAIL:02] x", 11, 16));
        assert!(!touches_placeholder(b"see [EMAIL:02] xyz", 15, 18));
    }

    #[test]
    fn trims_to_nothing_without_harm() {
        assert_eq!(trim(b" ,. ", 0, 4), (2, 2));
        assert_eq!(trim(b"", 0, 0), (0, 0));
    }
}
