//! The file around the pages: damaged, encrypted, hostile, and the same bytes twice.

use super::*;

#[test]
fn an_older_state_of_the_file_is_read_and_not_written() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "canary-old"));
    let new = show(50, 700, "new text");
    let bytes = append(pdf.bytes(), 3, &format!("<< /Length {} >>\nstream\n{new}\nendstream", new.len()));
    let (copy, seen) = rewrite(&bytes).expect("is sound");
    assert!(read(&copy).contains("new text") && !read(&copy).contains("canary-old"));
    assert!(seen.dropped.iter().any(|text| text.contains("canary-old")));
}

#[test]
fn bytes_of_a_picture_that_look_like_a_name_do_not_matter() {
    let mut pdf = Pdf::new();
    let image = pdf.stream("/Subtype /Image /Width 1 /Height 1", "\x07/O#\x19/Obj#/#4f\x01");
    pdf.page_with(
        &format!("/I Do {}", show(50, 700, "harmless")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /I {image} 0 R >>"),
        "",
    );
    assert!(copy(&pdf).1.contains("harmless"));
}

#[test]
fn signs_of_symbol_fonts_are_read() {
    let mut pdf = Pdf::new();
    let font = |name: &str, more: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} {more} >>");
    let map = pdf.stream(
        "",
        "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <A7> <F0A7> <B7> <F0B7> endbfchar",
    );
    let fonts = [
        font("Symbol", ""),
        font("ZapfDingbats", ""),
        font("ABCDEF+Wingdings-Regular", &format!("/ToUnicode {map} 0 R")),
    ];
    pdf.page_with(
        "BT /F1 10 Tf 50 700 Td (\\267 a\\256b) Tj /F2 10 Tf 0 -20 Td (3l) Tj /F3 10 Tf 0 -20 Td (\\247) Tj ET",
        &format!("/Font << /F1 {} /F2 {} /F3 {} >>", fonts[0], fonts[1], fonts[2]),
        "",
    );
    let (_, text, seen) = copy(&pdf);
    let squeezed: String = text.split_whitespace().collect();
    assert!(squeezed.starts_with("•α→β✓●▪"), "{text}");
    assert_eq!(seen.count(Lost::UnreadableText, Some(1)), 0);
}

/// A file of two pages, and what stands behind its objects.
fn two_pages() -> (Vec<u8>, Vec<u8>) {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, &format!("first page {NEEDLE}"))).page(&show(50, 700, "second page"));
    let bytes = pdf.bytes();
    let end = memmem::rfind(&bytes, b"xref\n0 ").unwrap();
    let (objects, table) = bytes.split_at(end);
    (objects.to_vec(), table.to_vec())
}

#[test]
fn a_file_whose_table_of_objects_is_wrong_is_read_as_other_readers_do() {
    let (objects, table) = two_pages();
    let table = String::from_utf8(table).unwrap();
    let moved = table.replace("0000000", "0000001");
    let start = table.split_once("startxref").unwrap().0;
    let ends = [
        table.clone(),
        moved,
        String::new(),
        start.to_owned(),
        format!("{start}startxref\n7\n%%EOF\n"),
        format!("{table}{}", "more than a reader looks back\n".repeat(100)),
    ];
    let before = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    for end in ends {
        for before in [Vec::new(), before.clone()] {
            let file = [before.as_slice(), &objects, end.as_bytes()].concat();
            let (copy, seen) = rewrite(&file).unwrap_or_else(|_| panic!("withheld: {end}"));
            let text = read(&copy);
            assert!(
                text.contains(&format!("first page {MARK}")) && text.contains("second page"),
                "{end}: {text}"
            );
            assert!(seen.unread.is_empty() && memmem::find(&copy, NEEDLE.as_bytes()).is_none(), "{end}");
        }
    }
}

