//! N15: the governance statement is absent, or says that something live was done.

use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use super::words;
use crate::catalog::Item;
use crate::label;
use evidact_model::CleanText;

const ID: &str = "N15";

pub(super) const RULE: Rule = Rule {
    id: ID,
    title: "governance statement absent or a flag true",
    reason: "The statement says that nothing was started, called or changed; without it a reader cannot know.",
    weight: Weight::Absent,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let items: Vec<&Item> = sheet.items(ID).collect();
    let stated: Vec<Option<&Item>> =
        sheet.review.governance.iter().map(|field| meant(&items, field.origin.label.as_str())).collect();
    for (field, item) in sheet.review.governance.iter().zip(&stated) {
        let Some(item) = item else { continue };
        let text = field.text.as_str();
        let (weight, what) = if words::starts_any(text, &YES) {
            (Weight::Unsafe, format!("`{}` is not `false`: the review was not a static one", item.title))
        } else if words::starts_any(text, &NO) {
            continue;
        } else {
            (Weight::Doubtful, format!("`{}` says neither yes nor no", item.title))
        };
        let help = format!(
            "if it is so that: {} write `false`, and `read-only` behind the runtime; else say in \
                            `Method` what was done, with whose consent",
            item.statement
        );
        out.push(Found::new(field.origin.line, weight, sheet.words(what), sheet.words(help)));
    }
    if items.is_empty() {
        return;
    }
    if stated.is_empty() {
        let unfilled =
            sheet.review.unfilled.iter().find(|f| meant(&items, f.origin.label.as_str()).is_some());
        let weight = if sheet.has_record() { Weight::Absent } else { Weight::Audit };
        let what = CleanText::literal("the note has no governance statement");
        let help = CleanText::literal(
            "write a section `Governance` with a line for each flag, as `evidact new` does",
        );
        out.push(Found::new(unfilled.map_or(1, |field| field.origin.line), weight, what, help));
        return;
    }
    let lacks = |item: &&&Item| !stated.iter().flatten().any(|its| its.id == item.id);
    let lacking: Vec<&str> = items.iter().filter(lacks).map(|item| item.title.as_str()).collect();
    if !lacking.is_empty() {
        let what = format!("the governance statement does not say: {}", lacking.join(", "));
        let line = sheet.review.governance.first().map_or(1, |field| field.origin.line);
        let help = CleanText::literal("write a line for each flag");
        out.push(Found::new(line, Weight::Audit, sheet.words(what), help));
    }
}

/// Returns the flag that a label means.
fn meant<'a>(items: &[&'a Item], text: &str) -> Option<&'a Item> {
    let normal = label::normal(&text.replace('_', " "))?;
    let is_it =
        |item: &&&Item| item.synonyms.iter().any(|s| label::normal(s).as_deref() == Some(normal.as_str()));
    items.iter().find(is_it).copied()
}

/// How a value begins that says that something was done.
const YES: [&str; 14] = [
    "true",
    "yes",
    "ja",
    "wahr",
    "on",
    "enabled",
    "live",
    "active",
    "aktiv",
    "read write",
    "write",
    "partly",
    "partial",
    "teilweise",
];

/// How a value begins that says that nothing was done.
const NO: [&str; 10] =
    ["false", "no", "nein", "falsch", "none", "off", "read only", "readonly", "nur lesend", "n a"];

#[cfg(test)]
mod tests {
    use crate::lint::trial::{lines, lines_in, messages, whats};
    use crate::lint::{Level, Profile};

    const RECORD: &str = "## Server trust record\n\n**Name:** files\n**Version:** 1\n\n";

    #[test]
    fn a_flag_that_is_true_is_an_error_always() {
        let note = format!(
            "{RECORD}## Governance\n\n- Live tool invocation: true\n- Secret handling: false\n- Runtime: read-only\n"
        );
        let told = messages("N15", &note, Profile::Draft);
        assert_eq!(told.iter().map(|m| (m.line, m.level)).collect::<Vec<_>>(), [(8, Level::Error)]);
    }

    #[test]
    fn a_record_without_statement_says_so() {
        assert_eq!(whats("N15", RECORD), ["the note has no governance statement"]);
        assert!(lines("N15", "### F-1 Log\n\n**Observed:** none\n").is_empty());
        assert_eq!(lines_in("N15", "### F-1 Log\n\n**Observed:** none\n", Profile::Strict), [1]);
    }

    #[test]
    fn an_audit_wants_every_flag() {
        let note = format!("{RECORD}## Governance\n\n- Live tool invocation: false\n");
        assert!(lines("N15", &note).is_empty());
        assert_eq!(lines_in("N15", &note, Profile::Strict), [8]);
    }

    #[test]
    fn flags_may_stand_in_front_matter() {
        let note = format!("---\nruntime_mutation: true\nname: files\n---\n\n{RECORD}");
        assert_eq!(lines("N15", &note), [2]);
    }
}
