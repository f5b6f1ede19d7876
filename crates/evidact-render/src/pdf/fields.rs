//! What the note says of the review and of the server: objective, scope, method, limits; the server trust record;
//! the trust boundaries. What it does not say is shown as a gap.

use super::compose::{Face, GAP, H3, put_bar};
use super::display::{DestId, Pt, mm};
use super::flow::{Atom, glue_all, indent, keep_card, put_head, space_before, zip};
use super::fonts::FaceId;
use super::report::Composer;
use super::rich;
use super::summary::state_mark;
use super::table::{Cell, CellLook, Table};
use super::tree::{ElemId, Kind};
use crate::theme::{Section, Word};
use evidact_model::review::{BoundaryRow, Field, RecordRow};
use std::rc::Rc;

/// The width of the column of labels.
pub(crate) const LABELS: Pt = mm(32.0);

impl Composer<'_> {
    pub(crate) fn approach(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Approach, dest);
        let (stated, open) = self.told().approach();
        let all: Vec<_> = stated.into_iter().chain(self.told().too_long_for_the_cover()).collect();
        let above = if all.is_empty() { 0.0 } else { 3.0 * GAP };
        for (word, fields) in all {
            let part = self.kit.tree.add(Kind::Sect, sect);
            let (body, width) = (self.kit.body(), self.width());
            let atoms = self.fields(fields, body, width, part);
            self.part(self.word(word), atoms, part);
        }
        if let Some(sentence) = open {
            let atoms = self.open_items(&sentence, sect);
            self.place_after(above, atoms);
        }
    }

    /// Sets a sentence that says what is not stated.
    pub(crate) fn open_items(&mut self, sentence: &str, parent: ElemId) -> Vec<Atom> {
        let base = self.kit.small();
        let face = Face { font: FaceId::Italic, colour: self.kit.palette().muted, ..base };
        let width = self.width();
        self.kit.para(sentence, face, width, parent)
    }

    pub(crate) fn record(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Record, dest);
        if let Some(open) = self.told().open_record() {
            let atoms = self.open_items(&open, sect);
            return self.flow.place(atoms);
        }
        let width = self.width();
        let head = [Word::Row, Word::Value, Word::Source].map(|w| Cell::text(self.word(w), CellLook::Plain));
        let rows = self.report.review.record.rows.iter().map(|row| self.record_row(row)).collect();
        let widths = vec![width * 0.27, width * 0.52, width * 0.21];
        let base = self.kit.small();
        let atoms = self.kit.table(&Table { head: head.to_vec(), rows, widths }, base, sect);
        self.flow.place(atoms);
    }

    fn record_row(&self, row: &RecordRow) -> Vec<Cell> {
        let stated: Vec<&Field> = row.value.iter().filter(|f| !f.text.is_blank()).collect();
        let head = Cell::text(self.kit.theme.title(&row.id, &row.title), CellLook::RowHead);
        if stated.is_empty() {
            let gap = format!("\u{2014} {}", self.word(Word::Gap));
            return vec![head, Cell::text(&gap, CellLook::Gap), Cell::text("\u{2014}", CellLook::Muted)];
        }
        let value = stated.iter().flat_map(|f| rich::parse(f.text.as_str())).collect();
        let from: Vec<String> = stated.iter().map(|f| self.origin(f)).collect();
        vec![head, Cell::blocks(value), Cell::text(&from.join("; "), CellLook::Muted)]
    }

    /// Returns where a field came from, in words.
    pub(crate) fn origin(&self, field: &Field) -> String {
        let line = self.kit.theme.fill(Word::Line, &[("line", &field.origin.line.to_string())]);
        format!("{}, {line}", self.kit.theme.carrier(field.origin.carrier))
    }

    pub(crate) fn boundaries(&mut self, dest: DestId) {
        let sect = self.open_below(Section::Boundaries, dest);
        let rows = &self.report.review.boundaries;
        for (at, row) in rows.iter().enumerate() {
            let part = self.kit.tree.add(Kind::Sect, sect);
            let mut atoms = self.boundary(row, part);
            keep_card(&mut atoms, self.flow.frame);
            space_before(&mut atoms, if at == 0 { 0.0 } else { 2.0 * GAP });
            self.flow.place(atoms);
        }
        self.controls(sect);
    }

    fn boundary(&mut self, row: &BoundaryRow, part: ElemId) -> Vec<Atom> {
        let tone = self.kit.palette().state(row.state);
        let state = self.kit.theme.state(row.state).to_owned();
        let width = self.width() - 14.0;
        let elem = self.kit.tree.add(Kind::P, part);
        let (_, chip) = self.kit.pill(&state, tone, (0.0, 0.0), elem);
        let title = (row.id.as_str(), self.kit.theme.title(&row.id, &row.title));
        let mut atoms = self.card_title(title, (width - chip - 26.0).max(120.0), part);
        let (items, _) = self.kit.pill(&state, tone, (width - chip, 0.5), elem);
        if let Some(first) = atoms.first_mut() {
            first.items.extend(state_mark(row.state, (width - chip - 14.0, 4.0), tone, elem));
            first.items.extend(items);
        }
        let see = self.told().see_observations(&row.id);
        // Of a boundary of which nothing is said, the state is all there is.
        let told = if self.told().is_bare(row) { 0 } else { 3 };
        for (word, fields) in [
            (Word::Expected, &row.expected),
            (Word::Observed, &row.observed),
            (Word::Uncertainty, &row.uncertainty),
        ]
        .into_iter()
        .take(told)
        {
            let mut block = match &see {
                Some(see) if word == Word::Observed => self.observed(fields, see, width, part),
                _ => self.labelled(self.word(word), fields, width, part),
            };
            space_before(&mut block, GAP);
            atoms.append(&mut block);
        }
        indent(&mut atoms, 14.0);
        put_bar(&mut self.kit, &mut atoms, tone.text);
        let head = Rc::new(self.continuation(title, tone));
        put_head(atoms.get_mut(1..).unwrap_or_default(), &head);
        atoms
    }

    /// Sets what was seen at a boundary, and the observations that say more.
    fn observed(&mut self, fields: &[Field], see: &str, width: Pt, part: ElemId) -> Vec<Atom> {
        self.beside(self.word(Word::Observed), width, part, |composer, width| {
            let body = composer.kit.body();
            let stated = fields.iter().any(|field| !field.text.is_blank());
            let mut atoms = if stated { composer.fields(fields, body, width, part) } else { Vec::new() };
            let mut more = composer.kit.para(see, body, width, part);
            space_before(&mut more, if stated { GAP } else { 0.0 });
            atoms.append(&mut more);
            atoms
        })
    }

    /// Sets the title of a card; it stays with what follows.
    pub(crate) fn card_title(&mut self, title: (&str, &str), width: Pt, part: ElemId) -> Vec<Atom> {
        let elem = self.kit.tree.add(Kind::H2, part);
        let face = Face { scale: H3, font: FaceId::SemiBold, colour: self.kit.palette().ink };
        let mut atoms = self.kit.titled(title, face, width, elem);
        glue_all(&mut atoms, true);
        atoms
    }

    /// Sets a label beside what it labels.
    pub(crate) fn labelled(&mut self, label: &str, fields: &[Field], width: Pt, parent: ElemId) -> Vec<Atom> {
        self.beside(label, width, parent, |composer, width| {
            let body = composer.kit.body();
            composer.fields(fields, body, width, parent)
        })
    }

    /// Sets a label beside words that stand for what the note does not say here.
    pub(crate) fn labelled_gap(&mut self, label: &str, text: &str, width: Pt, parent: ElemId) -> Vec<Atom> {
        self.beside(label, width, parent, |composer, width| {
            let body = composer.kit.body();
            let face = Face { font: FaceId::Italic, colour: composer.kit.palette().muted, ..body };
            composer.kit.para(text, face, width, parent)
        })
    }

    /// Sets a label beside text of the program.
    pub(crate) fn labelled_text(&mut self, label: &str, text: &str, parent: ElemId) -> Vec<Atom> {
        let width = self.width();
        self.beside(label, width, parent, |composer, width| {
            let body = composer.kit.body();
            composer.kit.para(text, body, width, parent)
        })
    }

    fn beside(
        &mut self,
        label: &str,
        width: Pt,
        parent: ElemId,
        set: impl FnOnce(&mut Self, Pt) -> Vec<Atom>,
    ) -> Vec<Atom> {
        let face = self.label();
        let mut left = self.kit.para(label, face, LABELS - 10.0, parent);
        let mut right = set(self, width - LABELS);
        indent(&mut right, LABELS);
        glue_all(&mut left, false);
        zip(vec![left, right])
    }
}
