//! How text becomes glyphs, and which glyphs were used.
//!
//! Every glyph code of the PDF stands for one glyph *and* one text, so that what is copied from the page is what
//! was written, character for character: a no-break space stays one although it looks like a space.

use super::fonts::{Book, FaceId};
use rustybuzz::ttf_parser::{GlyphId, Tag};
use rustybuzz::{Direction, GlyphInfo};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// A glyph in a run; lengths are in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The face.
    pub face: FaceId,
    /// The code in the PDF; it stands for a glyph and a text.
    pub code: u16,
    /// How far the pen moves.
    pub advance: f32,
    /// How far it would move by the font's own table.
    pub natural: f32,
    /// How far the glyph stands off the pen, right and up.
    pub offset: (f32, f32),
}

/// Text as glyphs, from left to right.
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

/// Characters that were spelt out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spelt {
    /// Those that no face has.
    pub(crate) missing: BTreeSet<char>,
    /// Those that no reader would see, or that would change what he sees.
    pub(crate) unseen: BTreeSet<char>,
}

/// Turns text into glyphs and remembers what it used.
pub(crate) struct Shaper<'f> {
    pub(crate) book: Book<'f>,
    cache: HashMap<(FaceId, bool), HashMap<Box<str>, Rc<Shaped>>>,
    plans: HashMap<(FaceId, [u8; 4], bool), Rc<rustybuzz::ShapePlan>>,
    codes: BTreeMap<FaceId, Codes>,
    spelt: Spelt,
}

impl<'f> Shaper<'f> {
    pub(crate) fn new(book: Book<'f>) -> Self {
        Self {
            book,
            cache: HashMap::new(),
            plans: HashMap::new(),
            codes: BTreeMap::new(),
            spelt: Spelt::default(),
        }
    }

    /// Returns the codes that were used, a face.
    pub(crate) fn codes(&self) -> &BTreeMap<FaceId, Codes> {
        &self.codes
    }

    /// Returns the codes that were used, and forgets the rest.
    pub(crate) fn into_codes(self) -> BTreeMap<FaceId, Codes> {
        self.codes
    }

    /// Returns the characters that were spelt out so far.
    pub(crate) fn spelt(&self) -> &Spelt {
        &self.spelt
    }

    /// Returns the text with every character that cannot be drawn, or would not be seen, spelt out: `⟦U+1F525⟧`.
    ///
    /// A compatibility form that no face has is written in the letters it stands for: `ﬁ` as `fi`.
    pub(crate) fn visible(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut before = None;
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            match character {
                '\t' => out.push_str("    "),
                '\n' => out.push('\n'),
                '\r' => {}
                ' '..='~' => out.push(character),
                _ if self.is_drawn(character) || joins(before, character, rest.peek()) => out.push(character),
                _ => self.spell(character, &mut out),
            }
            before = Some(character);
        }
        out
    }

    fn spell(&mut self, character: char, out: &mut String) {
        if let Some(letters) = self.letters(character) {
            out.push_str(&letters);
            return;
        }
        let list = if is_unseen(character) { &mut self.spelt.unseen } else { &mut self.spelt.missing };
        list.insert(character);
        let _ = write!(out, "\u{27e6}U+{:04X}\u{27e7}", u32::from(character));
    }

    /// Says whether a reader would see the character, drawn by one of the faces.
    fn is_drawn(&self, character: char) -> bool {
        !is_unseen(character) && self.book.find(FaceId::Regular, character).is_some()
    }

    /// Returns the letters that a compatibility form stands for, if all of them can be drawn.
    fn letters(&self, character: char) -> Option<String> {
        let letters: String = std::iter::once(character).filter(|c| !is_unseen(*c)).nfkc().collect();
        (!letters.trim().is_empty() && letters.chars().all(|c| self.is_drawn(c))).then_some(letters)
    }

    /// Returns the glyphs of a text in a face; characters the face lacks come from another.
    pub(crate) fn shape(&mut self, face: FaceId, text: &str, rtl: bool) -> Rc<Shaped> {
        if let Some(found) = self.cache.get(&(face, rtl)).and_then(|words| words.get(text)) {
            return Rc::clone(found);
        }
        let mut shaped = Shaped::default();
        let mut runs = self.runs(face, text);
        if rtl {
            runs.reverse();
        }
        for (face, run) in runs {
            self.shape_run(face, run, rtl, &mut shaped);
        }
        let shaped = Rc::new(shaped);
        self.cache.entry((face, rtl)).or_default().insert(Box::from(text), Rc::clone(&shaped));
        shaped
    }

    fn shape_run(&mut self, id: FaceId, text: &str, rtl: bool, shaped: &mut Shaped) {
        let face = self.book.face(id);
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let plan = self.plans.entry((id, script.tag().to_bytes(), rtl)).or_insert_with(|| {
            let features = features(rtl || matches!(id, FaceId::Own(_)));
            Rc::new(rustybuzz::ShapePlan::new(face, direction, Some(script), None, &features))
        });
        let glyphs = rustybuzz::shape_with_plan(face, plan, buffer);
        #[expect(clippy::cast_precision_loss, reason = "a font unit is far below the precision of f32")]
        let em = |units: i32| units as f32 / face.units_per_em() as f32;
        let empty = self.book.face(CARRIER).glyph_index('\u{200b}').map_or(0, |glyph| glyph.0);
        let texts = texts(text, glyphs.glyph_infos(), rtl);
        for ((info, position), text) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()).zip(texts) {
            let glyph = info.glyph_id as u16;
            let natural = face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0);
            let (text, more) = if rtl { split_first(text) } else { (text, "") };
            // From left to right: what is read last stands first.
            for character in more.chars().rev() {
                shaped.glyphs.push(carrier(&mut self.codes, empty, character));
            }
            let codes = self.codes.entry(id).or_default();
            shaped.width += em(position.x_advance);
            shaped.glyphs.push(Glyph {
                face: id,
                code: codes.code(glyph, text),
                advance: em(position.x_advance),
                natural: em(i32::from(natural)),
                offset: (em(position.x_offset), em(position.y_offset)),
            });
        }
    }

    /// Splits a text into runs that one face can draw.
    fn runs<'t>(&self, wanted: FaceId, text: &'t str) -> Vec<(FaceId, &'t str)> {
        let mut runs = Vec::new();
        let mut start = 0;
        let mut current = wanted;
        for (at, character) in text.char_indices() {
            let stays = is_joiner(character) || is_mark(character) && self.book.has(current, character);
            let face = if stays { current } else { self.book.find(wanted, character).unwrap_or(wanted) };
            if face != current {
                runs.extend(text.get(start..at).filter(|run| !run.is_empty()).map(|run| (current, run)));
                (start, current) = (at, face);
            }
        }
        runs.extend(text.get(start..).filter(|run| !run.is_empty()).map(|run| (current, run)));
        runs
    }
}

