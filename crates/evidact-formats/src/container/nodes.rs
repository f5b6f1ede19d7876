//! Reads the XML of office documents strictly: names with their namespaces, text and attributes decoded.
//!
//! What is neither element, attribute nor text is not told of: comments and instructions do not get into copies.
//! A document type is refused, since what such a part says is decided elsewhere than where it stands.
//!
//! `crate::xml` reads the same grammar for another purpose: it says where in the bytes everything stands, so that edits
//! find their way back, and decodes nothing. Here what is read is written anew, so values come decoded, names come with
//! the namespaces that they are in, and an element can be passed over as a whole.

use crate::encoding::Decoded;
use evidact_model::Withheld;
use evidact_raw::RawBytes;
use std::borrow::Cow;

/// A namespace and the prefix that it is known by here.
pub(crate) type Space = (&'static str, &'static str);

/// A name: the prefix that its namespace is known by, and the name within it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name<'t> {
    /// Empty for an attribute without a prefix; [`FOREIGN`] for a namespace that is not known.
    pub(crate) space: &'static str,
    pub(crate) local: &'t [u8],
}

/// The prefix of all namespaces that are not known.
pub(crate) const FOREIGN: &str = "?";

impl Name<'_> {
    pub(crate) fn is(&self, space: &str, local: &str) -> bool {
        self.space == space && self.local == local.as_bytes()
    }

    /// Returns the name with its known prefix.
    pub(crate) fn qualified(&self) -> Vec<u8> {
        if self.space.is_empty() {
            return self.local.to_vec();
        }
        [self.space.as_bytes(), b":", self.local].concat()
    }
}

pub(crate) struct Attribute<'t> {
    pub(crate) name: Name<'t>,
    pub(crate) value: Cow<'t, [u8]>,
}

pub(crate) struct Element<'t> {
    pub(crate) name: Name<'t>,
    pub(crate) attributes: Vec<Attribute<'t>>,
}

impl Element<'_> {
    /// Returns the value of an attribute.
    pub(crate) fn get(&self, space: &str, local: &str) -> Option<&[u8]> {
        self.attributes.iter().find(|a| a.name.is(space, local)).map(|a| &*a.value)
    }
}

/// What comes next. An empty element begins and ends.
pub(crate) enum Node<'t> {
    Start(Element<'t>),
    Text(Cow<'t, [u8]>),
    End,
    Done,
}

/// More elements within each other, or namespaces in one place, than any program writes.
const MAX_DEPTH: usize = 512;
const MAX_SCOPES: usize = 256;
/// More attributes than any element has.
const MAX_ATTRIBUTES: usize = 256;

/// Decodes a part to UTF-8.
pub(crate) fn decode(part: RawBytes) -> Result<RawBytes, Withheld> {
    let decoded = Decoded::of(part.expose());
    let text = decoded.text(part.expose());
    if std::str::from_utf8(text).is_err() {
        return Err(Withheld::Damaged);
    }
    if text.len() == part.len() {
        return Ok(part);
    }
    Ok(RawBytes::new(text.to_vec()))
}

/// A walk through an XML text.
pub(crate) struct Xml<'t> {
    text: &'t [u8],
    at: usize,
    known: &'static [Space],
    open: Vec<(usize, usize)>,
    /// Prefixes, what they stand for, and how deep they were declared.
    scopes: Vec<(&'t [u8], &'static str, usize)>,
    /// The last element was empty and has not ended yet.
    ends: bool,
    seen: bool,
}

impl<'t> Xml<'t> {
    /// Starts at the front of a decoded text.
    pub(crate) fn new(text: &'t [u8], known: &'static [Space]) -> Self {
        Self { text, at: 0, known, open: Vec::new(), scopes: Vec::new(), ends: false, seen: false }
    }

