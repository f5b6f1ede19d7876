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
}

/// A number of bytes that are all of one set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The set.
    pub set: ByteSet,
    /// How many bytes.
    pub times: usize,
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
}

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
    use super::{Step, head};

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
}
