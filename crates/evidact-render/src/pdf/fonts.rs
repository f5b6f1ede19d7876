//! The faces that text is set in: those that the program carries, and those of the user's own files.

use super::font_files::{Fonts, hex};
use rustybuzz::ttf_parser::GlyphId;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// Text.
    Regular,
    /// Headings, labels and what is emphasised strongly.
    SemiBold,
    /// What is emphasised.
    Italic,
    /// Code.
    Mono,
    /// Signs of mathematics.
    Math,
    /// Other signs.
    Symbols,
    /// Hebrew.
    Hebrew,
    /// Hebrew among bold text.
    HebrewBold,
    /// Arabic.
    Arabic,
    /// Arabic among bold text.
    ArabicBold,
    /// A face of the user's files, by its place among them.
    Own(u16),
}

impl FaceId {
    /// All faces that the program carries, in the order of the variants.
    pub(crate) const EMBEDDED: [Self; 10] = [
        Self::Regular,
        Self::SemiBold,
        Self::Italic,
        Self::Mono,
        Self::Math,
        Self::Symbols,
        Self::Hebrew,
        Self::HebrewBold,
        Self::Arabic,
        Self::ArabicBold,
    ];

    /// Faces that are asked, in order, for a character that the wanted face lacks.
    const FALLBACK: [Self; 6] =
        [Self::Regular, Self::Mono, Self::Math, Self::Symbols, Self::Hebrew, Self::Arabic];
    /// Faces that are asked before those for bold text.
    const BOLD_FALLBACK: [Self; 2] = [Self::HebrewBold, Self::ArabicBold];

    /// Returns the place of the face among all, from 0.
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Own(number) => Self::EMBEDDED.len() + usize::from(number),
            embedded => Self::EMBEDDED.iter().position(|face| *face == embedded).unwrap_or(0),
        }
    }

    const fn embedded_name(self) -> &'static str {
        match self {
            Self::Regular | Self::Own(_) => "Inter-Regular",
            Self::SemiBold => "Inter-SemiBold",
            Self::Italic => "Inter-Italic",
            Self::Mono => "JetBrainsMono-Regular",
            Self::Math => "NotoSansMath-Regular",
            Self::Symbols => "NotoSansSymbols2-Regular",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::HebrewBold => "NotoSansHebrew-Bold",
            Self::Arabic => "NotoSansArabic-Regular",
            Self::ArabicBold => "NotoSansArabic-Bold",
        }
    }

    const fn embedded_data(self) -> &'static [u8] {
        match self {
            Self::Regular | Self::Own(_) => include_bytes!("../../fonts/Inter-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../fonts/Inter-SemiBold.ttf"),
            Self::Italic => include_bytes!("../../fonts/Inter-Italic.ttf"),
            Self::Mono => include_bytes!("../../fonts/JetBrainsMono-Regular.ttf"),
            Self::Math => include_bytes!("../../fonts/NotoSansMath-Regular.ttf"),
            Self::Symbols => include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf"),
            Self::Hebrew => include_bytes!("../../fonts/NotoSansHebrew-Regular.ttf"),
            Self::HebrewBold => include_bytes!("../../fonts/NotoSansHebrew-Bold.ttf"),
            Self::Arabic => include_bytes!("../../fonts/NotoSansArabic-Regular.ttf"),
            Self::ArabicBold => include_bytes!("../../fonts/NotoSansArabic-Bold.ttf"),
        }
    }
}

/// The faces that the program carries, read once.
///
/// # Panics
/// Never: that the embedded fonts can be read is checked by a test.
fn embedded(id: FaceId) -> &'static rustybuzz::Face<'static> {
    static FACES: LazyLock<Vec<rustybuzz::Face<'static>>> = LazyLock::new(|| {
        let faces = FaceId::EMBEDDED.iter();
        faces.filter_map(|id| rustybuzz::Face::from_slice(id.embedded_data(), 0)).collect()
    });
    FACES.get(id.index()).expect("the embedded fonts are checked by a test")
}