    /// Returns how many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Returns what comes next.
    pub(crate) fn next(&mut self) -> Result<Node<'t>, Withheld> {
        if std::mem::take(&mut self.ends) {
            return Ok(self.leave());
        }
        loop {
            let rest = self.rest(self.at);
            if rest.first() != Some(&b'<') {
                let len = memchr::memchr(b'<', rest).unwrap_or(rest.len());
                let text = rest.get(..len).unwrap_or_default();
                self.at += len;
                if len == 0 {
                    return if self.open.is_empty() && self.seen {
                        Ok(Node::Done)
                    } else {
                        Err(Withheld::Damaged)
                    };
                }
                if self.open.is_empty() {
                    if text.trim_ascii().is_empty() {
                        continue;
                    }
                    return Err(Withheld::Damaged);
                }
                return text_of(text, Blanks::Kept).map(Node::Text);
            }
            if rest.starts_with(b"<!--") {
                self.skip(4, b"-->")?;
            } else if rest.starts_with(b"<?") {
                self.skip(2, b"?>")?;
            } else if rest.starts_with(b"<![CDATA[") {
                let start = self.at + 9;
                self.skip(9, b"]]>")?;
                if self.open.is_empty() {
                    return Err(Withheld::Damaged);
                }
                let text = self.text.get(start..self.at - 3).unwrap_or_default();
                check(text)?;
                return Ok(Node::Text(Cow::Borrowed(text)));
            } else if rest.starts_with(b"<!") {
                return Err(Withheld::Structure { at: None });
            } else if rest.starts_with(b"</") {
                return self.end_tag();
            } else {
                return self.start_tag().map(Node::Start);
            }
        }
    }

    /// Passes over the rest of the element that has just begun.
    pub(crate) fn pass(&mut self) -> Result<(), Withheld> {
        self.pass_over().map(drop)
    }

    /// Passes over the element that has just begun; says whether there was an element in it.
    pub(crate) fn pass_over(&mut self) -> Result<bool, Withheld> {
        let depth = self.open.len();
        let mut held = false;
        while self.open.len() >= depth {
            held |= matches!(self.next()?, Node::Start(_));
        }
        Ok(held)
    }

    /// Returns the text of the element that has just begun, and passes over the elements in it.
    pub(crate) fn inner_text(&mut self) -> Result<Vec<u8>, Withheld> {
        let depth = self.open.len();
        let mut all = Vec::new();
        while self.open.len() >= depth {
            if let Node::Text(text) = self.next()? {
                all.extend_from_slice(&text);
            }
        }
        Ok(all)
    }

    fn rest(&self, at: usize) -> &'t [u8] {
        self.text.get(at..).unwrap_or_default()
    }

    fn skip(&mut self, from: usize, close: &[u8]) -> Result<(), Withheld> {
        let start = self.at + from;
        let found = memchr::memmem::find(self.rest(start), close).ok_or(Withheld::Damaged)?;
        self.at = start + found + close.len();
        Ok(())
    }

    fn name_end(&self, start: usize) -> usize {
        let stop = |b: &u8| matches!(b, 0..=b' ' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&');
        start + self.rest(start).iter().position(stop).unwrap_or(self.rest(start).len())
    }

    fn blanks(&mut self) -> bool {
        let blanks = self.rest(self.at).iter().take_while(|b| b.is_ascii_whitespace()).count();
        self.at += blanks;
        blanks > 0
    }

    fn leave(&mut self) -> Node<'t> {
        let depth = self.open.len();
        self.scopes.truncate(self.scopes.iter().take_while(|s| s.2 < depth).count());
        self.open.pop();
        Node::End
    }

    fn end_tag(&mut self) -> Result<Node<'t>, Withheld> {
        let start = self.at + 2;
        let end = self.name_end(start);
        self.at = end;
        self.blanks();
        let open = self.open.last().and_then(|&(a, b)| self.text.get(a..b));
        if open.is_none() || open != self.text.get(start..end) || self.rest(self.at).first() != Some(&b'>') {
            return Err(Withheld::Damaged);
        }
        self.at += 1;
        Ok(self.leave())
    }

    fn start_tag(&mut self) -> Result<Element<'t>, Withheld> {
        let start = self.at + 1;
        let end = self.name_end(start);
        if start == end || self.open.len() >= MAX_DEPTH || self.open.is_empty() && self.seen {
            return Err(Withheld::Damaged);
        }
        self.seen = true;
        self.at = end;
        self.open.push((start, end));
        let mut raw = Vec::new();
        loop {
            let blank = self.blanks();
            match self.rest(self.at) {
                [b'>', ..] => {
                    self.at += 1;
                    break;
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    self.ends = true;
                    break;
                }
                _ if blank && raw.len() < MAX_ATTRIBUTES => raw.push(self.attribute()?),
                _ => return Err(Withheld::Damaged),
            }
        }
        let depth = self.open.len();
        for (name, value) in &raw {
            let prefix = if *name == b"xmlns" { Some(&b""[..]) } else { name.strip_prefix(b"xmlns:") };
            let Some(prefix) = prefix else { continue };
            if self.scopes.len() >= MAX_SCOPES {
                return Err(Withheld::Damaged);
            }
            let known = self.known.iter().find(|k| k.0.as_bytes() == &**value);
            self.scopes.push((prefix, known.map_or(FOREIGN, |k| k.1), depth));
        }
        let is_own = |name: &[u8]| !name.starts_with(b"xmlns:") && name != b"xmlns";
        let attributes = raw.into_iter().filter(|(name, _)| is_own(name)).map(|(name, value)| {
            let name =
                if name.contains(&b':') { self.resolve(name) } else { Name { space: "", local: name } };
            Attribute { name, value }
        });
        let attributes = attributes.collect();
        let name = self.resolve(self.text.get(start..end).unwrap_or_default());
        Ok(Element { name, attributes })
    }

    fn resolve(&self, qualified: &'t [u8]) -> Name<'t> {
        let (prefix, local) = match memchr::memchr(b':', qualified) {
            Some(n) => (qualified.get(..n).unwrap_or_default(), qualified.get(n + 1..).unwrap_or_default()),
            None => (&b""[..], qualified),
        };
        let found = self.scopes.iter().rev().find(|s| s.0 == prefix).map(|s| s.1);
        let space = match found {
            Some(space) => space,
            None if prefix == b"xml" => "xml",
            None => FOREIGN,
        };
        Name { space, local }
    }

    fn attribute(&mut self) -> Result<(&'t [u8], Cow<'t, [u8]>), Withheld> {
        let start = self.at;
        let end = self.name_end(start);
        self.at = end;
        self.blanks();
        if start == end || self.rest(self.at).first() != Some(&b'=') {
            return Err(Withheld::Damaged);
        }
        self.at += 1;
        self.blanks();
        let quote = *self.rest(self.at).first().ok_or(Withheld::Damaged)?;
        if !matches!(quote, b'"' | b'\'') {
            return Err(Withheld::Damaged);
        }
        let from = self.at + 1;
        let len = memchr::memchr(quote, self.rest(from)).ok_or(Withheld::Damaged)?;
        let raw = self.text.get(from..from + len).unwrap_or_default();
        self.at = from + len + 1;
        if raw.contains(&b'<') {
            return Err(Withheld::Damaged);
        }
        let name = self.text.get(start..end).unwrap_or_default();
        Ok((name, text_of(raw, Blanks::Spaces)?))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Blanks {
    Kept,
    /// Line ends and tabs are spaces, as in attributes.
    Spaces,
}

/// Decodes text: the five entities and character references.
fn text_of(raw: &[u8], blanks: Blanks) -> Result<Cow<'_, [u8]>, Withheld> {
    check(raw)?;
    let spaces = blanks == Blanks::Spaces && raw.iter().any(|b| matches!(b, b'\t' | b'\n' | b'\r'));
    let returns = blanks == Blanks::Kept && raw.contains(&b'\r');
    if !spaces && !returns && !raw.contains(&b'&') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(&b) = raw.get(at) {
        at += 1;
        match b {
            b'&' => {
                let rest = raw.get(at..).unwrap_or_default();
                let len = memchr::memchr(b';', rest.get(..rest.len().min(12)).unwrap_or_default());
                let len = len.ok_or(Withheld::Damaged)?;
                reference(rest.get(..len).unwrap_or_default(), &mut out)?;
                at += len + 1;
            }
            b'\t' | b'\n' | b'\r' if spaces => out.push(b' '),
            b'\r' if returns => {
                if raw.get(at) != Some(&b'\n') {
                    out.push(b'\n');
                }
            }
            _ => out.push(b),
        }
    }
    Ok(Cow::Owned(out))
}

fn reference(name: &[u8], out: &mut Vec<u8>) -> Result<(), Withheld> {
    let c = match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        _ => {
            let digits = name.strip_prefix(b"#").and_then(|n| std::str::from_utf8(n).ok());
            let digits = digits.ok_or(Withheld::Damaged)?;
            let number = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            let number = number.map_err(|_| Withheld::Damaged)?;
            let c = char::from_u32(number).ok_or(Withheld::Damaged)?;
            if number < 0x20 && !matches!(c, '\t' | '\n' | '\r') {
                return Err(Withheld::Damaged);
            }
            c
        }
    };
    crate::escape::push(c, out);
    Ok(())
}

