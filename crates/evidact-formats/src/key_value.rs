//! `KEY=value` files: `.env`, INI, Java properties. Every text holds to this grammar; what is not a setting is
//! a comment. The whole text is one segment, so only fields come from here.

use crate::Syntax;
use crate::event::{Event, Shape, Sink, Token};

pub(crate) fn read(text: &[u8], sink: &mut Sink<'_>) {
    let mut in_section = false;
    let mut at = 0;
    sink(Event::Open(Shape::Map));
    while at < text.len() {
        let (end, next) = logical_line(text, at);
        let (start, stop) = trim(text, at, end);
        let line = text.get(start..stop).unwrap_or_default();
        at = next;
        match line.first() {
            None | Some(b'#' | b';' | b'!') => {}
            Some(b'[') if line.ends_with(b"]") => {
                if in_section {
                    sink(Event::Close);
                }
                sink(Event::Name(Token::new(start + 1, stop - 1, Syntax::Plain)));
                sink(Event::Open(Shape::Map));
                in_section = true;
            }
            Some(_) => setting(text, start, stop, sink),
        }
    }
    if in_section {
        sink(Event::Close);
    }
    sink(Event::Close);
}

/// Returns the end of a line and the start of the next, joined over trailing backslashes.
fn logical_line(text: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    loop {
        let end = text.get(at..).and_then(|r| memchr::memchr(b'\n', r)).map_or(text.len(), |n| at + n);
        let line = text.get(at..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let slashes = line.iter().rev().take_while(|&&b| b == b'\\').count();
        if slashes % 2 == 0 || end >= text.len() {
            return (end, end + 1);
        }
        at = end + 1;
    }
}

fn setting(text: &[u8], start: usize, end: usize, sink: &mut Sink<'_>) {
    let line = text.get(start..end).unwrap_or_default();
    let lead = ["export ", "set ", "SET ", "setx "]
        .iter()
        .find(|p| line.starts_with(p.as_bytes()))
        .map_or(0, |p| p.len());
    let body = line.get(lead..).unwrap_or_default();
    // `a = b: c` is split at `=`, `a: b=c` at `:`: at whichever comes first outside the key.
    let Some(separator) = memchr::memchr2(b'=', b':', body) else { return };
    let key = trim(text, start + lead, start + lead + separator);
    let value = trim(text, start + lead + separator + 1, end);
    if key.0 >= key.1 {
        return;
    }
    sink(Event::Name(Token::new(key.0, key.1, Syntax::Plain)));
    let end = before_comment(text, value.0, value.1);
    sink(Event::Value(unquoted(text, value.0, end)));
}

/// `value # why`: a comment begins at the first `#` behind a blank, of a quoted value behind its closing quote.
fn before_comment(text: &[u8], start: usize, end: usize) -> usize {
    let value = text.get(start..end).unwrap_or_default();
    let quote = value.first().copied().filter(|b| matches!(b, b'"' | b'\''));
    let from = match quote {
        Some(quote) => {
            memchr::memchr(quote, value.get(1..).unwrap_or_default()).map_or(value.len(), |n| n + 2)
        }
        None => 0,
    };
    let mut rest = value.get(from..).unwrap_or_default().windows(2);
    match rest.position(|pair| matches!(pair, [b' ' | b'\t', b'#'])) {
        Some(n) => start + value.get(..from + n).unwrap_or_default().trim_ascii_end().len(),
        None => end,
    }
}

fn unquoted(text: &[u8], start: usize, end: usize) -> Token {
    match text.get(start..end) {
        Some([b'"', .., b'"']) => Token::new(start + 1, end - 1, Syntax::TomlBasic),
        Some([b'\'', .., b'\'']) => Token::new(start + 1, end - 1, Syntax::Plain),
        _ => Token::new(start, end, Syntax::Plain),
    }
}

fn trim(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let part = text.get(start..end).unwrap_or_default();
    let lead = part.len() - part.trim_ascii_start().len();
    (start + lead, start + lead + part.trim_ascii().len())
}
