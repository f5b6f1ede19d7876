//! The content of a page: which text and which areas are drawn, where, and to which piece of marked content they belong.

use super::font::Font;
use super::{Aspect, Line, Seen, text_of};
use crate::Fault;
use hayro_syntax::object::{Dict, Object};
use hayro_syntax::page::Page;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;

/// What is learned from page to page.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The text of each piece of marked content, by page and id.
    pub(super) texts: BTreeMap<(usize, i64), String>,
    /// The fonts, by the numbers of their objects.
    fonts: BTreeMap<u32, Rc<Font>>,
}

impl Content {
    /// Returns the fonts of a page by their names, each read once a file.
    fn fonts(&mut self, listed: &Dict<'_>) -> Result<BTreeMap<Vec<u8>, Rc<Font>>, Fault> {
        let absent = || Fault::new("names a font that is not there");
        let mut found = BTreeMap::new();
        for name in listed.keys() {
            let number = listed.get_ref(name.as_ref()).ok_or_else(absent)?.obj_number;
            let font = match self.fonts.entry(number) {
                Entry::Occupied(known) => Rc::clone(known.get()),
                Entry::Vacant(new) => {
                    let dict = listed.get::<Dict<'_>>(name.as_ref()).ok_or_else(absent)?;
                    Rc::clone(new.insert(Rc::new(Font::read(&dict)?)))
                }
            };
            found.insert(name.as_ref().to_vec(), font);
        }
        Ok(found)
    }
}

/// Six numbers, as PDF writes transformations.
type Matrix = [f32; 6];
const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Returns `first`, then `second`.
fn then(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

fn moved([a, b, c, d, e, f]: Matrix, (x, y): (f32, f32)) -> (f32, f32) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    fill: Vec<f32>,
    stroke: Vec<f32>,
    line: f32,
    font: Option<Vec<u8>>,
    size: f32,
}

/// A pair of operators that marks content.
#[derive(Debug, Clone)]
enum Mark {
    Artifact,
    Content(i64),
    /// Text that stands for what is drawn inside.
    Instead,
    Plain,
}

struct Reader<'s> {
    number: usize,
    state: State,
    kept: Vec<State>,
    marks: Vec<Mark>,
    text: Matrix,
    path: Vec<(f32, f32)>,
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    content: &'s mut Content,
    seen: &'s mut Seen,
    tagged: String,
    artifact: String,
}

/// Reads a page.
///
/// # Errors
/// If it holds an operator that this reader does not know.
pub(super) fn read(
    number: usize,
    page: &Page<'_>,
    content: &mut Content,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let fonts = content.fonts(&page.resources().fonts)?;
    let state =
        State { matrix: SAME, fill: Vec::new(), stroke: Vec::new(), line: 1.0, font: None, size: 0.0 };
    let mut reader = Reader {
        number,
        state,
        kept: Vec::new(),
        marks: Vec::new(),
        text: SAME,
        path: Vec::new(),
        fonts,
        content,
        seen,
        tagged: String::new(),
        artifact: String::new(),
    };
    let mut operations = page.operations();
    while let Some(operation) = operations.next() {
        let operands: Vec<Object<'_>> = operation.operands().cloned().collect();
        reader.operation(operation.operator, &operands)?;
    }
    let at = format!("page {}: ", number + 1);
    let tagged = at + &reader.tagged;
    seen.add(Aspect::Text, Line::new(tagged));
    Ok(())
}

