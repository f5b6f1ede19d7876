//! Proves packs: what `docs/rules.md` promises of every rule, built-in or the user's.

use crate::pack::{Basis, Example, Pack, PackRule};
use crate::shape;
use crate::validator::Verdict;
use regex::bytes::{Regex, RegexBuilder};
use std::collections::BTreeMap;

/// The memory that one compiled rule may take.
const SIZE_LIMIT: usize = 4 << 20;

/// One thing that a pack does not hold to. Names the rule and the example by number; quotes no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern pack {pack}:{line}: {rule}: {what}")]
#[non_exhaustive]
pub struct CheckError {
    /// The pack.
    pub pack: String,
    /// The line of the rule, from 1.
    pub line: u64,
    /// The rule, or `pack` if the fault is the pack's.
    pub rule: String,
    /// What is wrong.
    pub what: String,
}

/// Checks packs, each given as its name and its text, together.
///
/// Says of every rule whether its id is its own, its regex is safe and small, it has an example, a
/// counter-example and a reference, a keyword is in each example, exactly what is promised is found in
/// each example, nothing is found in a counter-example, and no other rule claims the example.
///
/// ```
/// let errors = evidact_patterns::check(evidact_patterns::builtin_packs());
/// assert!(errors.is_empty(), "{errors:?}");
/// ```
pub fn check<'a>(packs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<CheckError> {
    let mut errors = Vec::new();
    let mut read = Vec::new();
    for (name, text) in packs {
        match Pack::parse(name, text) {
            Ok(pack) => read.push((name, pack)),
            Err(e) => errors.push(error(name, e.line, "pack", e.what)),
        }
    }
    let mut compiled = Vec::new();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, pack) in &read {
        if pack.rules.is_empty() {
            errors.push(error(name, 1, "pack", "a pack needs a rule"));
        }
        for rule in &pack.rules {
            if seen.insert(&rule.id, name).is_some() {
                errors.push(error(name, rule.line, &rule.id, "a rule of this id exists already"));
            }
            let mut faults = statics(pack, rule);
            match compile(rule) {
                Ok(regex) => compiled.push((*name, rule, regex)),
                Err(what) => faults.push(what.to_owned()),
            }
            errors.extend(faults.iter().map(|what| error(name, rule.line, &rule.id, what)));
        }
    }
    for (name, rule, regex) in &compiled {
        errors.extend(behaviour(rule, regex).iter().map(|what| error(name, rule.line, &rule.id, what)));
    }
    errors.extend(claims(&compiled));
    errors.sort_by(|a, b| (&a.pack, a.line, &a.what).cmp(&(&b.pack, b.line, &b.what)));
    errors
}

fn error(pack: &str, line: u64, rule: &str, what: &str) -> CheckError {
    CheckError { pack: pack.to_owned(), line, rule: rule.to_owned(), what: what.to_owned() }
}

/// What can be said of a rule without running it.
fn statics(pack: &Pack, rule: &PackRule) -> Vec<String> {
    let mut faults = Vec::new();
    let mut need = |good: bool, what: &str| {
        if !good {
            faults.push(what.to_owned());
        }
    };
    need(pack.imported || !rule.examples.is_empty(), "a rule needs an example");
    need(pack.imported || !rule.counter_examples.is_empty(), "a rule needs a counter-example");
    need(rule.counter_examples.iter().all(|c| !c.why.trim().is_empty()), "a counter-example needs a why");
    let mut references = pack.references.iter().chain(&rule.references).peekable();
    need(pack.imported || references.peek().is_some(), "a rule needs a reference, its own or its pack's");
    need(references.all(|r| r.starts_with("https://")), "a reference is an https address");
    let seen = match &rule.basis {
        Some(Basis::Observed(place)) => !place.trim().is_empty(),
        Some(Basis::Documented) | None => true,
    };
    need(seen, "an observed shape needs a note of where it is seen");
    need(!rule.title.trim().is_empty(), "a rule needs a title");
    need(!rule.description.trim().is_empty(), "a rule needs a description");
    faults
}

fn compile(rule: &PackRule) -> Result<Regex, &'static str> {
    shape::check(&rule.regex, &rule.keywords)?;
    RegexBuilder::new(&rule.regex)
        .unicode(false)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|_| "the regex is too large when compiled")
}

/// What running the rule on its own examples shows.
fn behaviour(rule: &PackRule, regex: &Regex) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, example) in rule.examples.iter().enumerate() {
        let n = n + 1;
        let (text, wanted) = (example.text(), example.found());
        let lower = text.to_ascii_lowercase();
        if !rule.keywords.is_empty() && !rule.keywords.iter().any(|k| lower.contains(k.as_str())) {
            faults.push(format!("no keyword is in example {n}"));
        }
        let found = secrets(regex, text.as_bytes());
        if found.len() != 1 || found.first().map(|f| f.value) != Some(wanted.as_bytes()) {
            faults.push(format!("example {n} does not give what is promised, once and no more"));
        } else if rule.validator.judge(wanted.as_bytes()) == Verdict::Vetoes {
            faults.push(format!("the validator vetoes example {n}"));
        }
    }
    for (n, counter) in rule.counter_examples.iter().enumerate() {
        let text = counter.text();
        let spared = secrets(regex, text.as_bytes())
            .iter()
            .all(|found| rule.validator.judge(found.value) == Verdict::Vetoes);
        let has_keyword = rule.keywords.is_empty() || {
            let lower = text.to_ascii_lowercase();
            rule.keywords.iter().any(|k| lower.contains(k.as_str()))
        };
        if has_keyword && !spared {
            faults.push(format!("counter-example {} matches", n + 1));
        }
    }
    faults
}

/// Finds the examples that a rule of another pack claims, unless the rule says that it may.
fn claims(compiled: &[(&str, &PackRule, Regex)]) -> Vec<CheckError> {
    let mut errors = Vec::new();
    for (name, rule, _) in compiled {
        for (n, example) in rule.examples.iter().enumerate() {
            for (_, other, regex) in compiled {
                let may = rule.id == other.id
                    || rule.overlaps.contains(&other.id)
                    || other.overlaps.contains(&rule.id);
                if !may && claims_example(other, regex, example) {
                    let what = format!("example {} is claimed by {} too", n + 1, other.id);
                    errors.push(error(name, rule.line, &rule.id, &what));
                }
            }
        }
    }
    errors
}

fn claims_example(other: &PackRule, regex: &Regex, example: &Example) -> bool {
    let (text, wanted) = (example.text(), example.found());
    let lower = text.to_ascii_lowercase();
    if !other.keywords.is_empty() && !other.keywords.iter().any(|k| lower.contains(k.as_str())) {
        return false;
    }
    let Some(start) = text.find(&wanted) else { return false };
    let end = start + wanted.len();
    secrets(regex, text.as_bytes())
        .iter()
        .any(|f| f.start < end && start < f.end && other.validator.judge(f.value) != Verdict::Vetoes)
}

/// A match of the group `secret`.
struct Found<'t> {
    start: usize,
    end: usize,
    value: &'t [u8],
}

fn secrets<'t>(regex: &Regex, text: &'t [u8]) -> Vec<Found<'t>> {
    regex
        .captures_iter(text)
        .filter_map(|captures| captures.name("secret"))
        .map(|m| Found { start: m.start(), end: m.end(), value: m.as_bytes() })
        .collect()
}
