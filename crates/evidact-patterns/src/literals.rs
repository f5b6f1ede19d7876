//! Derives from a regex the literals that must be in every match, and how far from its start they stand.
//!
//! Literals are ASCII-folded: the prefilter compares without case, the regex decides. A rule in which no
//! literal of three bytes is required, or in which the way to the literal has no bound, is refused: it would
//! have to be searched everywhere.
//!
//! This file is also a module of the build script: our packs and a user's go through the same code.

use crate::anchors::{Anchors, head, run};
use regex_syntax::hir::{Capture, Class, Hir, HirKind, Repetition};
use std::borrow::Cow;

/// Why a rule cannot be searched for by literals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unsuited {
    /// No literal of three bytes is in every match.
    NoLiteral,
    /// Any number of bytes may stand before the literal.
    UnboundedWindow,
    /// Nested counted repetitions would make the automaton too large.
    TooLarge,
}

/// The shortest literal that selects anything.
pub(crate) const MIN_LITERAL: usize = 3;
/// The longest match of a rule; a longer token is covered up to here.
pub(crate) const MAX_MATCH: usize = 32 * 1024;
/// How far from a context word a rule may match that has no literal of its own.
const CONTEXT_REACH: usize = 96;
/// The upper bound from which a repetition counts as long.
const LONG_REPETITION: u32 = 128;
const MAX_SET: usize = 64;
const MAX_LITERAL: usize = 16;
const MAX_SIZE: usize = 200_000;

/// Derives the anchors of a regex; context words stand in where it has no literal of its own.
pub(crate) fn derive(hir: &Hir, context: &[String]) -> Result<Anchors, Unsuited> {
    if size(hir) > MAX_SIZE {
        return Err(Unsuited::TooLarge);
    }
    let part = walk(hir);
    let open = loosen(hir).properties().maximum_len().is_none();
    let longest = part.max.filter(|_| !open).unwrap_or(MAX_MATCH).min(MAX_MATCH);
    let whole = part.exact.and_then(|set| candidate(&set, 0, Some(0)));
    let (best, far, ahead) = if let Some(best) = better(whole, part.best) {
        let far = best.far.filter(|&far| far <= MAX_MATCH).ok_or(Unsuited::UnboundedWindow)?;
        (best, far, 0)
    } else {
        // A context word of two letters selects nothing; the longer ones have to do.
        let words = context.iter().filter(|w| w.len() >= MIN_LITERAL);
        let words: Vec<Vec<u8>> = words.map(|w| w.to_ascii_lowercase().into_bytes()).collect();
        let words = candidate(&words, 0, Some(0)).filter(|_| part.max.is_some());
        (words.ok_or(Unsuited::NoLiteral)?, CONTEXT_REACH, CONTEXT_REACH)
    };
    Ok(Anchors {
        literals: best.set.into_iter().map(Cow::Owned).collect(),
        near: best.near,
        far,
        ahead,
        longest,
        open,
        head: Cow::Owned(head(hir)),
        run: run(hir),
    })
}

/// Takes the upper bound off long repetitions of one byte class: the window bounds them, a token is taken to
/// its end, and the automaton has a handful of states instead of thousands.
pub(crate) fn loosen(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(r) => {
            let class = matches!(r.sub.kind(), HirKind::Class(_));
            let max = r.max.filter(|&max| max < LONG_REPETITION || !class);
            Hir::repetition(Repetition { max, sub: Box::new(loosen(&r.sub)), ..r.clone() })
        }
        HirKind::Capture(c) => Hir::capture(Capture { sub: Box::new(loosen(&c.sub)), ..c.clone() }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(loosen).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(loosen).collect()),
        _ => hir.clone(),
    }
}

/// What is known of a part of a regex.
struct Part {
    min: usize,
    max: Option<usize>,
    /// All strings the part matches, folded, if they are few.
    exact: Option<Vec<Vec<u8>>>,
    /// Strings with one of which each match of the part begins; the empty one if nothing is known.
    prefix: Vec<Vec<u8>>,
    best: Option<Candidate>,
}

/// The prefix of which nothing is known.
fn unknown() -> Vec<Vec<u8>> {
    vec![Vec::new()]
}

#[derive(Clone)]
struct Candidate {
    set: Vec<Vec<u8>>,
    near: usize,
    far: Option<usize>,
    score: usize,
}

