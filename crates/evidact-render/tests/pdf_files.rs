//! The files inside of a report's PDF: what they hold, and that other programs find them.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "../examples/sample/report.rs"]
mod report;
#[path = "../examples/sample/tool.rs"]
mod tool;

use evidact_model::report::Report;
use evidact_render::{Theme, render_markdown, render_pdf};
use lopdf::{Dictionary, Document, Object};
use report::sample;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The associated files of a document by their name: what they are to it, their media type and their bytes.
fn associated(bytes: &[u8]) -> BTreeMap<String, (String, String, Vec<u8>)> {
    let document = Document::load_mem(bytes).unwrap();
    let word = |object: &Object| String::from_utf8(object.as_name().unwrap().to_vec()).unwrap();
    let file = |object: &Object| {
        let spec: &Dictionary = document.get_dictionary(object.as_reference().unwrap()).unwrap();
        let name = spec.get(b"UF").unwrap();
        assert_eq!(name, spec.get(b"F").unwrap());
        assert!(!spec.get(b"Desc").unwrap().as_str().unwrap().is_empty());
        let stream = spec.get(b"EF").unwrap().as_dict().unwrap().get(b"UF").unwrap().as_reference().unwrap();
        let stream = document.get_object(stream).unwrap().as_stream().unwrap();
        let content = stream.decompressed_content().unwrap();
        let size = stream.dict.get(b"Params").unwrap().as_dict().unwrap().get(b"Size").unwrap();
        assert_eq!(size.as_i64().unwrap(), content.len() as i64);
        let name = String::from_utf8(name.as_str().unwrap().to_vec()).unwrap();
        let relation = word(spec.get(b"AFRelationship").unwrap());
        (name, (relation, word(stream.dict.get(b"Subtype").unwrap()), content))
    };
    document.catalog().unwrap().get(b"AF").unwrap().as_array().unwrap().iter().map(file).collect()
}

#[test]
fn carries_itself_as_markdown() {
    let report = sample(7);
    let files = associated(&render_pdf(&report, &Theme::default()).unwrap());
    let (relation, kind, bytes) = &files["report.md"];
    assert_eq!((relation.as_str(), kind.as_str()), ("Alternative", "text/markdown"));
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), render_markdown(&report, &Theme::default()));
}

#[test]
fn carries_the_index_of_the_evidence_with_its_digests() {
    let report = sample(7);
    let files = associated(&render_pdf(&report, &Theme::default()).unwrap());
    let (relation, kind, bytes) = &files["evidence.json"];
    assert_eq!((relation.as_str(), kind.as_str()), ("Data", "application/json"));
    let index: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(index["evidence_sha256"], report.meta.evidence_digest.as_str());
    let listed = index["evidence"].as_array().unwrap();
    assert_eq!(listed.len(), report.evidence.len());
    for (found, wanted) in listed.iter().zip(&report.evidence) {
        assert_eq!(found["path"], wanted.path.as_str());
        assert_eq!(found["sha256"], wanted.sha256.as_str());
        assert_eq!(found["bytes"], wanted.bytes);
    }
    assert_eq!(index["withheld"][0]["path"], report.redaction.withheld[0].0.as_str());
}

#[test]
fn names_the_fonts_it_is_set_in_by_their_digests() {
    let files = associated(&render_pdf(&sample(1), &Theme::default()).unwrap());
    let index: serde_json::Value = serde_json::from_slice(&files["evidence.json"].2).unwrap();
    let fonts = index["fonts"].as_array().unwrap();
    assert!(fonts.len() >= 4);
    for font in fonts {
        let path = format!("{}/fonts/{}.ttf", env!("CARGO_MANIFEST_DIR"), font["name"].as_str().unwrap());
        let bytes = Sha256::digest(std::fs::read(path).unwrap());
        let digest = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        assert_eq!(font["sha256"], digest.as_str());
    }
}

#[test]
fn shows_the_logo_of_a_house_style_with_words_for_those_who_do_not_see_it() {
    let house = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/themes/house-style/");
    let theme = Theme::overlaid(&std::fs::read_to_string(format!("{house}theme.toml")).unwrap()).unwrap();
    let theme = theme.with_logo(&std::fs::read(format!("{house}logo.png")).unwrap()).unwrap();
    let document = Document::load_mem(&render_pdf(&sample(2), &theme).unwrap()).unwrap();
    let named = |name: &[u8], key: &[u8]| {
        let dicts = document.objects.values().filter_map(|object| match object {
            Object::Stream(stream) => Some(&stream.dict),
            object => object.as_dict().ok(),
        });
        dicts.filter(|d| d.get(key).and_then(Object::as_name).is_ok_and(|n| n == name)).collect::<Vec<_>>()
    };
    assert!(named(b"Image", b"Subtype").is_empty(), "nobody can prove what a picture shows");
    let alt = |figure: &&Dictionary| figure.get(b"Alt").unwrap().as_str().unwrap() == b"Example Assurance";
    let logos: Vec<_> = named(b"Figure", b"S").into_iter().filter(alt).collect();
    assert_eq!(logos.len(), 1);
    assert!(logos[0].get(b"A").unwrap().as_dict().unwrap().has(b"BBox"));
}

#[test]
fn other_programs_list_and_unpack_both_files() {
    let report: Report = sample(2);
    let folder = std::env::temp_dir().join(format!("evidact-render-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("report.pdf");
    std::fs::write(&path, render_pdf(&report, &Theme::default()).unwrap()).unwrap();
    let file = path.to_str().unwrap();
    if let Some(list) = tool::run("pdfdetach", &["-list", file]) {
        assert!(list.contains("evidence.json") && list.contains("report.md"), "{list}");
        tool::run("pdfdetach", &["-saveall", "-o", folder.to_str().unwrap(), file]);
        let markdown = std::fs::read_to_string(folder.join("report.md")).unwrap();
        assert_eq!(markdown, render_markdown(&report, &Theme::default()));
    }
    if let Some(list) = tool::run("qpdf", &["--list-attachments", file]) {
        assert!(list.contains("evidence.json") && list.contains("report.md"), "{list}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
