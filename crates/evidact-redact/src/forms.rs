//! The forms in which a known value may stand elsewhere: other case, other separators, hex, base64.

use crate::common_words::is_common_word;
use evidact_detect::{is_given_name, is_no_name};
use evidact_model::{Confidence, Kind};

/// One form of a value, and when a match of it counts.
pub(crate) struct Form {
    pub(crate) bytes: Vec<u8>,
    pub(crate) case: Case,
    pub(crate) edge: Edge,
    pub(crate) reach: Reach,
    pub(crate) near: Near,
}

/// What must stand around a match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Near {
    Anything,
    /// A title before it, or nothing else in its line below a closing phrase; and a capital letter.
    Address,
    /// The rest of a name of a file or folder.
    FileName,
}

/// Whether letter case must agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Any,
    Exact,
}

/// Whether a letter or digit may stand right before or after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Free,
    Word,
}

/// How much a match takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The match itself.
    Match,
    /// The whole run of base64 around it.
    Base64Run,
}

/// How a value may be searched outside the place that betrayed it.
enum Spread {
    /// Not at all: too short or too common; it is replaced only where a context names it.
    Nowhere,
    /// As it stands, as a whole word, in this case.
    AsWord(Case),
    /// In all derived forms.
    Derived(Edge),
}

/// Returns the forms to search for everywhere; empty if the value must not be searched.
pub(crate) fn forms(kind: &Kind, confidence: Confidence, value: &[u8]) -> Vec<Form> {
    let mut out = Vec::new();
    let form =
        |bytes: Vec<u8>, case, edge| Form { bytes, case, edge, reach: Reach::Match, near: Near::Anything };
    match spread(kind, confidence, value) {
        Spread::Nowhere => {}
        Spread::AsWord(case) => out.push(form(value.to_vec(), case, Edge::Word)),
        Spread::Derived(edge) => {
            out.push(form(value.to_vec(), Case::Any, edge));
            if let Some(plain) = with_plain_hyphens(value) {
                out.push(form(plain, Case::Any, edge));
            }
            for variant in separator_variants(value) {
                out.push(form(variant, Case::Any, Edge::Word));
            }
            if value.len() >= 6 {
                out.push(form(hex(value), Case::Any, Edge::Free));
            }
            if value.len() >= 8 {
                for bytes in base64_interiors(value) {
                    out.push(Form {
                        bytes,
                        case: Case::Exact,
                        edge: Edge::Free,
                        reach: Reach::Base64Run,
                        near: Near::Anything,
                    });
                }
            }
        }
    }
    out
}

/// Returns the forms of an alias: its words with every separator that names are written with.
pub(crate) fn alias_forms(key: &[u8]) -> Vec<Form> {
    let words: Vec<&[u8]> = key.split(|&b| b == b' ').collect();
    let separators: &[&[u8]] = match words.as_slice() {
        [_] => &[b""],
        // "J. Doe", "Doe, J.": a bare space after one letter is too little.
        [first, _] if first.len() == 1 => &[b". ", b".", b"_", b"-"],
        [_, last] if last.len() == 1 => &[b", ", b"_"],
        _ => &[b" ", b", ", b".", b"_", b"-", b"  "],
    };
    let form = |separator: &&[u8]| Form {
        bytes: words.join(*separator),
        case: Case::Any,
        edge: Edge::Word,
        reach: Reach::Match,
        near: Near::Anything,
    };
    separators.iter().map(form).collect()
}

/// Returns the form of a part of a name that counts where somebody is addressed or signs.
pub(crate) fn name_part_form(word: &[u8]) -> Form {
    Form { bytes: word.to_vec(), case: Case::Any, edge: Edge::Word, reach: Reach::Match, near: Near::Address }
}

/// Returns the forms of a family name that count in names of files.
pub(crate) fn file_name_forms(family: &[u8]) -> Vec<Form> {
    let form =
        |bytes| Form { bytes, case: Case::Any, edge: Edge::Free, reach: Reach::Match, near: Near::FileName };
    crate::file_names::spellings(family).into_iter().map(form).collect()
}

