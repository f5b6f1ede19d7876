//! Text documents and presentations: a planted value leaves every layer, all other text stays.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod support;

use evidact_formats::{Images, Limits, Role};
use evidact_model::{Format, Lost, Withheld};
use support::office::{Parts, character_data, paragraph, part, relationships, slide, unzip, word};
use support::{Replacing, container, copy, holds};

const CANARY: &str = "Kestrel-Canary-77";

fn write(bytes: &[u8]) -> (Vec<u8>, Replacing) {
    copy("review.docx", bytes, &Limits::default(), CANARY).unwrap()
}

fn withheld(bytes: &[u8]) -> Withheld {
    let result = copy("review.docx", bytes, &Limits::default(), CANARY);
    result.err().expect("is withheld")
}

/// Fails the test if a value is in a name or part of a package, whole or spread over elements.
#[track_caller]
fn expect_gone(package: &[u8], value: &str) {
    for (name, content) in unzip(package) {
        assert!(!name.contains(value) && !holds(&content, value), "{name} holds it");
        let text = character_data(&String::from_utf8_lossy(&content));
        assert!(!text.contains(value), "{name} spells it");
    }
}

/// One run a letter.
fn letter_by_letter(text: &str) -> String {
    let runs = text.chars().map(|c| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{c}</w:t></w:r>"));
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

/// A document with a value in every layer that people or programs read.
fn planted() -> Parts {
    let body = [
        letter_by_letter(CANARY),
        format!(
            "<w:p><w:ins w:id=\"1\" w:author=\"{CANARY}\" w:date=\"2024-01-01T00:00:00Z\"><w:r><w:t>{CANARY}</w:t></w:r></w:ins>\
                 <w:del w:id=\"2\" w:author=\"a\"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p>"
        ),
        "<w:p><w:r><w:t>Kestrel-</w:t><w:br/><w:t>Canary-77</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t>Kestrel&#45;Canary&#x2d;7</w:t><w:noBreakHyphen/><w:t>7</w:t></w:r></w:p>"
            .replace("7</w:t><w:noBreakHyphen/>", "</w:t>")
            .replace("<w:t>7", "<w:t>77"),
        format!(
            "<w:p><w:r><w:instrText> HYPERLINK \"https://example.com/Kestrel-</w:instrText></w:r>\
                 <w:r><w:instrText>Canary-77\" </w:instrText></w:r><w:fldSimple w:instr=\" DOCVARIABLE {CANARY} \"/></w:p>"
        ),
        format!(
            "<w:p><w:bookmarkStart w:id=\"3\" w:name=\"{CANARY}\"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r></w:p>"
        ),
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"{CANARY}\"/><w:dataBinding w:xpath=\"/{CANARY}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            paragraph(CANARY)
        ),
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline>\
                 <wp:docPr id=\"1\" name=\"{CANARY}\" descr=\"of {CANARY}\" title=\"{CANARY}\"/><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>\
                 </wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt=\"{CANARY}\"><v:textbox><w:txbxContent>{}</w:txbxContent>\
                 </v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            letter_by_letter(CANARY),
            letter_by_letter(CANARY)
        ),
        format!(
            "<w:p><w:hyperlink r:id=\"rId2\" w:tooltip=\"{CANARY}\"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>"
        ),
        format!(
            "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            paragraph("Kestrel-"),
            paragraph("Canary-77")
        ),
        format!(
            "<w:altChunk r:id=\"rId8\"/><!-- {CANARY} --><?x {CANARY}?><w14:x>{CANARY}</w14:x><w:p w14:paraId=\"{CANARY}\" w:rsidR=\"{CANARY}\"/>"
        ),
        paragraph("All other text stays as it was."),
    ];
    let link = format!("https://user:{CANARY}@host.example.com/?t={CANARY}");
    Parts::word(
        &body.concat(),
        &[
            ("rId2", "hyperlink", &link),
            ("rId3", "comments", "comments.xml"),
            ("rId4", "header", "header9.xml"),
            ("rId5", "footnotes", "footnotes.xml"),
            ("rId6", "settings", "settings.xml"),
            ("rId7", "image", "media/Kestrel-Canary-77.png"),
            ("rId8", "aFChunk", "chunk.html"),
            ("rId9", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
            ("rId10", "customXml", "../customXml/item1.xml"),
            ("rId11", "attachedTemplate", "file:///C:/Kestrel-Canary-77.dotx"),
            ("rId12", "styles", "styles.xml"),
        ],
    )
    .with("word/comments.xml", word("comments", &format!("<w:comment w:id=\"0\" w:author=\"{CANARY}\" w:initials=\"{CANARY}\">{}</w:comment>", letter_by_letter(CANARY))))
    .with("word/header9.xml", word("hdr", &letter_by_letter(CANARY)))
    .with("word/footnotes.xml", word("footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", letter_by_letter(CANARY))))
    .with("word/settings.xml", word("settings", &format!("<w:docVars><w:docVar w:name=\"a\" w:val=\"{CANARY}\"/></w:docVars><w:zoom w:percent=\"100\"/>")))
    .with("word/styles.xml", word("styles", &format!("<w:style w:styleId=\"{CANARY}\"><w:name w:val=\"{CANARY}\"/></w:style>")))
    .with("word/media/Kestrel-Canary-77.png", CANARY)
    .with("word/chunk.html", CANARY)
    .with("word/vbaProject.bin", CANARY)
    .with("customXml/item1.xml", format!("<x>{CANARY}</x>"))
    .with("docProps/core.xml", format!("<x>{CANARY}</x>"))
    .with("docProps/thumbnail.jpeg", CANARY)
    .with("_xmlsignatures/sig1.xml", format!("<x>{CANARY}</x>"))
    .with("word/Kestrel-Canary-77.bin", CANARY)
}

