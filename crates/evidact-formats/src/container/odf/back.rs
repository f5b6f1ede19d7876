//! Shows what an OpenDocument says, and puts what comes back where it stood.

use super::content::Content;
use super::paragraph::{Edges, put_inline};
use crate::container::nodes::put_attribute;
use crate::container::table::{Shown, Table};
use crate::container::texts::{Mark, Spoken};
use crate::container::{Place, Walk};
use evidact_model::{Loss, Lost, TextKind, Withheld};
use std::cell::Cell;
use std::collections::HashSet;

/// More cells are not padded, so that lone ones far to the right cost nothing.
const MAX_ALIGNED: usize = 200;

/// What goes into the markup.
pub(super) enum Piece {
    /// An attribute or a text.
    Mark(Mark),
    /// An attribute that names a style, a font or a shape.
    Look(Mark),
    /// A stretch of what a paragraph or cell says.
    Inline {
        says: usize,
        start: usize,
        end: usize,
    },
    /// What is known of the value of a cell.
    Value {
        says: usize,
        value: Value,
        formula: Option<Spoken>,
    },
    /// The paragraph of a cell that holds a value.
    Whole(usize),
    TableName(usize),
}

/// How the value of a cell is written.
#[derive(Clone, Copy)]
pub(super) enum Value {
    Text,
    Typed { kind: &'static str, attribute: &'static str },
}

impl Content {
    /// Shows what the part says; with a copy to write, returns it.
    pub(super) fn show(
        self,
        walk: &mut Walk<'_>,
        name: &str,
        label: &str,
        kind: TextKind,
    ) -> Result<Option<Vec<u8>>, Withheld> {
        let mut table = Table::default();
        let mut numbers = vec![None; self.says.len()];
        for row in &self.rows {
            let filled = |cell: &(usize, usize)| self.says.get(cell.0).is_some_and(|s| !s.is_empty());
            let last = row.iter().rposition(filled).map_or(0, |n| n + 1);
            let mut padded = 0;
            for (says, repeated) in row.get(..last).unwrap_or_default() {
                let number = table.push(self.says.get(*says).map(Vec::as_slice).unwrap_or_default());
                if let Some(slot) = numbers.get_mut(*says) {
                    *slot = Some(number);
                }
                for _ in 1..*repeated {
                    if padded < MAX_ALIGNED {
                        table.push(b"");
                        padded += 1;
                    }
                }
            }
            table.end_row();
            // Cells far apart must not make the table much larger than the part.
            if table.len() > 1 << 20 {
                walk.budget.bytes(padded as u64)?;
            }
        }
        let Self { pieces, texts, looks, says, borders, tables, .. } = self;
        let said = table.show(walk, name, kind, Place::named(label))?;
        let texts = texts.show(walk, &format!("{name}-texts"), Place::beside(label))?;
        let looks = looks.show_looks(walk, &format!("{name}-looks"))?;
        let (Some(said), Some(texts), Some(looks)) = (said, texts, looks) else { return Ok(None) };
        let gone = tables.iter().filter(|t| texts.is_changed(**t));
        let gone = gone.map(|t| String::from_utf8_lossy(&texts.was(*t)).to_lowercase()).collect();
        let back = Back { said, texts, looks, says, borders, numbers, tables, gone, formulas: Cell::new(0) };
        let mut out = Vec::new();
        let mut edges = Edges::default();
        pieces.render(&mut out, |piece, out| back.put(piece, &mut edges, out));
        let formulas = back.formulas.get();
        if formulas > 0 {
            walk.visitor.lost(Loss { what: Lost::Formula, page: None, count: formulas });
        }
        Ok(Some(out))
    }
}

/// What came back.
struct Back {
    said: Shown,
    texts: Shown,
    looks: Shown,
    says: Vec<Vec<u8>>,
    borders: HashSet<(usize, usize)>,
    /// Where in the table a paragraph or cell is.
    numbers: Vec<Option<usize>>,
    tables: Vec<usize>,
    /// The names of those that have another name now.
    gone: Vec<String>,
    /// How many formulas are left out.
    formulas: Cell<u64>,
}

impl Back {
    fn changed(&self, says: usize) -> Option<Vec<u8>> {
        let number = self.numbers.get(says).copied().flatten()?;
        self.said.changed(number).map(std::borrow::Cow::into_owned)
    }

    fn put(&self, piece: &Piece, edges: &mut Edges, out: &mut Vec<u8>) {
        match piece {
            Piece::Mark(mark) => mark.put(&self.texts, out),
            Piece::Look(mark) => mark.put(&self.looks, out),
            Piece::Inline { says, start, end } => {
                let old = self.says.get(*says).map(Vec::as_slice).unwrap_or_default();
                let is_border = |at: usize| self.borders.contains(&(*says, at));
                match edges.of(*says, old, &is_border, || self.changed(*says)) {
                    Some(edge) => put_inline(&edge.stretch(old, *start, *end), out),
                    None => put_inline(old.get(*start..*end).unwrap_or_default(), out),
                }
            }
            Piece::Value { says, value, formula } => self.put_value(*says, *value, *formula, out),
            Piece::Whole(says) => {
                let old = self.says.get(*says).cloned().unwrap_or_default();
                out.extend_from_slice(b"<text:p>");
                put_inline(&self.changed(*says).unwrap_or(old), out);
                out.extend_from_slice(b"</text:p>");
            }
            Piece::TableName(name) => {
                if self.texts.is_changed(*name) {
                    let number = self.tables.iter().position(|t| t == name).unwrap_or(0) + 1;
                    put_attribute(b"table:name", format!("Table {number}").as_bytes(), out);
                } else {
                    put_attribute(b"table:name", &self.texts.get(*name), out);
                }
            }
        }
    }

    fn put_value(&self, says: usize, value: Value, formula: Option<Spoken>, out: &mut Vec<u8>) {
        let changed = self.changed(says).is_some();
        if let Some(formula) = formula {
            // A formula that always comes to the same says no more than its value; another may stand beside it.
            let says_more = !formula.is_constant();
            if !changed && says_more && self.stays(formula) {
                put_attribute(b"table:formula", &self.texts.get(formula.text), out);
            } else {
                self.formulas.set(self.formulas.get() + 1);
            }
        }
        match value {
            Value::Typed { kind, attribute } if !changed => {
                put_attribute(b"office:value-type", kind.as_bytes(), out);
                let said = self.says.get(says).map(Vec::as_slice).unwrap_or_default();
                put_attribute(attribute.as_bytes(), said, out);
            }
            _ if self.says.get(says).is_some_and(|s| !s.is_empty()) => {
                put_attribute(b"office:value-type", b"string", out);
            }
            _ => {}
        }
    }

    /// Says whether a formula can stay: it names no other file, and no table that has another name now.
    fn stays(&self, formula: Spoken) -> bool {
        let text = self.texts.get(formula.text);
        let lower = String::from_utf8_lossy(&text).to_lowercase();
        formula.stays(&self.texts)
            && !lower.contains("'file:")
            && !self.gone.iter().any(|name| lower.contains(name))
    }
}
