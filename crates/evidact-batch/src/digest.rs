//! SHA-256 of outputs. Never of an original: see the manifest.

use evidact_raw::Blob;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Read as _, Write};

/// Returns the SHA-256 of published bytes, hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Copies what is to be published and returns its SHA-256.
///
/// # Errors
/// If it cannot be read or written.
pub(crate) fn copy_digesting(source: &Blob, target: &mut dyn Write) -> std::io::Result<String> {
    let mut digest = Sha256::new();
    let mut reader = source.reader();
    let mut block = vec![0; 1 << 16];
    loop {
        let count = reader.read(&mut block)?;
        let read = block.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(read);
        target.write_all(read)?;
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn agrees_with_the_standard() {
        // FIPS 180-4, example "abc".
        assert_eq!(
            super::sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
