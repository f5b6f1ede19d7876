//! Shows a report: as Markdown and as PDF, byte for byte the same for the same input.

mod error;
pub mod markdown;
mod pdf;
mod rich;
mod single;
pub mod theme;

pub use error::RenderError;
pub use markdown::render_markdown;
pub use pdf::{
    Cover, FontError, Fonts, MissingGlyphs, PageSize, PdfOptions, RenderedPdf, render_pdf, render_pdf_with,
};
pub use single::only_observation;
pub use theme::Theme;
