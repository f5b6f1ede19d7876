//! The verified texts that reports are made of, for the verifier: what stands in one of them was judged there.

use crate::reports::MAX_TEXT_BYTES;
use crate::verify_package::open_published;
use crate::wording;
use evidact_model::Format;
use evidact_model::manifest::Manifest;
use evidact_redact::verify::Vouch;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use std::sync::OnceLock;

/// Texts that are in memory, and the published paths.
pub(crate) struct Texts<'a> {
    texts: Vec<&'a str>,
    numbers: BTreeSet<String>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(texts: Vec<&'a str>, manifest: &Manifest) -> Self {
        Self { texts, numbers: numbers_of(manifest) }
    }
}

impl Vouch for Texts<'_> {
    fn holds(&self, value: &[u8]) -> bool {
        self.texts.iter().any(|text| stands_in(value, text.as_bytes()))
    }

    fn is_wording(&self, value: &[u8]) -> bool {
        wording::says(value) || is_among(value, &self.numbers)
    }
}

/// The texts of a package, read when they are first asked for.
pub(crate) struct PublishedTexts<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
    texts: OnceLock<Vec<Vec<u8>>>,
    numbers: OnceLock<BTreeSet<String>>,
}

/// What is kept of them all in all.
const MAX_ALL_BYTES: u64 = 256 << 20;

impl<'a> PublishedTexts<'a> {
    pub(crate) fn new(folder: &'a Path, manifest: &'a Manifest) -> Self {
        Self { folder, manifest, texts: OnceLock::new(), numbers: OnceLock::new() }
    }

    fn read(&self) -> Vec<Vec<u8>> {
        let mut left = MAX_ALL_BYTES;
        let mut texts = Vec::new();
        for entry in &self.manifest.entries {
            texts.push(entry.path.clone().into_bytes());
            let Some(file) = entry.published.as_ref().filter(|_| entry.format.is_some_and(is_text)) else {
                continue;
            };
            if file.bytes > MAX_TEXT_BYTES.min(left) {
                continue;
            }
            let mut text = Vec::new();
            let opened = open_published(self.folder, file);
            if opened.is_some_and(|source| source.reader().read_to_end(&mut text).is_ok()) {
                left -= file.bytes;
                texts.push(text);
            }
        }
        texts
    }
}

impl Vouch for PublishedTexts<'_> {
    fn holds(&self, value: &[u8]) -> bool {
        self.texts.get_or_init(|| self.read()).iter().any(|text| stands_in(value, text))
    }

    fn is_wording(&self, value: &[u8]) -> bool {
        wording::says(value) || is_among(value, self.numbers.get_or_init(|| numbers_of(self.manifest)))
    }
}

/// Returns the numbers of a manifest, which documents tell as well: sizes and counts. A customer's number may be one.
fn numbers_of(manifest: &Manifest) -> BTreeSet<String> {
    let mut numbers = BTreeSet::new();
    let mut left = vec![serde_json::to_value(manifest).unwrap_or_default()];
    while let Some(value) = left.pop() {
        match value {
            Value::Number(number) => drop(numbers.insert(number.to_string())),
            Value::Array(values) => left.extend(values),
            Value::Object(fields) => left.extend(fields.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    numbers
}

fn is_among(value: &[u8], numbers: &BTreeSet<String>) -> bool {
    std::str::from_utf8(value).is_ok_and(|value| numbers.contains(value))
}

/// Says whether reports are made of files of this format.
fn is_text(format: Format) -> bool {
    matches!(
        format,
        Format::Text
            | Format::Markdown
            | Format::KeyValue
            | Format::Json
            | Format::JsonLines
            | Format::Yaml
            | Format::Toml
    )
}

/// Says whether a text holds a value, blanks and line ends being alike.
fn stands_in(value: &[u8], text: &[u8]) -> bool {
    memchr::memmem::find(text, value).is_some()
        || value.iter().any(u8::is_ascii_whitespace)
            && memchr::memmem::find(&blanks_alike(text), &blanks_alike(value)).is_some()
}

fn blanks_alike(text: &[u8]) -> Vec<u8> {
    let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(&b' ')
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn a_value_may_be_broken_over_lines() {
        assert!(stands_in(b"12 345\n678", b"about 12  345 678 rows"));
        assert!(!stands_in(b"12 345 679", b"about 12  345 678 rows"));
    }
}
