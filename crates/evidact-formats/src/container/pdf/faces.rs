//! The typefaces of the copies: which one has a character, and the fonts cut down to what was used.
//!
//! Every code stands for one character, so that what is copied from a page is what was written.

use evidact_model::Withheld;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use ttf_parser::Face;

/// The width of a column, in thousandths of the size: that of the first face.
pub(super) const COLUMN: u32 = 600;

/// What stands for a character that cannot be drawn.
const BOX: char = '□';

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

/// Collections of characters that readers have fonts for, so that none is embedded (ISO 32000-1, 9.7.5.2).
const COLLECTIONS: [Collection; 3] = [
    Collection { font: "STSong-Light", ordering: "GB1", supplement: 5, encoding: "UniGB-UTF16-H" },
    Collection { font: "HeiseiKakuGo-W5", ordering: "Japan1", supplement: 5, encoding: "UniJIS-UTF16-H" },
    Collection { font: "HYGoThic-Medium", ordering: "Korea1", supplement: 1, encoding: "UniKS-UTF16-H" },
];
/// How wide their characters are.
pub(super) const WIDE: u32 = 1000;

/// A collection of characters: the codes of its encoding are those of Unicode.
#[derive(Clone, Copy)]
pub(super) struct Collection {
    pub(super) font: &'static str,
    pub(super) ordering: &'static str,
    pub(super) supplement: u8,
    pub(super) encoding: &'static str,
}

/// How Han characters are written around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Han {
    Chinese,
    Japanese,
}

impl Han {
    /// Returns how they are written in a text: with Kana it is Japanese.
    pub(super) fn of(text: &str) -> Self {
        if text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30FF}')) {
            Self::Japanese
        } else {
            Self::Chinese
        }
    }

    /// Returns the collection of a character.
    fn collection(self, character: char) -> Option<usize> {
        match character {
            '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Some(1),
            '\u{AC00}'..='\u{D7A3}' | '\u{3130}'..='\u{318F}' => Some(2),
            '\u{2E80}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF01}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}' => Some(usize::from(self == Self::Japanese)),
            _ => None,
        }
    }
}

/// Says whether a character is as wide as two columns.
pub(super) fn is_wide(character: char) -> bool {
    Han::Chinese.collection(character).is_some()
}

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
    pub(super) drawn: Drawn,
}

/// What stands for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    Itself,
    Box,
}

/// All faces.
pub(super) struct Faces {
    typefaces: Vec<Typeface>,
    known: HashMap<char, Option<Set>>,
    /// What was used of each collection.
    collected: [BTreeSet<u16>; COLLECTIONS.len()],
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
        Self {
            typefaces: faces.collect(),
            known: HashMap::new(),
            collected: [const { BTreeSet::new() }; COLLECTIONS.len()],
        }
    }

    /// Returns a character in the first face that has it; or in a collection; or a box that means it.
    pub(super) fn set(&mut self, character: char, han: Han) -> Option<Set> {
        if let Some(known) = self.known.get(&character).copied() {
            return known;
        }
        // No face has the sign for what is missing; a box stands for it, and means it.
        let drawn = if character == char::REPLACEMENT_CHARACTER { BOX } else { character };
        if let Some(set) = self.find(drawn, character, Drawn::Itself) {
            self.known.insert(character, Some(set));
            return Some(set);
        }
        if let (Some(number), Ok(code)) = (han.collection(character), u16::try_from(u32::from(character))) {
            self.collected.get_mut(number)?.insert(code);
            return Some(Set { face: FILES.len() + number, code, width: WIDE, drawn: Drawn::Itself });
        }
        let set = self.find(BOX, character, Drawn::Box);
        self.known.insert(character, set);
        set
    }

    fn find(&mut self, shape: char, character: char, drawn: Drawn) -> Option<Set> {
        self.typefaces.iter_mut().enumerate().find_map(|(number, face)| {
            let glyph = face.face.glyph_index(shape)?;
            let code = u16::try_from(face.codes.len() + 1).ok()?;
            let advance = u32::from(face.face.glyph_hor_advance(glyph).unwrap_or(0));
            let width = advance * 1000 / u32::from(face.face.units_per_em()).max(1);
            face.codes.push((glyph.0, character, width));
            Some(Set { face: number, code, width, drawn })
        })
    }

    /// Returns the collections that were used, with their numbers and maps to Unicode.
    pub(super) fn collections(&self) -> Vec<(usize, Collection, String)> {
        let used =
            COLLECTIONS.iter().zip(&self.collected).enumerate().filter(|(_, (_, codes))| !codes.is_empty());
        used.map(|(number, (collection, codes))| {
            let codes = codes.iter().filter_map(|code| Some((*code, char::from_u32(u32::from(*code))?)));
            (FILES.len() + number, *collection, to_unicode(&codes.collect::<Vec<_>>()))
        })
        .collect()
    }

    /// Returns the fonts that were used, with their numbers.
    pub(super) fn embed(&self) -> Result<Vec<(usize, Embedded)>, Withheld> {
        let used = self.typefaces.iter().enumerate().filter(|(_, face)| !face.codes.is_empty());
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
            to_unicode: to_unicode(
                &(1..)
                    .zip(&self.codes)
                    .map(|(code, (_, character, _))| (code, *character))
                    .collect::<Vec<_>>(),
            ),
            metrics: metrics.map(scaled),
        })
    }
}

/// Writes the map from codes to characters.
fn to_unicode(codes: &[(u16, char)]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
         /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    for hundred in codes.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", hundred.len());
        for (code, character) in hundred {
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

#[cfg(test)]
mod tests {
    use super::{Drawn, FILES, Faces, Han};

    #[test]
    fn all_faces_can_be_read_and_cut_down() {
        let mut faces = Faces::new();
        assert_eq!(faces.typefaces.len(), FILES.len());
        for character in ['A', 'ä', 'Ж', 'λ', '€', '→', '\u{FFFD}', '∑', '⯾', '✓', '⭐'] {
            assert!(
                faces.set(character, Han::Chinese).is_some_and(|set| set.drawn == Drawn::Itself),
                "{character}"
            );
        }
        assert_eq!(faces.set('A', Han::Chinese).unwrap().width, super::COLUMN);
        assert!(faces.embed().unwrap().len() >= 2);
        assert_eq!(faces.set('\u{5D0}', Han::Chinese).unwrap().drawn, Drawn::Box);
    }

    #[test]
    fn letters_of_east_asia_are_left_to_the_fonts_of_readers() {
        let mut faces = Faces::new();
        let mut font = |character, han| {
            let set = faces.set(character, han).unwrap();
            assert!(set.drawn == Drawn::Itself && u32::from(set.code) == u32::from(character));
            set.face - FILES.len()
        };
        assert_eq!([font('漢', Han::of("漢字")), font('漢', Han::of("漢字かな"))], [0, 1]);
        assert_eq!([font('か', Han::Chinese), font('한', Han::Chinese)], [1, 2]);
        assert_eq!(faces.collections().len(), 3);
    }
}
