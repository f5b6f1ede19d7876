//! Mail: encoded headers, encoded bodies, attachments in attachments.

use super::archives::zip_of;
use super::{expect_found, leak, rule};

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (i, chunk) in bytes.chunks(3).enumerate() {
        if i > 0 && i % 19 == 0 {
            out.push_str("\r\n");
        }
        let word = chunk.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Every character as `=XX`, with a soft line break now and then.
fn quoted(text: &str) -> String {
    text.bytes()
        .enumerate()
        .map(|(i, b)| format!("{}={b:02X}", if i % 7 == 6 { "=\r\n" } else { "" }))
        .collect()
}

fn message(headers: &str, body: &str) -> Vec<u8> {
    format!("From: reviewer\r\nTo: team\r\nSubject: notes\r\nMIME-Version: 1.0\r\n{headers}\r\n{body}\r\n")
        .into_bytes()
}

fn mixed(parts: &[String]) -> String {
    let parts: String = parts.iter().map(|p| format!("--frontier\r\n{p}\r\n")).collect();
    format!("Content-Type: multipart/mixed; boundary=\"frontier\"\r\n\r\n{parts}--frontier--\r\n")
}

fn encoded(kind: &str, bytes: &[u8]) -> String {
    format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", base64(bytes))
}

fn with_parts(parts: &[String]) -> Vec<u8> {
    format!("From: reviewer\r\nTo: team\r\nSubject: notes\r\nMIME-Version: 1.0\r\n{}", mixed(parts))
        .into_bytes()
}

#[test]
fn finds_a_value_in_headers_however_they_are_written() {
    expect_found("plain", |v| message(&format!("X-Note: {v}\r\n"), "words"));
    expect_found("base64 word", |v| {
        message(&format!("X-Note: =?utf-8?B?{}?=\r\n", base64(v.as_bytes())), "words")
    });
    expect_found("quoted word", |v| {
        let word: String = v.bytes().map(|b| format!("={b:02X}")).collect();
        message(&format!("X-Note: =?utf-8?Q?{word}?=\r\n"), "words")
    });
    expect_found("a word split in two", |v| {
        let (a, b) = v.split_at(7);
        let words = format!("=?utf-8?B?{}?=\r\n =?utf-8?B?{}?=", base64(a.as_bytes()), base64(b.as_bytes()));
        message(&format!("X-Note: {words}\r\n"), "words")
    });
    expect_found("a parameter in pieces", |v| {
        let (a, b) = v.split_at(7);
        let percent = |t: &str| t.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let name = format!("filename*0*=utf-8''{};\r\n filename*1*={}", percent(a), percent(b));
        message(&format!("Content-Disposition: attachment;\r\n {name}\r\n"), "words")
    });
}

#[test]
fn finds_a_value_in_bodies_however_they_are_written() {
    let text = |v: &str| format!("it was {v} then");
    expect_found("plain", |v| message("", &text(v)));
    expect_found("base64", |v| message("Content-Transfer-Encoding: base64\r\n", &base64(text(v).as_bytes())));
    expect_found("quoted-printable", |v| {
        message("Content-Transfer-Encoding: quoted-printable\r\n", &quoted(&text(v)))
    });
    expect_found("HTML", |v| {
        let (a, b) = v.split_at(4);
        message("Content-Type: text/html\r\n", &format!("<p>it was <b>{a}</b>{b}</p>"))
    });
    expect_found("UTF-16 in base64", |v| {
        let wide: Vec<u8> = text(v).encode_utf16().flat_map(u16::to_be_bytes).collect();
        let headers = "Content-Type: text/plain; charset=utf-16be\r\nContent-Transfer-Encoding: base64\r\n";
        message(headers, &base64(&wide))
    });
    expect_found("before the first part", |v| {
        let body = mixed(&["Content-Type: text/plain\r\n\r\nwords".to_owned()]);
        let (headers, parts) = body.split_once("\r\n\r\n").unwrap();
        message(&format!("{headers}\r\n"), &format!("{}\r\n{parts}", base64(v.as_bytes())))
    });
}

#[test]
fn finds_a_value_in_an_attachment_of_an_attachment() {
    expect_found("text file", |v| {
        with_parts(&[encoded("application/octet-stream", format!("x = {v}").as_bytes())])
    });
    expect_found("zip", |v| with_parts(&[encoded("application/zip", &zip_of(&[("a.log", v.as_bytes())]))]));
    expect_found("message in a message, with a zip", |v| {
        let inner = with_parts(&[encoded("application/zip", &zip_of(&[("deep/a.log", v.as_bytes())]))]);
        with_parts(&[
            "Content-Type: text/plain\r\n\r\nwords".to_owned(),
            format!("Content-Type: message/rfc822\r\n\r\n{}", String::from_utf8(inner).unwrap()),
        ])
    });
    expect_found("name of an attachment", |v| {
        with_parts(&[format!("Content-Disposition: attachment; filename=\"{v}.txt\"\r\n\r\nwords")])
    });
}

#[test]
fn finds_a_value_in_any_message_of_a_mailbox() {
    expect_found("second message", |v| {
        let first = message("", "words");
        let second =
            message("Content-Transfer-Encoding: base64\r\n", &base64(format!("it was {v}").as_bytes()));
        [
            b"From a Sat Jan  1 00:00:00 2000\n".as_slice(),
            &first,
            b"\nFrom b Sat Jan  1 00:00:00 2000\n",
            &second,
        ]
        .concat()
    });
}

#[test]
fn an_attachment_that_cannot_be_opened_is_a_leak() {
    assert_eq!(
        leak(&with_parts(&[encoded("image/png", b"words")])),
        None,
        "it is text, whatever it is called"
    );
    assert!(
        rule(&with_parts(&[encoded("application/x", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])]))
            .is_some()
    );
    assert!(rule(&with_parts(&[encoded("application/zip", b"PK\x03\x04 and no more")])).is_some());
    let mut deep = "Content-Type: text/plain\r\n\r\nwords".to_owned();
    for _ in 0..60 {
        deep = format!("Content-Type: message/rfc822\r\n\r\n{deep}");
    }
    assert!(rule(&with_parts(&[deep])).is_some_and(|r| r.starts_with("evidact.unreadable")));
}

#[test]
fn a_line_of_base64_that_looks_like_a_token_is_none() {
    // The shape of a long-lived Dropbox token, which the bytes of any attachment may have by chance.
    let line = ["q8Zr1xw0Lm3", "AAAAAAAAA", "v7Yt2qp9Nn4jKd5sHw6eRb1cTz0uXo8iPa3fGy2lQm7a"].concat();
    let headers = "Content-Type: text/plain; charset=windows-1252\r\n";
    let encoded = format!("{headers}Content-Transfer-Encoding: base64\r\n");
    assert_eq!(rule(&message(headers, &line)).as_deref(), Some("dropbox.token-by-shape"));
    assert_eq!(rule(&message(&encoded, &line)), None);
}
