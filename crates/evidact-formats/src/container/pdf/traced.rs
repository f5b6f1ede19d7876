//! A text that knows which glyphs its letters come from, so that what is found in one order of a page can be taken
//! out of another.

/// The letters of one glyph, and which glyph of its page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) glyph: u64,
}

/// A text with the glyphs of its letters.
#[derive(Default, Clone)]
pub(super) struct Traced {
    text: String,
    marks: Vec<Mark>,
}

/// So many bits number the glyphs of one page.
const GLYPH_BITS: u32 = 32;

impl Traced {
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the marks, in the order of the text.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Adds the letters of a glyph.
    pub(super) fn letter(&mut self, text: &str, glyph: u32) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push(Mark { start, end: self.text.len(), glyph: u64::from(glyph) });
    }

    /// Adds what is not drawn: blanks and line ends.
    pub(super) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn blanks(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }

    /// Adds a text of the same page.
    pub(super) fn append(&mut self, other: &Self) {
        self.append_of(0, other);
    }

    /// Adds a text of a page with a number.
    pub(super) fn append_of(&mut self, page: u32, other: &Self) {
        let (at, page) = (self.text.len(), u64::from(page) << GLYPH_BITS);
        self.text.push_str(&other.text);
        let moved =
            |mark: &Mark| Mark { start: at + mark.start, end: at + mark.end, glyph: page | mark.glyph };
        self.marks.extend(other.marks.iter().map(moved));
    }

    /// Returns a stretch of it.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let first = self.marks.partition_point(|mark| mark.start < range.start);
        let inside = self.marks.iter().skip(first).take_while(|mark| mark.end <= range.end);
        let moved =
            |mark: &Mark| Mark { start: mark.start - range.start, end: mark.end - range.start, ..*mark };
        Self {
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            marks: inside.map(moved).collect(),
        }
    }

    pub(super) fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        let kept = self.marks.partition_point(|mark| mark.end <= length);
        self.marks.truncate(kept);
    }

    /// Adds a line of a note, whose letters are numbered from `first` on.
    pub(super) fn note(&mut self, text: &str, first: u32) {
        for (at, c) in (0..).zip(text.chars()) {
            self.letter(c.encode_utf8(&mut [0; 4]), first.saturating_add(at));
        }
    }
}

impl From<&str> for Traced {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), marks: Vec::new() }
    }
}
