//! The report of a short note is short, and still names all that the note leaves open.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/golden/read.rs"]
mod read;
#[path = "../examples/sample/report.rs"]
mod report;

use evidact_model::CleanText;
use evidact_model::report::Report;
use evidact_render::{PdfOptions, Theme, render_html, render_markdown, render_pdf_with};
use evidact_report::{Catalog, assess, parse};
use read::{Read, squeeze};
use report::sample;

/// The report of a note without any evidence beside it.
fn of(note: &str) -> Report {
    let catalog = Catalog::builtin();
    let review = assess(parse(&CleanText::attest(note.to_owned()), catalog), None, catalog);
    let mut report = Report { review, metadata: None, ..sample(1) };
    report.evidence.clear();
    report.redaction.withheld.clear();
    report
}

fn pdf(report: &Report) -> Read {
    Read::new(&render_pdf_with(report, &Theme::default(), &PdfOptions::default()).unwrap().bytes)
}

const NOTES: [&str; 5] = [
    "# Weak TLS on the shop\n\n**Severity:** Medium\n**Observed:** The server accepts TLS 1.0.\n**Remediation:** Disable it.\n",
    "# Review of files-mcp\n\nDate: 2026-03-01\nName: files-mcp\nOwner: Platform team\n\n## F-01 Broad roots\n\n**Expected:** one folder\n**Observed:** all of /home\n**Uncertainty:** the configuration was not seen\n**Remediation:** name one folder\n",
    "# Access review\n\n| ID | Finding | Severity | Recommendation |\n|---|---|---|---|\n| A-1 | Leaver still active | High | Disable |\n| A-2 | Shared account | Medium | Split |\n",
    "Finding: password in a wiki page\nSeverity: High\nEvidence: wiki export, page 4\nFix: rotate it\n",
    "# Summary\n\nWe looked at the backup job.\n\n## Findings\n\n- Restore was never tested\n- No alert on failure\n",
];

#[test]
fn a_note_of_a_few_lines_gives_eight_pages_and_not_thirteen() {
    for note in NOTES {
        let report = of(note);
        let pages = pdf(&report).pages.len();
        assert!(pages <= 8, "{pages} pages of {note}");
        let lines = render_markdown(&report, &Theme::default()).lines().count();
        assert!(lines <= 240, "{lines} lines of {note}");
    }
}

#[test]
fn each_control_step_pattern_and_row_that_is_left_open_is_named() {
    for note in NOTES {
        let report = of(note);
        let (markdown, html) =
            (render_markdown(&report, &Theme::default()), render_html(&report, &Theme::default()));
        let pdf = pdf(&report).squeezed();
        let review = &report.review;
        let items = review.boundaries.iter().flat_map(|b| &b.controls).map(|c| (&c.id, &c.title));
        let steps = review.checklists.iter().flat_map(|list| &list.steps).map(|s| (&s.id, &s.statement));
        let patterns = review.unsafe_patterns.iter().map(|p| (&p.id, &p.title));
        for (id, words) in items.chain(steps).chain(patterns) {
            assert_eq!(markdown.matches(id.as_str()).count(), 1, "{id}");
            assert!(html.contains(id.as_str()) && markdown.contains(words.trim_end_matches('.')), "{id}");
            assert!(pdf.contains(&squeeze(id)), "{id}");
        }
        for row in &review.record.rows {
            assert!(markdown.contains(&row.title) && html.contains(&row.title), "{}", row.title);
            assert!(pdf.contains(&squeeze(&row.title)), "{}", row.title);
        }
        // Each observation keeps its fields, stated or not.
        let own = if review.observations.is_empty() { "Observations" } else { "Uncertainty" };
        for word in ["Objective", "Scope", "Method", "Limits", own] {
            assert!(markdown.contains(word) && html.contains(word) && pdf.contains(word), "{word}");
        }
    }
}

#[test]
fn what_note_or_metadata_speak_of_keeps_its_row() {
    let report = of(
        "# Review\n\nName: files-mcp\n\n## Trust boundaries\n\n### TRB-02 Client and server\n\n**Observed:** rate limits are set; TLS 1.3 everywhere\n",
    );
    let markdown = render_markdown(&report, &Theme::default());
    let told = report.review.boundaries.iter().flat_map(|b| &b.controls).filter(|c| !c.said.is_empty());
    let told: Vec<&str> = told.map(|control| control.id.as_str()).collect();
    assert!(!told.is_empty());
    for id in told {
        assert!(markdown.contains(&format!("| {id} | **")), "{id}");
    }
    assert!(markdown.contains("| Owner | *not stated in the note* |"), "a record with a row stays a table");
}
