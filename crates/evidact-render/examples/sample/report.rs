//! A rich, invented report: all fields, gaps, long code, tables, several scripts. Used by the example and the tests.

mod assessed;

use evidact_model::report::{EvidenceItem, RedactionStatement, Report, ReportMeta};
use evidact_model::review::{
    BoundaryRow, BoundaryState, Carrier, CatalogName, Certainty, Field, Observation, Origin, RecordRow,
    Review, Severity, TrustRecord, Unplaced,
};
use evidact_model::{Class, CleanText};

/// Returns text as if it had been verified.
pub(crate) fn clean(text: &str) -> CleanText {
    CleanText::attest(text.to_owned())
}

fn field(text: &str, line: u32) -> Field {
    let origin = Origin { carrier: Carrier::Label, label: CleanText::literal("label"), line };
    Field { text: clean(text), origin }
}

fn flag(label: &str, text: &str, line: u32) -> Field {
    let origin = Origin { carrier: Carrier::Key, label: clean(label), line };
    Field { text: clean(text), origin }
}

/// Returns a field, or none if the text is empty.
pub(crate) fn fields(text: &str, line: u32) -> Vec<Field> {
    if text.is_empty() { Vec::new() } else { vec![field(text, line)] }
}

/// Returns the report with so many observations.
pub(crate) fn sample(count: usize) -> Report {
    let observations = (0..count).map(observation).collect();
    Report {
        meta: ReportMeta {
            id: clean("mcp-ticket-server-review"),
            version: Some(clean("1.2")),
            date: Some(clean("2026-03-09")),
            classification: CleanText::literal("Reviewer-safe"),
            tool_version: "0.1.0".to_owned(),
            evidence_digest: digest(1),
            at_a_glance: None,
        },
        review: Review {
            catalog: catalog(),
            title: Some(clean("Trust review of the ticket search MCP server")),
            date: Some(clean("2026-03-09")),
            status: fields("Final", 2),
            version: fields("1.1", 2),
            objective: fields(OBJECTIVE, 4),
            scope: fields(SCOPE, 9),
            method: fields(METHOD, 20),
            limits: Vec::new(),
            reviewer: fields("Platform review team", 3),
            summary: fields(SUMMARY, 30),
            record: record(),
            boundaries: boundaries(),
            observations,
            recommendations: fields(
                "- Review the server again once the gateway is in place.\n- Give each client an identity of its own.",
                86,
            ),
            governance: vec![
                flag("Runtime", "**read-only**", 88),
                flag("Live tool invocation", "false", 89),
                flag("Runtime mutation", "false", 90),
            ],
            unplaced: vec![
                Unplaced { first_line: 91, last_line: 93, text: clean("> Ask the platform team whether the *sandbox* quota is shared.\n>\n> Also: `TTL` of the cache.") },
                Unplaced { first_line: 97, last_line: 97, text: clean("See the appendix of the previous review.") },
            ],
            unfilled: fields("TBD", 99),
            checklists: assessed::checklists(),
            unsafe_patterns: assessed::unsafe_patterns(),
            suppressions: assessed::suppressions(),
        },
        redaction: RedactionStatement {
            redactions: vec![
                (Class::Credential, 14),
                (Class::PersonalData, 9),
                (Class::CustomerIdentifier, 31),
                (Class::NetworkIdentifier, 0),
            ],
            values: vec![
                (Class::Credential, 3),
                (Class::PersonalData, 4),
                (Class::CustomerIdentifier, 2),
                (Class::NetworkIdentifier, 0),
            ],
            packs: "built-in, 0.1.0".to_owned(),
            rules: 212,
            sources: 23,
            withheld: vec![(clean("evidence/backup.zip"), "the archive is encrypted".into())],
            verification: "Every published file was read again by another path; nothing known and nothing new was found.".into(),
        },
        evidence: (0..9).map(evidence).collect(),
        metadata: Some(assessed::metadata()),
    }
}

