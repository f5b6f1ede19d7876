//! The parts of a document that can be reached from its main part, and the relationships between them.

use super::kinds::{self, Kind, Variant, XmlPart};
use super::text_of;
use crate::container::Budget;
use crate::container::pack::Pack;
use crate::xml::{Attributes, Item, Scanner, local};
use evidact_model::{Format, Lost, Withheld};
use std::collections::BTreeMap;

/// A document as parts and relationships.
pub(super) struct Graph {
    pub(super) variant: Variant,
    /// The XML parts, the main part first.
    pub(super) parts: Vec<Part>,
    /// Images and documents within.
    pub(super) leaves: Vec<Leaf>,
    /// What parts are that relationships lead to and copies do not hold, by their names in small letters.
    pub(super) dropped: BTreeMap<String, Lost>,
}

/// An XML part.
pub(super) struct Part {
    /// Its name in the source.
    pub(super) source: String,
    /// Its name in the copy.
    pub(super) name: String,
    pub(super) media: &'static str,
    pub(super) edges: Vec<Edge>,
}

impl Part {
    /// Says whether it says what text looks like rather than text.
    pub(super) fn says_looks(&self) -> bool {
        const TEXTS: [&str; 12] = [
            "document.main",
            "header",
            "footer",
            "footnotes",
            "endnotes",
            "comments",
            "slide",
            "notesSlide",
            "chart",
            "chartshapes",
            "drawing",
            "diagramData",
        ];
        !TEXTS.contains(&self.kind())
    }

    /// Says whether it is a chart.
    pub(super) fn is_chart(&self) -> bool {
        self.kind() == "chart"
    }

    /// Says whether it defines styles and fonts and nothing that people write.
    pub(super) fn names_styles(&self) -> bool {
        const STYLES: [&str; 8] = [
            "styles",
            "fontTable",
            "numbering",
            "tableStyles",
            "theme",
            "themeOverride",
            "diagramStyle",
            "diagramColors",
        ];
        STYLES.contains(&self.kind())
    }

    fn kind(&self) -> &str {
        self.media.split_once('.').map_or(self.media, |(_, kind)| kind)
    }
}

/// A part that is no XML.
pub(super) struct Leaf {
    pub(super) source: String,
    pub(super) what: LeafKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Image,
    Document,
}

/// A relationship.
pub(super) struct Edge {
    /// Its id in the source.
    pub(super) id: Vec<u8>,
    /// The last step of its type.
    pub(super) relation: String,
    pub(super) to: To,
}

/// Where a relationship leads.
pub(super) enum To {
    Part(usize),
    Leaf(usize),
    /// To an address outside, as it stands in the markup.
    Link(Vec<u8>),
    /// To an image outside, or to nothing, where an image must be.
    NoImage,
    Dropped(Lost),
}

/// A relationship as it stands in the source.
struct Raw {
    id: Vec<u8>,
    uri: String,
    target: Vec<u8>,
    is_external: bool,
}

/// A document has no more parts and relationships than these.
const MAX_EDGES: usize = 200_000;

impl Graph {
    /// Follows the relationships from the package to all parts that copies hold.
    pub(super) fn of(format: Format, package: &Pack<'_>, budget: &mut Budget) -> Result<Self, Withheld> {
        let roots = relationships(package, "", budget)?;
        let main = roots.iter().find_map(|raw| {
            let (variant, last) = kinds::relation(&raw.uri)?;
            (last == kinds::MAIN && !raw.is_external).then(|| (variant, resolve("", &raw.target)))
        });
        let (variant, source) = main.ok_or(Withheld::Damaged)?;
        let (folder, name, media) = kinds::main(format);
        let mut builder = Builder::new(format, folder, variant);
        builder.graph.parts.push(Part { source, name: name.into(), media, edges: Vec::new() });
        builder.follow(package, budget)
    }

