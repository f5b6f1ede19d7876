//! Comma-, semicolon- and tab-separated values: byte positions of cells. Agrees with the `csv` crate about what
//! a record and a cell are (property test), and knows where each stands.

use crate::Syntax;
use crate::event::{Broken, Event, Shape, Sink, Token};
use evidact_model::{Format, Placeholder};

pub(crate) fn read(format: Format, text: &[u8], sink: &mut Sink<'_>) -> Result<(), Broken> {
    let delimiter = if format == Format::Tsv { b'\t' } else { delimiter(text) };
    let mut records = Records { text, at: 0, delimiter };
    let mut cells = Vec::new();
    let mut header: Option<Vec<Token>> = None;
    let mut first = true;
    while records.next(&mut cells)? {
        if std::mem::take(&mut first) && is_header(text, &cells) {
            for &cell in &cells {
                sink(Event::Other(cell));
            }
            header = Some(cells.clone());
            continue;
        }
        tell_row(header.as_deref(), &cells, sink);
    }
    Ok(())
}

/// Shows how many cells each record has.
pub(crate) fn widths(format: Format, text: &[u8], mut show: impl FnMut(usize)) -> Result<(), Broken> {
    let delimiter = if format == Format::Tsv { b'\t' } else { delimiter(text) };
    let mut records = Records { text, at: 0, delimiter };
    let mut cells = Vec::new();
    while records.next(&mut cells)? {
        show(cells.len());
    }
    Ok(())
}

/// Reads a text whose quotes do not match line by line: a quote that is open at the end of its line is a
/// character like any other, and a line may have more or fewer cells than the header.
pub(crate) fn read_lines(format: Format, text: &[u8], sink: &mut Sink<'_>) {
    let delimiter = if format == Format::Tsv { b'\t' } else { delimiter(text) };
    let mut cells = Vec::new();
    let mut header: Option<Vec<Token>> = None;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = text.get(..end).unwrap_or_default();
        cells.clear();
        let mut records = Records { text: line, at, delimiter };
        if !matches!(records.next(&mut cells), Ok(true)) {
            cells.clear();
            bare_cells(text, at, end, delimiter, &mut cells);
        }
        at = end + 1;
        if header.is_none() && is_header(text, &cells) {
            header = Some(cells.clone());
            continue;
        }
        tell_row(header.as_deref(), &cells, sink);
    }
}

/// Tells a record as a map whose names stand in the header, if there is one.
fn tell_row(header: Option<&[Token]>, cells: &[Token], sink: &mut Sink<'_>) {
    sink(Event::Open(Shape::Map));
    for (i, &cell) in cells.iter().enumerate() {
        if let Some(name) = header.and_then(|h| h.get(i)) {
            sink(Event::Name(*name));
        }
        sink(Event::Value(cell));
    }
    sink(Event::Close);
}

fn bare_cells(text: &[u8], start: usize, end: usize, delimiter: u8, cells: &mut Vec<Token>) {
    let mut from = start;
    for cell in text.get(start..end).unwrap_or_default().split(|&b| b == delimiter) {
        let quotes = cell.iter().take_while(|&&b| b == b'"').count().min(1);
        let closing = usize::from(cell.len() > quotes && cell.ends_with(b"\""));
        cells.push(Token::new(from + quotes, from + cell.len() - closing, Syntax::CsvBare));
        from += cell.len() + 1;
    }
}

/// Reads records one after another.
pub(crate) struct Records<'t> {
    text: &'t [u8],
    at: usize,
    delimiter: u8,
}

impl<'t> Records<'t> {
    /// Starts at the front of tab-separated values.
    pub(crate) fn tabbed(text: &'t [u8]) -> Self {
        Self { text, at: 0, delimiter: b'\t' }
    }

