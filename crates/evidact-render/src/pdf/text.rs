//! Paragraphs: styled spans broken into lines of a given width.
//!
//! Breaks where Unicode allows it, never inside a placeholder; what is longer than a line is broken anywhere. Linear
//! in the text.

use super::display::{Pt, Target};
use super::fonts::{FaceId, Glyph, Shaper};
use super::tree::ElemId;
use crate::theme::Colour;
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

/// A stretch of one span on one line.
#[derive(Debug, Clone)]
pub(crate) struct Frag {
    /// The place of the span among those that were broken.
    pub(crate) span: usize,
    pub(crate) x: Pt,
    pub(crate) width: Pt,
    pub(crate) glyphs: Vec<Glyph>,
}

/// A line: its stretches from left to right.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) frags: Vec<Frag>,
    /// The width without white space at the end.
    pub(crate) width: Pt,
    /// Whether the text itself ends the line here, not the margin.
    pub(crate) ended: bool,
}

/// The room for lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) width: Pt,
    /// How far lines are indented that continue one.
    pub(crate) hang: Pt,
}

/// Longer stretches are shaped in parts.
const MAX_SHAPED: usize = 256;

/// Breaks spans into lines.
pub(crate) fn break_lines(shaper: &mut Shaper, spans: &[Span], room: Room) -> Vec<Line> {
    let mut breaker = Breaker::new(shaper, spans, room);
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let mut bounds = Vec::with_capacity(spans.len());
    let mut end = 0;
    for span in spans {
        end += span.text.len();
        bounds.push(end);
    }
    let (mut from, mut span) = (0, 0);
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
            let until = bounds.get(span).copied().unwrap_or(to).min(to);
            pieces.push((span, text.get(from..until).unwrap_or_default()));
            from = until.max(from + 1);
        }
        breaker.segment(&pieces);
        let ends = text.get(..to).is_some_and(|t| t.ends_with('\n'));
        if kind == BreakOpportunity::Mandatory && ends {
            breaker.end_line(true);
        }
    }
    breaker.finish()
}

/// Returns the width of a text on one line.
pub(crate) fn width_of(shaper: &mut Shaper, text: &str, style: Style) -> Pt {
    shaper.shape(style.face, text).width * style.size
}

struct Breaker<'a> {
    shaper: &'a mut Shaper,
    spans: &'a [Span],
    room: Room,
    lines: Vec<Line>,
    line: Line,
    /// Where the pen is; `line.width` lags behind it by white space.
    pen: Pt,
    continued: bool,
}

impl<'a> Breaker<'a> {
    fn new(shaper: &'a mut Shaper, spans: &'a [Span], room: Room) -> Self {
        Self { shaper, spans, room, lines: Vec::new(), line: Line::default(), pen: 0.0, continued: false }
    }

    /// Sets what must stay on one line if it fits on one.
    fn segment(&mut self, pieces: &[(usize, &str)]) {
        let mut words = Vec::new();
        let (mut width, mut ink) = (0.0, 0.0);
        for &(span, piece) in pieces {
            let Some(style) = self.spans.get(span).map(|s| s.style) else { continue };
            let piece = piece.trim_end_matches(['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
            let word = piece.trim_end_matches(' ');
            let blank = piece.get(word.len()..).unwrap_or_default();
            for part in chunks(word).chain(chunks(blank)) {
                let shaped = self.shaper.shape(style.face, part);
                let blank = part.ends_with(' ');
                width += shaped.width * style.size;
                ink = if blank { ink } else { width };
                words.push((span, shaped, style.size));
            }
        }
        // What no line can hold may begin on this one, unless little of it would stand there.
        let begins_here = ink > self.room.width - self.room.hang && self.pen < 0.75 * self.room.width;
        if self.pen > self.start() && self.pen + ink > self.limit() && !begins_here {
            self.end_line(false);
        }
        let fits = self.pen + ink <= self.limit() && width - ink < 64.0;
        for (span, shaped, size) in words {
            if fits {
                self.put(span, &shaped.glyphs, size);
            } else {
                for glyph in &shaped.glyphs {
                    let next = self.pen + glyph.advance * size;
                    if next > self.limit() && self.pen > self.start() && glyph.advance > 0.0 {
                        self.end_line(false);
                    }
                    self.put(span, std::slice::from_ref(glyph), size);
                }
            }
        }
        if fits {
            self.line.width = self.line.width.min(self.pen - (width - ink));
        }
    }

    fn start(&self) -> Pt {
        if self.continued { self.room.hang } else { 0.0 }
    }

    fn limit(&self) -> Pt {
        self.room.width + 0.01
    }

    fn put(&mut self, span: usize, glyphs: &[Glyph], size: Pt) {
        let advance: f32 = glyphs.iter().map(|g| g.advance * size).sum();
        match self.line.frags.last_mut() {
            Some(last) if last.span == span => {
                last.glyphs.extend_from_slice(glyphs);
                last.width += advance;
            }
            _ => self.line.frags.push(Frag { span, x: self.pen, width: advance, glyphs: glyphs.to_vec() }),
        }
        self.pen += advance;
        self.line.width = self.pen;
    }

    fn end_line(&mut self, ended: bool) {
        self.line.ended = ended;
        self.lines.push(std::mem::take(&mut self.line));
        self.continued = !ended;
        self.pen = self.start();
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
    use crate::pdf::fonts::{FaceId, Shaper};
    use crate::theme::Colour;

    fn span(text: &str, whole: bool) -> Span {
        let style = Style::new(FaceId::Regular, 10.0, Colour::default());
        Span { text: text.to_owned(), style, elem: None, target: None, whole }
    }

    fn lines(spans: &[Span], width: f32) -> (Vec<String>, Vec<Line>) {
        let mut shaper = Shaper::new();
        let lines = break_lines(&mut shaper, spans, Room { width, hang: 0.0 });
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
