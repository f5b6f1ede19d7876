//! What note and metadata together say of the catalog: the five states, contradictions, checklists, patterns.

use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, MetadataStatement, Stance};
use evidact_model::review::{BoundaryState, Carrier, Checklist, ItemRow, Presence, Review, UnsafePattern};
use evidact_report::{Catalog, assess, parse};

fn clean(text: &str) -> CleanText {
    CleanText::attest(text.to_owned())
}

fn finding(check: &str, path: &str, stance: Stance, items: &[&str]) -> MetadataFinding {
    MetadataFinding {
        check: check.to_owned(),
        path: clean(path),
        line: 4,
        place: clean("mcpServers.ledger.url"),
        server: Some(clean("ledger")),
        detail: clean("https://ledger.example.com/mcp"),
        remark: None,
        stance,
        items: items.iter().map(|&item| item.to_owned()).collect(),
    }
}

fn assessed(note: &str, findings: Vec<MetadataFinding>) -> Review {
    let catalog = Catalog::builtin();
    let metadata = MetadataStatement { findings, ..MetadataStatement::default() };
    assess(parse(&clean(note), catalog), Some(&metadata), catalog)
}

fn control<'r>(review: &'r Review, id: &str) -> &'r ItemRow {
    let mut all = review.boundaries.iter().flat_map(|row| &row.controls);
    all.find(|row| row.id == id).expect("a control of the catalog")
}

fn boundary_state(review: &Review, id: &str) -> BoundaryState {
    review.boundaries.iter().find(|row| row.id == id).expect("a boundary").state
}

fn step<'r>(review: &'r Review, id: &str) -> &'r ItemRow {
    let mut all = review.checklists.iter().flat_map(|list: &Checklist| &list.steps);
    all.find(|row| row.id == id).expect("a step")
}

fn pattern<'r>(review: &'r Review, id: &str) -> &'r UnsafePattern {
    review.unsafe_patterns.iter().find(|p| p.id == id).expect("a pattern")
}

#[test]
fn an_empty_note_leaves_every_control_and_step_open_and_shows_every_gap() {
    let review = assessed("Nothing to see.\n", Vec::new());
    let rows: Vec<&ItemRow> = review.boundaries.iter().flat_map(|row| &row.controls).collect();
    assert_eq!(rows.len(), 36);
    assert!(rows.iter().all(|row| row.state == BoundaryState::Absent && row.said.is_empty()));
    let steps: Vec<usize> = review.checklists.iter().map(|list| list.steps.len()).collect();
    assert_eq!(steps, [9, 8]);
    assert!(review.checklists.iter().flat_map(|l| &l.steps).all(|s| s.state == BoundaryState::Absent));
    assert_eq!(review.unsafe_patterns.len(), 15);
    assert_eq!(pattern(&review, "UPT-01").gaps, ["IDN-02"]);
    assert_eq!(pattern(&review, "UPT-10").presence, Presence::NotSeen);
}

#[test]
fn a_control_named_in_the_section_of_its_boundary_is_stated_with_the_line_that_names_it() {
    let note = "## TRB-02 Client and server\n\nCalls are signed.\nMutual authentication by certificates.\n\n\
                ## TRB-04 Server and external systems\n\nRate limits at 10 a second.\n";
    let review = assessed(note, Vec::new());
    let row = control(&review, "TRB-02-C02");
    assert_eq!(row.state, BoundaryState::Stated);
    assert_eq!(row.said[0].text.as_str(), "Mutual authentication by certificates.");
    // Two boundaries have rate limits; the section says which is meant.
    assert_eq!(control(&review, "TRB-04-C07").state, BoundaryState::Stated);
    assert_eq!(control(&review, "TRB-02-C08").state, BoundaryState::Absent);
}

