//! Writes the reports that `cargo xtask verapdf` validates: `cargo run -p evidact-render --example conformance_reports -- <folder>`.

#![expect(clippy::unwrap_used, reason = "the folder is given, and the reports are ours")]

#[path = "golden/report.rs"]
mod golden;
#[path = "sample/hostile.rs"]
mod hostile;
#[path = "sample/report.rs"]
mod report;
#[path = "sample/scripts.rs"]
mod scripts;

use evidact_model::report::Report;
use evidact_render::{Cover, Fonts, PageSize, PdfOptions, Theme, only_observation, render_pdf_with};
use report::{clean, fields, sample};

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, report: &Report, options: PdfOptions<'_>| {
        let rendered = render_pdf_with(report, &Theme::default(), &options).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), rendered.bytes).unwrap();
    };
    let letter = PdfOptions::default().with_page_size(PageSize::Letter);
    write("golden", &golden::report(), PdfOptions::default());
    write("sample", &sample(7), PdfOptions::default());
    write("sample-letter", &sample(7), letter);
    write("sample-empty", &sample(0), PdfOptions::default());
    write("sample-100", &sample(100), PdfOptions::default());
    write("right-to-left", &scripts::right_to_left(), PdfOptions::default());
    for file in ["NotoSansCJKjp-sample.otf", "DroidSansFallback-sample.ttf"] {
        let mut fonts = Fonts::default();
        let path = format!("{}/tests/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        fonts.add(std::fs::read(path).unwrap()).unwrap();
        write(file, &scripts::east_asian(), PdfOptions::default().with_fonts(&fonts));
    }
    let (single, theme) = only_observation(&sample(7), &Theme::default(), "F-02").unwrap();
    let options = PdfOptions::default().with_cover(Cover::Lines);
    let rendered = render_pdf_with(&single, &theme, &options).unwrap();
    std::fs::write(folder.join("single.pdf"), rendered.bytes).unwrap();
    let house = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/themes/house-style/");
    let read = |file: &str| std::fs::read(format!("{house}{file}")).unwrap();
    let theme = Theme::overlaid(&String::from_utf8(read("theme.toml")).unwrap()).unwrap();
    let theme = theme.with_logo(&read("logo.png")).unwrap();
    for (name, theme) in [("house-style", theme), ("german", Theme::of_language("de").unwrap())] {
        let rendered = render_pdf_with(&sample(7), &theme, &PdfOptions::default()).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), rendered.bytes).unwrap();
    }
    for hostile in hostile::all() {
        let mut report = sample(1);
        report.review.observations[0].observed = fields(&hostile.text, 1);
        let beginning: String = hostile.text.chars().take(2_000).collect();
        report.review.observations[0].title = clean(&format!("title {beginning}"));
        write(&format!("hostile-{}", hostile.name), &report, PdfOptions::default());
    }
}
