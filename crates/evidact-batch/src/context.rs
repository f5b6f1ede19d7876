//! What a finding is recognised by in a later run: words before it, never the value.
//!
//! A digest of a value, or of a text that may hold one, would let a reader try values until one fits. So the
//! context takes the last words before the value on its line, none of which another finding touches, and keeps
//! sixteen bits of their digest: enough to tell two keys of a file apart, too few to confirm a guess.

use crate::digest::sha256_hex;
use evidact_model::Span;

/// How far before a value words are looked for.
const REACH: usize = 160;
/// How many words count.
const WORDS: usize = 3;

/// Returns the context of a finding as four hexadecimal digits.
///
/// # Exposure
/// Reads the text; returns sixteen bits of a digest of words beside the value.
pub(crate) fn context(text: &[u8], span: Span, found: &[Span]) -> String {
    let floor = span.start().saturating_sub(REACH);
    let before = text.get(floor..span.start()).unwrap_or_default();
    let line = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let mut words: Vec<&[u8]> = Vec::new();
    let mut end = before.len();
    while end > line && words.len() < WORDS {
        let is_letter = |b: &u8| b.is_ascii_alphabetic() || *b == b'_';
        let Some(last) = before.get(line..end).and_then(|b| b.iter().rposition(is_letter)) else { break };
        let stop = line + last + 1;
        let start = before.get(line..stop).and_then(|b| b.iter().rposition(|b| !is_letter(b)));
        let start = start.map_or(line, |s| line + s + 1);
        let free = !found.iter().any(|f| f.start() < floor + stop && floor + start < f.end());
        if let Some(word) = before.get(start..stop).filter(|w| free && (2..=32).contains(&w.len())) {
            words.push(word);
        }
        end = start;
    }
    sha256_hex(&words.join(&b' ')).chars().take(4).collect()
}

#[cfg(test)]
mod tests {
    use super::context;
    use evidact_model::Span;

    fn of(text: &str, value: &str) -> String {
        let start = text.find(value).unwrap();
        context(text.as_bytes(), Span::new(start, start + value.len()).unwrap(), &[])
    }

    #[test]
    fn stays_when_the_value_the_line_or_what_follows_changes() {
        let first = of("db_password = \"VALUE\"\n", "VALUE");
        assert_eq!(first, of("# more\n\ndb_password=OTHER # new\n", "OTHER"));
        assert_ne!(first, of("api_token = \"VALUE\"\n", "VALUE"));
        assert_eq!(first.len(), 4);
    }

    #[test]
    fn takes_no_word_of_another_finding() {
        let text = "login Orange password VALUE";
        let value = Span::new(22, 27).unwrap();
        let other = Span::new(6, 12).unwrap();
        let with = context(text.as_bytes(), value, &[other]);
        assert_eq!(with, of("login Purple password VALUE".replace("Purple ", "").as_str(), "VALUE"));
    }
}
