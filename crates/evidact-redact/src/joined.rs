//! A text with its wrapped lines joined, for values that a mail or a hard line break has cut in two; and a text without
//! its tags, for values whose parts stand in elements of their own.
//!
//! Only known values are looked for in it: joined lines make text that nobody wrote.

use crate::forms::{Form, Reach};
use crate::needles::Needles;
use crate::sighting::Sighting;
use evidact_detect::{Detector, Hit};
use evidact_formats::Document;
use evidact_model::{Format, Span, TextKind, ViewKind};
use evidact_raw::RawBytes;

/// What stands where a line ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// Nothing: what was cut is a token.
    Tight,
    /// A blank, as for every run of blanks; nothing behind a hyphen, which stays.
    Blank,
    /// As [`Join::Blank`], but the hyphen was set where a word was cut, and goes.
    Syllable,
}

/// A text that may be a log is only read as sentences up to this size.
const MAX_UNSURE: usize = 16 << 20;

struct Joined {
    bytes: RawBytes,
    /// Of each stretch: where it starts here, where in the text, and in which line.
    stretches: Vec<(usize, usize, usize)>,
}

impl Joined {
    /// Leaves out line ends with the quote marks, indentation and backslashes around them.
    fn new(text: &[u8], join: Join) -> Self {
        let mut joined = Self { bytes: RawBytes::new(Vec::new()), stretches: Vec::new() };
        let mut bytes = Vec::with_capacity(text.len());
        let mut at = 0;
        for (number, line) in text.split(|&b| b == b'\n').enumerate() {
            let lead = line.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>' | b'\x0C')).count();
            let content = line.get(lead..).unwrap_or_default();
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            let content = content.strip_suffix(b"\\").unwrap_or(content);
            if join == Join::Tight {
                joined.stretches.push((bytes.len(), at + lead, number));
                bytes.extend_from_slice(content);
            } else {
                joined.blanks(content, at + lead, number, join, &mut bytes);
            }
            at += line.len() + 1;
        }
        joined.bytes = RawBytes::new(bytes);
        joined
    }

    /// Leaves out the tags, as who looks for a value in a page does, whatever element parts it: with nothing in their
    /// place, or with a blank as in any other gap.
    fn untagged(text: &[u8], join: Join) -> Self {
        const MAX_TAG: usize = 1024;
        let mut joined = Self { bytes: RawBytes::new(Vec::new()), stretches: Vec::new() };
        let mut bytes = Vec::with_capacity(text.len());
        let (mut from, mut at) = (0, 0);
        let mut number = 0;
        let mut add = |mut from: usize, to: usize| {
            let part = text.get(from..to).unwrap_or_default();
            number += 1;
            if join == Join::Tight {
                joined.stretches.push((bytes.len(), from, number));
                bytes.extend_from_slice(part);
                return;
            }
            for line in part.split(|b| matches!(b, b'\n' | b'\r')) {
                joined.blanks(line, from, number, join, &mut bytes);
                from += line.len() + 1;
            }
        };
        while let Some(open) = text.get(at..).and_then(|rest| memchr::memchr(b'<', rest)).map(|n| at + n) {
            at = open + 1;
            let reach = text.get(open..text.len().min(open + MAX_TAG)).unwrap_or_default();
            let is_tag = matches!(reach.get(1), Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?'));
            if let Some(len) = memchr::memchr(b'>', reach).filter(|_| is_tag) {
                add(from, open);
                (from, at) = (open + len + 1, open + len + 1);
            }
        }
        add(from, text.len());
        joined.bytes = RawBytes::new(bytes);
        joined
    }

    /// Adds the words of a line, each behind one blank.
    fn blanks(&mut self, line: &[u8], at: usize, number: usize, join: Join, bytes: &mut Vec<u8>) {
        let mut from = 0;
        let hyphen = hyphen(bytes);
        let mut behind_hyphen = hyphen > 0;
        if join == Join::Syllable && !line.is_empty() {
            bytes.truncate(bytes.len() - hyphen);
        }
        for word in line.split(|b| matches!(b, b' ' | b'\t' | b'\x0C')) {
            if !word.is_empty() {
                if !std::mem::take(&mut behind_hyphen) {
                    bytes.push(b' ');
                }
                self.stretches.push((bytes.len(), at + from, number));
                bytes.extend_from_slice(word);
            }
            from += word.len() + 1;
        }
    }

    /// Returns what a span stands for in the text, if it goes over a tag or a line end.
    fn across(&self, span: Span) -> Option<Span> {
        let (first, last) = (self.locate(span.start())?, self.locate(span.end() - 1)?);
        Span::new(first.1, last.1 + 1).filter(|_| first.0 != last.0)
    }

    /// Returns the line of a byte, and where the byte stands in the text.
    fn locate(&self, at: usize) -> Option<(usize, usize)> {
        // Of stretches without a byte of their own the last one starts at the same place.
        let index = self.stretches.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (start, text, line) = self.stretches.get(index)?;
        Some((*line, text + (at - start)))
    }
}

/// Finds values of the user's list of customers whose words stand in elements of their own: cells, items, lines.
pub(crate) fn own(document: &Document, detector: &Detector, hits: &mut Vec<Hit>) -> Option<Spaced> {
    let text = document.text();
    let tagged = matches!(document.format(), Format::Html | Format::Xml) && text.contains(&b'<');
    let joined = tagged.then(|| Joined::untagged(text, Join::Blank))?;
    detector.scan_own(joined.bytes.expose(), hits);
    hits.retain(|hit| joined.across(hit.span).is_some());
    Some(Spaced(joined))
}

/// A text with a blank for every tag.
pub(crate) struct Spaced(Joined);

impl Spaced {
    /// Returns its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.bytes.expose()
    }

