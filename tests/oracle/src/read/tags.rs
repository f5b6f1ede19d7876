//! The tag tree: what a reader who does not see the pages is told, and whether its parts agree with each other.

use super::page::Content;
use super::{Aspect, File, Line, Seen, floats, name_of, text_of};
use crate::Fault;
use hayro_syntax::object::{Array, Dict, MaybeRef, Number, ObjRef, Object};
use std::collections::BTreeMap;

/// Reads the tree.
///
/// # Errors
/// If there is none, or it holds what this reader does not know.
pub(super) fn read(
    file: &File<'_>,
    root: &Dict<'_>,
    content: &Content,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let top = root.get::<Dict<'_>>("StructTreeRoot").ok_or_else(|| Fault::new("has no tags"))?;
    let mut walk = Walk { file, content, seen, owners: BTreeMap::new(), roles: BTreeMap::new() };
    for (id, elem) in kids(&top).into_iter().filter_map(|kid| file.dict(kid)) {
        walk.elem(id, &elem, 0)?;
    }
    let (owners, roles) = (walk.owners, walk.roles);
    for (role, count) in roles {
        seen.add(Aspect::Histogram, Line::new(format!("{role} {count}")));
    }
    for (page, id) in content.texts.keys() {
        if !owners.contains_key(&Piece::Content(*page, *id)) {
            seen.faults.push(format!("page {}: id {id} belongs to no element", page + 1));
        }
    }
    parents(file, &top, &owners, seen)
}

/// Something that belongs to one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// Marked content: page and id.
    Content(usize, i64),
    /// An annotation, by the number of its object.
    Annotation(u32),
}

struct Walk<'w, 'p> {
    file: &'w File<'p>,
    content: &'w Content,
    seen: &'w mut Seen,
    /// The number of the element that each piece belongs to.
    owners: BTreeMap<Piece, Option<u32>>,
    roles: BTreeMap<String, usize>,
}

/// Deeper than any tree of ours.
const DEEPEST: usize = 400;

impl<'p> Walk<'_, 'p> {
    fn elem(&mut self, id: Option<u32>, elem: &Dict<'p>, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::new("has tags that nest too deeply"));
        }
        let role = name_of(elem, "S").ok_or_else(|| Fault::new("has an element without a type"))?;
        let (attributes, area) = attributes(elem);
        self.seen.add(Aspect::Tags, Line::at(format!("{:>depth$}{role}{attributes}", ""), area));
        let told = ["Alt", "E", "ActualText", "Lang"].map(|key| (key, text_of(elem, key)));
        for (key, text) in told.into_iter().filter_map(|(key, text)| Some((key, text?))) {
            self.seen.add(Aspect::Alternatives, Line::new(format!("{role} {key}: {text}")));
            self.seen.told.push(text);
        }
        if let Some(title) = text_of(elem, "T") {
            self.seen.add(Aspect::Titles, Line::new(format!("{role}: {title}")));
            self.seen.told.push(title);
        }
        *self.roles.entry(role).or_default() += 1;
        let own = elem.get_ref("Pg");
        for kid in kids(elem) {
            self.kid(id, own, kid, depth + 1)?;
        }
        Ok(())
    }

    fn kid(
        &mut self,
        id: Option<u32>,
        own: Option<ObjRef>,
        kid: MaybeRef<Object<'p>>,
        depth: usize,
    ) -> Result<(), Fault> {
        if let MaybeRef::NotRef(Object::Number(number)) = &kid {
            return self.text(id, own, number.as_i64(), depth);
        }
        let (inner, dict) =
            self.file.dict(kid).ok_or_else(|| Fault::new("has an element of no known form"))?;
        let page = dict.get_ref("Pg").or(own);
        match name_of(&dict, "Type").as_deref() {
            Some("MCR") => {
                let number = dict.get::<Number>("MCID").ok_or_else(|| Fault::new("refers to no content"))?;
                self.text(id, page, number.as_i64(), depth)
            }
            Some("OBJR") => {
                let object = dict.get_ref("Obj").ok_or_else(|| Fault::new("refers to no annotation"))?;
                let says =
                    self.file.pdf.xref().get::<Dict<'_>>(object.into()).and_then(|a| text_of(&a, "Contents"));
                let page = self.file.page(page)?;
                let words =
                    format!("{:>depth$}= page {} link \"{}\"", "", page + 1, says.unwrap_or_default());
                self.seen.add(Aspect::Tags, Line::new(words));
                self.owns(Piece::Annotation(object.obj_number), id);
                Ok(())
            }
            _ => self.elem(inner, &dict, depth),
        }
    }

    fn text(
        &mut self,
        id: Option<u32>,
        page: Option<ObjRef>,
        number: i64,
        depth: usize,
    ) -> Result<(), Fault> {
        let page = self.file.page(page)?;
        let Some(text) = self.content.texts.get(&(page, number)) else {
            self.seen
                .faults
                .push(format!("page {}: an element names id {number}, which is not there", page + 1));
            return Ok(());
        };
        self.seen.add(Aspect::Tags, Line::new(format!("{:>depth$}= page {} {text}", "", page + 1)));
        self.seen.told.push(text.clone());
        self.owns(Piece::Content(page, number), id);
        Ok(())
    }

    fn owns(&mut self, piece: Piece, id: Option<u32>) {
        if self.owners.insert(piece, id).is_some() {
            self.seen.faults.push(format!("{piece:?} belongs to two elements"));
        }
    }
}

