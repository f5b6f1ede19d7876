//! The embedded fonts: which face has a character, how text becomes glyphs, and which glyphs were used.
//!
//! Every glyph code of the PDF stands for one glyph *and* one text, so that what is copied from the page is what
//! was written, character for character: a no-break space stays one although it looks like a space.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::rc::Rc;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A face of the embedded fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FaceId {
    Regular,
    SemiBold,
    Italic,
    Mono,
    Math,
    Symbols,
}

impl FaceId {
    /// All faces.
    pub(crate) const ALL: [Self; 6] =
        [Self::Regular, Self::SemiBold, Self::Italic, Self::Mono, Self::Math, Self::Symbols];

    /// Faces that are asked, in order, for a character the wanted face lacks.
    const FALLBACK: [Self; 4] = [Self::Regular, Self::Mono, Self::Math, Self::Symbols];

    /// Returns the `PostScript` name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "Inter-Regular",
            Self::SemiBold => "Inter-SemiBold",
            Self::Italic => "Inter-Italic",
            Self::Mono => "JetBrainsMono-Regular",
            Self::Math => "NotoSansMath-Regular",
            Self::Symbols => "NotoSansSymbols2-Regular",
        }
    }

    /// Returns the font file.
    pub(crate) const fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../fonts/Inter-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../fonts/Inter-SemiBold.ttf"),
            Self::Italic => include_bytes!("../../fonts/Inter-Italic.ttf"),
            Self::Mono => include_bytes!("../../fonts/JetBrainsMono-Regular.ttf"),
            Self::Math => include_bytes!("../../fonts/NotoSansMath-Regular.ttf"),
            Self::Symbols => include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf"),
        }
    }

    /// Returns the parsed face.
    ///
    /// # Panics
    /// Never: that the embedded fonts can be read is checked by a test.
    pub(crate) fn face(self) -> &'static rustybuzz::Face<'static> {
        static FACES: LazyLock<Vec<rustybuzz::Face<'static>>> = LazyLock::new(|| {
            FaceId::ALL.iter().filter_map(|id| rustybuzz::Face::from_slice(id.data(), 0)).collect()
        });
        FACES.get(self as usize).expect("the embedded fonts are checked by a test")
    }

    fn has(self, character: char) -> bool {
        self.face().glyph_index(character).is_some()
    }
}

/// A glyph in a run; lengths are in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: FaceId,
    /// The code in the PDF; it stands for a glyph and a text.
    pub(crate) code: u16,
    /// How far the pen moves.
    pub(crate) advance: f32,
    /// How far it would move by the font's own table.
    pub(crate) natural: f32,
    /// How far the glyph stands off the pen, right and up.
    pub(crate) offset: (f32, f32),
}

/// Text as glyphs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<Glyph>,
    /// The sum of the advances, in em.
    pub(crate) width: f32,
}

/// The codes of one face: the glyph and the text each stands for, from code 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    entries: Vec<(u16, Box<str>)>,
    index: HashMap<(u16, Box<str>), u16>,
}

impl Codes {
    /// Returns the glyph and text of each code, from code 1.
    pub(crate) fn entries(&self) -> &[(u16, Box<str>)] {
        &self.entries
    }

    fn code(&mut self, glyph: u16, text: &str) -> u16 {
        let key = (glyph, Box::from(text));
        if let Some(code) = self.index.get(&key) {
            return *code;
        }
        // 65,535 pairs would need a text of more clusters than the fonts have glyphs; the last code is then shared.
        let code = u16::try_from(self.entries.len() + 1).unwrap_or(u16::MAX);
        self.entries.push((glyph, Box::from(text)));
        self.index.insert(key, code);
        code
    }
}

/// Turns text into glyphs and remembers what it used.
pub(crate) struct Shaper {
    cache: HashMap<FaceId, HashMap<Box<str>, Rc<Shaped>>>,
    plans: HashMap<(FaceId, [u8; 4]), Rc<rustybuzz::ShapePlan>>,
    codes: BTreeMap<FaceId, Codes>,
    missing: BTreeSet<char>,
}

