//! Headers and variables of a server: a generated value that is no id, digest or version lets somebody in.

use super::{is_any, is_of_server};
use crate::Hit;
use crate::grammar::opaque::is_named_opaque;
use crate::grammar::{Form, Scan};
use evidact_model::{Confidence, TextKind};
use evidact_raw::KeyPath;

const FIELD: Form = Form { id: "generic.field", kind: "CREDENTIAL:token" };

/// Finds a generated value among the headers or variables of a server.
///
/// # Exposure
/// Reads keys and value; hits span within the value.
pub(super) fn scan_field(path: &KeyPath, value: &[u8], hits: &mut Vec<Hit>) {
    const MAPS: [&[u8]; 10] = [
        b"headers",
        b"http_headers",
        b"httpheaders",
        b"customheaders",
        b"env",
        b"environment",
        b"envs",
        b"env_vars",
        b"environmentvariables",
        b"requestheaders",
    ];
    let mut keys = path.innermost_first().skip_while(|key| is_any(key, &[b"value", b"default"]));
    let Some(name) = keys.next() else { return };
    // A list of names and values has the word for its value between them.
    let mut keys = keys.skip_while(|key| is_any(key, &[b"value", b"default"]));
    if keys.next().is_some_and(|map| is_any(map, &MAPS)) && is_of_server(keys) {
        named(name, value, 0, hits);
    }
}

/// Reports what stands from `start` on under the name of a header or variable.
pub(super) fn named(name: &[u8], value: &[u8], start: usize, hits: &mut Vec<Hit>) {
    let split = start + account(value.get(start..).unwrap_or_default());
    let ahead = value.get(start..split.saturating_sub(1)).unwrap_or_default();
    // `abcDEFghi:…`: no account is written so; the colon is one of the value.
    let mixed = is_mixed(ahead);
    let opaque = is_named_opaque(name, value.get(split..).unwrap_or_default());
    if opaque || mixed && is_named_opaque(name, ahead) {
        let start = if mixed { start } else { split };
        Scan::new(value, TextKind::Data, hits).report(FIELD, Confidence::Medium, start, value.len());
    }
}

/// How long the account before a value is, its colon counted: `kb@example.com:VALUE`, `svc-ledger:VALUE`.
fn account(value: &[u8]) -> usize {
    let colon = memchr::memchr(b':', value).filter(|&at| (2..=64).contains(&at)).unwrap_or_default();
    let name = value.get(..colon).unwrap_or_default();
    let named =
        name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'.' | b'-' | b'_' | b'+'));
    // `sha256:…` is a digest.
    let mail = name.contains(&b'@');
    let word = !name.iter().any(u8::is_ascii_digit);
    if colon > 0 && named && (mail || word) { colon + 1 } else { 0 }
}

/// Says whether small letters and capitals stand mixed, as where they were generated: more than a capital for each word.
fn is_mixed(name: &[u8]) -> bool {
    let shouted = name.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    !name.contains(&b'@') && shouted && name.iter().any(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{account, named};
    use crate::Hit;

    #[test]
    fn an_account_before_a_value_is_told_from_a_digest_and_an_address() {
        assert_eq!(account(b"kb@example.com:abc"), 15);
        assert_eq!(account(b"svc-ledger:abc"), 11);
        for value in ["sha256:abc", "https://example.com", "abc", ":abc", "a b:c", ""] {
            let split = account(value.as_bytes());
            assert!(split == 0 || value.starts_with("https"), "{value}");
        }
    }

    #[test]
    fn a_generated_value_with_a_colon_is_reported_whole() {
        let rest = ["Kq7vZx2Rm", "T9wLp4BnH6sJd3F"].concat();
        for (account, whole) in [("abcDEFghiJKlmNOp", true), ("svc-ledger", false), ("kb@example.com", false)]
        {
            let value = format!("{account}:{rest}");
            let mut hits: Vec<Hit> = Vec::new();
            named(b"LEDGER_TOKEN", value.as_bytes(), 0, &mut hits);
            let found: Vec<&str> = hits.iter().filter_map(|hit| value.get(hit.span.range())).collect();
            assert_eq!(found, [if whole { value.as_str() } else { rest.as_str() }], "{account}");
        }
    }
}
