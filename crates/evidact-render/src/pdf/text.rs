//! Paragraphs: styled spans broken into lines of a given width.
//!
//! Breaks where Unicode allows it, never inside a placeholder; what is longer than a line is broken anywhere. Linear
//! in the text. Lines are broken in the order of reading; what runs from right to left is put in its place after that.

use super::bidi::{Direction, Levels, visual_order};
use super::display::{Pt, Target};
use super::fonts::FaceId;
use super::shaper::{Glyph, Shaped, Shaper};
use super::tree::ElemId;
use crate::theme::Colour;
use std::rc::Rc;
use unicode_bidi::Level;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) face: FaceId,
    pub(crate) size: Pt,
    pub(crate) colour: Colour,
    /// The ground behind it: a chip, or inline code.
    pub(crate) tint: Option<Colour>,
    pub(crate) struck: bool,
}

impl Style {
    pub(crate) const fn new(face: FaceId, size: Pt, colour: Colour) -> Self {
        Self { face, size, colour, tint: None, struck: false }
    }
}

/// Text of one style. The text must have gone through [`Shaper::visible`].
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) style: Style,
    /// The element of the text.
    pub(crate) elem: Option<ElemId>,
    pub(crate) target: Option<Target>,
    /// Whether a line must not end inside.
    pub(crate) whole: bool,
}

/// A stretch of one span on one line, all of it in one direction.
#[derive(Debug, Clone)]
pub(crate) struct Frag {
    /// The place of the span among those that were broken.
    pub(crate) span: usize,
    pub(crate) x: Pt,
    pub(crate) width: Pt,
    /// From left to right.
    pub(crate) glyphs: Vec<Glyph>,
    level: Level,
}

impl Frag {
    /// Says whether the stretch runs from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.level.is_rtl()
    }
}

/// A line: its stretches in the order of reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) frags: Vec<Frag>,
    /// The width without white space at the end.
    pub(crate) width: Pt,
    /// Whether the text itself ends the line here, not the margin.
    pub(crate) ended: bool,
    /// Whether its paragraph runs from right to left.
    pub(crate) rtl: bool,
}

impl Line {
    /// Returns how far the line has to move to the right in so much room: to the end of it, if it runs from right to
    /// left. White space at its end then stands out at the left.
    pub(crate) fn shift(&self, width: Pt) -> Pt {
        if self.rtl { width - self.frags.iter().map(|frag| frag.width).sum::<Pt>() } else { 0.0 }
    }
}

/// The room for lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) width: Pt,
    /// How far lines are indented that continue one.
    pub(crate) hang: Pt,
    pub(crate) direction: Direction,
}

impl Room {
    /// Returns room for paragraphs.
    pub(crate) fn of(width: Pt) -> Self {
        Self { width, hang: 0.0, direction: Direction::Auto }
    }
}

/// Wider than any line of text.
const NO_MARGIN: Pt = 1e6;
/// Signs that end a line of the text itself.
const LINE_ENDS: [char; 6] = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
/// Signs behind which a name, a path or an address is divided rather than within its words.
const GOOD_ENDS: [char; 10] = ['.', '_', ':', '@', '=', '&', '?', ',', ';', '/'];
/// Longer stretches are shaped in parts.
const MAX_SHAPED: usize = 256;

