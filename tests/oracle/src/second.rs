//! The second engine: the same laid-out report, written by krilla as PDF/A-3a and PDF/UA-1.
//!
//! krilla checks what it is given (every glyph with a text, every figure with words, headings in order, files with dates)
//! and refuses the rest, so that it judges our input too.

use crate::Fault;
use evidact_render::laid::{
    Area, Attachment, Drawn, Elem, ElemId, FaceId, Goal, Kid, Kind, Laid, Link, Scope,
};
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata, PageLayout};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, BBox, ContentTag, Identifier, ListNumbering, Node, Placement, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document, SerializeSettings};
use std::collections::BTreeMap;
use std::num::NonZeroU16;

/// Writes the report.
///
/// # Errors
/// What krilla refuses, and what it is not able to express.
pub(crate) fn write(laid: &Laid<'_>) -> Result<Vec<u8>, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| Fault::new("krilla: PDF/A-3a and PDF/UA-1 do not go together"))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..Default::default() });
    let faces = Faces::of(laid)?;
    let mut marks = Marks::default();
    for sheet in laid.sheets() {
        let (width, height) = laid.size();
        let size = PageSettings::from_wh(width, height).ok_or_else(|| Fault::new("krilla: no such page"))?;
        let mut page = document.start_page_with(size);
        let mut content = vec![None; sheet.content.len()];
        let mut surface = page.surface();
        for run in &sheet.runs {
            let tag = run.mark.map_or(ContentTag::Artifact(Artifact::default()), |_| ContentTag::Other);
            let mark = surface.start_tagged(tag);
            for drawn in &run.drawn {
                draw(&mut surface, drawn, &faces)?;
            }
            surface.end_tagged();
            if let Some(slot) = run.mark.and_then(|(_, id)| content.get_mut(id)) {
                *slot = Some(mark);
            }
        }
        surface.finish();
        marks.links.push(
            sheet
                .links
                .iter()
                .map(|l| link(l).map(|l| page.add_tagged_annotation(l)))
                .collect::<Result<_, _>>()?,
        );
        marks.content.push(content);
        page.finish();
    }
    document.set_tag_tree(tree(laid, &marks, &faces)?);
    document.set_outline(outline(laid));
    document.set_metadata(metadata(laid));
    for file in laid.attachments() {
        document
            .embed_file(attachment(laid, file))
            .ok_or_else(|| Fault::new("krilla: two files of one name"))?;
    }
    document.finish().map_err(|refused| Fault::new(format!("krilla refuses the report: {refused:?}")))
}

/// What krilla calls the marked content and the links of each page.
#[derive(Default)]
struct Marks {
    content: Vec<Vec<Option<Identifier>>>,
    links: Vec<Vec<Identifier>>,
}

/// The faces in krilla's form, with the glyph and the text of each code.
struct Faces(BTreeMap<FaceId, (Font, Vec<(u16, String)>)>);

impl Faces {
    fn of(laid: &Laid<'_>) -> Result<Self, Fault> {
        let read = |face: evidact_render::laid::Face<'_>| {
            let font = Font::new(Data::from(face.data.to_vec()), face.index)
                .ok_or_else(|| Fault::new(format!("krilla cannot read the face {}", face.name)))?;
            let glyphs = face.glyphs.iter().map(|(glyph, text)| (*glyph, text.to_string())).collect();
            Ok((face.id, (font, glyphs)))
        };
        laid.faces().map(read).collect::<Result<_, Fault>>().map(Self)
    }

    fn get(&self, face: FaceId, code: u16) -> Result<(&Font, u16, &str), Fault> {
        let (font, glyphs) =
            self.0.get(&face).ok_or_else(|| Fault::new("a glyph of a face that is not listed"))?;
        let entry = usize::from(code).checked_sub(1).and_then(|at| glyphs.get(at));
        let (glyph, text) = entry.ok_or_else(|| Fault::new("a code that stands for no glyph"))?;
        Ok((font, *glyph, text))
    }
}

