//! Checks a note before it is shared: what is missing, what claims more than a static review can, what does not fit
//! together. One rule is one file; `docs/check.md` has a section on each.
//!
//! ```
//! use evidact_model::CleanText;
//! use evidact_report::Catalog;
//! use evidact_report::lint::{Linter, Note, Profile};
//!
//! let text = CleanText::literal("# Files server\n\nObserved: any folder can be read\n");
//! let note = Note { path: CleanText::literal("review.md"), text: &text, taken: &[], evidence: None, record: None };
//! let linter = Linter::new(Catalog::builtin(), Profile::Normal);
//! let messages = linter.check(&[note]).remove(0);
//! assert!(messages.iter().any(|message| message.rule.id == "N04" && message.line == 3));
//! ```
//!
//! Rules see verified text alone, so no message can hold a value that was taken out. Not here: reading files, and how
//! messages are written.

mod dates;
mod n00;
mod n01;
mod n02;
mod n03;
mod n04;
mod n05;
mod n06;
mod n07;
mod n08;
mod n09;
mod n10;
mod n11;
mod n12;
mod n13;
mod n14;
mod n15;
mod n16;
mod n17;
mod prose;
mod rule;
mod sheet;
mod suppress;
#[cfg(test)]
mod trial;
mod words;

use crate::Catalog;
use crate::note::parse;
use evidact_model::CleanText;
use evidact_model::review::Suppression;
use n10::Before;
use rule::Found;
pub use rule::{Level, Profile, Rule, Weight};
use sheet::Sheet;
pub use sheet::{Evidence, Note, Presence, Taken};
use std::collections::BTreeSet;
pub use suppress::suppressions;

/// All rules, in the order of their ids. The first is about the comments that switch others off.
pub static RULES: [Rule; 18] = [
    n00::RULE,
    n01::RULE,
    n02::RULE,
    n03::RULE,
    n04::RULE,
    n05::RULE,
    n06::RULE,
    n07::RULE,
    n08::RULE,
    n09::RULE,
    n10::RULE,
    n11::RULE,
    n12::RULE,
    n13::RULE,
    n14::RULE,
    n15::RULE,
    n16::RULE,
    n17::RULE,
];

/// Returns the rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// What a rule says of a place in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it matters in the profile.
    pub level: Level,
    /// The line in the redacted note, from 1.
    pub line: u32,
    /// What is wrong.
    pub what: CleanText,
    /// What to write.
    pub help: CleanText,
    /// The comment by which the author allows it.
    pub allowed: Option<Suppression>,
}

/// Checks notes by the words of a catalog.
#[derive(Debug)]
pub struct Linter<'a> {
    catalog: &'a Catalog,
    profile: Profile,
    off: BTreeSet<&'static str>,
}

impl<'a> Linter<'a> {
    /// Makes a linter with all rules.
    pub const fn new(catalog: &'a Catalog, profile: Profile) -> Self {
        Self { catalog, profile, off: BTreeSet::new() }
    }

    /// Returns how finished the notes are meant to be.
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// Switches a rule off for all notes.
    pub fn switch_off(&mut self, rule: &Rule) {
        self.off.insert(rule.id);
    }

    /// Returns the messages of each note, by line and rule.
    pub fn check(&self, notes: &[Note<'_>]) -> Vec<Vec<Message>> {
        let mut before = Before::default();
        let mut out = Vec::with_capacity(notes.len());
        for note in notes {
            let review = parse(note.text, self.catalog);
            out.push(self.messages(&Sheet::new(note, &review, self.catalog, &before)));
            before.add(note, &review);
        }
        out
    }

    fn messages(&self, sheet: &Sheet<'_>) -> Vec<Message> {
        let comments = suppress::read(sheet.note.text);
        let mut used = BTreeSet::new();
        let (mut out, mut labels) = (Vec::new(), BTreeSet::new());
        for rule in RULES.iter().filter(|rule| !self.off.contains(rule.id)) {
            let mut found = Vec::new();
            (rule.run)(sheet, &mut found);
            for found in found {
                let Some(level) = found.weight.level(self.profile) else { continue };
                labels.extend(found.label);
                let allowed = suppress::allowing(&comments, sheet, rule, &found);
                used.extend(allowed.map(|allowed| (allowed.line, rule.id)));
                out.push(message(rule, level, found, allowed.cloned()));
            }
        }
        if let Some(rule) = RULES.first().filter(|rule| !self.off.contains(rule.id)) {
            let idle = comments.iter().flat_map(|comment| &comment.suppressions).filter(|suppression| {
                let id = suppression.rule.as_str();
                !used.contains(&(suppression.line, id)) && !self.off.contains(id)
            });
            let unused = idle.map(|suppression| suppress::unused(sheet, suppression));
            for found in suppress::faults(sheet, &comments).into_iter().chain(unused) {
                if let Some(level) = found.weight.level(self.profile) {
                    out.push(message(rule, level, found, None));
                }
            }
        }
        // A label with nothing behind it is said once, by the rule that knows what should stand there.
        out.retain(|message| message.rule != &n02::RULE || !labels.contains(&message.line));
        out.sort_by(|a, b| (a.line, a.rule.id).cmp(&(b.line, b.rule.id)));
        out.dedup();
        out
    }
}

fn message(rule: &'static Rule, level: Level, found: Found, allowed: Option<Suppression>) -> Message {
    Message { rule, level, line: found.line, what: found.what, help: found.help, allowed }
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_are_in_order_and_each_has_its_section_in_the_documentation() {
        let docs = include_str!("../../../docs/check.md");
        for (number, rule) in RULES.iter().enumerate() {
            assert_eq!(rule.id, format!("N{number:02}"));
            assert!(docs.contains(&format!("\n### {} {}\n", rule.id, rule.title)), "{}", rule.id);
        }
    }

    #[test]
    fn every_rule_that_the_catalog_names_exists() {
        let items = crate::Catalog::builtin().items();
        assert!(items.iter().flat_map(|item| &item.lint).all(|id| super::rule(id).is_some()));
    }
}
