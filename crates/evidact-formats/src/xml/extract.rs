//! Puts together what people read of an XML part: its lines, then the values of its attributes.

use super::scan::{Attributes, Item, Scanner, Tag, local};
use super::tables::{Cell, Table, Tables};
use super::vocabulary::{Element, Vocabulary, is_short_number};
use crate::Syntax;
use crate::decode;
use crate::event::{Broken, Token};
use crate::view::Draft;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// What people read of an XML part, with the way back to the markup.
#[derive(Default)]
pub(crate) struct Extract {
    /// All lines, then every value of an attribute once. Its pieces stand for the markup.
    pub(super) text: Draft,
    /// Lines that read differently without some of their text.
    pub(super) lines: Vec<Line>,
    pub(super) marks: Vec<Mark>,
    pub(super) tables: Vec<Table>,
    /// Cells of more than one line.
    pub(super) tall_cells: Vec<Range<usize>>,
    pub(super) attributes: Vec<Shown>,
    /// Of a value in the markup that is shown once: where else it stands.
    pub(super) copies: BTreeMap<usize, Vec<Range<usize>>>,
}

/// A line with marks.
pub(super) struct Line {
    pub(super) text: Range<usize>,
    pub(super) marks: Range<usize>,
}

/// A stretch of the text that is no part of the words around it, or not for everybody.
pub(super) struct Mark {
    pub(super) text: Range<usize>,
    pub(super) kind: MarkKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A break within a line.
    Break,
    /// A line end that was put between words and what stands apart from them.
    Fence,
    Apart,
    Deleted,
    Inserted,
}

/// A value of an attribute in the text.
pub(super) struct Shown {
    pub(super) text: Range<usize>,
    /// The names it stands under, in the markup: that of the attribute, and the one given beside it.
    pub(super) name: Range<usize>,
    pub(super) given: Option<Range<usize>>,
}

impl Extract {
    /// Reads an XML part.
    pub(crate) fn of(vocabulary: &Vocabulary, xml: &[u8]) -> Result<Self, Broken> {
        let mut builder = Builder {
            vocabulary,
            xml,
            out: Self::default(),
            open: Vec::new(),
            lines: vec![Draftline::default()],
            tables: Tables::default(),
            line_due: false,
            tabs_due: 0,
            settings: 0,
            apart: 0,
            deleted: 0,
            inserted: 0,
            attributes: Vec::new(),
        };
        let mut scanner = Scanner::new(xml);
        while let Some(item) = scanner.next()? {
            builder.item(item)?;
        }
        Ok(builder.finish())
    }

    /// Returns the text.
    pub(crate) fn text(&self) -> &[u8] {
        self.text.bytes()
    }

    /// Returns where the values of attributes begin.
    pub(crate) fn beside_from(&self) -> Option<usize> {
        self.attributes.first().map(|shown| shown.text.start)
    }

    /// Returns the range of the markup that a range of the text stands for.
    pub(crate) fn markup(&self, text: Range<usize>) -> Option<Range<usize>> {
        self.text.sources(text.start, text.end).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    }
}

/// A line in the making. A text box opens one inside another.
#[derive(Default)]
struct Draftline {
    draft: Draft,
    marks: Vec<Mark>,
    group: Group,
}

/// Which text of a line belongs together.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Group {
    #[default]
    Words,
    Deleted,
    Apart,
}

struct Open {
    element: Element,
    keeps_space: bool,
    /// Where the text was when a cell began.
    start: usize,
}

struct Seen {
    name: Range<usize>,
    value: Range<usize>,
    given: Option<Range<usize>>,
}

struct Builder<'x> {
    vocabulary: &'x Vocabulary,
    xml: &'x [u8],
    out: Extract,
    open: Vec<Open>,
    lines: Vec<Draftline>,
    tables: Tables,
    /// What is to be put before the next line.
    line_due: bool,
    tabs_due: usize,
    settings: usize,
    apart: usize,
    deleted: usize,
    inserted: usize,
    attributes: Vec<Seen>,
}

