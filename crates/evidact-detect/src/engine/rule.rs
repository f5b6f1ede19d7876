//! One rule: its anchors, its regex (compiled when first needed) and the search around one occurrence.

use super::validate;
use crate::Hit;
use crate::bytes::{contains_folded, cut};
use evidact_model::Span;
use evidact_patterns::{Rule, Step};
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
    /// Starts in this range begin no run that the rule asks for.
    bare_from: usize,
    bare_until: usize,
}

/// The states of the rules that a text asks for: few of many.
#[derive(Default)]
pub(crate) struct RuleStates {
    /// For each rule the number of its state, from one; zero if it has none yet.
    numbers: Vec<u32>,
    states: Vec<RuleState>,
}

impl RuleStates {
    /// Returns the state of one of `count` rules.
    pub(crate) fn of(&mut self, rule: usize, count: usize) -> Option<&mut RuleState> {
        if self.numbers.is_empty() {
            self.numbers.resize(count, 0);
        }
        let number = self.numbers.get_mut(rule)?;
        if *number == 0 {
            self.states.push(RuleState::default());
            *number = self.states.len() as u32;
        }
        self.states.get_mut((*number as usize).checked_sub(1)?)
    }
}

impl RuleState {
    /// Says whether a run of bytes starts in `first..end` and ends there. Looks at no byte again and again,
    /// however often it is asked for stretches that overlap.
    fn has_run(&mut self, run: &Step, text: &[u8], first: usize, end: usize) -> bool {
        if !(self.bare_from..=self.bare_until).contains(&first) {
            (self.bare_from, self.bare_until) = (first, first);
        }
        let found = run.find(text, self.bare_until, end);
        let bare = found.unwrap_or_else(|| (end + 1).saturating_sub(run.times));
        self.bare_until = self.bare_until.max(bare);
        found.is_some()
    }
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
        let Some(possible) = anchors.first_start(text, first, last) else {
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
        (state.from, state.until) = (first, decided);
        // Of the words that announce a token, few have one beside them.
        let is_wide = input.get_anchored() == Anchored::No;
        if let Some(run) = anchors.run.as_ref().filter(|_| is_wide)
            && !state.has_run(run, text, first, input.end())
        {
            return;
        }
        let found = self.find(&input);
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
