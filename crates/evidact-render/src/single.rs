//! One observation of a report as a report of its own, for those who have to act on it and on nothing else.

use crate::theme::{Section, Theme};
use evidact_model::report::Report;
use evidact_model::review::{Field, Observation, Review};

/// Returns the report and the theme that show nothing but the observation with this id: what the report is about, the
/// observation, and the redaction statement. Nothing, if there is no such observation.
///
/// Case does not matter in the id. Objective and scope of the review go into an observation that states none of its own.
/// Of the evidence, only files that the observation names stay listed; the digest is that of the whole package.
pub fn only_observation(report: &Report, theme: &Theme, id: &str) -> Option<(Report, Theme)> {
    let wanted = id.trim();
    let review = &report.review;
    let mut observation = review.observations.iter().find(|o| o.id.eq_ignore_ascii_case(wanted))?.clone();
    for (own, general) in
        [(&mut observation.objective, &review.objective), (&mut observation.scope, &review.scope)]
    {
        if own.iter().all(|field| field.text.is_blank()) {
            own.clone_from(general);
        }
    }
    let mut single = report.clone();
    single.evidence.retain(|file| names(&observation, file.path.as_str()));
    single.metadata = None;
    single.review = Review {
        title: review.title.clone(),
        date: review.date.clone(),
        status: review.status.clone(),
        version: review.version.clone(),
        reviewer: review.reviewer.clone(),
        record: review.record.clone(),
        catalog: review.catalog.clone(),
        observations: vec![observation],
        ..Review::default()
    };
    let sections = vec![Section::Cover, Section::Observations, Section::Redaction];
    Some((single, theme.with_sections(sections)))
}

/// Says whether an observation names a file of the package by its path.
fn names(observation: &Observation, path: &str) -> bool {
    let path = path.strip_prefix("evidence/").unwrap_or(path);
    let of = |fields: &[Field]| fields.iter().any(|field| field.text.as_str().contains(path));
    [&observation.expected, &observation.observed, &observation.uncertainty, &observation.remediation]
        .into_iter()
        .any(|fields| of(fields))
        || observation.more.iter().any(|(_, field)| field.text.as_str().contains(path))
}
