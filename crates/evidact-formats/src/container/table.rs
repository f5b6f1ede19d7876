//! What a document says, as the table that is shown in its place: one cell a text, in rows.
//!
//! The document itself is never shown: its texts are, and those that come back are put where they stood.

use super::{Place, Role, Walk};
use crate::event::{Event, Token};
use crate::view::Draft;
use crate::{Reading, Syntax, csv, decode};
use evidact_model::{Format, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes};
use std::borrow::Cow;

/// Texts in rows, as tab-separated values.
#[derive(Default)]
pub(crate) struct Table {
    text: Vec<u8>,
    cells: usize,
    in_row: usize,
}

impl Table {
    /// Adds a cell to the row and returns its number.
    pub(crate) fn push(&mut self, cell: &[u8]) -> usize {
        if self.in_row > 0 {
            self.text.push(b'\t');
        }
        let quoted = cell.first() == Some(&b'"') || cell.iter().any(|b| matches!(b, b'\t' | b'\n' | b'\r'));
        if quoted {
            self.text.push(b'"');
            for &b in cell {
                if b == b'"' {
                    self.text.push(b'"');
                }
                self.text.push(b);
            }
            self.text.push(b'"');
        } else {
            self.text.extend_from_slice(cell);
        }
        self.in_row += 1;
        self.cells += 1;
        self.cells - 1
    }

    /// Ends the row. One with fewer than two cells gets empty ones: a line without a tab could vanish.
    pub(crate) fn end_row(&mut self) {
        while self.in_row < 2 {
            self.push(b"");
        }
        self.text.push(b'\n');
        self.in_row = 0;
    }

    /// Returns how many bytes it has.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Shows the table and returns what came back; nothing if nobody wants a copy.
    ///
    /// # Errors
    /// [`Withheld`] if the document must be.
    pub(crate) fn show(
        self,
        walk: &mut Walk<'_>,
        name: &str,
        kind: TextKind,
        place: Place,
    ) -> Result<Option<Shown>, Withheld> {
        walk.budget.bytes(self.text.len() as u64)?;
        if self.cells == 0 {
            return Ok(Some(Shown::default()));
        }
        let wanted = walk.output.is_some();
        let text = RawBytes::new(self.text);
        let before = if wanted { RawBytes::new(text.expose().to_vec()) } else { RawBytes::new(Vec::new()) };
        let role = Role::Inner(Reading::Table(kind));
        let replaced = walk.part_at(name, Blob::new(text), role, place)?;
        let Some(replaced) = replaced.filter(|_| wanted) else {
            return if wanted { Err(Withheld::Content) } else { Ok(None) };
        };
        let after = replaced.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        let (old, new) = (tokens(before.expose())?, tokens(after.expose())?);
        if old.len() != self.cells || new.len() != self.cells {
            return Err(Withheld::Structure { at: None });
        }
        Ok(Some(Shown { before, after, old, new }))
    }
}

/// What came back of a table.
pub(crate) struct Shown {
    before: RawBytes,
    after: RawBytes,
    old: Vec<Token>,
    new: Vec<Token>,
}

impl Default for Shown {
    fn default() -> Self {
        let none = || RawBytes::new(Vec::new());
        Self { before: none(), after: none(), old: Vec::new(), new: Vec::new() }
    }
}

impl Shown {
    /// Returns what a cell says now.
    pub(crate) fn get(&self, cell: usize) -> Cow<'_, [u8]> {
        decoded(self.after.expose(), self.new.get(cell))
    }

    /// Returns what a cell said.
    pub(crate) fn was(&self, cell: usize) -> Cow<'_, [u8]> {
        decoded(self.before.expose(), self.old.get(cell))
    }

    /// Returns what a cell says now if that is not what it said.
    pub(crate) fn changed(&self, cell: usize) -> Option<Cow<'_, [u8]>> {
        let raw = |text: &RawBytes, t: Option<&Token>| t.map(|t| t.raw(text.expose()).to_vec());
        if raw(&self.before, self.old.get(cell)) == raw(&self.after, self.new.get(cell)) {
            return None;
        }
        Some(self.get(cell))
    }

    /// Says whether a cell says something else now.
    pub(crate) fn is_changed(&self, cell: usize) -> bool {
        let old = self.old.get(cell).map(|t| t.raw(self.before.expose()));
        old != self.new.get(cell).map(|t| t.raw(self.after.expose()))
    }
}

fn decoded<'t>(text: &'t [u8], token: Option<&Token>) -> Cow<'t, [u8]> {
    let Some(&token) = token else { return Cow::Borrowed(b"") };
    let raw = text.get(token.start..token.end).unwrap_or_default();
    if token.syntax != Syntax::CsvQuoted || !raw.contains(&b'"') {
        return Cow::Borrowed(raw);
    }
    let mut draft = Draft::default();
    decode::token(text, token, &mut draft);
    Cow::Owned(draft.bytes().to_vec())
}

fn tokens(text: &[u8]) -> Result<Vec<Token>, Withheld> {
    let mut all = Vec::new();
    let read = csv::read(Format::Tsv, text, &mut |event| {
        if let Event::Value(token) | Event::Other(token) = event {
            all.push(token);
        }
    });
    read.map_err(|_| Withheld::Structure { at: None })?;
    Ok(all)
}
