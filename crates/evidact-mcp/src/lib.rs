//! Reads metadata of MCP servers and clients in redacted evidence, and says what it supports and contradicts.
//!
//! Configurations of clients, descriptions of servers and lists of tools are told by their shape and read into flat
//! facts; each of the checks `S01` to `S17` looks at those. Nothing is started, called or resolved: what a file does
//! not say is not known. A finding has no sentence of its own: check, place, what stands there, and the items of the
//! catalog that it bears on.
//!
//! ```
//! use evidact_mcp::Metadata;
//! use evidact_model::CleanText;
//! use evidact_model::review::Review;
//!
//! let text = CleanText::literal(r#"{"mcpServers": {"ledger": {"command": "npx", "args": ["-y", "@acme/ledger"]}}}"#);
//! let metadata = Metadata::read(&[(CleanText::literal("mcp.json"), text)], &[]);
//! let statement = metadata.statement_for(&Review::default());
//! assert_eq!(statement.files[0].servers[0].as_str(), "ledger");
//! assert!(statement.findings.iter().any(|f| f.check == "S04" && f.place.as_str() == "mcpServers.ledger.args[1]"));
//! ```

mod about;
mod checks;
mod command;
mod date;
mod facts;
mod findings;
mod listed;
mod read;
mod tree;
mod value;

use checks::{CHECKS, Run};
pub use checks::{CheckInfo, checks};
use evidact_model::metadata::{MetadataFile, MetadataFinding, MetadataStatement, Stance, UnreadFile};
use evidact_model::review::Review;
use evidact_model::{CleanText, Phrase};
use facts::Source;
use findings::Findings;
pub use listed::ListedTool;
use std::collections::BTreeSet;

/// The ids under which reports say what a file was read as, why one was not read, and what a finding says of its place.
pub const PHRASES: [&str; 18] = [
    "detail-deprecated-transport",
    "detail-more",
    "detail-more-of",
    "kind-bundle",
    "kind-client",
    "kind-client-of",
    "kind-compose",
    "kind-docker",
    "kind-texts",
    "kind-handshake",
    "kind-registry",
    "kind-tools",
    "unread-deep",
    "unread-settings",
    "unread-syntax",
    "unread-too-large",
    "unread-unknown-shape",
    "unread-withheld",
];

/// Says whether a verified text may be metadata, so that it is worth keeping until the reports are made. Costs a search
/// for some words.
pub fn may_be_metadata(text: &CleanText) -> bool {
    read::mentions_metadata(text.as_str())
}

/// Why the text of a file is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The file was withheld.
    Withheld,
    /// It is larger than what is read.
    TooLarge,
}

impl Missing {
    fn explain(self) -> Phrase {
        match self {
            Self::Withheld => {
                Phrase::new("unread-withheld", "It was withheld, so that there is no redacted copy to read.")
            }
            Self::TooLarge => {
                Phrase::new("unread-too-large", "It is larger than what the static checks read.")
            }
        }
    }
}

/// The metadata of a package, read once for all of its notes.
#[derive(Debug, Clone)]
pub struct Metadata {
    files: Vec<MetadataFile>,
    unread: Vec<UnreadFile>,
    findings: Vec<MetadataFinding>,
    sources: Vec<Source>,
}

impl Metadata {
    /// Reads the files (path and text) that are metadata; `missing` are those of which there is no text. What is no
    /// metadata is left out without a word, what claims to be and cannot be read is listed.
    pub fn read(files: &[(CleanText, CleanText)], missing: &[(CleanText, Missing)]) -> Self {
        let mut unread: Vec<UnreadFile> = missing
            .iter()
            .filter(|(path, _)| read::is_named_like_metadata(path.as_str()))
            .map(|(path, why)| UnreadFile { path: path.clone(), reason: why.explain() })
            .collect();
        let mut sources = Vec::new();
        for (path, text) in files {
            match read::read(path, text) {
                None => {}
                Some(Ok(source)) => sources.push(source),
                Some(Err(why)) => unread.push(UnreadFile { path: path.clone(), reason: why.explain() }),
            }
        }
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        unread.sort_by(|a, b| a.path.cmp(&b.path));
        let mut findings = Findings::default();
        for check in CHECKS {
            findings.check = check.info.id;
            for run in check.runs {
                match run {
                    Run::File(run) => sources.iter().for_each(|source| run(source, &mut findings)),
                    Run::Package(run) => run(&sources, &mut findings),
                    Run::Note(_) => {}
                }
            }
        }
        let files = sources.iter().map(described).collect();
        Self { files, unread, findings: findings.finish(), sources }
    }

    /// Returns what the checks say beside a note: those of the package, and those that hold it against the note. If the
    /// note names one of the servers, what is found of others supports and contradicts nothing; if it is about something else
    /// than servers, neither does what is found of any.
    pub fn statement_for(&self, review: &Review) -> MetadataStatement {
        let mut findings = Findings::default();
        for check in CHECKS {
            findings.check = check.info.id;
            for run in check.runs {
                if let Run::Note(run) = run {
                    run(&self.sources, review, &mut findings);
                }
            }
        }
        let mut all = self.findings.clone();
        all.extend(findings.finish());
        // What is found of another server says nothing of what is reviewed; a reviewer should see it all the same.
        if let Some(meant) = checks::meant(&self.sources, review) {
            let is_other =
                |f: &&mut MetadataFinding| f.server.as_ref().is_some_and(|s| !meant.contains(s.as_str()));
            all.iter_mut().filter(is_other).for_each(bear_on_nothing);
        } else if about::is_about_something_else(&self.sources, review) {
            let named = self.sources.iter().filter(|source| !source.servers.is_empty());
            let files: BTreeSet<&str> = named.map(|source| source.path.as_str()).collect();
            let is_of_server =
                |f: &&mut MetadataFinding| f.server.is_some() || files.contains(f.path.as_str());
            all.iter_mut().filter(is_of_server).for_each(bear_on_nothing);
        }
        findings::sort(&mut all);
        let findings = findings::bounded(all);
        MetadataStatement { files: self.files.clone(), unread: self.unread.clone(), findings }
    }
}

/// Lets a finding be seen, and neither contradict nor support anything.
fn bear_on_nothing(finding: &mut MetadataFinding) {
    finding.stance = Stance::Notes;
    finding.items.clear();
}

fn described(source: &Source) -> MetadataFile {
    let mut kinds: Vec<Phrase> = source.kinds.iter().map(|kind| kind.describe()).collect();
    kinds.dedup();
    MetadataFile {
        path: source.path.clone(),
        kind: kinds,
        servers: source.servers.iter().map(|server| server.name.clone()).collect(),
        tools: source.tools.len() as u64,
    }
}
