//! S12: a server asks for every right there is, or a client takes every tool.

use super::{Check, CheckInfo, Run};
use crate::facts::{Role, Source};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S12",
        title: "Wildcard scopes",
        looks_at: "Scopes that are a star, all, or an administrator's, and lists of tools that are a star.",
        source: "https://modelcontextprotocol.io/docs/tutorials/security/security_best_practices#scope-minimization",
    },
    runs: &[Run::File(run)],
};

const ITEMS: &[&str] = &["TRB-02-C03", "TRB-02-C09", "UPT-10"];

/// Scopes that name no star and reach as far, in the words of their providers.
const WIDE: &[&str] = &[
    "repo",
    "https://mail.google.com/",
    "https://www.googleapis.com/auth/drive",
    "https://www.googleapis.com/auth/cloud-platform",
    "api",
    "user_impersonation",
    "Directory.ReadWrite.All",
    "Files.ReadWrite.All",
    "Mail.ReadWrite",
];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        for fact in server.of(Role::Scope) {
            for scope in fact.spot.str().split([' ', ',']).filter(|s| !s.is_empty()) {
                let spot = fact.spot.with(scope);
                if is_wildcard(scope) {
                    findings.add(subject, &spot, Stance::Contradicts, ITEMS);
                } else if WIDE.contains(&scope) {
                    findings.add(subject, &spot, Stance::Notes, &["TRB-02-C09"]);
                }
            }
        }
        for fact in server.settings(&["tools", "includeTools", "enabled_tools", "allowedTools"]) {
            if fact.spot.str() == "*" {
                findings.add_named(subject, fact, Stance::Notes, &["TRB-02-C09"]);
            }
        }
    }
}

fn is_wildcard(scope: &str) -> bool {
    let lower = scope.to_ascii_lowercase();
    lower == "*"
        || lower.ends_with(":*")
        || lower.ends_with(".*")
        || lower.ends_with("/*")
        || lower.starts_with("*:")
        || matches!(
            lower.as_str(),
            "all" | "admin" | "root" | "full_access" | "full-access" | "full" | "superuser"
        )
        || lower.ends_with(":admin")
        || lower.starts_with("admin:")
}