/// A face of the user's files.
struct Own<'f> {
    face: rustybuzz::Face<'f>,
    data: &'f [u8],
    index: u32,
    name: &'f str,
    sha256: &'f str,
}

/// All faces of a report.
pub(crate) struct Book<'f> {
    own: Vec<Own<'f>>,
}

impl<'f> Book<'f> {
    /// Returns the embedded faces and those of the user's files.
    pub(crate) fn new(fonts: Option<&'f Fonts>) -> Self {
        let files = fonts.map_or(&[][..], Fonts::files).iter();
        let faces = files.flat_map(|file| file.faces.iter().map(move |(index, name)| (file, *index, name)));
        let own = faces.filter_map(|(file, index, name)| {
            let face = rustybuzz::Face::from_slice(&file.bytes, index)?;
            Some(Own { face, data: &file.bytes, index, name, sha256: &file.sha256 })
        });
        Self { own: own.take(usize::from(u16::MAX)).collect() }
    }

    fn own(&self, id: FaceId) -> Option<&Own<'f>> {
        if let FaceId::Own(number) = id { self.own.get(usize::from(number)) } else { None }
    }

    /// Returns the parsed face.
    pub(crate) fn face(&self, id: FaceId) -> &rustybuzz::Face<'f> {
        self.own(id).map_or_else(|| embedded(id), |own| &own.face)
    }

    /// Returns the `PostScript` name.
    pub(crate) fn name(&self, id: FaceId) -> &str {
        self.own(id).map_or_else(|| id.embedded_name(), |own| own.name)
    }

    /// Returns the font file and the place of the face in it.
    pub(crate) fn data(&self, id: FaceId) -> (&[u8], u32) {
        self.own(id).map_or_else(|| (id.embedded_data(), 0), |own| (own.data, own.index))
    }

    /// Returns the SHA-256 of the font file, in hexadecimal.
    pub(crate) fn sha256(&self, id: FaceId) -> String {
        self.own(id).map_or_else(|| hex(&Sha256::digest(id.embedded_data())), |own| own.sha256.to_owned())
    }

    /// Says whether a face has a character.
    pub(crate) fn has(&self, id: FaceId, character: char) -> bool {
        self.face(id).glyph_index(character).is_some_and(|glyph| glyph != GlyphId(0))
    }

    /// Returns the face that draws a character where `wanted` is asked for, if there is one.
    pub(crate) fn find(&self, wanted: FaceId, character: char) -> Option<FaceId> {
        let bold: &[FaceId] = if wanted == FaceId::SemiBold { &FaceId::BOLD_FALLBACK } else { &[] };
        let own = (0..).take(self.own.len()).map(FaceId::Own);
        std::iter::once(wanted)
            .chain(bold.iter().copied())
            .chain(FaceId::FALLBACK)
            .chain(own)
            .find(|face| self.has(*face, character))
    }
}

#[cfg(test)]
mod tests {
    use super::{Book, FaceId};

    #[test]
    fn reads_all_embedded_fonts() {
        let book = Book::new(None);
        for (at, id) in FaceId::EMBEDDED.into_iter().enumerate() {
            assert_eq!(id.index(), at);
            assert!(rustybuzz::Face::from_slice(id.embedded_data(), 0).is_some(), "{}", book.name(id));
            assert!(book.face(id).number_of_glyphs() > 10);
        }
    }

    #[test]
    fn draws_bold_hebrew_and_arabic_bold() {
        let book = Book::new(None);
        assert_eq!(book.find(FaceId::SemiBold, '\u{5d0}'), Some(FaceId::HebrewBold));
        assert_eq!(book.find(FaceId::SemiBold, '\u{627}'), Some(FaceId::ArabicBold));
        assert_eq!(book.find(FaceId::Mono, '\u{5d0}'), Some(FaceId::Hebrew));
        assert_eq!(book.find(FaceId::Regular, '\u{4e2d}'), None);
    }
}
