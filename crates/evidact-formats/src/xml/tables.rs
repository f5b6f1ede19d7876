//! Tables in XML parts: rows of cells, which columns they stand in, and the names that head them.

use std::ops::Range;

/// A table: its rows.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Placed>>,
}

/// A cell with text.
pub(super) struct Placed {
    pub(super) column: u32,
    span: u32,
    pub(super) text: Range<usize>,
}

impl Table {
    /// Returns the cell of a row that stands in a column.
    pub(super) fn cell(&self, row: usize, column: u32) -> Option<&Placed> {
        let row = self.rows.get(row)?;
        let at = row.partition_point(|c| c.column <= column).checked_sub(1)?;
        row.get(at).filter(|c| column - c.column < c.span)
    }

    /// Says whether the table has two columns.
    pub(super) fn is_pairs(&self) -> bool {
        self.rows.iter().flatten().all(|c| c.column < 2)
    }
}

/// Where a cell stands.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    Next,
    Repeated(u32),
    Placed(u32),
}

impl Cell {
    /// Reads how often a cell is repeated.
    pub(super) fn repeated(count: &[u8]) -> Self {
        let count = std::str::from_utf8(count).ok().and_then(|c| c.trim().parse().ok());
        Self::Repeated(count.unwrap_or(1).max(1))
    }

    /// Reads the column of a reference such as `AB12`.
    pub(super) fn placed(reference: &[u8]) -> Self {
        let letters = reference.iter().take_while(|b| b.is_ascii_alphabetic());
        let column = letters.fold(0_u32, |n, b| {
            n.saturating_mul(26).saturating_add(u32::from(b.to_ascii_uppercase() - b'A') + 1)
        });
        column.checked_sub(1).map_or(Self::Next, Self::Placed)
    }
}

/// A longer cell that holds a table is no value; its cells are.
const MAX_NESTING_BYTES: usize = 1024;

/// The tables that are open, the innermost last.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Open>,
}

#[derive(Default)]
struct Open {
    table: Table,
    next: u32,
    cell: Option<(u32, u32)>,
    /// A table was opened in the cell that is open.
    nests: bool,
}

impl Tables {
    pub(super) fn open(&mut self) {
        if let Some(around) = self.open.last_mut() {
            around.nests = true;
        }
        self.open.push(Open::default());
    }

    /// Ends the innermost table.
    pub(super) fn close(&mut self) -> Option<Table> {
        self.open.pop().map(|o| o.table)
    }

    pub(super) fn row(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.table.rows.push(Vec::new());
            open.next = 0;
        }
    }

    pub(super) fn cell(&mut self, cell: Cell) {
        let Some(open) = self.open.last_mut() else { return };
        let (column, span) = match cell {
            Cell::Next => (open.next, 1),
            Cell::Repeated(count) => (open.next, count),
            // Columns ascend; one that does not is where it would be without its name.
            Cell::Placed(column) => (column.max(open.next), 1),
        };
        open.next = column.saturating_add(span);
        open.cell = Some((column, span));
        open.nests = false;
    }

    /// Ends a cell that holds a stretch of the text. Says whether it may be read as one value.
    pub(super) fn end_of_cell(&mut self, text: Range<usize>) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        // A cell in a cell is part of it, and only one of them is looked at: nesting must not cost time.
        let Some((column, span)) = open.cell.take() else { return false };
        let is_whole = !open.nests || text.len() <= MAX_NESTING_BYTES;
        if let Some(row) = open.table.rows.last_mut()
            && !text.is_empty()
            && is_whole
        {
            row.push(Placed { column, span, text });
        }
        is_whole
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Tables};

    #[test]
    fn cells_stand_where_they_say() {
        let mut tables = Tables::default();
        tables.open();
        tables.row();
        for (cell, text) in [(Cell::repeated(b"2"), 0..3), (Cell::placed(b"D9"), 3..4), (Cell::Next, 4..5)] {
            tables.cell(cell);
            assert!(tables.end_of_cell(text));
        }
        let table = tables.close().expect("is open");
        let start = |column| table.cell(0, column).map(|c| c.text.start);
        assert_eq!([0, 1, 2, 3, 4, 5].map(start), [Some(0), Some(0), None, Some(3), Some(4), None]);
    }
}
