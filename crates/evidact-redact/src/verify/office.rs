//! Looks at the parts of Office (OOXML) and `OpenDocument` files: text with and without the borders of runs and
//! blocks, attributes, comments. A part that is neither XML nor a file of a known kind should not be there.

use super::check::{Check, Fresh};
use super::{Leak, decode, text};

/// Which family of documents an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ooxml,
    OpenDocument,
}

impl Kind {
    /// Tells it by the names of the members.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n [u8]>) -> Option<Self> {
        let (mut content, mut manifest) = (false, false);
        for name in names {
            if name.eq_ignore_ascii_case(b"[Content_Types].xml") {
                return Some(Self::Ooxml);
            }
            content |= name == b"mimetype";
            manifest |= name == b"META-INF/manifest.xml";
        }
        (content && manifest).then_some(Self::OpenDocument)
    }
}

/// Looks at one part.
pub(super) fn part(check: Check<'_>, kind: Kind, name: &[u8], bytes: &[u8]) -> Result<(), Leak> {
    if kind == Kind::OpenDocument && name == b"mimetype" {
        let is_type = bytes.starts_with(b"application/vnd.oasis.opendocument.") && bytes.len() < 80;
        return if is_type { check.layer("part", bytes, Fresh::OfItsOwnForm) } else { Err(UNEXPECTED) };
    }
    if bytes.is_empty() {
        return Ok(());
    }
    let decoded = match text::Encoding::of(bytes) {
        text::Encoding::Bytes => decode::to_utf8(bytes),
        text::Encoding::LittleEndian => decode::utf16(bytes, u16::from_le_bytes),
        text::Encoding::BigEndian => decode::utf16(bytes, u16::from_be_bytes),
    };
    let start = String::from_utf8_lossy(decoded.get(..decoded.len().min(64)).unwrap_or_default())
        .trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n'])
        .starts_with('<');
    if start {
        return xml(check, &decoded);
    }
    match super::open::Kind::of(bytes) {
        super::open::Kind::Binary => Err(UNEXPECTED),
        _ => check.bytes(bytes),
    }
}

const UNEXPECTED: Leak = Leak::of("document part", "evidact.unexpected-part");

/// Looks at a part of XML as it stands, and at what it shows.
fn xml(check: Check<'_>, bytes: &[u8]) -> Result<(), Leak> {
    // Without its tags this is text that nobody wrote: cells and paragraphs with nothing between.
    check.text(bytes, Fresh::Ignored)?;
    let shown = Shown::of(bytes);
    check.text(&shown.blocks, Fresh::OfItsOwnForm).map_err(|l| named(l, "document text"))?;
    check.layer("document text, joined", &shown.joined, Fresh::Ignored)?;
    check.layer("numbers", &shown.numbers(), Fresh::Ignored)?;
    check.text(&shown.attributes, Fresh::OfItsOwnForm).map_err(|l| named(l, "attributes"))?;
    check.layer("attributes, joined", &shown.joined_attributes, Fresh::Ignored)
}

fn named(leak: Leak, layer: &'static str) -> Leak {
    if leak.layer == super::layers::SURFACE { Leak { layer, ..leak } } else { leak }
}

/// What a part shows in its several readings.
#[derive(Default)]
struct Shown {
    /// Text, with a line break where a block ends: a paragraph, a cell, a field.
    blocks: Vec<u8>,
    /// Text with nothing between.
    joined: Vec<u8>,
    /// Attribute values, comments and instructions, one a line.
    attributes: Vec<u8>,
    joined_attributes: Vec<u8>,
}

/// Elements that part a text and no word: runs, spans, properties of text, marks of revision and spelling.
const INLINE: &[&[u8]] = &[
    b"r",
    b"t",
    b"rPr",
    b"span",
    b"a",
    b"b",
    b"i",
    b"u",
    b"s",
    b"sz",
    b"color",
    b"rFonts",
    b"lang",
    b"ins",
    b"del",
    b"delText",
    b"hyperlink",
    b"proofErr",
    b"bookmarkStart",
    b"bookmarkEnd",
    b"smartTag",
    b"sdt",
    b"sdtContent",
    b"sdtPr",
    b"noProof",
    b"vertAlign",
    b"highlight",
    b"rStyle",
    b"bCs",
    b"iCs",
    b"szCs",
    b"shd",
    b"strike",
    b"caps",
    b"smallCaps",
    b"vanish",
    b"spacing",
    b"kern",
    b"w",
    b"position",
    b"effect",
    b"lastRenderedPageBreak",
    b"softHyphen",
    b"noBreakHyphen",
    b"fldChar",
    b"instrText",
    b"bookmark",
    b"bookmark-start",
    b"bookmark-end",
    b"soft-page-break",
    b"commentRangeStart",
    b"commentRangeEnd",
    b"latin",
    b"ea",
    b"cs",
    b"sym",
    b"solidFill",
    b"srgbClr",
    b"schemeClr",
    b"rFont",
    b"family",
    b"scheme",
    b"charset",
    b"change",
    b"change-start",
    b"change-end",
    b"reference-mark",
    b"rPh",
    b"phoneticPr",
];

