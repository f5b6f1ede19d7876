//! The files beside notes that hold a trust record, as the catalog names them, and which note each of them speaks for.

use crate::terminal;
use evidact_batch::NoText;
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement};
use evidact_model::review::{Carrier, Field, Origin, Review};
use evidact_render::theme::{Theme, Word};
use evidact_report::{About, Catalog, Sidecar, SidecarError, may_be_sidecar, parse, servers};
use std::collections::{BTreeMap, BTreeSet};

/// Published sidecars.
#[derive(Default)]
pub(crate) struct Sidecars {
    by_folder: BTreeMap<String, Beside>,
    /// A line for each that is not used for all of the notes beside it.
    unused: Vec<String>,
    /// Whether one of these could not be read.
    incomplete: bool,
}

/// A sidecar, and the notes of its folder.
struct Beside {
    path: CleanText,
    read: Result<Sidecar, Unusable>,
    /// How many notes lie beside it.
    notes: usize,
    /// The servers that they name.
    servers: BTreeSet<String>,
}

/// Why a sidecar is of no use to anybody.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unusable {
    /// It is not TOML.
    Broken(SidecarError),
    /// It was withheld.
    Withheld,
    /// It is larger than what is read.
    TooLarge,
    /// Nothing in it is a row of the record.
    NoRecord,
}

impl Unusable {
    /// Reads a sidecar.
    pub(crate) fn or_read(path: &CleanText, text: &CleanText, catalog: &Catalog) -> Result<Sidecar, Self> {
        let sidecar = Sidecar::read(path, text, catalog).map_err(Self::Broken)?;
        if may_be_sidecar(text, catalog) { Ok(sidecar) } else { Err(Self::NoRecord) }
    }

    fn of(why: NoText) -> Self {
        match why {
            NoText::Withheld => Self::Withheld,
            NoText::TooLarge => Self::TooLarge,
            NoText::NotKept => Self::NoRecord,
        }
    }

    /// Says why, as `it …`, and what to do.
    pub(crate) fn explain(self) -> String {
        match self {
            Self::Broken(error) => error.to_string().replacen("line", "is not read: line", 1),
            Self::Withheld => "was withheld; write it as plain TOML in UTF-8".to_owned(),
            Self::TooLarge => "is larger than what is read beside notes; keep the record alone in it".to_owned(),
            Self::NoRecord => "is no TOML in which a key names a row of the trust record; write e.g. `owner = \"Platform team\"`".to_owned(),
        }
    }

    /// Returns the same for a report.
    fn word(self) -> Word {
        match self {
            Self::Broken(_) => Word::SidecarBroken,
            Self::Withheld => Word::SidecarWithheld,
            Self::TooLarge => Word::SidecarTooLarge,
            Self::NoRecord => Word::SidecarNoRecord,
        }
    }
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
    /// Takes those files that have the name of a sidecar, and leaves the others; so of those without a text. `notes` are
    /// path and text of the notes.
    pub(crate) fn take<'n>(
        files: &mut Vec<(CleanText, CleanText)>,
        missing: &mut Vec<(CleanText, NoText)>,
        notes: impl Iterator<Item = (&'n CleanText, &'n CleanText)>,
        catalog: &Catalog,
    ) -> Self {
        let Some(name) = catalog.sidecar() else { return Self::default() };
        let is_one = |path: &CleanText| split(path.as_str()).1 == name;
        let (sidecars, rest): (Vec<_>, _) = std::mem::take(files).into_iter().partition(|(p, _)| is_one(p));
        *files = rest;
        let (lost, rest): (Vec<_>, _) = std::mem::take(missing).into_iter().partition(|(p, _)| is_one(p));
        *missing = rest;
        let read = sidecars.into_iter().map(|(path, text)| {
            let read = Unusable::or_read(&path, &text, catalog);
            (path, read)
        });
        let lost = lost.into_iter().map(|(path, why)| (path, Err(Unusable::of(why))));
        let mut by_folder: BTreeMap<String, Beside> = BTreeMap::new();
        for (path, read) in read.chain(lost) {
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
        let incomplete = by_folder.values().any(|beside| beside.notes > 0 && beside.read.is_err());
        let with_notes =
            by_folder.iter().filter_map(|(folder, beside)| Some((beside, reviews.get(folder.as_str())?)));
        let unused = with_notes.filter_map(|(beside, reviews)| beside.unused_for(reviews)).collect();
        Self { by_folder, unused, incomplete }
    }

    /// Reads the sidecar in the folder of a note into its review, if it speaks for that note; if not, says so among the
    /// limits of the review.
    pub(crate) fn join(&self, note: &CleanText, mut review: Review, theme: &Theme) -> Joined {
        let Some(beside) = self.by_folder.get(split(note.as_str()).0) else {
            return Joined::alone(review);
        };
        let name = beside.path.derive(|path| split(path).1.to_owned());
        let limit = match &beside.read {
            Ok(sidecar) if beside.speaks_for(sidecar, &review) => {
                let findings = sidecar.contradictions(&review);
                return Joined { review: sidecar.fill(review), findings };
            }
            Ok(sidecar) => match sidecar.server(&review) {
                Some(server) => (Word::SidecarOfAnother, server.to_string()),
                None => (Word::SidecarOfNone, String::new()),
            },
            Err(Unusable::Broken(error)) => (Word::SidecarBroken, error.line.to_string()),
            Err(why) => (why.word(), String::new()),
        };
        review.limits.push(unused(&name, limit, theme));
        Joined::alone(review)
    }

    /// Says whether a sidecar beside a note could not be read.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// Says of each sidecar that does not speak for all notes beside it what it is about.
    pub(crate) fn unused(&self) -> &[String] {
        &self.unused
    }
}

/// What to do with a record that is about another server.
const NAME_IT: &str = "; name the note's server in it, or keep it beside the note it is about";

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
        let speaks_for = |review: &Review| self.read.as_ref().is_ok_and(|s| self.speaks_for(s, review));
        let mut left = notes.iter().filter(|(_, review)| !speaks_for(review));
        let (first, review) = left.next()?;
        let why = match self.read.as_ref().map(|sidecar| sidecar.server(review)) {
            Err(why) => format!("it {}", why.explain()),
            Ok(Some(server)) => format!("it is about {}{NAME_IT}", terminal::safe(server.as_str())),
            Ok(None) => format!("it names no server, and the notes beside it are about several{NAME_IT}"),
        };
        let more = match left.count() {
            0 => String::new(),
            n => format!(" and {}", terminal::count(n, "other note", "other notes")),
        };
        Some(format!(
            "not used: {} for {}{more}: {why}",
            terminal::safe(self.path.as_str()),
            terminal::safe(first.as_str()),
        ))
    }
}

/// The statement that a sidecar was not used, with the server or the line that it names.
fn unused(name: &CleanText, (word, value): (Word, String), theme: &Theme) -> Field {
    let quoted =
        |text: &str| format!("`{}`", text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'"));
    let (file, server) = (quoted(name.as_str()), quoted(&value));
    let text = name.derive(|_| {
        evidact_model::filled(theme.word(word), |key| match key {
            "file" => Some(file.as_str()),
            "server" => Some(server.as_str()),
            "line" => Some(value.as_str()),
            _ => None,
        })
    });
    Field { text, origin: Origin { carrier: Carrier::Sidecar, label: name.clone(), line: 1 } }
}

/// Returns the folder of a published path and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
