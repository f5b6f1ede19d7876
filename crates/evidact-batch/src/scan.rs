//! Scans sources without writing anything. Large texts are read block by block, in flat memory and by all
//! threads; the result is the same with any number of them.

use crate::blocks::Cuts;
use crate::context::context;
use crate::input::Input;
use crate::observer::Observer;
use crate::{BatchError, parallel};
use evidact_formats::Document;
use evidact_model::{Event, Finding, Placeholder, Position, Profile, Span, Stage, Structure, Why, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use evidact_redact::leaves::{self, Leaf};
use evidact_redact::{Engine, Ignores, Ledger, NamePlan, Reserved, Sighting, explain, guarded, resolve};

/// A finding with its place in the file.
#[derive(Debug, Clone)]
pub struct Located {
    /// The file within the source, after those around it, each ended by `!/`; nothing if it is the source itself.
    pub part: Option<String>,
    /// The finding; its span is the bytes in the file.
    pub finding: Finding,
    /// Line and column.
    pub position: Position,
    /// Equal for equal values of a run.
    pub subject: Option<Placeholder>,
    /// What a later run recognises it by, beside rule and path: four hexadecimal digits, nothing of the value.
    pub context: String,
    /// Which key, look or check decided, if that was asked.
    pub why: Why,
}

/// What is asked of a scan.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Which findings are reported.
    pub profile: Profile,
    /// Whether each is explained.
    pub reasons: Reasons,
}

/// Whether findings are explained: it reads around each of them once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reasons {
    /// No: [`Located::why`] stays empty.
    Left,
    /// Yes.
    Read,
}

/// One source after a scan, in the order of the inputs.
pub struct ScannedSource {
    /// What was found, in order of the place.
    pub findings: Vec<Located>,
    /// How many findings comments in the source silenced.
    pub ignored: usize,
    /// What was found in its own name, if anything.
    pub name: Option<SeenName>,
    /// Whether the source held to its grammar.
    pub structure: Structure,
    /// Why it was not read, if it was not.
    pub withheld: Option<Withheld>,
    /// Files within it that were not read, and why.
    pub unread: Vec<(String, Withheld)>,
}

/// A name that is sensitive itself.
pub struct SeenName {
    /// The name as it may be shown.
    pub shown: String,
    /// What was found in it, and what stands for it.
    pub findings: Vec<(Option<Placeholder>, Finding)>,
}

/// The result of a scan.
pub struct ScanOutcome {
    /// Every input once, in order.
    pub sources: Vec<ScannedSource>,
}

/// What one source gave, before equal values are told apart.
struct Seen {
    sightings: Vec<Spotted>,
    ignored: usize,
    structure: Structure,
    withheld: Option<Withheld>,
    unread: Vec<(String, Withheld)>,
}

impl Seen {
    fn new(structure: Structure) -> Self {
        Self { sightings: Vec::new(), ignored: 0, structure, withheld: None, unread: Vec::new() }
    }
}

/// A sighting, with what is said of it besides.
struct Spotted {
    part: Option<String>,
    sighting: Sighting,
    position: Position,
    context: String,
    why: Why,
}

/// Scans inputs.
///
/// # Errors
/// [`BatchError::Interrupted`].
pub fn scan(
    engine: &Engine,
    inputs: &[Input],
    question: Question,
    threads: usize,
    observer: &dyn Observer,
) -> Result<ScanOutcome, BatchError> {
    let total = inputs.iter().map(Input::bytes).sum();
    observer.event(Event::StageStarted { stage: Stage::Learn, total });
    let seen = Pass { engine, question, observer, cuts: Cuts::STANDARD }.run(inputs, threads);
    let seen = seen.ok_or(BatchError::Interrupted)?;
    let mut ledger = Ledger::new(engine, Reserved::default());
    let mut names = Vec::new();
    let mut lists: Vec<Vec<Sighting>> = Vec::new();
    for (input, seen) in inputs.iter().zip(&seen) {
        let mut name = NamePlan::find(engine, &input.name);
        name.retain(|s| engine.reports(question.profile, s));
        lists.push(name.iter().chain(seen.sightings.iter().map(|s| &s.sighting)).cloned().collect());
        names.push(name);
    }
    ledger.absorb(engine, lists.iter().map(Vec::as_slice));
    let sources = seen.into_iter().zip(inputs).zip(names).map(|((seen, input), name)| {
        let name = (!name.is_empty()).then(|| SeenName {
            shown: NamePlan::new().publish(engine, &ledger, &input.name, None),
            findings: name.into_iter().map(|s| (ledger.placeholder(&s), s.finding)).collect(),
        });
        ScannedSource { name, ..located(seen, &ledger) }
    });
    let sources = sources.collect();
    Ok(ScanOutcome { sources })
}