impl Shaper {
    pub(crate) fn new() -> Self {
        Self {
            cache: HashMap::new(),
            plans: HashMap::new(),
            codes: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Returns the codes that were used, a face.
    pub(crate) fn codes(&self) -> &BTreeMap<FaceId, Codes> {
        &self.codes
    }

    /// Returns how many different characters no face has, or no reader would see.
    pub(crate) fn missing(&self) -> usize {
        self.missing.len()
    }

    /// Returns the text with every character that cannot be drawn, or would not be seen, spelt out: `⟦U+1F525⟧`.
    ///
    /// A compatibility form that no face has is written in the letters it stands for: `ﬁ` as `fi`.
    pub(crate) fn visible(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '\t' => out.push_str("    "),
                '\n' => out.push('\n'),
                '\r' => {}
                ' '..='~' => out.push(character),
                _ if is_drawn(character) => out.push(character),
                _ => {
                    if let Some(letters) = letters(character) {
                        out.push_str(&letters);
                    } else {
                        self.missing.insert(character);
                        let _ = write!(out, "\u{27e6}U+{:04X}\u{27e7}", u32::from(character));
                    }
                }
            }
        }
        out
    }

    /// Returns the glyphs of a text in a face; characters the face lacks come from another.
    pub(crate) fn shape(&mut self, face: FaceId, text: &str) -> Rc<Shaped> {
        if let Some(found) = self.cache.get(&face).and_then(|words| words.get(text)) {
            return Rc::clone(found);
        }
        let mut shaped = Shaped::default();
        for (face, run) in runs(face, text) {
            self.shape_run(face, run, &mut shaped);
        }
        let shaped = Rc::new(shaped);
        self.cache.entry(face).or_default().insert(Box::from(text), Rc::clone(&shaped));
        shaped
    }

    fn shape_run(&mut self, id: FaceId, text: &str, shaped: &mut Shaped) {
        let face = id.face();
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = self.plans.entry((id, script.tag().to_bytes())).or_insert_with(|| {
            Rc::new(rustybuzz::ShapePlan::new(
                face,
                rustybuzz::Direction::LeftToRight,
                Some(script),
                None,
                &features(),
            ))
        });
        let glyphs = rustybuzz::shape_with_plan(face, plan, buffer);
        #[expect(clippy::cast_precision_loss, reason = "a font unit is far below the precision of f32")]
        let em = |units: i32| units as f32 / face.units_per_em() as f32;
        let codes = self.codes.entry(id).or_default();
        let infos = glyphs.glyph_infos();
        for (at, (info, position)) in infos.iter().zip(glyphs.glyph_positions()).enumerate() {
            let glyph = info.glyph_id as u16;
            let natural = face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph)).unwrap_or(0);
            shaped.width += em(position.x_advance);
            shaped.glyphs.push(Glyph {
                face: id,
                code: codes.code(glyph, cluster(text, infos, at)),
                advance: em(position.x_advance),
                natural: em(i32::from(natural)),
                offset: (em(position.x_offset), em(position.y_offset)),
            });
        }
    }
}

/// Returns the text that the glyph at `at` stands for: its cluster's, or its share of it.
fn cluster<'t>(text: &'t str, infos: &[rustybuzz::GlyphInfo], at: usize) -> &'t str {
    let Some(start) = infos.get(at).map(|info| info.cluster as usize) else { return "" };
    let before = infos.iter().take(at).rev().take_while(|i| i.cluster as usize == start).count();
    let tail = infos.iter().skip(at);
    let end = tail.map(|i| i.cluster as usize).find(|c| *c != start).unwrap_or(text.len());
    let whole = text.get(start..end).unwrap_or("");
    let same = before + infos.iter().skip(at).take_while(|i| i.cluster as usize == start).count();
    if same == 1 {
        return whole;
    }
    // A base with marks that the font cannot join: one character a glyph, the last one takes the rest.
    let mut starts = whole.char_indices().map(|(i, _)| i).skip(before);
    let from = starts.next().unwrap_or(whole.len());
    let to = if before + 1 == same { whole.len() } else { starts.next().unwrap_or(whole.len()) };
    whole.get(from..to).unwrap_or("")
}

/// Ligatures and contextual forms are off: they look well and copy badly.
fn features() -> Vec<rustybuzz::Feature> {
    [b"liga", b"clig", b"calt", b"dlig", b"rlig"]
        .into_iter()
        .map(|tag| rustybuzz::Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(tag), 0, ..))
        .collect()
}

/// Splits a text into runs that one face can draw.
fn runs(wanted: FaceId, text: &str) -> Vec<(FaceId, &str)> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut current = wanted;
    for (at, character) in text.char_indices() {
        let face = if is_mark(character) && current.has(character) {
            current
        } else if wanted.has(character) {
            wanted
        } else {
            FaceId::FALLBACK.into_iter().find(|face| face.has(character)).unwrap_or(wanted)
        };
        if face != current {
            runs.extend(text.get(start..at).filter(|run| !run.is_empty()).map(|run| (current, run)));
            (start, current) = (at, face);
        }
    }
    runs.extend(text.get(start..).filter(|run| !run.is_empty()).map(|run| (current, run)));
    runs
}

fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x300..=0x36f | 0x483..=0x489 | 0x20d0..=0x20f0)
}

/// Says whether a reader would see the character, drawn by one of the faces.
fn is_drawn(character: char) -> bool {
    !is_invisible(character) && FaceId::FALLBACK.iter().any(|face| face.has(character))
}

/// Returns the letters that a compatibility form stands for, if all of them can be drawn.
fn letters(character: char) -> Option<String> {
    let letters: String = std::iter::once(character).filter(|c| !is_invisible(*c)).nfkc().collect();
    (!letters.trim().is_empty() && letters.chars().all(is_drawn)).then_some(letters)
}

/// Characters that a reader would not see, or that would change what he sees: controls, joiners, direction marks,
/// variation selectors, tags.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            u32::from(character),
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
                | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0
                | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff
        )
}

#[cfg(test)]
mod tests {
    use super::{FaceId, Shaper};

    fn copied(face: FaceId, text: &str) -> String {
        let mut shaper = Shaper::new();
        let found = shaper.shape(face, text);
        let text_of = |code: u16, face| shaper.codes()[&face].entries()[usize::from(code) - 1].1.to_string();
        found.glyphs.iter().map(|g| text_of(g.code, g.face)).collect()
    }

    #[test]
    fn reads_all_embedded_fonts() {
        for id in FaceId::ALL {
            assert!(rustybuzz::Face::from_slice(id.data(), 0).is_some(), "{}", id.name());
            assert!(id.face().number_of_glyphs() > 10);
        }
    }

    #[test]
    fn copies_exactly_what_was_written() {
        for text in [
            "office affinity -> != x10",
            "no\u{a0}break and space",
            "e\u{301} a\u{323}\u{302} q\u{307}",
            "Ωμέγα Кириллица ⟦U+1F525⟧ ☑ ✓ ↪ │ └ 3×4 ½ ²",
        ] {
            for face in [FaceId::Regular, FaceId::SemiBold, FaceId::Italic, FaceId::Mono] {
                assert_eq!(copied(face, text), text, "{}", face.name());
            }
        }
    }

    #[test]
    fn gives_every_glyph_of_every_character_a_text() {
        for face in FaceId::ALL {
            for character in ('\u{20}'..'\u{3000}').filter(|c| face.has(*c) && !super::is_invisible(*c)) {
                let mut shaper = Shaper::new();
                let found = shaper.shape(face, &character.to_string());
                let text =
                    |g: &super::Glyph| shaper.codes()[&g.face].entries()[usize::from(g.code) - 1].1.clone();
                assert!(
                    found.glyphs.iter().all(|g| !text(g).is_empty()),
                    "{} U+{:04X}",
                    face.name(),
                    u32::from(character)
                );
            }
        }
    }

    #[test]
    fn spells_out_what_cannot_be_seen() {
        let mut shaper = Shaper::new();
        assert_eq!(shaper.visible("a\u{1f525}b\u{202e}c\u{7}"), "a⟦U+1F525⟧b⟦U+202E⟧c⟦U+0007⟧");
        assert_eq!(shaper.missing(), 3);
    }

    #[test]
    fn writes_compatibility_forms_in_their_letters() {
        let mut shaper = Shaper::new();
        let text = "of\u{fb01}ce e\u{fb03}cient \u{ff21}\u{ff11} \u{3371} \u{32c0}";
        assert_eq!(shaper.visible(text), "office efficient A1 hPa ⟦U+32C0⟧");
        assert_eq!(shaper.missing(), 1);
        assert_eq!(shaper.visible("\u{ffa0}\u{2028}"), "⟦U+FFA0⟧⟦U+2028⟧");
    }

    #[test]
    fn draws_every_common_character() {
        let mut shaper = Shaper::new();
        let text = "äöüßéèñçøåœæ ÄÖÜ ąćęłńóśźż ğış “”‘’„–—…•·§©®™€£¥ αβγδ абвгд ←↑→↓ ≤≥≠≈∞ ─│┌┐└┘├┤┬┴┼ █▒ ●○■□▲▼ ✓✗☐☑⚠";
        assert_eq!(shaper.visible(text), text);
    }
}
