//! What the writer lacks: the tag tree, links, the outline, metadata and the colour profile, put into the document
//! object by object.

use super::attach;
use super::display::Spot;
use super::laid::{Goal, Laid, Link};
use super::tree::{Elem, ElemId, Kid, Kind, Scope};
use super::{backend, embed, icc, xmp};
use crate::error::RenderError;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Completes the document and returns its bytes.
pub(crate) fn complete(mut document: Document, laid: &Laid<'_>) -> Result<Vec<u8>, RenderError> {
    "1.7".clone_into(&mut document.version);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let fonts = embed::embed(&mut document, laid)?;
    let fonts = document.add_object(fonts);
    let mut writer = Writer { document, pages, laid, elems: BTreeMap::new() };
    writer.name_elements();
    let links = writer.links();
    writer.pages(fonts, &links)?;
    let root = writer.structure(&links);
    let outline = writer.outline();
    writer.catalog(root, outline)?;
    let mut document = writer.document;
    attach::attach(&mut document, &laid.attachments, stamp(&laid.info).as_deref())?;
    document.compress();
    let mut digest = Sha256::new();
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        digest.update(&stream.content);
    }
    let id = Object::String(digest.finalize().iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    save(&mut document)
}

fn save(document: &mut Document) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::new();
    // Small objects in compressed streams: tags are most of a report, and most of a tag is boiler-plate.
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(6)
        .build();
    document.save_with_options(&mut bytes, options).map_err(|_| RenderError::Write)?;
    Ok(bytes)
}

struct Writer<'a> {
    document: Document,
    pages: Vec<ObjectId>,
    laid: &'a Laid<'a>,
    elems: BTreeMap<ElemId, ObjectId>,
}