fn located(seen: Seen, ledger: &Ledger) -> ScannedSource {
    let Seen { ignored, structure, withheld, unread, .. } = seen;
    let findings = seen.sightings.into_iter().map(|spotted| Located {
        part: spotted.part,
        subject: ledger.placeholder(&spotted.sighting),
        finding: spotted.sighting.finding,
        position: spotted.position,
        context: spotted.context,
        why: spotted.why,
    });
    ScannedSource { findings: findings.collect(), ignored, name: None, structure, withheld, unread }
}

/// The first look at an input.
enum Look {
    /// It is done with.
    Done(Seen),
    /// It is a large text, of which this is the first block.
    Large(Part),
}

/// What one block of a large text gave; lines and columns count from its start.
struct Part {
    sightings: Vec<Spotted>,
    ignored: usize,
    /// Where the block starts in the file.
    start: usize,
    /// How many lines end in it.
    lines: u64,
    /// Where the last line that starts in it does, in the file.
    last_line: Option<usize>,
}

/// What is the same for all inputs.
struct Pass<'a> {
    engine: &'a Engine,
    question: Question,
    observer: &'a dyn Observer,
    cuts: Cuts,
}

impl Pass<'_> {
    /// Looks at all inputs, then at the blocks that are left of large ones. `None` if the user stopped it.
    fn run(&self, inputs: &[Input], threads: usize) -> Option<Vec<Seen>> {
        let go_on = || !self.observer.stopped();
        let looks = parallel::map(inputs, threads, |input| go_on().then(|| self.look(input)));
        let looks: Vec<Look> = looks.into_iter().collect::<Option<_>>()?;
        let mut left: Vec<(&Input, u64)> = Vec::new();
        for (input, look) in inputs.iter().zip(&looks) {
            if matches!(look, Look::Large(_)) {
                left.extend((1..self.cuts.count(input)).map(|number| (input, number)));
            }
        }
        let parts = parallel::map(&left, threads, |&(input, number)| {
            go_on().then(|| guarded(|| self.block(input, number)))
        });
        let mut parts = parts.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
        let seen = looks.into_iter().zip(inputs).map(|(look, input)| match look {
            Look::Done(seen) => seen,
            Look::Large(first) => {
                let others = (self.cuts.count(input) as usize).saturating_sub(1);
                join(first, parts.by_ref().take(others).collect())
            }
        });
        Some(seen.collect())
    }

    fn look(&self, input: &Input) -> Look {
        if input.is_file() && input.bytes() > self.cuts.whole {
            let first = guarded(|| match input.streamed()? {
                Some(_) => Ok(None),
                None => self.block(input, 0),
            });
            match first {
                Ok(Some(first)) => return Look::Large(first),
                Ok(None) => {}
                Err(reason) => return Look::Done(unread(reason)),
            }
        }
        let result = guarded(|| {
            let source = input.blob(self.engine.limits().max_bytes)?;
            let seen = scan_whole(self.engine, input, source, self.question);
            self.observer.event(Event::Advanced { stage: Stage::Learn, done: input.bytes() });
            Ok(seen)
        });
        Look::Done(result.unwrap_or_else(unread))
    }

    /// Scans one block of a large text; `None` if it is not plain text and must be read whole.
    fn block(&self, input: &Input, number: u64) -> Result<Option<Part>, Withheld> {
        let block = self.cuts.read(input, number)?;
        let length = block.bytes.len();
        let document = Document::open(&input.name, RawBytes::new(block.bytes), self.engine.limits())?;
        let text = document.text();
        if text.len() != length || !is_linewise(&document) {
            return Ok(None);
        }
        let mut lines = Lines { text, at: block.own.start, line: 1, line_start: block.own.start };
        let (mut sightings, mut ignored) = (Vec::new(), 0);
        let clusters = clusters(self.engine, &input.name, &document, self.question);
        for sighting in &clusters.sightings {
            let span = sighting.finding.span;
            if !block.own.contains(&span.start()) {
                continue;
            }
            if clusters.silences(&document, sighting) {
                ignored += 1;
                continue;
            }
            let position = lines.position(span.start());
            if let Some(moved) = Span::new(span.start() + block.offset, span.end() + block.offset) {
                let mut spotted = clusters.spot(&document, sighting, position);
                spotted.sighting.finding.span = moved;
                sightings.push(spotted);
            }
        }
        let (start, own) = (block.offset + block.own.start, text.get(block.own).unwrap_or_default());
        self.observer.event(Event::Advanced { stage: Stage::Learn, done: own.len() as u64 });
        Ok(Some(Part {
            sightings,
            ignored,
            start,
            lines: memchr::memchr_iter(b'\n', own).count() as u64,
            last_line: memchr::memrchr(b'\n', own).map(|newline| start + newline + 1),
        }))
    }
}

