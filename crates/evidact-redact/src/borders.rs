//! What goes over the border of two cells, items or values is two findings, each with its own placeholder: a copy
//! in which a name has swallowed the next cell is worth little as evidence.

use crate::sighting::{Sighting, sort_by_place};
use evidact_formats::Document;
use evidact_model::{Class, Finding, Format, Span};

/// Sightings that are compared with one, at most.
const NEIGHBOURS: usize = 16;

/// Sorts sightings by place, cuts those that go over a border, and drops those that two others hold between them.
pub(crate) fn respect(document: &Document, sightings: &mut Vec<Sighting>) {
    let is_grid =
        matches!(document.format(), Format::Csv | Format::Tsv | Format::Json | Format::Yaml | Format::Toml);
    if is_grid {
        cut(document, sightings, |s| s.finding.class != Class::Credential);
    }
    if matches!(document.format(), Format::Html | Format::Xml) {
        let (text, is_xml) = (document.text(), document.format() == Format::Xml);
        cut(document, sightings, |s| {
            is_name(s) && goes_over_blocks(text.get(s.finding.span.range()).unwrap_or_default(), is_xml)
        });
    }
    sort_by_place(sightings);
    // In markup a line end parts nothing.
    if !is_grid && !matches!(document.format(), Format::Html | Format::Xml) {
        part_names(document.text(), sightings);
        sort_by_place(sightings);
    }
    drop_bridges(document.text(), sightings);
}

/// Says whether a value stands in elements that are no words of one sentence: cells, items, lines. In XML all are such,
/// but for the words of SVG.
fn goes_over_blocks(value: &[u8], is_xml: bool) -> bool {
    const BLOCKS: [&[u8]; 10] = [b"td", b"th", b"tr", b"div", b"p", b"li", b"br", b"dd", b"dt", b"text"];
    memchr::memchr_iter(b'<', value).any(|at| {
        let name = value.get(at + 1..).unwrap_or_default();
        let name = name.strip_prefix(b"/").unwrap_or(name);
        let len = name.iter().take(8).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = name.get(..len).unwrap_or_default();
        let is_block = BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block));
        is_block || is_xml && len > 0 && !matches!(name, b"tspan" | b"textPath")
    })
}

/// Cuts at the borders of segments. A credential stays whole: a key may go over many lines and strings.
fn cut(document: &Document, sightings: &mut Vec<Sighting>, wanted: impl Fn(&Sighting) -> bool) {
    let segments = document.segments();
    let mut pieces = Vec::new();
    sightings.retain(|sighting| {
        let span = sighting.finding.span;
        let first = segments.partition_point(|s| s.span.end() <= span.start());
        let touched = segments.iter().skip(first).take_while(|s| s.span.start() < span.end());
        let spans: Vec<Span> = touched
            .filter_map(|s| Span::new(s.span.start().max(span.start()), s.span.end().min(span.end())))
            .collect();
        if spans.len() < 2 || !wanted(sighting) {
            return true;
        }
        let said =
            |part: &Span| document.text().get(part.range()).is_some_and(|t| t.iter().any(|b| is_word(*b)));
        pieces.extend(spans.into_iter().filter(said).map(|span| Sighting {
            finding: Finding { span, ..sighting.finding.clone() },
            subject: sighting.subject.clone(),
        }));
        false
    });
    sightings.append(&mut pieces);
}

/// Cuts names that go over a line end at which a sentence, an item or a paragraph ends, or one of whose lines belongs
/// to another name: "Jane Doe" and "Jane" below it read as "Doe, Jane", and the copy would lose the line end. A name
/// that is wrapped stays whole.
fn part_names(text: &[u8], sightings: &mut Vec<Sighting>) {
    let spans: Vec<Span> = sightings.iter().map(|s| s.finding.span).collect();
    let is_one_line =
        |span: &Span| memchr::memchr(b'\n', text.get(span.range()).unwrap_or_default()).is_none();
    let shares = |at: usize, span: Span| {
        let before = spans.iter().take(at).rev().take(NEIGHBOURS);
        let behind = spans.iter().skip(at + 1).take(NEIGHBOURS);
        before.chain(behind).any(|other| {
            let partly = other.start() < span.start() && span.start() < other.end()
                || other.end() > span.end() && other.start() < span.end();
            partly && is_one_line(other)
        })
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    sightings.retain(|sighting| {
        let span = sighting.finding.span;
        at += 1;
        let value = text.get(span.range()).unwrap_or_default();
        if !is_name(sighting) || is_one_line(&span) || !(parts(value) || shares(at - 1, span)) {
            return true;
        }
        let mut start = span.start();
        for line in value.split(|b| *b == b'\n') {
            let lead = line.iter().take_while(|b| !is_word(**b)).count();
            let tail = line.iter().rev().take_while(|b| !is_word(**b)).count();
            if let Some(span) = Span::new(start + lead, start + line.len().saturating_sub(tail)) {
                let finding = Finding { span, ..sighting.finding.clone() };
                pieces.push(Sighting { finding, subject: sighting.subject.clone() });
            }
            start += line.len() + 1;
        }
        false
    });
    sightings.append(&mut pieces);
}

fn is_name(sighting: &Sighting) -> bool {
    let kind = sighting.finding.kind.as_str();
    kind == "PERSON" || kind == "CUSTOMER"
}

/// Says whether a sentence, an item of a list or a paragraph ends at a line end within a value.
fn parts(value: &[u8]) -> bool {
    let mut lines = value.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let ends = |line: &[u8]| {
        matches!(line.last(), None | Some(b'.' | b'!' | b'?' | b',' | b';' | b':' | b'>' | b')' | b'|'))
    };
    lines.next_back();
    lines.any(ends)
}

/// Drops what begins within one sighting and ends within another: "Jane Doe, jane.doe@example.com" also reads as
/// "Doe, Jane", which would make one of the two. Nothing of it is left out, but punctuation between them.
fn drop_bridges(text: &[u8], sightings: &mut Vec<Sighting>) {
    let spans: Vec<Span> = sightings.iter().map(|s| s.finding.span).collect();
    // The furthest end of what starts before the current start, and of what starts there.
    let (mut reach, mut start, mut pending) = (0, 0, 0);
    let mut at = 0;
    sightings.retain(|_| {
        let Some(&span) = spans.get(at) else { return true };
        at += 1;
        if span.start() > start {
            (reach, start) = (reach.max(pending), span.start());
        }
        let is_bridge = (span.start() + 1..span.end()).contains(&reach)
            && spans.iter().skip(at).take(NEIGHBOURS).any(|next| {
                let gap = text.get(reach..next.start()).unwrap_or_default();
                span.start() < next.start()
                    && next.start() < span.end()
                    && next.end() > span.end()
                    && !gap.iter().any(|b| is_word(*b))
            });
        if !is_bridge {
            pending = pending.max(span.end());
        }
        !is_bridge
    });
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || !b.is_ascii()
}
