//! What a reader sees of a PDF, whoever wrote it: read by `hayro-syntax`, which shares nothing with either writer.
//!
//! Every aspect is a list of [`Line`]s: words that have to be the same, and numbers that have to be nearly so.

mod font;
mod page;
mod tags;

use crate::Fault;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object, Stream};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Words and numbers of one thing that is seen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    pub(crate) says: String,
    pub(crate) at: Vec<f32>,
}

impl Line {
    fn new(says: impl Into<String>) -> Self {
        Self { says: says.into(), at: Vec::new() }
    }

    fn at(says: impl Into<String>, at: impl IntoIterator<Item = f32>) -> Self {
        Self { says: says.into(), at: at.into_iter().collect() }
    }
}

/// Something that both files must have, and agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// Title, language, standards that are claimed.
    About,
    /// The measures of each page.
    Pages,
    /// How often each structure type occurs.
    Histogram,
    /// The tag tree: types, attributes, and the text of each piece.
    Tags,
    /// Alternative texts, expansions, replacement texts and languages of elements.
    Alternatives,
    /// Names of elements, beside their text.
    Titles,
    /// What of the content on a page belongs to the tag tree.
    Text,
    /// What does not.
    Artifacts,
    /// Each glyph, area and line, in the order of painting: its outline, where it stands, how large, in which colour.
    Drawn,
    /// Bookmarks.
    Outline,
    /// Links.
    Links,
    /// Files inside.
    Files,
}

impl Aspect {
    /// All of them.
    pub(crate) const ALL: [Self; 12] = [
        Self::About,
        Self::Pages,
        Self::Histogram,
        Self::Tags,
        Self::Alternatives,
        Self::Titles,
        Self::Text,
        Self::Artifacts,
        Self::Drawn,
        Self::Outline,
        Self::Links,
        Self::Files,
    ];
}

/// What is seen of a file.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) aspects: BTreeMap<Aspect, Vec<Line>>,
    /// Every text that is told to anybody, wherever it stands.
    pub(crate) told: Vec<String>,
    /// What a file should not have, whatever the other one says.
    pub(crate) faults: Vec<String>,
}

impl Seen {
    fn add(&mut self, aspect: Aspect, line: Line) {
        self.aspects.entry(aspect).or_default().push(line);
    }

    /// Returns the lines of an aspect.
    pub(crate) fn lines(&self, aspect: Aspect) -> &[Line] {
        self.aspects.get(&aspect).map_or(&[], Vec::as_slice)
    }
}

/// Reads a file.
///
/// # Errors
/// If it is no PDF, or holds what this reader does not know: nothing is passed over in silence.
pub(crate) fn read(bytes: &[u8]) -> Result<Seen, Fault> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Fault::new("is no PDF"))?;
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).ok_or_else(|| Fault::new("has no catalog"))?;
    let mut seen = Seen::default();
    let file = File { pdf: &pdf, pages: numbers(&pdf) };
    about(&root, &mut seen);
    let mut content = page::Content::default();
    for (number, sheet) in pdf.pages().iter().enumerate() {
        let area = sheet.media_box();
        seen.add(Aspect::Pages, Line::at("page", [area.x0, area.y0, area.x1, area.y1].map(|n| n as f32)));
        page::read(number, sheet, &mut content, &mut seen)?;
        links(&file, number, sheet.raw(), &mut seen)?;
    }
    tags::read(&file, &root, &content, &mut seen)?;
    if let Some(outline) = root.get::<Dict<'_>>("Outlines") {
        bookmarks(&file, &outline, 1, &mut seen)?;
    }
    files(&root, &mut seen)?;
    Ok(seen)
}

/// A file and the numbers of its pages.
struct File<'p> {
    pdf: &'p Pdf,
    pages: BTreeMap<u32, usize>,
}

