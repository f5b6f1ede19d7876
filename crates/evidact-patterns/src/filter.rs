//! What a rule asks beside its regex: a path, entropy, and lists of what is allowed.
//!
//! Path and entropy belong to the rule: without them there is no finding. What is allowed stays a finding, of
//! low confidence: `scan` does not report it, and `redact` replaces it all the same.

use crate::allow::{AllowSpec, Condition, Entropy, Target};
use crate::pack::PackRule;
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::ops::Range;

/// The memory that one compiled list may take.
const SIZE_LIMIT: usize = 4 << 20;
/// How far around a value the whole match is looked for.
const MATCH_REACH: usize = 4096;
/// A line is looked at this far before and after a value.
const LINE_REACH: usize = 4096;

/// What a rule asks beside its regex, ready to be asked.
#[derive(Debug, Clone)]
pub struct Filter {
    path: Option<Regex>,
    min_entropy: Option<f64>,
    allows: Vec<Allow>,
    /// The rule's own expression, where a list asks for the whole match.
    whole: Option<Regex>,
}

/// A list of what is allowed.
#[derive(Debug, Clone)]
struct Allow {
    condition: Condition,
    target: Target,
    paths: Option<RegexSet>,
    regexes: Option<RegexSet>,
    stopwords: Vec<Vec<u8>>,
}

/// A match that a filter judges.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The text in which it stands.
    pub text: &'a [u8],
    /// Where the group `secret` starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The path of the source, `/`-separated; empty if there is none.
    pub path: &'a [u8],
}

/// What a filter says of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It is a finding.
    Counts,
    /// A list allows it.
    Allowed,
    /// It is none: another path, or too little entropy.
    Other,
}

impl Filter {
    /// Compiles what a rule asks for, with the lists of its pack that speak of it; `None` if it asks nothing.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub(crate) fn new(rule: &PackRule, of_pack: &[AllowSpec]) -> Result<Option<Self>, &'static str> {
        let speaks = |allow: &&AllowSpec| allow.rules.is_empty() || allow.rules.contains(&rule.id);
        let specs: Vec<&AllowSpec> = rule.allows.iter().chain(of_pack.iter().filter(speaks)).collect();
        if rule.path.is_none() && rule.min_entropy.is_none() && specs.is_empty() {
            return Ok(None);
        }
        let needs_whole = specs.iter().any(|s| s.target == Target::Match && !s.regexes.is_empty());
        Ok(Some(Self {
            path: rule.path.as_deref().map(compile).transpose()?,
            min_entropy: rule.min_entropy.map(Entropy::bits),
            allows: specs.into_iter().map(Allow::new).collect::<Result<_, _>>()?,
            whole: needs_whole.then(|| compile(&rule.regex)).transpose()?,
        }))
    }

    /// Judges a match.
    ///
    /// # Exposure
    /// Reads text and path; returns one of three answers.
    pub fn judge(&self, candidate: Candidate<'_>) -> Judgement {
        let secret = candidate.text.get(candidate.start..candidate.end).unwrap_or_default();
        if self.path.as_ref().is_some_and(|path| !path.is_match(candidate.path))
            || self.min_entropy.is_some_and(|least| entropy(secret) <= least)
        {
            return Judgement::Other;
        }
        let allowed = self.allows.iter().any(|allow| {
            let target = match allow.target {
                Target::Secret => secret,
                Target::Line => line(candidate),
                Target::Match => self.whole_match(candidate),
            };
            allow.holds(candidate.path, secret, target)
        });
        if allowed { Judgement::Allowed } else { Judgement::Counts }
    }

    /// The match whose group is the value.
    fn whole_match<'a>(&self, candidate: Candidate<'a>) -> &'a [u8] {
        let Candidate { text, start, end, .. } = candidate;
        let secret = text.get(start..end).unwrap_or_default();
        let Some(regex) = &self.whole else { return secret };
        let from = start.saturating_sub(MATCH_REACH);
        let window = text.get(from..(end + MATCH_REACH).min(text.len())).unwrap_or_default();
        let same = |range: Range<usize>| range == (start - from..end - from);
        let found = regex.captures_iter(window).find(|c| c.name("secret").is_some_and(|m| same(m.range())));
        found.and_then(|c| c.get(0)).and_then(|m| window.get(m.range())).unwrap_or(secret)
    }
}

impl Allow {
    fn new(spec: &AllowSpec) -> Result<Self, &'static str> {
        Ok(Self {
            condition: spec.condition,
            target: spec.target,
            paths: compile_set(&spec.paths)?,
            regexes: compile_set(&spec.regexes)?,
            stopwords: spec.stopwords.iter().map(|w| w.to_ascii_lowercase().into_bytes()).collect(),
        })
    }

    fn holds(&self, path: &[u8], secret: &[u8], target: &[u8]) -> bool {
        let by_path = self.paths.as_ref().map(|set| set.is_match(path));
        let by_regex = self.regexes.as_ref().map(|set| set.is_match(target));
        let by_word = (!self.stopwords.is_empty()).then(|| {
            let folded = secret.to_ascii_lowercase();
            self.stopwords.iter().any(|word| folded.windows(word.len().max(1)).any(|w| w == word))
        });
        let mut answers = [by_path, by_regex, by_word].into_iter().flatten().peekable();
        match self.condition {
            Condition::Any => answers.any(|answer| answer),
            Condition::All => answers.peek().is_some() && answers.all(|answer| answer),
        }
    }
}

