//! Writes the reports that `cargo xtask browser` opens: `cargo run -p evidact-render --example browser_reports -- <folder>`.

#![expect(clippy::unwrap_used, reason = "the folder is given, and the reports are ours")]

#[path = "golden/report.rs"]
mod golden;
#[path = "sample/hostile.rs"]
mod hostile;
#[path = "sample/markup.rs"]
mod markup;
#[path = "sample/report.rs"]
mod report;

use evidact_model::report::Report;
use evidact_render::{Theme, render_html};
use report::{clean, fields, sample};

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, report: &Report, theme: &Theme| {
        std::fs::write(folder.join(format!("{name}.html")), render_html(report, theme)).unwrap();
    };
    let theme = Theme::default();
    write("golden", &golden::report(), &theme);
    write("sample", &sample(7), &theme);
    write("sample-empty", &sample(0), &theme);
    write("sample-100", &sample(100), &theme);
    write("markup", &markup::filled(&golden::report(), &markup::all().join("\n\n")), &theme);
    write("markup-bare", &markup::filled(&golden::report(), ""), &theme);
    let bare = Theme::overlaid("schema = 1\nsections = [\"observations\"]\n").unwrap();
    write("right-to-left", &markup::filled(&golden::report(), markup::RIGHT_TO_LEFT), &bare);
    // All letters in a row hold runs of combining signs, which a browser takes for one sign and does not break.
    for hostile in hostile::all().into_iter().filter(|hostile| hostile.name != "letters") {
        let mut report = sample(1);
        report.review.observations[0].observed = fields(&hostile.text, 1);
        let beginning: String = hostile.text.chars().take(2_000).collect();
        report.review.observations[0].title = clean(&format!("title {beginning}"));
        write(&format!("hostile-{}", hostile.name), &report, &theme);
    }
}
