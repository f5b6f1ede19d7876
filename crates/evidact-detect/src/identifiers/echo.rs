//! Names that were found once, found again where nothing announces them: "Jane" and "J. Doe" near "Jane Doe",
//! "Jane Doe" near `jane.doe@example.com`. Bounded by distance, so that a text may be scanned in parts.

use super::bytes::{CLASS, UPPER, before, byte, is_word, part, run};
use super::names::{self, Listed};
use super::vocabulary::{fold, hash};
use super::what::{Found, What};
use evidact_model::Confidence::Low;
use std::collections::HashMap;

/// How far from a name its parts count as that name.
const REACH: usize = 16 * 1024;

/// Where a word may stand for a name that it is a part of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// Beside another part of the name.
    Beside,
    /// Alone, but a family name not where a sentence begins.
    Alone,
    /// Alone anywhere: a title announced it.
    Anywhere,
}

/// Where a word stands as a part of a name, and what it may do elsewhere.
struct Origin {
    at: usize,
    stands: Stands,
}

/// Adds the places where parts of found names stand again.
pub(super) fn add(text: &[u8], found: &mut Vec<Found>) {
    let origins = collect(text, found);
    if origins.is_empty() {
        return;
    }
    let mut i = 0;
    while let Some(&b) = text.get(i) {
        let class = CLASS[usize::from(b)];
        if (class != UPPER && b < 0x80) || is_word(before(text, i)) {
            i += 1;
            continue;
        }
        if let Some(end) = super::bytes::placeholder(text, i) {
            i = end;
            continue;
        }
        let Some((start, end)) = mention(text, i, &origins) else {
            i = run(text, i, 64, is_word).max(i + 1);
            continue;
        };
        found.push(Found { start, end, what: What::Person, confidence: Low });
        i = end;
    }
}

fn collect(text: &[u8], found: &[Found]) -> HashMap<u64, Vec<Origin>> {
    let mut origins: HashMap<u64, Vec<Origin>> = HashMap::new();
    let mut put = |word: &[u8], at: usize, stands: Stands| {
        if word.len() >= 3 && names::listed(word) != Listed::Never {
            origins.entry(key(word)).or_default().push(Origin { at, stands });
        }
    };
    let mut seen: Vec<&Found> =
        found.iter().filter(|f| matches!(f.what, What::Person | What::Email)).collect();
    seen.sort_by_key(|f| f.start);
    for f in seen {
        let value = part(text, f.start, f.end.min(f.start + 120));
        if f.what == What::Person {
            let several = value.contains(&b' ');
            let titled = super::take::follows_title(text, f.start);
            let words = value.split(|b| matches!(b, b' ' | b',' | b'.'));
            let last = words.clone().count();
            for (n, word) in words.enumerate() {
                let plain = names::listed(word) != Listed::Ambiguous
                    && !names::is_everyday_noun(word)
                    && names::word_at(word, 0).is_some();
                let family = titled && n + 1 == last && !crate::words::is_everyday_word(word);
                put(
                    word,
                    f.start,
                    match () {
                        () if plain && family => Stands::Anywhere,
                        () if plain && several => Stands::Alone,
                        () => Stands::Beside,
                    },
                );
            }
            continue;
        }
        let local = value.split(|&b| b == b'@').next().unwrap_or_default();
        let parts: Vec<&[u8]> = local.split(|b| matches!(b, b'.' | b'_' | b'-' | b'+')).collect();
        if parts.len() >= 2 {
            for word in parts {
                let digits = word.iter().rev().take_while(|b| b.is_ascii_digit()).count();
                put(part(word, 0, word.len() - digits), f.start, Stands::Beside);
            }
        }
    }
    origins
}

/// The hash of a word without case and diacritics.
fn key(word: &[u8]) -> u64 {
    let mut folded = [0; 40];
    let (mut n, mut i) = (0, 0);
    while let (Some(&b), Some(slot)) = (word.get(i), folded.get_mut(n)) {
        let (letter, width) = fold(b, word.get(i + 1).copied().unwrap_or(0));
        i += width;
        if letter != 0 {
            *slot = letter;
            n += 1;
        }
    }
    hash(folded.get(..n).unwrap_or_default())
}

