//! Words of header fields that are not ASCII (RFC 2047), and parameters (RFC 2045, 2231).

use super::charset;
use super::transfer::{hex_pair, quoted_printable};
use crate::base64;

/// What a value is made of, which decides where a decoded word must be quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    /// Words.
    Free,
    /// Mailboxes: commas, brackets and the like mean something.
    Addresses,
}

/// Decodes a raw value: line ends go, encoded words become text.
pub(super) fn decode(grammar: Grammar, raw: &[u8]) -> String {
    let text = charset::decode(None, raw);
    let text = text.replace("\r\n", "").replace('\n', "").replace('\r', " ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut quoted = false;
    while let Some((before, tail)) = rest.split_once("=?") {
        for c in before.chars() {
            quoted ^= c == '"';
        }
        out.push_str(before);
        let Some((bytes, set, mut after)) = encoded_word(tail) else {
            out.push_str("=?");
            rest = tail;
            continue;
        };
        let mut word = Word { set, bytes };
        let mut decoded = String::new();
        // White space between encoded words is not part of the text; a character may be cut between them.
        while let Some((bytes, set, next)) = after.trim_start().strip_prefix("=?").and_then(encoded_word) {
            after = next;
            if set.eq_ignore_ascii_case(&word.set) {
                word.bytes.extend_from_slice(&bytes);
            } else {
                decoded.push_str(&word.text());
                word = Word { set, bytes };
            }
        }
        decoded.push_str(&word.text());
        let special = |c: char| "()<>[]:;@\\,.\"".contains(c);
        if grammar == Grammar::Addresses && (quoted || decoded.contains(special)) {
            let escaped = decoded.replace('\\', "\\\\").replace('"', "\\\"");
            let quote = if quoted { "" } else { "\"" };
            out.extend([quote, &escaped, quote]);
        } else {
            out.push_str(&decoded);
        }
        rest = after;
    }
    out.push_str(rest);
    out.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

struct Word {
    set: String,
    bytes: Vec<u8>,
}

impl Word {
    fn text(&self) -> String {
        charset::decode(Some(&self.set), &self.bytes)
    }
}

/// Encoded words have 75 characters at most; many that are written have more.
const MAX_ENCODED_WORD: usize = 8192;

/// Reads `set?Q?text?=` and returns the bytes, the set, and what comes behind.
fn encoded_word(text: &str) -> Option<(Vec<u8>, String, &str)> {
    let near = text.get(..text.floor_char_boundary(MAX_ENCODED_WORD)).unwrap_or_default();
    let (set, rest) = near.split_once('?').filter(|(set, _)| set.len() <= 64 && !set.contains(' '))?;
    let (encoding, rest) = rest.split_once('?').filter(|(encoding, _)| encoding.len() == 1)?;
    let (body, behind) = rest.split_once("?=")?;
    let after = text.get(near.len() - behind.len()..)?;
    // `utf-8*en`: RFC 2231 adds a language.
    let set = set.split('*').next().unwrap_or_default().to_owned();
    let bytes = match encoding {
        "q" | "Q" => {
            let mut spaced = body.replace('_', " ").into_bytes();
            // Not a line: what stands at its end stays.
            spaced.push(b'.');
            let mut bytes = quoted_printable(&spaced);
            bytes.pop();
            bytes
        }
        "b" | "B" => base64::decode(body.as_bytes()),
        _ => return None,
    };
    Some((bytes, set, after))
}

/// Encodes a value so that it is ASCII, as long as the grammar allows it.
pub(super) fn encode(grammar: Grammar, value: &str) -> String {
    if !needs_encoding(value) {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len() * 2);
    let mut open = String::new();
    for token in tokens(grammar, value) {
        match token {
            Token::Word(word) if needs_encoding(&word) => {
                if !open.is_empty() && !open.ends_with(' ') {
                    flush(&mut open, &mut out);
                }
                open.push_str(&word);
            }
            Token::Blank(blank) if !open.is_empty() => open.push_str(&blank),
            Token::Word(text) | Token::Blank(text) | Token::Mark(text) => {
                flush(&mut open, &mut out);
                out.push_str(&text);
            }
        }
    }
    flush(&mut open, &mut out);
    out
}

fn needs_encoding(text: &str) -> bool {
    !text.is_ascii() || text.contains("=?")
}

enum Token {
    Blank(String),
    /// May be written as an encoded word.
    Word(String),
    /// Stays as it is.
    Mark(String),
}

/// Cuts a value into words, blanks and marks.
fn tokens(grammar: Grammar, value: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = value.chars().peekable();
    let is_mark = |c: char| grammar == Grammar::Addresses && "(),:;<>@[]\\".contains(c);
    while let Some(&c) = chars.peek() {
        if c == ' ' {
            let mut blank = String::new();
            while let Some(c) = chars.next_if_eq(&' ') {
                blank.push(c);
            }
            out.push(Token::Blank(blank));
        } else if c == '"' && grammar == Grammar::Addresses {
            out.push(quoted_string(&mut chars));
        } else if c == '<' && grammar == Grammar::Addresses {
            // An address in another script cannot be an encoded word.
            let mut mark = String::new();
            for c in chars.by_ref() {
                mark.push(c);
                if c == '>' {
                    break;
                }
            }
            out.push(Token::Mark(mark));
        } else if is_mark(c) {
            chars.next();
            out.push(Token::Mark(c.into()));
        } else {
            let mut word = String::new();
            while let Some(c) = chars.next_if(|&c| c != ' ' && c != '"' && !is_mark(c)) {
                word.push(c);
            }
            if word.is_empty() {
                word.extend(chars.next());
            }
            out.push(Token::Word(word));
        }
    }
    out
}

/// A quoted string: a word without its quotes if it must be encoded, else as it is.
fn quoted_string(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Token {
    let mut whole: String = chars.next().into_iter().collect();
    let mut content = String::new();
    while let Some(c) = chars.next() {
        whole.push(c);
        match c {
            '"' => break,
            '\\' => {
                if let Some(c) = chars.next() {
                    whole.push(c);
                    content.push(c);
                }
            }
            c => content.push(c),
        }
    }
    if needs_encoding(&content) { Token::Word(content) } else { Token::Mark(whole) }
}

/// The most bytes in an encoded word, so that it has at most 75 characters.
const MAX_WORD_BYTES: usize = 18;

/// Writes the open words as encoded words; blanks behind them stay blanks.
fn flush(open: &mut String, out: &mut String) {
    let text = open.trim_end();
    if text.is_empty() {
        out.push_str(open);
        open.clear();
        return;
    }
    let blanks = open.len() - text.len();
    let mut chunk = String::new();
    let mut first = true;
    let mut put = |chunk: &mut String| {
        if !std::mem::take(&mut first) {
            out.push(' ');
        }
        out.push_str("=?utf-8?q?");
        for b in chunk.bytes() {
            match b {
                b' ' => out.push('_'),
                b if b.is_ascii_alphanumeric() => out.push(char::from(b)),
                b => {
                    out.push('=');
                    out.extend(hex_pair(b).map(char::from));
                }
            }
        }
        out.push_str("?=");
        chunk.clear();
    };
    for c in text.chars() {
        if chunk.len() + c.len_utf8() > MAX_WORD_BYTES {
            put(&mut chunk);
        }
        chunk.push(c);
    }
    put(&mut chunk);
    out.extend(std::iter::repeat_n(' ', blanks));
    open.clear();
}

/// A value with parameters, such as that of `Content-Type`.
pub(super) struct Parametrised {
    /// What stands before the first semicolon.
    pub(super) main: String,
    /// Names in lower case, and decoded values.
    params: Vec<(String, String)>,
}

impl Parametrised {
    /// Reads a raw value.
    pub(super) fn of(raw: &[u8]) -> Self {
        let text = charset::decode(None, raw);
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut pieces = split(&text).into_iter();
        let main = pieces.next().unwrap_or_default().trim().to_owned();
        let mut params = Vec::new();
        let mut continued: Vec<(String, u32, bool, String)> = Vec::new();
        for piece in pieces {
            let Some((name, value)) = piece.split_once('=') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_owned());
            match section(&name) {
                Some((name, number, encoded)) => continued.push((name, number, encoded, value)),
                None => params.push((name, decode(Grammar::Free, value.as_bytes()))),
            }
        }
        continued.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        // What RFC 2231 says goes before what is said without it.
        let mut all: Vec<(String, String)> = Vec::new();
        for sections in continued.chunk_by(|a, b| a.0 == b.0) {
            let name = sections.first().map(|s| s.0.clone()).unwrap_or_default();
            all.push((name, joined(sections)));
        }
        all.append(&mut params);
        Self { main, params: all }
    }

    /// Returns a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Splits at semicolons outside of quotes; takes quotes and comments off.
fn split(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut quoted, mut comments) = (false, 0_u32);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let Some(last) = out.last_mut() else { break };
        match c {
            '\\' if quoted || comments > 0 => {
                if let Some(c) = chars.next().filter(|_| comments == 0) {
                    last.push(c);
                }
            }
            '"' if comments == 0 => quoted = !quoted,
            '(' if !quoted => comments += 1,
            ')' if !quoted && comments > 0 => comments -= 1,
            _ if comments > 0 => {}
            ';' if !quoted => out.push(String::new()),
            c => last.push(c),
        }
    }
    out
}

/// Reads `name*`, `name*0` and `name*0*`: the name, the number, and whether the value is percent-encoded.
fn section(name: &str) -> Option<(String, u32, bool)> {
    let (base, rest) = name.split_once('*')?;
    let encoded = rest.is_empty() || rest.ends_with('*');
    let digits = rest.trim_end_matches('*');
    let number = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    Some((base.trim().to_owned(), number, encoded))
}

fn joined(sections: &[(String, u32, bool, String)]) -> String {
    let mut bytes = Vec::new();
    let mut set = None;
    for (i, (_, _, encoded, value)) in sections.iter().enumerate() {
        let mut value = value.as_str();
        if i == 0
            && *encoded
            && let Some((name, rest)) = value.split_once('\'')
        {
            set = Some(name.to_owned());
            value = rest.split_once('\'').map_or(rest, |(_, text)| text);
        }
        if *encoded { percent_decode(value.as_bytes(), &mut bytes) } else { bytes.extend(value.bytes()) }
    }
    charset::decode(set.as_deref(), &bytes)
}

fn percent_decode(text: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    let digit =
        |at: usize| text.get(at).and_then(|&b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    while let Some(&b) = text.get(at) {
        if let Some((high, low)) = digit(at + 1).zip(digit(at + 2)).filter(|_| b == b'%') {
            out.push(high << 4 | low);
            at += 3;
        } else {
            out.push(b);
            at += 1;
        }
    }
}

/// Writes a parameter: in quotes, or as RFC 2231 says if it is not ASCII.
pub(super) fn parameter(name: &str, value: &str) -> String {
    let plain =
        value.bytes().all(|b| (b' '..=b'~').contains(&b)) && value.len() <= 200 && !value.contains("=?");
    if plain {
        return format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    let mut out = format!("{name}*=utf-8''");
    for b in value.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_') {
            out.push(char::from(b));
        } else {
            out.push('%');
            out.extend(hex_pair(b).map(char::from));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Grammar, Parametrised, decode, encode, parameter};

    #[test]
    fn encoded_words_read_as_in_rfc_2047() {
        let free = |raw: &str| decode(Grammar::Free, raw.as_bytes());
        assert_eq!(free("=?ISO-8859-1?Q?a?="), "a");
        assert_eq!(free("=?ISO-8859-1?Q?a?= b"), "a b");
        assert_eq!(free("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?="), "ab");
        assert_eq!(free("=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?="), "ab");
        assert_eq!(free("=?ISO-8859-1?Q?a_b?="), "a b");
        assert_eq!(free("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?="), "a b");
        assert_eq!(free("=?US-ASCII?Q?Keith_Moore?= <moore@example.org>"), "Keith Moore <moore@example.org>");
        assert_eq!(free("=?broken"), "=?broken");
    }

    #[test]
    fn a_name_with_a_comma_is_quoted_among_addresses_and_comes_back() {
        let name = decode(
            Grammar::Addresses,
            b"=?utf-8?q?M=C3=BCller=2C_J=C3=B6rg?= <a@example.org>, b@example.org",
        );
        assert_eq!(name, "\"Müller, Jörg\" <a@example.org>, b@example.org");
        let back = encode(Grammar::Addresses, &name);
        assert!(back.is_ascii());
        assert_eq!(decode(Grammar::Addresses, back.as_bytes()), name);
    }

    #[test]
    fn what_is_encoded_reads_back_whatever_its_length() {
        for text in [
            "Grüße",
            "ein Wort é und noch ünsäglich viele öfter",
            "日本語の件名です。とても長い件名です。",
            "a =?utf-8?q?b?= c",
            "x  ü",
        ] {
            let coded = encode(Grammar::Free, text);
            assert!(coded.is_ascii() && coded.split(' ').all(|w| w.len() <= 75), "{coded}");
            assert_eq!(decode(Grammar::Free, coded.as_bytes()), text);
        }
    }

    #[test]
    fn parameters_read_as_in_rfc_2231() {
        let p = Parametrised::of(
            b"application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20;\r\n title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"; charset=\"a;b\" (c;d)",
        );
        assert_eq!(p.main, "application/x-stuff");
        assert_eq!(p.get("title"), Some("This is even more ***fun*** isn't it!"));
        assert_eq!(p.get("charset"), Some("a;b"));
        let p = Parametrised::of(b"attachment; filename=\"=?utf-8?b?SsO2cmcudHh0?=\"");
        assert_eq!(p.get("filename"), Some("Jörg.txt"));
    }

    #[test]
    fn parameters_are_written_so_that_they_read_back() {
        for value in ["a.txt", "a \"b\" \\c.txt", "Jörg & Söhne.pdf"] {
            let text = format!("attachment; {}", parameter("filename", value));
            assert_eq!(Parametrised::of(text.as_bytes()).get("filename"), Some(value));
        }
    }
}