impl<'p> File<'p> {
    /// Returns the dictionary that is meant: the one that stands there, or the one that is referred to.
    fn dict(&self, entry: MaybeRef<Object<'p>>) -> Option<(Option<u32>, Dict<'p>)> {
        match entry {
            MaybeRef::Ref(to) => Some((Some(to.obj_number), self.pdf.xref().get::<Dict<'p>>(to.into())?)),
            MaybeRef::NotRef(object) => Some((None, object.into_dict()?)),
        }
    }

    fn page(&self, to: Option<ObjRef>) -> Result<usize, Fault> {
        let number = to.and_then(|to| self.pages.get(&to.obj_number));
        number.copied().ok_or_else(|| Fault::new("points to a page that is not there"))
    }
}

fn numbers(pdf: &Pdf) -> BTreeMap<u32, usize> {
    let id = |(number, page): (usize, &hayro_syntax::page::Page<'_>)| {
        page.raw().obj_id().map(|id| (ObjRef::from(id).obj_number, number))
    };
    pdf.pages().iter().enumerate().filter_map(id).collect()
}

/// Returns a text string of PDF: UTF-16 if it begins so, else Latin letters.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, units @ ..] => {
            let units: Vec<u16> = units.chunks_exact(2).map(|u| u16::from_be_bytes([u[0], u[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn text_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<hayro_syntax::object::String<'_>>(key).map(|found| text(found.as_bytes()))
}

fn name_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<hayro_syntax::object::Name<'_>>(key).map(|found| found.as_str().to_owned())
}

fn floats(array: &Array<'_>) -> Vec<f32> {
    array.iter::<Object<'_>>().map(|o| o.into_number().map_or(f32::NAN, |n| n.as_f32())).collect()
}

fn about(root: &Dict<'_>, seen: &mut Seen) {
    let flag = |dict: &str, key: &str| {
        root.get::<Dict<'_>>(dict).and_then(|d| d.get::<bool>(key)).map(|value| value.to_string())
    };
    let packet = root.get::<Stream<'_>>("Metadata").and_then(|s| s.decoded().ok().map(Cow::into_owned));
    let packet = String::from_utf8(packet.unwrap_or_default()).unwrap_or_default();
    let property = |name: &str| {
        let after = packet.split_once(&format!("<{name}>"))?.1;
        let inner = after.split_once(&format!("</{name}>"))?.0;
        // The value stands alone, or as the one item of a list.
        let value = inner.rsplit_once("</rdf:li>").map_or(inner, |(item, _)| item);
        Some(value.rsplit_once('>').map_or(value, |(_, value)| value).to_owned())
    };
    for (what, value) in [
        ("tagged", flag("MarkInfo", "Marked")),
        ("shows its title", flag("ViewerPreferences", "DisplayDocTitle")),
        ("layout", name_of(root, "PageLayout")),
    ] {
        seen.add(Aspect::About, Line::new(format!("{what}: {}", value.unwrap_or_default())));
    }
    let names =
        ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title", "dc:description", "dc:language"];
    let told = names.map(|name| (name, property(name)));
    for (what, value) in told.into_iter().chain([("language", text_of(root, "Lang"))]) {
        let value = value.unwrap_or_default();
        seen.add(Aspect::About, Line::new(format!("{what}: {value}")));
        seen.told.push(value);
    }
}

/// Returns where a destination leads: the page, and how far up on it.
fn place(file: &File<'_>, dest: &Array<'_>) -> Result<Line, Fault> {
    let mut entries = dest.raw_iter();
    let page = file.page(entries.next().and_then(|entry| entry.as_obj_ref()))?;
    let rest: Vec<Object<'_>> = dest.iter::<Object<'_>>().skip(1).collect();
    let how = rest.first().cloned().and_then(Object::into_name).map(|n| n.as_str().to_owned());
    let up = rest.get(2).cloned().and_then(Object::into_number).map(|n| n.as_f32());
    Ok(Line::at(format!("page {} {}", page + 1, how.unwrap_or_default()), up))
}

fn links(file: &File<'_>, page: usize, sheet: &Dict<'_>, seen: &mut Seen) -> Result<(), Fault> {
    let Some(annotations) = sheet.get::<Array<'_>>("Annots") else { return Ok(()) };
    for link in annotations.iter::<Dict<'_>>() {
        let kind = name_of(&link, "Subtype").unwrap_or_default();
        let action = link.get::<Dict<'_>>("A");
        let dest = link.get::<Array<'_>>("Dest").or_else(|| action.as_ref()?.get::<Array<'_>>("D"));
        let uri = action.as_ref().and_then(|a| text_of(a, "URI"));
        seen.told.extend(uri.clone());
        let goal = match (dest, uri) {
            (Some(dest), _) => place(file, &dest)?,
            (None, Some(uri)) => Line::new(uri),
            (None, None) => return Err(Fault::new("has a link that leads nowhere")),
        };
        let says = text_of(&link, "Contents").unwrap_or_default();
        let area = link.get::<Array<'_>>("Rect").map(|rect| floats(&rect)).unwrap_or_default();
        let words = format!("page {} {kind} \"{says}\" to {}", page + 1, goal.says);
        seen.add(Aspect::Links, Line::at(words, area.into_iter().chain(goal.at)));
        seen.told.push(says);
    }
    Ok(())
}

/// Deeper than any outline of ours.
const DEEPEST: usize = 8;

fn bookmarks(file: &File<'_>, above: &Dict<'_>, depth: usize, seen: &mut Seen) -> Result<(), Fault> {
    let mut next = above.get::<Dict<'_>>("First");
    while let Some(entry) = next {
        let dest =
            entry.get::<Array<'_>>("Dest").ok_or_else(|| Fault::new("has a bookmark that leads nowhere"))?;
        let to = place(file, &dest)?;
        let closed = entry.get::<hayro_syntax::object::Number>("Count").is_some_and(|n| n.as_i64() < 0);
        let says = text_of(&entry, "Title").unwrap_or_default();
        let shut = if closed { " (closed)" } else { "" };
        seen.add(Aspect::Outline, Line { says: format!("{depth} {says}{shut} to {}", to.says), at: to.at });
        seen.told.push(says);
        if depth < DEEPEST {
            bookmarks(file, &entry, depth + 1, seen)?;
        }
        next = entry.get::<Dict<'_>>("Next");
    }
    Ok(())
}

fn files(root: &Dict<'_>, seen: &mut Seen) -> Result<(), Fault> {
    let tree = root.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
    let names = tree.and_then(|tree| tree.get::<Array<'_>>("Names"));
    let listed = names.map_or(0, |names| names.iter::<Object<'_>>().count() / 2);
    let associated = root.get::<Array<'_>>("AF").ok_or_else(|| Fault::new("has no associated files"))?;
    let mut lines = Vec::new();
    for spec in associated.iter::<Dict<'_>>() {
        let stream = spec.get::<Dict<'_>>("EF").and_then(|ef| ef.get::<Stream<'_>>("UF"));
        let stream = stream.ok_or_else(|| Fault::new("names a file that is not inside"))?;
        let bytes = stream.decoded().map_err(|_| Fault::new("has a file that cannot be unpacked"))?;
        let size = stream
            .dict()
            .get::<Dict<'_>>("Params")
            .and_then(|p| p.get::<hayro_syntax::object::Number>("Size"));
        if size.is_some_and(|size| size.as_i64() != bytes.len() as i64) {
            seen.faults.push("a file inside has another size than it says".to_owned());
        }
        let of = |key| text_of(&spec, key).unwrap_or_default();
        let relation = name_of(&spec, "AFRelationship").unwrap_or_default();
        let kind = name_of(stream.dict(), "Subtype").unwrap_or_default();
        let head = format!("{} {} {relation} {kind} \"{}\"", of("F"), of("UF"), of("Desc"));
        lines.push(Line::new(format!("{head}\n{}", String::from_utf8_lossy(&bytes))));
        seen.told.extend([of("F"), of("Desc"), String::from_utf8_lossy(&bytes).into_owned()]);
    }
    if lines.len() != listed {
        seen.faults.push("files are listed that are not associated, or the other way round".to_owned());
    }
    // Their order says nothing.
    lines.sort_by(|a, b| a.says.cmp(&b.says));
    for line in lines {
        seen.add(Aspect::Files, line);
    }
    Ok(())
}
