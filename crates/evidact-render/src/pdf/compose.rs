//! Blocks of text as atoms: paragraphs, lists, quotations, code, and the spans inside them.

use super::bidi::Direction;
use super::display::{Area, DestId, Item, Pt, Shape, Target};
use super::drawn::{baseline, line_items, stacked, wrap_mark};
use super::flow::{Atom, Panel, artifact, glue_all, indent, item, keep_ends, put_panel, space_before, zip};
use super::fonts::{Book, FaceId};
use super::rich::{Block, ListItem, Look, Run, literal};
use super::shaper::Shaper;
use super::text::{Room, Span, Style, break_lines, width_of};
use super::tree::{ElemId, Kind, Tree};
use crate::direction::begins_rtl;
use crate::theme::{Colour, Palette, Theme, Word};
use evidact_model::Placeholder;

/// Size and line height of running text and of the code in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) size: Pt,
    pub(crate) leading: Pt,
    /// The size of mono text beside it.
    pub(crate) mono: Pt,
}

/// Running text.
pub(crate) const BODY: Scale = Scale { size: 10.0, leading: 14.0, mono: 9.0 };
/// Text under a title.
pub(crate) const LEAD: Scale = Scale { size: 11.5, leading: 17.0, mono: 10.5 };
/// Tables.
pub(crate) const SMALL: Scale = Scale { size: 8.5, leading: 11.5, mono: 7.75 };
/// Labels and captions.
pub(crate) const CAPTION: Scale = Scale { size: 8.5, leading: 14.0, mono: 7.75 };
/// Sections.
pub(crate) const H1: Scale = Scale { size: 24.0, leading: 30.0, mono: 22.0 };
/// Parts of sections.
pub(crate) const H2: Scale = Scale { size: 16.0, leading: 21.0, mono: 14.5 };
/// Cards and lesser parts.
pub(crate) const H3: Scale = Scale { size: 12.5, leading: 17.0, mono: 11.25 };
/// Code blocks.
pub(crate) const CODE: Scale = Scale { size: 8.5, leading: 12.0, mono: 8.5 };

/// The space between blocks.
pub(crate) const GAP: Pt = 7.0;
/// Hairlines.
pub(crate) const HAIRLINE: Colour = Colour { red: 0xd5, green: 0xda, blue: 0xe1 };
/// The ground of code.
const CODE_GROUND: Colour = Colour { red: 0xf4, green: 0xf6, blue: 0xf8 };
const WHITE: Colour = Colour { red: 0xff, green: 0xff, blue: 0xff };

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    pub(crate) scale: Scale,
    pub(crate) font: FaceId,
    pub(crate) colour: Colour,
}

/// What laying out needs: fonts, the tag tree, the theme.
pub(crate) struct Kit<'t> {
    pub(crate) shaper: Shaper<'t>,
    pub(crate) tree: Tree,
    pub(crate) theme: &'t Theme,
    panels: u32,
    dests: usize,
}

impl<'t> Kit<'t> {
    pub(crate) fn new(theme: &'t Theme, book: Book<'t>) -> Self {
        Self { shaper: Shaper::new(book), tree: Tree::new(), theme, panels: 0, dests: 0 }
    }

