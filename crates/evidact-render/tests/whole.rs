//! Where the review stands, its version, and what it recommends for all of it: in Markdown, HTML and PDF, in two languages.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/golden/read.rs"]
mod read;
#[path = "../examples/sample/report.rs"]
mod report;

use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_render::{PdfOptions, Theme, only_observation, render_html, render_markdown, render_pdf_with};
use evidact_report::export::Noted;
use read::{Read, squeeze};
use report::{fields, sample};

fn stating() -> Report {
    let mut report = sample(2);
    report.review.status = fields("Ready for v1.0.2", 3);
    report.review.version = fields("1.2", 4);
    report.review.recommendations = fields("1. Rotate *all* keys.\n2. Write a policy.", 90);
    report
}

fn pdf(report: &Report, theme: &Theme) -> Read {
    Read::new(&render_pdf_with(report, theme, &PdfOptions::default()).unwrap().bytes)
}

#[test]
fn the_title_block_shows_status_and_version_and_recommendations_follow_the_observations() {
    let german = Theme::named("german").unwrap();
    let words = [
        (Theme::default(), ["Status of the review", "Version as noted", "Recommendations for the whole"]),
        (german, ["Stand der Prüfung", "Version laut Notiz", "Empfehlungen insgesamt"]),
    ];
    for (theme, [status, version, advice]) in words {
        let markdown = render_markdown(&stating(), &theme);
        assert!(markdown.contains(&format!("| {status} | Ready for v1.0.2 |\n| {version} | 1.2 |")));
        let (observations, after) = markdown.split_once(&format!("### {advice}\n\n")).unwrap();
        assert!(observations.contains("### F-02") && after.starts_with("1. Rotate *all* keys"));
        let html = render_html(&stating(), &theme);
        let (_, section) = html.split_once("<section id=\"observations\">").unwrap();
        let (section, _) = section.split_once("</section>").unwrap();
        assert!(section.contains(&format!("<h3>{advice}</h3>")), "{advice}");
        for part in [status, version, "Ready for v1.0.2"] {
            assert!(html.contains(part), "{part}");
        }
        let text = pdf(&stating(), &theme).squeezed();
        for part in [status, version, advice, "Ready for v1.0.2", "Write a policy."] {
            assert!(text.contains(&squeeze(part)), "{part}");
        }
    }
}

#[test]
fn a_note_that_says_none_of_it_has_no_gap_for_it() {
    let (theme, mut report) = (Theme::default(), sample(2));
    [report.review.status, report.review.version, report.review.recommendations] = Default::default();
    let found = render_markdown(&report, &theme) + &render_html(&report, &theme);
    for part in ["Status of the review", "Version as noted", "Recommendations for the whole"] {
        assert!(!found.contains(part), "{part}");
    }
}

#[test]
fn what_does_not_fit_on_the_cover_stands_in_full_further_on() {
    let mut report = stating();
    report.review.status = fields(&format!("Ready, {}if all is well", "and ready again, ".repeat(20)), 3);
    let text = pdf(&report, &Theme::default()).squeezed();
    assert!(text.contains(&squeeze("and ready again, if all is well")));
    let bare = Theme::overlaid("schema = 1\nsections = [\"approach\", \"observations\"]\n").unwrap();
    let markdown = render_markdown(&stating(), &bare);
    assert!(markdown.contains("### Status of the review\n\nReady for v1.0.2"), "{markdown}");
}

#[test]
fn one_observation_alone_is_told_without_what_is_recommended_for_the_whole() {
    let (single, theme) = only_observation(&stating(), &Theme::default(), "F-01").unwrap();
    let markdown = render_markdown(&single, &theme);
    assert!(markdown.contains("Ready for v1.0.2") && !markdown.contains("Write a policy."));
}

#[test]
fn the_register_of_a_combined_report_says_where_each_review_stands() {
    let (path, other) = (CleanText::literal("a.md"), CleanText::literal("b.md"));
    let reports = [stating(), sample(1)];
    let notes = [Noted { path: &path, report: &reports[0] }, Noted { path: &other, report: &reports[1] }];
    let combined = evidact_render::combined(&notes, &Theme::default()).unwrap();
    let markdown = render_markdown(&combined, &Theme::default());
    let row = markdown.lines().find(|line| line.contains("a.md") && line.starts_with('|')).unwrap();
    assert!(row.contains("Ready for v1.0.2") && row.contains("1.2"), "{row}");
    assert!(markdown.contains("Write a policy."));
}
