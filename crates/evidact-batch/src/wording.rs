//! What the program writes of itself: a value that is no more than that betrays nobody.

use crate::words::normal;

/// A phrase a line, blanks around it; gathered from the sources by the build script.
static WORDING: &str = include_str!(concat!(env!("OUT_DIR"), "/wording.txt"));

/// Says whether a value is a word or a run of words that indexes and reports say of themselves. What a theme or catalog
/// of the user's own says is not among it: a customer's name there is told, whoever wrote it.
pub(crate) fn says(value: &[u8]) -> bool {
    let Some(words) = std::str::from_utf8(value).ok().map(normal) else { return false };
    let phrase = format!(" {words} ");
    words.contains(char::is_alphabetic)
        && memchr::memmem::find(WORDING.as_bytes(), phrase.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn headings_keys_fonts_and_items_are_wording_and_names_are_not() {
        for word in
            ["Context", "Trust boundaries", "Roboto", "Segoe UI", "Consent", "OSCAL", "Claude Desktop"]
        {
            assert!(says(word.as_bytes()), "{word}");
        }
        for name in ["Kestrel", "Jane Example", "Consent Trust Roboto", "4711", ""] {
            assert!(!says(name.as_bytes()), "{name}");
        }
    }
}
