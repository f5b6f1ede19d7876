//! A text with its wrapped lines joined, for values that a mail or a hard line break has cut in two.
//!
//! Only known values are looked for in it: joined lines make text that nobody wrote.

use crate::forms::{Form, Reach};
use crate::needles::Needles;
use crate::sighting::Sighting;
use evidact_model::{Span, ViewKind};
use evidact_raw::RawBytes;

struct Joined {
    bytes: RawBytes,
    /// Of each line: where it starts here, and where in the text.
    lines: Vec<(usize, usize)>,
}

impl Joined {
    /// Leaves out line ends with the quote marks, indentation and backslashes around them.
    fn new(text: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split(|&b| b == b'\n') {
            let lead = line.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count();
            lines.push((bytes.len(), at + lead));
            let content = line.get(lead..).unwrap_or_default();
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            bytes.extend_from_slice(content.strip_suffix(b"\\").unwrap_or(content));
            at += line.len() + 1;
        }
        Self { bytes: RawBytes::new(bytes), lines }
    }

    /// Returns the line of a byte: its number, and where the byte stands in the text.
    fn locate(&self, at: usize) -> Option<(usize, usize)> {
        // Of lines without a byte of their own the last one starts at the same place.
        let line = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let (start, text) = self.lines.get(line)?;
        Some((line, text + (at - start)))
    }
}

/// Reports known values that go over a line end.
pub(crate) fn search(text: &[u8], needles: &Needles, mut report: impl FnMut(Sighting)) {
    let joined = Joined::new(text);
    // Behind joined line ends a run of base64 goes on into what has nothing to do with it.
    let wanted = |form: &Form| form.reach == Reach::Match;
    needles.search_forms(joined.bytes.expose(), ViewKind::Unwrapped, wanted, |mut sighting| {
        let span = sighting.finding.span;
        let (Some(first), Some(last)) = (joined.locate(span.start()), joined.locate(span.end() - 1)) else {
            return;
        };
        if first.0 != last.0
            && let Some(span) = Span::new(first.1, last.1 + 1)
        {
            sighting.finding.span = span;
            report(sighting);
        }
    });
}
