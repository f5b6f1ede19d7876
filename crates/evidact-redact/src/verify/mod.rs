//! Re-opens what was written, by other code than the readers', and looks for anything that should be gone.
//!
//! Two questions, in every layer that a recipient could bring to light: does a value of the ledger stand here
//! in any form, and does a fresh scan find something sure? The redactor has already looked again through the
//! readers' eyes at every confidence; this path shares no reader with them.
//!
//! The module `open` tells what a file is and hands it to a module each: archives, Office documents, mail, images, PDF,
//! text. They show their layers to `Check::layer`. What cannot be opened, or what nothing accounts for, is a
//! leak by itself.

mod broken;
mod check;
mod compressed;
mod decode;
mod decompress;
mod image;
mod layers;
mod mail;
mod office;
mod open;
pub mod pdf;
mod tar;
mod text;
mod zip;

use crate::engine::Engine;
use crate::ledger::Ledger;
use crate::redactor::{Applied, Redacted};
pub use check::Vouch;
use check::{Budget, Check, Fresh};
use evidact_model::{CleanText, RuleId};
use evidact_raw::Blob;

/// Bytes that may be published. Only [`Verified::check`] makes it from redacted evidence.
pub struct Verified {
    source: Blob,
    applied: Applied,
}

/// Something that was found where nothing should be. Carries no content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The layer it was found in, e.g. `base64` or `page text`.
    pub layer: &'static str,
    /// The rule that found it; `evidact.known-value` for a value of the ledger.
    pub rule: RuleId,
}

impl Leak {
    /// Says that a layer is not what it should be.
    const fn of(layer: &'static str, rule: &'static str) -> Self {
        Self { layer, rule: RuleId::detector(rule) }
    }

    /// Says whether a value was found, not only something that cannot be opened or is not accounted for.
    fn is_value(&self) -> bool {
        let id = self.rule.as_str();
        id == "evidact.known-value" || !id.starts_with("evidact.")
    }
}

impl std::fmt::Display for Leak {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} in the {} layer", self.rule, self.layer)
    }
}

impl Verified {
    /// Verifies redacted evidence.
    ///
    /// # Errors
    /// The first [`Leak`].
    pub fn check(engine: &Engine, ledger: &Ledger, redacted: Redacted) -> Result<Self, Leak> {
        match check(engine, Some(ledger), &redacted.source) {
            Some(leak) => Err(leak),
            None => Ok(Self { source: redacted.source, applied: redacted.applied }),
        }
    }

    /// Returns what is to be written.
    pub fn source(&self) -> &Blob {
        &self.source
    }

    /// Returns what was done to the source.
    pub fn applied(&self) -> &Applied {
        &self.applied
    }

    /// Returns the verified text for a report, if it is in memory; bytes that are not UTF-8 are shown as U+FFFD.
    pub fn clean_text(&self) -> Option<CleanText> {
        self.source.memory().map(|bytes| attest(&decode::to_utf8(bytes)))
    }
}

/// Looks for the values of `ledger` (if given) and for sure findings in every layer of a file of any format.
/// What cannot be opened is a leak, too.
pub fn check(engine: &Engine, ledger: Option<&Ledger>, source: &Blob) -> Option<Leak> {
    let budget = Budget::new(engine.limits(), source.len());
    Check::new(engine, ledger, &budget).blob(source).err()
}

/// Checks a document that the program wrote itself, as [`check`] does. `made_of` knows the verified texts that it is
/// made of.
///
/// A document cuts its texts from their context and puts them into another: a table parts `Version` from `5.11.2.0`, a
/// key such as `text` stands before what was a sentence, cells and paragraphs come to stand beside each other. So a
/// value that is only guessed is no leak there, and what is newly found counts if it has a form of its own, stands in
/// one piece, and is a credential or stands in none of the texts.
pub fn check_document(
    engine: &Engine,
    ledger: Option<&Ledger>,
    source: &Blob,
    made_of: &dyn Vouch,
) -> Option<Leak> {
    let budget = Budget::new(engine.limits(), source.len());
    Check::new(engine, ledger, &budget).of_document(made_of).blob(source).err()
}

/// Verifies a short text of evidence origin, e.g. a published name, and attests it.
///
/// # Errors
/// The first [`Leak`].
pub fn attest_text(engine: &Engine, ledger: &Ledger, text: &str) -> Result<CleanText, Leak> {
    match check_text(engine, Some(ledger), text.as_bytes()) {
        Some(leak) => Err(leak),
        None => Ok(attest(text.as_bytes())),
    }
}

fn attest(text: &[u8]) -> CleanText {
    CleanText::attest(String::from_utf8_lossy(text).into_owned())
}

/// Decodes a value that is one run of base64.
pub(crate) fn base64_decoded(value: &[u8]) -> Option<Vec<u8>> {
    let digits =
        value.trim_ascii_end().strip_suffix(b"==").or_else(|| value.strip_suffix(b"=")).unwrap_or(value);
    let is_run = digits.len() >= 8 && digits.iter().all(|b| b.is_ascii_alphanumeric() || b"+/-_".contains(b));
    is_run.then(|| decode::base64_run(digits))
}

/// Decodes `%XX`, for names.
pub(crate) fn percent_decoded(text: &[u8]) -> Option<Vec<u8>> {
    decode::percent(text)
}

/// Looks for the values of `ledger` (if given) and for sure findings in every layer of a text.
pub fn check_text(engine: &Engine, ledger: Option<&Ledger>, bytes: &[u8]) -> Option<Leak> {
    let budget = Budget::new(engine.limits(), bytes.len() as u64);
    Check::new(engine, ledger, &budget).text(bytes, Fresh::Sure).err()
}
