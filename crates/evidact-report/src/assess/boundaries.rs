//! The boundaries: what is said of each control, where metadata disagrees, and which state follows.

use super::mentions::{Mention, Mentions};
use super::{Findings, contradicts, is_not_applicable};
use crate::catalog::{Catalog, Check, Item, Kind};
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::review::{BoundaryRow, BoundaryState, Contradiction, Field, ItemRow, Review};
use std::collections::BTreeMap;

/// Fills controls, contradictions and states of the boundaries.
pub(super) fn assess(review: &mut Review, catalog: &Catalog, mentions: &Mentions, findings: &Findings<'_>) {
    let mut rows = std::mem::take(&mut review.boundaries);
    for row in &mut rows {
        let controls = catalog.of_kind(Kind::BoundaryControl);
        let of_row = controls.filter(|item| item.boundary.as_deref() == Some(row.id.as_str()));
        row.controls = of_row.map(|item| control(item, row, catalog, mentions, findings)).collect();
    }
    contradictions(&mut rows, review, catalog, mentions, findings);
    for row in &mut rows {
        row.state = state(row);
    }
    review.boundaries = rows;
}

fn control(
    item: &Item,
    row: &BoundaryRow,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) -> ItemRow {
    let parts = catalog.of_kind(Kind::BoundarySubcontrol).filter(|part| is_part(&part.id, &item.id));
    let ids = std::iter::once(item.id.as_str()).chain(parts.map(|part| part.id.as_str()));
    let metadata = findings.of_any(ids);
    let mention = mentions.item(&item.id);
    let mut said: Vec<Field> = mention.map(|mention| mention.said.clone()).unwrap_or_default();
    let mut state = control_state(item, mention, &metadata);
    if state == BoundaryState::Absent && row.state == BoundaryState::NotApplicable {
        // What holds for the boundary holds for its controls, for the same reason.
        let reason = row.expected.iter().chain(&row.observed).find(|f| is_not_applicable(f.text.as_str()));
        said.extend(reason.map(super::quoted));
        state = BoundaryState::NotApplicable;
    }
    ItemRow {
        id: item.id.clone(),
        title: item.title.clone(),
        statement: item.statement.clone(),
        check: item.check,
        responsible: item.responsible,
        state,
        said,
        metadata,
        spec_status: item.spec_status.clone(),
    }
}

/// The rule of the five states.
fn control_state(item: &Item, mention: Option<&Mention>, metadata: &[MetadataFinding]) -> BoundaryState {
    if contradicts(metadata) {
        return BoundaryState::Contradicted;
    }
    let Some(mention) = mention else { return BoundaryState::Absent };
    if mention.said.iter().any(|field| is_not_applicable(field.text.as_str())) {
        return BoundaryState::NotApplicable;
    }
    let supports = |f: &MetadataFinding| f.stance == Stance::Supports && mention.cites(f.path.as_str());
    if item.check == Check::Static && metadata.iter().any(supports) {
        BoundaryState::Supported
    } else {
        BoundaryState::Stated
    }
}

fn is_part(id: &str, whole: &str) -> bool {
    id.rsplit_once('.').is_some_and(|(of, _)| of == whole)
}

/// Puts each disagreement with a row of the record, a control or a boundary where the catalog says it belongs.
fn contradictions(
    rows: &mut [BoundaryRow],
    review: &Review,
    catalog: &Catalog,
    mentions: &Mentions,
    findings: &Findings<'_>,
) {
    let at: BTreeMap<String, usize> = rows.iter().enumerate().map(|(n, row)| (row.id.clone(), n)).collect();
    for finding in findings.all.iter().filter(|finding| finding.stance == Stance::Contradicts) {
        for (n, item) in finding.items.iter().enumerate().filter_map(|(n, id)| Some((n, catalog.item(id)?))) {
            let tells =
                matches!(item.kind, Kind::Boundary | Kind::BoundaryControl | Kind::BoundarySubcontrol)
                    || item.kind.is_record_row();
            let of = item.boundary.as_ref().unwrap_or(&item.id);
            let Some(row) = at.get(of).and_then(|&at| rows.get_mut(at)).filter(|_| tells) else { continue };
            // An item that a finding names twice is contradicted once.
            if finding.items.get(..n).unwrap_or_default().contains(&item.id) {
                continue;
            }
            row.contradictions.push(Contradiction {
                item: item.id.clone(),
                title: item.title.clone(),
                said: said(item, row, review, mentions),
                finding: finding.clone(),
            });
        }
    }
}

fn said(item: &Item, row: &BoundaryRow, review: &Review, mentions: &Mentions) -> Vec<Field> {
    if item.kind.is_record_row() {
        let of = review.record.rows.iter().find(|row| row.id == item.id);
        return of.map(|row| row.value.clone()).unwrap_or_default();
    }
    if item.kind == Kind::Boundary {
        return row.expected.iter().chain(&row.observed).map(super::quoted).collect();
    }
    let whole = item.id.rsplit_once('.').filter(|_| item.kind == Kind::BoundarySubcontrol);
    mentions.said(whole.map_or(item.id.as_str(), |(whole, _)| whole)).to_vec()
}

/// A boundary is never better than its controls: supported only if one is and none is left open.
fn state(row: &BoundaryRow) -> BoundaryState {
    let any = |state| row.controls.iter().any(|control| control.state == state);
    if any(BoundaryState::Contradicted) || !row.contradictions.is_empty() {
        return BoundaryState::Contradicted;
    }
    let spoken = any(BoundaryState::Supported) || any(BoundaryState::Stated);
    match row.state {
        BoundaryState::Absent if spoken => BoundaryState::Stated,
        BoundaryState::Stated if any(BoundaryState::Supported) && !any(BoundaryState::Absent) => {
            BoundaryState::Supported
        }
        other => other,
    }
}