impl Writer<'_> {
    fn name_elements(&mut self) {
        for (id, _) in self.laid.tree.attached() {
            let object = self.document.new_object_id();
            self.elems.insert(id, object);
        }
    }

    fn page(&self, number: usize) -> Object {
        self.pages.get(number).map_or(Object::Null, |id| Object::Reference(*id))
    }

    fn elem(&self, id: ElemId) -> Object {
        self.elems.get(&id).map_or(Object::Null, |id| Object::Reference(*id))
    }

    /// Writes the link annotations, a page; the number of each in the parent tree follows those of the pages.
    fn links(&mut self) -> Vec<Vec<ObjectId>> {
        let mut number = self.laid.sheets.len() as i64;
        let mut found = Vec::new();
        for (page, sheet) in self.laid.sheets.iter().enumerate() {
            let mut ids = Vec::new();
            for link in &sheet.links {
                let mut dict = self.link(link);
                dict.set("P", self.page(page));
                dict.set("StructParent", number);
                number += 1;
                ids.push(self.document.add_object(dict));
            }
            found.push(ids);
        }
        found
    }

    fn link(&self, link: &Link) -> Dictionary {
        let height = self.laid.frame.height;
        let area = link.area;
        let corners = [area.x, height - area.y - area.height, area.x + area.width, height - area.y];
        let mut dict = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => reals(&corners),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "Contents" => text(&link.says),
        };
        match &link.goal {
            Goal::Spot(spot) => dict.set("Dest", self.place(*spot)),
            Goal::Uri(uri) => {
                let uri =
                    Object::String(uri.bytes().filter(u8::is_ascii_graphic).collect(), StringFormat::Literal);
                dict.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri });
            }
        }
        dict
    }

    fn place(&self, spot: Spot) -> Object {
        let top = backend::round(self.laid.frame.height - spot.y + 6.0);
        Object::Array(vec![self.page(spot.page), "XYZ".into(), Object::Null, Object::Real(top), Object::Null])
    }

    fn pages(&mut self, fonts: ObjectId, links: &[Vec<ObjectId>]) -> Result<(), RenderError> {
        for (number, id) in self.pages.iter().enumerate() {
            let annotations: Vec<Object> =
                links.get(number).into_iter().flatten().map(|id| Object::Reference(*id)).collect();
            let page = self.document.get_dictionary_mut(*id).map_err(|_| RenderError::Write)?;
            if annotations.is_empty() {
                page.remove(b"Annots");
            } else {
                page.set("Annots", annotations);
            }
            page.set("StructParents", number as i64);
            page.set("Tabs", "S");
            page.set("Resources", dictionary! { "Font" => fonts });
        }
        Ok(())
    }

    fn structure(&mut self, links: &[Vec<ObjectId>]) -> ObjectId {
        let root = self.document.new_object_id();
        let elements: Vec<(ObjectId, Dictionary)> = self
            .laid
            .tree
            .attached()
            .filter_map(|(id, elem)| Some((*self.elems.get(&id)?, self.element(elem, root, links))))
            .collect();
        for (id, dict) in elements {
            self.document.set_object(id, dict);
        }
        let mut numbers = Vec::new();
        for (page, sheet) in self.laid.sheets.iter().enumerate() {
            let content: Vec<Object> = sheet.content.iter().map(|elem| self.elem(*elem)).collect();
            let content = self.document.add_object(content);
            numbers.push(Object::Integer(page as i64));
            numbers.push(Object::Reference(content));
        }
        let first = self.laid.sheets.len() as i64;
        let all = self.laid.sheets.iter().flat_map(|sheet| &sheet.links);
        for (number, link) in (first..).zip(all) {
            numbers.push(Object::Integer(number));
            numbers.push(link.elem.map_or(Object::Null, |elem| self.elem(elem)));
        }
        let next = (numbers.len() / 2) as i64;
        let parents = self.document.add_object(dictionary! { "Nums" => numbers });
        self.document.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => vec![self.elem(ElemId::DOCUMENT)],
                "ParentTree" => parents,
                "ParentTreeNextKey" => next,
            },
        );
        root
    }

    fn element(&self, elem: &Elem, root: ObjectId, links: &[Vec<ObjectId>]) -> Dictionary {
        let parent = elem.parent.map_or(Object::Reference(root), |id| self.elem(id));
        let mut dict = dictionary! { "Type" => "StructElem", "S" => elem.kind.name(), "P" => parent };
        let page = elem.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } | Kid::Annot { page, .. } => Some(*page),
            Kid::Elem(_) => None,
        });
        if let Some(page) = page {
            dict.set("Pg", self.page(page));
        }
        let kids: Vec<Object> = elem.kids.iter().map(|kid| self.kid(*kid, page, links)).collect();
        if !kids.is_empty() {
            dict.set("K", kids);
        }
        if let Some(alt) = &elem.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(expansion) = &elem.expansion {
            dict.set("E", text(expansion));
        }
        if let Some(attributes) = attributes(elem) {
            dict.set("A", attributes);
        }
        dict
    }

    fn kid(&self, kid: Kid, own: Option<usize>, links: &[Vec<ObjectId>]) -> Object {
        match kid {
            Kid::Elem(id) => self.elem(id),
            Kid::Content { page, mcid } if Some(page) == own => Object::Integer(mcid as i64),
            Kid::Content { page, mcid } => Object::Dictionary(
                dictionary! { "Type" => "MCR", "Pg" => self.page(page), "MCID" => mcid as i64 },
            ),
            Kid::Annot { page, link } => {
                let id = links.get(page).and_then(|ids| ids.get(link)).copied();
                let object = id.map_or(Object::Null, Object::Reference);
                Object::Dictionary(dictionary! { "Type" => "OBJR", "Pg" => self.page(page), "Obj" => object })
            }
        }
    }

    /// Writes the outline: sections, and under each what is inside.
    fn outline(&mut self) -> Option<ObjectId> {
        let entries = &self.laid.outline;
        if entries.is_empty() {
            return None;
        }
        let root = self.document.new_object_id();
        let ids: Vec<ObjectId> = entries.iter().map(|_| self.document.new_object_id()).collect();
        let mut above: Vec<Option<usize>> = Vec::new();
        let mut section = None;
        for (at, entry) in entries.iter().enumerate() {
            above.push(if entry.level > 1 { section } else { None });
            if entry.level == 1 {
                section = Some(at);
            }
        }
        let mut kids: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (at, parent) in above.iter().enumerate() {
            kids.entry(*parent).or_default().push(at);
        }
        let reference = |at: usize| ids.get(at).map_or(Object::Null, |id| Object::Reference(*id));
        for (parent, list) in &kids {
            for (nth, at) in list.iter().enumerate() {
                let (Some(entry), Some(id)) = (entries.get(*at), ids.get(*at)) else { continue };
                let mut dict = dictionary! {
                    "Title" => text(&entry.title),
                    "Parent" => parent.map_or(Object::Reference(root), reference),
                    "Dest" => self.place(entry.spot),
                };
                if let Some(before) = nth.checked_sub(1).and_then(|n| list.get(n)) {
                    dict.set("Prev", reference(*before));
                }
                if let Some(after) = list.get(nth + 1) {
                    dict.set("Next", reference(*after));
                }
                if let Some(inner) = kids.get(&Some(*at)) {
                    // Negative: closed when the file is opened.
                    dict.set("Count", -(inner.len() as i64));
                    inner.first().into_iter().for_each(|first| dict.set("First", reference(*first)));
                    inner.last().into_iter().for_each(|last| dict.set("Last", reference(*last)));
                }
                self.document.set_object(*id, dict);
            }
        }
        let top = kids.get(&None)?;
        let dict = dictionary! {
            "Type" => "Outlines",
            "First" => top.first().copied().map_or(Object::Null, reference),
            "Last" => top.last().copied().map_or(Object::Null, reference),
            "Count" => top.len() as i64,
        };
        self.document.set_object(root, dict);
        Some(root)
    }

    fn catalog(&mut self, root: ObjectId, outline: Option<ObjectId>) -> Result<(), RenderError> {
        let info = &self.laid.info;
        let packet = xmp::packet(info).into_bytes();
        let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet);
        let metadata = self.document.add_object(metadata.with_compression(false));
        let profile = self.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
        let intent = self.document.add_object(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => text("sRGB"),
            "Info" => text("sRGB"),
            "DestOutputProfile" => profile,
        });
        let entries = self.document.add_object(info_dictionary(info));
        self.document.trailer.set("Info", entries);
        let catalog = self.document.catalog_mut().map_err(|_| RenderError::Write)?;
        catalog.set("Lang", text(&info.language));
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        catalog.set("Metadata", metadata);
        catalog.set("OutputIntents", vec![Object::Reference(intent)]);
        catalog.set("StructTreeRoot", root);
        catalog.set("PageLayout", "SinglePage");
        if let Some(outline) = outline {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        Ok(())
    }
}

