//! Walks through messages and mailboxes (RFC 5322, MIME): encoded headers, every part decoded, attachments
//! opened like files, text between and behind the parts.

use super::check::{Check, Fresh};
use super::{Leak, decode};
use std::borrow::Cow;

/// Headers of which a message has some.
const HEADERS: [&str; 12] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "content-type",
    "delivered-to",
    "reply-to",
];

/// Says whether bytes begin with the header of a message: lines of names and values, three of them known.
pub(super) fn is_mail(head: &[u8]) -> bool {
    let head = head.get(..head.len().min(1 << 14)).unwrap_or_default();
    let head = match head.strip_prefix(b"From ") {
        Some(rest) => {
            rest.iter().position(|b| *b == b'\n').and_then(|at| rest.get(at + 1..)).unwrap_or_default()
        }
        None => head,
    };
    let mut known = 0;
    for line in head.split(|b| *b == b'\n') {
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.first().is_some_and(u8::is_ascii_whitespace) {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { break };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            break;
        }
        known += usize::from(HEADERS.iter().any(|h| name.eq_ignore_ascii_case(h.as_bytes())));
    }
    known >= 3
}

/// Looks at the text as it stands, then at every message and every part.
pub(super) fn check(check: Check<'_>, bytes: &[u8]) -> Result<(), Leak> {
    let is_mime = head_has(bytes, b"mime-version");
    if is_mime {
        // Base64 is decoded below; its lines may look like a token by chance.
        check.text(bytes, Fresh::Ignored)?;
        check.text(&without_base64(bytes), Fresh::OfItsOwnForm)?;
    } else {
        check.text(bytes, Fresh::Sure)?;
    }
    let is_mailbox = bytes.starts_with(b"From ");
    if !is_mailbox {
        return entity(check, bytes);
    }
    let mut starts = vec![0];
    starts.extend(memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1));
    starts.push(bytes.len());
    for pair in starts.windows(2) {
        let message = bytes.get(pair[0]..pair[1]).unwrap_or_default();
        let header = memchr::memchr(b'\n', message).map_or(message.len(), |at| at + 1);
        entity(check, message.get(header..).unwrap_or_default())?;
    }
    Ok(())
}

/// Returns a message without the bodies that its headers say are in base64, up to the next boundary.
fn without_base64(bytes: &[u8]) -> Vec<u8> {
    #[derive(PartialEq)]
    enum At {
        Text,
        Announced,
        Body,
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = At::Text;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = line.get(..line.len().min(80)).unwrap_or_default().trim_ascii().to_ascii_lowercase();
        at = match at {
            _ if text.starts_with(b"--") => At::Text,
            _ if text.starts_with(b"content-transfer-encoding:") && text.ends_with(b"base64") => {
                At::Announced
            }
            At::Announced if text.is_empty() => At::Body,
            other => other,
        };
        if at != At::Body {
            out.extend_from_slice(line);
        }
    }
    out
}

fn head_has(bytes: &[u8], name: &[u8]) -> bool {
    let (headers, _) = split(bytes);
    headers.iter().any(|h| h.name.eq_ignore_ascii_case(name))
}

struct Header<'m> {
    name: &'m [u8],
    /// Unfolded.
    value: Vec<u8>,
}

/// Splits an entity into its headers and its body.
fn split(entity: &[u8]) -> (Vec<Header<'_>>, &[u8]) {
    let mut headers: Vec<Header<'_>> = Vec::new();
    let mut rest = entity;
    loop {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        let text = line.trim_ascii_end();
        if text.is_empty() {
            return (headers, after);
        }
        let continued = line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
        match (continued, headers.last_mut(), memchr::memchr(b':', text)) {
            (true, Some(last), _) => last.value.extend_from_slice(text),
            (_, _, Some(colon)) => {
                let (name, value) = (text.get(..colon), text.get(colon + 1..));
                let value = value.unwrap_or_default().trim_ascii().to_vec();
                headers.push(Header { name: name.unwrap_or_default(), value });
            }
            // No header at all: the rest is the body.
            _ => return (headers, rest),
        }
        rest = after;
    }
}

/// Looks at a message or one part of it.
fn entity(check: Check<'_>, bytes: &[u8]) -> Result<(), Leak> {
    check.member()?;
    let (headers, body) = split(bytes);
    show_headers(check, &headers)?;
    let of =
        |name: &[u8]| headers.iter().find(|h| h.name.eq_ignore_ascii_case(name)).map(|h| h.value.as_slice());
    let kind = of(b"content-type").unwrap_or(b"text/plain");
    let encoding = of(b"content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let decoded: Cow<'_, [u8]> = match encoding.trim_ascii() {
        b"base64" => Cow::Owned(base64(body)),
        b"quoted-printable" => Cow::Owned(quoted_printable(body)),
        _ => Cow::Borrowed(body),
    };
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with(b"multipart/")
        && let Some(boundary) = parameter(kind, b"boundary").filter(|b| !b.is_empty())
    {
        return parts(check.deeper()?, &decoded, &boundary);
    }
    if lower.starts_with(b"message/") {
        return entity(check.deeper()?, &decoded);
    }
    if decoded.trim_ascii().is_empty() {
        return Ok(());
    }
    if lower.starts_with(b"text/") {
        let charset = parameter(kind, b"charset").unwrap_or_default();
        let text = in_charset(&decoded, &charset);
        return check.text(&text, Fresh::Sure).map_err(|leak| named(leak, "message text"));
    }
    check.deeper()?.bytes(&decoded).map_err(|leak| named(leak, "attachment"))
}

