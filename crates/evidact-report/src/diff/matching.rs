//! Which thing of the old side is which of the new one.

use super::{KnownBy, likeness};
use crate::export::json::v1::{Observation, Report};
use std::collections::{BTreeMap, VecDeque};

/// Pairs with what they are known by, and what is left on either side, in the order of that side.
pub(super) struct Matched<'a, T> {
    pub(super) pairs: Vec<(&'a T, &'a T, KnownBy)>,
    pub(super) old: Vec<&'a T>,
    pub(super) new: Vec<&'a T>,
}

/// Matches reports: by path, then by id; one against one whatever they are called.
pub(super) fn reports<'a, 'b>(old: &'a [Report<'b>], new: &'a [Report<'b>]) -> Matched<'a, Report<'b>> {
    if let ([old], [new]) = (old, new) {
        return Matched { pairs: vec![(old, new, KnownBy::Id)], old: Vec::new(), new: Vec::new() };
    }
    let mut matching = Matching::new(old, new);
    matching.by(KnownBy::Id, |report| Some(report.note.to_string()));
    matching.by(KnownBy::Title, |report| named(&report.meta.id));
    matching.finish()
}

/// Matches observations: by id, then by title, then by their words.
///
/// Ids that we gave in the order of the note tell nothing of what stands there, and do not count.
pub(super) fn observations<'a, 'b>(
    old: &'a [Observation<'b>],
    new: &'a [Observation<'b>],
) -> Matched<'a, Observation<'b>> {
    let mut matching = Matching::new(old, new);
    matching.by(KnownBy::Id, |o| named(&o.id).filter(|_| !o.id.starts_with("OBS-")));
    matching.by(KnownBy::Title, |o| named(&o.title).filter(|title| title.contains(char::is_alphanumeric)));
    matching.by_likeness();
    matching.finish()
}

/// A text by which two things are the same: case and white space do not matter.
fn named(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Two sides, and who goes with whom so far.
struct Matching<'a, T> {
    old: &'a [T],
    new: &'a [T],
    taken: Vec<bool>,
    partner: Vec<Option<(usize, KnownBy)>>,
}

impl<'a, T> Matching<'a, T> {
    fn new(old: &'a [T], new: &'a [T]) -> Self {
        Self { old, new, taken: vec![false; old.len()], partner: vec![None; new.len()] }
    }

    /// Matches what is still alone and has the same key; of things with one key the first goes with the first.
    fn by(&mut self, known_by: KnownBy, key: impl Fn(&T) -> Option<String>) {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, (thing, taken)) in self.old.iter().zip(&self.taken).enumerate() {
            if let Some(key) = key(thing).filter(|_| !taken) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (partner, thing) in self.partner.iter_mut().zip(self.new).filter(|(partner, _)| partner.is_none())
        {
            let found = key(thing).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(found) = found {
                *partner = Some((found, known_by));
                self.taken.iter_mut().skip(found).take(1).for_each(|taken| *taken = true);
            }
        }
    }

    fn finish(self) -> Matched<'a, T> {
        let both = self.partner.iter().zip(self.new);
        let pairs = both.filter_map(|(partner, new)| {
            let (at, known_by) = (*partner)?;
            Some((self.old.get(at)?, new, known_by))
        });
        let pairs = pairs.collect();
        let old = self.old.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(thing, _)| thing);
        let new = self.new.iter().zip(&self.partner).filter(|(_, p)| p.is_none()).map(|(thing, _)| thing);
        Matched { pairs, old: old.collect(), new: new.collect() }
    }
}

impl Matching<'_, Observation<'_>> {
    /// Matches what is still alone and says much the same.
    fn by_likeness(&mut self) {
        let alone_old: Vec<usize> = numbers(self.taken.iter().map(|taken| !taken));
        let alone_new: Vec<usize> = numbers(self.partner.iter().map(Option::is_none));
        let words = |side: &[Observation<'_>], alone: &[usize]| {
            alone.iter().filter_map(|at| side.get(*at)).map(likeness::words).collect::<Vec<_>>()
        };
        let pairs = likeness::pairs(&words(self.old, &alone_old), &words(self.new, &alone_new));
        for (old, new) in pairs {
            let (Some(&old), Some(&new)) = (alone_old.get(old), alone_new.get(new)) else { continue };
            if let (Some(taken), Some(partner)) = (self.taken.get_mut(old), self.partner.get_mut(new)) {
                *taken = true;
                *partner = Some((old, KnownBy::Likeness));
            }
        }
    }
}

/// The numbers of those that are.
fn numbers(are: impl Iterator<Item = bool>) -> Vec<usize> {
    are.enumerate().filter_map(|(number, is)| is.then_some(number)).collect()
}