fn draw(surface: &mut Surface<'_>, drawn: &Drawn, faces: &Faces) -> Result<(), Fault> {
    let ink = |c: &evidact_render::theme::Colour| rgb::Color::new(c.red, c.green, c.blue).into();
    let fill = |c| Some(Fill { paint: ink(c), opacity: NormalizedF32::ONE, rule: FillRule::default() });
    surface.set_stroke(None);
    match drawn {
        Drawn::Glyphs { x, y, face, size, colour, glyphs } => {
            surface.set_fill(fill(colour));
            let (mut text, mut placed, mut font) = (String::new(), Vec::new(), None);
            for glyph in glyphs {
                let (of, id, part) = faces.get(*face, glyph.code)?;
                let from = text.len();
                text.push_str(part);
                let id = GlyphId::new(u32::from(id));
                placed.push(KrillaGlyph::new(id, glyph.advance, 0.0, 0.0, 0.0, from..text.len(), None));
                font = Some(of);
            }
            if let Some(font) = font {
                surface.draw_glyphs(Point::from_xy(*x, *y), &placed, font.clone(), &text, *size, false);
            }
        }
        Drawn::Fill { area, colour, radius } => {
            surface.set_fill(fill(colour));
            surface.draw_path(&outlined(*area, *radius)?);
        }
        Drawn::Polygon { points, colour } => {
            surface.set_fill(fill(colour));
            let mut path = PathBuilder::new();
            for (nth, (x, y)) in points.iter().enumerate() {
                if nth == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
            path.close();
            surface.draw_path(&finished(path)?);
        }
        Drawn::Stroke { area, colour, radius, width } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint: ink(colour), width: *width, ..Stroke::default() }));
            surface.draw_path(&outlined(*area, *radius)?);
        }
    }
    Ok(())
}

fn finished(path: PathBuilder) -> Result<Path, Fault> {
    path.finish().ok_or_else(|| Fault::new("krilla: a path without an area"))
}

/// How far a control point stands from a corner, as a part of the radius, so that four curves are nearly a circle.
const BOW: f32 = 0.447_715;

fn outlined(area: Area, radius: f32) -> Result<Path, Fault> {
    let mut path = PathBuilder::new();
    let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
    let r = radius.min(area.width / 2.0).min(area.height / 2.0);
    if r <= 0.0 {
        path.move_to(left, top);
        path.line_to(right, top);
        path.line_to(right, bottom);
        path.line_to(left, bottom);
    } else {
        let k = r * BOW;
        path.move_to(left + r, top);
        path.line_to(right - r, top);
        path.cubic_to(right - k, top, right, top + k, right, top + r);
        path.line_to(right, bottom - r);
        path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
        path.line_to(left + r, bottom);
        path.cubic_to(left + k, bottom, left, bottom - k, left, bottom - r);
        path.line_to(left, top + r);
        path.cubic_to(left, top + k, left + k, top, left + r, top);
    }
    path.close();
    finished(path)
}

/// How far above a place a link leads, so that the line there is seen whole.
const ABOVE: f32 = 6.0;

fn link(link: &Link) -> Result<Annotation, Fault> {
    let area = link.area;
    let area = Rect::from_xywh(area.x, area.y, area.width, area.height)
        .ok_or_else(|| Fault::new("krilla: a link without an area"))?;
    let target = match &link.goal {
        Goal::Spot(spot) => {
            Target::Destination(XyzDestination::new(spot.page, Point::from_xy(0.0, spot.y - ABOVE)).into())
        }
        Goal::Uri(uri) => Target::Action(LinkAction::new(uri.clone()).into()),
    };
    Ok(Annotation::new_link(LinkAnnotation::new(area, target), Some(link.says.clone())))
}

fn tree(laid: &Laid<'_>, marks: &Marks, faces: &Faces) -> Result<TagTree, Fault> {
    let mut tree = TagTree::new();
    for kid in kids(ElemId::DOCUMENT, laid, marks, faces)? {
        tree.push(kid);
    }
    Ok(tree)
}

fn kids(id: ElemId, laid: &Laid<'_>, marks: &Marks, faces: &Faces) -> Result<Vec<Node>, Fault> {
    let elem = laid.tree().elem(id).ok_or_else(|| Fault::new("an element that is not in the tree"))?;
    let lost = || Fault::new("the tree names content that is on no page");
    let node = |kid: &Kid| match kid {
        Kid::Elem(inner) => {
            let elem = laid.tree().elem(*inner).ok_or_else(lost)?;
            let tag = tag(*inner, elem, laid, faces)?;
            Ok(TagGroup::with_children(tag, kids(*inner, laid, marks, faces)?).into())
        }
        Kid::Content { page, mcid } => {
            let mark = marks.content.get(*page).and_then(|p| p.get(*mcid)).copied().flatten();
            mark.map(Node::Leaf).ok_or_else(lost)
        }
        Kid::Annot { page, link } => {
            marks.links.get(*page).and_then(|p| p.get(*link)).copied().map(Node::Leaf).ok_or_else(lost)
        }
    };
    elem.kids.iter().map(node).collect()
}

const FIRST: NonZeroU16 = NonZeroU16::MIN;
const SECOND: NonZeroU16 = FIRST.saturating_add(1);

