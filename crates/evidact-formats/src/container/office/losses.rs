//! What copies of Office documents leave out, counted.

use crate::container::Visitor;
use evidact_model::{Loss, Lost};
use std::collections::BTreeMap;

/// Counts losses by their kind.
#[derive(Default)]
pub(super) struct Losses(BTreeMap<Lost, u64>);

impl Losses {
    pub(super) fn add(&mut self, what: Lost) {
        *self.0.entry(what).or_insert(0) += 1;
    }

    pub(super) fn tell(&self, visitor: &mut dyn Visitor) {
        for (&what, &count) in &self.0 {
            visitor.lost(Loss { what, page: None, count });
        }
    }
}

/// Says whether a part only says what the others are, or says again for old programs what styles there are.
pub(super) fn is_plumbing(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "[content_types].xml"
        || name.starts_with("customxml/itemprops")
        || name == "word/styleswitheffects.xml"
        || name.rsplit('.').next() == Some("rels")
}

/// Parts in which programs keep how they showed and printed a document, and what they need to go on with it.
const SETTINGS: [&str; 10] = [
    "word/websettings",
    "word/commentsids",
    "word/commentsextended",
    "word/commentsextensible",
    "ppt/viewprops",
    "ppt/revisioninfo",
    "ppt/changesinfos",
    "/printersettings",
    "/charts/style",
    "/charts/colors",
];

/// Says what a part that is left out is, by its name.
pub(super) fn of_part(name: &str) -> Lost {
    let name = name.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if has(&["thumbnail"]) {
        Lost::Thumbnail
    } else if has(&["docprops/"]) {
        Lost::Properties
    } else if has(&["vbaproject", "vbadata", "activex", "/macros"]) {
        Lost::Program
    } else if has(&["customxml/"]) {
        Lost::CustomData
    } else if has(&SETTINGS) {
        Lost::Setting
    } else if has(&["_xmlsignatures", "signature"]) {
        Lost::Signature
    } else if ends(&[".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".wma", ".wmv", ".avi", ".mov", ".mpg"]) {
        Lost::Media
    } else if ends(&[".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".svg"]) {
        Lost::Image
    } else if has(&["/embeddings/", "afchunk"]) {
        Lost::Attachment
    } else {
        Lost::ForeignPart
    }
}
