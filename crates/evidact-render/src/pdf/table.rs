//! Tables: rows whose cells stand side by side, headers that come again on every page.

use super::bidi::Direction;
use super::compose::{Face, GROUND, HAIRLINE, Kit, MIN_WIDTH, SMALL};
use super::display::{Area, Pt, Shape};
use super::flow::{
    Atom, artifact, as_artifacts, glue_all, indent, put_head, put_panel, side_by_side, space_before,
};
use super::fonts::FaceId;
use super::rich::{Block, Grid, Look, Run, literal};
use super::tree::{ElemId, Kind, Scope};
use std::rc::Rc;

/// A cell: what it holds and how it is set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) blocks: Vec<Block>,
    pub(crate) look: CellLook,
    pub(crate) right: bool,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum CellLook {
    #[default]
    Plain,
    /// The head of its row.
    RowHead,
    /// What the note does not say.
    Gap,
    /// Paths and digests.
    Mono,
    /// Where something came from.
    Muted,
}

impl Cell {
    pub(crate) fn text(text: &str, look: CellLook) -> Self {
        Self { blocks: vec![Block::Para(literal(text, Look::Plain))], look, right: false }
    }

    pub(crate) fn number(number: u64) -> Self {
        Self { right: true, ..Self::text(&number.to_string(), CellLook::Plain) }
    }

    pub(crate) fn blocks(blocks: Vec<Block>) -> Self {
        Self { blocks, ..Self::default() }
    }
}

/// A table to set.
pub(crate) struct Table {
    /// The heads of the columns.
    pub(crate) head: Vec<Cell>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The widths of the columns.
    pub(crate) widths: Vec<Pt>,
}

const PAD_X: Pt = 6.0;
const PAD_Y: Pt = 4.0;
/// Taller rows may be split: half a page and more would stay empty above one.
const MAX_ROW: Pt = 360.0;
/// Narrower columns are not worth having.
const MIN_COLUMN: Pt = 30.0;

