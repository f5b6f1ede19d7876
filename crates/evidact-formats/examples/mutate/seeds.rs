//! Small sound sources of every container format, built so that parts of archives can be changed before they are
//! packed.

use crate::round_trip::zip;
use std::io::Write as _;

/// What a part of a source may become; the flag says whether it is the whole file.
pub(crate) type Change<'c> = &'c mut dyn FnMut(bool, Vec<u8>) -> Vec<u8>;

/// One format with a sound source.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    make: fn(Change<'_>) -> Vec<u8>,
}

impl Format {
    pub(crate) fn build(&self, change: Change<'_>) -> Vec<u8> {
        let made = (self.make)(change);
        change(true, made)
    }
}

/// Returns all formats.
pub(crate) fn all() -> Vec<Format> {
    let of = |name, file, make| Format { name, file, make };
    vec![
        of("zip", "a.zip", |change| {
            zip(&[("notes/a.txt", &change(false, b"plain words\n".to_vec())), ("b.json", b"{}")])
        }),
        of("tar", "a.tar", |change| tar(&change(false, b"plain words\n".to_vec()))),
        of("gzip", "a.log.gz", |change| gzip(&change(false, b"plain words\n".repeat(20)))),
        of("bzip2", "a.log.bz2", |change| bzip2(&change(false, b"plain words\n".repeat(20)))),
        of("xz", "a.log.xz", |change| xz(&change(false, b"plain words\n".repeat(20)))),
        of("zstd", "a.log.zst", |change| zstd(&change(false, b"plain words\n".repeat(20)))),
        of("tar.gz", "a.tgz", |change| gzip(&change(false, tar(b"plain words\n")))),
        of("docx", "a.docx", |change| office(change, &DOCX)),
        of("xlsx", "a.xlsx", |change| office(change, &XLSX)),
        of("pptx", "a.pptx", |change| office(change, &PPTX)),
        of("odt", "a.odt", |change| open_document(change, "text", ODT)),
        of("ods", "a.ods", |change| open_document(change, "spreadsheet", ODS)),
        of("odp", "a.odp", |change| open_document(change, "presentation", ODP)),
        of("pdf", "a.pdf", |change| pdf(&change(false, PAGE.to_vec()))),
        of("mail", "a.eml", |change| change(false, MAIL.to_vec())),
        of("mbox", "a.mbox", |change| {
            change(false, [b"From a Thu Jan  1 00:00:00 1970\n", MAIL, b"\n"].concat().repeat(2))
        }),
        of("png", "a.png", |_| image(image::ImageFormat::Png)),
        of("jpeg", "a.jpg", |_| image(image::ImageFormat::Jpeg)),
        of("webp", "a.webp", |_| image(image::ImageFormat::WebP)),
        of("gif", "a.gif", |_| image(image::ImageFormat::Gif)),
        of("tiff", "a.tiff", |_| image(image::ImageFormat::Tiff)),
        of("sqlite", "a.db", |_| database()),
        of("key", "id_ed25519", |change| {
            let head = ["-----BEGIN OPENSSH ", "PRIVATE KEY-----\n"].concat();
            let tail = ["\n-----END OPENSSH ", "PRIVATE KEY-----\n"].concat();
            let body = change(false, b"b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB".to_vec());
            [head.as_bytes(), &body, tail.as_bytes()].concat()
        }),
    ]
}

