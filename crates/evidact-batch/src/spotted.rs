//! What one source gives, before equal values are told apart.

use crate::context::context;
use crate::input::Input;
use crate::scan::{Question, Reasons};
use evidact_formats::{Document, Layer, Spot};
use evidact_model::{Position, Profile, Span, Structure, Why, Withheld};
use evidact_raw::{Blob, RawName};
use evidact_redact::leaves::{self, Leaf};
use evidact_redact::{Betrayed, Engine, Ignores, Reserved, Sighting, explain, resolve};

/// What one source gave.
pub(crate) struct Seen {
    /// What is reported.
    pub(crate) sightings: Vec<Spotted>,
    /// Every value that was seen, for the numbers.
    pub(crate) betrayed: Betrayed,
    pub(crate) reserved: Reserved,
    pub(crate) ignored: usize,
    pub(crate) structure: Structure,
    pub(crate) withheld: Option<Withheld>,
    pub(crate) unread: Vec<(String, Withheld)>,
}

impl Seen {
    pub(crate) fn new(structure: Structure) -> Self {
        Self {
            sightings: Vec::new(),
            betrayed: Betrayed::default(),
            reserved: Reserved::default(),
            ignored: 0,
            structure,
            withheld: None,
            unread: Vec::new(),
        }
    }
}

/// A sighting, with what is said of it besides.
pub(crate) struct Spotted {
    pub(crate) part: Option<String>,
    /// The document that the text is a piece of.
    pub(crate) piece_of: Option<String>,
    pub(crate) sighting: Sighting,
    pub(crate) spot: Spot,
    pub(crate) context: String,
    pub(crate) why: Why,
}

/// Scans a source as a whole.
pub(crate) fn scan_whole(engine: &Engine, input: &Input, source: Blob, question: Question) -> Seen {
    let mut texts = Texts { engine, question, seen: Seen::new(Structure::Sound) };
    // What was read before it had to be given up is worth knowing: the text beside the pixels of an image.
    texts.seen.withheld = leaves::read(engine, &input.name, source, &mut texts).err();
    texts.seen
}

/// Looks at every text of a source.
struct Texts<'a> {
    engine: &'a Engine,
    question: Question,
    seen: Seen,
}

impl leaves::Reader for Texts<'_> {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        let document = leaf.document;
        let (clusters, learned) = clusters(self.engine, leaf.name, document, self.question);
        self.seen.betrayed.take(self.engine, &learned);
        self.seen.reserved.collect(document.text());
        if document.structure() == Structure::Unverified {
            self.seen.structure = Structure::Unverified;
        }
        let piece_of = leaf.piece_of.map(|names| shown_parts(leaf.parts.get(..names).unwrap_or_default()));
        let mut spots = leaf.spots();
        for sighting in &clusters.sightings {
            if clusters.silences(document, sighting) {
                self.seen.ignored += 1;
                continue;
            }
            let mut spot = spots.at(sighting.finding.span.start());
            if leaf.layer != Layer::Text {
                spot.layer = leaf.layer;
            }
            let part = shown_place(leaf.parts, spot.of.as_deref());
            let mut spotted = clusters.spot(document, sighting, spot);
            spotted.sighting.finding.span = document.source_span(sighting.finding.span);
            spotted.part = part;
            spotted.piece_of.clone_from(&piece_of);
            self.seen.sightings.push(spotted);
        }
    }

    fn name(&mut self, parts: &[RawName], sightings: Vec<Sighting>) {
        let part = shown_parts(parts);
        self.seen.betrayed.take(self.engine, &sightings);
        let mut reported = sightings;
        reported.retain(|s| self.engine.reports(self.question.profile, s));
        let position = Position { line: 1, column: 1 };
        self.seen.sightings.extend(reported.into_iter().map(|sighting| Spotted {
            part: Some(part.clone()),
            piece_of: None,
            sighting,
            spot: Spot { of: None, position, units: 1, cell: None, layer: Layer::Text },
            context: String::new(),
            why: Why::default(),
        }));
    }

    fn unread(&mut self, parts: &[RawName], reason: Withheld) {
        self.seen.unread.push((shown_parts(parts), reason));
    }
}

/// Writes where a file lies in its source, by names that are not redacted yet.
fn shown_parts(parts: &[RawName]) -> String {
    let names: Vec<String> = parts.iter().map(|p| p.expose().to_string_lossy().into_owned()).collect();
    names.join("!/")
}

/// Writes where a text lies in its source; a piece of a document by what it is to people.
fn shown_place(parts: &[RawName], of: Option<&str>) -> Option<String> {
    let (_, around) = parts.split_last()?;
    let Some(of) = of else { return Some(shown_parts(parts)) };
    Some(if around.is_empty() { of.to_owned() } else { format!("{}!/{of}", shown_parts(around)) })
}

/// One sighting a cluster, with the span of the cluster, and what silences some of them.
pub(crate) struct Clusters {
    pub(crate) sightings: Vec<Sighting>,
    spans: Vec<Span>,
    ignores: Ignores,
    reasons: Reasons,
}

impl Clusters {
    /// Says whether a comment silences it.
    pub(crate) fn silences(&self, document: &Document, sighting: &Sighting) -> bool {
        self.ignores.silences(document.text(), &sighting.finding.rule, sighting.finding.span)
    }

    /// Puts together what is said of it.
    pub(crate) fn spot(&self, document: &Document, sighting: &Sighting, spot: Spot) -> Spotted {
        let (text, finding) = (document.text(), &sighting.finding);
        let near = self.spans.partition_point(|s| s.end() + CONTEXT_REACH < finding.span.start());
        let beside = self.spans.get(near..).unwrap_or_default();
        let until = beside.partition_point(|s| s.start() < finding.span.start());
        Spotted {
            part: None,
            piece_of: None,
            context: context(text, finding.span, beside.get(..until).unwrap_or_default()),
            why: match self.reasons {
                Reasons::Read => explain(text, sighting),
                Reasons::Left => Why::default(),
            },
            sighting: sighting.clone(),
            spot,
        }
    }
}

/// Findings this far before another may touch its context.
const CONTEXT_REACH: usize = 256;

/// Returns what is reported of a text, and everything that was seen in it.
pub(crate) fn clusters(
    engine: &Engine,
    name: &RawName,
    document: &Document,
    question: Question,
) -> (Clusters, Vec<Sighting>) {
    let learned = engine.find(name, document, Profile::Redact);
    let all: Vec<Sighting> =
        learned.iter().filter(|s| engine.reports(question.profile, s)).cloned().collect();
    let sightings: Vec<Sighting> = resolve(&all)
        .into_iter()
        .map(|c| {
            let mut winner = all[c.winner].clone();
            winner.finding.span = c.span;
            winner
        })
        .collect();
    let spans = sightings.iter().map(|s| s.finding.span).collect();
    let ignores = Ignores::read(document.text());
    (Clusters { sightings, spans, ignores, reasons: question.reasons }, learned)
}
