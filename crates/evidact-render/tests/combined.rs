//! The report of all notes: nothing of a note is lost, every piece says where it comes from, states are the worst.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use evidact_model::CleanText;
use evidact_model::report::{RedactionStatement, Report, ReportMeta};
use evidact_model::review::BoundaryState;
use evidact_render::{Theme, combined, render_markdown, render_pdf};
use evidact_report::export::Noted;
use evidact_report::{Catalog, assess, parse};

fn clean(text: &str) -> CleanText {
    CleanText::attest(text.to_owned())
}

fn report(id: &str, note: &str) -> Report {
    let catalog = Catalog::builtin();
    let review = assess(parse(&clean(note), catalog), None, catalog);
    Report {
        meta: ReportMeta {
            id: clean(id),
            version: None,
            date: review.date.clone(),
            classification: clean("Reviewer-safe"),
            tool_version: "0.1.0".into(),
            evidence_digest: String::new(),
            at_a_glance: None,
        },
        review,
        redaction: RedactionStatement {
            redactions: Vec::new(),
            values: Vec::new(),
            packs: "packs".into(),
            rules: 1,
            sources: 2,
            withheld: Vec::new(),
            verification: "Nothing was found.".into(),
        },
        evidence: Vec::new(),
        metadata: None,
    }
}

fn note(server: &str, title: &str, boundary: &str) -> String {
    format!(
        "# {title}\n\nDate: 2026-03-18\n\n## Server trust record\n\nName: {server}\nOwner: Team {server}\n\n\
         ## Findings\n\n### F-01: First of {server}\n\n**Severity:** High\n**Boundary:** {boundary}\n\n\
         **Expected control:** expected by {server}\n\n**Observed:** seen at {server}\n\n\
         **Uncertainty:** unseen at {server}\n\n**Remediation:** to do at {server}\n\n## Weather\n\nRain over {server}.\n"
    )
}

fn all(notes: &[(&str, Report)]) -> Report {
    let paths: Vec<CleanText> = notes.iter().map(|(path, _)| clean(path)).collect();
    let pairs: Vec<Noted<'_>> =
        paths.iter().zip(notes).map(|(path, (_, report))| Noted { path, report }).collect();
    combined(&pairs, &Theme::default()).unwrap()
}

fn two() -> Report {
    all(&[
        ("a/review.md", report("review", &note("ledger", "One", "TRB-02"))),
        ("b/other.md", report("other", &note("files", "Two", "TRB-03"))),
    ])
}

#[test]
fn every_word_of_every_note_is_in_it_with_its_note() {
    let text = render_markdown(&two(), &Theme::default());
    for server in ["ledger", "files"] {
        for said in ["expected by", "seen at", "unseen at", "to do at", "Rain over", "First of"] {
            assert!(text.contains(&format!("{said} {server}")), "{said} {server}");
        }
    }
    assert!(text.contains("`a/review.md`") && text.contains("`b/other.md`"));
}

#[test]
fn ids_are_those_of_the_note_with_its_name_before_them() {
    let ids = |report: &Report| report.review.observations.iter().map(|o| o.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&two()), ["review/F-01", "other/F-01"]);
    // Two notes with one name are told apart by their paths.
    let same = all(&[
        ("a/review.md", report("review", &note("ledger", "One", "TRB-02"))),
        ("b/Review.md", report("Review", &note("files", "Two", "TRB-03"))),
    ]);
    assert_eq!(ids(&same), ["a/review.md/F-01", "b/Review.md/F-01"]);
}

#[test]
fn a_boundary_is_in_no_better_state_than_in_any_note() {
    let report = two();
    let state = |id: &str| report.review.boundaries.iter().find(|row| row.id == id).unwrap().state;
    // Each boundary is spoken of by one note at most; the other is silent.
    assert_eq!(state("TRB-02"), BoundaryState::Absent);
    let both = all(&[
        ("a.md", crate::report("a", &note("ledger", "One", "TRB-02"))),
        ("b.md", crate::report("b", &note("files", "Two", "TRB-02"))),
    ]);
    let row = both.review.boundaries.iter().find(|row| row.id == "TRB-02").unwrap();
    assert_eq!(row.state, BoundaryState::Stated);
}