fn named(leak: Leak, layer: &'static str) -> Leak {
    if leak.layer == super::layers::SURFACE { Leak { layer, ..leak } } else { leak }
}

/// Looks at what stands before, between and behind the boundaries.
fn parts(check: Check<'_>, body: &[u8], boundary: &[u8]) -> Result<(), Leak> {
    let mark = [b"--", boundary].concat();
    let mut start = 0;
    let mut inside = false;
    let mut at = 0;
    while at < body.len() {
        let end =
            memchr::memchr(b'\n', body.get(at..).unwrap_or_default()).map_or(body.len(), |n| at + n + 1);
        let line = body.get(at..end).unwrap_or_default().trim_ascii_end();
        if let Some(rest) = line.strip_prefix(mark.as_slice())
            && (rest.is_empty() || rest == b"--")
        {
            one(check, body.get(start..at).unwrap_or_default(), inside)?;
            inside = rest.is_empty();
            start = end;
        }
        at = end;
    }
    one(check, body.get(start..).unwrap_or_default(), inside)
}

fn one(check: Check<'_>, bytes: &[u8], inside: bool) -> Result<(), Leak> {
    if inside { entity(check, bytes) } else { check.text(bytes, Fresh::OfItsOwnForm) }
}

/// Looks at headers as a reader shows them: unfolded, words decoded, parameters joined.
fn show_headers(check: Check<'_>, headers: &[Header<'_>]) -> Result<(), Leak> {
    let mut text = Vec::new();
    let mut joined = Vec::new();
    for header in headers {
        text.extend_from_slice(header.name);
        text.extend_from_slice(b": ");
        text.extend_from_slice(&encoded_words(&header.value));
        text.push(b'\n');
        for value in parameters(&header.value) {
            joined.extend_from_slice(&value);
            joined.push(b'\n');
        }
    }
    check.text(&text, Fresh::OfItsOwnForm).map_err(|leak| named(leak, "mail header"))?;
    check.text(&joined, Fresh::OfItsOwnForm).map_err(|leak| named(leak, "mail header"))
}

