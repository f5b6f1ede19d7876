//! The page for those who read one page: one sentence, three numbers, severities, the boundaries as a strip.

use super::compose::{Face, GAP, GROUND, LEAD, SMALL, Scale};
use super::cover::{block, centred, shortened};
use super::display::{Area, DestId, Item, Pt, Shape};
use super::drawn::baseline;
use super::flow::{Atom, glue_all, item, put_panel, space_before};
use super::fonts::FaceId;
use super::report::{Composer, vec_with_space};
use super::table::{Cell, CellLook, Table};
use super::text::Style;
use super::tree::{ElemId, Kind};
use crate::theme::{Section, Tone, Word};
use evidact_model::review::{BoundaryState, Severity};

const NUMBER: Scale = Scale { size: 26.0, leading: 32.0, mono: 24.0 };

impl Composer<'_> {
    pub(crate) fn summary(&mut self, dest: DestId) {
        let sect = self.open(Section::Summary, dest);
        let told = self.told();
        let (spoken, gaps) = (told.boundaries_spoken_of(), told.record_gaps());
        let boundaries = self.report.review.boundaries.len();
        let mut sentence = told.verdict_in_full();
        if self.title_cut {
            sentence = format!("{}\n\n{sentence}", self.title());
        }
        let face = Face { scale: LEAD, font: FaceId::Regular, colour: self.kit.palette().ink };
        let width = self.width();
        let atoms = self.kit.para(&sentence, face, width, sect);
        self.flow.place(atoms);

        let count = self.report.review.observations.len();
        let total = boundaries.to_string();
        self.numbers(
            &[
                (count.to_string(), Word::NumberObservations),
                (format!("{spoken}/{total}"), Word::NumberBoundaries),
                (gaps.to_string(), Word::NumberGaps),
            ],
            sect,
        );
        if count > 0 {
            self.severities(sect);
        }
        if boundaries > 0 {
            self.strip(sect);
        }
        if self.report.review.summary.iter().any(|f| !f.text.is_blank()) {
            let summary = self.report.review.summary.clone();
            let body = self.kit.body();
            let atoms = self.fields(&summary, body, width, sect);
            self.part(self.word(Word::AuthorSummary), atoms, sect);
        }
    }

    fn numbers(&mut self, numbers: &[(String, Word); 3], sect: ElemId) {
        let gap = 12.0;
        let width = (self.width() - 2.0 * gap) / 3.0;
        let mut atom = Atom { before: 3.0 * GAP, ..Atom::blank(72.0) };
        let palette = self.kit.palette();
        for (at, (number, word)) in numbers.iter().enumerate() {
            let x = at as Pt * (width + gap);
            let elem = self.kit.tree.add(Kind::P, sect);
            let area = Area { x, y: 0.0, width, height: 72.0 };
            atom.items.push(block(elem, area, GROUND, 4.0));
            let style = Style::new(FaceId::SemiBold, NUMBER.size, palette.accent);
            let y = 8.0 + baseline(NUMBER.leading, NUMBER.size);
            atom.items.extend(self.kit.line_at(&format!("{number} "), style, (x + 14.0, y), Some(elem)));
            let style = Style::new(FaceId::Regular, 9.0, palette.muted);
            let word = self.word(*word);
            let label = shortened(&mut self.kit, word, style, width - 20.0);
            atom.items.extend(self.kit.line_at(&label, style, (x + 14.0, 58.0), Some(elem)));
        }
        self.flow.place(vec![atom]);
    }

    /// One stacked bar, and the same as a table.
    fn severities(&mut self, sect: ElemId) {
        let counts = self.told().severities();
        let shown: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).copied().collect();
        let words: Vec<String> =
            shown.iter().map(|(s, n)| format!("{n} {}", self.kit.theme.severity(*s))).collect();
        let title = self.word(Word::SeverityChart);
        let alt = format!("{title}: {}.", words.join(", "));
        let figure = self.kit.tree.add_figure(sect, alt);
        let bar = self.bar(&shown, figure);
        let mut atoms = vec_with_space(vec![bar], GAP);

        let (head, cells) = counts
            .iter()
            .map(|(s, n)| {
                (Cell { right: false, ..Cell::text(self.kit.theme.severity(*s), CellLook::Plain) }, *n)
            })
            .map(|(head, n)| (head, Cell::text(&n.to_string(), CellLook::Plain)))
            .unzip();
        let widths = vec![self.width() / counts.len() as Pt; counts.len()];
        let small = self.kit.small();
        let mut table = self.kit.table(&Table { head, rows: vec![cells], widths }, small, sect);
        atoms.append(&mut table);
        glue_all(&mut atoms, false);
        self.part(title, atoms, sect);
    }

    fn bar(&mut self, shown: &[(Option<Severity>, usize)], figure: ElemId) -> Atom {
        let total: usize = shown.iter().map(|(_, n)| *n).sum();
        let (height, between) = (26.0, 2.0);
        let least = 22.0;
        let room = self.width() - between * shown.len().saturating_sub(1) as Pt - least * shown.len() as Pt;
        let mut atom = Atom { glue: true, ..Atom::blank(height) };
        let mut x = 0.0;
        for (severity, count) in shown {
            let tone = self.kit.palette().severity(*severity);
            let width = least + room * (*count as Pt / total.max(1) as Pt);
            let area = Area { x, y: 0.0, width, height };
            atom.items.push(block(figure, area, tone.text, 2.0));
            let style = Style::new(FaceId::SemiBold, 9.5, super::compose::PAPER);
            let word = format!("{count} {}", self.kit.theme.severity(*severity));
            let fits = self.kit.width(&word, style) + 16.0 <= width;
            let text = if fits { word } else { count.to_string() };
            let indent = if fits { 8.0 } else { (width - self.kit.width(&text, style)) / 2.0 };
            let at = (x + indent, centred(height, 9.5));
            atom.items.extend(self.kit.line_at(&text, style, at, Some(figure)));
            x += width + between;
        }
        atom
    }

    /// The boundaries side by side: id, title, state, each with its shape.
    fn strip(&mut self, sect: ElemId) {
        let rows = self.report.review.boundaries.clone();
        let title = self.word(Word::BoundaryStrip);
        let mut all = Vec::new();
        for rows in rows.chunks(5) {
            let gap = 8.0;
            let width = (self.width() - gap * (rows.len() - 1) as Pt) / rows.len() as Pt;
            let mut columns = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                let tone = self.kit.palette().state(row.state);
                let state = self.kit.theme.state(row.state).to_owned();
                let texts = [row.id.as_str(), self.kit.theme.title(&row.id, &row.title), state.as_str()];
                let mut column = self.tile(texts, row.state, tone, width, sect);
                let x = at as Pt * (width + gap);
                for part in &mut column {
                    super::flow::indent(part, x);
                }
                columns.push((column, tone, x));
            }
            all.append(&mut self.tiles(columns, width));
        }
        self.part(title, all, sect);
    }

    /// Makes tiles equally tall, their states side by side, and puts their grounds behind them.
    fn tiles(&mut self, columns: Vec<([Vec<Atom>; 2], Tone, Pt)>, width: Pt) -> Vec<Atom> {
        let lines = columns.iter().map(|([top, _], ..)| top.len()).max().unwrap_or(0);
        let mut grounds = Vec::new();
        let mut contents = Vec::new();
        for ([mut top, mut state], tone, x) in columns {
            grounds.push(self.kit.new_panel(x, width, tone.tint, 4.0));
            top.resize_with(lines, || Atom::blank(SMALL.leading));
            space_before(&mut state, 5.0);
            top.append(&mut state);
            contents.push(top);
        }
        let mut atoms = super::flow::side_by_side(contents, 300.0);
        atoms.insert(0, Atom::blank(8.0));
        atoms.push(Atom::blank(8.0));
        for ground in grounds {
            put_panel(&mut atoms, ground, 0.0);
        }
        glue_all(&mut atoms, false);
        space_before(&mut atoms, GAP);
        atoms
    }

    /// Sets a tile: what is above the state, and the state.
    fn tile(
        &mut self,
        [id, title, state]: [&str; 3],
        kind: BoundaryState,
        tone: Tone,
        width: Pt,
        sect: ElemId,
    ) -> [Vec<Atom>; 2] {
        // What stands in a tile is read together, although the tiles are drawn line by line.
        let group = self.kit.tree.add(Kind::Div, sect);
        let elem = self.kit.tree.add(Kind::P, group);
        let style = Style::new(FaceId::SemiBold, 8.5, tone.text);
        let mut head = Atom::blank(16.0);
        head.items.extend(state_mark(kind, (width - 18.0, 3.0), tone, elem));
        let id = shortened(&mut self.kit, id, style, width - 32.0);
        head.items.extend(self.kit.line_at(&id, style, (10.0, baseline(16.0, 8.5)), Some(elem)));
        let ink = self.kit.palette().ink;
        let scale = SMALL;
        let face = Face { scale, font: FaceId::Regular, colour: ink };
        let mut body = self.kit.para(title, face, width - 18.0, group);
        let face = Face { scale, font: FaceId::SemiBold, colour: tone.text };
        let mut foot = self.kit.para(state, face, width - 18.0, group);
        super::flow::indent(&mut body, 10.0);
        super::flow::indent(&mut foot, 10.0);
        body.insert(0, head);
        [body, foot]
    }
}

