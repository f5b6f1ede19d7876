//! The back end: sheets become printpdf operations. Nothing else knows that crate, so that it can be replaced.

use super::display::{Area, Pt};
use super::flow::Frame;
use super::fonts::FaceId;
use super::laid::{Drawn, Run, Sheet};
use super::shaper::Glyph;
use crate::theme::Colour;
use printpdf::{
    Codepoint, Color, DictItem, FontId, LinePoint, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Polygon, PolygonRing, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::BTreeMap;

/// Returns the document with its pages, still without fonts, tags and metadata.
pub(crate) fn write(sheets: &[Sheet], frame: Frame) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    let page_box = || Rect::from_wh(printpdf::Pt(round(frame.width)), printpdf::Pt(round(frame.height)));
    for sheet in sheets {
        let mut pen = Pen { height: frame.height, ops: Vec::new(), font: None, fill: None, stroke: None };
        for run in &sheet.runs {
            pen.run(run);
        }
        let (media_box, trim_box, crop_box) = (page_box(), page_box(), page_box());
        document.pages.push(PdfPage { media_box, trim_box, crop_box, ops: pen.ops });
    }
    printpdf::to_lopdf_doc(&document, &PdfSaveOptions::default(), &mut Vec::new())
}

/// Returns the name of a face among the resources of a page.
pub(crate) fn resource(face: FaceId) -> String {
    format!("F{}", face.index() + 1)
}

struct Pen {
    height: Pt,
    ops: Vec<Op>,
    font: Option<(FaceId, Pt)>,
    fill: Option<Colour>,
    stroke: Option<(Colour, Pt)>,
}

impl Pen {
    fn run(&mut self, run: &Run) {
        self.ops.push(match run.mark {
            None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Some((name, id)) => Op::BeginMarkedContentWithProperties {
                tag: name.to_owned(),
                properties: DictItem::Dict {
                    map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(id as i64))]),
                },
            },
        });
        let mut in_text = false;
        for drawn in &run.drawn {
            let text = matches!(drawn, Drawn::Glyphs { .. });
            if text != in_text {
                self.ops.push(if text { Op::StartTextSection } else { Op::EndTextSection });
                in_text = text;
            }
            self.draw(drawn);
        }
        if in_text {
            self.ops.push(Op::EndTextSection);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn draw(&mut self, drawn: &Drawn) {
        match drawn {
            Drawn::Glyphs { x, y, face, size, colour, glyphs } => {
                self.fill(*colour);
                self.glyphs((*x, *y), *face, *size, glyphs);
            }
            Drawn::Fill { area, colour, radius } => {
                self.fill(*colour);
                self.outline(*area, *radius, PaintMode::Fill);
            }
            Drawn::Polygon { points, colour } => {
                self.fill(*colour);
                let flip = |&(x, y): &(Pt, Pt)| corner(x, self.height - y, false);
                self.polygon(points.iter().map(flip).collect(), PaintMode::Fill);
            }
            Drawn::Stroke { area, colour, radius, width } => {
                if self.stroke != Some((*colour, *width)) {
                    self.stroke = Some((*colour, *width));
                    self.ops.push(Op::SetOutlineColor { col: color(*colour) });
                    self.ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(*width) });
                }
                self.outline(*area, *radius, PaintMode::Stroke);
            }
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: color(colour) });
        }
    }

    fn glyphs(&mut self, at: (Pt, Pt), face: FaceId, size: Pt, glyphs: &[Glyph]) {
        if self.font != Some((face, size)) {
            self.font = Some((face, size));
            let font = PdfFontHandle::External(FontId(resource(face)));
            self.ops.push(Op::SetFont { font, size: printpdf::Pt(size) });
        }
        let [x, y] = [round(at.0), round(self.height - at.1)];
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(printpdf::Pt(x), printpdf::Pt(y)) });
        // A number after a glyph pulls the next one back by so many thousandths: the kerning, negated.
        let kern = |g: &Glyph| round((g.natural - g.advance) * 1000.0);
        let codes = glyphs.iter().map(|g| Codepoint::new(g.code, kern(g))).collect();
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codes)] });
    }

    fn outline(&mut self, area: Area, radius: Pt, mode: PaintMode) {
        let (left, bottom) = (round(area.x), round(self.height - area.y - area.height));
        let (width, height) = (round(area.width), round(area.height));
        if radius <= 0.0 {
            let [x, y, width, height] = [left, bottom, width, height].map(printpdf::Pt);
            let rectangle = Rect { x, y, width, height, mode: Some(mode), winding_order: None };
            self.ops.push(Op::DrawRectangle { rectangle });
            return;
        }
        let radius = radius.min(width / 2.0).min(height / 2.0);
        let points = rounded([left, bottom, left + width, bottom + height], radius);
        self.polygon(points, mode);
    }

    fn polygon(&mut self, points: Vec<LinePoint>, mode: PaintMode) {
        let rings = vec![PolygonRing { points }];
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }
}

/// Returns a point of an outline; `bezier` makes it one that controls a curve.
fn corner(x: Pt, y: Pt, bezier: bool) -> LinePoint {
    LinePoint { p: Point { x: printpdf::Pt(round(x)), y: printpdf::Pt(round(y)) }, bezier }
}

/// Returns the outline of a rectangle with rounded corners, counter-clockwise.
fn rounded([x0, y0, x1, y1]: [Pt; 4], r: Pt) -> Vec<LinePoint> {
    // The distance of a control point that makes four curves a circle.
    let k = r * 0.447_715;
    let point = corner;
    vec![
        point(x0 + r, y0, false),
        point(x1 - r, y0, false),
        point(x1 - k, y0, true),
        point(x1, y0 + k, true),
        point(x1, y0 + r, false),
        point(x1, y1 - r, false),
        point(x1, y1 - k, true),
        point(x1 - k, y1, true),
        point(x1 - r, y1, false),
        point(x0 + r, y1, false),
        point(x0 + k, y1, true),
        point(x0, y1 - k, true),
        point(x0, y1 - r, false),
        point(x0, y0 + r, false),
        point(x0, y0 + k, true),
        point(x0 + k, y0, true),
        point(x0 + r, y0, false),
    ]
}

fn color(colour: Colour) -> Color {
    let [r, g, b] = colour.fractions().map(|part| (part * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// Rounds to a hundredth of a point: finer is not seen, and would only make the file larger.
pub(crate) fn round(length: Pt) -> Pt {
    (length * 100.0).round() / 100.0
}
