//! Re-opens what was written, by other code than the readers', and looks for anything that should be gone.
//!
//! Two questions, in every layer that `layers` and [`pdf`] can bring to light: does a value of the ledger
//! stand here in any form, and does a fresh scan find something sure? The redactor has already looked again
//! through the readers' eyes at every confidence; this path shares no decoder with them.

mod decode;
mod layers;
pub mod pdf;

use crate::engine::Engine;
use crate::ledger::{Ledger, replaces};
use crate::redactor::{Applied, Redacted};
use evidact_model::{CleanText, Confidence, RuleId, TextKind, ViewKind};
use evidact_raw::RawBytes;

/// Bytes that may be published. Only [`Verified::check`] makes it from redacted evidence.
pub struct Verified {
    bytes: RawBytes,
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
        match check_text(engine, Some(ledger), redacted.bytes.expose()) {
            Some(leak) => Err(leak),
            None => Ok(Self { bytes: redacted.bytes, applied: redacted.applied }),
        }
    }

    /// Returns the bytes to be written.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.expose()
    }

    /// Returns what was done to the source.
    pub fn applied(&self) -> &Applied {
        &self.applied
    }

    /// Returns the verified text for a report; bytes that are not UTF-8 are shown as U+FFFD.
    pub fn clean_text(&self) -> CleanText {
        attest(&decode::to_utf8(self.bytes.expose()))
    }
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

/// Looks for the values of `ledger` (if given) and for sure findings in every layer of a text file.
pub fn check_text(engine: &Engine, ledger: Option<&Ledger>, bytes: &[u8]) -> Option<Leak> {
    let mut leak = None;
    layers::for_each(bytes, &mut |layer, text| {
        if leak.is_none() {
            leak = check_layer(engine, ledger, layer, text);
        }
    });
    leak
}

/// Looks through every layer of a PDF: page text in content order, strings, metadata, attachments.
pub fn check_pdf(engine: &Engine, ledger: Option<&Ledger>, bytes: &[u8]) -> Option<Leak> {
    match pdf::read(bytes) {
        Err(pdf::Unreadable) => {
            Some(Leak { layer: "file", rule: RuleId::detector("evidact.unreadable-pdf") })
        }
        Ok(content) => {
            content.parts.iter().find_map(|(layer, text)| check_layer(engine, ledger, layer, text))
        }
    }
}

fn check_layer(engine: &Engine, ledger: Option<&Ledger>, layer: &'static str, text: &[u8]) -> Option<Leak> {
    let mut leak = None;
    let allowed = engine.policy().allowed_spans(text);
    let is_allowed = |s: &crate::Sighting| allowed.iter().any(|a| a.contains(s.finding.span));
    if let Some(ledger) = ledger {
        ledger.needles().search(text, ViewKind::Surface, |s| {
            if !is_allowed(&s) {
                leak.get_or_insert(Leak { layer, rule: s.finding.rule });
            }
        });
    }
    // Joined lines and decoded noise make text nobody wrote; only known values count there.
    if layer == layers::JOINED || layer == layers::NOISE {
        return leak;
    }
    leak.or_else(|| {
        let fresh = engine.find_plain(text, TextKind::Prose, ViewKind::Surface);
        let sure = |s: &&crate::Sighting| {
            s.finding.confidence == Confidence::High && replaces(engine, s) && !is_allowed(s)
        };
        fresh.iter().find(sure).map(|s| Leak { layer, rule: s.finding.rule.clone() })
    })
}