/// Breaks spans into lines.
pub(crate) fn break_lines(shaper: &mut Shaper<'_>, spans: &[Span], room: Room) -> Vec<Line> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let parts = spans.iter().map(|span| (span.text.as_str(), span.whole || span.style.face == FaceId::Mono));
    let levels = Levels::new(parts, room.direction);
    let mut breaker = Breaker::new(shaper, spans, room);
    let mut bounds = Vec::with_capacity(spans.len());
    let mut end = 0;
    for span in spans {
        end += span.text.len();
        bounds.push(end);
    }
    let (mut from, mut span) = (0, 0);
    breaker.base = levels.base_at(0);
    for (to, kind) in linebreaks(&text) {
        let at = bounds.partition_point(|b| *b < to);
        let inside = bounds.get(at).is_some_and(|b| *b != to) && spans.get(at).is_some_and(|s| s.whole);
        if inside && kind == BreakOpportunity::Allowed {
            continue;
        }
        let mut pieces = Vec::new();
        while from < to {
            while bounds.get(span).is_some_and(|b| *b <= from) {
                span += 1;
            }
            let (level, turn) = levels.run_at(from);
            let until = bounds.get(span).copied().unwrap_or(to).min(to).min(turn);
            pieces.push(Piece { span, text: text.get(from..until).unwrap_or_default(), level });
            from = until.max(from + 1);
        }
        breaker.segment(&pieces);
        let ends = text.get(..to).is_some_and(|t| t.ends_with('\n'));
        if kind == BreakOpportunity::Mandatory && ends {
            breaker.end_line(true);
            breaker.base = levels.base_at(to);
        }
    }
    breaker.finish()
}

/// A stretch of one span in one direction.
struct Piece<'t> {
    span: usize,
    text: &'t str,
    level: Level,
}

/// A shaped word, or the white space behind one.
struct Word {
    span: usize,
    shaped: Rc<Shaped>,
    size: Pt,
    level: Level,
    blank: bool,
}

/// Returns the width of a text on one line.
pub(crate) fn width_of(shaper: &mut Shaper<'_>, text: &str, style: Style) -> Pt {
    let spans = [Span { text: text.to_owned(), style, elem: None, target: None, whole: false }];
    let lines = break_lines(shaper, &spans, Room::of(NO_MARGIN));
    lines.iter().flat_map(|line| &line.frags).map(|frag| frag.width).sum()
}

struct Breaker<'a, 'f> {
    shaper: &'a mut Shaper<'f>,
    spans: &'a [Span],
    room: Room,
    lines: Vec<Line>,
    line: Line,
    /// Where the pen is; `line.width` lags behind it by white space.
    pen: Pt,
    continued: bool,
    /// The level of the paragraph.
    base: Level,
    /// How many glyphs at the end of the line are white space.
    blanks: usize,
}

impl<'a, 'f> Breaker<'a, 'f> {
    fn new(shaper: &'a mut Shaper<'f>, spans: &'a [Span], room: Room) -> Self {
        Self {
            shaper,
            spans,
            room,
            lines: Vec::new(),
            line: Line::default(),
            pen: 0.0,
            continued: false,
            base: Level::ltr(),
            blanks: 0,
        }
    }

