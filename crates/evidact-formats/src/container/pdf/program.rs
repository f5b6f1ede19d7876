//! What an embedded font program says of its glyphs: their names, and the characters that they are for.

use super::lexer::{Lexer, Token};
use super::names::GlyphNames;
use super::store::Store;
use crate::container::Budget;
use evidact_model::Withheld;
use lopdf::{Dictionary, Object};
use std::collections::HashMap;
use ttf_parser::{Face, GlyphId, cff};

/// The characters that a font program is asked for: all scripts in common use but for Han and Hangul.
const ASKED: [std::ops::RangeInclusive<u32>; 3] = [0x20..=0x2FFF, 0xA640..=0xAB6F, 0xFB00..=0xFDFF];

/// An embedded font program.
#[derive(Default)]
pub(super) struct Program {
    embedded: bool,
    /// What the codes of its own encoding show: names.
    codes: Vec<Option<Vec<u8>>>,
    /// Names of glyphs.
    names: HashMap<u16, Vec<u8>>,
    /// Characters of glyphs.
    characters: HashMap<u16, Vec<char>>,
    /// The glyphs of codes.
    glyphs: Vec<Option<u16>>,
}

impl Program {
    /// Reads the program that a font descriptor refers to.
    pub(super) fn read(
        store: &Store,
        descriptor: Option<&Dictionary>,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        let Some(descriptor) = descriptor else { return Ok(Self::default()) };
        for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
            let Object::Stream(stream) = store.value(descriptor, key) else { continue };
            let bytes = store.content(stream, budget)?;
            let mut program = match key {
                b"FontFile" => Self::of_type1(&bytes),
                _ if bytes.starts_with(&[1, 0]) => Self::of_cff(&bytes),
                _ => Self::of_sfnt(&bytes),
            };
            program.embedded = true;
            return Ok(program);
        }
        Ok(Self::default())
    }

    /// Says whether there is a program.
    pub(super) fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// Returns what a glyph may mean.
    pub(super) fn texts(&self, names: &GlyphNames, glyph: u16) -> Vec<String> {
        match self.characters.get(&glyph) {
            Some(characters) => characters.iter().map(char::to_string).collect(),
            None => self.names.get(&glyph).and_then(|name| names.text(name)).into_iter().collect(),
        }
    }

    /// Returns what the codes of its own encoding mean.
    pub(super) fn builtin(&self, names: &GlyphNames) -> Vec<Option<String>> {
        if self.codes.is_empty() {
            let text =
                |glyph: &Option<u16>| glyph.and_then(|glyph| self.texts(names, glyph).into_iter().next());
            return self.glyphs.iter().map(text).collect();
        }
        self.codes.iter().map(|name| name.as_ref().and_then(|name| names.text(name))).collect()
    }

    /// Type 1: the encoding stands in the clear part, as `dup 65 /A put`.
    fn of_type1(bytes: &[u8]) -> Self {
        let end = memchr::memmem::find(bytes, b"eexec").unwrap_or(bytes.len());
        let clear = bytes.get(..end).unwrap_or(bytes);
        let mut codes: Vec<Option<Vec<u8>>> = vec![None; 256];
        let mut before = [None, None];
        let mut any = false;
        for token in Lexer::new(clear) {
            if let (Token::Word(b"put"), [Some(Token::Number(code)), Some(Token::Name(name))]) =
                (&token, &before)
                && let Some(entry) = codes.get_mut(*code as usize)
            {
                *entry = Some(name.clone());
                any = true;
            }
            let [_, last] = before;
            before = [last, Some(token)];
        }
        if !any {
            let standard = super::names::Standard::Adobe.table();
            codes = standard.into_iter().map(|text| text.and_then(|t| single_name(&t))).collect();
        }
        Self { codes, ..Self::default() }
    }

    fn of_cff(bytes: &[u8]) -> Self {
        let mut program = Self::default();
        if let Some(table) = cff::Table::parse(bytes) {
            for glyph in 0..table.number_of_glyphs() {
                if let Some(name) = table.glyph_name(GlyphId(glyph)) {
                    program.names.insert(glyph, name.as_bytes().to_vec());
                }
            }
            program.glyphs = (0..=255u8).map(|code| table.glyph_index(code).map(|id| id.0)).collect();
        }
        program
    }

    fn of_sfnt(bytes: &[u8]) -> Self {
        let mut program = Self::default();
        let Ok(face) = Face::parse(bytes, 0) else { return program };
        for glyph in 0..face.number_of_glyphs() {
            if let Some(name) = face.glyph_name(GlyphId(glyph)) {
                program.names.insert(glyph, name.as_bytes().to_vec());
            }
        }
        for character in ASKED.into_iter().flatten().filter_map(char::from_u32) {
            if let Some(glyph) = face.glyph_index(character) {
                program.characters.entry(glyph.0).or_default().push(character);
            }
        }
        let subtables = face.tables().cmap.map(|cmap| cmap.subtables);
        let glyph = |code: u32| {
            let tables = subtables.iter().flat_map(|tables| tables.into_iter());
            tables
                .filter(|t| !t.is_unicode())
                .find_map(|t| t.glyph_index(code).or_else(|| t.glyph_index(0xF000 + code)))
        };
        program.glyphs = (0..256).map(|code| glyph(code).map(|id| id.0)).collect();
        program
    }
}

/// Names a character as the glyph list names it, by its number.
fn single_name(text: &str) -> Option<Vec<u8>> {
    text.chars().next().map(|c| format!("u{:04X}", u32::from(c)).into_bytes())
}
