//! Every sensitive value of a run, once, with its placeholder. In memory only.
//!
//! Numbers follow the first appearance in the sorted sources. The reader of a package sees that order
//! anyway, so it tells nothing more; an order by value or by an unkeyed hash would.

use crate::aliases::Aliases;
use crate::betrayed::{Betrayed, Value};
use crate::engine::Engine;
use crate::needles::Needles;
use crate::policy::Action;
use crate::sighting::{Sighting, Subject};
use crate::spellings::{self, Spellings};
use evidact_model::{Class, Confidence, Kind, Placeholder};
use evidact_raw::SecretBuf;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// One value. Not printable.
pub(crate) struct Entry {
    pub(crate) value: SecretBuf,
    pub(crate) class: Class,
    pub(crate) kind: Kind,
    pub(crate) confidence: Confidence,
    /// From 1; 0 until numbered.
    pub(crate) number: u32,
    pub(crate) origin: Origin,
}

/// How a value came into the ledger.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It stands in a source, or is a term of the user's.
    Seen,
    /// A name that an address tells.
    Told,
}

/// Every sensitive value of a run and its placeholder.
#[derive(Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    by_key: BTreeMap<SecretBuf, usize>,
    taken: BTreeMap<Kind, BTreeSet<u32>>,
    last: BTreeMap<Kind, u32>,
    aliases: Aliases,
    spellings: Spellings,
    /// Built when something is searched for the first time, and anew after values were added.
    needles: OnceLock<Needles>,
    /// Aliases of which nobody can say whom they mean.
    unclear: OnceLock<Needles>,
}

/// Placeholders that the input already holds; their numbers are not given again.
#[derive(Default, Clone)]
pub struct Reserved(BTreeSet<(Kind, u32)>);

impl Reserved {
    /// Collects the placeholders in a text.
    pub fn collect(&mut self, text: &[u8]) {
        for at in memchr::memchr_iter(b'[', text) {
            if let Some((placeholder, _)) = text.get(at..).and_then(Placeholder::at_start) {
                self.0.insert((placeholder.kind, placeholder.number));
            }
        }
    }

    /// Adds what another thread collected.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl Ledger {
    /// Starts a ledger that gives no number of `reserved`. The user's own terms are in it from the start.
    pub fn new(engine: &Engine, reserved: Reserved) -> Self {
        let mut ledger = Self::default();
        for (kind, number) in reserved.0 {
            ledger.taken.entry(kind).or_default().insert(number);
        }
        for (value, kind) in engine.policy().terms() {
            ledger.learn(Class::CustomerIdentifier, kind, Confidence::High, value);
        }
        ledger
    }

