//! Values that the data itself declares secret: `{"isSecret": true, "default": "…"}`.
//!
//! The name of such a setting need not say anything (`LEDGER_ID`), and the flag may stand before the value or
//! behind it, so values wait for the end of their container.

use crate::event::Token;

/// The key under which a value is shown once more that was declared secret.
pub(crate) const KEY: &[u8] = b"secret";

/// What a key says to the members beside it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Part {
    /// If it is true, the values beside it are secret.
    Flag,
    /// It holds such a value, or several.
    Holds,
    /// It describes something and holds no value, even within a list of values.
    Describes,
    #[default]
    Other,
}

impl Part {
    pub(crate) fn of(key: &[u8]) -> Self {
        const FLAGS: [&[u8]; 8] = [
            b"issecret",
            b"is_secret",
            b"secret",
            b"sensitive",
            b"issensitive",
            b"is_sensitive",
            b"password",
            b"masked",
        ];
        const HOLDS: [&[u8]; 5] = [b"default", b"value", b"placeholder", b"choices", b"options"];
        const DESCRIBES: [&[u8]; 6] = [b"label", b"name", b"title", b"description", b"type", b"id"];
        let is = |word: &&[u8]| key.eq_ignore_ascii_case(word);
        if FLAGS.iter().any(is) {
            Self::Flag
        } else if HOLDS.iter().any(is) {
            Self::Holds
        } else if DESCRIBES.iter().any(is) {
            Self::Describes
        } else {
            Self::Other
        }
    }
}

/// Says whether a value is `true`, in quotes or without them.
pub(crate) fn is_true(raw: &[u8]) -> bool {
    raw.eq_ignore_ascii_case(b"true")
}

/// What one open container knows of secrets.
#[derive(Clone, Copy, Default)]
pub(crate) struct Container {
    /// What the key says that waits for its value.
    pub(crate) part: Part,
    /// It stands itself under a key that holds a value.
    inside: bool,
    /// Its flag is true.
    declared: bool,
    /// Where its values begin among those that wait.
    from: usize,
}

/// The values of open containers that wait for a flag. Every value is kept once, and shown once at most.
#[derive(Default)]
pub(crate) struct Waiting {
    tokens: Vec<Token>,
}

impl Waiting {
    /// Looks at a member of a container.
    pub(crate) fn value(&mut self, container: &mut Container, token: Token, raw: &[u8]) {
        match std::mem::take(&mut container.part) {
            Part::Flag if is_true(raw) => container.declared = true,
            Part::Holds => self.tokens.push(token),
            Part::Flag | Part::Other if container.inside => self.tokens.push(token),
            Part::Flag | Part::Other | Part::Describes => {}
        }
    }

    /// Opens a container within another.
    pub(crate) fn open(&self, above: &mut Container) -> Container {
        let part = std::mem::take(&mut above.part);
        let inside = part == Part::Holds || above.inside && part != Part::Describes;
        Container { inside, from: self.tokens.len(), ..Container::default() }
    }

    /// Closes a container; returns its values if they are secret.
    pub(crate) fn close(&mut self, container: Container) -> Vec<Token> {
        if container.declared {
            return self.tokens.split_off(container.from.min(self.tokens.len()));
        }
        if !container.inside {
            self.tokens.truncate(container.from);
        }
        Vec::new()
    }
}
