//! Which way a text, and a language, runs.

use unicode_bidi::{BidiClass, bidi_class};

/// Languages that are written from right to left, by their primary subtag.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// Says whether a text begins from right to left: by its first letter.
pub(crate) fn begins_rtl(text: &str) -> bool {
    let mut classes = text.chars().map(bidi_class);
    classes
        .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL))
        .is_some_and(|class| class != BidiClass::L)
}

/// Says whether a language is written from right to left, by its BCP 47 tag.
pub(crate) fn is_rtl_language(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_lowercase();
    // A script that is named beats the usual one: `az-Arab`, `he-Latn`.
    let script = parts.find(|part| part.len() == 4).map(str::to_lowercase);
    match script.as_deref() {
        Some("arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm") => true,
        Some("latn" | "cyrl" | "grek") => false,
        _ => RIGHT_TO_LEFT.contains(&primary.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::{begins_rtl, is_rtl_language};

    #[test]
    fn the_first_letter_decides() {
        assert!(begins_rtl("123 «שלום» x") && !begins_rtl("x שלום") && !begins_rtl("123"));
    }

    #[test]
    fn a_language_runs_as_it_is_usually_written_or_as_its_script_says() {
        for tag in ["he", "ar-EG", "FA", "az-Arab", "yi_US"] {
            assert!(is_rtl_language(tag), "{tag}");
        }
        for tag in ["de", "en-GB", "he-Latn", "", "art"] {
            assert!(!is_rtl_language(tag), "{tag}");
        }
    }
}
