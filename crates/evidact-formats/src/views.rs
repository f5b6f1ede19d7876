//! Decoded readings of stretches of a text.
//!
//! Each decoder finds the next thing it can decode; what lies around it (the line, up to some kilobytes) comes
//! along undecoded, so that a grammar like `key = value` still sees its key. Decoders run over the text and
//! over each other's output. Order does not matter to what is found: on a view, a decoder that comes later in
//! [`DECODERS`] looks everywhere, an earlier one only at bytes that the decoding brought to light.

mod base64;
mod css;
mod emphasis;
mod escapes;
mod hex;
mod hexdump;
mod inflate;
mod lookalike;
mod markup;
mod notebook;
mod percent;
mod plain;
mod quoted_printable;
mod reflowed;
mod runs;
mod unwrapped;

pub(crate) use inflate::is_too_large;

use crate::View;
use crate::view::{Draft, Map};
use evidact_model::{Format, ViewKind};
use std::cell::Cell;
use std::rc::Rc;

/// What a decoder found: these bytes stand for what it wrote, as a whole.
struct Hit {
    start: usize,
    end: usize,
}

/// The bytes that are decoded, and what is known about them.
struct Source<'a> {
    bytes: &'a [u8],
    format: Format,
    /// Whether the text says that something in it is quoted-printable.
    is_quoted: bool,
    /// What compressed blobs may still inflate to.
    inflation: &'a Cell<usize>,
}

/// Finds the next hit at or behind an offset and writes what it decodes to.
type Find = fn(&Source<'_>, usize, &mut Vec<u8>) -> Option<Hit>;

struct Decoder {
    kind: ViewKind,
    /// How much of the line around a hit comes along.
    reach: usize,
    below: Below,
    find: Find,
}

/// What comes along behind the line of a hit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    /// Nothing.
    Nothing,
    /// The lines below it, within the reach: rows of a table, items of a list.
    Lines,
}

const DECODERS: [Decoder; 14] = [
    Decoder {
        kind: ViewKind::QuotedPrintable,
        reach: 2048,
        below: Below::Nothing,
        find: quoted_printable::find,
    },
    Decoder { kind: ViewKind::Plain, reach: 2048, below: Below::Nothing, find: plain::find },
    Decoder { kind: ViewKind::Plain, reach: 256, below: Below::Nothing, find: lookalike::find },
    Decoder { kind: ViewKind::Escapes, reach: 2048, below: Below::Nothing, find: escapes::find },
    Decoder { kind: ViewKind::Escapes, reach: 2048, below: Below::Nothing, find: css::find },
    Decoder { kind: ViewKind::Markup, reach: 2048, below: Below::Nothing, find: markup::find },
    Decoder { kind: ViewKind::Markup, reach: 2048, below: Below::Lines, find: emphasis::find },
    Decoder { kind: ViewKind::Unwrapped, reach: 256, below: Below::Nothing, find: unwrapped::find },
    Decoder { kind: ViewKind::Unwrapped, reach: 256, below: Below::Nothing, find: reflowed::find },
    Decoder { kind: ViewKind::Percent, reach: 2048, below: Below::Nothing, find: percent::find },
    Decoder { kind: ViewKind::Hex, reach: 2048, below: Below::Nothing, find: hex::find_run },
    Decoder { kind: ViewKind::Hex, reach: 2048, below: Below::Nothing, find: hex::find_pairs },
    Decoder { kind: ViewKind::Hex, reach: 256, below: Below::Nothing, find: hexdump::find },
    Decoder { kind: ViewKind::Base64, reach: 2048, below: Below::Nothing, find: base64::find },
];

/// The position of [`ViewKind::Unwrapped`] in [`DECODERS`].
const UNWRAPPED: usize = 7;

/// A view is cut at this size, to keep memory flat.
const MAX_VIEW_BYTES: usize = 256 * 1024;
/// How much two such views share, so that what lies across the cut is whole in one of them.
const OVERLAP_BYTES: usize = 16 * 1024;
/// Hits closer than this come into one view.
const SLACK_BYTES: usize = 128;

/// Shows every decoded view of a text.
pub(crate) fn for_each(format: Format, text: &[u8], max_depth: u8, visit: &mut dyn FnMut(&View)) {
    if max_depth == 0 {
        return;
    }
    let inflation = Rc::new(Cell::new(inflate::allowance(text)));
    let mut walk = Walk { format, max_depth, budget: 0, inflation, visit };
    walk.layer(text, None, None, 0);
    if format == Format::Json {
        notebook::for_each(text, &mut |draft| walk.show(UNWRAPPED, draft, 0));
        runs::for_each(text, &mut |draft| walk.show(UNWRAPPED, draft, 0));
    }
}

