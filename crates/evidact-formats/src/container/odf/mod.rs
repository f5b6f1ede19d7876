//! OpenDocument texts, sheets and presentations (ISO/IEC 26300): written anew from their content and styles.
//!
//! A paragraph is shown as a line and a row of a table as a row, with white space, spans and fields as people read
//! them. What comes back is put where it stood; of a cell that is a value, the value is shown and written, and
//! the text beside it is made from that.

mod back;
mod content;
mod names;
mod paragraph;

use super::image::{is_picture, placeholder};
use super::nodes::{DECLARATION, Node, Xml, decode, put_attribute};
use super::pack::{self, MIMETYPE, Pack};
use super::package::Package;
use super::{Budget, Role, Walk, properties};
use crate::{Images, Limits};
use content::{Content, LEFT_OUT, Targets};
use evidact_model::{Format, Loss, Lost, TextKind, Withheld};
use evidact_raw::{Blob, RawBytes};
use std::collections::BTreeSet;

/// What the first part says, and what the document is.
const TYPES: [(&str, Format); 6] = [
    ("application/vnd.oasis.opendocument.text", Format::Odt),
    ("application/vnd.oasis.opendocument.spreadsheet", Format::Ods),
    ("application/vnd.oasis.opendocument.presentation", Format::Odp),
    ("application/vnd.oasis.opendocument.text-template", Format::Odt),
    ("application/vnd.oasis.opendocument.spreadsheet-template", Format::Ods),
    ("application/vnd.oasis.opendocument.presentation-template", Format::Odp),
];

/// A longer type is none.
const MAX_TYPE_BYTES: usize = 128;
/// More documents within a document are left out.
const MAX_OBJECTS: usize = 256;

/// Says which document a package with a type is.
pub(super) fn recognise(source: &Blob, limits: &Limits) -> Result<Option<Format>, Withheld> {
    let package = Package::open(source, limits)?;
    let mut budget = Budget::new(limits, source.len());
    let Some(entry) = package.find(MIMETYPE) else { return Ok(None) };
    let mimetype = package.read(entry, &mut budget)?.into_memory().map_err(|_| Withheld::Unreadable)?;
    type_of(&mimetype).map(|t| Some(t.1))
}

fn type_of(mimetype: &RawBytes) -> Result<(&'static str, Format), Withheld> {
    let text = mimetype.expose().trim_ascii();
    let known = TYPES.iter().find(|t| t.0.as_bytes() == text && text.len() <= MAX_TYPE_BYTES);
    known.copied().ok_or_else(|| Withheld::UnsupportedFormat { seems: "OpenDocument of another kind".into() })
}

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let pack = Pack::open(source, walk.limits, walk.budget)?;
    let mimetype = pack.bytes(MIMETYPE, walk.budget)?.ok_or(Withheld::Damaged)?;
    let (mimetype, format) = type_of(&mimetype)?;
    refuse_encrypted(&pack, walk)?;
    let kind = if format == Format::Ods { TextKind::Data } else { TextKind::Prose };
    let mut copy = Copy {
        pack,
        kind,
        seen: BTreeSet::new(),
        parts: Vec::new(),
        types: Vec::new(),
        has_placeholder: false,
        targets: Targets::new(),
    };
    copy.part(MIMETYPE.to_owned(), Blob::new(RawBytes::new(mimetype.as_bytes().to_vec())), None);
    copy.seen.insert(MIMETYPE.to_owned());
    copy.images(walk)?;
    copy.objects(walk)?;
    copy.document("", walk)?;
    copy.left_out(walk)?;
    if copy.has_placeholder {
        let picture = Blob::new(RawBytes::new(placeholder::left_out()));
        copy.part(LEFT_OUT.to_owned(), picture, Some("image/png"));
    }
    if walk.output.is_none() {
        return Ok(());
    }
    let manifest = copy.manifest(mimetype);
    copy.parts.push(("META-INF/manifest.xml".to_owned(), Blob::new(RawBytes::new(manifest))));
    pack::write(&copy.parts, walk)
}

