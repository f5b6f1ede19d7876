//! YAML, any number of documents: marked events of `saphyr-parser`, turned into spans.
//!
//! The parser says where scalars stand (in characters); what lies between them is searched for comments. Where
//! a span is not what its style promises, the text counts as broken rather than being edited on a guess.

use crate::Syntax;
use crate::event::{Broken, Event, Shape, Sink, Token};
use saphyr_parser::{Event as Node, Parser, ScalarStyle};
use std::collections::BTreeMap;

pub(crate) fn read(text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    let valid = std::str::from_utf8(text).map_err(|e| Broken::At(e.valid_up_to()))?;
    // The parser takes a NUL for the end of its input.
    if let Some(at) = memchr::memchr(0, text) {
        return Err(Broken::At(at));
    }
    let mut reader = Reader {
        text,
        chars: Chars::new(text),
        done: 0,
        frames: Vec::new(),
        anchors: BTreeMap::new(),
        again: text.len(),
    };
    let mut parser = Parser::new_from_str(valid);
    while let Some(next) = parser.next_event() {
        // The error quotes the input; only its place is kept.
        let (node, span) = next.map_err(|e| Broken::At(reader.chars.byte_of(e.marker().index())))?;
        reader.node(&node, span.start.index(), span.end.index(), sink)?;
    }
    reader.gap(text.len(), sink);
    Ok(())
}

/// Whether the next node of a container is a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Key,
    Value,
    Item,
}

struct Frame {
    place: Place,
    flow: bool,
}

struct Reader<'t> {
    text: &'t [u8],
    chars: Chars<'t>,
    /// Everything before this byte has been told.
    done: usize,
    frames: Vec<Frame>,
    /// The scalars that have an anchor.
    anchors: BTreeMap<usize, Token>,
    /// Bytes that aliases may still show, so that many of one long scalar cost no more than the text.
    again: usize,
}

