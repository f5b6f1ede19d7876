//! Properties that hold for any bytes and any edits.

use evidact_formats::{Document, Edit, Limits};
use evidact_model::{Format, Kind, Placeholder, Span};
use evidact_raw::{RawBytes, RawName};
use proptest::prelude::*;

const NAMES: [&str; 11] =
    ["a.txt", "a.json", "a.jsonl", "a.yaml", "a.toml", "a.csv", "a.tsv", "a.xml", "a.html", "a.env", "a.md"];

/// Pieces that grammars are made of, so that random text often is nearly right.
const PIECES: [&str; 64] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ": ",
    ",",
    "\n",
    "\r\n",
    " ",
    "  ",
    "- ",
    "\t",
    "a",
    "key",
    "value",
    "1",
    "42.5",
    "true",
    "null",
    "\\",
    "\\n",
    "\\u002d",
    "\\\"",
    "#",
    " # c",
    "//",
    "/*",
    "*/",
    "=",
    " = ",
    "<",
    ">",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<b x=\"1\">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#45;",
    "%2D",
    "=3D",
    "|\n  ",
    ">-\n  ",
    "&x ",
    "*x",
    "!!str ",
    "---\n",
    "...\n",
    "\"\"\"",
    "'''",
    "é",
    "😀",
    "\u{200B}",
    "\u{1B}[31m",
    "dXNlcj1qYW5lJnBhc3N3b3Jk",
    "68756e7465722d5a7839",
    "\u{FF48}",
];

fn nearly_right() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60)
        .prop_map(|p| p.concat().into_bytes())
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        nearly_right(),
        prop::collection::vec(any::<u8>(), 0..200),
        "[ -~\n]{0,200}".prop_map(String::into_bytes)
    ]
}

fn open(name: &str, bytes: &[u8]) -> Option<Document> {
    Document::open(&RawName::new(name), RawBytes::new(bytes.to_vec()), &Limits::default()).ok()
}

fn placeholder(number: u32) -> Placeholder {
    Placeholder { kind: Kind::known("SECRET"), number }
}

/// Makes disjoint edits out of random numbers.
fn edits(cuts: &[(usize, usize)], len: usize) -> Vec<Edit> {
    let mut at = 0;
    let mut all = Vec::new();
    for (i, (skip, take)) in cuts.iter().enumerate() {
        let start = at + skip;
        let end = start + take;
        if end > len {
            break;
        }
        if let Some(span) = Span::new(start, end) {
            all.push(Edit { span, placeholder: placeholder(i as u32 + 1) });
        }
        at = end;
    }
    all
}

