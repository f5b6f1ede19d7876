//! Texts that repeat themselves: a long stretch that says the same over and over is read where it begins and
//! where it ends, and what was found in between is found again in all of its repetitions.
//!
//! That is the same result as reading the whole of it, because every detector looks a bounded way back and
//! ahead: far enough from its ends, a stretch gives the same hits in every period. Whether it did is checked on
//! the part that was read; if not, the text is read whole. So a text that was made to be slow is slow once.

use crate::Hit;
use evidact_model::Span;
use evidact_raw::RawBytes;

/// How much of a stretch is kept at its beginning: more than any detector reaches, twice.
const HEAD: usize = 48 * 1024;
/// The end of what is kept at the beginning, where hits must already repeat themselves.
const SETTLED: usize = 24 * 1024;
/// How much of a stretch is kept at its end: more than any detector looks back or ahead.
const TAIL: usize = 24 * 1024;
/// What is worth a copy of the text.
const LEAST_SAVED: usize = 48 * 1024;
/// A stretch is looked for at every so many bytes; each that is worth it holds several such places.
const STEP: usize = 32 * 1024;
/// The longest period, and the bytes by which it is recognised.
const LONGEST_PERIOD: usize = 4096;
const NEEDLE: usize = 64;
/// Bytes inside of a period may repeat themselves too.
const TRIES: usize = 4;

/// A place of the shortened text at which bytes are left out.
struct Cut {
    at: usize,
    removed: usize,
    /// What repeats itself: two periods, so that the quotes before a place are odd or even as before.
    unit: usize,
}

/// A text without the middles of its stretches.
pub(crate) struct Shortened {
    text: RawBytes,
    cuts: Vec<Cut>,
}

impl Shortened {
    /// Shortens a text, if long stretches of it repeat themselves.
    ///
    /// # Exposure
    /// Holds a copy of what is left, overwritten on drop.
    pub(crate) fn of(text: &[u8]) -> Option<Self> {
        let (mut bytes, mut cuts, mut copied) = (Vec::new(), Vec::new(), 0);
        let (mut floor, mut at) = (0, STEP);
        while at + HEAD + TAIL < text.len() {
            if let Some((start, end, period)) = stretch(text, at, floor) {
                let unit = 2 * period;
                let spare = (end - start).saturating_sub(HEAD + TAIL);
                if spare >= LEAST_SAVED {
                    let removed = spare / unit * unit;
                    // Room for all of it: a copy that grows would leave copies of itself behind.
                    bytes.reserve_exact(if cuts.is_empty() { text.len() - removed } else { 0 });
                    bytes.extend_from_slice(text.get(copied..start + HEAD)?);
                    copied = start + HEAD + removed;
                    cuts.push(Cut { at: bytes.len(), removed, unit });
                }
                (floor, at) = (end, at.max(end));
            }
            at += STEP;
        }
        if cuts.is_empty() {
            return None;
        }
        bytes.extend_from_slice(text.get(copied..)?);
        Some(Self { text: RawBytes::new(bytes), cuts })
    }

    /// Returns what is left of the text.
    ///
    /// # Exposure
    /// The bytes themselves.
    pub(crate) fn text(&self) -> &[u8] {
        self.text.expose()
    }

    /// Turns the hits in the shortened text, in order of their start, into those of the whole text. `None` if
    /// they do not repeat themselves as the text does.
    pub(crate) fn widen(&self, hits: &[Hit]) -> Option<Vec<Hit>> {
        let mut wide = Vec::with_capacity(hits.len());
        let (mut done, mut moved) = (0, 0);
        for cut in &self.cuts {
            let before = |place: usize| hits.partition_point(|hit| hit.span.start() < place);
            let end = before(cut.at);
            let settled = before(cut.at - SETTLED);
            if hits.get(done..end)?.iter().any(|hit| hit.span.end() > cut.at + TAIL / 2)
                || !repeats(
                    hits.get(settled..end)?,
                    hits.get(before(cut.at - SETTLED + cut.unit)..before(cut.at + cut.unit))?,
                    cut.unit,
                )
            {
                return None;
            }
            for hit in hits.get(done..end)? {
                wide.push(shifted(hit, moved)?);
            }
            let last = hits.get(before(cut.at - cut.unit)..end)?;
            if !last.is_empty() {
                for times in 1..=cut.removed / cut.unit {
                    for hit in last {
                        wide.push(shifted(hit, moved + times * cut.unit)?);
                    }
                }
            }
            moved += cut.removed;
            done = end;
        }
        for hit in hits.get(done..)? {
            wide.push(shifted(hit, moved)?);
        }
        Some(wide)
    }
}

