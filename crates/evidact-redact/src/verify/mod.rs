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
use evidact_model::{CleanText, Confidence, Finding, RuleId, TextKind, ViewKind};
use evidact_raw::{Blob, RawBytes};

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
pub fn check(engine: &Engine, ledger: Option<&Ledger>, source: &Blob) -> Option<Leak> {
    let unreadable = |what| Leak { layer: "file", rule: RuleId::detector(what) };
    let head = match source.head(HEAD_BYTES) {
        Ok(head) => head,
        Err(_) => return Some(unreadable("evidact.unreadable-file")),
    };
    if head.expose().starts_with(b"%PDF-") {
        return match source.memory() {
            Some(bytes) => check_pdf(engine, ledger, bytes),
            None => Some(unreadable("evidact.unreadable-pdf")),
        };
    }
    if head.expose().starts_with(b"\x1F\x8B") {
        let mut content = Vec::new();
        let decoder = flate2::read::MultiGzDecoder::new(source.reader());
        if std::io::Read::read_to_end(&mut std::io::Read::take(decoder, MAX_GZIP), &mut content).is_err() {
            return Some(unreadable("evidact.unreadable-archive"));
        }
        return check(engine, ledger, &Blob::new(RawBytes::new(content)));
    }
    match source.memory() {
        Some(bytes) => check_text(engine, ledger, bytes),
        None => Some(unreadable("evidact.unreadable-file")),
    }
}

/// How many bytes tell what a file is.
const HEAD_BYTES: usize = 1024;
const MAX_GZIP: u64 = 4 << 30;

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
            // Joined lines and decoded noise make text nobody wrote; only known values count there.
            let made_up = layer == layers::JOINED || layer == layers::NOISE;
            let fresh = if made_up { Fresh::Ignored } else { Fresh::Sure };
            leak = check_layer(engine, ledger, (layer, text), fresh);
        }
    });
    leak
}

/// Looks through every layer of a PDF: page text in content order, strings, metadata, attachments.
///
/// A page parts what the text had together: the cell `Version` from `5.11.2.0`. What is read on it is
/// therefore no finding if only the words around it made it one, or would have spoken against it.
pub fn check_pdf(engine: &Engine, ledger: Option<&Ledger>, bytes: &[u8]) -> Option<Leak> {
    match pdf::read(bytes) {
        Err(pdf::Unreadable) => {
            Some(Leak { layer: "file", rule: RuleId::detector("evidact.unreadable-pdf") })
        }
        Ok(content) => {
            let check = |(layer, text): &(&'static str, Vec<u8>)| {
                check_layer(engine, ledger, (layer, text), Fresh::OfItsOwnForm)
            };
            content.parts.iter().find_map(check)
        }
    }
}

/// Which findings of a fresh scan count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fresh {
    /// None.
    Ignored,
    /// Those of high confidence that need no word around them.
    OfItsOwnForm,
    /// All of high confidence.
    Sure,
}

impl Fresh {
    fn counts(self, finding: &Finding) -> bool {
        match self {
            Self::Ignored => false,
            Self::OfItsOwnForm => finding.confidence == Confidence::High && has_its_own_form(&finding.rule),
            Self::Sure => finding.confidence == Confidence::High,
        }
    }
}

/// Says whether a rule knows a value by its form alone: a typed token, an e-mail address, an IBAN.
fn has_its_own_form(rule: &RuleId) -> bool {
    let id = rule.as_str();
    match id.split_once('.') {
        Some(("identifier", _)) => matches!(id, "identifier.email" | "identifier.iban" | "identifier.wallet"),
        Some(("generic", _)) => matches!(id, "generic.private-key"),
        _ => true,
    }
}

fn check_layer(
    engine: &Engine,
    ledger: Option<&Ledger>,
    (layer, text): (&'static str, &[u8]),
    fresh: Fresh,
) -> Option<Leak> {
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
    if leak.is_some() || fresh == Fresh::Ignored {
        return leak;
    }
    let found = engine.find_plain(text, TextKind::Prose, ViewKind::Surface);
    let counts = |s: &&crate::Sighting| fresh.counts(&s.finding) && replaces(engine, s) && !is_allowed(s);
    found.iter().find(counts).map(|s| Leak { layer, rule: s.finding.rule.clone() })
}
