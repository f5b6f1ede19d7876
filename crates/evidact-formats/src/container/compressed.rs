//! Decoders of compressed streams.

use lzma_rust2::XzReader;
use std::io::Read;

/// A stream that wants a larger dictionary than this is not read.
const MAX_XZ_KIB: u32 = 256 << 10;

/// Reads an xz stream.
pub(super) fn xz_reader<R: Read>(packed: R) -> XzReader<R> {
    XzReader::new_mem_limit(packed, true, MAX_XZ_KIB)
}
