//! A report as PDF: laid out by ourselves, written by printpdf, completed by a pass of our own.
//!
//! Fields become blocks (`crate::rich`), blocks become lines (`text`) and atoms (`compose`, `table`), atoms flow onto pages
//! (`flow`), pages become sheets of marked content (`finish`), sheets become a file (`backend`, `post`). The sections
//! of a report (`report` and those it calls) say what stands where.

mod assessed;
mod attach;
mod backend;
mod bidi;
mod cards;
mod closing;
mod compose;
mod contents;
mod cover;
mod display;
mod drawn;
mod embed;
mod fields;
mod finish;
mod flow;
mod font_files;
mod fonts;
mod heads;
mod icc;
pub mod laid;
mod mosaic;
mod post;
mod report;
mod shaper;
mod summary;
mod table;
mod text;
mod tree;
mod xmp;

use crate::error::RenderError;
use crate::markdown::render_markdown;
use crate::rich;
use crate::theme::{Theme, Word};
use attach::Attachment;
use display::mm;
use evidact_model::report::Report;
use flow::Frame;
pub use font_files::{FontError, Fonts};
use fonts::Book;
use laid::Laid;
use shaper::Spelt;

/// The size of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PageSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

impl PageSize {
    fn frame(self) -> Frame {
        match self {
            Self::A4 => Frame { width: mm(210.0), height: mm(297.0) },
            Self::Letter => Frame { width: 612.0, height: 792.0 },
        }
    }
}

/// What a report begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Cover {
    /// A page of its own.
    #[default]
    Page,
    /// Some lines above the first section.
    Lines,
}

/// What becomes of a character that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MissingGlyphs {
    /// It is spelt out: `⟦U+1F525⟧`.
    #[default]
    Spell,
    /// The report is not made.
    Fail,
}

/// How a report is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct PdfOptions<'f> {
    /// The size of the pages.
    pub page_size: PageSize,
    /// What a report begins with, if the theme has a cover.
    pub cover: Cover,
    /// Fonts that are asked for characters which the embedded ones lack.
    pub fonts: Option<&'f Fonts>,
    /// What becomes of a character that no font has.
    pub missing_glyphs: MissingGlyphs,
}

impl<'f> PdfOptions<'f> {
    /// Returns these options with another page size.
    #[must_use]
    pub fn with_page_size(mut self, page_size: PageSize) -> Self {
        self.page_size = page_size;
        self
    }

    /// Returns these options with another beginning.
    #[must_use]
    pub fn with_cover(mut self, cover: Cover) -> Self {
        self.cover = cover;
        self
    }

    /// Returns these options with further fonts.
    #[must_use]
    pub fn with_fonts(mut self, fonts: &'f Fonts) -> Self {
        self.fonts = Some(fonts);
        self
    }

    /// Returns these options with another way to treat what no font has.
    #[must_use]
    pub fn with_missing_glyphs(mut self, missing_glyphs: MissingGlyphs) -> Self {
        self.missing_glyphs = missing_glyphs;
        self
    }
}

/// A rendered report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderedPdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The number of pages.
    pub pages: usize,
    /// How many different characters no font has, or no reader would see; they are spelt out as `⟦U+1F525⟧` wherever
    /// they stand.
    pub spelt_out: usize,
    /// Those of them that no font has, in the order of their numbers.
    pub missing: Vec<char>,
}

/// Renders a report as PDF, on A4.
///
/// The same report and theme give the same bytes, on every machine and at every call.
///
/// # Errors
/// [`RenderError`], if a font cannot be cut or the file cannot be written; with embedded fonts both would be faults of
/// this crate. [`RenderError::MissingGlyph`], if the options ask for it.
pub fn render_pdf(report: &Report, theme: &Theme) -> Result<Vec<u8>, RenderError> {
    render_pdf_with(report, theme, &PdfOptions::default()).map(|rendered| rendered.bytes)
}

/// Lays a report out on pages, without writing a file.
///
/// # Errors
/// [`RenderError::MissingGlyph`], if the options ask for it; [`RenderError::Write`], if a file that goes along cannot be
/// written.
pub fn lay_out<'f>(
    report: &Report,
    theme: &Theme,
    options: &PdfOptions<'f>,
) -> Result<Laid<'f>, RenderError> {
    compose(report, theme, options).map(|(laid, _)| laid)
}

/// Renders a report as PDF, and says how many pages it has and which characters had to be spelt out.
///
/// # Errors
/// As [`render_pdf`].
pub fn render_pdf_with(
    report: &Report,
    theme: &Theme,
    options: &PdfOptions<'_>,
) -> Result<RenderedPdf, RenderError> {
    let (laid, spelt) = compose(report, theme, options)?;
    let missing: Vec<char> = spelt.missing.into_iter().collect();
    let spelt_out = missing.len() + spelt.unseen.len();
    Ok(RenderedPdf { bytes: laid.write()?, pages: laid.sheets.len(), spelt_out, missing })
}

/// Lays a report out, and says which characters had to be spelt out.
fn compose<'f>(
    report: &Report,
    theme: &Theme,
    options: &PdfOptions<'f>,
) -> Result<(Laid<'f>, Spelt), RenderError> {
    let theme = &theme.for_catalog(&report.review.catalog);
    let frame = options.page_size.frame();
    let mut composer = report::Composer::new(report, theme, options);
    composer.compose();
    composer.margins();
    let info = xmp::Info {
        title: composer.title(),
        subject: composer.told().verdict(),
        creator: format!("evidact {}", report.meta.tool_version),
        language: theme.language().to_owned(),
        date: report.meta.date.as_ref().and_then(|date| xmp::date(date.as_str())),
    };
    let report::Composer { mut kit, flow, bookmarks, .. } = composer;
    let spelt = kit.shaper.spelt().clone();
    if let (MissingGlyphs::Fail, Some(first)) = (options.missing_glyphs, spelt.missing.first()) {
        return Err(RenderError::MissingGlyph { first: *first, count: spelt.missing.len() });
    }
    let sheets = finish::finish(&mut kit, flow.pages, &flow.spots, frame);
    let attachments = vec![
        Attachment::markdown(render_markdown(report, theme), theme.word(Word::AttachedReport)),
        Attachment::evidence(report, &kit.shaper, theme.word(Word::AttachedEvidence))?,
    ];
    let laid = Laid {
        frame,
        sheets,
        tree: kit.tree,
        outline: finish::outline(bookmarks, &flow.spots),
        book: Book::new(options.fonts),
        codes: kit.shaper.into_codes(),
        info,
        attachments,
    };
    Ok((laid, spelt))
}
