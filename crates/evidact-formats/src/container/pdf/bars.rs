//! The tables of a page with bars between their cells, so that what a heading says of the cells below it is known also
//! where cells are empty.

use super::layout::Row;

/// The most rows that may lie between those of a table: cells of several lines.
const MAX_BETWEEN: usize = 3;

/// Writes every run of rows with several cells as a table under its first row.
pub(super) fn write(rows: &[Row], out: &mut String) {
    let mut heading: Option<&Row> = None;
    let mut between = 0;
    for row in rows {
        if row.cells.len() < 2 {
            between += 1;
            if between > MAX_BETWEEN {
                heading = None;
            }
        } else {
            between = 0;
        }
        match heading {
            None if row.cells.len() < 2 => {}
            None => {
                heading = Some(row);
                out.push('\n');
                write_bars(row, row, out);
                out.push_str(&"| --- ".repeat(row.cells.len()));
                out.push_str("|\n");
            }
            Some(heading) => write_bars(heading, row, out),
        }
    }
}

/// Writes a row; each cell stands under the last heading that does not begin behind its middle.
fn write_bars(heading: &Row, row: &Row, out: &mut String) {
    let mut cells = row.cells.iter().peekable();
    let mut stops = heading.cells.iter().skip(1).map(|cell| cell.left).collect::<Vec<_>>();
    stops.push(f64::MAX);
    for stop in stops {
        out.push_str("| ");
        while let Some(cell) = cells.next_if(|cell| f64::midpoint(cell.left, cell.right) < stop) {
            out.push_str(cell.text.as_str());
            out.push(' ');
        }
    }
    out.push_str("|\n");
}