fn spread(kind: &Kind, confidence: Confidence, value: &[u8]) -> Spread {
    let text = value.trim_ascii();
    let head = kind.as_str().split(':').next().unwrap_or_default();
    let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = text.iter().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
    let spaces = text.iter().filter(|b| b.is_ascii_whitespace()).count();
    if text.len() < 4 || text.len() > 4096 || is_common_word(text) || text.contains(&b'\n') && letters < 20 {
        return Spread::Nowhere;
    }
    let low = confidence == Confidence::Low;
    match head {
        "IP" | "MAC" | "EMAIL" | "HOST" => Spread::Derived(Edge::Word),
        // An abbreviation: in small letters it is a word or a part of a name of a file.
        "CUSTOMER" if text.len() == 4 && text.iter().all(u8::is_ascii_alphabetic) => {
            Spread::AsWord(Case::Exact)
        }
        "CUSTOMER" => Spread::Derived(if text.len() >= 12 { Edge::Free } else { Edge::Word }),
        "DATE-OF-BIRTH" | "COORDINATES" | "AGE" => Spread::Nowhere,
        _ if letters == 0 && digits >= 7 => Spread::Derived(Edge::Word),
        _ if letters == 0 => Spread::Nowhere,
        _ if digits == 0 && letters + spaces == text.len() => words(head, spaces, low, text),
        _ if low && digits == 0 && text.len() < 20 && !is_no_word(text) => Spread::Nowhere,
        _ if low && text.len() < 8 => Spread::Nowhere,
        _ if low => Spread::Derived(Edge::Word),
        _ if text.len() >= 10 => Spread::Derived(Edge::Free),
        _ if text.len() >= 6 => Spread::Derived(Edge::Word),
        _ => Spread::Nowhere,
    }
}

/// Says whether a value without digits can still be no word and no piece of code: both cases, and signs within that
/// neither have.
fn is_no_word(text: &[u8]) -> bool {
    let is_sign = |b: &u8| matches!(b, b'!' | b'?' | b'#' | b'$' | b'%' | b'&' | b'*' | b'@' | b'^' | b'~');
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    text.len() >= 10
        && text.iter().all(|b| b.is_ascii_alphanumeric() || is_sign(b))
        && inner.iter().any(is_sign)
        && inner.iter().any(u8::is_ascii_uppercase)
        && inner.iter().any(u8::is_ascii_lowercase)
}

/// Values of letters and spaces only: names, pass phrases, everyday words.
fn words(head: &str, spaces: usize, low: bool, text: &[u8]) -> Spread {
    if head == "PERSON" && is_heading(text, low) {
        return Spread::Nowhere;
    }
    if spaces > 0 {
        let all_common = text.split(u8::is_ascii_whitespace).all(|w| w.len() < 3 || is_common_word(w));
        let phrase = spaces >= 2 && text.len() >= 16;
        return if all_common || low && head == "CREDENTIAL" && !phrase {
            Spread::Nowhere
        } else {
            Spread::Derived(Edge::Word)
        };
    }
    let least = if head == "CREDENTIAL" { 8 } else { 4 };
    let mixed = text.iter().skip(1).any(u8::is_ascii_uppercase) && text.iter().any(u8::is_ascii_lowercase);
    match () {
        () if low => Spread::Nowhere,
        () if head == "CREDENTIAL" && text.len() >= 12 && mixed => Spread::Derived(Edge::Free),
        () if text.len() >= least => Spread::AsWord(Case::Exact),
        () => Spread::Nowhere,
    }
}

/// Says whether a guessed name is rather the words of a heading or of a wrapped cell: all of its words are hardly names,
/// or one of them, where nothing but the place makes it a name or none has a capital letter.
fn is_heading(text: &[u8], low: bool) -> bool {
    let words = || text.split(u8::is_ascii_whitespace).filter(|w| w.len() >= 3);
    let small = !text.iter().any(u8::is_ascii_uppercase) && text.is_ascii();
    let guessed = (low || small) && !words().any(is_given_name);
    words().next().is_some() && if guessed { words().any(is_no_name) } else { words().all(is_no_name) }
}

/// The value with a hyphen for every dash (U+2010 to U+2014, U+2212) and a blank for every space that joins words
/// (U+00A0, U+202F), if it has any: elsewhere it may stand as it is typed.
fn with_plain_hyphens(value: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(value).ok()?;
    let plain = |c| match c {
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        '\u{A0}' | '\u{202F}' => ' ',
        c => c,
    };
    let typed: String = text.chars().map(plain).collect();
    (typed != text).then(|| typed.into_bytes())
}

/// The value with its separators exchanged, removed, or (two words) turned round.
fn separator_variants(value: &[u8]) -> Vec<Vec<u8>> {
    let is_separator = |b: &u8| matches!(b, b' ' | b'.' | b'-' | b'_' | b'/' | b'(' | b')' | b'+' | b':');
    let parts: Vec<&[u8]> = value.split(is_separator).filter(|p| !p.is_empty()).collect();
    if parts.len() < 2 || parts.len() > 8 || value.contains(&b'@') || value.len() > 128 {
        return Vec::new();
    }
    let mut out: Vec<Vec<u8>> = [&b" "[..], b".", b"-", b"_", b""].iter().map(|s| parts.join(*s)).collect();
    if let [first, last] = parts.as_slice()
        && first.iter().chain(last.iter()).all(|b| !b.is_ascii_digit())
    {
        out.push([*last, b", ", *first].concat());
        out.push([*last, b" ", *first].concat());
    }
    out.retain(|v| v != value && v.len() >= 6 && !is_common_word(v));
    out.sort();
    out.dedup();
    out
}

fn hex(value: &[u8]) -> Vec<u8> {
    value.iter().flat_map(|b| [HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]).collect()
}