impl Reader<'_> {
    fn node(&mut self, node: &Node<'_>, start: usize, end: usize, sink: &mut Sink<'_>) -> Result<(), Broken> {
        match node {
            Node::Scalar(_, style, anchor, tag) => {
                let mut start = self.chars.byte_of(start);
                let end = self.chars.byte_of(end);
                if *anchor > 0 || tag.is_some() {
                    start = self.behind_properties(start, end, *style);
                }
                let token = self.scalar(*style, start, end)?;
                if let Some(token) = token {
                    if token.start < self.done {
                        return Err(Broken::At(token.start));
                    }
                    self.gap(token.start, sink);
                    self.done = token.end;
                    if *anchor > 0 {
                        self.anchors.insert(*anchor, token);
                    }
                }
                let token = token.unwrap_or(Token::new(self.done, self.done, Syntax::YamlPlain));
                sink(if self.takes_key() { Event::Key(token) } else { Event::Value(token) });
                self.advance();
            }
            Node::MappingStart(..) => self.open(Shape::Map, start, end, sink),
            Node::SequenceStart(..) => self.open(Shape::List, start, end, sink),
            Node::MappingEnd | Node::SequenceEnd => {
                self.frames.pop();
                sink(Event::Close);
                self.advance();
            }
            Node::Alias(anchor) => {
                let known = self.anchors.get(anchor).filter(|_| !self.takes_key());
                let left = known.and_then(|token| self.again.checked_sub(token.end - token.start));
                if let (Some(&token), Some(left)) = (known, left) {
                    self.again = left;
                    sink(Event::Again(token));
                }
                self.advance();
            }
            _ => {}
        }
        Ok(())
    }

    fn takes_key(&self) -> bool {
        self.frames.last().is_some_and(|f| f.place == Place::Key)
    }

    /// Notes that a node of the innermost container is complete.
    fn advance(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.place = match frame.place {
                Place::Key => Place::Value,
                Place::Value => Place::Key,
                Place::Item => Place::Item,
            };
        }
    }

    fn open(&mut self, shape: Shape, start: usize, end: usize, sink: &mut Sink<'_>) {
        // The span of a flow collection ends behind its bracket, that of a block collection does not.
        let last = self.chars.byte_of(end.saturating_sub(1));
        let bracket = end > start && matches!(self.text.get(last), Some(b'[' | b'{'));
        let flow = bracket || self.frames.last().is_some_and(|f| f.flow);
        let place = if shape == Shape::Map { Place::Key } else { Place::Item };
        self.frames.push(Frame { place, flow });
        sink(Event::Open(shape));
    }

    /// Returns where a node begins whose span includes its anchor and tag; for a block scalar, its content.
    fn behind_properties(&self, mut at: usize, end: usize, style: ScalarStyle) -> usize {
        let rest = |at: usize| self.text.get(at..end).unwrap_or_default();
        while matches!(self.text.get(at), Some(b'&' | b'!')) && at < end {
            let word = rest(at).iter().take_while(|b| !b.is_ascii_whitespace()).count();
            at += word + rest(at + word).iter().take_while(|b| b.is_ascii_whitespace()).count();
        }
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && matches!(rest(at).first(), Some(b'|' | b'>'))
        {
            at += memchr::memchr2(b'\n', b'\r', rest(at)).unwrap_or(rest(at).len());
            at += rest(at).iter().take_while(|b| b.is_ascii_whitespace()).count();
        }
        at.min(end)
    }

    /// Returns the editable inside of a scalar; `None` if it has no bytes.
    fn scalar(&self, style: ScalarStyle, start: usize, end: usize) -> Result<Option<Token>, Broken> {
        let flow = self.frames.last().is_some_and(|f| f.flow);
        let part = self.text.get(start..end).ok_or(Broken::At(start))?;
        let quoted = |quote: u8, syntax: Syntax| {
            // Before a bracket the span takes the white space along.
            let part = part.trim_ascii_end();
            let closed = part.len() >= 2 && part.first() == Some(&quote) && part.last() == Some(&quote);
            let token = Token::new(start + 1, start + part.len().saturating_sub(1), syntax);
            if closed { Ok(Some(token)) } else { Err(Broken::At(start)) }
        };
        match style {
            ScalarStyle::SingleQuoted => quoted(b'\'', Syntax::YamlSingle),
            ScalarStyle::DoubleQuoted => quoted(b'"', Syntax::YamlDouble),
            ScalarStyle::Plain => {
                let len = part.trim_ascii_end().len();
                let syntax = if flow { Syntax::YamlFlow } else { Syntax::YamlPlain };
                Ok((len > 0).then(|| Token::new(start, start + len, syntax)))
            }
            ScalarStyle::Literal => Ok(self.block(start, end, Syntax::YamlLiteral)),
            ScalarStyle::Folded => Ok(self.block(start, end, Syntax::YamlFolded)),
        }
    }

    /// The content of a block scalar, from its first character to its last.
    fn block(&self, start: usize, end: usize, syntax: Syntax) -> Option<Token> {
        let part = self.text.get(start..end)?;
        // Without content the span begins at the indicator.
        if matches!(part.first(), Some(b'|' | b'>'))
            && part.get(1..)?.trim_ascii().len() <= 2
            && self.is_indicator(start)
        {
            return None;
        }
        let len = part.trim_ascii_end().len();
        (len > 0).then(|| Token::new(start, start + len, syntax))
    }

    /// Says whether `|` or `>` stands behind a key or dash and not at the start of an indented line.
    fn is_indicator(&self, at: usize) -> bool {
        let before = self.text.get(self.done..at).unwrap_or_default();
        before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|&b| b != b'\n')
    }

    /// Tells the comments between the last token and `end`.
    fn gap(&mut self, end: usize, sink: &mut Sink<'_>) {
        let mut at = self.done;
        while let Some(hash) = self.text.get(at..end).and_then(|g| memchr::memchr(b'#', g)).map(|n| at + n) {
            let led = hash == 0 || matches!(self.text.get(hash - 1), Some(b' ' | b'\t' | b'\n' | b'\r'));
            if !led {
                at = hash + 1;
                continue;
            }
            let rest = self.text.get(hash..end).unwrap_or_default();
            let stop = hash + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            sink(Event::Other(Token::new(hash + 1, stop, Syntax::Plain)));
            at = stop;
        }
        self.done = end.max(self.done);
    }
}

