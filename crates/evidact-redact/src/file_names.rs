//! Family names alone in names of files: `notes-nowak.md`, `NowakInterview.txt`. What the texts hide of a person their
//! names must not tell; in a sentence such a word alone may mean something else, in a name of a file it hardly does.

use crate::ledger::Entry;
use crate::names::is_plain_extension;
use evidact_detect::{is_family_name, is_given_name, is_no_name, is_noun, plain_letters};
use evidact_model::{Confidence, ViewKind};
use std::collections::BTreeMap;

/// Letters of a family name that is searched.
const LEAST: usize = 4;
/// How far a name of a file goes on around a word of it.
const REACH: usize = 160;

/// Returns the family names that a ledger holds, each with the first entry of somebody who is called so.
pub(crate) fn families(entries: &[Entry]) -> BTreeMap<Vec<u8>, usize> {
    let mut found = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(family) = family_of(entry) {
            found.entry(family).or_insert(index);
        }
    }
    found
}

/// The family name of a person, in small letters.
fn family_of(entry: &Entry) -> Option<Vec<u8>> {
    let value = entry.value.expose();
    let words: Vec<&[u8]> = value.split(|b| matches!(b, b' ' | b',')).filter(|w| !w.is_empty()).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let (given, family) = if value.contains(&b',') { (last, first) } else { (first, last) };
    // What was guessed by its capital letters alone may be a title or a product: lists must know one half of it, and
    // of what is less than sure both.
    let (known, listed) = (words.len() > 1 && is_given_name(given), is_family_name(family));
    let named = match entry.kind.as_str() {
        "PERSON" if entry.confidence > Confidence::Low => known || listed,
        "PERSON" => known && listed,
        "CUSTOMER" => known,
        _ => false,
    };
    let letters = family.iter().all(|b| b.is_ascii_alphabetic() || !b.is_ascii() || *b == b'-');
    let capital = family.first().is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii())
        && family.iter().any(|b| !b.is_ascii_uppercase());
    // A family that is called like a thing is not searched: the file may be about the thing.
    let meaning = is_no_name(family) || is_noun(family) || words.len() == 1 && is_given_name(family);
    let fits = named && letters && capital && !meaning && words.len() <= 4 && family.len() >= LEAST;
    fits.then(|| String::from_utf8_lossy(family).to_lowercase().into_bytes())
}

/// Returns how a family name is typed: as it is, without marks, and as German writes its letters without them.
pub(crate) fn spellings(family: &[u8]) -> Vec<Vec<u8>> {
    let typed = String::from_utf8_lossy(family)
        .replace('\u{e4}', "ae")
        .replace('\u{f6}', "oe")
        .replace('\u{fc}', "ue")
        .replace('\u{df}', "ss");
    let mut all = vec![family.to_vec(), plain_letters(family), plain_letters(typed.as_bytes())];
    all.sort();
    all.dedup();
    all
}

/// Says whether a match is a word of the name of a file or folder: in such a name, or in a text in one that ends in a
/// known extension.
pub(crate) fn is_word_of_name(text: &[u8], start: usize, end: usize, view: ViewKind) -> bool {
    is_word(text, start, end) && (view == ViewKind::Name || is_in_name(text, start, end))
}

/// Says whether letters do not run on over the ends of a match, but for a capital that begins the next word.
fn is_word(text: &[u8], start: usize, end: usize) -> bool {
    let at = |i: usize| text.get(i).copied().unwrap_or(0);
    let letter = |b: u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let before = start.checked_sub(1).map_or(0, at);
    let opens = !letter(before) || before.is_ascii_lowercase() && at(start).is_ascii_uppercase();
    let closes = !letter(at(end)) || at(end - 1).is_ascii_lowercase() && at(end).is_ascii_uppercase();
    opens && closes
}

fn is_in_name(text: &[u8], start: usize, end: usize) -> bool {
    let inside = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || b"-_./%:".contains(b);
    let before = text.get(start.saturating_sub(REACH)..start).unwrap_or_default();
    let head = before.iter().rev().take_while(|b| inside(b)).count();
    let tail = text.get(end..).unwrap_or_default();
    let tail = tail.iter().take(REACH).take_while(|b| inside(b)).count();
    let (head, name) = (text.get(start - head..start), text.get(start - head..end + tail));
    let (head, name) = (head.unwrap_or_default(), name.unwrap_or_default());
    let name = name.strip_suffix(b".").unwrap_or(name);
    // The address of a page is no file of the package.
    let link = memchr::memmem::find(head, b"://").is_some() || head.starts_with(b"www.");
    let dot = name.iter().rposition(|b| *b == b'.');
    // The word stands before the extension: "see Nowak.md", not "see a.nowak".
    !link
        && dot.is_some_and(|dot| {
            dot >= head.len() + (end - start) && name.get(dot + 1..).is_some_and(is_plain_extension)
        })
}

#[cfg(test)]
mod tests {
    use super::{is_word_of_name, spellings};
    use evidact_model::ViewKind;

    fn found(text: &str, word: &str, view: ViewKind) -> bool {
        let start = text.to_lowercase().find(word).unwrap_or_default();
        is_word_of_name(text.as_bytes(), start, start + word.len(), view)
    }

    #[test]
    fn a_word_of_a_name_ends_at_signs_digits_and_capitals() {
        for name in ["notes-nowak", "NowakInterview", "2026_nowak2", "nowak", "interviewNowak"] {
            assert!(found(name, "nowak", ViewKind::Name), "{name}");
        }
        for name in ["nowakowski", "Nowakowski", "minowak"] {
            assert!(!found(name, "nowak", ViewKind::Name), "{name}");
        }
    }

    #[test]
    fn a_text_tells_a_name_by_its_extension() {
        assert!(found("see notes-nowak.md, line 3", "nowak", ViewKind::Surface));
        assert!(found("in nowak/a.txt.", "nowak", ViewKind::Surface));
        for text in [
            "Nowak left. md",
            "a.nowak",
            "nowak.example",
            "the Nowak plan",
            "https://www.nowak.example/a.html",
        ] {
            assert!(!found(text, "nowak", ViewKind::Surface), "{text}");
        }
    }

    #[test]
    fn a_name_is_typed_with_and_without_its_marks() {
        let typed = |name: &str| spellings(name.as_bytes());
        assert!(typed("m\u{fc}ller").contains(&b"mueller".to_vec()));
        assert!(typed("kratochv\u{ed}l").contains(&b"kratochvil".to_vec()));
        assert_eq!(typed("nowak"), [b"nowak".to_vec()]);
    }
}
