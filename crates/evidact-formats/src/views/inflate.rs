//! Compressed text in base64: gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951).

use super::MAX_RUN;
use crate::base64;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::cell::Cell;
use std::io::Read;

/// What the blobs of a text may inflate to, all in all, beside a multiple of its size.
const FREE_BYTES: usize = 64 << 20;
const TIMES: usize = 16;
/// The fewest bytes of text that count.
const MIN_TEXT: usize = 10;

/// What the blobs of a text may inflate to.
pub(super) fn allowance(text: &[u8]) -> usize {
    text.len().saturating_mul(TIMES).saturating_add(FREE_BYTES)
}

/// Inflates what begins like gzip or zlib, as far as it goes.
pub(super) fn with_header(bytes: &[u8], allowance: &Cell<usize>) -> Option<Vec<u8>> {
    let out = match bytes {
        [0x1F, 0x8B, 8, ..] => read(&mut MultiGzDecoder::new(bytes), allowance).0,
        [method, flags, ..]
            if method & 15 == 8
                && method >> 4 <= 7
                && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0 =>
        {
            read(&mut ZlibDecoder::new(bytes), allowance).0
        }
        _ => return None,
    };
    (out.len() >= MIN_TEXT).then_some(out)
}

/// Inflates bare deflate. Nothing tells it, so it must end where the bytes do, and be text.
pub(super) fn bare(bytes: &[u8], allowance: &Cell<usize>) -> Option<Vec<u8>> {
    // The first block says its kind; noise is seldom a whole stream.
    if bytes.first().is_none_or(|b| b & 6 == 6) {
        return None;
    }
    let mut decoder = DeflateDecoder::new(bytes);
    let (out, whole) = read(&mut decoder, allowance);
    let read = usize::try_from(decoder.total_in()).unwrap_or(usize::MAX);
    let ends = whole && read.saturating_add(1) >= bytes.len();
    (ends && out.len() >= MIN_TEXT && super::is_mostly_text(&out)).then_some(out)
}

/// Reads to the end or to what may be used, and says whether it came to the end.
fn read(from: &mut dyn Read, allowance: &Cell<usize>) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let result = from.take(allowance.get() as u64).read_to_end(&mut out);
    let left = allowance.get().saturating_sub(out.len());
    allowance.set(left);
    (out, result.is_ok() && left > 0)
}

/// Base64 of the first three bytes of gzip, and base64 of that.
const MARKS: [&[u8]; 2] = [b"H4sI", b"SDRzS"];

/// Says whether a text holds compressed blobs that are too large to be looked through.
pub(crate) fn is_too_large(text: &[u8]) -> bool {
    let allowance = Cell::new(allowance(text));
    MARKS.iter().enumerate().any(|(wraps, mark)| {
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| memchr::memmem::find(rest, mark)) {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            // Wrapped lines too.
            let is_part = |b: &&u8| base64::is_digit(**b) || matches!(b, b'\r' | b'\n' | b' ');
            let len = rest.iter().take_while(is_part).count();
            let mut bytes = base64::decode(rest.get(..len).unwrap_or_default());
            if wraps == 1 {
                bytes = base64::decode(&bytes);
            }
            let inflated = with_header(&bytes, &allowance).is_some();
            if allowance.get() == 0 || inflated && len >= MAX_RUN {
                return true;
            }
            at = start + len.max(1);
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::{allowance, bare, is_too_large, with_header};
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::cell::Cell;
    use std::io::Write as _;

    const TEXT: &[u8] = b"{\"password\": \"what stands in it\", \"again\": \"what stands in it\"}";

    #[test]
    fn inflates_all_three_kinds() {
        let cell = Cell::new(allowance(b""));
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(TEXT).unwrap();
        assert_eq!(with_header(&gzip.finish().unwrap(), &cell).unwrap(), TEXT);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(TEXT).unwrap();
        assert_eq!(with_header(&zlib.finish().unwrap(), &cell).unwrap(), TEXT);
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(TEXT).unwrap();
        let deflated = deflate.finish().unwrap();
        assert_eq!(bare(&deflated, &cell).unwrap(), TEXT);
        assert!(with_header(&deflated, &cell).is_none());
    }

    #[test]
    fn noise_is_no_stream() {
        let mut state = 7_u32;
        for _ in 0..2000 {
            let noise: Vec<u8> = (0..60)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as u8
                })
                .collect();
            assert!(bare(&noise, &Cell::new(1 << 20)).is_none());
        }
    }

    #[test]
    fn a_bomb_is_told_and_stops() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        let zeros = vec![0; 1 << 20];
        for _ in 0..80 {
            gzip.write_all(&zeros).unwrap();
        }
        let bytes = gzip.finish().unwrap();
        let mut text = Vec::new();
        crate::base64::encode(&bytes, &mut text);
        assert!(is_too_large(&text));
        assert_eq!(with_header(&bytes, &Cell::new(1000)).unwrap().len(), 1000);
        assert!(!is_too_large(b"H4sIAAAA and text"));
    }
}
