//! Where a value begins and ends, by the conventions of its place.

use crate::bytes::{at, before, cut, is_quote, is_word, line_end, run_end, trim};
use memchr::memmem;

/// A value as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) quoted: bool,
    /// The first byte after the value and its closing quote.
    pub(crate) after: usize,
}

/// How an unquoted value ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// With its line, comments and trailing separators aside.
    Line,
    /// At a blank or a separator.
    Token,
    /// At a blank, a quote, `&` or `#`.
    Query,
    /// At `<`.
    Markup,
    /// At `;` or the end of the string it stands in.
    Connection,
}

/// The longest quoted or unquoted value.
pub(crate) const MAX_VALUE: usize = 8 * 1024;
const MAX_LINE: usize = 4096;

/// Reads a quoted value, with its string prefix (`r"`, `@"`, `b'`), escaped quotes or entities.
///
/// # Exposure
/// Reads the text.
pub(crate) fn quoted(text: &[u8], from: usize) -> Option<Value> {
    let mut i = from;
    while i < from + 2
        && matches!(
            at(text, i),
            b'r' | b'R' | b'b' | b'B' | b'u' | b'U' | b'f' | b'F' | b'L' | b'N' | b'n' | b'@' | b'$'
        )
        && (is_quote(at(text, i + 1)) || is_quote(at(text, i + 2)))
    {
        i += 1;
    }
    let slashes = run_end(text, i, 8, |b| b == b'\\') - i;
    let quote = at(text, i + slashes);
    if slashes > 0 && is_quote(quote) {
        return closed_by(text, i + slashes + 1, cut(text, i, i + slashes + 1));
    }
    if slashes == 0 && quote == b'`' && at(text, i + 1) == b'`' && at(text, i + 2) != b'`' {
        return closed_by(text, i + 2, b"``");
    }
    if slashes == 0 && quote == b'"' && at(text, i + 1) == quote && is_word(at(text, i + 2)) {
        // A quote in a cell of a CSV file is doubled.
        return closed_by(text, i + 2, b"\"\"").filter(|v| !cut(text, v.start, v.end).contains(&b'"'));
    }
    if slashes == 0 && is_quote(quote) {
        let triple = [quote; 3];
        if text.get(i..i + 3) == Some(&triple) {
            return closed_by(text, i + 3, &triple);
        }
        return plain(text, i + 1, quote);
    }
    if let Some((open, closers)) = mark_at(text, i) {
        return marked(text, i + open.len(), closers);
    }
    for (open, close) in ENTITIES {
        if text.get(i..i + open.len()) == Some(open) {
            return closed_by(text, i + open.len(), close);
        }
    }
    None
}

/// Marks of quotation beyond ASCII, each with those that close it.
const MARKS: [(&str, &[&str]); 8] = [
    ("\u{201c}", &["\u{201d}"]),
    ("\u{2018}", &["\u{2019}"]),
    ("\u{201e}", &["\u{201c}", "\u{201d}"]),
    ("\u{201a}", &["\u{2018}", "\u{2019}"]),
    ("\u{ab}", &["\u{bb}"]),
    ("\u{2039}", &["\u{203a}"]),
    ("\u{bb}", &["\u{ab}"]),
    ("\u{203a}", &["\u{2039}"]),
];

fn mark_at(text: &[u8], i: usize) -> Option<&'static (&'static str, &'static [&'static str])> {
    MARKS.iter().find(|(open, _)| text.get(i..i + open.len()) == Some(open.as_bytes()))
}

/// Says whether a mark of quotation beyond ASCII opens at a place.
///
/// # Exposure
/// Reads the text.
pub(crate) fn opens_mark(text: &[u8], i: usize) -> bool {
    at(text, i) >= 0x80 && mark_at(text, i).is_some()
}

