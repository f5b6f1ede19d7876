//! Rows as a table of comma-separated values: what the visitor is shown of a table, and gives back redacted.
//!
//! Text stands in quotes, numbers stand bare and nothing is nothing, so that what comes back tells which is which.

use std::fmt::Write as _;

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'c> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'c str),
}

/// Rows that are being written.
pub(super) struct Sheet {
    text: String,
    columns: usize,
    rows: usize,
    /// Where the row that is being written stands.
    at: usize,
}

impl Sheet {
    /// Starts with the names of the columns.
    pub(super) fn new(names: &[String]) -> Self {
        let mut sheet = Self { text: String::new(), columns: names.len(), rows: 0, at: 0 };
        for name in names {
            sheet.cell(Cell::Text(&heading(name)));
        }
        sheet.end_row();
        sheet.rows = 0;
        sheet
    }

    /// Writes the next cell of a row.
    pub(super) fn cell(&mut self, cell: Cell<'_>) {
        if self.at > 0 {
            self.text.push(',');
        }
        self.at += 1;
        // Writing to a string cannot fail.
        let _ = match cell {
            // A line with nothing on it is no row.
            Cell::Null if self.columns == 1 => self.text.write_str(NULL),
            Cell::Null => Ok(()),
            Cell::Integer(number) => write!(self.text, "{number}"),
            Cell::Real(number) => self.text.write_str(&real(number)),
            Cell::Text(text) => {
                self.text.push('"');
                for part in text.split_inclusive('"') {
                    self.text.push_str(part);
                    if part.ends_with('"') {
                        self.text.push('"');
                    }
                }
                self.text.write_char('"')
            }
        };
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.text.push('\n');
        self.rows += 1;
        self.at = 0;
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// How many bytes there are.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Returns the text.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

const NULL: &str = "NULL";

/// A heading that reads as one, whatever a column is called: a name has more letters than digits.
fn heading(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if name.len() > 64 || name.contains('@') || letters == 0 || digits > letters {
        return "column".into();
    }
    name.to_owned()
}

/// The shortest digits that mean the number; a whole number stands as one.
fn real(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "9e999" } else { "-9e999" }.into();
    }
    if number.fract() == 0.0 && number.abs() < 1e19 {
        format!("{number:.0}.0")
    } else {
        format!("{number:?}")
    }
}

/// A cell as it came back: text, or what stood bare.
#[derive(Debug, PartialEq)]
pub(super) enum Returned {
    Null,
    Number(String),
    Text(String),
}

/// Reads the rows behind the heading; `None` if they are not `rows` rows of `columns` cells.
pub(super) fn returned(text: &str, columns: usize, rows: usize) -> Option<Vec<Vec<Returned>>> {
    let mut out: Vec<Vec<Returned>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, after) = next_cell(rest, columns == 1)?;
            row.push(cell);
            let Some(next) = after.strip_prefix(',') else {
                rest = after.strip_prefix('\n')?;
                break;
            };
            rest = next;
        }
        if row.len() != columns {
            return None;
        }
        out.push(row);
    }
    if out.len() != rows + 1 {
        return None;
    }
    out.remove(0);
    Some(out)
}

fn next_cell(text: &str, is_alone: bool) -> Option<(Returned, &str)> {
    if let Some(inside) = text.strip_prefix('"') {
        let mut value = String::new();
        let mut rest = inside;
        loop {
            let (part, after) = rest.split_once('"')?;
            value.push_str(part);
            match after.strip_prefix('"') {
                Some(after) => {
                    value.push('"');
                    rest = after;
                }
                None => return Some((Returned::Text(value), after)),
            }
        }
    }
    let end = text.find([',', '\n'])?;
    let (bare, after) = text.split_at_checked(end)?;
    let cell = if bare.is_empty() || is_alone && bare == NULL {
        Returned::Null
    } else if is_number(bare) {
        Returned::Number(bare.to_owned())
    } else {
        Returned::Text(bare.to_owned())
    };
    Some((cell, after))
}

/// Says whether a bare cell is a number as [`Sheet::cell`] writes it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'-'))
        && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Cell, Returned, Sheet, returned};

    #[test]
    fn what_is_written_comes_back_as_what_it_was() {
        let names = ["id".to_owned(), "a \"b\", c".to_owned(), "2024".to_owned()];
        let mut sheet = Sheet::new(&names);
        let rows = [
            [Cell::Integer(i64::MIN), Cell::Text("x\n\"y\",z"), Cell::Null],
            [Cell::Real(0.1), Cell::Text(""), Cell::Text("12")],
            [Cell::Real(3.0), Cell::Null, Cell::Real(f64::NEG_INFINITY)],
        ];
        for row in rows {
            for cell in row {
                sheet.cell(cell);
            }
            sheet.end_row();
        }
        assert_eq!(sheet.rows(), 3);
        let text = String::from_utf8(sheet.into_bytes()).unwrap();
        let number = |n: &str| Returned::Number(n.into());
        let word = |t: &str| Returned::Text(t.into());
        let expected = vec![
            vec![number("-9223372036854775808"), word("x\n\"y\",z"), Returned::Null],
            vec![number("0.1"), word(""), word("12")],
            vec![number("3.0"), Returned::Null, number("-9e999")],
        ];
        assert_eq!(returned(&text, 3, 3), Some(expected));
        assert_eq!(returned(&text, 3, 4), None);
        assert_eq!(returned(&text, 2, 3), None);
    }

    #[test]
    fn a_column_alone_keeps_its_empty_rows() {
        let mut sheet = Sheet::new(&["a".to_owned()]);
        for cell in [Cell::Null, Cell::Text("NULL"), Cell::Text("")] {
            sheet.cell(cell);
            sheet.end_row();
        }
        let text = String::from_utf8(sheet.into_bytes()).unwrap();
        let rows = returned(&text, 1, 3).unwrap();
        let kept: Vec<&Returned> = rows.iter().flatten().collect();
        assert_eq!(kept, [&Returned::Null, &Returned::Text("NULL".into()), &Returned::Text(String::new())]);
    }

    #[test]
    fn a_placeholder_in_the_place_of_a_number_is_text() {
        let rows = returned("\"a\",\"b\"\n[CARD:01],7\n", 2, 1).unwrap();
        assert_eq!(rows, [[Returned::Text("[CARD:01]".into()), Returned::Number("7".into())]]);
    }
}
