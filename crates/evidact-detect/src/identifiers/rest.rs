//! What only shows once its neighbours are gone.
//!
//! A placeholder is shorter than what it stands for and ends words that ran on, so a text with its hits
//! replaced may hold shapes that the text itself did not: the second half of two numbers written as one.
//! They are looked for here, in a copy with placeholders in place, so that scanning the redacted text later
//! finds nothing new. A short text is looked at whole, a long one around its hits.

use super::pass::Scan;
use super::what::{Found, What};
use crate::Reach;
use evidact_model::TextKind;

/// Texts up to this size are looked at whole.
const WHOLE_BYTES: usize = 64 * 1024;
/// How far around a hit a long text is looked at.
const AROUND_BYTES: usize = 160;
/// Near the edge of a window a word may be cut, so nothing there counts.
const EDGE_BYTES: usize = 40;
/// Each round finds what the one before uncovered; texts that need more are made to.
const ROUNDS: usize = 6;

/// A copy of a part of the text with placeholders, and where its pieces come from.
struct Copy {
    bytes: Vec<u8>,
    /// Places in the copy and in the text at which an unchanged piece starts, in order.
    pieces: Vec<(usize, usize)>,
}

impl Copy {
    /// Copies `from..to`, with placeholders for `covered`, which is sorted and disjoint.
    fn new(text: &[u8], from: usize, to: usize, covered: &[(usize, usize, What)]) -> Self {
        let mut copy = Self { bytes: Vec::with_capacity(to - from), pieces: vec![(0, from)] };
        let mut at = from;
        let first = covered.partition_point(|c| c.1 <= from);
        for &(start, end, what) in covered.get(first..).unwrap_or_default().iter().take_while(|c| c.0 < to) {
            copy.bytes.extend_from_slice(super::bytes::part(text, at, start.max(at)));
            copy.bytes.extend_from_slice(what.placeholder().as_bytes());
            at = end;
            copy.pieces.push((copy.bytes.len(), at));
        }
        copy.bytes.extend_from_slice(super::bytes::part(text, at, to.max(at)));
        copy
    }

    /// Returns the place in the text of a place in the copy.
    fn place(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.0 <= at);
        let (copied, original) = i.checked_sub(1).and_then(|i| self.pieces.get(i)).copied().unwrap_or((0, 0));
        original + (at - copied)
    }
}

/// Adds what shows once everything found so far is replaced.
pub(super) fn add(text: &[u8], kind: TextKind, reach: Reach, found: &mut Vec<Found>) {
    let mut fresh = 0;
    for _ in 0..ROUNDS {
        // Nobody replaces what is not certain, if only that is looked for.
        let replaced = |f: &&Found| reach == Reach::All || f.what.is_certain(f.confidence);
        let new: Vec<Found> =
            found.get(fresh..).unwrap_or_default().iter().filter(replaced).copied().collect();
        if new.is_empty() {
            return;
        }
        let windows = windows(text, &new);
        fresh = found.len();
        let covered = covered(found);
        for (from, to) in windows {
            let copy = Copy::new(text, from, to, &covered);
            let mut scan = Scan::new(&copy.bytes, kind, reach);
            scan.run();
            if kind != TextKind::Code && reach == Reach::All {
                super::echo::add(&copy.bytes, &mut scan.found);
                super::halves::complete(&copy.bytes, &mut scan.found);
            }
            let inner = (
                from + usize::from(from > 0) * EDGE_BYTES,
                to - usize::from(to < text.len()) * EDGE_BYTES.min(to),
            );
            found.extend(scan.found.into_iter().filter_map(|f| {
                let (start, end) = (copy.place(f.start), copy.place(f.end - 1) + 1);
                (start >= inner.0 && end <= inner.1).then_some(Found { start, end, ..f })
            }));
        }
    }
}

fn windows(text: &[u8], new: &[Found]) -> Vec<(usize, usize)> {
    if text.len() <= WHOLE_BYTES {
        return vec![(0, text.len())];
    }
    let mut spans: Vec<(usize, usize)> = new
        .iter()
        .map(|f| (f.start.saturating_sub(AROUND_BYTES), text.len().min(f.end + AROUND_BYTES)))
        .collect();
    spans.sort_unstable();
    let mut windows: Vec<(usize, usize)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match windows.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => windows.push((from, to)),
        }
    }
    windows
}

/// The spans found so far, joined where they overlap.
fn covered(found: &[Found]) -> Vec<(usize, usize, What)> {
    let mut spans: Vec<(usize, usize, What)> = found.iter().map(|f| (f.start, f.end, f.what)).collect();
    spans.sort_unstable_by_key(|s| (s.0, usize::MAX - s.1, s.2));
    let mut joined: Vec<(usize, usize, What)> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.0 < last.1 => last.1 = last.1.max(span.1),
            _ => joined.push(span),
        }
    }
    joined
}