#[test]
fn nothing_planted_is_left_in_any_layer() {
    let (copy, visitor) = write(&planted().zip());
    expect_gone(&copy, CANARY);
    expect_gone(&copy, "Kestrel-");
    expect_gone(&copy, "Canary-77");
    assert!(part(&copy, "word/document.xml").contains("All other text stays as it was."));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("host.example.com"));
    for (what, count) in [
        (Lost::Properties, 1),
        (Lost::Thumbnail, 1),
        (Lost::Program, 1),
        (Lost::Signature, 1),
        (Lost::Image, 1),
        (Lost::Attachment, 1),
        (Lost::Link, 1),
        (Lost::ForeignPart, 1),
        (Lost::CustomData, 1),
    ] {
        assert_eq!(visitor.count_lost(what), count, "{what:?}");
    }
}

#[test]
fn what_is_left_out_is_read_for_what_it_betrays() {
    let (_, visitor) = write(&planted().zip());
    let dropped: Vec<&str> =
        visitor.parts.iter().filter(|p| p.1 == Role::Dropped).map(|p| p.0.as_str()).collect();
    for name in ["docProps/core.xml", "customXml/item1.xml", "word/chunk.html", "authors.xml"] {
        assert!(dropped.contains(&name), "{name}: {dropped:?}");
    }
}

#[test]
fn a_document_without_a_finding_reads_the_same_and_is_the_same_every_time() {
    let body =
        [paragraph("One  two "), "<w:p><w:r><w:t>a&amp;b</w:t><w:tab/><w:t>\u{e9}</w:t></w:r></w:p>".into()]
            .concat();
    let bytes = Parts::word(&body, &[("rId1", "styles", "styles.xml")])
        .with("word/styles.xml", word("styles", "<w:style w:styleId=\"Heading1\"/>"))
        .zip();
    let (first, _) = write(&bytes);
    let (second, _) = write(&bytes);
    assert!(first == second);
    let (again, visitor) = write(&first);
    assert!(again == first, "a copy of a copy differs");
    assert!(visitor.losses.is_empty());
    assert!(part(&first, "word/document.xml").contains(&body));
    assert!(part(&first, "word/styles.xml").contains("w:styleId=\"Heading1\""));
    let names: Vec<String> = unzip(&first).into_iter().map(|p| p.0).collect();
    let expected = [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
    ];
    assert_eq!(names, expected);
    assert!(part(&first, "[Content_Types].xml").contains("/word/styles.xml"));
}

