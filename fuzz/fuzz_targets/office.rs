//! Any bytes as the main part of an Office document: no panic, bounded, and a copy that opens again. Run with `cargo fuzz run office`.

#![no_main]

use libfuzzer_sys::fuzz_target;

const RELS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"TARGET\"/></Relationships>";
const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/TARGET\" ContentType=\"application/vnd.openxmlformats-officedocument.KIND.main+xml\"/></Types>";

const KINDS: [(&str, &str, &str); 3] = [
    ("a.docx", "word/document.xml", "wordprocessingml.document"),
    ("a.xlsx", "xl/workbook.xml", "spreadsheetml.sheet"),
    ("a.pptx", "ppt/presentation.xml", "presentationml.presentation"),
];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, part)) = data.split_first() else { return };
    let (name, target, kind) = KINDS[usize::from(pick) % KINDS.len()];
    let text =
        |template: &[u8]| String::from_utf8_lossy(template).replace("TARGET", target).replace("KIND", kind);
    let (rels, types) = (text(RELS), text(TYPES));
    let members =
        [("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", rels.as_bytes()), (target, part)];
    let _ = evidact_fuzz::round_trip(name, &evidact_fuzz::zip(&members));
});