    /// Follows the relationships from parts of a workbook, each with the last step of the type that leads to it.
    pub(super) fn of_workbook(
        roots: &[(&str, String)],
        package: &Pack<'_>,
        budget: &mut Budget,
    ) -> Result<Self, Withheld> {
        // Whatever the workbook was, its copy is a transitional one.
        let mut builder = Builder::new(Format::Xlsx, "xl/", Variant::Transitional);
        for (relation, source) in roots {
            let kind = kinds::of_workbook(relation).filter(|_| package.name_of(source).is_some());
            if let Some(kind) = kind {
                builder.part(source.clone(), kind);
            }
        }
        builder.follow(package, budget)
    }

    /// Says whether a part of the source is in the copy in some form.
    pub(super) fn reaches(&self) -> std::collections::BTreeSet<String> {
        let parts = self.parts.iter().map(|p| &p.source);
        parts.chain(self.leaves.iter().map(|l| &l.source)).map(|name| name.to_ascii_lowercase()).collect()
    }
}

struct Builder {
    format: Format,
    folder: &'static str,
    graph: Graph,
    parts: BTreeMap<String, usize>,
    leaves: BTreeMap<String, usize>,
    /// How many parts of a path there are.
    counts: BTreeMap<&'static str, usize>,
    edges: usize,
}

impl Builder {
    fn new(format: Format, folder: &'static str, variant: Variant) -> Self {
        let graph = Graph { variant, parts: Vec::new(), leaves: Vec::new(), dropped: BTreeMap::new() };
        Self {
            format,
            folder,
            graph,
            parts: BTreeMap::new(),
            leaves: BTreeMap::new(),
            counts: BTreeMap::new(),
            edges: 0,
        }
    }

    /// Follows the relationships of all parts that there are, and of those they lead to.
    fn follow(mut self, package: &Pack<'_>, budget: &mut Budget) -> Result<Graph, Withheld> {
        let mut next = 0;
        while let Some(part) = self.graph.parts.get(next) {
            let source = part.source.clone();
            self.parts.entry(source.to_ascii_lowercase()).or_insert(next);
            let edges = self.edges(package, &source, budget)?;
            if let Some(part) = self.graph.parts.get_mut(next) {
                part.edges = edges;
            }
            next += 1;
        }
        Ok(self.graph)
    }

    fn edges(
        &mut self,
        package: &Pack<'_>,
        source: &str,
        budget: &mut Budget,
    ) -> Result<Vec<Edge>, Withheld> {
        let mut edges = Vec::new();
        for raw in relationships(package, source, budget)? {
            self.edges += 1;
            if self.edges > MAX_EDGES {
                return Err(Withheld::Budget);
            }
            let to = self.target(package, source, &raw);
            let relation = kinds::relation(&raw.uri).map_or("", |(_, last)| last).to_owned();
            edges.push(Edge { id: raw.id, relation, to });
        }
        Ok(edges)
    }

    fn target(&mut self, package: &Pack<'_>, source: &str, raw: &Raw) -> To {
        let kind = kinds::kind(self.format, &raw.uri);
        if raw.is_external {
            return match kind {
                Kind::Link => To::Link(raw.target.clone()),
                Kind::Image => To::NoImage,
                Kind::Dropped(lost) => To::Dropped(lost),
                Kind::Xml(_) | Kind::Embedded => To::Dropped(Lost::Link),
            };
        }
        let target = resolve(source, &raw.target);
        let is_there = package.name_of(&target).is_some();
        match kind {
            Kind::Xml(part) if is_there => To::Part(self.part(target, part)),
            Kind::Image if is_there => To::Leaf(self.leaf(target, LeafKind::Image)),
            Kind::Embedded if is_there => To::Leaf(self.leaf(target, LeafKind::Document)),
            Kind::Image => To::NoImage,
            Kind::Embedded => To::Dropped(Lost::Attachment),
            Kind::Link => To::Dropped(Lost::Link),
            Kind::Xml(_) => To::Dropped(Lost::ForeignPart),
            Kind::Dropped(lost) => {
                self.graph.dropped.insert(target.to_ascii_lowercase(), lost);
                To::Dropped(lost)
            }
        }
    }

