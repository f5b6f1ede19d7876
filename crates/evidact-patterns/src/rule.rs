//! The rules in force: the built-in ones and what the user adds.

use crate::pack::{Pack, PackError, PackRule};
use crate::validator::Validator;
use crate::{digest, embedded, shape};
use evidact_model::{Class, Confidence, Kind, RuleId};
use std::collections::BTreeSet;

/// One described way to find one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// `<provider>.<thing>`.
    pub id: RuleId,
    /// The provider.
    pub provider: String,
    /// What is found, in a few words.
    pub title: String,
    /// The class of what is found.
    pub class: Class,
    /// What stands in the placeholder.
    pub kind: Kind,
    /// How sure a match makes us.
    pub confidence: Confidence,
    /// The expression, for a bytes engine with Unicode switched off; the group `secret` is the value.
    pub regex: String,
    /// Context words in lower case. If there are any, one must be in the same text, in any case.
    pub keywords: Vec<String>,
    /// What else is asked of a match.
    pub validator: Validator,
}

/// The rules in force.
///
/// ```
/// # use evidact_patterns::RuleSet;
/// let rules = RuleSet::builtin();
/// assert_eq!(rules.digest().len(), 12);
/// ```
#[derive(Debug, Clone)]
pub struct RuleSet {
    rules: Vec<Rule>,
    chain: String,
    packs: usize,
}

impl RuleSet {
    /// Returns the rules of the packs that the program was built with. Parses nothing.
    pub fn builtin() -> Self {
        Self {
            rules: embedded::rules().iter().map(StaticRule::to_rule).collect(),
            chain: embedded::digest().to_owned(),
            packs: embedded::builtin_packs().count(),
        }
    }

    /// Returns no rules, to build a set of the user's packs alone.
    pub fn empty() -> Self {
        Self { rules: Vec::new(), chain: String::new(), packs: 0 }
    }

    /// Returns the rules, built-in packs first, in the order of their packs.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Adds a user's pack. `pack_name` stands in errors; it should be a file name, not a path.
    ///
    /// # Errors
    /// [`PackError`] if the pack cannot be read, if a rule's id is taken, or if a regex would not be safe:
    /// no group `secret`, no bound on its length, or nothing literal to look for.
    pub fn with_pack(mut self, pack_name: &str, text: &str) -> Result<Self, PackError> {
        let pack = Pack::parse(pack_name, text)?;
        let mut taken: BTreeSet<&str> = self.rules.iter().map(|r| r.id.as_str()).collect();
        for rule in &pack.rules {
            let fail = |what| PackError { pack: pack_name.to_owned(), line: rule.line, column: 1, what };
            if !taken.insert(&rule.id) {
                return Err(fail("a rule of this id exists already"));
            }
            shape::check(&rule.regex, &rule.keywords).map_err(fail)?;
        }
        self.rules.extend(pack.rules.iter().map(|rule| Rule::of(&pack, rule)));
        self.chain = digest::extend(&self.chain, pack_name, text);
        self.packs += 1;
        Ok(self)
    }

    /// Returns the version of the packs in force: twelve hexadecimal digits of a hash of their texts.
    pub fn digest(&self) -> String {
        self.chain.chars().take(12).collect()
    }

    /// Returns how many packs are in force.
    pub fn pack_count(&self) -> usize {
        self.packs
    }
}

impl Rule {
    fn of(pack: &Pack, rule: &PackRule) -> Self {
        let kind = Kind::parse(&rule.kind_in(pack)).expect("Pack::parse checked provider and kind");
        Self {
            id: RuleId::rule(rule.id.clone()),
            provider: pack.provider.clone(),
            title: rule.title.clone(),
            class: rule.class,
            kind,
            confidence: rule.confidence,
            regex: rule.regex.clone(),
            keywords: rule.keywords.clone(),
            validator: rule.validator,
        }
    }
}

/// A rule as the build script writes it.
#[derive(Debug)]
pub(crate) struct StaticRule {
    pub(crate) id: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) title: &'static str,
    pub(crate) class: Class,
    pub(crate) kind: &'static str,
    pub(crate) confidence: Confidence,
    pub(crate) regex: &'static str,
    pub(crate) keywords: &'static [&'static str],
    pub(crate) validator: Validator,
}

impl StaticRule {
    fn to_rule(&self) -> Rule {
        Rule {
            id: RuleId::rule(self.id.to_owned()),
            provider: self.provider.to_owned(),
            title: self.title.to_owned(),
            class: self.class,
            kind: Kind::known(self.kind),
            confidence: self.confidence,
            regex: self.regex.to_owned(),
            keywords: self.keywords.iter().map(|&k| k.to_owned()).collect(),
            validator: self.validator,
        }
    }
}
