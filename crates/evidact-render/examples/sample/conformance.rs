//! The reports that validators and a second engine are asked about: each with its name, theme and options.
#![allow(clippy::unwrap_used, reason = "the reports, fonts and themes are ours")]

use super::report::{clean, fields, sample};
use super::{golden, hostile, scripts};
use evidact_model::report::Report;
use evidact_render::{Cover, Fonts, PageSize, PdfOptions, Theme, only_observation};

/// Fonts that the program does not carry, for one report each.
const OWN_FONTS: [(&str, &[u8]); 2] = [
    ("NotoSansCJKjp-sample.otf", include_bytes!("../../tests/fonts/NotoSansCJKjp-sample.otf")),
    ("DroidSansFallback-sample.ttf", include_bytes!("../../tests/fonts/DroidSansFallback-sample.ttf")),
];
const HOUSE_STYLE: &str = include_str!("../../../../templates/themes/house-style/theme.toml");
const HOUSE_LOGO: &[u8] = include_bytes!("../../../../templates/themes/house-style/logo.png");

/// Hands every report to `show`, in a fixed order.
pub(crate) fn each(mut show: impl FnMut(&str, &Report, &Theme, &PdfOptions<'_>)) {
    let (plain, options) = (Theme::default(), PdfOptions::default());
    show("golden", &golden::report(), &plain, &options);
    show("sample", &sample(7), &plain, &options);
    show("sample-letter", &sample(7), &plain, &options.with_page_size(PageSize::Letter));
    show("sample-empty", &sample(0), &plain, &options);
    show("sample-100", &sample(100), &plain, &options);
    show("right-to-left", &scripts::right_to_left(), &plain, &options);
    for (file, bytes) in OWN_FONTS {
        let mut fonts = Fonts::default();
        fonts.add(bytes.to_vec()).unwrap();
        show(file, &scripts::east_asian(), &plain, &PdfOptions::default().with_fonts(&fonts));
    }
    let (single, theme) = only_observation(&sample(7), &plain, "F-02").unwrap();
    show("single", &single, &theme, &options.with_cover(Cover::Lines));
    let house = Theme::overlaid(HOUSE_STYLE).unwrap().with_logo(HOUSE_LOGO).unwrap();
    show("house-style", &sample(7), &house, &options);
    show("german", &sample(7), &Theme::of_language("de").unwrap(), &options);
    for hostile in hostile::all() {
        let mut report = sample(1);
        report.review.observations[0].observed = fields(&hostile.text, 1);
        let beginning: String = hostile.text.chars().take(2_000).collect();
        report.review.observations[0].title = clean(&format!("title {beginning}"));
        show(&format!("hostile-{}", hostile.name), &report, &plain, &options);
    }
}