/// Reads up to the first mark that closes, on the same line; French sets a blank within its marks.
fn marked(text: &[u8], start: usize, closers: &[&str]) -> Option<Value> {
    const LONGEST: usize = 256;
    const BLANKS: [&str; 3] = [" ", "\u{a0}", "\u{202f}"];
    let rest = until_line_end(cut(text, start, start + LONGEST));
    let close = |closer: &&str| memmem::find(rest, closer.as_bytes()).map(|len| (len, closer.len()));
    // Those who type the opening mark often close with the one of the keyboard.
    let (len, width) = closers.iter().filter_map(close).min().or_else(|| close(&"\""))?;
    let mut inner = cut(rest, 0, len);
    let mut from = start;
    if let Some((blank, cut)) = BLANKS.iter().find_map(|b| Some((b, inner.strip_prefix(b.as_bytes())?))) {
        (from, inner) = (from + blank.len(), cut);
    }
    if let Some(cut) = BLANKS.iter().find_map(|b| inner.strip_suffix(b.as_bytes())) {
        inner = cut;
    }
    Some(Value { start: from, end: from + inner.len(), quoted: true, after: start + len + width })
}

const ENTITIES: [(&[u8], &[u8]); 4] =
    [(b"&quot;", b"&quot;"), (b"&#34;", b"&#34;"), (b"&#39;", b"&#39;"), (b"&apos;", b"&apos;")];

fn closed_by(text: &[u8], start: usize, close: &[u8]) -> Option<Value> {
    let rest = cut(text, start, start + MAX_VALUE);
    let rest = if close.len() == 3 && close.first() == close.last() { rest } else { until_line_end(rest) };
    let len = memmem::find(rest, close)?;
    // A closing quote escaped once more belongs to the value.
    Some(Value { start, end: start + len, quoted: true, after: start + len + close.len() })
}

fn until_line_end(rest: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', rest).and_then(|n| rest.get(..n)).unwrap_or(rest)
}

fn plain(text: &[u8], start: usize, quote: u8) -> Option<Value> {
    let mut i = start;
    let limit = (start + MAX_VALUE).min(text.len());
    while i < limit {
        i += memchr::memchr3(quote, b'\\', b'\n', cut(text, i, limit))?;
        match at(text, i) {
            b'\\' => i += 2,
            b if b == quote => {
                // SQL doubles a quote to keep it.
                if quote == b'\'' && at(text, i + 1) == quote && i > start && is_word(at(text, i + 2)) {
                    i += 2;
                    continue;
                }
                return Some(Value { start, end: i, quoted: true, after: i + 1 });
            }
            _ => return None,
        }
    }
    None
}

/// Reads a value in quotes, or one word.
///
/// # Exposure
/// Reads the text.
pub(super) fn word(text: &[u8], from: usize) -> Option<Value> {
    quoted(text, from).or_else(|| unquoted(text, from, Place::Token))
}

/// Reads an unquoted value at a place.
///
/// # Exposure
/// Reads the text.
pub(crate) fn unquoted(text: &[u8], from: usize, place: Place) -> Option<Value> {
    let end = match place {
        Place::Line => return line(text, from),
        Place::Token => run_end(text, from, MAX_VALUE, |b| {
            !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'`' | b'<' | b';' | b',' | 0)
        }),
        Place::Query => run_end(text, from, MAX_VALUE, |b| {
            !b.is_ascii_whitespace()
                && !matches!(b, b'"' | b'\'' | b'`' | b'<' | b'>' | b'&' | b'#' | b'\\' | b';' | 0)
        }),
        Place::Markup => run_end(text, from, MAX_VALUE, |b| b != b'<' && b != 0),
        Place::Connection => run_end(text, from, MAX_VALUE, |b| {
            !matches!(b, b';' | b'"' | b'\'' | b'`' | b'\n' | b'\r' | b'<' | 0)
        }),
    };
    let (start, end) = match place {
        Place::Markup | Place::Connection => trim(text, from, end),
        Place::Query => (from, trim_end(text, from, end, b".,)]}")),
        _ => (from, trim_end(text, from, before_next_command(text, from, end), b".,:)]}>*\\")),
    };
    (start < end).then_some(Value { start, end, quoted: false, after: end })
}

