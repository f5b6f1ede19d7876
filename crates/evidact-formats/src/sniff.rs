//! Decides what a source is: refused, or which format it claims. Content comes first, the name second.

mod kind;
mod magic;

pub(crate) use kind::text_kind;

use evidact_model::{Format, Withheld};
use evidact_raw::RawName;

/// Which formats a source may hold to, most likely first.
pub(crate) struct Claim {
    candidates: &'static [Format],
    firm: bool,
}

impl Claim {
    const TEXT: Self = Self { candidates: &[Format::Text], firm: false };

    fn firm(candidates: &'static [Format]) -> Self {
        Self { candidates, firm: true }
    }

    fn maybe(candidates: &'static [Format]) -> Self {
        Self { candidates, firm: false }
    }

    pub(crate) fn candidates(&self) -> &'static [Format] {
        self.candidates
    }

    /// Says whether a source that holds to none of the candidates must be flagged.
    pub(crate) fn is_firm(&self) -> bool {
        self.firm
    }
}

/// Refuses what is not text, by its first bytes and by what it is mostly made of.
pub(crate) fn refuse_binary(name: &RawName, bytes: &[u8]) -> Result<(), Withheld> {
    let extension = name.extension_lower();
    if is_key_store(name, bytes) {
        return Err(Withheld::KeyMaterial);
    }
    if let Some(reason) = magic::recognise(bytes) {
        return Err(reason);
    }
    if matches!(extension.as_str(), "gpg" | "pgp" | "kbx" | "key" | "der" | "p8" | "pk8" | "ppk")
        && !is_text(bytes)
    {
        return Err(Withheld::KeyMaterial);
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(unsupported("UTF-32 text"));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || is_text(bytes) {
        return Ok(());
    }
    Err(Withheld::Binary)
}

/// Says whether a source is a private key or key store in binary form, by its first bytes or its name.
pub(crate) fn is_key_store(name: &RawName, bytes: &[u8]) -> bool {
    let named = || {
        matches!(
            name.extension_lower().as_str(),
            "p12" | "pfx" | "jks" | "jceks" | "keystore" | "bks" | "kdbx" | "kdb" | "keychain"
        )
    };
    magic::is_key(bytes)
        || named() && !bytes.is_empty() && magic::recognise(bytes).is_none() && !is_text(bytes)
}

/// Refuses text whose values are hidden by an encoding of the whole document.
pub(crate) fn refuse_unsupported_text(text: &[u8]) -> Result<(), Withheld> {
    if text.starts_with(b"{\\rtf") {
        return Err(unsupported("RTF document"));
    }
    if text.starts_with(b"%!PS") {
        return Err(unsupported("PostScript document"));
    }
    if crate::views::is_too_large(text) {
        return Err(Withheld::Budget);
    }
    Ok(())
}

fn unsupported(seems: &str) -> Withheld {
    Withheld::UnsupportedFormat { seems: seems.to_owned() }
}

/// Says whether bytes are text: hardly any control bytes, or some but few bytes that UTF-8 does not know.
///
/// A few NUL bytes or bytes of a legacy encoding do not make a text binary.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    const BLOCK: usize = 1 << 16;
    let (mut seen, mut controls, mut unknown) = (0_usize, 0_usize, 0_usize);
    // All of a small source, every n-th block of a large one.
    let step = (bytes.len() / (BLOCK * 64)).max(1);
    for block in bytes.chunks(BLOCK).step_by(step) {
        seen += block.len();
        controls += block
            .chunks(255)
            .map(|c| usize::from(c.iter().map(|&b| u8::from(is_control(b))).sum::<u8>()))
            .sum::<usize>();
        if !block.is_ascii() {
            unknown += block.utf8_chunks().map(|c| c.invalid().len()).sum::<usize>();
        }
    }
    if controls * 20 <= seen {
        return true;
    }
    let wide = utf16_like(bytes);
    wide || (controls * 10 <= seen * 3 && unknown * 20 <= seen)
}

