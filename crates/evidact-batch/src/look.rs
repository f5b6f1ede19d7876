//! The first look at inputs. Large texts are read block by block, in flat memory and by all threads; the result is the
//! same with any number of them.

use crate::blocks::Cuts;
use crate::input::Input;
use crate::observer::Observer;
use crate::parallel;
use crate::scan::Question;
use crate::spotted::{Seen, Spotted, clusters, scan_whole};
use evidact_formats::{Document, Layer, Lines, Spot, utf16_units};
use evidact_model::{Event, Span, Stage, Structure, Withheld};
use evidact_raw::RawBytes;
use evidact_redact::{Betrayed, Engine, Reserved, guarded};

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
    betrayed: Betrayed,
    reserved: Reserved,
    ignored: usize,
    /// Where the block starts in the file.
    start: usize,
    /// How many lines end in it.
    lines: u64,
    /// Where the last line that starts in it does, in the file.
    last_line: Option<usize>,
    /// The length of what belongs to its last line, in UTF-16 code units.
    units: u64,
}

/// What is the same for all inputs.
pub(crate) struct Pass<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) question: Question,
    pub(crate) observer: &'a dyn Observer,
    pub(crate) cuts: Cuts,
}

impl Pass<'_> {
    /// Looks at all inputs, then at the blocks that are left of large ones. `None` if the user stopped it.
    pub(crate) fn run(&self, inputs: &[Input], threads: usize) -> Option<Vec<Seen>> {
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
        let mut lines = Lines::from(text, block.own.start);
        let (mut sightings, mut ignored) = (Vec::new(), 0);
        let (clusters, learned) = clusters(self.engine, &input.name, &document, self.question);
        let mut betrayed = Betrayed::default();
        betrayed.take_where(self.engine, &learned, |start| block.own.contains(&start));
        drop(learned);
        let mut reserved = Reserved::default();
        reserved.collect(text);
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
            let spot = Spot { of: None, position, units: lines.units(), cell: None, layer: Layer::Text };
            let mut spotted = clusters.spot(&document, sighting, spot);
            spotted.sighting.finding.span = moved(span, block.offset);
            sightings.push(spotted);
        }
        let (start, own) = (block.offset + block.own.start, text.get(block.own).unwrap_or_default());
        self.observer.event(Event::Advanced { stage: Stage::Learn, done: own.len() as u64 });
        let last = memchr::memrchr(b'\n', own).map(|newline| newline + 1);
        Ok(Some(Part {
            sightings,
            betrayed,
            reserved,
            ignored,
            start,
            lines: memchr::memchr_iter(b'\n', own).count() as u64,
            last_line: last.map(|last| start + last),
            units: utf16_units(own.get(last.unwrap_or_default()..).unwrap_or_default()),
        }))
    }
}

fn unread(reason: Withheld) -> Seen {
    Seen { withheld: Some(reason), ..Seen::new(Structure::Sound) }
}

/// Puts the blocks of a large text together, up to the first that could not be read.
fn join(first: Part, others: Vec<Result<Option<Part>, Withheld>>) -> Seen {
    let mut seen = Seen::new(Structure::Sound);
    let (mut lines, mut line_start, mut line_units) = (0, 0, 0);
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
        seen.betrayed.append(part.betrayed);
        seen.reserved.merge(part.reserved);
        seen.sightings.extend(part.sightings.into_iter().map(|mut spotted| {
            let spot = &mut spotted.spot;
            if spot.position.line == 1 {
                spot.position.column += (part.start - line_start) as u64;
                spot.units += line_units;
            }
            spot.position.line += lines;
            spotted
        }));
        lines += part.lines;
        line_units = part.units + if part.last_line.is_some() { 0 } else { line_units };
        line_start = part.last_line.unwrap_or(line_start);
    }
    seen
}

/// Moves a span from a block to the file.
fn moved(span: Span, offset: usize) -> Span {
    Span::new(span.start() + offset, span.end() + offset).unwrap_or(span)
}

/// Says whether a block of the document reads like the whole of it.
fn is_linewise(document: &Document) -> bool {
    use evidact_model::Format;
    matches!(document.format(), Format::Text | Format::Markdown | Format::KeyValue | Format::JsonLines)
        || document.structure() == Structure::Unverified
}

#[cfg(test)]
mod tests {
    use super::{Observer, Pass, Question, Seen};
    use crate::Reasons;
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

    fn places(seen: &Seen) -> Vec<(String, usize, usize, u64, u64, u64)> {
        assert!(seen.withheld.is_none());
        let place = |s: &super::Spotted| {
            let (finding, p) = (&s.sighting.finding, s.spot.position);
            (
                finding.rule.to_string(),
                finding.span.start(),
                finding.span.end(),
                p.line,
                p.column,
                s.spot.units,
            )
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
