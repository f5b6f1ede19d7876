//! OpenDocument: every layer is shown, and what is written says the same in fewer of them.
#![allow(
    clippy::ok_expect,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

#[path = "support/swap.rs"]
mod swap;

use evidact_model::{Format, Lost, Withheld};
use swap::{NEEDLE, copy, package, parts, read};

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\"";

fn content(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><!-- {NEEDLE} --><office:document-content {SPACES} office:version=\"1.2\">\
         <office:scripts><a>{NEEDLE}</a></office:scripts><office:body>{body}</office:body></office:document-content>"
    )
}

fn document(kind: &str, body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let content = content(body);
    let manifest =
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut all =
        vec![("mimetype", mimetype.as_str()), ("content.xml", &content), ("META-INF/manifest.xml", manifest)];
    all.extend(more);
    package(&all)
}

#[test]
fn no_layer_of_a_text_keeps_a_value() {
    let (a, b) = NEEDLE.split_at(4);
    let body = format!(
        "<office:text><text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion><text:p>{NEEDLE}</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:user-field-decls><text:user-field-decl office:value-type=\"string\" office:string-value=\"{NEEDLE}\" text:name=\"Password\"/></text:user-field-decls>\
         <text:p text:style-name=\"P {NEEDLE}\">see <text:span>{a}</text:span><text:span>{b}</text:span> there<text:s text:c=\"2\"/>and<text:tab/>on</text:p>\
         <text:p><office:annotation><dc:creator>{NEEDLE}</dc:creator><dc:date>2024</dc:date><text:p>note {NEEDLE}</text:p></office:annotation>plain\
         <draw:frame><draw:text-box><text:p>box {NEEDLE}</text:p></draw:text-box><svg:title>{NEEDLE}</svg:title><svg:desc>{NEEDLE}</svg:desc></draw:frame>\
         <draw:frame><draw:image xlink:href=\"Pictures/a.png\"/></draw:frame> text</text:p>\
         <text:p><text:a xlink:href=\"https://example.com/?k={NEEDLE}\">link</text:a><text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>{NEEDLE}</text:ruby-text></text:ruby></text:p>\
         <text:section><text:section-source xlink:href=\"{NEEDLE}\"/></text:section><{NEEDLE}>q</{NEEDLE}><text:p text:{NEEDLE}=\"1\">end</text:p></office:text>"
    );
    let meta = format!("<a>{NEEDLE}</a>");
    let more = [
        ("meta.xml", meta.as_str()),
        ("settings.xml", &meta),
        ("Thumbnails/thumbnail.png", NEEDLE),
        ("Basic/Standard/Module1.xml", &meta),
        ("Pictures/a.png", NEEDLE),
        ("Configurations2/x.xml", &meta),
    ];
    let source = document("text", &body, &more);
    let (out, format, swap) = copy("a.odt", &source).unwrap();
    assert_eq!(format, Format::Odt);
    for (name, part) in parts(&out) {
        assert!(!part.contains("hunt") && !part.contains("er2Zx9"), "{name}: {part}");
    }
    let content = &parts(&out)["content.xml"];
    assert!(
        content.contains("<text:span>[SECRET:01]</text:span><text:span></text:span><text:s/>there"),
        "{content}"
    );
    assert!(content.contains("and<text:tab/>on") && content.contains("<dc:creator>Author</dc:creator>"));
    for word in ["plain", "link", "end", "note [SECRET:01]", "box [SECRET:01]"] {
        assert!(content.contains(word), "{word}");
    }
    for what in [Lost::Properties, Lost::Thumbnail, Lost::Program, Lost::Image, Lost::HiddenText, Lost::Link]
    {
        assert!(swap.lost.contains(&what), "{what:?}");
    }
    assert!(swap.fields.contains(&format!("Password={NEEDLE}")));
    assert!(read("a.odt", &source).unwrap().dropped.iter().any(|d| d.contains(NEEDLE)));
}

#[test]
fn the_type_comes_first_and_as_it_is() {
    let (out, ..) =
        copy("a.odt", &document("text", "<office:text><text:p>x</text:p></office:text>", &[])).unwrap();
    assert_eq!(out.get(30..38), Some(&b"mimetype"[..]));
    assert_eq!(out.get(38..77), Some(&b"application/vnd.oasis.opendocument.text"[..]));
    assert!(copy("a.odt", &out).unwrap().0 == out);
}