impl<'x> Builder<'x> {
    fn get(&self, range: &Range<usize>) -> &'x [u8] {
        self.xml.get(range.clone()).unwrap_or_default()
    }

    fn item(&mut self, item: Item) -> Result<(), Broken> {
        match item {
            Item::Start(tag) => {
                self.attributes(&tag)?;
                self.start(&tag);
                if tag.empty {
                    self.end();
                }
            }
            Item::End => self.end(),
            Item::Text(range) => self.text(Token::new(range.start, range.end, Syntax::Markup)),
            Item::Data(range) => self.text(Token::new(range.start, range.end, Syntax::Plain)),
            Item::Aside(range) => {
                if !self.get(&range).starts_with(b"xml ") {
                    self.loose(Token::new(range.start, range.end, Syntax::Plain));
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) {
        let element = (self.vocabulary.element)(local(self.get(&tag.name)));
        let around = self.open.last().is_some_and(|o| o.keeps_space);
        let keeps_space = match element {
            Element::Text | Element::Paragraph | Element::Apart => true,
            Element::Inline
            | Element::Stands(_)
            | Element::Settings
            | Element::Deleted
            | Element::Inserted => around,
            _ => false,
        };
        self.open.push(Open { element, keeps_space, start: self.out.text.len() });
        match element {
            Element::Line | Element::Paragraph => self.lines.push(Draftline::default()),
            Element::Stands(characters) if self.settings == 0 => self.put(characters, tag.whole.start),
            Element::Settings => self.settings += 1,
            Element::Apart => self.apart += 1,
            Element::Deleted => self.deleted += 1,
            Element::Inserted => self.inserted += 1,
            Element::Table => self.tables.open(),
            Element::Row => {
                self.tables.row();
                self.end_of_line();
            }
            Element::Cell => {
                self.lines.push(Draftline::default());
                self.tables.cell(Cell::Next);
            }
            Element::RepeatedCell(name) => {
                self.lines.push(Draftline::default());
                self.tables.cell(Cell::repeated(self.attribute(tag, name)));
            }
            Element::PlacedCell(name) => {
                self.lines.push(Draftline::default());
                self.tables.cell(Cell::placed(self.attribute(tag, name)));
            }
            Element::Inline | Element::Text | Element::Stands(_) => {}
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.element {
            Element::Line | Element::Paragraph => self.flush(),
            Element::Apart => self.apart -= 1,
            Element::Settings => self.settings -= 1,
            Element::Deleted => self.deleted -= 1,
            Element::Inserted => self.inserted -= 1,
            Element::Table => self.out.tables.extend(self.tables.close()),
            Element::Row => self.end_of_line(),
            Element::Cell | Element::RepeatedCell(_) | Element::PlacedCell(_) => self.end_of_cell(open.start),
            Element::Stands(_) | Element::Inline | Element::Text => {}
        }
    }

    fn end_of_line(&mut self) {
        self.line_due = true;
        self.tabs_due = 0;
    }

    fn end_of_cell(&mut self, start: usize) {
        self.flush();
        let end = self.out.text.len();
        let lead = self.out.text.bytes().get(start..end).unwrap_or_default();
        let start = start + (lead.len() - lead.trim_ascii_start().len());
        let cell = lead.trim_ascii();
        let is_tall = cell.contains(&b'\n');
        if self.tables.end_of_cell(start..start + cell.len()) && is_tall {
            self.out.tall_cells.push(start..start + cell.len());
        }
        if !cell.is_empty() {
            self.line_due = false;
            self.tabs_due = 0;
        }
        self.tabs_due += 1;
    }

    /// Returns the value of an attribute by its local name.
    fn attribute(&self, tag: &Tag, name: &str) -> &'x [u8] {
        let mut attributes = Attributes::of(self.xml, tag);
        while let Ok(Some(attribute)) = attributes.next() {
            if local(self.get(&attribute.name)) == name.as_bytes() {
                return self.get(&attribute.value);
            }
        }
        b""
    }

    fn attributes(&mut self, tag: &Tag) -> Result<(), Broken> {
        let mut attributes = Attributes::of(self.xml, tag);
        let first = self.attributes.len();
        let mut given = None;
        while let Some(attribute) = attributes.next()? {
            let name = local(self.get(&attribute.name));
            let value = self.get(&attribute.value).trim_ascii();
            if matches!(name, b"name" | b"key" | b"tag" | b"alias") {
                given = Some(attribute.value.clone());
            }
            if !value.is_empty() && !is_short_number(value) && !(self.vocabulary.is_fixed)(value) {
                let name = attribute.name.end - name.len()..attribute.name.end;
                self.attributes.push(Seen { name, value: attribute.value, given: None });
            }
        }
        let xml = self.xml;
        for seen in self.attributes.iter_mut().skip(first) {
            if matches!(xml.get(seen.name.clone()), Some(b"val" | b"value" | b"string-value")) {
                seen.given.clone_from(&given);
            }
        }
        Ok(())
    }

    /// Takes character data.
    fn text(&mut self, token: Token) {
        let keeps_space = self.open.last().is_some_and(|o| o.keeps_space);
        if keeps_space {
            self.words(|draft, xml| decode::token(xml, token, draft));
        } else {
            self.loose(token);
        }
    }

    /// Takes text that is a line of its own wherever it stands.
    fn loose(&mut self, token: Token) {
        let raw = token.raw(self.xml);
        let core = raw.trim_ascii();
        if core.is_empty() || is_short_number(core) || (self.vocabulary.is_fixed)(core) {
            return;
        }
        // Directly in a cell, text is that of the cell.
        let is_cell =
            |o: &Open| matches!(o.element, Element::Cell | Element::RepeatedCell(_) | Element::PlacedCell(_));
        let start = token.start + (raw.len() - raw.trim_ascii_start().len());
        let token = Token::new(start, start + core.len(), token.syntax);
        if self.open.last().is_some_and(is_cell) {
            return self.words(|draft, xml| decode::token(xml, token, draft));
        }
        let mut line = Draftline::default();
        decode::token(self.xml, token, &mut line.draft);
        self.emit(line);
    }

    /// Adds characters that the markup at `at` stands for.
    fn put(&mut self, characters: &'static str, at: usize) {
        self.words(|draft, _| draft.put(characters.as_bytes(), at, at));
        if characters == "\n"
            && let Some(line) = self.lines.last_mut()
        {
            let end = line.draft.len();
            mark(&mut line.marks, end - 1..end, MarkKind::Break);
        }
    }

    /// Adds to the line that is open.
    fn words(&mut self, add: impl FnOnce(&mut Draft, &[u8])) {
        let group = match (self.apart, self.deleted) {
            (0, 0) => Group::Words,
            (0, _) => Group::Deleted,
            _ => Group::Apart,
        };
        let inserted = self.inserted > 0;
        let Some(line) = self.lines.last_mut() else { return };
        if line.group != group {
            line.group = group;
            if !line.draft.is_empty() {
                let at = line.draft.len();
                line.draft.put(b"\n", 0, 0);
                mark(&mut line.marks, at..at + 1, MarkKind::Fence);
            }
        }
        let from = line.draft.len();
        add(&mut line.draft, self.xml);
        let kind = match group {
            Group::Apart => MarkKind::Apart,
            Group::Deleted => MarkKind::Deleted,
            Group::Words if inserted => MarkKind::Inserted,
            Group::Words => return,
        };
        mark(&mut line.marks, from..line.draft.len(), kind);
    }

    /// Ends the line that is open.
    fn flush(&mut self) {
        if let Some(line) = self.lines.pop() {
            self.emit(line);
        }
    }

    fn emit(&mut self, line: Draftline) {
        if line.draft.is_empty() {
            return;
        }
        if self.line_due && !self.out.text.is_empty() {
            self.out.text.put(b"\n", 0, 0);
        }
        for _ in 0..std::mem::take(&mut self.tabs_due) {
            self.out.text.put(b"\t", 0, 0);
        }
        self.line_due = true;
        let base = self.out.text.len();
        self.out.text.append(&line.draft);
        if !line.marks.is_empty() {
            let first = self.out.marks.len();
            let moved = line
                .marks
                .into_iter()
                .map(|m| Mark { text: m.text.start + base..m.text.end + base, kind: m.kind });
            self.out.marks.extend(moved);
            self.out.lines.push(Line { text: base..self.out.text.len(), marks: first..self.out.marks.len() });
        }
    }

    fn finish(mut self) -> Extract {
        while !self.lines.is_empty() {
            self.flush();
        }
        while let Some(table) = self.tables.close() {
            self.out.tables.push(table);
        }
        let mut known = HashMap::new();
        for seen in std::mem::take(&mut self.attributes) {
            let given = seen.given.as_ref().map(|g| self.get(g)).unwrap_or_default();
            let first =
                known.entry((self.get(&seen.name), self.get(&seen.value), given)).or_insert(seen.value.start);
            if *first != seen.value.start {
                self.out.copies.entry(*first).or_default().push(seen.value);
                continue;
            }
            self.end_of_line();
            let mut line = Draftline::default();
            let token = Token::new(seen.value.start, seen.value.end, Syntax::Markup);
            decode::token(self.xml, token, &mut line.draft);
            let len = line.draft.len();
            self.emit(line);
            let end = self.out.text.len();
            self.out.attributes.push(Shown { text: end - len..end, name: seen.name, given: seen.given });
        }
        self.out
    }
}

/// Marks a stretch; what touches one of the same kind is one with it.
fn mark(marks: &mut Vec<Mark>, text: Range<usize>, kind: MarkKind) {
    match marks.last_mut() {
        Some(last) if last.kind == kind && last.text.end == text.start => last.text.end = text.end,
        _ if text.is_empty() => {}
        _ => marks.push(Mark { text, kind }),
    }
}
