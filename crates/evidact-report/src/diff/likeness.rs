//! Which texts are alike, by the words that they share.

use crate::export::json::v1::{Field, Observation};
use std::collections::{BTreeMap, BTreeSet};

/// Two texts are alike if they share so many of a hundred of their words, each word counted once a text.
const ENOUGH: usize = 60;

/// A word that more texts of a side have than these leads to no candidate: it tells nothing, and following it from each
/// text would make the work grow with the square of the texts.
const COMMON: usize = 32;

/// A shorter word is not counted: articles, numbers of placeholders.
const SHORTEST: usize = 3;

/// The words by which an observation is known.
pub(super) fn words(o: &Observation<'_>) -> BTreeSet<String> {
    let fields = [&o.expected, &o.observed, &o.remediation];
    let texts = fields.into_iter().flatten().map(|field: &Field<'_>| field.text.as_ref());
    std::iter::once(o.title.as_ref())
        .chain(texts)
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
        .collect()
}

/// Pairs of numbers of texts, one of either side, that are alike: the most alike first, no text twice.
pub(super) fn pairs(old: &[BTreeSet<String>], new: &[BTreeSet<String>]) -> Vec<(usize, usize)> {
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, words) in old.iter().enumerate() {
        for word in words {
            with_word.entry(word).or_default().push(number);
        }
    }
    let mut found = Vec::new();
    for (at, words) in new.iter().enumerate() {
        let telling = words.iter().filter_map(|word| with_word.get(word.as_str()));
        let candidates: BTreeSet<usize> =
            telling.filter(|numbers| numbers.len() <= COMMON).flatten().copied().collect();
        for candidate in candidates {
            let Some(other) = old.get(candidate) else { continue };
            let share = share(other, words);
            if share >= ENOUGH {
                found.push((share, candidate, at));
            }
        }
    }
    found.sort_by_key(|(share, old, new)| (std::cmp::Reverse(*share), *new, *old));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|(_, old, new)| {
        let both_free = !taken.contains(old) && !given.contains(new);
        both_free && taken.insert(*old) && given.insert(*new)
    });
    found.into_iter().map(|(_, old, new)| (old, new)).collect()
}

/// How many of a hundred words two texts share.
fn share(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    let all = a.len() + b.len();
    (200 * a.intersection(b).count()).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use std::collections::BTreeSet;

    fn words(text: &str) -> BTreeSet<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_most_alike_go_together_and_strangers_stay_alone() {
        let old = [words("token shared by both clients"), words("backups are never read")];
        let new =
            [words("backups are never tested"), words("wide role"), words("token shared by all clients")];
        assert_eq!(pairs(&old, &new), [(0, 2), (1, 0)]);
    }

    #[test]
    fn texts_without_words_are_alike_to_nothing() {
        let none = [BTreeSet::new()];
        assert!(pairs(&none, &none).is_empty());
    }
}
