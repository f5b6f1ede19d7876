//! The tables of a page once more, with bars between their cells: what a heading says of the cells below it is known
//! also where cells are empty, and the lines of one cell are one text.

use super::layout::{Cell, Row};
use super::seams::is_no_word;
use super::traced::Traced;

/// The most lines over all columns that may lie between the rows of a table.
const MAX_BETWEEN: usize = 3;
/// Lines of one cell are at most this many times the size of their letters apart, and this many times as far as the
/// nearest lines of the table are.
const MAX_LEADING: f64 = 1.6;
const EVEN_LEADING: f64 = 1.15;
/// Cells of more lines are not read as one.
const MAX_LINES: usize = 40;
/// As many lines that all have the same cells are rows of a dense table, not lines of one.
const DENSE: usize = 4;
/// A heading is written again after this many bytes.
const MAX_TABLE: usize = 8 * 1024;
/// What names a column has no more letters.
const MAX_NAME: usize = 40;

/// What stands above a column.
#[derive(Clone)]
struct Name {
    left: f64,
    right: f64,
    text: String,
}

/// The heading of a table that goes on at the end of a page.
#[derive(Clone, Default)]
pub(super) struct Heading {
    names: Vec<Name>,
}

/// A row of a page, its cells under the names of their columns.
struct Placed<'r> {
    row: &'r Row,
    cells: Vec<Option<Traced>>,
}

/// Writes the tables of a page. Returns the heading that the next page may go on under.
pub(super) fn write(rows: &[Row], above: Heading, out: &mut Traced) -> Heading {
    let (mut heading, mut table, mut between) = (above, Vec::<&Row>::new(), 0);
    let mut before: Option<&Row> = None;
    for row in rows {
        let last = before.replace(row);
        if heading.names.is_empty() || row.cells.len() > 1 && heading.ends_at(row, last) {
            flush(&mut heading, &mut table, out);
            between = 0;
            heading = if row.cells.len() > 1 { Heading::of(row) } else { Heading::default() };
        } else if heading.is_crossed_by(row) {
            between += 1;
            if between > MAX_BETWEEN {
                flush(&mut heading, &mut table, out);
                heading = Heading::default();
            }
        } else {
            between = 0;
            table.push(row);
        }
    }
    flush(&mut heading, &mut table, out);
    heading
}

impl Heading {
    fn of(row: &Row) -> Self {
        let name = |cell: &Cell| {
            // A bar would begin a cell of its own.
            Name { left: cell.left, right: cell.right, text: cell.text.as_str().replace('|', "/") }
        };
        Self { names: row.cells.iter().map(name).collect() }
    }

    /// Says whether a row is the heading of another table: it looks like one, and has more columns, or heavier letters
    /// than the row above it.
    fn ends_at(&self, row: &Row, above: Option<&Row>) -> bool {
        let is_name = |cell: &Cell| {
            let text = cell.text.as_str();
            text.len() <= MAX_NAME && !text.contains(|c: char| c.is_ascii_digit() || "=:@#!?".contains(c))
        };
        let heavier = row.bold && above.is_some_and(|above| !above.bold);
        (row.cells.len() > self.names.len() || heavier) && row.cells.iter().all(is_name)
    }

    /// Says whether a row is a line of text over several columns. One with few words, or that begins behind the first
    /// column, may be of cells that have no more than blanks between them.
    fn is_crossed_by(&self, row: &Row) -> bool {
        let [cell] = row.cells.as_slice() else { return false };
        let under = self.names.iter().filter(|name| name.left < cell.right && cell.left < name.right).count();
        let words = cell.text.as_str().split_whitespace().count();
        let begins = self.names.first().is_some_and(|name| cell.left < name.right);
        under > 1 && begins && !(self.names.len()..=2 * self.names.len()).contains(&words)
    }

