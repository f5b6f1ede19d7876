//! Turns an expression of Go (RE2) into one of ours: one group named `secret`, every repetition bounded.
//!
//! Both engines share most of their syntax. What differs is told here: brackets and doubled signs within
//! classes, quoting with `\Q`, Unicode classes.

use crate::shape;
use regex_syntax::ast::{Ast, ErrorKind, GroupKind, RepetitionKind, RepetitionRange, parse::ParserBuilder};

/// Upper bounds for repetitions that have none, tried in this order.
const BOUNDS: [u32; 5] = [8000, 1000, 256, 64, 16];

/// An expression of ours and what was changed on the way.
pub(super) struct Translated {
    /// One for each group that may be the value.
    pub(super) regexes: Vec<String>,
    /// The bound that repetitions without one were given, gaps apart.
    pub(super) bound: Option<u32>,
    /// Whether a gap of any bytes beside the value had no end and was given the little that is allowed.
    pub(super) shortened: bool,
}

/// Translates an expression whose group number `secret` is the value. With 0 the first group that takes part
/// in a match is, else all of it; groups in alternatives give one expression each.
///
/// # Errors
/// What our engine cannot do, in words.
pub(super) fn translate(
    source: &str,
    secret: u32,
    accepts: impl Fn(&str) -> Result<(), &'static str>,
) -> Result<Translated, &'static str> {
    let source = respelled(source)?;
    let ast = ParserBuilder::new().nest_limit(32).build().parse(&source);
    let ast = ast.map_err(|error| match error.kind() {
        ErrorKind::UnsupportedLookAround => {
            "it looks ahead or behind; our engine, which searches in linear time, does not"
        }
        ErrorKind::UnsupportedBackreference => {
            "it refers back to a group; our engine, which searches in linear time, does not"
        }
        _ => "its syntax is not that of our engine",
    })?;
    let mut found = Found::default();
    found.walk(&source, &ast, false);
    if secret > found.groups {
        return Err("secretGroup names a group that the regex does not have");
    }
    let chosen = found.values(secret);
    let mut last = "the regex cannot be used";
    for bound in BOUNDS {
        let regexes: Vec<String> = chosen.iter().map(|&group| found.rewrite(&source, group, bound)).collect();
        match regexes.iter().try_for_each(|regex| accepts(regex)) {
            Ok(()) => {
                let shortened = chosen.iter().any(|&group| found.open.iter().any(|o| found.is_gap(o, group)));
                let bound = found.has_other_than_gaps(&chosen).then_some(bound);
                return Ok(Translated { regexes, bound, shortened });
            }
            Err(why) => last = why,
        }
        if !found.is_open() {
            return Err(last);
        }
    }
    Err(last)
}

/// Escapes what is literal within a class of Go and has a meaning in ours.
pub(super) fn respelled(source: &str) -> Result<String, &'static str> {
    let mut out = String::with_capacity(source.len() + 16);
    let mut chars = source.chars().peekable();
    let mut class: Option<usize> = None;
    while let Some(c) = chars.next() {
        if c == '\\' {
            let next = chars.next().ok_or("it ends with a backslash")?;
            match next {
                'Q' => return Err("quoting with \\Q is not known to our engine"),
                'C' => return Err("\\C is not known to our engine"),
                'p' | 'P' => return Err("classes of Unicode are not known to our engine, which reads bytes"),
                _ => {}
            }
            out.extend(['\\', next]);
            if next == 'x' {
                out.extend(chars.next_if_eq(&'{'));
            }
            class = class.map(|n| n + 1);
            continue;
        }
        match (class, c) {
            (None, '[') => {
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                class = Some(0);
                continue;
            }
            // A brace that begins no count is literal there.
            (None, '{') if !begins_count(chars.clone()) => out.push_str("\\{"),
            (Some(0), ']') => out.push_str("\\]"),
            (Some(_), ']') => {
                out.push(']');
                class = None;
                continue;
            }
            (Some(_), '[') if chars.peek() == Some(&':') => {
                out.push('[');
                // `[:alpha:]` as a whole, so that its bracket does not end the class.
                for inner in chars.by_ref() {
                    out.push(inner);
                    if inner == ']' {
                        break;
                    }
                }
            }
            (Some(_), '[' | '&' | '~') => out.extend(['\\', c]),
            (Some(_), '-') if out.ends_with('-') && !out.ends_with("\\-") => out.push_str("\\-"),
            _ => out.push(c),
        }
        class = class.map(|n| n + 1);
    }
    Ok(out)
}

