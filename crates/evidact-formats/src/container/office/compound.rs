//! Compound files (MS-CFB): what older documents are, and what an encrypted one is wrapped in (MS-OFFCRYPTO).

use evidact_raw::Blob;
use std::io::Read;

const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The stream that holds an encrypted document.
const STREAM: &str = "EncryptedPackage";
/// How much is read at once.
const BLOCK_BYTES: usize = 1 << 20;

/// Says whether a source is a compound file around an encrypted document.
pub(in super::super) fn is_encrypted(head: &[u8], source: &Blob) -> bool {
    head.starts_with(MAGIC) && holds_stream(source)
}

/// Looks for the name of the stream, which stands in a directory that may lie anywhere.
fn holds_stream(source: &Blob) -> bool {
    let name: Vec<u8> = STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut reader = source.reader();
    let mut block = Vec::new();
    loop {
        // The end of a block is kept, since the name may lie across two.
        let kept = block.split_off(block.len().saturating_sub(name.len()));
        block = kept;
        let before = block.len();
        let read = (&mut reader).take(BLOCK_BYTES as u64).read_to_end(&mut block);
        if read.is_err() || block.len() == before {
            return false;
        }
        if memchr::memmem::find(&block, &name).is_some() {
            return true;
        }
    }
}