/// Turns character offsets into byte offsets; cheap when they ascend by small steps.
struct Chars<'t> {
    text: &'t [u8],
    ascii: bool,
    index: usize,
    byte: usize,
}

impl<'t> Chars<'t> {
    fn new(text: &'t [u8]) -> Self {
        Self { text, ascii: text.is_ascii(), index: 0, byte: 0 }
    }

    fn byte_of(&mut self, char_index: usize) -> usize {
        if self.ascii {
            return char_index.min(self.text.len());
        }
        let continues = |b: Option<&u8>| b.is_some_and(|b| b & 0xC0 == 0x80);
        while self.index > char_index && self.byte > 0 {
            self.byte -= 1;
            while continues(self.text.get(self.byte)) {
                self.byte -= 1;
            }
            self.index -= 1;
        }
        while self.index < char_index && self.byte < self.text.len() {
            self.byte += 1;
            while continues(self.text.get(self.byte)) {
                self.byte += 1;
            }
            self.index += 1;
        }
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Syntax;
    use crate::event::Event;

    fn tokens(text: &[u8]) -> Option<Vec<(&[u8], Syntax)>> {
        let mut all = Vec::new();
        let result = read(text, &mut |e| {
            if let Event::Key(t) | Event::Value(t) | Event::Other(t) = e {
                all.push(t);
            }
        });
        result.ok()?;
        Some(all.into_iter().map(|t| (t.raw(text), t.syntax)).collect())
    }

    fn raws(text: &[u8]) -> Vec<&[u8]> {
        tokens(text).expect("is YAML").into_iter().map(|t| t.0).collect()
    }

    #[test]
    fn finds_scalars_of_all_styles_and_comments() {
        let text =
            b"# top\na: one two # tail\n'b': 'it''s'\nc: \"x\\ty\"\nd: |\n  l1\n  l2\ne: >-\n  f1\n  f2\n";
        let expected: [&[u8]; 12] = [
            b" top",
            b"a",
            b"one two",
            b" tail",
            b"b",
            b"it''s",
            b"c",
            b"x\\ty",
            b"d",
            b"l1\n  l2",
            b"e",
            b"f1\n  f2",
        ];
        assert!(raws(text) == expected);
    }

    #[test]
    fn finds_scalars_behind_other_characters_and_line_ends() {
        let text = "ä: ö # ü\r\nß: |\r\n  é\r\n  x\r\nlast: \"ñ\"\r\n".as_bytes();
        let expected = ["ä", "ö", " ü", "ß", "é\r\n  x", "last", "ñ"].map(str::as_bytes);
        assert!(raws(text) == expected);
    }

    #[test]
    fn knows_flow_anchors_tags_aliases_and_documents() {
        let text = b"a: &x [b, 'c', {d: e}]\nf: *x\ng: !!str h\nm: !!str |\n  n\n  o\n---\ni: |\n...\n";
        let all = tokens(text).expect("is YAML");
        assert!(all.contains(&(&b"b"[..], Syntax::YamlFlow)));
        assert!(all.contains(&(&b"h"[..], Syntax::YamlPlain)));
        assert!(all.contains(&(&b"n\n  o"[..], Syntax::YamlLiteral)));
        assert!(all.iter().all(|t| t.0 != b"x" && t.0 != b"|"));
    }

    #[test]
    fn white_space_may_stand_between_a_quoted_scalar_and_a_bracket() {
        let text =
            b"l: [ \"a\", 'b' ]\nm: { k: \"2.4.1\" }\nn: [ 'it''s'\n  , \"c\"\n  ]\no: { 'p' : \"q\" } # r\n";
        let expected: [&[u8]; 12] =
            [b"l", b"a", b"b", b"m", b"k", b"2.4.1", b"n", b"it''s", b"c", b"o", b"p", b"q"];
        let all = raws(text);
        assert!(all.len() == 13 && all.iter().zip(expected).all(|(a, b)| *a == b));
        assert!(all.last() == Some(&&b" r"[..]));
    }

    #[test]
    fn refuses_what_is_not_yaml() {
        for text in [&b"a: [b"[..], b"a: 'b", b"a: b: c", b"\xFF: a", b"a: b\0c"] {
            assert!(tokens(text).is_none());
        }
    }
}