fn walk(hir: &Hir) -> Part {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => exactly(vec![Vec::new()]),
        HirKind::Literal(literal) => exactly(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Class(class) => walk_class(class),
        HirKind::Capture(capture) => walk(&capture.sub),
        HirKind::Repetition(repetition) => walk_repetition(repetition),
        HirKind::Concat(parts) => walk_concat(parts),
        HirKind::Alternation(parts) => walk_alternation(parts),
    }
}

fn exactly(set: Vec<Vec<u8>>) -> Part {
    let min = set.iter().map(Vec::len).min().unwrap_or(0);
    let max = set.iter().map(Vec::len).max();
    Part { min, max, prefix: set.clone(), exact: Some(set), best: None }
}

fn walk_class(class: &Class) -> Part {
    let mut members: Vec<u8> = Vec::new();
    let ranges: Vec<(u32, u32)> = match class {
        Class::Bytes(c) => c.ranges().iter().map(|r| (u32::from(r.start()), u32::from(r.end()))).collect(),
        Class::Unicode(c) => c.ranges().iter().map(|r| (r.start() as u32, r.end() as u32)).collect(),
    };
    let small = ranges.iter().map(|(a, b)| b - a + 1).sum::<u32>() <= 20;
    let single = ranges.last().is_some_and(|&(_, end)| end < 0x80 || matches!(class, Class::Bytes(_)));
    if small && single {
        for (start, end) in ranges {
            members
                .extend((start..=end).filter_map(|b| u8::try_from(b).ok()).map(|b| b.to_ascii_lowercase()));
        }
        members.sort_unstable();
        members.dedup();
        if members.len() <= 8 {
            return exactly(members.into_iter().map(|b| vec![b]).collect());
        }
    }
    let longest = class.maximum_len().unwrap_or(4);
    Part {
        min: class.minimum_len().unwrap_or(1),
        max: Some(longest),
        exact: None,
        prefix: unknown(),
        best: None,
    }
}

fn walk_repetition(repetition: &Repetition) -> Part {
    let sub = walk(&repetition.sub);
    let (least, most) = (repetition.min as usize, repetition.max.map(|m| m as usize));
    let min = sub.min.saturating_mul(least);
    let max = most.and_then(|most| sub.max.map(|max| max.saturating_mul(most)));
    if least == 0 {
        let optional = sub.exact.filter(|set| most == Some(1) && set.len() < 16).map(|mut set| {
            set.push(Vec::new());
            set
        });
        let prefix = optional.clone().unwrap_or_else(unknown);
        return Part { min, max, exact: optional, prefix, best: None };
    }
    if let Some(set) = sub.exact.as_ref().filter(|set| !set.is_empty() && set.iter().all(|t| !t.is_empty())) {
        let (repeated, whole) = repeat(set, least);
        if whole && most == Some(least) {
            return exactly(repeated);
        }
        let best = candidate(&repeated, 0, Some(0));
        return Part { min, max, exact: None, prefix: repeated, best };
    }
    if (least, most) == (1, Some(1)) {
        return sub;
    }
    let best = better(sub.exact.and_then(|set| candidate(&set, 0, Some(0))), sub.best);
    Part { min, max, exact: None, prefix: sub.prefix, best }
}

/// Repeats a set of strings as long as the result stays small; says whether it got to the end.
fn repeat(set: &[Vec<u8>], times: usize) -> (Vec<Vec<u8>>, bool) {
    let mut all = vec![Vec::new()];
    for _ in 0..times {
        let longest = all.iter().map(Vec::len).max().unwrap_or(0);
        if all.len() * set.len() > MAX_SET || longest >= MAX_LITERAL {
            return (all, false);
        }
        all = cross(&all, set);
    }
    (all, true)
}

