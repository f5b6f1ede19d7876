//! What was taken for an observation, and beside sure ones looks like none.
//!
//! A note mostly tells its findings in one way. Where two or more of them have ids or grades, or stand among findings, a
//! section of another kind that holds a label or two is more often a plan, a check that went well, or an overview.

use super::draft::{Draft, ObservationDraft, Placed};
use super::whole;
use crate::catalog::FieldKey;
use crate::label;
use evidact_model::review::Carrier;
use std::collections::BTreeSet;

/// So many sure observations tell how the note writes them.
const SURE: usize = 2;

/// Leaves observations that tell little, beside sure ones, among the unplaced notes: `### Phase 1` above `Focus:` and
/// `Report location:`, where a table grades what was found.
pub(super) fn leave(draft: &mut Draft<'_>, drafts: &mut Vec<ObservationDraft>) {
    let sure: Vec<&ObservationDraft> = drafts.iter().filter(|o| is_sure(o)).collect();
    if sure.len() < SURE || 2 * sure.len() <= drafts.len() {
        return;
    }
    let labels: BTreeSet<BTreeSet<String>> =
        sure.iter().map(|o| labels(o)).filter(|set| set.len() > 1).collect();
    let first = sure.iter().map(|o| o.line).min().unwrap_or_default();
    let doubtful = |o: &ObservationDraft| is_doubtful(o) && !labels.contains(&self::labels(o));
    let (gone, kept): (Vec<_>, Vec<_>) = std::mem::take(drafts).into_iter().partition(doubtful);
    *drafts = kept;
    for observation in gone {
        draft.unplace(observation.line, observation.line);
        for placed in observation.placed {
            // In the head of the note, a state is that of the review.
            if placed.key != FieldKey::Status || placed.last < first {
                whole::give(draft, placed);
            } else {
                draft.unplace(placed.first, placed.last);
            }
        }
    }
}

/// Says whether an observation is named and has an id or a grade, or stands among findings.
fn is_sure(o: &ObservationDraft) -> bool {
    let graded = o.group.is_some() || o.has(FieldKey::Severity);
    o.named && (o.id.is_some() || graded || o.row.is_none() && o.among)
}

/// Says whether labels alone, or those below a heading outside the findings, hold an observation together, and tell only one
/// of what was seen, why, what follows and what to do, or none.
fn is_doubtful(o: &ObservationDraft) -> bool {
    const TELLING: [FieldKey; 4] =
        [FieldKey::Observed, FieldKey::Cause, FieldKey::Effect, FieldKey::Remediation];
    let told: BTreeSet<FieldKey> =
        o.placed.iter().map(|p| p.key).filter(|key| TELLING.contains(key)).collect();
    let by_labels = !o.named || o.headed && !o.among;
    by_labels && !is_sure(o) && o.id.is_none() && told.len() < 2
}

/// Returns the labels of an observation in running text, in their normal form.
fn labels(o: &ObservationDraft) -> BTreeSet<String> {
    let labelled = |p: &&Placed| matches!(p.field.origin.carrier, Carrier::Label | Carrier::Key);
    let its = o.placed.iter().filter(labelled);
    its.filter_map(|p| label::normal(p.field.origin.label.as_str())).collect()
}
