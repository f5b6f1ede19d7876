//! The value of a token: what a reader of the format would see.

use crate::Syntax;
use crate::escape::{self, Dialect};
use crate::event::Token;
use crate::view::Draft;

/// Decodes a token of `text` into `draft`.
pub(crate) fn token(text: &[u8], token: Token, draft: &mut Draft) {
    let Token { start, end, syntax } = token;
    match syntax {
        Syntax::JsonString => escapes(text, start, end, Dialect::Json, draft),
        Syntax::TomlBasic => escapes(text, start, end, Dialect::Toml, draft),
        Syntax::YamlDouble => folded(text, start, end, Quote::Double, draft),
        Syntax::YamlSingle => folded(text, start, end, Quote::Single, draft),
        Syntax::YamlPlain | Syntax::YamlFlow => folded(text, start, end, Quote::None, draft),
        Syntax::YamlLiteral => block(text, start, end, Breaks::Kept, draft),
        Syntax::YamlFolded => block(text, start, end, Breaks::Folded, draft),
        Syntax::CsvQuoted => doubled(text, start, end, b'"', draft),
        Syntax::Markup | Syntax::MarkupBare => entities(text, start, end, draft),
        Syntax::Plain | Syntax::JsonScalar | Syntax::TomlBare | Syntax::TomlLiteral | Syntax::CsvBare => {
            draft.keep(text, start, end);
        }
    }
}

fn find(text: &[u8], from: usize, end: usize, byte: u8) -> Option<usize> {
    memchr::memchr(byte, text.get(from..end)?).map(|n| from + n)
}

fn escapes(text: &[u8], start: usize, end: usize, dialect: Dialect, draft: &mut Draft) {
    let bounded = text.get(..end).unwrap_or(text);
    let mut kept = start;
    let mut at = start;
    let mut out = Vec::new();
    while let Some(slash) = find(text, at, end, b'\\') {
        out.clear();
        if let Some(len) = escape::backslash(bounded, slash, dialect, &mut out) {
            draft.keep(text, kept, slash);
            draft.put(&out, slash, slash + len);
            kept = slash + len;
            at = kept;
        } else {
            at = slash + 2;
        }
    }
    draft.keep(text, kept, end);
}

fn doubled(text: &[u8], start: usize, end: usize, quote: u8, draft: &mut Draft) {
    let mut kept = start;
    let mut at = start;
    while let Some(first) = find(text, at, end, quote) {
        if first + 1 < end && text.get(first + 1) == Some(&quote) {
            draft.keep(text, kept, first);
            draft.put(&[quote], first, first + 2);
            kept = first + 2;
            at = kept;
        } else {
            at = first + 1;
        }
    }
    draft.keep(text, kept, end);
}

