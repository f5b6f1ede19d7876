//! Applies the ledger to one source until nothing more is found in it.

use crate::borders;
use crate::engine::Engine;
use crate::ignore::Ignores;
use crate::ledger::{Ledger, keep_reason, replaces};
use crate::parts;
use crate::policy::Suggestions;
use crate::resolve::resolve;
use crate::sighting::{Sighting, Subject};
use evidact_formats::{
    Budget, Document, Edit, KEY_STUB, Layer, Opened, Place, Reading, is_private_key, open,
};
use evidact_model::manifest::{Member, Notice, NoticeKind};
use evidact_model::{
    Class, Confidence, Finding, Format, Loss, Lost, Outcome, Profile, RuleId, Span, Structure, ViewKind,
    Withheld, add_loss,
};
use evidact_raw::{Blob, RawBytes, RawName, SecretBuf, Spool};
use std::collections::BTreeMap;

/// Applies a ledger to sources.
pub struct Redactor<'a> {
    engine: &'a Engine,
    ledger: &'a Ledger,
}

/// A source with every finding replaced. Only [`Redactor::redact`] makes one.
pub struct Redacted {
    pub(crate) source: Blob,
    pub(crate) applied: Applied,
    /// What stands at the places of a text that a reviewer should look at, and where that is to people.
    pub(crate) noticed: Vec<(SecretBuf, Layer)>,
}

impl Redacted {
    /// Leaves a line in the place of a source that is a private key and nothing else, so that not even what no
    /// rule finds of it is published.
    fn into_key_stub(self) -> Self {
        let mut applied = Applied { format: Format::Key, ..self.applied };
        applied.losses.push(Loss { what: Lost::Key, page: None, count: 1 });
        Self { source: Blob::new(RawBytes::new(KEY_STUB.to_vec())), applied, noticed: Vec::new() }
    }
}

/// What was done to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The format it was read as.
    pub format: Format,
    /// What is appended to its name because the copy is of another format, such as `.sql`.
    pub extension: Option<&'static str>,
    /// Whether it held to its grammar.
    pub structure: Structure,
    /// Edits made.
    pub redactions: u64,
    /// Edits by the rule that won.
    pub by_rule: BTreeMap<RuleId, u64>,
    /// Edits by class.
    pub by_class: BTreeMap<Class, u64>,
    /// Values left in place, by the user's reason.
    pub kept: BTreeMap<String, u64>,
    /// Places that a reviewer should look at, in their order.
    pub notices: Vec<Notice>,
    /// What became of the files within it, each with its published path.
    pub parts: Vec<Member>,
    /// What the copy does not hold although the source did.
    pub losses: Vec<Loss>,
}

impl Applied {
    pub(crate) fn new(format: Format, structure: Structure) -> Self {
        Self {
            format,
            extension: None,
            structure,
            redactions: 0,
            by_rule: BTreeMap::new(),
            by_class: BTreeMap::new(),
            kept: BTreeMap::new(),
            notices: Vec::new(),
            parts: Vec::new(),
            losses: Vec::new(),
        }
    }

    /// Says what became of the source.
    pub fn outcome(&self) -> Outcome {
        let structure = self.structure;
        match self.redactions {
            0 => Outcome::Unchanged { structure },
            redactions => Outcome::Redacted { structure, redactions },
        }
    }
}

/// Why a source could not be redacted with this ledger.
pub enum Unsettled {
    /// It must not be published.
    Withheld(Withheld),
    /// Redaction brought values to light that the ledger does not hold; absorb them and try again.
    New(Vec<Sighting>),
}

/// An alias of a known person that may mean another one.
const UNCLEAR_NAME: RuleId = RuleId::detector("identifier.unclear-name");

/// After so many rounds of redacting and looking again a source is withheld.
const MAX_ROUNDS: usize = 6;

impl<'a> Redactor<'a> {
    /// Takes the engine and the ledger of a run.
    pub fn new(engine: &'a Engine, ledger: &'a Ledger) -> Self {
        Self { engine, ledger }
    }

    /// Redacts a source: finds, replaces, and looks again until nothing is found. A container is written anew
    /// from its redacted parts, in `spool`.
    ///
    /// # Errors
    /// [`Unsettled`] if the source must be withheld, or if values came up that the ledger lacks.
    pub fn redact(&self, name: &RawName, source: Blob, spool: &Spool) -> Result<Redacted, Unsettled> {
        let mut budget = Budget::new(self.engine.limits(), source.len());
        self.source(name, source, spool, &mut budget)
    }

