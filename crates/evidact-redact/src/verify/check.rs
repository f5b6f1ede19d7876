//! Decides what counts as a leak in a layer, and bounds what layers may use up.

use super::Leak;
use super::layers::{GLUED_MARKUP, MARKUP};
use crate::engine::Engine;
use crate::ledger::{Ledger, replaces};
use evidact_formats::Limits;
use evidact_model::{Class, Confidence, Finding, RuleId, Span, TextKind, ViewKind};
use std::cell::Cell;
use std::io::{self, Read};
use std::ops::Range;

/// Which findings of a fresh scan count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fresh {
    /// None.
    Ignored,
    /// Those of high confidence that need no word around them. For text that was cut from its context: a page
    /// or a cell parts `Version` from `5.11.2.0`, so what only words around it make a finding, or would have
    /// spoken against, is none.
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

/// Knows the texts that documents are made of, each verified where it belongs.
pub trait Vouch: Sync {
    /// Says whether one of the texts holds the value.
    ///
    /// # Exposure
    /// Reads the value; returns one bit of it.
    fn holds(&self, value: &[u8]) -> bool;

    /// Says whether the value is no more than what every document says of itself: a heading, a key, a font.
    ///
    /// # Exposure
    /// Reads the value; returns one bit of it.
    fn is_wording(&self, value: &[u8]) -> bool;
}

/// Layers in which texts that stand apart in a document come to stand beside each other: two cells, two
/// paragraphs. What only they hold, nobody wrote.
const GLUED: [&str; 3] = [MARKUP, GLUED_MARKUP, "page text, lines joined"];

/// What one file may expand to, all in all. Bounds packages from elsewhere; our own are within it.
pub(super) struct Budget {
    bytes: Cell<u64>,
    members: Cell<u64>,
}

/// Below this many bytes any ratio is taken.
const SMALL_BYTES: u64 = 256 << 20;
/// How much better than its source a copy may compress, and still be within the budget of the verifier.
const LENIENCE: u64 = 4;
/// How deep containers may nest beyond what readers allow: theirs does not count every layer.
const MORE_DEPTH: u8 = 8;
/// What is read whole may be this much larger than what readers take: a copy may have grown.
const MORE_BYTES: u64 = 2;

impl Budget {
    pub(super) fn new(limits: &Limits, source_bytes: u64) -> Self {
        let by_ratio = source_bytes.saturating_mul(limits.max_ratio).saturating_mul(LENIENCE);
        let bytes = limits.max_expanded_bytes.saturating_mul(MORE_BYTES).min(by_ratio.max(SMALL_BYTES));
        Self { bytes: Cell::new(bytes), members: Cell::new(limits.max_members) }
    }
}

/// A check under way: what is looked for, what is left of the budget, and how deep it is.
#[derive(Clone, Copy)]
pub(super) struct Check<'a> {
    engine: &'a Engine,
    ledger: Option<&'a Ledger>,
    budget: &'a Budget,
    depth: u8,
    /// The least confidence of a known value that counts.
    least: Confidence,
    /// Of a document that the program wrote itself: who knows the texts it is made of.
    made_of: Option<&'a dyn Vouch>,
}

impl<'a> Check<'a> {
    pub(super) fn new(engine: &'a Engine, ledger: Option<&'a Ledger>, budget: &'a Budget) -> Self {
        let depth = engine.limits().max_container_depth.saturating_add(MORE_DEPTH);
        Self { engine, ledger, budget, depth, least: Confidence::Low, made_of: None }
    }

    /// Looks at a document of verified texts: known values of low confidence are passed over, and what is newly found
    /// counts if it has a form of its own and was not judged harmless in the text that it comes from.
    pub(super) fn of_document(self, made_of: &'a dyn Vouch) -> Self {
        Self { least: Confidence::Medium, made_of: Some(made_of), ..self }
    }

    /// Says whether somebody knows the value from the texts of a document. Credentials, and what carries check digits of
    /// its own, are never vouched for.
    fn is_vouched(self, text: &[u8], finding: &Finding) -> bool {
        let value = text.get(finding.span.range()).unwrap_or_default();
        let sure = finding.class == Class::Credential
            || matches!(finding.rule.as_str(), "identifier.iban" | "identifier.wallet");
        !sure && self.made_of.is_some_and(|texts| texts.holds(value))
    }

    /// Says whether the program itself writes the value into its documents, whatever they are made of. A customer may be
    /// called as a heading is; the word betrays nobody there.
    fn is_wording(self, text: &[u8], finding: &Finding) -> bool {
        let value = text.get(finding.span.range()).unwrap_or_default();
        self.made_of.is_some_and(|documents| documents.is_wording(value))
    }

    /// Goes into a container.
    pub(super) fn deeper(self) -> Result<Self, Leak> {
        let depth = self.depth.checked_sub(1).ok_or(Leak::of("file", "evidact.unreadable-nesting"))?;
        Ok(Self { depth, ..self })
    }

