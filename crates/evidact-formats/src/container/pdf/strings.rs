//! Text strings of a PDF (ISO 32000-1, 7.9.2).

use lopdf::Object;
use std::fmt::Write;

/// How deep objects nest.
const MAX_DEPTH: u8 = 64;

/// Decodes a text string: UTF-16 or UTF-8 with a mark, else one byte a character.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Of the codes that differ from windows-1252 none is a letter or a digit of a value.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

/// Collects the text strings of an object, a line each, with the key above it.
pub(super) fn collect(object: &Object, out: &mut String) {
    walk(object, "", out, 0);
}

fn walk(object: &Object, key: &str, out: &mut String, depth: u8) {
    if depth > MAX_DEPTH {
        return;
    }
    match object {
        Object::String(bytes, _) => {
            let text = decode(bytes);
            // Digests and other binary strings say nothing.
            let odd =
                text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{FFFD}').count();
            if !text.trim().is_empty() && odd == 0 {
                let _ = if key.is_empty() { writeln!(out, "{text}") } else { writeln!(out, "{key}: {text}") };
            }
        }
        Object::Array(items) => items.iter().for_each(|item| walk(item, key, out, depth + 1)),
        Object::Dictionary(dict) => entries(dict, out, depth),
        Object::Stream(stream) => entries(&stream.dict, out, depth),
        _ => {}
    }
}

fn entries(dict: &lopdf::Dictionary, out: &mut String, depth: u8) {
    for (key, item) in dict {
        if !matches!(key.as_slice(), b"ID" | b"CIDSystemInfo" | b"Cert" | b"Lookup") {
            walk(item, &String::from_utf8_lossy(key), out, depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{collect, decode};
    use lopdf::{Object, StringFormat, dictionary};

    #[test]
    fn decodes_the_encodings_of_text_strings() {
        assert_eq!(decode(b"\xFE\xFF\x00A\x20\xAC"), "A€");
        assert_eq!(decode(b"\xEF\xBB\xBFA\xE2\x82\xAC"), "A€");
        assert_eq!(decode(b"M\xFCller"), "Müller");
    }

    #[test]
    fn tells_the_key_of_a_string() {
        let text = |t: &str| Object::String(t.as_bytes().to_vec(), StringFormat::Literal);
        let object = Object::Dictionary(dictionary! { "Author" => text("Jo"), "ID" => text("x") });
        let mut out = String::new();
        collect(&object, &mut out);
        assert_eq!(out, "Author: Jo\n");
    }
}
