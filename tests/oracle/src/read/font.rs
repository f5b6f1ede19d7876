//! Fonts as a reader needs them: how wide a code is, which text it stands for, and what it draws.

use super::floats;
use crate::Fault;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    texts: BTreeMap<u16, String>,
    /// For each code the number under which widths are listed, where they differ.
    cids: Option<BTreeMap<u16, u16>>,
    widths: BTreeMap<u16, f32>,
    otherwise: f32,
    /// A digest of the outline that each code draws.
    shapes: BTreeMap<u16, u64>,
}

impl Font {
    /// Reads a font.
    ///
    /// # Errors
    /// If it is of a kind that neither writer is known to use.
    pub(super) fn read(dict: &Dict<'_>) -> Result<Self, Fault> {
        let unknown = || Fault::new("has a font that this reader does not know");
        let descendants = dict.get::<Array<'_>>("DescendantFonts").ok_or_else(unknown)?;
        let inner = descendants.iter::<Dict<'_>>().next().ok_or_else(unknown)?;
        let map = dict.get::<Stream<'_>>("ToUnicode").ok_or_else(unknown)?;
        let mut font = Self { texts: texts(&map)?, ..Self::default() };
        if let Some(codes) = dict.get::<Stream<'_>>("Encoding") {
            font.cids = Some(cids(&codes)?);
        } else if super::name_of(dict, "Encoding").as_deref() != Some("Identity-H") {
            return Err(unknown());
        }
        font.otherwise = inner.get::<hayro_syntax::object::Number>("DW").map_or(1000.0, |n| n.as_f32());
        if let Some(list) = inner.get::<Array<'_>>("W") {
            font.widths = widths(&list).ok_or_else(unknown)?;
        }
        let glyphs = inner.get::<Stream<'_>>("CIDToGIDMap").map(|map| unpacked(&map)).transpose()?;
        let program = Program::read(&inner)?;
        for code in font.texts.keys() {
            let cid = font.cid(*code).ok_or_else(unknown)?;
            let pair = |map: &Vec<u8>| {
                let at = usize::from(cid) * 2;
                map.get(at..at + 2).map_or(0, |pair| u16::from_be_bytes([pair[0], pair[1]]))
            };
            let glyph = glyphs.as_ref().map_or(cid, pair);
            font.shapes.insert(*code, program.shape(glyph).ok_or_else(unknown)?);
        }
        Ok(font)
    }

    fn cid(&self, code: u16) -> Option<u16> {
        self.cids.as_ref().map_or(Some(code), |cids| cids.get(&code).copied())
    }

    /// Returns a digest of what a code draws.
    pub(super) fn shape(&self, code: u16) -> Option<u64> {
        self.shapes.get(&code).copied()
    }

    /// Returns the text that a code stands for.
    pub(super) fn text(&self, code: u16) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// Returns the width of a code, in thousandths of an em.
    pub(super) fn width(&self, code: u16) -> f32 {
        self.cid(code).and_then(|cid| self.widths.get(&cid)).copied().unwrap_or(self.otherwise)
    }
}

/// The outlines of a font.
enum Program {
    TrueType(Vec<u8>),
    Compact(Vec<u8>),
}

impl Program {
    fn read(font: &Dict<'_>) -> Result<Self, Fault> {
        let unknown = || Fault::new("has a font without outlines of a kind that is known");
        let descriptor = font.get::<Dict<'_>>("FontDescriptor").ok_or_else(unknown)?;
        if let Some(file) = descriptor.get::<Stream<'_>>("FontFile2") {
            return unpacked(&file).map(Self::TrueType);
        }
        let file = descriptor.get::<Stream<'_>>("FontFile3").ok_or_else(unknown)?;
        match super::name_of(file.dict(), "Subtype").as_deref() {
            Some("CIDFontType0C") => unpacked(&file).map(Self::Compact),
            _ => Err(unknown()),
        }
    }

    /// Returns a digest of the outline of a glyph; one that draws nothing has one too.
    fn shape(&self, glyph: u16) -> Option<u64> {
        let (mut outline, id) = (Outline::default(), ttf_parser::GlyphId(glyph));
        match self {
            Self::TrueType(bytes) => {
                let face = ttf_parser::Face::parse(bytes, 0).ok()?;
                (glyph < face.number_of_glyphs()).then_some(())?;
                face.outline_glyph(id, &mut outline);
            }
            Self::Compact(bytes) => {
                let table = ttf_parser::cff::Table::parse(bytes)?;
                (glyph < table.number_of_glyphs()).then_some(())?;
                let _ = table.outline(id, &mut outline);
            }
        }
        Some(outline.0.finish())
    }
}

