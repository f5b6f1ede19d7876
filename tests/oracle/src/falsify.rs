//! Our file, broken on purpose: what the comparison has to see before it is believed.

use crate::Fault;
use crate::read::Aspect;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// One way to break a file.
pub(crate) struct Falsified {
    /// What is broken.
    pub(crate) what: &'static str,
    /// Where it must be seen; nowhere, if the file contradicts itself.
    pub(crate) aspect: Option<Aspect>,
    /// Whether a text is told that our sound file does not tell, so that the verifier cannot have read it there.
    pub(crate) is_told: bool,
    change: fn(&mut Document) -> Option<()>,
}

impl Falsified {
    /// Returns the broken file.
    ///
    /// # Errors
    /// If the file does not hold what is to be broken.
    pub(crate) fn apply(&self, file: &[u8]) -> Result<Vec<u8>, Fault> {
        let absent = || Fault::new(format!("could not be broken: {}", self.what));
        let mut document = Document::load_mem(file).map_err(|_| absent())?;
        (self.change)(&mut document).ok_or_else(absent)?;
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map_err(|_| absent())?;
        Ok(bytes)
    }
}

/// Returns all of them.
pub(crate) fn all() -> Vec<Falsified> {
    let falsified = |what, aspect, change| Falsified { what, aspect: Some(aspect), is_told: false, change };
    let told = |what, aspect, change| Falsified { is_told: true, ..falsified(what, aspect, change) };
    vec![
        falsified("a paragraph's tag is dropped", Aspect::Tags, drop_paragraph),
        falsified("a paragraph is tagged a heading", Aspect::Histogram, retag),
        falsified("a page is missing", Aspect::Pages, drop_page),
        told("a glyph is another one", Aspect::Text, |d| change_text(d, false)),
        told("a glyph of a header is another one", Aspect::Artifacts, |d| change_text(d, true)),
        falsified("a line stands elsewhere", Aspect::Drawn, |d| change_number(d, "Tm", 4, 0.5)),
        falsified("text has another colour", Aspect::Drawn, |d| change_number(d, "rg", 0, 0.05)),
        falsified("an area is larger", Aspect::Drawn, |d| change_number(d, "re", 2, 1.0)),
        falsified("an area covers text", Aspect::Drawn, paint_over),
        told("a drawing has other words", Aspect::Alternatives, |d| change_word(d, "Figure", "Alt")),
        told("a placeholder has other words", Aspect::Alternatives, |d| change_word(d, "Span", "E")),
        falsified("a head speaks for its row", Aspect::Tags, |d| {
            let attributes = elem(d, "TH")?.get_mut(b"A").ok()?.as_dict_mut().ok()?;
            attributes.set("Scope", "Row");
            Some(())
        }),
        told("a bookmark has another title", Aspect::Outline, |d| {
            let entry = dicts(d).find(|dict| dict.has(b"Title") && dict.has(b"Dest"))?;
            change_string(entry, "Title")
        }),
        told("a link says something else", Aspect::Links, |d| {
            change_string(dicts(d).find(|dict| is(dict, "Subtype", "Link"))?, "Contents")
        }),
        falsified("a link leads elsewhere", Aspect::Links, |d| {
            let link = dicts(d).find(|dict| is(dict, "Subtype", "Link") && dict.has(b"Dest"))?;
            *link.get_mut(b"Dest").ok()?.as_array_mut().ok()?.get_mut(3)? = Object::Integer(1);
            Some(())
        }),
        falsified("a link is gone", Aspect::Links, |d| {
            let page = dicts(d).find(|dict| is(dict, "Type", "Page") && dict.has(b"Annots"))?;
            page.get_mut(b"Annots").ok()?.as_array_mut().ok()?.pop().map(|_| ())
        }),
        told("a file inside is another one", Aspect::Files, change_file),
        falsified("a file inside is gone", Aspect::Files, |d| {
            d.catalog_mut().ok()?.get_mut(b"AF").ok()?.as_array_mut().ok()?.pop().map(|_| ())
        }),
        falsified("the language is another one", Aspect::About, |d| {
            d.catalog_mut().ok()?.set("Lang", Object::string_literal("fr"));
            Some(())
        }),
        falsified("a standard is not claimed", Aspect::About, unclaim),
        falsified("a code draws another glyph", Aspect::Drawn, swap_glyphs),
        told("a code stands for another text", Aspect::Text, change_map),
        Falsified { what: "content leads to another element", aspect: None, is_told: false, change: mislead },
    ]
}

