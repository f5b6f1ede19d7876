//! Cases 30, 37, 38 and 39: PDF, from the file to the package.

use crate::common::{package, password, token};
use crate::support::tool;
use std::fmt::Write as _;
use std::path::Path;

#[path = "../../crates/evidact-formats/tests/support/pdf.rs"]
pub(crate) mod maker;

use maker::{HELVETICA, Pdf, append, show};

/// What a foreign reader makes of a published PDF.
fn read(path: &Path) -> Option<String> {
    let path = path.to_str().unwrap();
    let text = tool("pdftotext", &["-layout", path, "-"])?;
    assert!(text.status.success(), "pdftotext cannot read the copy");
    if let Some(checked) = tool("qpdf", &["--check", path]) {
        assert!(checked.status.success(), "qpdf: {}", String::from_utf8_lossy(&checked.stdout));
    }
    Some(String::from_utf8_lossy(&text.stdout).into_owned())
}

fn losses(manifest: &serde_json::Value) -> Vec<(String, Option<u64>)> {
    let losses = manifest["entries"][0]["losses"].as_array().unwrap();
    losses.iter().map(|loss| (loss["what"].as_str().unwrap().to_owned(), loss["page"].as_u64())).collect()
}

/// A text, one letter at a time, from the last to the first.
fn backwards(x: i32, y: i32, text: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.chars().enumerate().collect::<Vec<_>>().into_iter().rev() {
        out.push_str(&show(x + 6 * i32::try_from(at).unwrap(), y, &letter.to_string()));
    }
    out
}

#[test]
fn case_38_a_pdf_keeps_nothing_in_any_layer() {
    let (password, token) = (password(), token());
    let hex: String = format!("token: {token}").bytes().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02X}");
        out
    });
    let octal: String = format!("password: {password}").bytes().fold(String::new(), |mut out, b| {
        let _ = write!(out, "\\{b:03o}");
        out
    });
    let kerned: String = format!("password:_{password}").chars().fold(String::new(), |mut out, c| {
        let _ = write!(out, "({}) -15 ", if c == '_' { ' ' } else { c });
        out
    });
    let mut pdf = Pdf::new();
    let form = pdf.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800]",
        &show(50, 500, &format!("password: {password}")),
    );
    let xmp = pdf.stream("/Type /Metadata /Subtype /XML", &format!("<x><a>password: {password}</a></x>"));
    let file = pdf.stream("/Type /EmbeddedFile", &format!("password: {password}\n"));
    let spec = pdf.object(&format!("<< /Type /Filespec /F ({token}.txt) /EF << /F {file} 0 R >> >>"));
    let outline = pdf.object(&format!("<< /Title (password: {password}) >>"));
    let outlines = pdf.object(&format!("<< /First {outline} 0 R /Last {outline} 0 R >>"));
    let info = pdf.object(&format!("<< /Title (password: {password}) /Author (token {token}) >>"));
    let content = format!(
        "{}BT /F0 10 Tf 50 680 Td <{hex}> Tj 0 -20 Td ({octal}) Tj 0 -20 Td [{kerned}] TJ ET\n{}/X Do\n\
         /Span << /ActualText (password: {password}) >> BDC {} EMC\n",
        show(50, 720, "harmless heading"),
        backwards(50, 560, &format!("password: {password}")),
        show(50, 300, "harmless end"),
    );
    let courier = HELVETICA.replace("Helvetica", "Courier");
    pdf.page_with(
        &content,
        &format!("/Font << /F0 {courier} >> /XObject << /X {form} 0 R >>"),
        &format!(
            "/Annots [<< /Subtype /Text /Rect [0 0 9 9] /Contents (password: {password}) /T ({token}) >> \
             << /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com/?token={token}) >> >> \
             << /Subtype /Widget /FT /Tx /T (password) /V ({password}) /Rect [0 0 9 9] >>]"
        ),
    );
    pdf.catalogue(&format!(
        "/Metadata {xmp} 0 R /Outlines {outlines} 0 R /Names << /EmbeddedFiles << /Names [(n) {spec} 0 R] >> >>"
    ));
    pdf.trailer(&format!("/Info {info} 0 R"));
    let package = package("pdf-layers", &[("review.pdf", pdf.bytes())], &[]).expect(0);
    package.expect_gone(&[&password, &token]);
    let Some(text) = read(&package.path("review.pdf")) else { return };
    let squeezed: String = text.split_whitespace().collect();
    assert!(!squeezed.contains(&password) && !squeezed.contains(&token), "{text}");
    assert!(text.contains("harmless heading") && text.contains("harmless end"), "{text}");
    assert!(text.matches("[CREDENTIAL:password:01]").count() >= 5, "{text}");
}

#[test]
fn case_38_an_older_state_of_a_pdf_is_gone_and_its_values_are_known() {
    let password = password();
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, &format!("password: {password}")));
    let new = show(50, 700, &format!("they wrote {password} on the board"));
    let bytes = append(pdf.bytes(), 3, &format!("<< /Length {} >>\nstream\n{new}\nendstream", new.len()));
    let package = package("pdf-older", &[("review.pdf", bytes)], &[]).expect(0);
    package.expect_gone(&[&password]);
    let Some(text) = read(&package.path("review.pdf")) else { return };
    assert!(text.contains("they wrote [CREDENTIAL:password:01] on the board"), "{text}");
}

