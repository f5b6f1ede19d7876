//! Atoms, the unbreakable slices of laid-out content, and the flow that stacks them on pages.
//!
//! Whatever is laid out (a paragraph, a row of a table, a card) becomes a flat list of atoms. An atom may be glued to
//! the next one; a run of glued atoms stays on one page if a page can hold it. That one rule does headings that keep
//! with the text after them, widows, orphans and rows that do not split.

use super::display::{Area, DestId, Item, Page, Pt, Shape, Spot, mm};
use super::heads::each_head;
pub(crate) use super::heads::{as_artifacts, put_head};
use super::tree::ElemId;
use crate::theme::Colour;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A background over consecutive atoms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Panel {
    pub(crate) id: u32,
    pub(crate) x: Pt,
    pub(crate) width: Pt,
    pub(crate) colour: Colour,
    pub(crate) radius: Pt,
}

/// A slice of content that is not split, relative to its upper left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Atom {
    /// The space above, which falls away at the top of a page.
    pub(crate) before: Pt,
    pub(crate) height: Pt,
    pub(crate) items: Vec<Item>,
    /// Whether it stays with the next one.
    pub(crate) glue: bool,
    /// From the outermost to the innermost.
    pub(crate) panels: Vec<Panel>,
    /// What is repeated above it when it starts a page.
    pub(crate) head: Option<Rc<Vec<Atom>>>,
    pub(crate) dests: Vec<DestId>,
}

impl Atom {
    /// Returns an empty slice.
    pub(crate) fn blank(height: Pt) -> Self {
        Self { height, ..Self::default() }
    }

    pub(super) fn shift(&mut self, dx: Pt, dy: Pt) {
        for item in &mut self.items {
            let shape = std::mem::replace(&mut item.shape, Shape::Nothing);
            item.shape = shape.moved(dx, dy);
        }
        for panel in &mut self.panels {
            panel.x += dx;
        }
    }
}

/// Moves atoms to the right, with what is repeated above them.
pub(crate) fn indent(atoms: &mut [Atom], dx: Pt) {
    for atom in atoms.iter_mut() {
        atom.shift(dx, 0.0);
    }
    each_head(atoms, |atom| atom.shift(dx, 0.0));
}

/// Sets the space above the first atom.
pub(crate) fn space_before(atoms: &mut [Atom], before: Pt) {
    if let Some(first) = atoms.first_mut() {
        first.before = before;
    }
}

/// Glues each atom to the next one, and the last one to what follows if `and_next` says so.
pub(crate) fn glue_all(atoms: &mut [Atom], and_next: bool) {
    for atom in atoms.iter_mut() {
        atom.glue = true;
    }
    if let Some(last) = atoms.last_mut() {
        last.glue = and_next;
    }
}

/// Keeps a card on one page, if it is no taller than a good third of one.
pub(crate) fn keep_card(atoms: &mut [Atom], frame: Frame) {
    let height: Pt = atoms.iter().map(|atom| atom.before + atom.height).sum();
    if height <= (frame.end() - Frame::TOP) * 0.42 {
        glue_all(atoms, false);
    }
}

/// Glues the first atom to the second and the last but one to the last, so that neither end stands alone.
pub(crate) fn keep_ends(atoms: &mut [Atom]) {
    if let [first, _, ..] = atoms {
        first.glue = true;
    }
    if let [.., before, _] = atoms {
        before.glue = true;
    }
}

/// Puts a background behind atoms, with room above and below.
pub(crate) fn put_panel(atoms: &mut Vec<Atom>, panel: Panel, pad: Pt) {
    if pad > 0.0 {
        let before = atoms.first_mut().map_or(0.0, |first| std::mem::take(&mut first.before));
        atoms.insert(0, Atom { before, glue: true, ..Atom::blank(pad) });
        if let Some(last) = atoms.last_mut() {
            last.glue = true;
        }
        atoms.push(Atom::blank(pad));
    }
    for atom in atoms.iter_mut() {
        atom.panels.insert(0, panel);
    }
    each_head(atoms, |atom| atom.panels.insert(0, panel));
}