fn dicts(document: &mut Document) -> impl Iterator<Item = &mut Dictionary> {
    document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok())
}

fn is(dict: &Dictionary, key: &str, name: &str) -> bool {
    dict.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|found| found == name.as_bytes())
}

fn elem<'d>(document: &'d mut Document, role: &str) -> Option<&'d mut Dictionary> {
    dicts(document).find(|dict| is(dict, "Type", "StructElem") && is(dict, "S", role))
}

fn drop_paragraph(document: &mut Document) -> Option<()> {
    let is_paragraph = |object: &Object| object.as_dict().is_ok_and(|d| is(d, "S", "P") && d.has(b"P"));
    let id: ObjectId = document.objects.iter().find(|(_, object)| is_paragraph(object)).map(|(id, _)| *id)?;
    let above = document.get_dictionary(id).ok()?.get(b"P").ok()?.as_reference().ok()?;
    let kids = document.get_dictionary_mut(above).ok()?.get_mut(b"K").ok()?.as_array_mut().ok()?;
    kids.retain(|kid| kid.as_reference().ok() != Some(id));
    Some(())
}

fn retag(document: &mut Document) -> Option<()> {
    elem(document, "P")?.set("S", "H2");
    Some(())
}

fn drop_page(document: &mut Document) -> Option<()> {
    let pages = dicts(document).find(|dict| is(dict, "Type", "Pages"))?;
    pages.get_mut(b"Kids").ok()?.as_array_mut().ok()?.pop()?;
    let count = pages.get(b"Count").ok()?.as_i64().ok()?;
    pages.set("Count", count - 1);
    // What led to the page that is gone now leads to the first one: the file is sound but for what it lacks.
    let (ids, all): (Vec<ObjectId>, Vec<ObjectId>) = (document.page_iter().collect(), {
        let is_page = |object: &Object| object.as_dict().is_ok_and(|dict| is(dict, "Type", "Page"));
        document.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).collect()
    });
    let (first, gone) = (*ids.first()?, *all.iter().find(|id| !ids.contains(id))?);
    document.traverse_objects(|object| {
        if object.as_reference().ok() == Some(gone) {
            *object = Object::Reference(first);
        }
    });
    Some(())
}

/// Changes the content of the first page that `change` finds something on.
fn on_a_page(
    document: &mut Document,
    mut change: impl FnMut(&mut Vec<Operation>) -> Option<()>,
) -> Option<()> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in pages {
        let mut operations = document.get_and_decode_page_content(page).ok()?.operations;
        if change(&mut operations).is_some() {
            let bytes = Content { operations }.encode().ok()?;
            return document.change_page_content(page, bytes).ok();
        }
    }
    None
}

/// Puts the last glyph of a line in the place of its first one.
fn change_text(document: &mut Document, artifact: bool) -> Option<()> {
    on_a_page(document, |operations| {
        let mut inside = false;
        for operation in operations {
            match operation.operator.as_str() {
                "BMC" => inside = true,
                "BDC" => inside = false,
                "TJ" if inside == artifact => {
                    let items = operation.operands.first_mut()?.as_array_mut().ok()?;
                    let text = |item: &&Object| item.as_str().is_ok();
                    let last = items.iter().rev().find(text)?.clone();
                    let first = items.iter_mut().find(|item| item.as_str().is_ok())?;
                    if *first != last {
                        *first = last;
                        return Some(());
                    }
                }
                _ => {}
            }
        }
        None
    })
}

