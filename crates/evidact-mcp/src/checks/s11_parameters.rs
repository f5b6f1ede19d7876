//! S11: a parameter takes anything, under a name that reaches a shell, a database or the disk.

use super::{Check, CheckInfo, Run};
use crate::facts::{Parameter, ParameterKind, Schema, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S11",
        title: "Parameters without limits",
        looks_at: "Parameters without a type, and free texts that are commands, queries or paths.",
        source: "https://modelcontextprotocol.io/specification/2025-06-18/server/tools#security-considerations",
    },
    runs: &[Run::File(run)],
};

/// Texts that are run as they come.
const RUN: &[&str] = &["command", "cmd", "shell", "script", "code", "sql", "expression", "eval", "statement"];

/// Texts that select what is reached; many tools need one, few need it free.
const REACH: &[&str] =
    &["query", "path", "file_path", "filepath", "filename", "url", "uri", "directory", "where"];

fn run(source: &Source, findings: &mut Findings) {
    for tool in &source.tools {
        let subject = Subject::tool(source, tool);
        let Schema::Object { parameters, open } = &tool.schema else { continue };
        for parameter in parameters {
            if let Some((stance, item)) = judge(parameter) {
                let text = tool.name.derive(|name| format!("{name}({})", parameter.name));
                let spot = Spot { text, place: parameter.place.clone(), line: parameter.line };
                findings.add(subject, &spot, stance, &[item]);
            }
        }
        if *open {
            let text = tool.name.derive(|name| format!("{name}(…)"));
            let spot = Spot { text, place: tool.place.clone(), line: tool.line };
            findings.add(subject, &spot, Stance::Notes, &["TRB-02-C04"]);
        }
    }
}

fn judge(parameter: &Parameter) -> Option<(Stance, &'static str)> {
    let name = parameter.name.as_str().to_ascii_lowercase();
    match parameter.kind {
        ParameterKind::Untyped => Some((Stance::Contradicts, "TRB-02-C04")),
        ParameterKind::FreeText if RUN.contains(&name.as_str()) => Some((Stance::Contradicts, "TRB-04-C02")),
        ParameterKind::FreeText if REACH.contains(&name.as_str()) => Some((Stance::Notes, "TRB-04-C02")),
        _ => None,
    }
}