fn tag(id: ElemId, elem: &Elem, laid: &Laid<'_>, faces: &Faces) -> Result<TagKind, Fault> {
    let heading = |level| words(id, laid, faces).map(|says| TagKind::from(Tag::Hn(level, Some(says))));
    let mut tag: TagKind = match elem.kind {
        Kind::Document => return Err(Fault::new("a document inside of a document")),
        Kind::Sect => Tag::Section.into(),
        Kind::Div => Tag::Div.into(),
        Kind::H1 => heading(FIRST)?,
        Kind::H2 => heading(SECOND)?,
        Kind::P => Tag::P.into(),
        Kind::L if elem.ordered => Tag::L(ListNumbering::Decimal).into(),
        Kind::L => Tag::L(ListNumbering::Disc).into(),
        Kind::Li => Tag::LI.into(),
        Kind::Lbl => Tag::Lbl.into(),
        Kind::LBody => Tag::LBody.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Tr => Tag::TR.into(),
        Kind::Th(Scope::Row) => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Th(Scope::Column) => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Td => Tag::TD.into(),
        Kind::Code => Tag::Code.into(),
        Kind::Span => Tag::Span.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Figure => figure(elem, laid).into(),
        Kind::Toc => Tag::TOC.into(),
        Kind::Toci => Tag::TOCI.into(),
        Kind::BlockQuote => Tag::BlockQuote.into(),
    };
    if let Some(expansion) = &elem.expansion {
        tag.set_expanded(Some(expansion.clone()));
    }
    Ok(tag)
}

fn figure(elem: &Elem, laid: &Laid<'_>) -> Tag<krilla::tagging::kind::Figure> {
    let page = elem.kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } | Kid::Annot { page, .. } => Some(*page),
        Kid::Elem(_) => None,
    });
    let height = laid.size().1;
    let area = elem.bbox.and_then(|[x0, y0, x1, y1]| Rect::from_ltrb(x0, height - y1, x1, height - y0));
    let bbox = page.zip(area).map(|(page, area)| BBox::new(page, area));
    Tag::Figure(elem.alt.clone()).with_bbox(bbox).with_placement(bbox.map(|_| Placement::Block))
}

/// Returns what an element says: krilla wants it again as the title of a heading.
fn words(id: ElemId, laid: &Laid<'_>, faces: &Faces) -> Result<String, Fault> {
    let mut said = String::new();
    let mut open = vec![id];
    let mut wanted = Vec::new();
    while let Some(elem) = open.pop().and_then(|id| laid.tree().elem(id)) {
        for kid in &elem.kids {
            match kid {
                Kid::Elem(inner) => open.push(*inner),
                Kid::Content { page, mcid } => wanted.push((*page, *mcid)),
                Kid::Annot { .. } => {}
            }
        }
    }
    wanted.sort_unstable();
    for (page, mcid) in wanted {
        let runs = laid.sheets().get(page).into_iter().flat_map(|sheet| &sheet.runs);
        for drawn in runs.filter(|run| run.mark.is_some_and(|(_, id)| id == mcid)).flat_map(|run| &run.drawn)
        {
            let Drawn::Glyphs { face, glyphs, .. } = drawn else { continue };
            for glyph in glyphs {
                said.push_str(faces.get(*face, glyph.code)?.2);
            }
        }
    }
    Ok(said)
}

/// Returns the outline: what is deeper hangs under the last entry that is not.
fn outline(laid: &Laid<'_>) -> Outline {
    let mut outline = Outline::new();
    let mut section: Option<OutlineNode> = None;
    for entry in laid.outline() {
        let place = XyzDestination::new(entry.spot.page, Point::from_xy(0.0, entry.spot.y - ABOVE));
        let node = OutlineNode::new(entry.title.clone(), place);
        match &mut section {
            Some(open) if entry.level > 1 => open.push_child(node),
            _ if entry.level > 1 => outline.push_child(node),
            _ => section.replace(node).into_iter().for_each(|done| outline.push_child(done)),
        }
    }
    if let Some(last) = section {
        outline.push_child(last);
    }
    outline
}

fn date(laid: &Laid<'_>) -> Option<DateTime> {
    let [year, month, day] = laid.info().date.as_ref()?;
    let date = DateTime::new(year.parse().ok()?).month(month.parse().ok()?).day(day.parse().ok()?);
    Some(date.hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0))
}

fn metadata(laid: &Laid<'_>) -> Metadata {
    let info = laid.info();
    let metadata = Metadata::new()
        .title(info.title.clone())
        .description(info.subject.clone())
        .language(info.language.clone())
        .creator(info.creator.clone())
        .producer(info.creator.clone())
        .page_layout(PageLayout::SinglePage);
    date(laid).into_iter().fold(metadata, Metadata::creation_date)
}

fn attachment(laid: &Laid<'_>, file: &Attachment) -> EmbeddedFile {
    EmbeddedFile {
        path: file.name.to_owned(),
        mime_type: MimeType::new(file.kind),
        description: Some(file.description.clone()),
        association_kind: match file.relation {
            "Alternative" => AssociationKind::Alternative,
            "Data" => AssociationKind::Data,
            _ => AssociationKind::Unspecified,
        },
        data: file.bytes.clone().into(),
        modification_date: date(laid),
        compress: Some(true),
        location: None,
    }
}
