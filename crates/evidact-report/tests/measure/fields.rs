//! All that a review holds, field by field.

use evidact_model::review::{Field, Review};

/// All texts of a review, with where they are said to come from.
pub(crate) fn all(review: &Review) -> Vec<&Field> {
    let mut fields: Vec<&Field> = Vec::new();
    let lists = [
        &review.objective,
        &review.scope,
        &review.method,
        &review.limits,
        &review.summary,
        &review.reviewer,
        &review.status,
        &review.version,
        &review.recommendations,
    ];
    for list in lists {
        fields.extend(list);
    }
    fields.extend(review.record.rows.iter().flat_map(|row| &row.value));
    for row in &review.boundaries {
        fields.extend(row.expected.iter().chain(&row.observed).chain(&row.uncertainty));
    }
    for o in &review.observations {
        for list in [&o.objective, &o.scope, &o.expected, &o.observed, &o.uncertainty, &o.remediation] {
            fields.extend(list);
        }
        fields.extend(o.more.iter().map(|(_, field)| field));
        fields.extend(&o.severity_as_written);
    }
    fields.extend(&review.governance);
    fields.extend(&review.unfilled);
    fields
}