fn unread(reason: Withheld) -> Seen {
    Seen { withheld: Some(reason), ..Seen::new(Structure::Sound) }
}

/// Puts the blocks of a large text together, up to the first that could not be read.
fn join(first: Part, others: Vec<Result<Option<Part>, Withheld>>) -> Seen {
    let mut seen = Seen::new(Structure::Sound);
    let (mut lines, mut line_start) = (0, 0);
    for part in std::iter::once(Ok(Some(first))).chain(others) {
        let part = match part {
            Ok(Some(part)) => part,
            // The first block says what kind of file it is; another kind inside of it is no structure we know.
            Ok(None) => return unread(Withheld::Structure { at: None }),
            Err(reason) => {
                seen.withheld = Some(reason);
                break;
            }
        };
        seen.ignored += part.ignored;
        seen.sightings.extend(part.sightings.into_iter().map(|mut spotted| {
            if spotted.position.line == 1 {
                spotted.position.column += (part.start - line_start) as u64;
            }
            spotted.position.line += lines;
            spotted
        }));
        lines += part.lines;
        line_start = part.last_line.unwrap_or(line_start);
    }
    seen
}

fn scan_whole(engine: &Engine, input: &Input, source: Blob, question: Question) -> Seen {
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
        let clusters = clusters(self.engine, leaf.name, document, self.question);
        if document.structure() == Structure::Unverified {
            self.seen.structure = Structure::Unverified;
        }
        let part = shown_parts(leaf.parts);
        let mut lines = Lines::new(document.text());
        for sighting in &clusters.sightings {
            if clusters.silences(document, sighting) {
                self.seen.ignored += 1;
                continue;
            }
            let position = lines.position(sighting.finding.span.start());
            let mut spotted = clusters.spot(document, sighting, position);
            spotted.sighting.finding.span = document.source_span(sighting.finding.span);
            spotted.part.clone_from(&part);
            self.seen.sightings.push(spotted);
        }
    }

    fn name(&mut self, parts: &[RawName], sightings: Vec<Sighting>) {
        let reported = sightings.into_iter().filter(|s| self.engine.reports(self.question.profile, s));
        let part = shown_parts(parts);
        self.seen.sightings.extend(reported.map(|sighting| Spotted {
            part: part.clone(),
            sighting,
            position: Position { line: 1, column: 1 },
            context: String::new(),
            why: Why::default(),
        }));
    }

    fn unread(&mut self, parts: &[RawName], reason: Withheld) {
        self.seen.unread.push((shown_parts(parts).unwrap_or_default(), reason));
    }
}

/// Writes where a file lies in its source; for the user's own terminal, like the path of the source.
fn shown_parts(parts: &[RawName]) -> Option<String> {
    let names: Vec<String> = parts.iter().map(|p| p.expose().to_string_lossy().into_owned()).collect();
    (!names.is_empty()).then(|| names.join("!/"))
}

/// One sighting a cluster, with the span of the cluster, and what silences some of them.
struct Clusters {
    sightings: Vec<Sighting>,
    spans: Vec<Span>,
    ignores: Ignores,
    reasons: Reasons,
}

impl Clusters {
    fn silences(&self, document: &Document, sighting: &Sighting) -> bool {
        self.ignores.silences(document.text(), &sighting.finding.rule, sighting.finding.span)
    }

    fn spot(&self, document: &Document, sighting: &Sighting, position: Position) -> Spotted {
        let (text, finding) = (document.text(), &sighting.finding);
        let near = self.spans.partition_point(|s| s.end() + CONTEXT_REACH < finding.span.start());
        let beside = self.spans.get(near..).unwrap_or_default();
        let until = beside.partition_point(|s| s.start() < finding.span.start());
        Spotted {
            part: None,
            context: context(text, finding.span, beside.get(..until).unwrap_or_default()),
            why: match self.reasons {
                Reasons::Read => explain(text, sighting),
                Reasons::Left => Why::default(),
            },
            sighting: sighting.clone(),
            position,
        }
    }
}

