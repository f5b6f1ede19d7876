//! Private keys and key stores: nothing of them gets into a copy.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

use evidact_formats::{
    Budget, Container, KEY_STUB, Limits, Opened, Output, Part, Replaced, Role, Visitor, is_private_key, open,
};
use evidact_model::{Format, Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use std::io::Cursor;

/// Remembers what it is shown, and gives it back as it is.
#[derive(Default)]
struct Seen {
    parts: Vec<(Role, Vec<u8>)>,
    losses: Vec<Loss>,
}

impl Visitor for Seen {
    fn part(&mut self, part: Part, _budget: &mut Budget) -> Result<Option<Replaced>, Withheld> {
        let bytes = part.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        self.parts.push((part.role, bytes.expose().to_vec()));
        Ok(Some(Replaced { name: "part".into(), source: Blob::new(bytes) }))
    }

    fn lost(&mut self, loss: Loss) {
        self.losses.push(loss);
    }
}

fn container(name: &str, bytes: &[u8]) -> Option<Container> {
    match open(&RawName::new(name), Blob::new(RawBytes::new(bytes.to_vec())), &Limits::default()) {
        Ok(Opened::Container(container)) => Some(container),
        Ok(Opened::Text(_)) | Err(_) => None,
    }
}

fn copy(container: &Container) -> (Vec<u8>, Seen) {
    let limits = Limits::default();
    let (mut seen, mut output) = (Seen::default(), Cursor::new(Vec::new()));
    let mut budget = Budget::new(&limits, container.source_bytes());
    let result = container.walk(&limits, &mut budget, &mut seen, Some(&mut output as &mut dyn Output));
    assert!(result.is_ok());
    (output.into_inner(), seen)
}

/// A DER sequence of `body`.
fn sequence(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap().to_be_bytes();
    [&[0x30, 0x82][..], &length, body].concat()
}

const CANARY: &[u8] = b"canary-of-the-key";

fn with_canary(head: &[u8]) -> Vec<u8> {
    let mut bytes = head.to_vec();
    bytes.resize(300, 0xA7);
    bytes.extend_from_slice(CANARY);
    bytes
}

/// First bytes as the makers of the formats describe them: RFC 5208 (PKCS #8), RFC 8017 (PKCS #1), RFC 5915
/// (SEC 1), RFC 7292 (PKCS #12), the Java key store, `KeePass`, RFC 9580 (OpenPGP, a secret key of version 4).
#[test]
fn a_key_of_any_kind_leaves_a_line_and_nothing_else() {
    let keys = [
        ("a.der", sequence(&with_canary(&[0x02, 0x01, 0x00, 0x30, 0x0D]))),
        ("b.key", sequence(&with_canary(&[0x02, 0x01, 0x00, 0x02, 0x82]))),
        ("c.der", sequence(&with_canary(&[0x02, 0x01, 0x01, 0x04, 0x20]))),
        ("d.p12", sequence(&with_canary(&[0x02, 0x01, 0x03, 0x30, 0x82]))),
        ("e", with_canary(b"\xFE\xED\xFE\xED\0\0\0\x02")),
        ("f", with_canary(b"\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5")),
        ("g.gpg", with_canary(b"\x95\x03\x98\x04\x5F")),
    ];
    for (name, bytes) in keys {
        let key = container(name, &bytes).unwrap_or_else(|| panic!("{name}"));
        assert_eq!((key.format(), key.extension()), (Format::Key, Some(".txt")), "{name}");
        let (written, seen) = copy(&key);
        assert!(written == KEY_STUB, "{name}");
        assert_eq!(seen.losses, [Loss { what: Lost::Key, page: None, count: 1 }]);
        assert_eq!(seen.parts.len(), 1);
        assert!(seen.parts[0].1.starts_with(["-----BEGIN PRIVATE", " KEY-----\n"].concat().as_bytes()));
    }
}

/// The format of MIT Kerberos: a version, then entries with their lengths.
#[test]
fn a_key_table_is_a_key_and_bytes_that_only_begin_like_one_are_none() {
    let entry = with_canary(&[0, 1, 0, 11]);
    let length = u32::try_from(entry.len()).unwrap().to_be_bytes();
    let table = [&b"\x05\x02"[..], &length, &entry].concat();
    assert!(container("http.keytab", &table).is_some_and(|c| c.format() == Format::Key));
    assert!(container("http.keytab", table.get(..40).unwrap()).is_none());
    assert!(container("x.bin", b"\x05\x02").is_none());
}

#[test]
fn a_certificate_is_no_key() {
    let certificate = sequence(&with_canary(&[0x30, 0x82, 0x01, 0x10]));
    assert!(container("ca.der", &certificate).is_none());
    let pem = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";
    assert!(container("ca.pem", pem.as_bytes()).is_none() && !is_private_key(pem.as_bytes()));
}

#[test]
fn the_same_key_gives_the_same_bytes() {
    let key = with_canary(b"\xFE\xED\xFE\xED\0\0\0\x02");
    let once = copy(&container("a.jks", &key).unwrap());
    let again = copy(&container("a.jks", &key).unwrap());
    assert!(once.0 == again.0 && once.1.parts == again.1.parts);
}
