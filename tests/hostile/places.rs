//! Where something stands, for people: pages, sheets and cells, the body; one place a value, whatever a reader reads
//! twice.

use crate::common::{password, token};
use crate::office_parts::{Parts, paragraph};
use crate::pdf::maker::{HELVETICA, Pdf, show};
use crate::sheets::simple_workbook;
use crate::support::{Folder, run};

/// A PDF whose second page says what its properties say too.
fn printed() -> Vec<u8> {
    let (password, token) = (password(), token());
    let mut pdf = Pdf::new();
    pdf.object(&format!("<< /Title (token {token}) /Subject (password: {password}) >>"));
    pdf.page(&show(50, 700, "harmless heading"));
    let second = format!(
        "{}{}",
        show(50, 720, "the second page"),
        show(50, 700, &format!("password: {password} and token {token}"))
    );
    pdf.page_with(&second, &format!("/Font << /F0 {HELVETICA} >>"), "");
    pdf.bytes()
}

fn folder(name: &str) -> Folder {
    let f = Folder::new(name);
    f.write("in/a.pdf", printed());
    let body = [paragraph("A harmless line."), paragraph(&format!("password: {}", password()))].concat();
    f.write("in/b.docx", Parts::word(&body, &[]).zip());
    f.write("in/c.xlsx", simple_workbook(&[("A1", "Name"), ("C1", "Token"), ("A7", "x"), ("C7", &token())]));
    f
}

#[test]
fn a_value_of_a_document_has_one_place_that_people_find() {
    let f = folder("places");
    let text = run(f.path(), &["scan", "in"]).expect(1).text();
    let of = |file: &str| text.lines().filter(|line| line.contains(file)).collect::<Vec<_>>();
    assert!(of("a.pdf!/page 2:3:11: ").len() == 1 && of("a.pdf!/page 2:3:").len() == 2, "{text}");
    assert_eq!(of("a.pdf").len(), 2, "what is read twice counts once: {text}");
    assert!(of("b.docx").len() == 1 && of("in/b.docx!/body:2:11: ").len() == 1, "{text}");
    assert!(of("c.xlsx").len() == 1 && of("in/c.xlsx!/sheet 1:C7: ").len() == 1, "{text}");
}

#[test]
fn machine_readers_get_the_part_the_cell_and_the_column() {
    let f = folder("places-json");
    let json = run(f.path(), &["scan", "in", "--format", "jsonl"]).expect(1).text();
    let cell = json.lines().find(|line| line.contains("\"cell\"")).unwrap();
    let cell: serde_json::Value = serde_json::from_str(cell).unwrap();
    assert_eq!(cell["path"], "in/c.xlsx!/sheet 1");
    assert_eq!((&cell["line"], &cell["column"], &cell["cell"]), (&7.into(), &3.into(), &"C7".into()));
    let csv = run(f.path(), &["scan", "in", "--format", "csv"]).expect(1).text();
    assert!(csv.lines().next().unwrap().ends_with(",context,cell"), "{csv}");
    assert!(
        csv.lines().any(|line| line.starts_with("in/c.xlsx!/sheet 1,7,3,") && line.ends_with(",C7")),
        "{csv}"
    );
    f.write("in/d.txt", format!("Grüße 😀 password: {}\n", password()));
    let sarif = run(f.path(), &["scan", "in", "--format", "sarif"]).expect(1).text();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let places = sarif["runs"][0]["results"].as_array().unwrap();
    let place = |uri: &str| {
        let mut places = places.iter().map(|r| &r["locations"][0]);
        places.find(|l| l["physicalLocation"]["artifactLocation"]["uri"] == uri).unwrap()
    };
    assert_eq!(place("in/c.xlsx%21/sheet%201")["logicalLocations"][0]["name"], "sheet 1, C7");
    // Nine characters, the seventh of which has two code units, then the key, a colon and a blank.
    assert_eq!(place("in/d.txt")["physicalLocation"]["region"]["startColumn"], 20);
}

