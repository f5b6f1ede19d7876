//! JSON, JSON with comments and trailing commas, and one JSON value a line.
//!
//! A span tokenizer of our own: it keeps duplicate keys, the text of numbers and comments, and its memory is a
//! byte a level of nesting.

use crate::Syntax;
use crate::event::{Broken, Event, Shape, Sink, Token};
use evidact_model::Structure;

/// Reads one JSON value.
pub(crate) fn read(text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    Reader { text, at: 0, end: text.len(), stack: Vec::new() }.document(sink)
}

/// Reads one value a line. A line that is not JSON is an editable run without keys.
pub(crate) fn read_lines(text: &[u8], sink: &mut Sink<'_>) {
    for_each_line(text, &mut |start, end| {
        if is_value(text, start, end) {
            let _ = Reader { text, at: start, end, stack: Vec::new() }.document(sink);
        } else {
            sink(Event::Value(Token::new(start, end, Syntax::Plain)));
        }
    });
}

/// Says whether at least half of the lines are JSON containers, and whether all are.
pub(crate) fn verify_lines(text: &[u8]) -> Result<Structure, Broken> {
    let (mut good, mut bad, mut first_bad) = (0_usize, 0_usize, 0);
    for_each_line(text, &mut |start, end| {
        if matches!(text.get(start), Some(b'{' | b'[')) && is_value(text, start, end) {
            good += 1;
        } else {
            if bad == 0 {
                first_bad = start;
            }
            bad += 1;
        }
    });
    match (good, bad) {
        (0, _) => Err(Broken::At(first_bad)),
        (_, 0) => Ok(Structure::Sound),
        _ if good >= bad => Ok(Structure::Unverified),
        _ => Err(Broken::At(first_bad)),
    }
}

fn is_value(text: &[u8], start: usize, end: usize) -> bool {
    Reader { text, at: start, end, stack: Vec::new() }.document(&mut |_| {}).is_ok()
}

/// Shows the lines which are not blank, without the white space around them.
fn for_each_line(text: &[u8], visit: &mut dyn FnMut(usize, usize)) {
    let mut start = 0;
    while start < text.len() {
        let end =
            text.get(start..).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(text.len(), |n| start + n);
        let line = text.get(start..end).unwrap_or_default();
        let lead = line.len() - line.trim_ascii_start().len();
        let core = line.trim_ascii().len();
        if core > 0 {
            visit(start + lead, start + lead + core);
        }
        start = end + 1;
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    /// A value, or the end of the array.
    Element,
    /// A key, or the end of the object.
    Key,
    /// A comma or the end of the container.
    Comma,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    end: usize,
    stack: Vec<Shape>,
}

impl Reader<'_> {
    fn document(mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let mut expect = Expect::Value;
        loop {
            self.space(sink)?;
            expect = self.step(expect, sink)?;
            if expect == Expect::Comma && self.stack.is_empty() {
                self.space(sink)?;
                return if self.at == self.end { Ok(()) } else { Err(Broken::At(self.at)) };
            }
        }
    }

    fn step(&mut self, expect: Expect, sink: &mut Sink<'_>) -> Result<Expect, Broken> {
        let byte = self.peek().ok_or(Broken::At(self.at))?;
        match (expect, byte) {
            (Expect::Comma, b',') => {
                self.at += 1;
                Ok(match self.stack.last() {
                    Some(Shape::Map) => Expect::Key,
                    _ => Expect::Element,
                })
            }
            (Expect::Comma | Expect::Element, b']') if self.stack.last() == Some(&Shape::List) => {
                Ok(self.close(sink))
            }
            (Expect::Comma | Expect::Key, b'}') if self.stack.last() == Some(&Shape::Map) => {
                Ok(self.close(sink))
            }
            (Expect::Key, b'"') => {
                let key = self.string()?;
                sink(Event::Key(key));
                self.space(sink)?;
                if self.peek() != Some(b':') {
                    return Err(Broken::At(self.at));
                }
                self.at += 1;
                Ok(Expect::Value)
            }
            (Expect::Value | Expect::Element, _) => self.value(byte, sink),
            _ => Err(Broken::At(self.at)),
        }
    }

    fn value(&mut self, byte: u8, sink: &mut Sink<'_>) -> Result<Expect, Broken> {
        match byte {
            b'{' => Ok(self.open(Shape::Map, Expect::Key, sink)),
            b'[' => Ok(self.open(Shape::List, Expect::Element, sink)),
            b'"' => {
                let token = self.string()?;
                sink(Event::Value(token));
                Ok(Expect::Comma)
            }
            _ => {
                let token = self.scalar()?;
                sink(Event::Value(token));
                Ok(Expect::Comma)
            }
        }
    }

    fn open(&mut self, shape: Shape, expect: Expect, sink: &mut Sink<'_>) -> Expect {
        self.at += 1;
        self.stack.push(shape);
        sink(Event::Open(shape));
        expect
    }

    fn close(&mut self, sink: &mut Sink<'_>) -> Expect {
        self.at += 1;
        self.stack.pop();
        sink(Event::Close);
        Expect::Comma
    }

    fn peek(&self) -> Option<u8> {
        if self.at < self.end { self.text.get(self.at).copied() } else { None }
    }

    fn rest(&self) -> &[u8] {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Skips white space and comments.
    fn space(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' => self.comment(sink)?,
                _ => break,
            }
        }
        Ok(())
    }

    fn comment(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let start = self.at + 2;
        let rest = self.text.get(start..self.end).ok_or(Broken::At(self.at))?;
        let (len, closing) = match self.text.get(self.at + 1) {
            Some(b'/') => (memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()), 0),
            Some(b'*') => (memchr::memmem::find(rest, b"*/").ok_or(Broken::At(self.at))?, 2),
            _ => return Err(Broken::At(self.at)),
        };
        sink(Event::Other(Token::new(start, start + len, Syntax::Plain)));
        self.at = start + len + closing;
        Ok(())
    }

    /// Reads a string; the token is what lies between the quotes.
    fn string(&mut self) -> Result<Token, Broken> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.text.get(at..self.end).ok_or(Broken::At(start))?;
            let next = memchr::memchr3(b'"', b'\\', b'\n', rest).ok_or(Broken::At(start))?;
            at += next;
            match self.text.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Token::new(start, at, Syntax::JsonString));
                }
                Some(b'\\') => at += self.escape(at).ok_or(Broken::At(at))?,
                _ => return Err(Broken::At(at)),
            }
        }
    }

    /// Returns the length of an escape, or `None` if JSON does not have it.
    fn escape(&self, at: usize) -> Option<usize> {
        match self.text.get(at + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
            b'u' => {
                let digits = self.text.get(at + 2..at + 6)?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(6)
            }
            _ => None,
        }
    }

    fn scalar(&mut self) -> Result<Token, Broken> {
        let rest = self.rest();
        let stop = |b: &u8| {
            matches!(b, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' | b'/' | b':' | b'"' | b'{' | b'[')
        };
        let len = rest.iter().position(stop).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let known = matches!(word, b"true" | b"false" | b"null" | b"NaN" | b"Infinity" | b"-Infinity");
        if !known && !is_number(word) {
            return Err(Broken::At(self.at));
        }
        let token = Token::new(self.at, self.at + len, Syntax::JsonScalar);
        self.at += len;
        Ok(token)
    }
}

