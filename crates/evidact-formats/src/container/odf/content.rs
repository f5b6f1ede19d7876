//! Takes the XML of an OpenDocument apart: what its paragraphs and cells say, its other texts, and the markup.
//! How it is put together again is in `back`.

use super::back::{Piece, Value};
use super::names::{Element as Kind, SPACES, element, is_geometry, is_known, names_looks};
use crate::container::nodes::{DECLARATION, Element, Name, Node, Xml, put_attribute};
use crate::container::number;
use crate::container::texts::{Mark, Pieces, Texts, Then, is_measure};
use evidact_model::{Lost, Withheld};
use evidact_raw::RawBytes;
use std::collections::{BTreeMap, HashSet};

/// A part taken apart.
#[derive(Default)]
pub(super) struct Content {
    pub(super) pieces: Pieces<Piece>,
    pub(super) texts: Texts,
    /// Names of styles, fonts and shapes.
    pub(super) looks: Texts,
    /// What paragraphs and cells say.
    pub(super) says: Vec<Vec<u8>>,
    /// Where in what one of them says a stretch begins, but for the first.
    pub(super) borders: HashSet<(usize, usize)>,
    /// Cells, each with how often it is repeated.
    pub(super) rows: Vec<Vec<(usize, usize)>>,
    /// The names of tables, among the texts.
    pub(super) tables: Vec<usize>,
    pub(super) lost: Vec<Lost>,
    /// It begins with an element that is known.
    pub(super) has_root: bool,
    /// Something stands in the place of a picture.
    pub(super) has_placeholder: bool,
}

/// Where the walk is.
#[derive(Clone, Copy, Default)]
struct Place {
    /// What the text here belongs to, and whether it is a paragraph.
    says: Option<usize>,
    in_paragraph: bool,
    cell: Option<usize>,
    /// The cell holds a value, which is written anew.
    is_typed: bool,
    row: Option<usize>,
}

/// The name of an element that began, and the cell whose paragraph is written at its end.
type Begun = (Vec<u8>, Option<usize>);

struct Open {
    name: Vec<u8>,
    outer: Place,
    /// A cell whose paragraph is written at its end.
    whole: Option<usize>,
}

/// Pictures and embedded documents, by the path they had.
pub(super) type Targets = BTreeMap<String, String>;

/// What stands in the place of pictures that are left out.
pub(super) const LEFT_OUT: &str = "Pictures/left-out.png";
/// Where pictures are that show what is in embedded objects.
const PREVIEWS: &str = "ObjectReplacements/";

/// More blanks in one element are not kept.
const MAX_BLANKS: usize = 1000;