    /// Takes one member of a container.
    pub(super) fn member(self) -> Result<(), Leak> {
        let left = self.budget.members.get().checked_sub(1);
        self.budget.members.set(left.ok_or(Leak::of("file", "evidact.unreadable-archive"))?);
        Ok(())
    }

    /// Bounds what is read from something that expands.
    pub(super) fn bounded<R: Read>(self, inner: R) -> Bounded<'a, R> {
        Bounded { inner, budget: self.budget }
    }

    /// Reads to the end into memory.
    pub(super) fn whole(self, reader: &mut dyn Read) -> Result<Vec<u8>, Leak> {
        let most = self.engine.limits().max_bytes.saturating_mul(MORE_BYTES);
        let mut bytes = Vec::new();
        let unreadable = Leak::of("file", "evidact.unreadable-file");
        match reader.take(most.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(read) if read as u64 <= most => Ok(bytes),
            _ => Err(unreadable),
        }
    }

    /// Looks at one layer.
    pub(super) fn layer(self, layer: &'static str, text: &[u8], fresh: Fresh) -> Result<(), Leak> {
        self.layer_in(layer, text, 0..text.len(), fresh)
    }

    /// Looks at one layer, where new findings count unless `spared` says otherwise.
    pub(super) fn layer_except(
        self,
        layer: &'static str,
        text: &[u8],
        fresh: Fresh,
        spared: &dyn Fn(Span) -> bool,
    ) -> Result<(), Leak> {
        self.look(layer, text, fresh, &|span| !spared(span))
    }

    /// Looks at one layer, where new findings count if they begin in `own`; the rest is there as context.
    pub(super) fn layer_in(
        self,
        layer: &'static str,
        text: &[u8],
        own: Range<usize>,
        fresh: Fresh,
    ) -> Result<(), Leak> {
        self.look(layer, text, fresh, &|span| own.contains(&span.start()))
    }

    /// Where values stand that the policy allows.
    pub(super) fn allowed(self, text: &[u8]) -> Vec<Span> {
        self.engine.policy().allowed_spans(text)
    }

    fn look(
        self,
        layer: &'static str,
        text: &[u8],
        fresh: Fresh,
        is_own: &dyn Fn(Span) -> bool,
    ) -> Result<(), Leak> {
        let allowed = self.allowed(text);
        let is_allowed = |s: &crate::Sighting| allowed.iter().any(|a| a.contains(s.finding.span));
        let mut leak = None;
        if let Some(ledger) = self.ledger {
            ledger.needles().search(text, ViewKind::Surface, |s| {
                let counts = || ledger.confidence(&s) >= self.least && !self.is_wording(text, &s.finding);
                if leak.is_none() && !is_allowed(&s) && counts() {
                    leak = Some(Leak { layer, rule: s.finding.rule });
                }
            });
        }
        if let Some(leak) = leak {
            return Err(leak);
        }
        let fresh = match (self.made_of, fresh) {
            (Some(_), _) if GLUED.contains(&layer) => Fresh::Ignored,
            (Some(_), Fresh::Sure) => Fresh::OfItsOwnForm,
            _ => fresh,
        };
        if fresh == Fresh::Ignored {
            return Ok(());
        }
        let found = self.engine.find_plain(text, TextKind::Prose, ViewKind::Surface);
        let counts = |s: &&crate::Sighting| {
            is_own(s.finding.span)
                && fresh.counts(&s.finding)
                && replaces(self.engine, s)
                && !is_allowed(s)
                && !self.is_vouched(text, &s.finding)
                && !self.is_wording(text, &s.finding)
        };
        match found.iter().find(counts) {
            Some(s) => Err(Leak { layer, rule: s.finding.rule.clone() }),
            None => Ok(()),
        }
    }
}

/// A reader that stops with an error when the budget is used up.
pub(super) struct Bounded<'a, R> {
    inner: R,
    budget: &'a Budget,
}

impl<R> Bounded<'_, R> {
    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        let left = self.budget.bytes.get().checked_sub(count as u64);
        self.budget.bytes.set(left.ok_or(io::ErrorKind::OutOfMemory)?);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounded, Budget};
    use evidact_formats::Limits;
    use std::io::Read as _;

    #[test]
    fn what_expands_beyond_the_budget_is_an_error() {
        let limits = Limits { max_expanded_bytes: 50, ..Limits::default() };
        let budget = Budget::new(&limits, 10);
        let read = |count: u64| {
            let inner = std::io::repeat(b'a').take(count);
            Bounded { inner, budget: &budget }.read_to_end(&mut Vec::new())
        };
        assert!(read(60).is_ok());
        assert!(read(60).is_err(), "the budget is that of the whole file");
    }
}
