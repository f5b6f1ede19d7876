//! One number for a list of packs, so that a manifest can say which rules were in force.

use sha2::{Digest, Sha256};

/// Extends a chain of digests by one pack. The chain starts with the empty text.
///
/// The build script hashes the built-in packs with this very function, so a user's pack continues the
/// chain where they end.
pub(crate) fn extend(chain: &str, name: &str, text: &str) -> String {
    let mut hasher = Sha256::new();
    for part in [chain, name, text] {
        // The length goes first, so that no two lists of packs run together into the same bytes.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }));
        }
        hex
    })
}