#[test]
fn of_several_sentences_the_one_that_names_the_control_is_shown() {
    let note = "# Review\n\n## TRB-02 Client and server\n\nMutual authentication, see a.json. Rate limits are missing! \
                Session handling e.g. by cookies is sound.\n";
    let review = assessed(note, Vec::new());
    let said = |id: &str| control(&review, id).said[0].text.as_str().to_owned();
    assert_eq!(said("TRB-02-C08"), "Rate limits are missing!");
    assert_eq!(said("TRB-02-C07"), "Session handling e.g. by cookies is sound.");
    let void = "# Review\n\n## TRB-02 Client and server\n\nRate limits: not applicable. One local user.\n";
    assert_eq!(control(&assessed(void, Vec::new()), "TRB-02-C08").state, BoundaryState::NotApplicable);
}

#[test]
fn an_observation_that_names_a_file_has_evidence() {
    let note =
        |seen: &str| format!("## F-01: Key\n\nExpected: none\nObserved: {seen}\nRemediation: rotate\n");
    let shows = |seen: &str| pattern(&assessed(&note(seen), Vec::new()), "UPT-08").presence;
    assert_eq!(shows("a key in `config/client.json`"), Presence::NotSeen);
    assert_eq!(shows("a key, e.g. in version 1.2 at example.com"), Presence::Seen);
}

#[test]
fn a_control_that_is_named_on_a_hundred_thousand_lines_is_quoted_a_few_times() {
    let line = "Rate limits and authentication in a.json, see b.json. Not all of it. ";
    let long = format!("# Review\n\n## TRB-02 Client and server\n\n{}\n", line.repeat(20_000));
    let lines =
        format!("# Review\n\n## TRB-02 Client and server\n\n{}", "Rate limit x.json\n".repeat(100_000));
    for note in [long, lines] {
        let review = assessed(&note, Vec::new());
        assert!((1..=8).contains(&control(&review, "TRB-02-C08").said.len()));
    }
}

#[test]
fn ten_thousand_contradictions_of_one_control_are_all_listed() {
    let all = vec![finding("S02", "client.json", Stance::Contradicts, &["TRB-02-C01"]); 10_000];
    let review = assessed("Server: ledger\n", all);
    assert_eq!(review.boundaries[1].contradictions.len(), 10_000);
}

#[test]
fn an_observation_that_names_a_control_is_what_the_note_says_of_it() {
    let note = "## F-01: Tokens never expire\n\nControls: TRB-04-C01, Sandboxing\nExpected: rotation\n\
                Observed: none\n";
    let review = assessed(note, Vec::new());
    for id in ["TRB-04-C01", "TRB-05-C05"] {
        let row = control(&review, id);
        assert_eq!((row.state, row.said.len()), (BoundaryState::Stated, 1), "{id}");
        assert_eq!(row.said[0].text.as_str(), "F-01: Tokens never expire");
    }
}

#[test]
fn supported_needs_a_check_that_supports_and_a_note_that_cites_its_file() {
    let supports = |path| vec![finding("S02", path, Stance::Supports, &["TRB-02-C01"])];
    let with = "# Review\n\n## TRB-02 Client and server\n\nTLS everywhere, see `config/client.json:4`.\n";
    let without = "# Review\n\n## TRB-02 Client and server\n\nTLS everywhere.\n";
    let state = |note, path| control(&assessed(note, supports(path)), "TRB-02-C01").state;
    assert_eq!(state(with, "config/client.json"), BoundaryState::Supported);
    assert_eq!(state(with, "review/config/client.json"), BoundaryState::Supported);
    assert_eq!(state(with, "other/client.json"), BoundaryState::Stated);
    assert_eq!(state(without, "config/client.json"), BoundaryState::Stated);
    assert_eq!(state("Nothing.\n", "config/client.json"), BoundaryState::Absent);
    // The name alone is how people cite.
    let named = "# Review\n\n## TRB-02 Client and server\n\nTLS everywhere (client.json).\n";
    assert_eq!(state(named, "review/config/client.json"), BoundaryState::Supported);
    let silent = assessed(with, Vec::new());
    assert_eq!(control(&silent, "TRB-02-C01").state, BoundaryState::Stated);
}

