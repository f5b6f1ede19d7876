//! Input that is made to hurt: deep, long, cut off, mixed up. Work is counted, not timed.

use evidact_formats::{Document, Edit, Limits, Segment};
use evidact_model::{Format, Kind, Placeholder, Span, Structure, Withheld};
use evidact_raw::{RawBytes, RawName};

fn open(name: &str, bytes: &[u8]) -> Result<Document, Withheld> {
    Document::open(&RawName::new(name), RawBytes::new(bytes.to_vec()), &Limits::default())
}

fn read(name: &str, bytes: &[u8]) -> Document {
    open(name, bytes).expect("is readable")
}

fn secret(start: usize, end: usize) -> Edit {
    let placeholder = Placeholder { kind: Kind::known("SECRET"), number: 1 };
    Edit { span: Span::new(start, end).expect("not empty"), placeholder }
}

/// Edits `value` where it first stands, and returns what is written.
fn without(document: &Document, value: &[u8]) -> Result<Vec<u8>, Withheld> {
    let at = memchr::memmem::find(document.text(), value).expect("is there");
    document.write(&[secret(at, at + value.len())]).map(RawBytes::into_exposed)
}

#[test]
fn malformed_structure_is_read_as_text_and_flagged() {
    for (name, text) in [
        ("a.json", &b"{\"pw\": \"hunter2\""[..]),
        ("a.yaml", b"a: [hunter2\n"),
        ("a.toml", b"pw = hunter2\n"),
        ("a.xml", b"<a>hunter2"),
        ("a.csv", b"a,\"hunter2\n"),
    ] {
        let document = read(name, text);
        assert_eq!(
            (document.format(), document.structure()),
            (Format::Text, Structure::Unverified),
            "{name}"
        );
        let whole = Span::new(0, text.len()).expect("not empty");
        assert!(document.segments().iter().map(|s: &Segment| s.span).eq([whole]), "{name}");
        assert!(
            memchr::memmem::find(&without(&document, b"hunter2").expect("is text"), b"hunter2").is_none()
        );
    }
}

#[test]
fn deep_nesting_costs_neither_stack_nor_memory() {
    let depth = 200_000;
    for (name, open, core, close) in [
        ("a.json", "[", "1", "]"),
        ("a.json", "{\"a\":", "1", "}"),
        ("a.xml", "<a>", "x", "</a>"),
        ("a.html", "<a>", "x", "</a>"),
        ("a.yaml", "[", "x", "]"),
        ("a.yaml", "- ", "x", ""),
    ] {
        let text = [open.repeat(depth), core.to_owned(), close.repeat(depth)].concat();
        let document = read(name, text.as_bytes());
        let mut longest = 0;
        document.for_each_field(&mut |field| longest = longest.max(field.path.len()));
        assert!(longest <= 256, "{name}");
    }
}

#[test]
fn an_edit_outside_of_what_can_be_edited_is_refused() {
    let document = read("a.json", b"{\"a\": 1}");
    assert!(matches!(document.write(&[secret(4, 5)]), Err(Withheld::Structure { at: Some(_) })));
    let document = read("a.xml", b"<jane>x</jane>");
    assert!(without(&document, b"jane").is_err());
}

#[test]
fn edits_that_overlap_or_leave_the_text_are_refused() {
    let document = read("a.txt", b"0123456789");
    assert!(matches!(document.write(&[secret(0, 5), secret(4, 6)]), Err(Withheld::Internal)));
    assert!(matches!(document.write(&[secret(5, 11)]), Err(Withheld::Internal)));
}

