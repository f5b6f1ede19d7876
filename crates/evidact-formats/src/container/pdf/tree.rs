//! The pages of a PDF in their order, each read with the marks on it.

use super::content::{Reader, Shared};
use super::page::{Page, Rect};
use super::store::{Store, as_dict};
use super::strings;
use crate::container::Budget;
use evidact_model::Withheld;
use lopdf::{Dictionary, Object};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How deep the tree of pages, and fields, may be.
const MAX_DEPTH: usize = 64;
/// The most marks on a page.
const MAX_MARKS: usize = 20_000;
/// The size of a page that does not say its own.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

/// A page and what it has from the nodes above it.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    dict: &'a Dictionary,
    resources: Option<&'a Dictionary>,
    view: Option<Rect>,
    turned: bool,
    /// Whether the tree names it and it is not there.
    missing: bool,
}

/// Returns the pages in their order.
pub(super) fn nodes<'a>(store: &'a Store, budget: &mut Budget) -> Result<Vec<Node<'a>>, Withheld> {
    let catalogue = store.catalogue()?;
    let root = store.dict(catalogue, b"Pages").ok_or(Withheld::Damaged)?;
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    let mut open = vec![(Node { dict: root, resources: None, view: None, turned: false, missing: false }, 0)];
    while let Some((parent, depth)) = open.pop() {
        if parent.missing {
            budget.member()?;
            pages.push(parent);
            continue;
        }
        // A page that is its own ancestor, or is shown twice, is a trick.
        if depth > MAX_DEPTH || !seen.insert(std::ptr::from_ref(parent.dict) as usize) {
            return Err(Withheld::Damaged);
        }
        let node = inherit(store, parent);
        let kids = store.array(node.dict, b"Kids");
        if kids.is_empty() {
            if store.name(node.dict, b"Type") != b"Pages" {
                budget.member()?;
                pages.push(node);
            }
            continue;
        }
        let kids = kids.iter().map(|kid| match as_dict(store.get(kid)) {
            Some(dict) => Node { dict, ..node },
            None => Node { missing: true, ..node },
        });
        open.extend(kids.rev().map(|node| (node, depth + 1)));
    }
    if pages.is_empty() { Err(Withheld::Damaged) } else { Ok(pages) }
}

fn inherit<'a>(store: &'a Store, above: Node<'a>) -> Node<'a> {
    let dict = above.dict;
    let own = |key: &[u8]| Rect::of(&store.numbers(dict, key));
    let turned = store.number(dict, b"Rotate").map(|angle| (angle / 90.0).abs() as i64 % 2 == 1);
    Node {
        dict,
        resources: store.dict(dict, b"Resources").or(above.resources),
        view: own(b"CropBox").or_else(|| own(b"MediaBox")).or(above.view),
        turned: turned.unwrap_or(above.turned),
        missing: false,
    }
}

/// Reads a page.
pub(super) fn read<'a>(
    node: Node<'a>,
    shared: &mut Shared<'a>,
    budget: &mut Budget,
) -> Result<Page, Withheld> {
    let store = shared.store;
    let empty = Dictionary::new();
    let resources = node.resources.unwrap_or(&empty);
    if node.missing {
        return Ok(Page { unreadable: 1, ..Page::default() });
    }
    let (content, missing) = content(store, node.dict, budget)?;
    let mut reader = Reader::new(shared, budget);
    reader.run(&content, resources)?;
    drop(content);
    let mut blackened = Vec::new();
    for mark in store.array(node.dict, b"Annots").iter().take(MAX_MARKS) {
        if let Some(mark) = as_dict(store.get(mark)) {
            read_mark(store, mark, &mut reader, &mut blackened)?;
        }
    }
    let mut page = reader.finish();
    page.unreadable += missing;
    let view = node.view.or_else(|| Rect::of(&A4));
    page.hide(view, &blackened);
    page.wide = view.is_some_and(|v| (v.right - v.left > v.top - v.bottom) != node.turned);
    Ok(page)
}