/// Puts columns side by side: the first atom of each, then the second of each, and so on.
pub(crate) fn zip(columns: Vec<Vec<Atom>>) -> Vec<Atom> {
    let mut rows: Vec<Atom> = Vec::new();
    for column in columns {
        for (at, mut atom) in column.into_iter().enumerate() {
            match rows.get_mut(at) {
                Some(row) => {
                    row.before = row.before.max(atom.before);
                    row.height = row.height.max(atom.height);
                    row.items.append(&mut atom.items);
                    row.panels.append(&mut atom.panels);
                    row.dests.append(&mut atom.dests);
                    row.glue |= atom.glue;
                    row.head = row.head.take().or(atom.head);
                }
                None if at == 0 => rows.push(Atom { before: 0.0, ..atom }),
                None => rows.push(atom),
            }
        }
    }
    rows
}

/// Puts columns side by side as one atom, each column after the other in reading order; columns taller than `most`
/// stay divisible, line by line.
pub(crate) fn side_by_side(columns: Vec<Vec<Atom>>, most: Pt) -> Vec<Atom> {
    let height = |column: &Vec<Atom>| {
        column.iter().enumerate().map(|(at, a)| a.height + if at == 0 { 0.0 } else { a.before }).sum()
    };
    let tallest = columns.iter().map(height).fold(0.0, Pt::max);
    if tallest > most {
        return zip(columns);
    }
    let mut row = Atom::blank(tallest);
    for column in columns {
        let mut grounds: Vec<(Panel, Pt, Pt)> = Vec::new();
        let mut items = Vec::new();
        let mut y = 0.0;
        for (at, mut atom) in column.into_iter().enumerate() {
            y += if at == 0 { 0.0 } else { atom.before };
            atom.shift(0.0, y);
            y += atom.height;
            for panel in atom.panels {
                match grounds.iter_mut().find(|(known, ..)| known.id == panel.id) {
                    Some((_, _, end)) => *end = y,
                    None => grounds.push((panel, y - atom.height, y)),
                }
            }
            items.append(&mut atom.items);
            row.dests.append(&mut atom.dests);
        }
        row.items.extend(grounds.into_iter().map(|(panel, from, to)| {
            let area = Area { x: panel.x, y: from, width: panel.width, height: to - from };
            artifact(Shape::Tint { area, colour: panel.colour })
        }));
        row.items.append(&mut items);
    }
    vec![row]
}

/// The measures of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) width: Pt,
    pub(crate) height: Pt,
}

impl Frame {
    pub(crate) const SIDE: Pt = mm(22.0);
    pub(crate) const TOP: Pt = mm(26.0);
    pub(crate) const BOTTOM: Pt = mm(24.0);

    /// Returns the width between the margins.
    pub(crate) fn text_width(self) -> Pt {
        self.width - 2.0 * Self::SIDE
    }

    /// Returns where the room for text ends.
    pub(crate) fn end(self) -> Pt {
        self.height - Self::BOTTOM
    }
}

/// Stacks atoms on pages.
pub(crate) struct Flow {
    pub(crate) frame: Frame,
    pub(crate) pages: Vec<Page>,
    pub(crate) spots: BTreeMap<DestId, Spot>,
    y: Pt,
    top: Pt,
    open: Vec<(Panel, Pt)>,
    /// What stays with the atoms that are placed next.
    held: Vec<Atom>,
}

impl Flow {
    pub(crate) fn new(frame: Frame) -> Self {
        Self {
            frame,
            pages: vec![Page::default()],
            spots: BTreeMap::new(),
            y: Frame::TOP,
            top: Frame::TOP,
            open: Vec::new(),
            held: Vec::new(),
        }
    }