impl Reader<'_> {
    fn operation(&mut self, operator: &[u8], operands: &[Object<'_>]) -> Result<(), Fault> {
        let numbers: Vec<f32> =
            operands.iter().filter_map(|o| o.clone().into_number()).map(|n| n.as_f32()).collect();
        match (operator, numbers.as_slice()) {
            (b"q", _) => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().ok_or_else(|| self.fault("Q without q"))?,
            (b"cm", &[a, b, c, d, e, f]) => self.state.matrix = then([a, b, c, d, e, f], self.state.matrix),
            (b"rg" | b"scn" | b"sc" | b"g", colour) => self.state.fill = colour.to_vec(),
            (b"RG" | b"SCN" | b"SC" | b"G", colour) => self.state.stroke = colour.to_vec(),
            (b"w", &[width]) => self.state.line = width,
            (b"BT", _) => self.text = SAME,
            (b"Tm", &[a, b, c, d, e, f]) => self.text = [a, b, c, d, e, f],
            (b"Td", &[x, y]) => self.text = then([1.0, 0.0, 0.0, 1.0, x, y], self.text),
            (b"Tf", &[size]) => {
                let name = operands.first().cloned().and_then(Object::into_name);
                self.state.font = name.map(|name| name.as_ref().to_vec());
                self.state.size = size;
            }
            (b"TJ" | b"Tj", _) => self.show(operands)?,
            (b"m" | b"l", &[x, y]) => self.point(x, y),
            (b"c", &[a, b, c, d, e, f]) => [(a, b), (c, d), (e, f)].iter().for_each(|p| self.point(p.0, p.1)),
            (b"re", &[x, y, w, h]) => [(x, y), (x + w, y + h)].iter().for_each(|p| self.point(p.0, p.1)),
            (b"f" | b"f*", _) => self.paint("fill", &self.state.fill.clone(), None),
            (b"S" | b"s", _) => self.paint("stroke", &self.state.stroke.clone(), Some(self.state.line)),
            (b"n", _) => self.path.clear(),
            (b"BMC" | b"BDC", _) => self.begin(operands)?,
            (b"EMC", _) => {
                if let Mark::Artifact = self.marks.pop().ok_or_else(|| self.fault("EMC without BDC"))? {
                    let text = std::mem::take(&mut self.artifact);
                    self.seen.add(Aspect::Artifacts, Line::new(format!("page {}: {text}", self.number + 1)));
                    self.seen.told.push(text);
                }
            }
            // How lines end and meet, how text is filled, which colour space a colour is of, and the ends of things.
            (b"h" | b"ET" | b"cs" | b"CS" | b"j" | b"J" | b"M" | b"d", _) | (b"Tr", &[0.0]) => {}
            (unknown, _) => {
                return Err(
                    self.fault(&format!("the operator {} is not known", String::from_utf8_lossy(unknown)))
                );
            }
        }
        Ok(())
    }

    fn fault(&self, what: &str) -> Fault {
        Fault::new(format!("page {}: {what}", self.number + 1))
    }

    fn begin(&mut self, operands: &[Object<'_>]) -> Result<(), Fault> {
        let name = operands.first().cloned().and_then(Object::into_name);
        let properties = operands.get(1).cloned().and_then(Object::into_dict);
        let id = properties.as_ref().and_then(|p| p.get::<hayro_syntax::object::Number>("MCID"));
        let instead = properties.as_ref().and_then(|p| text_of(p, "ActualText"));
        let mark = match (name, id, instead) {
            (Some(name), _, _) if name.as_ref() == b"Artifact" => Mark::Artifact,
            (_, Some(id), None) => Mark::Content(id.as_i64()),
            (_, None, Some(instead)) => {
                self.says(&instead)?;
                Mark::Instead
            }
            (_, None, None) => Mark::Plain,
            (_, Some(_), Some(_)) => return Err(self.fault("replaced text with an id of its own")),
        };
        if let Mark::Content(id) = mark {
            let slot = self.content.texts.insert((self.number, id), String::new());
            if slot.is_some() {
                self.seen.faults.push(format!("page {}: id {id} occurs twice", self.number + 1));
            }
        }
        self.marks.push(mark);
        Ok(())
    }

    /// Returns the piece that is drawn: an id, or nothing for an artifact.
    fn piece(&mut self) -> Result<Option<i64>, Fault> {
        let mark = self.marks.iter().find(|mark| matches!(mark, Mark::Artifact | Mark::Content(_)));
        match mark {
            Some(Mark::Content(id)) => Ok(Some(*id)),
            Some(_) => Ok(None),
            None => Err(self.fault("something is drawn that is not marked")),
        }
    }

    fn says(&mut self, text: &str) -> Result<(), Fault> {
        if let Some(id) = self.piece()? {
            self.content.texts.entry((self.number, id)).or_default().push_str(text);
            self.tagged.push_str(text);
        } else {
            self.artifact.push_str(text);
        }
        Ok(())
    }

    fn show(&mut self, operands: &[Object<'_>]) -> Result<(), Fault> {
        let items: Vec<Object<'_>> = match operands {
            [Object::Array(items)] => items.iter::<Object<'_>>().collect(),
            [string] => vec![string.clone()],
            _ => return Err(self.fault("text is shown that is none")),
        };
        for item in items {
            match item {
                Object::Number(back) => self.forward(-back.as_f32() / 1000.0 * self.state.size),
                Object::String(codes) => {
                    for code in codes.as_bytes().chunks(2) {
                        let [high, low] = code else { return Err(self.fault("a code of one byte")) };
                        self.glyph(u16::from_be_bytes([*high, *low]))?;
                    }
                }
                _ => return Err(self.fault("text is shown that is none")),
            }
        }
        Ok(())
    }

    fn forward(&mut self, by: f32) {
        self.text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    fn glyph(&mut self, code: u16) -> Result<(), Fault> {
        let name = self.state.font.clone().unwrap_or_default();
        let font = self.fonts.get(&name).ok_or_else(|| self.fault("a font that is not listed"))?;
        let width = font.width(code) / 1000.0 * self.state.size;
        let shape = font.shape(code).ok_or_else(|| self.fault("a code that draws no glyph"))?;
        let text = font.text(code).map(str::to_owned);
        if !self.marks.iter().any(|mark| matches!(mark, Mark::Instead)) {
            let text = text.ok_or_else(|| self.fault("a glyph that stands for no text"))?;
            self.says(&text)?;
        }
        let at = then(self.text, self.state.matrix);
        let (x, y) = moved(at, (0.0, 0.0));
        let size = self.state.size * (at[0] * at[3] - at[1] * at[2]).abs().sqrt();
        let words = self.words(&format!("shape {shape:016x}"), &self.state.fill.clone())?;
        self.seen.add(Aspect::Drawn, Line::at(words, [x, y, size, width]));
        self.forward(width);
        Ok(())
    }

    /// Says what is drawn, of which piece, and in which colour: to the 255th part, as colours are chosen.
    fn words(&mut self, what: &str, colour: &[f32]) -> Result<String, Fault> {
        let piece = self.piece()?.map_or("artifact".to_owned(), |id| format!("id {id}"));
        let colour: Vec<String> =
            colour.iter().map(|part| format!("{:02X}", (part * 255.0).round() as u8)).collect();
        Ok(format!("page {} {what} of {piece} in {}", self.number + 1, colour.concat()))
    }

    fn point(&mut self, x: f32, y: f32) {
        self.path.push(moved(self.state.matrix, (x, y)));
    }

    fn paint(&mut self, what: &str, colour: &[f32], line: Option<f32>) {
        let words = self.words(what, colour);
        let path = std::mem::take(&mut self.path);
        let ends = |of: fn(&(f32, f32)) -> f32| {
            path.iter().map(of).fold((f32::MAX, f32::MIN), |(low, high), n| (low.min(n), high.max(n)))
        };
        let ((left, right), (low, high)) = (ends(|p| p.0), ends(|p| p.1));
        let numbers = [left, low, right, high].into_iter().chain(line);
        match words {
            Ok(words) => self.seen.add(Aspect::Drawn, Line::at(words, numbers)),
            Err(fault) => self.seen.faults.push(fault.to_string()),
        }
    }
}
