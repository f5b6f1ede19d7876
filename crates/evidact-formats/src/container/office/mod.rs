//! Text documents and presentations (Office Open XML, ECMA-376): packages of XML parts.
//!
//! A copy holds the parts that can be reached from the main part by relationships of known types, each written anew:
//! what people read in it is redacted, and of its markup only known names remain. Parts get names of our own and
//! relationships ids of our own. Everything else (properties, previews, programs, custom data, fonts, settings of
//! printers, signatures, and what no relationship leads to) is left out, and so are images unless they are allowed.

mod charts;
mod clean;
mod compound;
mod drawings;
mod graph;
mod guids;
mod kinds;
mod losses;
mod names;
mod parts;
mod signs;
pub(super) mod vocabulary;
mod writing;

use super::pack::Pack;
use super::package::PackageWriter;
use super::{Place, Role, Walk, properties};
use crate::encoding::Decoded;
use evidact_model::{Format, Lost, Withheld};
use evidact_raw::{Blob, RawBytes};
use graph::Graph;
use losses::Losses;
use parts::Contents;
use writing::Writing;

pub(super) use compound::is_encrypted;
pub(super) use drawings::Drawings;

/// No program writes larger parts; several times their size is needed to read them.
const MAX_PART_BYTES: u64 = 256 << 20;

/// Says which kind of document a package with these names is.
pub(super) fn format_of<'n>(names: impl Iterator<Item = &'n str>) -> Option<Format> {
    let (mut has_types, mut format) = (false, None);
    for name in names {
        let name = name.to_ascii_lowercase();
        has_types |= name == "[content_types].xml";
        if name.starts_with("word/") {
            format = Some(Format::Docx);
        } else if name.starts_with("ppt/") {
            format = Some(Format::Pptx);
        }
    }
    format.filter(|_| has_types)
}

/// Walks through a document.
pub(super) fn walk(format: Format, source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let package = Pack::open(source, walk.limits, walk.budget)?;
    let graph = Graph::of(format, &package, walk.budget)?;
    let mut losses = Losses::default();
    let folder = kinds::main(format).0;
    // What is left out is read first: it says who is meant elsewhere.
    left_out(&package, &graph, walk, &mut losses)?;
    let mut contents = Contents::of(folder, &graph, &package, walk, &mut losses)?;
    let mut output = walk.output.take().map(PackageWriter::new);
    if let Some(output) = &mut output {
        output.add("[Content_Types].xml", &blob(parts::types(&graph)))?;
        output.add("_rels/.rels", &blob(parts::package_relationships(&graph)))?;
        for (name, content) in contents.take_leaves() {
            output.add(&name, &content)?;
        }
    }
    let is_kept = |formula: &[u8]| !formula.contains(&b'[');
    let mut writing = Writing {
        package: &package,
        graph: &graph,
        contents: &contents,
        is_kept: &is_kept,
        shared: clean::Shared::default(),
    };
    for part in &graph.parts {
        let written = writing.part(part, walk)?;
        let Some(output) = &mut output else { continue };
        if written.is_empty() {
            return Err(Withheld::Internal);
        }
        for (name, content) in &written {
            output.add(name, content)?;
        }
    }
    tell_authors(&writing.shared, walk)?;
    walk.fields(u64::from(!package.comments().is_empty()), package.comments())?;
    losses.tell(walk.visitor);
    output.map_or(Ok(()), PackageWriter::finish)
}

/// Shows the parts that copies leave out.
fn left_out(
    package: &Pack<'_>,
    graph: &Graph,
    walk: &mut Walk<'_>,
    losses: &mut Losses,
) -> Result<(), Withheld> {
    let kept = graph.reaches();
    let is_kept = |name: &str| kept.contains(&name.to_ascii_lowercase());
    let names: Vec<String> = package.names().filter(|n| !is_kept(n)).map(str::to_owned).collect();
    for name in names.iter().filter(|n| !losses::is_plumbing(n)) {
        let known = graph.dropped.get(&name.to_ascii_lowercase()).copied();
        losses.add(known.filter(|what| *what != Lost::ForeignPart).unwrap_or_else(|| losses::of_part(name)));
        match package.read(name, walk.budget) {
            Ok(content) => {
                walk.part(name, properties::shown(name, content)?, Role::Dropped)?;
            }
            Err(reason) if reason.is_of_whole_source() => return Err(reason),
            // It is left out whatever it is.
            Err(_) => {}
        }
    }
    for lost in graph.parts.iter().flat_map(|p| &p.edges) {
        // What is in the package was counted by its name.
        if let graph::To::Dropped(what @ Lost::Link) = lost.to {
            losses.add(what);
        }
    }
    Ok(())
}

/// Tells who wrote comments and changes, so that they are known elsewhere.
fn tell_authors(shared: &clean::Shared, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    if shared.authors.is_empty() {
        return Ok(());
    }
    let mut text = b"<authors>".to_vec();
    for author in &shared.authors {
        text.extend_from_slice(b"<author>");
        text.extend_from_slice(author);
        text.extend_from_slice(b"</author>\n");
    }
    text.extend_from_slice(b"</authors>");
    walk.part_at("authors.xml", blob(text), Role::Dropped, Place::aside("authors")).map(drop)
}

/// Returns an XML part in UTF-8.
fn text_of(part: Blob) -> Result<RawBytes, Withheld> {
    if part.len() > MAX_PART_BYTES {
        return Err(Withheld::TooLarge { limit_bytes: MAX_PART_BYTES });
    }
    let bytes = part.into_memory().map_err(|_| Withheld::Unreadable)?;
    let decoded = Decoded::of(bytes.expose());
    let text = decoded.text(bytes.expose());
    if std::str::from_utf8(text).is_err() {
        return Err(Withheld::Structure { at: None });
    }
    Ok(RawBytes::new(text.to_vec()))
}

fn blob(bytes: impl Into<Vec<u8>>) -> Blob {
    Blob::new(RawBytes::new(bytes.into()))
}
