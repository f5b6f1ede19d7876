//! Notes as the linter needs them: the verified text, what was taken out of it, and which line is which.

use crate::input::Input;
use crate::observer::Observer;
use crate::preview::preview_for;
use crate::reports::Reporter;
use crate::{BatchError, Question, Reasons, ScannedSource, scan};
use evidact_model::{CleanText, Format, Outcome, Profile};
use evidact_redact::Engine;

/// A text that may be a note.
pub struct ReadNote {
    /// Its path as it would be published.
    pub path: CleanText,
    /// Its redacted and verified text; nothing if it is withheld, or neither text nor Markdown nor TOML.
    pub text: Option<CleanText>,
    /// What would become of it.
    pub outcome: Outcome,
    /// What was found in it, by line of the source.
    pub scanned: ScannedSource,
    /// Which line of the text is which of the source.
    pub lines: LineMap,
}

/// Redacts texts in memory and keeps what was found in them.
///
/// # Errors
/// As [`crate::preview`] and [`scan`].
pub fn read_notes(
    engine: &Engine,
    inputs: &[Input],
    profile: Profile,
    threads: usize,
    observer: &dyn Observer,
) -> Result<Vec<ReadNote>, BatchError> {
    let previews = preview_for(engine, inputs, threads, observer, Some(&NotesAlone))?.sources;
    let question = Question { profile, reasons: Reasons::Left };
    let scanned = scan(engine, inputs, question, threads, observer)?.sources;
    let notes = inputs.iter().zip(previews).zip(scanned).map(|((input, preview), scanned)| {
        let lines = match (&preview.text, input.read_whole(engine)) {
            (Some(text), Ok(source)) => LineMap::new(source.expose(), text.as_str().as_bytes()),
            _ => LineMap::default(),
        };
        ReadNote { path: preview.path, text: preview.text, outcome: preview.outcome, scanned, lines }
    });
    Ok(notes.collect())
}

/// Keeps every text, and records beside notes, and makes no report of them.
struct NotesAlone;

impl Reporter for NotesAlone {
    fn is_note(&self, _path: &str, _text: &CleanText) -> bool {
        true
    }

    fn keeps(&self, format: Format, _text: &CleanText) -> bool {
        format == Format::Toml
    }
}

/// Which line of a redacted text is which of its source. They differ where a value of many lines, such as a private
/// key, was replaced by a placeholder on one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineMap {
    /// For each line of the text the line of the source that it begins on, from 1; empty if all are the same.
    sources: Vec<u32>,
}

/// A replaced value is looked for in so many lines at most.
const MAX_VALUE_LINES: usize = 2000;

impl LineMap {
    /// Compares a source with what redaction left of it.
    ///
    /// # Exposure
    /// Reads both; keeps numbers of lines.
    pub fn new(source: &[u8], text: &[u8]) -> Self {
        let (before, after) = (lines(source), lines(text));
        if before.len() == after.len() {
            return Self::default();
        }
        let mut sources = Vec::with_capacity(after.len());
        let mut at = 0;
        for (n, line) in after.iter().enumerate() {
            sources.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            if before.get(at) != Some(line) {
                // The source may be longer here by as many lines as it is longer from here on.
                let spare = (before.len() - at.min(before.len())).saturating_sub(after.len() - n);
                at += swallowed(before.get(at..).unwrap_or_default(), line, after.get(n + 1), spare);
            }
            at = (at + 1).min(before.len().saturating_sub(1));
        }
        Self { sources }
    }

    /// Returns the line of the source for a line of the text, from 1.
    pub fn in_source(&self, line: u32) -> u32 {
        let at = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        self.sources.get(at).or(self.sources.last()).copied().unwrap_or(line)
    }

    /// Returns the line of the text for a line of the source, from 1.
    pub fn in_text(&self, line: u32) -> u32 {
        if self.sources.is_empty() {
            return line;
        }
        let before = self.sources.partition_point(|source| *source <= line);
        u32::try_from(before).unwrap_or(u32::MAX).max(1)
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    // Where no line ends otherwise, a carriage return alone ends it.
    let end = if text.contains(&b'\n') { b'\n' } else { b'\r' };
    text.split(|b| *b == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect()
}

/// Returns how many further lines of the source one changed line stands for: its end must be the end of the last of
/// them, and what follows it must follow there.
fn swallowed(before: &[&[u8]], changed: &[u8], next: Option<&&[u8]>, spare: usize) -> usize {
    let tail = changed
        .iter()
        .rposition(|b| *b == b']')
        .map_or(&[][..], |at| changed.get(at + 1..).unwrap_or_default());
    let fits = |more: &usize| {
        let ends = before.get(*more).is_some_and(|line| line.ends_with(tail));
        let follows = match next {
            None => before.len() == more + 1,
            // What follows may have been changed as well.
            Some(next) => {
                before.get(more + 1) == Some(next) || next.contains(&b']') && before.get(*more).is_some()
            }
        };
        ends && follows
    };
    (0..=spare.min(MAX_VALUE_LINES)).find(fits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::LineMap;

    #[test]
    fn a_value_of_many_lines_shifts_what_follows() {
        let source = b"a\n-----BEGIN\nx\ny\n-----END\nb\nc\n";
        let text = b"a\n[CREDENTIAL:private-key:01]\nb\nc\n";
        let map = LineMap::new(source, text);
        let mapped: Vec<u32> = (1..=4).map(|line| map.in_source(line)).collect();
        assert_eq!(mapped, [1, 2, 6, 7]);
        let back: Vec<u32> = (1..=7).map(|line| map.in_text(line)).collect();
        assert_eq!(back, [1, 2, 2, 2, 2, 3, 4]);
    }

    #[test]
    fn a_value_inside_a_line_shifts_nothing() {
        let map = LineMap::new(b"a\nmail x@y\nb\n", b"a\nmail [EMAIL:01]\nb\n");
        assert_eq!((map.in_source(3), map.in_text(3)), (3, 3));
    }

    #[test]
    fn two_values_of_many_lines_shift_twice() {
        let source = b"k: one\ntwo\nthree end\nb\nk: four\nfive end\nc";
        let text = b"k: [A:01] end\nb\nk: [A:02] end\nc";
        let map = LineMap::new(source, text);
        let mapped: Vec<u32> = (1..=4).map(|line| map.in_source(line)).collect();
        assert_eq!(mapped, [1, 4, 5, 7]);
    }

    #[test]
    fn what_cannot_be_told_stays_within_the_source() {
        let map = LineMap::new(b"a\nb\nc\n", b"x\ny\n");
        assert!((1..=3).all(|line| (1..=4).contains(&map.in_source(line))));
        assert!(LineMap::new(b"", b"x\ny\n").in_source(2) >= 1);
    }
}
