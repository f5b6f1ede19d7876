//! Makes packages of Office documents.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its own part of this, and fails by panicking"
)]

use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// The parts of a document in the making.
#[derive(Default)]
pub(crate) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// Starts a text document with this body and these relationships (id, type, target).
    pub(crate) fn word(body: &str, relations: &[(&str, &str, &str)]) -> Self {
        Self::default()
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", relationships(&[("rId1", "officeDocument", "word/document.xml")]))
            .with("word/document.xml", word("document", &format!("<w:body>{body}</w:body>")))
            .with("word/_rels/document.xml.rels", relationships(relations))
    }

    /// Starts a presentation with one slide of these shapes and relationships of it.
    pub(crate) fn slides(shapes: &str, relations: &[(&str, &str, &str)]) -> Self {
        Self::default()
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", relationships(&[("rId1", "officeDocument", "ppt/presentation.xml")]))
            .with(
                "ppt/presentation.xml",
                slide("presentation", "<p:sldIdLst><p:sldId id=\"256\" r:id=\"rId9\"/></p:sldIdLst>"),
            )
            .with("ppt/_rels/presentation.xml.rels", relationships(&[("rId9", "slide", "slides/slide7.xml")]))
            .with(
                "ppt/slides/slide7.xml",
                slide("sld", &format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>")),
            )
            .with("ppt/slides/_rels/slide7.xml.rels", relationships(relations))
    }

    /// Adds a part, or puts it in the place of the one of its name.
    pub(crate) fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|p| p.0 != name);
        self.0.push((name.to_owned(), content.into()));
        self
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

/// An XML part of a text document.
pub(crate) fn word(root: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\" \
         xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" xmlns:a=\"{DRAWING}/main\" xmlns:pic=\"{DRAWING}/picture\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\">{inside}</w:{root}>"
    )
}

/// An XML part of a presentation.
pub(crate) fn slide(root: &str, inside: &str) -> String {
    let own = "http://schemas.openxmlformats.org/presentationml/2006/main";
    format!(
        "<p:{root} xmlns:p=\"{own}\" xmlns:a=\"{DRAWING}/main\" xmlns:r=\"{RELATIONS}\">{inside}</p:{root}>"
    )
}

/// A part that holds relationships; a target with a scheme is outside.
pub(crate) fn relationships(relations: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
        let kind = if kind.contains(':') { (*kind).to_owned() } else { format!("{RELATIONS}/{kind}") };
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: Vec<String> = relations.iter().map(one).collect();
    let own = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("<Relationships xmlns=\"{own}\">{}</Relationships>", all.concat())
}

/// A paragraph of a text document with this in one run.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// The parts of a package, in its order.
pub(crate) fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        all.push((file.name().unwrap().into_owned(), content));
    }
    all
}

/// Returns a part of a package as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let found = unzip(bytes).into_iter().find(|p| p.0 == name);
    String::from_utf8(found.map(|p| p.1).unwrap_or_default()).unwrap()
}

/// Returns the character data of a part: what is left without its tags.
pub(crate) fn character_data(xml: &str) -> String {
    let inside = xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    inside.collect()
}