#[test]
fn a_document_with_macros_becomes_one_without() {
    let zip = planted().zip();
    let opened = container("review.docm", &zip, &Limits::default()).unwrap();
    assert_eq!((opened.format(), opened.extension()), (Format::Docx, Some(".docx")));
    assert!(!holds(&write(&zip).0, "vbaProject"));
    assert!(part(&write(&zip).0, "[Content_Types].xml").contains("wordprocessingml.document.main+xml"));
}

#[test]
fn an_image_that_is_left_out_leaves_one_that_people_see() {
    let drawing = "<w:p><w:r><w:drawing><wp:inline><pic:blipFill><a:blip r:embed=\"rId7\"/></pic:blipFill></wp:inline></w:drawing></w:r></w:p>";
    let parts = Parts::word(
        drawing,
        &[("rId7", "image", "media/a.png"), ("rId8", "image", "https://example.com/a.png")],
    )
    .with("word/media/a.png", b"\x89PNG\r\n\x1A\npixels".to_vec());
    let (without, visitor) = write(&parts.zip());
    assert!(part(&without, "word/_rels/document.xml.rels").contains("Target=\"/word/media/left-out.png\""));
    assert!(unzip(&without).iter().any(|p| p.0 == "word/media/left-out.png" && p.1.starts_with(b"\x89PNG")));
    assert!(part(&without, "word/document.xml").contains("<a:blip r:embed=\"rId1\"/>"));
    assert_eq!(visitor.count_lost(Lost::Image), 2);
    let limits = Limits { images: Images::Reencode, ..Limits::default() };
    let (with, visitor) = copy("a.docx", &parts.zip(), &limits, "pixels").unwrap();
    assert!(visitor.parts.iter().any(|p| p.0 == "word/media/image1.png" && p.1 == Role::File));
    assert!(unzip(&with).iter().any(|p| p.0 == "word/media/image1.png" && p.1.ends_with(b"[GONE:01]")));
}

#[test]
fn the_icon_of_an_embedded_document_is_a_picture_and_no_file() {
    let drawing = "<w:p><w:r><w:pict><v:shape><v:imagedata r:id=\"rId7\"/></v:shape></w:pict></w:r></w:p>";
    let icon = [&[0xD7, 0xCD, 0xC6, 0x9A][..], b"icon of ", CANARY.as_bytes()].concat();
    let parts =
        Parts::word(drawing, &[("rId7", "image", "media/image1.wmf")]).with("word/media/image1.wmf", icon);
    for images in [Images::Withhold, Images::Reencode] {
        let limits = Limits { images, ..Limits::default() };
        let (copy, visitor) = copy("a.docx", &parts.zip(), &limits, CANARY).unwrap();
        assert_eq!(visitor.count_lost(Lost::Image), 1);
        assert!(!visitor.parts.iter().any(|p| p.1 == Role::File));
        assert!(part(&copy, "word/_rels/document.xml.rels").contains("left-out.png"));
        expect_gone(&copy, CANARY);
    }
}

#[test]
fn an_embedded_document_is_a_file_of_its_own() {
    let inner = Parts::word(&paragraph("inside"), &[]).zip();
    let object = "<w:p><w:r><w:object><o:OLEObject r:id=\"rId1\"/></w:object></w:r></w:p>";
    let parts = Parts::word(object, &[("rId1", "package", "embeddings/Kestrel-Canary-77.docx")])
        .with("word/embeddings/Kestrel-Canary-77.docx", inner.clone());
    let (copy, visitor) = write(&parts.zip());
    assert!(visitor.parts.iter().any(|p| p.0 == "word/embeddings/embedded1.docx" && p.1 == Role::File));
    assert!(unzip(&copy).iter().any(|p| p.0 == "word/embeddings/embedded1.docx" && p.1 == inner));
    assert!(part(&copy, "word/document.xml").contains("<o:OLEObject r:id=\"rId1\"/>"));
}

