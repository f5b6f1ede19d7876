//! What a file says of who answers for a server, and of dates.

use crate::facts::{Loose, Role, Source, Spot};
use crate::tree::At;

/// Keys stand no deeper than this.
const MAX_DEPTH: usize = 5;

/// Keys whose value says who answers, who approves, how trust is taken back, whom to call.
const KEYS: &[(&str, &[&str])] = &[
    (
        "owner",
        &["owner", "owners", "owned_by", "ownedby", "team", "maintainer", "maintainers", "author", "vendor"],
    ),
    (
        "approval",
        &["approval", "approved", "approved_by", "approvedby", "approver", "approval_state", "approvalstate"],
    ),
    (
        "revocation",
        &["revocation", "revoked", "revoke", "revocation_path", "expires", "expiry", "valid_until"],
    ),
    ("contact", &["contact", "support", "incident_contact", "security_contact", "support_url", "bugs"]),
];

/// Keys whose value is a date of the file or the server.
const DATES: &[&str] = &[
    "date",
    "updated",
    "updatedat",
    "updated_at",
    "last_updated",
    "lastupdated",
    "released",
    "release_date",
    "created",
    "createdat",
    "created_at",
    "publishedat",
    "published_at",
    "generated",
    "generated_at",
    "captured",
    "captured_at",
    "exported_at",
    "timestamp",
    "approved_at",
    "approved_on",
    "approval_date",
    "expires",
    "expires_at",
    "expiry",
    "valid_until",
    "reviewed",
    "reviewed_at",
    "last_reviewed",
];

/// Reads both.
pub(super) fn read(top: &At<'_>, source: &mut Source) {
    walk(top, 0, source);
}

fn walk(at: &At<'_>, depth: usize, source: &mut Source) {
    for (key, child) in at.entries() {
        let lower = key.as_str().to_ascii_lowercase().replace('-', "_");
        let text = if child.is_map() { first_text(&child) } else { Spot::of(&child) };
        if let Some(spot) = text {
            let topic = KEYS.iter().find(|(_, keys)| keys.contains(&lower.as_str())).map(|(topic, _)| *topic);
            if let Some(topic) = topic.filter(|_| !spot.text.is_blank()) {
                let name = evidact_model::CleanText::literal(topic);
                source.accountable.push(Loose { name, role: Role::Setting, spot: spot.clone() });
            }
            if DATES.contains(&lower.as_str()) && crate::date::of(spot.str()).is_some() {
                source.dates.push(Loose { name: key.clone(), role: Role::Setting, spot });
            }
        }
        // Variables of a server are no statements about it, and parameters of a tool none either.
        let is_other = matches!(
            key.as_str(),
            "env" | "environment" | "inputSchema" | "input_schema" | "properties" | "tools"
        );
        if child.is_map() && depth < MAX_DEPTH && !is_other {
            walk(&child, depth + 1, source);
        }
    }
}

/// Returns the first text of a map such as `{ "name": … }`.
fn first_text(at: &At<'_>) -> Option<Spot> {
    at.entries().find_map(|(_, child)| Spot::of(&child))
}
