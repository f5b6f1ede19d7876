//! One rule: its anchors, its regex (compiled when first needed) and the search around one occurrence.

use super::validate;
use crate::Hit;
use crate::bytes::{contains_folded, cut};
use evidact_model::Span;
use evidact_patterns::Rule;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, meta};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A rule that is ready to be searched for.
pub(crate) struct CompiledRule {
    rule: Rule,
    regex: OnceLock<Option<meta::Regex>>,
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
    /// Takes a rule; its regex is compiled when a text first asks for it.
    pub(crate) fn new(rule: &Rule) -> Self {
        Self { rule: rule.clone(), regex: OnceLock::new() }
    }

    /// Returns the folded literals one of which is in every match.
    pub(crate) fn literals(&self) -> &[Cow<'static, [u8]>] {
        &self.rule.anchors.literals
    }

    /// Searches around one occurrence of a literal.
    ///
    /// # Exposure
    /// Reads the text; the hits carry offsets only.
    pub(crate) fn search(&self, text: &[u8], literal: usize, state: &mut RuleState, hits: &mut Vec<Hit>) {
        let anchors = &self.rule.anchors;
        let Some(last) = (literal + anchors.ahead).checked_sub(anchors.near) else { return };
        let first = literal.saturating_sub(anchors.far);
        if first >= state.from && last < state.until {
            return;
        }
        let first = if first >= state.from { first.max(state.until.min(last)) } else { first };
        let last = last.min(text.len());
        // Most occurrences end here: what follows does not look like the token at all.
        let Some(possible) = (first..=last).find(|&start| anchors.may_start(text, start)) else {
            (state.from, state.until) = (first, last + 1);
            return;
        };
        let first = possible;
        let near = literal >= state.last && literal - state.last < anchors.longest.min(FLOOD_GAP);
        state.crowd = if near { state.crowd + 1 } else { 0 };
        state.last = literal;
        let longest = anchors.longest;
        // An anchored search stays in few states; unanchored over counted repetitions it would not.
        let (input, decided) = if first == last && !(anchors.open && state.crowd >= CROWD) {
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
        let mut slots = [None; 4];
        regex.search_slots(input, &mut slots)?;
        let [start, end, from, to] = slots;
        Some((start?.get()..end?.get(), Span::new(from?.get(), to?.get())?))
    }

    /// The regex was checked when the pack was read, so this does not fail for a rule of a set.
    fn compile(&self) -> Option<meta::Regex> {
        meta::Builder::new()
            .configure(meta::Config::new().utf8_empty(false).auto_prefilter(false).nfa_size_limit(None))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build_from_hir(&self.rule.expression()?)
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