    fn part(&mut self, source: String, kind: XmlPart) -> usize {
        if let Some(known) = self.parts.get(&source.to_ascii_lowercase()) {
            return *known;
        }
        let count = self.counts.entry(kind.path).or_insert(0);
        *count += 1;
        let number = match (*count, kind.path.contains('/') || matches!(kind.path, "header" | "footer")) {
            (1, false) => String::new(),
            (n, _) => n.to_string(),
        };
        let name = format!("{}{}{number}.xml", self.folder, kind.path);
        let index = self.graph.parts.len();
        self.parts.insert(source.to_ascii_lowercase(), index);
        self.graph.parts.push(Part { source, name, media: kind.media, edges: Vec::new() });
        index
    }

    fn leaf(&mut self, source: String, what: LeafKind) -> usize {
        if let Some(known) = self.leaves.get(&source.to_ascii_lowercase()) {
            return *known;
        }
        let index = self.graph.leaves.len();
        self.leaves.insert(source.to_ascii_lowercase(), index);
        self.graph.leaves.push(Leaf { source, what });
        index
    }
}

/// Returns the name of the part that holds the relationships of another, or of the package.
fn relationships_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{file}.rels")
}

fn relationships(package: &Pack<'_>, source: &str, budget: &mut Budget) -> Result<Vec<Raw>, Withheld> {
    let name = relationships_of(source);
    if package.name_of(&name).is_none() {
        return Ok(Vec::new());
    }
    let xml = text_of(package.read(&name, budget)?)?;
    read(xml.expose()).map_err(|_| Withheld::Structure { at: None })
}

fn read(xml: &[u8]) -> Result<Vec<Raw>, crate::event::Broken> {
    let mut all = Vec::new();
    let mut scanner = Scanner::new(xml);
    while let Some(item) = scanner.next()? {
        let Item::Start(tag) = item else { continue };
        if xml.get(tag.name.clone()).map(local) != Some(b"Relationship") {
            continue;
        }
        let mut raw = Raw { id: Vec::new(), uri: String::new(), target: Vec::new(), is_external: false };
        let mut attributes = Attributes::of(xml, &tag);
        while let Some(attribute) = attributes.next()? {
            let value = xml.get(attribute.value).unwrap_or_default();
            match xml.get(attribute.name).unwrap_or_default() {
                b"Id" => raw.id = value.to_vec(),
                b"Type" => raw.uri = String::from_utf8_lossy(value).into_owned(),
                b"Target" => raw.target = value.to_vec(),
                b"TargetMode" => raw.is_external = value == b"External",
                _ => {}
            }
        }
        all.push(raw);
    }
    Ok(all)
}

/// Returns the name of the part that a target means, seen from the part that refers to it.
fn resolve(source: &str, target: &[u8]) -> String {
    let target = String::from_utf8_lossy(target);
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => source.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::{relationships_of, resolve};

    #[test]
    fn targets_are_relative_to_the_part_that_names_them() {
        assert_eq!(resolve("word/document.xml", b"media/a.png"), "word/media/a.png");
        assert_eq!(resolve("ppt/slides/slide1.xml", b"../slideLayouts/l.xml"), "ppt/slideLayouts/l.xml");
        assert_eq!(resolve("ppt/slides/slide1.xml", b"/ppt/x.xml"), "ppt/x.xml");
        assert_eq!(resolve("", b"word/document.xml"), "word/document.xml");
        assert_eq!(resolve("a.xml", b"../../b.xml"), "b.xml");
    }

    #[test]
    fn relationships_stand_beside_their_part() {
        assert_eq!(relationships_of(""), "_rels/.rels");
        assert_eq!(relationships_of("word/document.xml"), "word/_rels/document.xml.rels");
    }
}
