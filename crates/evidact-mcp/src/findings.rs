//! Collects what the checks find, in one order and within bounds.

use crate::facts::{Fact, Server, Source, Spot, Tool};
use crate::value::shortened;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, Stance};
use std::collections::BTreeMap;

/// A check names so many places of a file; of the rest it says how many there are.
const MAX_OF_A_CHECK: usize = 25;

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
            stance,
            items: items.iter().map(|&item| item.to_owned()).collect(),
        });
    }

    /// Returns the findings in order, without repetitions; what is beyond the bound of a check in a file is counted in
    /// the last one that is named.
    pub(crate) fn finish(mut self) -> Vec<MetadataFinding> {
        sort(&mut self.found);
        self.found.dedup();
        // How many there are of a check, file and stance, and where the last stands that is named.
        let mut counts: BTreeMap<(String, CleanText, Stance), (usize, usize)> = BTreeMap::new();
        let mut out: Vec<MetadataFinding> = Vec::new();
        for finding in self.found {
            let key = (finding.check.clone(), finding.path.clone(), finding.stance);
            let (count, last) = counts.entry(key).or_insert((0, 0));
            *count += 1;
            if *count <= MAX_OF_A_CHECK {
                *last = out.len();
                out.push(finding);
            }
        }
        for (count, last) in counts.into_values() {
            let more = count.saturating_sub(MAX_OF_A_CHECK);
            if let Some(last) = out.get_mut(last).filter(|_| more > 0) {
                last.detail = last.detail.derive(|detail| format!("{detail} (+{more})"));
            }
        }
        out
    }
}

/// Sorts by path, line, check, place.
pub(crate) fn sort(findings: &mut [MetadataFinding]) {
    findings.sort_by(|a, b| {
        (&a.path, a.line, &a.check, &a.place, &a.detail, a.stance)
            .cmp(&(&b.path, b.line, &b.check, &b.place, &b.detail, b.stance))
    });
}