#[test]
fn what_only_a_person_can_say_is_never_supported() {
    let note = "## TRB-05 Inside the server\n\nTools are modules, see manifest.json.\n\n- TRB-05-C01 holds, manifest.json\n";
    let review = assessed(note, vec![finding("S09", "manifest.json", Stance::Supports, &["TRB-05-C01"])]);
    assert_eq!(control(&review, "TRB-05-C01").state, BoundaryState::Stated);
}

#[test]
fn metadata_that_disagrees_contradicts_control_boundary_and_record_with_what_the_note_says() {
    let note =
        "Server: ledger\nVersion: 1.4.2\n\n## TRB-02 Client and server\n\nTransport encryption is on.\n";
    let findings = vec![
        finding("S15", "server.json", Stance::Contradicts, &["IDN-04"]),
        finding("S02", "client.json", Stance::Contradicts, &["TRB-02-C01", "RSK-04"]),
        finding("S06", "client.json", Stance::Contradicts, &["TRB-01-C02.d"]),
    ];
    let review = assessed(note, findings);
    assert_eq!(control(&review, "TRB-02-C01").state, BoundaryState::Contradicted);
    assert_eq!(boundary_state(&review, "TRB-02"), BoundaryState::Contradicted);
    let row = &review.boundaries[1];
    let told: Vec<(&str, Option<&str>)> = row
        .contradictions
        .iter()
        .map(|c| (c.item.as_str(), c.said.first().map(|field| field.text.as_str())))
        .collect();
    assert_eq!(told, [("IDN-04", Some("1.4.2")), ("TRB-02-C01", Some("Transport encryption is on."))]);
    // A part of a control contradicts the control, though the note says nothing of it.
    assert_eq!(control(&review, "TRB-01-C02").state, BoundaryState::Contradicted);
    assert_eq!(review.boundaries[0].contradictions[0].item, "TRB-01-C02.d");
    assert!(review.boundaries[0].contradictions[0].said.is_empty());
}

#[test]
fn a_boundary_that_does_not_apply_takes_its_controls_with_it_and_metadata_still_contradicts() {
    let note = "## TRB-03 Client and model\n\nNot applicable: the client has no model.\n\n\
                ## TRB-02 Client and server\n\nRate limits: n/a, one local user\n";
    let review = assessed(note, vec![finding("S01", "a.json", Stance::Contradicts, &["TRB-03-C01"])]);
    assert_eq!(control(&review, "TRB-03-C02").state, BoundaryState::NotApplicable);
    assert!(control(&review, "TRB-03-C02").said[0].text.as_str().contains("no model"));
    assert_eq!(control(&review, "TRB-03-C01").state, BoundaryState::Contradicted);
    assert_eq!(boundary_state(&review, "TRB-03"), BoundaryState::Contradicted);
    assert_eq!(control(&review, "TRB-02-C08").state, BoundaryState::NotApplicable);
}

#[test]
fn a_step_is_stated_only_if_all_that_answers_it_is() {
    let note = "Server: ledger\nOwner: Payments team\nPurpose: reads invoices\n";
    let review = assessed(note, Vec::new());
    assert_eq!(step(&review, "CKA-01").state, BoundaryState::Stated);
    assert_eq!(step(&review, "CKA-01").said[0].text.as_str(), "Payments team");
    // The purpose is there, the environment is not.
    assert_eq!(step(&review, "CKA-02").state, BoundaryState::Absent);
    assert_eq!(step(&review, "CKA-02").said.len(), 1);
}

#[test]
fn a_step_about_observations_needs_each_of_them() {
    let one = "## F-01: A\n\nObserved: x\nRemediation: y\n";
    let other = "\n## F-02: B\n\nObserved: z\nExpected: w\n";
    assert_eq!(step(&assessed(one, Vec::new()), "CKB-08").state, BoundaryState::Stated);
    let both = assessed(&format!("{one}{other}"), Vec::new());
    assert_eq!(step(&both, "CKB-08").state, BoundaryState::Absent);
    assert_eq!(step(&both, "CKB-08").said[0].text.as_str(), "F-01, F-02");
    assert_eq!(pattern(&both, "UPT-08").said[0].text.as_str(), "F-01, F-02");
}