fn info_dictionary(info: &xmp::Info) -> Dictionary {
    let mut dict = dictionary! {
        "Title" => text(&info.title),
        "Subject" => text(&info.subject),
        "Creator" => text(&info.creator),
        "Producer" => text(&info.creator),
    };
    if let Some(date) = stamp(info) {
        dict.set("CreationDate", text(&date));
        dict.set("ModDate", text(&date));
    }
    dict
}

/// Returns the date as PDF writes dates.
fn stamp(info: &xmp::Info) -> Option<String> {
    info.date.as_ref().map(|[year, month, day]| format!("D:{year}{month}{day}000000Z"))
}

fn attributes(elem: &Elem) -> Option<Dictionary> {
    match elem.kind {
        Kind::Th(scope) => {
            let scope = if scope == Scope::Row { "Row" } else { "Column" };
            Some(dictionary! { "O" => "Table", "Scope" => scope })
        }
        Kind::L => {
            let numbering = if elem.ordered { "Decimal" } else { "Disc" };
            Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
        }
        Kind::Figure => {
            let bbox = elem.bbox?;
            Some(dictionary! { "O" => "Layout", "BBox" => reals(&bbox), "Placement" => "Block" })
        }
        _ => None,
    }
}

fn reals(numbers: &[f32]) -> Vec<Object> {
    numbers.iter().map(|n| Object::Real(backend::round(*n))).collect()
}

/// Returns a text string: as it is if it is ASCII, else UTF-16.
pub(crate) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xfe, 0xff].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}
