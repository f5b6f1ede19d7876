//! A report laid out: the one thing that a back end is given, and all that it needs.
//!
//! Everything is decided here: what stands where on which page, which element each piece belongs to, where links lead,
//! which files go along. A back end puts that into the syntax of a file. The crate's own is [`Laid::write`]; whoever
//! writes another, or looks at a report page by page, starts at [`crate::lay_out`].
//!
//! All lengths are points, 1/72 inch, unless they are said to be in em; `y` runs down from the top of the page.

pub use super::attach::Attachment;
pub use super::display::{Area, Pt, Spot};
pub use super::fonts::FaceId;
pub use super::shaper::Glyph;
pub use super::tree::{BBox, Elem, ElemId, Kid, Kind, Scope, Tree};
pub use super::xmp::Info;

use super::flow::Frame;
use super::fonts::Book;
use super::shaper::Codes;
use super::{backend, post};
use crate::error::RenderError;
use crate::theme::Colour;
use std::collections::BTreeMap;

/// A report laid out on pages.
///
/// ```
/// use evidact_model::report::Report;
/// use evidact_render::{PdfOptions, RenderError, Theme, lay_out};
///
/// fn letters(report: &Report) -> Result<usize, RenderError> {
///     let laid = lay_out(report, &Theme::default(), &PdfOptions::default())?;
///     Ok(laid.faces().map(|face| face.glyphs.len()).sum())
/// }
/// ```
pub struct Laid<'f> {
    pub(crate) frame: Frame,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) tree: Tree,
    pub(crate) outline: Vec<Entry>,
    pub(crate) book: Book<'f>,
    pub(crate) codes: BTreeMap<FaceId, Codes>,
    pub(crate) info: Info,
    pub(crate) attachments: Vec<Attachment>,
}

impl Laid<'_> {
    /// Returns width and height of the pages.
    pub fn size(&self) -> (Pt, Pt) {
        (self.frame.width, self.frame.height)
    }

    /// Returns the pages.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Returns what the pages say, for readers that do not see them.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Returns the outline, in order.
    pub fn outline(&self) -> &[Entry] {
        &self.outline
    }

    /// Returns the faces that text is set in, each with the glyphs that are used of it.
    pub fn faces(&self) -> impl Iterator<Item = Face<'_>> {
        self.codes.iter().map(|(id, codes)| {
            let (data, index) = self.book.data(*id);
            Face { id: *id, name: self.book.name(*id), data, index, glyphs: codes.entries() }
        })
    }

    /// Returns what the document says about itself.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// Returns the files that go along with the report.
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Writes the report as PDF.
    ///
    /// # Errors
    /// [`RenderError`], if a font cannot be cut or the file cannot be written.
    pub fn write(&self) -> Result<Vec<u8>, RenderError> {
        post::complete(backend::write(&self.sheets, self.frame), self)
    }
}

/// A face and what is used of it.
#[derive(Debug, Clone, Copy)]
pub struct Face<'l> {
    /// The name by which glyphs refer to it.
    pub id: FaceId,
    /// The `PostScript` name.
    pub name: &'l str,
    /// The font file.
    pub data: &'l [u8],
    /// The place of the face in the file.
    pub index: u32,
    /// For each code, from code 1, a glyph of the face and the text that it stands for.
    pub glyphs: &'l [(u16, Box<str>)],
}

/// A finished page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// What is drawn, in the order of painting.
    pub runs: Vec<Run>,
    /// The links.
    pub links: Vec<Link>,
    /// The element of each piece of marked content, by its id on this page.
    pub content: Vec<ElemId>,
}

/// What is drawn for one element, or as an artifact.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The structure type and the id on the page; none for artifacts.
    pub mark: Option<(&'static str, usize)>,
    /// What is drawn.
    pub drawn: Vec<Drawn>,
}

/// Something that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawn {
    /// Glyphs of one face on one baseline.
    Glyphs {
        /// Where the first one stands.
        x: Pt,
        /// The baseline.
        y: Pt,
        /// The face.
        face: FaceId,
        /// The size.
        size: Pt,
        /// The colour.
        colour: Colour,
        /// The glyphs, from left to right.
        glyphs: Vec<Glyph>,
    },
    /// A filled rectangle.
    Fill {
        /// The rectangle.
        area: Area,
        /// The colour.
        colour: Colour,
        /// The radius of its corners.
        radius: Pt,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<(Pt, Pt)>,
        /// The colour.
        colour: Colour,
    },
    /// A rectangle's outline.
    Stroke {
        /// The rectangle.
        area: Area,
        /// The colour.
        colour: Colour,
        /// The radius of its corners.
        radius: Pt,
        /// The width of the line.
        width: Pt,
    },
}

/// A link on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where one may click.
    pub area: Area,
    /// Where it leads.
    pub goal: Goal,
    /// What it is, in words.
    pub says: String,
    /// The element that it belongs to.
    pub elem: Option<ElemId>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// To a place of the report.
    Spot(Spot),
    /// To an address.
    Uri(String),
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// 1 for a section, 2 for what is inside of the section before.
    pub level: u8,
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub spot: Spot,
}
