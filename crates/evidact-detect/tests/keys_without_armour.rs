//! Private keys of RFC 8017, 5958 and 5915 as DER in base64 and hexadecimal, without the lines around them.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test fails by panicking; its texts are its own"
)]

use evidact_detect::{Classes, Detector, Options};
use evidact_model::{Class, TextKind};
use evidact_patterns::RuleSet;
use std::sync::LazyLock;

/// Headers of the key and how many bytes follow: RSA 2048 bare and in PKCS #8, P-256 and P-384 in PKCS #8 and bare, Ed25519, X25519.
const KEYS: [(&str, usize); 8] = [
    ("308204a40201000282010100", 1180),
    ("308204bd020100300d06092a864886f70d0101010500048204a7", 1191),
    ("308187020100301306072a8648ce3d020106082a8648ce3d030107", 111),
    ("3081b6020100301006072a8648ce3d020106052b81040022", 161),
    ("30770201010420", 114),
    ("3081a40201010430", 159),
    ("302e020100300506032b657004220420", 32),
    ("302e020100300506032b656e04220420", 32),
];

/// What is no private key: an EC public key, an RSA public key, a certificate, a request, an encrypted key store.
const OTHERS: [&str; 5] = [
    "3059301306072a8648ce3d020106082a8648ce3d030107034200",
    "30820122300d06092a864886f70d01010105000382010f003082010a0282010100",
    "3082034b30820233a003020102021400",
    "308202c9308201b1020100306c310b30090603550406130244",
    "30820a51020103308209fb06092a864886f70d010701a08209ec",
];

fn bytes(header: &str, more: usize) -> Vec<u8> {
    let (pairs, _) = header.as_bytes().as_chunks::<2>();
    let mut out: Vec<u8> =
        pairs.iter().map(|p| u8::from_str_radix(std::str::from_utf8(p).unwrap(), 16).unwrap()).collect();
    let mut state = 2026_u32;
    out.extend((0..more).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    }));
    out
}

fn base64(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        let all = [18, 12, 6, 0].map(|at| char::from(digits[(word >> at) as usize & 63]));
        out.extend(&all[..=chunk.len()]);
        out.push_str(&"=="[..3 - chunk.len()]);
    }
    out
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat()
}

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    let classes = Classes::NONE.with(Class::Credential);
    Detector::new(RuleSet::builtin(), Options { classes, ..Options::default() }).unwrap()
});

fn found(text: &str) -> Vec<String> {
    let mut hits = Vec::new();
    DETECTOR.scan_text(text.as_bytes(), TextKind::Prose, &mut hits);
    let keys = hits.into_iter().filter(|hit| hit.rule.as_str() == "generic.private-key");
    keys.map(|hit| text[hit.span.range()].to_owned()).collect()
}

#[test]
fn a_key_is_found_to_its_end_in_base64_and_hexadecimal() {
    for (header, more) in KEYS {
        let key = bytes(header, more);
        for spelled in [base64(&key), hexadecimal(&key), hexadecimal(&key).to_uppercase()] {
            assert_eq!(found(&format!("the blob is {spelled} as sent\n")), [&*spelled], "{header}");
            assert_eq!(found(&format!("{{\"d\":\"{spelled}\",\"e\":1}}")), [&*spelled], "{header}");
        }
        let lines: Vec<String> =
            base64(&key).as_bytes().chunks(64).map(|l| String::from_utf8(l.to_vec()).unwrap()).collect();
        for end in ["\n", "\\n", "\r\n    "] {
            let wrapped = lines.join(end);
            assert_eq!(found(&format!("K=\n{wrapped}\nAfterwards nothing\n")), [&*wrapped], "{header}");
        }
    }
}

#[test]
fn public_keys_certificates_and_requests_are_none() {
    for header in OTHERS {
        let other = bytes(header, 400);
        for spelled in [base64(&other), hexadecimal(&other)] {
            assert_eq!(found(&format!("the blob is {spelled} as sent\n")), [""; 0], "{header}");
        }
    }
    assert_eq!(found(&"AgEAMBIBAAK".repeat(40)), [""; 0]);
}
