//! Overlapping sightings become one cluster with one placeholder.

use crate::sighting::{Sighting, Subject};
use evidact_model::Span;
use std::borrow::Borrow;

/// Sightings that touch one another, and the one whose placeholder stands for all.
pub struct Cluster {
    /// The hull of all members: nothing of any of them is left.
    pub span: Span,
    /// Index of the member whose value the placeholder stands for.
    pub winner: usize,
}

/// Groups sightings (sorted by start) into disjoint clusters, in order.
///
/// The winner covers most bytes; among equals the surer one wins, then the class and rule that sort first.
pub fn resolve<S: Borrow<Sighting>>(sightings: &[S]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (index, sighting) in sightings.iter().enumerate() {
        let sighting = sighting.borrow();
        let span = sighting.finding.span;
        match clusters.last_mut() {
            Some(last) if last.span.overlaps(span) => {
                last.span = last.span.hull(span);
                if beats(sighting, sightings[last.winner].borrow()) {
                    last.winner = index;
                }
            }
            _ => clusters.push(Cluster { span, winner: index }),
        }
    }
    clusters
}

fn beats(a: &Sighting, b: &Sighting) -> bool {
    // A value that was read beats a known one that was recognised by a form of it: forms of two values that
    // differ in their last characters may look alike.
    let read = |s: &Sighting| matches!(s.subject, Subject::Value(_));
    let rank = |s: &Sighting| (s.finding.span.len(), read(s), s.finding.confidence);
    match rank(a).cmp(&rank(b)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => (a.finding.class, &a.finding.rule) < (b.finding.class, &b.finding.rule),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::sighting::{Sighting, Subject};
    use evidact_model::{Class, Confidence, Finding, Kind, RuleId, Span, ViewKind};

    fn at(start: usize, end: usize) -> Sighting {
        let finding = Finding {
            rule: RuleId::detector("test.rule"),
            class: Class::Credential,
            kind: Kind::known("CREDENTIAL"),
            confidence: Confidence::Medium,
            span: Span::new(start, end).unwrap(),
            view: ViewKind::Surface,
        };
        Sighting { finding, subject: Subject::Known(0) }
    }

    #[test]
    fn covers_the_hull_of_overlapping_sightings() {
        let sightings = [at(0, 6), at(4, 12), at(12, 14), at(20, 21)];
        let spans: Vec<_> =
            resolve(&sightings).iter().map(|c| (c.span.start(), c.span.end(), c.winner)).collect();
        assert_eq!(spans, [(0, 12, 1), (12, 14, 2), (20, 21, 3)]);
    }
}
