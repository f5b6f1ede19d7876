//! N10: one observation with two severities or two ids, in a note or over the notes of a run; one server with two versions
//! or approvals, in a note and in the record beside it.

use super::rule::{Found, Rule, Weight};
use super::sheet::{Note, Sheet, of_observation};
use crate::catalog::{FieldKey, Setting};
use crate::note::severity;
use evidact_model::CleanText;
use evidact_model::metadata::MetadataFinding;
use evidact_model::review::{Observation, Review, Severity};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "N10",
    title: "drift between documents",
    reason: "If a list and a note, two notes, or a note and the record beside it differ, one of them is out of date.",
    weight: Weight::Wrong,
    run,
};

/// What the notes before this one say of their observations.
#[derive(Debug, Default)]
pub(super) struct Before {
    by_title: BTreeMap<String, Seen>,
    by_id: BTreeMap<(String, String), Seen>,
}

/// An observation of an earlier note.
#[derive(Debug, Clone)]
struct Seen {
    path: CleanText,
    line: u32,
    id: Option<String>,
    title: String,
    severity: Option<Severity>,
}

impl Before {
    /// Remembers the observations of a note.
    pub(super) fn add(&mut self, note: &Note<'_>, review: &Review) {
        let server = server(review);
        for observation in &review.observations {
            let seen = Seen {
                path: note.path.clone(),
                line: observation.line,
                id: own_id(note.text, observation),
                title: comparable(observation.title.as_str()),
                severity: observation.severity,
            };
            if let (Some(id), Some(server)) = (&seen.id, &server) {
                self.by_id.entry((server.clone(), id.to_lowercase())).or_insert_with(|| seen.clone());
            }
            if seen.title.contains(' ') {
                self.by_title.entry(seen.title.clone()).or_insert(seen);
            }
        }
    }
}

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    out.extend(beside(sheet));
    let server = server(sheet.review);
    for (number, observation) in sheet.review.observations.iter().enumerate() {
        if let Some(found) = within(sheet, observation) {
            out.push(found.about(number));
        }
        let title = comparable(observation.title.as_str());
        let id = own_id(sheet.note.text, observation);
        if let Some(other) = sheet.before.by_title.get(&title) {
            out.extend(against(sheet, observation, id.as_deref(), other).map(|found| found.about(number)));
        } else if let (Some(id), Some(server)) = (id, &server)
            && let Some(other) = sheet.before.by_id.get(&(server.clone(), id.to_lowercase()))
            && !other.title.is_empty()
            && !title.is_empty()
        {
            let what = format!("{id} is another observation at {}:{}", other.path, other.line);
            let help = "give each observation of a server an id of its own, and the same one everywhere";
            let found =
                Found::new(observation.line, Weight::Doubtful, sheet.words(what), CleanText::literal(help));
            out.push(found.about(number));
        }
    }
}

/// Compares with the record beside the note.
fn beside(sheet: &Sheet<'_>) -> Vec<Found> {
    let Some(record) = sheet.note.record else { return Vec::new() };
    let differs = |finding: MetadataFinding| {
        let row = sheet.review.record.rows.iter().find(|row| finding.items.contains(&row.id))?;
        let line = row.value.first()?.origin.line;
        let what = format!("{} is not what {} says on line {}", row.title, record.name(), finding.line);
        let help = CleanText::literal("find out which of the two holds, and write it in both");
        Some(Found::new(line, RULE.weight, sheet.words(what), help))
    };
    record.contradictions(sheet.review).into_iter().filter_map(differs).collect()
}

/// Compares with the observation of the same title in an earlier note.
fn against(sheet: &Sheet<'_>, observation: &Observation, id: Option<&str>, other: &Seen) -> Option<Found> {
    let place = format!("{}:{}", other.path, other.line);
    if let (Some(here), Some(there)) = (observation.severity, other.severity)
        && here != there
    {
        let what = format!("{} is {} here and {} at {place}", observation.id, name(here), name(there));
        let help = CleanText::literal("decide which of the two holds, and write it in both");
        return Some(Found::new(observation.line, RULE.weight, sheet.words(what), help));
    }
    let (here, there) = (id?, other.id.as_deref()?);
    if here.eq_ignore_ascii_case(there) {
        return None;
    }
    let what = format!("this observation is {here} here and {there} at {place}");
    let help = CleanText::literal("give an observation the same id everywhere");
    Some(Found::new(observation.line, Weight::Doubtful, sheet.words(what), help))
}

