//! Scripts that run from right to left, and scripts that need a font of the user's own: what others read of them.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/golden/read.rs"]
mod read;
#[path = "../examples/sample/report.rs"]
mod report;
#[path = "../examples/sample/scripts.rs"]
mod scripts;
#[path = "../examples/sample/tool.rs"]
mod tool;

use evidact_render::{
    FontError, Fonts, MissingGlyphs, PdfOptions, RenderError, Theme, render_pdf, render_pdf_with,
};
use read::{Read, squeeze};
use report::{fields, sample};
use scripts::{ARABIC, EAST_ASIAN, HEBREW, east_asian, right_to_left};

fn own(file: &str) -> Fonts {
    let mut fonts = Fonts::default();
    let path = format!("{}/tests/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
    assert_eq!(fonts.add(std::fs::read(path).unwrap()), Ok(1));
    fonts
}

/// Returns a text without white space and without the marks by which tools say where directions change.
fn plain(text: &str) -> String {
    let mark = |c: &char| matches!(u32::from(*c), 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069);
    squeeze(text).chars().filter(|c| !mark(c)).collect()
}

/// Asks every tool that is installed for the text in the order of the file, and hands its name and the text on.
fn each_tool(bytes: &[u8], name: &str, check: impl Fn(&str, &str)) {
    let path = std::env::temp_dir().join(format!("evidact-render-{name}-{}.pdf", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let file = path.to_str().unwrap();
    for (tool, arguments) in [
        ("pdftotext", vec!["-raw", file, "-"]),
        ("pdfinfo", vec!["-struct-text", file]),
        ("mutool", vec!["draw", "-q", "-F", "txt", file]),
    ] {
        if let Some(output) = tool::run(tool, &arguments) {
            check(tool, &plain(&output));
        }
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn text_from_right_to_left_is_read_in_the_order_in_which_it_was_written() {
    let bytes = render_pdf(&right_to_left(), &Theme::default()).unwrap();
    let chip = ["הערך[CREDENTIAL:", "github:01]נמצאבקובץdeploy/tools.json(שורה14)"].concat();
    let sentences: Vec<String> = HEBREW.iter().chain(&ARABIC).map(|s| squeeze(s)).collect();
    let own = Read::new(&bytes);
    assert_eq!(own.unmarked, 0);
    for sentence in sentences.iter().chain([&chip]) {
        assert!(own.squeezed().contains(sentence), "{sentence}");
    }
    assert!(own.squeezed().contains("میخواهم") || own.squeezed().contains("می\u{200c}خواهم"));
    each_tool(&bytes, "rtl", |tool, text| {
        for sentence in &sentences {
            assert!(text.contains(&plain(sentence)), "{tool}: {sentence}");
        }
    });
}

#[test]
fn words_are_found_by_programs_that_go_by_what_stands_where() {
    let bytes = render_pdf(&right_to_left(), &Theme::default()).unwrap();
    let path = std::env::temp_dir().join(format!("evidact-render-words-{}.pdf", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    if let Some(text) = tool::run("pdftotext", &[path.to_str().unwrap(), "-"]) {
        for word in HEBREW.iter().chain(&ARABIC).flat_map(|s| s.split([' ', '.', ',', '،', '(', ')'])) {
            assert!(text.contains(word), "{word}");
        }
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn such_text_stands_between_the_margins() {
    let read = Read::new(&render_pdf(&right_to_left(), &Theme::default()).unwrap());
    assert!(read.right < 595.3 - 62.0 + 1.0, "{}", read.right);
}

#[test]
fn a_long_text_from_right_to_left_loses_nothing() {
    let mut report = sample(1);
    let text = format!("{}\n\n{}", HEBREW[2].repeat(400), "מילה".repeat(4_000));
    report.review.observations[0].observed = fields(&text, 1);
    let read = Read::new(&render_pdf(&report, &Theme::default()).unwrap());
    assert!(read.squeezed().contains(&squeeze(&text)));
}

#[test]
fn direction_marks_are_spelt_out_and_turn_nothing() {
    let mut report = sample(1);
    report.review.observations[0].observed = fields("pay \u{202e}001\u{202c} now", 1);
    let read = Read::new(&render_pdf(&report, &Theme::default()).unwrap()).squeezed();
    assert!(read.contains("pay⟦U+202E⟧001⟦U+202C⟧now"));
}

#[test]
fn fonts_of_the_users_own_draw_what_the_embedded_ones_lack() {
    for file in ["NotoSansCJKjp-sample.otf", "DroidSansFallback-sample.ttf"] {
        let fonts = own(file);
        let options = PdfOptions::default().with_fonts(&fonts).with_missing_glyphs(MissingGlyphs::Fail);
        let rendered = render_pdf_with(&east_asian(), &Theme::default(), &options).unwrap();
        assert_eq!(rendered.missing, []);
        let read = Read::new(&rendered.bytes);
        for sentence in EAST_ASIAN {
            assert!(read.squeezed().contains(&squeeze(sentence)), "{file}: {sentence}");
        }
        each_tool(&rendered.bytes, file, |tool, text| {
            for sentence in EAST_ASIAN {
                assert!(text.contains(&squeeze(sentence)), "{file} by {tool}: {sentence}");
            }
        });
    }
}

#[test]
fn what_no_font_has_is_spelt_out_and_named() {
    let rendered = render_pdf_with(&east_asian(), &Theme::default(), &PdfOptions::default()).unwrap();
    assert!(rendered.missing.contains(&'令') && rendered.missing.is_sorted());
    assert!(Read::new(&rendered.bytes).squeezed().contains("⟦U+4EE4⟧"));
}

#[test]
fn what_no_font_has_stops_the_report_if_the_caller_says_so() {
    let options = PdfOptions::default().with_missing_glyphs(MissingGlyphs::Fail);
    let mut report = sample(0);
    report.review.objective = fields("a fire \u{1f525} and a \u{4e2d}", 4);
    let failed = render_pdf_with(&report, &Theme::default(), &options);
    assert_eq!(failed, Err(RenderError::MissingGlyph { first: '\u{4e2d}', count: 2 }));
    let message = failed.unwrap_err().to_string();
    assert!(message.contains("U+4E2D") && message.contains("--font-dir"), "{message}");
    report.review.objective = fields("a control \u{7} is spelt out, since no font could help", 4);
    assert!(render_pdf_with(&report, &Theme::default(), &options).is_ok());
}

#[test]
fn files_that_are_no_fonts_are_refused() {
    let mut fonts = Fonts::default();
    assert_eq!(fonts.add(Vec::new()), Err(FontError::NotAFont));
    assert_eq!(fonts.add(vec![0; 64]), Err(FontError::NotAFont));
    let path = format!("{}/tests/fonts/DroidSansFallback-sample.ttf", env!("CARGO_MANIFEST_DIR"));
    let whole = std::fs::read(path).unwrap();
    for length in (0..whole.len()).step_by(97) {
        // A cut font is refused or drawn with; it never breaks the program.
        let mut fonts = Fonts::default();
        if fonts.add(whole[..length].to_vec()).is_ok() {
            let options = PdfOptions::default().with_fonts(&fonts);
            let _ = render_pdf_with(&east_asian(), &Theme::default(), &options);
        }
    }
}

#[test]
fn a_font_whose_licence_bits_forbid_it_is_not_embedded() {
    let path = format!("{}/tests/fonts/DroidSansFallback-sample.ttf", env!("CARGO_MANIFEST_DIR"));
    let mut bytes = std::fs::read(path).unwrap();
    let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = (0..tables).map(|n| 12 + 16 * n).find(|at| &bytes[*at..at + 4] == b"OS/2").unwrap();
    let start = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize;
    // fsType, at offset 8 of the table: bit 1 alone is "restricted licence".
    bytes[start + 8..start + 10].copy_from_slice(&[0, 2]);
    assert_eq!(Fonts::default().add(bytes), Err(FontError::Restricted));
}
