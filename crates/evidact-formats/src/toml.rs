//! TOML: a span tokenizer. It checks what could go wrong when a value is replaced (strings, brackets, the place
//! of `=`), not that keys are unique or dates exist.

use crate::Syntax;
use crate::event::{Broken, Event, Shape, Sink, Token};

pub(crate) fn read(text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    let mut reader = Reader { text, at: 0, stack: Vec::new(), table_depth: 0 };
    sink(Event::Open(Shape::Map));
    loop {
        reader.space(sink, Lines::Cross);
        match reader.peek() {
            None => break,
            Some(b'[') => reader.table(sink)?,
            Some(_) => reader.pair(sink)?,
        }
        reader.space(sink, Lines::Stay);
        if !matches!(reader.peek(), None | Some(b'\n' | b'\r')) {
            return Err(Broken::At(reader.at));
        }
    }
    reader.leave_table(sink);
    sink(Event::Close);
    Ok(())
}

/// Reads what can be read of a text that breaks the grammar: where a line does, the next one is tried.
pub(crate) fn read_tolerant(text: &[u8], sink: &mut Sink<'_>) {
    let mut reader = Reader { text, at: 0, stack: Vec::new(), table_depth: 0 };
    let mut depth = 0_usize;
    // What may be read twice in all, so that nested values without an end cost no more than a few readings.
    let mut again = text.len() * 4;
    sink(Event::Open(Shape::Map));
    loop {
        reader.space(sink, Lines::Cross);
        let start = reader.at;
        let mut counted = |event: Event| {
            match event {
                Event::Open(_) => depth += 1,
                Event::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            sink(event);
        };
        let read = match reader.peek() {
            None => break,
            Some(b'[') => reader.table(&mut counted),
            Some(_) => reader.pair(&mut counted),
        };
        if read.is_err() {
            while depth > reader.table_depth {
                sink(Event::Close);
                depth -= 1;
            }
            reader.stack.clear();
            // A value that did not end must not hide the lines it ran over.
            let read = reader.at.saturating_sub(start);
            let from = if read <= again { start } else { reader.at.max(start) };
            again = again.saturating_sub(read);
            let rest = text.get(from..).unwrap_or_default();
            reader.at = from + memchr::memchr(b'\n', rest).map_or(rest.len(), |n| n + 1);
        }
    }
    reader.leave_table(sink);
    sink(Event::Close);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Cross,
    Stay,
}

/// An open value: an array, or an inline table with the number of containers its dotted key opened.
#[derive(Clone, Copy)]
enum Open {
    Array,
    Table,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    /// Containers that are open in the current value, and how many maps the dotted key before each opened.
    stack: Vec<(Open, usize)>,
    table_depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn expect(&mut self, literal: &[u8]) -> Result<(), Broken> {
        if self.rest().starts_with(literal) {
            self.at += literal.len();
            Ok(())
        } else {
            Err(Broken::At(self.at))
        }
    }

    /// Skips blanks and comments, and line ends if `lines` says so.
    fn space(&mut self, sink: &mut Sink<'_>, lines: Lines) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\n' | b'\r' if lines == Lines::Cross => self.at += 1,
                b'#' => {
                    let start = self.at + 1;
                    let rest = self.text.get(start..).unwrap_or_default();
                    let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                    sink(Event::Other(Token::new(start, start + len, Syntax::Plain)));
                    self.at = start + len;
                }
                _ => break,
            }
        }
    }

    fn leave_table(&mut self, sink: &mut Sink<'_>) {
        for _ in 0..std::mem::take(&mut self.table_depth) {
            sink(Event::Close);
        }
    }

    /// Reads `[a.b]` or `[[a.b]]`.
    fn table(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        self.leave_table(sink);
        let list = self.rest().starts_with(b"[[");
        self.at += if list { 2 } else { 1 };
        self.space(sink, Lines::Stay);
        loop {
            let key = self.key()?;
            sink(Event::Key(key));
            sink(Event::Open(Shape::Map));
            self.table_depth += 1;
            self.space(sink, Lines::Stay);
            if self.peek() != Some(b'.') {
                break;
            }
            self.at += 1;
            self.space(sink, Lines::Stay);
        }
        self.expect(if list { b"]]" } else { b"]" })
    }

    /// Reads `a.b = value`.
    fn pair(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let opened = self.keys(sink)?;
        self.values(sink)?;
        (0..opened).for_each(|_| sink(Event::Close));
        Ok(())
    }

    /// Reads `a.b =` and returns how many maps it opened.
    fn keys(&mut self, sink: &mut Sink<'_>) -> Result<usize, Broken> {
        let mut opened = 0;
        loop {
            let key = self.key()?;
            sink(Event::Key(key));
            self.space(sink, Lines::Stay);
            if self.peek() != Some(b'.') {
                break;
            }
            self.at += 1;
            sink(Event::Open(Shape::Map));
            opened += 1;
            self.space(sink, Lines::Stay);
        }
        self.expect(b"=")?;
        self.space(sink, Lines::Stay);
        Ok(opened)
    }

    fn key(&mut self) -> Result<Token, Broken> {
        if matches!(self.peek(), Some(b'"' | b'\'')) {
            return self.string();
        }
        let word = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        let len = self.rest().iter().take_while(word).count();
        if len == 0 {
            return Err(Broken::At(self.at));
        }
        self.at += len;
        Ok(Token::new(self.at - len, self.at, Syntax::TomlBare))
    }

    /// Reads one value with everything inside it, without recursion.
    fn values(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let base = self.stack.len();
        loop {
            match self.peek() {
                Some(b'[') => {
                    self.at += 1;
                    self.stack.push((Open::Array, 0));
                    sink(Event::Open(Shape::List));
                }
                Some(b'{') => {
                    self.at += 1;
                    self.stack.push((Open::Table, 0));
                    sink(Event::Open(Shape::Map));
                }
                Some(b'"' | b'\'') => {
                    let token = self.string()?;
                    sink(Event::Value(token));
                    self.after(sink)?;
                }
                _ => {
                    let token = self.bare()?;
                    sink(Event::Value(token));
                    self.after(sink)?;
                }
            }
            if !self.before(base, sink)? {
                return Ok(());
            }
        }
    }

    /// Behind a value: closes the maps its dotted key opened, and takes the comma.
    fn after(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let Some((open, dotted)) = self.stack.last_mut() else { return Ok(()) };
        let open = *open;
        for _ in 0..std::mem::take(dotted) {
            sink(Event::Close);
        }
        self.space(sink, Lines::Cross);
        match (self.peek(), open) {
            (Some(b','), _) => {
                self.at += 1;
                Ok(())
            }
            (Some(b']'), Open::Array) | (Some(b'}'), Open::Table) => Ok(()),
            _ => Err(Broken::At(self.at)),
        }
    }

    /// Before a value: closes what ends here and reads the key in an inline table. `false` when all is closed.
    fn before(&mut self, base: usize, sink: &mut Sink<'_>) -> Result<bool, Broken> {
        loop {
            if self.stack.len() == base {
                return Ok(false);
            }
            self.space(sink, Lines::Cross);
            match (self.peek(), self.stack.last()) {
                (Some(b']'), Some((Open::Array, _))) | (Some(b'}'), Some((Open::Table, _))) => {
                    self.at += 1;
                    self.stack.pop();
                    sink(Event::Close);
                    self.after(sink)?;
                }
                (Some(_), Some((Open::Table, _))) => {
                    let opened = self.keys(sink)?;
                    if let Some(top) = self.stack.last_mut() {
                        top.1 = opened;
                    }
                    return Ok(true);
                }
                (Some(_), _) => return Ok(true),
                (None, _) => return Err(Broken::At(self.at)),
            }
        }
    }

    /// Reads a number, boolean or date; a date may have one space before its time.
    fn bare(&mut self) -> Result<Token, Broken> {
        let word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b'.' | b':');
        let rest = self.rest();
        let mut len = rest.iter().take_while(|&&b| word(b)).count();
        let is_date = len == 10 && rest.get(4) == Some(&b'-') && rest.get(7) == Some(&b'-');
        if is_date && rest.get(10) == Some(&b' ') && rest.get(11).is_some_and(u8::is_ascii_digit) {
            len = 11 + rest.iter().skip(11).take_while(|&&b| word(b)).count();
        }
        let value = rest.get(..len).unwrap_or_default();
        let number = value.first().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'));
        if !number && !matches!(value, b"true" | b"false" | b"inf" | b"nan") {
            return Err(Broken::At(self.at));
        }
        self.at += len;
        Ok(Token::new(self.at - len, self.at, Syntax::TomlBare))
    }

    /// Reads any of the four kinds of strings; the token is what lies between the quotes.
    fn string(&mut self) -> Result<Token, Broken> {
        let quote = self.peek().ok_or(Broken::At(self.at))?;
        let triple = [quote; 3];
        if self.rest().starts_with(&triple) {
            return self.long_string(quote);
        }
        let start = self.at + 1;
        let mut at = start;
        let syntax = if quote == b'"' { Syntax::TomlBasic } else { Syntax::TomlLiteral };
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let escape = if quote == b'"' { b'\\' } else { quote };
            at += memchr::memchr3(quote, escape, b'\n', rest).ok_or(Broken::At(start))?;
            match self.text.get(at) {
                Some(&b) if b == quote => {
                    self.at = at + 1;
                    return Ok(Token::new(start, at, syntax));
                }
                Some(b'\\') if self.text.get(at + 1).is_some_and(|&b| b != b'\n') => at += 2,
                _ => return Err(Broken::At(at)),
            }
        }
    }

    fn long_string(&mut self, quote: u8) -> Result<Token, Broken> {
        let start = self.at + 3;
        let mut at = start;
        let syntax = if quote == b'"' { Syntax::TomlBasic } else { Syntax::TomlLiteral };
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let escape = if quote == b'"' { b'\\' } else { quote };
            at += memchr::memchr2(quote, escape, rest).ok_or(Broken::At(start))?;
            if self.text.get(at) == Some(&b'\\') && quote == b'"' {
                at += 2;
                continue;
            }
            let run = self.text.get(at..).unwrap_or_default().iter().take_while(|&&b| b == quote).count();
            if run >= 3 {
                // Up to two quotes may stand directly before the closing three.
                let end = at + (run - 3).min(2);
                self.at = end + 3;
                return Ok(Token::new(start, end, syntax));
            }
            at += run;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn holds(text: &[u8]) -> bool {
        read(text, &mut |_| {}).is_ok()
    }

    #[test]
    fn accepts_all_kinds_of_values() {
        assert!(holds(
            br#"
# comment
title = "a \" b" # tail
'quoted key'.sub = 'c:\d'
[server.alpha]
ports = [ 80, 443, # inner
  8080, ]
when = 1979-05-27 07:32:00Z
point = { x = 1, y.z = 2.5e3, w = { a = [1] } }
long = """
two ""lines"" \
  joined"""
raw = '''it's'''
[[list]]
on = true
"#
        ));
    }

    #[test]
    fn refuses_what_is_not_toml() {
        for text in [
            &b"a"[..],
            b"a = ",
            b"a = [1",
            b"a = {b = 1",
            b"a = \"x",
            b"a = 1 b = 2",
            b"[a",
            b"a = bare",
            b"= 1",
        ] {
            assert!(!holds(text));
        }
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let deep = [b"a = ".to_vec(), b"[".repeat(100_000), b"]".repeat(100_000)].concat();
        assert!(holds(&deep));
    }
}