    pub(crate) fn palette(&self) -> &'t Palette {
        self.theme.palette()
    }

    /// Returns a place nothing points to yet.
    pub(crate) fn new_dest(&mut self) -> DestId {
        self.dests += 1;
        DestId(self.dests)
    }

    /// Returns a background that is none of those before.
    pub(crate) fn new_panel(&mut self, x: Pt, width: Pt, colour: Colour, radius: Pt) -> Panel {
        self.panels += 1;
        Panel { id: self.panels, x, width, colour, radius }
    }

    /// Returns running text in ink.
    pub(crate) fn body(&self) -> Face {
        Face { scale: BODY, font: FaceId::Regular, colour: self.palette().ink }
    }

    /// Returns small text in ink.
    pub(crate) fn small(&self) -> Face {
        Face { scale: SMALL, font: FaceId::Regular, colour: self.palette().ink }
    }

    /// Turns runs into spans, and makes the elements inside the paragraph `parent`.
    pub(crate) fn spans(&mut self, runs: &[Run], base: Face, parent: ElemId) -> Vec<Span> {
        let mut spans = Vec::with_capacity(runs.len());
        for run in runs {
            let style = self.style(run.look, base);
            let elem = match run.look {
                Look::Chip => self.chip_elem(&run.text, parent),
                _ if run.uri.is_some() => self.tree.add(Kind::Link, parent),
                Look::Code => self.tree.add(Kind::Code, parent),
                _ => parent,
            };
            spans.push(Span {
                text: self.shaper.visible(&run.text),
                style,
                elem: Some(elem),
                target: run.uri.clone().map(Target::Uri),
                whole: run.look == Look::Chip,
            });
        }
        spans
    }

    fn style(&self, look: Look, base: Face) -> Style {
        let palette = self.palette();
        let plain = Style::new(base.font, base.scale.size, base.colour);
        match look {
            Look::Plain => plain,
            Look::Strong => Style { face: FaceId::SemiBold, ..plain },
            Look::Emphasis => Style { face: FaceId::Italic, ..plain },
            Look::Struck => Style { struck: true, ..plain },
            Look::Muted => Style { colour: palette.muted, ..plain },
            Look::Alarm => Style { face: FaceId::SemiBold, colour: palette.critical.text, ..plain },
            Look::Digest => Style::new(FaceId::Mono, 7.0, palette.muted),
            Look::Code => {
                Style { tint: Some(CODE_GROUND), ..Style::new(FaceId::Mono, base.scale.mono, base.colour) }
            }
            Look::Chip => {
                let tone = palette.low;
                Style { tint: Some(tone.tint), ..Style::new(FaceId::Mono, base.scale.mono, tone.text) }
            }
        }
    }

    fn chip_elem(&mut self, text: &str, parent: ElemId) -> ElemId {
        let elem = self.tree.add(Kind::Span, parent);
        if let Some((placeholder, _)) = Placeholder::at_start(text.as_bytes()) {
            let spoken = self.theme.spoken(&placeholder);
            self.tree.edit(elem, |e| e.expansion = Some(spoken));
        }
        elem
    }

    /// Sets a paragraph whose element is `elem`.
    pub(crate) fn paragraph(&mut self, runs: &[Run], base: Face, width: Pt, elem: ElemId) -> Vec<Atom> {
        self.paragraph_in(runs, base, Room::of(width), elem)
    }

    /// Sets a title behind an id; both run as the title does.
    pub(crate) fn titled(
        &mut self,
        (id, title): (&str, &str),
        base: Face,
        width: Pt,
        elem: ElemId,
    ) -> Vec<Atom> {
        let direction = if begins_rtl(title) { Direction::RightToLeft } else { Direction::Auto };
        let runs = literal(&format!("{id}  {title}"), Look::Plain);
        self.paragraph_in(&runs, base, Room { direction, ..Room::of(width) }, elem)
    }

    fn paragraph_in(&mut self, runs: &[Run], base: Face, room: Room, elem: ElemId) -> Vec<Atom> {
        let width = room.width;
        let spans = self.spans(runs, base, elem);
        let lines = break_lines(&mut self.shaper, &spans, room);
        let mut atoms = stacked(&lines, &spans, base.scale.leading);
        for (atom, line) in atoms.iter_mut().zip(&lines).filter(|(_, line)| line.rtl) {
            indent(std::slice::from_mut(atom), line.shift(width));
        }
        atoms
    }

    /// Sets text of the program, or text that is not Markdown, as a paragraph of its own.
    pub(crate) fn para(&mut self, text: &str, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let elem = self.tree.add(Kind::P, parent);
        self.paragraph(&literal(text, Look::Plain), base, width, elem)
    }

    /// Sets text in no more than so many lines; what is cut off is marked by an ellipsis. Says whether it was cut.
    pub(crate) fn clipped(
        &mut self,
        text: &str,
        face: Face,
        (width, lines): (Pt, usize),
        elem: ElemId,
    ) -> (Vec<Atom>, bool) {
        let atoms = self.paragraph(&literal(text, Look::Plain), face, width, elem);
        if atoms.len() <= lines {
            return (atoms, false);
        }
        // The longest beginning that fits, by halving: no line holds more characters than its width in points.
        let most = lines * (width as usize + 1);
        let characters: Vec<char> = text.chars().take(most).collect();
        let (mut fits, mut fails) = (0, characters.len() + 1);
        let mut best = Vec::new();
        while fits + 1 < fails {
            let middle = fits.midpoint(fails);
            let part: String = characters.iter().take(middle).collect();
            let part = format!("{}\u{2026}", part.trim_end());
            let atoms = self.paragraph(&literal(&part, Look::Plain), face, width, elem);
            if atoms.len() <= lines {
                (fits, best) = (middle, atoms);
            } else {
                fails = middle;
            }
        }
        (best, true)
    }

    /// Sets text on one line, at a baseline, for charts and margins.
    pub(crate) fn line_at(
        &mut self,
        text: &str,
        style: Style,
        at: (Pt, Pt),
        elem: Option<ElemId>,
    ) -> Vec<Item> {
        let text = self.shaper.visible(text).replace('\n', " ");
        let span = Span { text, style, elem, target: None, whole: true };
        let lines = break_lines(&mut self.shaper, std::slice::from_ref(&span), Room::of(1e6));
        let mut items = Vec::new();
        for line in &lines {
            for found in line_items(line, std::slice::from_ref(&span), at.1) {
                items.push(Item { elem: found.elem, shape: found.shape.moved(at.0, 0.0) });
            }
        }
        items
    }

    /// Sets texts on one line, each behind the one before and in a direction of its own.
    pub(crate) fn texts_at<const N: usize>(
        &mut self,
        texts: [&str; N],
        style: Style,
        at: (Pt, Pt),
        elem: Option<ElemId>,
    ) -> Vec<Item> {
        let mut x = at.0;
        let mut items = Vec::new();
        for text in texts {
            items.extend(self.line_at(text, style, (x, at.1), elem));
            x += self.width(text, style);
        }
        items
    }

    /// Returns the width of text on one line.
    pub(crate) fn width(&mut self, text: &str, style: Style) -> Pt {
        let text = self.shaper.visible(text);
        width_of(&mut self.shaper, &text, style)
    }

    /// Sets blocks below each other.
    pub(crate) fn blocks(&mut self, blocks: &[Block], base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        for block in blocks {
            // A digest stands right below the file it is of.
            let below =
                matches!(block, Block::Para(runs) if runs.first().is_some_and(|r| r.look == Look::Digest));
            let scale = if below { Scale { leading: 9.0, ..base.scale } } else { base.scale };
            let mut next = self.block(block, Face { scale, ..base }, width, parent);
            if !atoms.is_empty() && !below {
                space_before(&mut next, if base.scale == SMALL { 4.0 } else { GAP });
            }
            atoms.append(&mut next);
        }
        atoms
    }

    fn block(&mut self, block: &Block, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        match block {
            Block::Para(runs) => {
                let elem = self.tree.add(Kind::P, parent);
                self.paragraph(runs, base, width, elem)
            }
            Block::Strong(runs) => {
                let elem = self.tree.add(Kind::P, parent);
                let mut atoms = self.paragraph(runs, base, width, elem);
                glue_all(&mut atoms, true);
                atoms
            }
            Block::Code { info, text } if info.is_empty() => self.code(text, width, parent),
            Block::Code { info, text } => {
                let face = Face { font: FaceId::Regular, colour: self.palette().muted, scale: SMALL };
                let mut atoms = self.para(info, face, width, parent);
                glue_all(&mut atoms, true);
                let mut code = self.code(text, width, parent);
                space_before(&mut code, 2.0);
                atoms.append(&mut code);
                atoms
            }
            Block::Quote(inner) => self.quote(inner, base, width, parent),
            Block::List(items) => self.list(items, base, width, parent),
            Block::Table(grid) => self.markdown_table(grid, base, width, parent),
            Block::Rule => {
                let area = Area { x: 0.0, y: 3.0, width, height: 0.5 };
                let rule = artifact(Shape::Fill { area, colour: HAIRLINE, radius: 0.0 });
                vec![Atom { items: vec![rule], ..Atom::blank(GAP) }]
            }
        }
    }

    fn quote(&mut self, inner: &[Block], base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let elem = self.tree.add(Kind::BlockQuote, parent);
        let step = if width > 120.0 { 12.0 } else { 4.0 };
        let mut atoms = self.blocks(inner, base, (width - step).max(MIN_WIDTH), elem);
        let rtl = begins_rtl(first_text(inner));
        indent(&mut atoms, if rtl { 0.0 } else { step });
        let bar = self.new_panel(if rtl { width - 2.0 } else { 0.0 }, 2.0, HAIRLINE, 0.0);
        put_panel(&mut atoms, bar, 0.0);
        atoms
    }

    fn list(&mut self, items: &[ListItem], base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let list = self.tree.add(Kind::L, parent);
        let ordered = items.first().is_some_and(|i| i.mark.ends_with('.'));
        self.tree.edit(list, |e| e.ordered = ordered);
        let style = Style::new(base.font, base.scale.size, self.palette().muted);
        let widest = items.iter().map(|i| self.width(&i.mark, style)).fold(0.0, Pt::max);
        let step = (widest + 6.0).max(if width > 120.0 { 14.0 } else { 9.0 });
        let mut atoms = Vec::new();
        for (at, entry) in items.iter().enumerate() {
            let li = self.tree.add(Kind::Li, list);
            let label = self.tree.add(Kind::Lbl, li);
            let body = self.tree.add(Kind::LBody, li);
            let line = baseline(base.scale.leading, base.scale.size);
            // A list that runs from right to left has its marks at the right.
            let rtl = begins_rtl(first_text(&entry.blocks));
            let at_right = if rtl { width - self.width(&entry.mark, style) } else { 0.0 };
            let mark = Atom {
                height: base.scale.leading,
                items: self.line_at(&format!("{} ", entry.mark), style, (at_right, line), Some(label)),
                ..Atom::default()
            };
            let mut content = self.blocks(&entry.blocks, base, (width - step).max(MIN_WIDTH), body);
            indent(&mut content, if rtl { 0.0 } else { step });
            let mut row = zip(vec![vec![mark], content]);
            space_before(&mut row, if at == 0 { 0.0 } else { 2.0 });
            atoms.append(&mut row);
        }
        keep_ends(&mut atoms);
        atoms
    }

    /// Sets code: every line wraps where it must, with a mark in the margin where it goes on.
    pub(crate) fn code(&mut self, text: &str, width: Pt, parent: ElemId) -> Vec<Atom> {
        let pad = if width > 120.0 { 8.0 } else { 3.0 };
        let inner = (width - 2.0 * pad).max(MIN_WIDTH);
        let paragraph = self.tree.add(Kind::P, parent);
        let elem = self.tree.add(Kind::Code, paragraph);
        let base = Face { scale: CODE, font: FaceId::Mono, colour: self.palette().ink };
        let hang = if inner > 120.0 { 2.0 * 0.6 * CODE.size } else { 0.0 };
        let room = Room { width: inner, hang, direction: Direction::LeftToRight };
        let mut atoms = Vec::new();
        for line in text.split('\n') {
            let mut spans = self.spans(&literal(line, Look::Plain), base, elem);
            for span in spans.iter_mut().filter(|span| span.style.tint.is_some()) {
                span.style.size = CODE.size;
            }
            let lines = break_lines(&mut self.shaper, &spans, room);
            for (at, mut atom) in stacked(&lines, &spans, CODE.leading).into_iter().enumerate() {
                if at > 0 {
                    atom.items.insert(0, wrap_mark(self.palette().muted));
                }
                atoms.push(atom);
            }
        }
        keep_ends(&mut atoms);
        indent(&mut atoms, pad);
        let panel = self.new_panel(0.0, width, CODE_GROUND, 3.0);
        put_panel(&mut atoms, panel, if width > 120.0 { 6.0 } else { 3.0 });
        atoms
    }

    /// Sets the words that stand where the note says nothing.
    pub(crate) fn gap(&mut self, base: Face, width: Pt, parent: ElemId) -> Vec<Atom> {
        let face = Face { font: FaceId::Italic, colour: self.palette().muted, ..base };
        let text = format!("\u{2014} {}", self.theme.word(Word::Gap));
        self.para(&text, face, width, parent)
    }

    /// Draws a word on a rounded ground, with its upper left corner at `at`; returns the width.
    pub(crate) fn pill(
        &mut self,
        text: &str,
        tone: crate::theme::Tone,
        at: (Pt, Pt),
        elem: ElemId,
    ) -> (Vec<Item>, Pt) {
        let style = Style::new(FaceId::SemiBold, 8.5, tone.text);
        let width = self.width(text, style) + 14.0;
        let area = Area { x: at.0, y: at.1, width, height: 16.0 };
        let mut items = vec![
            item(elem, Shape::Fill { area, colour: tone.tint, radius: 8.0 }),
            item(elem, Shape::Stroke { area, colour: tone.text, radius: 8.0, width: 0.6 }),
        ];
        items.extend(self.line_at(text, style, (at.0 + 7.0, at.1 + baseline(16.0, 8.5)), Some(elem)));
        (items, width)
    }
}

/// Returns the first text of blocks that holds a letter of some direction.
fn first_text(blocks: &[Block]) -> &str {
    let text = blocks.iter().find_map(|block| match block {
        Block::Para(runs) | Block::Strong(runs) => runs.first().map(|run| run.text.as_str()),
        Block::Quote(inner) => Some(first_text(inner)),
        Block::List(items) => items.first().map(|item| first_text(&item.blocks)),
        _ => None,
    });
    text.unwrap_or_default()
}

/// Text is set no narrower than this.
pub(crate) const MIN_WIDTH: Pt = 24.0;

/// The ground of tables' headers and of cards.
pub(crate) const GROUND: Colour = CODE_GROUND;
/// Paper.
pub(crate) const PAPER: Colour = WHITE;

/// Puts a bar at the left of atoms, over their full height.
pub(crate) fn put_bar(kit: &mut Kit<'_>, atoms: &mut Vec<Atom>, colour: Colour) {
    let bar = kit.new_panel(0.0, 4.0, colour, 0.0);
    put_panel(atoms, bar, 0.0);
}