const HEX: &[u8; 16] = b"0123456789abcdef";
const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The base64 characters that depend on the value alone, at its three alignments in a longer text (RFC 4648).
fn base64_interiors(value: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for alphabet in [STANDARD, URL_SAFE] {
        for skip in 0..3 {
            // `skip` unknown bytes stand before the value in its first group of three.
            let bits = |i: usize| -> Option<u8> { value.get((i * 6 / 8).checked_sub(skip)?).copied() };
            let total_bits = (skip + value.len()) * 8;
            let first = (skip * 8).div_ceil(6);
            let chars = (first..total_bits / 6).map_while(|i| {
                let byte = i * 6 / 8;
                let offset = i * 6 % 8;
                let high = u16::from(bits(i)?) << 8;
                let low = value.get((byte + 1).checked_sub(skip)?).map_or(0, |b| u16::from(*b));
                let six = ((high | low) >> (10 - offset)) & 63;
                alphabet.get(usize::from(six)).copied()
            });
            out.push(chars.collect());
        }
    }
    out.sort();
    out.dedup();
    out.retain(|v: &Vec<u8>| v.len() >= 9);
    out
}

#[cfg(test)]
mod tests {
    use super::{base64_interiors, forms, separator_variants};
    use evidact_model::{Confidence, Kind};

    #[test]
    fn base64_interiors_are_what_an_encoder_writes() {
        // "hunter-Zx9" at three alignments, as RFC 4648 encoders write it:
        // base64("hunter-Zx9") = aHVudGVyLVp4OQ==, base64("ahunter-Zx9") = YWh1bnRlci1aeDk=, base64("aahunter-Zx9") = YWFodW50ZXItWng5
        let interiors = base64_interiors(b"hunter-Zx9");
        for encoded in ["aHVudGVyLVp4OQ==", "YWh1bnRlci1aeDk=", "YWFodW50ZXItWng5"] {
            assert!(
                interiors.iter().any(|i| encoded.as_bytes().windows(i.len()).any(|w| w == i.as_slice())),
                "{encoded}"
            );
        }
    }

    #[test]
    fn a_password_of_letters_and_signs_is_searched_everywhere_and_words_are_not() {
        let kind = Kind::known("CREDENTIAL");
        let count = |value: &str| forms(&kind, Confidence::Low, value.as_bytes()).len();
        assert!(count("asuxCWeF%eytymia") > 0);
        for words in ["required!", "changed-to-this", "request.Password", "hello&goodbye"] {
            assert_eq!(count(words), 0, "{words}");
        }
    }

    #[test]
    fn a_value_set_with_dashes_is_searched_as_it_is_typed() {
        let found =
            forms(&Kind::known("CREDENTIAL"), Confidence::Medium, "Zx9\u{2011}mallow\u{2212}55".as_bytes());
        assert!(found.iter().any(|form| form.bytes == b"Zx9-mallow-55"));
    }

    #[test]
    fn names_are_searched_turned_round_and_joined() {
        let variants = separator_variants(b"Jane Doerr");
        for expected in ["Doerr, Jane", "Jane_Doerr", "Jane.Doerr", "JaneDoerr"] {
            assert!(variants.iter().any(|v| v == expected.as_bytes()), "{expected}");
        }
    }

    #[test]
    fn everyday_words_and_short_numbers_are_searched_nowhere() {
        for value in ["password", "1234", "true", "12/2026"] {
            assert!(
                forms(&Kind::known("CREDENTIAL"), Confidence::High, value.as_bytes()).is_empty(),
                "{value}"
            );
        }
    }

    #[test]
    fn words_of_headings_and_wrapped_cells_are_nobody_elsewhere() {
        let count = |value: &str, sure| forms(&Kind::known("PERSON"), sure, value.as_bytes()).len();
        for (value, sure) in [
            ("Trust Boundaries", Confidence::High),
            ("Severity Remediation", Confidence::Low),
            ("compose file", Confidence::Medium),
            ("Intense Quote", Confidence::Low),
        ] {
            assert_eq!(count(value, sure), 0, "{value}");
        }
        for (value, sure) in [
            ("Aoife Brannigan", Confidence::Low),
            ("aoife brannigan", Confidence::Medium),
            ("Jane Price", Confidence::Low),
            ("jane price", Confidence::Medium),
        ] {
            assert!(count(value, sure) > 0, "{value}");
        }
    }

    #[test]
    fn an_abbreviation_of_a_customer_is_searched_in_its_case() {
        let found = forms(&Kind::known("CUSTOMER"), Confidence::High, b"IKEA");
        assert!(found.len() == 1 && found.iter().all(|form| form.case == super::Case::Exact));
    }

    #[test]
    fn a_password_is_searched_everywhere() {
        assert!(forms(&Kind::known("CREDENTIAL"), Confidence::Medium, b"Tr0ub4dor&3").len() > 3);
    }
}
