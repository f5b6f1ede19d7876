//! Writes the text of the golden PDF: `cargo run -p evidact-render --example golden_pdf_text`.
#![expect(clippy::unwrap_used, reason = "the reader of tests; a tool for those who work on this crate")]

#[path = "golden/read.rs"]
mod read;
#[path = "golden/report.rs"]
mod report;

use evidact_render::{Theme, render_pdf};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report-pdf.txt");
    let bytes = render_pdf(&report::report(), &Theme::default())?;
    Ok(std::fs::write(path, read::Read::new(&bytes).page_by_page())?)
}
