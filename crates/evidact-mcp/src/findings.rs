//! Collects what the checks find, in one order and within bounds.

use crate::facts::{Fact, Server, Source, Spot, Told, Tool};
use crate::value::shortened;

use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::{CleanText, Phrase};
use std::collections::{BTreeMap, BTreeSet};

/// A check names so many places of a file; of the rest it says how many there are.
const MAX_OF_A_CHECK: usize = 25;

/// Of the servers of the rest, so many are named.
const MAX_SERVERS: usize = 20;

/// What the checks found so far.
#[derive(Default)]
pub(crate) struct Findings {
    /// The check that is running.
    pub(crate) check: &'static str,
    found: Vec<MetadataFinding>,
}

/// Where a finding stands, and whose it is.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    path: &'a CleanText,
    server: Option<&'a CleanText>,
}

impl<'a> Subject<'a> {
    pub(crate) fn file(source: &'a Source) -> Self {
        Self { path: &source.path, server: None }
    }

    pub(crate) fn server(source: &'a Source, server: &'a Server) -> Self {
        Self { path: &source.path, server: Some(&server.name).filter(|name| !name.is_blank()) }
    }

    pub(crate) fn told(source: &'a Source, told: &'a Told) -> Self {
        Self { path: &source.path, server: told.server.as_ref() }
    }

    pub(crate) fn tool(source: &'a Source, tool: &'a Tool) -> Self {
        Self { path: &source.path, server: tool.server.as_ref() }
    }
}

impl Findings {
    /// Adds a finding whose detail is what stands in the place.
    pub(crate) fn add(&mut self, subject: Subject<'_>, spot: &Spot, stance: Stance, items: &[&str]) {
        self.add_as(subject, spot, shortened(&spot.text), stance, items);
    }

    /// Adds a finding that shows a name before the value.
    pub(crate) fn add_named(&mut self, subject: Subject<'_>, fact: &Fact, stance: Stance, items: &[&str]) {
        let name = &fact.name;
        let detail = if name.is_blank() {
            shortened(&fact.spot.text)
        } else {
            shortened(&fact.spot.text.derive(|text| format!("{name}: {text}")))
        };
        self.add_as(subject, &fact.spot, detail, stance, items);
    }

    /// Adds a finding that says something of what stands in the place.
    pub(crate) fn add_remark(
        &mut self,
        subject: Subject<'_>,
        spot: &Spot,
        remark: Phrase,
        stance: Stance,
        items: &[&str],
    ) {
        let detail = shortened(&spot.text.derive(|text| format!("{}: {text}", remark.as_str())));
        self.add_as(subject, spot, detail, stance, items);
        if let Some(last) = self.found.last_mut() {
            last.remark = Some(remark);
        }
    }

    /// Adds a finding with a detail of its own.
    pub(crate) fn add_as(
        &mut self,
        subject: Subject<'_>,
        spot: &Spot,
        detail: CleanText,
        stance: Stance,
        items: &[&str],
    ) {
        self.found.push(MetadataFinding {
            check: self.check.to_owned(),
            path: subject.path.clone(),
            line: spot.line,
            place: spot.place.clone(),
            server: subject.server.cloned(),
            detail,
            remark: None,
            stance,
            items: items.iter().map(|&item| item.to_owned()).collect(),
        });
    }

    /// Returns the findings in order, without repetitions.
    pub(crate) fn finish(mut self) -> Vec<MetadataFinding> {
        sort(&mut self.found);
        self.found.dedup();
        self.found
    }
}

/// Keeps as many places of a check, file and stance as are named; behind the last of them stands a statement of how
/// many more there are, and of which servers.
pub(crate) fn bounded(found: Vec<MetadataFinding>) -> Vec<MetadataFinding> {
    let mut counts: BTreeMap<(String, CleanText, Stance), usize> = BTreeMap::new();
    let mut more: BTreeMap<(String, CleanText, Stance), Vec<MetadataFinding>> = BTreeMap::new();
    let mut out: Vec<MetadataFinding> = Vec::new();
    for finding in found {
        let key = (finding.check.clone(), finding.path.clone(), finding.stance);
        let count = counts.entry(key.clone()).or_insert(0);
        *count += 1;
        if *count <= MAX_OF_A_CHECK {
            out.push(finding);
        } else {
            more.entry(key).or_default().push(finding);
        }
    }
    out.extend(more.into_values().filter_map(|rest| counted(&rest)));
    sort(&mut out);
    out
}

/// Makes one statement of findings that are not named one by one.
fn counted(rest: &[MetadataFinding]) -> Option<MetadataFinding> {
    let first = rest.first()?;
    let servers: BTreeSet<&CleanText> = rest.iter().filter_map(|f| f.server.as_ref()).collect();
    let items: BTreeSet<&String> = rest.iter().flat_map(|f| &f.items).collect();
    let count = rest.len();
    let listed = servers.iter().take(MAX_SERVERS).fold(None, |all: Option<CleanText>, name| {
        Some(all.map_or_else(|| (*name).clone(), |all| all.join(", ", name)))
    });
    let others = servers.len().saturating_sub(MAX_SERVERS);
    let remark = match others {
        0 => Phrase::new("detail-more", format!("{count} more in this file")).with("count", count),
        _ => Phrase::new(
            "detail-more-of",
            format!("{count} more in this file, of these servers and {others} others"),
        )
        .with("count", count)
        .with("others", others),
    };
    let head = remark.as_str();
    let detail = match listed {
        Some(names) => names.derive(|names| format!("{head}: {names}")),
        None => first.path.derive(|_| head.to_owned()),
    };
    // One server alone is meant as it is in the other findings; of several, the names say whose they are.
    let server =
        (servers.len() == 1 && rest.iter().all(|f| f.server.is_some())).then(|| first.server.clone());
    Some(MetadataFinding {
        place: CleanText::default(),
        server: server.flatten(),
        detail,
        remark: Some(remark),
        items: items.into_iter().cloned().collect(),
        ..first.clone()
    })
}

/// Sorts by path, line, check, place.
pub(crate) fn sort(findings: &mut [MetadataFinding]) {
    findings.sort_by(|a, b| {
        (&a.path, a.line, &a.check, &a.place, &a.detail, a.stance)
            .cmp(&(&b.path, b.line, &b.check, &b.place, &b.detail, b.stance))
    });
}