fn cuts() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0_usize..25, 0_usize..12), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_without_edits_gives_the_same_bytes(bytes in any_bytes(), name in prop::sample::select(NAMES.as_slice())) {
        if let Some(document) = open(name, &bytes) {
            let same = document.write(&[]).is_ok_and(|w| w.expose() == bytes.as_slice());
            prop_assert!(same);
        }
    }

    #[test]
    fn spans_lie_in_the_text(bytes in any_bytes(), name in prop::sample::select(NAMES.as_slice())) {
        let Some(document) = open(name, &bytes) else { return Ok(()) };
        let len = document.text().len();
        let mut end = 0;
        for segment in document.segments() {
            prop_assert!(segment.span.start() >= end && segment.span.end() <= len);
            end = segment.span.end();
        }
        let mut inside = true;
        document.for_each_view(&mut |view| {
            let total = view.bytes().len();
            for (a, b) in [(0, total), (0, 1), (total.saturating_sub(1), total), (total / 2, total)] {
                inside &= Span::new(a, b).is_none_or(|s| view.locate(s).end() <= len);
            }
        });
        document.for_each_field(&mut |field| {
            let whole = Span::new(0, field.value.bytes().len());
            inside &= whole.is_none_or(|s| field.value.locate(s).end() <= len);
        });
        prop_assert!(inside);
        if let Some(all) = Span::new(0, len) {
            prop_assert!(document.source_span(all).end() == bytes.len());
        }
    }

    #[test]
    fn bytes_outside_edits_stay(text in "[ -~\n]{0,300}", cuts in cuts()) {
        let text = text.into_bytes();
        let Some(document) = open("a.txt", &text).filter(|d| d.format() == Format::Text) else { return Ok(()) };
        let edits = edits(&cuts, text.len());
        let mut expected = Vec::new();
        let mut at = 0;
        for edit in &edits {
            expected.extend_from_slice(&text[at..edit.span.start()]);
            expected.extend_from_slice(b"*");
            at = edit.span.end();
        }
        expected.extend_from_slice(&text[at..]);
        let written = document.write(&edits).map(RawBytes::into_exposed);
        let Ok(mut written) = written else { return Err(TestCaseError::fail("text is always written")) };
        for edit in &edits {
            // Inside a URL the placeholder has its bare form.
            let forms = [edit.placeholder.to_string(), edit.placeholder.bare()];
            let found = forms.iter().filter_map(|f| Some((memchr::memmem::find(&written, f.as_bytes())?, f.len()))).min();
            let Some((at, len)) = found else { return Err(TestCaseError::fail("placeholder is there")) };
            written.splice(at..at + len, *b"*");
        }
        prop_assert!(written == expected);
    }

    #[test]
    fn what_is_written_reads_as_the_same_format(
        bytes in nearly_right(), name in prop::sample::select(NAMES.as_slice()), cuts in cuts()
    ) {
        let Some(document) = open(name, &bytes) else { return Ok(()) };
        let edits = edits(&cuts, document.text().len());
        let Ok(written) = document.write(&edits) else { return Ok(()) };
        if let Some(again) = open(name, written.expose()) {
            let same = again.format() == document.format() || document.format() == Format::Text || edits.is_empty()
                || matches!(document.format(), Format::KeyValue | Format::Markdown);
            prop_assert!(same);
        }
    }

    #[test]
    fn edits_of_json_values_leave_json(value in json_value(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let text = value.into_bytes();
        let Some(document) = open("a.json", &text) else { return Err(TestCaseError::fail("is JSON")) };
        let segments = document.segments();
        if segments.is_empty() {
            return Ok(());
        }
        let mut chosen: Vec<Span> = picks.iter().map(|p| segments[p.index(segments.len())].span).collect();
        chosen.sort();
        chosen.dedup();
        let edits: Vec<Edit> = chosen.into_iter().map(|span| Edit { span, placeholder: placeholder(1) }).collect();
        let Ok(written) = document.write(&edits) else { return Err(TestCaseError::fail("JSON is always written")) };
        prop_assert!(serde_json::from_slice::<serde_json::Value>(written.expose()).is_ok());
    }

    #[test]
    fn whatever_is_json_is_read_as_json(text in nearly_right()) {
        let deep = text.iter().filter(|b| matches!(b, b'[' | b'{')).count() > 100;
        if !deep && serde_json::from_slice::<serde_json::Value>(&text).is_ok() {
            prop_assert!(open("a.json", &text).is_some_and(|d| d.format() == Format::Json));
        }
    }

    #[test]
    fn whatever_is_toml_is_read_as_toml(text in nearly_right()) {
        let Ok(text) = String::from_utf8(text) else { return Ok(()) };
        if !text.trim().is_empty() && toml::from_str::<toml::Table>(&text).is_ok() {
            let format = open("a.toml", text.as_bytes()).map(|d| d.format());
            prop_assert!(format == Some(Format::Toml));
        }
    }

    #[test]
    fn cells_are_those_of_the_csv_crate(text in "[a-c\"\n\r\t ]{0,60}") {
        let Some(document) = open("a.tsv", text.as_bytes()).filter(|d| d.format() == Format::Tsv) else { return Ok(()) };
        // The two differ in one thing: bytes behind a closing quote, which the crate joins to the cell.
        let bare = |cell: &[u8]| cell.iter().copied().filter(|&b| b != b'"').collect::<Vec<u8>>();
        let mut ours: Vec<Vec<u8>> = Vec::new();
        document.for_each_field(&mut |field| ours.push(bare(field.value.bytes())));
        let mut theirs: Vec<Vec<u8>> = Vec::new();
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).flexible(true).delimiter(b'\t').from_reader(text.as_bytes());
        for record in reader.byte_records() {
            let Ok(record) = record else { return Ok(()) };
            theirs.extend(record.iter().map(bare));
        }
        ours.retain(|c| !c.is_empty());
        theirs.retain(|c| !c.is_empty());
        // A heading row has no fields.
        prop_assert!(theirs.ends_with(&ours));
        prop_assert!(ours.len() == theirs.len() || document.segments().len() >= theirs.len());
    }
}

/// JSON text with all kinds of strings and numbers.
fn json_value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f32>().prop_filter("finite", |f| f.is_finite()).prop_map(|f| format!("{f:e}")),
        Just("true".to_owned()),
        Just("null".to_owned()),
        any::<String>().prop_map(|s| serde_json::to_string(&s).expect("a string")),
        Just(r#""é\u00e9\ud83d\ude00\\\"\/""#.to_owned()),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|v| format!("[{}]", v.join(", "))),
            prop::collection::vec((any::<String>(), inner), 0..5).prop_map(|v| {
                let members =
                    v.iter().map(|(k, v)| format!("{}: {v}", serde_json::to_string(k).expect("a string")));
                format!("{{\n{}\n}}", members.collect::<Vec<_>>().join(",\n"))
            }),
        ]
    })
}