    /// Returns how far the columns of a table go: as far as the cells that stand under one name alone.
    fn columns(&self, table: &[&Row]) -> Vec<(f64, f64)> {
        let mut columns: Vec<(f64, f64)> = self.names.iter().map(|name| (name.left, name.right)).collect();
        for cell in table.iter().flat_map(|row| &row.cells) {
            let mut under =
                columns.iter_mut().filter(|(left, right)| *left < cell.right && cell.left < *right);
            if let (Some(column), None) = (under.next(), under.next()) {
                *column = (column.0.min(cell.left), column.1.max(cell.right));
            }
        }
        columns
    }

    fn write(&self, out: &mut Traced) {
        out.plain("\n");
        for name in &self.names {
            out.plain("| ");
            out.plain(&name.text);
            out.plain(" ");
        }
        out.plain("|\n");
        out.plain(&"| --- ".repeat(self.names.len()));
        out.plain("|\n");
    }
}

/// Puts each cell into the column that is nearest. One that goes over several is parted at its blanks.
fn place<'r>(row: &'r Row, columns: &[(f64, f64)]) -> Placed<'r> {
    let mut cells: Vec<Option<Traced>> = vec![None; columns.len()];
    let mut put = |left: f64, right: f64, text: &Traced| {
        let away = |column: &(f64, f64)| (column.0 - right).max(left - column.1);
        let nearest = (0usize..).zip(columns).min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b)));
        let Some(place) = nearest.and_then(|(column, _)| cells.get_mut(column)) else { return };
        let cell = place.get_or_insert_default();
        cell.blanks(usize::from(!cell.as_str().is_empty()));
        cell.append(text);
    };
    for cell in &row.cells {
        let text = cell.text.as_str();
        let over = columns.iter().filter(|(left, right)| *left < cell.right && cell.left < *right).count();
        if over < 2 {
            put(cell.left, cell.right, &cell.text);
            continue;
        }
        // Where a word stands is known as well as if all letters were of one width.
        let width = (cell.right - cell.left) / text.len().max(1) as f64;
        let mut at = 0;
        for word in text.split(' ') {
            let (left, right) = (cell.left + at as f64 * width, cell.left + (at + word.len()) as f64 * width);
            put(left, right, &cell.text.slice(at..at + word.len()));
            at += word.len() + 1;
        }
    }
    Placed { row, cells }
}

/// Writes a table: its rows as they are, and those whose cells have several lines as one.
fn flush(heading: &mut Heading, table: &mut Vec<&Row>, out: &mut Traced) {
    if table.is_empty() {
        return;
    }
    let columns = heading.columns(table);
    for (name, (left, right)) in heading.names.iter_mut().zip(&columns) {
        (name.left, name.right) = (*left, *right);
    }
    let table: Vec<Placed<'_>> = table.drain(..).map(|row| place(row, &columns)).collect();
    heading.write(out);
    let mut start = out.as_str().len();
    for block in blocks(&table).into_iter().flat_map(begun) {
        if out.as_str().len() - start > MAX_TABLE {
            heading.write(out);
            start = out.as_str().len();
        }
        let several = block.len() > 1 && block.len() <= MAX_LINES;
        let dense = block.iter().all(|placed| placed.has_cells_of(block.first()));
        if several && !dense {
            // Which of the two it is where first cells stand on lines that follow each other is not known.
            for row in topped(block) {
                write_joined(row, true, out);
            }
            write_joined(block, true, out);
        }
        for placed in block {
            write_joined(std::slice::from_ref(placed), false, out);
        }
        if several && dense && block.len() < DENSE {
            write_joined(block, true, out);
        }
        if several && !dense {
            write_joined(block, false, out);
        }
    }
}

impl Placed<'_> {
    /// Returns the first column with a cell.
    fn first(&self) -> Option<usize> {
        self.cells.iter().position(Option::is_some)
    }

    fn has_cells_of(&self, other: Option<&Self>) -> bool {
        let has = |placed: &Self| placed.cells.iter().map(Option::is_some).collect::<Vec<_>>();
        other.is_some_and(|other| has(other) == has(self))
    }
}