#[test]
fn case_38_a_column_of_passwords_is_found_also_where_cells_are_empty() {
    let password = password();
    let mut pdf = Pdf::new();
    let rows = [["Host", "User", "Password"], ["alpha", "", ""], ["beta", "svc", password.as_str()]];
    let mut content = String::new();
    for (y, row) in (0..).zip(rows) {
        for (x, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            content.push_str(&show(50 + 150 * x, 700 - 15 * y, cell));
        }
    }
    pdf.page(&content);
    let package = package("pdf-table", &[("review.pdf", pdf.bytes())], &[]).expect(0);
    package.expect_gone(&[&password]);
    let Some(text) = read(&package.path("review.pdf")) else { return };
    assert!(!text.contains(&password) && text.contains("alpha") && text.contains("svc"), "{text}");
}

#[test]
fn case_39_what_cannot_be_read_for_sure_is_left_out_and_listed() {
    let password = password();
    let mut pdf = Pdf::new();
    let map = pdf.stream(
        "",
        "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <79> <0042> endbfrange",
    );
    let lying = HELVETICA.replace(">>", &format!("/ToUnicode {map} 0 R >>"));
    let layer = pdf.object("<< /Type /OCG /Name (x) >>");
    let image =
        pdf.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
    pdf.page_with(&show(50, 700, "what the eye sees"), &format!("/Font << /F0 {lying} >>"), "");
    pdf.page_with(
        &format!(
            "{}{}0 g 45 590 300 20 re f\n/OC /L BDC {} EMC\n/I Do 0 0 m 1 1 2 2 3 3 c f\n",
            show(50, 700, "harmless"),
            show(50, 595, &format!("blackened {password}")),
            show(50, 500, &format!("layered {password}")),
        ),
        &format!(
            "/Font << /F0 {HELVETICA} >> /Properties << /L {layer} 0 R >> /XObject << /I {image} 0 R >>"
        ),
        "",
    );
    pdf.catalogue(&format!("/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"));
    let package = package("pdf-uncertain", &[("review.pdf", pdf.bytes())], &[]).expect(4);
    assert!(package.ran.stderr.contains("review.pdf!/page 1"), "{}", package.ran.stderr);
    let told = losses(&package.manifest());
    for (what, page) in [("unreadable-text", 1), ("hidden-text", 2), ("image", 2), ("drawing", 2)] {
        assert!(told.contains(&(what.to_owned(), Some(page))), "{what} is not listed: {told:?}");
    }
    let Some(text) = read(&package.path("review.pdf")) else { return };
    assert!(text.contains("harmless") && text.contains("was not carried over"), "{text}");
    for gone in [password.as_str(), "what the eye sees", "blackened", "layered"] {
        assert!(!text.contains(gone), "{text}");
    }
}

#[test]
fn case_39_pages_that_are_pictures_are_never_called_clean() {
    let picture = |pdf: &mut Pdf| {
        let image =
            pdf.stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x");
        pdf.page_with("/I Do", &format!("/XObject << /I {image} 0 R >>"), "");
    };
    let (mut scan, mut mixed) = (Pdf::new(), Pdf::new());
    picture(&mut scan);
    mixed.page(&show(50, 700, "harmless"));
    picture(&mut mixed);
    let package =
        package("pdf-scan", &[("scan.pdf", scan.bytes()), ("mixed.pdf", mixed.bytes())], &[]).expect(4);
    assert!(!package.path("scan.pdf").exists());
    let told = &package.ran.stderr;
    assert!(told.contains("withheld: scan.pdf") && told.contains("withheld: mixed.pdf!/page 2"), "{told}");
    assert!(package.manifest().to_string().contains("\"no-text\""));
    let Some(text) = read(&package.path("mixed.pdf")) else { return };
    assert!(text.contains("harmless") && text.contains("not carried over"), "{text}");
}

#[test]
fn case_37_an_encrypted_pdf_is_withheld() {
    let mut pdf = Pdf::new();
    pdf.page(&show(50, 700, "text"));
    let padding = "28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A";
    let handler =
        pdf.object(&format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{padding}> /U <{padding}> >>"));
    pdf.trailer(&format!("/Encrypt {handler} 0 R /ID [<00> <00>]"));
    let package =
        package("pdf-encrypted", &[("a.pdf", pdf.bytes()), ("b.pdf", b"%PDF-1.7\n".to_vec())], &[]).expect(4);
    let manifest = package.manifest().to_string();
    assert!(manifest.contains("\"encrypted\"") && manifest.contains("\"damaged\""), "{manifest}");
}

#[test]
fn case_30_forms_of_a_pdf_that_multiply_are_withheld() {
    let mut pdf = Pdf::new();
    let mut form = pdf.stream("/Subtype /Form", &"% nothing to be seen here\n".repeat(100));
    for _ in 0..6 {
        form = pdf.stream(
            &format!("/Subtype /Form /Resources << /XObject << /X {form} 0 R >> >>"),
            &"/X Do ".repeat(1000),
        );
    }
    pdf.page_with("/X Do", &format!("/XObject << /X {form} 0 R >>"), "");
    let package =
        package("pdf-bomb", &[("a.pdf", pdf.bytes()), ("b.txt", b"harmless\n".to_vec())], &[]).expect(4);
    assert!(package.manifest().to_string().contains("\"limit\""));
}