#[test]
fn an_embedded_part_that_is_broken_is_left_out_and_the_rest_stays() {
    let object = "<w:p><w:r><w:t>before</w:t><w:object><o:OLEObject r:id=\"rId1\"/></w:object><w:t>behind</w:t></w:r></w:p>";
    let relations = [("rId1", "oleObject", "embeddings/a.bin"), ("rId2", "package", "embeddings/gone.xlsx")];
    let parts = Parts::word(object, &relations).with("word/embeddings/a.bin", b"\xD0\xCF\x11\xE0".to_vec());
    let (copy, visitor) = write(&parts.zip());
    assert!(
        part(&copy, "word/document.xml").contains("<w:t>before</w:t><w:object></w:object><w:t>behind</w:t>")
    );
    assert!(!unzip(&copy).iter().any(|p| p.0.contains("embeddings") || p.0.starts_with("word/_rels")));
    assert_eq!(visitor.count_lost(Lost::Attachment), 1);
}

#[test]
fn a_link_without_a_target_keeps_its_text() {
    let link = "<w:p><w:hyperlink r:id=\"rId9\"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>";
    let (copy, _) = write(&Parts::word(link, &[]).zip());
    let expected = "<w:p><w:hyperlink><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>";
    assert!(part(&copy, "word/document.xml").contains(expected));
}

#[test]
fn slides_notes_charts_and_comments_are_read() {
    let shape = format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title 1\" descr=\"{CANARY}\"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Kestrel-</a:t></a:r>\
         <a:r><a:t>Canary-77</a:t></a:r></a:p><a:p><a:r><a:t>Stays</a:t></a:r></a:p></p:txBody></p:sp>\
         <p:graphicFrame><a:graphic><a:graphicData><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId3\"/>\
         </a:graphicData></a:graphic></p:graphicFrame><p:graphicFrame><p:oleObj r:id=\"rId99\"/></p:graphicFrame>"
    );
    let chart = format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:f>{CANARY}!$A$1</c:f><c:pt idx=\"0\"><c:v>{CANARY}</c:v></c:pt>\
         <c:pt idx=\"1\"><c:v>4.5</c:v></c:pt></c:chartSpace>"
    );
    let relations = [
        ("rId1", "slideLayout", "../slideLayouts/l.xml"),
        ("rId2", "notesSlide", "../notesSlides/n.xml"),
        ("rId3", "chart", "../charts/c.xml"),
        ("rId4", "comments", "../comments/c.xml"),
        ("rId5", "tags", "../tags/t.xml"),
    ];
    let text = |t: &str| format!("<a:p><a:r><a:t>{t}</a:t></a:r></a:p>");
    let parts = Parts::slides(&shape, &relations)
        .with("ppt/slideLayouts/l.xml", slide("sldLayout", &text(CANARY)))
        .with("ppt/notesSlides/n.xml", slide("notes", &text(CANARY)))
        // Slides and their notes refer to each other.
        .with("ppt/notesSlides/_rels/n.xml.rels", relationships(&[("rId1", "slide", "../slides/slide7.xml")]))
        .with("ppt/charts/c.xml", chart)
        .with(
            "ppt/comments/c.xml",
            slide("cmLst", &format!("<p:cm authorId=\"0\" dt=\"2024\"><p:text>{CANARY}</p:text></p:cm>")),
        )
        .with("ppt/tags/t.xml", slide("tagLst", &format!("<p:tag name=\"x\" val=\"{CANARY}\"/>")));
    let (copy, visitor) = copy("talk.pptx", &parts.zip(), &Limits::default(), CANARY).unwrap();
    expect_gone(&copy, CANARY);
    expect_gone(&copy, "Canary-77");
    let slide = part(&copy, "ppt/slides/slide1.xml");
    assert!(slide.contains("Stays") && slide.contains("c:chart") && !slide.contains("oleObj"), "{slide}");
    assert_eq!(slide.matches("graphicFrame").count(), 2);
    assert!(part(&copy, "ppt/charts/chart1.xml").contains("<c:v>4.5</c:v>"));
    assert!(part(&copy, "ppt/notesSlides/_rels/notesSlide1.xml.rels").contains("/ppt/slides/slide1.xml"));
    assert_eq!(visitor.count_lost(Lost::ForeignPart), 1);
}