/// Compares the severities that a note gives one observation, say in a list and in its section.
fn within(sheet: &Sheet<'_>, observation: &Observation) -> Option<Found> {
    let stated = observation.severity?;
    let names = sheet.catalog.names();
    let (line, other) = of_observation(observation).find_map(|(_, field)| {
        let meaning = names.field(field.origin.label.as_str(), Setting::Observation)?;
        let other = severity(field.text.as_str()).filter(|_| meaning.key == FieldKey::Severity)?;
        (other != stated).then_some((field.origin.line, other))
    })?;
    let first = observation.severity_as_written.as_ref().map_or(observation.line, |field| field.origin.line);
    let what = format!("{} is {} here and {} on line {first}", observation.id, name(other), name(stated));
    let help = CleanText::literal("decide which of the two holds, and write it in both places");
    Some(Found::new(line, RULE.weight, sheet.words(what), help))
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Info => "informational",
    }
}

/// Returns the id, unless it was given by us.
fn own_id(note: &CleanText, observation: &Observation) -> Option<String> {
    let is_own = !observation.id.starts_with("OBS-") || note.as_str().contains(&observation.id);
    is_own.then(|| observation.id.clone())
}

/// Returns the name of the server of a review.
fn server(review: &Review) -> Option<String> {
    let field = review.record.row("name")?.value.first()?;
    Some(comparable(field.text.as_str())).filter(|name| !name.is_empty())
}

/// Returns the words of a title, without case and signs.
fn comparable(title: &str) -> String {
    let lower = title.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::lint::sheet::Note;
    use crate::lint::trial::{lines, linter};
    use crate::lint::{Message, Profile};
    use evidact_model::CleanText;

    fn over(one: &str, two: &str) -> Vec<Message> {
        let (one, two) = (CleanText::attest(one.to_owned()), CleanText::attest(two.to_owned()));
        let note = |path, text| Note {
            path: CleanText::literal(path),
            text,
            taken: &[],
            evidence: None,
            record: None,
        };
        linter("N10", Profile::Normal).check(&[note("list.md", &one), note("note.md", &two)]).remove(1)
    }

    #[test]
    fn a_list_and_a_section_may_not_grade_differently() {
        let note = "| ID | Severity | Finding |\n| --- | --- | --- |\n| F-1 | High | No list of tools |\n\n## F-1 No list of tools\n\nSeverity: Low\n\n**Observed:** none\n**Remediation:** write one\n";
        assert_eq!(lines("N10", note).len(), 1);
        assert!(lines("N10", &note.replace("Low", "High")).is_empty());
    }

    #[test]
    fn two_notes_may_not_grade_or_number_an_observation_differently() {
        let one = "### F-1 No list of tools\n\n**Severity:** High\n**Observed:** none\n**Remediation:** write one\n";
        let told = over(one, &one.replace("High", "Low"));
        assert_eq!(told[0].what.as_str(), "F-1 is low here and high at list.md:1");
        let told = over(one, &one.replace("F-1", "F-7"));
        assert_eq!(told[0].what.as_str(), "this observation is F-7 here and F-1 at list.md:1");
        assert!(over(one, one).is_empty());
    }

    #[test]
    fn notes_of_two_servers_number_for_themselves() {
        let one = "### F-1 No list of tools\n\n**Observed:** none\n**Remediation:** write one\n";
        let two = "### F-1 Broad roots\n\n**Observed:** all\n**Remediation:** one folder\n";
        assert!(over(one, two).is_empty());
        let of = |name: &str, text: &str| {
            format!("## Server trust record\n\n**Name:** {name}\n**Version:** 1\n\n{text}")
        };
        assert_eq!(over(&of("files", one), &of("files", two)).len(), 1);
        assert!(over(&of("files", one), &of("mail", two)).is_empty());
    }
}
