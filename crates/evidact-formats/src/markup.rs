//! XML and HTML: one tolerant tokenizer of tags, attributes, text, comments and declarations.
//!
//! XML must balance its tags and quote its attributes; HTML need not. A document type that defines entities is
//! refused: what such a document says is decided elsewhere than where it stands.

use crate::Syntax;
use crate::event::{Broken, Event, Shape, Sink, Token};
use evidact_model::Withheld;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Xml,
    Html,
}

/// Open HTML elements beyond this depth are treated as empty; unclosed `<p>` would nest for ever.
const MAX_HTML_DEPTH: usize = 512;
/// How far up an HTML end tag looks for its start tag.
const MAX_HTML_UNWIND: usize = 64;

pub(crate) fn read(dialect: Dialect, text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    let mut reader = Reader { text, at: 0, dialect, open: Vec::new(), elements: 0 };
    reader.document(sink)?;
    if dialect == Dialect::Xml && (!reader.open.is_empty() || reader.elements == 0) {
        return Err(Broken::At(text.len()));
    }
    for _ in 0..reader.open.len() {
        sink(Event::Close);
    }
    Ok(())
}

/// How a start tag ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TagEnd {
    Open,
    Empty,
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    dialect: Dialect,
    /// The names of open elements.
    open: Vec<(usize, usize)>,
    elements: usize,
}

