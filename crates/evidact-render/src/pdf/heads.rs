//! What is repeated at the top of a page on which something goes on: the heads of tables, the titles of cards.
//!
//! Atoms share what they repeat. Whatever moves atoms, or puts a ground behind them, does so to their heads too, each of
//! them once.

use super::display::Shape;
use super::flow::Atom;
use std::rc::Rc;

/// Returns atoms that look the same and belong to no element, for repetition on later pages.
pub(crate) fn as_artifacts(atoms: &[Atom]) -> Vec<Atom> {
    let mut copies = atoms.to_vec();
    for copy in &mut copies {
        copy.dests.clear();
        copy.items.retain(|item| !matches!(item.shape, Shape::Link { .. }));
        for item in &mut copy.items {
            item.elem = None;
        }
    }
    copies
}

/// Has `head` repeated above each of the atoms that starts a page, over what they repeat already.
pub(crate) fn put_head(atoms: &mut [Atom], head: &Rc<Vec<Atom>>) {
    // What was joined last, and what it became: neighbours repeat the same.
    let mut joined: Option<[Rc<Vec<Atom>>; 2]> = None;
    for atom in atoms {
        atom.head = Some(match atom.head.take() {
            None => Rc::clone(head),
            Some(inner) => match &joined {
                Some([known, both]) if Rc::ptr_eq(known, &inner) => Rc::clone(both),
                _ => {
                    let both = Rc::new(head.iter().chain(inner.iter()).cloned().collect::<Vec<_>>());
                    joined = Some([inner, Rc::clone(&both)]);
                    both
                }
            },
        });
    }
}

/// Changes what atoms repeat; neighbours go on sharing it.
pub(crate) fn each_head(atoms: &mut [Atom], change: impl Fn(&mut Atom)) {
    let mut changed: Option<[Rc<Vec<Atom>>; 2]> = None;
    for atom in atoms {
        let Some(head) = atom.head.take() else { continue };
        atom.head = Some(match &changed {
            Some([known, new]) if Rc::ptr_eq(known, &head) => Rc::clone(new),
            _ => {
                let mut copy = head.as_ref().clone();
                copy.iter_mut().for_each(&change);
                let new = Rc::new(copy);
                changed = Some([head, Rc::clone(&new)]);
                new
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Atom, put_head};
    use crate::pdf::display::{Area, Pt, Shape};
    use crate::pdf::flow::{Panel, artifact, indent, put_panel};
    use crate::theme::Colour;
    use std::rc::Rc;

    fn bar(x: Pt) -> Atom {
        let area = Area { x, y: 0.0, width: 5.0, height: 5.0 };
        let shape = Shape::Fill { area, colour: Colour::default(), radius: 0.0 };
        Atom { items: vec![artifact(shape)], ..Atom::blank(5.0) }
    }

    fn rows() -> Vec<Atom> {
        let mut rows = vec![bar(0.0), bar(0.0), bar(0.0)];
        put_head(&mut rows, &Rc::new(vec![bar(0.0)]));
        rows
    }

    #[test]
    fn the_head_of_a_table_stays_above_its_columns_when_the_table_moves() {
        let mut rows = rows();
        indent(&mut rows, 30.0);
        indent(&mut rows, 10.0);
        for row in &rows {
            let head = row.head.as_ref().unwrap();
            let Shape::Fill { area, .. } = head[0].items[0].shape else { panic!("a bar") };
            assert!((area.x - 40.0).abs() < 0.01, "{}", area.x);
        }
        let heads: Vec<&Rc<Vec<Atom>>> = rows.iter().filter_map(|row| row.head.as_ref()).collect();
        assert!(heads.windows(2).all(|pair| Rc::ptr_eq(pair[0], pair[1])));
    }

    #[test]
    fn a_ground_behind_rows_is_behind_their_head_too() {
        let mut rows = rows();
        let ground = Panel { id: 7, x: 0.0, width: 3.0, colour: Colour::default(), radius: 0.0 };
        put_panel(&mut rows, ground, 0.0);
        let on = |atom: &Atom| atom.panels.iter().any(|panel| panel.id == 7);
        assert!(rows.iter().all(|row| on(row) && row.head.as_ref().is_some_and(|head| head.iter().all(on))));
    }
}
