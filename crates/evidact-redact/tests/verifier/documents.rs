//! Office and `OpenDocument` files: every part, however a value is split.

use super::archives::zip_of;
use super::{VALUE, expect_found, leak, rule};

const TYPES: &str =
    "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELATIONS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";

/// A document of Word with a body and some more parts.
fn docx(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    all.extend_from_slice(parts);
    zip_of(&all)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn finds_a_value_in_every_way_that_word_writes_text() {
    expect_found("one run", |v| docx(&paragraph(v), &[]));
    expect_found("a run a letter", |v| {
        let runs: String =
            v.chars().map(|c| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{c}</w:t></w:r>\n")).collect();
        docx(&format!("<w:p>{runs}</w:p>"), &[])
    });
    expect_found("over two paragraphs", |v| {
        let (a, b) = v.split_at(6);
        docx(&(paragraph(a) + &paragraph(b)), &[])
    });
    expect_found("references", |v| {
        let coded: String = v.chars().map(|c| format!("&#x{:x};", c as u32)).collect();
        docx(&paragraph(&coded), &[])
    });
    expect_found("deleted text", |v| {
        docx(&format!("<w:p><w:del><w:r><w:delText>{v}</w:delText></w:r></w:del></w:p>"), &[])
    });
    expect_found("attribute", |v| {
        docx(&format!("<w:p><wp:docPr id=\"1\" descr=\"see {v} here\"/></w:p>"), &[])
    });
    expect_found("comment of XML", |v| docx(&format!("<!-- {v} --><w:p/>"), &[]));
    expect_found("CDATA", |v| docx(&format!("<w:p><w:r><w:t><![CDATA[{v}]]></w:t></w:r></w:p>"), &[]));
    expect_found("instruction", |v| docx(&format!("<?note {v}?><w:p/>"), &[]));
}

#[test]
fn finds_a_value_in_every_part() {
    for part in [
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        "customXml/item1.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "word/_rels/document.xml.rels",
        "word/people.xml",
        "any/where.bin",
    ] {
        expect_found(part, |v| docx("", &[(part, format!("<x><y a=\"b\">{v}</y></x>").as_bytes())]));
    }
    expect_found("UTF-16 part", |v| {
        let text = format!("<x>{v}</x>");
        let bytes: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        docx("", &[("customXml/item1.xml", &bytes)])
    });
    expect_found("embedded document", |v| {
        let inner = docx(&paragraph(v), &[]);
        docx("", &[("word/embeddings/a.docx", &inner)])
    });
}

#[test]
fn finds_a_value_in_a_workbook() {
    let sheet = |part: &str, xml: String| {
        zip_of(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("xl/workbook.xml", b"<workbook/>"),
            (part, xml.as_bytes()),
        ])
    };
    expect_found("shared string", |v| {
        sheet("xl/sharedStrings.xml", format!("<sst><si><t>{v}</t></si></sst>"))
    });
    expect_found("rich string", |v| {
        let (a, b) = v.split_at(5);
        sheet("xl/sharedStrings.xml", format!("<sst><si><r><t>{a}</t></r><r><t>{b}</t></r></si></sst>"))
    });
    expect_found("defined name", |v| {
        sheet("xl/workbook2.xml", format!("<definedName name=\"n\">\"{v}\"</definedName>"))
    });
    expect_found("formula", |v| {
        sheet("xl/worksheets/sheet1.xml", format!("<c><f>CONCAT(\"{v}\",A1)</f><v>1</v></c>"))
    });
}

#[test]
fn finds_a_value_in_an_open_document() {
    let odt = |part: &str, xml: String| {
        zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            (part, xml.as_bytes()),
        ])
    };
    expect_found("meta", |v| {
        odt("meta.xml", format!("<meta:user-defined meta:name=\"a\">{v}</meta:user-defined>"))
    });
    expect_found("spans", |v| {
        let spans: String = v.chars().map(|c| format!("<text:span>{c}</text:span>")).collect();
        odt("content.xml", format!("<text:p>{spans}</text:p>"))
    });
    expect_found("mimetype", |v| {
        let kind = format!("application/vnd.oasis.opendocument.{}", v.replace(' ', "-"));
        zip_of(&[("mimetype", kind.as_bytes()), ("META-INF/manifest.xml", b"<m/>")])
    });
}

#[test]
fn a_part_that_is_neither_xml_nor_a_known_file_is_a_leak() {
    let unexpected = Some("evidact.unexpected-part".to_owned());
    assert_eq!(
        rule(&docx("", &[("word/vbaProject.bin", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])])),
        unexpected
    );
    assert_eq!(rule(&docx("", &[("word/fonts/f.odttf", &[0, 1, 2, 3].repeat(64))])), unexpected);
    assert_eq!(leak(&docx("", &[("customXml/empty.xml", b"")])), None);
}

#[test]
fn cells_are_no_findings_by_what_stands_beside_them() {
    let cells: String =
        ["Version", "5.11.2.0", "SHA-256", "Build", "20240501.3", "Password", "never expires"]
            .iter()
            .map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"))
            .collect();
    assert_eq!(leak(&docx(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), &[])), None);
    let mail = ["bob.builder", "@", "customer.example"].concat();
    let found = rule(&docx(&paragraph(&mail), &[]));
    assert!(found.is_none_or(|r| r.starts_with("identifier.")), "an address has a form of its own");
    let _ = VALUE;
}