impl Reader<'_> {
    fn document(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let mut text_start = 0;
        while let Some(tag) = self.find(self.at, b'<') {
            let after = self.rest(tag + 1);
            let is_tag = match after.first() {
                Some(b'!' | b'?') => true,
                Some(b'/') => after.get(1).is_some_and(|&b| is_name_start(b)),
                Some(&b) => is_name_start(b),
                None => false,
            };
            if !is_tag {
                if self.dialect == Dialect::Xml {
                    return Err(Broken::At(tag));
                }
                self.at = tag + 1;
                continue;
            }
            self.text_node(text_start, tag, sink)?;
            self.at = tag;
            self.tag(sink)?;
            text_start = self.at;
        }
        self.text_node(text_start, self.text.len(), sink)
    }

    fn rest(&self, at: usize) -> &[u8] {
        self.text.get(at..).unwrap_or_default()
    }

    fn find(&self, from: usize, byte: u8) -> Option<usize> {
        memchr::memchr(byte, self.rest(from)).map(|n| from + n)
    }

    fn text_node(&self, start: usize, end: usize, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let part = self.text.get(start..end).unwrap_or_default();
        let lead = part.len() - part.trim_ascii_start().len();
        let core = part.trim_ascii().len();
        if core > 0 {
            if self.dialect == Dialect::Xml && self.open.is_empty() {
                return Err(Broken::At(start + lead));
            }
            sink(Event::Value(Token::new(start + lead, start + lead + core, Syntax::Markup)));
        }
        Ok(())
    }

    fn tag(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let rest = self.rest(self.at);
        if rest.starts_with(b"<!--") {
            let (start, end, next) = self.until(self.at + 4, b"-->")?;
            sink(Event::Other(Token::new(start, end, Syntax::Plain)));
            self.at = next;
            return Ok(());
        }
        if rest.starts_with(b"<![CDATA[") {
            let (start, end, next) = self.until(self.at + 9, b"]]>")?;
            sink(Event::Value(Token::new(start, end, Syntax::Plain)));
            self.at = next;
            return Ok(());
        }
        match rest.get(1) {
            Some(b'!') => self.declaration(sink),
            Some(b'?') => self.instruction(sink),
            Some(b'/') => self.end_tag(sink),
            _ => self.start_tag(sink),
        }
    }

    /// Returns the bounds of what stands before `close`, and where to go on. In HTML an open end is the end.
    fn until(&self, start: usize, close: &[u8]) -> Result<(usize, usize, usize), Broken> {
        match memchr::memmem::find(self.rest(start), close) {
            Some(n) => Ok((start, start + n, start + n + close.len())),
            None if self.dialect == Dialect::Html => {
                Ok((start.min(self.text.len()), self.text.len(), self.text.len()))
            }
            None => Err(Broken::At(self.at)),
        }
    }

    /// `<!DOCTYPE …>`, with brackets and quotes inside.
    fn declaration(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let start = self.at + 2;
        let (mut depth, mut quote) = (0_usize, None);
        let mut end = None;
        for (i, &b) in self.rest(start).iter().enumerate() {
            match (quote, b) {
                (Some(q), _) if b == q => quote = None,
                (None, b'"' | b'\'') => quote = Some(b),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => {
                    end = Some(start + i);
                    break;
                }
                _ => {}
            }
        }
        let end = match end {
            Some(end) => end,
            None if self.dialect == Dialect::Html => {
                self.find(start, b'>').unwrap_or(self.text.len().saturating_sub(1))
            }
            None => return Err(Broken::At(self.at)),
        };
        let body = self.text.get(start..end).unwrap_or_default();
        if contains_ignoring_case(body, b"<!entity") {
            return Err(Broken::Withhold(Withheld::Entities));
        }
        sink(Event::Other(Token::new(start, end, Syntax::Plain)));
        self.at = end + 1;
        Ok(())
    }

    fn instruction(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let close: &[u8] = if self.dialect == Dialect::Html { b">" } else { b"?>" };
        let (start, end, next) = self.until(self.at + 2, close)?;
        if !self.rest(start).starts_with(b"xml ") {
            sink(Event::Other(Token::new(start, end, Syntax::Plain)));
        }
        self.at = next;
        Ok(())
    }

    fn name_end(&self, start: usize) -> usize {
        let stop = |b: &u8| matches!(b, 0..=b' ' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\'');
        start + self.rest(start).iter().position(stop).unwrap_or(self.rest(start).len())
    }

    fn end_tag(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let start = self.at + 2;
        let end = self.name_end(start);
        let close = self.find(end, b'>');
        let name = self.text.get(start..end).unwrap_or_default();
        let is_same = |&(a, b): &(usize, usize)| {
            let open = self.text.get(a..b).unwrap_or_default();
            open == name || self.dialect == Dialect::Html && open.eq_ignore_ascii_case(name)
        };
        if self.dialect == Dialect::Xml {
            let blank = close.and_then(|c| self.text.get(end..c)).is_some_and(|b| b.trim_ascii().is_empty());
            if !blank || !self.open.last().is_some_and(is_same) {
                return Err(Broken::At(self.at));
            }
            self.open.pop();
            sink(Event::Close);
        } else if let Some(above) = self.open.iter().rev().take(MAX_HTML_UNWIND).position(is_same) {
            for _ in 0..=above {
                self.open.pop();
                sink(Event::Close);
            }
        }
        self.at = close.map_or(self.text.len(), |c| c + 1);
        Ok(())
    }

    fn start_tag(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let start = self.at + 1;
        let end = self.name_end(start);
        let local =
            self.text.get(start..end).and_then(|n| memchr::memrchr(b':', n)).map_or(start, |n| start + n + 1);
        sink(Event::Name(Token::new(local, end, Syntax::Plain)));
        sink(Event::Open(Shape::Map));
        self.elements += 1;
        self.at = end;
        let tag_end = self.attributes(sink)?;
        let name = self.text.get(start..end).unwrap_or_default();
        let empty = tag_end == TagEnd::Empty
            || self.dialect == Dialect::Html && (is_void(name) || self.open.len() >= MAX_HTML_DEPTH);
        if self.dialect == Dialect::Html && tag_end == TagEnd::Open && is_raw(name) {
            self.raw_text(start, end, sink);
            sink(Event::Close);
        } else if empty {
            sink(Event::Close);
        } else {
            self.open.push((start, end));
        }
        Ok(())
    }

    /// Reads the attributes and the end of a start tag.
    fn attributes(&mut self, sink: &mut Sink<'_>) -> Result<TagEnd, Broken> {
        loop {
            let blanks = self.rest(self.at).iter().take_while(|b| matches!(b, 0..=b' ')).count();
            self.at += blanks;
            match self.text.get(self.at) {
                Some(b'>') => {
                    self.at += 1;
                    return Ok(TagEnd::Open);
                }
                Some(b'/') if self.text.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Ok(TagEnd::Empty);
                }
                None if self.dialect == Dialect::Html => return Ok(TagEnd::Open),
                None => return Err(Broken::At(self.at)),
                Some(_) if blanks == 0 && self.dialect == Dialect::Xml => return Err(Broken::At(self.at)),
                Some(_) => self.attribute(sink)?,
            }
        }
    }

    fn attribute(&mut self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        let start = self.at;
        let end = self.name_end(start);
        if end == start {
            if self.dialect == Dialect::Xml {
                return Err(Broken::At(start));
            }
            self.at += 1;
            return Ok(());
        }
        self.at = end;
        let blanks = self.rest(end).iter().take_while(|b| b.is_ascii_whitespace()).count();
        if self.text.get(end + blanks) != Some(&b'=') {
            return if self.dialect == Dialect::Xml { Err(Broken::At(end)) } else { Ok(()) };
        }
        self.at = end + blanks + 1;
        self.at += self.rest(self.at).iter().take_while(|b| b.is_ascii_whitespace()).count();
        let value = self.attribute_value()?;
        let local =
            self.text.get(start..end).and_then(|n| memchr::memrchr(b':', n)).map_or(start, |n| start + n + 1);
        sink(Event::Name(Token::new(local, end, Syntax::Plain)));
        sink(Event::Value(value));
        Ok(())
    }

    fn attribute_value(&mut self) -> Result<Token, Broken> {
        let start = self.at;
        match self.text.get(start) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = match self.find(start + 1, quote) {
                    Some(end) => end,
                    None if self.dialect == Dialect::Html => self.text.len(),
                    None => return Err(Broken::At(start)),
                };
                self.at = end + 1;
                let token = Token::new(start + 1, end, Syntax::Markup);
                if self.dialect == Dialect::Xml && token.raw(self.text).contains(&b'<') {
                    return Err(Broken::At(start));
                }
                Ok(token)
            }
            _ if self.dialect == Dialect::Xml => Err(Broken::At(start)),
            _ => {
                let stop = |b: &u8| matches!(b, 0..=b' ' | b'>');
                let len = self.rest(start).iter().position(stop).unwrap_or(self.rest(start).len());
                self.at = start + len;
                Ok(Token::new(start, self.at, Syntax::MarkupBare))
            }
        }
    }

    /// The inside of `<script>` and the like: text up to the end tag, whatever it looks like.
    fn raw_text(&mut self, name_start: usize, name_end: usize, sink: &mut Sink<'_>) {
        let start = self.at;
        let mut at = start;
        let name = self.text.get(name_start..name_end).unwrap_or_default();
        let (end, next) = loop {
            let Some(found) = memchr::memmem::find(self.rest(at), b"</") else {
                break (self.text.len(), self.text.len());
            };
            at += found;
            if self.text.get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
                break (at, self.find(at, b'>').map_or(self.text.len(), |n| n + 1));
            }
            at += 2;
        };
        if !self.text.get(start..end).unwrap_or_default().trim_ascii().is_empty() {
            sink(Event::Value(Token::new(start, end, Syntax::Plain)));
        }
        self.at = next;
    }
}

