//! The unsafe patterns: which of them a gap, the note or metadata shows.

use super::lists::{flag_of, is_gap, labelled, of_observation, says};
use super::mentions::{Mentions, counted};
use super::{Findings, quoted};
use crate::catalog::{Catalog, FieldKey, Item, Kind, Target};
use evidact_model::metadata::Stance;
use evidact_model::review::{Field, Presence, Review, UnsafePattern};

/// Returns the unsafe patterns of the catalog with what shows each.
pub(super) fn assess(
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> Vec<UnsafePattern> {
    catalog
        .of_kind(Kind::UnsafePattern)
        .map(|item| pattern(item, review, catalog, mentions, findings))
        .collect()
}

fn pattern(
    item: &Item,
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> UnsafePattern {
    let mut gaps = Vec::new();
    let mut said = mentions.said(&item.id).to_vec();
    for name in &item.gaps {
        match catalog.names().target(name) {
            Some(Target::Row(n)) => {
                let row = review.record.rows.get(n).filter(|row| is_gap(&row.value, catalog));
                gaps.extend(row.map(|row| row.id.clone()));
                said.extend(row.into_iter().flat_map(|row| &row.value).map(quoted));
            }
            Some(Target::Field(key)) => said.extend(lacking(key, review)),
            Some(Target::Flag(at)) => {
                let flag = catalog.items().get(at);
                let stated = flag.and_then(|flag| Some((flag, flag_of(flag, review, catalog)?)));
                said.extend(
                    stated.filter(|(flag, field)| !says(flag, field)).map(|(_, field)| labelled(field)),
                );
            }
            Some(Target::Boundary(_) | Target::Control(_)) | None => {}
        }
    }
    // What supports an item does not show that the pattern is there.
    let mut metadata = findings.of(&item.id);
    metadata.retain(|finding| finding.stance != Stance::Supports);
    let seen = !gaps.is_empty() || !said.is_empty() || !metadata.is_empty();
    UnsafePattern {
        id: item.id.clone(),
        title: item.title.clone(),
        statement: item.statement.clone(),
        presence: if seen { Presence::Seen } else { Presence::NotSeen },
        gaps,
        said,
        metadata,
    }
}

/// Returns the observations that leave a field open.
fn lacking(key: FieldKey, review: &Review) -> Option<Field> {
    let without: Vec<_> = review.observations.iter().filter(|o| of_observation(o, key).is_none()).collect();
    let first = without.first()?;
    let told =
        [&first.observed, &first.expected, &first.remediation].into_iter().find_map(|list| list.first())?;
    let ids: Vec<&str> = without.iter().map(|o| o.id.as_str()).collect();
    Some(counted(&ids, told))
}
