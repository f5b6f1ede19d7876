//! The typefaces of the copies: which one has a character, and the fonts cut down to what was used.
//!
//! Every code stands for one character, so that what is copied from a page is what was written.

use evidact_model::Withheld;
use std::collections::HashMap;
use std::fmt::Write;
use ttf_parser::Face;

/// The width of a column, in thousandths of the size: that of the first face.
pub(super) const COLUMN: u32 = 600;

/// The faces that are asked for a character, in order: name and file.
const FILES: [(&str, &[u8]); 4] = [
    ("JetBrainsMono-Regular", include_bytes!("../../../../evidact-render/fonts/JetBrainsMono-Regular.ttf")),
    ("Inter-Regular", include_bytes!("../../../../evidact-render/fonts/Inter-Regular.ttf")),
    ("NotoSansMath-Regular", include_bytes!("../../../../evidact-render/fonts/NotoSansMath-Regular.ttf")),
    (
        "NotoSansSymbols2-Regular",
        include_bytes!("../../../../evidact-render/fonts/NotoSansSymbols2-Regular.ttf"),
    ),
];

/// A face and the characters that were used of it.
pub(super) struct Typeface {
    name: &'static str,
    file: &'static [u8],
    face: Face<'static>,
    /// Glyph, character and width of each code, from code 1.
    codes: Vec<(u16, char, u32)>,
}

/// A character in one of the faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) face: usize,
    pub(super) code: u16,
    /// How wide it is, in thousandths of the size.
    pub(super) width: u32,
}

/// All faces.
pub(super) struct Faces {
    faces: Vec<Typeface>,
    known: HashMap<char, Option<Set>>,
}

/// A font as it stands in a file.
pub(super) struct Embedded {
    pub(super) name: String,
    pub(super) program: Vec<u8>,
    pub(super) glyphs: Vec<u8>,
    pub(super) widths: String,
    pub(super) to_unicode: String,
    /// Bounds, ascent and descent.
    pub(super) metrics: [i32; 6],
}

impl Faces {
    pub(super) fn new() -> Self {
        let faces = FILES.iter().filter_map(|(name, file)| {
            let face = Face::parse(file, 0).ok()?;
            Some(Typeface { name, file, face, codes: Vec::new() })
        });
        Self { faces: faces.collect(), known: HashMap::new() }
    }

    /// Returns a character in the first face that has it.
    pub(super) fn set(&mut self, character: char) -> Option<Set> {
        if let Some(known) = self.known.get(&character) {
            return *known;
        }
        let found = self.faces.iter_mut().enumerate().find_map(|(number, face)| {
            // No face has the sign for what is missing; a box stands for it, and means it.
            let drawn = if character == '\u{FFFD}' { '□' } else { character };
            let glyph = face.face.glyph_index(drawn)?;
            let code = u16::try_from(face.codes.len() + 1).ok()?;
            let advance = u32::from(face.face.glyph_hor_advance(glyph).unwrap_or(0));
            let width = advance * 1000 / u32::from(face.face.units_per_em()).max(1);
            face.codes.push((glyph.0, character, width));
            Some(Set { face: number, code, width })
        });
        self.known.insert(character, found);
        found
    }

    /// Returns the fonts that were used, with their numbers.
    pub(super) fn embed(&self) -> Result<Vec<(usize, Embedded)>, Withheld> {
        let used = self.faces.iter().enumerate().filter(|(_, face)| !face.codes.is_empty());
        used.map(|(number, face)| face.embed(number).map(|font| (number, font))).collect()
    }
}

impl Typeface {
    fn embed(&self, number: usize) -> Result<Embedded, Withheld> {
        let mut remapper = subsetter::GlyphRemapper::new();
        let (mut glyphs, mut widths) = (vec![0u8, 0], String::new());
        for (glyph, _, width) in &self.codes {
            glyphs.extend_from_slice(&remapper.remap(*glyph).to_be_bytes());
            let _ = write!(widths, "{width} ");
        }
        let program = subsetter::subset(self.file, 0, &remapper).map_err(|_| Withheld::Internal)?;
        let em = i32::from(self.face.units_per_em()).max(1);
        let bounds = self.face.global_bounding_box();
        let scaled = |units: i16| i32::from(units) * 1000 / em;
        let metrics = [
            bounds.x_min,
            bounds.y_min,
            bounds.x_max,
            bounds.y_max,
            self.face.ascender(),
            self.face.descender(),
        ];
        // The tag in front of the name of a subset only has to differ between the fonts of one file.
        let tag = ["AAAAAA", "BBBBBB", "CCCCCC", "DDDDDD"].get(number).copied().unwrap_or("EEEEEE");
        let name = format!("{tag}+{}", self.name);
        Ok(Embedded {
            name,
            program,
            glyphs,
            widths,
            to_unicode: self.to_unicode(),
            metrics: metrics.map(scaled),
        })
    }

    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
             /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let codes: Vec<_> = (1u32..).zip(&self.codes).collect();
        for hundred in codes.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", hundred.len());
            for (code, (_, character, _)) in hundred {
                let _ = write!(map, "<{code:04X}> <");
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(map, "{unit:04X}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, Faces};

    #[test]
    fn all_faces_can_be_read_and_cut_down() {
        let mut faces = Faces::new();
        assert_eq!(faces.faces.len(), FILES.len());
        for character in ['A', 'ä', 'Ж', 'λ', '€', '→', '\u{FFFD}', '∑', '⯾', '✓', '⭐'] {
            assert!(faces.set(character).is_some(), "{character}");
        }
        assert_eq!(faces.set('漢'), None);
        assert_eq!(faces.set('A').unwrap().width, super::COLUMN);
        assert!(faces.embed().unwrap().len() >= 2);
    }
}