/// Says whether the later hits are the earlier ones, so many bytes on.
fn repeats(earlier: &[Hit], later: &[Hit], by: usize) -> bool {
    earlier.len() == later.len()
        && earlier.iter().zip(later).all(|(a, b)| {
            a.span.start() + by == b.span.start()
                && a.span.end() + by == b.span.end()
                && a.rule == b.rule
                && a.kind == b.kind
                && a.confidence == b.confidence
        })
}

fn shifted(hit: &Hit, by: usize) -> Option<Hit> {
    let span = Span::new(hit.span.start() + by, hit.span.end() + by)?;
    Some(Hit { span, ..hit.clone() })
}

/// Returns the start, the end and the period of the stretch around a place, none of it before `floor`.
fn stretch(text: &[u8], at: usize, floor: usize) -> Option<(usize, usize, usize)> {
    let needle = text.get(at..at + NEEDLE)?;
    let near = text.get(at + 1..at + LONGEST_PERIOD + NEEDLE)?;
    let first = text.get(at..at + TAIL)?;
    let period = memchr::memmem::find_iter(near, needle)
        .take(TRIES)
        .map(|found| found + 1)
        .find(|period| text.get(at + period..at + period + TAIL) == Some(first))?;
    let later = text.get(at + period..)?;
    let end = at + period + shared(text.get(at..)?, later);
    let back = text.get(floor..at)?.iter().rev().zip(text.get(floor + period..at + period)?.iter().rev());
    let start = at - back.take_while(|(a, b)| a == b).count();
    Some((start, end, period))
}

/// Returns how many bytes two texts begin with in common.
fn shared(a: &[u8], b: &[u8]) -> usize {
    const STRIDE: usize = 4096;
    let strides = a.chunks_exact(STRIDE).zip(b.chunks_exact(STRIDE)).take_while(|(a, b)| a == b).count();
    let from = strides * STRIDE;
    let rest = a.iter().skip(from).zip(b.iter().skip(from)).take_while(|(a, b)| a == b).count();
    from + rest
}

#[cfg(test)]
mod tests {
    use super::Shortened;
    use crate::{Detector, Hit, Options};
    use evidact_model::TextKind;
    use evidact_patterns::RuleSet;

    fn both(text: &[u8], kind: TextKind) -> (Vec<Hit>, Vec<Hit>) {
        let detector = Detector::new(RuleSet::builtin(), Options::default()).ok().unwrap();
        let (mut hits, mut whole) = (Vec::new(), Vec::new());
        detector.scan_source(b"", text, kind, &mut hits);
        detector.scan_whole(b"", text, kind, &mut whole);
        (hits, whole)
    }

    #[test]
    fn a_shortened_text_gives_the_hits_of_the_whole_one() {
        let key = ["AKIA", "Z7QF3MPLWX2RTD6K"].concat();
        for (kind, piece) in [
            (TextKind::Log, "password=".to_owned()),
            (TextKind::Log, "user=\"jane.doe@example.com\" password=Harbor-19x ok\n".to_owned()),
            (TextKind::Prose, "Ann Lee ".to_owned()),
            (TextKind::Data, "{\"token\": \"".to_owned()),
            (TextKind::Code, format!("x = '{key}';\n")),
            (TextKind::Log, "1234567 01 198.51.100.7 ".to_owned()),
            (TextKind::Prose, "| name | password |\n|---|---|\n| a | Violet-77q |\n".to_owned()),
        ] {
            let middle = piece.repeat(200_000 / piece.len());
            let (head, tail) = ("key: Harbor-19x\n'", "\nJane Roe, password: Violet-77q\n");
            let text = [head, &middle, tail, &middle, tail].concat();
            assert!(Shortened::of(text.as_bytes()).is_some_and(|s| s.text().len() < text.len() / 2 + 1000));
            let (hits, whole) = both(text.as_bytes(), kind);
            assert!(hits == whole, "{kind:?} {} {}", hits.len(), whole.len());
        }
    }

    #[test]
    fn what_differs_in_the_middle_of_a_stretch_is_found() {
        let flood = "password=".repeat(20_000);
        let text = [&flood, " password: Violet-77q\n", &flood].concat();
        let (hits, whole) = both(text.as_bytes(), TextKind::Log);
        assert!(hits == whole && hits.iter().any(|h| text.get(h.span.range()) == Some("Violet-77q")));
    }

    #[test]
    fn a_text_that_does_not_repeat_itself_is_left() {
        let counted: Vec<String> = (0..40_000).map(|n| format!("password={n} ")).collect();
        let counted = counted.concat();
        assert!(Shortened::of(counted.as_bytes()).is_none());
        assert!(Shortened::of(&b"a".repeat(64 * 1024)).is_none() && Shortened::of(b"").is_none());
    }
}
