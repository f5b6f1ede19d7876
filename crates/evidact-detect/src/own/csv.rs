//! Reads the list: rows of cells, as a stream, without quoting one in an error.
//!
//! Takes what spreadsheets write: `,` `;` tab or `|`, quotes, line ends inside quotes, a byte order mark,
//! UTF-16 with one, and Latin-1 where a cell is no UTF-8.

use super::OwnError;
use evidact_raw::RawBytes;
use std::io::Read;

/// How much is read at once. The first line is looked at for the delimiter before anything is cut.
const BLOCK: usize = 64 * 1024;

/// Reads row after row.
pub(super) struct Reader<R> {
    input: R,
    block: RawBytes,
    at: usize,
    raw: [u8; 2],
    encoding: Encoding,
    line: u64,
    delimiter: u8,
    row: Row,
}

#[derive(Clone, Copy)]
enum Encoding {
    Bytes,
    Utf16(fn([u8; 2]) -> u16),
}

/// One row, decoded. Overwritten on drop.
#[derive(Default)]
pub(super) struct Row {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
}

impl Row {
    /// Returns the cells, without the white space around them.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.ends.iter().enumerate().map(|(i, &end)| {
            let start = i.checked_sub(1).and_then(|p| self.ends.get(p)).copied().unwrap_or(0);
            self.bytes.get(start..end).unwrap_or_default().trim_ascii()
        })
    }

    /// Returns the line at which the row starts, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    fn is_blank(&self) -> bool {
        self.cells().all(<[u8]>::is_empty)
    }

    /// Ends a cell; what is no UTF-8 was written as Latin-1.
    fn end_cell(&mut self) {
        let start = self.ends.last().copied().unwrap_or(0);
        let cell = self.bytes.get(start..).unwrap_or_default();
        if !cell.is_ascii() && std::str::from_utf8(cell).is_err() {
            let decoded: String = cell.iter().map(|&b| latin(b)).collect();
            self.bytes.truncate(start);
            self.bytes.extend_from_slice(decoded.as_bytes());
            drop(RawBytes::new(decoded.into_bytes()));
        }
        self.ends.push(self.bytes.len());
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        drop(RawBytes::new(std::mem::take(&mut self.bytes)));
    }
}

/// A character of Latin-1, with the letters that Windows adds.
fn latin(b: u8) -> char {
    match b {
        0x8A => 'Š',
        0x8C => 'Œ',
        0x8E => 'Ž',
        0x9A => 'š',
        0x9C => 'œ',
        0x9E => 'ž',
        0x9F => 'Ÿ',
        b => char::from(b),
    }
}

/// The list could not be read, or a cell is too long.
const UNREADABLE: &str = "could not be read";
/// Bytes of a row; longer ones are a sign of a quote that was not closed.
const MAX_ROW_BYTES: usize = 256 * 1024;

impl<R: Read> Reader<R> {
    /// Starts after the byte order mark, and finds the delimiter in the first line.
    pub(super) fn new(input: R) -> Result<Self, OwnError> {
        let mut reader = Self {
            input,
            block: RawBytes::new(Vec::new()),
            at: 0,
            raw: [0; 2],
            encoding: Encoding::Bytes,
            line: 1,
            delimiter: b',',
            row: Row::default(),
        };
        let first = reader.read_block()?;
        reader.block = match first.expose() {
            [0xEF, 0xBB, 0xBF, rest @ ..] => RawBytes::new(rest.to_vec()),
            [0xFF, 0xFE, rest @ ..] => reader.start_utf16(u16::from_le_bytes, rest),
            [0xFE, 0xFF, rest @ ..] => reader.start_utf16(u16::from_be_bytes, rest),
            _ => first,
        };
        let header = reader.block.expose();
        let header = header.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or_default();
        let count = |d: u8| memchr::memchr_iter(d, header).count();
        reader.delimiter = [b'|', b'\t', b';', b','].into_iter().max_by_key(|&d| count(d)).unwrap_or(b',');
        Ok(reader)
    }