fn walk_concat(parts: &[Hir]) -> Part {
    let (mut min, mut max) = (0usize, Some(0usize));
    let mut run = vec![Vec::new()];
    let (mut run_min, mut run_max) = (0, Some(0));
    let mut whole = true;
    let (mut best, mut prefix) = (None, None);
    for hir in parts {
        let part = walk(hir);
        match part.exact {
            Some(set) if run.len() * set.len() <= MAX_SET => run = cross(&run, &set),
            Some(set) => {
                whole = false;
                best = better(best, candidate(&run, run_min, run_max));
                prefix.get_or_insert_with(|| run.clone());
                (run, run_min, run_max) = (set, min, max);
            }
            None => {
                whole = false;
                if run.len() * part.prefix.len() <= MAX_SET {
                    run = cross(&run, &part.prefix);
                }
                best = better(best, candidate(&run, run_min, run_max));
                prefix.get_or_insert_with(|| run.clone());
                let inner = part.best.map(|c| Candidate {
                    near: c.near + min,
                    far: c.far.and_then(|far| max.map(|max| far.saturating_add(max))),
                    ..c
                });
                best = better(best, inner.map(rescored));
                run = vec![Vec::new()];
                run_min = min.saturating_add(part.min);
                run_max = max.and_then(|a| part.max.map(|b| a.saturating_add(b)));
            }
        }
        min = min.saturating_add(part.min);
        max = max.and_then(|a| part.max.map(|b| a.saturating_add(b)));
    }
    if whole {
        return Part { min, max, prefix: run.clone(), exact: Some(run), best: None };
    }
    best = better(best, candidate(&run, run_min, run_max));
    Part { min, max, exact: None, prefix: prefix.unwrap_or_else(unknown), best }
}

fn cross(left: &[Vec<u8>], right: &[Vec<u8>]) -> Vec<Vec<u8>> {
    left.iter().flat_map(|a| right.iter().map(move |b| [a.as_slice(), b.as_slice()].concat())).collect()
}

fn walk_alternation(parts: &[Hir]) -> Part {
    let parts: Vec<Part> = parts.iter().map(walk).collect();
    let min = parts.iter().map(|p| p.min).min().unwrap_or(0);
    let max = parts.iter().map(|p| p.max).try_fold(0, |a, b| b.map(|b| a.max(b)));
    let prefix: Vec<Vec<u8>> = parts.iter().flat_map(|p| p.prefix.iter().cloned()).collect();
    let prefix = if prefix.len() <= MAX_SET { prefix } else { unknown() };
    if parts.iter().all(|p| p.exact.is_some()) {
        let set: Vec<Vec<u8>> = parts.iter().flat_map(|p| p.exact.iter().flatten().cloned()).collect();
        if set.len() <= MAX_SET {
            return Part { min, max, exact: Some(set), prefix, best: None };
        }
    }
    let mut joined: Option<Candidate> = None;
    for part in parts {
        let own = better(part.exact.and_then(|set| candidate(&set, 0, Some(0))), part.best);
        let Some(own) = own else { return Part { min, max, exact: None, prefix, best: None } };
        joined = Some(match joined {
            None => own,
            Some(mut all) => {
                all.set.extend(own.set);
                all.near = all.near.min(own.near);
                all.far = all.far.and_then(|a| own.far.map(|b| a.max(b)));
                rescored(all)
            }
        });
    }
    Part { min, max, exact: None, prefix, best: joined.filter(|c| c.set.len() <= 4 * MAX_SET) }
}

fn candidate(set: &[Vec<u8>], near: usize, far: Option<usize>) -> Option<Candidate> {
    if set.is_empty() || set.iter().any(|text| text.len() < MIN_LITERAL) {
        return None;
    }
    let mut set: Vec<Vec<u8>> =
        set.iter().map(|text| text.iter().copied().take(MAX_LITERAL).collect()).collect();
    set.sort();
    set.dedup();
    Some(rescored(Candidate { set, near, far, score: 0 }))
}

fn rescored(mut c: Candidate) -> Candidate {
    let rarest = c.set.iter().map(|text| rarest(text).1 + text.len().min(8)).min().unwrap_or(0);
    let fixed = if c.far == Some(c.near) { 6 } else { 0 };
    c.score = if c.far.is_none() { 0 } else { (rarest + fixed + 1).saturating_sub(c.set.len() / 8) };
    c
}

fn better(a: Option<Candidate>, b: Option<Candidate>) -> Option<Candidate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Returns the offset of the rarest four bytes of a literal (three, if it has no more), and how rare they are.
pub fn rarest(literal: &[u8]) -> (usize, usize) {
    let mut best = (0, 0);
    for (i, window) in literal.windows(MIN_LITERAL).enumerate() {
        let single: usize = window.iter().map(|&b| rarity(b)).sum();
        let pairs = window.windows(2).filter(|pair| !is_common(pair)).count();
        // A fourth byte to ask for is worth as much as a rare letter.
        let fourth = if i + MIN_LITERAL < literal.len() { 4 } else { 0 };
        let rarity = single + 5 * pairs + fourth;
        if rarity > best.1 {
            best = (i, rarity);
        }
    }
    best
}

