//! Reads a sheet: its cells go into a table, its other texts into a list, the rest is markup.

use super::names::{Kept, SPACES, is_range, place};
use super::strings::{Shared, rich_text, unescape};
use super::styles::Styles;
use crate::container::Budget;
use crate::container::nodes::{Element, Name, Node, Xml, put_attribute};
use crate::container::number::{self, Epoch};
use crate::container::table::Table;
use crate::container::texts::{Mark, Pieces, Spoken, Texts, copy, is_measure};
use evidact_model::Withheld;
use evidact_raw::RawBytes;

/// A sheet taken apart.
pub(super) struct Sheet {
    /// Views, column widths.
    pub(super) head: Pieces<Mark>,
    /// Merged cells, conditional formats, validations, page setup.
    pub(super) tail: Pieces<Mark>,
    /// What stands behind them: margins, headers and footers, page breaks.
    pub(super) page: Pieces<Mark>,
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<Cell>,
    pub(super) formulas: Vec<Formula>,
    /// Dates as they stood.
    pub(super) originals: Vec<u8>,
    pub(super) links: Vec<Link>,
    pub(super) table: Table,
    /// The shared strings that cells refer to.
    pub(super) shared: Vec<usize>,
    /// What has no room in the copy.
    pub(super) left_out: u64,
}

pub(super) struct Row {
    pub(super) number: u32,
    pub(super) attributes: Vec<u8>,
    /// Where its cells end.
    pub(super) end: usize,
}

pub(super) struct Cell {
    pub(super) column: u32,
    pub(super) style: u32,
    pub(super) kind: Kind,
    /// Its place in the table; nothing if it is empty.
    pub(super) shown: Option<usize>,
    pub(super) formula: Option<usize>,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Number,
    /// A number that is shown as a date; it stands in `originals`.
    Date(usize, usize),
    Truth,
    Error,
    /// A date in words (`t="d"`).
    IsoDate,
}

pub(super) struct Formula {
    /// Its place among the texts; nothing if it only points to a shared one.
    pub(super) text: Option<Spoken>,
    pub(super) attributes: Vec<u8>,
    pub(super) shared: Option<u32>,
}

/// A link of a cell.
pub(super) struct Link {
    pub(super) range: Vec<u8>,
    pub(super) id: Vec<u8>,
    pub(super) texts: Vec<(&'static [u8], usize)>,
}

/// What cells are read with.
pub(super) struct Context<'a> {
    pub(super) shared: &'a Shared,
    pub(super) styles: &'a Styles,
    pub(super) epoch: Epoch,
}

/// Columns beyond this are not kept under their headings, so that lone cells far to the right cost nothing.
const MAX_ALIGNED: usize = 200;

const ERRORS: [&[u8]; 10] = [
    b"#NULL!",
    b"#DIV/0!",
    b"#VALUE!",
    b"#REF!",
    b"#NAME?",
    b"#NUM!",
    b"#N/A",
    b"#GETTING_DATA",
    b"#SPILL!",
    b"#CALC!",
];

impl Sheet {
    pub(super) fn read(
        part: &RawBytes,
        context: &Context<'_>,
        texts: &mut Texts,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        let mut sheet = Self {
            head: Pieces::default(),
            tail: Pieces::default(),
            page: Pieces::default(),
            rows: Vec::new(),
            cells: Vec::new(),
            formulas: Vec::new(),
            originals: Vec::new(),
            links: Vec::new(),
            table: Table::default(),
            shared: Vec::new(),
            left_out: 0,
        };
        let mut xml = Xml::new(part.expose(), SPACES);
        loop {
            match xml.next()? {
                Node::Start(element) if element.name.is("x", "worksheet") => {}
                Node::Start(element) => sheet.child(&mut xml, &element, context, texts, budget)?,
                Node::Done => return Ok(sheet),
                _ => {}
            }
        }
    }

    /// Returns of each cell that is shown its number in the table, its row and its column.
    pub(super) fn places(&self) -> Vec<(usize, u32, u32)> {
        let mut places = Vec::new();
        let mut start = 0;
        for row in &self.rows {
            let cells = self.cells.get(start..row.end).unwrap_or_default();
            places.extend(cells.iter().filter_map(|cell| Some((cell.shown?, row.number, cell.column))));
            start = row.end;
        }
        places
    }