/// Says whether `n}`, `n,}` or `n,m}` follows.
fn begins_count(rest: impl Iterator<Item = char>) -> bool {
    let count: String = rest.take(12).take_while(|&c| c != '}').collect();
    let mut parts = count.split(',');
    let first = parts.next().is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    first && parts.next().is_none_or(|n| n.bytes().all(|b| b.is_ascii_digit())) && parts.next().is_none()
}

/// What stands where in an expression: offsets of openings of groups and of repetitions without a bound.
#[derive(Default)]
struct Found {
    groups: u32,
    /// What opens the capturing groups, in order.
    openings: Vec<Opening>,
    /// The repetitions without a bound.
    open: Vec<Open>,
}

/// A repetition without a bound.
struct Open {
    /// Where its operator stands.
    start: usize,
    end: usize,
    least: u32,
    /// It takes bytes of nearly any kind.
    wild: bool,
}

/// What opens a capturing group.
struct Opening {
    start: usize,
    end: usize,
    /// Where the group ends.
    close: usize,
    /// It stands in an alternative or an optional part, so it may take no part in a match.
    conditional: bool,
}

impl Found {
    /// The groups that may be the value, 0 for the whole match.
    fn values(&self, secret: u32) -> Vec<u32> {
        if secret > 0 || self.groups == 0 {
            return vec![secret];
        }
        let certain = self.openings.iter().position(|opening| !opening.conditional);
        (1..=certain.map_or(self.groups, |at| at as u32 + 1)).collect()
    }

    // The nesting of an expression is bounded by the parser, so this recursion is too.
    fn walk(&mut self, source: &str, ast: &Ast, conditional: bool) {
        match ast {
            Ast::Group(group) => {
                let start = group.span.start.offset;
                let end = match &group.kind {
                    GroupKind::CaptureIndex(_) => Some(start + 1),
                    GroupKind::CaptureName { name, .. } => Some(name.span.end.offset + 1),
                    GroupKind::NonCapturing(_) => None,
                };
                if let Some(end) = end {
                    self.groups += 1;
                    let close = group.span.end.offset;
                    self.openings.push(Opening { start, end, close, conditional });
                }
                self.walk(source, &group.ast, conditional);
            }
            Ast::Repetition(repetition) => {
                let span = repetition.op.span;
                let least = match repetition.op.kind {
                    RepetitionKind::ZeroOrMore => Some(0),
                    RepetitionKind::OneOrMore => Some(1),
                    RepetitionKind::Range(RepetitionRange::AtLeast(least)) => Some(least),
                    RepetitionKind::ZeroOrOne | RepetitionKind::Range(_) => None,
                };
                if let Some(least) = least {
                    let inner = repetition.ast.span();
                    let wild =
                        source.get(inner.start.offset..inner.end.offset).is_some_and(shape::takes_any_byte);
                    let (start, end) = (span.start.offset, span.end.offset);
                    self.open.push(Open { start, end, least, wild });
                }
                let optional = matches!(
                    repetition.op.kind,
                    RepetitionKind::ZeroOrOne
                        | RepetitionKind::ZeroOrMore
                        | RepetitionKind::Range(RepetitionRange::Bounded(0, _) | RepetitionRange::AtLeast(0))
                );
                self.walk(source, &repetition.ast, conditional || optional);
            }
            Ast::Alternation(parts) => parts.asts.iter().for_each(|ast| self.walk(source, ast, true)),
            Ast::Concat(parts) => parts.asts.iter().for_each(|ast| self.walk(source, ast, conditional)),
            _ => {}
        }
    }

    /// Says whether a repetition takes bytes of any kind and stands beside the value, not in it.
    fn is_gap(&self, open: &Open, chosen: u32) -> bool {
        let value = (1..).zip(&self.openings).find(|(number, _)| *number == chosen);
        open.wild && value.is_some_and(|(_, group)| open.start < group.start || open.start >= group.close)
    }

    fn has_other_than_gaps(&self, chosen: &[u32]) -> bool {
        chosen.iter().any(|&group| self.open.iter().any(|open| !self.is_gap(open, group)))
    }

    fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn rewrite(&self, source: &str, chosen: u32, bound: u32) -> String {
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        for (number, opening) in (1..).zip(&self.openings) {
            let with = if number == chosen { "(?P<secret>" } else { "(?:" };
            edits.push((opening.start, opening.end, with.to_owned()));
        }
        for open in &self.open {
            let &Open { start, end, least, .. } = open;
            let bound = if self.is_gap(open, chosen) { bound.min(shape::MAX_GAP) } else { bound };
            let lazy = source.get(start..end).is_some_and(|op| op.len() > 1 && op.ends_with('?'));
            let most = bound.max(least.saturating_mul(2));
            edits.push((start, end, format!("{{{least},{most}}}{}", if lazy { "?" } else { "" })));
        }
        edits.sort();
        let (mut out, mut at) = (String::new(), 0);
        for (start, end, with) in edits {
            out.push_str(source.get(at..start).unwrap_or_default());
            out.push_str(&with);
            at = end;
        }
        out.push_str(source.get(at..).unwrap_or_default());
        if chosen == 0 { format!("(?P<secret>{out})") } else { out }
    }
}