/// Findings this far before another may touch its context.
const CONTEXT_REACH: usize = 256;

fn clusters(engine: &Engine, name: &RawName, document: &Document, question: Question) -> Clusters {
    let all = engine.find(name, document, question.profile);
    let all: Vec<Sighting> = all.into_iter().filter(|s| engine.replaces(s)).collect();
    let sightings: Vec<Sighting> = resolve(&all)
        .into_iter()
        .map(|c| {
            let mut winner = all[c.winner].clone();
            winner.finding.span = c.span;
            winner
        })
        .collect();
    let spans = sightings.iter().map(|s| s.finding.span).collect();
    Clusters { sightings, spans, ignores: Ignores::read(document.text()), reasons: question.reasons }
}

/// Counts lines while it goes forward through a text.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
    line_start: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0, line: 1, line_start: 0 }
    }

    fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len()).max(self.at);
        for newline in memchr::memchr_iter(b'\n', &self.text[self.at..offset]) {
            self.line += 1;
            self.line_start = self.at + newline + 1;
        }
        self.at = offset;
        Position { line: self.line, column: (offset - self.line_start) as u64 + 1 }
    }
}

/// Says whether a block of the document reads like the whole of it.
fn is_linewise(document: &Document) -> bool {
    use evidact_model::Format;
    matches!(document.format(), Format::Text | Format::Markdown | Format::KeyValue | Format::JsonLines)
        || document.structure() == Structure::Unverified
}

#[cfg(test)]
mod tests {
    use super::{Observer, Pass, Question, Reasons, Seen};
    use crate::blocks::Cuts;
    use crate::list_inputs;
    use evidact_detect::{Detector, Options};
    use evidact_model::{Event, Profile};
    use evidact_patterns::RuleSet;
    use evidact_redact::{Engine, Policy};
    use std::sync::atomic::{AtomicU64, Ordering};

    #[derive(Default)]
    struct Counter(AtomicU64);

    impl Observer for Counter {
        fn event(&self, event: Event) {
            if let Event::Advanced { done, .. } = event {
                self.0.fetch_add(done, Ordering::Relaxed);
            }
        }
    }

    fn places(seen: &Seen) -> Vec<(String, usize, usize, u64, u64)> {
        assert!(seen.withheld.is_none());
        let place = |s: &super::Spotted| {
            let (finding, p) = (&s.sighting.finding, s.position);
            (finding.rule.to_string(), finding.span.start(), finding.span.end(), p.line, p.column)
        };
        seen.sightings.iter().map(place).collect()
    }

    #[test]
    fn blocks_and_threads_change_neither_places_nor_order() {
        let detector = Detector::new(RuleSet::builtin(), Options::default()).unwrap();
        let engine = Engine::new(detector, Policy::default());
        let line = |n| match n % 40 {
            3 => format!("2024-05-04 12:00:00 INFO password=\"hunter{n}x9Q\"\n"),
            17 => format!("2024-05-04 12:00:00 INFO mail to jane.doe{n}@example.com 日本\n"),
            _ => "2024-05-04 12:00:00 INFO request served in 12 ms\n".to_owned(),
        };
        let log: String = (0..9_000).map(line).collect();
        let one_line = log.replace('\n', "; ");
        let folder = std::env::temp_dir().join(format!("evidact-scan-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in [("a.log", log), ("b.log", one_line)] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let inputs = list_inputs(std::slice::from_ref(&folder)).unwrap_or_default();
        let run = |whole, threads| {
            let observer = Counter::default();
            let cuts = Cuts { whole, block: 90_000 };
            let question = Question { profile: Profile::Redact, reasons: Reasons::Left };
            let pass = Pass { engine: &engine, question, observer: &observer, cuts };
            let seen = pass.run(&inputs, threads).expect("nobody stops it");
            (seen.iter().map(places).collect::<Vec<_>>(), observer.0.into_inner())
        };
        let expected = run(u64::MAX, 1);
        let (one, three) = (run(50_000, 1), run(50_000, 3));
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(expected.0.iter().all(|found| found.len() >= 400));
        assert_eq!(one, expected);
        assert_eq!(three, expected);
    }
}
