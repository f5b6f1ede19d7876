//! The pack format: TOML text in, a [`Pack`] out, or an error that names a place and quotes nothing.
//!
//! This file is also a module of the build script, so it uses nothing of this crate but the validators.

use crate::allow::{AllowSpec, Entropy};
use crate::validator::Validator;
use evidact_model::{Class, Confidence, Kind};
use serde::Deserialize;
use toml::Spanned;

/// A pattern pack: the rules of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// The version of the format, 1.
    pub schema: u32,
    /// The provider: lower-case letters, digits and `-`.
    pub provider: String,
    /// The provider's name for people.
    pub name: String,
    /// Pages of the issuer that describe its tokens.
    pub references: Vec<String>,
    /// Whether the rules come from elsewhere, so that they may lack examples and references.
    pub imported: bool,
    /// What is allowed, for all rules of the pack or for those it names.
    pub allows: Vec<AllowSpec>,
    /// The rules, in the order of the file.
    pub rules: Vec<PackRule>,
}

/// One rule as its pack states it, with the examples that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRule {
    /// `<provider>.<thing>`; never reused, never renamed.
    pub id: String,
    /// What is found, in a few words.
    pub title: String,
    /// What the value gives access to, in a sentence.
    pub description: String,
    /// The class; `credential` if the pack does not say.
    pub class: Class,
    /// The kind of the placeholder, if it is not `CREDENTIAL:<provider>`.
    pub kind: Option<Kind>,
    /// How sure a match makes us.
    pub confidence: Confidence,
    /// Context words in lower case; one must be in the text. May be empty.
    pub keywords: Vec<String>,
    /// The expression, with one group named `secret`.
    pub regex: String,
    /// What else is asked of a match.
    pub validator: Validator,
    /// A regex over the path of the source, if the rule is for some files only.
    pub path: Option<String>,
    /// The least entropy of the value, if any is asked for.
    pub min_entropy: Option<Entropy>,
    /// What is allowed.
    pub allows: Vec<AllowSpec>,
    /// Rules of other packs that may claim the same text.
    pub overlaps: Vec<String>,
    /// Pages of the issuer, beside those of the pack.
    pub references: Vec<String>,
    /// What the shape was compared with, if anybody did.
    pub basis: Option<Basis>,
    /// Texts in which the rule finds something.
    pub examples: Vec<Example>,
    /// Texts in which it finds nothing.
    pub counter_examples: Vec<CounterExample>,
    /// The line of the rule's id in the pack, from 1.
    pub line: u64,
}

/// What the shape of a rule was compared with. A rule without it was written from knowledge of the field alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The issuer's own page or specification, among the references, states or shows the shape.
    Documented,
    /// No such page is known; the shape can be seen in public, at the place that this says in a few words.
    Observed(String),
}

/// A text in which a rule finds something. Parts are joined, so that no token stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    text: Vec<String>,
    found: Vec<String>,
}

/// A text in which a rule finds nothing, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterExample {
    text: Vec<String>,
    /// Why it is not a match.
    pub why: String,
}

/// A pack that cannot be used. Says where, never what stands there: packs may name customers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern pack {pack}:{line}:{column}: {what}")]
#[non_exhaustive]
pub struct PackError {
    /// The name under which the pack was given.
    pub pack: String,
    /// The line, from 1.
    pub line: u64,
    /// The byte in the line, from 1.
    pub column: u64,
    /// What is wrong there, in words of our own.
    pub what: &'static str,
}

impl Pack {
    /// Reads a pack.
    ///
    /// ```
    /// let error = evidact_patterns::Pack::parse("mine", "schema = 2").unwrap_err();
    /// assert_eq!(error.to_string(), "pattern pack mine:1:1: a required key is missing");
    /// ```
    ///
    /// # Errors
    /// [`PackError`] if the text is not TOML, has a key that we do not know or lacks one that we need,
    /// or if an id, provider, kind or keyword does not have its form.
    pub fn parse(name: &str, text: &str) -> Result<Self, PackError> {
        let raw: RawPack = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            PackError::at(name, text, offset, classify(error.message()))
        })?;
        let fail = |offset: usize, what| Err(PackError::at(name, text, offset, what));
        if *raw.schema.get_ref() != 1 {
            return fail(raw.schema.span().start, "the schema is not 1");
        }
        let provider = raw.provider.get_ref();
        if Kind::credential(provider).is_err() {
            return fail(
                raw.provider.span().start,
                "a provider is lower-case letters, digits and '-', at most 32",
            );
        }
        let mut rules = Vec::with_capacity(raw.rules.len());
        for rule in raw.rules {
            let start = rule.id.span().start;
            match rule.read(provider) {
                Ok(mut read) => {
                    read.line = position(text, start).0;
                    rules.push(read);
                }
                Err((offset, what)) => return fail(offset, what),
            }
        }
        Ok(Self {
            schema: 1,
            provider: raw.provider.into_inner(),
            name: raw.name,
            references: raw.references,
            imported: raw.imported,
            allows: raw.allows,
            rules,
        })
    }
}

