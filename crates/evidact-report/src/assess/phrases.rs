//! Phrases that name an item, found in a line at the borders of words.

use std::collections::BTreeMap;

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_first: BTreeMap<String, Vec<(Vec<String>, usize)>>,
}

impl Phrases {
    /// Adds a phrase that names an item.
    pub(super) fn add(&mut self, phrase: &str, item: usize) {
        let mut words = words(phrase);
        if !words.is_empty() {
            let first = words.remove(0);
            self.by_first.entry(first).or_default().push((words, item));
        }
    }

    /// Returns the items that a line names, each once, in the order of their numbers.
    pub(super) fn find(&self, line: &str) -> Vec<usize> {
        let words = words(line);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (rest, item) in self.by_first.get(word.as_str()).into_iter().flatten() {
                let here = words.get(at + 1..).unwrap_or_default();
                if here.starts_with(rest) && !found.contains(item) {
                    found.push(*item);
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// Returns the words of a text in lower case and in the singular, so far as a last `s` tells.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let lower = word.to_lowercase();
            let singular = lower.strip_suffix('s').filter(|rest| rest.len() > 3 && !rest.ends_with('s'));
            singular.map_or_else(|| lower.clone(), str::to_owned)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn finds_whole_words_in_any_number_and_case() {
        let mut phrases = Phrases::default();
        phrases.add("Rate limit", 3);
        phrases.add("consent", 1);
        assert_eq!(phrases.find("**Rate-limits** are set; users give consent"), [1, 3]);
        assert_eq!(phrases.find("consented at an accurate limit"), [0_usize; 0]);
    }
}