/// What is known of the word `start..end` near its place, if it is a part of a name.
fn known(text: &[u8], start: usize, end: usize, origins: &HashMap<u64, Vec<Origin>>) -> Option<Stands> {
    let list = origins.get(&key(part(text, start, end)))?;
    // Origins are in order, so only those around the place need a look.
    let from = list.partition_point(|o| o.at + REACH < start);
    let near = list.get(from..).unwrap_or_default();
    near.iter().take(8).filter(|o| o.at <= start + REACH).map(|o| o.stands).max()
}

fn mention(text: &[u8], at: usize, origins: &HashMap<u64, Vec<Origin>>) -> Option<(usize, usize)> {
    let word = names::word_at(text, at)?;
    let joint = |end: usize| match (byte(text, end), byte(text, end + 1)) {
        (b' ', _) => Some(end + 1),
        (b',', b' ') => Some(end + 2),
        _ => None,
    };
    if word.initial {
        // "J. Doe".
        let next = joint(word.end)?;
        let family = names::word_at(text, next).filter(|w| !w.initial)?;
        known(text, next, family.end, origins)?;
        return Some((at, family.end));
    }
    let Some(stands) = known(text, at, word.end, origins) else {
        // "Kratochvils Rechner": German has no apostrophe before the s of possession.
        let owner = before(text, word.end) == b's' && !is_word(byte(text, word.end));
        let stands = known(text, at, word.end - 1, origins).filter(|_| owner)?;
        return (stands == Stands::Anywhere).then_some((at, word.end - 1));
    };
    let alone = stands > Stands::Beside;
    if let Some(next) = joint(word.end)
        && let Some(second) = names::word_at(text, next)
    {
        if second.initial && before(text, second.end) == b'.' && alone {
            return Some((at, second.end));
        }
        if !second.initial && known(text, next, second.end, origins).is_some() {
            return Some((at, second.end));
        }
    }
    let family = names::listed(part(text, at, word.end)) == Listed::Family;
    let here = stands == Stands::Anywhere || alone && !(family && names::starts_sentence(text, at));
    (here && !is_word(byte(text, word.end))).then_some((at, word.end))
}

#[cfg(test)]
mod tests {
    use crate::Reach;
    use crate::identifiers::scan_text;
    use evidact_model::TextKind;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        scan_text(text.as_bytes(), TextKind::Prose, Reach::All, &mut hits);
        hits.iter().map(|h| text.get(h.span.range()).unwrap_or_default()).collect()
    }

    #[test]
    fn finds_a_known_name_again_in_other_forms() {
        let text = "Patient: Jane Doe came in. Later Jane slept, and J. Doe or Jane D. left.";
        assert_eq!(found(text), ["Jane Doe", "Jane", "J. Doe", "Jane D."]);
        let text = "From zelda.ronsard@example.com: as Zelda Ronsard said, Ronsard, Zelda.";
        assert_eq!(found(text), ["zelda.ronsard@example.com", "Zelda Ronsard", "Ronsard, Zelda"]);
    }

    #[test]
    fn finds_a_family_name_again_that_a_title_announced() {
        let text = "Frau Kratochvíl rief an. Kratochvíl sagt nein. Kratochvíls Rechner.";
        assert_eq!(found(text), ["Kratochvíl", "Kratochvíl", "Kratochvíl"]);
        let text = "eine Frau Özdemir aus Köln; Özdemir beschwerte sich.";
        assert_eq!(found(text), ["Özdemir", "Özdemir"]);
        let text = "Mr. Okonkwo called. Okonkwo said so.";
        assert_eq!(found(text), ["Okonkwo", "Okonkwo"]);
    }

    #[test]
    fn a_word_behind_a_title_stays_where_it_is_a_word() {
        assert_eq!(found("Herr Markt kam. Der Markt ist offen."), ["Markt"]);
        assert_eq!(found("Mr. White called. White noise was heard."), ["White"]);
    }

    #[test]
    fn does_not_take_words_of_an_address_alone() {
        assert_eq!(found("From data.export@example.com. The Export failed."), ["data.export@example.com"]);
    }
}
