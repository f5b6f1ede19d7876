//! The report of the golden files: a synthetic note, read by the parser, with invented facts about its evidence.

use evidact_model::report::{EvidenceItem, RedactionStatement, Report, ReportMeta};
use evidact_model::{Class, CleanText};
use evidact_report::{Catalog, parse};

/// Returns the report of the synthetic note.
pub(crate) fn report() -> Report {
    let note = CleanText::literal(include_str!("../../tests/golden/note.md"));
    let review = parse(&note, Catalog::builtin());
    Report {
        meta: ReportMeta {
            id: CleanText::literal("files-mcp-review"),
            version: Some(CleanText::literal("1.0")),
            date: review.date.clone(),
            classification: CleanText::literal("Reviewer-safe"),
            tool_version: "0.1.0".to_owned(),
            evidence_digest: "5a".repeat(32),
            at_a_glance: None,
        },
        review,
        redaction: RedactionStatement {
            redactions: vec![
                (Class::Credential, 3),
                (Class::PersonalData, 4),
                (Class::CustomerIdentifier, 0),
                (Class::NetworkIdentifier, 1),
            ],
            values: vec![
                (Class::Credential, 1),
                (Class::PersonalData, 2),
                (Class::CustomerIdentifier, 0),
                (Class::NetworkIdentifier, 1),
            ],
            packs: "built-in 0.1.0".to_owned(),
            rules: 120,
            sources: 4,
            withheld: vec![(
                CleanText::literal("scans/page|1.bin"),
                "the format is not one that can be read".into(),
            )],
            verification: "every published file was read again; nothing was found".into(),
        },
        evidence: vec![
            EvidenceItem {
                path: CleanText::literal("evidence/config/client.json"),
                sha256: "0f".repeat(32),
                bytes: 812,
                redactions: 3,
                structure_verified: true,
            },
            EvidenceItem {
                path: CleanText::literal("evidence/logs/[EMAIL:01].log"),
                sha256: "1e".repeat(32),
                bytes: 20_480,
                redactions: 5,
                structure_verified: false,
            },
        ],
        metadata: None,
    }
}