/// Refuses control characters, which XML has no room for.
fn check(text: &[u8]) -> Result<(), Withheld> {
    let bad = text.iter().any(|&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'));
    if bad { Err(Withheld::Damaged) } else { Ok(()) }
}

/// Writes text between tags.
pub(crate) fn put_text(text: &[u8], out: &mut Vec<u8>) {
    for &b in text {
        match b {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'\r' => out.extend_from_slice(b"&#13;"),
            _ => out.push(b),
        }
    }
}

/// Writes an attribute with a blank before it.
pub(crate) fn put_attribute(name: &[u8], value: &[u8], out: &mut Vec<u8>) {
    out.push(b' ');
    out.extend_from_slice(name);
    out.extend_from_slice(b"=\"");
    for &b in value {
        match b {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            b'\t' => out.extend_from_slice(b"&#9;"),
            b'\n' => out.extend_from_slice(b"&#10;"),
            b'\r' => out.extend_from_slice(b"&#13;"),
            _ => out.push(b),
        }
    }
    out.push(b'"');
}

/// The line that every part begins with.
pub(crate) const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

#[cfg(test)]
mod tests {
    use super::{FOREIGN, Node, Xml};

    const KNOWN: &[super::Space] = &[("urn:a", "a")];

    fn told(text: &[u8]) -> Option<String> {
        let mut xml = Xml::new(text, KNOWN);
        let mut all = String::new();
        loop {
            match xml.next().ok()? {
                Node::Start(e) => {
                    let name = String::from_utf8_lossy(e.name.local);
                    all.extend(["<", e.name.space, ":", &name]);
                    for a in &e.attributes {
                        let (name, value) = (a.name.qualified(), &a.value);
                        all.extend([
                            " ",
                            &String::from_utf8_lossy(&name),
                            "=",
                            &String::from_utf8_lossy(value),
                        ]);
                    }
                    all += ">";
                }
                Node::Text(text) => all += &String::from_utf8_lossy(&text),
                Node::End => all += "/",
                Node::Done => return Some(all),
            }
        }
    }

    #[test]
    fn tells_names_by_their_namespaces() {
        let text = b"<?xml version='1.0'?><!-- c --><x:b xmlns:x='urn:a' y='1&#50;' x:z=\"a&amp;b\"> t<![CDATA[<d>]]><e/></x:b>";
        assert_eq!(told(text), Some(format!("<a:b y=12 a:z=a&b> t<d><{FOREIGN}:e>//")));
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        for text in [
            &b"<a>"[..],
            b"<a></b>",
            b"<a x=1/>",
            b"<a/><b/>",
            b"text",
            b"",
            b"<a>&unknown;</a>",
            b"<a>\x01</a>",
            b"<!DOCTYPE a><a/>",
            b"<a>&#1;</a>",
        ] {
            assert_eq!(told(text), None);
        }
    }

    #[test]
    fn passes_over_an_element_and_reads_its_text() {
        let mut xml = Xml::new(b"<a><b>1<c>2</c></b><d>3<e/>4</d></a>", KNOWN);
        assert!(matches!(xml.next(), Ok(Node::Start(_))) && matches!(xml.next(), Ok(Node::Start(_))));
        assert!(xml.pass().is_ok());
        assert!(matches!(xml.next(), Ok(Node::Start(e)) if e.name.local == b"d"));
        assert!(xml.inner_text().is_ok_and(|text| text == b"34"));
    }
}
