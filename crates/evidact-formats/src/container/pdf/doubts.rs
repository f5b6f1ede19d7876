//! Where the two readings of a page disagree and it is not known where: what only one of them took for sensitive is
//! published from neither.

use evidact_model::Placeholder;
use std::collections::{BTreeMap, BTreeSet};

/// Stands where words were left out.
pub(super) const GAP: &str = "(...)";
/// The kind whose values are found by how they read alone. Cells that the file has side by side read as names.
const PERSON: &str = "PERSON";

/// Returns a redacted page without the words that its other reading took for part of a value, and how many went.
///
/// `was` is what the other one was. A name counts only if the document has it elsewhere (`known`), for the file may bring words together which
/// nobody wrote that way.
pub(super) fn without(eye: &str, was: &str, file: &str, known: &BTreeSet<String>) -> (String, u64) {
    let have = placeholders(eye);
    let more = placeholders(file).into_iter().any(|(placeholder, count)| {
        let counts = !is_doubtful(&placeholder) || known.contains(&placeholder);
        counts && have.get(&placeholder).is_none_or(|found| *found < count)
    });
    if !more {
        return (eye.to_owned(), 0);
    }
    let mut kept: BTreeMap<&str, i64> = BTreeMap::new();
    for (word, _) in words(file) {
        *kept.entry(word).or_insert(0) += 1;
    }
    for (word, _) in words(was) {
        *kept.entry(word).or_insert(0) -= 1;
    }
    let (mut out, mut from, mut doubtful) = (String::with_capacity(eye.len()), 0, 0);
    for (word, at) in words(eye) {
        // Which of several equal words it was is not known: all of them go.
        if kept.get(word).is_some_and(|left| *left < 0) {
            out.push_str(eye.get(from..at).unwrap_or_default());
            out.push_str(GAP);
            from = at + word.len();
            doubtful += 1;
        }
    }
    out.push_str(eye.get(from..).unwrap_or_default());
    (out, doubtful)
}

/// Returns the words of a redacted text that are no placeholders and have a letter or digit, with their places.
fn words(text: &str) -> Vec<(&str, usize)> {
    let (mut out, mut start, mut skip) = (Vec::new(), None, 0);
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        let placeholder =
            (c == '[').then(|| text.as_bytes().get(at..).and_then(Placeholder::at_start)).flatten();
        if placeholder.is_some() || c.is_whitespace() || c == '\u{C}' {
            out.extend(start.take().and_then(|from| Some((text.get(from..at)?, from))));
            skip = placeholder.map_or(0, |(_, length)| at + length);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    out.extend(start.and_then(|from| Some((text.get(from..)?, from))));
    out.retain(|(word, _)| word.chars().any(char::is_alphanumeric));
    out
}

/// Counts placeholders. In URLs they have no brackets, but end as the bracketed form does.
pub(super) fn placeholders(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (at, _) in text.match_indices('[') {
        if let Some((placeholder, _)) = text.as_bytes().get(at..).and_then(Placeholder::at_start) {
            *counts.entry(placeholder.bare()).or_insert(0) += 1;
        }
    }
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| is_bare(word)) {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}

/// Says whether a word looks like a placeholder without brackets.
pub(super) fn is_bare(word: &str) -> bool {
    let kind = word.split('-').next().unwrap_or_default();
    let number = word.rsplit('-').next().unwrap_or_default();
    kind.len() >= 2
        && kind.bytes().all(|b| b.is_ascii_uppercase())
        && number.len() >= 2
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// Says whether a placeholder stands for something that cells side by side may make up.
pub(super) fn is_doubtful(placeholder: &str) -> bool {
    placeholder.starts_with(PERSON)
}

#[cfg(test)]
mod tests {
    use super::without;
    use std::collections::BTreeSet;

    fn none() -> BTreeSet<String> {
        BTreeSet::new()
    }

    #[test]
    fn what_only_the_order_of_the_file_shows_goes_and_the_rest_of_the_page_stays() {
        let eye = "Title\nalpha  half-of  beta\nit  of-it  end";
        let file = "Title\nalpha beta\n[CREDENTIAL:password:01]\nit end";
        assert_eq!(
            without(eye, eye, file, &none()),
            ("Title\nalpha  (...)  beta\nit  (...)  end".to_owned(), 2)
        );
    }

    #[test]
    fn a_name_that_cells_side_by_side_make_takes_nothing_away() {
        let (eye, file) = ("Severity  Owner\nRemediation", "[PERSON:01]\nOwner");
        assert_eq!(without(eye, eye, file, &none()), (eye.to_owned(), 0));
        let known = BTreeSet::from(["PERSON-01".to_owned()]);
        assert_eq!(without(eye, eye, file, &known).1, 2, "but a name of the document does");
    }

    #[test]
    fn a_value_that_is_gone_already_takes_nothing_with_it() {
        let (eye, file) = ("to [EMAIL:01]\nfrom", "[EMAIL:01] [EMAIL:01] to from");
        assert_eq!(without(eye, eye, file, &none()), (eye.to_owned(), 0));
    }
}