/// Returns what hangs under an element: one thing, or a list.
fn kids<'p>(elem: &Dict<'p>) -> Vec<MaybeRef<Object<'p>>> {
    if let Some(list) = elem.get::<Array<'p>>("K") {
        return list.raw_iter().collect();
    }
    elem.get_raw::<Object<'p>>("K").into_iter().collect()
}

/// Returns the attributes of an element in words, and its box.
fn attributes(elem: &Dict<'_>) -> (String, Vec<f32>) {
    let one = elem.get::<Dict<'_>>("A");
    let all = elem.get::<Array<'_>>("A").map(|list| list.iter::<Dict<'_>>().collect::<Vec<_>>());
    let (mut words, mut area) = (Vec::new(), Vec::new());
    for dict in all.unwrap_or_default().into_iter().chain(one) {
        let owner = name_of(&dict, "O").unwrap_or_default();
        for key in dict.keys() {
            match dict.get::<Object<'_>>(key.as_ref()) {
                Some(Object::Array(numbers)) if key.as_ref() == b"BBox" => area = floats(&numbers),
                Some(Object::Name(value)) if key.as_ref() != b"O" => {
                    words.push(format!(" {owner}.{}={}", key.as_str(), value.as_str()));
                }
                Some(Object::Name(_)) => {}
                value => words.push(format!(" {owner}.{}={value:?}", key.as_str())),
            }
        }
    }
    words.sort();
    (words.concat(), area)
}

/// Checks the tree that leads from content back to its element.
fn parents(
    file: &File<'_>,
    top: &Dict<'_>,
    owners: &BTreeMap<Piece, Option<u32>>,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let none = || Fault::new("has no way from content to its element");
    let tree = top.get::<Dict<'_>>("ParentTree").ok_or_else(none)?;
    let mut numbers = BTreeMap::new();
    let list = tree.get::<Array<'_>>("Nums").ok_or_else(none)?;
    let mut entries = list.raw_iter();
    while let (Some(MaybeRef::NotRef(Object::Number(key))), Some(value)) = (entries.next(), entries.next()) {
        numbers.insert(key.as_i64(), value);
    }
    let mut led = 0;
    for (page, sheet) in file.pdf.pages().iter().enumerate() {
        let key = sheet.raw().get::<Number>("StructParents").map(|key| key.as_i64());
        let list = match key.and_then(|key| numbers.get(&key)) {
            Some(MaybeRef::Ref(to)) => file.pdf.xref().get::<Array<'_>>((*to).into()),
            Some(MaybeRef::NotRef(Object::Array(list))) => Some(list.clone()),
            _ => None,
        };
        for (id, entry) in (0..).zip(list.into_iter().flat_map(|list| list.raw_iter())) {
            led += check(owners, Piece::Content(page, id), entry.as_obj_ref(), seen);
        }
        let annotations = sheet.raw().get::<Array<'_>>("Annots").into_iter().flat_map(|list| list.raw_iter());
        for object in annotations.filter_map(|entry| entry.as_obj_ref()) {
            let dict = file.pdf.xref().get::<Dict<'_>>(object.into());
            let key = dict.and_then(|dict| dict.get::<Number>("StructParent")).map(|key| key.as_i64());
            let to = key.and_then(|key| numbers.get(&key)).and_then(MaybeRef::as_obj_ref);
            led += check(owners, Piece::Annotation(object.obj_number), to, seen);
        }
    }
    if led != owners.len() {
        seen.faults.push(format!(
            "{} of {} pieces lead back to no element",
            owners.len() - led.min(owners.len()),
            owners.len()
        ));
    }
    Ok(())
}

/// Says how many pieces lead back to an element: one, and a fault if it is another than the one that names the piece.
fn check(owners: &BTreeMap<Piece, Option<u32>>, piece: Piece, to: Option<ObjRef>, seen: &mut Seen) -> usize {
    let Some(to) = to else { return 0 };
    if owners.get(&piece) != Some(&Some(to.obj_number)) {
        seen.faults.push(format!("{piece:?} leads back to another element than the one that it belongs to"));
    }
    1
}
