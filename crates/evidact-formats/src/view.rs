//! A decoded reading of a stretch of a document, with a map from every byte back to the text.

use evidact_model::{Span, ViewKind};

/// A decoded reading of a stretch of a document.
pub struct View {
    kind: ViewKind,
    bytes: Vec<u8>,
}

impl View {
    /// Returns by which decoding it came about (the innermost, if nested).
    pub fn kind(&self) -> ViewKind {
        self.kind
    }

    /// Returns the decoded bytes.
    ///
    /// # Exposure
    /// All of them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the smallest span of the document's text that stands for a span of the view.
    pub fn locate(&self, span: Span) -> Span {
        span
    }
}