impl Shown {
    fn of(xml: &[u8]) -> Self {
        let mut shown = Self::default();
        let mut rest = xml;
        while let Some(at) = memchr::memchr(b'<', rest) {
            let (before, tag) = rest.split_at(at);
            shown.text(&decode::references(before));
            rest = shown.tag(tag);
        }
        shown.text(&decode::references(rest));
        shown
    }

    fn text(&mut self, text: &[u8]) {
        self.blocks.extend_from_slice(text);
        // Line ends between elements are the writer's, not the text's.
        if !text.trim_ascii().is_empty() || !text.contains(&b'\n') {
            self.joined.extend_from_slice(text);
        }
    }

    /// Takes what begins with `<`, and returns what follows it.
    fn tag<'x>(&mut self, tag: &'x [u8]) -> &'x [u8] {
        let delimited = |open: usize, close: &[u8]| {
            let rest = tag.get(open..).unwrap_or_default();
            let end = memchr::memmem::find(rest, close).unwrap_or(rest.len());
            let after = rest.get(end + close.len()..).unwrap_or_default();
            (rest.get(..end).unwrap_or_default(), after)
        };
        if tag.starts_with(b"<!--") {
            let (comment, rest) = delimited(4, b"-->");
            self.attribute(comment);
            return rest;
        }
        if tag.starts_with(b"<![CDATA[") {
            let (text, rest) = delimited(9, b"]]>");
            self.text(text);
            return rest;
        }
        if tag.starts_with(b"<?") || tag.starts_with(b"<!") {
            let (inner, rest) = delimited(2, b">");
            self.attribute(&decode::references(inner));
            return rest;
        }
        let end = tag_end(tag);
        let inner = tag.get(1..end).unwrap_or_default();
        self.attributes_of(inner);
        let name = inner.strip_prefix(b"/").unwrap_or(inner);
        let name = name.split(|b| b.is_ascii_whitespace() || *b == b'/').next().unwrap_or_default();
        let local = name.rsplit(|b| *b == b':').next().unwrap_or_default();
        match local {
            b"tab" if name.contains(&b':') => self.blocks.push(b'\t'),
            b"s" if name.starts_with(b"text:") => self.blocks.push(b' '),
            _ if INLINE.contains(&local) => {}
            _ => self.blocks.push(b'\n'),
        }
        tag.get(end + 1..).unwrap_or_default()
    }

    fn attributes_of(&mut self, inner: &[u8]) {
        let mut rest = inner;
        while let Some(at) = memchr::memchr2(b'"', b'\'', rest) {
            let quote = rest[at];
            let value = rest.get(at + 1..).unwrap_or_default();
            let end = memchr::memchr(quote, value).unwrap_or(value.len());
            let value_text = value.get(..end).unwrap_or_default();
            self.attribute(&decode::references(value_text));
            rest = value.get(end + 1..).unwrap_or_default();
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        self.attributes.extend_from_slice(value);
        self.attributes.push(b'\n');
        self.joined_attributes.extend_from_slice(value.trim_ascii());
    }

    /// Numbers that a spreadsheet keeps as `4.111E15`, in full.
    fn numbers(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for word in self.blocks.split(u8::is_ascii_whitespace).filter(|w| (6..40).contains(&w.len())) {
            let is_number = word.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'E' | b'e' | b'+'))
                && word.iter().any(|b| !b.is_ascii_digit());
            let value =
                std::str::from_utf8(word).ok().filter(|_| is_number).and_then(|w| w.parse::<f64>().ok());
            if let Some(value) = value.filter(|v| *v >= 1e5 && *v < 1e19) {
                out.extend_from_slice(format!("{value:.0}\n").as_bytes());
            }
        }
        out
    }
}

/// Returns where a tag ends; a `>` within quotes does not end it.
fn tag_end(tag: &[u8]) -> usize {
    let mut quote = None;
    for (at, b) in tag.iter().enumerate() {
        match (quote, b) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if open == b => quote = None,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn runs_are_joined_and_blocks_are_not() {
        let xml = b"<w:p><w:r><w:t>hun</w:t></w:r><w:r w:a='x &amp; y'><w:t>ter&#45;2</w:t></w:r></w:p>\
                    <w:p><w:r><w:t xml:space=\"preserve\">next</w:t><w:tab/><w:t>one</w:t></w:r></w:p><!-- note -->";
        let shown = Shown::of(xml);
        let lines: Vec<_> = shown.blocks.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
        assert_eq!(lines, [&b"hunter-2"[..], b"next\tone"]);
        assert_eq!(shown.joined, b"hunter-2nextone");
        assert_eq!(shown.attributes, b"x & y\npreserve\n note \n");
    }

    #[test]
    fn numbers_are_shown_in_full() {
        let shown = Shown::of(b"<c><v>4.111111111111111E15</v></c><c><v>1.5</v></c>");
        assert_eq!(shown.numbers(), b"4111111111111111\n");
    }

    #[test]
    fn stands_anything() {
        for xml in [&b"<"[..], b"<a", b"<a b='", b"<!--", b"<![CDATA[", b"<?", b"&", b"<a b=\"x\">y"] {
            let _ = Shown::of(xml);
        }
    }
}
