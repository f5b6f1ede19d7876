//! How a rule is searched for: literals that stand in every match, how far from its start, and what the
//! first bytes of every match are. Data only; `literals` derives it, when packs are embedded or loaded.
//!
//! This file is also a module of the build script.

use regex_syntax::hir::{Class, Hir, HirKind};
use std::borrow::Cow;

/// The literals of one rule, one of which stands in each match, and what is known of the bytes around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchors {
    /// Literals in lower case, each of three bytes or more. Text is compared in any ASCII case.
    pub literals: Cow<'static, [Cow<'static, [u8]>]>,
    /// Fewest bytes between the start of the match and the literal.
    pub near: usize,
    /// Most bytes between the start of the match and the literal.
    pub far: usize,
    /// How far after the literal the match may start: zero, unless the literal is a context word.
    pub ahead: usize,
    /// The longest match.
    pub longest: usize,
    /// Whether a match ends where its token does, however long, up to `longest`.
    pub open: bool,
    /// What the first bytes of every match are.
    pub head: Cow<'static, [Step]>,
    /// The run of bytes of one set that stands in every match and says most.
    pub run: Option<Step>,
}

/// A number of bytes that are all of one set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The set.
    pub set: ByteSet,
    /// How many bytes.
    pub times: usize,
}

impl Step {
    /// Returns where the first such run at or after `from` starts that ends by `until`.
    ///
    /// Looks at the last byte of a possible run first, so most bytes are not looked at and none twice.
    ///
    /// # Exposure
    /// Reads the text; returns a place in it.
    pub fn find(&self, text: &[u8], from: usize, until: usize) -> Option<usize> {
        Runs { step: self, start: from, sure: from, until }.next(text)
    }
}

/// The runs of a text, one after the other.
struct Runs<'a> {
    step: &'a Step,
    /// Where the next run may start.
    start: usize,
    /// The bytes from `start` to here are of the set.
    sure: usize,
    until: usize,
}

impl Runs<'_> {
    fn next(&mut self, text: &[u8]) -> Option<usize> {
        loop {
            let end = self.start.checked_add(self.step.times).filter(|&end| end <= self.until)?;
            let from = self.sure.clamp(self.start, end);
            let Some(other) = text.get(from..end)?.iter().rposition(|&b| !self.step.set.has(b)) else {
                self.sure = self.sure.max(end);
                self.start += 1;
                return Some(self.start - 1);
            };
            (self.start, self.sure) = (from + other + 1, end);
        }
    }
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSet(pub [u64; 4]);

impl ByteSet {
    const NONE: Self = Self([0; 4]);

    fn range(start: u8, end: u8) -> Self {
        (start..=end).fold(Self::NONE, |set, b| set.or(Self::one(b)))
    }

    fn one(b: u8) -> Self {
        let mut set = Self::NONE;
        set.0[usize::from(b >> 6)] |= 1 << (b & 63);
        set
    }

    fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    /// Says whether the byte is one of them.
    #[inline]
    pub fn has(&self, b: u8) -> bool {
        self.0[usize::from(b >> 6)] >> (b & 63) & 1 != 0
    }

    /// Returns how many bytes are in the set.
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

impl Anchors {
    /// Says whether what stands at `start` may be a match, as far as its first bytes tell.
    ///
    /// # Exposure
    /// Reads the text; returns one bit of it.
    #[inline]
    pub fn may_start(&self, text: &[u8], start: usize) -> bool {
        let mut rest = text.get(start..).unwrap_or(&[]);
        for step in &*self.head {
            match rest.split_at_checked(step.times) {
                Some((these, after)) if these.iter().all(|&b| step.set.has(b)) => rest = after,
                _ => return false,
            }
        }
        true
    }