    /// Takes in what sources betray, in the order of the sources. Says whether anything was new.
    ///
    /// Values whose placeholder will stand somewhere are numbered before those that a longer one swallows.
    pub fn absorb<'a>(&mut self, sources: impl Iterator<Item = &'a Betrayed>) -> bool {
        let before = self.entries.len();
        let mut winners = Vec::new();
        for betrayed in sources {
            for Value { class, kind, confidence, text } in betrayed.values() {
                let pair = self.learn(*class, kind, *confidence, text);
                if let Some(password) = password_of_pair(*class, text.expose()) {
                    let alone = self.learn(*class, kind, *confidence, &SecretBuf::new(&password));
                    self.spellings.means(pair, alone);
                }
            }
            let won = betrayed.winners();
            winners.extend(won.filter_map(|v| self.by_key.get(&canonical(&v.kind, v.text.expose()))));
        }
        let grew = self.entries.len() > before;
        if grew {
            self.tell_names();
            self.aliases = Aliases::of(&self.entries);
            self.needles = OnceLock::new();
            self.unclear = OnceLock::new();
        }
        for index in winners.into_iter().chain(before..self.entries.len()) {
            self.number(index);
        }
        // The terms come first and are numbered with the first sources.
        for index in 0..before {
            self.number(index);
        }
        grew
    }

    /// Takes in the names that addresses tell. They come last, so that a number is missing at most behind
    /// those that stand somewhere.
    fn tell_names(&mut self) {
        for name in Aliases::unnamed(&self.entries) {
            let (value, kind) = (SecretBuf::new(&name), Kind::known("PERSON"));
            let key = canonical(&kind, &name);
            self.by_key.entry(key).or_insert_with(|| {
                self.entries.push(Entry {
                    value,
                    class: Class::PersonalData,
                    kind,
                    confidence: Confidence::High,
                    number: 0,
                    origin: Origin::Told,
                });
                self.entries.len() - 1
            });
        }
    }

    /// Returns the entry whose placeholder stands for an entry: that of the same value in another spelling, of the
    /// password of a pair, of the same person.
    fn placeholder_entry(&self, index: usize) -> usize {
        self.spellings.first(self.person_entry(self.spellings.first(index)))
    }

    fn person_entry(&self, index: usize) -> usize {
        let Some(entry) = self.entries.get(index) else { return index };
        let named =
            matches!(entry.kind.as_str(), "PERSON" | "CUSTOMER") && !entry.value.expose().contains(&b'@');
        if !named {
            return index;
        }
        self.aliases.entry_of(entry.value.expose()).unwrap_or(index)
    }

    /// Takes in a value and returns its entry. The rule that says most of it names it, wherever it stands.
    fn learn(&mut self, class: Class, kind: &Kind, confidence: Confidence, value: &SecretBuf) -> usize {
        let key = canonical(kind, value.expose());
        let known = self.by_key.get(&key).copied();
        if class == Class::CustomerIdentifier {
            self.spellings.add(known.unwrap_or(self.entries.len()), value.expose());
        }
        if let Some(index) = known {
            if let Some(entry) = self.entries.get_mut(index).filter(|e| e.number == 0) {
                let old = (spellings::tells(&entry.kind), entry.confidence);
                let new = (spellings::tells(kind), confidence);
                // Of two classes the surer one counts.
                let is_better = if class == entry.class { new > old } else { new.1 > old.1 };
                if is_better {
                    entry.class = class;
                    entry.kind = kind.clone();
                }
                entry.confidence = entry.confidence.max(confidence);
            }
            return index;
        }
        let index = self.entries.len();
        self.by_key.insert(key, index);
        self.entries.push(Entry {
            value: value.clone(),
            class,
            kind: kind.clone(),
            confidence,
            number: 0,
            origin: Origin::Seen,
        });
        index
    }

    fn number(&mut self, index: usize) {
        let first = self.placeholder_entry(index);
        self.number_one(first);
        if first != index {
            let number = self.entries.get(first).map_or(0, |e| e.number);
            if let Some(entry) = self.entries.get_mut(index).filter(|e| e.number == 0) {
                entry.number = number;
            }
        }
    }

    fn number_one(&mut self, index: usize) {
        let Some(entry) = self.entries.get_mut(index).filter(|e| e.number == 0) else { return };
        let last = self.last.entry(entry.kind.clone()).or_insert(0);
        *last += 1;
        if let Some(taken) = self.taken.get(&entry.kind) {
            while taken.contains(last) {
                *last += 1;
            }
        }
        entry.number = *last;
    }

    /// Returns where a sighting's value stands in the ledger.
    pub(crate) fn index_of(&self, sighting: &Sighting) -> Option<usize> {
        match &sighting.subject {
            Subject::Known(index) => Some(*index),
            Subject::Value(value) => {
                self.by_key.get(&canonical(&sighting.finding.kind, value.expose())).copied()
            }
        }
    }

    /// Returns how sure it is that the value of a sighting is one.
    pub(crate) fn confidence(&self, sighting: &Sighting) -> Confidence {
        let entry = self.index_of(sighting).and_then(|index| self.entries.get(index));
        entry.map_or(Confidence::High, |entry| entry.confidence)
    }

    /// Returns the class and the placeholder of an entry, as the policy wants it shown.
    pub(crate) fn shown(&self, engine: &Engine, index: usize) -> Option<(Class, Placeholder)> {
        let entry = self.entries.get(index)?;
        let action = engine.policy().action(entry.class, &entry.kind, entry.value.expose());
        let shown = self.entries.get(self.placeholder_entry(index)).unwrap_or(entry);
        let placeholder = match action {
            Action::Remove => Placeholder { kind: Kind::known("REMOVED"), number: 1 },
            Action::Replace | Action::Keep(_) => {
                Placeholder { kind: shown.kind.clone(), number: shown.number.max(1) }
            }
        };
        Some((entry.class, placeholder))
    }

    /// Returns the placeholder that stands for the value of a sighting, e.g. to tell equal values apart from
    /// different ones in the output of a scan.
    pub fn placeholder(&self, sighting: &Sighting) -> Option<Placeholder> {
        let entry = self.entries.get(self.placeholder_entry(self.index_of(sighting)?))?;
        Some(Placeholder { kind: entry.kind.clone(), number: entry.number.max(1) })
    }

    pub(crate) fn needles(&self) -> &Needles {
        self.needles.get_or_init(|| Needles::build(&self.entries, &self.aliases))
    }

    /// Returns the aliases that may mean several people, or nobody.
    pub(crate) fn unclear(&self) -> &Needles {
        self.unclear.get_or_init(|| Needles::unclear(&self.aliases))
    }

    /// Counts the distinct values, a class: other spellings of one are none.
    pub fn values_by_class(&self) -> BTreeMap<Class, u64> {
        let mut out = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if entry.origin == Origin::Seen && self.spellings.first(index) == index {
                *out.entry(entry.class).or_insert(0) += 1;
            }
        }
        out
    }
}

