//! Scans sources without writing anything. Large texts are read block by block, in flat memory.

use crate::input::Input;
use crate::observer::Observer;
use crate::pipeline::guarded;
use crate::{BatchError, parallel};
use evidact_formats::Document;
use evidact_model::{Event, Finding, Placeholder, Position, Profile, Span, Stage, Structure, Withheld};
use evidact_raw::RawBytes;
use evidact_redact::{Engine, Ledger, NamePlan, Reserved, Sighting, resolve};
use std::io::Read as _;

/// A finding with its place in the file.
#[derive(Debug, Clone)]
pub struct Located {
    /// The finding; its span is the bytes in the file.
    pub finding: Finding,
    /// Line and column.
    pub position: Position,
    /// Equal for equal values of a run.
    pub subject: Option<Placeholder>,
}

/// One source after a scan, in the order of the inputs.
pub struct ScannedSource {
    /// What was found, in order of the place.
    pub findings: Vec<Located>,
    /// What was found in its own name, if anything.
    pub name: Option<SeenName>,
    /// Whether the source held to its grammar.
    pub structure: Structure,
    /// Why it was not read, if it was not.
    pub withheld: Option<Withheld>,
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

/// Files above this size are read block by block, if they are plain text.
const WHOLE_BYTES: u64 = 16 << 20;
/// Size of a block.
const BLOCK_BYTES: usize = 4 << 20;
/// What is read before and after a block, so that nothing across a cut is missed.
const CONTEXT_BYTES: usize = 64 << 10;

/// What one source gave, before equal values are told apart.
struct Seen {
    sightings: Vec<(Sighting, Position)>,
    structure: Structure,
    withheld: Option<Withheld>,
}

/// Scans inputs.
///
/// # Errors
/// [`BatchError::Interrupted`].
pub fn scan(
    engine: &Engine,
    inputs: &[Input],
    profile: Profile,
    threads: usize,
    observer: &dyn Observer,
) -> Result<ScanOutcome, BatchError> {
    let total = inputs.iter().map(Input::bytes).sum();
    observer.event(Event::StageStarted { stage: Stage::Learn, total });
    let seen = parallel::map(inputs, threads, |input| {
        if observer.stopped() {
            return None;
        }
        let seen = scan_one(engine, input, profile, observer);
        Some(seen)
    });
    let seen: Vec<Seen> = seen.into_iter().collect::<Option<_>>().ok_or(BatchError::Interrupted)?;
    if observer.stopped() {
        return Err(BatchError::Interrupted);
    }
    let mut ledger = Ledger::new(engine, Reserved::default());
    let mut names = Vec::new();
    let mut lists: Vec<Vec<Sighting>> = Vec::new();
    for (input, seen) in inputs.iter().zip(&seen) {
        let mut name = NamePlan::find(engine, &input.name);
        name.retain(|s| s.finding.confidence >= profile.threshold() && engine.replaces(s));
        lists.push(name.iter().chain(seen.sightings.iter().map(|(s, _)| s)).cloned().collect());
        names.push(name);
    }
    ledger.absorb(engine, lists.iter().map(Vec::as_slice));
    let sources = seen.into_iter().zip(inputs).zip(names).map(|((seen, input), name)| {
        let name = (!name.is_empty()).then(|| SeenName {
            shown: NamePlan::new().publish(engine, &ledger, &input.name),
            findings: name.into_iter().map(|s| (ledger.placeholder(&s), s.finding)).collect(),
        });
        ScannedSource { name, ..located(seen, &ledger) }
    });
    let sources = sources.collect();
    Ok(ScanOutcome { sources })
}

fn located(seen: Seen, ledger: &Ledger) -> ScannedSource {
    let findings = seen.sightings.into_iter().map(|(sighting, position)| Located {
        subject: ledger.placeholder(&sighting),
        finding: sighting.finding,
        position,
    });
    let findings = findings.collect();
    ScannedSource { findings, name: None, structure: seen.structure, withheld: seen.withheld }
}

fn scan_one(engine: &Engine, input: &Input, profile: Profile, observer: &dyn Observer) -> Seen {
    let result = guarded(|| {
        if input.is_file()
            && input.bytes() > WHOLE_BYTES
            && let Some(seen) = scan_blocks(engine, input, profile, observer)?
        {
            return Ok(seen);
        }
        let bytes = input.read(engine.limits().max_bytes)?;
        let seen = scan_whole(engine, input, bytes, profile);
        observer.event(Event::Advanced { stage: Stage::Learn, done: input.bytes() });
        seen
    });
    result.unwrap_or_else(|reason| Seen {
        sightings: Vec::new(),
        structure: Structure::Sound,
        withheld: Some(reason),
    })
}

fn scan_whole(engine: &Engine, input: &Input, bytes: RawBytes, profile: Profile) -> Result<Seen, Withheld> {
    let document = Document::open(&input.name, bytes, engine.limits())?;
    let sightings = clusters(engine, input, &document, profile);
    let mut lines = Lines::new(document.text());
    let sightings = sightings
        .into_iter()
        .map(|mut s| {
            let position = lines.position(s.finding.span.start());
            s.finding.span = document.source_span(s.finding.span);
            (s, position)
        })
        .collect();
    Ok(Seen { sightings, structure: document.structure(), withheld: None })
}

/// One sighting a cluster, with the span of the cluster.
fn clusters(engine: &Engine, input: &Input, document: &Document, profile: Profile) -> Vec<Sighting> {
    let all = engine.find(&input.name, document, profile);
    let all: Vec<Sighting> = all.into_iter().filter(|s| engine.replaces(s)).collect();
    let clusters = resolve(&all);
    clusters
        .into_iter()
        .map(|c| {
            let mut winner = all[c.winner].clone();
            winner.finding.span = c.span;
            winner
        })
        .collect()
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

/// Scans a large text block by block; `None` if it is not plain text and must be read whole.
fn scan_blocks(
    engine: &Engine,
    input: &Input,
    profile: Profile,
    observer: &dyn Observer,
) -> Result<Option<Seen>, Withheld> {
    let mut blocks =
        Blocks { file: input.open()?, buffer: Vec::new(), start: 0, offset: 0, end_of_file: false };
    let mut seen = Seen { sightings: Vec::new(), structure: Structure::Sound, withheld: None };
    let (mut line, mut line_start) = (1, 0);
    while blocks.advance()? {
        if observer.stopped() {
            break;
        }
        let document =
            match Document::open(&input.name, RawBytes::new(blocks.readable().to_vec()), engine.limits()) {
                Ok(document) => document,
                // The first block says what kind of file it is; later ones are read as what they are.
                Err(reason) if blocks.start == 0 => return Err(reason),
                Err(reason) => {
                    seen.withheld = Some(reason);
                    break;
                }
            };
        if document.text().len() != blocks.readable().len() || !is_linewise(&document) {
            return if blocks.start == 0 { Ok(None) } else { Err(Withheld::Structure { at: None }) };
        }
        let (first, last) = (blocks.start - blocks.offset, blocks.block_end() - blocks.offset);
        let text = document.text();
        let mut lines = Lines { text, at: first, line, line_start: 0 };
        for mut sighting in clusters(engine, input, &document, profile) {
            let span = sighting.finding.span;
            if span.start() < first || span.start() >= last {
                continue;
            }
            let before = lines.line;
            let mut position = lines.position(span.start());
            if lines.line == before && lines.line == line {
                position.column = (blocks.offset + span.start() - line_start) as u64 + 1;
            }
            let moved = Span::new(span.start() + blocks.offset, span.end() + blocks.offset);
            if let Some(moved) = moved {
                sighting.finding.span = moved;
                seen.sightings.push((sighting, position));
            }
        }
        let block = text.get(first..last).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', block).count() as u64;
        if let Some(newline) = memchr::memrchr(b'\n', block) {
            line_start = blocks.start + newline + 1;
        }
        observer.event(Event::Advanced { stage: Stage::Learn, done: block.len() as u64 });
    }
    Ok(Some(seen))
}

/// Says whether a block of the document reads like the whole of it.
fn is_linewise(document: &Document) -> bool {
    use evidact_model::Format;
    matches!(document.format(), Format::Text | Format::Markdown | Format::KeyValue | Format::JsonLines)
        || document.structure() == Structure::Unverified
}

/// Says whether a byte goes on with a UTF-8 character that began before it.
fn is_continuation(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b & 0xC0 == 0x80)
}

/// A window that moves over a file: a block with context on both sides.
struct Blocks {
    file: std::fs::File,
    /// The block with its context.
    buffer: Vec<u8>,
    /// Where the block starts in the file.
    start: usize,
    /// Where the buffer starts in the file.
    offset: usize,
    end_of_file: bool,
}

impl Blocks {
    /// Moves on to the next block. Says whether there is one.
    fn advance(&mut self) -> Result<bool, Withheld> {
        if !self.buffer.is_empty() {
            self.start = self.block_end();
            let mut keep_from = self.start.saturating_sub(CONTEXT_BYTES).max(self.offset);
            // Not in the middle of a character, or the block would not read as UTF-8.
            while keep_from < self.start && is_continuation(self.buffer.get(keep_from - self.offset)) {
                keep_from += 1;
            }
            self.buffer.drain(..keep_from - self.offset);
            self.offset = keep_from;
        }
        let target = self.start - self.offset + BLOCK_BYTES + CONTEXT_BYTES;
        if !self.end_of_file && self.buffer.len() < target {
            let missing = (target - self.buffer.len()) as u64;
            let read = (&mut self.file).take(missing).read_to_end(&mut self.buffer);
            let read = read.map_err(|_| Withheld::Unreadable)?;
            self.end_of_file = (read as u64) < missing;
        }
        Ok(self.start < self.offset + self.buffer.len())
    }

    /// The buffer without a character that its end cuts.
    fn readable(&self) -> &[u8] {
        let mut end = self.buffer.len();
        if !self.end_of_file {
            while end > 0 && self.buffer.len() - end < 4 && is_continuation(self.buffer.get(end - 1)) {
                end -= 1;
            }
            end -= usize::from(self.buffer.get(end.wrapping_sub(1)).is_some_and(|b| *b >= 0xC0));
        }
        self.buffer.get(..end).unwrap_or_default()
    }

    /// Where the block ends: at a line end if there is one near, and at the end of the file with the last.
    fn block_end(&self) -> usize {
        let end = self.offset + self.buffer.len();
        if self.end_of_file && end <= self.start + BLOCK_BYTES {
            return end;
        }
        let hard = (self.start + BLOCK_BYTES).min(end);
        let block = self.buffer.get(self.start - self.offset..hard - self.offset).unwrap_or_default();
        match memchr::memrchr(b'\n', block) {
            Some(newline) if newline > BLOCK_BYTES / 2 => self.start + newline + 1,
            _ => hard,
        }
    }
}
