//! Styles: which cells show dates, and the part written anew.

use super::names::{Kept, SPACES};
use crate::container::nodes::{DECLARATION, Element, Node, Xml};
use crate::container::table::Shown;
use crate::container::texts::{Mark, Pieces, Texts, copy};
use evidact_model::Withheld;
use evidact_raw::RawBytes;
use std::collections::BTreeSet;

/// The styles of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    pieces: Pieces<Mark>,
    /// For each style of cells, whether it shows dates.
    dates: Vec<bool>,
}

impl Styles {
    /// Reads the part; its texts go to `texts`.
    pub(super) fn read(part: &RawBytes, texts: &mut Texts) -> Result<Self, Withheld> {
        let mut styles = Self { dates: dates(part)?, ..Self::default() };
        let mut xml = Xml::new(part.expose(), SPACES);
        styles.pieces.put(DECLARATION);
        styles
            .pieces
            .put(b"<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        loop {
            match xml.next()? {
                Node::Start(element) if element.name.is("x", "styleSheet") => {}
                Node::Start(element) => copy(&mut xml, &element, &Kept, texts, &mut styles.pieces)?,
                Node::Done => break,
                _ => {}
            }
        }
        styles.pieces.put(b"</styleSheet>");
        Ok(styles)
    }

    /// Says whether a style shows dates.
    pub(super) fn is_date(&self, style: usize) -> bool {
        self.dates.get(style).copied().unwrap_or(false)
    }

    /// Returns how many styles there are for cells.
    pub(super) fn len(&self) -> usize {
        self.dates.len()
    }

    /// Writes the part.
    pub(super) fn write(&self, shown: &Shown) -> Vec<u8> {
        let mut out = Vec::new();
        self.pieces.render(&mut out, |mark, out| mark.put(shown, out));
        out
    }
}

/// Reads for each style of cells whether it shows dates.
fn dates(part: &RawBytes) -> Result<Vec<bool>, Withheld> {
    let mut xml = Xml::new(part.expose(), SPACES);
    let mut custom = BTreeSet::new();
    let mut all = Vec::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Node::Start(element)
                if element.name.is("x", "numFmt")
                    && element.get("", "formatCode").is_some_and(shows_date) =>
            {
                custom.insert(number(&element));
            }
            Node::Start(element) if element.name.is("x", "xf") && in_cells => {
                let format = number(&element);
                let built_in = matches!(format, Some(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58));
                all.push(built_in || custom.contains(&format));
            }
            Node::Start(element) if xml.depth() == 2 => in_cells = element.name.is("x", "cellXfs"),
            Node::Done => return Ok(all),
            _ => {}
        }
    }
}

fn number(element: &Element<'_>) -> Option<u32> {
    std::str::from_utf8(element.get("", "numFmtId")?).ok()?.parse().ok()
}

/// Says whether a format code shows a year or a day outside of quotes and brackets.
fn shows_date(code: &[u8]) -> bool {
    let mut quote = None;
    let mut escaped = false;
    for &b in code {
        match (quote, b) {
            _ if escaped => escaped = false,
            (None, b'\\') => escaped = true,
            (None, b'"') => quote = Some(b'"'),
            (None, b'[') => quote = Some(b']'),
            (Some(end), _) if b == end => quote = None,
            (None, b'y' | b'Y' | b'd' | b'D') => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::shows_date;

    #[test]
    fn tells_formats_of_dates() {
        for code in ["yyyy-mm-dd", "d.m.yy", "[$-407]dd/mm/yyyy"] {
            assert!(shows_date(code.as_bytes()));
        }
        for code in ["General", "0.00", "\"day\" 0", "[Red]0", "#,##0\\d"] {
            assert!(!shows_date(code.as_bytes()));
        }
    }
}
