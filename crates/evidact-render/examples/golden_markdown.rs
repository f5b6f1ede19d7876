//! Writes the golden Markdown: `cargo run -p evidact-render --example golden_markdown`.

#[path = "golden/report.rs"]
mod report;

use evidact_render::{Theme, render_markdown};
use std::io::Result;
use std::path::Path;

fn main() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report.md");
    std::fs::write(path, render_markdown(&report::report(), &Theme::default()))
}
