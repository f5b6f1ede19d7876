//! One rule: its anchors, its regex (compiled when first needed) and the search around one occurrence.

use super::literals::{Anchors, MAX_MATCH, Unsuited, derive, loosen};
use super::validate;
use crate::Hit;
use crate::bytes::{contains_folded, cut};
use evidact_model::Span;
use evidact_patterns::Rule;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, meta};
use regex_syntax::hir::{Hir, HirKind};
use std::sync::OnceLock;

/// A rule that is ready to be searched for.
pub(crate) struct CompiledRule {
    rule: Rule,
    hir: Hir,
    anchors: Anchors,
    /// The number of the group `secret`.
    group: usize,
    /// Whether a match has no upper bound but its window.
    open: bool,
    regex: OnceLock<Option<meta::Regex>>,
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The regex is not well-formed.
    Syntax,
    /// There is no group named `secret`.
    NoSecretGroup,
    /// It cannot be searched for by literals.
    Unsuited(Unsuited),
}

/// What is remembered of a rule while one text is scanned, so that no stretch is searched twice.
#[derive(Default, Clone)]
pub(crate) struct RuleState {
    /// Starts in this range are decided.
    from: usize,
    until: usize,
    /// Occurrences that followed closely on the last one; many of them mean a flood.
    crowd: u32,
    last: usize,
    /// The range in which keywords were looked for, and where one stood.
    keywords_until: usize,
    keyword_at: Option<usize>,
}

/// How close occurrences follow each other in a flood.
const FLOOD_GAP: usize = 64;
/// Closely following occurrences after which a stretch is searched in one go.
const CROWD: u32 = 8;
/// How far from a match its keywords may stand.
const KEYWORD_REACH: usize = 4096;

impl CompiledRule {
    /// Reads the regex and derives its literals.
    pub(crate) fn new(rule: &Rule) -> Result<Self, Refusal> {
        let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).nest_limit(64).build();
        let hir = parser.parse(&rule.regex).map_err(|_| Refusal::Syntax)?;
        let group = secret_group(&hir).ok_or(Refusal::NoSecretGroup)?;
        let mut anchors = derive(&hir, &rule.keywords).map_err(Refusal::Unsuited)?;
        let hir = loosen(&hir);
        let open = hir.properties().maximum_len().is_none();
        if open {
            anchors.longest = MAX_MATCH;
        }
        Ok(Self { rule: rule.clone(), hir, anchors, group, open, regex: OnceLock::new() })
    }

    /// Returns the folded literals one of which is in every match.
    pub(crate) fn literals(&self) -> &[Vec<u8>] {
        &self.anchors.literals
    }

    /// Searches around one occurrence of a literal.
    ///
    /// # Exposure
    /// Reads the text; the hits carry offsets only.
    pub(crate) fn search(&self, text: &[u8], literal: usize, state: &mut RuleState, hits: &mut Vec<Hit>) {
        let Some(last) = (literal + self.anchors.ahead).checked_sub(self.anchors.near) else { return };
        let first = literal.saturating_sub(self.anchors.far);
        if first >= state.from && last < state.until {
            return;
        }
        let first = if first >= state.from { first.max(state.until.min(last)) } else { first };
        let near = literal >= state.last && literal - state.last < self.anchors.longest.min(FLOOD_GAP);
        state.crowd = if near { state.crowd + 1 } else { 0 };
        state.last = literal;
        let longest = self.anchors.longest;
        let last = last.min(text.len());
        // An anchored search stays in few states; unanchored over counted repetitions it would not.
        let (input, decided) = if first == last && !(self.open && state.crowd >= CROWD) {
            let end = (first + longest).min(text.len());
            (Input::new(text).span(first..end).anchored(Anchored::Yes), first + 1)
        } else if state.crowd < CROWD {
            let end = (last + longest).min(text.len());
            (Input::new(text).span(first..end), last + 1)
        } else {
            // A flood: one unanchored pass over four windows decides all starts of the first three.
            let end = (last + 4 * longest).min(text.len());
            (Input::new(text).span(first..end), if end == text.len() { end } else { last + 3 * longest })
        };
        let found = self.find(&input);
        (state.from, state.until) = (first, decided);
        if let Some((whole, secret)) = found {
            state.until = whole.end.max(first + 1);
            state.from = first.min(whole.start);
            self.report(text, &whole, secret, state, hits);
        }
    }

    fn find(&self, input: &Input<'_>) -> Option<(std::ops::Range<usize>, Span)> {
        let regex = self.regex.get_or_init(|| self.compile()).as_ref()?;
        let mut slots = [None; 16];
        let slots = slots.get_mut(..(2 * self.group + 2).min(16))?;
        regex.search_slots(input, slots)?;
        let at = |slot: usize| {
            slots.get(slot).copied().flatten().map(regex_automata::util::primitives::NonMaxUsize::get)
        };
        let secret = Span::new(at(2 * self.group)?, at(2 * self.group + 1)?)?;
        Some((at(0)?..at(1)?, secret))
    }

    /// The HIR was checked when the rule was read, so this does not fail for a rule that was accepted.
    fn compile(&self) -> Option<meta::Regex> {
        meta::Builder::new()
            .configure(meta::Config::new().utf8_empty(false).nfa_size_limit(None))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build_from_hir(&self.hir)
            .ok()
    }

    fn report(
        &self,
        text: &[u8],
        whole: &std::ops::Range<usize>,
        secret: Span,
        state: &mut RuleState,
        hits: &mut Vec<Hit>,
    ) {
        if !self.has_keyword(text, whole, state) {
            return;
        }
        let value = cut(text, secret.start(), secret.end());
        let Some(confidence) = validate::judge(&self.rule, value) else { return };
        hits.push(Hit {
            rule: self.rule.id.clone(),
            class: self.rule.class,
            kind: self.rule.kind.clone(),
            confidence,
            span: secret,
        });
    }

    fn has_keyword(&self, text: &[u8], whole: &std::ops::Range<usize>, state: &mut RuleState) -> bool {
        let keywords = &self.rule.keywords;
        let inside = cut(text, whole.start, whole.end);
        if keywords.is_empty() || keywords.iter().any(|k| contains_folded(inside, k.as_bytes())) {
            return true;
        }
        let reach = whole.start.saturating_sub(KEYWORD_REACH);
        let end = (whole.end + KEYWORD_REACH).min(text.len());
        if state.keyword_at.is_some_and(|at| at >= reach) {
            return true;
        }
        let from = reach.max(state.keywords_until.saturating_sub(64));
        if from < end {
            let window = cut(text, from, end);
            if keywords.iter().any(|k| contains_folded(window, k.as_bytes())) {
                state.keyword_at = Some(from);
            }
            state.keywords_until = end;
        }
        state.keyword_at.is_some_and(|at| at >= reach)
    }
}

fn secret_group(hir: &Hir) -> Option<usize> {
    if let HirKind::Capture(capture) = hir.kind()
        && capture.name.as_deref() == Some("secret")
    {
        return Some(capture.index as usize);
    }
    hir.kind().subs().iter().find_map(secret_group)
}
