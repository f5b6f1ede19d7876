//! Where a part of a document stands for the people who read it: the body, a page, a sheet and its cells, a slide.
//!
//! The text of a part is what readers of formats make of it, so its offsets mean nothing to anybody. Places name no
//! byte of the document: pages, sheets and slides have numbers, other parts the words of this program.

use crate::csv;
use crate::event::Event;
use evidact_model::{Format, Position};

/// What a part is to somebody who has read the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layer {
    /// What people read.
    #[default]
    Text,
    /// What they have read, in another order.
    Again,
    /// What stands beside the text: names, links, formulas, properties.
    Beside,
}

/// Where a part stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    layer: Layer,
    of: Of,
}

/// What the part is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Of {
    /// A file: its own name says what it is.
    #[default]
    File,
    /// Something that this names.
    Named(String),
    /// Pages with these numbers, a form feed behind each.
    Pages(Vec<u32>),
    /// A sheet of a workbook: of some cells of the table their number, row and column, in that order.
    Sheet { number: usize, cells: Vec<(usize, u32, u32)> },
}

impl Place {
    /// A part of the text, by a name of ours.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self { layer: Layer::Text, of: Of::Named(name.into()) }
    }

    /// Pages, a form feed behind each.
    pub(crate) fn pages(layer: Layer, numbers: Vec<u32>) -> Self {
        Self { layer, of: Of::Pages(numbers) }
    }

    /// A sheet, with number, row and column of cells of its table.
    pub(crate) fn sheet(number: usize, cells: Vec<(usize, u32, u32)>) -> Self {
        Self { layer: Layer::Text, of: Of::Sheet { number, cells } }
    }

    /// Something that is no part of the text, by a name of ours.
    pub(crate) fn aside(name: impl Into<String>) -> Self {
        Self { layer: Layer::Beside, of: Of::Named(name.into()) }
    }

    /// What stands beside a part.
    pub(crate) fn beside(name: &str) -> Self {
        Self::aside(format!("beside {name}"))
    }

    /// Says which layer it is.
    pub fn layer(&self) -> Layer {
        self.layer
    }

    /// Says whether it has a name of its own; if not, the name of the part is that of a file.
    pub fn is_named(&self) -> bool {
        self.of != Of::File
    }

    /// Finds places in the text of the part. From `beside` on, the text shows what stands beside it.
    pub fn spots<'a>(&'a self, text: &'a [u8], beside: Option<usize>) -> Spots<'a> {
        let mut starts = Vec::new();
        if let Of::Sheet { .. } = self.of {
            // A table that breaks has lines, if no cells.
            let _ = csv::read(Format::Tsv, text, &mut |event| {
                if let Event::Value(token) | Event::Other(token) = event {
                    starts.push(token.start);
                }
            });
        }
        Spots { place: self, lines: Lines::new(text), breaks: 0, breaks_to: 0, starts, beside }
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The page, sheet, slide or other part of the document; nothing in a file.
    pub of: Option<String>,
    /// Line and column in it; in a sheet those of the cell.
    pub position: Position,
    /// The column in UTF-16 code units, as programs count that show texts.
    pub units: u64,
    /// The cell, such as `B2`.
    pub cell: Option<String>,
    /// Whether it stands in the text or beside it.
    pub layer: Layer,
}

/// Finds places while it goes forward through a text.
pub struct Spots<'a> {
    place: &'a Place,
    lines: Lines<'a>,
    /// Form feeds so far, and how far that is.
    breaks: usize,
    breaks_to: usize,
    /// Where cells start.
    starts: Vec<usize>,
    beside: Option<usize>,
}

impl Spots<'_> {
    /// Returns the place of a byte. Bytes must come in their order.
    pub fn at(&mut self, offset: usize) -> Spot {
        let beside = self.beside.is_some_and(|from| offset >= from);
        if let Of::Pages(_) = self.place.of {
            self.turn(offset);
        }
        let position = self.lines.position(offset);
        let units = self.lines.units();
        let layer = if beside && self.place.layer == Layer::Text { Layer::Beside } else { self.place.layer };
        let spot = |of| Spot { of, position, units, cell: None, layer };
        match &self.place.of {
            Of::File => spot(None),
            Of::Named(name) if beside => spot(Some(format!("beside {name}"))),
            Of::Named(name) => spot(Some(name.clone())),
            Of::Pages(numbers) => {
                let number = numbers.get(self.breaks).copied();
                spot(Some(number.map_or_else(|| "pages".to_owned(), |n| format!("page {n}"))))
            }
            Of::Sheet { number, cells } => {
                let at = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
                let cell = cells.binary_search_by_key(&at, |c| c.0).ok().and_then(|i| cells.get(i));
                let mut spot = spot(Some(format!("sheet {number}")));
                if let Some((_, row, column)) = cell {
                    spot.position = Position { line: (*row).into(), column: (*column).into() };
                    spot.cell = Some(cell_name(*column, *row));
                }
                spot
            }
        }
    }

    /// Turns the pages up to a byte; lines count from the start of its page.
    fn turn(&mut self, offset: usize) {
        let text = self.lines.text;
        let passed = text.get(self.breaks_to..offset).unwrap_or_default();
        if let Some(last) = memchr::memrchr(PAGE_BREAK as u8, passed) {
            self.breaks += memchr::memchr_iter(PAGE_BREAK as u8, passed).count();
            self.lines.start_at(self.breaks_to + last + 1);
        }
        self.breaks_to = offset.max(self.breaks_to);
    }
}