impl Kit<'_> {
    /// Sets a table.
    pub(crate) fn table(&mut self, table: &Table, base: Face, parent: ElemId) -> Vec<Atom> {
        self.table_towards(Direction::LeftToRight, table, base, parent)
    }

    /// Sets a table whose first column is at the left or at the right.
    fn table_towards(
        &mut self,
        direction: Direction,
        table: &Table,
        base: Face,
        parent: ElemId,
    ) -> Vec<Atom> {
        let elem = self.tree.add(Kind::Table, parent);
        let width: Pt = table.widths.iter().sum();
        let tr = self.tree.add(Kind::Tr, elem);
        let mut cells = Vec::new();
        for (cell, x, column) in columns(&table.head, &table.widths, direction) {
            let th = self.tree.add(Kind::Th(Scope::Column), tr);
            let face = Face { font: FaceId::SemiBold, colour: self.palette().accent, ..base };
            cells.push(self.cell(cell, face, (x, column), th));
        }
        let mut atoms = padded(side_by_side(cells, MAX_ROW), width);
        let panel = self.new_panel(0.0, width, GROUND, 0.0);
        put_panel(&mut atoms, panel, 0.0);
        glue_all(&mut atoms, true);
        let head = Rc::new(as_artifacts(&atoms));
        for (at, row) in table.rows.iter().enumerate() {
            let tr = self.tree.add(Kind::Tr, elem);
            let mut cells = Vec::new();
            for (cell, x, column) in columns(row, &table.widths, direction) {
                let kind = if cell.look == CellLook::RowHead { Kind::Th(Scope::Row) } else { Kind::Td };
                let td = self.tree.add(kind, tr);
                cells.push(self.cell(cell, self.cell_face(cell.look, base), (x, column), td));
            }
            let mut row = padded(side_by_side(cells, MAX_ROW), width);
            glue_all(&mut row, false);
            if at > 0 {
                put_head(&mut row, &head);
            } else {
                put_head(row.get_mut(1..).unwrap_or_default(), &head);
            }
            atoms.append(&mut row);
        }
        atoms
    }

    fn cell_face(&self, look: CellLook, base: Face) -> Face {
        let muted = self.palette().muted;
        match look {
            CellLook::Plain => base,
            CellLook::RowHead => Face { font: FaceId::SemiBold, ..base },
            CellLook::Gap => Face { font: FaceId::Italic, colour: muted, ..base },
            CellLook::Mono => {
                let scale = super::compose::Scale { size: base.scale.mono, ..base.scale };
                Face { font: FaceId::Mono, scale, ..base }
            }
            CellLook::Muted => Face { colour: muted, ..base },
        }
    }

    fn cell(&mut self, cell: &Cell, face: Face, (x, width): (Pt, Pt), elem: ElemId) -> Vec<Atom> {
        let inner = (width - 2.0 * PAD_X).max(MIN_WIDTH.min(width));
        let mut atoms = self.blocks(&cell.blocks, face, inner, elem);
        if atoms.is_empty() {
            atoms.push(Atom::blank(face.scale.leading));
        }
        if cell.right {
            for atom in &mut atoms {
                let ink = atom.items.iter().map(|i| right_edge(&i.shape)).fold(0.0, Pt::max);
                indent(std::slice::from_mut(atom), (inner - ink).max(0.0));
            }
        }
        indent(&mut atoms, x + PAD_X);
        if let Some(first) = atoms.first_mut() {
            first.items.insert(0, super::flow::item(elem, Shape::Nothing));
        }
        atoms
    }

    /// Sets a table of a field, with columns as wide as their text asks for.
    pub(crate) fn markdown_table(&mut self, grid: &Grid, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let count = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        let base = Face { scale: SMALL, ..base };
        let Some(widths) = fit(grid, count, width) else {
            return self.rows_as_text(grid, base, width, parent);
        };
        let mut rows = grid.rows.iter().map(|row| {
            let cells = row.iter().enumerate().map(|(at, runs)| Cell {
                blocks: if runs.is_empty() { Vec::new() } else { vec![Block::Para(runs.clone())] },
                look: CellLook::Plain,
                right: grid.right.get(at).copied().unwrap_or(false),
            });
            cells.collect::<Vec<_>>()
        });
        let head = rows.next().unwrap_or_default();
        let table = Table { head, rows: rows.collect(), widths };
        let direction = if grid.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
        self.table_towards(direction, &table, base, parent)
    }

    /// Sets the rows of a table that has no room for its columns as paragraphs in which each cell bears its head.
    fn rows_as_text(&mut self, grid: &Grid, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let mut atoms = Vec::new();
        let heads = grid.rows.first().map(Vec::as_slice).unwrap_or_default();
        let length = |row: &[Vec<Run>]| row.iter().flatten().map(|run| run.text.len()).sum::<usize>();
        for (at, row) in grid.rows.iter().enumerate() {
            // Long heads are not repeated above short cells: the text would grow by more than a few times.
            let named = at > 0 && length(heads) <= MOST_OF_HEADS * length(row);
            let mut runs: Vec<Run> = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                if !runs.is_empty() {
                    runs.push(Run::new(" | ", Look::Muted));
                }
                let head = heads.get(column).filter(|head| named && !head.is_empty());
                if let Some(head) = head {
                    let text: String = head.iter().map(|run| run.text.as_str()).collect();
                    runs.extend(literal(&text, Look::Muted));
                    runs.push(Run::new(": ", Look::Muted));
                }
                runs.extend(cell.iter().cloned());
            }
            let elem = self.tree.add(Kind::P, parent);
            let mut lines = self.paragraph(&runs, base, width, elem);
            space_before(&mut lines, if at > 0 { 4.0 } else { 0.0 });
            atoms.append(&mut lines);
        }
        atoms
    }
}

/// Heads are repeated for cells that hold no less than this part of what the heads do.
const MOST_OF_HEADS: usize = 4;

/// Returns each cell with its place and its width.
fn columns<'c>(
    cells: &'c [Cell],
    widths: &'c [Pt],
    direction: Direction,
) -> impl Iterator<Item = (&'c Cell, Pt, Pt)> {
    let whole: Pt = widths.iter().sum();
    let mut x = 0.0;
    cells.iter().zip(widths).map(move |(cell, width)| {
        let at = if direction == Direction::RightToLeft { whole - x - width } else { x };
        x += width;
        (cell, at, *width)
    })
}

