//! Lines of text as what is drawn: glyphs, tints, strokes and links, each at its place.

use super::display::{Area, Item, Pt, Shape, Target};
use super::flow::{Atom, artifact};
use super::shaper::Glyph;
use super::text::{Frag, Line, Span};
use crate::theme::Colour;

/// How far a tint stands out left and right of its text.
const TINT_OUT: Pt = 1.5;

/// Returns where text of a size stands in a line, from its top.
pub(crate) fn baseline(leading: Pt, size: Pt) -> Pt {
    leading / 2.0 + 0.36 * size
}

/// Turns lines into atoms; the first two and the last two stay together.
pub(crate) fn stacked(lines: &[Line], spans: &[Span], leading: Pt) -> Vec<Atom> {
    let count = lines.len();
    let mut atoms = Vec::with_capacity(count);
    for (at, line) in lines.iter().enumerate() {
        let size = spans.first().map_or(10.0, |s| s.style.size);
        atoms.push(Atom {
            height: leading,
            items: line_items(line, spans, baseline(leading, size)),
            glue: count > 1 && (at == 0 || at + 2 == count),
            ..Atom::default()
        });
    }
    atoms
}

/// Draws the hooked arrow that says that a line of code goes on; not a character, so that it is not copied.
pub(crate) fn wrap_mark(colour: Colour) -> Item {
    let outline = [
        (0.0, 0.0),
        (0.7, 0.0),
        (0.7, 3.0),
        (4.0, 3.0),
        (4.0, 1.6),
        (6.4, 3.4),
        (4.0, 5.2),
        (4.0, 3.8),
        (0.0, 3.8),
    ];
    let points = outline.into_iter().map(|(x, y)| (x, y + 2.6)).collect();
    artifact(Shape::Polygon { points, colour })
}

/// Draws a line of text, its baseline at `y`.
pub(crate) fn line_items(line: &Line, spans: &[Span], y: Pt) -> Vec<Item> {
    let mut items = Vec::new();
    for frag in &line.frags {
        let Some(span) = spans.get(frag.span) else { continue };
        let style = span.style;
        let put = |shape| Item { elem: span.elem, shape };
        if let Some(colour) = style.tint {
            // No room is made for what stands out at the sides: a gap would be copied as a space.
            let area = Area {
                x: frag.x - TINT_OUT,
                y: y - style.size,
                width: frag.width + 2.0 * TINT_OUT,
                height: style.size * 1.32,
            };
            items.push(artifact(Shape::Tint { area, colour }));
        }
        for (x, run) in runs(frag, style.size) {
            let Some(first) = run.first() else { continue };
            items.push(put(Shape::Glyphs {
                x: x + first.offset.0 * style.size,
                y: y - first.offset.1 * style.size,
                face: first.face,
                size: style.size,
                colour: style.colour,
                glyphs: run.to_vec(),
            }));
        }
        if style.struck {
            let area = Area { x: frag.x, y: y - 0.3 * style.size, width: frag.width, height: 0.6 };
            items.push(put(Shape::Fill { area, colour: style.colour, radius: 0.0 }));
        }
        if let Some(target) = &span.target {
            let area = Area { x: frag.x, y: y - style.size, width: frag.width, height: style.size * 1.3 };
            let says = match target {
                Target::Uri(uri) => uri.clone(),
                Target::Dest(_) => span.text.clone(),
            };
            items.push(put(Shape::Link { area, target: target.clone(), says }));
        }
    }
    items
}

/// Returns what is drawn in one piece of a stretch, in the order of reading, and where each piece stands.
///
/// Of text that runs from right to left each glyph is a piece: drawn in the order of reading, it is read aloud, copied and
/// searched as it was written by programs that go by the order of the file.
fn runs(frag: &Frag, size: Pt) -> Vec<(Pt, &[Glyph])> {
    let rtl = frag.is_rtl();
    let mut x = frag.x;
    let together = |a: &Glyph, b: &Glyph| !rtl && a.face == b.face && a.offset == b.offset;
    let mut runs = Vec::new();
    for run in frag.glyphs.chunk_by(together) {
        runs.push((x, run));
        x += run.iter().map(|glyph| glyph.advance * size).sum::<Pt>();
    }
    if rtl {
        runs.reverse();
    }
    runs
}
