//! Tables as directives of reStructuredText and `MyST` write them: `list-table`, whose rows are items of a list and whose
//! cells are items below them, and `csv-table`, whose option `:header:` names the columns.

use super::Scan;
use super::separator::Site;
use super::table::next_line;
use super::wiki::{Cell, columns, done, report};
use crate::bytes::{at, cut, is_quote, line_end, line_start, run_end, skip_blanks, trim};

/// A table is read this far.
const TABLE_BYTES: usize = 16 * 1024;
/// How far above its first row the name of the directive is looked for.
const HEAD_BYTES: usize = 600;
const LINE_BYTES: usize = 2048;
const MAX_COLUMNS: usize = 48;

/// Reads the table whose head holds the key. Says whether there is one.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(super) fn at_header(scan: &mut Scan<'_>, site: &Site) -> bool {
    let text = scan.text;
    let line = line_start(text, site.start);
    let first = skip_blanks(text, line);
    match (at(text, first), at(text, first + 1)) {
        (b'*' | b'-', b' ') => listed(scan, first),
        (b':', b'h') => separated(scan, line, first),
        _ => false,
    }
}

/// Where the cells of a row of a `list-table` begin, if the row begins at this mark: `* - cell`.
fn row_cell(text: &[u8], mark: usize) -> Option<usize> {
    let cell = skip_blanks(text, mark + 1);
    (at(text, mark) == b'*' && at(text, cell) == b'-' && at(text, cell + 1) == b' ').then_some(cell + 1)
}

/// `* - User`, `  - Password`: the first row names the columns.
fn listed(scan: &mut Scan<'_>, mark: usize) -> bool {
    let text = scan.text;
    let Some(start) = first_row(text, mark) else { return false };
    let above = cut(text, start.saturating_sub(HEAD_BYTES), start);
    if memchr::memmem::find(above, b"list-table").is_none() {
        return false;
    }
    let (head, from) = row(text, start);
    let Some(keys) = columns(text, &head) else { return false };
    let last = text.len().min(from + TABLE_BYTES);
    let mut i = from;
    while i < last {
        let first = skip_blanks(text, i);
        if row_cell(text, first).is_some() {
            let (cells, next) = row(text, first);
            report(scan, &keys, &cells, 0);
            i = next;
        } else if first == i && !matches!(at(text, i), b'\n' | b'\r') {
            break;
        } else {
            i = next_line(text, line_end(text, first, LINE_BYTES));
        }
    }
    done(scan, start, from, i);
    true
}

/// The mark of the row that an item belongs to, if it is the first of its table.
fn first_row(text: &[u8], mark: usize) -> Option<usize> {
    let mut first = mark;
    for _ in 0..MAX_COLUMNS {
        if row_cell(text, first).is_some() {
            break;
        }
        let line = line_start(text, first);
        let above = line_start(text, line.checked_sub(1)?);
        first = skip_blanks(text, above);
    }
    row_cell(text, first)?;
    // Of a later row the columns were read with the first.
    let line = line_start(text, first);
    let above = cut(text, line_start(text, line.saturating_sub(1)), line).trim_ascii();
    (!above.starts_with(b"- ") && !above.starts_with(b"* ")).then_some(first)
}

/// The cells of a row, one a line, and where the next line begins.
fn row(text: &[u8], mark: usize) -> (Vec<Cell>, usize) {
    let mut cells = Vec::new();
    let mut cell = row_cell(text, mark).unwrap_or(mark);
    loop {
        let end = line_end(text, cell, LINE_BYTES);
        cells.push(trim(text, cell, end));
        let next = next_line(text, end);
        let dash = skip_blanks(text, next);
        if at(text, dash) != b'-' || !matches!(at(text, dash + 1), b' ' | b'\n') || cells.len() > MAX_COLUMNS
        {
            return (cells, next);
        }
        cell = dash + 1;
    }
}

/// `:header: User, Password`, and rows of the same cells below.
fn separated(scan: &mut Scan<'_>, line: usize, first: usize) -> bool {
    const OPTION: &[u8] = b":header:";
    let text = scan.text;
    let above = cut(text, line.saturating_sub(HEAD_BYTES), line);
    if cut(text, first, first + OPTION.len()) != OPTION || memchr::memmem::find(above, b"csv-table").is_none()
    {
        return false;
    }
    let head = fields(text, first + OPTION.len());
    let Some(keys) = columns(text, &head) else { return false };
    let from = next_line(text, line_end(text, first, LINE_BYTES));
    let last = text.len().min(from + TABLE_BYTES);
    let mut i = from;
    while i < last {
        let first = skip_blanks(text, i);
        let empty = matches!(at(text, first), b'\n' | b'\r');
        if first == i && !empty {
            break;
        }
        if !empty && at(text, first) != b':' {
            report(scan, &keys, &fields(text, first), 0);
        }
        i = next_line(text, line_end(text, first, LINE_BYTES));
    }
    done(scan, line, from, i);
    true
}

/// The fields of a line, without their quotes.
fn fields(text: &[u8], from: usize) -> Vec<Cell> {
    let stop = line_end(text, from, LINE_BYTES);
    let (mut found, mut i) = (Vec::new(), skip_blanks(text, from));
    while i < stop && found.len() <= MAX_COLUMNS {
        let open = usize::from(is_quote(at(text, i)));
        let quote = at(text, i);
        let end = run_end(text, i + open, stop - i, |b| if open > 0 { b != quote } else { b != b',' });
        let end = end.min(stop);
        found.push(trim(text, i + open, end));
        let comma = run_end(text, end, stop - end, |b| b != b',');
        i = skip_blanks(text, comma + 1);
    }
    found
}
