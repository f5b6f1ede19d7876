//! The display list: pages of positioned glyphs, shapes and links, each with the element it belongs to.
//!
//! All lengths are points; `y` runs down from the top of the page. Nothing here knows of PDF syntax.

use super::fonts::FaceId;
use super::shaper::Glyph;
use super::tree::ElemId;
use crate::theme::Colour;

/// A length in points, 1/72 inch.
pub type Pt = f32;

/// Returns the length of so many millimetres.
pub(crate) const fn mm(length: f32) -> Pt {
    length * 72.0 / 25.4
}

/// A place that links and page numbers point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DestId(pub(crate) usize);

/// Where a link goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Dest(DestId),
    Uri(String),
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// The left side.
    pub x: Pt,
    /// The upper side.
    pub y: Pt,
    /// How wide it is.
    pub width: Pt,
    /// How high it is.
    pub height: Pt,
}

impl Area {
    /// Returns the rectangle moved by so much.
    pub(crate) fn moved(self, dx: Pt, dy: Pt) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
}

/// Something on a page.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// Glyphs of one face on one baseline; `x`, `y` is where the first one stands.
    Glyphs { x: Pt, y: Pt, face: FaceId, size: Pt, colour: Colour, glyphs: Vec<Glyph> },
    /// A filled rectangle with rounded corners.
    Fill { area: Area, colour: Colour, radius: Pt },
    /// A ground behind words of a line; painted before all text, so that it covers none.
    Tint { area: Area, colour: Colour },
    /// A filled polygon.
    Polygon { points: Vec<(Pt, Pt)>, colour: Colour },
    /// A ring: a rectangle's outline with rounded corners.
    Stroke { area: Area, colour: Colour, radius: Pt, width: Pt },
    /// A link over an area; draws nothing.
    Link { area: Area, target: Target, says: String },
    /// The number of the page of a place, right-aligned at `x`.
    PageOf { dest: DestId, x: Pt, y: Pt, size: Pt, colour: Colour },
    /// Nothing, of an element that would otherwise be missing: an empty cell.
    Nothing,
}

impl Shape {
    /// Returns the shape moved by so much.
    pub(crate) fn moved(self, dx: Pt, dy: Pt) -> Self {
        match self {
            Self::Glyphs { x, y, face, size, colour, glyphs } => {
                Self::Glyphs { x: x + dx, y: y + dy, face, size, colour, glyphs }
            }
            Self::Fill { area, colour, radius } => Self::Fill { area: area.moved(dx, dy), colour, radius },
            Self::Tint { area, colour } => Self::Tint { area: area.moved(dx, dy), colour },
            Self::Polygon { points, colour } => {
                let points = points.into_iter().map(|(x, y)| (x + dx, y + dy)).collect();
                Self::Polygon { points, colour }
            }
            Self::Stroke { area, colour, radius, width } => {
                Self::Stroke { area: area.moved(dx, dy), colour, radius, width }
            }
            Self::Link { area, target, says } => Self::Link { area: area.moved(dx, dy), target, says },
            Self::PageOf { dest, x, y, size, colour } => {
                Self::PageOf { dest, x: x + dx, y: y + dy, size, colour }
            }
            Self::Nothing => Self::Nothing,
        }
    }
}

/// A shape and the element it belongs to; none makes it an artifact.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) elem: Option<ElemId>,
    pub(crate) shape: Shape,
}

/// A page: what lies under the text, and the text in reading order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// Backgrounds, with how deep they are nested; deeper ones are painted later.
    pub(crate) under: Vec<(u32, Item)>,
    /// Text, charts and links.
    pub(crate) items: Vec<Item>,
    /// Whether the page goes without header and footer.
    pub(crate) bare: bool,
}

/// An entry of the outline.
#[derive(Debug, Clone)]
pub(crate) struct Bookmark {
    /// 1 for a section, 2 for what is inside.
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) dest: DestId,
}

/// Where a place came to lie.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    /// The page, from 0.
    pub page: usize,
    /// How far down the page.
    pub y: Pt,
}