fn compile(regex: &str) -> Result<Regex, &'static str> {
    let built = RegexBuilder::new(regex).unicode(false).size_limit(SIZE_LIMIT).build();
    built.map_err(|_| "a path or the regex of the rule cannot be used by its filter")
}

fn compile_set(regexes: &[String]) -> Result<Option<RegexSet>, &'static str> {
    if regexes.is_empty() {
        return Ok(None);
    }
    let built = RegexSetBuilder::new(regexes).unicode(false).size_limit(SIZE_LIMIT).build();
    built.map(Some).map_err(|_| "a regex of an allow list cannot be parsed, or the list is too large")
}

/// The line of the value, or of its first and last byte.
fn line(candidate: Candidate<'_>) -> &[u8] {
    let Candidate { text, start, end, .. } = candidate;
    let floor = start.saturating_sub(LINE_REACH);
    let before = text.get(floor..start).unwrap_or_default();
    let from = before.iter().rposition(|&b| b == b'\n').map_or(floor, |newline| floor + newline + 1);
    let after = text.get(end..(end + LINE_REACH).min(text.len())).unwrap_or_default();
    let to = end + after.iter().position(|&b| b == b'\n').unwrap_or(after.len());
    text.get(from..to).unwrap_or_default()
}

/// Shannon entropy, in bits a byte.
fn entropy(value: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for &byte in value {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = value.len().max(1) as f64;
    let bits = |count: u32| {
        let share = f64::from(count) / total;
        -share * share.log2()
    };
    counts.into_iter().filter(|&count| count > 0).map(bits).sum()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Filter, Judgement, entropy};
    use crate::Pack;

    fn filter(keys: &str, pack_keys: &str) -> Filter {
        let text = format!(
            "schema = 1\nprovider = \"acme\"\nname = \"Acme\"\nimported = true\n{pack_keys}\n[[rule]]\nid = \"acme.key\"\ntitle = \"t\"\n\
             description = \"d\"\nconfidence = \"high\"\nregex = '''key=(?P<secret>[a-z0-9]{{4,40}})'''\n{keys}\n"
        );
        let pack = Pack::parse("test", &text).unwrap();
        Filter::new(&pack.rules[0], &pack.allows).unwrap().unwrap()
    }

    fn judge(filter: &Filter, text: &str, value: &str, path: &str) -> Judgement {
        let start = text.find(value).unwrap();
        let candidate =
            Candidate { text: text.as_bytes(), start, end: start + value.len(), path: path.as_bytes() };
        filter.judge(candidate)
    }

    #[test]
    fn entropy_is_counted_in_bits() {
        assert!((entropy(b"abcd") - 2.0).abs() < 1e-9);
        assert!(entropy(b"aaaa").abs() < 1e-9 && entropy(b"").abs() < 1e-9);
        let f = filter("min_entropy = 2.5", "");
        assert_eq!(judge(&f, "key=aabbaabb", "aabbaabb", ""), Judgement::Other);
        assert_eq!(judge(&f, "key=a1b2c3d4", "a1b2c3d4", ""), Judgement::Counts);
    }

    #[test]
    fn a_rule_may_ask_for_a_path() {
        let f = filter("path = '\\.env$'", "");
        assert_eq!(judge(&f, "key=a1b2c3d4", "a1b2c3d4", "conf/prod.env"), Judgement::Counts);
        assert_eq!(judge(&f, "key=a1b2c3d4", "a1b2c3d4", "conf/prod.yml"), Judgement::Other);
    }

    #[test]
    fn a_list_allows_by_value_match_line_word_or_path() {
        let list = |keys: &str| filter(&format!("[[rule.allow]]\n{keys}"), "");
        let text = "demo key=a1b2test # docs";
        for keys in [
            "regexes = ['^a1b2']",
            "target = \"match\"\nregexes = ['^key=a1']",
            "target = \"line\"\nregexes = ['# docs$']",
            "stopwords = [\"TEST\"]",
            "paths = ['^docs/']",
        ] {
            assert_eq!(judge(&list(keys), text, "a1b2test", "docs/a.md"), Judgement::Allowed, "{keys}");
        }
        for keys in ["regexes = ['demo']", "target = \"match\"\nregexes = ['demo']", "paths = ['^src/']"] {
            assert_eq!(judge(&list(keys), text, "a1b2test", "docs/a.md"), Judgement::Counts, "{keys}");
        }
    }

    #[test]
    fn a_list_may_ask_for_all_of_its_parts() {
        let f = filter("[[rule.allow]]\ncondition = \"all\"\nstopwords = [\"test\"]\npaths = ['^docs/']", "");
        assert_eq!(judge(&f, "key=a1b2test", "a1b2test", "docs/a.md"), Judgement::Allowed);
        assert_eq!(judge(&f, "key=a1b2test", "a1b2test", "src/a.rs"), Judgement::Counts);
        assert_eq!(judge(&f, "key=a1b2c3d4", "a1b2c3d4", "docs/a.md"), Judgement::Counts);
    }

    #[test]
    fn a_list_of_the_pack_speaks_of_all_rules_or_of_those_it_names() {
        let all = "[[allow]]\nstopwords = [\"test\"]\n";
        assert_eq!(judge(&filter("", all), "key=a1b2test", "a1b2test", ""), Judgement::Allowed);
        let named = "[[allow]]\nrules = [\"acme.other\"]\nstopwords = [\"test\"]\n";
        let f = filter("min_entropy = 0.1", named);
        assert_eq!(judge(&f, "key=a1b2test", "a1b2test", ""), Judgement::Counts);
    }
}