/// Returns the content of a page, and how many pieces of it are not there or cannot be decoded.
fn content(store: &Store, page: &Dictionary, budget: &mut Budget) -> Result<(Vec<u8>, u64), Withheld> {
    let pieces = match store.value(page, b"Contents") {
        Object::Array(pieces) => pieces.as_slice(),
        Object::Null if !page.has(b"Contents") => &[],
        piece => std::slice::from_ref(piece),
    };
    let (mut content, mut missing) = (Vec::new(), 0);
    for piece in pieces {
        let Object::Stream(stream) = store.get(piece) else {
            missing += 1;
            continue;
        };
        let decoded = store.content(stream, budget)?;
        missing += u64::from(decoded.is_empty() && !stream.content.is_empty());
        content.extend(decoded);
        content.push(b'\n');
    }
    Ok((content, missing))
}

fn read_mark<'a>(
    store: &'a Store,
    mark: &'a Dictionary,
    reader: &mut Reader<'_, 'a>,
    blackened: &mut Vec<Rect>,
) -> Result<(), Withheld> {
    reader.budget().member()?;
    let place = Rect::of(&store.numbers(mark, b"Rect"));
    // Hidden, or not to be viewed.
    let unseen = store.number(mark, b"F").is_some_and(|flags| flags as u32 & (2 | 32) != 0);
    let before = reader.page().glyphs.len();
    let kind = store.name(mark, b"Subtype");
    let drawn = matches!(kind, b"Widget" | b"FreeText" | b"Stamp");
    if drawn
        && !unseen
        && let Some(stream) = appearance(store, mark)
    {
        reader.appearance(stream, place)?;
    }
    let shows = reader.page().glyphs.len() > before;
    let contents = text(store.value(mark, b"Contents"));
    let page = reader.page();
    match kind {
        b"Popup" => {}
        b"Link" => page.links += 1,
        b"RichMedia" | b"Screen" | b"Sound" | b"Movie" | b"3D" => page.media += 1,
        b"Widget" => {
            let (name, value) = field(store, mark);
            let noted = !shows && !unseen && !value.is_empty();
            page.fields += u64::from(!shows && !noted);
            let labels = [name.clone(), text(store.value(mark, b"TU"))];
            // What a field is called says what its value is, which the page shows without it.
            for label in labels.iter().filter(|label| !label.is_empty() && !value.is_empty()) {
                let _ = writeln!(page.asides, "{label}: {value}");
            }
            if noted {
                page.notes.push(format!("{name}: {value}"));
            }
        }
        b"Redact" => {
            page.annotations += 1;
            let quads = store.numbers(mark, b"QuadPoints");
            let corners = quads
                .chunks_exact(8)
                .filter_map(|q| Some(Rect::between((*q.first()?, *q.get(1)?), (*q.get(6)?, *q.get(7)?))));
            let before = blackened.len();
            blackened.extend(corners);
            if blackened.len() == before {
                blackened.extend(place);
            }
        }
        _ => {
            let noted = !shows && !unseen && !contents.is_empty();
            page.annotations += u64::from(!shows && !noted);
            if noted {
                page.notes.push(format!("Note: {contents}"));
            }
        }
    }
    Ok(())
}

/// Returns what a mark looks like.
fn appearance<'a>(store: &'a Store, mark: &'a Dictionary) -> Option<&'a lopdf::Stream> {
    let looks = store.dict(mark, b"AP")?;
    match store.value(looks, b"N") {
        Object::Stream(stream) => Some(stream),
        Object::Dictionary(states) => store.value(states, store.name(mark, b"AS")).as_stream().ok(),
        _ => None,
    }
}

/// Returns the name and the value of a field, which may stand in the fields above it.
fn field(store: &Store, mark: &Dictionary) -> (String, String) {
    let (mut names, mut value) = (Vec::new(), String::new());
    let mut at = Some(mark);
    for _ in 0..MAX_DEPTH {
        let Some(dict) = at else { break };
        names.push(text(store.value(dict, b"T")));
        if value.is_empty() {
            value = text(store.value(dict, b"V"));
        }
        at = store.dict(dict, b"Parent");
    }
    names.retain(|name| !name.is_empty());
    names.reverse();
    (names.join("."), value)
}

/// Returns the text of a string on one line.
fn text(object: &Object) -> String {
    let text = match object {
        Object::String(bytes, _) => strings::decode(bytes),
        Object::Array(items) => items
            .iter()
            .take(256)
            .filter_map(|i| i.as_str().ok())
            .map(strings::decode)
            .collect::<Vec<_>>()
            .join(", "),
        _ => return String::new(),
    };
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.trim().to_owned()
}
