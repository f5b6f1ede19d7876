//! Fonts in the file: each face as a subset of the glyphs that were used, with the text of each code.

use super::backend::resource;
use super::fonts::{Codes, FaceId, Shaper};
use crate::error::RenderError;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Adds all used faces to the document and returns the dictionary of font resources.
pub(crate) fn embed(document: &mut Document, shaper: &Shaper) -> Result<Dictionary, RenderError> {
    let mut fonts = Dictionary::new();
    for (face, codes) in shaper.codes() {
        let id = embed_face(document, *face, codes)?;
        fonts.set(resource(*face), Object::Reference(id));
    }
    Ok(fonts)
}

fn embed_face(document: &mut Document, id: FaceId, codes: &Codes) -> Result<ObjectId, RenderError> {
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut gids = vec![0u8, 0];
    for (glyph, _) in codes.entries() {
        gids.extend_from_slice(&remapper.remap(*glyph).to_be_bytes());
    }
    let program = subsetter::subset(id.data(), 0, &remapper).map_err(|_| RenderError::Font(id.name()))?;
    let name = format!("{}+{}", tag(&program), id.name());
    let length = program.len() as i64;
    let program = document.add_object(Stream::new(dictionary! { "Length1" => length }, program));
    let descriptor = document.add_object(descriptor(id, &name, program));
    let map = document.add_object(Stream::new(Dictionary::new(), gids));
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::String(b"Adobe".to_vec(), StringFormat::Literal),
            "Ordering" => Object::String(b"Identity".to_vec(), StringFormat::Literal),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 0,
        "W" => vec![Object::Integer(1), Object::Array(widths(id, codes))],
        "CIDToGIDMap" => map,
    });
    let unicode = document.add_object(Stream::new(Dictionary::new(), to_unicode(codes).into_bytes()));
    Ok(document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => unicode,
    }))
}

/// Returns six letters that differ between different subsets.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn descriptor(id: FaceId, name: &str, program: ObjectId) -> Dictionary {
    let face = id.face();
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
        "FontFile2" => program,
    }
}

fn widths(id: FaceId, codes: &Codes) -> Vec<Object> {
    let face = id.face();
    let em = f32::from(face.units_per_em() as u16);
    let width = |glyph: u16| {
        let units = face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph)).unwrap_or(0);
        let width = f32::from(units) * 1000.0 / em;
        Object::Real((width * 100.0).round() / 100.0)
    };
    codes.entries().iter().map(|(glyph, _)| width(*glyph)).collect()
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
