//! A table of findings that the note tells again, one by one, below: its rows and those sections are the same.

use super::columns::names_an_observation;
use super::draft::{ObservationDraft, Placed, origin};
use super::values;
use crate::catalog::FieldKey;
use crate::label;
use evidact_model::review::{Carrier, Field};
use std::collections::BTreeSet;

/// Joins the rows of tables with the observations below that bear their number or their name.
pub(super) fn join(drafts: &mut Vec<ObservationDraft>) {
    let rows: Vec<usize> = (0..drafts.len()).filter(|at| drafts.get(*at).is_some_and(is_row)).collect();
    let mut joined: BTreeSet<usize> = BTreeSet::new();
    for detail in 0..drafts.len() {
        let Some(told) = drafts.get(detail).filter(|o| o.named && !is_row(o)) else { continue };
        let free = |row: &&usize| !joined.contains(*row);
        let same = |row: &&usize| drafts.get(**row).is_some_and(|row| are_one(row, told));
        let Some(&row) = rows.iter().filter(free).find(same) else { continue };
        joined.insert(row);
        let Some(from) = drafts.get_mut(row).map(std::mem::take) else { continue };
        if let Some(into) = drafts.get_mut(detail) {
            take_in(into, from);
        }
    }
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        !joined.contains(&(at - 1))
    });
}

fn is_row(observation: &ObservationDraft) -> bool {
    observation.row.is_some() && observation.placed.iter().all(|p| p.field.origin.carrier == Carrier::Column)
}

/// Says whether a row and a section have the same number and a word in common, or most of their words.
fn are_one(row: &ObservationDraft, told: &ObservationDraft) -> bool {
    let title =
        |o: &ObservationDraft| o.title.as_ref().map(|title| words(title.as_str())).unwrap_or_default();
    let (one, mut other) = (title(row), title(told));
    if other.is_empty() {
        other = told.placed.first().map(|p| words(p.field.text.as_str())).unwrap_or_default();
    }
    let mut one = one;
    if one.is_empty() {
        let observed = row.placed.iter().find(|p| p.key == FieldKey::Observed);
        one = observed.map(|p| words(p.field.text.as_str())).unwrap_or_default();
    }
    let common = one.intersection(&other).count();
    let numbered = number(row).is_some() && number(row) == number(told);
    let shorter = one.len().min(other.len());
    let named = row.id.is_some() && row.id == told.id;
    named
        || numbered && common >= 1
        || common >= 2 && 3 * common >= 2 * shorter
        || shorter == 1 && common == 1 && one.len() == other.len()
}

/// Returns the bare number of an observation.
fn number(o: &ObservationDraft) -> Option<String> {
    let id = o.id.as_deref().filter(|id| id.bytes().all(|b| b.is_ascii_digit()));
    let leading = || {
        let title = o.title.as_ref()?.as_str().trim_start();
        let digits = title.bytes().take_while(u8::is_ascii_digit).count();
        let rest = title.get(digits..)?;
        rest.starts_with(['.', ')', ' ', ':']).then(|| title.get(..digits)).flatten()
    };
    id.or_else(leading).filter(|number| !number.is_empty()).map(str::to_owned)
}

/// Returns the words that tell something, in lower case and the singular.
fn words(text: &str) -> BTreeSet<String> {
    const SMALL: [&str; 12] =
        ["the", "and", "for", "with", "not", "are", "from", "der", "die", "das", "und", "von"];
    let lower = text.to_lowercase();
    let all = values::words(&lower).filter(|word| word.chars().count() > 2 && !SMALL.contains(word));
    all.filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).map(label::singular).collect()
}

/// Gives an observation what a row says of it and it does not say itself.
fn take_in(into: &mut ObservationDraft, mut from: ObservationDraft) {
    let by_number = from.id.is_some() && into.id.is_none() && number(&from) == number(into);
    // The first telling names it.
    if !by_number && from.title.is_some() && from.line < into.line {
        std::mem::swap(&mut into.title, &mut from.title);
    }
    let label = from.row.unwrap_or_default();
    let says = |o: &ObservationDraft, placed: &Placed| {
        let text = spoken(placed.field.text.as_str());
        o.placed.iter().any(|p| p.key == placed.key && spoken(p.field.text.as_str()) == text)
    };
    let name = from
        .title
        .filter(|title| into.title.as_ref().is_none_or(|own| spoken(title.as_str()) != spoken(own.as_str())));
    if into.id.is_none() {
        into.id = from.id;
    }
    // What a row without a name tells under a word for findings is its name.
    let as_name = |placed: Placed| {
        let names_it = names_an_observation(placed.field.origin.label.as_str());
        let key = if placed.key == FieldKey::Observed && names_it { FieldKey::Other } else { placed.key };
        Placed { key, ..placed }
    };
    let named = name.map(|text| {
        let field = Field { text, origin: origin(Carrier::Column, label, from.line) };
        Placed { key: FieldKey::Other, field, first: from.line, last: from.line }
    });
    let new: Vec<Placed> =
        from.placed.into_iter().map(as_name).chain(named).filter(|placed| !says(into, placed)).collect();
    into.placed.extend(new);
    into.boundary = into.boundary.or(from.boundary);
}

/// Returns all words of a text, in lower case.
fn spoken(text: &str) -> Vec<String> {
    values::words(text).map(str::to_lowercase).collect()
}
