//! Renders a report in Hebrew and Arabic, or with fonts one in Chinese, Japanese and Korean:
//! `cargo run -p evidact-render --example scripts_report -- <path> [font files]`.

#[path = "sample/report.rs"]
mod report;
#[path = "sample/scripts.rs"]
mod scripts;

use evidact_render::{Fonts, PdfOptions, Theme, render_pdf_with};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "scripts-report.pdf".to_owned());
    let mut fonts = Fonts::default();
    let mut files = 0;
    for file in arguments {
        fonts.add(std::fs::read(file)?)?;
        files += 1;
    }
    let report = if files == 0 { scripts::right_to_left() } else { scripts::east_asian() };
    let options = PdfOptions::default().with_fonts(&fonts);
    let rendered = render_pdf_with(&report, &Theme::default(), &options)?;
    std::fs::write(&path, &rendered.bytes)?;
    let (pages, size, missing) = (rendered.pages, rendered.bytes.len(), rendered.missing.len());
    let line = format!("{pages} pages, {size} bytes, {missing} characters that no font has\n");
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
    Ok(())
}
