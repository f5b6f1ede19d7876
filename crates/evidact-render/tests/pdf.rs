//! The PDF as others see it: read back object by object, and by the tools that are installed.
//!
//! That it conforms to PDF/A-3a and PDF/UA-1 is for a validator to say: `cargo xtask verapdf`.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/golden/report.rs"]
mod golden;
#[path = "../examples/sample/hostile.rs"]
mod hostile;
#[path = "../examples/golden/read.rs"]
mod read;
#[path = "../examples/sample/report.rs"]
mod report;
#[path = "../examples/sample/tool.rs"]
mod tool;

use evidact_model::report::Report;
use evidact_model::review::{Observation, RecordRow};
use evidact_render::{PageSize, PdfOptions, Theme, render_pdf, render_pdf_with};
use lopdf::{Document, Object};
use read::{Read, squeeze};
use report::{clean, fields, sample};
use std::collections::{BTreeMap, BTreeSet};
use tool::run;

fn render(report: &Report) -> Vec<u8> {
    render_pdf(report, &Theme::default()).unwrap()
}

#[test]
fn writes_the_text_of_the_golden_report() {
    let found = Read::new(&render(&golden::report())).page_by_page();
    assert!(
        found == include_str!("golden/report-pdf.txt"),
        "run `cargo xtask golden` and look at the difference"
    );
}

#[test]
fn gives_the_same_bytes_at_the_first_and_the_tenth_call() {
    let report = sample(7);
    let first = render(&report);
    for _ in 1..9 {
        render(&sample(2));
    }
    assert_eq!(first, render(&report));
}

