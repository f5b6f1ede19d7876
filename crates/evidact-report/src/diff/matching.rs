//! Which thing of the old side is which of the new one.

use crate::export::json::v1::{Observation, Report};
use std::collections::{BTreeMap, VecDeque};

/// Pairs, and what is left on either side, in the order of that side.
pub(super) struct Matched<'a, T> {
    pub(super) pairs: Vec<(&'a T, &'a T)>,
    pub(super) old: Vec<&'a T>,
    pub(super) new: Vec<&'a T>,
}

/// Matches reports: by path, then by id; one against one whatever they are called.
pub(super) fn reports<'a, 'b>(old: &'a [Report<'b>], new: &'a [Report<'b>]) -> Matched<'a, Report<'b>> {
    if let ([old], [new]) = (old, new) {
        return Matched { pairs: vec![(old, new)], old: Vec::new(), new: Vec::new() };
    }
    let by: [fn(&Report<'b>) -> Option<String>; 2] =
        [|report| Some(report.note.to_string()), |report| named(&report.meta.id)];
    matched(old, new, &by)
}

/// Matches observations: by id, then by title.
pub(super) fn observations<'a, 'b>(
    old: &'a [Observation<'b>],
    new: &'a [Observation<'b>],
) -> Matched<'a, Observation<'b>> {
    // Ids that we gave in the order of the note tell nothing of what stands there.
    let given = |o: &Observation<'b>| o.id.starts_with("OBS-");
    let by: [fn(&Observation<'b>) -> Option<String>; 2] =
        [|o| named(&o.id), |o| named(&o.title).filter(|title| title.contains(char::is_alphanumeric))];
    let has_given = |all: &[Observation<'b>]| all.iter().any(given);
    if has_given(old) || has_given(new) {
        let by: [fn(&Observation<'b>) -> Option<String>; 3] =
            [|o| named(&o.id).filter(|_| !o.id.starts_with("OBS-")), by[1], by[0]];
        return matched(old, new, &by);
    }
    matched(old, new, &by)
}

/// A text by which two things are the same: case and white space do not matter.
fn named(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Matches by each key in turn what is still alone; of things with one key the first goes with the first.
fn matched<'a, T>(old: &'a [T], new: &'a [T], keys: &[fn(&T) -> Option<String>]) -> Matched<'a, T> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for key in keys {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, thing) in old.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(key) = key(thing) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (at, thing) in new.iter().enumerate().filter(|(at, _)| partner[*at].is_none()).collect::<Vec<_>>()
        {
            let found = key(thing).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(found) = found {
                taken[found] = true;
                partner[at] = Some(found);
            }
        }
    }
    let pairs = partner.iter().zip(new).filter_map(|(at, new)| Some((old.get((*at)?)?, new))).collect();
    let alone = |(thing, taken): (&'a T, &bool)| (!taken).then_some(thing);
    Matched {
        pairs,
        old: old.iter().zip(&taken).filter_map(alone).collect(),
        new: new
            .iter()
            .zip(&partner)
            .filter(|(_, partner)| partner.is_none())
            .map(|(thing, _)| thing)
            .collect(),
    }
}
