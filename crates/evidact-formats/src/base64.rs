//! The digits of base64 (RFC 4648), in the standard and the URL-safe alphabet.

const NONE: u8 = 0xFF;

/// The value of each digit of either alphabet.
static VALUES: [u8; 256] = values();

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const fn values() -> [u8; 256] {
    let mut table = [NONE; 256];
    let mut i = 0;
    while i < 64 {
        table[DIGITS[i] as usize] = i as u8;
        i += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
}

/// Returns the value of a digit.
pub(crate) fn value(b: u8) -> Option<u8> {
    Some(VALUES[usize::from(b)]).filter(|&v| v != NONE)
}

pub(crate) fn is_digit(b: u8) -> bool {
    VALUES[usize::from(b)] != NONE
}

/// Joins the values of digits to bytes.
pub(crate) fn join(values: &[u8], out: &mut Vec<u8>) {
    let (groups, tail) = values.as_chunks::<4>();
    for [a, b, c, d] in groups {
        out.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
    }
    match tail {
        [a, b] => out.push(a << 2 | b >> 4),
        [a, b, c] => out.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2]),
        _ => {}
    }
}

/// Decodes as much as there is. What is no digit is passed over, and what stands behind padding is decoded
/// too: some readers do so.
pub(crate) fn decode(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut values = Vec::with_capacity(text.len());
    for &b in text {
        match value(b) {
            Some(v) => values.push(v),
            None if b == b'=' => {
                join(&values, &mut out);
                values.clear();
            }
            None => {}
        }
    }
    join(&values, &mut out);
    out
}

/// Encodes in lines of 76 digits, each with a line end.
pub(crate) fn encode_lines(bytes: &[u8], line_end: &[u8], out: &mut Vec<u8>) {
    for line in bytes.chunks(57) {
        encode(line, out);
        out.extend_from_slice(line_end);
    }
}

/// Encodes with padding.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = (word >> (18 - 6 * i) & 63) as usize;
            out.push(if i <= group.len() { DIGITS[digit] } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, encode_lines};

    #[test]
    fn encodes_as_the_vectors_of_rfc_4648_say() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut out = Vec::new();
            encode(bytes.as_bytes(), &mut out);
            assert_eq!(out, text.as_bytes());
            assert_eq!(decode(text.as_bytes()), bytes.as_bytes());
        }
    }

    #[test]
    fn lines_and_what_stands_behind_padding_are_decoded_too() {
        let mut out = Vec::new();
        encode_lines(&[0x5A; 100], b"\r\n", &mut out);
        assert!(out.split(|&b| b == b'\n').all(|line| line.len() <= 77));
        assert_eq!(decode(&out), [0x5A; 100]);
        assert_eq!(decode(b"Zg==Zg=="), b"ff");
    }
}
