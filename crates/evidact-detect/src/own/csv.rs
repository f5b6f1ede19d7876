//! Reads the list: rows of cells, without copying more than a row and without quoting it in an error.

use super::OwnError;

/// Reads row after row.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
    delimiter: u8,
}

/// One row, decoded. Overwritten on drop by its owner's allocator only; it lives for one step of the build.
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
}

impl Drop for Row {
    fn drop(&mut self) {
        self.bytes.fill(0);
    }
}

impl<'b> Reader<'b> {
    /// Starts after the byte order mark, and finds the delimiter in the header.
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let header = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
        let count = |d: u8| memchr::memchr_iter(d, header).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&d| count(d)).unwrap_or(b',');
        Self { bytes, at: 0, line: 1, delimiter }
    }

    /// Reads the next row that is not blank.
    pub(super) fn row(&mut self) -> Result<Option<Row>, OwnError> {
        while self.at < self.bytes.len() {
            let row = self.any_row()?;
            if !row.is_blank() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    fn any_row(&mut self) -> Result<Row, OwnError> {
        let mut row = Row { bytes: Vec::new(), ends: Vec::new(), line: self.line };
        let (mut quoted, mut cell_start) = (false, 0);
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += 1;
            self.line += u64::from(b == b'\n');
            if quoted {
                if b != b'"' {
                    row.bytes.push(b);
                } else if self.bytes.get(self.at) == Some(&b'"') {
                    row.bytes.push(b'"');
                    self.at += 1;
                } else {
                    quoted = false;
                }
                continue;
            }
            match b {
                b'"' if row.bytes.get(cell_start..).unwrap_or_default().trim_ascii().is_empty() => {
                    quoted = true;
                }
                b'\n' => break,
                b'\r' if matches!(self.bytes.get(self.at), Some(b'\n') | None) => {}
                b if b == self.delimiter => {
                    row.ends.push(row.bytes.len());
                    cell_start = row.bytes.len();
                }
                b => row.bytes.push(b),
            }
        }
        if quoted {
            return Err(OwnError { line: row.line, what: "a quote is not closed" });
        }
        row.ends.push(row.bytes.len());
        Ok(row)
    }
}
