//! The parts of Office documents that copies hold, by the type of the relationship that leads to them.

use crate::container::Place;
use evidact_model::{Format, Lost};

/// What the target of a relationship becomes.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// An XML part that is read and written.
    Xml(XmlPart),
    Image,
    /// A document within the document.
    Embedded,
    /// An address outside.
    Link,
    /// Left out.
    Dropped(Lost),
}

/// An XML part.
#[derive(Clone, Copy)]
pub(super) struct XmlPart {
    /// The last step of the type of its relationship.
    pub(super) relation: &'static str,
    /// Its path below the folder of the document, without number and extension.
    pub(super) path: &'static str,
    /// The media type behind `application/vnd.openxmlformats-officedocument.` and before `+xml`.
    pub(super) media: &'static str,
    documents: Documents,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Documents {
    Word,
    Slides,
    Sheets,
    All,
}

const fn part(
    documents: Documents,
    relation: &'static str,
    path: &'static str,
    media: &'static str,
) -> XmlPart {
    XmlPart { relation, path, media, documents }
}

const PARTS: &[XmlPart] = &[
    part(Documents::Word, "styles", "styles", "wordprocessingml.styles"),
    part(Documents::Word, "numbering", "numbering", "wordprocessingml.numbering"),
    part(Documents::Word, "settings", "settings", "wordprocessingml.settings"),
    part(Documents::Word, "fontTable", "fontTable", "wordprocessingml.fontTable"),
    part(Documents::Word, "header", "header", "wordprocessingml.header"),
    part(Documents::Word, "footer", "footer", "wordprocessingml.footer"),
    part(Documents::Word, "footnotes", "footnotes", "wordprocessingml.footnotes"),
    part(Documents::Word, "endnotes", "endnotes", "wordprocessingml.endnotes"),
    part(Documents::Word, "comments", "comments", "wordprocessingml.comments"),
    part(Documents::Slides, "slide", "slides/slide", "presentationml.slide"),
    part(Documents::Slides, "slideMaster", "slideMasters/slideMaster", "presentationml.slideMaster"),
    part(Documents::Slides, "slideLayout", "slideLayouts/slideLayout", "presentationml.slideLayout"),
    part(Documents::Slides, "notesSlide", "notesSlides/notesSlide", "presentationml.notesSlide"),
    part(Documents::Slides, "notesMaster", "notesMasters/notesMaster", "presentationml.notesMaster"),
    part(Documents::Slides, "handoutMaster", "handoutMasters/handoutMaster", "presentationml.handoutMaster"),
    part(Documents::Slides, "presProps", "presProps", "presentationml.presProps"),
    part(Documents::Slides, "tableStyles", "tableStyles", "presentationml.tableStyles"),
    part(Documents::Slides, "comments", "comments/comment", "presentationml.comments"),
    part(Documents::Slides, "commentAuthors", "commentAuthors", "presentationml.commentAuthors"),
    part(Documents::Sheets, "drawing", "drawings/drawing", "drawing"),
    part(Documents::All, "theme", "theme/theme", "theme"),
    part(Documents::All, "themeOverride", "theme/themeOverride", "themeOverride"),
    part(Documents::All, "chart", "charts/chart", "drawingml.chart"),
    part(Documents::All, "chartUserShapes", "drawings/drawing", "drawingml.chartshapes"),
    part(Documents::All, "diagramData", "diagrams/data", "drawingml.diagramData"),
    part(Documents::All, "diagramLayout", "diagrams/layout", "drawingml.diagramLayout"),
    part(Documents::All, "diagramQuickStyle", "diagrams/quickStyle", "drawingml.diagramStyle"),
    part(Documents::All, "diagramColors", "diagrams/colors", "drawingml.diagramColors"),
];

/// The type of the relationship to the main part.
pub(super) const MAIN: &str = "officeDocument";

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

/// The variant of the format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Variant {
    Transitional,
    Strict,
}

