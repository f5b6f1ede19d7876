//! What can go wrong while a report is rendered.

use thiserror::Error;

/// A report could not be rendered. Holds nothing of the report.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A font could not be cut down to what is used.
    #[error(
        "rendering the report: the font {0} could not be cut down to the glyphs in use; leave it out, or report this if it is none of yours"
    )]
    Font(String),
    /// A character that no font has, and the caller asked not to have it spelt out.
    #[error("no font has U+{:04X}, and {count} different characters in all; name a folder with fonts that have them by --font-dir", u32::from(*.first))]
    MissingGlyph {
        /// The first of them in the order of their numbers.
        first: char,
        /// How many different ones there are.
        count: usize,
    },
    /// The file could not be put together.
    #[error("rendering the report: the PDF could not be written; please report this")]
    Write,
}