    /// Reads the next record into `cells`; blank lines are none.
    pub(crate) fn next(&mut self, cells: &mut Vec<Token>) -> Result<bool, Broken> {
        cells.clear();
        while matches!(self.text.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        if self.at >= self.text.len() {
            return Ok(false);
        }
        loop {
            cells.push(self.cell()?);
            match self.text.get(self.at) {
                Some(&b) if b == self.delimiter => self.at += 1,
                _ => break,
            }
        }
        self.at += 1;
        Ok(true)
    }

    /// Reads a cell and stops at the delimiter, the line end or the end.
    fn cell(&mut self) -> Result<Token, Broken> {
        if self.text.get(self.at) == Some(&b'"') {
            return self.quoted();
        }
        let start = self.at;
        self.at += self.bare_len(start);
        Ok(Token::new(start, self.at, Syntax::CsvBare))
    }

    fn bare_len(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    fn quoted(&mut self) -> Result<Token, Broken> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            at += memchr::memchr(b'"', rest).ok_or(Broken::At(start))?;
            if self.text.get(at + 1) == Some(&b'"') {
                at += 2;
                continue;
            }
            let tail = self.bare_len(at + 1);
            // A quote in the middle of a later line was not meant for this one: the text is broken.
            if tail > 0 && self.text.get(start..at).is_some_and(|cell| cell.contains(&b'\n')) {
                return Err(Broken::At(start));
            }
            self.at = at + 1 + tail;
            // Bytes behind the closing quote belong to the cell; the edit is then checked like any other.
            let end = if tail == 0 { at } else { self.at };
            return Ok(Token::new(start, end, Syntax::CsvQuoted));
        }
    }
}

/// Chooses the delimiter that splits the first lines most evenly.
fn delimiter(text: &[u8]) -> u8 {
    let mut best = (0_usize, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let head = text.get(..text.len().min(64 * 1024)).unwrap_or_default();
        let mut records = Records { text: head, at: 0, delimiter: candidate };
        let mut cells = Vec::new();
        let mut widths = Vec::new();
        while widths.len() < 20 && matches!(records.next(&mut cells), Ok(true)) {
            widths.push(cells.len());
        }
        let Some(&first) = widths.first() else { continue };
        let even = widths.iter().filter(|&&w| w == first).count();
        if first > 1 && even * 2 > widths.len() {
            let score = even * 100 / widths.len() * 100 + first.min(99);
            if score > best.0 {
                best = (score, candidate);
            }
        }
    }
    best.1
}

/// Says whether a first record names columns: every cell is short, filled and not a number, an address or a value
/// that was replaced.
pub(crate) fn is_header(text: &[u8], cells: &[Token]) -> bool {
    let mut named = 0;
    for cell in cells {
        let name = cell.raw(text).trim_ascii();
        let letters = name.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        let digits = name.iter().filter(|b| b.is_ascii_digit()).count();
        let replaced = Placeholder::at_start(name).is_some_and(|(_, len)| len == name.len());
        if replaced
            || name.len() > 64
            || name.contains(&b'@')
            || (!name.is_empty() && (letters == 0 || digits > letters))
        {
            return false;
        }
        named += usize::from(!name.is_empty());
    }
    named * 2 > cells.len()
}

#[cfg(test)]
mod tests {
    use super::{delimiter, read};
    use crate::event::Event;
    use evidact_model::Format;

    fn cells(text: &[u8]) -> Vec<&[u8]> {
        let mut all = Vec::new();
        let result = read(Format::Csv, text, &mut |e| {
            if let Event::Value(t) | Event::Other(t) = e {
                all.push((t.start, t.end));
            }
        });
        assert!(result.is_ok());
        all.into_iter().map(|(a, b)| text.get(a..b).expect("in bounds")).collect()
    }

    #[test]
    fn finds_cells_in_quotes_and_without() {
        assert!(cells(b"a,\"b,\"\"c\"\r\n\n1,2\n") == [&b"a"[..], b"b,\"\"c", b"1", b"2"]);
    }

    #[test]
    fn finds_the_delimiter() {
        assert_eq!(delimiter(b"a;b;c\n1,5;2;3\n"), b';');
        assert_eq!(delimiter(b"a\tb\n1\t2\n"), b'\t');
        assert_eq!(delimiter(b"just text\n"), b',');
    }

    #[test]
    fn an_open_quote_is_not_csv() {
        assert!(read(Format::Csv, b"a,\"b\n", &mut |_| {}).is_err());
    }
}