#[test]
fn an_edit_that_cuts_an_escape_takes_all_of_it() {
    let document = read("a.json", br#"{"a": "x\nhunter2\u002dy"}"#);
    // From the `n` of `\n` to the `u` of `\u002d`.
    let written = document.write(&[secret(9, 19)]).expect("is JSON");
    assert!(written.expose() == br#"{"a": "x[SECRET:01]y"}"#);
    let document = read("a.xml", b"<a>one&amp;two</a>");
    assert!(document.write(&[secret(8, 13)]).expect("is XML").expose() == b"<a>one[SECRET:01]o</a>");
}

#[test]
fn an_edit_over_several_segments_stands_in_the_first() {
    let document = read("a.json", br#"{"a": ["one", 2, "three"]}"#);
    let written = document.write(&[secret(9, 20)]).expect("is JSON");
    assert!(written.expose() == br#"{"a": ["o[SECRET:01]", "", "ree"]}"#);
    let document = read("a.yaml", b"a: |\n  one\n  two\n  three\nb: 1\n");
    let written = document.write(&[secret(8, 20)]).expect("is YAML");
    assert!(written.expose() == b"a: |\n  o[SECRET:01]hree\nb: 1\n");
}

#[test]
fn utf16_stays_utf16() {
    let encode =
        |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let document = read("a.json", &encode("{\"ä\": \"hunter2\"}\r\n"));
    assert_eq!(document.format(), Format::Json);
    assert!(without(&document, b"hunter2") == Ok(encode("{\"ä\": \"[SECRET:01]\"}\r\n")));
}

#[test]
fn a_byte_order_mark_is_kept_and_not_part_of_the_text() {
    let document = read("a.json", b"\xEF\xBB\xBF{\"a\": \"hunter2\"}");
    assert_eq!(document.format(), Format::Json);
    assert!(document.text().starts_with(b"{"));
    assert!(without(&document, b"hunter2") == Ok(b"\xEF\xBB\xBF{\"a\": \"[SECRET:01]\"}".to_vec()));
    let span = document.source_span(Span::new(0, 1).expect("not empty"));
    assert_eq!(span, Span::new(3, 4).expect("not empty"));
}

#[test]
fn broken_bytes_around_a_value_stay_as_they_are() {
    let text = b"ok ok ok ok ok ok ok ok ok ok\nx \xFF\0hunter2\0\xC3 y\n";
    let document = read("a.log", text);
    let written = without(&document, b"hunter2").expect("is text");
    assert!(written == b"ok ok ok ok ok ok ok ok ok ok\nx \xFF\0[SECRET:01]\0\xC3 y\n");
}

#[test]
fn a_multibyte_legacy_character_is_not_melted_with_a_placeholder() {
    let (source, _, _) =
        encoding_rs::SHIFT_JIS.encode("パスワードは表hunter2表です。これはテストの文章です。");
    let document = read("a.txt", &source);
    let (expected, _, _) =
        encoding_rs::SHIFT_JIS.encode("パスワードは表[SECRET:01]表です。これはテストの文章です。");
    assert!(without(&document, b"hunter2") == Ok(expected.into_owned()));
}

#[test]
fn what_is_not_text_is_withheld() {
    let seems = |name: &str, bytes: &[u8]| open(name, bytes).err();
    assert!(matches!(seems("a.txt", b"%PDF-1.4\n"), Some(Withheld::UnsupportedFormat { .. })));
    assert!(matches!(seems("a.txt", b"PK\x03\x04"), Some(Withheld::UnsupportedFormat { .. })));
    assert_eq!(seems("a.jks", b"\xFE\xED\xFE\xED\0\0\0\x02"), Some(Withheld::KeyMaterial));
    assert_eq!(seems("a.bin", &[1, 2, 3, 4, 5, 6, 0, 255].repeat(50)), Some(Withheld::Binary));
    let small = Limits { max_bytes: 3, ..Limits::default() };
    let opened = Document::open(&RawName::new("a.txt"), RawBytes::new(b"four".to_vec()), &small);
    assert_eq!(opened.err(), Some(Withheld::TooLarge { limit_bytes: 3 }));
}

#[test]
fn an_empty_source_is_text() {
    for name in ["a.txt", "a.json", "a.yaml", "a.csv", "a.xml"] {
        let document = read(name, b"");
        assert_eq!((document.format(), document.structure()), (Format::Text, Structure::Sound));
        assert!(document.segments().is_empty());
    }
}

#[test]
fn views_of_one_long_line_stay_within_their_bound() {
    let text = b"user=jane%20doe&x=\\u0041 ".repeat(200_000);
    let (mut total, mut largest) = (0, 0);
    read("a.log", &text).for_each_view(&mut |view| {
        total += view.bytes().len();
        largest = largest.max(view.bytes().len());
    });
    assert!(largest < 300 * 1024);
    assert!(total < text.len() * 8);
}

#[test]
fn no_format_error_quotes_its_input() {
    for (name, text) in [
        ("a.json", "{\"canary-4711\": }"),
        ("a.yaml", "canary-4711: [\n"),
        ("a.xml", "<!DOCTYPE a [<!ENTITY b 'canary-4711'>]><a/>"),
    ] {
        let shown = match open(name, text.as_bytes()) {
            Ok(document) => match document.write(&[secret(0, 1)]) {
                Ok(_) => String::new(),
                Err(reason) => format!("{reason:?} {}", reason.explain()),
            },
            Err(reason) => format!("{reason:?} {}", reason.explain()),
        };
        assert!(!shown.contains("4711"), "{name}");
    }
}
