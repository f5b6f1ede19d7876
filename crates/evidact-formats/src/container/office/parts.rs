//! The parts of a copy that are no text: images, documents within, content types and relationships.

use super::clean::{Ids, quote};
use super::graph::{Edge, Graph, LeafKind, Part, To};
use super::kinds::{MAIN, Variant};
use super::losses::Losses;
use super::vocabulary::LINKS;
use crate::container::image::{is_picture, placeholder};
use crate::container::pack::Pack;
use crate::container::{Place, Role, Walk};
use crate::xml::{Attributes, Item, Scanner};
use crate::{Images, Reading};
use evidact_model::{Lost, Placeholder, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};

/// What stands in the place of pictures that are left out, and of those that fill what is behind a text.
const LEFT_OUT: &str = "media/left-out.png";
const AREA: &str = "media/area.png";

/// What became of the parts that are no text.
pub(super) struct Contents {
    folder: String,
    /// In the order of the leaves of the graph: the name of each that is in the copy.
    leaves: Vec<Option<String>>,
    /// What they hold, until it is taken.
    content: Vec<(String, Blob)>,
}

/// Where a relationship of the copy leads.
pub(super) enum Target {
    /// To a part of this name.
    Part(String),
    /// To an address.
    Link(Vec<u8>),
    Gone,
}

impl Contents {
    /// Shows images and documents within, and takes what comes back.
    pub(super) fn of(
        folder: &str,
        graph: &Graph,
        package: &Pack<'_>,
        walk: &mut Walk<'_>,
        losses: &mut Losses,
    ) -> Result<Self, Withheld> {
        let (mut leaves, mut content) = (Vec::new(), Vec::new());
        for (number, leaf) in graph.leaves.iter().enumerate() {
            let taken = match leaf.what {
                LeafKind::Image if walk.limits.images == Images::Withhold => None,
                LeafKind::Image => image(folder, number + 1, &leaf.source, package, walk)?,
                LeafKind::Document => document(folder, number + 1, &leaf.source, package, walk)?,
            };
            if taken.is_none() {
                losses.add(if leaf.what == LeafKind::Image { Lost::Image } else { Lost::Attachment });
            }
            leaves.push(taken.as_ref().map(|(name, _)| name.clone()));
            content.extend(taken);
        }
        for edge in graph.parts.iter().flat_map(|p| &p.edges) {
            if matches!(edge.to, To::NoImage) {
                losses.add(Lost::Image);
            }
        }
        let contents = Self { folder: folder.to_owned(), leaves, content: Vec::new() };
        for (name, picture) in [(LEFT_OUT, placeholder::left_out()), (AREA, placeholder::area())] {
            let name = format!("{folder}{name}");
            let leads = |part: &Part| {
                let mut targets = part.edges.iter().map(|edge| contents.target(edge, part, graph));
                targets.any(|target| matches!(target, Target::Part(to) if to == name))
            };
            if graph.parts.iter().any(leads) {
                content.push((name, Blob::new(RawBytes::new(picture))));
            }
        }
        Ok(Self { content, ..contents })
    }

    /// Says where a relationship leads in the copy.
    pub(super) fn target(&self, edge: &Edge, of: &Part, graph: &Graph) -> Target {
        let left_out = || {
            let name = if of.says_looks() { AREA } else { LEFT_OUT };
            Target::Part(format!("{}{name}", self.folder))
        };
        match &edge.to {
            To::Part(part) => graph.parts.get(*part).map_or(Target::Gone, |p| Target::Part(p.name.clone())),
            To::Leaf(leaf) => {
                let taken = self.leaves.get(*leaf).and_then(Option::as_ref);
                let is_image = graph.leaves.get(*leaf).is_some_and(|l| l.what == LeafKind::Image);
                match taken {
                    Some(name) => Target::Part(name.clone()),
                    None if is_image => left_out(),
                    None => Target::Gone,
                }
            }
            To::NoImage => left_out(),
            To::Link(address) => Target::Link(address.clone()),
            To::Dropped(_) => Target::Gone,
        }
    }

    /// Takes the parts that are no text, each with its name.
    pub(super) fn take_leaves(&mut self) -> Vec<(String, Blob)> {
        std::mem::take(&mut self.content)
    }
}

