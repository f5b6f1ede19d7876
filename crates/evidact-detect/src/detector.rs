//! The detector: rules, grammars, identifiers and the user's own terms over one text.

use crate::engine::{CompiledRule, Prefilter, Refusal, RuleState, Unsuited};
use crate::grammar::{self, Scan, Trigger};
use crate::options::{Classes, DetectError, Options, Term};
use crate::own::OwnIdentifiers;
use crate::{Hit, fields, file_kinds, identifiers, settle};
use aho_corasick::{AhoCorasick, MatchKind};
use evidact_model::{Class, Confidence, RuleId, Span, TextKind};
use evidact_patterns::RuleSet;
use evidact_raw::KeyPath;
use std::collections::BTreeMap;

/// Finds sensitive values in bytes. Immutable and shared by all threads.
pub struct Detector {
    rules: Vec<CompiledRule>,
    prefilter: Prefilter,
    /// For each literal what it starts, as a range of `targets`.
    starts: Vec<(u32, u32)>,
    targets: Vec<Target>,
    literals: Vec<Box<[u8]>>,
    terms: Vec<Term>,
    automaton: Option<AhoCorasick>,
    own: Option<OwnIdentifiers>,
    classes: Classes,
}

#[derive(Clone, Copy)]
enum Target {
    Rule(u32),
    Grammar(Trigger),
}

impl Detector {
    /// Builds a detector. Derives the rules' literals; regexes are compiled when they are first needed.
    ///
    /// # Errors
    /// If a rule is not well-formed or could not be searched in linear time, or a term is empty.
    pub fn new(rules: RuleSet, options: Options) -> Result<Self, DetectError> {
        let mut compiled = Vec::with_capacity(rules.rules().len());
        let mut by_literal: BTreeMap<Box<[u8]>, Vec<Target>> = BTreeMap::new();
        for rule in rules.rules().iter().filter(|rule| options.classes.contains(rule.class)) {
            let ready = CompiledRule::new(rule).map_err(|why| refuse(rule.id.clone(), why))?;
            for literal in ready.literals() {
                by_literal
                    .entry(literal.as_slice().into())
                    .or_default()
                    .push(Target::Rule(compiled.len() as u32));
            }
            compiled.push(ready);
        }
        if options.classes.contains(Class::Credential) {
            for (literal, trigger) in grammar::triggers() {
                by_literal.entry(literal.into()).or_default().push(Target::Grammar(trigger));
            }
        }
        let (mut starts, mut targets, mut literals) = (Vec::new(), Vec::new(), Vec::new());
        for (literal, own) in by_literal {
            starts.push((targets.len() as u32, (targets.len() + own.len()) as u32));
            targets.extend(own);
            literals.push(literal);
        }
        let prefilter = Prefilter::new(literals.clone());
        let automaton = automaton(&options.terms)?;
        drop(rules);
        Ok(Self {
            rules: compiled,
            prefilter,
            starts,
            targets,
            literals,
            terms: options.terms,
            automaton,
            own: options.own,
            classes: options.classes,
        })
    }

    /// Finds in a text: rules, grammars and identifier shapes. Hits are appended in order of their start.
    ///
    /// # Exposure
    /// Reads the text; hits carry offsets only.
    pub fn scan_text(&self, text: &[u8], kind: TextKind, hits: &mut Vec<Hit>) {
        let first = hits.len();
        self.scan_credentials(text, kind, hits);
        self.scan_terms(text, hits);
        if self.classes.without(Class::Credential) != Classes::NONE {
            identifiers::scan_text(text, kind, hits);
            self.keep_classes(hits, first);
        }
        if let Some(own) = &self.own {
            own.scan(text, hits);
        }
        settle::settle(hits, first);
    }

    /// Decides on one value of a structured format by the keys above it (a sensitive key covers its subtree,
    /// a column named `email` is redacted whole). Does not search inside the value; `scan_text` does that.
    ///
    /// # Exposure
    /// Reads keys and value; the hit (if any) spans within the value.
    pub fn scan_field(&self, path: &KeyPath, value: &[u8], hits: &mut Vec<Hit>) {
        let first = hits.len();
        if self.classes.contains(Class::Credential) {
            fields::scan_field(path, value, hits);
        }
        if self.classes.without(Class::Credential) != Classes::NONE {
            identifiers::scan_field(path, value, hits);
            self.keep_classes(hits, first);
        }
        settle::settle(hits, first);
    }

