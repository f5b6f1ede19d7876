//! The strings of a workbook: the shared ones, the parts of rich ones joined, and escapes.

use super::names::SPACES;
use crate::container::nodes::{Node, Xml, put_text};
use evidact_model::Withheld;
use evidact_raw::RawBytes;

/// The strings that cells refer to by number.
#[derive(Default)]
pub(super) struct Shared {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Shared {
    /// Reads the part that holds them.
    pub(super) fn read(part: &RawBytes) -> Result<Self, Withheld> {
        let mut xml = Xml::new(part.expose(), SPACES);
        let mut shared = Self::default();
        loop {
            match xml.next()? {
                Node::Start(element) if element.name.is("x", "si") => {
                    let text = rich_text(&mut xml)?;
                    shared.text.extend_from_slice(&text);
                    shared.ends.push(shared.text.len());
                }
                Node::Start(element) if !element.name.is("x", "sst") => xml.pass()?,
                Node::Done => return Ok(shared),
                _ => {}
            }
        }
    }

    /// Returns a string.
    pub(super) fn get(&self, number: usize) -> Option<&[u8]> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0);
        self.text.get(start..end)
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        drop(RawBytes::new(std::mem::take(&mut self.text)));
    }
}

/// Reads what an element with text or runs in it says; how it is to be pronounced is left out.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<Vec<u8>, Withheld> {
    let depth = xml.depth();
    let mut all = Vec::new();
    while xml.depth() >= depth {
        if let Node::Start(element) = xml.next()? {
            if element.name.is("x", "t") {
                all.extend_from_slice(&xml.inner_text()?);
            } else if !element.name.is("x", "r") {
                xml.pass()?;
            }
        }
    }
    Ok(unescape(&all))
}

/// Decodes `_x0041_`, as strings of workbooks write what XML has no room for (`ST_Xstring`).
pub(super) fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&b) = text.get(at) {
        let Some(code) = escaped(text.get(at..).unwrap_or_default()) else {
            out.push(b);
            at += 1;
            continue;
        };
        let (c, len) = match (code, text.get(at + 7..).and_then(escaped)) {
            (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                (char::from_u32(0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00)), 14)
            }
            _ => (char::from_u32(code), 7),
        };
        crate::escape::push(c.unwrap_or(char::REPLACEMENT_CHARACTER), &mut out);
        at += len;
    }
    out
}

fn escaped(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"_x")?.get(..4)?;
    if text.get(6) != Some(&b'_') || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Writes a string; what would be taken for an escape, and what XML has no room for, is escaped.
pub(super) fn put_string(text: &[u8], out: &mut Vec<u8>) {
    let mut from = 0;
    for (i, &b) in text.iter().enumerate() {
        let control = b < 0x20 && !matches!(b, b'\t' | b'\n');
        let looks_escaped = b == b'_' && escaped(text.get(i..).unwrap_or_default()).is_some();
        if control || looks_escaped {
            put_text(text.get(from..i).unwrap_or_default(), out);
            out.extend_from_slice(format!("_x{b:04X}_").as_bytes());
            from = i + 1;
        }
    }
    put_text(text.get(from..).unwrap_or_default(), out);
}

#[cfg(test)]
mod tests {
    use super::{Shared, put_string, unescape};
    use evidact_raw::RawBytes;

    #[test]
    fn joins_runs_and_leaves_pronunciation_out() {
        let part = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>one</t></si>\
            <si><r><rPr><b/></rPr><t>hun</t></r><r><t xml:space='preserve'>ter </t></r><rPh sb='0' eb='1'><t>x</t></rPh></si></sst>";
        let shared = Shared::read(&RawBytes::new(part.to_vec()));
        let Ok(shared) = shared else { panic!("well-formed") };
        assert!(
            shared.get(0) == Some(b"one") && shared.get(1) == Some(b"hunter ") && shared.get(2).is_none()
        );
    }

    #[test]
    fn escapes_come_back_as_they_were() {
        assert!(unescape(b"_x0068_unter_x005F_x0041_ _x00") == b"hunter_x0041_ _x00");
        let mut out = Vec::new();
        put_string(b"a_x0041_b\rc<", &mut out);
        assert!(out == b"a_x005F_x0041_b_x000D_c&lt;");
        assert!(unescape(b"_xD83D__xDE00_") == "😀".as_bytes());
    }
}
