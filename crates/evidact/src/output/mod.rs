//! How findings are written. One module a format; none of them has a value to show.

pub(crate) mod check;
pub(crate) mod csv;
mod explain;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod text;

use evidact_batch::{Input, Located, ScannedSource};
use evidact_model::{Finding, Placeholder, Structure, Withheld};
use std::borrow::Cow;

/// The version of every machine output of `scan`; schema in `docs/schemas/`.
pub(crate) const SCHEMA: u32 = 1;

pub(crate) use explain::Explained;

/// Inputs and what was found in them.
pub(crate) struct Results<'a> {
    sources: Vec<Source<'a>>,
    /// For `--explain`.
    pub(crate) explained: Option<&'a Explained>,
}

/// One input with the findings that are reported of it.
struct Source<'a> {
    path: String,
    scanned: &'a ScannedSource,
    findings: Vec<&'a Located>,
    name: Option<(&'a Finding, String)>,
}

impl<'a> Results<'a> {
    /// Puts inputs and their results together; both are in the same order.
    pub(crate) fn new(
        inputs: &[Input],
        scanned: &'a [ScannedSource],
        explained: Option<&'a Explained>,
    ) -> Self {
        let source = |(input, scanned): (&Input, &'a ScannedSource)| {
            let name = scanned.name.as_ref().and_then(|name| name.findings.first());
            Source {
                path: shown_path(input, scanned),
                scanned,
                findings: scanned.findings.iter().collect(),
                name: name.map(|(subject, finding)| (finding, shown_subject(subject.as_ref()))),
            }
        };
        Self { sources: inputs.iter().zip(scanned).map(source).collect(), explained }
    }

    /// Keeps the findings for which `is_new` says so; it sees path, finding and context.
    pub(crate) fn retain(&mut self, mut is_new: impl FnMut(&str, &Finding, &str) -> bool) {
        for source in &mut self.sources {
            let path = &source.path;
            source
                .findings
                .retain(|found| is_new(&within(path, found.part.as_deref()), &found.finding, &found.context));
            source.name = source.name.take().filter(|(finding, _)| is_new(path, finding, ""));
        }
    }

    /// Every finding with the path of its source, and of the file within it.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (Cow<'_, str>, &'a Located)> {
        self.sources.iter().flat_map(|s| s.findings.iter().map(|f| (within(&s.path, f.part.as_deref()), *f)))
    }

    /// Every name that is sensitive itself: the path as it may be shown, the first finding, what stands for it.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &'a Finding, String)> {
        self.sources.iter().filter_map(|s| {
            let (finding, subject) = s.name.as_ref()?;
            Some((s.path.as_str(), *finding, subject.clone()))
        })
    }

    /// Every source that was not read, and why.
    pub(crate) fn unread(&self) -> impl Iterator<Item = (String, &'a Withheld)> {
        self.sources.iter().flat_map(|s| {
            let whole = s.scanned.withheld.iter().map(|reason| (crate::terminal::safe(&s.path), reason));
            let parts = s
                .scanned
                .unread
                .iter()
                .map(|(part, reason)| (crate::terminal::safe(&within(&s.path, Some(part))), reason));
            whole.chain(parts)
        })
    }

    /// Sources whose structure did not hold to their grammar; they were read as text.
    pub(crate) fn unverified(&self) -> impl Iterator<Item = &str> {
        let broken = |s: &&Source<'_>| s.scanned.structure == Structure::Unverified;
        self.sources.iter().filter(broken).map(|s| s.path.as_str())
    }

    pub(crate) fn source_count(&self) -> usize {
        self.sources.len()
    }

    pub(crate) fn finding_count(&self) -> usize {
        self.findings().count() + self.names().count()
    }

    pub(crate) fn unread_count(&self) -> usize {
        self.unread().count()
    }

    /// How many findings comments in the sources silenced.
    pub(crate) fn ignored_count(&self) -> usize {
        self.sources.iter().map(|s| s.scanned.ignored).sum()
    }
}

/// The cell, or line and column.
pub(crate) fn place(located: &Located) -> String {
    located.spot.cell.clone().unwrap_or_else(|| located.spot.position.to_string())
}

/// The placeholder that `redact` would give in this run, without brackets.
pub(crate) fn subject(located: &Located) -> String {
    shown_subject(located.subject.as_ref())
}

fn shown_subject(subject: Option<&Placeholder>) -> String {
    subject.map(|p| format!("{}:{:02}", p.kind, p.number)).unwrap_or_default()
}

/// The path of a file within a source: `logs.zip!/app/server.log`.
fn within<'p>(path: &'p str, part: Option<&str>) -> Cow<'p, str> {
    part.map_or(Cow::Borrowed(path), |part| Cow::Owned(format!("{path}!/{part}")))
}

/// The path of a source; what is sensitive in its name is not shown.
pub(crate) fn shown_path(input: &Input, source: &ScannedSource) -> String {
    let path = input.path();
    let Some(name) = &source.name else { return path.to_string_lossy().into_owned() };
    let root = path.ancestors().nth(input.name.expose().components().count());
    root.map(|r| r.join(&name.shown)).unwrap_or_default().to_string_lossy().into_owned()
}
