//! Case 30: sources that are small and become large, under a bound of memory that they would break.
#![cfg(unix)]

use crate::support::{Folder, run_bounded};
use flate2::{Compression, write::ZlibEncoder};
use std::io::{Cursor, Write as _};

/// Entities that name each other ten times, ten levels deep: "a billion laughs".
fn laughs() -> String {
    let mut doctype = String::from("<!DOCTYPE r [<!ENTITY e0 \"ha ha ha ha\">");
    for level in 1..=10 {
        let inner = format!("&e{};", level - 1).repeat(10);
        doctype += &format!("<!ENTITY e{level} \"{inner}\">");
    }
    doctype + "]>"
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &[u8]) -> Vec<u8> {
    let types = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    zipped(&[("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", body)])
}

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Zeros, compressed, so many that a copy of them in memory breaks the bound.
fn zeros(times: usize) -> Vec<u8> {
    let block = vec![0_u8; 16 << 20];
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..times {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

/// A PDF whose page is a compressed stream; `filters` says how often.
fn pdf(stream: &[u8], filters: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>endobj\n".to_vec();
    out.extend(format!("4 0 obj<</Filter[{filters}]/Length {}>>stream\n", stream.len()).bytes());
    out.extend([stream, b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n"].concat());
    out
}

#[test]
fn case_30_no_bomb_takes_a_gibibyte() {
    let body = format!(
        "{}<w:document xmlns:w=\"{WORDS}\"><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>",
        laughs()
    );
    let long =
        [format!("<w:document xmlns:w=\"{WORDS}\"><w:body>").as_bytes(), &vec![b' '; 1 << 30]].concat();
    let stream = zeros(80);
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&stream).unwrap();
    let bombs = [
        ("laughs.xml", format!("{}<r>&e10;</r>", laughs()).into_bytes()),
        (
            "laughs.svg",
            format!("{}<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&e10;</text></svg>", laughs())
                .into_bytes(),
        ),
        ("laughs.docx", document(body.as_bytes())),
        ("spaces.docx", document(&long)),
        ("zeros.pdf", pdf(&stream, "/FlateDecode")),
        ("twice.pdf", pdf(&twice.finish().unwrap(), "/FlateDecode/FlateDecode")),
    ];
    drop(long);
    for (name, bytes) in &bombs {
        let folder = Folder::new("bomb");
        folder.write(&format!("in/{name}"), bytes);
        folder.write("in/plain.txt", "plain words\n");
        let ran = run_bounded(&folder, 1 << 20, &["batch", "in", "--out", "out"]).expect(4);
        assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
        assert!(folder.join("out/evidence/plain.txt").exists(), "{name} took the others with it");
    }
}
