//! Whether what a key names may be plain words.

/// Whether plain words may be the value that a key of the family of passwords names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phrases {
    /// Never: `Pass` is a verdict as well, and of several passwords something is said.
    Never,
    /// In marks of quotation or of code.
    Quoted,
    /// As they stand, for the key says that they are a phrase.
    Bare,
}

impl Phrases {
    pub(super) fn of(word: &[u8]) -> Self {
        const PHRASES: [&[u8]; 3] = [b"phrase", b"frase", b"kennsatz"];
        const NEVER: [&[u8]; 4] = [b"words", b"wds", "w\u{f6}rter".as_bytes(), b"woerter"];
        if PHRASES.iter().any(|known| crate::bytes::contains_folded(word, known)) {
            Self::Bare
        } else if word == b"pass" || NEVER.iter().any(|end| word.ends_with(end)) {
            Self::Never
        } else {
            Self::Quoted
        }
    }
}
