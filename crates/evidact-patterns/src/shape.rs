//! What an expression may look like: bounded, not empty, one group `secret`, something literal in it.
//!
//! A rule that passes can be searched in linear time with a window of known width, and where to search
//! is derived from it here, once, for our packs and the user's alike.

use crate::anchors::{Anchors, members};
use crate::literals::{MAX_MATCH, Unsuited, derive};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

/// The longest text of an expression.
const MAX_SOURCE: usize = 4096;
/// How many bytes of nearly any kind may stand between a context and the value.
pub(crate) const MAX_GAP: u32 = 16;
/// A class of so many bytes, the blank among them, counts as any.
const WILD: u32 = 90;

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

/// Checks an expression, with the rule's context words, and derives how it is searched for.
pub(crate) fn check(regex: &str, keywords: &[String]) -> Result<Anchors, &'static str> {
    let hir = parse(regex)?;
    let properties = hir.properties();
    if properties.explicit_captures_len() != 1 || count_named_secret(&hir) != 1 {
        return Err("the regex needs exactly one group, named secret");
    }
    match (properties.minimum_len(), properties.maximum_len()) {
        (None | Some(0), _) => return Err("the regex can match nothing"),
        (_, None) => return Err("the regex has no upper bound; write {n,m}"),
        (_, Some(max)) if max > MAX_MATCH => return Err("the regex can match more than 32 KiB"),
        _ => {}
    }
    if has_wild_gap(&hir) {
        return Err("more than 16 bytes of any kind may stand beside the value; \
                    say which, or give a keyword instead");
    }
    derive(&hir, keywords).map_err(|why| match why {
        Unsuited::NoLiteral => {
            "no three literal characters in a row are in every match; add some, or a keyword of three letters"
        }
        Unsuited::UnboundedWindow => "anything of any length may stand before the literal; bound it",
        Unsuited::TooLarge => "nested repetitions make the regex too large; lower their bounds",
    })
}

/// Says whether a long counted run of bytes of any kind stands outside of the value. Such a gap is searched
/// again after every context word, and it takes what has nothing to do with the word.
fn has_wild_gap(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(r) => {
            let long = r.max.is_none_or(|max| max > MAX_GAP);
            long && is_wild(&r.sub) || has_wild_gap(&r.sub)
        }
        HirKind::Capture(_) => false,
        _ => hir.kind().subs().iter().any(has_wild_gap),
    }
}

fn is_wild(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(class) => members(class).is_none_or(|set| set.count() >= WILD && set.has(b' ')),
        _ => false,
    }
}

/// Says whether an expression, groups around it apart, is a class of nearly all bytes.
pub(crate) fn takes_any_byte(regex: &str) -> bool {
    let Ok(hir) = parse(regex) else { return false };
    let mut inner = &hir;
    while let HirKind::Capture(capture) = inner.kind() {
        inner = &capture.sub;
    }
    is_wild(inner)
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

#[cfg(test)]
mod tests {
    use super::check;

    fn verdict(regex: &str) -> Result<(), &'static str> {
        check(regex, &[]).map(drop)
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
        assert!(check(r"(?P<secret>[a-f0-9]{32})", &["acme".to_owned()]).is_ok());
        let short = check(r"(?P<secret>[a-f0-9]{32})", &["ac".to_owned()]);
        assert!(short.is_err_and(|why| why.contains("three letters")));
    }

    #[test]
    fn refuses_a_long_gap_of_any_bytes() {
        for gap in [".{0,40}", "(?s:.){1,17}", "[^=]{0,100}"] {
            let refused = verdict(&format!("acme{gap}=(?P<secret>[a-f0-9]{{32}})"));
            assert!(refused.is_err_and(|why| why.contains("any kind")), "{gap}");
        }
        assert_eq!(verdict("acme[ \\t:=]{1,40}(?P<secret>[a-f0-9]{32})"), Ok(()));
        assert_eq!(verdict("acme=\"(?P<secret>[^\"]{8,64})\""), Ok(()));
    }

    #[test]
    fn refuses_an_automaton_that_would_be_too_large() {
        let nested = verdict(
            "acme_(?P<secret>(?:(?:a[b-z]|c[d-z]|e[f-z]|g[h-z]|i[j-z]|k[l-z]|m[n-z]|o[p-z]){1,100}){1,150})",
        );
        assert!(nested.is_err_and(|why| why.contains("too large")));
    }
}