#[test]
fn a_flag_answers_a_step_only_if_it_says_what_it_has_to() {
    let flags = |value: &str| {
        format!(
            "## Governance\n\n- Customer data access: {value}\n- Credential handling: false\n- Secret handling: false\n"
        )
    };
    let safe = assessed(&flags("false"), Vec::new());
    assert_eq!(step(&safe, "CKA-07").state, BoundaryState::Stated);
    assert_eq!(pattern(&safe, "UPT-13").presence, Presence::NotSeen);
    let unsafe_ = assessed(&flags("true"), Vec::new());
    assert_eq!(step(&unsafe_, "CKA-07").state, BoundaryState::Absent);
    assert_eq!(pattern(&unsafe_, "UPT-13").said[0].text.as_str(), "Customer data access: true");
}

#[test]
fn a_pattern_shows_by_a_gap_by_an_unknown_value_by_metadata_or_by_the_note() {
    let note = "Server: ledger\nOwner: unknown\n\n## F-01: All tools run\n\nControls: UPT-04\nObserved: x\n";
    let review = assessed(note, vec![finding("S12", "a.json", Stance::Contradicts, &["UPT-10"])]);
    let owner = pattern(&review, "UPT-01");
    assert_eq!((owner.presence, owner.gaps.as_slice()), (Presence::Seen, &["IDN-02".to_owned()][..]));
    assert_eq!(owner.said[0].text.as_str(), "unknown");
    assert_eq!(pattern(&review, "UPT-04").said.last().map(|f| f.text.as_str()), Some("F-01: All tools run"));
    assert_eq!(pattern(&review, "UPT-10").metadata.len(), 1);
    assert_eq!(pattern(&review, "UPT-14").presence, Presence::NotSeen);
}

#[test]
fn a_control_in_a_line_that_no_field_took_is_read_with_its_line() {
    let note = "# Notes\n\nSome words.\n\n| id | state |\n| --- | --- |\n| TRB-05-C06 | fails closed |\n";
    let review = assessed(note, Vec::new());
    let row = control(&review, "TRB-05-C06");
    assert_eq!(row.state, BoundaryState::Stated);
    assert_eq!(row.said[0].origin.line, 7);
    assert_eq!(row.said[0].origin.carrier, Carrier::Label);
}

#[test]
fn holds_a_system_of_any_kind_against_the_generic_catalog() {
    let catalog = Catalog::named("generic-security-review").expect("a built-in catalog");
    let note = "System: shop\nOwner: Shop team\n\n## Application and data boundary\n\nBackups are kept; a restore test ran in May.\n";
    let review = assess(parse(&clean(note), catalog), None, catalog);
    assert_eq!(review.record.row("owner").map(|row| row.value.len()), Some(1));
    assert_eq!(control(&review, "GTB-02-C04").state, BoundaryState::Stated);
    assert_eq!(boundary_state(&review, "GTB-02"), BoundaryState::Stated);
    assert_eq!(step(&review, "GCA-01").state, BoundaryState::Stated);
    assert_eq!(pattern(&review, "GUP-01").presence, Presence::NotSeen);
    assert_eq!(pattern(&review, "GUP-03").presence, Presence::Seen);
}

#[test]
fn reading_twice_gives_the_same() {
    let note =
        "# Review\n\n## TRB-02 Client and server\n\nTLS, authentication, least privilege, rate limits.\n";
    let findings = || vec![finding("S02", "client.json", Stance::Contradicts, &["TRB-02-C01", "TRB-02-C01"])];
    assert_eq!(assessed(note, findings()), assessed(note, findings()));
    assert_eq!(assessed(note, findings()).boundaries[1].contradictions.len(), 1);
}
