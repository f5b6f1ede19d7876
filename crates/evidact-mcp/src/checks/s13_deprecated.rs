//! S13: a capability that the protocol has given up.

use super::{Check, CheckInfo, Run};
use crate::facts::Source;
use crate::findings::{Findings, Subject};
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S13",
        title: "Deprecated capabilities",
        looks_at: "Roots, sampling and logging among what a server or client announces; deprecated on 2026-07-28.",
        source: "https://modelcontextprotocol.io/seps/2577-deprecate-roots-sampling-and-logging",
    },
    runs: &[Run::File(run)],
};

fn run(source: &Source, findings: &mut Findings) {
    for spot in &source.capabilities {
        let items: &[&str] = match spot.str() {
            "roots" => &["TRB-01-C02.b"],
            "sampling" => &["TRB-01-C02.e"],
            "logging" => &["TRB-02-C06"],
            _ => continue,
        };
        findings.add(Subject::file(source), spot, Stance::Notes, items);
    }
}
