//! Brings hits into order and drops those that another hit makes redundant.

use crate::Hit;

/// Sorts the hits from `first` on by start, longest first, and drops generic ones that lie inside another of
/// their class, and doubles.
pub(crate) fn settle(hits: &mut Vec<Hit>, first: usize) {
    let mut fresh = hits.split_off(first.min(hits.len()));
    fresh.sort_by(|a, b| {
        (a.span.start(), b.span.end(), is_generic(a), b.confidence, a.rule.as_str()).cmp(&(
            b.span.start(),
            a.span.end(),
            is_generic(b),
            a.confidence,
            b.rule.as_str(),
        ))
    });
    let mut widest: Option<Hit> = None;
    for hit in fresh {
        let redundant = widest.as_ref().is_some_and(|w| {
            w.class == hit.class
                && w.span.contains(hit.span)
                && (is_generic(&hit) || w.span == hit.span)
                && w.confidence >= hit.confidence
        });
        if redundant {
            continue;
        }
        // A vendor's rule names the value better than the generic hit on the same bytes.
        let replaces = hits.last().is_some_and(|last: &Hit| {
            hits.len() > first
                && last.span == hit.span
                && last.class == hit.class
                && is_generic(last)
                && !is_generic(&hit)
        });
        if replaces {
            hits.pop();
        }
        if widest.as_ref().is_none_or(|w| hit.span.end() > w.span.end() || w.span == hit.span) {
            widest = Some(hit.clone());
        }
        hits.push(hit);
    }
}

fn is_generic(hit: &Hit) -> bool {
    hit.rule.as_str().starts_with("generic.")
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::Hit;
    use evidact_model::{Class, Confidence, Kind, RuleId, Span};

    fn hit(rule: &'static str, start: usize, end: usize) -> Hit {
        Hit {
            rule: RuleId::detector(rule),
            class: Class::Credential,
            kind: Kind::known("CREDENTIAL:x"),
            confidence: Confidence::Medium,
            span: Span::new(start, end).unwrap(),
        }
    }

    #[test]
    fn a_vendor_rule_wins_over_a_generic_one_on_the_same_bytes() {
        let mut hits = vec![hit("generic.assignment", 5, 9), hit("acme.key", 5, 9), hit("generic.jwt", 6, 8)];
        settle(&mut hits, 0);
        assert_eq!(hits.iter().map(|h| h.rule.as_str()).collect::<Vec<_>>(), ["acme.key"]);
    }

    #[test]
    fn leaves_earlier_hits_alone() {
        let mut hits = vec![hit("a.b", 9, 10), hit("generic.b", 3, 4), hit("generic.a", 0, 2)];
        settle(&mut hits, 1);
        assert_eq!(hits.iter().map(|h| h.span.start()).collect::<Vec<_>>(), [9, 0, 3]);
    }
}
