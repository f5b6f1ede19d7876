//! PDF, written by hand.

use crate::{VALUE, expect_found, rule};

/// A file of these objects, the first of which is the catalog.
fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (i, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let (count, at) = (objects.len() + 1, out.len());
    out += &format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<</Root 1 0 R/Size {count}{trailer}>>\nstartxref\n{at}\n%%EOF\n"
    );
    out.into_bytes()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// A page with a content, and objects from number 6 on.
fn page(content: &str, page: &str, catalog: &str, more: &[String], trailer: &str) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>{page}>>"
        ),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects, trailer)
}

const PLAIN: &str = "BT /F 12 Tf 20 200 Td (plain) Tj ET";

#[test]
fn text_of_pages_and_forms_is_read_in_both_orders() {
    let halves = |v: &str| {
        let (a, b) = v.split_at(5);
        (a.to_owned(), b.to_owned())
    };
    expect_found("text", |v| page(&format!("BT /F 12 Tf ({v}) Tj ET"), "", "", &[], ""));
    expect_found("kerned text", |v| {
        let (a, b) = halves(v);
        page(&format!("BT /F 12 Tf [({a}) -20 ({b})] TJ ET"), "", "", &[], "")
    });
    expect_found("text out of order", |v| {
        let (a, b) = halves(v);
        page(
            &format!(
                "BT /F 12 Tf 1 0 0 1 80 90 Tm ({b}) Tj ET BT 1 0 0 1 9 50 Tm (low) Tj ET BT 1 0 0 1 20 90 Tm ({a}) Tj ET"
            ),
            "",
            "",
            &[],
            "",
        )
    });
    expect_found("a form", |v| {
        let (a, b) = halves(v);
        let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>";
        page(PLAIN, "", "", &[stream(form, &format!("BT /F 9 Tf ({a}) Tj ({b}) Tj ET"))], "")
    });
}

#[test]
fn strings_beside_the_page_are_read() {
    let annotation = "/Annots[6 0 R]";
    expect_found("an annotation", |v| {
        page(
            PLAIN,
            annotation,
            "",
            &[format!("<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({v})>>")],
            "",
        )
    });
    expect_found("an outline", |v| {
        let more =
            ["<</Type/Outlines/First 7 0 R/Count 1>>".to_owned(), format!("<</Title({v})/Parent 6 0 R>>")];
        page(PLAIN, "", "/Outlines 6 0 R", &more, "")
    });
    expect_found("metadata", |v| {
        page(
            PLAIN,
            "",
            "/Metadata 6 0 R",
            &[stream("/Type/Metadata/Subtype/XML", &format!("<x>{v}</x>"))],
            "",
        )
    });
    expect_found("information", |v| page(PLAIN, "", "", &[format!("<</Title({v})>>")], "/Info 6 0 R"));
    expect_found("an attachment", |v| {
        page(PLAIN, "", "", &[stream("/Type/EmbeddedFile", &format!("a {v} b"))], "")
    });
    expect_found("actual text", |v| {
        page(&format!("/Span<</ActualText({v})>>BDC {PLAIN} EMC"), "", "", &[], "")
    });
}

#[test]
fn an_older_state_and_a_picture_cannot_be_told_and_are_leaks() {
    let unreadable = Some("evidact.unreadable-pdf");
    let plain = page(PLAIN, "", "", &[], "");
    assert_eq!(rule(&plain), None);
    let twice = [plain.as_slice(), &plain[9..]].concat();
    assert_eq!(rule(&twice).as_deref(), unreadable);
    let picture =
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    assert_eq!(rule(&page(PLAIN, "", "", &[picture], "")).as_deref(), unreadable);
    assert!(rule(format!("%PDF-1.4 {VALUE}").as_bytes()).is_some());
}