#[test]
fn the_strict_variant_stays_strict() {
    let strict = |xml: &str| {
        xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    let parts = Parts::word("", &[])
        .with("_rels/.rels", strict(&relationships(&[("rId1", "officeDocument", "/word/document.xml")])))
        .with("word/document.xml", strict(&word("document", &letter_by_letter(CANARY))));
    let (copy, _) = write(&parts.zip());
    expect_gone(&copy, CANARY);
    assert!(part(&copy, "word/document.xml").contains("http://purl.oclc.org/ooxml/wordprocessingml/main"));
    assert!(
        part(&copy, "_rels/.rels")
            .contains("http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")
    );
}

#[test]
fn a_part_in_utf16_is_read() {
    let xml = word("document", &letter_by_letter(CANARY)).replace("UTF-8", "UTF-16");
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (copy, _) = write(&Parts::word("", &[]).with("word/document.xml", utf16).zip());
    expect_gone(&copy, CANARY);
    assert!(part(&copy, "word/document.xml").contains("[GONE:01]"));
}

#[test]
fn an_encrypted_document_says_so_and_an_old_one_does_too() {
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.resize((1 << 20) - 5, 0);
    let old = copy("review.doc", &compound, &Limits::default(), CANARY).err();
    assert!(matches!(old, Some(Withheld::UnsupportedFormat { .. })));
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(withheld(&compound) == Withheld::Encrypted);
    let mut zip = Parts::word(&paragraph(CANARY), &[]).zip();
    // Bit 0 of the general purpose flags in every header of the directory (APPNOTE 4.4.4).
    let headers: Vec<usize> = memchr::memmem::find_iter(&zip, b"PK\x01\x02").collect();
    for at in headers {
        zip[at + 8] |= 1;
    }
    assert!(withheld(&zip) == Withheld::Encrypted);
}

#[test]
fn broken_documents_are_withheld() {
    let whole = Parts::word(&paragraph(CANARY), &[]);
    let texts = [
        word("document", "<w:body>"),
        format!("<!DOCTYPE d [<!ENTITY a \"{CANARY}\">]>{}", word("document", "&a;")),
        CANARY.to_owned(),
        format!("<{CANARY}/>"),
        String::new(),
    ];
    for text in texts {
        let bytes = Parts::word("", &[]).with("word/document.xml", text).zip();
        assert!(matches!(withheld(&bytes), Withheld::Structure { .. }));
    }
    assert!(withheld(&whole.with("_rels/.rels", relationships(&[])).zip()) == Withheld::Damaged);
    let missing =
        Parts::word("", &[]).with("_rels/.rels", relationships(&[("a", "officeDocument", "x.xml")]));
    assert!(withheld(&missing.zip()) == Withheld::Damaged);
}

#[test]
fn truncated_documents_are_withheld_and_mutated_ones_leak_nothing() {
    let whole = planted().zip();
    for cut in (0..whole.len()).step_by(whole.len() / 60) {
        if cut > 4 {
            assert!(copy("a.docx", &whole[..cut], &Limits::default(), CANARY).is_err());
        }
    }
    for at in (0..whole.len()).step_by(whole.len() / 200) {
        let mut mutated = whole.clone();
        mutated[at] ^= 0x55;
        if let Ok((copy, _)) = copy("a.docx", &mutated, &Limits::default(), CANARY) {
            expect_gone(&copy, CANARY);
        }
    }
}

#[test]
fn a_document_that_expands_without_end_is_withheld() {
    let parts = Parts::word(&paragraph("x"), &[]).with("word/more.bin", vec![0; 4 << 20]);
    let limits = Limits { max_expanded_bytes: 1 << 20, ..Limits::default() };
    assert!(copy("a.docx", &parts.zip(), &limits, CANARY).err().is_some_and(|r| r.is_of_whole_source()));
    let limits = Limits { max_members: 3, ..Limits::default() };
    assert!(copy("a.docx", &parts.zip(), &limits, CANARY).err().is_some_and(|r| r.is_of_whole_source()));
}