    /// Returns what a span stands for in the text.
    pub(crate) fn locate(&self, span: Span) -> Span {
        self.0.across(span).unwrap_or(span)
    }
}

/// Returns how long the hyphen is at which a word was cut: `-`, U+2010 or a soft one.
fn hyphen(bytes: &[u8]) -> usize {
    let cut = |hyphen: &[u8]| {
        let word = bytes.strip_suffix(hyphen).and_then(|before| before.last());
        word.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii()).then_some(hyphen.len())
    };
    [&b"-"[..], "\u{2010}".as_bytes(), "\u{AD}".as_bytes()].into_iter().find_map(cut).unwrap_or(0)
}

/// Reports known values that go over a line end; in sentences also those whose words stand far from each other, or
/// are cut at a hyphen.
pub(crate) fn search(document: &Document, needles: &Needles, mut report: impl FnMut(Sighting)) {
    let text = document.text();
    // Behind joined line ends a run of base64 goes on into what has nothing to do with it.
    let any = |form: &Form| form.reach == Reach::Match;
    over_ends(text, &Joined::new(text, Join::Tight), needles, any, &mut report);
    if matches!(document.format(), Format::Html | Format::Xml | Format::Markdown) && text.contains(&b'<') {
        over_ends(text, &Joined::untagged(text, Join::Tight), needles, any, &mut report);
        let words = |form: &Form| any(form) && form.bytes.contains(&b' ');
        over_ends(text, &Joined::untagged(text, Join::Blank), needles, words, &mut report);
    }
    let sentences = match document.text_kind() {
        TextKind::Prose => true,
        TextKind::Log => text.len() <= MAX_UNSURE,
        _ => false,
    };
    if !sentences || !matches!(document.format(), Format::Text | Format::Markdown) {
        return;
    }
    let words = |form: &Form| any(form) && form.bytes.contains(&b' ');
    over_ends(text, &Joined::new(text, Join::Blank), needles, words, &mut report);
    if text.split(|b| *b == b'\n').any(|line| hyphen(line.trim_ascii_end()) > 0) {
        over_ends(text, &Joined::new(text, Join::Syllable), needles, any, &mut report);
    }
}

/// Reports values that stand otherwise in the text than in the joined one.
fn over_ends(
    text: &[u8],
    joined: &Joined,
    needles: &Needles,
    wanted: impl Fn(&Form) -> bool,
    report: &mut impl FnMut(Sighting),
) {
    needles.search_forms(joined.bytes.expose(), ViewKind::Unwrapped, wanted, |mut sighting| {
        let span = sighting.finding.span;
        let (Some(first), Some(last)) = (joined.locate(span.start()), joined.locate(span.end() - 1)) else {
            return;
        };
        let spelled = joined.bytes.expose().get(span.range()).unwrap_or_default();
        let whole = text.get(first.1..first.1 + span.len());
        if first.0 != last.0 && whole.is_some_and(|whole| whole.eq_ignore_ascii_case(spelled)) {
            // It stands whole on its line: the joined text takes the first sign of the next one along.
            return;
        }
        // Of two cells side by side that read as a name elsewhere, each is a word of its own.
        let wide = last.1 + 1 - first.1 != span.len() && sighting.finding.kind.as_str() != "PERSON";
        if (first.0 != last.0 || wide)
            && let Some(span) = Span::new(first.1, last.1 + 1)
        {
            sighting.finding.span = span;
            report(sighting);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{Join, Joined};

    fn joined(text: &str, join: Join) -> String {
        String::from_utf8_lossy(Joined::new(text.as_bytes(), join).bytes.expose()).trim_start().to_owned()
    }

    #[test]
    fn words_stand_one_blank_apart_and_what_a_hyphen_parts_is_one() {
        let text = "by Salt-\n> marsh \t  Catering\n\n\x0CEnd -\nof";
        assert_eq!(joined(text, Join::Blank), "by Salt-marsh Catering End - of");
        assert_eq!(joined(text, Join::Syllable), "by Saltmarsh Catering End - of");
        assert_eq!(joined("Salt\u{AD}\nmarsh", Join::Syllable), "Saltmarsh");
        assert_eq!(joined(text, Join::Tight), "by Salt-marsh \t  CateringEnd -of");
    }

    #[test]
    fn without_its_tags_a_text_says_where_its_words_stand() {
        let text = b"<p>Jane</p><p class='x'>Doe a < b</p>";
        assert!(Joined::untagged(text, Join::Blank).bytes.expose() == b" Jane Doe a < b");
        let joined = Joined::untagged(text, Join::Tight);
        assert!(joined.bytes.expose() == b"JaneDoe a < b");
        assert_eq!(joined.locate(0).map(|(_, at)| at), Some(3));
        assert_eq!(joined.locate(4).map(|(_, at)| at), Some(24));
    }

    #[test]
    fn a_byte_is_found_where_it_stands() {
        let text = b"ab-\n  cd   e";
        let joined = Joined::new(text, Join::Syllable);
        let at = joined.bytes.expose().iter().position(|b| *b == b'e').unwrap();
        assert_eq!(joined.locate(at), Some((1, 11)));
        let at = joined.bytes.expose().iter().position(|b| *b == b'c').unwrap();
        assert_eq!(joined.locate(at), Some((1, 6)));
    }
}
