//! Private keys without armour: DER in base64 or hexadecimal, on one line or many, to the end that DER itself states.
//!
//! RSA as in RFC 8017 A.1.2, any kind as in RFC 5958 (PKCS #8), elliptic curves as in RFC 5915.

use super::Scan;
use super::pem::PRIVATE;
use crate::bytes::{at, base64_bytes, before, cut, is_base64};
use evidact_model::Confidence;

/// The largest key: RSA with 16384 bits takes about 9 KiB.
const MAX_KEY: usize = 16 * 1024;
/// What of a key must be there, in bytes, if the rest was cut off.
const MIN_KEY: usize = 24;
/// The most that stands between two runs of digits: a line end, its escape, quotes, indentation, quote marks.
const MAX_JOINT: usize = 32;

/// How the bytes are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Base64,
    Hexadecimal,
}

/// Reads a key whose version is written at `literal`, in base64: it begins there or some digits before.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_base64(scan: &mut Scan<'_>, literal: usize) {
    // The length takes one, two or three bytes, so the version begins with the third digit, the fifth or the seventh.
    let found =
        [0, 2, 4, 6].iter().find_map(|back| key(scan.text, literal.checked_sub(*back)?, Digits::Base64));
    report(scan, found);
}

/// Reads a key whose version is written at `literal`, in hexadecimal.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_hexadecimal(scan: &mut Scan<'_>, literal: usize) {
    let found =
        [4, 6, 8].iter().find_map(|back| key(scan.text, literal.checked_sub(*back)?, Digits::Hexadecimal));
    report(scan, found);
}

fn report(scan: &mut Scan<'_>, found: Option<(usize, usize)>) {
    let Some((start, end)) = found else { return };
    if scan.block.0 <= start && start < scan.block.1 {
        return;
    }
    scan.block = (start, end);
    scan.report(PRIVATE, Confidence::High, start, end);
}

/// Returns where a key that begins at `start` stands.
fn key(text: &[u8], start: usize, digits: Digits) -> Option<(usize, usize)> {
    let is_escape = |b: u8| matches!(b, b'n' | b'r' | b't') && start >= 2 && at(text, start - 2) == b'\\';
    if start > 0 && digits.hold(before(text, start)) && !is_escape(before(text, start)) {
        return None;
    }
    let head = digits.decode(cut(text, start, start + 64));
    let total = length_of_key(&head).filter(|total| *total <= MAX_KEY)?;
    let (end, read) = digits.run(text, start, total);
    (read >= MIN_KEY.min(total)).then_some((start, end))
}

/// Returns how many bytes the key takes that begins with these, if they begin one.
fn length_of_key(head: &[u8]) -> Option<usize> {
    let (&[0x30, first], rest) = head.split_first_chunk::<2>()? else { return None };
    let (length, header, body) = match (first, rest) {
        (0..=0x7F, body) => (usize::from(first), 2, body),
        (0x81, [a, body @ ..]) => (usize::from(*a), 3, body),
        (0x82, [a, b, body @ ..]) => (usize::from(*a) << 8 | usize::from(*b), 4, body),
        _ => return None,
    };
    let is_key = match body {
        // RFC 8017: version 0 or 1, then the modulus, which is an integer of many bytes.
        [0x02, 0x01, 0..=1, 0x02, size, ..] => *size >= 0x40,
        // RFC 5958: version 0 or 1, then the algorithm with its object identifier.
        [0x02, 0x01, 0..=1, 0x30, _, 0x06, ..] | [0x02, 0x01, 0..=1, 0x30, 0x81 | 0x82, ..] => true,
        // RFC 5915: version 1, then the key in an octet string.
        [0x02, 0x01, 0x01, 0x04, size, ..] => (16..=66).contains(size),
        _ => false,
    };
    (is_key && length >= MIN_KEY).then_some(header + length)
}

impl Digits {
    fn hold(self, b: u8) -> bool {
        match self {
            Self::Base64 => is_base64(b),
            Self::Hexadecimal => b.is_ascii_hexdigit(),
        }
    }

    fn decode(self, text: &[u8]) -> Vec<u8> {
        let nibble = |b: &u8| char::from(*b).to_digit(16).map(|n| n as u8);
        match self {
            Self::Base64 => base64_bytes(text).collect(),
            Self::Hexadecimal => {
                let nibbles: Vec<u8> = text.iter().map_while(nibble).collect();
                nibbles.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
            }
        }
    }

    fn count(self, bytes: usize) -> usize {
        match self {
            Self::Base64 => (bytes * 8).div_ceil(6),
            Self::Hexadecimal => bytes * 2,
        }
    }

    /// Goes over the digits of so many bytes, and what joins their lines. Returns the end, and how many bytes there were.
    fn run(self, text: &[u8], start: usize, bytes: usize) -> (usize, usize) {
        let wanted = self.count(bytes);
        let (mut i, mut end, mut seen) = (start, start, 0);
        while seen < wanted && i < text.len() && i - end <= MAX_JOINT {
            let b = at(text, i);
            if b == b'\\' && matches!(at(text, i + 1), b'n' | b'r' | b't') {
                i += 2;
            } else if self.hold(b) {
                (i, end, seen) = (i + 1, i + 1, seen + 1);
            } else if b.is_ascii_whitespace() || b"\"'`,+\\>|#*;:.".contains(&b) {
                i += 1;
            } else {
                break;
            }
        }
        let padding =
            cut(text, end, end + 2).iter().take_while(|&&b| b == b'=' && self == Self::Base64).count();
        (end + padding, seen * bytes / wanted.max(1))
    }
}
