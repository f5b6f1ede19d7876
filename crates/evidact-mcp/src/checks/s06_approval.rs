//! S06: tools run, or servers are taken over, without a person being asked.

use super::verbs::{Effect, Prefixes, effect};
use super::{Check, CheckInfo, Run};
use crate::command::expanded_words;
use crate::facts::{Fact, Loose, Source};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S06",
        title: "Approval switched off",
        looks_at: "Lists of tools that run unasked, trusted servers, and settings that approve everything.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/server/tools#user-interaction-model",
    },
    runs: &[Run::File(run)],
};

/// Keys under which clients list tools that run unasked.
const LISTS: &[&str] =
    &["alwaysAllow", "autoApprove", "autoAllow", "always_allow", "auto_approve", "autoApproveTools"];

/// Keys by which a client says of a server's tools, or of one, whether they run unasked.
const MODES: &[&str] = &["default_tools_approval_mode", "approval_mode"];

/// Options of clients that approve everything.
const OPTIONS: &[&str] = &[
    "--yolo",
    "--dangerously-skip-permissions",
    "--dangerously-bypass-approvals-and-sandbox",
    "--trust-all-tools",
];

const CALLS: &[&str] = &["TRB-01-C02", "TRB-01-C02.d", "UPT-14"];
/// What is worth a look shows no pattern yet.
const ONE_CALL: &[&str] = &["TRB-01-C02.d"];
const SERVERS: &[&str] = &["TRB-01-C02", "TRB-01-C02.a"];

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        let prefixes = Prefixes::of_server(server.name.as_str());
        for fact in server.settings(LISTS) {
            listed(subject, fact, &prefixes, findings);
        }
        for fact in server.settings(MODES).filter(|f| f.spot.str() == "approve") {
            findings.add_named(subject, fact, Stance::Contradicts, CALLS);
        }
        for fact in server.settings(&["trust"]).filter(|f| f.spot.str() == "true") {
            findings.add_named(subject, fact, Stance::Contradicts, CALLS);
        }
        for word in expanded_words(server).iter().filter(|w| OPTIONS.contains(&w.str())) {
            findings.add(subject, word, Stance::Contradicts, CALLS);
        }
    }
    for loose in &source.loose {
        setting(source, loose, findings);
    }
}

/// A tool that only reads by its name is a choice to look at; all of them, or one that changes, are not.
fn listed(subject: Subject<'_>, fact: &Fact, prefixes: &Prefixes, findings: &mut Findings) {
    let tool = fact.spot.str();
    match tool {
        "false" | "" => {}
        "true" | "*" => findings.add_named(subject, fact, Stance::Contradicts, CALLS),
        _ if matches!(effect(tool, prefixes), Effect::Changes | Effect::Destroys) => {
            findings.add_named(subject, fact, Stance::Contradicts, CALLS);
        }
        _ => findings.add_named(subject, fact, Stance::Notes, ONE_CALL),
    }
}

fn setting(source: &Source, loose: &Loose, findings: &mut Findings) {
    let (name, value) = (loose.name.as_str(), loose.spot.str());
    let fact = Fact { role: loose.role, name: loose.name.clone(), spot: loose.spot.clone() };
    let subject = Subject::file(source);
    match name {
        "enableAllProjectMcpServers" if value == "true" => {
            findings.add_named(subject, &fact, Stance::Contradicts, SERVERS);
        }
        "enabledMcpjsonServers" => findings.add_named(subject, &fact, Stance::Notes, &["TRB-01-C02.a"]),
        "chat.tools.autoApprove"
        | "chat.tools.global.autoApprove"
        | "autoAccept"
        | "skipDangerousModePermissionPrompt"
            if value == "true" =>
        {
            findings.add_named(subject, &fact, Stance::Contradicts, CALLS);
        }
        "defaultMode" | "approvalMode" | "defaultApprovalMode" | "approval_policy" | "GOOSE_MODE"
            if matches!(value, "bypassPermissions" | "yolo" | "never" | "auto") =>
        {
            findings.add_named(subject, &fact, Stance::Contradicts, CALLS);
        }
        // All that an agent may do, or all that it may do in a shell.
        "permission" | "permission.*" | "permission.bash" | "permission.bash.*" if value == "allow" => {
            findings.add_named(subject, &fact, Stance::Contradicts, CALLS);
        }
        // `@server` is all of its tools, `@server/tool` one of them.
        "allowedTools" => {
            if let Some(tool) = value.strip_prefix('@') {
                match tool.split_once('/').filter(|(_, tool)| !tool.contains('*')) {
                    Some((server, tool)) => {
                        let prefixes = Prefixes::of_server(server);
                        let wide = matches!(effect(tool, &prefixes), Effect::Changes | Effect::Destroys);
                        let (stance, items) = by_width(wide);
                        findings.add_named(subject, &fact, stance, items);
                    }
                    None => findings.add_named(subject, &fact, Stance::Contradicts, CALLS),
                }
            } else if value == "*" {
                findings.add_named(subject, &fact, Stance::Contradicts, CALLS);
            }
        }
        "sandbox_mode" if value == "danger-full-access" => {
            findings.add_named(subject, &fact, Stance::Contradicts, &["TRB-05-C05"]);
        }
        "permissions" => {
            // `mcp__server` and `mcp__server__*` allow all tools of a server, `mcp__server__tool` allows one.
            let named = value.strip_prefix("mcp__").and_then(|rest| rest.split_once("__"));
            let wide = named.is_none_or(|(server, tool)| {
                let effect = effect(tool, &Prefixes::of_server(server));
                tool == "*" || matches!(effect, Effect::Changes | Effect::Destroys)
            });
            let (stance, items) = by_width(wide);
            findings.add_named(subject, &fact, stance, items);
        }
        _ => {}
    }
}

/// What is allowed widely contradicts; one tool that only reads is worth a look.
fn by_width(wide: bool) -> (Stance, &'static [&'static str]) {
    if wide { (Stance::Contradicts, CALLS) } else { (Stance::Notes, ONE_CALL) }
}