    /// Returns the first of the starts `first..=last` at which a match may stand.
    ///
    /// # Exposure
    /// Reads the text; returns a place in it.
    pub fn first_start(&self, text: &[u8], first: usize, last: usize) -> Option<usize> {
        let mut offset = 0;
        let steps = self.head.iter().map(|step| {
            offset += step.times;
            (step, offset - step.times)
        });
        match steps.max_by_key(|(step, _)| step.times) {
            Some((step, offset)) if step.times >= MIN_RUN && last > first => {
                let from = first + offset;
                let until = last.saturating_add(offset + step.times).min(text.len());
                let mut runs = Runs { step, start: from, sure: from, until };
                std::iter::from_fn(|| runs.next(text))
                    .map(|run| run - offset)
                    .find(|&s| self.may_start(text, s))
            }
            _ => (first..=last).find(|&start| self.may_start(text, start)),
        }
    }
}

/// A run shorter than this says little.
const MIN_RUN: usize = 6;

/// As many of the first bytes as are worth knowing.
const MAX_HEAD: usize = 64;

/// Derives what the first bytes of every match are.
pub(crate) fn head(hir: &Hir) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for set in places(hir).sets {
        match steps.last_mut() {
            Some(last) if last.set == set => last.times += 1,
            _ => steps.push(Step { set, times: 1 }),
        }
    }
    steps
}

/// Derives the run of bytes of one set that stands in every match and says most, if there is a long one.
pub(crate) fn run(hir: &Hir) -> Option<Step> {
    longest_run(hir).filter(|run| run.times >= MIN_RUN)
}

fn longest_run(hir: &Hir) -> Option<Step> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) => None,
        HirKind::Class(class) => Some(Step { set: members(class)?, times: 1 }),
        HirKind::Capture(capture) => longest_run(&capture.sub),
        HirKind::Repetition(repetition) => {
            let one = longest_run(&repetition.sub).filter(|_| repetition.min > 0)?;
            let times = match repetition.sub.kind() {
                HirKind::Class(_) => (repetition.min as usize).min(MAX_HEAD),
                _ => one.times,
            };
            Some(Step { times, ..one })
        }
        HirKind::Concat(parts) => parts.iter().filter_map(longest_run).max_by_key(worth),
        HirKind::Alternation(parts) => {
            let runs = parts.iter().map(longest_run).collect::<Option<Vec<_>>>()?;
            runs.into_iter().reduce(|a, b| Step { set: a.set.or(b.set), times: a.times.min(b.times) })
        }
    }
}

/// How much a run says: its length, weighed by the bytes that it may not hold.
fn worth(run: &Step) -> usize {
    run.times * (256 - run.set.count() as usize)
}

/// The sets of the first places of a part.
struct Places {
    sets: Vec<ByteSet>,
    /// Whether the part is exactly as long, so that the next part goes on there.
    whole: bool,
}

impl Places {
    fn nothing(whole: bool) -> Self {
        Self { sets: Vec::new(), whole }
    }
}

// The nesting of an expression is bounded by the parser, so this recursion is too.
fn places(hir: &Hir) -> Places {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Places::nothing(true),
        HirKind::Literal(literal) => {
            Places { sets: literal.0.iter().map(|&b| ByteSet::one(b)).collect(), whole: true }
        }
        HirKind::Class(class) => match members(class) {
            Some(set) => Places { sets: vec![set], whole: true },
            None => Places::nothing(false),
        },
        HirKind::Capture(capture) => places(&capture.sub),
        HirKind::Repetition(repetition) => {
            let one = places(&repetition.sub);
            if repetition.min == 0 || !one.whole {
                return if repetition.min == 0 { Places::nothing(false) } else { one };
            }
            let wanted = one.sets.len().saturating_mul(repetition.min as usize);
            let sets: Vec<ByteSet> = one.sets.iter().copied().cycle().take(wanted.min(MAX_HEAD)).collect();
            Places { whole: repetition.max == Some(repetition.min) && sets.len() == wanted, sets }
        }
        HirKind::Concat(parts) => {
            let mut all = Places::nothing(true);
            for part in parts {
                let next = places(part);
                all.sets.extend(next.sets);
                all.whole = next.whole;
                if !all.whole || all.sets.len() >= MAX_HEAD {
                    all.whole = false;
                    break;
                }
            }
            all
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(places).reduce(|a, b| either(&a, &b)).unwrap_or(Places::nothing(false))
        }
    }
}

fn either(left: &Places, right: &Places) -> Places {
    let whole = left.whole && right.whole && left.sets.len() == right.sets.len();
    Places { sets: left.sets.iter().zip(&right.sets).map(|(a, b)| a.or(*b)).collect(), whole }
}