    /// Starts a page, unless this one is still empty.
    pub(crate) fn new_page(&mut self) {
        self.finish();
        if self.y > self.top || self.pages.last().is_some_and(|p| !p.items.is_empty()) {
            self.turn(None);
        }
    }

    /// Marks the page as one without header and footer.
    pub(crate) fn bare(&mut self) {
        if let Some(page) = self.pages.last_mut() {
            page.bare = true;
        }
    }

    /// Returns the room left on the page.
    pub(crate) fn room(&self) -> Pt {
        self.frame.end() - self.y
    }

    /// Puts shapes at an absolute place of this page, without moving on.
    pub(crate) fn paint(&mut self, items: impl IntoIterator<Item = Item>) {
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(items);
        }
    }

    /// Stacks what waits for atoms to stay with, since there are none.
    pub(crate) fn finish(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.place_group(held);
    }

    /// Stacks atoms. Those that are glued to what follows wait for it.
    pub(crate) fn place(&mut self, atoms: Vec<Atom>) {
        let mut group: Vec<Atom> = std::mem::take(&mut self.held);
        for atom in atoms {
            let more = atom.glue;
            group.push(atom);
            if !more {
                self.place_group(std::mem::take(&mut group));
            }
        }
        if group.iter().all(|atom| atom.panels.is_empty()) {
            self.held = group;
        } else {
            self.place_group(group);
        }
        self.close_panels(&[]);
    }

    fn place_group(&mut self, group: Vec<Atom>) {
        let height: Pt = group.iter().map(|a| a.before + a.height).sum();
        let first = group.first().map_or(0.0, |a| a.before);
        let whole = self.frame.end() - Frame::TOP;
        if self.y > self.top && self.y + height > self.frame.end() + SLACK && height - first <= whole {
            let head = group.first().and_then(|a| a.head.clone());
            self.turn(head.as_deref());
        }
        for atom in group {
            let before = if self.y > self.top { atom.before } else { 0.0 };
            if self.y > self.top && self.y + before + atom.height > self.frame.end() + SLACK {
                self.turn(atom.head.as_deref());
            }
            self.put(atom);
        }
    }

    fn put(&mut self, mut atom: Atom) {
        // A background ends where its last atom does, not where the next one begins.
        self.close_panels(&atom.panels);
        if self.y > self.top {
            self.y += atom.before;
        }
        for panel in &atom.panels {
            if !self.open.iter().any(|(known, _)| known.id == panel.id) {
                self.open.push((*panel, self.y));
            }
        }
        atom.shift(Frame::SIDE, self.y);
        let page = self.pages.len() - 1;
        for dest in atom.dests {
            self.spots.insert(dest, Spot { page, y: self.y });
        }
        self.paint(atom.items);
        self.y += atom.height;
    }

    /// Ends the backgrounds that `kept` does not hold.
    fn close_panels(&mut self, kept: &[Panel]) {
        let y = self.y;
        let mut under = Vec::new();
        let mut depth = 0;
        self.open.retain(|(panel, from)| {
            depth += 1;
            let keeps = kept.iter().any(|k| k.id == panel.id);
            if !keeps && y > *from {
                let area = Area { x: panel.x + Frame::SIDE, y: *from, width: panel.width, height: y - from };
                let shape = Shape::Fill { area, colour: panel.colour, radius: panel.radius };
                under.push((depth, Item { elem: None, shape }));
            }
            keeps
        });
        if let Some(page) = self.pages.last_mut() {
            page.under.append(&mut under);
        }
    }

    fn turn(&mut self, head: Option<&Vec<Atom>>) {
        self.close_panels(&[]);
        self.pages.push(Page::default());
        self.y = Frame::TOP;
        self.top = Frame::TOP;
        let Some(head) = head else { return };
        let height: Pt = head.iter().map(|a| a.before + a.height).sum();
        if height > (self.frame.end() - Frame::TOP) / 3.0 {
            return;
        }
        for atom in head {
            self.put(atom.clone());
        }
        self.top = self.y;
    }
}