#[test]
fn what_a_shortened_file_has_lost_is_named_by_page() {
    let (objects, _) = two_pages();
    let second = memmem::find(&objects, b"second").unwrap();
    let shortened: Vec<u8> = [
        objects.get(..second).unwrap(),
        // The tree of pages still names what is gone.
        b"\nendstream\nendobj\n",
    ]
    .concat();
    let (copy, seen) = rewrite(&shortened).expect("has a page");
    assert_eq!(seen.unread, ["page 2"]);
    assert!(read(&copy).contains("first page"));
    // The page is there, and what it shows is not.
    let empty = String::from_utf8(objects).unwrap().replace("/Contents 5 0 R", "/Contents 9 0 R");
    assert_eq!(rewrite(empty.as_bytes()).expect("has a page").1.unread, ["page 2"]);
}

#[test]
fn what_stands_before_the_file_is_read_and_not_written() {
    let (objects, table) = two_pages();
    let file = [b"From: canary-before\n".as_slice(), &objects, &table].concat();
    let (copy, seen) = rewrite(&file).expect("begins a little late");
    assert!(seen.dropped.iter().any(|text| text.contains("canary-before")));
    assert!(memmem::find(&copy, b"canary").is_none());
}

#[test]
fn the_same_source_is_the_same_bytes_and_a_copy_reads_as_it_was_written() {
    let mut pdf = Pdf::new();
    pdf.page(&[show(50, 700, "one two"), show(50, 680, "three")].concat());
    let (first, text, seen) = copy(&pdf);
    assert!(first == copy(&pdf).0);
    assert!(text.starts_with(seen.inner[0].trim_end_matches(['\n', '\u{C}'])), "{text}");
    for stamp in [&b"/ID"[..], b"/CreationDate", b"/ModDate", b"/Info", b"/Producer"] {
        assert!(memmem::find(&first, stamp).is_none());
    }
}

#[test]
fn an_encrypted_file_is_withheld() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let handler = pdf.object("<< /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> \
                              /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >>");
    pdf.trailer(&format!("/Encrypt {handler} 0 R /ID [<00> <00>]"));
    assert_eq!(rewrite(&pdf.bytes()).err(), Some(Withheld::Encrypted));
}

