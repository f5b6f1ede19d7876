//! Shows a report: as Markdown, HTML and PDF, byte for byte the same for the same input.

mod combined;
mod direction;
mod error;
mod findings;
mod html;
pub mod markdown;
mod pdf;
mod rich;
mod said;
mod single;
pub mod theme;
mod visible;

pub use combined::combined;
pub use error::RenderError;
pub use html::render_html;
pub use markdown::render_markdown;
pub use pdf::{
    Cover, FontError, Fonts, MissingGlyphs, PageSize, PdfOptions, RenderedPdf, laid, lay_out, render_pdf,
    render_pdf_with,
};
pub use single::only_observation;
pub use theme::Theme;