    /// Finds what the grammar of a known file kind says is a credential: `.pgpass`, `.netrc`, `shadow` and so
    /// on. Does nothing for other names. `scan_text` is still to be called.
    ///
    /// # Exposure
    /// Reads the name and the text; hits carry offsets only.
    pub fn scan_file_kind(&self, name_lower: &str, text: &[u8], hits: &mut Vec<Hit>) {
        let first = hits.len();
        if self.classes.contains(Class::Credential) {
            file_kinds::scan(name_lower, text, hits);
        }
        settle::settle(hits, first);
    }

    fn keep_classes(&self, hits: &mut Vec<Hit>, first: usize) {
        if self.classes != Classes::ALL {
            let mut index = 0;
            hits.retain(|hit| {
                index += 1;
                index <= first || self.classes.contains(hit.class)
            });
        }
    }

    /// Returns how many rules are in force.
    pub fn rule_count(&self) -> usize {
        self.rules.len()
    }

    fn scan_credentials(&self, text: &[u8], kind: TextKind, hits: &mut Vec<Hit>) {
        let mut states = vec![RuleState::default(); self.rules.len()];
        let mut found = Vec::new();
        let mut scan = Scan::new(text, kind, hits);
        self.prefilter.scan(text, |literal, at| {
            let Some(&(start, end)) = self.starts.get(literal) else { return };
            for target in self.targets.get(start as usize..end as usize).unwrap_or(&[]) {
                match *target {
                    Target::Rule(i) => {
                        if let (Some(rule), Some(state)) =
                            (self.rules.get(i as usize), states.get_mut(i as usize))
                        {
                            rule.search(text, at, state, &mut found);
                        }
                    }
                    Target::Grammar(trigger) => {
                        let literal = self.literals.get(literal).map_or(&[][..], |l| l);
                        grammar::run(&mut scan, trigger, at, literal);
                    }
                }
            }
        });
        if self.classes.contains(Class::Credential) {
            grammar::run_shapes(&mut scan);
        }
        hits.append(&mut found);
    }

    fn scan_terms(&self, text: &[u8], hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_iter(text) {
            let (start, end) = (found.start(), found.end());
            let Some(term) = self.terms.get(found.pattern().as_usize()) else { continue };
            let Some(span) = Span::new(start, end) else { continue };
            if self.classes.contains(term.class)
                && is_whole_word(text, start, end)
                && !grammar::own::touches_placeholder(text, start, end)
            {
                hits.push(Hit {
                    rule: RuleId::detector("own.term"),
                    class: term.class,
                    kind: term.kind.clone(),
                    confidence: Confidence::High,
                    span,
                });
            }
        }
    }
}

/// A term that begins or ends with a letter does not stand inside a longer word.
fn is_whole_word(text: &[u8], start: usize, end: usize) -> bool {
    let joins = |a: u8, b: u8| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
    let inside = |i: usize| crate::bytes::at(text, i);
    !joins(crate::bytes::before(text, start), inside(start))
        && !joins(crate::bytes::before(text, end), inside(end))
}

fn automaton(terms: &[Term]) -> Result<Option<AhoCorasick>, DetectError> {
    if terms.is_empty() {
        return Ok(None);
    }
    if let Some(empty) = terms.iter().position(|t| t.value.expose().is_empty()) {
        return Err(DetectError::Terms(empty + 1));
    }
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(terms.iter().map(|t| t.value.expose()))
        .map(Some)
        .map_err(|_| DetectError::Terms(0))
}

fn refuse(id: RuleId, why: Refusal) -> DetectError {
    match why {
        Refusal::Syntax => DetectError::Syntax(id),
        Refusal::NoSecretGroup => DetectError::NoSecretGroup(id),
        Refusal::Unsuited(Unsuited::NoLiteral) => DetectError::NoLiteral(id),
        Refusal::Unsuited(Unsuited::UnboundedWindow) => DetectError::UnboundedWindow(id),
        Refusal::Unsuited(Unsuited::TooLarge) => DetectError::TooLarge(id),
    }
}