impl PackRule {
    /// Returns the kind of the placeholder: the rule's own, else `CREDENTIAL:<provider>`.
    pub(crate) fn kind_in(&self, pack: &Pack) -> String {
        self.kind
            .as_ref()
            .map_or_else(|| format!("CREDENTIAL:{}", pack.provider), |kind| kind.as_str().to_owned())
    }
}

impl Example {
    /// Returns the text.
    pub fn text(&self) -> String {
        self.text.concat()
    }

    /// Returns what must be found in it.
    pub fn found(&self) -> String {
        self.found.concat()
    }
}

impl CounterExample {
    /// Returns the text.
    pub fn text(&self) -> String {
        self.text.concat()
    }
}

impl PackError {
    /// Makes an error at a byte of the pack's text.
    pub(crate) fn at(pack: &str, text: &str, offset: usize, what: &'static str) -> Self {
        let (line, column) = position(text, offset);
        Self { pack: pack.to_owned(), line, column, what }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    schema: Spanned<u32>,
    provider: Spanned<String>,
    name: String,
    #[serde(default)]
    references: Vec<String>,
    #[serde(default)]
    imported: bool,
    #[serde(default, rename = "allow")]
    allows: Vec<AllowSpec>,
    #[serde(default, rename = "rule")]
    rules: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    title: String,
    description: String,
    class: Option<Class>,
    kind: Option<Spanned<String>>,
    confidence: Confidence,
    #[serde(default)]
    keywords: Vec<Spanned<String>>,
    regex: String,
    #[serde(default)]
    validator: Validator,
    path: Option<String>,
    min_entropy: Option<Entropy>,
    #[serde(default, rename = "allow")]
    allows: Vec<AllowSpec>,
    #[serde(default)]
    overlaps: Vec<String>,
    #[serde(default)]
    references: Vec<String>,
    basis: Option<Basis>,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
    #[serde(default, rename = "counter_example")]
    counter_examples: Vec<CounterExample>,
}

impl RawRule {
    fn read(self, provider: &str) -> Result<PackRule, (usize, &'static str)> {
        if !is_rule_id(self.id.get_ref(), provider) {
            return Err((
                self.id.span().start,
                "a rule id is <provider>.<thing> in lower-case letters, digits and '-'",
            ));
        }
        let class = self.class.unwrap_or(Class::Credential);
        let kind = match &self.kind {
            Some(kind) => Some(
                Kind::parse(kind.get_ref())
                    .map_err(|_| (kind.span().start, "this is not a kind of placeholder"))?,
            ),
            None if class == Class::Credential => None,
            None => {
                return Err((self.id.span().start, "a rule of another class than credential needs a kind"));
            }
        };
        let mut keywords = Vec::with_capacity(self.keywords.len());
        for keyword in self.keywords {
            let word = keyword.get_ref();
            if word.is_empty() || word.bytes().any(|b| b.is_ascii_uppercase()) {
                return Err((keyword.span().start, "a keyword is not empty and has no upper-case letter"));
            }
            keywords.push(keyword.into_inner());
        }
        Ok(PackRule {
            id: self.id.into_inner(),
            title: self.title,
            description: self.description,
            class,
            kind,
            confidence: self.confidence,
            keywords,
            regex: self.regex,
            validator: self.validator,
            path: self.path,
            min_entropy: self.min_entropy,
            allows: self.allows,
            overlaps: self.overlaps,
            references: self.references,
            basis: self.basis,
            examples: self.examples,
            counter_examples: self.counter_examples,
            line: 0,
        })
    }
}

fn is_rule_id(id: &str, provider: &str) -> bool {
    id.split_once('.').is_some_and(|(head, thing)| {
        head == provider
            && !thing.is_empty()
            && thing.len() <= 48
            && thing.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    })
}

/// Says in our words what the TOML reader complains about; its own words quote the input.
fn classify(message: &str) -> &'static str {
    if message.starts_with("unknown field") {
        "this key is not known"
    } else if message.starts_with("missing field") {
        "a required key is missing"
    } else if message.starts_with("unknown variant") {
        "this value is not one of those allowed"
    } else if message.starts_with("duplicate") {
        "this key stands twice"
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        "this value is not of the type that its key needs"
    } else {
        "this is not TOML"
    }
}

/// Returns line and column, both from 1, of a byte.
fn position(text: &str, offset: usize) -> (u64, u64) {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let line = before.split(|&b| b == b'\n').count() as u64;
    let column = before.iter().rev().take_while(|&&b| b != b'\n').count() as u64 + 1;
    (line, column)
}
