//! Character maps: what the codes of a font mean (`ToUnicode`), and how strings are cut into codes.

use super::lexer::{Lexer, Token};
use std::collections::BTreeMap;

/// More entries than this no font has.
const MAX_ENTRIES: usize = 200_000;
/// No code means a longer text.
const MAX_UNITS: usize = 64;

/// A map from codes to texts or glyph numbers.
#[derive(Default)]
pub(super) struct CMap {
    texts: BTreeMap<u32, String>,
    /// First and last code, first glyph number.
    glyphs: Vec<(u32, u32, u32)>,
    /// Length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
}

impl CMap {
    /// Reads a map. What is not understood is left out.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut operands: Vec<Operand> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in Lexer::new(bytes) {
            match token {
                Token::Open(b'[') => list = Some(Vec::new()),
                Token::Close(b']') => operands.extend(list.take().map(Operand::List)),
                Token::Text(text) => match &mut list {
                    Some(list) => list.push(text),
                    None => operands.push(Operand::Text(text)),
                },
                Token::Number(number) => operands.push(Operand::Number(number as u32)),
                Token::Word(word) if word.starts_with(b"begin") => operands.clear(),
                Token::Word(word) => {
                    map.section(word, &operands);
                    operands.clear();
                }
                _ => {}
            }
        }
        map.glyphs.sort_unstable();
        map
    }

    fn section(&mut self, end: &[u8], operands: &[Operand]) {
        match end {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(first), Operand::Text(last)] = pair
                        && (1..=4).contains(&first.len())
                        && self.spaces.len() < 64
                    {
                        self.spaces.push((first.len(), number(first), number(last)));
                    }
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(code), Operand::Text(text)] = pair {
                        self.add(number(code), &units(text));
                    }
                }
            }
            b"endbfrange" => {
                for row in operands.chunks_exact(3) {
                    self.range(row);
                }
            }
            b"endcidrange" => {
                for row in operands.chunks_exact(3) {
                    if let [Operand::Text(first), Operand::Text(last), Operand::Number(glyph)] = row
                        && self.glyphs.len() < MAX_ENTRIES
                    {
                        self.glyphs.push((number(first), number(last), *glyph));
                    }
                }
            }
            b"endcidchar" => {
                for row in operands.chunks_exact(2) {
                    if let [Operand::Text(code), Operand::Number(glyph)] = row
                        && self.glyphs.len() < MAX_ENTRIES
                    {
                        self.glyphs.push((number(code), number(code), *glyph));
                    }
                }
            }
            _ => {}
        }
    }

    fn range(&mut self, row: &[Operand]) {
        let [Operand::Text(first), Operand::Text(last), to] = row else { return };
        let (first, last) = (number(first), number(last));
        match to {
            Operand::Text(text) => {
                let mut text = units(text);
                for code in first..=last.min(first.saturating_add(0xFFFF)) {
                    self.add(code, &text);
                    if let Some(unit) = text.last_mut() {
                        *unit = unit.wrapping_add(1);
                    }
                }
            }
            Operand::List(texts) => {
                for (code, text) in (first..=last).zip(texts) {
                    self.add(code, &units(text));
                }
            }
            Operand::Number(_) => {}
        }
    }

    fn add(&mut self, code: u32, units: &[u16]) {
        if self.texts.len() < MAX_ENTRIES && units.len() <= MAX_UNITS {
            self.texts.insert(code, String::from_utf16_lossy(units));
        }
    }

    /// Returns what a code means.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// Returns the glyph number of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let after = self.glyphs.partition_point(|range| range.0 <= code);
        let (first, last, glyph) = self.glyphs.get(after.checked_sub(1)?)?;
        (code <= *last).then(|| glyph.saturating_add(code - first))
    }

    /// Cuts the first code off a string: the code and its length.
    pub(super) fn cut(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let code = number(bytes.get(..length).unwrap_or_default());
            if self.spaces.iter().any(|s| s.0 == length && (s.1..=s.2).contains(&code)) {
                return (code, length);
            }
        }
        let length = self.spaces.iter().map(|s| s.0).min().unwrap_or(2).min(bytes.len());
        (number(bytes.get(..length).unwrap_or_default()), length)
    }
}

enum Operand {
    Text(Vec<u8>),
    Number(u32),
    List(Vec<Vec<u8>>),
}

/// Returns the number that bytes spell, the first one highest.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn units(text: &[u8]) -> Vec<u16> {
    // A single byte is against the rules, and meant as a character.
    if let [byte] = text {
        return vec![u16::from(*byte)];
    }
    text.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn reads_characters_ranges_and_lists() {
        // Forms of ISO 32000-1, 9.10.3.
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <0041> <0002><00660066> \
              endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D835DC00>] endbfrange \
              1 begincidrange <0000> <00ff> 7 endcidrange",
        );
        let texts = [1, 2, 0x12, 0x20, 0x21, 0x99].map(|code| map.text(code));
        assert!(texts == [Some("A"), Some("ff"), Some("c"), Some("x"), Some("\u{1D400}"), None]);
        assert!(map.cut(&[0, 1, 2]) == (1, 2) && map.cut(&[9]) == (9, 1));
        assert!(map.glyph(3) == Some(10) && map.glyph(0x100).is_none());
    }

    #[test]
    fn is_bounded_by_hostile_ranges() {
        let map = CMap::read(b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert!(map.text(0xFFFF).is_some() && map.text(0x1_0000).is_none());
        CMap::read(b"endbfrange endbfchar ] [ <01> endcidrange");
    }
}
