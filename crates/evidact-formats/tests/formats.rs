//! Each fixture holds a planted value in several disguises; what is written must be the expected file, hold it
//! in no reading, and be readable by a foreign reader of the format.

use evidact_formats::{Document, Edit, Limits};
use evidact_model::{Kind, Placeholder, Span, Structure};
use evidact_raw::{RawBytes, RawName};
use std::path::{Path, PathBuf};

/// The values that the fixtures hold, in the order of their numbers.
const PLANTED: [&[u8]; 2] = [b"hunter-Zx9-Qw7", b"4111111111111111"];

fn open(name: &str, bytes: Vec<u8>) -> Document {
    Document::open(&RawName::new(name), RawBytes::new(bytes), &Limits::default()).expect("is readable")
}

fn occurrences(hay: &[u8], mut visit: impl FnMut(usize, Span)) {
    for (i, value) in PLANTED.iter().enumerate() {
        for at in memchr::memmem::find_iter(hay, value) {
            visit(i, Span::new(at, at + value.len()).expect("not empty"));
        }
    }
}

/// Finds the planted values in every reading.
fn spans(document: &Document) -> Vec<(Span, usize)> {
    let mut all = Vec::new();
    occurrences(document.text(), |i, span| all.push((span, i)));
    document.for_each_view(&mut |view| occurrences(view.bytes(), |i, span| all.push((view.locate(span), i))));
    document.for_each_field(&mut |field| {
        occurrences(field.value.bytes(), |i, span| all.push((field.value.locate(span), i)));
    });
    all.sort();
    all.dedup();
    all
}

/// Replaces every planted value; overlapping spans become one edit.
fn redact(document: &Document) -> Vec<u8> {
    let mut edits: Vec<Edit> = Vec::new();
    for (span, i) in spans(document) {
        if let Some(last) = edits.last_mut().filter(|e| e.span.end() > span.start()) {
            last.span = last.span.hull(span);
        } else {
            let placeholder = Placeholder { kind: Kind::known("SECRET"), number: i as u32 + 1 };
            edits.push(Edit { span, placeholder });
        }
    }
    document.write(&edits).expect("structure is kept").into_exposed()
}

fn reads_elsewhere(extension: &str, bytes: &[u8]) -> bool {
    match extension {
        "json" | "har" | "ipynb" => serde_json::from_slice::<serde_json::Value>(bytes).is_ok(),
        "toml" => std::str::from_utf8(bytes).is_ok_and(|t| toml::from_str::<toml::Table>(t).is_ok()),
        "csv" => csv::ReaderBuilder::new().from_reader(bytes).byte_records().all(|r| r.is_ok()),
        "xml" | "svg" => {
            let mut reader = quick_xml::Reader::from_reader(bytes);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => return true,
                    Ok(_) => {}
                    Err(_) => return false,
                }
            }
        }
        "yaml" => std::str::from_utf8(bytes)
            .is_ok_and(|t| saphyr_parser::Parser::new_from_str(t).all(|e| e.is_ok())),
        _ => true,
    }
}

fn check(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut inputs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("fixtures are there")
        .map(|e| e.expect("is readable").path())
        .filter(|p| p.file_stem().is_some_and(|s| s.to_string_lossy().ends_with(".in")))
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty());
    for input in inputs {
        let name = input.file_name().expect("has a name").to_string_lossy().into_owned();
        let extension = input.extension().expect("has one").to_string_lossy().into_owned();
        let document = open(&name, std::fs::read(&input).expect("is readable"));
        assert_eq!(document.structure(), Structure::Sound, "{name}");
        let written = redact(&document);
        let expected = folder.join(name.replace(".in.", ".out."));
        // The fixtures are synthetic, so they may be shown.
        let text = String::from_utf8_lossy(&written);
        assert_eq!(text, String::from_utf8_lossy(&std::fs::read(&expected).expect("is readable")), "{name}");
        assert!(reads_elsewhere(&extension, &written), "{name}");
        let again = open(&name, written);
        assert_eq!(again.format(), document.format(), "{name}");
        assert!(spans(&again).is_empty(), "{name}");
    }
}

#[test]
fn text() {
    check("text");
}

#[test]
fn json() {
    check("json");
}

#[test]
fn yaml() {
    check("yaml");
}

#[test]
fn toml() {
    check("toml");
}

#[test]
fn csv() {
    check("csv");
}

#[test]
fn xml() {
    check("xml");
}

#[test]
fn html() {
    check("html");
}

#[test]
fn key_value() {
    check("key_value");
}