/// Decodes words of the form `=?charset?B?...?=` (RFC 2047); white space between two of them goes.
fn encoded_words(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(at) = memchr::memmem::find(rest, b"=?") {
        let (before, word) = rest.split_at(at);
        let Some((decoded, after)) = encoded_word(word) else {
            out.extend_from_slice(rest.get(..at + 2).unwrap_or_default());
            rest = rest.get(at + 2..).unwrap_or_default();
            after_word = false;
            continue;
        };
        if !after_word || !before.trim_ascii().is_empty() {
            out.extend_from_slice(before);
        }
        out.extend_from_slice(&decoded);
        after_word = true;
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

fn encoded_word(word: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let inner = word.strip_prefix(b"=?")?;
    let charset_end = memchr::memchr(b'?', inner)?;
    let (charset, rest) = (inner.get(..charset_end)?, inner.get(charset_end + 1..)?);
    let (how, rest) = (rest.first()?, rest.get(1..)?.strip_prefix(b"?")?);
    let end = memchr::memmem::find(rest, b"?=")?;
    let text = rest.get(..end)?;
    let bytes = match how {
        b'B' | b'b' => base64(text),
        b'Q' | b'q' => {
            let spaced: Vec<u8> = text.iter().map(|b| if *b == b'_' { b' ' } else { *b }).collect();
            quoted_printable(&spaced)
        }
        _ => return None,
    };
    // A language may follow the charset (RFC 2231, 5).
    let charset = charset.split(|b| *b == b'*').next().unwrap_or_default();
    Some((in_charset(&bytes, charset).into_owned(), rest.get(end + 2..)?))
}

/// Returns the values of the parameters of a header; those that go on in `name*1` are joined, percent-encoded
/// ones decoded (RFC 2231).
fn parameters(value: &[u8]) -> Vec<Vec<u8>> {
    let mut out: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for piece in value.split(|b| *b == b';').skip(1) {
        let Some(equals) = memchr::memchr(b'=', piece) else { continue };
        let name = piece.get(..equals).unwrap_or_default().trim_ascii().to_ascii_lowercase();
        let text = unquoted(piece.get(equals + 1..).unwrap_or_default().trim_ascii());
        let extended = name.ends_with(b"*");
        let stem = name.split(|b| *b == b'*').next().unwrap_or_default().to_vec();
        let text = if extended { extended_value(&text) } else { encoded_words(&text) };
        match out.iter_mut().find(|(known, _)| *known == stem) {
            Some((_, known)) if name.contains(&b'*') => known.extend_from_slice(&text),
            _ => out.push((stem, text)),
        }
    }
    out.into_iter().map(|(_, value)| value).collect()
}

/// Decodes `charset'language'percent-encoded`.
fn extended_value(text: &[u8]) -> Vec<u8> {
    let mut pieces = text.splitn(3, |b| *b == b'\'');
    let (charset, encoded) = match (pieces.next(), pieces.next(), pieces.next()) {
        (Some(charset), Some(_), Some(encoded)) => (charset, encoded),
        _ => (&b""[..], text),
    };
    let bytes = decode::percent(encoded).unwrap_or_else(|| encoded.to_vec());
    in_charset(&bytes, charset).into_owned()
}

fn unquoted(text: &[u8]) -> Vec<u8> {
    let Some(inner) = text.strip_prefix(b"\"") else { return text.to_vec() };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    let mut out = Vec::with_capacity(inner.len());
    let mut escaped = false;
    for b in inner {
        escaped = *b == b'\\' && !escaped;
        if !escaped {
            out.push(*b);
        }
    }
    out
}

/// Returns one parameter of a content type.
fn parameter(value: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let mut rest = value;
    // A boundary may hold what parts parameters, if it is quoted.
    while let Some(at) = memchr::memchr(b';', rest) {
        rest = rest.get(at + 1..).unwrap_or_default().trim_ascii_start();
        let end = memchr::memchr(b'=', rest).unwrap_or(rest.len());
        let found = rest.get(..end).unwrap_or_default().trim_ascii();
        if found.eq_ignore_ascii_case(name) {
            let text = rest.get(end + 1..).unwrap_or_default().trim_ascii_start();
            if let Some(quoted) = text.strip_prefix(b"\"") {
                let end = memchr::memchr(b'"', quoted).unwrap_or(quoted.len());
                return quoted.get(..end).map(<[u8]>::to_vec);
            }
            let end = text.iter().position(|b| *b == b';' || b.is_ascii_whitespace()).unwrap_or(text.len());
            return text.get(..end).map(<[u8]>::to_vec);
        }
    }
    None
}

fn in_charset<'t>(bytes: &'t [u8], charset: &[u8]) -> Cow<'t, [u8]> {
    match encoding_rs::Encoding::for_label(charset) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, _, _) = encoding.decode(bytes);
            Cow::Owned(text.into_owned().into_bytes())
        }
        _ => Cow::Borrowed(bytes),
    }
}

/// Decodes base64 whatever stands between its digits, also several runs one behind the other.
fn base64(text: &[u8]) -> Vec<u8> {
    text.split(|b| *b == b'=')
        .filter(|run| !run.trim_ascii().is_empty())
        .flat_map(decode::base64_run)
        .collect()
}

/// Decodes quoted-printable strictly by the book: every `=XX`.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        let code = rest.get(at + 1..).unwrap_or_default();
        let blanks = code.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
        rest = if code.get(blanks) == Some(&b'\n') {
            code.get(blanks + 1..).unwrap_or_default()
        } else if let Some(byte) = code.get(..2).and_then(decode::hex_byte) {
            out.push(byte);
            code.get(2..).unwrap_or_default()
        } else {
            out.push(b'=');
            code
        };
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded_words, is_mail, parameter, parameters, quoted_printable};

    #[test]
    fn decodes_words_as_rfc_2047_shows_them() {
        // The examples of section 8.
        for (coded, plain) in [
            ("=?ISO-8859-1?Q?a?= b", "a b"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a_b?=", "a b"),
            ("=?US-ASCII?Q?Keith_Moore?= <moore@example.com>", "Keith Moore <moore@example.com>"),
            ("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=", "If you can read this yo"),
            ("=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=", "Patrik F\u{e4}ltstr\u{f6}m"),
        ] {
            assert_eq!(encoded_words(coded.as_bytes()), plain.as_bytes());
        }
    }

    #[test]
    fn joins_parameters_as_rfc_2231_shows_them() {
        let value = b"application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; \
                      title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"";
        assert_eq!(parameters(value), [b"This is even more ***fun*** isn't it!".to_vec()]);
        assert_eq!(parameter(b"multipart/mixed; boundary=\"a;b c\"", b"boundary").unwrap(), b"a;b c");
    }

    #[test]
    fn tells_a_message_from_a_list_of_settings() {
        assert!(is_mail(b"Received: by x\r\nFrom: a\r\nTo: b\r\n\r\nbody"));
        assert!(is_mail(b"From a@example.com Sat\nFrom: a\nTo: b\nSubject: c\n\nbody"));
        assert!(!is_mail(b"from: a\nto: b\nhost: c\n\nport: d\n"));
        assert!(!is_mail(b"just words"));
    }

    #[test]
    fn soft_line_breaks_go() {
        assert_eq!(quoted_printable(b"a=3Db= \r\nc=zz=\n"), b"a=bc=zz");
    }
}
