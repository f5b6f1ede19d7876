//! Sections in which the labels of an observation begin again and again: each set of them is one, and the heading groups them.

use super::ids;
use super::lines::{Line, Shape};
use super::outline::{Heading, label};
use crate::catalog::{FieldKey, Names, Setting};
use std::collections::BTreeSet;

/// So many labels make a set.
const FEWEST: usize = 3;

/// Finds the headings of sections in which a set of labels begins again.
pub(super) fn find(
    headings: &[Heading],
    lines: &[Line<'_>],
    shapes: &[Shape],
    names: &Names,
) -> BTreeSet<usize> {
    let ends = headings.iter().skip(1).map(|heading| heading.line).chain([shapes.len()]);
    let is_one = |(heading, end): &(&Heading, usize)| {
        ids::in_heading(heading.text(lines)).is_none() && begins_again(heading, *end, lines, shapes, names)
    };
    headings.iter().zip(ends).filter(is_one).map(|(heading, _)| heading.line).collect()
}

/// Says whether the labels below a heading are the same set twice or more, each of which grades something or says what
/// was seen.
fn begins_again(heading: &Heading, end: usize, lines: &[Line<'_>], shapes: &[Shape], names: &Names) -> bool {
    if heading.labels.len() < FEWEST {
        return false;
    }
    let read = |at: usize| {
        let text = lines.get(at).filter(|_| shapes.get(at) == Some(&Shape::Text))?.text;
        crate::label::normal(label(text)?)
    };
    let mut found = (heading.line + 1..end).filter_map(read).peekable();
    let Some(first) = found.peek().cloned() else { return false };
    let mut sets: Vec<BTreeSet<String>> = Vec::new();
    for name in found {
        if name == first {
            sets.push(BTreeSet::new());
        }
        sets.last_mut().into_iter().for_each(|set| {
            set.insert(name.clone());
        });
    }
    let shared =
        sets.iter().skip(1).fold(sets.first().cloned().unwrap_or_default(), |shared, set| &shared & set);
    let keys: Vec<FieldKey> =
        shared.iter().filter_map(|name| names.field(name, Setting::Observation)).map(|m| m.key).collect();
    let told = [FieldKey::Severity, FieldKey::Observed, FieldKey::Effect, FieldKey::Cause];
    sets.len() >= 2 && keys.len() >= FEWEST && keys.iter().any(|key| told.contains(key))
}
