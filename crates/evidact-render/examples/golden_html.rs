//! Writes the golden HTML: `cargo run -p evidact-render --example golden_html`.

#[path = "golden/report.rs"]
mod report;

use evidact_render::{Theme, render_html};
use std::io::Result;
use std::path::Path;

fn main() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report.html");
    std::fs::write(path, render_html(&report::report(), &Theme::default()))
}
