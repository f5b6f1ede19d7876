//! Byte ranges and positions.

use serde::{Deserialize, Serialize};

/// A half-open, never empty range of bytes.
///
/// Spans are relative to the text of one document (or one view of it; the owner says which).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Makes a span, or `None` if it would be empty or reversed.
    ///
    /// ```
    /// # use evidact_model::Span;
    /// assert_eq!(Span::new(3, 8).map(Span::len), Some(5));
    /// assert_eq!(Span::new(3, 3), None);
    /// ```
    pub const fn new(start: usize, end: usize) -> Option<Self> {
        if start < end { Some(Self { start, end }) } else { None }
    }

    /// Returns the first byte.
    pub const fn start(self) -> usize {
        self.start
    }

    /// Returns the byte after the last.
    pub const fn end(self) -> usize {
        self.end
    }

    /// Returns the number of bytes, at least one.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Says whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Says whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Returns the bytes common to both, or `None`.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Returns the range, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// A place for people: line and column, both from 1; the column counts bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u64,
    /// The byte in the line, from 1.
    pub column: u64,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
