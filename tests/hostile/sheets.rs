//! Case 36, and its like in OpenDocument: values in every layer of workbooks and documents.

use crate::common::{package, password};
use std::io::{Cursor, Read as _, Write as _};

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        });
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All parts of a package one after another, with their names.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        all += &format!("\n{}: ", file.name().unwrap());
        file.read_to_string(&mut all).unwrap();
    }
    all
}

const CARD: [&str; 2] = ["41111111", "11111111"];

/// A workbook of one sheet with some texts; cells come in their order.
pub(crate) fn simple_workbook(cells: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{RELS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut data = String::new();
    let mut last = "";
    for (cell, text) in cells {
        let row = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        if row != last {
            data += if last.is_empty() { "" } else { "</row>" };
            data += &format!("<row r=\"{row}\">");
            last = row;
        }
        data += &format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    }
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</row></sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"Access\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    zipped(&[
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", rels("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", rels("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn workbook() -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let password = password();
    let rels = |all: &[(&str, &str)]| {
        let all = all.iter().enumerate().map(|(i, (kind, target))| {
            format!("<Relationship Id=\"r{}\" Type=\"{RELS}/{kind}\" Target=\"{target}\"/>", i + 1)
        });
        let all: String = all.collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let card = CARD.concat();
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
         <row r=\"2\"><c r=\"A2\"><v>{}.{}E15</v></c><c r=\"B2\"><v>1234.5</v></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"str\"><f>CONCATENATE(B9,\"x\")</f><v>{password}</v></c><c r=\"B3\"><f>B2*2</f><v>2469</v></c></row></sheetData></worksheet>",
        &card[..1],
        &card[1..]
    );
    let hidden = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Password</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>{password}</t></is></c></row></sheetData></worksheet>"
    );
    zipped(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".into(),
        ),
        ("_rels/.rels", rels(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/_rels/workbook.xml.rels",
            rels(&[
                ("worksheet", "worksheets/a.xml"),
                ("worksheet", "worksheets/b.xml"),
                ("sharedStrings", "strings.xml"),
            ]),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"Payments\" sheetId=\"1\" r:id=\"r1\"/>\
                 <sheet name=\"Old\" sheetId=\"2\" state=\"veryHidden\" r:id=\"r2\"/></sheets>\
                 <definedNames><definedName name=\"Key\">\"{password}\"</definedName></definedNames></workbook>"
            ),
        ),
        (
            "xl/strings.xml",
            format!(
                "<sst xmlns=\"{MAIN}\"><si><t>Card</t></si><si><t>Amount</t><rPh sb=\"0\" eb=\"1\"><t>{password}</t></rPh></si>\
                 <si><t>orphan {password}</t></si></sst>"
            ),
        ),
        ("xl/worksheets/a.xml", sheet),
        ("xl/worksheets/b.xml", hidden),
        ("xl/connections.xml", format!("<connections><dbPr connection=\"Pwd={password}\"/></connections>")),
    ])
}

#[test]
fn case_36_a_workbook_with_a_value_in_every_layer() {
    let package =
        package("case36", &[("book.xlsx", workbook()), ("note.txt", b"all is well\n".to_vec())], &[])
            .expect(0);
    let (card, password) = (CARD.concat(), password());
    package.expect_gone(&[&password, &card]);
    let book = unzipped(&package.file("book.xlsx"));
    assert!(!book.contains(&password) && !book.contains(&card), "{book}");
    for kept in [
        "<v>1234.5</v>",
        "<f>B2*2</f><v>2469</v>",
        ">Card<",
        ">Amount<",
        "[CARD:01]",
        "veryHidden",
        "name=\"Payments\"",
    ] {
        assert!(book.contains(kept), "{kept} in {book}");
    }
    assert!(!book.contains("orphan") && !book.contains("CONCATENATE") && !book.contains("connection"));
}

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"";

fn open_document(kind: &str, body: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", format!("application/vnd.oasis.opendocument.{kind}")),
        (
            "content.xml",
            format!(
                "<office:document-content {SPACES}><office:body>{body}</office:body></office:document-content>"
            ),
        ),
        ("meta.xml", format!("<m><dc:creator xmlns:dc=\"x\">password: {}</dc:creator></m>", password())),
        ("Thumbnails/thumbnail.png", password()),
    ])
}

#[test]
fn open_documents_with_a_value_in_every_layer() {
    let (password, card) = (password(), CARD.concat());
    let letters: String = password.chars().map(|c| format!("<text:span>{c}</text:span>")).collect();
    let text = format!(
        "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>{password}</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>Password: {letters} is old</text:p><text:p>harmless<office:annotation><dc:creator>{password}</dc:creator><text:p>{password}</text:p></office:annotation></text:p>\
         <text:p><draw:frame><svg:desc>{password}</svg:desc></draw:frame></text:p></office:text>"
    );
    let sheet = format!(
        "<office:spreadsheet><table:table table:name=\"One\"><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"{}.{}E15\">\
         <text:p>4.1E15</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>{password}</text:p></table:table-cell>\
         </table:table-row></table:table></office:spreadsheet>",
        &card[..1],
        &card[1..]
    );
    let files = [("a.odt", open_document("text", &text)), ("b.ods", open_document("spreadsheet", &sheet))];
    let package = package("case36odf", &files, &[]).expect(0);
    package.expect_gone(&[&password, &card]);
    let both = unzipped(&package.file("a.odt")) + &unzipped(&package.file("b.ods"));
    assert!(!both.contains(&password) && !both.contains(&card) && !both.contains("4.1E15"), "{both}");
    for kept in ["harmless", "is old", "office:value=\"12.5\"", "[CARD:01]", "Author"] {
        assert!(both.contains(kept), "{kept} in {both}");
    }
}

#[test]
fn case_37_an_encrypted_open_document_is_withheld() {
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
        <manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".into()),
        ("content.xml", password()),
        ("META-INF/manifest.xml", manifest.into()),
    ]);
    let package =
        package("case37odf", &[("a.odt", locked), ("note.txt", b"all is well\n".to_vec())], &[]).expect(4);
    package.expect_gone(&[&password()]);
    assert!(!package.path("a.odt").exists());
}