/// Stands behind each page. No text of a page holds it.
pub(super) const PAGE_BREAK: char = '\u{C}';

/// Writes the name of a cell, such as `AA10`, from its column and row, both from 1.
pub(super) fn cell_name(column: u32, row: u32) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    format!("{letters}{row}")
}

/// Counts lines while it goes forward through a text.
pub struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
    line_start: usize,
    units: u64,
}

impl<'a> Lines<'a> {
    /// Starts at the first line.
    pub fn new(text: &'a [u8]) -> Self {
        Self::from(text, 0)
    }

    /// Starts in the middle: what begins there is line 1.
    pub fn from(text: &'a [u8], start: usize) -> Self {
        Self { text, at: start, line: 1, line_start: start, units: 0 }
    }

    fn start_at(&mut self, start: usize) {
        *self = Self::from(self.text, start);
    }

    /// Returns line and column of a byte. Bytes must come in their order.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len()).max(self.at);
        let passed = self.text.get(self.at..offset).unwrap_or_default();
        let mut unit_start = 0;
        for newline in memchr::memchr_iter(b'\n', passed) {
            self.line += 1;
            self.line_start = self.at + newline + 1;
            unit_start = newline + 1;
        }
        if unit_start > 0 {
            self.units = 0;
        }
        self.units += utf16_units(passed.get(unit_start..).unwrap_or_default());
        self.at = offset;
        Position { line: self.line, column: (offset - self.line_start) as u64 + 1 }
    }

    /// Returns the column of the last position in UTF-16 code units, from 1.
    pub fn units(&self) -> u64 {
        self.units + 1
    }
}

/// Counts the UTF-16 code units of a text in UTF-8.
pub fn utf16_units(text: &[u8]) -> u64 {
    let unit = |b: &u8| u64::from(*b & 0xC0 != 0x80) + u64::from(*b >= 0xF0);
    text.iter().map(unit).sum()
}

#[cfg(test)]
mod tests {
    use super::{Layer, Place, cell_name};
    use evidact_model::Position;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        let named = [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")];
        for (column, name) in named {
            assert_eq!(cell_name(column, 10), format!("{name}10"));
        }
    }

    #[test]
    fn lines_count_from_the_start_of_their_page() {
        let text = b"one\ntwo\n\x0Cthree\n\x0C\n\x0Cfour\n\x0C";
        let place = Place::pages(Layer::Text, vec![1, 2, 4, 5]);
        let mut spots = place.spots(text, None);
        let mut at = |offset| {
            let spot = spots.at(offset);
            (spot.of.unwrap_or_default(), spot.position.line, spot.position.column)
        };
        assert_eq!(at(5), ("page 1".into(), 2, 2));
        assert_eq!(at(9), ("page 2".into(), 1, 1));
        assert_eq!(at(11), ("page 2".into(), 1, 3));
        assert_eq!(at(19), ("page 5".into(), 1, 2));
    }

    #[test]
    fn a_cell_is_named_as_the_program_names_it() {
        let text = b"Name\tE-mail\n\t\n\tx\n";
        let place = Place::sheet(2, vec![(0, 1, 1), (1, 1, 2), (5, 9, 2)]);
        let mut spots = place.spots(text, None);
        let spot = spots.at(6);
        assert_eq!((spot.of.as_deref(), spot.cell.as_deref()), (Some("sheet 2"), Some("B1")));
        let spot = spots.at(15);
        assert_eq!((spot.cell.as_deref(), spot.position), (Some("B9"), Position { line: 9, column: 2 }));
    }

    #[test]
    fn columns_are_also_counted_as_editors_count() {
        let place = Place::default();
        let text = "a\nä😀 x\n".as_bytes();
        let mut spots = place.spots(text, None);
        let spot = spots.at(9);
        assert_eq!((spot.position.column, spot.units), (8, 5));
        assert_eq!(spot.of, None);
    }
}
