//! The verifier finds a value in every layer of every format that a recipient could open, calls what it cannot
//! open a leak, and lets the same file without the value pass.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod archives;
mod documents;
mod images;
mod mail;
mod pdf;
mod text;

use evidact_detect::{Detector, Options};
use evidact_formats::Document;
use evidact_model::Profile;
use evidact_patterns::RuleSet;
use evidact_raw::{Blob, RawBytes, RawName};
use evidact_redact::{Betrayed, Engine, Ledger, Policy, Reserved, verify};
use std::sync::LazyLock;

/// The value that the ledger knows.
const VALUE: &str = "Glacier-River-5931!";
/// What may stand in its place.
const HARMLESS: &str = "the usual settings";

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let detector = Detector::new(RuleSet::builtin(), Options::default()).unwrap();
    Engine::new(detector, Policy::default())
});

static LEDGER: LazyLock<Ledger> = LazyLock::new(|| {
    let name = RawName::new("a.env");
    let text = RawBytes::new(format!("DB_PASSWORD={VALUE}\n").into_bytes());
    let document = Document::open(&name, text, ENGINE.limits()).ok().unwrap();
    let mut ledger = Ledger::new(&ENGINE, Reserved::default());
    let found = ENGINE.find(&name, &document, Profile::Redact);
    ledger.absorb(std::iter::once(&Betrayed::of(&ENGINE, &found)));
    ledger
});

/// Returns the rule and the layer of the first leak.
fn leak(bytes: &[u8]) -> Option<(String, &'static str)> {
    let source = Blob::new(RawBytes::new(bytes.to_vec()));
    verify::check(&ENGINE, Some(&LEDGER), &source).map(|leak| (leak.rule.to_string(), leak.layer))
}

/// Returns the rule of the first leak.
fn rule(bytes: &[u8]) -> Option<String> {
    leak(bytes).map(|(rule, _)| rule)
}

/// Expects that the file with the value leaks and that the same file without it does not.
fn expect_found(what: &str, make: impl Fn(&str) -> Vec<u8>) {
    assert_eq!(leak(&make(HARMLESS)), None, "{what}: a harmless file is called a leak");
    assert_eq!(rule(&make(VALUE)).as_deref(), Some("evidact.known-value"), "{what}: the value is not found");
}