    /// Sets what must stay on one line if it fits on one.
    fn segment(&mut self, pieces: &[Piece<'_>]) {
        let mut words = Vec::new();
        let (mut width, mut ink) = (0.0, 0.0);
        for &Piece { span, text, level } in pieces {
            let Some(style) = self.spans.get(span).map(|s| s.style) else { continue };
            let text = text.trim_end_matches(LINE_ENDS);
            let word = text.trim_end_matches(' ');
            let blank = text.get(word.len()..).unwrap_or_default();
            for part in chunks(word).chain(chunks(blank)) {
                let shaped = self.shaper.shape(style.face, part, level.is_rtl());
                let blank = part.ends_with(' ');
                width += shaped.width * style.size;
                ink = if blank { ink } else { width };
                words.push(Word { span, shaped, size: style.size, level, blank });
            }
        }
        if ink > self.limit() - self.start() {
            words = self.divided(pieces);
        }
        // What no line can hold may begin on this one, unless little of it would stand there.
        let begins_here = ink > self.room.width - self.room.hang && self.pen < 0.75 * self.room.width;
        if self.pen > self.start() && self.pen + ink > self.limit() && !begins_here {
            self.end_line(false);
        }
        let fits = self.pen + ink <= self.limit() && width - ink < 64.0;
        for word in words {
            let wide = word.shaped.width * word.size;
            let over = !word.blank && self.pen + wide > self.limit();
            if !fits && over && self.start() + wide <= self.limit() && self.pen > 0.5 * self.room.width {
                self.end_line(false);
            }
            let glyphs = word.shaped.glyphs.iter();
            // In the order of reading; those that run from right to left are turned when their line ends.
            let glyphs: Vec<&Glyph> =
                if word.level.is_rtl() { glyphs.rev().collect() } else { glyphs.collect() };
            for glyph in glyphs {
                let next = self.pen + glyph.advance * word.size;
                if !fits && next > self.limit() && self.pen > self.start() && glyph.advance > 0.0 {
                    self.end_line(false);
                }
                self.put(&word, *glyph);
            }
        }
        if fits {
            self.line.width = self.line.width.min(self.pen - (width - ink));
        }
    }

    /// Shapes what no line can hold in the parts behind whose ends a line may better end than anywhere.
    fn divided(&mut self, pieces: &[Piece<'_>]) -> Vec<Word> {
        let mut words = Vec::new();
        for &Piece { span, text, level } in pieces {
            let Some(style) = self.spans.get(span).map(|s| s.style) else { continue };
            let text = text.trim_end_matches(LINE_ENDS);
            let word = text.trim_end_matches(' ');
            let blank = text.get(word.len()..).unwrap_or_default();
            let parts = word.split_inclusive(GOOD_ENDS).flat_map(chunks);
            for part in parts.chain(chunks(blank)) {
                let shaped = self.shaper.shape(style.face, part, level.is_rtl());
                let blank = part.ends_with(' ');
                words.push(Word { span, shaped, size: style.size, level, blank });
            }
        }
        words
    }

    fn start(&self) -> Pt {
        if self.continued { self.room.hang } else { 0.0 }
    }

    fn limit(&self) -> Pt {
        self.room.width + 0.01
    }

    fn put(&mut self, word: &Word, glyph: Glyph) {
        let advance = glyph.advance * word.size;
        match self.line.frags.last_mut() {
            Some(last) if last.span == word.span && last.level == word.level => {
                last.glyphs.push(glyph);
                last.width += advance;
                self.blanks = if word.blank { self.blanks + 1 } else { 0 };
            }
            _ => {
                let (span, level) = (word.span, word.level);
                self.line.frags.push(Frag { span, x: self.pen, width: advance, glyphs: vec![glyph], level });
                self.blanks = usize::from(word.blank);
            }
        }
        self.pen += advance;
        self.line.width = self.pen;
    }

    fn end_line(&mut self, ended: bool) {
        self.line.ended = ended;
        self.line.rtl = self.base.is_rtl();
        if self.line.rtl || self.line.frags.iter().any(|frag| frag.level != self.base) {
            self.turn();
        }
        self.lines.push(std::mem::take(&mut self.line));
        self.continued = !ended;
        self.pen = self.start();
        self.blanks = 0;
    }

    /// Puts what runs from right to left in its place.
    fn turn(&mut self) {
        let line = &mut self.line;
        // White space at the end of a line stands at the end of its paragraph's direction.
        let blanks = std::mem::take(&mut self.blanks);
        let size = |span: usize| self.spans.get(span).map_or(0.0, |span| span.style.size);
        if let Some(last) = line.frags.last_mut().filter(|last| last.level != self.base && blanks > 0) {
            let glyphs = last.glyphs.split_off(last.glyphs.len().saturating_sub(blanks));
            let width = glyphs.iter().map(|glyph| glyph.advance * size(last.span)).sum::<Pt>();
            last.width -= width;
            let frag = Frag { glyphs, width, level: self.base, ..*last };
            line.frags.push(frag);
        }
        let mut x = line.frags.first().map_or(0.0, |frag| frag.x);
        let levels: Vec<Level> = line.frags.iter().map(|frag| frag.level).collect();
        for at in visual_order(&levels) {
            let Some(frag) = line.frags.get_mut(at) else { continue };
            frag.x = x;
            x += frag.width;
            if frag.level.is_rtl() {
                frag.glyphs.reverse();
            }
        }
    }

    fn finish(mut self) -> Vec<Line> {
        if !self.line.frags.is_empty() || self.lines.is_empty() {
            self.end_line(true);
        }
        self.lines
    }
}

/// Cuts a text into parts of a bounded length, at characters.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut at = rest.len().min(MAX_SHAPED);
        while !rest.is_char_boundary(at) {
            at -= 1;
        }
        let (part, tail) = rest.split_at(at);
        rest = tail;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::{Line, Room, Span, Style, break_lines};
    use crate::pdf::fonts::{Book, FaceId};
    use crate::pdf::shaper::Shaper;
    use crate::theme::Colour;

    fn span(text: &str, whole: bool) -> Span {
        let style = Style::new(FaceId::Regular, 10.0, Colour::default());
        Span { text: text.to_owned(), style, elem: None, target: None, whole }
    }

    fn lines(spans: &[Span], width: f32) -> (Vec<String>, Vec<Line>) {
        let mut shaper = Shaper::new(Book::new(None));
        let lines = break_lines(&mut shaper, spans, Room::of(width));
        let texts = lines
            .iter()
            .map(|line| {
                let glyphs = line.frags.iter().flat_map(|f| &f.glyphs);
                glyphs.map(|g| &*shaper.codes()[&g.face].entries()[usize::from(g.code) - 1].1).collect()
            })
            .collect();
        (texts, lines)
    }

    #[test]
    fn breaks_between_words_and_loses_nothing() {
        let text = "The quick brown fox jumps over the lazy dog and runs away";
        let (texts, lines) = lines(&[span(text, false)], 100.0);
        assert!(texts.len() > 2);
        assert_eq!(texts.concat(), text);
        assert!(
            lines.iter().all(|l| l.width <= 100.01),
            "{:?}",
            lines.iter().map(|l| l.width).collect::<Vec<_>>()
        );
    }

    #[test]
    fn breaks_long_strings_anywhere() {
        let text = "a".repeat(200_000);
        let (texts, lines) = lines(&[span(&text, false)], 150.0);
        assert_eq!(texts.concat(), text);
        assert!(lines.iter().all(|l| l.width <= 150.01));
    }

    #[test]
    fn divides_a_long_name_behind_its_signs() {
        let (texts, _) = lines(&[span("config.claude_desktop_config.json:4711", false)], 100.0);
        assert_eq!(texts, ["config.claude_", "desktop_config.json:", "4711"]);
        let (texts, _) = lines(&[span("a.verylongwordthatnoline.couldholdinonepiece", false)], 100.0);
        assert_eq!(texts.concat(), "a.verylongwordthatnoline.couldholdinonepiece");
    }

    #[test]
    fn keeps_a_placeholder_on_one_line() {
        let spans =
            [span("some words before ", false), span("[CUSTOMER-ID:01]", true), span(" and after", false)];
        for width in [110, 120, 130, 140, 150, 160] {
            let (texts, _) = lines(&spans, width as f32);
            assert!(texts.iter().any(|t| t.contains("[CUSTOMER-ID:01]")), "{width}: {texts:?}");
        }
    }

    #[test]
    fn obeys_line_breaks_of_the_text() {
        let (texts, _) = lines(&[span("one\ntwo\n\nthree", false)], 400.0);
        assert_eq!(texts, ["one", "two", "", "three"]);
    }

    #[test]
    fn ends_on_a_room_narrower_than_a_character() {
        let (texts, _) = lines(&[span("wide", false)], 0.5);
        assert_eq!(texts, ["w", "i", "d", "e"]);
    }
}
