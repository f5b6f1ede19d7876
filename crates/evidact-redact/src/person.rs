//! What a name or an address of a person tells: given and family name, and the other ways to write them.

use evidact_detect::{is_everyday_word, is_no_name};
use evidact_model::{Confidence, Kind};

/// The parts of a person's name, in small letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Person {
    given: Vec<u8>,
    family: Vec<u8>,
}

/// A way to write a name, and how it may be searched.
pub(crate) struct Alias {
    /// Words in small letters with single spaces between them.
    pub(crate) key: Vec<u8>,
    pub(crate) reach: Reach,
}

/// Where an alias counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Anywhere, with any of these between its words.
    Anywhere,
    /// Nowhere by itself: one name, or letters that may be a word.
    Named,
}

/// Words of addresses that are no person's.
const ROLES: &[&str] = &[
    "account",
    "accounts",
    "admin",
    "administrator",
    "alert",
    "alerts",
    "api",
    "backup",
    "billing",
    "bot",
    "build",
    "ci",
    "contact",
    "customer",
    "data",
    "deploy",
    "desk",
    "dev",
    "devops",
    "do",
    "export",
    "help",
    "helpdesk",
    "hr",
    "info",
    "it",
    "jobs",
    "kontakt",
    "list",
    "mail",
    "mailer",
    "marketing",
    "news",
    "newsletter",
    "no",
    "noc",
    "noreply",
    "notification",
    "notifications",
    "office",
    "ops",
    "orders",
    "postmaster",
    "press",
    "privacy",
    "reply",
    "report",
    "reports",
    "root",
    "sales",
    "security",
    "service",
    "shop",
    "soc",
    "support",
    "sysadmin",
    "system",
    "team",
    "test",
    "user",
    "users",
    "web",
    "webmaster",
];

impl Person {
    /// Reads the name out of a value that the ledger knows; `None` if it is not sure that there is one.
    pub(crate) fn of(kind: &Kind, confidence: Confidence, value: &[u8]) -> Option<Self> {
        match kind.as_str() {
            "PERSON" if confidence > Confidence::Low => Self::of_name(value),
            "CUSTOMER" if confidence == Confidence::High => Self::of_name(value),
            "EMAIL" | "CUSTOMER" => Self::of_address(value),
            _ => None,
        }
    }

    /// "Jane Doe", "Doe, Jane", "Jane Q. Doe", "Dr. Jane Doe".
    fn of_name(value: &[u8]) -> Option<Self> {
        let comma = value.iter().position(|&b| b == b',');
        let written = value.split(|&b| b == b' ' || b == b',').filter(|w| !w.is_empty());
        let words: Vec<&[u8]> = written.filter(|w| !is_title(w)).collect();
        let upper = |w: &&[u8]| w.first().is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii());
        let named = |w: &&[u8]| {
            let letters = w.iter().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
            letters >= 2
                && w.iter().all(|b| b.is_ascii_alphabetic() || !b.is_ascii() || matches!(b, b'-' | b'\''))
        };
        let (first, last) = (*words.first()?, *words.last()?);
        if words.len() < 2 || words.len() > 4 || ![first, last].iter().all(|w| named(w) && upper(w)) {
            return None;
        }
        let (given, family) = if comma.is_some() { (*words.get(1)?, first) } else { (first, last) };
        Self::new(given, family)
    }

    /// `jane.doe@example.com`.
    fn of_address(value: &[u8]) -> Option<Self> {
        let at = value.iter().position(|&b| b == b'@')?;
        let local = value.get(..at)?;
        let digits = local.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let local = local.get(..local.len() - digits)?;
        let mut words = local.splitn(2, |b| matches!(b, b'.' | b'_'));
        let (given, family) = (words.next()?, words.next()?);
        let letters = |w: &[u8]| w.iter().all(|b| b.is_ascii_alphabetic() || *b == b'-');
        let role = |w: &[u8]| {
            let lower = w.to_ascii_lowercase();
            std::str::from_utf8(&lower).is_ok_and(|w| ROLES.binary_search(&w).is_ok())
        };
        let names = letters(given) && letters(family) && given.len() >= 3 && family.len() >= 3;
        if names && !role(given) && !role(family) { Self::new(given, family) } else { None }
    }

    fn new(given: &[u8], family: &[u8]) -> Option<Self> {
        if is_no_name(given) && is_no_name(family) {
            return None;
        }
        Some(Self { given: lower(given), family: lower(family) })
    }

    /// Returns the name as a value of its own.
    pub(crate) fn full_name(&self) -> Vec<u8> {
        [&capital(&self.given)[..], b" ", &capital(&self.family)].concat()
    }

    /// Returns the family name, for a place behind a title.
    pub(crate) fn family(&self) -> &[u8] {
        &self.family
    }

    /// Returns the given name, for a place where somebody signs.
    pub(crate) fn given(&self) -> &[u8] {
        &self.given
    }

    /// Returns the ways to write the name.
    pub(crate) fn aliases(&self) -> Vec<Alias> {
        let initial = first_letter(&self.given);
        let words = |words: &[&[u8]]| words.join(&b' ');
        let glued = |words: &[&[u8]]| words.concat();
        let (given, family) = (&self.given[..], &self.family[..]);
        let word = glued(&[initial, family]);
        // A few letters may be a word of prose or code.
        let risky = word.len() < MIN_WORD || is_everyday_word(&word) || family.len() < MIN_FAMILY;
        let everyday = is_everyday_word(family);
        let anywhere = |sure: bool| if sure { Reach::Anywhere } else { Reach::Named };
        let alias = |key, reach| Alias { key, reach };
        vec![
            alias(words(&[given, family]), Reach::Anywhere),
            alias(words(&[family, given]), Reach::Anywhere),
            alias(glued(&[given, family]), anywhere(given.len() + family.len() >= 6)),
            alias(glued(&[family, given]), anywhere(given.len() + family.len() >= 6)),
            alias(words(&[initial, family]), anywhere(!everyday && family.len() >= MIN_FAMILY)),
            alias(words(&[family, initial]), anywhere(!everyday && family.len() >= MIN_FAMILY)),
            alias(word, anywhere(!risky)),
            alias(given.to_vec(), Reach::Named),
            alias(family.to_vec(), Reach::Named),
        ]
    }
}

