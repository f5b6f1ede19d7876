//! The tag tree: what a page says, for readers that do not see it.
//!
//! Elements are made while text is laid out and hung into the tree when their first content is drawn, so that the
//! tree has the order of the pages and holds nothing that was laid out only to be measured.

/// An element of the tag tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElemId(u32);

impl ElemId {
    /// The element that holds all others.
    pub const DOCUMENT: Self = Self(0);

    /// Returns the place of the element among all.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The role of an element, in the words of PDF 1.7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The whole.
    Document,
    /// A section.
    Sect,
    /// What belongs together.
    Div,
    /// A heading of a section.
    H1,
    /// A heading inside of a section.
    H2,
    /// A paragraph.
    P,
    /// A list.
    L,
    /// An item of a list.
    Li,
    /// The sign or number of an item.
    Lbl,
    /// What an item says.
    LBody,
    /// A table.
    Table,
    /// A row.
    Tr,
    /// A cell that speaks for others.
    Th(Scope),
    /// A cell.
    Td,
    /// Code.
    Code,
    /// A part of a text.
    Span,
    /// A link and its words.
    Link,
    /// A drawing.
    Figure,
    /// A table of contents.
    Toc,
    /// An entry of one.
    Toci,
    /// A quotation.
    BlockQuote,
}

/// What a header cell speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// For its row.
    Row,
    /// For its column.
    Column,
}

impl Kind {
    /// Returns the structure type's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Sect => "Sect",
            Self::Div => "Div",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::P => "P",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Table => "Table",
            Self::Tr => "TR",
            Self::Th(_) => "TH",
            Self::Td => "TD",
            Self::Code => "Code",
            Self::Span => "Span",
            Self::Link => "Link",
            Self::Figure => "Figure",
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::BlockQuote => "BlockQuote",
        }
    }
}

/// What hangs under an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Elem(ElemId),
    /// A run of marked content on a page.
    Content {
        /// The page, from 0.
        page: usize,
        /// The id on that page.
        mcid: usize,
    },
    /// A link annotation on a page, by its place among the page's links.
    Annot {
        /// The page, from 0.
        page: usize,
        /// The place among the links of that page.
        link: usize,
    },
}

/// A box on a page, in points from the lower left corner.
pub type BBox = [f32; 4];

/// One element.
#[derive(Debug, Clone)]
pub struct Elem {
    /// The role.
    pub kind: Kind,
    /// What it hangs under.
    pub parent: Option<ElemId>,
    /// What hangs under it, in the order of reading.
    pub kids: Vec<Kid>,
    /// What a figure shows.
    pub alt: Option<String>,
    /// What an abbreviation stands for; a placeholder is one.
    pub expansion: Option<String>,
    /// Where a figure is.
    pub bbox: Option<BBox>,
    /// Whether a list has numbers.
    pub ordered: bool,
    attached: bool,
}

/// The tag tree of a document.
#[derive(Debug)]
pub struct Tree {
    elems: Vec<Elem>,
}

impl Tree {
    /// Returns a tree with nothing but its document element.
    pub(crate) fn new() -> Self {
        let mut tree = Self { elems: Vec::new() };
        tree.push(Kind::Document, None);
        if let Some(root) = tree.elems.first_mut() {
            root.attached = true;
        }
        tree
    }

    /// Makes an element that will hang under `parent`.
    pub(crate) fn add(&mut self, kind: Kind, parent: ElemId) -> ElemId {
        self.push(kind, Some(parent))
    }

    /// Makes a figure with its alternative text.
    pub(crate) fn add_figure(&mut self, parent: ElemId, alt: String) -> ElemId {
        let id = self.add(Kind::Figure, parent);
        if let Some(elem) = self.elems.get_mut(id.index()) {
            elem.alt = Some(alt);
        }
        id
    }

    /// Returns the role of an element.
    pub(crate) fn kind(&self, id: ElemId) -> Option<Kind> {
        self.elems.get(id.index()).map(|elem| elem.kind)
    }

    /// Changes an element.
    pub(crate) fn edit(&mut self, id: ElemId, change: impl FnOnce(&mut Elem)) {
        if let Some(elem) = self.elems.get_mut(id.index()) {
            change(elem);
        }
    }

    /// Hangs `id` and what it hangs from into the tree, unless they hang there already.
    pub(crate) fn attach(&mut self, id: ElemId) {
        let mut path = Vec::new();
        let mut at = Some(id);
        while let Some(elem) = at.and_then(|a| self.elems.get(a.index())) {
            if elem.attached {
                break;
            }
            path.extend(at);
            at = elem.parent;
        }
        for id in path.into_iter().rev() {
            let parent = self.elems.get_mut(id.index()).and_then(|elem| {
                elem.attached = true;
                elem.parent
            });
            if let Some(parent) = parent.and_then(|p| self.elems.get_mut(p.index())) {
                parent.kids.push(Kid::Elem(id));
            }
        }
    }

    /// Attaches `id` and hangs content or an annotation under it.
    pub(crate) fn hang(&mut self, id: ElemId, kid: Kid) {
        self.attach(id);
        self.edit(id, |elem| elem.kids.push(kid));
    }

    /// Returns an element.
    pub fn elem(&self, id: ElemId) -> Option<&Elem> {
        self.elems.get(id.index())
    }

    /// Returns the elements that hang in the tree, with their ids.
    pub fn attached(&self) -> impl Iterator<Item = (ElemId, &Elem)> {
        (0u32..).map(ElemId).zip(&self.elems).filter(|(_, elem)| elem.attached)
    }

    fn push(&mut self, kind: Kind, parent: Option<ElemId>) -> ElemId {
        let id = ElemId(u32::try_from(self.elems.len()).unwrap_or(u32::MAX));
        self.elems.push(Elem {
            kind,
            parent,
            kids: Vec::new(),
            alt: None,
            expansion: None,
            bbox: None,
            ordered: false,
            attached: false,
        });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{ElemId, Kid, Kind, Tree};

    #[test]
    fn hangs_elements_in_the_order_in_which_they_are_drawn() {
        let mut tree = Tree::new();
        let sect = tree.add(Kind::Sect, ElemId::DOCUMENT);
        let late = tree.add(Kind::P, sect);
        let early = tree.add(Kind::P, sect);
        let measured = tree.add(Kind::P, sect);
        tree.hang(early, Kid::Content { page: 0, mcid: 0 });
        tree.hang(late, Kid::Content { page: 0, mcid: 1 });
        let (_, found) = tree.attached().find(|(id, _)| *id == sect).unwrap();
        assert_eq!(found.kids, vec![Kid::Elem(early), Kid::Elem(late)]);
        assert!(tree.attached().all(|(id, _)| id != measured));
    }
}