/// An outline, as a digest of its lines.
#[derive(Default)]
struct Outline(DefaultHasher);

impl Outline {
    fn add(&mut self, line: u8, points: &[f32]) {
        line.hash(&mut self.0);
        for point in points {
            point.to_bits().hash(&mut self.0);
        }
    }
}

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(0, &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(1, &[x, y]);
    }

    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.add(2, &[a, b, x, y]);
    }

    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.add(3, &[a, b, c, d, x, y]);
    }

    fn close(&mut self) {
        self.add(4, &[]);
    }
}

fn unpacked(stream: &Stream<'_>) -> Result<Vec<u8>, Fault> {
    let bytes = stream.decoded().map_err(|_| Fault::new("has a font that cannot be unpacked"))?;
    Ok(bytes.into_owned())
}

/// Reads `first [w w …]` and `first last w`.
fn widths(list: &Array<'_>) -> Option<BTreeMap<u16, f32>> {
    let mut found = BTreeMap::new();
    let mut entries = list.iter::<Object<'_>>();
    while let Some(first) = entries.next() {
        let first = first.into_number()?.as_i64() as u16;
        match entries.next()? {
            Object::Array(each) => found.extend((first..).zip(floats(&each))),
            end => {
                let end = end.into_number()?.as_i64() as u16;
                let width = entries.next()?.into_number()?.as_f32();
                found.extend((first..=end).map(|code| (code, width)));
            }
        }
    }
    Some(found)
}

/// Returns the words of a map between the words that begin and end a part of it, for each such part.
fn parts(map: &Stream<'_>, kind: &str) -> Result<Vec<Vec<String>>, Fault> {
    let text = String::from_utf8_lossy(&unpacked(map)?)
        .replace('<', " <")
        .replace('>', "> ")
        .replace('[', " [ ")
        .replace(']', " ] ");
    let (begin, end) = (format!("begin{kind}"), format!("end{kind}"));
    let mut found = Vec::new();
    let mut words = text.split_whitespace();
    while words.any(|word| word == begin) {
        found.push(words.by_ref().take_while(|word| *word != end).map(str::to_owned).collect());
    }
    Ok(found)
}

fn units(word: &str) -> Option<Vec<u16>> {
    let digits = word.strip_prefix('<')?.strip_suffix('>')?;
    let unit = |chunk: &[u8]| u16::from_str_radix(std::str::from_utf8(chunk).ok()?, 16).ok();
    digits.as_bytes().chunks(4).map(unit).collect()
}

fn code(word: &str) -> Option<u16> {
    units(word)?.first().copied()
}

fn texts(map: &Stream<'_>) -> Result<BTreeMap<u16, String>, Fault> {
    let broken = || Fault::new("has a character map that cannot be read");
    if !parts(map, "bfrange")?.is_empty() {
        return Err(Fault::new("has a character map with ranges, which neither writer is known to use"));
    }
    let mut found = BTreeMap::new();
    for part in parts(map, "bfchar")? {
        for pair in part.chunks(2) {
            let [from, to] = pair else { return Err(broken()) };
            let text = String::from_utf16(&units(to).ok_or_else(broken)?).map_err(|_| broken())?;
            found.insert(code(from).ok_or_else(broken)?, text);
        }
    }
    Ok(found)
}

fn cids(map: &Stream<'_>) -> Result<BTreeMap<u16, u16>, Fault> {
    let broken = || Fault::new("has an encoding that cannot be read");
    let mut found = BTreeMap::new();
    for part in parts(map, "cidchar")? {
        for pair in part.chunks(2) {
            let [from, to] = pair else { return Err(broken()) };
            found.insert(code(from).ok_or_else(broken)?, to.parse().map_err(|_| broken())?);
        }
    }
    Ok(found)
}
