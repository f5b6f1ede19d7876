//! S14: neither note nor metadata say who answers for the server, who approved it, how trust is taken back, whom to call.

use super::{Check, CheckInfo, Run};
use crate::facts::{Loose, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::CleanText;
use evidact_model::metadata::Stance;
use evidact_model::review::Review;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S14",
        title: "Owner, approval, revocation, contact",
        looks_at: "What the note's record and the metadata say of owner, approval, revocation and contact.",
        source: "https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/server-json/generic-server-json.md",
    },
    runs: &[Run::Note(run)],
};

/// What must stand somewhere: the topic, the rows of the record that say it, and the items that it bears on.
struct Topic {
    key: &'static str,
    rows: &'static [&'static str],
    items: &'static [&'static str],
}

const TOPICS: &[Topic] = &[
    Topic { key: "owner", rows: &["owner"], items: &["IDN-02", "UPT-01"] },
    Topic {
        key: "approval",
        rows: &["approval-state", "approval-owner", "approval-path"],
        items: &["IDN-05", "RCH-03", "UPT-06"],
    },
    Topic {
        key: "revocation",
        rows: &["revocation-path", "authority-to-revoke"],
        items: &["RCH-04", "UPT-07"],
    },
    Topic { key: "contact", rows: &["incident-contact", "support-path"], items: &["OWN-04", "OWN-06"] },
];

fn run(sources: &[Source], review: &Review, findings: &mut Findings) {
    for topic in TOPICS {
        let said = topic.rows.iter().any(|row| review.record.row(row).is_some_and(|r| !r.value.is_empty()));
        let mut found = sources.iter().flat_map(|s| s.accountable.iter().map(move |l| (s, l)));
        match found.find(|(_, loose)| loose.name.as_str() == topic.key) {
            Some((source, loose)) => present(source, loose, topic, findings),
            None if !said => absent(sources, topic, findings),
            None => {}
        }
    }
}

/// What a file says of it, beside the note's record.
fn present(source: &Source, loose: &Loose, topic: &Topic, findings: &mut Findings) {
    let items: Vec<&str> = topic.items.iter().copied().filter(|item| !item.starts_with("UPT")).collect();
    let stance = if topic.key == "owner" { Stance::Supports } else { Stance::Notes };
    findings.add(Subject::file(source), &loose.spot, stance, &items);
}

/// Nowhere is no place: the finding stands at the top of the first file that names a server.
fn absent(sources: &[Source], topic: &Topic, findings: &mut Findings) {
    let Some(source) = sources.iter().find(|s| !s.servers.is_empty()).or(sources.first()) else { return };
    let spot = Spot { text: CleanText::literal(topic.key), place: CleanText::default(), line: 1 };
    findings.add(Subject::file(source), &spot, Stance::Notes, topic.items);
}
