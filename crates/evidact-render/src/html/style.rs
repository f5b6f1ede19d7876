//! The style sheet: colours of the theme, words in the margins of printed pages, and `style.css`.

use super::palette::Scheme;
use crate::theme::{Theme, Word};
use evidact_model::report::Report;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Banner and id are cut behind so many characters on printed pages; at the top of the report they stand in full.
const MOST_OF_A_MARGIN: usize = 60;

/// Returns the style sheet, with a line break at its beginning and end.
pub(super) fn sheet(report: &Report, theme: &Theme) -> String {
    let light = Scheme::light(theme.palette()).declarations();
    let dark = Scheme::dark(theme.palette()).declarations();
    format!(
        "\n:root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{}\n{}",
        page_margins(report, theme),
        include_str!("style.css")
    )
}

/// Returns the policy under which the file is shown: nothing but this style sheet.
///
/// A policy by the digest, so that a style of any other origin would not be taken either.
pub(super) fn content_policy(style: &str) -> String {
    let digest = base64(&Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
}

/// Puts banner, id and page numbers on printed pages. The size is that of the paper in the printer.
fn page_margins(report: &Report, theme: &Theme) -> String {
    let banner = Some(report.meta.classification.as_str()).filter(|banner| !banner.trim().is_empty());
    let banner = quoted(&shortened(banner.unwrap_or(theme.classification())));
    let id = quoted(&shortened(report.meta.id.as_str()));
    let made = quoted(&theme.fill(Word::MadeWith, &[("version", &report.meta.tool_version)]));
    let pages = page_numbers(theme.word(Word::Page));
    format!(
        "@page{{margin:20mm 16mm 18mm;@top-left{{content:{banner}}}@top-right{{content:{id}}}\
         @bottom-left{{content:{made}}}@bottom-right{{content:{pages}}}}}"
    )
}

/// Returns text that has room in half a margin.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_OF_A_MARGIN).collect();
    if short.len() < text.len() {
        short.push('\u{2026}');
    }
    short
}

/// Returns a phrase such as `Page {page} of {pages}` as strings and counters.
fn page_numbers(phrase: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let counter = ["pages", "page"].iter().find_map(|name| {
            let tail = after.strip_prefix(name)?.strip_prefix('}')?;
            Some((name, tail))
        });
        if let Some((name, tail)) = counter {
            out.extend([quoted(before), format!("counter({name})")]);
            rest = tail;
        } else {
            out.push(quoted(&format!("{before}{{")));
            rest = after;
        }
    }
    out.push(quoted(rest));
    out.join(" ")
}

/// Returns text as a string of CSS. All but letters, digits and spaces are written by their numbers.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars().filter(|c| !c.is_control()) {
        if c.is_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06X}", u32::from(c));
        }
    }
    out.push('"');
    out
}

/// Returns bytes in base64, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, page_numbers, quoted};

    #[test]
    fn encodes_as_the_test_vectors_of_rfc_4648_do() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn lets_no_text_out_of_its_string() {
        assert_eq!(quoted("a\"}</style>\n\\"), "\"a\\000022\\00007D\\00003C\\00002Fstyle\\00003E\\00005C\"");
    }

    #[test]
    fn counts_pages_by_the_phrase_of_the_theme() {
        assert_eq!(
            page_numbers("Page {page} of {pages}"),
            "\"Page \" counter(page) \" of \" counter(pages) \"\""
        );
        assert_eq!(page_numbers("{x} {page}"), "\"\\00007B\" \"x\\00007D \" counter(page) \"\"");
    }
}
