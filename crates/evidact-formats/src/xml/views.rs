//! Other readings of an extracted text, and its fields.

use super::extract::{Extract, Line, MarkKind};
use super::tables::Table;
use crate::event::Token;
use crate::table::is_token;
use crate::view::{Draft, View};
use crate::{Field, Syntax, decode};
use evidact_model::ViewKind;
use evidact_raw::KeyPath;
use std::ops::Range;

impl Extract {
    /// Shows lines as they read with all changes taken, without their breaks, and with no change taken; and
    /// cells without their line ends.
    pub(crate) fn for_each_reading(&self, show: &mut dyn FnMut(Draft)) {
        use MarkKind::{Apart, Break, Deleted, Fence, Inserted};
        for line in &self.lines {
            let marks = self.marks.get(line.marks.clone()).unwrap_or_default();
            let has = |kinds: &[MarkKind]| marks.iter().any(|m| kinds.contains(&m.kind));
            if has(&[Deleted, Apart]) {
                show(self.without(line, &[Deleted, Apart, Fence]));
            }
            if has(&[Break]) {
                show(self.without(line, &[Deleted, Apart, Fence, Break]));
            }
            if has(&[Deleted, Inserted]) {
                show(self.without(line, &[Inserted, Apart, Fence]));
            }
        }
        for cell in &self.tall_cells {
            show(self.on_one_line(cell));
        }
    }

    /// Returns a line without some of its text.
    fn without(&self, line: &Line, left_out: &[MarkKind]) -> Draft {
        let mut draft = Draft::default();
        let mut at = line.text.start;
        for mark in self.marks.get(line.marks.clone()).unwrap_or_default() {
            if left_out.contains(&mark.kind) {
                draft.keep(self.text(), at, mark.text.start.max(at));
                at = mark.text.end.max(at);
            }
        }
        draft.keep(self.text(), at, line.text.end);
        draft
    }

    fn on_one_line(&self, cell: &Range<usize>) -> Draft {
        let mut draft = Draft::default();
        let mut at = cell.start;
        for line in self.text().get(cell.clone()).unwrap_or_default().split(|&b| b == b'\n') {
            draft.keep(self.text(), at, at + line.len());
            at += line.len() + 1;
        }
        draft
    }

    /// Shows the values that something names: cells under the heading of their column and beside the label of
    /// their row, attributes under their names.
    pub(crate) fn for_each_field(&self, xml: &[u8], visit: &mut dyn FnMut(Field<'_>)) {
        let mut fields = Fields {
            extract: self,
            path: KeyPath::new(),
            value: View::new(ViewKind::Field, Draft::default()),
            visit,
        };
        for table in &self.tables {
            fields.table(table);
        }
        let mut key = Draft::default();
        for shown in &self.attributes {
            if names_a_thing(xml.get(shown.name.clone()).unwrap_or_default()) {
                continue;
            }
            fields.path = KeyPath::new();
            for name in [Some(&shown.name), shown.given.as_ref()].into_iter().flatten() {
                key.clear();
                decode::token(xml, Token::new(name.start, name.end, Syntax::Markup), &mut key);
                fields.path.push(cut(key.bytes()));
            }
            fields.show(&shown.text);
        }
    }
}

/// Says whether an attribute names a style, a font or a shape. To who looks for people, a field called `name` holds
/// one; the value is a line of the text all the same.
fn names_a_thing(local: &[u8]) -> bool {
    matches!(local, b"name" | b"typeface" | b"display-name")
}

/// A longer key is cut: it names nothing, and it would be copied once a value.
const MAX_KEY_BYTES: usize = 256;

fn cut(key: &[u8]) -> &[u8] {
    let key = key.trim_ascii();
    let key = key.strip_suffix(b":").unwrap_or(key);
    key.get(..key.len().min(MAX_KEY_BYTES)).unwrap_or_default()
}

/// What headings of the second column of a table of pairs say, in some languages.
const HEADINGS: [&[u8]; 18] = [
    b"value",
    b"values",
    b"description",
    b"details",
    b"password",
    b"user",
    b"username",
    b"comment",
    b"notes",
    b"wert",
    b"beschreibung",
    b"passwort",
    b"kennwort",
    b"valeur",
    b"valor",
    b"name",
    b"result",
    b"setting",
];

struct Fields<'e, 'v> {
    extract: &'e Extract,
    path: KeyPath,
    value: View,
    visit: &'v mut dyn FnMut(Field<'_>),
}

impl Fields<'_, '_> {
    fn get(&self, text: &Range<usize>) -> &[u8] {
        self.extract.text().get(text.clone()).unwrap_or_default()
    }

    fn table(&mut self, table: &Table) {
        let pairs = table.is_pairs();
        for (number, row) in table.rows.iter().enumerate() {
            for cell in row {
                self.path = KeyPath::new();
                let heading = table.cell(0, cell.column).filter(|_| number > 0);
                let label =
                    table.cell(number, 0).filter(|l| cell.column > 0 && (pairs || l.text.len() <= 64));
                if let Some(heading) = heading {
                    let key = cut(self.extract.text().get(heading.text.clone()).unwrap_or_default());
                    self.path.push(key);
                }
                let is_heading = number == 0
                    && HEADINGS.iter().any(|h| self.get(&cell.text).trim_ascii().eq_ignore_ascii_case(h));
                // In a table of pairs the label names the value; elsewhere the heading of the column does.
                if let Some(label) = label
                    && pairs
                    && !is_heading
                {
                    let key = cut(self.extract.text().get(label.text.clone()).unwrap_or_default());
                    self.path.push(key);
                }
                if !self.path.is_empty() {
                    self.show(&cell.text);
                }
                // Of a table on its side the first cell of a row names all others.
                if let Some(label) = label
                    && !pairs
                    && is_token(self.get(&cell.text))
                {
                    self.path = KeyPath::new();
                    let key = cut(self.extract.text().get(label.text.clone()).unwrap_or_default());
                    self.path.push(key);
                    self.show(&cell.text);
                }
            }
        }
    }

    fn show(&mut self, text: &Range<usize>) {
        let draft = self.value.draft_mut();
        draft.clear();
        draft.keep(self.extract.text(), text.start, text.end);
        if !draft.is_empty() {
            (self.visit)(Field { path: &self.path, value: &self.value });
        }
        if self.get(text).contains(&b'\n') {
            *self.value.draft_mut() = self.extract.on_one_line(text);
            (self.visit)(Field { path: &self.path, value: &self.value });
        }
    }
}
