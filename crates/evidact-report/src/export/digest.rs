//! Identities of what is exported: the same thing has the same one in every run, whatever else the note says.
//!
//! They are made of ids and published paths, which a reader sees anyway; no evidence goes in.

use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Gives out identities, and tells apart what has the same name.
#[derive(Default)]
pub(super) struct Identities {
    seen: BTreeMap<Vec<u8>, u32>,
}

impl Identities {
    /// Returns the identity of a thing of a kind, by its name; a second thing of that name gets another.
    pub(super) fn next(&mut self, kind: &str, name: &[&str]) -> Identity {
        let mut text = named(kind, name);
        let seen = self.seen.entry(text.clone()).or_insert(0);
        *seen += 1;
        if *seen > 1 {
            text.push(0);
            text.extend(seen.to_string().bytes());
        }
        Identity::of(&text)
    }
}

/// Returns the identity of a thing of a kind, of which there is one.
pub(super) fn identity(kind: &str, name: &[&str]) -> Identity {
    Identity::of(&named(kind, name))
}

fn named(kind: &str, name: &[&str]) -> Vec<u8> {
    let mut text = format!("evidact export 1\0{kind}").into_bytes();
    for part in name {
        text.push(0);
        // The length keeps two names from running into each other.
        text.extend(part.len().to_string().bytes());
        text.push(b':');
        text.extend(part.bytes());
    }
    text
}

/// Sixteen bytes that stand for a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity([u8; 16]);

impl Identity {
    fn of(text: &[u8]) -> Self {
        let digest = Sha256::digest(text);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(bytes)
    }

    /// As a UUID of version 4 and the variant of RFC 4122.
    ///
    /// OSCAL takes versions 4 and 5 alone. Version 5 is a SHA-1 by definition; SHA-256 is not, but its output is
    /// pseudo-random, which is what version 4 asks for.
    pub(super) fn uuid(self) -> String {
        let mut bytes = self.0;
        bytes[6] = bytes[6] & 0x0F | 0x40;
        bytes[8] = bytes[8] & 0x3F | 0x80;
        let mut out = String::with_capacity(36);
        for (at, byte) in bytes.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                out.push('-');
            }
            let _ = write!(out, "{byte:02x}");
        }
        out
    }

    /// As hexadecimal digits.
    pub(super) fn hex(self) -> String {
        self.0.iter().fold(String::with_capacity(32), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Identities, identity};

    #[test]
    fn the_same_name_is_the_same_identity_and_a_second_thing_is_another() {
        let mut ids = Identities::default();
        let (first, second) =
            (ids.next("observation", &["a.md", "F-1"]), ids.next("observation", &["a.md", "F-1"]));
        assert_eq!(first.hex(), identity("observation", &["a.md", "F-1"]).hex());
        assert_ne!(first.hex(), second.hex());
        assert_ne!(identity("x", &["ab", "c"]).hex(), identity("x", &["a", "bc"]).hex());
    }

    #[test]
    fn a_uuid_says_version_four() {
        let uuid = identity("result", &["note.md"]).uuid();
        let parts: Vec<&str> = uuid.split('-').collect();
        assert_eq!(parts.iter().map(|p| p.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "{uuid}");
    }
}
