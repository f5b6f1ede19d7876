//! Holds two sides against each other.

use super::numbers::Kinds;
use super::{
    Change, Changed, Closed, Difference, How, KnownBy, NoteDifference, Numbers, Opened, Reworded, SCHEMA,
    StaticFinding, Summary, ToolDrift, WholeNote, fields, matching,
};
use crate::export::json::v1::{Boundary, Field, Finding, Item, Observation, Report};
use crate::export::{is_settled_status, one_line};
use std::collections::{BTreeMap, BTreeSet};

/// Compares two sides; `tools` is how the lists of tools beside them changed.
#[must_use]
pub fn compare(old: &[Report<'_>], new: &[Report<'_>], numbers: Numbers, tools: ToolDrift) -> Difference {
    match numbers {
        Numbers::Related => compare_all(old, new, tools),
        Numbers::Unrelated => {
            let kinds = Kinds::of(old.iter().chain(new));
            let without = |reports: &[Report<'_>]| -> Vec<Report<'static>> {
                reports.iter().map(|report| kinds.without(report)).collect()
            };
            let (old, new) = (without(old), without(new));
            compare_all(&old, &new, tools)
        }
    }
}

fn compare_all(old: &[Report<'_>], new: &[Report<'_>], tools: ToolDrift) -> Difference {
    let matched = matching::reports(old, new);
    let whole = |report: &&Report<'_>| WholeNote {
        note: one_line(&report.note).unwrap_or_default(),
        observations: report.review.observations.len(),
    };
    let alone = matched.pairs.len() == 1;
    let notes = matched.pairs.iter().map(|(old, new, _)| compare_notes(old, new, alone));
    let notes: Vec<NoteDifference> = notes.filter(|note| !note.is_empty()).collect();
    let mut summary = Summary::default();
    for note in &notes {
        summary.opened += note.opened.len();
        summary.closed += note.closed.len();
        summary.regraded += note.regraded.len();
        summary.changed += note.changed.len();
    }
    let pairs: Vec<_> = matched.pairs.iter().map(|(old, new, _)| (*old, *new)).collect();
    Difference {
        schema: SCHEMA,
        summary,
        notes_added: matched.new.iter().map(whole).collect(),
        notes_gone: matched.old.iter().map(whole).collect(),
        notes,
        findings_new: only_in_second(pairs.iter().map(|(old, new)| (*old, *new))),
        findings_gone: only_in_second(pairs.iter().map(|(old, new)| (*new, *old))),
        tools,
    }
}

fn compare_notes(old: &Report<'_>, new: &Report<'_>, alone: bool) -> NoteDifference {
    let (before, after) = (&old.review, &new.review);
    let mut out = NoteDifference {
        note: one_line(&new.note).unwrap_or_default(),
        // Of two single notes the user has said that one is the other.
        note_before: one_line(&old.note).filter(|_| old.note != new.note && !alone),
        review: fields::of_review(before, after),
        states: changes(&states(&before.boundaries), &states(&after.boundaries)),
        boundaries: reworded(&before.boundaries, &after.boundaries),
        record: changes(&record(old), &record(new)),
        checklists: changes(
            &items(before.checklists.iter().flat_map(|list| &list.steps)),
            &items(after.checklists.iter().flat_map(|list| &list.steps)),
        ),
        unsafe_patterns: changes(&patterns(old), &patterns(new)),
        ..NoteDifference::default()
    };
    let matched = matching::observations(&before.observations, &after.observations);
    for o in matched.new {
        out.opened.push(opened(o, How::New));
    }
    for (old, new, known_by) in matched.pairs {
        pair(old, new, known_by, &mut out);
    }
    for o in matched.old {
        out.closed.push(closed(o, How::Gone));
    }
    out
}

fn opened(o: &Observation<'_>, how: How) -> Opened {
    Opened { id: id(o), title: title(o), severity: o.severity.as_deref().map(str::to_owned), how }
}

fn closed(o: &Observation<'_>, how: How) -> Closed {
    Closed { id: id(o), title: title(o), severity: o.severity.as_deref().map(str::to_owned), how }
}

fn id(o: &Observation<'_>) -> String {
    one_line(&o.id).unwrap_or_default()
}

fn title(o: &Observation<'_>) -> String {
    one_line(&o.title).unwrap_or_default()
}

/// An observation that both sides have.
fn pair(old: &Observation<'_>, new: &Observation<'_>, known_by: KnownBy, out: &mut NoteDifference) {
    match (is_settled(old), is_settled(new)) {
        (false, true) => out.closed.push(closed(new, How::Settled)),
        (true, false) => out.opened.push(opened(new, How::Reopened)),
        _ => {}
    }
    out.regraded.extend(fields::regraded(old, new));
    let fields = fields::of_observation(old, new);
    // An id that we gave says which one in the note it is; another place is no change.
    let given = |o: &Observation<'_>| o.id.starts_with("OBS-");
    let id_before = Some(id(old)).filter(|before| *before != id(new) && !(given(old) && given(new)));
    if !fields.is_empty() || id_before.is_some() {
        out.changed.push(Changed { id: id(new), id_before, known_by, title: title(new), fields });
    }
}

fn is_settled(o: &Observation<'_>) -> bool {
    o.more.iter().any(|further| further.key == "status" && is_settled_status(&further.field.text))
}

/// What is told of something under its id: its title, and what it says.
type Told = Vec<(String, (String, String))>;

fn items<'a>(items: impl Iterator<Item = &'a Item<'a>>) -> Told {
    items.map(|item| (item.id.to_string(), (item.title.to_string(), item.state.to_string()))).collect()
}