    /// Redacts a source, which may be a part of another one.
    pub(crate) fn source(
        &self,
        name: &RawName,
        source: Blob,
        spool: &Spool,
        budget: &mut Budget,
    ) -> Result<Redacted, Unsettled> {
        match open(name, source, self.engine.limits()).map_err(Unsettled::Withheld)? {
            Opened::Text(document) => {
                let is_key = is_private_key(document.text());
                let redacted = self.text(Reading::Sniffed, name, *document, &Place::default())?;
                Ok(if is_key { redacted.into_key_stub() } else { redacted })
            }
            Opened::Container(container) => parts::redact(self, &container, spool, budget),
        }
    }

    /// Redacts a text that is a piece of a document.
    pub(crate) fn inner(
        &self,
        reading: Reading,
        name: &RawName,
        source: Blob,
        place: &Place,
    ) -> Result<Redacted, Unsettled> {
        let document = Document::of_blob(reading, name, source, self.engine.limits());
        self.text(reading, name, document.map_err(Unsettled::Withheld)?, place)
    }

    pub(crate) fn engine(&self) -> &'a Engine {
        self.engine
    }

    pub(crate) fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    fn text(
        &self,
        reading: Reading,
        name: &RawName,
        document: Document,
        place: &Place,
    ) -> Result<Redacted, Unsettled> {
        let mut document = document;
        let mut noticed = Vec::new();
        let mut applied = Applied::new(document.format(), document.structure());
        // Nobody sees what the pixels of a picture show.
        if let Some((bytes, lost)) = document.without_blobs().map_err(Unsettled::Withheld)? {
            document =
                Document::open_as(reading, name, bytes, self.engine.limits()).map_err(Unsettled::Withheld)?;
            for what in lost {
                add_loss(&mut applied.losses, Loss { what, page: None, count: 1 });
            }
        }
        let mut found = String::new();
        for round in 0..MAX_ROUNDS {
            let first = (round == 0).then_some(place);
            let sightings = self.sightings(name, &document, first, &mut applied, &mut noticed);
            let suggested = applied.notices.iter().filter(|n| n.notice == NoticeKind::Suggestion).count();
            if suggested > 0 && self.engine.policy().suggestions == Suggestions::Withhold {
                let places = suggested as u64;
                return Err(Unsettled::Withheld(Withheld::Suggestions { places }));
            }
            if sightings.is_empty() {
                // No edits in this round: writing gives back the bytes that were read.
                let bytes = document.write(&[]).map_err(Unsettled::Withheld)?;
                return Ok(Redacted { source: Blob::new(bytes), applied, noticed });
            }
            let new = self.unknown(&sightings);
            if !new.is_empty() {
                return Err(Unsettled::New(new));
            }
            found = still_found(&sightings);
            let edits = self.plan(&sightings, &mut applied);
            let bytes = document.write(&edits).map_err(Unsettled::Withheld)?;
            document =
                Document::open_as(reading, name, bytes, self.engine.limits()).map_err(Unsettled::Withheld)?;
        }
        Err(Unsettled::Withheld(Withheld::NotClean { found }))
    }

    /// Everything to be replaced, sorted by start. Counts what the policy keeps in the first round.
    fn sightings(
        &self,
        name: &RawName,
        document: &Document,
        first: Option<&Place>,
        applied: &mut Applied,
        noticed: &mut Vec<(SecretBuf, Layer)>,
    ) -> Vec<Sighting> {
        let (mut sightings, mut suggestions) = if first.is_some() {
            self.engine.find_with_suggestions(name, document)
        } else {
            (self.engine.find(name, document, Profile::Redact), Vec::new())
        };
        sightings.retain(|s| match keep_reason(self.engine, s) {
            Some(reason) => {
                if first.is_some() {
                    *applied.kept.entry(reason).or_insert(0) += 1;
                }
                false
            }
            None => true,
        });
        sightings.extend(Engine::find_known(document, self.ledger.needles()));
        let allowed = self.engine.policy().allowed_spans(document.text());
        sightings.retain(|s| !allowed.iter().any(|a| a.contains(s.finding.span)));
        if document.format() == Format::Yaml {
            sightings.retain(|s| !is_alias(document, s));
        }
        borders::respect(document, &mut sightings);
        if let Some(place) = first {
            suggestions.extend(self.unclear_names(document.text()));
            (applied.notices, *noticed) = notices(document, place, &sightings, &suggestions);
        }
        sightings
    }

    /// Names that are left because they may mean one of several people, or nobody.
    fn unclear_names(&self, text: &[u8]) -> Vec<Finding> {
        let mut found = Vec::new();
        self.ledger.unclear().search(text, ViewKind::Surface, |s| {
            let name = text.get(s.finding.span.range()).unwrap_or_default();
            // One word in small letters is a word.
            let meant =
                name.first().is_some_and(u8::is_ascii_uppercase) || !name.iter().all(u8::is_ascii_alphabetic);
            if meant {
                found.push(Finding { rule: UNCLEAR_NAME, confidence: Confidence::Low, ..s.finding });
            }
        });
        found
    }

    fn unknown(&self, sightings: &[Sighting]) -> Vec<Sighting> {
        let unknown = |s: &&Sighting| {
            matches!(s.subject, Subject::Value(_))
                && replaces(self.engine, s)
                && self.ledger.index_of(s).is_none()
        };
        sightings.iter().filter(unknown).cloned().collect()
    }

    fn plan(&self, sightings: &[Sighting], applied: &mut Applied) -> Vec<Edit> {
        let mut edits = Vec::new();
        for cluster in resolve(sightings) {
            let winner = &sightings[cluster.winner];
            let shown = self.ledger.index_of(winner).and_then(|i| self.ledger.shown(self.engine, i));
            let Some((class, placeholder)) = shown else { continue };
            edits.push(Edit { span: cluster.span, placeholder });
            applied.redactions += 1;
            *applied.by_rule.entry(winner.finding.rule.clone()).or_insert(0) += 1;
            *applied.by_class.entry(class).or_insert(0) += 1;
        }
        edits
    }
}

