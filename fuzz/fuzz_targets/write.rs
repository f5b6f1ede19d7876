//! Edits any document anywhere: no panic, and what is written reads as the same format.
//!
//! Bytes 0 to 3 choose the name and two edits, the rest is the source. Run with `cargo fuzz run write`.

#![no_main]

use evidact_formats::{Document, Edit, Limits};
use evidact_model::{Format, Kind, Placeholder, Span, Structure};
use evidact_raw::{RawBytes, RawName};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 9] =
    ["a.txt", "a.json", "a.jsonl", "a.yaml", "a.toml", "a.csv", "a.tsv", "a.xml", "a.html"];

fuzz_target!(|data: &[u8]| {
    let Some((&[pick, skip, first, second], source)) = data.split_first_chunk::<4>() else { return };
    let name = RawName::new(NAMES[usize::from(pick) % NAMES.len()]);
    let open = |bytes: &[u8]| Document::open(&name, RawBytes::new(bytes.to_vec()), &Limits::default());
    let Ok(document) = open(source) else { return };
    let cuts = [usize::from(skip), usize::from(skip) + usize::from(first), usize::from(second)];
    let spans = [Span::new(cuts[0], cuts[1]), Span::new(cuts[1] + 1, cuts[1] + 1 + cuts[2])];
    let edits: Vec<Edit> = spans
        .into_iter()
        .flatten()
        .filter(|span| span.end() <= document.text().len())
        .map(|span| Edit { span, placeholder: Placeholder { kind: Kind::known("SECRET"), number: 1 } })
        .collect();
    let Ok(written) = document.write(&edits) else { return };
    // The guess of a legacy encoding depends on every byte, so an edit may change it; UTF-8 is no guess.
    if std::str::from_utf8(source).is_err() {
        return;
    }
    // Settings are told by their lines alone, and an edit may take the sign of the only one.
    let is_told_by_grammar = !matches!(document.format(), Format::Text | Format::KeyValue);
    let is_structured = is_told_by_grammar && document.structure() == Structure::Sound;
    if is_structured && let Ok(again) = open(written.expose()) {
        assert!(again.format() == document.format());
    }
});
