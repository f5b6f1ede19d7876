//! The state of drawing: where things land on the page (ISO 32000-1, 8.3, 8.4, 9.3).

#![allow(clippy::many_single_char_names, reason = "the specification names operands so")]

use super::font::Font;
use std::rc::Rc;

/// A transformation of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Returns this one followed by another.
    pub(super) fn then(&self, next: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Returns where a point lands.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Returns how high something of height 1 becomes.
    pub(super) fn height(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// Says whether rectangles stay such.
    pub(super) fn is_straight(&self) -> bool {
        let [a, b, c, d, ..] = self.0.map(f64::abs);
        b + c < 1e-3 * (a + d) || a + d < 1e-3 * (b + c)
    }
}

/// What things are filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Ink,
    /// White.
    Paper,
}

impl Fill {
    pub(super) fn of_light(white: bool) -> Self {
        if white { Self::Paper } else { Self::Ink }
    }
}

/// The state of drawing.
#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: u8,
    pub(super) fill: Fill,
    /// Whether what is painted hides what lies below.
    pub(super) opaque: bool,
    /// What is drawn is cut off at, in the clips of the page; 0 is nothing.
    pub(super) clip: u32,
    /// Where the pen stands, and where the line began.
    pub(super) text: Matrix,
    line: Matrix,
    /// Whether the pen was put where it stands, and nothing was shown since.
    pub(super) placed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            ctm: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            fill: Fill::Ink,
            opaque: true,
            clip: 0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            placed: true,
        }
    }
}

impl State {
    pub(super) fn begin_text(&mut self) {
        self.set_line(Matrix::IDENTITY);
    }

    pub(super) fn set_line(&mut self, matrix: Matrix) {
        (self.text, self.line, self.placed) = (matrix, matrix, true);
    }

    pub(super) fn move_line(&mut self, x: f64, y: f64) {
        self.set_line(Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line));
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.leading);
    }

    /// Moves the pen along the line.
    pub(super) fn advance(&mut self, by: f64) {
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, by, 0.0]).then(&self.text);
    }
}