#[test]
fn gives_the_same_bytes_in_any_order_and_on_any_thread() {
    let reports: Vec<Report> = [3, 0, 7, 1, 5].map(sample).to_vec();
    let forward: Vec<Vec<u8>> = reports.iter().map(render).collect();
    let mut backward: Vec<Vec<u8>> = reports.iter().rev().map(render).collect();
    backward.reverse();
    assert!(forward == backward, "another order gives other bytes");
    let apart: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = reports.iter().map(|report| scope.spawn(|| render(report))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(forward == apart, "threads side by side give other bytes");
}

#[test]
fn says_everything_that_the_report_says() {
    let report = sample(7);
    let read = Read::new(&render(&report));
    for wanted in ["Page 3 of", "(continued)", "mcp-ticket-server-review"] {
        assert!(read.artifacts.contains(wanted), "{wanted}");
    }
    let read = read.squeezed();
    let chip = ["[CREDENTIAL:", "github:01]"].concat();
    for wanted in [
        chip.as_str(),
        "[CUSTOMER-ID:01]",
        "Trust review of the ticket search MCP server",
        "token that was stolen is of no use the next day.",
        "Ονόματα πελατών και имена клиентов stand in the log",
        "⟦U+1F525⟧ and a direction mark ⟦U+202E⟧ are spelt out",
        "│ assistant  │──▶│ server    │",
        "not stated in the note",
        "backup policy (https://docs.example.com/backup/policy)",
        "the archive is encrypted",
        "evidence/logs/2026-03-05/gateway-access-and-error.log",
        "An observation that says little",
        "not rated",
        "Severity P3",
        "Ask the platform team whether the sandbox quota is shared.",
    ] {
        assert!(read.contains(&squeeze(wanted)), "{wanted}");
    }
    let code = squeeze(&"segment/".repeat(24));
    assert!(read.contains(&code), "wrapped code reads on without a mark in it");
}

#[test]
fn shows_what_note_and_metadata_say_of_each_item_of_the_catalog() {
    let read = Read::new(&render(&sample(2))).squeezed();
    for wanted in [
        "IDN-04 Version 1.4 S15.1 Metadata beside the note · config/claude_desktop_config.json:4 version: 1.5.0",
        "TRB-02-C01 Protected transport Remote connections are encrypted and checked; local ones stay local. \
         changed by the protocol of 2026-07-28 host and server supported TLS 1.3 at the gateway",
        "Not stated in the note, and only a person can say so: TRB-02-C08 Limits on calls",
        "Read: 2. Findings: 5, of which 3 contradict a control or the note.",
        "config/old.json it is not valid JSON: line 3",
        "contradicts: Version of package or image (S04.1)",
        "Do not show: UPT-02 Resources wide open",
        "not stated: Approval state, Policy scope, Revocation path",
    ] {
        assert!(read.contains(&squeeze(wanted)), "{wanted}");
    }
    let mut report = sample(2);
    report.metadata = None;
    report.review.checklists.clear();
    report.review.unsafe_patterns.clear();
    let read = Read::new(&render(&report)).squeezed();
    assert!(!read.contains("Filesread") && !read.contains("Checklists"));
}

#[test]
fn marks_everything_it_draws() {
    let read = Read::new(&render(&sample(7)));
    assert_eq!(read.unmarked, 0);
    assert!(read.right < 595.3 - 62.0 + 1.0, "and all text stands between the margins: {}", read.right);
}

#[test]
fn says_what_it_is() {
    let bytes = render(&sample(3));
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    for key in ["StructTreeRoot", "Metadata", "OutputIntents", "Outlines", "ViewerPreferences"] {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = document.get_dictionary(info).unwrap();
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20260309000000Z");
    let id = document.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(id[0], id[1]);
    let metadata = document.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
    let packet = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    for part in ["<pdfaid:part>3<", "<pdfuaid:part>1<", "2026-03-09T00:00:00Z", "ticket search MCP server"] {
        assert!(packet.contains(part), "{part}");
    }
}

#[test]
fn tags_headings_tables_lists_links_and_figures() {
    let document = Document::load_mem(&render(&sample(7))).unwrap();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for object in document.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem") {
            let kind = String::from_utf8(dict.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
            if kind == "Figure" {
                assert!(dict.has(b"Alt"));
            }
            if kind == "TH" {
                assert!(dict.get(b"A").unwrap().as_dict().unwrap().has(b"Scope"));
            }
            *kinds.entry(kind).or_default() += 1;
        }
    }
    for kind in ["Document", "Sect", "H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD"] {
        assert!(kinds.contains_key(kind), "{kind}");
    }
    for kind in ["TOC", "TOCI", "Link", "Figure", "Code", "Span", "BlockQuote"] {
        assert!(kinds.contains_key(kind), "{kind}");
    }
    assert_eq!(kinds["Document"], 1);
}

#[test]
fn lists_each_observation_with_a_link_to_its_page() {
    let report = sample(12);
    let document = Document::load_mem(&render(&report)).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    let mut targets = BTreeSet::new();
    let mut links = 0;
    for page in &pages {
        for annotation in document.get_page_annotations(*page).unwrap() {
            assert!(annotation.has(b"Contents") && annotation.has(b"StructParent"));
            if let Ok(dest) = annotation.get(b"Dest") {
                links += 1;
                targets.insert(dest.as_array().unwrap()[0].as_reference().unwrap());
            }
        }
    }
    assert!(links >= 12 + 9, "{links}");
    assert!(targets.len() > 5 && targets.iter().all(|target| pages.contains(target)));
}

#[test]
fn is_set_on_letter_too() {
    let options = PdfOptions::default().with_page_size(PageSize::Letter);
    let rendered = render_pdf_with(&sample(3), &Theme::default(), &options).unwrap();
    let document = Document::load_mem(&rendered.bytes).unwrap();
    let page = document.get_dictionary(document.page_iter().next().unwrap()).unwrap();
    let size = page.get(b"MediaBox").unwrap().as_array().unwrap();
    assert_eq!((size[2].as_float().unwrap(), size[3].as_float().unwrap()), (612.0, 792.0));
    assert_eq!(rendered.spelt_out, 2);
}

#[test]
fn shows_every_field_of_a_report_that_says_nothing() {
    let mut report = sample(0);
    report.review = evidact_model::review::Review::default();
    report.review.observations = vec![Observation { id: "OBS-01".to_owned(), ..Observation::default() }];
    report.review.record.rows = vec![RecordRow {
        id: "IDN-02".to_owned(),
        key: "owner".to_owned(),
        title: "Owner".to_owned(),
        value: Vec::new(),
    }];
    report.evidence.clear();
    report.meta.date = None;
    let read = Read::new(&render(&report)).squeezed();
    for wanted in [
        "Review report",
        "no date given",
        "Objective",
        "Scope",
        "Expected control",
        "Observed",
        "Uncertainty",
        "Remediation",
    ] {
        assert!(read.contains(&squeeze(wanted)), "{wanted}");
    }
    // Once in each field of the observation, and once for all of the record and of the approach.
    assert!(read.matches(&squeeze("not stated in the note")).count() >= 7);
    assert!(read.contains(&squeeze("Not stated in the note: Objective · Scope · Method · Limits.")));
}

#[test]
fn shows_what_stands_behind_the_fence_of_code() {
    let mut report = sample(1);
    let text = "```mermaid\na --> b\n```\n\n1. item\n\n   ~~~ sh title=x\n   ls\n   ~~~";
    report.review.observations[0].observed = fields(text, 1);
    let read = Read::new(&render(&report)).squeezed();
    assert!(read.contains("mermaida-->b") && read.contains("shtitle=xls"));
}

#[test]
fn shows_the_version_of_the_server_and_no_version_that_was_not_given() {
    let mut report = sample(1);
    let version = RecordRow {
        id: "IDN-04".to_owned(),
        key: "version".to_owned(),
        title: "Version".to_owned(),
        value: fields("4.4", 9),
    };
    report.review.record.rows =
        vec![RecordRow { value: fields("ops-mcp", 8), key: "name".to_owned(), ..version.clone() }, version];
    let cover = |report: &Report| squeeze(&Read::new(&render(report)).pages[0]);
    assert!(cover(&report).contains(&squeeze("ops-mcp, version 4.4")));
    assert!(cover(&report).contains(&squeeze("Report version 1.2")));
    report.meta.version = None;
    assert!(!cover(&report).contains(&squeeze("Report version")));
}

#[test]
fn shows_no_digest_where_there_is_no_evidence() {
    let mut report = sample(1);
    report.evidence.clear();
    let read = Read::new(&render(&report));
    assert!(squeeze(&read.pages[0]).contains(&squeeze("no evidence in this report")));
    let digest = report.meta.evidence_digest.get(..12).unwrap();
    assert!(!read.squeezed().contains(digest) && !read.artifacts.contains(digest));
}

#[test]
fn shows_each_flag_of_the_note_with_its_label() {
    let read = Read::new(&render(&sample(1))).squeezed();
    for wanted in ["Live tool invocation false key, line 89", "Runtime read-only key, line 88"] {
        assert!(read.contains(&squeeze(wanted)), "{wanted}");
    }
}

#[test]
fn shows_facts_of_an_observation_only_where_the_note_states_them() {
    let mut report = sample(1);
    report.review.observations = vec![Observation { id: "OBS-01".to_owned(), ..Observation::default() }];
    let read = Read::new(&render(&report)).squeezed();
    assert!(read.contains(&squeeze("From line 0")));
    for unwanted in ["Boundary", "Confidence", "Due", "Status"] {
        assert!(!read.contains(&squeeze(&format!("{unwanted} not stated in the note"))), "{unwanted}");
    }
    assert!(read.contains(&squeeze("Objective as for the review Scope as for the review")));
}

#[test]
fn names_the_observations_that_concern_a_boundary() {
    let read = Read::new(&render(&golden::report())).squeezed();
    assert!(read.contains(&squeeze("Expected control — not stated in the note Observed See F-01.")));
}

#[test]
fn survives_hostile_text_and_loses_none_of_it() {
    for hostile in hostile::all() {
        let mut report = sample(1);
        report.review.observations[0].observed = fields(&hostile.text, 1);
        let beginning: String = hostile.text.chars().take(2_000).collect();
        report.review.observations[0].title = clean(&format!("title {beginning}"));
        let bytes = render(&report);
        let read = Read::new(&bytes);
        assert!(read.squeezed().contains(hostile.wanted.as_str()), "{}", hostile.name);
        assert!(read.right < 595.3 - 62.0 + 1.0, "{}: text runs to {}", hostile.name, read.right);
        assert!(read.pages.len() < 400, "{}: {} pages", hostile.name, read.pages.len());
    }
}

#[test]
fn keeps_a_title_that_the_cover_cannot_hold() {
    let mut report = sample(1);
    let title = format!("{}the end of a long title", "Review of everything ".repeat(80));
    report.review.title = Some(clean(&title));
    let read = Read::new(&render(&report));
    assert!(read.pages[0].contains('\u{2026}'));
    assert!(squeeze(&read.pages[1]).contains(&squeeze(&title)));
}

#[test]
fn sets_hundreds_of_observations() {
    let report = sample(300);
    let read = Read::new(&render(&report));
    assert!(read.squeezed().contains("F-300"));
}

#[test]
fn passes_the_tools_that_are_installed() {
    let path = std::env::temp_dir().join(format!("evidact-render-{}.pdf", std::process::id()));
    std::fs::write(&path, render(&sample(7))).unwrap();
    let file = path.to_str().unwrap();
    if let Some(output) = run("qpdf", &["--check", file]) {
        assert!(output.contains("No syntax or stream encoding errors"), "{output}");
    }
    if let Some(output) = run("pdffonts", &[file]) {
        let fonts: Vec<&str> = output.lines().skip(2).collect();
        assert!(fonts.len() >= 4);
        for font in fonts {
            assert!(font.contains("Identity-H       yes yes yes"), "{font}");
        }
    }
    if let Some(output) = run("pdftotext", &["-layout", file, "-"]) {
        assert!(output.contains("logs/gateway.log, lines 14–22; deploy/tools.json"));
        assert!(output.contains("?customer=[CUSTOMER-ID:01]&from="));
        assert!(output.contains("Sessions of [EMAIL:02] were"));
    }
    if let Some(output) = run("pdfinfo", &[file]) {
        assert!(
            output.contains("Tagged:          yes") && output.contains("PDF version:     1.7"),
            "{output}"
        );
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn each_cell_of_a_table_too_wide_for_its_columns_bears_its_head() {
    let row = |of: &str| (1..=40).map(|n| format!("{of}{n}")).collect::<Vec<_>>().join(" | ");
    let table = format!("| {} |\n|{}\n| {} |\n", row("head"), " --- |".repeat(40), row("value"));
    let mut report = sample(1);
    report.review.observations[0].observed = fields(&table, 1);
    let read = Read::new(&render(&report)).squeezed();
    for n in [1, 23, 40] {
        assert!(read.contains(&format!("head{n}:value{n}")), "{n}");
    }
}

#[test]
fn the_head_of_a_table_that_goes_on_stands_where_it_stood() {
    let table = format!("| left | right |\n|---|---|\n{}", "| cell | cell |\n".repeat(120));
    let mut report = sample(1);
    report.review.observations[0].observed = fields(&table, 1);
    let bytes = render(&report);
    let document = Document::load_mem(&bytes).unwrap();
    // What is repeated is an artifact. The column of labels is 32 mm wide, behind a margin of 22 mm and 14 pt of room for
    // the bar; a cell has 6 pt of room.
    let column = (22.0 + 32.0) * 72.0 / 25.4 + 14.0 + 6.0;
    let repeats = |page: lopdf::ObjectId| {
        let mut artifact = false;
        document.get_and_decode_page_content(page).unwrap().operations.iter().any(|operation| {
            match operation.operator.as_str() {
                "BMC" | "BDC" => artifact = operation.operands[0].as_name().unwrap() == b"Artifact",
                "Tm" => return artifact && (operation.operands[4].as_float().unwrap() - column).abs() < 0.1,
                _ => {}
            }
            false
        })
    };
    assert!(document.page_iter().filter(|page| repeats(*page)).count() >= 2);
}
