//! Reads rules of gitleaks and betterleaks and writes one of our packs, saying what it could not take over.

mod read;
mod regex;
mod write;

use crate::{RuleSet, shape};
use read::{Allow, Config, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// A pack made of foreign rules, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The pack's text; empty if no rule could be taken over.
    pub pack: String,
    /// How many rules the file has.
    pub rules: usize,
    /// How many of them are in the pack.
    pub taken: usize,
    /// What could not be taken over, or was changed, in the order of the file.
    pub remarks: Vec<Remark>,
}

/// Something that could not be taken over, or was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line of the rule, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The rule's id, if it is about one.
    pub rule: Option<String>,
    /// Whether the rule is missing or changed.
    pub weight: Weight,
    /// What, and why.
    pub what: String,
}

/// How much a remark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The rule is not in the pack.
    Refused,
    /// It is there and finds less than the rule it was made of.
    Narrowed,
    /// A part of it is missing or different.
    Changed,
}

/// A file that cannot be read at all. Says where, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: not the configuration of gitleaks or betterleaks: {what}")]
pub struct ImportError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in our words.
    pub what: &'static str,
}

/// Reads a configuration and writes a pack of this provider.
///
/// # Errors
/// [`ImportError`] if the file is not TOML, or the provider not one of ours in form.
pub fn import(text: &str, provider: &str) -> Result<Import, ImportError> {
    let config: Config = toml::from_str(text).map_err(|error| ImportError {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        what: "no TOML, a rule without id, or a value of another type",
    })?;
    if evidact_model::Kind::credential(provider).is_err() {
        let what = "the provider is not lower-case letters, digits and '-', at most 32";
        return Err(ImportError { line: 1, what });
    }
    let mut importer =
        Importer { provider, remarks: Vec::new(), ids: BTreeMap::new(), taken: BTreeSet::new() };
    Ok(importer.run(text, &config))
}

/// A rule whose repetitions may be shorter finds less than there.
const FULL_BOUND: u32 = 1000;

/// Where a remark belongs.
#[derive(Clone)]
struct Place {
    line: usize,
    rule: Option<String>,
}

struct Importer<'a> {
    provider: &'a str,
    remarks: Vec<Remark>,
    /// Our ids by theirs.
    ids: BTreeMap<String, Vec<String>>,
    taken: BTreeSet<String>,
}

