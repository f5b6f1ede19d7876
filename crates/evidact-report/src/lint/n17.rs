//! N17: evidence much older than the review, or younger.

use super::dates;
use super::rule::{Found, Rule, Weight};
use super::sheet::{Part, Sheet};
use crate::catalog::{FieldKey, Setting};
use crate::note::newest_date;
use evidact_model::CleanText;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "N17",
    title: "evidence older than the review",
    reason: "What a file showed months before the review, it need not show at the time of the review.",
    weight: Weight::Doubtful,
    run,
};

/// Evidence that is older by more days than this is stale.
const STALE_DAYS: i64 = 90;
/// In an audit, by more than this.
const STALE_DAYS_OF_AUDIT: i64 = 30;

fn run(sheet: &Sheet<'_>, out: &mut Vec<Found>) {
    let Some((date, reviewed)) = review_date(sheet) else { return };
    let mut seen = BTreeSet::new();
    for passage in sheet.passages().iter().filter(|passage| may_date(passage.part)) {
        for (line, text) in (passage.line..).zip(passage.text.as_str().split('\n')) {
            // Elsewhere a date is one of evidence only if the line says so, and what is due is none.
            let Some(its) = newest_date(text).filter(|_| tells_of_evidence(text)) else { continue };
            let Some(age) = dates::day(&its).map(|day| reviewed - day).filter(|age| *age > STALE_DAYS) else {
                continue;
            };
            if seen.insert(line) {
                let what = format!("this evidence is of {its}, {age} days before the review of {date}");
                out.push(Found::new(line, RULE.weight, sheet.words(what), CleanText::literal(HELP)));
            }
        }
    }
    for passage in sheet.passages().iter().filter(|passage| passage.part == Part::Field(FieldKey::Evidence)) {
        for (line, text) in (passage.line..).zip(passage.text.as_str().split('\n')) {
            let Some(its) = newest_date(text) else { continue };
            let Some(age) = dates::day(&its).map(|day| reviewed - day) else { continue };
            let (weight, what) = if age > STALE_DAYS {
                (RULE.weight, format!("this evidence is of {its}, {age} days before the review of {date}"))
            } else if age > STALE_DAYS_OF_AUDIT {
                (Weight::Audit, format!("this evidence is of {its}, {age} days before the review of {date}"))
            } else if age < 0 {
                (RULE.weight, format!("this evidence is of {its}, after the review of {date}"))
            } else {
                continue;
            };
            if seen.insert(line) {
                out.push(Found::new(line, weight, sheet.words(what), CleanText::literal(HELP)));
            }
        }
    }
}

const HELP: &str = "look at the file as it is today and write its date; or say under `Uncertainty` what may have changed since";

/// Says whether a passage may tell when evidence was taken.
const fn may_date(part: Part) -> bool {
    matches!(
        part,
        Part::Unplaced
            | Part::Field(
                FieldKey::Observed
                    | FieldKey::Method
                    | FieldKey::Summary
                    | FieldKey::Limits
                    | FieldKey::Uncertainty
            )
    )
}

/// Says whether a line speaks of taking evidence.
fn tells_of_evidence(text: &str) -> bool {
    const WORDS: [&str; 34] = [
        "evidence",
        "dump",
        "dumps",
        "dumped",
        "export",
        "exports",
        "exported",
        "snapshot",
        "snapshots",
        "screenshot",
        "screenshots",
        "capture",
        "captures",
        "captured",
        "collected",
        "retrieved",
        "downloaded",
        "extract",
        "extracts",
        "extracted",
        "nachweis",
        "nachweise",
        "abzug",
        "auszug",
        "exportiert",
        "erhoben",
        "gezogen",
        "mitschnitt",
        "bildschirmfoto",
        "bildschirmfotos",
        "heruntergeladen",
        "aufgezeichnet",
        "recorded",
        "abgerufen",
    ];
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// Returns the date that the note gives itself under a label, and its day.
fn review_date(sheet: &Sheet<'_>) -> Option<(String, i64)> {
    let date = sheet.review.date.as_ref()?.as_str();
    let names = sheet.catalog.names();
    let is_its = |line: &str| {
        let line = line.trim_start_matches(['-', '*', '#', '>', '|', ' ', '+']);
        let Some((label, rest)) = line.split_once([':', '|', '=']) else { return false };
        let meaning = names.field(label.trim_matches(['*', '_', ' ', '`']), Setting::Top);
        meaning.is_some_and(|meaning| meaning.key == FieldKey::Date)
            && newest_date(rest).as_deref() == Some(date)
    };
    let given = sheet.note.text.as_str().lines().any(is_its);
    given.then(|| dates::day(date)).flatten().map(|day| (date.to_owned(), day))
}

#[cfg(test)]
mod tests {
    use crate::lint::Profile;
    use crate::lint::trial::{lines, lines_in, whats};

    fn note(date: &str, evidence: &str) -> String {
        format!("# Review\n\n{date}\n\n### F-1 Log\n\n**Observed:** tokens\n**Evidence:** {evidence}\n")
    }

    #[test]
    fn evidence_of_long_before_is_named() {
        let old = note("Date: 2026-06-01", "`app.log` of 2026-01-15");
        assert_eq!(
            whats("N17", &old),
            ["this evidence is of 2026-01-15, 137 days before the review of 2026-06-01"]
        );
        assert_eq!(lines("N17", &note("**Datum:** 01.06.2026", "Export vom 15.01.2026")), [8]);
        assert_eq!(lines("N17", &note("Date: 2026-06-01", "`app-2026-06-02.log`")), [8]);
    }

    #[test]
    fn a_line_elsewhere_that_tells_when_evidence_was_taken_counts_too() {
        for told in [
            "Evidence collected: 2025-01-20",
            "The tools/list dump is from 12 November 2024.",
            "Nachweise erhoben am 03.02.2025",
        ] {
            let text =
                format!("Date: 2026-06-01\n\n{told}\n\n## F-1 Log\n\n**Observed:** x\n**Remediation:** y\n");
            assert_eq!(lines("N17", &text), [3], "{told}");
        }
        for fine in ["The key expires on 2025-01-20.", "Exported on 2026-05-30.", "Last release: 2024-01-01"]
        {
            let text =
                format!("Date: 2026-06-01\n\n{fine}\n\n## F-1 Log\n\n**Observed:** x\n**Remediation:** y\n");
            assert!(lines("N17", &text).is_empty(), "{fine}");
        }
    }

    #[test]
    fn recent_evidence_will_do() {
        let recent = note("Date: 2026-06-01", "`app.log` of 2026-04-20");
        assert!(lines("N17", &recent).is_empty());
        assert_eq!(lines_in("N17", &recent, Profile::Strict), [8]);
    }

    #[test]
    fn a_note_without_a_date_of_its_own_cannot_be_compared() {
        assert!(lines("N17", &note("Due: 2026-12-31", "`app.log` of 2026-01-15")).is_empty());
    }
}