/// Parts the lines of a table where no cell goes on: into its rows, if their cells are further apart than lines are.
fn blocks<'p, 'r>(table: &'p [Placed<'r>]) -> Vec<&'p [Placed<'r>]> {
    let columns = table.first().map_or(0, |placed| placed.cells.len());
    // For each column the lines with a cell in it, and how far each is from the one above.
    let gaps = |column: usize| {
        let filled: Vec<usize> = (0..table.len())
            .filter(|line| table.get(*line).is_some_and(|p| matches!(p.cells.get(column), Some(Some(_)))))
            .collect();
        let gap = |pair: &[usize]| match pair {
            [a, b] => {
                let (above, below) = (table.get(*a)?.row, table.get(*b)?.row);
                Some((*a, *b, (above.y - below.y) / below.size.max(0.1)))
            }
            _ => None,
        };
        filled.windows(2).filter_map(gap).collect::<Vec<_>>()
    };
    let gaps: Vec<(usize, usize, f64)> = (0..columns).flat_map(gaps).collect();
    let nearest = gaps.iter().map(|(_, _, gap)| *gap).filter(|gap| *gap > 0.5).fold(f64::MAX, f64::min);
    let most = (nearest * EVEN_LEADING).min(MAX_LEADING);
    // How far down the cells that begin at or above a line go.
    let mut reach: Vec<usize> = (0..table.len()).collect();
    for (above, below, gap) in gaps {
        if (0.0..=most).contains(&gap)
            && let Some(reach) = reach.get_mut(above)
        {
            *reach = below.max(*reach);
        }
    }
    let (mut out, mut start, mut end) = (Vec::new(), 0, 0);
    for (line, reach) in reach.iter().enumerate() {
        if line > end {
            out.extend(table.get(start..line));
            start = line;
        }
        end = end.max(*reach);
    }
    out.extend(table.get(start..));
    out
}

/// Parts lines before each that begins in the first column, if the one above it does not: rows no further apart than
/// their lines.
fn begun<'p, 'r>(block: &'p [Placed<'r>]) -> Vec<&'p [Placed<'r>]> {
    let Some(left) = block.first().and_then(Placed::first) else { return vec![block] };
    if block.iter().any(|placed| placed.first() < Some(left)) {
        return vec![block];
    }
    let begins = |placed: &Placed<'_>| placed.first() == Some(left);
    block.chunk_by(|above, below| begins(above) || !begins(below)).collect()
}

/// Parts lines where the first column begins anew, as in tables whose rows are no further apart than lines.
fn topped<'p, 'r>(block: &'p [Placed<'r>]) -> Vec<&'p [Placed<'r>]> {
    let left = block.first().and_then(Placed::first);
    let rows: Vec<_> = block.chunk_by(|_, below| below.first() > left).collect();
    if rows.len() > 1 { rows.into_iter().filter(|row| row.len() > 1).collect() } else { Vec::new() }
}

/// Writes lines as one row, the lines of each cell one after the other.
fn write_joined(lines: &[Placed<'_>], halves: bool, out: &mut Traced) {
    let columns = lines.first().map_or(0, |placed| placed.cells.len());
    for column in 0..columns {
        out.plain("| ");
        let mut above: Option<&str> = None;
        for text in lines.iter().filter_map(|placed| placed.cells.get(column)?.as_ref()) {
            if above.is_some_and(|above| !halves || !meet(above, text.as_str())) {
                out.plain(" ");
            }
            out.append(text);
            above = Some(text.as_str());
        }
        out.plain(" ");
    }
    out.plain("|\n");
}

/// Says whether two lines of a cell are read without a blank between: one of what meets is no word, or each is all
/// that stands on its line.
fn meet(above: &str, below: &str) -> bool {
    let (above, below) = (above.trim(), below.trim());
    let (left, right) = (above.split_whitespace().next_back(), below.split_whitespace().next());
    let (Some(left), Some(right)) = (left, right) else { return false };
    let is_inner = |c: char| c.is_alphanumeric() || "-_./+=@#%:~".contains(c);
    left == above && right == below
        || left.ends_with(is_inner)
            && right.starts_with(is_inner)
            && (is_no_word(left) || is_no_word(right) || left == above && left.len() > 1)
}
