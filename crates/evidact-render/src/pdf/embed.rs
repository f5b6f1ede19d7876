//! Fonts in the file: each face as a subset of the glyphs that were used, with the text of each code.

use super::backend::resource;
use super::fonts::{Book, FaceId};
use super::laid::Laid;
use super::shaper::Codes;
use crate::error::RenderError;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use rustybuzz::ttf_parser::{RawFace, Tag};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Adds all used faces to the document and returns the dictionary of font resources.
pub(crate) fn embed(document: &mut Document, laid: &Laid<'_>) -> Result<Dictionary, RenderError> {
    let mut fonts = Dictionary::new();
    for (face, codes) in &laid.codes {
        let id = embed_face(document, &laid.book, *face, codes)?;
        fonts.set(resource(*face), Object::Reference(id));
    }
    Ok(fonts)
}

/// Embeds what is used of a face.
fn embed_face(
    document: &mut Document,
    book: &Book<'_>,
    id: FaceId,
    codes: &Codes,
) -> Result<ObjectId, RenderError> {
    let mut remapper = subsetter::GlyphRemapper::new();
    let gids: Vec<u16> = codes.entries().iter().map(|(glyph, _)| remapper.remap(*glyph)).collect();
    let (data, index) = book.data(id);
    let fault = || RenderError::Font(book.name(id).to_owned());
    let program = subsetter::subset(data, index, &remapper).map_err(|_| fault())?;
    let name = format!("{}+{}", tag(&program), book.name(id));
    let compact = RawFace::parse(&program, 0).ok().and_then(|face| face.table(Tag::from_bytes(b"CFF ")));
    let (descendant, encoding) = match compact {
        None => (true_type(document, book, id, &gids, codes, (&name, program)), "Identity-H".into()),
        Some(compact) => {
            let program = compact.to_vec();
            let used: Vec<u16> = remapper.remapped_gids().skip(1).collect();
            let map = document.add_object(code_map(&gids));
            (compact_font(document, book, id, &used, (&name, program)), Object::Reference(map))
        }
    };
    let descendant = document.add_object(descendant);
    let unicode = document.add_object(Stream::new(Dictionary::new(), to_unicode(codes).into_bytes()));
    Ok(document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => encoding,
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => unicode,
    }))
}

/// Returns a font with TrueType outlines: a code is a CID, and a map leads from there to the glyph.
fn true_type(
    document: &mut Document,
    book: &Book<'_>,
    id: FaceId,
    gids: &[u16],
    codes: &Codes,
    (name, program): (&str, Vec<u8>),
) -> Dictionary {
    let length = program.len() as i64;
    let program = document.add_object(Stream::new(dictionary! { "Length1" => length }, program));
    let mut descriptor = descriptor(book, id, name);
    descriptor.set("FontFile2", program);
    let descriptor = document.add_object(descriptor);
    let map = [0].iter().chain(gids).flat_map(|gid| gid.to_be_bytes()).collect();
    let map = document.add_object(Stream::new(Dictionary::new(), map));
    dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name,
        "CIDSystemInfo" => identity(),
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => widths(book, id, codes.entries().iter().map(|(glyph, _)| *glyph)),
        "CIDToGIDMap" => map,
    }
}

/// Returns a font with CFF outlines: a CID is the place of a glyph in the subset, and the font's encoding leads there.
fn compact_font(
    document: &mut Document,
    book: &Book<'_>,
    id: FaceId,
    used: &[u16],
    (name, program): (&str, Vec<u8>),
) -> Dictionary {
    let program = Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, program);
    let program = document.add_object(program);
    let mut descriptor = descriptor(book, id, name);
    descriptor.set("FontFile3", program);
    let descriptor = document.add_object(descriptor);
    dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType0",
        "BaseFont" => name,
        "CIDSystemInfo" => identity(),
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => widths(book, id, used.iter().copied()),
    }
}

fn identity() -> Dictionary {
    dictionary! {
        "Registry" => Object::String(b"Adobe".to_vec(), StringFormat::Literal),
        "Ordering" => Object::String(b"Identity".to_vec(), StringFormat::Literal),
        "Supplement" => 0,
    }
}

/// Returns six letters that differ between different subsets.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn descriptor(book: &Book<'_>, id: FaceId, name: &str) -> Dictionary {
    let face = book.face(id);
    let em = f32::from(face.units_per_em() as u16);
    let scaled = |units: i16| Object::Integer((f32::from(units) * 1000.0 / em).round() as i64);
    let bounds = face.global_bounding_box();
    // Fixed pitch, symbolic (codes are our own), italic: table 123 of the specification.
    let flags = i64::from(id == FaceId::Mono) | 1 << 2 | i64::from(id == FaceId::Italic) << 6;
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => flags,
        "FontBBox" => vec![
            scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max),
        ],
        "ItalicAngle" => face.italic_angle().round() as i64,
        "Ascent" => scaled(face.ascender()),
        "Descent" => scaled(face.descender()),
        "CapHeight" => scaled(face.capital_height().unwrap_or_else(|| face.ascender())),
        "StemV" => if id == FaceId::SemiBold { 120 } else { 80 },
    }
}

/// Returns the widths of glyphs, from CID 1.
fn widths(book: &Book<'_>, id: FaceId, glyphs: impl Iterator<Item = u16>) -> Vec<Object> {
    let face = book.face(id);
    let em = f32::from(face.units_per_em() as u16);
    let width = |glyph: u16| {
        let units = face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph)).unwrap_or(0);
        let width = f32::from(units) * 1000.0 / em;
        Object::Real((width * 100.0).round() / 100.0)
    };
    vec![Object::Integer(1), Object::Array(glyphs.map(width).collect())]
}

/// Returns the encoding that leads from codes to CIDs.
fn code_map(cids: &[u16]) -> Stream {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo 3 dict dup begin\n\
         /Registry (Adobe) def\n/Ordering (Identity) def\n/Supplement 0 def\nend def\n\
         /CMapName /Evidact-Codes def\n/CMapType 1 def\n/WMode 0 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let pairs: Vec<(u32, u16)> = (1u32..).zip(cids.iter().copied()).collect();
    for hundred in pairs.chunks(100) {
        let _ = writeln!(map, "{} begincidchar", hundred.len());
        for (code, cid) in hundred {
            let _ = writeln!(map, "<{code:04X}> {cid}");
        }
        map.push_str("endcidchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    let dict = dictionary! {
        "Type" => "CMap",
        "CMapName" => "Evidact-Codes",
        "CIDSystemInfo" => identity(),
        "WMode" => 0,
    };
    Stream::new(dict, map.into_bytes())
}

/// Returns the map from codes to text.
fn to_unicode(codes: &Codes) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
         /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let texts: Vec<_> = (1u32..).zip(codes.entries()).filter(|(_, (_, text))| !text.is_empty()).collect();
    for hundred in texts.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", hundred.len());
        for (code, (_, text)) in hundred {
            let _ = write!(map, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