/// Says whether the policy replaces the value of a sighting.
pub(crate) fn replaces(engine: &Engine, sighting: &Sighting) -> bool {
    keep_reason(engine, sighting).is_none()
}

/// Returns the user's reason for keeping the value of a sighting, if there is one.
pub(crate) fn keep_reason(engine: &Engine, sighting: &Sighting) -> Option<String> {
    let Subject::Value(value) = &sighting.subject else { return None };
    let f = &sighting.finding;
    engine.policy().keeps(&f.rule, f.class, &f.kind, value.expose())
}

/// The password of a `user:password` or `user/password` pair, plain or in base64 (RFC 7617), which may stand
/// by itself elsewhere.
fn password_of_pair(class: Class, value: &[u8]) -> Option<Vec<u8>> {
    if class != Class::Credential || value.len() > 512 {
        return None;
    }
    let plain = |pair: &[u8], mark: u8| {
        let mut parts = pair.split(|&b| b == mark);
        let (user, password) = (parts.next()?, parts.next()?);
        let is_pair = parts.next().is_none() && !user.is_empty() && pair.iter().all(u8::is_ascii_graphic);
        (is_pair && password.len() >= 6 && !password.starts_with(b"/")).then(|| password.to_vec())
    };
    let is_name =
        |user: &[u8]| user.iter().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_' | b'-'));
    let by_slash = || {
        let user = value.split(|&b| b == b'/').next().filter(|u| is_name(u))?;
        let password = plain(value, b'/')?;
        (user.len() >= 2 && password.iter().any(u8::is_ascii_digit)).then_some(password)
    };
    let in_base64 = || {
        let decoded = crate::verify::base64_decoded(value)?;
        plain(&decoded, b':')
    };
    plain(value, b':').or_else(by_slash).or_else(in_base64)
}

/// What makes two values the same: exact for credentials, case-blind for names and addresses, letters and
/// digits alone for numbers that people write with separators.
fn canonical(kind: &Kind, value: &[u8]) -> SecretBuf {
    let value = value.trim_ascii();
    let head = kind.as_str().split(':').next().unwrap_or_default();
    let mut key = match head {
        "EMAIL" | "HOST" | "USERNAME" | "PERSON" | "CUSTOMER" | "ADDRESS" | "MAC" => {
            value.to_ascii_lowercase()
        }
        "PHONE" | "CARD" | "IBAN" | "SSN" | "NATIONAL-ID" | "TAX-ID" | "CUSTOMER-ID" | "ACCOUNT"
        | "PASSPORT" => value
            .iter()
            .filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
            .map(u8::to_ascii_uppercase)
            .collect(),
        _ => value.to_vec(),
    };
    if key.is_empty() {
        key.extend_from_slice(value);
    }
    SecretBuf::new(&key)
}

#[cfg(test)]
mod tests {
    use super::password_of_pair;
    use evidact_model::Class;

    #[test]
    fn the_password_of_a_pair_is_known_by_itself() {
        let found = |value: &str| password_of_pair(Class::Credential, value.as_bytes());
        for pair in ["bob:River-Glacier-59", "bob/River-Glacier-59", "Ym9iOlJpdmVyLUdsYWNpZXItNTk="] {
            assert_eq!(found(pair).as_deref(), Some(&b"River-Glacier-59"[..]), "{pair}");
        }
        for no_pair in ["https://example.com", "River-Glacier-59", "a/b/c1234567", "text/html"] {
            assert_eq!(found(no_pair), None, "{no_pair}");
        }
    }
}
