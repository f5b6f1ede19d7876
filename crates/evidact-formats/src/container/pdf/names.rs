//! Names of glyphs, and the standard encodings of simple fonts.

use lopdf::{Dictionary, Document, Encoding, Object, dictionary};
use std::cell::RefCell;
use std::collections::HashMap;

/// Finds out what names of glyphs mean, and remembers it.
#[derive(Default)]
pub(super) struct GlyphNames {
    known: RefCell<HashMap<Vec<u8>, Option<String>>>,
}

impl GlyphNames {
    /// Returns the text of a glyph name (the rules of the Adobe Glyph List: `name.variant`, `one_two`, `uniXXXX`).
    pub(super) fn text(&self, name: &[u8]) -> Option<String> {
        if name.len() > 64 {
            return None;
        }
        if let Some(known) = self.known.borrow().get(name) {
            return known.clone();
        }
        let base = name.split(|b| *b == b'.').next().unwrap_or_default();
        let parts = base.split(|b| *b == b'_').map(component);
        let text: Option<String> = parts.collect();
        let text = text.filter(|text| !text.is_empty());
        self.known.borrow_mut().insert(name.to_vec(), text.clone());
        text
    }
}

fn component(name: &[u8]) -> Option<String> {
    listed(name).or_else(|| by_number(name))
}

/// Asks the parser, which holds the list of Adobe, by way of a font with one glyph.
fn listed(name: &[u8]) -> Option<String> {
    if name.is_empty() || name == b".notdef" {
        return None;
    }
    let font = dictionary! {
        "Type" => "Font",
        "Encoding" => dictionary! {
            "Type" => "Encoding",
            "Differences" => vec![Object::Integer(1), Object::Name(name.to_vec())],
        },
    };
    decode(&font, &[1])
}

fn decode(font: &Dictionary, code: &[u8]) -> Option<String> {
    let document = Document::new();
    let encoding = font.get_font_encoding(&document).ok()?;
    encoding
        .bytes_to_string(code)
        .ok()
        .filter(|text| !text.is_empty() && !matches!(encoding, Encoding::SimpleEncoding(_)))
}

fn by_number(name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    if let Some(digits) =
        text.strip_prefix("uni").filter(|d| d.len() >= 4 && d.len() % 4 == 0 && d.is_ascii())
    {
        let units: Option<Vec<u16>> = digits
            .as_bytes()
            .chunks(4)
            .map(|four| std::str::from_utf8(four).ok().and_then(|f| u16::from_str_radix(f, 16).ok()))
            .collect();
        return String::from_utf16(&units?).ok();
    }
    let digits = text.strip_prefix('u').filter(|d| (4..=6).contains(&d.len()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from)
}

/// A standard encoding of simple fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standard {
    Adobe,
    MacRoman,
    WinAnsi,
}

impl Standard {
    /// Returns the encoding of a name.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Adobe),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            _ => None,
        }
    }

    /// Returns the text of all 256 codes.
    pub(super) fn table(self) -> Vec<Option<String>> {
        let name = match self {
            Self::Adobe => "StandardEncoding",
            Self::MacRoman => "MacRomanEncoding",
            Self::WinAnsi => "WinAnsiEncoding",
        };
        let font = dictionary! { "Type" => "Font", "Encoding" => name };
        (0..=255u8).map(|code| decode(&font, &[code])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{GlyphNames, Standard};

    #[test]
    fn knows_names_as_the_glyph_list_defines_them() {
        let names = GlyphNames::default();
        let cases: [(&str, Option<&str>); 9] = [
            ("A", Some("A")),
            ("adieresis", Some("ä")),
            ("one.oldstyle", Some("1")),
            ("f_i", Some("fi")),
            ("uni0416", Some("Ж")),
            ("u1D400", Some("\u{1D400}")),
            ("hyphen", Some("-")),
            ("g123", None),
            (".notdef", None),
        ];
        for (name, text) in cases {
            assert_eq!(names.text(name.as_bytes()).as_deref(), text, "{name}");
        }
    }

    #[test]
    fn knows_the_standard_encodings() {
        // ISO 32000-1, annex D.
        let at = |standard: Standard, code: usize| standard.table().get(code).cloned().flatten();
        assert_eq!(at(Standard::WinAnsi, 0x80).as_deref(), Some("€"));
        assert_eq!(at(Standard::MacRoman, 0x8A).as_deref(), Some("ä"));
        assert_eq!(at(Standard::Adobe, 0xAE).as_deref(), Some("\u{FB01}"));
        assert_eq!(at(Standard::WinAnsi, 0x41).as_deref(), Some("A"));
    }
}
