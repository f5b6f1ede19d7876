//! Reports to export: of notes, and with everything that a report may hold.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use evidact_model::metadata::{MetadataFile, MetadataFinding, MetadataStatement, Stance, UnreadFile};
use evidact_model::report::{EvidenceItem, RedactionStatement, Report, ReportMeta};
use evidact_model::review::{
    BoundaryState, Carrier, Check, Checklist, Contradiction, Field, ItemRow, Origin, Presence, Responsible,
    Review, Suppression, UnsafePattern,
};
use evidact_model::{Class, CleanText};
use evidact_report::{Catalog, parse};

pub(crate) fn clean(text: &str) -> CleanText {
    CleanText::attest(text.to_owned())
}

pub(crate) fn field(text: &str, line: u32) -> Field {
    Field { text: clean(text), origin: Origin { carrier: Carrier::Label, label: clean("Label"), line } }
}

/// The report of a note, as the program makes it.
pub(crate) fn report(note: &str) -> Report {
    of_review(parse(&clean(note), Catalog::builtin()))
}

/// The report of a review.
pub(crate) fn of_review(review: Review) -> Report {
    let counts: Vec<(Class, u64)> = Class::ALL.iter().map(|&class| (class, 2)).collect();
    let evidence = |path: &str, digit: &str| EvidenceItem {
        path: clean(path),
        sha256: digit.repeat(64),
        bytes: 12,
        redactions: 1,
        structure_verified: true,
    };
    Report {
        meta: ReportMeta {
            id: clean("review"),
            version: None,
            date: review.date.clone(),
            classification: clean("Reviewer-safe"),
            tool_version: "0.1.0".into(),
            evidence_digest: "ab".repeat(32),
            at_a_glance: None,
        },
        review,
        redaction: RedactionStatement {
            redactions: counts.clone(),
            values: counts,
            packs: "packs".into(),
            rules: 400,
            sources: 3,
            withheld: vec![(clean("scan.png"), "is an image".into())],
            verification: "Nothing was found.".into(),
        },
        evidence: vec![evidence("configs/mcp.json", "0"), evidence("notes/[EMAIL:01] ü.md", "1")],
        metadata: None,
    }
}

pub(crate) fn finding(check: &str, stance: Stance, items: &[&str]) -> MetadataFinding {
    MetadataFinding {
        check: check.into(),
        path: clean("configs/mcp.json"),
        line: 7,
        place: clean("mcpServers.ledger.env.API_TOKEN"),
        server: Some(clean("ledger")),
        detail: clean("[CREDENTIAL:github:01]"),
        remark: None,
        stance,
        items: items.iter().map(|&i| i.to_owned()).collect(),
    }
}

fn item(id: &str, state: BoundaryState) -> ItemRow {
    ItemRow {
        id: id.into(),
        title: format!("Control {id}"),
        statement: "Each client has a credential of its own.".into(),
        check: Check::Static,
        responsible: Some(Responsible::Host),
        state,
        said: vec![field("so it is", 9)],
        metadata: vec![finding("S01", Stance::Contradicts, &[id])],
        spec_status: Some("deprecated:2026-07-28".into()),
    }
}

/// A note with everything in it.
pub(crate) const NOTE: &str = "# Review of the ledger server\n\nDate: 2026-03-18\n\n## Method\n\nRead the files. \
    Interviewed the owner.\n\n## Server trust record\n\nName: ledger\nOwner: Payments team\n\n## Findings\n\n\
    ### F-01: One token for all\n\n**Severity:** High\n**Confidence:** High\n**Boundary:** TRB-02\n\n\
    **Expected control:** a credential a client\n\n**Observed:** both carry `[CREDENTIAL:github:01]`\n\n\
    **Uncertainty:** None identified\n\n**Remediation:** one token a client\n\n**Evidence:** `configs/mcp.json`, line 4\n\n\
    **Owner:** Platform team\n\n### F-02: Too wide a role\n\n**Severity:** Medium\n**Confidence:** Low\n\n\
    **Expected control:** a role that reads\n\n**Observed:** the pool connects as owner\n\n\
    **Uncertainty:** the grants were not seen\n\n**Remediation:** a read-only role\n\n\
    ### F-03: Closed before\n\n**Severity:** High\n**Confidence:** Confirmed\n**Boundary:** TRB-03\n**Status:** fixed\n\n\
    **Expected control:** a list of tools\n\n**Observed:** there was none\n\n**Remediation:** write one\n";

/// A report with something in every list.
pub(crate) fn full() -> Report {
    let mut report = report(NOTE);
    let review = &mut report.review;
    let states = [
        BoundaryState::Contradicted,
        BoundaryState::Supported,
        BoundaryState::Stated,
        BoundaryState::Absent,
        BoundaryState::NotApplicable,
    ];
    for (at, row) in review.boundaries.iter_mut().enumerate() {
        row.state = states[at % states.len()];
        row.controls = states
            .iter()
            .enumerate()
            .map(|(n, state)| item(&format!("{}-C{n:02}", row.id), *state))
            .collect();
        row.contradictions = vec![Contradiction {
            item: format!("{}-C00", row.id),
            title: "Own credentials".into(),
            said: vec![field("each has its own", 12)],
            finding: finding("S01", Stance::Contradicts, &[&format!("{}-C00", row.id)]),
        }];
    }
    review.boundaries[1].uncertainty = vec![field("only two clients were seen", 14)];
    review.checklists = vec![Checklist {
        key: "checklist-server".into(),
        title: "Before it is used".into(),
        steps: vec![item("CKA-01", BoundaryState::Stated)],
    }];
    review.unsafe_patterns = vec![UnsafePattern {
        id: "UPT-01".into(),
        title: "No owner".into(),
        statement: "Nobody is responsible.".into(),
        presence: Presence::Seen,
        gaps: vec!["OWN-01".into()],
        said: vec![field("no owner", 3)],
        metadata: vec![finding("S14", Stance::Notes, &["UPT-01"])],
    }];
    review.suppressions = vec![Suppression { rule: "N07".into(), reason: clean("agreed"), line: 5 }];
    review.unfilled = vec![field("TBD", 30)];
    review.governance = vec![field("Runtime = read-only", 31)];
    report.metadata = Some(MetadataStatement {
        files: vec![MetadataFile {
            path: clean("configs/mcp.json"),
            kind: vec!["client configuration".into()],
            servers: vec![clean("ledger")],
            tools: 3,
        }],
        unread: vec![UnreadFile { path: clean("configs/b.json"), reason: "it is not valid JSON".into() }],
        findings: vec![
            finding("S01", Stance::Contradicts, &["TRB-01-C00"]),
            finding("S04", Stance::Notes, &[]),
            finding("S09", Stance::Supports, &["TRB-02-C01"]),
        ],
    });
    report
}

/// A note of so many observations.
pub(crate) fn many(count: usize) -> String {
    use std::fmt::Write as _;
    let mut note = String::from("# Many\n\nDate: 2026-01-02\n\n## Findings\n\n");
    for number in 1..=count {
        let _ = write!(
            note,
            "### F-{number}: Title {number}\n\n**Severity:** High\n\n**Expected control:** a\n\n**Observed:** b\n\n\
             **Remediation:** c\n\n"
        );
    }
    note
}
