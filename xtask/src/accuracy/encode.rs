//! What is done to a made-up value before it stands in a text: escapes of JSON, XML and URLs, base64, hex, cuts.

/// A value as it stands: pieces of it, and what stands between them and is no part of it.
pub(crate) struct Piece {
    /// The text.
    pub(crate) text: String,
    /// Whether it is part of the value.
    pub(crate) is_value: bool,
}

/// Applies a transformation by name; `None` if there is none of that name.
pub(crate) fn apply(name: &str, text: &str) -> Option<Vec<Piece>> {
    let whole = |text: String| Some(vec![Piece { text, is_value: true }]);
    match name {
        "json" => whole(json(text)),
        "xml" => whole(entities(text)),
        "entity" => whole(each(text.chars(), |c| format!("&#{};", c as u32))),
        "percent" => whole(percent(text)),
        "base64" => whole(base64(text.as_bytes())),
        "hex" => whole(each(text.bytes(), |b| format!("{b:02x}"))),
        "upper" => whole(text.to_uppercase()),
        "unicode" => whole(each(text.chars(), |c| format!("\\u{:04x}", c as u32))),
        "escaped" => whole(text.replace('\n', "\\n")),
        "indent4" => whole(text.replace('\n', "\n    ")),
        "indent6" => whole(text.replace('\n', "\n      ")),
        "spaced" => whole(groups_of_four(text)),
        "diff" => Some(between(text.split('\n').map(str::to_owned).collect(), "\n+")),
        "comment" => Some(between(text.split('\n').map(str::to_owned).collect(), "\n# ")),
        "continued" => Some(between(halves(text), "\\\n  ")),
        "quoted" => Some(between(halves(text), "\n> ")),
        "soft" => Some(between(halves(text), "=\n")),
        "joined" => Some(between(halves(text), "\" + \"")),
        "wrapped" => Some(between(halves(text), "\n")),
        _ => None,
    }
}

fn each<T>(items: impl Iterator<Item = T>, form: impl Fn(T) -> String) -> String {
    items.map(form).collect::<Vec<_>>().concat()
}

fn between(values: Vec<String>, glue: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, text) in values.into_iter().enumerate() {
        if number > 0 {
            pieces.push(Piece { text: glue.to_owned(), is_value: false });
        }
        pieces.push(Piece { text, is_value: true });
    }
    pieces
}

/// Cuts in the middle, between two characters.
fn halves(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    vec![first.iter().collect(), second.iter().collect()]
}

fn groups_of_four(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// RFC 8259.
fn json(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

fn entities(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

/// RFC 3986: everything but the unreserved characters.
fn percent(text: &str) -> String {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    text.bytes()
        .map(|b| if unreserved(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// RFC 4648, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |sum, b| sum << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{apply, base64};

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, encoded) in
            [("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn a_cut_value_keeps_its_parts_apart_from_what_stands_between() {
        let pieces = apply("quoted", "abcdef").unwrap();
        let value: String = pieces.iter().filter(|p| p.is_value).map(|p| p.text.as_str()).collect();
        let all: String = pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!((value.as_str(), all.as_str()), ("abcdef", "abc\n> def"));
    }

    #[test]
    fn escapes_are_those_of_the_formats() {
        let one = |name: &str, text: &str| apply(name, text).unwrap().pop().unwrap().text;
        assert_eq!(one("json", "a\"b\\"), "a\\\"b\\\\");
        assert_eq!(one("xml", "a<b&'"), "a&lt;b&amp;&apos;");
        assert_eq!(one("percent", "a b@ü"), "a%20b%40%C3%BC");
        assert_eq!(one("entity", "a1"), "&#97;&#49;");
        assert!(apply("rot13", "a").is_none());
    }
}
