//! Relationships: which part belongs to which, and what lies outside of the package.

use super::names::SPACES;
use crate::container::nodes::{DECLARATION, Node, Xml, put_attribute};
use evidact_model::Withheld;
use evidact_raw::RawBytes;

pub(super) struct Relationship {
    pub(super) id: Vec<u8>,
    /// The last word of its type, such as `worksheet`.
    pub(super) kind: Vec<u8>,
    pub(super) target: Target,
}

pub(super) enum Target {
    /// A part of the package.
    Part(String),
    Outside(Vec<u8>),
}

impl Relationship {
    /// Returns the part if it is of this kind.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        match &self.target {
            Target::Part(path) if self.kind == kind.as_bytes() => Some(path),
            _ => None,
        }
    }
}

/// Reads the relationships of the part `of`.
pub(super) fn read(part: &RawBytes, of: &str) -> Result<Vec<Relationship>, Withheld> {
    let mut xml = Xml::new(part.expose(), SPACES);
    let mut all = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name.is("rel", "Relationship") => {
                let get = |name| element.get("", name).unwrap_or_default();
                let kind = get("Type").rsplit(|&b| b == b'/').next().unwrap_or_default().to_vec();
                let target = if get("TargetMode") == b"External" {
                    Target::Outside(get("Target").to_vec())
                } else {
                    Target::Part(resolve(of, &String::from_utf8_lossy(get("Target"))))
                };
                all.push(Relationship { id: get("Id").to_vec(), kind, target });
            }
            Node::Done => return Ok(all),
            _ => {}
        }
    }
}

/// Returns where the relationships of a part stand.
pub(super) fn path_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn resolve(of: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => of.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Where the types of relationships are defined.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Relationships in the making.
pub(super) struct Writer {
    out: Vec<u8>,
    count: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        let mut out = DECLARATION.to_vec();
        out.extend_from_slice(
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        Self { out, count: 0 }
    }

    /// Adds a relationship to a part and returns its id.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(kind, target.as_bytes(), "")
    }

    /// Adds a link to the outside and returns its id.
    pub(super) fn link(&mut self, target: &[u8]) -> String {
        self.add("hyperlink", target, " TargetMode=\"External\"")
    }

    fn add(&mut self, kind: &str, target: &[u8], mode: &str) -> String {
        self.count += 1;
        let id = format!("rId{}", self.count);
        self.out.extend_from_slice(format!("<Relationship Id=\"{id}\" Type=\"{TYPES}{kind}\"").as_bytes());
        put_attribute(b"Target", target, &mut self.out);
        self.out.extend_from_slice(mode.as_bytes());
        self.out.extend_from_slice(b"/>");
        id
    }

    /// Returns the part; nothing if it would be empty.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        self.out.extend_from_slice(b"</Relationships>");
        (self.count > 0).then_some(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::{path_of, resolve};

    #[test]
    fn finds_parts_from_where_they_are_named() {
        assert_eq!(resolve("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(path_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(path_of(""), "_rels/.rels");
    }
}
