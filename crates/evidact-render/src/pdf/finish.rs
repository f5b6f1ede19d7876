//! From pages of items to sheets of marked content: page numbers are filled in, content gets its ids, and the tag
//! tree learns what is where.

use super::compose::Kit;
use super::display::{Area, DestId, Item, Page, Pt, Shape, Spot, Target};
use super::flow::Frame;
use super::fonts::FaceId;
use super::text::Style;
use super::tree::{ElemId, Kid};
use std::collections::BTreeMap;

/// A finished page.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// In painting order.
    pub(crate) runs: Vec<Marked>,
    pub(crate) links: Vec<PlacedLink>,
    /// The element of each piece of marked content, by its id on this page.
    pub(crate) content: Vec<ElemId>,
}

/// Shapes of one element, or artifacts.
#[derive(Debug)]
pub(crate) struct Marked {
    /// The structure type and the id on the page; none for artifacts.
    pub(crate) mark: Option<(&'static str, usize)>,
    pub(crate) shapes: Vec<Shape>,
}

/// A link annotation.
#[derive(Debug)]
pub(crate) struct PlacedLink {
    pub(crate) area: Area,
    pub(crate) target: Target,
    pub(crate) says: String,
    pub(crate) elem: Option<ElemId>,
}

/// Finishes all pages.
pub(crate) fn finish(
    kit: &mut Kit<'_>,
    pages: Vec<Page>,
    spots: &BTreeMap<DestId, Spot>,
    frame: Frame,
) -> Vec<Sheet> {
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
                    sheet.links.push(PlacedLink { area, target, says, elem: item.elem });
                }
                Shape::PageOf { dest, x, y, size, colour } => {
                    let page = spots.get(&dest).map_or(0, |spot| spot.page) + 1;
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
    if let Some(elem) = elem {
        grow(kit, elem, &shape, frame);
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
            (kit.tree.kind(elem).map_or("P", super::tree::Kind::name), id)
        });
        sheet.runs.push(Marked { mark, shapes: Vec::new() });
    }
    if let Some(run) = sheet.runs.last_mut() {
        run.shapes.push(shape);
    }
}

/// Grows the box of a figure by one of its shapes.
fn grow(kit: &mut Kit<'_>, elem: ElemId, shape: &Shape, frame: Frame) {
    if kit.tree.kind(elem) != Some(super::tree::Kind::Figure) {
        return;
    }
    let area = match shape {
        Shape::Fill { area, .. } | Shape::Stroke { area, .. } => *area,
        Shape::Glyphs { x, y, size, glyphs, .. } => {
            let width = glyphs.iter().map(|g| g.advance * size).sum::<Pt>();
            Area { x: *x, y: y - size, width, height: size * 1.25 }
        }
        _ => return,
    };
    let (low, high) = (frame.height - area.y - area.height, frame.height - area.y);
    kit.tree.edit(elem, |e| {
        let [x0, y0, x1, y1] = e.bbox.unwrap_or([area.x, low, area.x + area.width, high]);
        e.bbox = Some([x0.min(area.x), y0.min(low), x1.max(area.x + area.width), y1.max(high)]);
    });
}
