//! Which findings the user wants: by class, by kind, by profile.

use crate::error::NameError;
use evidact_detect::{Reach, is_number_of_a_person};
use evidact_model::nearest;
use evidact_model::{Class, Confidence, Kind, Profile, RuleId};
use std::collections::BTreeSet;

/// The kinds that findings may have: those of the detectors, of the packs in force and of the user's terms.
#[derive(Debug, Clone, Default)]
pub struct Kinds(BTreeSet<Kind>);

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().collect())
    }
}

impl Kinds {
    /// Adds a kind of the user's own.
    pub(crate) fn insert(&mut self, kind: Kind) {
        self.0.insert(kind);
    }

    /// Reads a kind, in any case: `EMAIL`, `credential:github`, or `CREDENTIAL` for all its providers.
    ///
    /// # Errors
    /// [`NameError`] with the nearest kind there is.
    pub(crate) fn read(&self, name: &str) -> Result<Kind, NameError> {
        let (head, provider) = name.split_once(':').map_or((name, None), |(h, p)| (h, Some(p)));
        let spelled = match provider {
            Some(provider) => format!("{}:{}", head.to_ascii_uppercase(), provider.to_ascii_lowercase()),
            None => head.to_ascii_uppercase(),
        };
        let kind = Kind::parse(&spelled).ok().filter(|kind| self.0.iter().any(|k| is_of(k, kind)));
        kind.ok_or_else(|| NameError { nearest: nearest(&spelled, self.names()) })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Kind::as_str)
    }
}

/// Says whether a kind is the one named, or one of its providers'.
pub(crate) fn is_of(kind: &Kind, named: &Kind) -> bool {
    kind == named || kind.as_str().split_once(':').is_some_and(|(head, _)| head == named.as_str())
}

/// Reads the name of a class.
///
/// # Errors
/// [`NameError`] with the nearest class there is.
pub(crate) fn read_class(name: &str) -> Result<Class, NameError> {
    let found = Class::ALL.into_iter().find(|c| c.as_str() == name);
    found.ok_or_else(|| NameError { nearest: nearest(name, Class::ALL.into_iter().map(Class::as_str)) })
}

/// A class or a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Class(Class),
    Kind(Kind),
}

impl Target {
    fn read(name: &str, kinds: &Kinds) -> Result<Self, NameError> {
        let name = name.trim();
        if let Ok(class) = read_class(&name.to_ascii_lowercase()) {
            return Ok(Self::Class(class));
        }
        let kind = kinds.read(name).map(Self::Kind);
        kind.map_err(|_| {
            let mut all: Vec<&str> = kinds.names().collect();
            all.extend(Class::ALL.map(Class::as_str));
            NameError { nearest: nearest(name, all.into_iter()) }
        })
    }

    fn covers(&self, class: Class, kind: &Kind) -> bool {
        match self {
            Self::Class(named) => *named == class,
            Self::Kind(named) => is_of(kind, named),
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Class(class) => class.fmt(f),
            Self::Kind(kind) => kind.fmt(f),
        }
    }
}

/// Which findings the user wants. The default wants all that the profile reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    only: Vec<Target>,
    skip: Vec<Target>,
}

impl Selection {
    /// Reads the names of classes and kinds; without `only`, everything but `skip`.
    ///
    /// # Errors
    /// [`NameError`] for the first name that is neither a class nor a kind.
    pub fn new(only: &[String], skip: &[String], kinds: &Kinds) -> Result<Self, NameError> {
        let read =
            |names: &[String]| names.iter().map(|n| Target::read(n, kinds)).collect::<Result<Vec<_>, _>>();
        Ok(Self { only: read(only)?, skip: read(skip)? })
    }

    /// Returns this selection with another laid over it: its `only` replaces, its `skip` adds.
    #[must_use]
    pub(crate) fn with(mut self, over: Self) -> Self {
        if !over.only.is_empty() {
            self.only = over.only;
        }
        self.skip.extend(over.skip);
        self
    }

    /// Says whether values of the class and kind are wanted.
    pub(crate) fn wants(&self, class: Class, kind: &Kind) -> bool {
        let among = |targets: &[Target]| targets.iter().any(|t| t.covers(class, kind));
        (self.only.is_empty() || among(&self.only)) && !among(&self.skip)
    }

    /// Says whether no finding of a class can be wanted, so that it need not be looked for.
    pub fn excludes(&self, class: Class) -> bool {
        self.skip.contains(&Target::Class(class))
            || !self.only.is_empty() && self.only.iter().all(|t| matches!(t, Target::Class(c) if *c != class))
    }