/// Returns the text that each glyph stands for: its cluster's, or its share of it.
///
/// Clusters rise from left to right, or fall if the text runs from right to left.
fn texts<'t>(text: &'t str, infos: &[GlyphInfo], rtl: bool) -> Vec<&'t str> {
    let mut found = vec![""; infos.len()];
    let mut order: Vec<usize> = (0..infos.len()).collect();
    if rtl {
        order.reverse();
    }
    let start = |at: &usize| infos.get(*at).map_or(text.len(), |info| info.cluster as usize);
    let mut groups = order.chunk_by(|a, b| start(a) == start(b)).peekable();
    while let Some(group) = groups.next() {
        let from = group.first().map_or(0, start);
        let to = groups.peek().and_then(|next| next.first()).map_or(text.len(), start);
        let mut rest = text.get(from..to).unwrap_or("");
        // A base with marks that the font cannot join: one character a glyph, the last one takes the rest.
        for (nth, at) in group.iter().enumerate() {
            let length = match rest.chars().next() {
                Some(first) if nth + 1 < group.len() => first.len_utf8(),
                _ => rest.len(),
            };
            let (share, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
            if let Some(slot) = found.get_mut(*at) {
                *slot = share;
            }
            rest = tail;
        }
    }
    found
}

/// The face whose zero-width space, an empty glyph, carries characters that have no glyph of their own.
const CARRIER: FaceId = FaceId::Regular;
/// How far left of a glyph those stand that carry all but the first of its characters, in em.
const LEFT_OF_LIGATURE: f32 = 0.02;

/// Returns an empty glyph that stands for a character.
///
/// Programs that go by what stands where cut a glyph that stands for several characters into parts from left to right,
/// which turns the characters around if their script runs the other way; so each gets a glyph.
fn carrier(codes: &mut BTreeMap<FaceId, Codes>, glyph: u16, character: char) -> Glyph {
    let code = codes.entry(CARRIER).or_default().code(glyph, character.encode_utf8(&mut [0; 4]));
    Glyph { face: CARRIER, code, advance: 0.0, natural: 0.0, offset: (-LEFT_OF_LIGATURE, 0.0) }
}

fn split_first(text: &str) -> (&str, &str) {
    let length = text.chars().next().map_or(0, char::len_utf8);
    text.split_at_checked(length).unwrap_or((text, ""))
}