fn is_number(word: &[u8]) -> bool {
    let digits = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_digit()).count();
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(word);
    if whole == 0 || (whole > 1 && word.first() == Some(&b'0')) {
        return false;
    }
    let mut rest = word.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let n = digits(fraction);
        if n == 0 {
            return false;
        }
        rest = fraction.get(n..).unwrap_or_default();
    }
    if let Some((b'e' | b'E', exponent)) = rest.split_first() {
        let exponent =
            exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        let n = digits(exponent);
        return n > 0 && n == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{read, verify_lines};
    use crate::event::Event;
    use evidact_model::Structure;

    fn holds(text: &[u8]) -> bool {
        read(text, &mut |_| {}).is_ok()
    }

    #[test]
    fn accepts_comments_and_trailing_commas() {
        assert!(holds(b"{ // one\n \"a\": [1, 2,], /* two */ }"));
    }

    #[test]
    fn refuses_what_is_not_json() {
        for text in [
            &b"{"[..],
            b"[1 2]",
            b"{\"a\" 1}",
            b"{a: 1}",
            b"\"\\q\"",
            b"01",
            b"1.",
            b"",
            b"{} {}",
            b"[,]",
            b"]",
        ] {
            assert!(!holds(text));
        }
    }

    #[test]
    fn keeps_duplicate_keys() {
        let mut keys = 0;
        let result = read(br#"{"a": 1, "a": 2}"#, &mut |e| keys += usize::from(matches!(e, Event::Key(_))));
        assert!(result.is_ok());
        assert_eq!(keys, 2);
    }

    #[test]
    fn a_hundred_thousand_brackets_do_not_overflow_the_stack() {
        assert!(holds(&[b"[".repeat(100_000), b"]".repeat(100_000)].concat()));
        assert!(!holds(&b"[".repeat(100_000)));
    }

    #[test]
    fn lines_that_are_not_json_are_flagged_not_refused() {
        assert!(matches!(verify_lines(b"{\"a\":1}\n\n{\"b\":2}\n"), Ok(Structure::Sound)));
        assert!(matches!(verify_lines(b"{\"a\":1}\n{\"b\":2}\noops\n"), Ok(Structure::Unverified)));
        assert!(verify_lines(b"one\ntwo\n").is_err());
    }
}
