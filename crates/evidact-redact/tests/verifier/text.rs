//! Text: encodings, size, what lies in base64.

use super::{ENGINE, LEDGER, VALUE, expect_found, rule};
use evidact_redact::verify;
use proptest::prelude::*;
use std::io::Write as _;

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn finds_a_value_in_every_encoding_of_text() {
    let line = |v: &str| format!("some words, {v}, and more words\n");
    expect_found("UTF-8", |v| line(v).into_bytes());
    expect_found("UTF-16 with a mark", |v| [&[0xFF, 0xFE][..], &wide(&line(v), u16::to_le_bytes)].concat());
    expect_found("UTF-16 without a mark", |v| wide(&line(v), u16::to_le_bytes));
    expect_found("big-endian UTF-16", |v| wide(&line(v), u16::to_be_bytes));
}

#[test]
fn finds_a_value_that_is_compressed_in_base64() {
    let compressed = |v: &str, how: &str| {
        let text = format!("{{\"user\":\"somebody\",\"value\":\"{v}\"}}");
        let level = flate2::Compression::default();
        let bytes = match how {
            "gzip" => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(text.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            "zlib" => {
                let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
                encoder.write_all(text.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            "deflate" => {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
                encoder.write_all(text.as_bytes()).unwrap();
                encoder.finish().unwrap()
            }
            _ => super::archives::zip_of(&[("a.json", text.as_bytes())]),
        };
        base64(&bytes)
    };
    for how in ["gzip", "zlib", "deflate", "zip"] {
        expect_found(how, |v| format!("{{\"body\": \"{}\"}}\n", compressed(v, how)).into_bytes());
    }
    expect_found("data URL", |v| {
        format!("<img src=\"data:application/gzip;base64,{}\">\n", compressed(v, "gzip")).into_bytes()
    });
    expect_found("twice", |v| base64(compressed(v, "zlib").as_bytes()).into_bytes());
}

#[test]
fn finds_a_value_at_every_border_of_a_large_text() {
    let block = 8 << 20;
    for (line, at) in [("2024-05-04 a line of a log\n", block - 9), ("x", block - 9), ("x", 2 * block - 9)] {
        let mut text = line.repeat((2 * block + (1 << 18)) / line.len()).into_bytes();
        assert_eq!(rule(&text), None);
        text[at - 1] = b' ';
        text[at..at + VALUE.len()].copy_from_slice(VALUE.as_bytes());
        text[at + VALUE.len()] = b' ';
        assert_eq!(rule(&text).as_deref(), Some("evidact.known-value"), "{at}");
    }
}

#[test]
fn a_text_that_is_an_archive_too_is_a_leak() {
    let archive = super::archives::zip_of(&[("a.log", b"words\n")]);
    assert!(rule(&[b"some words\n".repeat(100), archive].concat()).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_looked_at_without_a_panic(
        magic in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\x1F\x8B\x08", b"BZh91AY&SY", b"\xFD7zXZ\0", b"\x28\xB5\x2F\xFD",
            b"%PDF-1.7\n", b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF89a", b"II*\0", b"MM\0*", b"RIFF\x20\0\0\0WEBP",
            b"\xFF\xFE", b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [magic, &bytes].concat();
        let source = evidact_raw::Blob::new(evidact_raw::RawBytes::new(bytes));
        let _ = verify::check(&ENGINE, Some(&LEDGER), &source);
    }
}

#[test]
fn a_page_of_the_program_may_part_a_version_from_its_name_and_hides_nothing() {
    let page = |cell: &str| {
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><body><table><tr><th>Build</th><td>{cell}</td></tr></table></body></html>"
        );
        let source = evidact_raw::Blob::new(evidact_raw::RawBytes::new(page.into_bytes()));
        verify::check_document(&ENGINE, Some(&LEDGER), &source, &Nothing).map(|leak| leak.rule.to_string())
    };
    assert_eq!(page("5.11.2.0"), None);
    assert_eq!(page(VALUE).as_deref(), Some("evidact.known-value"));
    assert_eq!(page(&VALUE.replace('!', "&#33;")).as_deref(), Some("evidact.known-value"));
    let token = ["gh", "p_", "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX"].concat();
    assert!(page(&token).is_some());
    assert_eq!(page("jane.kestrel@mail-host.example.net").as_deref(), Some("identifier.email"));
}

/// Knows no text.
struct Nothing;

impl verify::Vouch for Nothing {
    fn holds(&self, _value: &[u8]) -> bool {
        false
    }

    fn is_wording(&self, _value: &[u8]) -> bool {
        false
    }
}

/// Knows one text.
struct Text(&'static str);

impl verify::Vouch for Text {
    fn holds(&self, value: &[u8]) -> bool {
        std::str::from_utf8(value).is_ok_and(|value| self.0.contains(value))
    }

    fn is_wording(&self, _value: &[u8]) -> bool {
        false
    }
}

#[test]
fn a_document_may_hold_what_was_judged_harmless_in_its_own_text() {
    let check = |document: &str, text: &'static str| {
        let source = evidact_raw::Blob::new(evidact_raw::RawBytes::new(document.as_bytes().to_vec()));
        verify::check_document(&ENGINE, Some(&LEDGER), &source, &Text(text)).map(|leak| leak.rule.to_string())
    };
    let page = |cells: &str| {
        format!("<!DOCTYPE html>\n<html lang=\"en\"><body><table><tr>{cells}</tr></table></body></html>")
    };
    // A key of ours before a value is no cue.
    for value in ["127.0.0.1:3000", "2026.10.01", "12 345 678 rows", "1759312496"] {
        assert_eq!(check(&format!("{{\"text\": \"{value}\"}}\n"), ""), None, "{value}");
    }
    // An address of a repository reads like that of a mailbox, where a line ends in it.
    let cut = "git@code-host.example.net";
    assert_eq!(check(&page(&format!("<td>{cut}</td>")), ""), Some("identifier.email".to_owned()));
    assert_eq!(check(&page(&format!("<td>{cut}</td>")), "git@code-host.example.net:org/repo.git"), None);
    // What carries its own check digits is what it looks like, whoever vouches.
    let iban = "DE89370400440532013000";
    assert_eq!(check(&page(&format!("<td>{iban}</td>")), iban), Some("identifier.iban".to_owned()));
    // Two cells are no token.
    let cells = format!("<td>db-</td><td>{}</td>", "3f".repeat(16));
    assert_eq!(check(&page(&cells), ""), None);
    // A credential is one, whoever vouches.
    let token = ["gh", "p_", "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX"].concat();
    let leaked: &'static str = Box::leak(token.clone().into_boxed_str());
    assert!(check(&page(&format!("<td>{token}</td>")), leaked).is_some());
}
