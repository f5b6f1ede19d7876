//! A strict tokenizer for XML (1.0, fifth edition), without entities of its own: tags must balance, and a document
//! type is refused, since what it defines is decided elsewhere than where it is used.

use crate::event::Broken;
use evidact_model::Withheld;
use std::ops::Range;

/// One thing in an XML text.
#[derive(Clone)]
pub(crate) enum Item {
    /// A start tag.
    Start(Tag),
    /// An end tag.
    End,
    /// Character data with entities.
    Text(Range<usize>),
    /// The inside of a CDATA section.
    Data(Range<usize>),
    /// A comment or processing instruction: the range of its inside.
    Aside(Range<usize>),
}

/// A start tag.
#[derive(Clone)]
pub(crate) struct Tag {
    /// From `<` to `>`.
    pub(crate) whole: Range<usize>,
    /// Its name with the prefix.
    pub(crate) name: Range<usize>,
    /// What lies between the name and the end of the tag.
    pub(crate) attributes: Range<usize>,
    /// It ends in `/>`; no end tag follows.
    pub(crate) empty: bool,
}

/// An attribute.
#[derive(Clone)]
pub(crate) struct Attribute {
    /// Its name with the prefix.
    pub(crate) name: Range<usize>,
    /// What stands between the quotes.
    pub(crate) value: Range<usize>,
}

/// Reads an XML text item by item.
pub(crate) struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    open: Vec<Range<usize>>,
    elements: usize,
}

impl<'t> Scanner<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, open: Vec::new(), elements: 0 }
    }

    /// Returns the next item, or nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Item>, Broken> {
        let start = self.at;
        let Some(first) = self.text.get(start) else {
            return if self.open.is_empty() && self.elements > 0 { Ok(None) } else { Err(Broken::At(start)) };
        };
        if *first != b'<' {
            return self.text_node().map(Some);
        }
        let rest = self.rest(start);
        let item = if rest.starts_with(b"<!--") {
            self.until(start + 4, b"-->").map(Item::Aside)
        } else if rest.starts_with(b"<![CDATA[") {
            if self.open.is_empty() {
                return Err(Broken::At(start));
            }
            self.until(start + 9, b"]]>").map(Item::Data)
        } else {
            match rest.get(1) {
                Some(b'!') => Err(Broken::Withhold(Withheld::Structure { at: None })),
                Some(b'?') => self.until(start + 2, b"?>").map(Item::Aside),
                Some(b'/') => self.end_tag().map(|()| Item::End),
                _ => self.start_tag().map(Item::Start),
            }
        };
        item.map(Some)
    }

    fn rest(&self, at: usize) -> &'t [u8] {
        self.text.get(at..).unwrap_or_default()
    }

    fn text_node(&mut self) -> Result<Item, Broken> {
        let start = self.at;
        let end = memchr::memchr(b'<', self.rest(start)).map_or(self.text.len(), |n| start + n);
        let blank = self.text.get(start..end).is_some_and(|t| t.trim_ascii().is_empty());
        if self.open.is_empty() && !blank {
            return Err(Broken::At(start));
        }
        self.at = end;
        Ok(Item::Text(start..end))
    }

    fn until(&mut self, start: usize, close: &[u8]) -> Result<Range<usize>, Broken> {
        let found = memchr::memmem::find(self.rest(start), close).ok_or(Broken::At(start))?;
        self.at = start + found + close.len();
        Ok(start..start + found)
    }

    fn name(&self, start: usize) -> Result<Range<usize>, Broken> {
        let stop = |b: &u8| matches!(b, 0..=b' ' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&');
        let rest = self.rest(start);
        let len = rest.iter().position(stop).unwrap_or(rest.len());
        let first = rest.first().is_some_and(|&b| b.is_ascii_alphabetic() || b == b'_' || b >= 0x80);
        if first && len > 0 { Ok(start..start + len) } else { Err(Broken::At(start)) }
    }

    fn end_tag(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let name = self.name(start + 2)?;
        let blanks = self.rest(name.end).iter().take_while(|b| b.is_ascii_whitespace()).count();
        let open = self.open.pop().and_then(|open| self.text.get(open));
        let closes = self.text.get(name.end + blanks) == Some(&b'>');
        if !closes || open.is_none() || open != self.text.get(name.clone()) {
            return Err(Broken::At(start));
        }
        self.at = name.end + blanks + 1;
        Ok(())
    }

    fn start_tag(&mut self) -> Result<Tag, Broken> {
        let start = self.at;
        let name = self.name(start + 1)?;
        // A second root is as wrong as text behind the first.
        if self.open.is_empty() && self.elements > 0 {
            return Err(Broken::At(start));
        }
        self.elements += 1;
        let mut quote = None;
        let body = self.rest(name.end);
        let len = body.iter().position(|&b| match (quote, b) {
            (Some(q), _) => {
                if b == q {
                    quote = None;
                }
                false
            }
            (None, b'"' | b'\'') => {
                quote = Some(b);
                false
            }
            _ => b == b'>' || b == b'<',
        });
        let end = len.map(|n| name.end + n).filter(|&end| self.text.get(end) == Some(&b'>'));
        let end = end.ok_or(Broken::At(start))?;
        let empty = end > name.end && self.text.get(end - 1) == Some(&b'/');
        let tag = Tag {
            whole: start..end + 1,
            name: name.clone(),
            attributes: name.end..if empty { end - 1 } else { end },
            empty,
        };
        // All of them are looked at here, so that who asks later need not fear broken ones.
        let mut attributes = Attributes::of(self.text, &tag);
        while attributes.next()?.is_some() {}
        if !empty {
            self.open.push(name);
        }
        self.at = end + 1;
        Ok(tag)
    }
}

