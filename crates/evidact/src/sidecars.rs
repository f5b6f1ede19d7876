//! The files beside notes that hold a trust record, as the catalog names them, and which note each of them speaks for.

use crate::terminal;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement};
use evidact_model::review::{Carrier, Field, Origin, Review};
use evidact_render::theme::{Theme, Word};
use evidact_report::{About, Catalog, Sidecar, SidecarError, parse, servers};
use std::collections::{BTreeMap, BTreeSet};

/// Published sidecars.
#[derive(Default)]
pub(crate) struct Sidecars {
    by_folder: BTreeMap<String, Beside>,
    /// A line for each that is not used for all of the notes beside it.
    unused: Vec<String>,
}

/// A sidecar, and the notes of its folder.
struct Beside {
    path: CleanText,
    read: Result<Sidecar, SidecarError>,
    /// How many notes lie beside it.
    notes: usize,
    /// The servers that they name.
    servers: BTreeSet<String>,
}

/// What a sidecar says to a note.
pub(crate) struct Joined {
    /// The review, with the record of the sidecar.
    pub(crate) review: Review,
    /// Where the two contradict each other.
    findings: Vec<MetadataFinding>,
}

impl Joined {
    /// A review without a sidecar.
    pub(crate) fn alone(review: Review) -> Self {
        Self { review, findings: Vec::new() }
    }

    /// Returns what static metadata says, with what the sidecar says against the note.
    pub(crate) fn beside(&self, metadata: Option<MetadataStatement>) -> Option<MetadataStatement> {
        if self.findings.is_empty() {
            return metadata;
        }
        let mut metadata = metadata.unwrap_or_default();
        metadata.findings.extend(self.findings.iter().cloned());
        metadata.findings.sort_by(|a, b| (&a.path, a.line, &a.check).cmp(&(&b.path, b.line, &b.check)));
        Some(metadata)
    }
}

impl Sidecars {
    /// Takes those files that have the name of a sidecar, and leaves the others. `notes` are path and text of the notes.
    pub(crate) fn take<'n>(
        files: &mut Vec<(CleanText, CleanText)>,
        notes: impl Iterator<Item = (&'n CleanText, &'n CleanText)>,
        catalog: &Catalog,
    ) -> Self {
        let Some(name) = catalog.sidecar() else { return Self::default() };
        let is_one = |(path, _): &(CleanText, CleanText)| split(path.as_str()).1 == name;
        let (sidecars, rest): (Vec<_>, _) = std::mem::take(files).into_iter().partition(is_one);
        *files = rest;
        let mut by_folder: BTreeMap<String, Beside> = BTreeMap::new();
        for (path, text) in sidecars {
            let read = Sidecar::read(&path, &text, catalog);
            let folder = split(path.as_str()).0.to_owned();
            by_folder.insert(folder, Beside { path, read, notes: 0, servers: BTreeSet::new() });
        }
        let mut reviews: BTreeMap<&str, Vec<(&CleanText, Review)>> = BTreeMap::new();
        for (path, text) in notes {
            let folder = split(path.as_str()).0;
            if let Some(beside) = by_folder.get_mut(folder) {
                let review = parse(text, catalog);
                beside.notes += 1;
                beside.servers.extend(servers(&review));
                reviews.entry(folder).or_default().push((path, review));
            }
        }
        let with_notes =
            by_folder.iter().filter_map(|(folder, beside)| Some((beside, reviews.get(folder.as_str())?)));
        let unused = with_notes.filter_map(|(beside, reviews)| beside.unused_for(reviews)).collect();
        Self { by_folder, unused }
    }

    /// Reads the sidecar in the folder of a note into its review, if it speaks for that note; if not, says so among the
    /// limits of the review.
    ///
    /// # Errors
    /// The sidecar and the line that cannot be read, without content.
    pub(crate) fn join(&self, note: &CleanText, mut review: Review, theme: &Theme) -> Result<Joined, String> {
        let Some(beside) = self.by_folder.get(split(note.as_str()).0) else {
            return Ok(Joined::alone(review));
        };
        let wrong = |e: &SidecarError| format!("{}: {e}", terminal::safe(beside.path.as_str()));
        let sidecar = beside.read.as_ref().map_err(wrong)?;
        if beside.speaks_for(sidecar, &review) {
            let findings = sidecar.contradictions(&review);
            return Ok(Joined { review: sidecar.fill(review), findings });
        }
        review.limits.push(unused(sidecar, &review, theme));
        Ok(Joined::alone(review))
    }

    /// Says of each sidecar that does not speak for all notes beside it what it is about.
    pub(crate) fn unused(&self) -> &[String] {
        &self.unused
    }
}

impl Beside {
    /// Says whether the sidecar is about what a note is about. One of the two may name no server if nothing else in the
    /// folder could be meant.
    fn speaks_for(&self, sidecar: &Sidecar, review: &Review) -> bool {
        match sidecar.about(review) {
            About::Same => true,
            About::Another => false,
            About::Unsaid if sidecar.server(review).is_some() => self.notes <= 1,
            About::Unsaid => self.servers.len() <= 1,
        }
    }

    /// Says for which of its notes the sidecar is not used, if there are any.
    fn unused_for(&self, notes: &[(&CleanText, Review)]) -> Option<String> {
        let sidecar = self.read.as_ref().ok()?;
        let mut left = notes.iter().filter(|(_, review)| !self.speaks_for(sidecar, review));
        let (first, review) = left.next()?;
        let about = match sidecar.server(review) {
            Some(server) => format!("it is about {}", terminal::safe(server.as_str())),
            None => "it names no server, and the notes beside it are about several".to_owned(),
        };
        let more = match left.count() {
            0 => String::new(),
            n => format!(" and {}", terminal::count(n, "other note", "other notes")),
        };
        Some(format!(
            "not used: {} for {}{more}: {about}; name the note's server in it, or keep it beside the note it is about",
            terminal::safe(self.path.as_str()),
            terminal::safe(first.as_str()),
        ))
    }
}

/// The statement that a sidecar was not used.
fn unused(sidecar: &Sidecar, review: &Review, theme: &Theme) -> Field {
    let name = sidecar.name();
    let quoted =
        |text: &str| format!("`{}`", text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'"));
    let (word, server) = match sidecar.server(review) {
        Some(server) => (Word::SidecarOfAnother, server.as_str()),
        None => (Word::SidecarOfNone, ""),
    };
    let (file, server) = (quoted(name.as_str()), quoted(server));
    let text = name.derive(|_| {
        evidact_model::filled(theme.word(word), |key| match key {
            "file" => Some(file.as_str()),
            "server" => Some(server.as_str()),
            _ => None,
        })
    });
    Field { text, origin: Origin { carrier: Carrier::Sidecar, label: name, line: 1 } }
}

/// Returns the folder of a published path and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
