//! What changed between two reviews: seen once, under the right name, and nothing that did not change.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;
mod schema;

use evidact_model::metadata::Stance;
use evidact_model::report::Report;
use evidact_model::review::BoundaryState;
use evidact_report::diff::{Difference, How, Numbers, ToolDrift, compare};
use evidact_report::export::Noted;
use evidact_report::export::json::report_of;
use reports::{NOTE, clean, finding, full, report};

fn between(old: &[(&str, Report)], new: &[(&str, Report)], numbers: Numbers) -> Difference {
    let paths = |side: &[(&str, Report)]| side.iter().map(|(path, _)| clean(path)).collect::<Vec<_>>();
    let (old_paths, new_paths) = (paths(old), paths(new));
    let old: Vec<_> =
        old_paths.iter().zip(old).map(|(path, (_, report))| report_of(Noted { path, report })).collect();
    let new: Vec<_> =
        new_paths.iter().zip(new).map(|(path, (_, report))| report_of(Noted { path, report })).collect();
    compare(&old, &new, numbers, ToolDrift::default())
}

fn of_notes(old: &str, new: &str) -> Difference {
    between(&[("n.md", report(old))], &[("n.md", report(new))], Numbers::Related)
}

#[test]
fn a_note_does_not_differ_from_itself_nor_from_itself_with_other_line_breaks() {
    assert!(of_notes(NOTE, NOTE).is_empty());
    assert!(of_notes(NOTE, &NOTE.replace("a credential a client", "a credential\na client")).is_empty());
    assert!(between(&[("n.md", full())], &[("n.md", full())], Numbers::Related).is_empty());
    assert_eq!(of_notes(NOTE, NOTE).text(), "no difference\n");
}

#[test]
fn an_observation_that_comes_is_opened_and_one_that_goes_is_closed() {
    let without = NOTE.split("### F-02").next().unwrap();
    let difference = of_notes(without, NOTE);
    let opened: Vec<(&str, How)> =
        difference.notes[0].opened.iter().map(|o| (o.id.as_str(), o.how)).collect();
    assert_eq!(opened, [("F-02", How::New), ("F-03", How::New)]);
    let difference = of_notes(NOTE, without);
    let closed: Vec<(&str, How)> =
        difference.notes[0].closed.iter().map(|o| (o.id.as_str(), o.how)).collect();
    assert_eq!(closed, [("F-02", How::Gone), ("F-03", How::Gone)]);
}

#[test]
fn a_status_that_ends_an_observation_closes_it_and_the_way_back_opens_it() {
    let open = NOTE.replace("**Status:** fixed", "**Status:** open");
    let difference = of_notes(&open, NOTE);
    assert_eq!(
        (difference.notes[0].closed[0].id.as_str(), difference.notes[0].closed[0].how),
        ("F-03", How::Settled)
    );
    let difference = of_notes(NOTE, &open);
    assert_eq!(
        (difference.notes[0].opened[0].id.as_str(), difference.notes[0].opened[0].how),
        ("F-03", How::Reopened)
    );
}

#[test]
fn each_field_that_changed_is_named_and_texts_are_not_repeated() {
    let new = NOTE
        .replace("**Severity:** Medium", "**Severity:** Critical")
        .replace("**Owner:** Platform team", "**Owner:** Ledger team")
        .replace("the pool connects as owner", "the pool connects as a very secret owner");
    let difference = of_notes(NOTE, &new);
    let changed = &difference.notes[0].changed;
    let told: Vec<(&str, &str)> = changed
        .iter()
        .flat_map(|o| o.fields.iter().map(move |field| (o.id.as_str(), field.field.as_str())))
        .collect();
    assert_eq!(told, [("F-01", "owner"), ("F-02", "severity"), ("F-02", "observed")]);
    assert_eq!(changed[1].fields[0].before.as_deref(), Some("medium"));
    assert_eq!(changed[1].fields[0].after.as_deref(), Some("critical"));
    for text in [difference.text(), difference.markdown(), difference.json()] {
        assert!(!text.contains("very secret"), "{text}");
    }
}

#[test]
fn an_observation_with_another_id_is_known_by_its_title() {
    let difference = of_notes(NOTE, &NOTE.replace("F-02: Too wide a role", "F-20: Too  Wide a Role"));
    let note = &difference.notes[0];
    assert!(note.opened.is_empty() && note.closed.is_empty());
    assert_eq!(note.changed[0].id, "F-20");
    assert_eq!(note.changed[0].id_before.as_deref(), Some("F-02"));
}

#[test]
fn ids_given_in_the_order_of_the_note_do_not_bind() {
    let one = "## Findings\n\n### Alpha\n\nObserved: a\n\nRemediation: b\n";
    let two = "## Findings\n\n### Beta\n\nObserved: c\n\nRemediation: d\n\n### Alpha\n\nObserved: a\n\nRemediation: b\n";
    let difference = of_notes(one, two);
    let opened: Vec<&str> = difference.notes[0].opened.iter().map(|o| o.title.as_str()).collect();
    assert_eq!(opened, ["Beta"]);
}

