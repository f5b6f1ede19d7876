//! The rules in force: the built-in ones and what the user adds.

use crate::anchors::Anchors;
use crate::filter::Filter;
use crate::pack::{Pack, PackError, PackRule};
use crate::validator::Validator;
use crate::{digest, embedded, literals, shape};
use evidact_model::{Class, Confidence, Kind, RuleId};
use regex_syntax::hir::Hir;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One described way to find one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// `<provider>.<thing>`.
    pub id: RuleId,
    /// The provider.
    pub provider: Cow<'static, str>,
    /// What is found, in a few words.
    pub title: Cow<'static, str>,
    /// The class of what is found.
    pub class: Class,
    /// What stands in the placeholder.
    pub kind: Kind,
    /// How sure a match makes us.
    pub confidence: Confidence,
    /// The expression, for a bytes engine with Unicode switched off; the group `secret` is the value.
    pub regex: Cow<'static, str>,
    /// Context words in lower case. If there are any, one must be in the same text, in any case.
    pub keywords: Cow<'static, [Cow<'static, str>]>,
    /// What else is asked of a match.
    pub validator: Validator,
    /// How it is searched for.
    pub anchors: Anchors,
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
    rules: Cow<'static, [Rule]>,
    chain: String,
    packs: usize,
    /// What rules of the user's packs ask beside their regex.
    filters: BTreeMap<RuleId, Filter>,
}

impl RuleSet {
    /// Returns the rules of the packs that the program was built with. Parses and derives nothing.
    pub fn builtin() -> Self {
        Self {
            rules: Cow::Borrowed(embedded::rules()),
            chain: embedded::digest().to_owned(),
            packs: embedded::builtin_packs().count(),
            filters: BTreeMap::new(),
        }
    }

    /// Returns no rules, to build a set of the user's packs alone.
    pub fn empty() -> Self {
        Self { rules: Cow::Borrowed(&[]), chain: String::new(), packs: 0, filters: BTreeMap::new() }
    }

    /// Returns the rules, built-in packs first, in the order of their packs.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Adds a user's pack. `pack_name` stands in errors; it should be a file name, not a path.
    ///
    /// # Errors
    /// [`PackError`] if the pack cannot be read, if a rule's id is taken, or if a regex would not be safe:
    /// no group `secret`, no bound on its length, nothing literal to look for, a long gap of any bytes.
    pub fn with_pack(mut self, pack_name: &str, text: &str) -> Result<Self, PackError> {
        let pack = Pack::parse(pack_name, text)?;
        let mut taken: BTreeSet<&str> = self.rules.iter().map(|r| r.id.as_str()).collect();
        let mut read = Vec::with_capacity(pack.rules.len());
        for rule in &pack.rules {
            let fail = |what| PackError { pack: pack_name.to_owned(), line: rule.line, column: 1, what };
            if !taken.insert(&rule.id) {
                return Err(fail("a rule of this id exists already"));
            }
            let anchors = shape::check(&rule.regex, &rule.keywords).map_err(fail)?;
            read.push(Rule::of(&pack, rule, anchors));
        }
        self.rules.to_mut().extend(read);
        for rule in &pack.rules {
            let fail = |what| PackError { pack: pack_name.to_owned(), line: rule.line, column: 1, what };
            if let Some(filter) = Filter::new(rule, &pack.allows).map_err(fail)? {
                self.filters.insert(RuleId::rule(rule.id.clone()), filter);
            }
        }
        self.chain = digest::extend(&self.chain, pack_name, text);
        self.packs += 1;
        Ok(self)
    }

    /// Returns the version of the packs in force: twelve hexadecimal digits of a hash of their texts.
    pub fn digest(&self) -> String {
        self.chain.chars().take(12).collect()
    }

    /// Returns what rules ask beside their regex; none of the built-in ones does.
    pub fn filters(&self) -> &BTreeMap<RuleId, Filter> {
        &self.filters
    }

    /// Returns how many packs are in force.
    pub fn pack_count(&self) -> usize {
        self.packs
    }
}

impl Rule {
    fn of(pack: &Pack, rule: &PackRule, anchors: Anchors) -> Self {
        let kind = Kind::parse(&rule.kind_in(pack)).expect("Pack::parse checked provider and kind");
        Self {
            id: RuleId::rule(rule.id.clone()),
            provider: pack.provider.clone().into(),
            title: rule.title.clone().into(),
            class: rule.class,
            kind,
            confidence: rule.confidence,
            regex: rule.regex.clone().into(),
            keywords: rule.keywords.iter().cloned().map(Cow::Owned).collect(),
            validator: rule.validator,
            anchors,
        }
    }

    /// Parses the expression into the form that is searched: where a token may be long, it is taken to its
    /// end. The value is the first group. `None` does not happen for a rule of a set.
    pub fn expression(&self) -> Option<Hir> {
        shape::parse(&self.regex).ok().map(|hir| literals::loosen(&hir))
    }
}
