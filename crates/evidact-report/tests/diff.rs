//! What changed between two reviews: seen once, under the right name, and nothing that did not change.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;
mod schema;

use evidact_model::metadata::Stance;
use evidact_model::report::Report;
use evidact_model::review::BoundaryState;
use evidact_report::diff::{Difference, How, KnownBy, Numbers, ToolDrift, Way, WholeNote, compare};
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
    assert_eq!(told, [("F-01", "owner"), ("F-02", "observed")]);
    for text in [difference.text(), difference.markdown(), difference.json()] {
        assert!(!text.contains("very secret"), "{text}");
    }
}

#[test]
fn another_severity_is_told_apart_with_the_way_it_went() {
    let graded = |old: &str, new: &str| {
        let with =
            |severity: &str| NOTE.replace("**Severity:** Medium", &format!("**Severity:** {severity}"));
        let difference = of_notes(&with(old), &with(new));
        assert!(difference.notes[0].changed.is_empty() && difference.summary.regraded == 1);
        let o = difference.notes[0].regraded[0].clone();
        (o.id, o.before.unwrap_or_default(), o.after.unwrap_or_default(), o.way)
    };
    let told = |before: &str, after: &str, way| ("F-02".to_owned(), before.to_owned(), after.to_owned(), way);
    assert_eq!(graded("Medium", "Critical"), told("medium", "critical", Way::Raised));
    assert_eq!(graded("High", "Info"), told("high", "info", Way::Lowered));
    assert_eq!(graded("High", "7.5"), told("high", "7.5", Way::Unordered));
}

#[test]
fn an_observation_with_another_id_and_another_title_is_known_by_its_words() {
    let words = "**Observed:** the pool of the ledger connects to the database with the role of its owner\n\n\
                 **Remediation:** a role that reads the tables of the month, and nothing else\n";
    let old = format!("## Findings\n\n### F-07: Too wide a role\n\n{words}");
    let new = format!(
        "## Findings\n\n### A-1: Backups\n\n**Observed:** nobody restores them\n\n**Remediation:** try it\n\n\
         ### A-2: The role is too wide\n\n{words}"
    );
    let difference = of_notes(&old, &new);
    let note = &difference.notes[0];
    assert_eq!(note.opened.iter().map(|o| o.id.as_str()).collect::<Vec<_>>(), ["A-1"]);
    assert!(note.closed.is_empty());
    let changed = &note.changed[0];
    assert_eq!((changed.id_before.as_deref(), changed.known_by), (Some("F-07"), KnownBy::Likeness));
    assert_eq!(changed.fields.iter().map(|f| f.field.as_str()).collect::<Vec<_>>(), ["title"]);
    assert!(difference.text().contains("A-2 The role is too wide (was F-07; known by its words): title:"));
    // With other texts they are two.
    let other =
        new.replace("the pool of the ledger connects to the database with the role of its owner", "x");
    let other = other.replace("a role that reads the tables of the month, and nothing else", "y");
    let difference = of_notes(&old, &other);
    assert_eq!((difference.summary.opened, difference.summary.closed), (2, 1));
}

#[test]
fn what_the_review_says_of_itself_and_of_its_boundaries_is_compared() {
    let boundaries = "\n## Trust boundaries\n\n### TRB-01 User and client\n\n**Expected:** the user is asked\n\n\
                      **Observed:** the user is asked\n\n**Uncertainty:** the dialog was not seen\n";
    let old = NOTE.to_owned() + boundaries;
    let new = old
        .replace("the dialog was not seen", "None identified")
        .replace("Date: 2026-03-18", "Date: 2026-06-18")
        .replace("Read the files.", "Read all files.");
    let difference = of_notes(&old, &new);
    let note = &difference.notes[0];
    let fields: Vec<&str> = note.review.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, ["date", "method"]);
    assert_eq!(note.review[0].after.as_deref(), Some("2026-06-18"));
    let boundaries: Vec<(&str, &[String])> =
        note.boundaries.iter().map(|row| (row.id.as_str(), row.fields.as_slice())).collect();
    assert_eq!(boundaries, [("TRB-01", ["uncertainty".to_owned()].as_slice())]);
    assert!(note.states.is_empty() && note.changed.is_empty());
}

