//! Walks through content streams (ISO 32000-1, 8 and 9) and puts what they show on a [`Page`].

#![allow(clippy::many_single_char_names, reason = "the specification names operands so")]

use super::font::Font;
use super::lexer::{Lexer, Token};
use super::names::GlyphNames;
use super::page::{Glyph, Page, Rect, Sight};
use super::state::{Fill, Matrix, State};
use super::store::Store;
use super::strings;
use crate::container::Budget;
use evidact_model::Withheld;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// How deep forms may nest.
const MAX_FORMS: usize = 16;
/// How deep states may nest.
const MAX_STATES: usize = 256;
/// The most operands of an operator.
const MAX_OPERANDS: usize = 64 << 10;
/// The most glyphs on a page.
const MAX_GLYPHS: usize = 2_000_000;

/// What all pages of a document share.
pub(super) struct Shared<'a> {
    pub(super) store: &'a Store,
    pub(super) names: GlyphNames,
    /// Fonts by their dictionary's address: a document is not changed while it is read.
    fonts: HashMap<usize, Rc<Font>>,
    /// Layers that are off.
    hidden: BTreeSet<ObjectId>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(store: &'a Store) -> Result<Self, Withheld> {
        let hidden = hidden_layers(store, store.catalogue()?);
        Ok(Self { store, names: GlyphNames::default(), fonts: HashMap::new(), hidden })
    }

    fn font(&mut self, dict: &Dictionary, budget: &mut Budget) -> Result<Rc<Font>, Withheld> {
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(font) = self.fonts.get(&key) {
            return Ok(Rc::clone(font));
        }
        budget.member()?;
        let font = Rc::new(Font::read(self.store, &self.names, dict, budget)?);
        self.fonts.insert(key, Rc::clone(&font));
        Ok(font)
    }

    /// Says whether what belongs to a layer, or to a combination of them, is not shown.
    fn is_hidden(&self, layer: &Object) -> bool {
        let off = |object: &Object| object.as_reference().is_ok_and(|id| self.hidden.contains(&id));
        if off(layer) {
            return true;
        }
        let Ok(dict) = self.store.get(layer).as_dict() else { return false };
        let members = match dict.get(b"OCGs") {
            Ok(one @ Object::Reference(_)) if self.store.get(one).as_array().is_err() => vec![one],
            Ok(list) => {
                self.store.get(list).as_array().map_or_else(|_| Vec::new(), |list| list.iter().collect())
            }
            Err(_) => return false,
        };
        !members.is_empty() && members.into_iter().all(off)
    }
}

fn hidden_layers(store: &Store, catalogue: &Dictionary) -> BTreeSet<ObjectId> {
    let ids = |list: &[Object]| list.iter().filter_map(|o| o.as_reference().ok()).collect::<BTreeSet<_>>();
    let Some(properties) = store.dict(catalogue, b"OCProperties") else { return BTreeSet::new() };
    let Some(default) = store.dict(properties, b"D") else { return BTreeSet::new() };
    let off = ids(store.array(default, b"OFF"));
    if store.name(default, b"BaseState") != b"OFF" {
        return off;
    }
    let on = ids(store.array(default, b"ON"));
    let all = ids(store.array(properties, b"OCGs"));
    all.difference(&on).copied().chain(off).collect()
}

/// Reads the content of one page.
pub(super) struct Reader<'r, 'a> {
    shared: &'r mut Shared<'a>,
    budget: &'r mut Budget,
    page: Page,
    state: State,
    stack: Vec<State>,
    /// Whether each open marked content is hidden.
    marked: Vec<bool>,
    /// Whether what is being read is hidden as a whole.
    hidden: bool,
    forms: Vec<*const Stream>,
    path: Path,
}

/// The path that is being drawn.
#[derive(Default)]
struct Path {
    rects: Vec<Rect>,
    points: Vec<(f64, f64)>,
    lines: usize,
    curves: usize,
    /// Whether what is drawn later is cut off at it.
    clips: bool,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(shared: &'r mut Shared<'a>, budget: &'r mut Budget) -> Self {
        Self {
            shared,
            budget,
            page: Page::default(),
            state: State::default(),
            stack: Vec::new(),
            marked: Vec::new(),
            hidden: false,
            forms: Vec::new(),
            path: Path::default(),
        }
    }

    /// Returns what was read.
    pub(super) fn finish(self) -> Page {
        self.page
    }