/// Says whether two bytes often follow each other in ordinary text.
fn is_common(pair: &[u8]) -> bool {
    let &[a, b] = pair else { return false };
    let index = |letter: u8| usize::from(letter.wrapping_sub(b'a'));
    COMMON.get(index(a)).is_some_and(|followers| index(b) < 26 && followers >> index(b) & 1 != 0)
}

/// For each letter the letters that often follow it in prose, source code and logs, one bit each.
static COMMON: [u32; 26] = common();

const fn common() -> [u32; 26] {
    const PAIRS: &[u8] =
        b"thheineranrendatonnthaesstenedtoitoueahiisortiasteetngofaldeselesasiarveraldurcoroliriioic\
        nemeelecctommalaussschhocacedinotrgeacilwibelosoprpopeadshidutpaolwhghemsutanansmomiaitsie\
        plulamexunapppimocodeffiforsrtryspdaagabblboupowopoggrnckeeyubrvclcrcuuiirotevviifmpavayok\
        ooeellttffnnmmrrccddcknfosrmrcgigu";
    let mut table = [0; 26];
    let mut i = 0;
    while i + 1 < PAIRS.len() {
        table[(PAIRS[i] - b'a') as usize] |= 1 << (PAIRS[i + 1] - b'a');
        i += 2;
    }
    table
}

/// How seldom a folded byte stands in ordinary text, from 1.
const fn rarity(b: u8) -> usize {
    match b {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' | b' ' => 1,
        b'c' | b'd' | b'h' | b'l' | b'u' | b'm' | b'p' | b'0' | b'1' => 2,
        b'f' | b'g' | b'b' | b'y' | b'v' | b'w' | b'2'..=b'9' | b'/' | b'.' | b':' | b'"' | b'-' => 3,
        b'k' | b'_' | b'=' | b',' => 4,
        _ => 6,
    }
}

fn size(hir: &Hir) -> usize {
    let own = match hir.kind() {
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Repetition(r) => {
            let times = r.max.unwrap_or(r.min + 1).max(1) as usize;
            return size(&r.sub).saturating_mul(times);
        }
        _ => 1,
    };
    hir.kind().subs().iter().map(size).fold(own, usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::{Unsuited, derive};
    use crate::anchors::Anchors;

    fn anchors(regex: &str) -> Result<Anchors, Unsuited> {
        let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
        derive(&parser.parse(regex).unwrap(), &[])
    }

    fn literals(regex: &str) -> Vec<String> {
        let found = anchors(regex).unwrap().literals;
        found.iter().map(|l| String::from_utf8(l.to_vec()).unwrap()).collect()
    }

    #[test]
    fn takes_a_prefix_at_a_fixed_place() {
        let found = anchors(r"\b(?P<secret>acme_(?:live|test)_[a-z]{24,})\b").unwrap();
        assert_eq!((found.near, found.far), (0, 0));
        assert_eq!(literals(r"\b(?P<secret>acme_(?:live|test)_[a-z]{24,})\b"), ["acme_live_", "acme_test_"]);
    }

    #[test]
    fn folds_letters_that_match_in_any_case() {
        assert_eq!(literals("(?i)AcMe[0-9]{3}"), ["acme"]);
    }

    #[test]
    fn takes_an_inner_literal_at_a_bounded_distance() {
        let found = anchors(r"[0-9a-z]{8,12}\.acmeapis[a-z]{4}").unwrap();
        assert_eq!((found.near, found.far), (8, 12));
        assert_eq!(found.longest, 25);
    }

    #[test]
    fn repeats_literals_and_small_classes() {
        assert_eq!(literals("A{20}[0-9]{4}"), ["aaaaaaaaaaaaaaaa"]);
        assert_eq!(literals("x[ab]{2}[0-9]"), ["xaa", "xab", "xba", "xbb"]);
    }

    #[test]
    fn joins_a_prefix_with_the_prefixes_of_its_alternatives() {
        assert_eq!(literals("A(?:CME|3T[A-Z0-9])[A-Z0-9]{16}"), ["a3t", "acme"]);
    }

    #[test]
    fn refuses_what_it_would_have_to_search_everywhere() {
        assert_eq!(anchors("[0-9a-f]{32}"), Err(Unsuited::NoLiteral));
        assert_eq!(anchors("[a-z]+acme"), Err(Unsuited::UnboundedWindow));
        assert_eq!(anchors("acme|[0-9]{3}"), Err(Unsuited::NoLiteral));
    }
}