/// Sums of lengths are not exact.
const SLACK: Pt = 0.05;

/// Returns an artifact.
pub(crate) fn artifact(shape: Shape) -> Item {
    Item { elem: None, shape }
}

/// Returns a shape of an element.
pub(crate) fn item(elem: ElemId, shape: Shape) -> Item {
    Item { elem: Some(elem), shape }
}

#[cfg(test)]
mod tests {
    use super::{Atom, Flow, Frame, Panel, as_artifacts, glue_all, put_head, put_panel, side_by_side, zip};
    use crate::theme::Colour;
    use std::rc::Rc;

    const FRAME: Frame = Frame { width: 595.0, height: 842.0 };

    fn atoms(count: usize, height: f32) -> Vec<Atom> {
        vec![Atom::blank(height); count]
    }

    #[test]
    fn keeps_glued_atoms_together() {
        let mut flow = Flow::new(FRAME);
        flow.place(atoms(1, 600.0));
        let mut group = atoms(3, 40.0);
        glue_all(&mut group, false);
        flow.place(group);
        assert_eq!(flow.pages.len(), 2);
        assert!((flow.room() - (FRAME.end() - Frame::TOP - 120.0)).abs() < 0.1);
    }

    #[test]
    fn keeps_a_heading_with_what_is_placed_next() {
        let mut flow = Flow::new(FRAME);
        flow.place(atoms(1, FRAME.end() - Frame::TOP - 60.0));
        let mut heading = atoms(1, 30.0);
        glue_all(&mut heading, true);
        flow.place(heading);
        assert_eq!(flow.pages.len(), 1);
        flow.place(atoms(1, 40.0));
        assert_eq!(flow.pages.len(), 2);
        assert!((flow.room() - (FRAME.end() - Frame::TOP - 70.0)).abs() < 0.1);
    }

    #[test]
    fn splits_what_no_page_can_hold() {
        let mut flow = Flow::new(FRAME);
        let mut group = atoms(100, 40.0);
        glue_all(&mut group, true);
        flow.place(group);
        flow.finish();
        assert!(flow.pages.len() >= 5);
        flow.place(atoms(2, 5_000.0));
        assert!(flow.pages.len() <= 10);
    }

    #[test]
    fn draws_a_panel_on_every_page_it_covers() {
        let mut flow = Flow::new(FRAME);
        let mut list = atoms(50, 40.0);
        let panel = Panel { id: 1, x: 0.0, width: 3.0, colour: Colour::default(), radius: 0.0 };
        put_panel(&mut list, panel, 4.0);
        flow.place(list);
        assert!(flow.pages.len() > 1);
        assert!(flow.pages.iter().all(|p| p.under.len() == 1));
    }

    #[test]
    fn repeats_a_head_and_ends_even_if_it_is_too_tall() {
        for height in [20.0, 500.0] {
            let mut list = atoms(60, 40.0);
            put_head(&mut list, &Rc::new(as_artifacts(&atoms(1, height))));
            let mut flow = Flow::new(FRAME);
            flow.place(list);
            assert!(flow.pages.len() < 10);
        }
    }

    #[test]
    fn joins_columns_into_one_atom_if_they_are_not_too_tall() {
        let row = side_by_side(vec![atoms(2, 14.0), atoms(3, 12.0)], 40.0);
        assert_eq!(row.iter().map(|r| r.height).collect::<Vec<_>>(), [36.0]);
        assert_eq!(side_by_side(vec![atoms(2, 14.0), atoms(3, 12.0)], 30.0).len(), 3);
    }

    #[test]
    fn sets_columns_side_by_side() {
        let rows = zip(vec![atoms(2, 14.0), atoms(3, 12.0)]);
        assert_eq!(rows.iter().map(|r| r.height).collect::<Vec<_>>(), [14.0, 14.0, 12.0]);
    }
}