/// What a reviewer should look at: values that a comment calls harmless, and suggestions that nothing covers.
fn notices(
    document: &Document,
    place: &Place,
    sightings: &[Sighting],
    suggestions: &[Finding],
) -> (Vec<Notice>, Vec<(SecretBuf, Layer)>) {
    let text = document.text();
    let ignores = Ignores::read(text);
    let mut places: Vec<(Span, NoticeKind, &RuleId)> = Vec::new();
    let clusters = resolve(sightings);
    for cluster in &clusters {
        let rule = &sightings[cluster.winner].finding.rule;
        if ignores.silences(text, rule, cluster.span) {
            places.push((cluster.span, NoticeKind::InlineAllow, rule));
        }
    }
    for finding in suggestions {
        let next = clusters.partition_point(|c| c.span.end() <= finding.span.start());
        if !clusters.get(next).is_some_and(|c| c.span.overlaps(finding.span)) {
            places.push((finding.span, NoticeKind::Suggestion, &finding.rule));
        }
    }
    let key = |p: &(Span, NoticeKind, &RuleId)| (p.0.start(), p.1, p.2.to_string());
    places.sort_by_cached_key(key);
    places.dedup_by_key(|p| key(p));
    let mut spots = place.spots(text, document.beside_from());
    let notice = |(span, notice, rule): (Span, NoticeKind, &RuleId)| {
        let spot = spots.at(span.start());
        let value = SecretBuf::new(text.get(span.range()).unwrap_or_default());
        let (place, line) = (spot.of, spot.position.line);
        (Notice { part: None, place, line, notice, rule: rule.to_string() }, (value, spot.layer))
    };
    places.into_iter().map(notice).unzip()
}

/// Says whether a sighting is a YAML alias (`*name`): it stands for a value, and is none.
fn is_alias(document: &Document, sighting: &Sighting) -> bool {
    let span = sighting.finding.span;
    document.text().get(span.start()) == Some(&b'*')
        && !document.segments().iter().any(|segment| segment.span.overlaps(span))
}

/// Names the first rule that keeps finding something, for the reason of a withheld source.
pub fn still_found(sightings: &[Sighting]) -> String {
    let first =
        sightings.first().map(|s| format!("{} in the {} view", s.finding.rule, s.finding.view.as_str()));
    first.unwrap_or_default()
}