    /// Says whether what comes first holds bytes that no text does.
    pub(super) fn is_binary(&self) -> bool {
        matches!(self.encoding, Encoding::Bytes)
            && self.block.expose().iter().any(|b| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F))
    }

    fn start_utf16(&mut self, unit: fn([u8; 2]) -> u16, rest: &[u8]) -> RawBytes {
        self.encoding = Encoding::Utf16(unit);
        self.decode_utf16(unit, rest)
    }

    /// Reads a block as full as the input allows.
    fn read_block(&mut self) -> Result<RawBytes, OwnError> {
        let mut bytes = Vec::with_capacity(BLOCK);
        let read = self.input.by_ref().take(BLOCK as u64).read_to_end(&mut bytes);
        read.map_err(|_| OwnError { line: self.line, what: UNREADABLE })?;
        Ok(RawBytes::new(bytes))
    }

    /// Decodes a block. A surrogate pair that the block cuts becomes two replacement characters, which no
    /// name holds.
    fn decode_utf16(&mut self, unit: fn([u8; 2]) -> u16, bytes: &[u8]) -> RawBytes {
        let pairs = bytes
            .chunks_exact(2)
            .map(|p| unit([p.first().copied().unwrap_or(0), p.get(1).copied().unwrap_or(0)]));
        let text: String = char::decode_utf16(pairs).map(|c| c.unwrap_or('\u{FFFD}')).collect();
        self.raw = [0; 2];
        RawBytes::new(text.into_bytes())
    }

    fn fill(&mut self) -> Result<bool, OwnError> {
        let block = self.read_block()?;
        self.at = 0;
        self.block = match self.encoding {
            Encoding::Bytes => block,
            Encoding::Utf16(unit) => self.decode_utf16(unit, block.expose()),
        };
        Ok(!self.block.is_empty())
    }

    fn peek(&mut self) -> Result<Option<u8>, OwnError> {
        if self.at >= self.block.len() && !self.fill()? {
            return Ok(None);
        }
        Ok(self.block.expose().get(self.at).copied())
    }

    /// Reads the next row that is not blank. It is lent until the next one is read.
    pub(super) fn row(&mut self) -> Result<Option<&Row>, OwnError> {
        while self.peek()?.is_some() {
            self.any_row()?;
            if !self.row.is_blank() {
                return Ok(Some(&self.row));
            }
        }
        Ok(None)
    }

    fn any_row(&mut self) -> Result<(), OwnError> {
        self.row.bytes.clear();
        self.row.ends.clear();
        self.row.line = self.line;
        let mut cell_start = 0;
        loop {
            self.plain();
            let Some(b) = self.peek()? else { break };
            self.at += 1;
            match b {
                b'"' if self.row.bytes.get(cell_start..).unwrap_or_default().trim_ascii().is_empty() => {
                    self.quoted()?;
                }
                b'\n' => {
                    self.line += 1;
                    break;
                }
                b'\r' => {
                    // A line end by itself in files of old systems; else the first half of one.
                    if self.peek()? != Some(b'\n') {
                        self.line += 1;
                        break;
                    }
                }
                b if b == self.delimiter => {
                    self.row.end_cell();
                    cell_start = self.row.bytes.len();
                }
                b => self.row.bytes.push(b),
            }
            self.check_length()?;
        }
        self.row.end_cell();
        Ok(())
    }

    /// Takes what means nothing but itself, as much as is at hand.
    fn plain(&mut self) {
        let rest = self.block.expose().get(self.at..).unwrap_or_default();
        let delimiter = self.delimiter;
        let len = rest
            .iter()
            .position(|&b| b == delimiter || matches!(b, b'"' | b'\n' | b'\r'))
            .unwrap_or(rest.len());
        self.row.bytes.extend_from_slice(rest.get(..len).unwrap_or_default());
        self.at += len;
    }

    /// Reads up to the closing quote; two quotes stand for one.
    fn quoted(&mut self) -> Result<(), OwnError> {
        while let Some(b) = self.peek()? {
            self.at += 1;
            self.line += u64::from(b == b'\n');
            if b == b'"' {
                if self.peek()? != Some(b'"') {
                    return Ok(());
                }
                self.at += 1;
            }
            self.row.bytes.push(b);
            self.check_length()?;
        }
        Err(OwnError { line: self.row.line, what: "a quote is not closed" })
    }

    fn check_length(&self) -> Result<(), OwnError> {
        if self.row.bytes.len() > MAX_ROW_BYTES {
            return Err(OwnError {
                line: self.row.line,
                what: "the row is too long, or a quote in it is not closed",
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = Reader::new(bytes).expect("readable");
        let mut out = Vec::new();
        while let Some(row) = reader.row().expect("well-formed") {
            out.push(row.cells().map(|c| String::from_utf8_lossy(c).into_owned()).collect());
        }
        out
    }

    #[test]
    fn reads_what_spreadsheets_write() {
        let expected = [["name", "note"], ["Zoë; \"Z\"", "two\nlines"]];
        let text = "name;note\r\n\r\n\"Zoë; \"\"Z\"\"\";\"two\nlines\"\r\n";
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
        };
        assert_eq!(rows(&utf16(u16::to_le_bytes)), expected);
        assert_eq!(rows(&utf16(u16::to_be_bytes)), expected);
        assert_eq!(rows(b"name;note\nZo\xEB;x\n")[1][0], "Zoë");
        assert_eq!(rows(b"name|note\rZoe|x\r")[1], ["Zoe", "x"]);
    }

    #[test]
    fn reads_rows_that_lie_across_blocks() {
        let line = "\"Jane \"\"J\"\" Doe\",jane.doe@example.com\n";
        let text = format!("name,email\n{}", line.repeat(8000));
        let rows = rows(text.as_bytes());
        assert_eq!(rows.len(), 8001);
        assert!(rows.iter().skip(1).all(|r| r == &["Jane \"J\" Doe", "jane.doe@example.com"]));
    }
}