fn change_number(document: &mut Document, operator: &str, at: usize, by: f32) -> Option<()> {
    on_a_page(document, |operations| {
        let operation = operations.iter_mut().rev().find(|operation| operation.operator == operator)?;
        let number = operation.operands.get_mut(at)?;
        let old = number.as_float().ok()?;
        // A colour stays one.
        *number = Object::Real(if old + by > 1.0 && operator == "rg" { old - by } else { old + by });
        Some(())
    })
}

/// Paints what was painted first on a page last.
fn paint_over(document: &mut Document) -> Option<()> {
    on_a_page(document, |operations| {
        let end = operations.iter().position(|operation| operation.operator == "EMC")?;
        let first: Vec<Operation> = operations.drain(..=end).collect();
        let paints = first.iter().any(|operation| operation.operator == "f");
        operations.extend(first);
        paints.then_some(())
    })
}

fn change_word(document: &mut Document, role: &str, key: &str) -> Option<()> {
    let elem = dicts(document).find(|dict| is(dict, "S", role) && dict.has(key.as_bytes()))?;
    change_string(elem, key)
}

fn change_string(dict: &mut Dictionary, key: &str) -> Option<()> {
    let Object::String(bytes, _) = dict.get_mut(key.as_bytes()).ok()? else { return None };
    *bytes.last_mut()? ^= 1;
    Some(())
}

fn change_file(document: &mut Document) -> Option<()> {
    let file = document.objects.values_mut().find_map(|object| {
        let stream = object.as_stream_mut().ok()?;
        is(&stream.dict, "Type", "EmbeddedFile").then_some(stream)
    })?;
    let mut bytes = file.decompressed_content().ok()?;
    *bytes.first_mut()? ^= 1;
    file.set_plain_content(bytes);
    Some(())
}

fn unclaim(document: &mut Document) -> Option<()> {
    let packet = document.catalog().ok()?.get(b"Metadata").ok()?.as_reference().ok()?;
    let stream = document.get_object_mut(packet).ok()?.as_stream_mut().ok()?;
    let text = String::from_utf8(stream.content.clone()).ok()?;
    let changed = text.replace("<pdfaid:conformance>A<", "<pdfaid:conformance>B<");
    stream.set_plain_content(changed.into_bytes());
    Some(())
}

/// Lets every code draw the glyph of its neighbour.
fn swap_glyphs(document: &mut Document) -> Option<()> {
    let map = dicts(document).find_map(|dict| dict.get(b"CIDToGIDMap").ok()?.as_reference().ok())?;
    let map = document.get_object_mut(map).ok()?.as_stream_mut().ok()?;
    let mut glyphs = map.decompressed_content().ok()?;
    glyphs.rotate_left(2);
    map.set_plain_content(glyphs);
    Some(())
}

fn change_map(document: &mut Document) -> Option<()> {
    let map = dicts(document).find_map(|dict| dict.get(b"ToUnicode").ok()?.as_reference().ok())?;
    let map = document.get_object_mut(map).ok()?.as_stream_mut().ok()?;
    let text = String::from_utf8(map.decompressed_content().ok()?).ok()?;
    let changed = text.replace("> <0065>", "> <0435>");
    let differs = changed != text;
    map.set_plain_content(changed.into_bytes());
    differs.then_some(())
}

fn mislead(document: &mut Document) -> Option<()> {
    let tree = dicts(document).find_map(|dict| dict.get(b"ParentTree").ok()?.as_reference().ok())?;
    let first = document
        .get_dictionary(tree)
        .ok()?
        .get(b"Nums")
        .ok()?
        .as_array()
        .ok()?
        .get(1)?
        .as_reference()
        .ok()?;
    document.get_object_mut(first).ok()?.as_array_mut().ok()?.reverse();
    Some(())
}
