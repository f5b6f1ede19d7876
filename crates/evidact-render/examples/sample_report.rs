//! Renders a rich, synthetic report: `cargo run -p evidact-render --example sample_report -- <path> [observations] [letter]`.
//!
//! Everything in it is invented. It is meant to be looked at: all fields, gaps, long code, tables, several scripts.

#[path = "sample/report.rs"]
mod report;

use evidact_render::{PageSize, PdfOptions, Theme, render_pdf_with};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "sample-report.pdf".to_owned());
    let count = arguments.next().map_or(Ok(7), |n| n.parse())?;
    let letter = arguments.next().is_some_and(|size| size == "letter");
    let options = PdfOptions::default().with_page_size(if letter { PageSize::Letter } else { PageSize::A4 });
    let started = std::time::Instant::now();
    let rendered = render_pdf_with(&report::sample(count), &Theme::default(), &options)?;
    let milliseconds = started.elapsed().as_millis();
    std::fs::write(&path, &rendered.bytes)?;
    let (pages, size, spelt) = (rendered.pages, rendered.bytes.len(), rendered.spelt_out);
    let line = format!("{pages} pages, {size} bytes, {spelt} characters spelt out, {milliseconds} ms\n");
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
    Ok(())
}