/// Returns the part that says what the others are.
pub(super) fn types(graph: &Graph) -> String {
    let all = [defaults(), overrides(graph)].concat();
    format!(
        "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{all}</Types>"
    )
}

/// Returns what parts are by the endings of their names.
pub(super) fn defaults() -> String {
    let one = |(extension, media): &(&str, &str)| {
        format!("<Default Extension=\"{extension}\" ContentType=\"{media}\"/>")
    };
    DEFAULTS.iter().map(one).collect()
}

/// Returns what the XML parts of a graph are.
pub(super) fn overrides(graph: &Graph) -> String {
    let one = |part: &Part| {
        let media = format!("application/vnd.openxmlformats-officedocument.{}+xml", part.media);
        format!("<Override PartName=\"/{}\" ContentType=\"{media}\"/>", part.name)
    };
    graph.parts.iter().map(one).collect()
}

/// Returns the relationships of the package.
pub(super) fn package_relationships(graph: &Graph) -> String {
    let main = graph.parts.first().map(|p| p.name.as_str()).unwrap_or_default();
    let kind = graph.variant.relations();
    let one = format!("<Relationship Id=\"rId1\" Type=\"{kind}{MAIN}\" Target=\"{main}\"/>");
    format!("{HEADER}<Relationships xmlns=\"{RELATIONSHIPS}\">{one}</Relationships>")
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

const DEFAULTS: [(&str, &str); 9] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("tiff", "image/tiff"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// Shows an image. One that nobody can write anew, such as the icon of a document within, is left out like one that
/// nobody may see; it is no file that somebody would look for.
fn image(
    folder: &str,
    number: usize,
    source: &str,
    package: &Pack<'_>,
    walk: &mut Walk<'_>,
) -> Result<Option<(String, Blob)>, Withheld> {
    let extension = extension(source, &["png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "bmp", "svg"]);
    let shown = format!("{folder}media/image{number}.{extension}");
    let role = |head: &[u8]| if is_picture(head) { Role::File } else { Role::Dropped };
    let Some(replaced) = leaf(source, &shown, role, package, walk)? else { return Ok(None) };
    let head = replaced.head(4).map_err(|_| Withheld::Unreadable)?;
    let extension = match head.expose() {
        [0x89, b'P', b'N', b'G'] => "png",
        [0xFF, 0xD8, 0xFF, _] => "jpeg",
        b"GIF8" => "gif",
        b"II*\0" | b"MM\0*" => "tiff",
        _ => return Ok(None),
    };
    Ok(Some((format!("{folder}media/image{number}.{extension}"), replaced)))
}

/// So many bytes tell a picture.
const HEAD_BYTES: usize = 12;

/// Shows a document within.
fn document(
    folder: &str,
    number: usize,
    source: &str,
    package: &Pack<'_>,
    walk: &mut Walk<'_>,
) -> Result<Option<(String, Blob)>, Withheld> {
    // Copies hold no programs, so they are of the plain kind.
    let kinds = ["docx", "docm", "xlsx", "xlsm", "pptx", "pptm"];
    let extension = extension(source, &kinds).replace('m', "x");
    let shown = format!("{folder}embeddings/embedded{number}.{extension}");
    let Some(replaced) = leaf(source, &shown, |_| Role::File, package, walk)? else { return Ok(None) };
    let head = replaced.head(4).map_err(|_| Withheld::Unreadable)?;
    let is_package = head.expose() == b"PK\x03\x04" && extension != "bin";
    Ok(is_package.then_some((shown, replaced)))
}

/// Returns the extension of a name if it is one of these.
fn extension<'k>(name: &str, known: &[&'k str]) -> &'k str {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    known.iter().copied().find(|k| *k == extension).unwrap_or("bin")
}

/// Shows a part that may be left out alone, as what its first bytes say. One that cannot be read is left out.
fn leaf(
    source: &str,
    shown: &str,
    role: impl Fn(&[u8]) -> Role,
    package: &Pack<'_>,
    walk: &mut Walk<'_>,
) -> Result<Option<Blob>, Withheld> {
    match package.read(source, walk.budget) {
        Ok(content) => {
            let head = content.head(HEAD_BYTES).map_err(|_| Withheld::Unreadable)?;
            Ok(walk.part(shown, content, role(head.expose()))?.map(|r| r.source))
        }
        Err(reason) if reason.is_of_whole_source() => Err(reason),
        Err(reason) => walk.visitor.unread(RawName::new(shown), reason).map(|()| None),
    }
}

/// Returns what the relationships of a part are called in the copy.
pub(super) fn ids(part: &Part, targets: &[Target]) -> Ids {
    let id = |(i, target): (usize, &Target)| match target {
        Target::Gone => None,
        _ => Some(format!("rId{}", i + 1)),
    };
    let named = targets.iter().enumerate().map(id);
    part.edges.iter().map(|e| e.id.clone()).zip(named).collect()
}

/// Returns the relationships of a part, with their name, if there are any. Addresses are shown like a text.
pub(super) fn relationships(
    part: &Part,
    targets: &[Target],
    variant: Variant,
    walk: &mut Walk<'_>,
) -> Result<Option<(String, RawBytes)>, Withheld> {
    let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
    let name = format!("{folder}/_rels/{file}.rels");
    let mut links = links(&name, targets, walk)?.into_iter();
    let mut xml = format!("{HEADER}<Relationships xmlns=\"{RELATIONSHIPS}\">").into_bytes();
    let mut is_empty = true;
    for (i, (edge, target)) in part.edges.iter().zip(targets).enumerate() {
        let (address, mode): (Vec<u8>, &[u8]) = match target {
            Target::Part(name) => (format!("/{name}").into_bytes(), b""),
            Target::Link(_) => (links.next().unwrap_or_default(), b" TargetMode=\"External\""),
            Target::Gone => continue,
        };
        is_empty = false;
        let relation = if matches!(edge.to, To::NoImage) { "image" } else { edge.relation.as_str() };
        let start =
            format!("<Relationship Id=\"rId{}\" Type=\"{}{relation}\" Target=\"", i + 1, variant.relations());
        xml.extend_from_slice(start.as_bytes());
        quote(&address, &mut xml);
        xml.push(b'"');
        xml.extend_from_slice(mode);
        xml.extend_from_slice(b"/>");
    }
    xml.extend_from_slice(b"</Relationships>");
    Ok((!is_empty).then_some((name, RawBytes::new(xml))))
}

/// Shows the addresses that a part refers to, and returns what they are in the copy, in their order.
fn links(name: &str, targets: &[Target], walk: &mut Walk<'_>) -> Result<Vec<Vec<u8>>, Withheld> {
    let mut xml = b"<links>".to_vec();
    let mut count = 0;
    for target in targets {
        if let Target::Link(address) = target {
            count += 1;
            xml.extend_from_slice(b"<link target=\"");
            quote(address, &mut xml);
            xml.extend_from_slice(b"\"/>");
        }
    }
    if count == 0 {
        return Ok(Vec::new());
    }
    xml.extend_from_slice(b"</links>");
    let shown = Blob::new(RawBytes::new(xml));
    let place = Place::aside("links");
    let Some(replaced) = walk.part_at(name, shown, Role::Inner(Reading::Xml(&LINKS)), place)? else {
        return Ok(Vec::new());
    };
    let bytes = replaced.source.into_memory().map_err(|_| Withheld::Unreadable)?;
    let links = read_links(bytes.expose()).map_err(|_| Withheld::Structure { at: None })?;
    if links.len() == count { Ok(links) } else { Err(Withheld::Structure { at: None }) }
}

fn read_links(xml: &[u8]) -> Result<Vec<Vec<u8>>, crate::event::Broken> {
    let mut links = Vec::new();
    let mut scanner = Scanner::new(xml);
    while let Some(item) = scanner.next()? {
        let Item::Start(tag) = item else { continue };
        if let Some(attribute) = Attributes::of(xml, &tag).next()? {
            links.push(address(xml.get(attribute.value).unwrap_or_default()));
        }
    }
    Ok(links)
}

/// Writes placeholders in an address without brackets, which mean something there.
fn address(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        if let Some((placeholder, len)) = Placeholder::at_start(value.get(at..).unwrap_or_default()) {
            out.extend_from_slice(placeholder.bare().as_bytes());
            at += len;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn placeholders_in_addresses_have_no_brackets() {
        assert!(address(b"mailto:[EMAIL:01]?a=[b]") == b"mailto:EMAIL-01?a=[b]");
    }
}