#[test]
fn a_cell_that_is_a_value_is_shown_and_written_by_it() {
    let cell =
        |attributes: &str, text: &str| format!("<table:table-cell {attributes}>{text}</table:table-cell>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&[
            cell("", "<text:p>User</text:p>"),
            cell("", "<text:p>Password</text:p>"),
            cell("", "<text:p>Since</text:p>"),
        ]),
        row(&[
            cell("office:value-type=\"string\" office:string-value=\"x\"", "<text:p>alice</text:p>"),
            cell(
                "office:value-type=\"float\" office:value=\"4.1E15\"",
                &format!("<text:p>{NEEDLE}</text:p>"),
            ),
            cell("office:value-type=\"date\" office:date-value=\"2024-05-03\"", "<text:p>May</text:p>"),
        ]),
        row(&[
            cell("table:number-columns-repeated=\"2\"", ""),
            cell(
                &format!("office:value-type=\"string\" table:formula=\"of:=&quot;{NEEDLE}&quot;\""),
                &format!("<text:p>{NEEDLE}</text:p>"),
            ),
        ]),
        row(&[cell(
            "office:value-type=\"float\" office:value=\"3\" table:formula=\"of:=1+2\"",
            "<text:p>3,00</text:p>",
        )]),
    ];
    let body = format!(
        "<office:spreadsheet><table:table table:name=\"Data {NEEDLE}\">{}</table:table><text:p>behind</text:p></office:spreadsheet>",
        rows.concat()
    );
    let (out, format, swap) = copy("a.ods", &document("spreadsheet", &body, &[])).unwrap();
    assert_eq!(format, Format::Ods);
    let content = &parts(&out)["content.xml"];
    assert!(!content.contains(NEEDLE) && content.contains("table:name=\"Table 1\""), "{content}");
    for cell in [
        "office:value-type=\"float\" office:value=\"4100000000000000\"><text:p>4100000000000000</text:p>",
        "office:value-type=\"date\" office:date-value=\"2024-05-03\"><text:p>2024-05-03</text:p>",
        "office:value-type=\"string\"><text:p>[SECRET:01]</text:p>",
        "table:formula=\"of:=1+2\" office:value-type=\"float\" office:value=\"3\"><text:p>3</text:p>",
    ] {
        assert!(content.contains(cell), "{cell} in {content}");
    }
    assert!(!swap.fields.iter().any(|f| f.ends_with("=behind")), "{:?}", swap.fields);
    for field in ["User=alice", "Password=4100000000000000", "Since=2024-05-03"] {
        assert!(swap.fields.iter().any(|f| f == field), "{:?}", swap.fields);
    }
}

#[test]
fn documents_within_are_read_too() {
    let inner = content(&format!("<office:spreadsheet><text:p>in {NEEDLE}</text:p></office:spreadsheet>"));
    let body = "<office:presentation><draw:page draw:name=\"one\"><draw:frame><draw:object xlink:href=\"./Object 7\"/></draw:frame>\
        <draw:frame><draw:object xlink:href=\"./Nothing\"/></draw:frame><draw:frame><draw:text-box><text:p>hello</text:p></draw:text-box></draw:frame>\
        </draw:page></office:presentation>";
    let source = document("presentation", body, &[("Object 7/content.xml", &inner)]);
    let (out, format, swap) = copy("a.odp", &source).unwrap();
    assert_eq!(format, Format::Odp);
    let all = parts(&out);
    assert!(all["Object 1/content.xml"].contains("in [SECRET:01]"));
    assert!(all["content.xml"].contains("xlink:href=\"Object 1\"") && all["content.xml"].contains("hello"));
    assert!(
        all["META-INF/manifest.xml"].contains("Object 1/content.xml")
            && swap.lost.contains(&Lost::Attachment)
    );
}

