//! Writes the reports that `cargo xtask verapdf` validates: `cargo run -p evidact-render --example conformance_reports -- <folder>`.

#![expect(clippy::unwrap_used, reason = "the folder is given, and the reports are ours")]

#[path = "sample/conformance.rs"]
mod conformance;
#[path = "golden/report.rs"]
mod golden;
#[path = "sample/hostile.rs"]
mod hostile;
#[path = "sample/report.rs"]
mod report;
#[path = "sample/scripts.rs"]
mod scripts;

use evidact_render::render_pdf_with;

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    conformance::each(|name, report, theme, options| {
        let rendered = render_pdf_with(report, theme, options).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), rendered.bytes).unwrap();
    });
}