#[test]
fn the_register_names_each_note_once_and_no_title_breaks_its_table() {
    let hostile = "Pipe | `tick` <b> \\ end";
    let report = all(&[
        ("a.md", report("a", &note("ledger", hostile, "TRB-02"))),
        ("b.md", report("b", &note("files", "Two", "TRB-03"))),
    ]);
    let table = report.review.scope[0].text.as_str();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 4);
    let cells = |row: &str| row.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{table}");
    assert!(rows[2].contains("a.md") && rows[2].contains("ledger") && rows[2].contains("Team ledger"));
    assert!(rows[2].ends_with("| 1 high |"), "{table}");
}

#[test]
fn values_of_several_servers_stand_apart_each_with_its_note() {
    let report = two();
    let text = render_markdown(&report, &Theme::default());
    let row = |title: &str| {
        let head = format!("| {title} | ");
        let in_record = text.lines().skip_while(|line| !line.starts_with("## Server trust record"));
        in_record.into_iter().find(|line| line.starts_with(&head)).unwrap().to_owned()
    };
    assert!(row("Name").contains("`a/review.md`:<br>ledger<br>`b/other.md`:<br>files"), "{}", row("Name"));
    assert!(
        row("Owner").contains("`a/review.md`:<br>Team ledger<br>`b/other.md`:<br>Team files"),
        "{}",
        row("Owner")
    );
    let titles: Vec<&str> = report.review.record.rows.iter().map(|row| row.id.as_str()).collect();
    let catalog: Vec<&str> = Catalog::builtin().rows().map(|item| item.id.as_str()).collect();
    assert_eq!(titles, catalog);
    // The cover has room for the values alone.
    assert!(
        text.contains("| Subject | files; ledger |") || text.contains("| Server | files; ledger |"),
        "{text}"
    );
}

#[test]
fn two_values_of_one_note_are_not_read_as_one() {
    let two = note("ledger", "One", "TRB-02").replace("Name: ledger", "Name: ledger\nName: weather");
    let report = all(&[("a.md", report("a", &two)), ("b.md", report("b", &note("files", "Two", "TRB-02")))]);
    let text = render_markdown(&report, &Theme::default());
    assert!(!text.contains("ledger weather"), "{text}");
}

#[test]
fn a_thousand_notes_are_named_and_the_cover_stays_a_page() {
    let reports: Vec<Report> =
        (0..1000).map(|n| report(&format!("n{n}"), &note(&format!("srv-{n}"), "One", "TRB-02"))).collect();
    let paths: Vec<CleanText> = (0..1000).map(|n| clean(&format!("notes/n{n}.md"))).collect();
    let noted: Vec<Noted<'_>> =
        paths.iter().zip(&reports).map(|(path, report)| Noted { path, report }).collect();
    let report = combined(&noted, &Theme::default()).unwrap();
    assert_eq!(report.review.observations.len(), 1000);
    let rows: usize =
        report.review.scope.iter().map(|field| field.text.as_str().matches("notes/n").count()).sum();
    assert_eq!(rows, 1000);
    let glance = report.meta.at_a_glance.unwrap();
    assert_eq!(glance.row("name").unwrap().value.len(), 1);
    assert!(glance.row("name").unwrap().value[0].text.as_str().ends_with("(1000)"));
}

#[test]
fn it_is_set_as_pdf_and_twice_the_same() {
    let report = two();
    let first = render_pdf(&report, &Theme::default()).unwrap();
    let second = render_pdf(&report, &Theme::default()).unwrap();
    assert!(first == second && first.starts_with(b"%PDF-"));
}

#[test]
fn without_notes_there_is_no_report() {
    assert!(combined(&[], &Theme::default()).is_none());
}
