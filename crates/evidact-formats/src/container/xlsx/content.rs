//! The parts of a copy, and what says what they are.

use super::comments::Comments;
use super::rels;
use super::workbook::SheetKind;
use super::write::{Gone, Ready};
use crate::container::nodes::DECLARATION;
use evidact_raw::{Blob, RawBytes};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn bytes(content: Vec<u8>) -> Blob {
    Blob::new(RawBytes::new(content))
}

/// The parts of the copy.
#[derive(Default)]
pub(super) struct Content {
    parts: Vec<(String, Blob)>,
    types: String,
}

impl Content {
    pub(super) fn add(&mut self, path: &str, kind: &str, content: Vec<u8>) {
        let entry = format!(
            "<Override PartName=\"/{path}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        );
        self.types.push_str(&entry);
        self.parts.push((path.to_owned(), bytes(content)));
    }

    /// Writes a sheet with what belongs to it, and returns what was left out.
    pub(super) fn sheet(&mut self, number: usize, ready: &Ready<'_>, comments: &Comments) -> Gone {
        let mut links = rels::Writer::new();
        let drawing = (!comments.is_empty()).then(|| format!("../drawings/comments{number}.vml"));
        let (sheet, gone) = ready.write(&mut links, drawing.as_deref());
        if drawing.is_some() {
            links.part("comments", &format!("../comments{number}.xml"));
            self.add(&format!("xl/comments{number}.xml"), "comments", comments.write(ready.cells));
            let path = format!("xl/drawings/comments{number}.vml");
            self.parts.push((path, bytes(comments.drawing())));
        }
        self.add_sheet(number, SheetKind::Cells, sheet, links);
        gone
    }

    /// Writes a sheet that is a chart.
    pub(super) fn chart(&mut self, number: usize, drawing: &str) {
        let mut links = rels::Writer::new();
        let id = links.part("drawing", &format!("/{drawing}"));
        let mut sheet = DECLARATION.to_vec();
        let chart = format!(
            "<chartsheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews>\
             <drawing r:id=\"{id}\"/></chartsheet>"
        );
        sheet.extend_from_slice(chart.as_bytes());
        self.add_sheet(number, SheetKind::Chart, sheet, links);
    }

    fn add_sheet(&mut self, number: usize, kind: SheetKind, sheet: Vec<u8>, links: rels::Writer) {
        let path = kind.path(number);
        if let Some(links) = links.finish() {
            self.parts.push((rels::path_of(&path), bytes(links)));
        }
        self.add(&path, kind.word(), sheet);
    }

    /// Adds parts with what says what they are.
    pub(super) fn add_all(&mut self, mut parts: Vec<(String, Blob)>, types: &str) {
        self.types.push_str(types);
        self.parts.append(&mut parts);
    }

    /// Returns all parts, those first that say what the others are.
    pub(super) fn finish(mut self, links: rels::Writer) -> Vec<(String, Blob)> {
        let types = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>{}</Types>",
            self.types
        );
        let mut root = rels::Writer::new();
        root.part("officeDocument", "xl/workbook.xml");
        let mut all = vec![("[Content_Types].xml".to_owned(), bytes(types.into_bytes()))];
        all.extend(root.finish().map(|part| ("_rels/.rels".to_owned(), bytes(part))));
        all.append(&mut self.parts);
        let links = links.finish().map(|part| ("xl/_rels/workbook.xml.rels".to_owned(), bytes(part)));
        all.extend(links);
        all
    }
}