/// Reads the attributes of a start tag one by one.
pub(crate) struct Attributes<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Attributes<'t> {
    pub(crate) fn of(text: &'t [u8], tag: &Tag) -> Self {
        Self { text: text.get(..tag.attributes.end).unwrap_or_default(), at: tag.attributes.start }
    }

    /// Returns the next attribute, or nothing behind the last.
    pub(crate) fn next(&mut self) -> Result<Option<Attribute>, Broken> {
        let start = self.skip_blanks(self.at);
        if start >= self.text.len() {
            return Ok(None);
        }
        let broken = || Broken::At(start);
        if start == self.at {
            return Err(broken());
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let stop = |b: &u8| matches!(b, 0..=b' ' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&');
        let len = rest.iter().position(stop).filter(|&n| n > 0).ok_or_else(broken)?;
        let equals = self.skip_blanks(start + len);
        if self.text.get(equals) != Some(&b'=') {
            return Err(broken());
        }
        let open = self.skip_blanks(equals + 1);
        let quote = self.text.get(open).copied().filter(|b| matches!(b, b'"' | b'\'')).ok_or_else(broken)?;
        let inside = self.text.get(open + 1..).unwrap_or_default();
        let value_len = memchr::memchr(quote, inside).ok_or_else(broken)?;
        let value = open + 1..open + 1 + value_len;
        if self.text.get(value.clone()).is_none_or(|v| v.contains(&b'<')) {
            return Err(broken());
        }
        self.at = value.end + 1;
        Ok(Some(Attribute { name: start..start + len, value }))
    }

    fn skip_blanks(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
    }
}

/// Returns the part of a name behind its prefix.
pub(crate) fn local(name: &[u8]) -> &[u8] {
    memchr::memchr(b':', name).and_then(|n| name.get(n + 1..)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{Attributes, Item, Scanner};

    fn items(text: &[u8]) -> Option<Vec<&[u8]>> {
        let mut scanner = Scanner::new(text);
        let mut all = Vec::new();
        loop {
            let range = match scanner.next().ok()? {
                None => return Some(all),
                Some(Item::Start(tag)) => {
                    let mut attributes = Attributes::of(text, &tag);
                    while let Some(attribute) = attributes.next().ok()? {
                        all.push(text.get(attribute.name)?);
                        all.push(text.get(attribute.value)?);
                    }
                    tag.name
                }
                Some(Item::End) => continue,
                Some(Item::Text(range) | Item::Data(range) | Item::Aside(range)) => range,
            };
            all.push(text.get(range)?);
        }
    }

    #[test]
    fn reads_every_kind_of_item() {
        let text = b"<?x y?><a b='1' c:d = \"2>\"> t<e/><![CDATA[<]]><!--n--></a >";
        let expected: [&[u8]; 10] = [b"x y", b"b", b"1", b"c:d", b"2>", b"a", b" t", b"e", b"<", b"n"];
        assert!(items(text) == Some(expected.to_vec()));
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        let texts: [&[u8]; 14] = [
            b"",
            b"t",
            b"<a>",
            b"<a></b>",
            b"<a/><b/>",
            b"<a/>t",
            b"<a x/>",
            b"<a x=1/>",
            b"<a x='1'y='2'/>",
            b"<a x='<'/>",
            b"<!DOCTYPE a><a/>",
            b"<a><!-- </a>",
            b"<a b='1' b",
            b"< a/>",
        ];
        for text in texts {
            assert!(items(text).is_none());
        }
    }
}
