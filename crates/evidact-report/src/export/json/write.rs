//! From the model to version 1 of `report.json`.

use super::super::{Noted, text};
use super::v1;
use evidact_model::metadata::{MetadataFinding, MetadataStatement};
use evidact_model::report::{EvidenceItem, RedactionStatement, ReportMeta};
use evidact_model::review as model;
use evidact_model::{Class, CleanText, Phrase};

fn clean(text: &CleanText) -> v1::Text<'_> {
    text.as_str().into()
}

fn texts(texts: &[String]) -> Vec<v1::Text<'_>> {
    texts.iter().map(|text| text.as_str().into()).collect()
}

fn field(field: &model::Field) -> v1::Field<'_> {
    v1::Field {
        text: clean(&field.text),
        carrier: text::carrier(field.origin.carrier).into(),
        label: clean(&field.origin.label),
        line: field.origin.line,
    }
}

fn fields(fields: &[model::Field]) -> Vec<v1::Field<'_>> {
    fields.iter().map(field).collect()
}

/// The report of a note.
pub(super) fn report(noted: Noted<'_>) -> v1::Report<'_> {
    v1::Report {
        note: clean(noted.path),
        meta: meta(&noted.report.meta),
        review: review(&noted.report.review),
        metadata: noted.report.metadata.as_ref().map(metadata),
    }
}

fn meta(meta: &ReportMeta) -> v1::Meta<'_> {
    v1::Meta {
        id: clean(&meta.id),
        version: meta.version.as_ref().map(clean),
        date: meta.date.as_ref().map(clean),
        classification: clean(&meta.classification),
        evidence_digest: meta.evidence_digest.as_str().into(),
    }
}

fn review(review: &model::Review) -> v1::Review<'_> {
    v1::Review {
        catalog: v1::Catalog {
            name: review.catalog.name.as_str().into(),
            version: review.catalog.version.as_str().into(),
            title: review.catalog.title.as_str().into(),
            checked_against: review.catalog.checked_against.as_str().into(),
            record: review.catalog.record.as_str().into(),
            subject: review.catalog.subject.as_str().into(),
        },
        title: review.title.as_ref().map(clean),
        date: review.date.as_ref().map(clean),
        status: fields(&review.status),
        version: fields(&review.version),
        objective: fields(&review.objective),
        scope: fields(&review.scope),
        method: fields(&review.method),
        limits: fields(&review.limits),
        reviewer: fields(&review.reviewer),
        summary: fields(&review.summary),
        record: review.record.rows.iter().map(row).collect(),
        boundaries: review.boundaries.iter().map(boundary).collect(),
        observations: review.observations.iter().map(observation).collect(),
        recommendations: fields(&review.recommendations),
        governance: fields(&review.governance),
        unplaced: review.unplaced.iter().map(unplaced).collect(),
        unfilled: fields(&review.unfilled),
        checklists: review.checklists.iter().map(checklist).collect(),
        unsafe_patterns: review.unsafe_patterns.iter().map(unsafe_pattern).collect(),
        suppressions: review.suppressions.iter().map(suppression).collect(),
    }
}

fn row(row: &model::RecordRow) -> v1::Row<'_> {
    v1::Row {
        id: row.id.as_str().into(),
        key: row.key.as_str().into(),
        title: row.title.as_str().into(),
        value: fields(&row.value),
    }
}

fn boundary(row: &model::BoundaryRow) -> v1::Boundary<'_> {
    v1::Boundary {
        id: row.id.as_str().into(),
        title: row.title.as_str().into(),
        state: text::state(row.state).into(),
        expected: fields(&row.expected),
        observed: fields(&row.observed),
        uncertainty: fields(&row.uncertainty),
        controls: row.controls.iter().map(item).collect(),
        contradictions: row.contradictions.iter().map(contradiction).collect(),
    }
}

fn item(item: &model::ItemRow) -> v1::Item<'_> {
    v1::Item {
        id: item.id.as_str().into(),
        title: item.title.as_str().into(),
        statement: item.statement.as_str().into(),
        check: text::check(item.check).into(),
        responsible: item.responsible.map(|who| text::responsible(who).into()),
        state: text::state(item.state).into(),
        said: fields(&item.said),
        metadata: item.metadata.iter().map(finding).collect(),
        spec_status: item.spec_status.as_deref().map(Into::into),
    }
}

fn contradiction(contradiction: &model::Contradiction) -> v1::Contradiction<'_> {
    v1::Contradiction {
        item: contradiction.item.as_str().into(),
        title: contradiction.title.as_str().into(),
        said: fields(&contradiction.said),
        finding: finding(&contradiction.finding),
    }
}