/// Refuses a document whose manifest tells how its parts are encrypted.
fn refuse_encrypted(pack: &Pack<'_>, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let Some(manifest) = pack.bytes("META-INF/manifest.xml", walk.budget)? else { return Ok(()) };
    let manifest = decode(manifest)?;
    let mut xml = Xml::new(manifest.expose(), names::SPACES);
    loop {
        match xml.next()? {
            Node::Start(e) if e.name.is("manifest", "encryption-data") => return Err(Withheld::Encrypted),
            Node::Done => return Ok(()),
            _ => {}
        }
    }
}

/// A copy in the making.
struct Copy<'s> {
    pack: Pack<'s>,
    kind: TextKind,
    seen: BTreeSet<String>,
    parts: Vec<(String, Blob)>,
    /// The types of parts for the manifest.
    types: Vec<(String, String)>,
    /// Something stands in the place of a picture.
    has_placeholder: bool,
    targets: Targets,
}

impl Copy<'_> {
    fn part(&mut self, name: String, content: Blob, kind: Option<&str>) {
        if let Some(kind) = kind {
            self.types.push((name.clone(), kind.to_owned()));
        }
        self.parts.push((name, content));
    }

    /// Shows pictures, if they are allowed.
    fn images(&mut self, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        if walk.limits.images == Images::Withhold {
            return Ok(());
        }
        let is_in_folder = |n: &&str| n.starts_with("Pictures/") || n.contains("/Pictures/");
        let names: Vec<String> = self.pack.names().filter(is_in_folder).map(str::to_owned).collect();
        for (i, name) in names.into_iter().enumerate() {
            let Some(source) = self.pack.bytes(&name, walk.budget)? else { continue };
            if !is_picture(source.expose()) {
                // Such as a drawing of LibreOffice: nobody can write it anew.
                continue;
            }
            let extension = extension_of(&name).unwrap_or_default();
            let own = format!("Pictures/image{}{extension}", i + 1);
            self.seen.insert(name.clone());
            let Some(replaced) = walk.part(&own, Blob::new(source), Role::File)? else {
                walk.visitor.lost(Loss { what: Lost::Image, page: None, count: 1 });
                continue;
            };
            let Some(extension) = extension_of(&replaced.name) else { continue };
            let own = format!("Pictures/image{}{extension}", i + 1);
            self.part(own.clone(), replaced.source, Some(type_of_picture(&extension)));
            self.targets.insert(name, own);
        }
        Ok(())
    }

    /// Reads documents within the document: charts, sheets in texts.
    fn objects(&mut self, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        let names = self.pack.names().filter_map(|n| n.strip_suffix("/content.xml"));
        let names: Vec<String> =
            names.filter(|n| !n.contains('/')).take(MAX_OBJECTS).map(str::to_owned).collect();
        for (i, name) in names.into_iter().enumerate() {
            let own = format!("Object {}", i + 1);
            if self.object(&name, &own, walk)? {
                self.targets.insert(name, own);
            }
        }
        Ok(())
    }

    /// Reads one of them; says whether it is one that can be read.
    fn object(&mut self, folder: &str, own: &str, walk: &mut Walk<'_>) -> Result<bool, Withheld> {
        for part in ["content", "styles"] {
            let (path, target) = (format!("{folder}/{part}.xml"), format!("{own}/{part}.xml"));
            if !self.xml(&path, &target, &format!("{own}-{part}"), walk)? && part == "content" {
                return Ok(false);
            }
        }
        let chart = "application/vnd.oasis.opendocument.chart";
        self.types.push((format!("{own}/"), chart.to_owned()));
        Ok(true)
    }

    fn document(&mut self, folder: &str, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        for part in ["styles", "content"] {
            let path = format!("{folder}{part}.xml");
            if !self.xml(&path, &path, part, walk)? && part == "content" {
                return Err(Withheld::Damaged);
            }
        }
        Ok(())
    }

    /// Reads a part; says whether there is one of a kind that can be read.
    fn xml(&mut self, path: &str, own: &str, shown: &str, walk: &mut Walk<'_>) -> Result<bool, Withheld> {
        let Some(part) = self.pack.bytes(path, walk.budget)? else { return Ok(false) };
        self.seen.insert(path.to_owned());
        let content = Content::read(&decode(part)?, &self.targets)?;
        if !content.has_root {
            return Ok(false);
        }
        self.has_placeholder |= content.has_placeholder;
        for &what in &content.lost {
            walk.visitor.lost(Loss { what, page: None, count: 1 });
        }
        let label = self.label(shown);
        if let Some(written) = content.show(walk, shown, &label, self.kind)? {
            self.part(own.to_owned(), Blob::new(RawBytes::new(written)), Some("text/xml"));
        }
        Ok(true)
    }

    /// Returns what people call a part.
    fn label(&self, shown: &str) -> String {
        match shown {
            "content" if self.kind == TextKind::Data => "sheets".to_owned(),
            "content" => "body".to_owned(),
            "styles" => "headers and footers".to_owned(),
            object => object.to_lowercase(),
        }
    }

    /// Tells of the parts that were not read, and shows those that are text for the values in them.
    fn left_out(&mut self, walk: &mut Walk<'_>) -> Result<(), Withheld> {
        let names: Vec<String> = self.pack.names().map(str::to_owned).collect();
        for name in names.into_iter().filter(|n| !self.seen.contains(n)) {
            if let Some(what) = lost(&name) {
                walk.visitor.lost(Loss { what, page: None, count: 1 });
            }
            let is_text = pack::has_ending(&name, &["xml", "rdf"]);
            if is_text && walk.output.is_none() && !name.starts_with("META-INF/") {
                let Some(part) = self.pack.bytes(&name, walk.budget)? else { continue };
                let part = properties::shown(&name, Blob::new(part))?;
                walk.part(&name, part, Role::Dropped)?;
            }
        }
        Ok(())
    }

    fn manifest(&self, mimetype: &str) -> Vec<u8> {
        let mut out = DECLARATION.to_vec();
        out.extend_from_slice(
            b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">",
        );
        let root = ("/".to_owned(), mimetype.to_owned());
        for (path, kind) in std::iter::once(&root).chain(&self.types) {
            out.extend_from_slice(b"<manifest:file-entry");
            put_attribute(b"manifest:full-path", path.as_bytes(), &mut out);
            put_attribute(b"manifest:media-type", kind.as_bytes(), &mut out);
            out.extend_from_slice(b"/>");
        }
        out.extend_from_slice(b"</manifest:manifest>");
        out
    }
}