/// Boundaries and controls with their states.
fn states(boundaries: &[Boundary<'_>]) -> Told {
    let mut all = Vec::new();
    for row in boundaries {
        all.push((row.id.to_string(), (row.title.to_string(), row.state.to_string())));
        all.extend(items(row.controls.iter()));
    }
    all
}

/// The rows of the trust record.
fn record(report: &Report<'_>) -> Told {
    let rows = report.review.record.iter();
    let told = rows.map(|row| {
        let said = fields::joined(&row.value).unwrap_or_default();
        (row.id.to_string(), (row.title.to_string(), said))
    });
    told.collect()
}

/// The unsafe patterns, and whether they show.
fn patterns(report: &Report<'_>) -> Told {
    let patterns = report.review.unsafe_patterns.iter();
    patterns.map(|p| (p.id.to_string(), (p.title.to_string(), p.presence.to_string()))).collect()
}

/// What says something else under the same id, in the order of the new side; then what only the old one has.
fn changes(old: &Told, new: &Told) -> Vec<Change> {
    let said = |text: &str| one_line(text);
    let before: BTreeMap<&str, &str> =
        old.iter().map(|(id, (_, said))| (id.as_str(), said.as_str())).collect();
    let known: BTreeSet<&str> = new.iter().map(|(id, _)| id.as_str()).collect();
    let mut out = Vec::new();
    for (id, (title, after)) in new {
        let (before, after) = (before.get(id.as_str()).copied().and_then(said), said(after));
        if before != after {
            out.push(Change { id: id.clone(), title: title.clone(), before, after });
        }
    }
    for (id, (title, before)) in old.iter().filter(|(id, _)| !known.contains(id.as_str())) {
        out.push(Change { id: id.clone(), title: title.clone(), before: said(before), after: None });
    }
    out
}

/// Boundaries and controls that both sides have, with texts that read differently.
fn reworded(old: &[Boundary<'_>], new: &[Boundary<'_>]) -> Vec<Reworded> {
    let (before, after) = (texts(old), texts(new));
    let known: BTreeMap<&str, &Texts> = before.iter().map(|(id, texts)| (id.as_str(), texts)).collect();
    let mut out = Vec::new();
    for (id, texts) in &after {
        let Some(before) = known.get(id.as_str()) else { continue };
        let pairs = texts.said.iter().zip(&before.said);
        let fields: Vec<String> =
            pairs.filter(|(a, b)| a.1 != b.1).map(|((name, _), _)| (*name).to_owned()).collect();
        if !fields.is_empty() {
            out.push(Reworded { id: id.clone(), title: texts.title.clone(), fields });
        }
    }
    out
}

/// The texts of a boundary or a control.
struct Texts {
    title: String,
    said: Vec<(&'static str, Option<String>)>,
}

fn texts(boundaries: &[Boundary<'_>]) -> Vec<(String, Texts)> {
    let mut all = Vec::new();
    let said = |name: &'static str, fields: &[Field<'_>]| (name, fields::joined(fields));
    for row in boundaries {
        let own = vec![
            said("expected", &row.expected),
            said("observed", &row.observed),
            said("uncertainty", &row.uncertainty),
        ];
        all.push((row.id.to_string(), Texts { title: row.title.to_string(), said: own }));
        for item in &row.controls {
            let own = vec![said("what the note says", &item.said)];
            all.push((item.id.to_string(), Texts { title: item.title.to_string(), said: own }));
        }
    }
    all
}

/// Static findings that only the second report of a pair has, each once with the notes for which that is so.
fn only_in_second<'a>(
    pairs: impl ExactSizeIterator<Item = (&'a Report<'a>, &'a Report<'a>)>,
) -> Vec<StaticFinding> {
    let count = pairs.len();
    let mut all: BTreeMap<[String; 5], Vec<String>> = BTreeMap::new();
    for (first, second) in pairs.filter(|(first, second)| reads_metadata(first) && reads_metadata(second)) {
        let mut known: BTreeMap<[String; 5], usize> = BTreeMap::new();
        for finding in findings(first) {
            *known.entry(parts(finding, unnumbered(&finding.place))).or_default() += 1;
        }
        for finding in findings(second) {
            match known.get_mut(&parts(finding, unnumbered(&finding.place))) {
                Some(left) if *left > 0 => *left -= 1,
                _ => {
                    let place = one_line(&finding.place).unwrap_or_default();
                    all.entry(parts(finding, place)).or_default().extend(one_line(&second.note));
                }
            }
        }
    }
    let told = all.into_iter().map(|([check, path, place, detail, stance], mut notes)| {
        notes.dedup();
        if notes.len() == count {
            notes.clear();
        }
        StaticFinding { check, title: None, stance, path, place, detail, notes }
    });
    told.collect()
}

/// Says whether files of metadata were read beside a note. Beside a note alone there are none, and nothing is gone from them.
fn reads_metadata(report: &Report<'_>) -> bool {
    report.metadata.as_ref().is_some_and(|metadata| !metadata.files.is_empty())
}

fn findings<'a>(report: &'a Report<'a>) -> impl Iterator<Item = &'a Finding<'a>> {
    report.metadata.iter().flat_map(|metadata| &metadata.findings)
}

/// What a finding says, in the order in which findings are told.
fn parts(finding: &Finding<'_>, place: String) -> [String; 5] {
    let said = |text: &str| one_line(text).unwrap_or_default();
    [said(&finding.check), said(&finding.path), place, said(&finding.detail), said(&finding.stance)]
}

/// A place without the numbers of list items: they change for all that stands behind an item that came or went.
fn unnumbered(place: &str) -> String {
    let mut parts = place.split('[');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('[');
        match part.split_once(']') {
            Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => {
                out.push(']');
                out.push_str(rest);
            }
            _ => out.push_str(part),
        }
    }
    out
}
