//! A source which a format has understood.

use crate::View;
use evidact_model::{Format, Placeholder, Span, Structure, TextKind, Withheld};
use evidact_raw::{KeyPath, RawBytes, RawName};

/// Bounds on what a reader may use.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest source that is read into memory, in bytes.
    pub max_bytes: u64,
    /// How deep decoders may nest.
    pub max_view_depth: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 1 << 30, max_view_depth: 4 }
    }
}

/// How a replacement must be written so that the structure around it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Anything goes: text, logs, Markdown, source code, `.env`.
    Plain,
    /// Inside a quoted JSON string.
    JsonString,
    /// A whole JSON number, `true`, `false`; the replacement becomes a string.
    JsonScalar,
}

/// A run of text that may be edited without breaking the structure. Disjoint and sorted in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where.
    pub span: Span,
    /// What a replacement must look like there.
    pub syntax: Syntax,
}

/// A value and the keys above it.
pub struct Field<'a> {
    /// The keys from the root, decoded.
    pub path: &'a KeyPath,
    /// The decoded value, with its map back to the text.
    pub value: &'a View,
}

/// One change: these bytes of the text become this placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where, in the text of the document. May span several segments; what lies outside them stays.
    pub span: Span,
    /// What is put there, once a segment that is touched (in the first of them; the rest is removed).
    pub placeholder: Placeholder,
}

/// A source which a format has understood, as segments.
pub struct Document {
    _private: (),
}

impl Document {
    /// Reads a source. The format is decided by content first and by name second.
    ///
    /// # Errors
    /// [`Withheld`] if the source is not one that can be read and rewritten safely.
    pub fn open(_name: &RawName, _bytes: RawBytes, _limits: &Limits) -> Result<Self, Withheld> {
        Err(Withheld::Binary)
    }

    /// Returns the format.
    pub fn format(&self) -> Format {
        Format::Text
    }

    /// Says whether the source held to its grammar.
    pub fn structure(&self) -> Structure {
        Structure::Sound
    }

    /// Says what the text is about.
    pub fn text_kind(&self) -> TextKind {
        TextKind::Log
    }

    /// Returns the text that spans are relative to.
    ///
    /// # Exposure
    /// All of it.
    pub fn text(&self) -> &[u8] {
        &[]
    }

    /// Returns the editable runs, sorted and disjoint.
    pub fn segments(&self) -> &[Segment] {
        &[]
    }

    /// Shows every decoded view (all but the surface), nested ones too.
    ///
    /// # Exposure
    /// What they decode to.
    pub fn for_each_view(&self, _visit: &mut dyn FnMut(&View)) {}

    /// Shows every value with the keys above it. Only structured formats have fields.
    ///
    /// # Exposure
    /// Keys and values.
    pub fn for_each_field(&self, _visit: &mut dyn FnMut(Field<'_>)) {}

    /// Maps a span of the text to bytes of the source file.
    pub fn source_span(&self, span: Span) -> Span {
        span
    }

    /// Writes the document with `edits` applied (sorted, disjoint, in bounds). Bytes outside them stay identical.
    ///
    /// # Errors
    /// [`Withheld::Structure`] if the result would not read as the same format.
    pub fn write(&self, _edits: &[Edit]) -> Result<RawBytes, Withheld> {
        Err(Withheld::Internal)
    }
}