/// Letters of a user name that is searched without a cue.
const MIN_WORD: usize = 4;
const MIN_FAMILY: usize = 3;

fn lower(word: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(word).to_lowercase().into_bytes()
}

fn capital(word: &[u8]) -> Vec<u8> {
    let mut word = word.to_vec();
    if let Some(first) = word.first_mut() {
        first.make_ascii_uppercase();
    }
    word
}

fn first_letter(word: &[u8]) -> &[u8] {
    let len = word.iter().skip(1).take_while(|b| **b & 0xC0 == 0x80).count() + 1;
    word.get(..len).unwrap_or(word)
}

/// Returns the key of a value: its words in small letters, with single spaces.
pub(crate) fn key_of(value: &[u8]) -> Vec<u8> {
    let value = lower(value);
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'-' | b'\'');
    let words: Vec<&[u8]> = value.split(|b| !is_word(b)).filter(|w| !w.is_empty() && !is_title(w)).collect();
    words.join(&b' ')
}

/// Words before a family name.
const TITLES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "herr",
    "herrn",
    "frau",
    "hr",
    "fr",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "don",
    "dott",
    "sig",
    "signora",
    "dhr",
    "mevr",
    "pan",
];

/// Says whether a word is a title, with or without its dot.
pub(crate) fn is_title(word: &[u8]) -> bool {
    let word = word.strip_suffix(b".").unwrap_or(word);
    TITLES.iter().any(|t| word.eq_ignore_ascii_case(t.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Person, ROLES, Reach, key_of};
    use evidact_model::{Confidence, Kind};

    fn name(kind: &'static str, value: &str) -> Option<String> {
        let person = Person::of(&Kind::known(kind), Confidence::Medium, value.as_bytes())?;
        Some(String::from_utf8(person.full_name()).expect("made of text"))
    }

    #[test]
    fn the_list_of_roles_is_sorted() {
        assert!(ROLES.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn reads_names_and_addresses_of_people() {
        for (kind, value) in [
            ("PERSON", "Zelda Ronsardy"),
            ("PERSON", "Ronsardy, Zelda"),
            ("PERSON", "Dr. Zelda Q. Ronsardy"),
            ("EMAIL", "zelda.ronsardy@example.com"),
            ("EMAIL", "Zelda_Ronsardy2@example.org"),
        ] {
            assert_eq!(name(kind, value).as_deref(), Some("Zelda Ronsardy"), "{value}");
        }
    }

    #[test]
    fn takes_no_role_and_no_words_for_a_person() {
        for (kind, value) in [
            ("EMAIL", "data.export@example.com"),
            ("EMAIL", "acme.support@example.com"),
            ("EMAIL", "zelda@example.com"),
            ("EMAIL", "z.ronsardy@example.com"),
            ("PERSON", "Will Power"),
            ("PERSON", "Zelda"),
            ("PERSON", "Zelda 7"),
            ("HOST", "zelda.ronsardy@example.com"),
        ] {
            assert_eq!(name(kind, value), None, "{value}");
        }
    }

    #[test]
    fn short_or_everyday_user_names_are_not_searched() {
        let reach = |given: &str, family: &str, key: &str| {
            let person = Person::new(given.as_bytes(), family.as_bytes()).expect("a name");
            person.aliases().iter().find(|a| a.key == key.as_bytes()).map(|a| a.reach == Reach::Anywhere)
        };
        assert_eq!(reach("zelda", "ronsardy", "zronsardy"), Some(true));
        assert_eq!(reach("jane", "doe", "jdoe"), Some(true));
        assert_eq!(reach("sam", "mall", "small"), Some(false));
        assert_eq!(reach("wei", "li", "wli"), Some(false));
        assert_eq!(reach("zelda", "long", "z long"), Some(false));
        assert_eq!(key_of(b"Dr. J. Doe"), b"j doe");
    }
}