impl Content {
    /// Reads a part.
    pub(super) fn read(part: &RawBytes, targets: &Targets) -> Result<Self, Withheld> {
        let mut content = Self::default();
        content.pieces.put(DECLARATION);
        let mut xml = Xml::new(part.expose(), SPACES);
        let mut open: Vec<Open> = Vec::new();
        let mut place = Place::default();
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let outer = place;
                    if let Some((name, whole)) = content.start(&mut xml, &element, &mut place, targets)? {
                        open.push(Open { name, outer, whole });
                    }
                }
                Node::Text(text) => content.text(&text, place),
                Node::End => {
                    let Some(ended) = open.pop() else { continue };
                    if let Some(whole) = ended.whole {
                        content.pieces.mark(Piece::Whole(whole));
                    }
                    content.pieces.put(b"</");
                    content.pieces.put(&ended.name);
                    content.pieces.put(b">");
                    if ended.name == b"table:table" {
                        // The headings of a table say nothing about what follows it.
                        content.rows.push(Vec::new());
                    }
                    place = ended.outer;
                }
                Node::Done => return Ok(content),
            }
        }
    }

    /// Begins an element; nothing if it was passed over.
    fn start(
        &mut self,
        xml: &mut Xml<'_>,
        e: &Element<'_>,
        place: &mut Place,
        targets: &Targets,
    ) -> Result<Option<Begun>, Withheld> {
        let kind = element(e.name);
        let mut whole = None;
        match kind {
            Kind::LeftOut => {
                let held = xml.pass_over()?;
                // Programs write these whether there is something in them or not.
                let is_frame = e.name.space == "office"
                    && matches!(e.name.local, b"scripts" | b"forms" | b"event-listeners");
                if held || !is_frame {
                    self.lose(e);
                }
                return Ok(None);
            }
            Kind::Author => {
                let author = xml.inner_text()?;
                // A name that is found here is looked for everywhere.
                self.texts.pair(b"author", &author);
                if e.name.space == "dc" {
                    self.pieces.put(b"<dc:creator>Author</dc:creator>");
                }
                return Ok(None);
            }
            Kind::Space => {
                self.space(e, *place);
                return xml.pass().map(|()| None);
            }
            Kind::Paragraph if place.is_typed => return xml.pass().map(|()| None),
            Kind::Image | Kind::Object => {
                let href = e.get("xlink", "href").map(path_of).unwrap_or_default();
                let Some(target) = targets.get(&href) else {
                    // What is a part of the package is counted as one.
                    if !is_part(&href) {
                        self.lost.push(if kind == Kind::Image { Lost::Image } else { Lost::Attachment });
                    }
                    if kind == Kind::Image && !href.starts_with(PREVIEWS) {
                        self.placeholder();
                    }
                    return xml.pass().map(|()| None);
                };
                *place = Place::default();
                self.element(e, Some(target));
                return Ok(Some((e.name.qualified(), None)));
            }
            Kind::Paragraph => self.paragraph(place),
            Kind::Row => {
                self.rows.push(Vec::new());
                *place = Place { row: Some(self.rows.len() - 1), ..Place::default() };
            }
            Kind::Cell => whole = self.cell(e, place),
            Kind::Aside => *place = Place::default(),
            Kind::Kept => {}
        }
        if xml.depth() == 1 {
            self.root(e);
        } else if kind == Kind::Cell {
            self.cell_element(e, *place);
        } else {
            self.element(e, None);
        }
        Ok(Some((e.name.qualified(), whole)))
    }

    /// Puts a picture where one is left out.
    fn placeholder(&mut self) {
        self.has_placeholder = true;
        self.pieces.put(b"<draw:image xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"");
        put_attribute(b"xlink:href", LEFT_OUT.as_bytes(), self.pieces.markup());
        self.pieces.put(b"/>");
    }

    fn lose(&mut self, e: &Element<'_>) {
        // What is a part of the package is counted as one.
        if e.get("xlink", "href").is_some_and(|href| is_part(&path_of(href))) {
            return;
        }
        let name = e.name;
        let what = match (name.space, name.local) {
            ("office", b"scripts" | b"event-listeners") => Lost::Program,
            ("office", b"forms") => Lost::Form,
            ("text" | "table", b"tracked-changes") => Lost::HiddenText,
            ("draw", b"object-ole" | b"plugin" | b"applet") => Lost::Attachment,
            ("style", b"background-image") | ("draw", b"fill-image") | ("office", b"binary-data") => {
                Lost::Image
            }
            ("text", b"section-source")
            | ("table", b"cell-range-source" | b"table-source" | b"dde-links") => Lost::Link,
            _ => return,
        };
        self.lost.push(what);
    }

    fn root(&mut self, e: &Element<'_>) {
        self.has_root = true;
        self.pieces.put(b"<");
        self.pieces.put(&e.name.qualified());
        for (uri, prefix) in SPACES {
            put_attribute(format!("xmlns:{prefix}").as_bytes(), uri.as_bytes(), self.pieces.markup());
        }
        put_attribute(b"office:version", b"1.3", self.pieces.markup());
        self.pieces.put(b">");
    }

    fn paragraph(&mut self, place: &mut Place) {
        let says = if let Some(cell) = place.cell {
            // Paragraphs of a cell are its lines.
            if let Some(says) = self.says.get_mut(cell).filter(|s| !s.is_empty()) {
                says.push(b'\n');
            }
            cell
        } else {
            self.says.push(Vec::new());
            self.rows.push(vec![(self.says.len() - 1, 1)]);
            self.says.len() - 1
        };
        *place = Place { says: Some(says), in_paragraph: true, ..*place };
    }

    /// Begins a cell, and returns it if it holds a value.
    fn cell(&mut self, e: &Element<'_>, place: &mut Place) -> Option<usize> {
        let text = value_of(e);
        let is_typed = text.is_some();
        self.says.push(text.map(|t| t.1).unwrap_or_default());
        let cell = self.says.len() - 1;
        let repeated = e.get("table", "number-columns-repeated").and_then(count).unwrap_or(1);
        if let Some(row) = place.row.and_then(|r| self.rows.get_mut(r)) {
            row.push((cell, repeated));
        }
        *place = Place { cell: Some(cell), is_typed, says: None, in_paragraph: false, row: None };
        is_typed.then_some(cell)
    }

    fn cell_element(&mut self, e: &Element<'_>, place: Place) {
        const VALUES: [&[u8]; 7] = [
            b"value-type",
            b"value",
            b"date-value",
            b"time-value",
            b"boolean-value",
            b"string-value",
            b"formula",
        ];
        self.pieces.put(b"<");
        self.pieces.put(&e.name.qualified());
        for a in e.attributes.iter().filter(|a| !VALUES.contains(&a.name.local)) {
            self.attribute(e, a.name, &a.value, None);
        }
        let formula = e.get("table", "formula").map(|f| self.texts.formula(f));
        let value = value_of(e).map_or(Value::Text, |v| v.0);
        if let Some(says) = place.cell {
            self.pieces.mark(Piece::Value { says, value, formula });
        }
        self.pieces.put(b">");
    }

    fn element(&mut self, e: &Element<'_>, target: Option<&str>) {
        self.pieces.put(b"<");
        self.pieces.put(&e.name.qualified());
        if e.name.is("table", "table") {
            let name = self.texts.add(e.get("table", "name").unwrap_or_default());
            self.tables.push(name);
            self.pieces.mark(Piece::TableName(name));
        }
        for a in &e.attributes {
            if e.name.is("table", "table") && a.name.is("table", "name") {
                continue;
            }
            self.attribute(e, a.name, &a.value, target);
        }
        self.pieces.put(b">");
    }

    fn attribute(&mut self, e: &Element<'_>, name: Name<'_>, value: &[u8], target: Option<&str>) {
        if !is_known(name) || name.space == "office" && name.local == b"version" {
            return;
        }
        // It may not be what it was.
        if target.is_some() && name.local == b"mime-type" {
            return;
        }
        let qualified = name.qualified();
        if name.is("xlink", "href") {
            match target {
                Some(target) => put_attribute(&qualified, target.as_bytes(), self.pieces.markup()),
                None if matches!((e.name.space, e.name.local), ("text" | "draw", b"a")) => {
                    let text = self.texts.add(value);
                    self.pieces.mark(Piece::Mark(Mark::Attribute { name: qualified, text, then: Then::Put }));
                }
                None if is_part(&path_of(value)) => {}
                None => self.lost.push(Lost::Link),
            }
            return;
        }
        if is_measure(value) || is_geometry(name, value) {
            put_attribute(&qualified, value, self.pieces.markup());
            return;
        }
        if names_looks(e.name, name, value) {
            let text = self.looks.add(value);
            self.pieces.mark(Piece::Look(Mark::Attribute { name: qualified, text, then: Then::Put }));
            return;
        }
        if matches!(name.local, b"formula" | b"condition" | b"expression") {
            let formula = self.texts.formula(value);
            self.pieces.mark(Piece::Mark(Mark::FormulaAttribute { name: qualified, formula }));
            return;
        }
        // `<text:user-field-decl text:name="Password" office:string-value="…"/>`
        let label = e.get("text", "name").filter(|_| name.space == "office");
        let text = match label {
            Some(label) => self.texts.pair(label, value).1,
            None => self.texts.add(value),
        };
        let name = qualified;
        self.pieces.mark(Piece::Mark(Mark::Attribute { name, text, then: Then::Put }));
    }

    /// Takes text: white space in a paragraph is one blank.
    fn text(&mut self, text: &[u8], place: Place) {
        let Some(says) = place.says.filter(|_| place.in_paragraph) else {
            if !text.trim_ascii().is_empty() {
                let text = self.texts.add(text);
                self.pieces.mark(Piece::Mark(Mark::Text { text, then: Then::Put }));
            }
            return;
        };
        let mut collapsed = Vec::with_capacity(text.len());
        let before = self.says.get(says).and_then(|s| s.last()).copied().unwrap_or(b'\n');
        for &b in text {
            let is_blank = matches!(b, b' ' | b'\t' | b'\n' | b'\r');
            let last = collapsed.last().copied().unwrap_or(before);
            if !is_blank {
                collapsed.push(b);
            } else if !matches!(last, b' ' | b'\n') {
                collapsed.push(b' ');
            }
        }
        self.inline(says, &collapsed);
    }

    fn space(&mut self, e: &Element<'_>, place: Place) {
        let Some(says) = place.says.filter(|_| place.in_paragraph) else { return };
        match e.name.local {
            b"tab" => self.inline(says, b"\t"),
            b"line-break" => self.inline(says, b"\n"),
            _ => {
                let blanks = e.get("text", "c").and_then(count).unwrap_or(1).min(MAX_BLANKS);
                self.inline(says, &vec![b' '; blanks]);
            }
        }
    }

    fn inline(&mut self, says: usize, text: &[u8]) {
        let Some(all) = self.says.get_mut(says).filter(|_| !text.is_empty()) else { return };
        let start = all.len();
        all.extend_from_slice(text);
        if start > 0 {
            self.borders.insert((says, start));
        }
        self.pieces.mark(Piece::Inline { says, start, end: start + text.len() });
    }
}

