//! What an expression may look like: bounded, not empty, one group `secret`, something literal in it.
//!
//! A rule that passes can be searched in linear time with a window of known width, and a prefilter can
//! be derived from it.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest match a rule may have. Wider windows would make files hard to cut.
const MAX_MATCH: usize = 32 * 1024;
/// The longest text of an expression.
const MAX_SOURCE: usize = 4096;
/// How many neighbouring bytes must be (nearly) literal.
const MIN_LITERAL: usize = 3;
/// A class of so few bytes still counts as literal: both cases of a letter, or `[opusr]`.
const MAX_CHOICE: usize = 8;

/// Parses the way the detector does: bytes, no Unicode, a small nesting budget.
pub(crate) fn parse(regex: &str) -> Result<Hir, &'static str> {
    if regex.len() > MAX_SOURCE {
        return Err("the regex is longer than 4096 bytes");
    }
    ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .nest_limit(32)
        .build()
        .parse(regex)
        .map_err(|_| "the regex cannot be parsed")
}

/// Checks an expression, with the rule's context words.
pub(crate) fn check(regex: &str, keywords: &[String]) -> Result<(), &'static str> {
    let hir = parse(regex)?;
    let properties = hir.properties();
    if properties.explicit_captures_len() != 1 || count_named_secret(&hir) != 1 {
        return Err("the regex needs exactly one group, named secret");
    }
    match (properties.minimum_len(), properties.maximum_len()) {
        (None | Some(0), _) => Err("the regex can match nothing"),
        (_, None) => Err("the regex has no upper bound; write {n,m}"),
        (_, Some(max)) if max > MAX_MATCH => Err("the regex can match more than 32 KiB"),
        _ if keywords.is_empty() && Run::of(&hir).best < MIN_LITERAL => {
            Err("the regex has no three literal characters in a row; add some, or a keyword")
        }
        _ => Ok(()),
    }
}

fn count_named_secret(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Capture(capture) => {
            usize::from(capture.name.as_deref() == Some("secret")) + count_named_secret(&capture.sub)
        }
        HirKind::Repetition(repetition) => count_named_secret(&repetition.sub),
        HirKind::Concat(subs) | HirKind::Alternation(subs) => subs.iter().map(count_named_secret).sum(),
        _ => 0,
    }
}

/// Runs of literal bytes that every match must contain: at its start, at its end, the longest.
#[derive(Clone, Copy, Default)]
struct Run {
    head: usize,
    tail: usize,
    best: usize,
    /// The whole expression is one run.
    whole: bool,
}

impl Run {
    fn literal(len: usize) -> Self {
        Self { head: len, tail: len, best: len, whole: true }
    }

    // The nesting of an expression is bounded by the parser, so this recursion is too.
    fn of(hir: &Hir) -> Self {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Self::literal(0),
            HirKind::Literal(literal) => Self::literal(literal.0.len()),
            HirKind::Class(class) => {
                if choices(class) <= MAX_CHOICE {
                    Self::literal(1)
                } else {
                    Self::default()
                }
            }
            HirKind::Capture(capture) => Self::of(&capture.sub),
            HirKind::Repetition(repetition) => {
                let sub = Self::of(&repetition.sub);
                match (repetition.min, repetition.max) {
                    (0, _) => Self::default(),
                    (n, max) if sub.whole => {
                        Self { whole: max == Some(n), ..Self::literal(sub.head * n as usize) }
                    }
                    _ => Self { whole: false, ..sub },
                }
            }
            HirKind::Concat(subs) => subs.iter().map(Self::of).fold(Self::literal(0), Self::then),
            HirKind::Alternation(subs) => subs.iter().map(Self::of).reduce(Self::either).unwrap_or_default(),
        }
    }

    fn then(self, next: Self) -> Self {
        Self {
            head: if self.whole { self.head + next.head } else { self.head },
            tail: if next.whole { self.tail + next.tail } else { next.tail },
            best: self.best.max(next.best).max(self.tail + next.head),
            whole: self.whole && next.whole,
        }
    }

    fn either(self, other: Self) -> Self {
        Self {
            head: self.head.min(other.head),
            tail: self.tail.min(other.tail),
            best: self.best.min(other.best),
            whole: self.whole && other.whole && self.head == other.head,
        }
    }
}

fn choices(class: &Class) -> usize {
    match class {
        Class::Bytes(bytes) => bytes.ranges().iter().map(regex_syntax::hir::ClassBytesRange::len).sum(),
        Class::Unicode(chars) => chars.ranges().iter().map(regex_syntax::hir::ClassUnicodeRange::len).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    fn verdict(regex: &str) -> Result<(), &'static str> {
        check(regex, &[])
    }

    #[test]
    fn accepts_a_prefix_and_a_bounded_body() {
        assert_eq!(verdict(r"(?x) (?P<secret> acme_ [a-z0-9]{24,255} )"), Ok(()));
        assert_eq!(verdict(r"(?x) (?P<secret> gh[opusr]_ [a-z0-9]{24,255} )"), Ok(()));
        assert_eq!(verdict(r"(?xi) acme .{0,5} key [:=] (?P<secret> [a-z0-9]{24} )"), Ok(()));
    }

    #[test]
    fn refuses_what_has_no_bound_or_can_be_empty() {
        assert!(verdict(r"(?P<secret>acme_[a-z]+)").is_err());
        assert!(verdict(r"(?P<secret>[a-z]{0,4})").is_err());
        assert!(verdict(r"(?P<secret>acme_[a-z]{1,4096}){1,64}").is_err());
    }

    #[test]
    fn refuses_other_groups_than_one_secret() {
        assert!(verdict(r"acme_[a-z]{4}").is_err());
        assert!(verdict(r"(acme_)(?P<secret>[a-z]{4})").is_err());
        assert!(verdict(r"acme_(?P<value>[a-z]{4})").is_err());
    }

    #[test]
    fn asks_for_a_literal_or_a_keyword() {
        assert!(verdict(r"(?P<secret>[a-f0-9]{32})").is_err());
        assert!(verdict(r"(?P<secret>(?:acme_|x)[a-f0-9]{32})").is_err());
        assert_eq!(check(r"(?P<secret>[a-f0-9]{32})", &["acme".to_owned()]), Ok(()));
    }
}
