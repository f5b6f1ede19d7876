//! Cases 34, 35 and 37: text documents and presentations.

use crate::common::{Package, package, password, token};
use crate::office_parts::{Parts, character_data, paragraph, relationships, slide, unzip, word};
use crate::support::holds;

/// One run a letter, between formatting.
fn letter_by_letter(text: &str) -> String {
    let run = |c: char| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{c}</w:t></w:r>");
    format!("<w:p>{}</w:p>", text.chars().map(run).collect::<String>())
}

/// A document with a password in every layer; its first paragraph says what it is.
fn document(password: &str, inside: Vec<u8>) -> Parts {
    let letters = letter_by_letter(password);
    let body = [
        letter_by_letter(&format!("Password: {password}")),
        format!(
            "<w:p><w:del w:id=\"1\" w:author=\"Edda Quellmann\"><w:r><w:delText>was {password}</w:delText></w:r></w:del></w:p>"
        ),
        format!("<w:p><w:r><w:instrText> DOCVARIABLE {password} </w:instrText></w:r></w:p>"),
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Text Box 1\" \
             descr=\"{password}\"/><wps:txbx><w:txbxContent>{letters}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><v:textbox><w:txbxContent>{letters}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph("Secret"),
            paragraph("Zinnober-Quarz!4410")
        ),
        "<w:p><w:r><w:object><o:OLEObject r:id=\"rId2\"/></w:object></w:r></w:p>".to_owned(),
        paragraph("The review of the payment service found no gap."),
    ];
    let relations = [
        ("rId1", "comments", "comments.xml"),
        ("rId2", "package", "embeddings/inside.docx"),
        ("rId3", "customXml", "../customXml/item1.xml"),
        ("rId4", "hyperlink", &format!("https://example.com/login?password={password}")),
    ];
    let comment =
        format!("<w:comment w:id=\"0\" w:author=\"Edda Quellmann\" w:initials=\"EQ\">{letters}</w:comment>");
    Parts::word(&body.concat(), &relations)
        .with("word/comments.xml", word("comments", &comment))
        .with("word/embeddings/inside.docx", inside)
        .with("customXml/item1.xml", format!("<x>{password}</x>"))
        .with("docProps/core.xml", format!("<x>{password}</x>"))
        .with("docProps/thumbnail.jpeg", password)
}

/// Fails the test if a value is in a part of a published document, whole or spelt over elements.
#[track_caller]
fn expect_gone(package: &Package, document: &str, values: &[&str]) {
    for (name, content) in unzip(&package.file(document)) {
        let inner = if content.starts_with(b"PK") { unzip(&content) } else { vec![(name, content)] };
        for (name, content) in inner {
            let text = character_data(&String::from_utf8_lossy(&content));
            for value in values {
                assert!(!holds(&content, value) && !text.contains(value), "{document}: {name} holds it");
            }
        }
    }
}

fn entry(package: &Package, path: &str) -> serde_json::Value {
    let manifest = package.manifest();
    let entries = manifest["entries"].as_array().unwrap();
    let found = entries.iter().find(|e| e["path"] == path);
    assert!(found.is_some(), "{path} is not in the manifest");
    found.unwrap().clone()
}

#[test]
fn case_34_a_document_with_a_password_in_every_layer() {
    let password = password();
    let inside = Parts::word(&letter_by_letter(&format!("again {password}, inside")), &[]).zip();
    let made = package("docx-layers", &[("review.docx", document(&password, inside).zip())], &[]).expect(0);
    let (start, end) = password.split_at(password.len() / 2);
    let values = [password.as_str(), start, end, "Zinnober-Quarz!4410", "Edda Quellmann"];
    made.expect_gone(&values);
    expect_gone(&made, "review.docx", &values);
    let parts = unzip(&made.file("review.docx"));
    let body =
        parts.iter().find(|p| p.0 == "word/document.xml").map(|p| String::from_utf8_lossy(&p.1).into_owned());
    let text = character_data(&body.unwrap());
    for kept in
        ["Password: [CREDENTIAL:password:", "Secret", "The review of the payment service found no gap."]
    {
        assert!(text.contains(kept), "{kept} is gone: {text}");
    }
    let entry = entry(&made, "review.docx");
    assert_eq!(entry["format"], "docx");
    let losses = entry["losses"].as_array().unwrap();
    for what in ["properties", "thumbnail", "custom-data"] {
        assert!(losses.iter().any(|l| l["what"] == what), "{what} is not listed: {losses:?}");
    }
    let parts = entry["parts"].as_array().unwrap();
    assert!(parts.iter().any(|p| p["path"] == "word/embeddings/embedded1.docx"), "{parts:?}");
}

