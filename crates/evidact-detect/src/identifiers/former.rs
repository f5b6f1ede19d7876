//! The other name of somebody who was named: `(geb. …)`, `née …`, `formerly …`. What stands behind such a word is a name
//! because a person stands before it.

use super::bytes::{byte, part, run};
use super::names::{self, Listed};
use super::what::{Found, What};
use crate::bytes::has_folded;

/// Words that nothing but a name follows.
const BORN: [&str; 12] = [
    "geb. ",
    "geb.\u{a0}",
    "geborene ",
    "geborener ",
    "née ",
    "né ",
    "nee ",
    "nata ",
    "nacida ",
    "verh. ",
    "verw. ",
    "maiden name ",
];
/// Words that any other name of the person follows, or one of a thing.
const ALIAS: [&str; 3] = ["alias ", "aka ", "a.k.a. "];
/// Words that a post or a company may follow as well: `formerly Morgan Stanley`.
const FORMER: [&str; 5] = ["formerly ", "previously ", "vormals ", "ehemals ", "früher "];

/// Adds the other name of each person that was found.
pub(super) fn add(text: &[u8], found: &mut Vec<Found>) {
    let others: Vec<Found> =
        found.iter().filter(|f| f.what == What::Person).filter_map(|f| other(text, f)).collect();
    found.extend(others);
}

fn other(text: &[u8], person: &Found) -> Option<Found> {
    let cue = run(text, person.end, 3, |b| matches!(b, b' ' | b',' | b'('));
    let behind = |words: &[&str]| {
        words.iter().find(|word| has_folded(text, cue, word.as_bytes())).map(|w| cue + w.len())
    };
    let born = behind(&BORN);
    let alias = behind(&ALIAS);
    let at = born.or(alias).or_else(|| behind(&FORMER)).filter(|_| cue > person.end)?;
    let name = names::read(text, at, text.len())?;
    let known = name.known_given
        || name.known_family
        || names::word_at(text, at).is_some_and(|word| {
            matches!(names::listed(part(text, at, word.end)), Listed::Given | Listed::Family)
        });
    // "formerly Acme Corp": capitals alone, or more words than a name has, are something else.
    let capitals = part(text, at, name.end).iter().all(|b| !b.is_ascii_lowercase());
    let dated = byte(text, name.end) == b' ' && byte(text, name.end + 1).is_ascii_digit();
    let own = alias.is_some()
        || name.words < 2
        || shares_word(part(text, person.start, person.end), part(text, at, name.end));
    (!dated && (born.is_some() || known && !capitals && own)).then_some(Found {
        start: at,
        end: name.end,
        what: What::Person,
        confidence: person.confidence,
    })
}

/// Says whether two names have a word in common: who takes another family name keeps the given one, or the reverse.
fn shares_word(name: &[u8], other: &[u8]) -> bool {
    name.split(|b| *b == b' ').any(|word| word.len() > 2 && other.split(|b| *b == b' ').any(|o| o == word))
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::identifiers::what::{Found, What};
    use evidact_model::Confidence;

    fn other<'t>(text: &'t str, person: &str) -> Option<&'t str> {
        let mut found =
            vec![Found { start: 0, end: person.len(), what: What::Person, confidence: Confidence::Low }];
        add(text.as_bytes(), &mut found);
        found.get(1).and_then(|f| text.get(f.start..f.end))
    }

    #[test]
    fn a_name_of_before_is_one_of_the_person() {
        assert_eq!(other("Jane Nowicka (geb. Nowak) rief an", "Jane Nowicka"), Some("Nowak"));
        assert_eq!(other("Marie Legrand, née Dubois, signed", "Marie Legrand"), Some("Dubois"));
        assert_eq!(other("Anna Berger, geborene Kowalczyk, zog um", "Anna Berger"), Some("Kowalczyk"));
        assert_eq!(other("Anna Berger (vormals Zielinski)", "Anna Berger"), Some("Zielinski"));
        assert_eq!(other("Jane Miller (formerly Jane Roe)", "Jane Miller"), Some("Jane Roe"));
        assert_eq!(other("Alex Miller (formerly Jane Miller)", "Alex Miller"), Some("Jane Miller"));
        assert_eq!(other("Jane Miller (alias Anna Berger)", "Jane Miller"), Some("Anna Berger"));
    }

    #[test]
    fn dates_posts_and_companies_of_before_stay() {
        assert_eq!(other("Anna Berger (geb. 14.03.1971)", "Anna Berger"), None);
        assert_eq!(other("Jane Miller (formerly CTO)", "Jane Miller"), None);
        assert_eq!(other("Jane Miller (formerly Morgan Stanley)", "Jane Miller"), None);
        assert_eq!(other("Jane Miller, previously Charles Schwab", "Jane Miller"), None);
        assert_eq!(other("Jane Miller, formerly Head of Security", "Jane Miller"), None);
        assert_eq!(other("Jane Miller left. Formerly Weather", "Jane Miller"), None);
    }
}
