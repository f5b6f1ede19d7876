//! Possible names: words that may be a person's and that nothing around them supports. They are suggestions
//! for a reviewer, listed by place; they are never redacted, so they are asked for apart from all findings.

use super::bytes::{byte, is_word, part, placeholder, run};
use super::names::{self, Listed};
use crate::Hit;
use evidact_model::{Class, Confidence, Kind, RuleId, Span};

/// Appends the possible names of a text that overlap none of the `known` hits, which are in order of start.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn names(text: &[u8], known: &[Hit], hits: &mut Vec<Hit>) {
    let mut i = 0;
    let mut next_known = 0;
    while i < text.len() {
        if let Some(end) = placeholder(text, i) {
            i = end;
            continue;
        }
        let Some(word) = names::word_at(text, i).filter(|_| !is_word(super::bytes::before(text, i))) else {
            i += 1;
            continue;
        };
        let end = possible(text, i, word.end);
        while known.get(next_known).is_some_and(|k| k.span.end() <= i) {
            next_known += 1;
        }
        let covered = known.get(next_known).is_some_and(|k| k.span.start() < end.unwrap_or(word.end));
        if let Some(end) = end.filter(|_| !covered)
            && let Some(span) = Span::new(i, end)
        {
            hits.push(Hit {
                rule: RuleId::detector("identifier.possible-name"),
                class: Class::PersonalData,
                kind: Kind::known("PERSON"),
                confidence: Confidence::Low,
                span,
            });
        }
        i = end.unwrap_or(word.end).max(i + 1);
    }
}

/// The end of a possible name that starts with the word `start..end`: a listed word, or a pair in a sentence.
fn possible(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let listed = names::listed(part(text, start, end));
    if listed == Listed::Never || end - start < 3 || joined(text, start, end) {
        return None;
    }
    let pair = names::read(text, start, text.len()).filter(|n| n.words > 1);
    match (listed, pair) {
        (Listed::Given | Listed::Family, Some(name)) => Some(name.end),
        (Listed::Given | Listed::Family, None) => Some(end),
        (_, Some(name)) if !names::starts_sentence(text, start) && name.words < 4 => Some(name.end),
        _ => None,
    }
}

/// Says whether the word is a part of a path, an identifier or an address.
fn joined(text: &[u8], start: usize, end: usize) -> bool {
    let glue = |b: u8| matches!(b, b'.' | b'/' | b'\\' | b'@' | b'_' | b'$' | b'=' | b'(' | b'#' | b'-');
    let after = byte(text, end);
    let call = run(text, end + 1, 1, |b| b.is_ascii_alphanumeric()) > end + 1;
    glue(super::bytes::before(text, start)) || (glue(after) && call)
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::Reach;
    use crate::identifiers::scan_text;
    use evidact_model::TextKind;

    fn suggested(text: &str) -> Vec<&str> {
        let (mut known, mut hits) = (Vec::new(), Vec::new());
        scan_text(text.as_bytes(), TextKind::Prose, Reach::All, &mut known);
        names(text.as_bytes(), &known, &mut hits);
        hits.iter().filter_map(|h| text.get(h.span.range())).collect()
    }

    #[test]
    fn suggests_what_nothing_supports() {
        assert_eq!(
            suggested("The Kowalski file is in the Zorvik Brandel drawer."),
            ["Kowalski", "Zorvik Brandel"]
        );
        assert_eq!(suggested("Samantha: the first of them"), Vec::<&str>::new());
    }

    #[test]
    fn does_not_suggest_what_was_found_or_replaced_or_is_no_name() {
        assert!(suggested("[PERSON:01] met PERSON-02 and Jane Doe.").is_empty());
        assert!(suggested("The Security Team reads src/Kowalski.java on Monday.").is_empty());
    }
}