/// Says what a part is by where it stands; nothing if its content is written anew in another way.
fn lost(path: &str) -> Option<Lost> {
    const PLACES: [(&str, Lost); 9] = [
        ("meta.xml", Lost::Properties),
        ("Thumbnails/", Lost::Thumbnail),
        ("Pictures/", Lost::Image),
        ("Basic/", Lost::Program),
        ("Scripts/", Lost::Program),
        ("Dialogs/", Lost::Program),
        ("META-INF/documentsignatures", Lost::Signature),
        ("META-INF/macrosignatures", Lost::Signature),
        ("Obj", Lost::Attachment),
    ];
    // Views, previews and lists that every program writes by itself.
    const PLUMBING: [&str; 6] = [
        "META-INF/manifest.xml",
        "settings.xml",
        "manifest.rdf",
        "Configurations2/",
        "layout-cache",
        "ObjectReplacements/",
    ];
    if PLUMBING.iter().any(|place| path.starts_with(place))
        || path.starts_with("Object ") && pack::has_ending(path, &["xml"])
    {
        return None;
    }
    Some(PLACES.iter().find(|p| path.starts_with(p.0)).map_or(Lost::ForeignPart, |p| p.1))
}

/// Returns the ending of a picture's name if it is one that is known.
fn extension_of(name: &str) -> Option<String> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    ["png", "jpg", "jpeg", "gif", "webp", "tif", "tiff"]
        .contains(&extension.as_str())
        .then(|| format!(".{extension}"))
}

fn type_of_picture(extension: &str) -> &'static str {
    match extension {
        ".jpg" | ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".tif" | ".tiff" => "image/tiff",
        _ => "image/png",
    }
}
