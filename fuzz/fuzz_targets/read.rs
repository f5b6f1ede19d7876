//! Reads any bytes as any format: no panic, spans in bounds, views within their budget.
//!
//! The first byte chooses the name, the rest is the source. Run with `cargo fuzz run read`.

#![no_main]

use evidact_formats::{Document, Limits};
use evidact_model::Span;
use evidact_raw::{RawBytes, RawName};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 12] = [
    "a", "a.txt", "a.json", "a.ipynb", "a.jsonl", "a.yaml", "a.toml", "a.csv", "a.tsv", "a.xml", "a.html",
    "a.env",
];

fuzz_target!(|data: &[u8]| {
    let Some((&pick, source)) = data.split_first() else { return };
    let name = RawName::new(NAMES[usize::from(pick) % NAMES.len()]);
    let bytes = RawBytes::new(source.to_vec());
    let Ok(document) = Document::open(&name, bytes, &Limits::default()) else { return };
    let len = document.text().len();
    let mut end = 0;
    for segment in document.segments() {
        assert!(segment.span.start() >= end && segment.span.end() <= len);
        end = segment.span.end();
    }
    let mut total = 0;
    document.for_each_view(&mut |view| {
        total += view.bytes().len();
        if let Some(whole) = Span::new(0, view.bytes().len()) {
            assert!(view.locate(whole).end() <= len);
        }
    });
    assert!(total <= (len + 4096) * 400);
    document.for_each_field(&mut |field| {
        if let Some(whole) = Span::new(0, field.value.bytes().len()) {
            assert!(field.value.locate(whole).end() <= len);
        }
    });
    assert!(document.write(&[]).is_ok_and(|written| written.expose() == source));
});
