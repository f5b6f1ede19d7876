//! Expands short runs of bytes that may be compressed: zlib (RFC 1950), deflate without a frame (RFC 1951).

use flate2::{Decompress, FlushDecompress, Status};

/// Shorter runs hold no compressed value that matters.
const LEAST_BYTES: usize = 16;
/// How many times a run may expand.
const MAX_RATIO: usize = 1040;

/// Returns what a run expands to, if it is compressed as a whole and holds text.
pub(super) fn expanded(run: &[u8], most: usize) -> Option<Vec<u8>> {
    if run.len() < LEAST_BYTES {
        return None;
    }
    let framed = run.first().is_some_and(|b| b & 0x0F == 8)
        && run.first_chunk::<2>().is_some_and(|head| u16::from_be_bytes(*head) % 31 == 0);
    // A block type of three does not exist, and a stored block says its length twice.
    let may_be_bare = run.first().is_some_and(|b| matches!(b & 6, 2 | 4));
    let out = match (framed, may_be_bare) {
        (true, _) => inflate(run, true, most),
        (false, true) => inflate(run, false, most),
        (false, false) => None,
    }?;
    super::layers::is_text(&out).then_some(out)
}

fn inflate(run: &[u8], framed: bool, most: usize) -> Option<Vec<u8>> {
    let mut decoder = Decompress::new(framed);
    let most = most.min(run.len().saturating_mul(MAX_RATIO));
    let mut out = Vec::new();
    loop {
        if out.len() >= most {
            return None;
        }
        out.reserve((run.len() * 4).clamp(256, 1 << 16));
        let rest = run.get(usize::try_from(decoder.total_in()).ok()?..)?;
        let before = (decoder.total_in(), decoder.total_out());
        match decoder.decompress_vec(rest, &mut out, FlushDecompress::None) {
            // A run of base64 may end with some bytes of what stands behind it.
            Ok(Status::StreamEnd) => {
                return (decoder.total_in() + 4 >= run.len() as u64).then_some(out);
            }
            Ok(_) if (decoder.total_in(), decoder.total_out()) != before => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::expanded;
    use std::io::Write as _;

    #[test]
    fn expands_with_and_without_a_frame_and_nothing_else() {
        let text = b"a value in a text, and the text once more: a value in a text";
        let mut framed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        framed.write_all(text).unwrap();
        let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        bare.write_all(text).unwrap();
        assert_eq!(expanded(&framed.finish().unwrap(), 1 << 20).as_deref(), Some(&text[..]));
        assert_eq!(expanded(&bare.finish().unwrap(), 1 << 20).as_deref(), Some(&text[..]));
        assert_eq!(expanded(b"just some words, not compressed", 1 << 20), None);
    }
}