    /// Reads a content stream.
    pub(super) fn run(&mut self, content: &[u8], resources: &Dictionary) -> Result<(), Withheld> {
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Object> = Vec::new();
        let mut open: Vec<(u8, usize)> = Vec::new();
        while let Some(token) = lexer.next() {
            match token {
                Token::Number(number) => operands.push(Object::Real(number as f32)),
                Token::Text(text) => operands.push(Object::string_literal(text)),
                Token::Name(name) => operands.push(Object::Name(name)),
                Token::Open(kind) => open.push((kind, operands.len())),
                Token::Close(_) => {
                    if let Some((kind, start)) = open.pop() {
                        let items = operands.split_off(start.min(operands.len()));
                        operands.push(if kind == b'<' { dictionary(items) } else { Object::Array(items) });
                    }
                }
                Token::Word(word) => {
                    if word == b"ID" {
                        lexer.skip_image();
                        self.page.images += 1;
                    } else if open.is_empty() {
                        self.operator(word, &operands, resources)?;
                    }
                    if open.is_empty() {
                        operands.clear();
                    }
                }
            }
            if operands.len() > MAX_OPERANDS || open.len() > 64 {
                operands.clear();
                open.clear();
            }
        }
        Ok(())
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], resources: &Dictionary) -> Result<(), Withheld> {
        let mut numbers = [0.0; 6];
        for (to, from) in numbers.iter_mut().zip(operands) {
            *to = from.as_float().map_or(0.0, f64::from);
        }
        let [a, b, c, d, e, f] = numbers;
        match word {
            b"q" if self.stack.len() < MAX_STATES => self.stack.push(self.state.clone()),
            b"Q" => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.ctm = Matrix([a, b, c, d, e, f]).then(&self.state.ctm),
            b"gs" => self.graphics_state(operands, resources),
            b"g" => self.state.fill = Fill::of_light(a >= 0.99),
            b"rg" => self.state.fill = Fill::of_light(a.min(b).min(c) >= 0.99),
            b"k" => self.state.fill = Fill::of_light(a.max(b).max(c).max(d) <= 0.01),
            b"sc" | b"scn" => {
                self.state.fill = Fill::of_light(match operands.len() {
                    1 => a >= 0.99,
                    3 => a.min(b).min(c) >= 0.99,
                    _ => false,
                });
            }
            b"cs" => self.state.fill = Fill::Ink,
            b"BT" => self.state.begin_text(),
            b"Tc" => self.state.letter_space = a,
            b"Tw" => self.state.word_space = a,
            b"Tz" => self.state.stretch = a / 100.0,
            b"TL" => self.state.leading = a,
            b"Ts" => self.state.rise = a,
            b"Tr" => self.state.mode = a as u8,
            b"Td" => self.state.move_line(a, b),
            b"TD" => {
                self.state.leading = -b;
                self.state.move_line(a, b);
            }
            b"Tm" => self.state.set_line(Matrix([a, b, c, d, e, f])),
            b"T*" => self.state.next_line(),
            b"Tf" => self.set_font(operands, resources)?,
            b"Tj" => self.show_all(operands)?,
            b"TJ" => {
                self.show_all(operands.first().and_then(|o| o.as_array().ok()).map_or(&[], Vec::as_slice))?;
            }
            b"'" => {
                self.state.next_line();
                self.show_all(operands)?;
            }
            b"\"" => {
                (self.state.word_space, self.state.letter_space) = (a, b);
                self.state.next_line();
                self.show_all(operands.get(2..).unwrap_or_default())?;
            }
            b"Do" => self.external(operands, resources)?,
            b"BMC" => self.marked.push(false),
            b"BDC" => self.begin_marked(operands, resources),
            b"EMC" => {
                self.marked.pop();
            }
            b"sh" => self.page.drawings += 1,
            _ => self.path_operator(word, numbers),
        }
        Ok(())
    }

    fn path_operator(&mut self, word: &[u8], [a, b, c, d, ..]: [f64; 6]) {
        let ends = matches!(word, b"n" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
        if ends && self.path.clips {
            self.cut_off();
        }
        match word {
            b"W" | b"W*" => self.path.clips = true,
            b"re" => {
                let (from, to) = (self.state.ctm.apply(a, b), self.state.ctm.apply(a + c, b + d));
                self.path.rects.push(Rect::between(from, to));
            }
            b"m" | b"l" => {
                self.path.lines += usize::from(word == b"l");
                if self.path.points.len() < 8 {
                    self.path.points.push(self.state.ctm.apply(a, b));
                }
            }
            b"c" | b"v" | b"y" => self.path.curves += 1,
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.count_drawing();
                if self.state.opaque && self.path.curves == 0 && self.state.ctm.is_straight() {
                    let box_of_points = (4..=5).contains(&self.path.points.len()).then(|| {
                        let first = self.path.points.first().copied().unwrap_or_default();
                        self.path.points.iter().fold(Rect::between(first, first), |r, p| Rect {
                            left: r.left.min(p.0),
                            bottom: r.bottom.min(p.1),
                            right: r.right.max(p.0),
                            top: r.top.max(p.1),
                        })
                    });
                    let rects = std::mem::take(&mut self.path.rects).into_iter().chain(box_of_points);
                    self.page
                        .covers
                        .extend(rects.filter(|r| r.right - r.left > 2.0 && r.top - r.bottom > 2.0));
                }
                self.path = Path::default();
            }
            b"S" | b"s" => {
                self.count_drawing();
                self.path = Path::default();
            }
            b"n" => self.path = Path::default(),
            _ => {}
        }
    }

    /// Takes the one rectangle that the path is for what cuts off what is drawn later.
    fn cut_off(&mut self) {
        if let [rect] = self.path.rects.as_slice()
            && self.path.points.is_empty()
            && self.path.curves == 0
            && self.state.ctm.is_straight()
        {
            if self.page.clips.last() != Some(rect) {
                self.page.clips.push(*rect);
            }
            self.state.clip = self.page.clips.len() as u32;
        }
    }

    /// Rules and boxes draw no letters; anything else may.
    fn count_drawing(&mut self) {
        self.page.drawings += u64::from(self.path.curves > 0 || self.path.lines > 4);
    }

    fn graphics_state(&mut self, operands: &[Object], resources: &Dictionary) {
        let store = self.shared.store;
        let states = store.dict(resources, b"ExtGState");
        let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
        let Some(state) = states.and_then(|states| store.dict(states, name)) else { return };
        let clear = store.number(state, b"ca").is_some_and(|alpha| alpha < 0.95);
        let blended = !matches!(store.name(state, b"BM"), b"" | b"Normal" | b"Compatible");
        if state.has(b"ca") || state.has(b"BM") {
            self.state.opaque = !clear && !blended;
        }
    }

    fn set_font(&mut self, operands: &[Object], resources: &Dictionary) -> Result<(), Withheld> {
        let store = self.shared.store;
        let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
        self.state.size = operands.get(1).and_then(|o| o.as_float().ok()).map_or(0.0, f64::from);
        let dict = store.dict(resources, b"Font").and_then(|fonts| store.dict(fonts, name));
        self.state.font = dict.map(|dict| self.shared.font(dict, self.budget)).transpose()?;
        Ok(())
    }

    fn show_all(&mut self, operands: &[Object]) -> Result<(), Withheld> {
        for operand in operands {
            match operand {
                Object::String(bytes, _) => self.show(bytes)?,
                other => {
                    if let Ok(number) = other.as_float() {
                        let state = &mut self.state;
                        state.advance(-f64::from(number) / 1000.0 * state.size * state.stretch);
                    }
                }
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), Withheld> {
        let Some(font) = self.state.font.clone() else {
            self.page.unreadable += bytes.len() as u64;
            return Ok(());
        };
        if !self.page.fonts.iter().any(|known| Rc::ptr_eq(known, &font)) {
            self.page.fonts.push(Rc::clone(&font));
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let shown = font.take(&self.shared.names, rest);
            rest = rest.get(shown.length..).unwrap_or_default();
            let state = &self.state;
            let spaces = state.letter_space + if shown.is_space { state.word_space } else { 0.0 };
            let (width, pen) = (shown.width * state.size * state.stretch, spaces * state.stretch);
            self.put(shown.text.as_deref(), width, font.bold);
            self.state.advance(width + pen);
            if self.page.glyphs.len() > MAX_GLYPHS {
                return Err(Withheld::Budget);
            }
        }
        Ok(())
    }

    fn put(&mut self, text: Option<&str>, width: f64, bold: bool) {
        if text.is_none() {
            self.page.unreadable += 1;
        }
        let text = text.unwrap_or("\u{FFFD}");
        let state = &self.state;
        let matrix = state.text.then(&state.ctm);
        let (x, y) = matrix.apply(0.0, state.rise);
        let (end_x, end_y) = matrix.apply(width, state.rise);
        let size = state.size.abs() * matrix.height();
        let numbers = [x, y, end_x, end_y, size];
        if !numbers.iter().all(|n| n.is_finite() && n.abs() < 1e7) {
            self.page.unreadable += 1;
            return;
        }
        let start = self.page.texts.len() as u32;
        self.page.texts.push_str(text);
        let white = state.fill == Fill::Paper && self.page.covers.is_empty();
        let sight = match state.mode {
            _ if self.hidden || self.marked.contains(&true) => Sight::Removed,
            3 | 7 => Sight::Unseen,
            0 | 4 if white => Sight::Unseen,
            _ => Sight::Seen,
        };
        self.page.glyphs.push(Glyph {
            x,
            y,
            dx: end_x - x,
            dy: end_y - y,
            size,
            text: (start, self.page.texts.len() as u32),
            painted: self.page.covers.len() as u32,
            bold,
            clip: state.clip,
            placed: state.placed,
            sight,
        });
        self.state.placed = false;
    }

    fn begin_marked(&mut self, operands: &[Object], resources: &Dictionary) {
        let store = self.shared.store;
        let layer = operands.first().and_then(|o| o.as_name().ok()) == Some(b"OC");
        match operands.get(1) {
            Some(Object::Name(name)) if layer => {
                let properties = store.dict(resources, b"Properties");
                let hidden =
                    properties.and_then(|p| p.get(name).ok()).is_some_and(|o| self.shared.is_hidden(o));
                self.marked.push(hidden);
            }
            Some(inline) => {
                strings::collect(inline, &mut self.page.asides);
                self.marked.push(false);
            }
            None => self.marked.push(false),
        }
    }

    fn external(&mut self, operands: &[Object], resources: &Dictionary) -> Result<(), Withheld> {
        let store = self.shared.store;
        let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
        let Some(objects) = store.dict(resources, b"XObject") else { return Ok(()) };
        let Object::Stream(stream) = store.value(objects, name) else { return Ok(()) };
        if store.name(&stream.dict, b"Subtype") == b"Form" {
            return self.form(stream, resources);
        }
        self.page.images += 1;
        let see_through = [&b"SMask"[..], b"Mask", b"ImageMask"].iter().any(|key| stream.dict.has(key));
        if !see_through && self.state.opaque && self.state.ctm.is_straight() {
            let corners = (self.state.ctm.apply(0.0, 0.0), self.state.ctm.apply(1.0, 1.0));
            self.page.covers.push(Rect::between(corners.0, corners.1));
        }
        Ok(())
    }

    /// Reads a form: content of its own, with its own place and resources.
    pub(super) fn form(&mut self, stream: &Stream, resources: &Dictionary) -> Result<(), Withheld> {
        let store = self.shared.store;
        let this = std::ptr::from_ref(stream);
        // A form that shows itself shows nothing more.
        if self.forms.len() >= MAX_FORMS || self.forms.contains(&this) {
            return Ok(());
        }
        let content = store.content(stream, self.budget)?;
        let outside = self.state.clone();
        // What a form closes, it must have opened.
        let (stack, marked) = (std::mem::take(&mut self.stack), std::mem::take(&mut self.marked));
        let hidden = self.hidden;
        self.hidden |=
            marked.contains(&true) || stream.dict.get(b"OC").is_ok_and(|o| self.shared.is_hidden(o));
        if let Ok(matrix) = <[f64; 6]>::try_from(store.numbers(&stream.dict, b"Matrix")) {
            self.state.ctm = Matrix(matrix).then(&self.state.ctm);
        }
        let own = store.dict(&stream.dict, b"Resources").unwrap_or(resources);
        self.forms.push(this);
        let result = self.run(&content, own);
        self.forms.pop();
        (self.stack, self.marked, self.hidden, self.state) = (stack, marked, hidden, outside);
        result
    }

    /// Reads what a mark on the page looks like, in its place.
    pub(super) fn appearance(&mut self, stream: &Stream, place: Option<Rect>) -> Result<(), Withheld> {
        let store = self.shared.store;
        self.state = State::default();
        let bounds = Rect::of(&store.numbers(&stream.dict, b"BBox"));
        if let (Some(place), Some(bounds)) = (place, bounds) {
            self.state.ctm =
                Matrix([1.0, 0.0, 0.0, 1.0, place.left - bounds.left, place.bottom - bounds.bottom]);
        }
        self.form(stream, &Dictionary::new())
    }

    pub(super) fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    pub(super) fn budget(&mut self) -> &mut Budget {
        self.budget
    }
}

fn dictionary(items: Vec<Object>) -> Object {
    let mut dict = Dictionary::new();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if let Object::Name(key) = key {
            dict.set(key, value);
        }
    }
    Object::Dictionary(dict)
}