/// Draws the shape of a state: full, half, crossed, empty, barred. Colour is never alone.
pub(crate) fn state_mark(state: BoundaryState, at: (Pt, Pt), tone: Tone, elem: ElemId) -> Vec<Item> {
    let size = 9.0;
    let area = Area { x: at.0, y: at.1, width: size, height: size };
    let ring = item(elem, Shape::Stroke { area, colour: tone.text, radius: size / 2.0, width: 1.0 });
    let inner = |x: Pt, y: Pt, width: Pt, height: Pt, radius: Pt| {
        let area = Area { x: at.0 + x, y: at.1 + y, width, height };
        item(elem, Shape::Fill { area, colour: tone.text, radius })
    };
    match state {
        BoundaryState::Supported => vec![ring, inner(0.0, 0.0, size, size, size / 2.0)],
        BoundaryState::Stated => vec![ring, inner(2.5, 2.5, size - 5.0, size - 5.0, 2.0)],
        BoundaryState::Contradicted => {
            let area = Area { x: at.0, y: at.1, width: size, height: size };
            vec![item(elem, Shape::Fill { area, colour: tone.text, radius: 0.0 })]
        }
        BoundaryState::Absent => vec![ring],
        BoundaryState::NotApplicable => vec![ring, inner(2.0, 4.0, size - 4.0, 1.0, 0.0)],
    }
}