/// `VALUE&& next`: the shell goes on.
fn before_next_command(text: &[u8], start: usize, end: usize) -> usize {
    let value = cut(text, start, end);
    if value.ends_with(b"&&") && value.len() > 2 {
        return end - 2;
    }
    // The text of a link of Markdown ends, unless the value opens it.
    let link = memchr::memmem::find(value, b"](").filter(|&at| at > 0 && value.ends_with(b")"));
    link.filter(|_| !value.contains(&b'[')).map_or(end, |at| start + at)
}

/// Takes closing punctuation off the end, but not a bracket that was opened inside the value.
fn trim_end(text: &[u8], start: usize, mut end: usize, drop: &[u8]) -> usize {
    while end > start {
        let last = before(text, end);
        if !drop.contains(&last) {
            break;
        }
        // One star ends a value as often as any sign; two of them are the end of an emphasis.
        if last == b'*' && before(text, end - 1) == b'*' {
            end -= 2;
            continue;
        }
        if last == b'*' {
            break;
        }
        let open = match last {
            b')' => b'(',
            b']' => b'[',
            b'}' => b'{',
            b'>' => b'<',
            _ => 0,
        };
        let inner = cut(text, start, end.saturating_sub(1).min(start + 256));
        if open != 0 && inner.contains(&open) {
            break;
        }
        end -= 1;
    }
    end
}

fn line(text: &[u8], from: usize) -> Option<Value> {
    let end = line_end(text, from, MAX_LINE);
    let mut cut_at = end;
    let rest = cut(text, from, end);
    for (i, pair) in rest.windows(2).enumerate() {
        let blank = matches!(pair.first(), Some(b' ' | b'\t'));
        let next = pair.get(1).copied().unwrap_or(0);
        let comment = next == b'#' || (matches!(next, b'/' | b'-') && at(text, from + i + 2) == next);
        if blank && comment {
            cut_at = from + i;
            break;
        }
    }
    let (start, end) = trim(text, from, cut_at);
    let end = trim_end(text, start, end, b",;\\");
    let (start, end) = trim(text, start, end);
    (start < end).then_some(Value { start, end, quoted: false, after: end })
}

#[cfg(test)]
mod tests {
    use super::{Place, quoted, unquoted};

    fn q(text: &str) -> Option<&str> {
        quoted(text.as_bytes(), 0).and_then(|v| text.get(v.start..v.end))
    }

    fn u(text: &str, place: Place) -> &str {
        unquoted(text.as_bytes(), 0, place).and_then(|v| text.get(v.start..v.end)).unwrap_or("")
    }

    #[test]
    fn quoted_values_end_at_their_own_quote() {
        assert_eq!(q(r#""a\"b" c"#), Some(r#"a\"b"#));
        assert_eq!(q(r#"\"abc\" d"#), Some("abc"));
        assert_eq!(q("r'abc'"), Some("abc"));
        assert_eq!(q("'it''s'"), Some("it''s"));
        assert_eq!(q("\"\"\"a\nb\"\"\""), Some("a\nb"));
        assert_eq!(q("&quot;abc&quot;"), Some("abc"));
        assert_eq!(q("\"open\n\""), None);
        assert_eq!(q("\u{201c}abc\u{201d}"), Some("abc"));
        assert_eq!(q("\u{201e}abc\u{201c} x"), Some("abc"));
        assert_eq!(q("\u{ab}\u{a0}abc\u{a0}\u{bb}"), Some("abc"));
        assert_eq!(q("\u{201e}open\n\u{201c}"), None);
    }

    #[test]
    fn unquoted_values_end_by_the_conventions_of_their_place() {
        assert_eq!(u("hunter2 # comment", Place::Line), "hunter2");
        assert_eq!(u("a b;\nnext", Place::Line), "a b");
        assert_eq!(u("abc, next", Place::Token), "abc");
        assert_eq!(u("abc).", Place::Token), "abc");
        assert_eq!((u("abc9*.", Place::Token), u("abc9**", Place::Token)), ("abc9*", "abc9"));
        assert_eq!(u("a(b)c)", Place::Token), "a(b)c)");
        assert_eq!((u("abc&& next", Place::Token), u("abc& next", Place::Token)), ("abc", "abc&"));
        assert_eq!(u("abc&d=e", Place::Query), "abc");
        assert_eq!(u("p w;Database=x", Place::Connection), "p w");
    }
}