fn is_name_start(b: u8) -> bool {
    b.is_ascii_alphabetic() || b == b'_' || b == b':' || b >= 0x80
}

fn is_void(name: &[u8]) -> bool {
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    ];
    VOID.iter().any(|v| name.eq_ignore_ascii_case(v.as_bytes()))
}

fn is_raw(name: &[u8]) -> bool {
    ["script", "style"].iter().any(|v| name.eq_ignore_ascii_case(v.as_bytes()))
}

fn contains_ignoring_case(text: &[u8], lower: &[u8]) -> bool {
    text.windows(lower.len()).any(|w| w.eq_ignore_ascii_case(lower))
}

#[cfg(test)]
mod tests {
    use super::{Dialect, read};
    use crate::event::{Broken, Event};

    fn values(dialect: Dialect, text: &[u8]) -> Option<Vec<&[u8]>> {
        let mut all = Vec::new();
        let result = read(dialect, text, &mut |e| {
            if let Event::Value(t) | Event::Other(t) = e {
                all.push((t.start, t.end));
            }
        });
        result.ok()?;
        Some(all.into_iter().map(|(a, b)| text.get(a..b).expect("in bounds")).collect())
    }

    #[test]
    fn finds_text_attributes_comments_and_cdata() {
        let text = b"<?xml version='1.0'?><!-- c --><a:b x=\"1\" y='2'> t <![CDATA[<d>]]><e/></a:b>";
        assert!(values(Dialect::Xml, text) == Some(vec![&b" c "[..], b"1", b"2", b"t", b"<d>"]));
    }

    #[test]
    fn refuses_unbalanced_xml() {
        for text in [&b"<a>"[..], b"<a></b>", b"<a x=1/>", b"<a x/>", b"text", b"<a", b"", b"<a>1 < 2</a>"] {
            assert!(values(Dialect::Xml, text).is_none());
        }
    }

    #[test]
    fn takes_html_as_it_comes() {
        let text = b"<p>one<p>two<br><input name=a value=b disabled></div>1 < 2<script>if (a<b) {}</SCRIPT>x<!-- open";
        let expected: [&[u8]; 8] = [b"one", b"two", b"a", b"b", b"1 < 2", b"if (a<b) {}", b"x", b" open"];
        assert!(values(Dialect::Html, text) == Some(expected.to_vec()));
    }

    #[test]
    fn withholds_a_document_that_defines_entities() {
        let text = b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        let refused = read(Dialect::Xml, text, &mut |_| {}).err();
        assert!(matches!(refused, Some(Broken::Withhold(evidact_model::Withheld::Entities))));
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let deep = [b"<a>".repeat(100_000), b"</a>".repeat(100_000)].concat();
        assert!(read(Dialect::Xml, &deep, &mut |_| {}).is_ok());
        assert!(read(Dialect::Html, &deep, &mut |_| {}).is_ok());
    }
}
