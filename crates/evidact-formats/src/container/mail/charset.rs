//! Character sets of bodies and header words.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, WINDOWS_1252};

/// Decodes bytes of a named character set. If the name is missing or unknown, and wherever it says a set of one
/// byte a character though the bytes are UTF-8, they are that.
pub(super) fn decode(name: Option<&str>, bytes: &[u8]) -> String {
    let name = name.unwrap_or_default().trim();
    if name.to_ascii_lowercase().replace(['-', '_'], "").contains("utf7") {
        return utf7(bytes);
    }
    let encoding = Encoding::for_label(name.as_bytes()).filter(|e| *e != REPLACEMENT).unwrap_or(WINDOWS_1252);
    if encoding.is_single_byte()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    let encoding =
        if encoding == UTF_8 && std::str::from_utf8(bytes).is_err() { mended(bytes) } else { encoding };
    encoding.decode(bytes).0.into_owned()
}

/// Says what bytes are that should be UTF-8 and are not: mostly they are, or they are of an older set.
fn mended(bytes: &[u8]) -> &'static Encoding {
    let broken: usize = bytes.utf8_chunks().map(|c| c.invalid().len()).sum();
    let wide = bytes.iter().filter(|b| !b.is_ascii()).count();
    if broken * 2 > wide { WINDOWS_1252 } else { UTF_8 }
}

/// UTF-7 (RFC 2152): `+`, base64 of UTF-16, and `-` or whatever is no digit.
fn utf7(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&b, after)) = rest.split_first() {
        rest = after;
        if b != b'+' {
            out.push(char::from(b));
            continue;
        }
        let is_digit = |b: &&u8| crate::base64::is_digit(**b) && **b != b'-' && **b != b'_';
        let len = rest.iter().take_while(is_digit).count();
        let digits = rest.get(..len).unwrap_or_default();
        rest = rest.get(len..).unwrap_or_default();
        if len == 0 {
            out.push('+');
        }
        let wide = crate::base64::decode(digits);
        let units = wide.as_chunks::<2>().0.iter().map(|u| u16::from_be_bytes(*u));
        out.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        rest = rest.strip_prefix(b"-").unwrap_or(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn names_of_character_sets_are_honoured_where_the_bytes_allow_it() {
        assert_eq!(decode(Some("iso-8859-15"), b"\xA4uro J\xF6rg"), "\u{20AC}uro J\u{F6}rg");
        assert_eq!(decode(Some("us-ascii"), "Jörg".as_bytes()), "Jörg");
        assert_eq!(decode(Some("no-such-set"), b"J\xF6rg"), "J\u{F6}rg");
        assert_eq!(decode(Some("utf-8"), b"J\xF6rg"), "J\u{F6}rg");
        assert_eq!(decode(None, b"plain"), "plain");
    }

    #[test]
    fn utf_7_reads_as_the_examples_of_rfc_2152_do() {
        assert_eq!(decode(Some("UTF-7"), b"A+ImIDkQ."), "A\u{2262}\u{391}.");
        assert_eq!(decode(Some("unicode-1-1-utf-7"), b"Hi Mom -+Jjo--!"), "Hi Mom -\u{263A}-!");
        assert_eq!(decode(Some("utf-7"), b"1 +- 1 +"), "1 + 1 +");
    }
}
