//! What can go wrong while a report is rendered.

use thiserror::Error;

/// A report could not be rendered. Holds nothing of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// An embedded font could not be cut down to what is used.
    #[error("rendering the report: the embedded font {0} could not be subset; please report this")]
    Font(&'static str),
    /// The file could not be put together.
    #[error("rendering the report: the PDF could not be written; please report this")]
    Write,
}
