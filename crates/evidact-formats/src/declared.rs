//! Values that the data itself declares secret: `{"isSecret": true, "default": "…"}`, or describes as such:
//! `{"type": "pickString", "description": "token to use", "options": ["…"]}`.
//!
//! The name of such a setting need not say anything (`LEDGER_ID`), and the flag or description may stand before the
//! value or behind it, so values wait for the end of their container.

use crate::event::Token;

/// What a key says to the members beside it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Part {
    /// If it is true, the values beside it are secret.
    Flag,
    /// If it is true, the values beside it are shown to nobody, as passwords are.
    Unread,
    /// It holds such a value, or several.
    Holds,
    /// It names something and holds no value, even within a list of values.
    Names,
    /// It says in words what the value is, which may be a credential.
    Describes,
    /// It says how the value is asked for.
    Type,
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
        const HOLDS: [&[u8]; 8] =
            [b"default", b"value", b"placeholder", b"choices", b"options", b"example", b"examples", b"const"];
        const NAMES: [&[u8]; 2] = [b"name", b"id"];
        const DESCRIBES: [&[u8]; 5] = [b"label", b"title", b"description", b"prompt", b"hint"];
        let is = |word: &&[u8]| key.eq_ignore_ascii_case(word);
        if key.eq_ignore_ascii_case(b"writeOnly") {
            Self::Unread
        } else if FLAGS.iter().any(is) {
            Self::Flag
        } else if HOLDS.iter().any(is) {
            Self::Holds
        } else if DESCRIBES.iter().any(is) {
            Self::Describes
        } else if NAMES.iter().any(is) {
            Self::Names
        } else if [&b"type"[..], b"format"].iter().any(is) {
            Self::Type
        } else {
            Self::Other
        }
    }
}

/// Says whether a value is `true`, in quotes or without them.
pub(crate) fn is_true(raw: &[u8]) -> bool {
    raw.eq_ignore_ascii_case(b"true")
}

/// How a container says that its values are secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Its flag is true.
    Flag,
    /// Somebody is asked for the value.
    Asks,
    /// What describes it names a credential.
    Names,
    /// It is typed as a password.
    Typed,
    /// What describes it speaks of a key, which may open a door or a table.
    Hints,
}

/// The signs that were seen in one container.
#[derive(Clone, Copy, Default)]
struct Signs(u8);

impl Signs {
    fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u8;
    }

    /// `type` and `format` say how a value is asked for and kept.
    fn add_type(&mut self, raw: &[u8]) {
        let is = |words: &[&[u8]]| words.iter().any(|word| raw.eq_ignore_ascii_case(word));
        if is(&[b"secret", b"SecureString", b"sensitive"]) {
            self.add(Sign::Flag);
        } else if is(&[b"pickString", b"promptString"]) {
            self.add(Sign::Asks);
        } else if is(&[b"password"]) {
            self.add(Sign::Names);
            self.add(Sign::Typed);
        }
    }

    fn has(self, sign: Sign) -> bool {
        self.0 & 1 << sign as u8 != 0
    }

    /// Returns the key under which the values are shown once more: what it says decides which values count.
    fn key(self) -> Option<&'static [u8]> {
        if self.has(Sign::Flag) {
            Some(b"secret")
        } else if self.has(Sign::Names) && self.has(Sign::Asks) {
            Some(b"token")
        } else if self.has(Sign::Typed) {
            // A word may be what the field asks for, a password is more.
            Some(b"fieldpass")
        } else if self.has(Sign::Names) || self.has(Sign::Hints) {
            Some(b"key")
        } else {
            None
        }
    }
}

/// What one open container knows of secrets.
#[derive(Clone, Copy, Default)]
pub(crate) struct Container {
    /// What the key says that waits for its value.
    pub(crate) part: Part,
    /// It stands itself under a key that holds a value.
    inside: bool,
    signs: Signs,
    /// Where its values begin among those that wait.
    from: usize,
}

/// Returns what a description says of the value beside it.
fn named_by(text: &[u8]) -> Option<Sign> {
    const NAMES: [&[u8]; 10] = [
        b"token",
        b"password",
        b"passphrase",
        b"passwort",
        b"kennwort",
        b"secret",
        b"credential",
        b"api key",
        b"api-key",
        b"apikey",
    ];
    // A longer text is no label, and what it speaks of may be anything.
    let text = text.get(..200).unwrap_or(text).to_ascii_lowercase();
    let ends = |word: &[u8]| {
        let mut found = memchr::memmem::find_iter(&text, word);
        found.any(|at| !text.get(at + word.len()).is_some_and(u8::is_ascii_alphabetic))
    };
    if NAMES.iter().any(|word| ends(word)) {
        return Some(Sign::Names);
    }
    let hints = text.split(|b| !b.is_ascii_alphanumeric()).any(|word| matches!(word, b"key" | b"pat"));
    hints.then_some(Sign::Hints)
}

/// The values of open containers that wait for a sign. Every value is kept once, and shown once at most.
#[derive(Default)]
pub(crate) struct Waiting {
    tokens: Vec<Token>,
}

impl Waiting {
    /// Looks at a member of a container.
    pub(crate) fn value(&mut self, container: &mut Container, token: Token, raw: &[u8]) {
        match std::mem::take(&mut container.part) {
            Part::Flag if is_true(raw) => container.signs.add(Sign::Flag),
            Part::Unread if is_true(raw) => container.signs.add(Sign::Hints),
            Part::Holds => self.tokens.push(token),
            Part::Flag | Part::Unread | Part::Other if container.inside => self.tokens.push(token),
            Part::Type => container.signs.add_type(raw),
            Part::Describes => {
                if let Some(sign) = named_by(raw) {
                    container.signs.add(sign);
                }
            }
            Part::Flag | Part::Unread | Part::Other | Part::Names => {}
        }
    }

    /// Opens a container within another.
    pub(crate) fn open(&self, above: &mut Container) -> Container {
        let part = std::mem::take(&mut above.part);
        let inside = part == Part::Holds || above.inside && !matches!(part, Part::Describes | Part::Names);
        Container { inside, from: self.tokens.len(), ..Container::default() }
    }

    /// Closes a container; returns its values if they are secret, and the key that says so.
    pub(crate) fn close(&mut self, container: Container) -> Option<(&'static [u8], Vec<Token>)> {
        if let Some(key) = container.signs.key() {
            return Some((key, self.tokens.split_off(container.from.min(self.tokens.len()))));
        }
        if !container.inside {
            self.tokens.truncate(container.from);
        }
        None
    }
}