impl Variant {
    /// Returns what types of relationships begin with.
    pub(super) fn relations(self) -> &'static str {
        match self {
            Self::Transitional => TRANSITIONAL,
            Self::Strict => STRICT,
        }
    }
}

/// Returns the last step of the type of a relationship, and the variant it belongs to.
pub(super) fn relation(uri: &str) -> Option<(Variant, &str)> {
    let transitional = uri.strip_prefix(TRANSITIONAL).map(|last| (Variant::Transitional, last));
    transitional.or_else(|| uri.strip_prefix(STRICT).map(|last| (Variant::Strict, last)))
}

/// Says what becomes of the target of a relationship.
pub(super) fn kind(format: Format, uri: &str) -> Kind {
    let documents = match format {
        Format::Docx => Documents::Word,
        Format::Xlsx => Documents::Sheets,
        _ => Documents::Slides,
    };
    let Some((_, last)) = relation(uri) else {
        let is_program = uri.ends_with("/vbaProject") || uri.ends_with("/wordVbaData");
        return Kind::Dropped(if is_program { Lost::Program } else { Lost::ForeignPart });
    };
    let fits =
        |p: &&XmlPart| p.relation == last && (p.documents == documents || p.documents == Documents::All);
    match last {
        "image" => Kind::Image,
        "package" | "oleObject" => Kind::Embedded,
        "hyperlink" => Kind::Link,
        "audio" | "video" | "media" => Kind::Dropped(Lost::Media),
        "control" | "vbaProject" => Kind::Dropped(Lost::Program),
        "aFChunk" | "subDocument" => Kind::Dropped(Lost::Attachment),
        "attachedTemplate" | "mailMergeSource" | "frame" => Kind::Dropped(Lost::Link),
        _ => PARTS.iter().find(fits).map_or(Kind::Dropped(Lost::ForeignPart), |part| Kind::Xml(*part)),
    }
}

/// Returns the part of a workbook that a relationship whose type ends in this leads to.
pub(super) fn of_workbook(relation: &str) -> Option<XmlPart> {
    PARTS
        .iter()
        .find(|p| p.relation == relation && matches!(p.documents, Documents::Sheets | Documents::All))
        .copied()
}

/// Returns the folder, the path of the main part and its media type.
pub(super) fn main(format: Format) -> (&'static str, &'static str, &'static str) {
    match format {
        Format::Docx => ("word/", "word/document.xml", "wordprocessingml.document.main"),
        _ => ("ppt/", "ppt/presentation.xml", "presentationml.presentation.main"),
    }
}

/// Where people see a part of the copy, by its path.
pub(in crate::container) fn place(path: &str, is_aside: bool) -> Place {
    const NAMES: [(&str, &str); 8] = [
        ("document", "body"),
        ("notesSlide", "notes"),
        ("slideMaster", "master"),
        ("slideLayout", "layout"),
        ("notesMaster", "master of notes"),
        ("handoutMaster", "master of handouts"),
        ("comment", "comments"),
        ("data", "diagram"),
    ];
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.strip_suffix(".xml").unwrap_or(file);
    let kind = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = stem.get(kind.len()..).unwrap_or_default();
    let name = NAMES.iter().find(|n| n.0 == kind).map_or(kind, |n| n.1);
    let name = if number.is_empty() { name.to_owned() } else { format!("{name} {number}") };
    if is_aside { Place::aside(name) } else { Place::named(name) }
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::Layer;

    #[test]
    fn parts_have_the_names_that_people_give_them() {
        for (path, name) in [
            ("word/document.xml", "body"),
            ("word/header2.xml", "header 2"),
            ("ppt/slides/slide13.xml", "slide 13"),
            ("ppt/notesSlides/notesSlide1.xml", "notes 1"),
        ] {
            let place = place(path, false);
            let spot = place.spots(b"text", None).at(0);
            assert_eq!((spot.of.as_deref(), spot.layer), (Some(name), Layer::Text));
        }
        assert_eq!(place("word/styles.xml", true).layer(), Layer::Beside);
    }
}