#[test]
fn case_34_a_presentation_with_a_token_in_every_layer() {
    let token = token();
    let runs: String = token.chars().map(|c| format!("<a:r><a:t>{c}</a:t></a:r>")).collect();
    let shapes = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title 1\" descr=\"{token}\"/></p:nvSpPr><p:txBody><a:p>{runs}</a:p>\
         <a:p><a:r><a:t>Controls were tested twice</a:t></a:r></a:p></p:txBody></p:sp>"
    );
    let notes = slide("notes", &format!("<a:p>{runs}</a:p>"));
    let talk = Parts::slides(&shapes, &[("rId1", "notesSlide", "../notesSlides/n.xml")])
        .with("ppt/notesSlides/n.xml", notes)
        .with(
            "ppt/notesSlides/_rels/n.xml.rels",
            relationships(&[("rId1", "slide", "../slides/slide7.xml")]),
        );
    let made = package("pptx-layers", &[("talk.pptx", talk.zip())], &[]).expect(0);
    let (start, end) = token.split_at(token.len() / 2);
    made.expect_gone(&[&token, start, end]);
    expect_gone(&made, "talk.pptx", &[&token, start, end]);
    let parts = unzip(&made.file("talk.pptx"));
    assert!(
        parts.iter().any(|p| p.0 == "ppt/slides/slide1.xml" && holds(&p.1, "Controls were tested twice"))
    );
}

#[test]
fn case_35_a_broken_embedded_part_is_dropped_and_flagged() {
    let password = password();
    let mut broken = Parts::word(&paragraph(&password), &[]).zip();
    broken.truncate(broken.len() / 2);
    let made = package("docx-broken", &[("review.docx", document(&password, broken).zip())], &[]).expect(4);
    made.expect_gone(&[&password]);
    expect_gone(&made, "review.docx", &[&password]);
    assert!(!unzip(&made.file("review.docx")).iter().any(|p| p.0.contains("embeddings")));
    let entry = entry(&made, "review.docx");
    let parts = entry["parts"].as_array().unwrap();
    assert!(parts.iter().any(|p| p["outcome"]["outcome"] == "withheld"), "{parts:?}");
}

#[test]
fn case_37_an_encrypted_document_is_withheld() {
    let password = password();
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize(4096, 0);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    compound.extend(password.as_bytes());
    let made = package("docx-encrypted", &[("review.docx", compound)], &[]).expect(4);
    made.expect_gone(&[&password]);
    assert_eq!(entry(&made, "review.docx")["outcome"]["reason"]["reason"], "encrypted");
}

#[test]
fn the_names_of_styles_are_nobody() {
    let style = |id: &str, name: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = [style("IntenseQuote", "Intense Quote"), style("Subtitle", "Subtitle")].concat();
    let relations = [("rId1", "styles", "styles.xml")];
    let review = Parts::word(&paragraph("Reviewed twice."), &relations)
        .with("word/styles.xml", word("styles", &styles))
        .with("word/stylesWithEffects.xml", word("styles", &styles));
    let note = b"Use Intense Quote below a Subtitle.\n".to_vec();
    let made = package("docx-styles", &[("note.txt", note), ("review.docx", review.zip())], &[]).expect(0);
    assert_eq!(made.text("note.txt"), "Use Intense Quote below a Subtitle.\n");
    let parts = unzip(&made.file("review.docx"));
    assert!(parts.iter().any(|p| p.0 == "word/styles.xml" && holds(&p.1, "Intense Quote")));
}

#[test]
fn lock_files_of_open_documents_say_what_they_were_and_nothing_else() {
    let (name, account) = ("Jane Doewright", ["jdoe", "wright77"].concat());
    // As Word writes them: a length, 53 letters, the length in two bytes, and 53 letters in two bytes each.
    let mut word = vec![14];
    word.extend(name.bytes());
    word.resize(54, 0);
    word.extend([14, 0]);
    word.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    word.resize(162, 0);
    let libre = format!(",{account},desk-07,21.11.2026 07:40,file:///home/{account}/.config/libreoffice/4;");
    let note = format!("Ask {name} or {account} about it.\n");
    let files = [
        ("~$report.docx", word),
        (".~lock.report.odt#", libre.into_bytes()),
        ("note.txt", note.into_bytes()),
    ];
    let package = package("lock-files", &files, &[]).expect(0);
    package.expect_gone(&[name, &account]);
    for name in ["~$report.docx.txt", ".~lock.report.odt#.txt"] {
        assert!(package.text(name).starts_with("evidact: a lock file stood here"));
    }
    assert!(package.text("note.txt").starts_with("Ask ["));
    let index = std::fs::read_to_string(package.folder.join("out/index.md")).unwrap();
    assert!(index.contains("- lock file of an open document: It only says who"), "{index}");
}