#[expect(
    clippy::needless_bitwise_bool,
    clippy::manual_range_contains,
    reason = "lazy operators keep the compiler from looking at many bytes at once"
)]
fn is_control(b: u8) -> bool {
    (b < 8) | ((b >= 0x0E) & (b < 0x20) & (b != 0x1B)) | (b == 0x7F)
}

fn utf16_like(bytes: &[u8]) -> bool {
    let (pairs, _) = bytes.get(..bytes.len().min(4096)).unwrap_or_default().as_chunks::<2>();
    let zero = |i: usize| pairs.iter().filter(|p| p[i] == 0 && p[1 - i] >= 9).count();
    let enough = pairs.len() * 7 / 10;
    pairs.len() >= 4 && (zero(0) > enough) != (zero(1) > enough)
}

/// Decides which formats to try.
pub(crate) fn claim(name: &RawName, text: &[u8]) -> Claim {
    let file = name.file_name_lower();
    let extension = name.extension_lower();
    let by_name = kind::by_name(name, &file, &extension);
    match by_name {
        Some([Format::KeyValue]) if extension == "conf" || extension == "cfg" || extension == "cnf" => {
            if kind::looks_key_value(text) {
                Claim::maybe(&[Format::KeyValue])
            } else {
                by_content(text)
            }
        }
        Some(candidates) => {
            // An empty file holds to every grammar.
            if text.trim_ascii().is_empty() { Claim::TEXT } else { Claim::firm(candidates) }
        }
        None if kind::is_source_code(&file, &extension) => Claim::TEXT,
        None => by_content(text),
    }
}

fn by_content(text: &[u8]) -> Claim {
    let head = text.trim_ascii_start();
    let lower = head.get(..head.len().min(256)).unwrap_or_default().to_ascii_lowercase();
    if lower.starts_with(b"<?xml") || lower.starts_with(b"<!doctype") || lower.starts_with(b"<html") {
        let html = memchr::memmem::find(&lower, b"<html").is_some() || lower.starts_with(b"<!doctype html");
        return if html { Claim::maybe(&[Format::Html]) } else { Claim::maybe(&[Format::Xml, Format::Html]) };
    }
    match head.first() {
        Some(b'{' | b'[') => Claim::maybe(&[Format::Json, Format::JsonLines]),
        Some(b'<') => Claim::maybe(&[Format::Xml]),
        _ if lower.starts_with(b"---\n") || lower.starts_with(b"---\r\n") || lower.starts_with(b"%yaml") => {
            Claim::maybe(&[Format::Yaml])
        }
        _ if memchr::memmem::find(text.get(..text.len().min(4096)).unwrap_or_default(), b"\n{\"")
            .is_some() =>
        {
            Claim::maybe(&[Format::JsonLines])
        }
        _ if kind::looks_key_value(text) => Claim::maybe(&[Format::KeyValue]),
        _ => Claim::TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::{claim, refuse_binary};
    use evidact_model::{Format, Withheld};
    use evidact_raw::RawName;

    #[test]
    fn a_few_nul_bytes_do_not_make_a_log_binary() {
        let mut log = b"2024-01-01 user=jane did something\n".repeat(20);
        log.extend_from_slice(b"x\0y\0\xFF\n");
        assert!(refuse_binary(&RawName::new("a.log"), &log).is_ok());
    }

    #[test]
    fn noise_is_binary() {
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..4096)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        assert!(refuse_binary(&RawName::new("a.txt"), &noise) == Err(Withheld::Binary));
    }

    #[test]
    fn content_decides_where_the_name_says_nothing() {
        let of = |text: &[u8]| claim(&RawName::new("export.txt"), text).candidates().first().copied();
        assert_eq!(of(b" {\"a\": 1}"), Some(Format::Json));
        assert_eq!(of(b"<?xml version=\"1.0\"?><a/>"), Some(Format::Xml));
        assert_eq!(of(b"<!DOCTYPE html><p>"), Some(Format::Html));
        assert_eq!(of(b"A plain sentence."), Some(Format::Text));
    }
}
