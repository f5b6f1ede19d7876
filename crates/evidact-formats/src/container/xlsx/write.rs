//! Writes a sheet anew from what came back of it.

use super::rels;
use super::sheet::{Cell, Formula, Kind, Link, Sheet};
use super::strings::put_string;
use crate::container::nodes::{DECLARATION, put_attribute, put_text};
use crate::container::place::cell_name;
use crate::container::table::Shown;
use crate::container::texts::Spoken;
use std::collections::{BTreeMap, BTreeSet};

/// What a sheet is written from.
pub(super) struct Ready<'a> {
    pub(super) sheet: &'a Sheet,
    /// The cells.
    pub(super) cells: &'a Shown,
    /// The other texts.
    pub(super) texts: &'a Shown,
    /// Says whether a formula can stay.
    pub(super) is_kept: &'a dyn Fn(&[u8]) -> bool,
    /// Where links lead, by their id: a number among the texts.
    pub(super) targets: &'a BTreeMap<Vec<u8>, usize>,
    /// The drawing on it.
    pub(super) drawing: Option<&'a str>,
}

/// What of a sheet was left out.
pub(super) struct Gone {
    pub(super) links: u64,
    pub(super) formulas: u64,
}

impl Ready<'_> {
    /// Writes the sheet; returns it with what was left out.
    pub(super) fn write(&self, links: &mut rels::Writer, comments: Option<&str>) -> (Vec<u8>, Gone) {
        let mut out = DECLARATION.to_vec();
        out.extend_from_slice(
            b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
        );
        self.sheet.head.render(&mut out, |mark, out| mark.put(self.texts, out));
        out.extend_from_slice(b"<sheetData>");
        let shared = self.shared();
        self.rows(&shared, &mut out);
        out.extend_from_slice(b"</sheetData>");
        self.sheet.tail.render(&mut out, |mark, out| mark.put(self.texts, out));
        let gone = Gone { links: self.hyperlinks(links, &mut out), formulas: self.gone_formulas(&shared) };
        self.sheet.page.render(&mut out, |mark, out| mark.put(self.texts, out));
        if let Some(drawing) = self.drawing {
            let id = links.part("drawing", &format!("/{drawing}"));
            out.extend_from_slice(format!("<drawing r:id=\"{id}\"/>").as_bytes());
        }
        if let Some(drawing) = comments {
            let id = links.part("vmlDrawing", drawing);
            out.extend_from_slice(format!("<legacyDrawing r:id=\"{id}\"/>").as_bytes());
        }
        out.extend_from_slice(b"</worksheet>");
        (out, gone)
    }

    fn rows(&self, shared: &BTreeSet<u32>, out: &mut Vec<u8>) {
        let mut start = 0;
        for row in &self.sheet.rows {
            out.extend_from_slice(format!("<row r=\"{}\"", row.number).as_bytes());
            out.extend_from_slice(&row.attributes);
            out.push(b'>');
            for cell in self.sheet.cells.get(start..row.end).unwrap_or_default() {
                self.cell(cell, row.number, shared, out);
            }
            start = row.end;
            out.extend_from_slice(b"</row>");
        }
    }

    /// Shared formulas whose first cell keeps its own.
    fn shared(&self) -> BTreeSet<u32> {
        let mut all = BTreeSet::new();
        for cell in &self.sheet.cells {
            let formula = cell.formula.and_then(|f| self.sheet.formulas.get(f));
            if let Some(formula) = formula
                && let Some(shared) = formula.shared
                && formula.text.is_some_and(|text| self.stays(cell, text))
            {
                all.insert(shared);
            }
        }
        all
    }

    /// Says whether the formula of a cell can stay: what it says and what comes of it are as they were.
    fn stays(&self, cell: &Cell, text: Spoken) -> bool {
        let same_value = cell.shown.is_none_or(|shown| !self.cells.is_changed(shown));
        // A formula that always comes to the same says no more than its value; but another value may stand beside it.
        let says_more = !text.is_constant();
        same_value && says_more && text.stays(self.texts) && (self.is_kept)(&self.texts.get(text.text))
    }

    fn cell(&self, cell: &Cell, row: u32, shared: &BTreeSet<u32>, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<c r=\"");
        out.extend_from_slice(cell_name(cell.column, row).as_bytes());
        out.push(b'"');
        if cell.style > 0 {
            put_attribute(b"s", cell.style.to_string().as_bytes(), out);
        }
        let mut formula = Vec::new();
        self.formula(cell, shared, &mut formula);
        let Some(shown) = cell.shown else {
            out.push(b'>');
            out.extend_from_slice(&formula);
            out.extend_from_slice(b"</c>");
            return;
        };
        let text = self.cells.get(shown);
        let changed = self.cells.is_changed(shown);
        let (kind, value) = match cell.kind {
            _ if changed => ("", &*text),
            Kind::Text if formula.is_empty() => ("", &*text),
            Kind::Text => ("str", &*text),
            Kind::Number => ("n", &*text),
            Kind::Date(start, end) => ("n", self.sheet.originals.get(start..end).unwrap_or_default()),
            Kind::Truth => ("b", if *text == *b"TRUE" { &b"1"[..] } else { b"0" }),
            Kind::Error => ("e", &*text),
            Kind::IsoDate => ("d", &*text),
        };
        if kind.is_empty() {
            out.extend_from_slice(b" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            put_string(value, out);
            out.extend_from_slice(b"</t></is></c>");
            return;
        }
        put_attribute(b"t", kind.as_bytes(), out);
        out.push(b'>');
        out.extend_from_slice(&formula);
        out.extend_from_slice(b"<v>");
        put_string(value, out);
        out.extend_from_slice(b"</v></c>");
    }

    fn formula_of(&self, cell: &Cell) -> Option<&Formula> {
        cell.formula.and_then(|f| self.sheet.formulas.get(f))
    }

    /// Says whether a cell keeps its formula.
    fn keeps(&self, cell: &Cell, formula: &Formula, shared: &BTreeSet<u32>) -> bool {
        let same_value = cell.shown.is_none_or(|shown| !self.cells.is_changed(shown));
        match formula.text {
            Some(text) => self.stays(cell, text),
            None => same_value && formula.shared.is_some_and(|s| shared.contains(&s)),
        }
    }

    /// Returns how many cells lose their formulas.
    fn gone_formulas(&self, shared: &BTreeSet<u32>) -> u64 {
        let gone = |cell: &&Cell| self.formula_of(cell).is_some_and(|f| !self.keeps(cell, f, shared));
        self.sheet.cells.iter().filter(gone).count() as u64
    }

    fn formula(&self, cell: &Cell, shared: &BTreeSet<u32>, out: &mut Vec<u8>) {
        let Some(formula) = self.formula_of(cell).filter(|f| self.keeps(cell, f, shared)) else { return };
        out.extend_from_slice(b"<f");
        out.extend_from_slice(&formula.attributes);
        out.push(b'>');
        if let Some(text) = formula.text {
            put_text(&self.texts.get(text.text), out);
        }
        out.extend_from_slice(b"</f>");
    }

    fn hyperlinks(&self, links: &mut rels::Writer, out: &mut Vec<u8>) -> u64 {
        let mut lost = 0;
        let mut inner = Vec::new();
        for link in &self.sheet.links {
            if !self.hyperlink(link, links, &mut inner) {
                lost += 1;
            }
        }
        if !inner.is_empty() {
            out.extend_from_slice(b"<hyperlinks>");
            out.extend_from_slice(&inner);
            out.extend_from_slice(b"</hyperlinks>");
        }
        lost
    }

    /// Writes a link if what it leads to is as it was.
    fn hyperlink(&self, link: &Link, links: &mut rels::Writer, out: &mut Vec<u8>) -> bool {
        let target = self.targets.get(&link.id).copied();
        let place = link.texts.iter().find(|t| t.0 == b"location").map(|t| t.1);
        let changed = [target, place].into_iter().flatten().any(|text| self.texts.is_changed(text));
        let inside = place.is_none_or(|text| (self.is_kept)(&self.texts.get(text)));
        if changed || !inside || target.is_none() && place.is_none() {
            return false;
        }
        out.extend_from_slice(b"<hyperlink");
        put_attribute(b"ref", &link.range, out);
        if let Some(target) = target {
            put_attribute(b"r:id", links.link(&self.texts.get(target)).as_bytes(), out);
        }
        for (name, text) in &link.texts {
            put_attribute(name, &self.texts.get(*text), out);
        }
        out.extend_from_slice(b"/>");
        true
    }
}