/// Shows a reading of a text that its format made, and every decoded view of that.
pub(crate) fn for_each_of(draft: Draft, max_depth: u8, visit: &mut dyn FnMut(&View)) {
    let inflation = Rc::new(Cell::new(inflate::allowance(draft.bytes())));
    let mut walk = Walk { format: Format::Text, max_depth, budget: 0, inflation, visit };
    walk.show(UNWRAPPED, draft, 0);
}

struct Walk<'v> {
    format: Format,
    max_depth: u8,
    /// Bytes that the views below the current stretch of the text may still have.
    budget: usize,
    /// Bytes that compressed blobs of the text may still inflate to.
    inflation: Rc<Cell<usize>>,
    visit: &'v mut dyn FnMut(&View),
}

impl Walk<'_> {
    /// Runs all decoders over the text, or over the view that decoder number `from` made.
    fn layer(&mut self, bytes: &[u8], map: Option<&Map>, from: Option<usize>, depth: u8) {
        let inflation = Rc::clone(&self.inflation);
        let is_quoted = map.is_none() && quoted_printable::is_announced(bytes);
        let source = Source { bytes, format: self.format, is_quoted, inflation: &inflation };
        for (i, decoder) in DECODERS.iter().enumerate() {
            let is_new = |hit: &Hit| match (map, from) {
                (Some(map), Some(from)) => from < i || map.is_new(hit.start, hit.end),
                _ => true,
            };
            let mut emit = |draft: Draft| self.show(i, draft.under(map), depth);
            stretches(decoder, &source, &is_new, &mut emit);
        }
    }

    fn show(&mut self, decoder: usize, draft: Draft, depth: u8) {
        let Some(kind) = DECODERS.get(decoder).map(|d| d.kind) else { return };
        let len = draft.len();
        if depth == 0 {
            self.budget = len * 32 + 64 * 1024;
        } else if self.budget < len {
            return;
        } else {
            self.budget -= len;
        }
        let view = View::new(kind, draft);
        (self.visit)(&view);
        if depth + 1 < self.max_depth {
            self.layer(view.bytes(), Some(view.map()), Some(decoder), depth + 1);
        }
    }
}

/// A view in the making.
struct Stretch {
    draft: Draft,
    /// Up to here the source is in the draft.
    done: usize,
    context: Context,
}

/// Where the context behind a hit ends: the line end, or the reach. Each byte is looked at once.
struct Context {
    scanned: usize,
    line_end: Option<usize>,
}

impl Context {
    fn end(&mut self, bytes: &[u8], at: usize, decoder: &Decoder) -> usize {
        let far = (at + decoder.reach).min(bytes.len());
        if decoder.below == Below::Lines {
            let last = bytes.get(at..far).and_then(|b| memchr::memrchr(b'\n', b));
            return if far == bytes.len() { far } else { last.map_or(far, |n| at + n) };
        }
        if self.line_end.is_some_and(|end| end < at) {
            self.line_end = None;
        }
        if self.line_end.is_none() && self.scanned < far {
            let from = self.scanned.max(at);
            self.line_end = bytes.get(from..far).and_then(|b| memchr::memchr(b'\n', b)).map(|n| from + n);
            self.scanned = self.line_end.map_or(far, |end| end + 1);
        }
        self.line_end.map_or(far, |end| end.min(far))
    }
}

fn context_start(bytes: &[u8], at: usize, reach: usize) -> usize {
    let from = at.saturating_sub(reach);
    bytes.get(from..at).and_then(|b| memchr::memrchr(b'\n', b)).map_or(from, |n| from + n + 1)
}

