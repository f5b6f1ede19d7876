//! How findings are written. One module a format; none of them has a value to show.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod text;

use evidact_batch::{Input, Located, ScannedSource};
use evidact_model::{Finding, Placeholder, Structure, Withheld};

/// The version of every machine output of `scan`; schema in `docs/schemas/`.
pub(crate) const SCHEMA: u32 = 1;

/// Inputs and what was found in them.
pub(crate) struct Results<'a> {
    pairs: Vec<(String, &'a ScannedSource)>,
}

impl<'a> Results<'a> {
    /// Puts inputs and their results together; both are in the same order.
    pub(crate) fn new(inputs: &[Input], sources: &'a [ScannedSource]) -> Self {
        Self { pairs: inputs.iter().zip(sources).map(|(i, s)| (shown_path(i, s), s)).collect() }
    }

    /// Every finding with the path of its source.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&str, &'a Located)> {
        self.pairs.iter().flat_map(|(path, source)| source.findings.iter().map(|f| (path.as_str(), f)))
    }

    /// Every name that is sensitive itself: the path as it may be shown, the first finding, what stands for it.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &'a Finding, String)> {
        self.pairs.iter().filter_map(|(path, source)| {
            let (subject, finding) = source.name.as_ref()?.findings.first()?;
            Some((path.as_str(), finding, shown_subject(subject.as_ref())))
        })
    }

    /// Every source that was not read, and why.
    pub(crate) fn unread(&self) -> impl Iterator<Item = (String, &'a Withheld)> {
        self.pairs.iter().filter_map(|(p, s)| Some((crate::terminal::safe(p), s.withheld.as_ref()?)))
    }

    /// Sources whose structure did not hold to their grammar; they were read as text.
    pub(crate) fn unverified(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(|(_, s)| s.structure == Structure::Unverified).map(|(p, _)| p.as_str())
    }

    pub(crate) fn source_count(&self) -> usize {
        self.pairs.len()
    }

    pub(crate) fn finding_count(&self) -> usize {
        let in_names = self.pairs.iter().filter(|(_, s)| s.name.is_some()).count();
        in_names + self.pairs.iter().map(|(_, s)| s.findings.len()).sum::<usize>()
    }

    pub(crate) fn unread_count(&self) -> usize {
        self.pairs.iter().filter(|(_, s)| s.withheld.is_some()).count()
    }
}

/// The placeholder that `redact` would give in this run, without brackets.
pub(crate) fn subject(located: &Located) -> String {
    shown_subject(located.subject.as_ref())
}

fn shown_subject(subject: Option<&Placeholder>) -> String {
    subject.map(|p| format!("{}:{:02}", p.kind, p.number)).unwrap_or_default()
}

/// The path of a source; what is sensitive in its name is not shown.
fn shown_path(input: &Input, source: &ScannedSource) -> String {
    let path = input.path();
    let Some(name) = &source.name else { return path.to_string_lossy().into_owned() };
    let root = path.ancestors().nth(input.name.expose().components().count());
    root.map(|r| r.join(&name.shown)).unwrap_or_default().to_string_lossy().into_owned()
}