const OBJECTIVE: &str = "Decide whether the *ticket search* server may be connected to the assistants of the support team, and **under which controls**.";
const SCOPE: &str = "In scope:\n\n- the tool list `tools/list` as published in version 1.4\n- the configuration under `deploy/`\n- logs of one working day, redacted ([CUSTOMER-ID:01], [EMAIL:02])\n\nOut of scope: the ticket system itself and its [backup policy](https://docs.example.com/backup/policy).";
const METHOD: &str = "1. Read the published tool descriptions.\n2. Compare the configuration with the control catalogue.\n3. Follow three requests through the logs:\n   - a search,\n   - a refused export,\n   - an expired session.\n\nNothing was run, called or changed.";
const SUMMARY: &str = "The server keeps to its purpose. Two controls that were promised are **not in place**: tokens do not expire, and the export tool can be called without a second approval. Both can be closed by configuration.";

fn catalog() -> CatalogName {
    CatalogName {
        name: "mcp-server-trust".to_owned(),
        version: "0.1.0".to_owned(),
        title: "Trust review of an MCP server".to_owned(),
        checked_against: "2026-07-28".to_owned(),
        record: "Server trust record".to_owned(),
        subject: "Server".to_owned(),
    }
}

fn record() -> TrustRecord {
    let row = |key: &str, title: &str, value: &str, line| RecordRow {
        id: format!("REC-{line:02}"),
        key: key.to_owned(),
        title: title.to_owned(),
        value: fields(value, line),
    };
    TrustRecord {
        rows: vec![
            row("server-identity", "Server identity", "ticket-search 1.4 (`mcp://tickets.internal.test`)", 2),
            row("owner", "Owner", "Support Platform team", 3),
            row("environment", "Environment", "production", 3),
            row(
                "purpose",
                "Purpose",
                "Find and read tickets for assistants of the support team. Read-only, **no** export.",
                12,
            ),
            row("approval-state", "Approval state", "", 0),
            row("allowed-resources", "Allowed resources", "- `search_tickets`\n- `read_ticket`", 15),
            row("policy-scope", "Policy scope", "", 0),
            row("revocation-path", "Revocation path", "", 0),
            row("incident-contact", "Incident contact", "[EMAIL:01]", 17),
        ],
    }
}

fn boundaries() -> Vec<BoundaryRow> {
    let row = |number: u32, title: &str, state, texts: [&str; 3]| BoundaryRow {
        id: format!("TRB-0{number}"),
        title: title.to_owned(),
        expected: fields(texts[0], 40),
        observed: fields(texts[1], 41),
        state,
        uncertainty: fields(texts[2], 42),
        controls: assessed::controls(number),
        contradictions: assessed::contradictions(number),
    };
    vec![
        row(
            1,
            "User to assistant",
            BoundaryState::Supported,
            [
                "Prompts are marked with who wrote them.",
                "The log shows an `origin` on each of 412 prompts.",
                "One day only.",
            ],
        ),
        row(
            2,
            "Assistant to server",
            BoundaryState::Stated,
            ["Tool calls need a session bound to a user.", "The team says so; no trace in the evidence.", ""],
        ),
        row(
            3,
            "Server to tools",
            BoundaryState::Contradicted,
            [
                "Only read tools are registered.",
                "`deploy/tools.json` registers `export_tickets`.",
                "Whether it can be reached is not known.",
            ],
        ),
        row(4, "Server to data", BoundaryState::Absent, ["", "", ""]),
        row(
            5,
            "Server to network",
            BoundaryState::NotApplicable,
            ["", "The server opens no connection of its own.", ""],
        ),
    ]
}