#[test]
fn states_record_and_static_findings_are_compared() {
    let mut new = full();
    new.review.boundaries[0].state = BoundaryState::Stated;
    new.review.boundaries[0].controls[0].state = BoundaryState::Absent;
    let row = new.review.record.rows.iter_mut().find(|row| row.key == "owner").unwrap();
    row.value.clear();
    let metadata = new.metadata.as_mut().unwrap();
    metadata.findings.remove(1);
    metadata.findings.push(finding("S07", Stance::Notes, &[]));
    let difference = between(&[("n.md", full())], &[("n.md", new)], Numbers::Related);
    let note = &difference.notes[0];
    let states: Vec<(&str, &str, &str)> = note
        .states
        .iter()
        .map(|c| (c.id.as_str(), c.before.as_deref().unwrap(), c.after.as_deref().unwrap()))
        .collect();
    assert_eq!(states, [("TRB-01", "contradicted", "stated"), ("TRB-01-C00", "contradicted", "absent")]);
    assert_eq!(note.record.len(), 1);
    assert_eq!(
        (note.record[0].before.as_deref(), note.record[0].after.as_deref()),
        (Some("Payments team"), None)
    );
    assert_eq!(note.findings_new.iter().map(|f| f.check.as_str()).collect::<Vec<_>>(), ["S07"]);
    assert_eq!(note.findings_gone.iter().map(|f| f.check.as_str()).collect::<Vec<_>>(), ["S04"]);
}

#[test]
fn notes_are_paired_by_path_and_then_by_name() {
    let other = NOTE.replace("ledger", "files");
    let called = |id: &str, note: &str| {
        let mut report = report(note);
        report.meta.id = clean(id);
        report
    };
    let old = [("a/one.md", called("one", NOTE)), ("a/two.md", called("two", &other))];
    let new = [("a/one.md", called("one", NOTE)), ("b/three.md", called("three", NOTE))];
    let difference = between(&old, &new, Numbers::Related);
    assert_eq!(difference.notes_gone, ["a/two.md"]);
    assert_eq!(difference.notes_added, ["b/three.md"]);
    assert!(difference.notes.is_empty());
    let moved = [("a/one.md", called("one", NOTE)), ("b/two.md", called("two", &other))];
    let difference = between(&old, &moved, Numbers::Related);
    assert_eq!(difference.notes[0].note_before.as_deref(), Some("a/two.md"));
    // One note on either side is the same review, whatever it is called.
    assert!(
        between(&[("march.md", report(NOTE))], &[("june.md", report(NOTE))], Numbers::Related).is_empty()
    );
}

#[test]
fn numbers_of_placeholders_count_only_where_both_sides_were_redacted_together() {
    let other = NOTE.replace("[CREDENTIAL:github:01]", "[CREDENTIAL:github:07]");
    let sides = |numbers| between(&[("n.md", report(NOTE))], &[("n.md", report(&other))], numbers);
    assert!(!sides(Numbers::Related).is_empty());
    assert!(sides(Numbers::Unrelated).is_empty());
    let kind = NOTE.replace("[CREDENTIAL:github:01]", "[EMAIL:01]");
    assert!(!between(&[("n.md", report(NOTE))], &[("n.md", report(&kind))], Numbers::Unrelated).is_empty());
    // Brackets that are none, and characters of many bytes, pass through.
    let odd = NOTE.replace("both carry", "[ü [x](y) [A [[ both carry");
    assert!(between(&[("n.md", report(&odd))], &[("n.md", report(&odd))], Numbers::Unrelated).is_empty());
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema = schema::Schema::new(include_str!("../../../docs/schemas/diff-1.json"));
    schema.accept(&of_notes(NOTE, NOTE).json());
    schema.accept(&of_notes("", NOTE).json());
    schema.accept(&of_notes(NOTE, "").json());
    let mut new = full();
    new.review.boundaries[0].state = BoundaryState::Absent;
    new.metadata = None;
    new.review.observations[0].id = "x".repeat(10_000);
    schema.accept(&between(&[("a.md", full())], &[("b.md", new)], Numbers::Unrelated).json());
}

#[test]
fn markdown_takes_nothing_of_a_note_for_a_mark() {
    let new = NOTE.replace("### F-02: Too wide a role", "### F-02: <b>*x*</b> `y` | z");
    let text = of_notes(NOTE, &new).markdown();
    assert!(text.contains("\\<b\\>\\*x\\*\\</b\\> \\`y\\` \\| z"), "{text}");
}

#[test]
fn a_thousand_observations_against_as_many_in_another_order_are_the_same() {
    let note = reports::many(1000);
    let mut parts: Vec<&str> = note.split("### ").collect();
    let head = parts.remove(0).to_owned();
    parts.reverse();
    let other = parts.iter().fold(head, |mut all, part| {
        all.push_str("### ");
        all.push_str(part);
        all
    });
    assert!(of_notes(&note, &other).is_empty());
}