fn entities(text: &[u8], start: usize, end: usize, draft: &mut Draft) {
    let bounded = text.get(..end).unwrap_or(text);
    let mut kept = start;
    let mut at = start;
    let mut out = Vec::new();
    while let Some(and) = find(text, at, end, b'&') {
        out.clear();
        if let Some(len) = escape::entity(bounded, and, &mut out) {
            draft.keep(text, kept, and);
            draft.put(&out, and, and + len);
            kept = and + len;
            at = kept;
        } else {
            at = and + 1;
        }
    }
    draft.keep(text, kept, end);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// YAML flow scalars: escapes, doubled quotes, and line ends folded to a space.
fn folded(text: &[u8], start: usize, end: usize, quote: Quote, draft: &mut Draft) {
    let bounded = text.get(..end).unwrap_or(text);
    let mut kept = start;
    let mut at = start;
    let mut out = Vec::new();
    let special = match quote {
        Quote::None => b'\n',
        Quote::Single => b'\'',
        Quote::Double => b'\\',
    };
    while let Some(next) =
        bounded.get(at..).and_then(|r| memchr::memchr3(b'\n', b'\r', special, r)).map(|n| at + n)
    {
        out.clear();
        let (from, len) = match text.get(next) {
            Some(b'\n' | b'\r') => {
                let from = next - bounded.get(kept..next).map_or(0, trailing_blanks);
                (from, fold(bounded, from, &mut out))
            }
            Some(b'\'') if bounded.get(next + 1) == Some(&b'\'') => {
                out.push(b'\'');
                (next, 2)
            }
            Some(b'\\') => match escape::backslash(bounded, next, Dialect::Yaml, &mut out) {
                Some(len) => (next, len),
                None => (next, 0),
            },
            _ => (next, 0),
        };
        if len > 0 {
            draft.keep(text, kept, from);
            draft.put(&out, from, from + len);
            kept = from + len;
            at = kept;
        } else {
            at = next + 1;
        }
    }
    draft.keep(text, kept, end);
}

fn trailing_blanks(part: &[u8]) -> usize {
    part.iter().rev().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// Folds the white space at `at`: one line end is a space, more are one line end fewer.
fn fold(text: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
    let white = rest.get(..len).unwrap_or_default();
    let ends = memchr::memchr_iter(b'\n', white).count().max(1);
    if ends == 1 {
        out.push(b' ');
    } else {
        out.resize(out.len() + ends - 1, b'\n');
    }
    len
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Kept,
    Folded,
}

/// YAML block scalars: indentation gone, line ends kept or folded.
fn block(text: &[u8], start: usize, end: usize, breaks: Breaks, draft: &mut Draft) {
    let indent = indentation(text, start);
    let mut at = start;
    let mut was_text = true;
    while at < end {
        let line_end = find(text, at, end, b'\n').unwrap_or(end);
        let content_end = if line_end < end && text.get(line_end - 1) == Some(&b'\r') && line_end > at {
            line_end - 1
        } else {
            line_end
        };
        draft.keep(text, at, content_end);
        if line_end >= end {
            break;
        }
        let rest = text.get(line_end + 1..end).unwrap_or_default();
        let next = line_end + 1 + rest.iter().take(indent).take_while(|&&b| b == b' ').count();
        let next_is_text = !matches!(text.get(next), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
        let fold = breaks == Breaks::Folded && was_text && next_is_text && content_end > at;
        draft.put(if fold { b" " } else { b"\n" }, content_end, next);
        was_text = next_is_text;
        at = next;
    }
}

/// Returns how far the content of a block scalar that starts at `start` is indented.
pub(crate) fn indentation(text: &[u8], start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    before.iter().rev().take_while(|&&b| b == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::token;
    use crate::Syntax;
    use crate::event::Token;
    use crate::view::{Draft, View};
    use evidact_model::{Span, ViewKind};

    fn decoded(text: &[u8], start: usize, syntax: Syntax) -> View {
        let mut draft = Draft::default();
        token(text, Token::new(start, text.len(), syntax), &mut draft);
        View::new(ViewKind::Field, draft)
    }

    #[test]
    fn folds_yaml_lines_as_yaml_does() {
        assert!(decoded(b"one  \n   two\n\n three", 0, Syntax::YamlPlain).bytes() == b"one two\nthree");
        assert!(decoded(b"it''s\n x", 0, Syntax::YamlSingle).bytes() == b"it's x");
        assert!(decoded(b"a\\\n   b\\x2dc", 0, Syntax::YamlDouble).bytes() == b"ab-c");
        assert!(decoded(b"  a\n  b\n\n    c\n  d", 2, Syntax::YamlFolded).bytes() == b"a b\n\n  c\nd");
        assert!(decoded(b"  a\r\n  b", 2, Syntax::YamlLiteral).bytes() == b"a\nb");
    }

    #[test]
    fn maps_back_over_an_escape() {
        let view = decoded(br"hunter\u002d22", 0, Syntax::JsonString);
        assert!(view.bytes() == b"hunter-22");
        assert_eq!(view.locate(Span::new(6, 7).expect("one byte")), Span::new(6, 12).expect("six bytes"));
    }

    #[test]
    fn undoubles_quotes_and_decodes_entities() {
        assert!(decoded(b"a\"\"b", 0, Syntax::CsvQuoted).bytes() == b"a\"b");
        assert!(decoded(b"a&#45;b&amp;c", 0, Syntax::Markup).bytes() == b"a-b&c");
    }
}
