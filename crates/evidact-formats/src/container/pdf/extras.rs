//! What a PDF holds beside its pages. None of it is carried over; it is read for the values that it betrays.

use super::store::{Store, as_dict};
use super::strings;
use crate::container::{Place, Role, Walk};
use evidact_model::{Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes};
use lopdf::{Dictionary, Object, Stream};
use std::collections::BTreeSet;

/// Shows everything beside the pages, and says what is lost with it.
pub(super) fn show(store: &Store, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let catalogue = store.catalogue()?;
    let mut texts = String::new();
    strings::collect(&Object::Dictionary(store.trailer().clone()), &mut texts);
    let mut found = Found::default();
    let mut attached = BTreeSet::new();
    for (_, object) in store.objects() {
        strings::collect(object, &mut texts);
        if let Some(dict) = as_dict(object) {
            found.take(store, dict);
            if let Some(files) = store.dict(dict, b"EF") {
                attach(store, dict, files, &mut attached, walk)?;
            }
        }
    }
    for (_, object) in store.objects() {
        if let Object::Stream(stream) = object {
            show_stream(store, stream, &mut attached, walk)?;
        }
    }
    drop_text("strings", texts, Place::aside("properties and notes"), walk)?;
    let has = |dict: Option<&Dictionary>, key: &[u8]| u64::from(dict.is_some_and(|d| d.has(key)));
    let trailer = store.trailer();
    let told = [
        (Lost::Properties, has(Some(trailer), b"Info") | has(Some(catalogue), b"Metadata")),
        (Lost::Outline, has(Some(catalogue), b"Outlines")),
        (Lost::Program, found.programs),
        (Lost::Signature, found.signatures),
        (Lost::Attachment, attached.len() as u64),
        (Lost::Layout, 1),
    ];
    for (what, count) in told.into_iter().filter(|(_, count)| *count > 0) {
        walk.visitor.lost(Loss { what, page: None, count });
    }
    Ok(())
}

/// Shows a text that is never published.
pub(super) fn drop_text(name: &str, text: String, place: Place, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    if text.trim().is_empty() {
        return Ok(());
    }
    drop_bytes(name, text.into_bytes(), place, walk)
}

fn drop_bytes(name: &str, bytes: Vec<u8>, place: Place, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    walk.part_at(name, Blob::new(RawBytes::new(bytes)), Role::Dropped, place).map(|_| ())
}

#[derive(Default)]
struct Found {
    programs: u64,
    signatures: u64,
}

impl Found {
    fn take(&mut self, store: &Store, dict: &Dictionary) {
        self.programs += u64::from(dict.has(b"JS") || store.name(dict, b"S") == b"Launch");
        self.signatures += u64::from(store.name(dict, b"Type") == b"Sig" || dict.has(b"ByteRange"));
    }
}

/// Shows an attached file under its name.
fn attach(
    store: &Store,
    dict: &Dictionary,
    files: &Dictionary,
    attached: &mut BTreeSet<usize>,
    walk: &mut Walk<'_>,
) -> Result<(), Withheld> {
    let name =
        [&b"UF"[..], b"F"].iter().find_map(|key| store.value(dict, key).as_str().ok()).map(strings::decode);
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "attachment".to_owned());
    for key in [&b"UF"[..], b"F", b"Unix", b"Mac", b"DOS"] {
        if let Object::Stream(stream) = store.value(files, key)
            && attached.insert(std::ptr::from_ref(stream) as usize)
        {
            walk.budget.member()?;
            let content = store.content(stream, walk.budget)?;
            drop_bytes(&name, content, Place::default(), walk)?;
        }
    }
    Ok(())
}

/// Shows metadata, scripts and files that nothing names.
fn show_stream(
    store: &Store,
    stream: &Stream,
    attached: &mut BTreeSet<usize>,
    walk: &mut Walk<'_>,
) -> Result<(), Withheld> {
    let dict = &stream.dict;
    let name = match (store.name(dict, b"Type"), store.name(dict, b"Subtype")) {
        (b"Metadata", _) => "metadata.xml",
        (b"EmbeddedFile", _) if attached.insert(std::ptr::from_ref(stream) as usize) => "attachment",
        // Scripts and forms in XML have no type; everything else that is known has one, or is content.
        (b"", b"") if !dict.has(b"Length1") && !dict.has(b"FunctionType") => "stream",
        _ => return Ok(()),
    };
    walk.budget.member()?;
    let content = store.content(stream, walk.budget)?;
    let is_text =
        content.iter().take(4096).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace() || *b >= 0x80);
    if content.is_empty() || name == "stream" && !is_text {
        return Ok(());
    }
    let place = match name {
        "metadata.xml" => Place::aside("properties"),
        "stream" => Place::aside("scripts and forms"),
        _ => Place::default(),
    };
    drop_bytes(name, content, place, walk)
}