fn tar(member: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for name in ["a.txt", "folder/b.txt"] {
        let mut header = tar::Header::new_ustar();
        header.set_size(member.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, member).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn bzip2(content: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn xz(content: &[u8]) -> Vec<u8> {
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(0)).unwrap();
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zstd(content: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest)
}

fn image(format: image::ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(12, 9, |x, y| image::Rgb([(x * 20) as u8, (y * 25) as u8, 90]));
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(pixels).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Parts of an Office document: name, kind of its content, content. The first is the main part.
type Parts = [(&'static str, &'static str, &'static str)];

const DOCX: [(&str, &str, &str); 2] = [
    (
        "word/document.xml",
        "wordprocessingml.document.main",
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Plain</w:t></w:r><w:r><w:t xml:space="preserve"> words</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>user</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ann</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:del w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:body></w:document>"#,
    ),
    (
        "word/comments.xml",
        "wordprocessingml.comments",
        r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="A"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>"#,
    ),
];

const XLSX: [(&str, &str, &str); 3] = [
    (
        "xl/workbook.xml",
        "spreadsheetml.sheet.main",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        "spreadsheetml.worksheet",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>4.5E3</v></c><c r="C1" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c></row></sheetData></worksheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        "spreadsheetml.sharedStrings",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><r><t>Plain</t></r><r><t> words</t></r></si></sst>"#,
    ),
];

const PPTX: [(&str, &str, &str); 2] = [
    (
        "ppt/presentation.xml",
        "presentationml.presentation.main",
        r#"<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>"#,
    ),
    (
        "ppt/slides/slide1.xml",
        "presentationml.slide",
        r#"<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>Plain words</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"#,
    ),
];

fn office(change: Change<'_>, parts: &Parts) -> Vec<u8> {
    const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (main, _, _) = parts[0];
    let mut types = format!(
        "<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    );
    let mut relations = format!("<Relationships xmlns=\"{RELATIONS}\">");
    for (i, (name, kind, _)) in parts.iter().enumerate() {
        types += &format!(
            "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml\"/>"
        );
        if i > 0 {
            let (folder, file) = main.split_once('/').unwrap_or(("", main));
            let target = name.strip_prefix(&format!("{folder}/")).unwrap_or(file);
            let last = kind.rsplit('.').next().unwrap_or_default();
            relations +=
                &format!("<Relationship Id=\"rId{i}\" Type=\"{KINDS}/{last}\" Target=\"{target}\"/>");
        }
    }
    types += "</Types>";
    relations += "</Relationships>";
    let root = format!(
        "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r\" Type=\"{KINDS}/officeDocument\" Target=\"{main}\"/></Relationships>"
    );
    let (folder, file) = main.split_once('/').unwrap_or(("", main));
    let beside = format!("{folder}/_rels/{file}.rels");
    let mut members = vec![
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", root.into_bytes()),
        (beside.as_str(), relations.into_bytes()),
    ];
    members.extend(parts.iter().map(|(name, _, content)| (*name, content.as_bytes().to_vec())));
    pack(change, members)
}

const ODT: &str = r#"<office:text><text:p>Plain <text:span>wo</text:span>rds<text:s/><text:tab/></text:p><table:table table:name="T"><table:table-row><table:table-cell><text:p>user</text:p></table:table-cell></table:table-row></table:table></office:text>"#;
const ODS: &str = r#"<office:spreadsheet><table:table table:name="T"><table:table-row><table:table-cell office:value-type="float" office:value="4500"><text:p>4500</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"#;
const ODP: &str = r#"<office:presentation><draw:page draw:name="P"><draw:frame><draw:text-box><text:p>Plain words</text:p></draw:text-box></draw:frame></draw:page></office:presentation>"#;

fn open_document(change: Change<'_>, kind: &str, body: &str) -> Vec<u8> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:text=\"{space}:text:1.0\" xmlns:table=\"{space}:table:1.0\" xmlns:draw=\"{space}:drawing:1.0\" office:version=\"1.3\"><office:body>{body}</office:body></office:document-content>"
    );
    let media = format!("application/vnd.oasis.opendocument.{kind}");
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{space}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{media}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    pack(
        change,
        vec![
            ("mimetype", media.into_bytes()),
            ("content.xml", content.into_bytes()),
            ("META-INF/manifest.xml", manifest.into_bytes()),
        ],
    )
}

/// Changes the members of an archive and packs them.
fn pack(change: Change<'_>, members: Vec<(&str, Vec<u8>)>) -> Vec<u8> {
    let members: Vec<(&str, Vec<u8>)> =
        members.into_iter().map(|(name, bytes)| (name, change(false, bytes))).collect();
    let borrowed: Vec<(&str, &[u8])> =
        members.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    zip(&borrowed)
}

const PAGE: &[u8] = b"q 1 0 0 1 10 10 cm BT /F 12 Tf 20 200 Td (Plain words) Tj 0 -14 Td [(ker) -20 (ned)] TJ <414243> Tj T* (next\\051 \\101) ' ET /X Do 0 0 m 10 10 l S Q BT /F 8 Tf 3 Tr 1 0 0 1 5 5 Tm (unseen) Tj ET";

/// A PDF with a page, a form, an annotation and an outline, and a table of places that is right until it is changed.
fn pdf(page: &[u8]) -> Vec<u8> {
    let stream = |dictionary: &str, bytes: &[u8]| {
        [format!("<<{dictionary}/Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"]
            .concat()
    };
    let objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R/Outlines 8 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>/Annots[7 0 R]>>".to_vec(),
        stream("", page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>", b"BT /F 9 Tf (form) Tj ET"),
        b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a note)>>".to_vec(),
        b"<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>".to_vec(),
        b"<</Title(One)/Parent 8 0 R/Dest[3 0 R/Fit]>>".to_vec(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (i, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", out.len());
        out.extend([format!("{} 0 obj\n", i + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (count, at) = (objects.len() + 1, out.len());
    let tail = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<</Root 1 0 R/Size {count}>>\nstartxref\n{at}\n%%EOF\n"
    );
    out.extend(tail.into_bytes());
    out
}

const MAIL: &[u8] = b"From: Ann <ann@example.com>\r\nTo: bob@example.org\r\nSubject: =?utf-8?Q?Plain_w=C3=B6rds?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPlain =\r\nwords =3D\r\n--b1\r\nContent-Type: application/octet-stream; name*=utf-8''a%20b.txt\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\ncGxhaW4gd29yZHMK\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nhi\r\n--b1--\r\n";

/// A database of two pages of 512 bytes: the schema with one table, and the table with two rows. From the description
/// of the file format, sections 1.3, 1.6 and 2.
fn database() -> Vec<u8> {
    const PAGE_BYTES: usize = 512;
    let record = |columns: &[(u8, &[u8])]| -> Vec<u8> {
        let header: Vec<u8> = columns.iter().map(|c| c.0).collect();
        let body: Vec<u8> = columns.iter().flat_map(|c| c.1.to_vec()).collect();
        [&[header.len() as u8 + 1], header.as_slice(), &body].concat()
    };
    let text = |text: &[u8]| (13 + 2 * text.len() as u8, text.to_vec());
    let page = |start: usize, rows: &[Vec<u8>]| -> Vec<u8> {
        let mut page = vec![0; PAGE_BYTES];
        let mut end = PAGE_BYTES;
        let mut pointers = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let cell = [&[row.len() as u8, i as u8 + 1], row.as_slice()].concat();
            end -= cell.len();
            page[end..end + cell.len()].copy_from_slice(&cell);
            pointers.extend((end as u16).to_be_bytes());
        }
        let head =
            [&[13, 0, 0, 0, rows.len() as u8][..], &(end as u16).to_be_bytes(), &[0], &pointers].concat();
        page[start..start + head.len()].copy_from_slice(&head);
        page
    };
    let sql = b"CREATE TABLE t(name, note)";
    let [kind, name, table, statement] = [b"table".as_slice(), b"t", b"t", sql].map(text);
    let schema = record(&[
        (kind.0, &kind.1),
        (name.0, &name.1),
        (table.0, &table.1),
        (1, &[2]),
        (statement.0, &statement.1),
    ]);
    let row = |a: &[u8], b: &[u8]| {
        let (a, b) = (text(a), text(b));
        record(&[(a.0, &a.1), (b.0, &b.1)])
    };
    let mut first = page(100, &[schema]);
    first[..16].copy_from_slice(b"SQLite format 3\0");
    first[16..24].copy_from_slice(&[2, 0, 1, 1, 0, 64, 32, 32]);
    first[28..32].copy_from_slice(&2_u32.to_be_bytes());
    first[44..48].copy_from_slice(&4_u32.to_be_bytes());
    first[56..60].copy_from_slice(&1_u32.to_be_bytes());
    [first, page(0, &[row(b"ann", b"plain words"), row(b"bob", b"more")])].concat()
}