impl Importer<'_> {
    fn run(&mut self, text: &str, config: &Config) -> Import {
        let file = Place { line: 0, rule: None };
        let (strange, strange_of_rules) = read::unknown_keys(text);
        for key in strange {
            self.changed(&file, &format!("the key {key} is not taken over"));
        }
        self.extend(&file, config);
        let rules = config.rules.len();
        let (mut of_rules, mut taken) = (String::new(), 0);
        for (number, rule) in config.rules.iter().enumerate() {
            let place =
                Place { line: line_of(text, rule.id.span().start), rule: Some(rule.id.get_ref().clone()) };
            for key in strange_of_rules.get(&number).into_iter().flatten() {
                self.changed(&place, &format!("the key {key} is not taken over"));
            }
            match self.rule(&place, rule) {
                Ok(written) => {
                    taken += 1;
                    of_rules.push_str(&written);
                }
                Err(what) => self.remark(&place, Weight::Refused, what),
            }
        }
        let mut pack = write::head(self.provider);
        for allow in config.allowlist.iter().chain(&config.allowlists) {
            pack.push_str(&self.allow(&file, allow, "allow").unwrap_or_default());
        }
        pack.push_str(&of_rules);
        let pack = if taken == 0 { String::new() } else { pack };
        Import { pack, rules, taken, remarks: std::mem::take(&mut self.remarks) }
    }

    fn remark(&mut self, place: &Place, weight: Weight, what: String) {
        self.remarks.push(Remark { line: place.line, rule: place.rule.clone(), weight, what });
    }

    fn changed(&mut self, place: &Place, what: &str) {
        self.remark(place, Weight::Changed, what.to_owned());
    }

    fn extend(&mut self, file: &Place, config: &Config) {
        let Some(extend) = &config.extend else { return };
        if extend.use_default {
            self.changed(
                file,
                "[extend] useDefault: their own rules are not fetched; ours are in force beside this pack",
            );
        }
        if extend.path.is_some() || extend.url.is_some() {
            self.changed(file, "[extend] path or url is not followed; import that file too");
        }
        if !extend.disabled_rules.is_empty() {
            self.changed(file, "[extend] disabledRules speaks of rules that are not here");
        }
    }

    /// Writes one rule.
    fn rule(&mut self, place: &Place, rule: &Rule) -> Result<String, String> {
        let Some(source) = rule.regex.as_deref().filter(|regex| !regex.is_empty()) else {
            return Err(if rule.path.is_some() {
                "it has a path and no regex: it names files, and our rules find values".into()
            } else {
                "it has no regex: it changes a rule that is not in this file".into()
            });
        };
        let keywords: Vec<String> =
            rule.keywords.iter().map(|k| k.to_lowercase()).filter(|k| !k.is_empty()).collect();
        let accepts = |regex: &str| shape::check(regex, &keywords).map(|_| ());
        let translated = regex::translate(source, rule.secret_group, accepts)?;
        let mut beside = String::new();
        if let Some(path) = &rule.path {
            let path = usable(path).ok_or("its path is not a regex of our engine")?;
            beside.push_str(&write::path(&path));
        }
        for allow in rule.allowlist.iter().chain(&rule.allowlists) {
            beside.push_str(&self.allow(place, allow, "rule.allow").unwrap_or_default());
        }
        let mut written = String::new();
        let mut ids = Vec::new();
        for regex in &translated.regexes {
            let id = self.id(rule.id.get_ref(), &ids);
            written += &(write::rule(&id, rule, regex, &keywords) + &beside);
            ids.push(id);
        }
        self.probe(&written)?;
        if translated.shortened {
            let what = "a gap of any bytes beside the value ends after 16".to_owned();
            self.remark(place, Weight::Narrowed, what);
        }
        if let Some(bound) = translated.bound {
            let weight = if bound < FULL_BOUND { Weight::Narrowed } else { Weight::Changed };
            let what = format!("repetitions without an end are taken {bound} times at most");
            self.remark(place, weight, what);
        }
        if ids.len() > 1 {
            self.changed(
                place,
                &format!("any of {} groups may be the value; it became a rule for each", ids.len()),
            );
        }
        self.taken.extend(ids.iter().cloned());
        self.ids.insert(rule.id.get_ref().clone(), ids);
        Ok(written)
    }

    /// Reads the rule the way `--patterns` will.
    fn probe(&self, written: &str) -> Result<(), String> {
        let pack = write::head(self.provider) + written;
        RuleSet::empty().with_pack("import", &pack).map(|_| ()).map_err(|error| error.what.to_owned())
    }

    /// `Some Rule_ID` becomes `provider.some-rule-id`, with a number if that is taken.
    fn id(&self, theirs: &str, beside: &[String]) -> String {
        let mut thing = String::new();
        for c in theirs.chars().take(44) {
            let c = c.to_ascii_lowercase();
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                thing.push(c);
            } else if !thing.is_empty() && !thing.ends_with('-') {
                thing.push('-');
            }
        }
        let thing = thing.trim_end_matches('-');
        let thing = if thing.is_empty() { "rule" } else { thing };
        let plain = format!("{}.{thing}", self.provider);
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let free = |id: &String| !self.taken.contains(id) && !beside.contains(id);
        std::iter::once(plain.clone()).chain(numbered).find(free).unwrap_or(plain)
    }

    /// Writes a list of what is allowed; `None` if nothing of it can be asked.
    fn allow(&mut self, place: &Place, allow: &Allow, table: &str) -> Option<String> {
        if !allow.commits.is_empty() {
            self.changed(place, "commits of an allow list are not taken over: files have none");
        }
        let all = allow.condition.eq_ignore_ascii_case("and") || allow.condition == "&&";
        let mut lost = all && !allow.commits.is_empty();
        let mut read = |list: &[String], remarks: &mut Vec<Remark>| -> Vec<String> {
            let kept: Vec<String> = list.iter().filter_map(|source| usable(source)).collect();
            if kept.len() < list.len() {
                remarks.push(Remark {
                    line: place.line,
                    rule: place.rule.clone(),
                    weight: Weight::Changed,
                    what: "a regex of an allow list is not one of our engine, and is left away".into(),
                });
            }
            lost |= all && !list.is_empty() && kept.is_empty();
            kept
        };
        let paths = read(&allow.paths, &mut self.remarks);
        let regexes = read(&allow.regexes, &mut self.remarks);
        if lost {
            self.changed(
                place,
                "an allow list whose parts must all hold is left away, since one part is missing",
            );
            return None;
        }
        if paths.is_empty() && regexes.is_empty() && allow.stopwords.is_empty() {
            return None;
        }
        let mut rules = Vec::new();
        for theirs in &allow.target_rules {
            match self.ids.get(theirs) {
                Some(ours) => rules.extend(ours.iter().cloned()),
                None => self.changed(place, "an allow list speaks of a rule that is not in the pack"),
            }
        }
        if !allow.target_rules.is_empty() && rules.is_empty() {
            return None;
        }
        Some(write::allow(table, all, &allow.regex_target, &rules, [&paths, &regexes, &allow.stopwords]))
    }
}

/// A regex that is only asked for, spelled for our engine.
fn usable(source: &str) -> Option<String> {
    let spelled = regex::respelled(source).ok()?;
    let built = ::regex::bytes::RegexBuilder::new(&spelled).unicode(false).build();
    built.is_ok().then_some(spelled)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().get(..offset).unwrap_or_default().split(|&b| b == b'\n').count()
}