/// Decodes a source into views around the hits of one decoder.
fn stretches(
    decoder: &Decoder,
    source: &Source<'_>,
    is_new: &dyn Fn(&Hit) -> bool,
    emit: &mut dyn FnMut(Draft),
) {
    let bytes = source.bytes;
    let mut open: Option<Stretch> = None;
    let mut limit = 0;
    let mut at = 0;
    let mut out = Vec::new();
    loop {
        out.clear();
        let hit = (decoder.find)(source, at, &mut out);
        if hit.as_ref().is_none_or(|h| h.start > limit + SLACK_BYTES)
            && let Some(stretch) = open.take()
        {
            close(stretch, bytes, limit, emit);
        }
        let Some(hit) = hit else { return };
        at = hit.end;
        if open.is_none() && !is_new(&hit) {
            continue;
        }
        let mut stretch = open.take().unwrap_or_else(|| Stretch {
            draft: Draft::default(),
            done: context_start(bytes, hit.start, decoder.reach),
            context: Context { scanned: 0, line_end: None },
        });
        stretch.draft.keep(bytes, stretch.done, hit.start);
        stretch.draft.put(&out, hit.start, hit.end);
        stretch.done = hit.end;
        limit = stretch.context.end(bytes, hit.end, decoder);
        if stretch.draft.len() > MAX_VIEW_BYTES {
            let again = stretch.draft.piece_start(stretch.draft.len() - OVERLAP_BYTES);
            at = if out.len() > OVERLAP_BYTES { hit.end } else { again.unwrap_or(hit.end).min(hit.end) };
            close(stretch, bytes, limit, emit);
            open = Some(Stretch {
                draft: Draft::default(),
                done: at,
                context: Context { scanned: 0, line_end: None },
            });
            limit = at;
        } else {
            open = Some(stretch);
        }
    }
}

fn close(mut stretch: Stretch, bytes: &[u8], limit: usize, emit: &mut dyn FnMut(Draft)) {
    stretch.draft.keep(bytes, stretch.done, limit.max(stretch.done));
    if !stretch.draft.is_empty() {
        emit(std::mem::take(&mut stretch.draft));
    }
}

/// Longer runs are decoded in pieces, to keep memory flat and work linear. A multiple of four.
const MAX_RUN: usize = 8 << 20;

/// Finds a run of at least `min` bytes of a class without looking at every byte.
///
/// Returns the first one behind `from`, as far as it lies there, and no more of it than [`MAX_RUN`].
fn next_run(bytes: &[u8], from: usize, min: usize, is_in: impl Fn(u8) -> bool) -> Option<(usize, usize)> {
    // A run can start no earlier than `start`; from there to `seen` all bytes are of the class.
    let (mut start, mut seen) = (from, from);
    loop {
        let whole = start + min;
        let window = bytes.get(seen..whole)?;
        let Some(other) = window.iter().rposition(|&b| !is_in(b)) else {
            let rest = bytes.get(whole..bytes.len().min(start + MAX_RUN)).unwrap_or_default();
            return Some((start, whole + rest.iter().position(|&b| !is_in(b)).unwrap_or(rest.len())));
        };
        start = seen + other + 1;
        seen = whole;
    }
}

/// Returns the length of the text at the start of `bytes`: 1 for an ASCII character that shows or is white
/// space, 2 to 4 for another character, 0 if there is none.
fn text_len(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'\t' | b'\n' | b'\r' | 0x20..=0x7E) => 1,
        None | Some(0..=0x7F) => 0,
        Some(&lead) => wide_len(lead, bytes),
    }
}

/// Returns the length of the character of several bytes at the start of `bytes`, or 0.
fn wide_len(lead: u8, bytes: &[u8]) -> usize {
    let continues = |i: usize| bytes.get(i).is_some_and(|b| b & 0xC0 == 0x80);
    let len = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return 0,
    };
    if !continues(1) || (len > 2 && !continues(2)) || (len > 3 && !continues(3)) {
        return 0;
    }
    // Overlong forms, surrogates and what lies beyond Unicode are rare enough for the slow way.
    let odd = matches!(lead, 0xE0 | 0xED | 0xF0 | 0xF4);
    if odd && bytes.get(..len).is_none_or(|c| std::str::from_utf8(c).is_err()) { 0 } else { len }
}

/// Returns how many of the bytes are text.
fn text_bytes(bytes: &[u8]) -> usize {
    let (mut at, mut text) = (0, 0);
    while at < bytes.len() {
        let len = text_len(bytes.get(at..).unwrap_or_default());
        text += len;
        at += len.max(1);
    }
    text
}

/// Says whether at least nine of ten bytes are text; gives up early on noise.
fn is_mostly_text(bytes: &[u8]) -> bool {
    let (mut at, mut other) = (0, 0);
    while at < bytes.len() {
        let len = text_len(bytes.get(at..).unwrap_or_default());
        other += usize::from(len == 0);
        if other * 10 > bytes.len() {
            return false;
        }
        at += len.max(1);
    }
    true
}

/// Says whether decoded text looks meant: short noise is often valid UTF-8, but hardly ever mostly ASCII.
fn is_plausible(text: &[u8]) -> bool {
    const SHORT: usize = 32;
    let ascii = text.iter().filter(|b| b.is_ascii()).count();
    text.len() > SHORT || ascii * 4 >= text.len() * 3
}

#[cfg(test)]
mod tests;