/// A file as programs protect it: with RC4 of 128 bits (ISO 32000-1, 7.6.3).
fn encrypted(user: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, &format!("kept and {NEEDLE}"))).trailer("/ID [<00112233> <00112233>]");
    let mut document = lopdf::Document::load_mem(&pdf.bytes()).unwrap();
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: lopdf::Permissions::empty(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

#[test]
fn a_file_that_opens_without_a_password_is_read_and_one_that_does_not_is_withheld() {
    let file = encrypted("");
    assert!(memmem::find(&file, b"/Encrypt").is_some() && memmem::find(&file, NEEDLE.as_bytes()).is_none());
    let (copy, seen) = rewrite(&file).expect("needs no password");
    let text = read(&copy);
    assert!(text.contains(&format!("kept and {MARK}")) && seen.saw(NEEDLE), "{text}");
    assert!(memmem::find(&copy, b"/Encrypt").is_none());
    assert_eq!(rewrite(&encrypted("secret")).err(), Some(Withheld::Encrypted));
}

#[test]
fn a_file_cut_off_anywhere_ends_without_harm() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let bytes = pdf.bytes();
    for end in (5..bytes.len() - 8).step_by(7) {
        if let Ok((copy, _)) = rewrite(&bytes[..end]) {
            assert!(read(&copy).contains("text"), "cut off at {end}");
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_ends_without_harm() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let bytes = pdf.bytes();
    for at in 8..bytes.len() {
        for to in [0, b'9', b'<', 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = to;
            if let Ok((copy, _)) = rewrite(&bytes) {
                read(&copy);
            }
        }
    }
}

/// A page with a note that lies in a stream of objects, at these places.
fn with_objects_in_stream(places: &[(usize, usize)], objects: &str) -> Vec<u8> {
    let index = places.iter().map(|(number, place)| format!("{number} {place} ")).collect::<String>();
    let mut pdf = Pdf::new();
    pdf.page_with(&show(50, 700, "text"), &format!("/Font << /F0 {HELVETICA} >>"), "/Annots [90 0 R 91 0 R]");
    let entries = format!("/Type /ObjStm /N {} /First {}", places.len(), index.len());
    pdf.stream(&entries, &format!("{index}{objects}"));
    pdf.bytes()
}

#[test]
fn streams_of_objects_are_read_and_one_that_names_an_object_again_and_again_is_not() {
    let note = "<< /Subtype /Text /Contents (a note) >> ";
    let (copy, _) =
        rewrite(&with_objects_in_stream(&[(90, 0), (91, 40)], &note.repeat(2))).expect("is sound");
    assert_eq!(read(&copy).matches("a note").count(), 2);
    let large = format!("[{}]", "1 ".repeat(5000));
    let same: Vec<(usize, usize)> = (100..400).map(|number| (number, 0)).collect();
    assert_eq!(rewrite(&with_objects_in_stream(&same, &large)).err(), Some(Withheld::Budget));
    let nested: Vec<(usize, usize)> = (0..40).map(|number| (100 + number, number)).collect();
    let deep = format!("{}{large}{}", "[".repeat(40), "]".repeat(40));
    assert_eq!(rewrite(&with_objects_in_stream(&nested, &deep)).err(), Some(Withheld::Budget));
}

#[test]
fn a_table_that_names_one_large_object_again_and_again_is_refused() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    pdf.stream("", &"x".repeat(100_000));
    let mut file = pdf.bytes();
    let before = memmem::rfind(&file, b"xref\n0 ").unwrap();
    let large = memmem::rfind(&file, b"5 0 obj").unwrap();
    let start = file.len();
    let lines = format!("{large:010} 00000 n \n").repeat(2000);
    let table = format!(
        "xref\n100 2000\n{lines}trailer\n<< /Size 2100 /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(table.as_bytes());
    assert_eq!(rewrite(&file).err(), Some(Withheld::Damaged));
}

#[test]
fn pages_and_forms_in_circles_end() {
    let mut pdf = Pdf::new();
    pdf.page("/X Do");
    let own = pdf.object("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream");
    pdf.page_with(
        &format!("/X Do {}", show(50, 700, "after")),
        &format!("/Font << /F0 {HELVETICA} >> /XObject << /X {own} 0 R >>"),
        "",
    );
    let (_, text, _) = copy(&pdf);
    assert!(text.contains("after"));
    let circle = String::from_utf8(pdf.bytes())
        .unwrap()
        .replace("/Parent 2 0 R /MediaBox [0 0 600 800]", "/Kids [2 0 R] /M [0 0 600 800 0 0 0]");
    assert!(rewrite(circle.as_bytes()).is_err());
}

#[test]
fn forms_that_multiply_are_stopped_by_the_budget() {
    let mut pdf = Pdf::new();
    // Each form shows the one before it a thousand times.
    let mut form = pdf.stream("/Subtype /Form", &"% nothing to be seen here\n".repeat(100));
    for _ in 0..6 {
        form = pdf.stream(
            &format!("/Subtype /Form /Resources << /XObject << /X {form} 0 R >> >>"),
            &"/X Do ".repeat(1000),
        );
    }
    pdf.page_with("/X Do", &format!("/XObject << /X {form} 0 R >>"), "");
    assert!(rewrite(&pdf.bytes()).err().is_some_and(|reason| reason.is_of_whole_source()));
}

#[test]
fn inner_parts_are_texts() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    struct Only;
    impl Visitor for Only {
        fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
            if let Role::Inner(reading) = part.role {
                assert!(matches!(reading, Reading::Text(_)));
                Document::of_blob(reading, &part.name, part.source, &Limits::default()).expect("is text");
            }
            Ok(None)
        }
        fn lost(&mut self, _loss: Loss) {}
    }
    let limits = Limits::default();
    let Ok(Opened::Container(container)) =
        open(&RawName::new("a"), Blob::new(RawBytes::new(pdf.bytes())), &limits)
    else {
        panic!("opens by its first bytes")
    };
    let walked = container.walk(&limits, &mut Budget::new(&limits, 1000), &mut Only, None);
    assert!(walked.is_ok());
    let written = container.walk(
        &limits,
        &mut Budget::new(&limits, 1000),
        &mut Only,
        Some(&mut Cursor::new(Vec::new())),
    );
    assert_eq!(written.err(), Some(Withheld::Internal), "a text that is not replaced is not published");
}