    fn child(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        context: &Context<'_>,
        texts: &mut Texts,
        budget: &mut Budget,
    ) -> Result<(), Withheld> {
        let Name { space: "x", local } = element.name else { return xml.pass() };
        match local {
            b"sheetData" => self.data(xml, context, texts, budget),
            b"hyperlinks" => self.hyperlinks(xml, texts),
            b"sheetViews" | b"sheetFormatPr" | b"cols" => copy(xml, element, &Kept, texts, &mut self.head),
            b"mergeCells" | b"conditionalFormatting" | b"dataValidations" => {
                copy(xml, element, &Kept, texts, &mut self.tail)
            }
            b"printOptions" | b"pageMargins" | b"pageSetup" | b"headerFooter" | b"rowBreaks"
            | b"colBreaks" => copy(xml, element, &Kept, texts, &mut self.page),
            b"autoFilter" => {
                if let Some(range) = element.get("", "ref").filter(|r| is_range(r)) {
                    self.tail.put(b"<autoFilter");
                    put_attribute(b"ref", range, self.tail.markup());
                    self.tail.put(b"/>");
                }
                xml.pass()
            }
            b"scenarios" | b"extLst" => {
                self.left_out += 1;
                xml.pass()
            }
            _ => xml.pass(),
        }
    }

    fn hyperlinks(&mut self, xml: &mut Xml<'_>, texts: &mut Texts) -> Result<(), Withheld> {
        const ATTRIBUTES: [&str; 3] = ["location", "tooltip", "display"];
        let depth = xml.depth();
        while xml.depth() >= depth {
            let Node::Start(e) = xml.next()? else { continue };
            let Some(range) = e.get("", "ref").filter(|r| is_range(r)) else { continue };
            let said =
                ATTRIBUTES.iter().filter_map(|a| Some((a.as_bytes(), texts.add(e.get("", a)?)))).collect();
            let id = e.get("r", "id").unwrap_or_default().to_vec();
            self.links.push(Link { range: range.to_vec(), id, texts: said });
        }
        Ok(())
    }

    fn data(
        &mut self,
        xml: &mut Xml<'_>,
        context: &Context<'_>,
        texts: &mut Texts,
        budget: &mut Budget,
    ) -> Result<(), Withheld> {
        let depth = xml.depth();
        let mut last = 0;
        while xml.depth() >= depth {
            let Node::Start(element) = xml.next()? else { continue };
            if !element.name.is("x", "row") {
                xml.pass()?;
                continue;
            }
            let number = match element.get("", "r") {
                Some(r) => whole(r).ok_or(Withheld::Damaged)?,
                None => last + 1,
            };
            if number <= last {
                return Err(Withheld::Damaged);
            }
            // Rows that are left out end a table as empty ones do.
            if number > last + 1 && last > 0 {
                self.table.end_row();
            }
            last = number;
            let mut attributes = Vec::new();
            for name in ["ht", "customHeight", "hidden", "outlineLevel", "collapsed"] {
                if let Some(value) = element.get("", name).filter(|v| is_measure(v)) {
                    put_attribute(name.as_bytes(), value, &mut attributes);
                }
            }
            self.row(xml, number, context, texts, budget)?;
            self.rows.push(Row { number, attributes, end: self.cells.len() });
        }
        Ok(())
    }

    fn row(
        &mut self,
        xml: &mut Xml<'_>,
        row: u32,
        context: &Context<'_>,
        texts: &mut Texts,
        budget: &mut Budget,
    ) -> Result<(), Withheld> {
        let depth = xml.depth();
        let mut last = 0;
        let mut aligned = 0;
        while xml.depth() >= depth {
            let Node::Start(element) = xml.next()? else { continue };
            if !element.name.is("x", "c") {
                xml.pass()?;
                continue;
            }
            let column = match element.get("", "r") {
                Some(name) => {
                    let (column, own) = place(name).ok_or(Withheld::Damaged)?;
                    if own != row {
                        return Err(Withheld::Damaged);
                    }
                    column
                }
                None => last + 1,
            };
            if column <= last {
                return Err(Withheld::Damaged);
            }
            last = column;
            let style = element.get("", "s").and_then(whole).filter(|s| (*s as usize) < context.styles.len());
            let mut cell =
                Cell { column, style: style.unwrap_or(0), kind: Kind::Text, shown: None, formula: None };
            let text = self.cell(xml, &element, &mut cell, context, texts)?;
            if let Some(text) = text {
                let before = self.table.len();
                while aligned + 1 < column as usize && aligned < MAX_ALIGNED {
                    self.table.push(b"");
                    aligned += 1;
                }
                cell.shown = Some(self.table.push(&text));
                aligned += 1;
                // A shared string may be named a million times.
                budget.bytes((self.table.len() - before) as u64)?;
            }
            self.cells.push(cell);
        }
        self.table.end_row();
        Ok(())
    }