fn observation(number: usize) -> Observation {
    let severities = [
        Severity::High,
        Severity::Critical,
        Severity::Medium,
        Severity::Low,
        Severity::Info,
        Severity::Medium,
    ];
    let titles = [
        "Session tokens do not expire",
        "The export tool is registered although the purpose forbids it, and no second approval stands between it and the data",
        "Ελληνικά и кириллица: names of customers in three scripts reach the log 🔥",
        "Cache headers",
        "Version is stated in two places",
        "Retry storms",
        "An observation that says little",
    ];
    let token = ["[CREDENTIAL:", "github:01]"].concat();
    let bare = number % 7 == 6;
    let long = number % 7 == 1;
    let code = format!(
        "The gateway passes `Authorization: Bearer {token}` on:\n\n```http\nPOST /v1/tools/export_tickets/invoke?customer=[CUSTOMER-ID:01]&from=2026-01-01&to=2026-03-01&format=csv&include=comments,attachments,internal_notes HTTP/1.1\nAuthorization: Bearer {token}\n\n{{\n    \"reason\": \"monthly\",\n    \"path\": \"{}\"\n}}\n```\n\n| Request | Status | Bytes |\n|:--|:--|--:|\n| `search_tickets` for *customer* {} | 200 | 18,204 |\n| `export_tickets` | 200 | 9,120,554 |\n\n> The call was answered without a prompt for approval.\n> Nobody noticed for eleven days.",
        "segment/".repeat(24),
        "[CUSTOMER-ID:02]"
    );
    let observed = if long {
        format!("{code}\n\n{}", LOREM.repeat(6))
    } else if number % 7 == 2 {
        "Ονόματα πελατών και имена клиентов stand in the log as they are: «[PERSON:03]», „[PERSON:04]“. Arrows → ⇒ and boxes:\n\n```text\n┌────────────┐   ┌───────────┐\n│ assistant  │──▶│ server    │\n└────────────┘   └───────────┘\n```\n\nAn emoji 🔥 and a direction mark \u{202e} are spelt out.".to_owned()
    } else {
        format!(
            "In `deploy/session.toml` the key `ttl` is missing. Sessions of [EMAIL:02] were {} days old.",
            3 + number
        )
    };
    let more = if bare {
        Vec::new()
    } else {
        vec![
            ("evidence".to_owned(), field("`logs/gateway.log`, lines 14–22; `deploy/tools.json`", 61)),
            ("status".to_owned(), field("open", 62)),
            ("owner".to_owned(), field("Support Platform team", 63)),
            ("due".to_owned(), field("2026-04-30", 64)),
            ("controls".to_owned(), field("- [x] AC-2\n- [ ] AU-6", 65)),
            ("references".to_owned(), field("<https://modelcontextprotocol.io/specification>", 66)),
        ]
    };
    Observation {
        id: format!("F-{:02}", number + 1),
        title: clean(titles[number % titles.len()]),
        line: 50 + number as u32,
        severity: if bare { None } else { Some(severities[number % severities.len()]) },
        severity_as_written: if bare { Some(field("P3", 51)) } else { None },
        certainty: if bare {
            None
        } else {
            Some([Certainty::Confirmed, Certainty::Moderate, Certainty::Low][number % 3])
        },
        boundary: if bare { None } else { Some(format!("TRB-0{}", number % 5 + 1)) },
        objective: Vec::new(),
        scope: Vec::new(),
        expected: fields(
            if bare {
                ""
            } else {
                "Sessions end after eight hours at the latest, and a token that was stolen is of **no use** the next day."
            },
            52,
        ),
        observed: fields(&observed, 53),
        uncertainty: fields(
            if bare {
                ""
            } else {
                "Whether the gateway ends sessions on its own is not known; its configuration was not part of the evidence."
            },
            54,
        ),
        remediation: fields(
            if bare {
                ""
            } else {
                "1. Set `ttl = \"8h\"`.\n2. Revoke all tokens older than that.\n3. Add an alert on tokens older than **nine** hours."
            },
            55,
        ),
        more,
    }
}

const LOREM: &str = "The request went through three services before it reached the store, and each of them wrote the header into its own log, so that the same value stands in three files under two names. A reader who has one of them can follow the session through all of the others without further rights. ";

fn evidence(number: usize) -> EvidenceItem {
    EvidenceItem {
        path: clean(&format!("evidence/logs/2026-03-0{}/gateway-access-and-error.log", number + 1)),
        sha256: digest(number + 2),
        bytes: 1_024 * (number as u64 + 3) * 37,
        redactions: number as u64 * 3,
        structure_verified: !number.is_multiple_of(4),
    }
}

fn digest(seed: usize) -> String {
    (0..64).filter_map(|at| char::from_digit(((seed * 131 + at * 89 + 7) % 16) as u32, 16)).collect()
}