/// What a cell holds if that is no text: how it is written, and what it is.
fn value_of(e: &Element<'_>) -> Option<(Value, Vec<u8>)> {
    let typed = |kind, attribute: &'static str, value: Option<Vec<u8>>| {
        Some((Value::Typed { kind, attribute }, value.filter(|v| !v.is_empty())?))
    };
    let get = |name| e.get("office", name);
    let of = |allowed: &[u8], text: &[u8]| {
        (text.len() <= 40 && text.iter().all(|b| b.is_ascii_digit() || allowed.contains(b)))
            .then(|| text.to_vec())
    };
    match get("value-type")? {
        b"float" => typed("float", "office:value", get("value").and_then(number::plain)),
        b"percentage" => typed("percentage", "office:value", get("value").and_then(number::plain)),
        b"currency" => typed("currency", "office:value", get("value").and_then(number::plain)),
        b"date" => typed("date", "office:date-value", get("date-value").and_then(|v| of(b"-:T.Z+", v))),
        b"time" => typed("time", "office:time-value", get("time-value").and_then(|v| of(b"PTHMSDY.-", v))),
        b"boolean" => {
            let value = get("boolean-value").filter(|v| matches!(*v, b"true" | b"false"));
            typed("boolean", "office:boolean-value", value.map(<[u8]>::to_vec))
        }
        _ => None,
    }
}

fn count(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Says whether a picture or document that a link leads to is counted with the parts of the package.
fn is_part(path: &str) -> bool {
    // `Obj100` is an object of another program, `Object 1` a document within.
    let is_object = path.starts_with("Obj") && !path.starts_with("Object ");
    is_object || ["Pictures/", PREVIEWS].iter().any(|folder| path.starts_with(folder))
}

/// Returns the path in the package that a link leads to.
fn path_of(href: &[u8]) -> String {
    let href = String::from_utf8_lossy(href);
    href.strip_prefix("./").unwrap_or(&href).trim_end_matches('/').to_owned()
}
