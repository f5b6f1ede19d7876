//! Values that nothing names, told by their look alone: long, irregular, without the parts that names, versions, paths and
//! hosts are made of.

use super::quality::{Quality, entropy};
use super::veto;

/// The longest value that is looked at.
const MAX_OPAQUE: usize = 4096;
/// The fewest hexadecimal digits.
const LEAST_HEX: usize = 32;
/// The shortest unbroken run of letters and digits in a generated value.
const LEAST_RUN: usize = 12;

/// Says whether a value of at least `least` bytes was generated. Digests of hexadecimal digits look so, too; UUIDs do not
/// count.
///
/// # Exposure
/// Reads the value; returns one bit of it.
pub(crate) fn is_opaque(value: &[u8], least: usize) -> bool {
    is_hexadecimal(value) || is_mixed_opaque(value, least)
}

/// Says whether a value is nothing but hexadecimal digits, as many as keys and digests have.
///
/// # Exposure
/// Reads the value; returns one bit of it.
pub(crate) fn is_hexadecimal(value: &[u8]) -> bool {
    (LEAST_HEX..=MAX_OPAQUE).contains(&value.len())
        && value.iter().all(u8::is_ascii_hexdigit)
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_alphabetic)
        && !veto::is_placeholder(value)
}

/// Says whether a value of at least `least` bytes was generated of letters and digits; digests do not count.
///
/// # Exposure
/// Reads the value; returns one bit of it.
pub(crate) fn is_mixed_opaque(value: &[u8], least: usize) -> bool {
    let body = value.strip_suffix(b"==").or_else(|| value.strip_suffix(b"=")).unwrap_or(value);
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+' | b'/' | b'~');
    if !(least..=MAX_OPAQUE).contains(&value.len())
        || !body.iter().all(plain)
        || value.iter().all(u8::is_ascii_hexdigit)
        || veto::is_placeholder(value)
        || veto::is_digest(value)
        || veto::is_other(value)
        || veto::is_uuid(value)
    {
        return false;
    }
    let quality = Quality::of(value);
    let run = value.split(|b| !b.is_ascii_alphanumeric()).map(<[u8]>::len).max().unwrap_or(0);
    let cased = quality.upper > 0 && quality.lower > 0;
    let dense = entropy(value) > if cased { 3.4 } else { 3.6 };
    let path = value.contains(&b'/') && !value.ends_with(b"=") && !value.contains(&b'+');
    quality.is_random()
        && dense
        && (quality.digits >= 2 || cased && quality.len >= 24)
        && run >= if cased { LEAST_RUN } else { 20 }
        && !path
        && !is_host(value)
}

/// `1a2b3c.example.com`, `main.abc.js`: the last of several parts is a word.
fn is_host(value: &[u8]) -> bool {
    let mut parts = value.rsplit(|&b| b == b'.');
    let last = parts.next().unwrap_or_default();
    parts.next().is_some() && (1..=6).contains(&last.len()) && last.iter().all(u8::is_ascii_lowercase)
}

/// Says whether a value of one word was chosen to be kept: generated, or with signs that no name, path or port has.
///
/// # Exposure
/// Reads the value; returns one bit of it.
pub(crate) fn is_chosen(value: &[u8]) -> bool {
    let quality = Quality::of(value);
    let kinds = quality.upper > 0 && quality.lower > 0 && quality.digits > 0;
    let signed = value.iter().any(|b| b"!#$%^&*".contains(b)) && quality.len >= 8;
    let generated = quality.len >= 12 && quality.symbols == 0 && !quality.wordy && entropy(value) > 3.0;
    let named = value.iter().any(|b| matches!(b, b'/' | b'\\' | b':' | b'=' | b'(' | b'{' | b'<' | b','));
    kinds && (signed || generated) && !named && quality.spaces == 0 && !veto::is_placeholder(value)
}

/// Words in names of headers and variables whose values are generated and known to many.
const HARMLESS: &str = "id ids uuid guid request correlation trace traceparent tracestate span etag match version digest md5 \
    sha sha1 sha256 sha512 checksum hash commit revision rev ref build agent accept content fingerprint thumbprint \
    integrity idempotency device schema date type length encoding language origin host referer region project tenant org \
    workspace model profile url uri path dir file folder name account user username index collection bucket cluster \
    branch tag image board page sheet database cert certificate public nonce protocol zone site";

/// The shortest value that a header or variable is a credential by.
const LEAST_NAMED: usize = 24;

/// Says whether a header or variable that says nothing of a credential holds one all the same: a generated value, under a
/// name that tells of no id, digest or version.
///
/// # Exposure
/// Reads name and value; returns one bit of them.
pub(crate) fn is_named_opaque(name: &[u8], value: &[u8]) -> bool {
    !has_word(name, HARMLESS) && is_opaque(value, LEAST_NAMED)
}

/// Says whether a part of a name, in any case, is one of some words.
///
/// # Exposure
/// Reads the name.
pub(crate) fn has_word(name: &[u8], words: &str) -> bool {
    let known = |part: &[u8]| words.split_ascii_whitespace().any(|w| part.eq_ignore_ascii_case(w.as_bytes()));
    name.split(|b| !b.is_ascii_alphanumeric()).any(known) || name.ends_with(b"Id")
}

#[cfg(test)]
mod tests {
    use super::{is_chosen, is_hexadecimal, is_opaque};

    #[test]
    fn what_was_generated_looks_so() {
        for parts in [
            ["PliIX6meolEmA61e", "QjOMtei1jeZo3JOo"],
            ["PliIX6meolEm-61e", "QjOMtei_jeZo3JOo"],
            ["k3m9x2q7w5z8r4t6", "y1v0n2b4c8d6f3g5"],
            ["PliIX6meolEmA61eQjOM", "tei1jeZo3JOoJ37hQ+b/cg=="],
            ["9f86d081884c7d65", "9a2feaa0c55ad015"],
        ] {
            assert!(is_opaque(parts.concat().as_bytes(), 24), "{parts:?}");
        }
        assert!(is_hexadecimal(["9f86d081884c7d65", "9a2feaa0c55ad015"].concat().as_bytes()));
        assert!(is_chosen(b"QyDQuCGq0vNg") && is_chosen(b"fKl7!Krq"));
    }

    #[test]
    fn what_names_something_does_not() {
        for name in [
            "claude-3-5-sonnet-20241022",
            "gpt-4o-mini-2024-07-18-preview-eu",
            "5f0c2a9e-7b1d-4c3e-9a52-6d8e1f4b7c20",
            "sha256:9f86d081884c7d659a2feaa0c55ad015",
            "ledger-prod-eu-central-1-artifacts-2024",
            "/srv/ledger/9f86d081884c7d659a2feaa0c55ad015",
            "@modelcontextprotocol/server-filesystem",
            "x7Kq2Lm9Pz4R.execute-api.eu-central-1.amazonaws.com",
            "00000000000000000000000000000000",
            "feature_under_test_of_the_ledger_parts",
        ] {
            assert!(!is_opaque(name.as_bytes(), 24), "{name}");
        }
        for name in ["8080:80", "./Data1!", "my-Project-12", "production", "ledger2024", "C:\\Data1!"] {
            assert!(!is_chosen(name.as_bytes()), "{name}");
        }
    }
}
