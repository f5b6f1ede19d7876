//! What the sample report says of the catalog: controls, contradictions, static metadata, checklists, patterns.

use super::{clean, fields};
use evidact_model::metadata::{MetadataFile, MetadataFinding, MetadataStatement, Stance, UnreadFile};
use evidact_model::review::{
    BoundaryState, Check, Checklist, Contradiction, ItemRow, Presence, Responsible, Suppression,
    UnsafePattern,
};

fn finding(
    check: &str,
    line: u32,
    place: &str,
    detail: &str,
    stance: Stance,
    items: &[&str],
) -> MetadataFinding {
    MetadataFinding {
        check: check.to_owned(),
        path: clean("config/claude_desktop_config.json"),
        line,
        place: clean(place),
        server: Some(clean("ticket-search")),
        detail: clean(detail),
        remark: None,
        stance,
        items: items.iter().map(|&item| item.to_owned()).collect(),
    }
}

fn findings() -> Vec<MetadataFinding> {
    vec![
        finding(
            "S01",
            9,
            "mcpServers.ticket-search.env.TICKETS_TOKEN",
            "[CREDENTIAL:tickets:01]",
            Stance::Contradicts,
            &["TRB-04-C01"],
        ),
        finding(
            "S04",
            6,
            "mcpServers.ticket-search.args[1]",
            "npx -y @acme/ticket-search",
            Stance::Contradicts,
            &["TRB-02-C02"],
        ),
        finding("S15", 4, "version", "1.5.0", Stance::Contradicts, &["IDN-04"]),
        finding("S02", 12, "mcpServers.ticket-search.url", "https", Stance::Supports, &["TRB-02-C01"]),
        finding("S10", 40, "tools[2].description", "⟦U+200B⟧ after “read”", Stance::Notes, &["TRB-02-R01"]),
    ]
}

/// Returns what static metadata says.
pub(super) fn metadata() -> MetadataStatement {
    MetadataStatement {
        files: vec![
            MetadataFile {
                path: clean("config/claude_desktop_config.json"),
                kind: vec!["client configuration (Claude Desktop)".into()],
                servers: vec![clean("ticket-search"), clean("files|local")],
                tools: 0,
            },
            MetadataFile {
                path: clean("config/tools-list.json"),
                kind: vec!["list of tools".into()],
                servers: Vec::new(),
                tools: 7,
            },
        ],
        unread: vec![UnreadFile {
            path: clean("config/old.json"),
            reason: "it is not valid JSON: line 3".into(),
        }],
        findings: findings(),
    }
}

fn item(id: &str, title: &str, statement: &str, check: Check, state: BoundaryState) -> ItemRow {
    ItemRow {
        id: id.to_owned(),
        title: title.to_owned(),
        statement: statement.to_owned(),
        check,
        responsible: Some(Responsible::Both),
        state,
        said: Vec::new(),
        metadata: Vec::new(),
        spec_status: None,
    }
}

/// Returns the controls of a boundary.
pub(super) fn controls(boundary: u32) -> Vec<ItemRow> {
    if boundary != 2 {
        return Vec::new();
    }
    let encrypted = "Remote connections are encrypted and checked; local ones stay local.";
    let proven = "Each side proves who it is before anything is exchanged.";
    vec![
        ItemRow {
            said: fields("TLS 1.3 at the gateway, see `deploy/gateway.toml`.", 44),
            metadata: findings().into_iter().filter(|f| f.check == "S02").collect(),
            spec_status: Some("changed:2026-07-28".to_owned()),
            ..item("TRB-02-C01", "Protected transport", encrypted, Check::Static, BoundaryState::Supported)
        },
        ItemRow {
            metadata: findings().into_iter().filter(|f| f.check == "S04").collect(),
            ..item("TRB-02-C02", "Both sides proven", proven, Check::Static, BoundaryState::Contradicted)
        },
        item(
            "TRB-02-C08",
            "Limits on calls",
            "How often and how much may be asked is limited.",
            Check::Attest,
            BoundaryState::Absent,
        ),
    ]
}

/// Returns where metadata disagrees at a boundary.
pub(super) fn contradictions(boundary: u32) -> Vec<Contradiction> {
    let contradiction = |item: &str, title: &str, said, check: &str| Contradiction {
        item: item.to_owned(),
        title: title.to_owned(),
        said,
        finding: findings().into_iter().find(|f| f.check == check).expect("the check is among the findings"),
    };
    match boundary {
        2 => vec![
            contradiction("IDN-04", "Version", fields("1.4", 2), "S15"),
            contradiction("TRB-02-C02", "Both sides proven", Vec::new(), "S04"),
        ],
        4 => vec![contradiction("TRB-04-C01", "Credentials kept apart", Vec::new(), "S01")],
        _ => Vec::new(),
    }
}

/// Returns the checklists.
pub(super) fn checklists() -> Vec<Checklist> {
    vec![
        Checklist {
            key: "checklist-server".to_owned(),
            title: "Checklist of the server".to_owned(),
            steps: vec![
                ItemRow {
                    said: fields("Support Platform team", 3),
                    ..item(
                        "CKA-01",
                        "Owner named",
                        "Name the team that owns the server.",
                        Check::Note,
                        BoundaryState::Stated,
                    )
                },
                item(
                    "CKA-05",
                    "Ways in and out",
                    "Check how approval is given and how it is taken back.",
                    Check::Note,
                    BoundaryState::Absent,
                ),
            ],
        },
        Checklist {
            key: "checklist-review".to_owned(),
            title: "Checklist of the review".to_owned(),
            steps: vec![item(
                "CKB-07",
                "Gaps written down",
                "Write down what is not known and which controls are missing.",
                Check::Note,
                BoundaryState::Stated,
            )],
        },
    ]
}

/// Returns unsafe patterns, seen and not seen.
pub(super) fn unsafe_patterns() -> Vec<UnsafePattern> {
    let pattern = |id: &str, title: &str, statement: &str, presence| UnsafePattern {
        id: id.to_owned(),
        title: title.to_owned(),
        statement: statement.to_owned(),
        presence,
        gaps: Vec::new(),
        said: Vec::new(),
        metadata: Vec::new(),
    };
    vec![
        UnsafePattern {
            gaps: vec!["REC-00".to_owned()],
            ..pattern("UPT-07", "No way back", "Nobody can say how access is taken away.", Presence::Seen)
        },
        UnsafePattern {
            metadata: findings().into_iter().filter(|f| f.check == "S04").collect(),
            ..pattern("UPT-09", "Untrusted server", "The origin of the server is not fixed.", Presence::Seen)
        },
        pattern(
            "UPT-02",
            "Resources wide open",
            "Whole systems are exposed where a part would do.",
            Presence::NotSeen,
        ),
    ]
}

/// Returns what the author switched off.
pub(super) fn suppressions() -> Vec<Suppression> {
    vec![Suppression {
        rule: "N07".to_owned(),
        reason: clean("the call was made in the vendor's demo tenant"),
        line: 71,
    }]
}
