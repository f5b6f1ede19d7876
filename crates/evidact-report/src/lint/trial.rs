//! Runs one rule over a note, for the tests of the rules.

use super::sheet::Evidence;
use super::{Linter, Message, Note, Profile, RULES, Taken};
use crate::Catalog;
use evidact_model::CleanText;

/// Returns what a rule says of a note.
pub(super) fn messages(rule: &str, text: &str, profile: Profile) -> Vec<Message> {
    with(rule, text, profile, &[], None)
}

/// As [`messages`], of a note with surroundings.
pub(super) fn with(
    rule: &str,
    text: &str,
    profile: Profile,
    taken: &[Taken],
    evidence: Option<&dyn Evidence>,
) -> Vec<Message> {
    let text = CleanText::wording(text.to_owned());
    let note = Note { path: CleanText::literal("note.md"), text: &text, taken, evidence, record: None };
    linter(rule, profile).check(&[note]).remove(0)
}

/// Returns a linter with one rule.
pub(super) fn linter(rule: &str, profile: Profile) -> Linter<'static> {
    let mut linter = Linter::new(Catalog::builtin(), profile);
    RULES.iter().filter(|other| other.id != rule).for_each(|other| linter.switch_off(other));
    linter
}

/// Returns the lines of which a rule says something, by the profile that is usual.
pub(super) fn lines(rule: &str, text: &str) -> Vec<u32> {
    lines_in(rule, text, Profile::Normal)
}

/// Returns the lines of which a rule says something.
pub(super) fn lines_in(rule: &str, text: &str, profile: Profile) -> Vec<u32> {
    messages(rule, text, profile).iter().filter(|m| m.allowed.is_none()).map(|m| m.line).collect()
}

/// Returns what a rule says is wrong.
pub(super) fn whats(rule: &str, text: &str) -> Vec<String> {
    messages(rule, text, Profile::Normal).iter().map(|m| m.what.to_string()).collect()
}