    /// Says whether a profile reports a finding.
    ///
    /// The profile `scan` is for repositories: of identifiers it reports those that a check or a name makes
    /// certain and that no repository should hold. What the user names with `only` counts from medium
    /// confidence on, and rules and lists of the user's own are asked for by being given.
    pub(crate) fn reports(
        &self,
        profile: Profile,
        rule: &RuleId,
        kind: &Kind,
        confidence: Confidence,
    ) -> bool {
        confidence >= profile.threshold()
            && (profile == Profile::Redact
                || !self.only.is_empty()
                || !rule.as_str().starts_with("identifier.")
                || confidence == Confidence::High && is_for_repositories(kind.as_str()))
    }

    /// Says how far identifiers are to be looked for, so that a profile reports all that it would.
    pub fn reach(&self, profile: Profile) -> Reach {
        if profile == Profile::Scan && self.only.is_empty() { Reach::Certain } else { Reach::All }
    }

    /// Describes the selection for the manifest.
    pub(crate) fn describe(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        let list =
            |targets: &[Target]| targets.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        [("only", &self.only), ("skip", &self.skip)]
            .into_iter()
            .filter(|(_, targets)| !targets.is_empty())
            .map(move |(name, targets)| (name, list(targets)))
    }
}

/// Says whether the profile `scan` reports identifiers of a kind (at high confidence) without being asked:
/// no repository should hold them.
pub fn is_for_repositories(kind: &str) -> bool {
    is_number_of_a_person(kind)
}

#[cfg(test)]
mod tests {
    use super::{Kinds, Selection};
    use evidact_model::Confidence::{High, Low, Medium};
    use evidact_model::{Class, Kind, Profile, RuleId};

    fn kinds() -> Kinds {
        ["EMAIL", "IP", "CARD", "CREDENTIAL:github", "CREDENTIAL:password"]
            .map(Kind::known)
            .into_iter()
            .collect()
    }

    fn select(only: &[&str], skip: &[&str]) -> Selection {
        let own = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
        Selection::new(&own(only), &own(skip), &kinds()).unwrap()
    }

    #[test]
    fn classes_and_kinds_are_named_in_any_case() {
        let s = select(&["Personal-Data", "credential:GitHub"], &["email"]);
        assert!(s.wants(Class::PersonalData, &Kind::known("CARD")));
        assert!(s.wants(Class::Credential, &Kind::known("CREDENTIAL:github")));
        assert!(!s.wants(Class::Credential, &Kind::known("CREDENTIAL:password")));
        assert!(!s.wants(Class::PersonalData, &Kind::known("EMAIL")));
    }

    #[test]
    fn a_head_names_all_its_providers() {
        let s = select(&[], &["CREDENTIAL"]);
        assert!(!s.wants(Class::Credential, &Kind::known("CREDENTIAL:github")));
        assert!(s.wants(Class::NetworkIdentifier, &Kind::known("IP")));
    }

    #[test]
    fn an_unknown_name_is_an_error_with_the_nearest_one() {
        let error = |name: &str| Selection::new(&[name.to_owned()], &[], &kinds()).err().unwrap().nearest;
        assert_eq!(error("e-mail").as_deref(), Some("EMAIL"));
        assert_eq!(error("personaldata").as_deref(), Some("personal-data"));
        assert_eq!(error("CREDENTIAL:gihtub").as_deref(), Some("CREDENTIAL:github"));
        assert_eq!(error("zzzzzzzzzz"), None);
    }

    #[test]
    fn the_scan_profile_reports_what_no_repository_should_hold() {
        let none = Selection::default();
        let reports = |s: &Selection, rule: &'static str, kind: &'static str, confidence| {
            s.reports(Profile::Scan, &RuleId::detector(rule), &Kind::known(kind), confidence)
        };
        assert!(reports(&none, "identifier.card", "CARD", High));
        assert!(!reports(&none, "identifier.card", "CARD", Medium));
        assert!(!reports(&none, "identifier.ip", "IP", High));
        assert!(reports(&none, "own.identifier", "CUSTOMER", High));
        assert!(reports(&none, "generic.assignment", "CREDENTIAL:password", Medium));
        let asked = select(&["network-identifier"], &[]);
        assert!(reports(&asked, "identifier.ip", "IP", Medium));
        assert!(!reports(&asked, "identifier.ip", "IP", Low));
    }

    #[test]
    fn a_class_that_nobody_wants_need_not_be_looked_for() {
        assert!(select(&["credential"], &[]).excludes(Class::PersonalData));
        assert!(!select(&["credential", "EMAIL"], &[]).excludes(Class::PersonalData));
        assert!(select(&[], &["network-identifier"]).excludes(Class::NetworkIdentifier));
        assert!(!select(&[], &["IP"]).excludes(Class::NetworkIdentifier));
    }
}