#[test]
fn withholds_what_is_encrypted_broken_or_of_another_kind() {
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
        <manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let kind = "application/vnd.oasis.opendocument.text";
    let locked = package(&[("mimetype", kind), ("content.xml", "x"), ("META-INF/manifest.xml", manifest)]);
    assert!(matches!(copy("a.odt", &locked), Err(Withheld::Encrypted)));
    let broken = package(&[("mimetype", kind), ("content.xml", "<a>")]);
    assert!(matches!(copy("a.odt", &broken), Err(Withheld::Damaged)));
    let entities =
        package(&[("mimetype", kind), ("content.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]);
    assert!(matches!(copy("a.odt", &entities), Err(Withheld::Structure { .. })));
    let base = package(&[("mimetype", "application/vnd.oasis.opendocument.base"), ("content.xml", "<a/>")]);
    assert!(matches!(copy("a.odb", &base), Err(Withheld::UnsupportedFormat { .. })));
    let cut = document("text", "<office:text/>", &[]);
    assert!(copy("a.odt", &cut[..cut.len() / 2]).is_err());
}

#[test]
fn names_of_styles_and_fonts_are_shown_as_looks() {
    let body = "<office:text><text:p text:style-name=\"Intense_20_Quote\">see Annex B</text:p>\
        <draw:frame draw:name=\"Slide Image Placeholder 1\" draw:style-name=\"Filled Blue\"/></office:text>";
    let source = document("text", body, &[]);
    let (_, _, swap) = copy("a.odt", &source).unwrap();
    let of =
        |part: &str| -> String { swap.shown.iter().filter(|p| p.0 == part).map(|p| p.1.as_str()).collect() };
    for name in ["Intense_20_Quote", "Filled Blue", "Slide Image Placeholder 1"] {
        assert!(of("content-looks").contains(name), "{name}");
        assert!(!of("content-texts").contains(name), "{name}");
    }
}

#[test]
fn a_picture_that_is_left_out_is_counted_once_and_leaves_one_that_people_see() {
    let body = "<office:text><text:p>before<draw:frame draw:name=\"Image1\" svg:width=\"3cm\"><draw:image xlink:href=\"Pictures/a.svm\"/></draw:frame>\
        <draw:frame><draw:object-ole xlink:href=\"./Obj100\"/></draw:frame><draw:frame><draw:object xlink:href=\"./Object 9\"/><draw:image xlink:href=\"./ObjectReplacements/Object 9\"/></draw:frame>behind</text:p>\
        </office:text>";
    let styles = format!(
        "<office:document-styles {SPACES}><office:styles><draw:fill-image draw:name=\"f\" xlink:href=\"Pictures/a.svm\"/>\
         <style:style><style:background-image xlink:href=\"Pictures/a.svm\"/></style:style>\
         <text:list-style><text:list-level-style-image xlink:href=\"Pictures/a.svm\"/></text:list-style></office:styles></office:document-styles>"
    );
    let source =
        document("text", body, &[("Pictures/a.svm", NEEDLE), ("Obj100", NEEDLE), ("styles.xml", &styles)]);
    let (out, _, swap) = copy("a.odt", &source).unwrap();
    let all = parts(&out);
    assert_eq!(swap.lost.iter().filter(|l| **l == Lost::Image).count(), 1, "{:?}", swap.lost);
    // The object, and the document that is not there.
    assert_eq!(swap.lost.iter().filter(|l| **l == Lost::Attachment).count(), 2, "{:?}", swap.lost);
    assert!(!swap.lost.contains(&Lost::Link) && !swap.lost.contains(&Lost::ForeignPart), "{:?}", swap.lost);
    let content = &all["content.xml"];
    assert_eq!(content.matches("xlink:href=\"Pictures/left-out.png\"").count(), 1, "{content}");
    assert!(content.contains("svg:width=\"3cm\"><draw:image"), "{content}");
    assert!(
        all.contains_key("Pictures/left-out.png")
            && all["META-INF/manifest.xml"].contains("Pictures/left-out.png")
    );
}

#[test]
fn the_version_of_the_program_that_wrote_a_document_is_not_shown_as_an_address() {
    let meta = "<m xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"><meta:generator>LibreOffice/7.4.7.2$Linux_X86_64</meta:generator>\
        <meta:initial-creator>Jane Doe</meta:initial-creator></m>";
    let source = document("text", "<office:text/>", &[("meta.xml", meta)]);
    let dropped = read("a.odt", &source).unwrap().dropped.concat();
    assert!(dropped.contains("Jane Doe") && !dropped.contains("7.4.7.2"), "{dropped}");
}

#[test]
fn a_formula_that_spells_a_text_becomes_the_text() {
    let cell = |formula: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:formula=\"{formula}\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = [
        cell("of:=CHAR(104)&amp;CHAR(117)&amp;[.B9]", "hu"),
        cell("of:=CONCATENATE(&quot;plain &quot;;&quot;text&quot;)", "plain text"),
        cell("of:=[.A1]&amp;&quot; and &quot;", "hu and "),
    ]
    .concat();
    let body = format!(
        "<office:spreadsheet><table:table table:name=\"T\"><table:table-row>{row}</table:table-row></table:table></office:spreadsheet>"
    );
    let (out, _, swap) = copy("a.ods", &document("spreadsheet", &body, &[])).unwrap();
    let content = &parts(&out)["content.xml"];
    assert_eq!(content.matches("table:formula").count(), 1, "{content}");
    assert!(content.contains("<text:p>plain text</text:p>") && content.contains("[.A1]"), "{content}");
    assert!(swap.lost.contains(&Lost::Formula));
}