#[test]
fn a_static_finding_is_told_once_however_many_notes_it_stands_beside() {
    let with = |place: &str| {
        let mut report = full();
        report.metadata.as_mut().unwrap().findings = vec![finding("S04", Stance::Notes, &[])];
        report.metadata.as_mut().unwrap().findings[0].place = clean(place);
        report
    };
    let side = |place: &str| [("a.md", with(place)), ("b.md", with(place))];
    let difference = between(&side("servers[0].args[2]"), &side("servers[0].url"), Numbers::Related);
    assert_eq!(difference.findings_new.len(), 1);
    assert_eq!(difference.findings_new[0].notes, Vec::<String>::new());
    assert_eq!(difference.findings_gone[0].place, "servers[0].args[2]");
    // A list that grows in front moves what stands behind; that is no other finding.
    assert!(between(&side("servers[0].args[2]"), &side("servers[1].args[12]"), Numbers::Related).is_empty());
    let one = [("a.md", with("servers[0].url")), ("b.md", with("servers[0].args[2]"))];
    let difference = between(&side("servers[0].args[2]"), &one, Numbers::Related);
    assert_eq!(difference.findings_new[0].notes, ["a.md"]);
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
    assert_eq!(difference.findings_new.iter().map(|f| f.check.as_str()).collect::<Vec<_>>(), ["S07"]);
    assert_eq!(difference.findings_gone.iter().map(|f| f.check.as_str()).collect::<Vec<_>>(), ["S04"]);
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
    let whole =
        |notes: &[WholeNote]| notes.iter().map(|n| (n.note.clone(), n.observations)).collect::<Vec<_>>();
    assert_eq!(whole(&difference.notes_gone), [("a/two.md".to_owned(), 3)]);
    assert_eq!(whole(&difference.notes_added), [("b/three.md".to_owned(), 3)]);
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
    // As they stand in URLs; the id of an observation, and what only looks like a placeholder, is none.
    let url = |url: &str| NOTE.replace("both carry", &format!("both, see {url}, carry"));
    let differ = |one: &str, other: &str| {
        let sides = [url(one), url(other)].map(|note| [("n.md", report(&note))]);
        !between(&sides[0], &sides[1], Numbers::Unrelated).is_empty()
    };
    assert!(!differ(
        "postgres://CREDENTIAL-password-02@HOST-01:5432/a",
        "postgres://CREDENTIAL-password-27@HOST-05:5432/a"
    ));
    for (one, other) in
        [("http://IP-01/", "http://HOST-01/"), ("F-01", "F-02"), ("CVE-2024-01", "CVE-2024-02")]
    {
        assert!(differ(one, other), "{one}");
    }
    // Brackets that are none, and characters of many bytes, pass through.
    let odd = NOTE.replace("both carry", "[ü [x](y) [A [[ both carry");
    assert!(between(&[("n.md", report(&odd))], &[("n.md", report(&odd))], Numbers::Unrelated).is_empty());
}

#[test]
fn an_id_that_is_a_placeholder_is_the_same_with_another_number() {
    let with_id = |id: &str| {
        let mut report = report(NOTE);
        report.review.observations[0].id = id.to_owned();
        report
    };
    let differ = |old: &str, new: &str, numbers| {
        let [old, new] = [old, new].map(|id| [("n.md", with_id(id))]);
        !between(&old, &new, numbers).is_empty()
    };
    assert!(!differ("[HOST:02]", "[HOST:05]", Numbers::Unrelated));
    assert!(differ("[HOST:02]", "[HOST:05]", Numbers::Related));
    assert!(differ("HOST-02", "HOST-05", Numbers::Unrelated));
    assert!(differ("[HOST:02]", "[PERSON:02]", Numbers::Unrelated));
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
