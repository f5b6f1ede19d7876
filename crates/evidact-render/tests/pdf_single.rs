//! One observation as a report of its own: what stands in it, and what does not.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/golden/read.rs"]
mod read;
#[path = "../examples/sample/report.rs"]
mod report;

use evidact_render::{Cover, PdfOptions, Theme, only_observation, render_markdown, render_pdf_with};
use read::{Read, squeeze};
use report::{fields, sample};

#[test]
fn shows_one_observation_with_what_it_is_about_and_the_redaction_statement() {
    let (report, theme) = only_observation(&sample(7), &Theme::default(), "f-02").unwrap();
    let options = PdfOptions::default().with_cover(Cover::Lines);
    let read = Read::new(&render_pdf_with(&report, &theme, &options).unwrap().bytes);
    let text = read.squeezed();
    for wanted in [
        "Trust review of the ticket search MCP server",
        "Support Platform team",
        "2026-03-09",
        "F-02",
        "Redaction statement",
        "the archive is encrypted",
    ] {
        assert!(text.contains(&squeeze(wanted)), "{wanted}");
    }
    for unwanted in ["F-01", "F-03", "Trust boundaries", "Unplaced notes", "Summary", "sandbox"] {
        assert!(!text.contains(&squeeze(unwanted)), "{unwanted}");
    }
    assert!(read.artifacts.contains("Reviewer-safe") && read.artifacts.contains("Page 1 of"));
    let markdown = render_markdown(&report, &theme);
    assert!(markdown.contains("F-02") && !markdown.contains("F-01") && !markdown.contains("sandbox"));
}

#[test]
fn takes_objective_and_scope_of_the_review_only_where_the_observation_states_none() {
    let mut report = sample(2);
    report.review.observations[1].scope = fields("its own scope", 70);
    let objective = report.review.objective.clone();
    let (single, _) = only_observation(&report, &Theme::default(), "F-02").unwrap();
    let observation = &single.review.observations[0];
    assert_eq!(observation.objective, objective);
    assert_eq!(observation.scope[0].text.as_str(), "its own scope");
}

#[test]
fn lists_only_the_evidence_that_the_observation_names() {
    let mut report = sample(2);
    let path = report.evidence[3].path.as_str().to_owned();
    report.review.observations[0].observed = fields(&format!("See `{path}`."), 60);
    let (single, _) = only_observation(&report, &Theme::default(), "F-01").unwrap();
    let paths: Vec<&str> = single.evidence.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, [path.as_str()]);
    assert_eq!(single.meta.evidence_digest, report.meta.evidence_digest);
}

#[test]
fn is_nothing_if_there_is_no_such_observation() {
    assert!(only_observation(&sample(2), &Theme::default(), "F-03").is_none());
}
