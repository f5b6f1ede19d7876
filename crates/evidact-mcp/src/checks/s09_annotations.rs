//! S09: a tool says nothing of its effect, or something else than its name says.

use super::verbs::{Effect, Prefixes, effect, leading};
use super::{Check, CheckInfo, Run};
use crate::facts::{Hint, Schema, Source, Spot, Tool};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S09",
        title: "Annotations of tools",
        looks_at: "Tools that change things without an annotation that says so, and annotations against the name.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/schema#toolannotations",
    },
    runs: &[Run::File(run)],
};

const ITEMS: &[&str] = &["TRB-01-C02.d"];

fn run(source: &Source, findings: &mut Findings) {
    let prefixes = Prefixes::of_tools(source);
    // Lists without schemas are no answers of a server, and hold no annotations.
    for tool in source.tools.iter().filter(|tool| tool.schema != Schema::NotListed) {
        let subject = Subject::tool(source, tool);
        // A verb inside a name may be part of what is read; only the leading one is held against an annotation.
        let (says, leads) = (effect(tool.name.as_str(), &prefixes), leading(tool.name.as_str(), &prefixes));
        let is_change = |effect| matches!(effect, Effect::Changes | Effect::Destroys);
        let changes = is_change(says);
        let hint = |name: &str| tool.annotations.iter().flatten().find(|hint| hint.name.as_str() == name);
        let (reads, destroys) = (hint("readOnlyHint"), hint("destructiveHint"));
        let against = reads.filter(|h| h.value && is_change(leads));
        let against = against.or(destroys.filter(|h| !h.value && leads == Effect::Destroys));
        if let Some(hint) = against {
            findings.add(subject, &written(tool, hint), Stance::Contradicts, ITEMS);
        } else if changes && reads.is_none() && destroys.is_none() {
            let spot = Spot { text: tool.name.clone(), place: tool.place.clone(), line: tool.line };
            findings.add(subject, &spot, Stance::Notes, ITEMS);
        }
    }
}

fn written(tool: &Tool, hint: &Hint) -> Spot {
    let text = tool.name.derive(|name| format!("{name}: {} = {}", hint.name, hint.value));
    let place = hint.name.derive(|name| format!("{}.annotations.{name}", tool.place));
    Spot { text, place, line: hint.line }
}
