//! Which fields of two observations, or of what two reviews say of themselves, say something else.

use super::{FieldChange, Regraded, Way};
use crate::export::json::v1::{Field, Observation, Review};
use crate::export::one_line;
use std::borrow::Cow;

/// Further fields that say a word or a name; what they said is told. Of all others the name alone.
const SHORT: [&str; 6] = ["status", "owner", "due", "asset", "likelihood", "date"];

/// Further fields that are texts.
const TEXTS: [&str; 8] =
    ["evidence", "cause", "effect", "controls", "references", "reviewer", "certainty", "other"];

/// Severities, from the least.
const ORDER: [&str; 5] = ["info", "low", "medium", "high", "critical"];

/// Collects what changed.
#[derive(Default)]
struct Changes(Vec<FieldChange>);

impl Changes {
    /// A word or a name, which may be shown.
    fn short(&mut self, field: &str, before: Option<String>, after: Option<String>) {
        if before != after {
            self.0.push(FieldChange { field: field.to_owned(), before, after, text: false });
        }
    }

    /// A text, which may not: it can be long, and the reports hold it.
    fn text(&mut self, field: &str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.0.push(FieldChange { field: field.to_owned(), before: None, after: None, text: true });
        }
    }

    fn texts(&mut self, field: &str, before: &[Field<'_>], after: &[Field<'_>]) {
        self.text(field, joined(before).as_deref(), joined(after).as_deref());
    }
}

/// What changed in an observation, but for its severity.
pub(super) fn of_observation(old: &Observation<'_>, new: &Observation<'_>) -> Vec<FieldChange> {
    let mut out = Changes::default();
    out.short("title", one_line(&old.title), one_line(&new.title));
    out.short("certainty", word(old.certainty.as_ref()), word(new.certainty.as_ref()));
    out.short("boundary", word(old.boundary.as_ref()), word(new.boundary.as_ref()));
    for key in SHORT {
        out.short(key, further(old, key), further(new, key));
    }
    out.texts("objective", &old.objective, &new.objective);
    out.texts("scope", &old.scope, &new.scope);
    out.texts("expected", &old.expected, &new.expected);
    out.texts("observed", &old.observed, &new.observed);
    out.texts("uncertainty", &old.uncertainty, &new.uncertainty);
    out.texts("remediation", &old.remediation, &new.remediation);
    for key in TEXTS {
        out.text(key, further(old, key).as_deref(), further(new, key).as_deref());
    }
    out.0
}

/// What changed in what a review says of itself.
pub(super) fn of_review(old: &Review<'_>, new: &Review<'_>) -> Vec<FieldChange> {
    let mut out = Changes::default();
    let catalog =
        |review: &Review<'_>| one_line(&format!("{} {}", review.catalog.name, review.catalog.version));
    out.short("catalog", catalog(old), catalog(new));
    out.short("title", word(old.title.as_ref()), word(new.title.as_ref()));
    out.short("date", word(old.date.as_ref()), word(new.date.as_ref()));
    out.short("status", joined(&old.status), joined(&new.status));
    out.short("version", joined(&old.version), joined(&new.version));
    out.short("reviewer", joined(&old.reviewer), joined(&new.reviewer));
    out.texts("objective", &old.objective, &new.objective);
    out.texts("scope", &old.scope, &new.scope);
    out.texts("method", &old.method, &new.method);
    out.texts("limits", &old.limits, &new.limits);
    out.texts("summary", &old.summary, &new.summary);
    out.texts("recommendations", &old.recommendations, &new.recommendations);
    out.texts("governance", &old.governance, &new.governance);
    let unplaced = |review: &Review<'_>| {
        let texts: Vec<&str> = review.unplaced.iter().map(|unplaced| unplaced.text.as_ref()).collect();
        one_line(&texts.join(" "))
    };
    out.text("unplaced text", unplaced(old).as_deref(), unplaced(new).as_deref());
    out.0
}

/// How an observation was graded otherwise, if it was.
pub(super) fn regraded(old: &Observation<'_>, new: &Observation<'_>) -> Option<Regraded> {
    let (before, after) = (severity(old), severity(new));
    let rank =
        |word: Option<&String>| ORDER.iter().position(|known| Some(*known) == word.map(String::as_str));
    let way = match (rank(before.as_ref()), rank(after.as_ref())) {
        (Some(before), Some(after)) if after > before => Way::Raised,
        (Some(before), Some(after)) if after < before => Way::Lowered,
        _ => Way::Unordered,
    };
    let [id, title] = [&new.id, &new.title].map(|text| one_line(text).unwrap_or_default());
    (before != after).then_some(Regraded { id, title, before, after, way })
}

/// The severity that we know, else as the note writes it.
fn severity(o: &Observation<'_>) -> Option<String> {
    let written = o.severity_as_written.as_ref().and_then(|field| one_line(&field.text));
    word(o.severity.as_ref()).or(written)
}

fn word(word: Option<&Cow<'_, str>>) -> Option<String> {
    word.and_then(|word| one_line(word))
}

fn further(o: &Observation<'_>, key: &str) -> Option<String> {
    let texts = o.more.iter().filter(|further| further.key == key).map(|further| further.field.text.as_ref());
    one_line(&texts.collect::<Vec<_>>().join(" "))
}

/// What stands in fields, on one line.
pub(super) fn joined(fields: &[Field<'_>]) -> Option<String> {
    one_line(&fields.iter().map(|field| field.text.as_ref()).collect::<Vec<_>>().join(" "))
}
