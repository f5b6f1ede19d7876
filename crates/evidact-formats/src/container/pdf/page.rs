//! What stands on a page: glyphs with their places, and what covers or surrounds them.

use super::font::Font;
use std::rc::Rc;

/// A glyph on a page.
#[derive(Clone)]
pub(super) struct Glyph {
    /// Where the pen stood.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the pen went.
    pub(super) dx: f64,
    pub(super) dy: f64,
    /// The height of its letters.
    pub(super) size: f64,
    /// The text of it, in the texts of the page.
    pub(super) text: (u32, u32),
    /// How many rectangles had been painted before it.
    pub(super) painted: u32,
    pub(super) bold: bool,
    /// What it is cut off at, in the clips of the page; 0 is nothing.
    pub(super) clip: u32,
    /// Whether the pen was put there, and not moved on from the glyph before.
    pub(super) placed: bool,
    pub(super) sight: Sight,
}

/// Whether the eye sees a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// It does.
    Seen,
    /// It does not, but what it says belongs to the page: the text of a scan, white letters.
    Unseen,
    /// It was taken away from the page: a layer that is off, something painted over it, a place outside.
    Removed,
}

/// A rectangle with sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Rect {
    /// Returns the rectangle between two corners.
    pub(super) fn between(a: (f64, f64), b: (f64, f64)) -> Self {
        Self { left: a.0.min(b.0), bottom: a.1.min(b.1), right: a.0.max(b.0), top: a.1.max(b.1) }
    }

    /// Returns the rectangle of four numbers.
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        match numbers {
            [a, b, c, d] => Some(Self::between((*a, *b), (*c, *d))),
            _ => None,
        }
    }

    fn holds(&self, x: f64, y: f64) -> bool {
        x >= self.left && x <= self.right && y >= self.bottom && y <= self.top
    }
}

impl Glyph {
    /// Returns how far the pen moves on behind it.
    pub(super) fn advance(&self) -> f64 {
        self.dx.hypot(self.dy)
    }
}

/// What stands on a page.
#[derive(Default)]
pub(super) struct Page {
    /// The texts of all glyphs.
    pub(super) texts: String,
    pub(super) glyphs: Vec<Glyph>,
    /// What was painted and hides what lay there before.
    pub(super) covers: Vec<Rect>,
    /// What glyphs are cut off at.
    pub(super) clips: Vec<Rect>,
    /// Texts that stand for others (`ActualText`, `Alt`): read, never carried over.
    pub(super) asides: String,
    /// What is carried over below the text: notes and fields.
    pub(super) notes: Vec<String>,
    pub(super) images: u64,
    pub(super) drawings: u64,
    pub(super) links: u64,
    /// Notes and fields of which nothing is carried over.
    pub(super) annotations: u64,
    pub(super) fields: u64,
    pub(super) media: u64,
    /// Glyphs whose meaning is not known.
    pub(super) unreadable: u64,
    /// The fonts of its letters.
    pub(super) fonts: Vec<Rc<Font>>,
    /// Whether it is wider than high, as it is looked at.
    pub(super) wide: bool,
}

/// The most comparisons of glyphs with what covers them.
const MAX_COMPARISONS: usize = 50_000_000;

impl Page {
    /// Returns the text of a glyph.
    pub(super) fn text(&self, glyph: &Glyph) -> &str {
        self.texts.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or_default()
    }

    /// Says whether two glyphs are cut off at places beside each other, as the cells of a sheet are.
    pub(super) fn is_cut_between(&self, before: &Glyph, glyph: &Glyph) -> bool {
        let clip = |glyph: &Glyph| self.clips.get((glyph.clip as usize).checked_sub(1)?);
        let (Some(a), Some(b)) = (clip(before), clip(glyph)) else { return false };
        let apart = |a: &Rect, b: &Rect| {
            b.left > a.right - 1.0 && b.right > a.right + 1.0 || b.bottom > a.top - 1.0 && b.top > a.top + 1.0
        };
        apart(a, b) || apart(b, a)
    }

    /// Marks the glyphs that lie outside of the page, under something, or in a place that is to be blackened.
    pub(super) fn hide(&mut self, view: Option<Rect>, marked: &[Rect]) {
        let mut left = MAX_COMPARISONS;
        for glyph in &mut self.glyphs {
            // The middle of the letter, which is above the line it stands on.
            let length = glyph.advance().max(f64::EPSILON);
            let up = (-glyph.dy / length * glyph.size * 0.3, glyph.dx / length * glyph.size * 0.3);
            let (x, y) = (glyph.x + glyph.dx / 2.0 + up.0, glyph.y + glyph.dy / 2.0 + up.1);
            let outside = view.is_some_and(|view| !view.holds(x, y));
            let later = self.covers.get(glyph.painted as usize..).unwrap_or_default();
            left = left.saturating_sub(later.len() + marked.len());
            let covered = left == 0 || later.iter().chain(marked).any(|rect| rect.holds(x, y));
            if outside || covered && glyph.sight == Sight::Seen {
                glyph.sight = Sight::Removed;
            }
        }
    }

    /// Returns how many runs of glyphs were taken away from the page.
    pub(super) fn removed_runs(&self) -> u64 {
        let mut before = Sight::Seen;
        let starts = self.glyphs.iter().filter(|glyph| {
            let starts = glyph.sight == Sight::Removed && before != glyph.sight;
            before = glyph.sight;
            starts
        });
        starts.count() as u64
    }
}