/// Returns the bytes of a class; `None` if it has characters beyond ASCII.
pub(crate) fn members(class: &Class) -> Option<ByteSet> {
    let join = |set: ByteSet, (start, end): (u8, u8)| set.or(ByteSet::range(start, end));
    match class {
        Class::Bytes(bytes) => {
            Some(bytes.ranges().iter().map(|r| (r.start(), r.end())).fold(ByteSet::NONE, join))
        }
        Class::Unicode(chars) => chars
            .ranges()
            .iter()
            .map(|r| Some((u8::try_from(r.start()).ok()?, u8::try_from(r.end()).ok().filter(u8::is_ascii)?)))
            .try_fold(ByteSet::NONE, |set, range| Some(join(set, range?))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchors, Step, head, run};
    use std::borrow::Cow;

    fn steps(regex: &str) -> Vec<Step> {
        head(&crate::shape::parse(regex).unwrap())
    }

    fn counts(regex: &str) -> Vec<(u32, usize)> {
        steps(regex).iter().map(|step| (step.set.count(), step.times)).collect()
    }

    #[test]
    fn knows_the_bytes_of_a_prefix_and_of_its_body() {
        assert_eq!(counts(r"\b(?P<secret>ac_[a-z0-9]{24})\b"), [(1, 1), (1, 1), (1, 1), (36, 24)]);
        assert!(steps("[A-Z]{3}").iter().all(|s| s.set.has(b'Q') && !s.set.has(b'q')));
    }

    #[test]
    fn goes_as_far_as_the_length_is_fixed() {
        assert_eq!(counts("a[0-9]{2,5}b"), [(1, 1), (10, 2)]);
        assert_eq!(counts("x?abc"), []);
        assert_eq!(counts("[0-9]{900}"), [(10, super::MAX_HEAD)]);
    }

    #[test]
    fn joins_alternatives_place_by_place() {
        assert_eq!(counts("(?:ax|by)q"), [(2, 1), (2, 1), (1, 1)]);
        assert_eq!(counts("(?:axy|b)q"), [(2, 1)]);
    }

    fn run_of(regex: &str) -> Option<(u32, usize)> {
        run(&crate::shape::parse(regex).unwrap()).map(|step| (step.set.count(), step.times))
    }

    #[test]
    fn knows_the_run_that_says_most_wherever_it_stands() {
        assert_eq!(run_of(r"acme[\w-]{0,24}key[\s:=]{1,9}(?P<secret>[a-f0-9]{40})\b"), Some((16, 40)));
        assert_eq!(run_of("x[0-9]{5,16}:[a-z]{8,64}"), Some((26, 8)));
        assert_eq!(run_of("(?:[0-9]{32}|[a-f]{40})"), Some((16, 32)));
        assert_eq!(run_of("(?:[0-9]{32}|acme)"), None);
        assert_eq!(run_of("(?:[0-9]{32})?acme"), None);
    }

    #[test]
    fn finds_runs_where_a_look_at_every_place_finds_them() {
        let text = b"12 345678 a1234567 123456 7 12345678901234 12";
        for times in 1..10 {
            let step = Step { times, ..steps("[0-9]").remove(0) };
            for from in 0..text.len() {
                for until in from..=text.len() {
                    let here = |at: &usize| text[*at..at + times].iter().all(u8::is_ascii_digit);
                    let slow = (from..=until).find(|&at| at + times <= until && here(&at));
                    assert_eq!(step.find(text, from, until), slow, "{times} {from} {until}");
                }
            }
        }
    }

    #[test]
    fn finds_the_first_start_that_a_look_at_every_place_finds() {
        let text = b"AC12AC1234567890 ACAC123456 AC12345 AC123456";
        let anchors = Anchors {
            literals: Cow::Borrowed(&[]),
            near: 0,
            far: 0,
            ahead: 0,
            longest: 8,
            open: false,
            head: Cow::Owned(steps("AC[A0-9]{6}")),
            run: None,
        };
        for first in 0..text.len() {
            for last in first..text.len() + 3 {
                let slow = (first..=last).find(|&start| anchors.may_start(text, start));
                assert_eq!(anchors.first_start(text, first, last), slow, "{first} {last}");
            }
        }
    }
}