/// Gives a row its room and the line below it.
fn padded(mut row: Vec<Atom>, width: Pt) -> Vec<Atom> {
    if row.is_empty() {
        row.push(Atom::blank(SMALL.leading));
    }
    row.insert(0, Atom::blank(PAD_Y));
    let area = Area { x: 0.0, y: PAD_Y - 0.5, width, height: 0.5 };
    let rule = artifact(Shape::Fill { area, colour: HAIRLINE, radius: 0.0 });
    row.push(Atom { items: vec![rule], ..Atom::blank(PAD_Y) });
    row
}

fn right_edge(shape: &Shape) -> Pt {
    match shape {
        Shape::Glyphs { x, size, glyphs, .. } => x + glyphs.iter().map(|g| g.advance * size).sum::<Pt>(),
        _ => 0.0,
    }
}

/// Returns the widths of the columns, or nothing if they would be too narrow.
fn fit(grid: &Grid, count: usize, width: Pt) -> Option<Vec<Pt>> {
    if count == 0 || width / (count as Pt) < MIN_COLUMN {
        return None;
    }
    let (mut wanted, mut least) = (vec![0.0_f32; count], vec![MIN_COLUMN; count]);
    for row in &grid.rows {
        for ((cell, room), least) in row.iter().zip(&mut wanted).zip(&mut least) {
            let chars: usize = cell.iter().map(|run| run.text.chars().count()).sum();
            *room = room.max(room_of(chars.min(400)));
            let word =
                cell.iter().flat_map(|run| run.text.split([' ', '-', '/', '\n'])).map(|w| w.chars().count());
            *least = least.max(room_of(word.max().unwrap_or(0).min(MAX_WHOLE_WORD)));
        }
    }
    let total: Pt = wanted.iter().sum();
    if total <= width {
        let spare = (width - total) / count as Pt;
        return Some(wanted.into_iter().map(|w| w + spare).collect());
    }
    if least.iter().sum::<Pt>() > width {
        // Words have to be divided in any case.
        least.fill(MIN_COLUMN);
    }
    Some(shared(&wanted, &least, width))
}

/// Words of no more characters than this are not divided if the columns can be made so wide.
const MAX_WHOLE_WORD: usize = 24;

/// Returns about how much room so many characters take in a cell.
fn room_of(chars: usize) -> Pt {
    chars as Pt * 0.56 * SMALL.size + 2.0 * PAD_X
}

/// Shares a width: narrow columns get what they want, the others the same of the rest, none less than its least.
fn shared(wanted: &[Pt], least: &[Pt], width: Pt) -> Vec<Pt> {
    let mut widths = least.to_vec();
    let mut open: Vec<usize> = (0..wanted.len()).collect();
    let mut rest = width;
    // Columns that need more than an equal share for their least get that and no more.
    loop {
        let share = rest / open.len().max(1) as Pt;
        let needs = |at: &usize| least.get(*at).is_some_and(|least| *least > share);
        let Some(place) = open.iter().position(needs) else { break };
        rest -= open.get(place).and_then(|at| least.get(*at)).copied().unwrap_or(0.0);
        open.swap_remove(place);
    }
    open.sort_by(|a, b| {
        let key = |at: &usize| wanted.get(*at).copied().unwrap_or(0.0);
        key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b))
    });
    for (at, column) in open.iter().enumerate() {
        let share = rest / (open.len() - at) as Pt;
        let given = wanted.get(*column).copied().unwrap_or(share).max(MIN_COLUMN).min(share);
        if let Some(slot) = widths.get_mut(*column) {
            *slot = slot.max(given);
            rest -= *slot;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{MIN_COLUMN, shared};

    #[test]
    fn shares_all_of_the_width_and_keeps_the_longest_words_whole() {
        for (wanted, least) in [
            (vec![300.0, 40.0, 900.0], vec![60.0, 40.0, 90.0]),
            (vec![900.0; 4], vec![250.0, MIN_COLUMN, MIN_COLUMN, MIN_COLUMN]),
            (vec![50.0, 1000.0], vec![MIN_COLUMN, MIN_COLUMN]),
        ] {
            let widths = shared(&wanted, &least, 400.0);
            assert!((widths.iter().sum::<f32>() - 400.0).abs() < 0.5, "{widths:?}");
            assert!(widths.iter().zip(&least).all(|(width, least)| width >= least), "{widths:?}");
        }
    }
}
