//! N12: nobody owns the server, or one person does.

use super::rule::{Found, Rule, Weight};
use super::sheet::Sheet;
use super::words;
use crate::catalog::Item;
use evidact_model::review::{Field, RecordRow};
use evidact_model::{CleanText, Placeholder};

pub(super) const ID: &str = "N12";

pub(super) const RULE: Rule = Rule {
    id: ID,
    title: "owner unknown or a person",
    reason: "People leave and go on holiday; what nobody or one person answers for, nobody takes back in an incident.",
    weight: Weight::Absent,
    run,
};

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    for item in sheet.items(ID) {
        let Some(row) = sheet.review.record.rows.iter().find(|row| row.id == item.id) else { continue };
        match row.value.first() {
            // What stands alone above the findings is no record, and an owner all the same.
            None => match named_alone(sheet, row) {
                Some((line, text)) => out.extend(judge(sheet, item, line, &text)),
                None => out.extend(absent(sheet, item, row)),
            },
            Some(_) => out.extend(row.value.iter().filter_map(|field| judged(sheet, item, field))),
        }
    }
}

/// Says that the note says nothing of an item; without a record in the note, only an audit asks.
pub(super) fn absent(sheet: &Sheet<'_>, item: &Item, row: &RecordRow) -> Option<Found> {
    let names = sheet.catalog.names();
    let at = sheet.catalog.rows().position(|its| its.id == row.id)?;
    let is_its = |field: &&Field| names.row_in_record(field.origin.label.as_str()) == Some(at);
    let label = sheet.review.unfilled.iter().find(is_its);
    let weight = if sheet.has_record() { Weight::Absent } else { Weight::Audit };
    let what = sheet.words(format!("the record says nothing under `{}`", item.title));
    let asks = item.question.as_deref().unwrap_or(item.statement.as_str());
    let help = sheet.words(format!("write `{}:` in the record and answer: {asks}", item.title));
    Some(Found::new(first_line(sheet), weight, what, help).at_label(label.map(|field| field.origin.line)))
}

/// Returns the line on which the record begins.
fn first_line(sheet: &Sheet<'_>) -> u32 {
    let rows = sheet.review.record.rows.iter().flat_map(|row| &row.value);
    rows.map(|field| field.origin.line).min().unwrap_or(1)
}

/// Returns what stands behind the label of a row in a line that no field took.
fn named_alone(sheet: &Sheet<'_>, row: &RecordRow) -> Option<(u32, String)> {
    let names = sheet.catalog.names();
    let at = sheet.catalog.rows().position(|its| its.id == row.id)?;
    sheet.review.unplaced.iter().find_map(|stretch| {
        (stretch.first_line..).zip(stretch.text.as_str().split('\n')).find_map(|(line, text)| {
            let bare = text.trim_start_matches(['-', '*', ' ', '>', '_']);
            let (label, value) = bare.split_once(':')?;
            let value = value.trim_matches(['*', '_', ' ']);
            let is_its = label.len() < MAX_LABEL
                && names.row_in_record(label.trim_matches(['*', '_', ' '])) == Some(at);
            (is_its && !value.is_empty()).then(|| (line, value.to_owned()))
        })
    })
}

/// Labels are no longer than this.
const MAX_LABEL: usize = 40;

fn judged(sheet: &Sheet<'_>, item: &Item, field: &Field) -> Option<Found> {
    judge(sheet, item, field.origin.line, field.text.as_str())
}

fn judge(sheet: &Sheet<'_>, item: &Item, line: u32, text: &str) -> Option<Found> {
    let title = item.title.as_str();
    let (weight, what, help) = if words::starts_any(text, &UNKNOWN) {
        let what = format!("`{title}` is unknown");
        (
            RULE.weight,
            what,
            "find out which team answers for it, or write an observation: what was asked, and of whom",
        )
    } else if is_address(text) {
        // An address was taken out: a mailbox of a team looks like one of a person.
        let what = format!("`{title}` is an address alone, of a person or of a team");
        (Weight::Doubtful, what, "name the team that answers for it; the address may stand behind it")
    } else if is_person(text) {
        let what = format!("`{title}` is a person");
        (
            Weight::Doubtful,
            what,
            "name the team that answers for it; a person may stand behind it as a contact",
        )
    } else {
        return None;
    };
    Some(Found::new(line, weight, sheet.words(what), CleanText::literal(help)))
}