fn finding(finding: &MetadataFinding) -> v1::Finding<'_> {
    v1::Finding {
        check: finding.check.as_str().into(),
        path: clean(&finding.path),
        line: finding.line,
        place: clean(&finding.place),
        server: finding.server.as_ref().map(clean),
        detail: clean(&finding.detail),
        stance: text::stance(finding.stance).into(),
        items: texts(&finding.items),
    }
}

fn observation(o: &model::Observation) -> v1::Observation<'_> {
    v1::Observation {
        id: o.id.as_str().into(),
        title: clean(&o.title),
        line: o.line,
        severity: o.severity.map(|severity| text::severity(severity).into()),
        severity_as_written: o.severity_as_written.as_ref().map(field),
        certainty: o.certainty.map(|certainty| text::certainty(certainty).into()),
        boundary: o.boundary.as_deref().map(Into::into),
        objective: fields(&o.objective),
        scope: fields(&o.scope),
        expected: fields(&o.expected),
        observed: fields(&o.observed),
        uncertainty: fields(&o.uncertainty),
        remediation: fields(&o.remediation),
        more: o
            .more
            .iter()
            .map(|(key, of)| v1::Further { key: key.as_str().into(), field: field(of) })
            .collect(),
    }
}

fn unplaced(unplaced: &model::Unplaced) -> v1::Unplaced<'_> {
    v1::Unplaced {
        first_line: unplaced.first_line,
        last_line: unplaced.last_line,
        text: clean(&unplaced.text),
    }
}

fn checklist(checklist: &model::Checklist) -> v1::Checklist<'_> {
    v1::Checklist {
        key: checklist.key.as_str().into(),
        title: checklist.title.as_str().into(),
        steps: checklist.steps.iter().map(item).collect(),
    }
}

fn unsafe_pattern(pattern: &model::UnsafePattern) -> v1::UnsafePattern<'_> {
    v1::UnsafePattern {
        id: pattern.id.as_str().into(),
        title: pattern.title.as_str().into(),
        statement: pattern.statement.as_str().into(),
        presence: text::presence(pattern.presence).into(),
        gaps: texts(&pattern.gaps),
        said: fields(&pattern.said),
        metadata: pattern.metadata.iter().map(finding).collect(),
    }
}

fn suppression(suppression: &model::Suppression) -> v1::Suppression<'_> {
    v1::Suppression {
        rule: suppression.rule.as_str().into(),
        reason: clean(&suppression.reason),
        line: suppression.line,
    }
}

fn metadata(statement: &MetadataStatement) -> v1::Metadata<'_> {
    v1::Metadata {
        files: statement
            .files
            .iter()
            .map(|file| v1::MetadataFile {
                path: clean(&file.path),
                kind: file.kind.iter().map(Phrase::as_str).collect::<Vec<_>>().join(", ").into(),
                servers: file.servers.iter().map(clean).collect(),
                tools: file.tools,
            })
            .collect(),
        unread: statement
            .unread
            .iter()
            .map(|file| v1::Unread { path: clean(&file.path), reason: file.reason.as_str().into() })
            .collect(),
        findings: statement.findings.iter().map(finding).collect(),
    }
}

/// What was taken out, what was withheld, and how it was verified.
pub(super) fn redaction(statement: &RedactionStatement) -> v1::Redaction<'_> {
    let of = |counts: &[(Class, u64)], class: Class| {
        counts.iter().find(|(c, _)| *c == class).map_or(0, |(_, count)| *count)
    };
    v1::Redaction {
        classes: Class::ALL
            .iter()
            .map(|&class| v1::ClassCount {
                class: class.as_str().into(),
                redactions: of(&statement.redactions, class),
                values: of(&statement.values, class),
            })
            .collect(),
        packs: statement.packs.as_str().into(),
        rules: statement.rules,
        sources: statement.sources,
        withheld: statement
            .withheld
            .iter()
            .map(|(path, reason)| v1::Withheld { path: clean(path), reason: reason.as_str().into() })
            .collect(),
        verification: statement.verification.as_str().into(),
    }
}

/// A published evidence file.
pub(super) fn evidence(item: &EvidenceItem) -> v1::Evidence<'_> {
    v1::Evidence {
        path: clean(&item.path),
        sha256: item.sha256.as_str().into(),
        bytes: item.bytes,
        redactions: item.redactions,
        structure_verified: item.structure_verified,
    }
}
