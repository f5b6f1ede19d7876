//! S04: what is started is fetched by a name that means another version tomorrow.

use super::{Check, CheckInfo, Run};
use crate::command::{Registry, fetched, is_pinned};
use crate::facts::Source;
use crate::findings::{Findings, Subject};
use crate::value::is_reference;
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S04",
        title: "Version of package or image",
        looks_at: "Packages and images that are fetched by name, by a moving tag or by a range.",
        source: "https://docs.npmjs.com/cli/v11/commands/npx",
    },
    runs: &[Run::File(run)],
};

fn run(source: &Source, findings: &mut Findings) {
    for server in &source.servers {
        let subject = Subject::server(source, server);
        for package in fetched(server) {
            let text = package.spot.str();
            if is_reference(text) {
                continue;
            }
            let stance = match package.registry {
                _ if !is_pinned(&package) => Stance::Contradicts,
                // A tag can be moved; a digest cannot.
                Registry::Image if !text.contains("@sha256:") => Stance::Notes,
                _ => Stance::Supports,
            };
            findings.add(subject, &package.spot, stance, &["IDN-04"]);
        }
    }
}