/// Ligatures and contextual forms are off: they look well and copy badly. Scripts that cannot be written without them
/// keep those that they require.
fn features(complex: bool) -> Vec<rustybuzz::Feature> {
    let off: &[&[u8; 4]] =
        if complex { &[b"liga", b"dlig"] } else { &[b"liga", b"clig", b"calt", b"dlig", b"rlig"] };
    let feature = |tag| rustybuzz::Feature::new(Tag::from_bytes(tag), 0, ..);
    off.iter().map(|tag| feature(tag)).collect()
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Says whether a joiner stands where it has to: between two letters of a script whose letters change their form by it.
fn joins(before: Option<char>, character: char, after: Option<&char>) -> bool {
    let script = |c: char| match u32::from(c) {
        0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff => 1,
        indic @ 0x900..=0xdff => indic >> 7,
        _ => 0,
    };
    let [before, after] = [before, after.copied()].map(|c| c.map_or(0, script));
    is_joiner(character) && before != 0 && before == after
}

/// Characters that a reader would not see, or that would change what he sees: controls, joiners, direction marks,
/// variation selectors, tags.
fn is_unseen(character: char) -> bool {
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
    use super::Shaper;
    use crate::pdf::fonts::{Book, FaceId};

    fn shaper() -> Shaper<'static> {
        Shaper::new(Book::new(None))
    }

    fn copied(face: FaceId, text: &str, rtl: bool) -> String {
        let mut shaper = shaper();
        let found = shaper.shape(face, text, rtl);
        let text_of = |code: u16, face| shaper.codes()[&face].entries()[usize::from(code) - 1].1.to_string();
        let mut texts: Vec<String> = found.glyphs.iter().map(|g| text_of(g.code, g.face)).collect();
        if rtl {
            texts.reverse();
        }
        texts.concat()
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
                assert_eq!(copied(face, text, false), text, "{face:?}");
            }
        }
    }

    #[test]
    fn copies_exactly_what_was_written_from_right_to_left() {
        for text in ["שלום", "שָׁלוֹם", "(מפתח)", "السلام", "لا إله", "مُحَمَّد", "می\u{200c}خواهم", "الاختبار؟"]
        {
            for face in [FaceId::Regular, FaceId::SemiBold, FaceId::Mono] {
                assert_eq!(copied(face, text, true), text, "{face:?}");
            }
        }
    }

    #[test]
    fn gives_every_glyph_of_every_character_a_text() {
        let book = Book::new(None);
        for face in FaceId::EMBEDDED {
            for character in ('\u{20}'..'\u{ffff}').filter(|c| book.has(face, *c) && !super::is_unseen(*c)) {
                for rtl in [false, true] {
                    let mut shaper = shaper();
                    let found = shaper.shape(face, &character.to_string(), rtl);
                    let text = |g: &super::Glyph| {
                        shaper.codes()[&g.face].entries()[usize::from(g.code) - 1].1.clone()
                    };
                    let all = found.glyphs.iter().all(|g| !text(g).is_empty());
                    assert!(all, "{face:?} U+{:04X}", u32::from(character));
                }
            }
        }
    }

    #[test]
    fn joins_letters_of_arabic() {
        let mut shaper = shaper();
        let alone = shaper.shape(FaceId::Regular, "ب", true).glyphs.clone();
        let joined = shaper.shape(FaceId::Regular, "ببب", true).glyphs.clone();
        assert_eq!(joined.len(), 3);
        let glyph = |g: &super::Glyph| shaper.codes()[&g.face].entries()[usize::from(g.code) - 1].0;
        let forms: std::collections::BTreeSet<u16> = joined.iter().chain(&alone).map(glyph).collect();
        assert_eq!(forms.len(), 4, "initial, medial, final and isolated form");
    }

    #[test]
    fn spells_out_what_cannot_be_seen() {
        let mut shaper = shaper();
        assert_eq!(shaper.visible("a\u{1f525}b\u{202e}c\u{7}"), "a⟦U+1F525⟧b⟦U+202E⟧c⟦U+0007⟧");
        assert_eq!(shaper.spelt().missing.iter().collect::<String>(), "\u{1f525}");
        assert_eq!(shaper.spelt().unseen.iter().collect::<String>(), "\u{7}\u{202e}");
    }

    #[test]
    fn keeps_joiners_only_where_letters_need_them() {
        let mut shaper = shaper();
        assert_eq!(shaper.visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(shaper.visible("pass\u{200d}word"), "pass⟦U+200D⟧word");
        assert_eq!(shaper.visible("ب\u{200d}"), "ب⟦U+200D⟧");
    }

    #[test]
    fn writes_compatibility_forms_in_their_letters() {
        let mut shaper = shaper();
        let text = "of\u{fb01}ce e\u{fb03}cient \u{ff21}\u{ff11} \u{3371} \u{32c0}";
        assert_eq!(shaper.visible(text), "office efficient A1 hPa ⟦U+32C0⟧");
        assert_eq!(shaper.spelt().missing.len(), 1);
        assert_eq!(shaper.visible("\u{ffa0}\u{2028}"), "⟦U+FFA0⟧⟦U+2028⟧");
    }

    #[test]
    fn draws_every_common_character() {
        let mut shaper = shaper();
        let text = "äöüßéèñçøåœæ ÄÖÜ ąćęłńóśźż ğış “”‘’„–—…•·§©®™€£¥ αβγδ абвгд ←↑→↓ ≤≥≠≈∞ ─│┌┐└┘├┤┬┴┼ █▒ ●○■□▲▼ ✓✗☐☑⚠ אבגדהוזחטיכלמנסעפצקרשתםןףץך ابتثجحخدذرزسشصضطظعغفقكلمنهوي ٠١٢٣";
        assert_eq!(shaper.visible(text), text);
    }
}
