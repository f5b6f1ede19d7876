//! Properties of redaction on generated texts: nothing planted is left, the rest is untouched, a second run
//! changes nothing, and the same input gives the same bytes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use evidact_detect::{Detector, Options};
use evidact_formats::Document;
use evidact_model::Profile;
use evidact_patterns::RuleSet;
use evidact_raw::{Blob, RawBytes, RawName, Spool};
use evidact_redact::{Betrayed, Engine, Ledger, Policy, Redactor, Reserved, Unsettled, Verified};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let detector = Detector::new(RuleSet::builtin(), Options::default()).unwrap();
    Engine::new(detector, Policy::default())
});

/// Redacts one source the way a run does; `None` if it is withheld.
fn redact(name: &str, text: &[u8]) -> Option<Vec<u8>> {
    let name = RawName::new(name);
    let copy = || RawBytes::new(text.to_vec());
    let document = Document::open(&name, copy(), ENGINE.limits()).ok()?;
    let mut reserved = Reserved::default();
    reserved.collect(document.text());
    let mut ledger = Ledger::new(&ENGINE, reserved);
    let mut new = ENGINE.find(&name, &document, Profile::Redact);
    for _ in 0..5 {
        ledger.absorb(std::iter::once(&Betrayed::of(&ENGINE, &new)));
        match Redactor::new(&ENGINE, &ledger).redact(&name, Blob::new(copy()), &Spool::memory()) {
            Ok(redacted) => {
                return Verified::check(&ENGINE, &ledger, redacted)
                    .ok()
                    .map(|v| v.source().memory().unwrap_or_default().to_vec());
            }
            Err(Unsettled::Withheld(_)) => return None,
            Err(Unsettled::New(sightings)) => new = sightings,
        }
    }
    None
}

/// A password that no wordlist holds, unlike all that surrounds it.
fn password() -> impl Strategy<Value = String> {
    ("[A-Z][a-z]{4,7}", "[a-z]{4,7}", 1000..9999_u32).prop_map(|(a, b, n)| format!("{a}-{b}-{n}!"))
}

/// A line of harmless words, and one that betrays the password, in some order.
fn text() -> impl Strategy<Value = (String, String)> {
    let words = "(the|server|answers|on|port|review|of|tools|with|no|extra|scope){1}( (and|then|for|some|more|plain|words)){0,8}";
    let carriers = prop::sample::select(vec![
        "password: {}",
        "password=\"{}\"",
        "DB_PASSWORD={}",
        "  \"api_secret\": \"{}\",",
        "--password {}",
    ]);
    (password(), prop::collection::vec(words, 1..6), carriers, any::<prop::sample::Index>(), any::<bool>())
        .prop_map(|(password, mut lines, carrier, at, again)| {
            if again {
                lines.push(format!("it was {password} that did it"));
            }
            lines.insert(at.index(lines.len() + 1), carrier.replace("{}", &password));
            (lines.join("\n") + "\n", password)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_planted_is_left_and_a_second_run_changes_nothing((text, password) in text()) {
        let out = redact("notes.conf", text.as_bytes()).expect("plain text is never withheld");
        let shown = String::from_utf8(out.clone()).unwrap();
        prop_assert!(!shown.contains(&password), "left in {shown}");
        prop_assert_eq!(redact("notes.conf", &out).unwrap(), out);
    }

    #[test]
    fn harmless_lines_stay_byte_for_byte((text, password) in text()) {
        let out = String::from_utf8(redact("notes.conf", text.as_bytes()).unwrap()).unwrap();
        for line in text.lines().filter(|l| !l.contains(&password)) {
            prop_assert!(out.lines().any(|o| o == line), "{line} is gone from {out}");
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes((text, _) in text()) {
        prop_assert_eq!(redact("a.log", text.as_bytes()), redact("a.log", text.as_bytes()));
    }

    #[test]
    fn any_bytes_are_redacted_or_withheld(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,4}\\.(json|yaml|toml|csv|xml|html|env|md|log)") {
        let _ = redact(&name, &bytes);
    }
}
