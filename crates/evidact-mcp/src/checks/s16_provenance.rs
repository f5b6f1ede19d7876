//! S16: whether a description bounds the hosts that a server reaches, and says from which source it was built.

use super::{Check, CheckInfo, Run};
use crate::facts::{Kind, Role, Source, Spot};
use crate::findings::{Findings, Subject};
use evidact_model::CleanText;
use evidact_model::metadata::Stance;

pub(super) const CHECK: Check = Check {
    info: CheckInfo {
        id: "S16",
        title: "List of hosts, source commit",
        looks_at: "Lists of hosts and closed networks, commits and digests in descriptions of servers.",
        source: "https://github.com/docker/mcp-registry/blob/main/CONTRIBUTING.md",
    },
    runs: &[Run::File(run)],
};

/// Keys that bound the hosts.
const HOSTS: &[&str] =
    &["allowHosts", "allow_hosts", "allowedHosts", "allowed_hosts", "allowedDomains", "allowed_domains"];

/// Keys that say from which source, exactly.
const COMMITS: &[&str] = &["commit", "sourceCommit", "source_commit", "fileSha256", "sha256"];

fn run(source: &Source, findings: &mut Findings) {
    // A configuration of a client says where a server is, not what it is made of.
    let describes =
        source.kinds.iter().any(|kind| matches!(kind, Kind::Registry | Kind::Bundle | Kind::DockerCatalog));
    for server in &source.servers {
        let subject = Subject::server(source, server);
        let hosts: Vec<_> = server.settings(HOSTS).collect();
        for fact in &hosts {
            let stance =
                if fact.spot.str().starts_with('*') { Stance::Contradicts } else { Stance::Supports };
            findings.add_named(subject, fact, stance, &["TRB-04-C05"]);
        }
        for fact in server.settings(&["disableNetwork"]).filter(|f| f.spot.str() == "true") {
            findings.add_named(subject, fact, Stance::Supports, &["TRB-04-C05"]);
        }
        let commits: Vec<_> = server.settings(COMMITS).collect();
        for fact in &commits {
            findings.add_named(subject, fact, Stance::Supports, &["IDN-07"]);
        }
        let mut absent = |key: &'static str, items: &[&str]| {
            let spot = Spot { text: CleanText::literal(key), place: server.place.clone(), line: server.line };
            findings.add(subject, &spot, Stance::Notes, items);
        };
        let is_docker = source.kinds.contains(&Kind::DockerCatalog);
        if is_docker && hosts.is_empty() && server.settings(&["disableNetwork"]).next().is_none() {
            absent("allowHosts", &["TRB-04-C05"]);
        }
        // What runs elsewhere alone is built by nobody who reads this.
        let is_built = server.of(Role::Package).next().is_some() || server.of(Role::Word).next().is_some();
        if describes && is_built && commits.is_empty() {
            absent("commit", &["IDN-07"]);
        }
    }
}