    /// Reads what a cell says.
    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        cell: &mut Cell,
        context: &Context<'_>,
        texts: &mut Texts,
    ) -> Result<Option<Vec<u8>>, Withheld> {
        let depth = xml.depth();
        let (mut value, mut inline) = (None, None);
        while xml.depth() >= depth {
            let Node::Start(child) = xml.next()? else { continue };
            match child.name {
                Name { space: "x", local: b"v" } => value = Some(xml.inner_text()?),
                Name { space: "x", local: b"is" } => inline = Some(rich_text(xml)?),
                Name { space: "x", local: b"f" } => cell.formula = self.formula(xml, &child, texts)?,
                _ => xml.pass()?,
            }
        }
        let kind = element.get("", "t").unwrap_or(b"n");
        if kind == b"inlineStr" {
            return Ok(inline);
        }
        let Some(value) = value else { return Ok(inline) };
        Ok(Some(match kind {
            b"s" => {
                let number = whole(value.trim_ascii()).ok_or(Withheld::Damaged)? as usize;
                self.shared.push(number);
                context.shared.get(number).ok_or(Withheld::Damaged)?.to_vec()
            }
            b"b" if matches!(value.trim_ascii(), b"0" | b"1") => {
                cell.kind = Kind::Truth;
                if value.trim_ascii() == b"1" { b"TRUE".to_vec() } else { b"FALSE".to_vec() }
            }
            b"e" if ERRORS.contains(&value.trim_ascii()) => {
                cell.kind = Kind::Error;
                value.trim_ascii().to_vec()
            }
            b"d" if is_iso_date(value.trim_ascii()) => {
                cell.kind = Kind::IsoDate;
                value.trim_ascii().to_vec()
            }
            b"n" => match number::plain(value.trim_ascii()) {
                Some(plain) => {
                    let date = Some(cell.style as usize).filter(|s| context.styles.is_date(*s));
                    let date = date.and_then(|_| number::date(value.trim_ascii(), context.epoch));
                    cell.kind = Kind::Number;
                    if date.is_some() {
                        let start = self.originals.len();
                        self.originals.extend_from_slice(value.trim_ascii());
                        cell.kind = Kind::Date(start, self.originals.len());
                    }
                    date.unwrap_or(plain)
                }
                None => unescape(&value),
            },
            _ => unescape(&value),
        }))
    }

    fn formula(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
        texts: &mut Texts,
    ) -> Result<Option<usize>, Withheld> {
        let mut attributes = Vec::new();
        let kind = element.get("", "t").unwrap_or(b"normal");
        let range = element.get("", "ref").filter(|r| is_range(r));
        let mut shared = None;
        match kind {
            b"array" => put_attribute(b"t", b"array", &mut attributes),
            b"shared" => {
                shared = element.get("", "si").and_then(whole);
                let Some(number) = shared else { return xml.pass().map(|()| None) };
                put_attribute(b"t", b"shared", &mut attributes);
                put_attribute(b"si", number.to_string().as_bytes(), &mut attributes);
            }
            b"normal" => {}
            _ => return xml.pass().map(|()| None),
        }
        if let Some(range) = range {
            put_attribute(b"ref", range, &mut attributes);
        }
        let text = xml.inner_text()?;
        let text = (!text.is_empty()).then(|| texts.formula(&text));
        if text.is_none() && shared.is_none() {
            return Ok(None);
        }
        self.formulas.push(Formula { text, attributes, shared });
        Ok(Some(self.formulas.len() - 1))
    }
}

fn whole(text: &[u8]) -> Option<u32> {
    let digits = text.iter().all(u8::is_ascii_digit) && text.len() <= 9;
    digits.then(|| std::str::from_utf8(text).ok()?.parse().ok()).flatten()
}

/// `2024-05-31`, with a time behind it or not.
fn is_iso_date(text: &[u8]) -> bool {
    (10..=30).contains(&text.len()) && text.iter().all(|b| b.is_ascii_digit() || b"-:.TZ+".contains(b))
}
