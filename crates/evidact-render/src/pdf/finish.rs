//! From pages of items to sheets of marked content: page numbers are filled in, content gets its ids, and the tag
//! tree learns what is where.

use super::compose::Kit;
use super::display::{Area, Bookmark, DestId, Item, Page, Pt, Shape, Spot, Target};
use super::flow::Frame;
use super::fonts::FaceId;
use super::laid::{Drawn, Entry, Goal, Link, Run, Sheet};
use super::text::Style;
use super::tree::{ElemId, Kid, Kind};
use std::collections::BTreeMap;

/// Where places came to lie.
type Spots = BTreeMap<DestId, Spot>;

/// Finishes all pages.
pub(crate) fn finish(kit: &mut Kit<'_>, pages: Vec<Page>, spots: &Spots, frame: Frame) -> Vec<Sheet> {
    let mut sheets = Vec::with_capacity(pages.len());
    for (number, page) in pages.into_iter().enumerate() {
        let mut sheet = Sheet::default();
        let mut under = page.under;
        under.sort_by_key(|(depth, _)| *depth);
        let (tints, items): (Vec<Item>, Vec<Item>) =
            page.items.into_iter().partition(|item| matches!(item.shape, Shape::Tint { .. }));
        for item in under.into_iter().map(|(_, item)| item).chain(tints).chain(items) {
            match item.shape {
                Shape::Nothing => item.elem.into_iter().for_each(|elem| kit.tree.attach(elem)),
                Shape::Link { area, target, says } => {
                    if let Some(elem) = item.elem {
                        kit.tree.hang(elem, Kid::Annot { page: number, link: sheet.links.len() });
                    }
                    let goal = match target {
                        Target::Dest(dest) => Goal::Spot(spot(spots, dest)),
                        Target::Uri(uri) => Goal::Uri(uri),
                    };
                    sheet.links.push(Link { area, goal, says, elem: item.elem });
                }
                Shape::PageOf { dest, x, y, size, colour } => {
                    let page = spot(spots, dest).page + 1;
                    let style = Style::new(FaceId::Regular, size, colour);
                    let text = page.to_string();
                    let left = x - kit.width(&text, style);
                    for found in kit.line_at(&text, style, (left, y), item.elem) {
                        mark(kit, &mut sheet, number, frame, item.elem, found.shape);
                    }
                }
                shape => mark(kit, &mut sheet, number, frame, item.elem, shape),
            }
        }
        sheets.push(sheet);
    }
    sheets
}

/// Adds a shape to the run of its element, which begins if another one was before it.
fn mark(kit: &mut Kit<'_>, sheet: &mut Sheet, page: usize, frame: Frame, elem: Option<ElemId>, shape: Shape) {
    let Some(drawn) = drawn(shape) else { return };
    if let Some(elem) = elem {
        grow(kit, elem, &drawn, frame);
    }
    let id = sheet.content.len();
    let same = sheet.runs.last().is_some_and(|run| match (run.mark, elem) {
        (None, None) => true,
        (Some((_, id)), Some(elem)) => sheet.content.get(id) == Some(&elem),
        _ => false,
    });
    if !same {
        let mark = elem.map(|elem| {
            kit.tree.hang(elem, Kid::Content { page, mcid: id });
            sheet.content.push(elem);
            (kit.tree.kind(elem).map_or("P", Kind::name), id)
        });
        sheet.runs.push(Run { mark, drawn: Vec::new() });
    }
    if let Some(run) = sheet.runs.last_mut() {
        run.drawn.push(drawn);
    }
}

/// The radius of the corners of a ground behind words.
const TINT_RADIUS: Pt = 2.5;

/// Returns what is drawn for a shape.
fn drawn(shape: Shape) -> Option<Drawn> {
    Some(match shape {
        Shape::Glyphs { x, y, face, size, colour, glyphs } => {
            Drawn::Glyphs { x, y, face, size, colour, glyphs }
        }
        Shape::Fill { area, colour, radius } => Drawn::Fill { area, colour, radius },
        Shape::Tint { area, colour } => Drawn::Fill { area, colour, radius: TINT_RADIUS },
        Shape::Polygon { points, colour } => Drawn::Polygon { points, colour },
        Shape::Stroke { area, colour, radius, width } => Drawn::Stroke { area, colour, radius, width },
        Shape::Link { .. } | Shape::PageOf { .. } | Shape::Nothing => return None,
    })
}

/// Returns where a place came to lie; one that nothing was set at is the beginning.
fn spot(spots: &Spots, dest: DestId) -> Spot {
    spots.get(&dest).copied().unwrap_or_default()
}

/// Returns the outline with the places that its entries lead to.
pub(crate) fn outline(bookmarks: Vec<Bookmark>, spots: &Spots) -> Vec<Entry> {
    let entry = |b: Bookmark| Entry { level: b.level, title: b.title, spot: spot(spots, b.dest) };
    bookmarks.into_iter().map(entry).collect()
}

/// Grows the box of a figure by one of its shapes.
fn grow(kit: &mut Kit<'_>, elem: ElemId, drawn: &Drawn, frame: Frame) {
    if kit.tree.kind(elem) != Some(Kind::Figure) {
        return;
    }
    let area = match drawn {
        Drawn::Fill { area, .. } | Drawn::Stroke { area, .. } => *area,
        Drawn::Glyphs { x, y, size, glyphs, .. } => {
            let width = glyphs.iter().map(|g| g.advance * size).sum::<Pt>();
            Area { x: *x, y: y - size, width, height: size * 1.25 }
        }
        Drawn::Polygon { .. } => return,
    };
    let (low, high) = (frame.height - area.y - area.height, frame.height - area.y);
    kit.tree.edit(elem, |e| {
        let [x0, y0, x1, y1] = e.bbox.unwrap_or([area.x, low, area.x + area.width, high]);
        e.bbox = Some([x0.min(area.x), y0.min(low), x1.max(area.x + area.width), y1.max(high)]);
    });
}