#[cfg(test)]
mod tests {
    use super::translate;
    use crate::shape;

    fn ours(source: &str, group: u32) -> Result<String, &'static str> {
        let keywords = ["acme".to_owned()];
        translate(source, group, |r| shape::check(r, &keywords).map(|_| ())).map(|t| t.regexes.join(" AND "))
    }

    #[test]
    fn names_the_group_that_is_the_value_and_bounds_repetitions() {
        assert_eq!(ours(r"acme(_|-)([a-z]+)", 2).unwrap(), r"acme(?:_|-)(?P<secret>[a-z]{1,8000})");
        assert_eq!(ours(r"acme=([a-z]{8})", 0).unwrap(), r"acme=(?P<secret>[a-z]{8})");
        assert_eq!(ours(r"acme_[a-z]{8,}?", 0).unwrap(), r"(?P<secret>acme_[a-z]{8,8000}?)");
        assert_eq!(ours(r"(?P<key>acme)[a-z]{4}", 1).unwrap(), r"(?P<secret>acme)[a-z]{4}");
    }

    #[test]
    fn brackets_and_doubled_signs_within_a_class_stay_literal() {
        assert_eq!(ours(r"acme[[&&~]{4}", 0).unwrap(), r"(?P<secret>acme[\[\&\&\~]{4})");
        assert_eq!(ours(r"acme[[:alpha:]]{4}", 0).unwrap(), r"(?P<secret>acme[[:alpha:]]{4})");
        assert_eq!(ours(r"acme[]a]{4}", 0).unwrap(), r"(?P<secret>acme[\]a]{4})");
        assert_eq!(ours(r"acme[+--]{4}", 0).unwrap(), r"(?P<secret>acme[+-\-]{4})");
    }

    #[test]
    fn groups_in_alternatives_give_one_expression_each() {
        let both = ours(r"acme(?:a=([a-z]{4})|b=([0-9]{4}))", 0).unwrap();
        let (first, second) = both.split_once(" AND ").unwrap();
        assert_eq!(first, r"acme(?:a=(?P<secret>[a-z]{4})|b=(?:[0-9]{4}))");
        assert_eq!(second, r"acme(?:a=(?:[a-z]{4})|b=(?P<secret>[0-9]{4}))");
    }

    #[test]
    fn a_brace_that_begins_no_count_is_literal() {
        assert_eq!(ours(r"acme{{[^}]{1,9}}}", 0).unwrap(), r"(?P<secret>acme\{\{[^}]{1,9}}})");
        assert_eq!(ours(r"acme\x{2d}[a-z]{4}", 0).unwrap(), r"(?P<secret>acme\x{2d}[a-z]{4})");
    }

    #[test]
    fn says_what_our_engine_cannot_do() {
        for source in [r"acme\Q.*\E", r"acme\pL{4}", r"acme[a-z", r"acme(?=x)", r"acme\"] {
            assert!(ours(source, 0).is_err(), "{source}");
        }
        assert!(ours(r"acme([a-z]{4})", 2).is_err());
    }

    #[test]
    fn a_gap_of_any_bytes_is_short_and_the_value_behind_it_is_not() {
        let found = translate(r"acme=(?:.*?)\bkey=(\S+)", 0, |r| shape::check(r, &[]).map(|_| ())).unwrap();
        assert_eq!(found.regexes, [r"acme=(?:.{0,16}?)\bkey=(?P<secret>\S{1,8000})"]);
        assert!(found.shortened && found.bound == Some(8000));
        let value = translate("acme=\"([^\"]+)\"", 0, |r| shape::check(r, &[]).map(|_| ())).unwrap();
        assert!(!value.shortened && value.bound == Some(8000));
    }

    #[test]
    fn says_that_it_does_not_look_around() {
        assert!(ours(r"acme(?=x)", 0).is_err_and(|why| why.contains("ahead or behind")));
        assert!(ours(r"(acme)\1", 0).is_err_and(|why| why.contains("refers back")));
    }

    #[test]
    fn lowers_the_bound_until_the_whole_is_short_enough() {
        let nested = ours(r"acme(?:[a-z]+-)+x", 0).unwrap();
        assert!(nested.contains("{1,64}") && shape::check(&nested, &[]).is_ok(), "{nested}");
    }
}