/// How a value begins that names nobody.
pub(super) const UNKNOWN: [&str; 31] = [
    "don't know",
    "no idea",
    "not sure",
    "keine ahnung",
    "weiß niemand",
    "unknown",
    "unclear",
    "not known",
    "nobody",
    "no one",
    "none",
    "not documented",
    "not stated",
    "not named",
    "no owner",
    "not defined",
    "undefined",
    "unassigned",
    "unowned",
    "missing",
    "n a",
    "unbekannt",
    "unklar",
    "niemand",
    "keiner",
    "keine",
    "nicht bekannt",
    "nicht dokumentiert",
    "nicht benannt",
    "nicht festgelegt",
    "fehlt",
];

/// Words for those who are more than one.
const TEAMS: [&str; 34] = [
    "team",
    "teams",
    "group",
    "desk",
    "department",
    "board",
    "office",
    "unit",
    "squad",
    "guild",
    "chapter",
    "division",
    "platform",
    "operations",
    "ops",
    "engineering",
    "security",
    "management",
    "support",
    "services",
    "service",
    "owners",
    "maintainers",
    "abteilung",
    "gruppe",
    "referat",
    "fachbereich",
    "bereich",
    "stelle",
    "betrieb",
    "head",
    "lead",
    "role",
    "leitung",
];

/// Says whether a value is one address that was taken out, and nothing else.
fn is_address(text: &str) -> bool {
    let bare = text.trim().trim_matches(['<', '>', '`', '*', '_', '.', ' ']);
    Placeholder::at_start(bare.as_bytes())
        .is_some_and(|(it, length)| it.kind.as_str() == "EMAIL" && length == bare.len())
}

/// Says whether a value names one person and nothing else.
fn is_person(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| TEAMS.contains(&word)) {
        return false;
    }
    let replaced = text.match_indices('[').any(|(at, _)| {
        let here = text.as_bytes().get(at..).unwrap_or_default();
        Placeholder::at_start(here).is_some_and(|(it, _)| matches!(it.kind.as_str(), "PERSON" | "EMAIL"))
    });
    let bare = text.trim_start_matches(['*', '_', '`', ' ']);
    let titled = ["Mr ", "Mr. ", "Ms ", "Ms. ", "Mrs ", "Mrs. ", "Dr ", "Dr. ", "Herr ", "Frau "];
    let handle = bare.starts_with('@') && !bare.contains('/') && bare.split_whitespace().count() == 1;
    replaced || handle || titled.iter().any(|title| bare.starts_with(title))
}

#[cfg(test)]
mod tests {
    use crate::lint::trial::{lines, lines_in, whats};
    use crate::lint::{Level, Profile, trial};

    fn record(owner: &str) -> String {
        format!("## Server trust record\n\n**Name:** files\n**Version:** 1\n{owner}\n")
    }

    #[test]
    fn a_record_without_owner_says_so() {
        assert_eq!(whats("N12", &record("")), ["the record says nothing under `Owner`"]);
        assert_eq!(lines("N12", &record("**Owner:** TBD")), [5]);
        assert_eq!(lines("N12", &record("**Eigentümer:** unbekannt")), [5]);
        assert_eq!(lines("N12", &record("**Owner:** nobody, as far as we could see")), [5]);
    }

    #[test]
    fn a_person_is_no_owner_and_a_team_is_one() {
        for person in ["[PERSON:01]", "[PERSON:01] <[EMAIL:01]>", "@files-dev", "Frau [PERSON:02]"] {
            let note = record(&format!("**Owner:** {person}"));
            let told = trial::messages("N12", &note, Profile::Normal);
            assert_eq!(told.iter().map(|m| m.level).collect::<Vec<_>>(), [Level::Warning], "{person}");
        }
        assert_eq!(
            whats("N12", &record("**Owner:** [EMAIL:01]")),
            ["`Owner` is an address alone, of a person or of a team"]
        );
        for team in
            ["Team Ledger", "Records management ([PERSON:01])", "@acme/files-team", "Referat 12", "Finance"]
        {
            assert!(lines("N12", &record(&format!("**Owner:** {team}"))).is_empty(), "{team}");
        }
    }

    #[test]
    fn an_owner_alone_above_the_findings_is_looked_at_too() {
        let note = |owner: &str| {
            format!(
                "# Relay\n\nOwner: {owner}\n\n### F-1 Log\n\n**Observed:** no log\n**Remediation:** log\n"
            )
        };
        assert_eq!(lines("N12", &note("nobody really knows")), [3]);
        assert_eq!(lines("N12", &note("[PERSON:01]")), [3]);
        assert!(lines("N12", &note("Platform team")).is_empty());
    }

    #[test]
    fn a_list_of_findings_needs_no_record_but_in_an_audit() {
        let note = "### F-1 Logging\n\n**Observed:** no log\n**Remediation:** log\n";
        assert!(lines("N12", note).is_empty());
        assert_eq!(lines_in("N12", note, Profile::Strict), [1]);
    }
}
