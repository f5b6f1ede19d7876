//! Properties that hold for every text: spans in bounds, redaction found once, cuts that change nothing.

use evidact_detect::{Classes, Detector, Hit, OVERLAP_BYTES, Options};
use evidact_model::{Class, Confidence, TextKind};
use evidact_patterns::RuleSet;
use proptest::prelude::*;
use std::sync::LazyLock;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    let classes = Classes::NONE.with(Class::Credential);
    Detector::new(RuleSet::builtin(), Options { classes, ..Options::default() })
        .expect("every built-in rule can be searched for")
});

const KINDS: [TextKind; 5] =
    [TextKind::Prose, TextKind::Code, TextKind::Config, TextKind::Log, TextKind::Data];

fn scan(text: &[u8], kind: TextKind) -> Vec<Hit> {
    let mut hits = Vec::new();
    DETECTOR.scan_text(text, kind, &mut hits);
    hits
}

/// Replaces what was found, as the redactor does: overlapping spans as one.
fn redact(text: &[u8], hits: &[Hit]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::new(), 0);
    let mut iter = hits.iter().peekable();
    while let Some(hit) = iter.next() {
        let (start, mut end) = (hit.span.start(), hit.span.end());
        while let Some(next) = iter.next_if(|n| n.span.start() < end) {
            end = end.max(next.span.end());
        }
        out.extend_from_slice(&text[at..start]);
        out.extend_from_slice(format!("[{}:01]", hit.kind).as_bytes());
        at = end;
    }
    out.extend_from_slice(&text[at..]);
    out
}

fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "password",
        "token",
        "api_key",
        "secret",
        "user",
        "DB_PASSWORD",
        "Authorization",
        "Cookie",
        "client-secret",
        "the",
        "login",
        "id",
        "curl -u ",
        "mysql -p",
        "--password ",
        "https://joe:",
        "postgres://",
        "Bearer ",
        "Basic ",
        "-----BEGIN ",
        "PRIVATE KEY",
        "-----END ",
        "key",
        "pwd",
        "sk_live_",
        "ghp_",
        "AKIA",
        "eyJhbGciOi",
    ]);
    let marks = prop::sample::select(vec![
        "=", ": ", " = ", ":=", "=>", "\"", "'", "`", "@", ";", "&", "?", ", ", "\n", " ", "  ", "{", "}",
        "[", "]", "(", ")", "<", ">", "</", "|", "\\n", "\\\"", "-----", "\t", "$", "#", "// ", "*", "…",
        ".",
    ]);
    prop_oneof![
        3 => words.prop_map(str::to_owned),
        4 => marks.prop_map(str::to_owned),
        2 => "[a-z]{3,9}",
        2 => "[A-Za-z0-9]{6,28}",
        1 => "[A-Za-z0-9+/=!#%^*-]{4,40}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..60).prop_map(|pieces| pieces.concat())
}

/// A line as people and programs write them.
fn line() -> impl Strategy<Value = String> {
    let shapes = prop::sample::select(vec![
        ("", "=", ""),
        ("", ": ", ""),
        ("export ", "=\"", "\""),
        ("  \"", "\": \"", "\","),
        ("const ", " = '", "';"),
        ("https://example.com/?a=b&", "=", "&c=d"),
        ("Server=db;", "=", ";Database=x"),
        ("<", ">", "</x>"),
        ("the ", " is ", "."),
        ("run --", " ", " --verbose"),
        ("| ", " | ", " |"),
        ("# ", ": ", ""),
        ("// ", " = ", ";"),
        ("x.set(\"", "\", \"", "\")"),
        ("if (", " == \"", "\") {"),
        ("[", ": ", ", other: 1]"),
    ]);
    let keys = prop::sample::select(vec![
        "password",
        "api_key",
        "clientSecret",
        "DB_PASSWORD",
        "token",
        "Authorization",
        "Cookie",
        "key",
        "pin",
        "session_id",
    ]);
    let value = prop_oneof![
        "[a-z]{4,10}",
        "[A-Za-z0-9]{8,40}",
        "[A-Za-z0-9!$%^*+-]{6,20}",
        "Bearer [A-Za-z0-9]{20,30}",
        "a=[a-z0-9]{12}; b=[a-z]{5}"
    ];
    (shapes, keys, value)
        .prop_map(|((before, between, after), key, value)| format!("{before}{key}{between}{value}{after}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_in_bounds_and_in_order_for_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..5usize) {
        let hits = scan(&bytes, KINDS[kind]);
        prop_assert!(hits.iter().all(|h| h.span.end() <= bytes.len()));
        prop_assert!(hits.is_sorted_by_key(|h| h.span.start()));
    }

    #[test]
    fn what_was_redacted_is_not_found_again(text in text(), kind in 0..5usize) {
        let mut bytes = text.into_bytes();
        // What a replacement uncovers may be found in a second round, never a placeholder itself.
        for _ in 0..4 {
            let hits = scan(&bytes, KINDS[kind]);
            if hits.is_empty() {
                break;
            }
            bytes = redact(&bytes, &hits);
        }
        let hits = scan(&bytes, KINDS[kind]);
        prop_assert!(hits.is_empty(), "{:?} {}", hits.first().map(|h| (&h.rule, h.span)), String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn one_round_is_enough_where_lines_are_whole(lines in prop::collection::vec(line(), 1..12), kind in 0..5usize) {
        let bytes = lines.join("\n").into_bytes();
        let clean = redact(&bytes, &scan(&bytes, KINDS[kind]));
        let hits = scan(&clean, KINDS[kind]);
        prop_assert!(hits.is_empty(), "{:?} {}", hits.first().map(|h| (&h.rule, h.span)), String::from_utf8_lossy(&clean));
    }

    #[test]
    fn a_cut_changes_nothing(pieces in prop::collection::vec(text(), 2..6), at in 0.0..1.0f64, kind in 0..5usize) {
        let filler = "2024-05-04 12:00:00 INFO request served in 12 ms\n".repeat(OVERLAP_BYTES / 45);
        let whole = pieces.join(&format!("\n{filler}")).into_bytes();
        let cut = (whole.len() as f64 * at) as usize;
        let expected = scan(&whole, KINDS[kind]);
        let left_end = (cut + OVERLAP_BYTES).min(whole.len());
        let right_start = cut.saturating_sub(OVERLAP_BYTES);
        let mut found: Vec<(String, usize, usize)> = Vec::new();
        for (hits, from, keep) in [(scan(&whole[..left_end], KINDS[kind]), 0, 0..cut), (scan(&whole[right_start..], KINDS[kind]), right_start, cut..usize::MAX)] {
            found.extend(hits.iter().map(|h| (h.rule.to_string(), h.span.start() + from, h.span.end() + from)).filter(|f| keep.contains(&f.1)));
        }
        let expected: Vec<_> = expected.iter().map(|h| (h.rule.to_string(), h.span.start(), h.span.end())).collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn the_same_text_gives_the_same_hits() {
    let text = b"password: hunter2\ntoken = \"q8Zr1xw0Lm3k\"\n".repeat(50);
    assert_eq!(scan(&text, TextKind::Config), scan(&text, TextKind::Config));
    assert!(scan(&text, TextKind::Config).iter().all(|h| h.confidence >= Confidence::Medium));
}