#[test]
fn scanning_and_redacting_give_a_value_the_same_placeholder() {
    let f = folder("places-numbers");
    f.write("in/0.env", format!("OTHER_PASSWORD={}\nAPI_TOKEN={}\n", "Heron-Basalt!9021", token()));
    let scan = run(f.path(), &["scan", "in"]).expect(1).text();
    run(f.path(), &["batch", "in", "--out", "out"]).expect(0);
    let copy = std::fs::read_to_string(f.join("out/evidence/0.env")).unwrap();
    for line in scan.lines().filter(|line| line.starts_with("in/0.env")) {
        let subject = line.rsplit(' ').next().unwrap();
        assert!(copy.contains(subject), "{subject} is not in {copy}");
    }
    assert_eq!(scan.lines().filter(|line| line.starts_with("in/0.env")).count(), 2, "{scan}");
}

#[test]
fn a_diff_shows_what_people_read_and_nothing_of_the_innards() {
    let f = folder("places-diff");
    let diff = run(f.path(), &["redact", "in", "--diff"]).expect(0).text();
    let expected = [
        "a.pdf!/page 2:3: password: [CREDENTIAL:password:01] and token [CREDENTIAL:github:01]",
        "b.docx!/body:2: password: [CREDENTIAL:password:01]",
        "c.xlsx!/sheet 1:7: x\t\t[CREDENTIAL:github:01]",
    ];
    assert_eq!(diff.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn what_to_look_at_is_named_once_with_its_page_and_what_is_withheld_is_counted() {
    let f = Folder::new("places-notices");
    let mut pdf = Pdf::new();
    let page = |text: &str| format!("{}{}", show(50, 720, "The plain text of a page."), show(50, 700, text));
    let fonts = format!("/Font << /F0 {HELVETICA} >>");
    pdf.object("<< /Subject (token # gitleaks:allow) >>");
    pdf.page_with(&page("nothing"), &fonts, "");
    pdf.page_with(&page(&format!("token: {} # gitleaks:allow", token())), &fonts, "");
    let zipped = |name: &str, bytes: &[u8]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in [(name, bytes), ("plain.txt", b"plain\n")] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    f.write("in/a.pdf", pdf.bytes());
    f.write("in/b.zip", zipped("heap.hprof", b"JAVA PROFILE 1.0.2\0\0\0"));
    let said = run(f.path(), &["batch", "in", "--out", "out"]).expect(4).stderr;
    let looks: Vec<&str> = said.lines().filter(|line| line.starts_with("look: ")).collect();
    assert!(looks.len() == 1 && looks[0].starts_with("look: a.pdf!/page 2:3: github.pat-classic"), "{said}");
    assert!(said.contains("0 withheld (1 file within others too)"), "{said}");
    let index = std::fs::read_to_string(f.join("out/index.md")).unwrap();
    assert!(index.contains("| a.pdf | page 2, line 3 | github.pat-classic |"), "{index}");
    assert!(
        index.contains("0 withheld (1 file within others too)") && index.contains("b.zip\\!/heap.hprof"),
        "{index}"
    );
    let said = run(f.path(), &["verify", "out"]).expect(0).stderr;
    assert!(said.contains("0 withheld (1 file within others too)"), "{said}");
}

#[test]
fn a_name_within_an_archive_is_shown_without_what_is_sensitive_in_it() {
    let f = Folder::new("places-names");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let name = format!("logs of {}/app.log", token());
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut writer, format!("password: {}\n", password()).as_bytes()).unwrap();
    f.write("in/a.zip", writer.finish().unwrap().into_inner());
    for format in ["text", "json", "jsonl", "csv", "sarif"] {
        let ran = run(f.path(), &["scan", "in", "--format", format]).expect(1);
        assert!(!ran.text().contains(&token()) && !ran.stderr.contains(&token()), "{format}: {}", ran.text());
    }
    let text = run(f.path(), &["scan", "in"]).expect(1).text();
    assert!(text.contains("in/a.zip!/logs of CREDENTIAL-github-01/app.log:1:11: "), "{text}");
}
