//! Notes in the styles in which people write them, with what should be read.
#![expect(clippy::panic, reason = "a test says by a panic what it has read")]

use evidact_model::CleanText;
use evidact_model::review::{BoundaryState, Carrier, Certainty, Field, Observation, Review, Severity};
use evidact_report::{Catalog, count_fields, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
}

fn texts(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.text.as_str()).collect()
}

fn row<'a>(review: &'a Review, key: &str) -> Vec<&'a str> {
    review.record.row(key).map(|row| texts(&row.value)).unwrap_or_default()
}

fn observation<'a>(review: &'a Review, id: &str) -> &'a Observation {
    review
        .observations
        .iter()
        .find(|o| o.id == id)
        .unwrap_or_else(|| panic!("no observation {id}: {review:#?}"))
}

fn more<'a>(observation: &'a Observation, key: &str) -> Vec<&'a str> {
    observation.more.iter().filter(|(k, _)| k == key).map(|(_, field)| field.text.as_str()).collect()
}

fn unplaced(review: &Review) -> Vec<&str> {
    review.unplaced.iter().map(|u| u.text.as_str()).collect()
}

fn nothing_unplaced(review: &Review) {
    assert!(review.unplaced.is_empty(), "{:#?}", review.unplaced);
}

#[test]
fn reads_a_penetration_test_report() {
    let review = read(include_str!("notes/pentest.md"));
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("Penetration test: document gateway"));
    assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-03-04"));
    assert_eq!(texts(&review.summary), ["Two weaknesses were found."]);
    assert_eq!(texts(&review.scope), ["- gateway.example.com\n- the upload service"]);
    assert_eq!(review.observations.len(), 2);
    let first = observation(&review, "H-01");
    assert_eq!(first.title.as_str(), "Uploads are written outside the folder");
    assert_eq!(first.severity, Some(Severity::High));
    assert_eq!(
        texts(&first.observed),
        ["A name with `../` leaves the folder.\n\n```http\nPOST /upload\n# not a heading\n```"]
    );
    assert_eq!(more(first, "effect"), ["Files of other tenants can be overwritten."]);
    assert_eq!(texts(&first.remediation), ["Resolve the path, then compare it with the folder."]);
    let second = observation(&review, "M-01");
    assert_eq!(second.severity, Some(Severity::Medium));
    assert_eq!(more(second, "likelihood"), ["Low"]);
    assert!(second.uncertainty.is_empty());
    nothing_unplaced(&review);
}

#[test]
fn reads_a_trust_review_with_sections() {
    let review = read(include_str!("notes/trust.md"));
    assert_eq!(row(&review, "name"), ["files-mcp"]);
    assert_eq!(row(&review, "owner"), ["Platform team"]);
    assert_eq!(row(&review, "version"), ["1.4.2, pinned by digest"]);
    assert_eq!(row(&review, "revocation-path"), Vec::<&str>::new());
    assert_eq!(texts(&review.objective), ["Decide whether files-mcp may be relied on."]);
    assert_eq!(texts(&review.limits), ["The identity provider was not part of the material."]);
    let [user, server, model, external, internal] = review.boundaries.as_slice() else {
        panic!("five boundaries")
    };
    assert_eq!(user.state, BoundaryState::Stated);
    assert_eq!(texts(&user.expected), ["A prompt before each write."]);
    assert_eq!(texts(&user.observed), ["`alwaysAllow` lists two tools."]);
    assert_eq!(texts(&user.uncertainty), ["The client's version is not known."]);
    assert_eq!(texts(&server.observed), ["Local pipe, no network."]);
    assert_eq!(model.state, BoundaryState::NotApplicable);
    assert_eq!(external.state, BoundaryState::Absent);
    assert_eq!(internal.state, BoundaryState::Stated);
    let finding = observation(&review, "F-1");
    assert_eq!(finding.boundary.as_deref(), Some("TRB-05"));
    assert_eq!(finding.certainty, Some(Certainty::High));
    assert_eq!(review.governance.len(), 3);
    nothing_unplaced(&review);
}

#[test]
fn reads_tables() {
    let review = read(include_str!("notes/tables.md"));
    assert_eq!(row(&review, "name"), ["tickets-mcp"]);
    assert_eq!(row(&review, "approval-state"), ["approved until 2026-12-31"]);
    assert_eq!(review.observations.len(), 2);
    let first = observation(&review, "OB-1");
    assert_eq!(first.title.as_str(), "Wide token");
    assert_eq!(first.severity, Some(Severity::High));
    assert_eq!(texts(&first.observed), ["One token reads all \\| writes all"]);
    assert_eq!(
        first.observed.first().map(|f| (f.origin.carrier, f.origin.label.as_str())),
        Some((Carrier::Column, "Observed"))
    );
    assert_eq!(more(first, "other"), ["seen twice"]);
    let expected: Vec<_> = review.boundaries.iter().map(|b| b.state).collect();
    assert_eq!(
        expected,
        [
            BoundaryState::Absent,
            BoundaryState::Stated,
            BoundaryState::NotApplicable,
            BoundaryState::Absent,
            BoundaryState::Absent
        ]
    );
    nothing_unplaced(&review);
}

#[test]
fn reads_keys_and_begins_again_at_the_first() {
    let review = read(include_str!("notes/keys.txt"));
    assert_eq!(row(&review, "name"), ["search-mcp"]);
    assert_eq!(row(&review, "version"), ["0.9.1"]);
    assert_eq!(review.observations.len(), 2);
    let (first, second) = (observation(&review, "OBS-01"), observation(&review, "OBS-02"));
    assert_eq!(texts(&first.objective), ["Are the tools listed?"]);
    assert_eq!(texts(&first.expected), ["a list of tools in the repository"]);
    assert_eq!(texts(&first.uncertainty), ["None identified"]);
    assert_eq!(texts(&second.objective), ["Is there a way back?"]);
    assert_eq!(texts(&second.remediation), ["Write the steps down\nand try them."]);
    assert!(review.objective.is_empty());
    assert_eq!(unplaced(&review), ["Signed off in the weekly meeting."]);
}

#[test]
fn reads_bold_labels_in_bullets_and_quotes() {
    let review = read(include_str!("notes/bold.md"));
    assert_eq!(review.observations.len(), 2);
    let first = observation(&review, "F-01");
    assert_eq!(first.severity, Some(Severity::Low));
    assert_eq!(more(first, "status"), ["open"]);
    assert_eq!(texts(&first.expected), ["Logs carry the caller."]);
    assert_eq!(texts(&first.observed), ["Logs carry [EMAIL:01] only.\nThe tool is missing."]);
    assert_eq!(texts(&first.uncertainty), ["Whether a proxy adds it."]);
    let second = observation(&review, "F-02");
    assert_eq!(texts(&second.observed), ["Nobody reads the logs."]);
    nothing_unplaced(&review);
}

#[test]
fn reads_tags() {
    let review = read(include_str!("notes/tags.md"));
    assert_eq!(row(&review, "owner"), ["Search team"]);
    assert_eq!(review.observations.len(), 2);
    let first = observation(&review, "OBS-01");
    assert_eq!(texts(&first.expected), Vec::<&str>::new());
    assert_eq!(texts(&first.observed), ["Roots are the whole disk."]);
    assert_eq!(texts(&first.remediation), ["Name the folders."]);
    assert_eq!(more(first, "evidence"), ["config/client.json"]);
    let second = observation(&review, "OBS-02");
    assert_eq!(texts(&second.uncertainty), ["Is the second server still used?"]);
    nothing_unplaced(&review);
}

#[test]
fn reads_yaml_front_matter() {
    let review = read(include_str!("notes/front.md"));
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("Review of mail-mcp"));
    assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-05-06"));
    assert_eq!(row(&review, "name"), ["mail-mcp"]);
    assert_eq!(row(&review, "allowed-resources"), ["- list_messages\n- read_message"]);
    assert_eq!(row(&review, "approval-owner"), ["Security board"]);
    let only = observation(&review, "OBS-01");
    assert_eq!(only.severity, Some(Severity::Critical));
    assert_eq!(texts(&only.observed), ["Every message can be read."]);
    assert_eq!(unplaced(&review), ["layout: page"]);
    assert_eq!(review.unfilled.iter().map(|f| f.origin.label.as_str()).collect::<Vec<_>>(), ["support_path"]);
}

#[test]
fn reads_toml_front_matter() {
    let review = read(
        "+++\ntitle = \"T\"\n[server]\nname = \"x-mcp\"\nenv = \"staging\"\n+++\n\n# Scope\n\nAll tools.\n",
    );
    assert_eq!(row(&review, "environment"), ["staging"]);
    assert_eq!(texts(&review.scope), ["All tools."]);
    nothing_unplaced(&review);
}

#[test]
fn reads_german() {
    let review = read(include_str!("notes/deutsch.md"));
    assert_eq!(row(&review, "owner"), ["Team Plattform"]);
    assert_eq!(row(&review, "data-classification"), ["intern"]);
    assert_eq!(texts(&review.scope), ["Nur der Testserver."]);
    assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-02-01"));
    let first = observation(&review, "Befund 1");
    assert_eq!(first.severity, Some(Severity::High));
    assert_eq!(texts(&first.expected), ["Jeder Aufruf wird geprüft."]);
    assert_eq!(texts(&first.observed), ["Der Aufruf wird nur protokolliert."]);
    assert_eq!(texts(&first.uncertainty), ["Das Gateway lag nicht vor."]);
    assert_eq!(texts(&first.remediation), ["Vor dem Aufruf prüfen."]);
    nothing_unplaced(&review);
}

#[test]
fn reads_a_messy_note_and_drops_nothing() {
    let review = read(include_str!("notes/messy.md"));
    assert_eq!(review.observations.len(), 1);
    let only = observation(&review, "OBS-01");
    assert_eq!(texts(&only.observed), ["the thing starts with `npx -y` so no version"]);
    assert_eq!(texts(&only.remediation), ["pin it"]);
    assert_eq!(texts(&only.uncertainty), ["Not sure whether the token expires at all, nobody could say."]);
    let rest = "## random\n* call Bob back\n\n1) first\n2) second";
    assert_eq!(unplaced(&review), ["asked around, see mails", rest]);
    assert_eq!(review.title, None);
}

#[test]
fn reads_one_field_a_heading() {
    let review = read(include_str!("notes/flat.md"));
    assert_eq!(review.observations.len(), 1);
    let only = observation(&review, "OBS-01");
    assert_eq!(only.title.as_str(), "No list of tools");
    assert_eq!(texts(&only.expected), ["A list."]);
    assert_eq!(texts(&only.observed), ["None.\n\n### On the second server\n\nNone either."]);
    assert_eq!(texts(&only.uncertainty), ["The third server."]);
    assert_eq!(texts(&only.remediation), ["- [x] write it\n- [ ] review it"]);
    assert_eq!(more(only, "status"), ["1 of 2 done"]);
    assert_eq!(texts(&review.objective), ["Find the list."]);
    nothing_unplaced(&review);
}

#[test]
fn reads_groups_of_severity_and_setext_headings() {
    let review = read(include_str!("notes/groups.md"));
    let found: Vec<_> = review.observations.iter().map(|o| (o.title.as_str(), o.severity)).collect();
    assert_eq!(
        found,
        [
            ("Open port", Some(Severity::High)),
            ("Old image", Some(Severity::Low)),
            ("No owner", Some(Severity::Low))
        ]
    );
    assert_eq!(texts(&review.observations[0].observed), ["It listens on [IP:01].", "The port is published."]);
    nothing_unplaced(&review);
}

#[test]
fn makes_an_observation_of_a_boundary_that_says_what_to_do() {
    let review = read(include_str!("notes/boundaries.md"));
    let server = &review.boundaries[1];
    assert_eq!(texts(&server.expected), ["Both sides authenticate."]);
    let found = review.observations.iter().find(|o| o.boundary.as_deref() == Some("TRB-02"));
    let found = found.unwrap_or_else(|| panic!("{:#?}", review.observations));
    assert_eq!(texts(&found.remediation), ["Turn the check on."]);
    assert_eq!(texts(&found.expected), ["Both sides authenticate."]);
    assert_eq!(texts(&review.boundaries[3].observed), ["The server holds one account for all."]);
    nothing_unplaced(&review);
}

#[test]
fn reads_a_file_of_one_observation() {
    let review = read(
        "# F-07 Tokens in the log\n\nSeverity: medium\n\n## Description\n\nWhole tokens.\n\n## Fix\n\nCut them.\n",
    );
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("F-07 Tokens in the log"));
    let only = observation(&review, "F-07");
    assert_eq!((only.title.as_str(), only.severity), ("Tokens in the log", Some(Severity::Medium)));
    assert_eq!(texts(&only.remediation), ["Cut them."]);
    nothing_unplaced(&review);
}

#[test]
fn takes_no_ticket_for_an_observation() {
    let review = read("# TCK-12 Wrong amount\n\nStatus: open\n\nThe amount was wrong.\n");
    assert!(review.observations.is_empty());
    assert_eq!(texts(&review.status), ["open"]);
    assert_eq!(unplaced(&review), ["The amount was wrong."]);
}

#[test]
fn tells_notes_from_other_texts() {
    let count = |text: &str| count_fields(&CleanText::attest(text.to_owned()), Catalog::builtin());
    assert!(count(include_str!("notes/pentest.md")) >= 2);
    assert!(count(include_str!("notes/keys.txt")) >= 2);
    assert_eq!(
        count("# Tool\n\n## Installation\n\nRun it.\n\n## Usage\n\nCall it.\n\n## License\n\nMIT\n"),
        0
    );
    assert_eq!(count("Details: connection lost\nAction: retry\nDescription: timeout\n"), 0);
    assert_eq!(count(""), 0);
}

#[test]
fn invents_nothing_for_an_empty_note() {
    for text in ["", "\n\n", "# Only a title\n"] {
        let review = read(text);
        assert!(review.observations.is_empty() && review.unplaced.is_empty());
        assert!(review.record.rows.iter().all(|row| row.value.is_empty()));
        assert_eq!(review.boundaries.len(), 5);
    }
}

/// A note with one observation under a heading, then the lines.
fn after_an_observation(lines: &str) -> Review {
    read(&format!(
        "# Review\n\n## Findings\n\n### F-01 No log\n\n- **Expected:** a log\n- **Observed:** none\n- **Impact:** nobody knows\n{lines}"
    ))
}

#[test]
fn reads_a_record_in_a_table_behind_an_observation() {
    for header in ["Server trust record | ", "Field | Value", "Server | ops-mcp"] {
        let name = if header.contains("ops") { "" } else { "| Name | ops-mcp |\n" };
        let review = after_an_observation(&format!(
            "\n| {header} |\n|---|---|\n{name}| Owner | Infra guild |\n| Version | 4.4 |\n"
        ));
        assert_eq!(row(&review, "name"), ["ops-mcp"], "{header}");
        assert_eq!(row(&review, "owner"), ["Infra guild"], "{header}");
        assert_eq!(row(&review, "version"), ["4.4"], "{header}");
        assert!(more(observation(&review, "F-01"), "owner").is_empty());
        nothing_unplaced(&review);
    }
}

#[test]
fn keeps_a_table_about_an_observation_with_it() {
    let review =
        after_an_observation("\n| Field | Value |\n|---|---|\n| Owner | Infra guild |\n| Status | open |\n");
    assert_eq!(more(observation(&review, "F-01"), "owner"), ["Infra guild"]);
    assert_eq!(row(&review, "owner"), Vec::<&str>::new());
}

#[test]
fn ends_a_key_at_an_unknown_key() {
    let review =
        read("Server: search-mcp 0.9\nAuth: none\n\nObjective: Is it listed?\nÜBERSCHRIFT: Teil eins\n");
    assert_eq!(row(&review, "name"), ["search-mcp 0.9"]);
    assert_eq!(texts(&review.objective), ["Is it listed?"]);
    assert_eq!(unplaced(&review), ["Auth: none", "ÜBERSCHRIFT: Teil eins"]);
}

#[test]
fn ends_a_field_at_an_unknown_bold_label() {
    let review = after_an_observation("- **Weather:** sunny\n  and warm\n- **Fix:** write one\n");
    let first = observation(&review, "F-01");
    assert_eq!(more(first, "effect"), ["nobody knows"]);
    assert_eq!(texts(&first.remediation), ["write one"]);
    assert_eq!(unplaced(&review), ["- **Weather:** sunny\n  and warm"]);
    let review = read("## Findings\n\n### F-01 No log\n\n- **Weather:** sunny\n- **Observed:** none\n");
    assert_eq!(texts(&observation(&review, "F-01").observed), ["none"]);
    assert_eq!(unplaced(&review), ["- **Weather:** sunny"]);
}

#[test]
fn keeps_a_closing_key_out_of_the_last_field() {
    for last in ["Observed: none", "**Observed:** none", "## Observed\n\nNone at all.\n\nNone."] {
        let review =
            read(&format!("Expected: a log\nRemediation: write one\n\n{last}\n\nSigned: the reviewers\n"));
        assert_eq!(unplaced(&review), ["Signed: the reviewers"], "{last}");
    }
    let review = read("**Expected:** a log\n**Observed:** none\nSigned: the reviewers\n");
    assert_eq!(unplaced(&review), ["Signed: the reviewers"]);
    let review = read("Expected: a log\nObserved: none\nwhatsoever\nSigned: the reviewers\n");
    assert_eq!(texts(&observation(&review, "OBS-01").observed), ["none\nwhatsoever"]);
    assert_eq!(unplaced(&review), ["Signed: the reviewers"]);
}

#[test]
fn takes_prose_with_colons_for_no_label() {
    let told = "two things are missing\nthe log: nobody wrote it\nThe owner says: later\nExample: the call of May\nA much longer beginning of a line: no key";
    let review = read(&format!("Expected: a log\nObserved: {told}\n"));
    assert_eq!(texts(&observation(&review, "OBS-01").observed), [told]);
    let told = "- **Read:** 5 tools\n- **Write:** 2 tools";
    let review = read(&format!("**Expected:** a list\n\n**Observed:**\n\n{told}\n\n**Note:** by hand\n"));
    assert_eq!(texts(&observation(&review, "OBS-01").observed), [format!("{told}\n\n**Note:** by hand")]);
    let told = "**Now:** pin it\n\n**Later:** replace it";
    let review = read(&format!("**Observed:** old\n\n**Recommendation:**\n\n{told}\n"));
    assert_eq!(texts(&observation(&review, "OBS-01").remediation), [told]);
    nothing_unplaced(&review);
}

#[test]
fn only_a_date_that_the_note_calls_its_own_or_has_in_its_title_is_the_date_of_the_review() {
    let finding = "## F-1 Weak TLS\n\n- Observed: certificate valid until 2031-05-01\n- Fix: renew it\n";
    let date = |head: &str| read(&format!("{head}\n\n{finding}- Termin: 31.12.2026\n")).date;
    for head in ["# Review of the shop", "# Review of the shop\n\nThe outage of 3 March 2025 was looked at."]
    {
        assert_eq!(date(head), None, "{head}");
    }
    for head in [
        "# Review of the shop, 2026-04-05",
        "# Review\n\nDate: 5 April 2026",
        "# Prüfung\n\nDatum: 05.04.2026",
    ] {
        assert_eq!(date(head).as_ref().map(CleanText::as_str), Some("2026-04-05"), "{head}");
    }
}

#[test]
fn gives_reviewer_date_and_transport_a_place() {
    let rows = "| Name | ops-mcp |\n| Transport | stdio |\n| Reviewer | Platform review team |\n| Date | 2026-07-01 |\n";
    for note in [
        format!("# Review\n\n## Server trust record\n\n| Field | Value |\n|---|---|\n{rows}"),
        "## Server trust record\n\n- **Name:** ops-mcp\n- **Transport:** stdio\n- **Reviewer:** Platform review team\n- **Date:** 2026-07-01\n".to_owned(),
        "Server: ops-mcp\nTransport: stdio\nReviewer: Platform review team\nDate: 2026-07-01\n".to_owned(),
    ] {
        let review = read(&note);
        assert_eq!(row(&review, "transport"), ["stdio"], "{note}");
        assert_eq!(texts(&review.reviewer), ["Platform review team"], "{note}");
        assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-07-01"), "{note}");
        nothing_unplaced(&review);
    }
}

#[test]
fn keeps_what_stands_behind_a_fence_among_the_flags() {
    let review = read("## Governance\n\n```yaml\nLive tool invocation: false\n```\n");
    assert_eq!(texts(&review.governance), ["false"]);
    assert_eq!(unplaced(&review), ["```yaml"]);
}

#[test]
fn no_key_of_front_matter_is_lost_however_deep_it_nests() {
    let review = read("---\nnested:\n  deep:\n    deeper: alpha\nserver:\n  name: files\n---\n# Review\n");
    let unplaced: String = review.unplaced.iter().map(|u| u.text.as_str()).collect::<Vec<_>>().join("\n");
    for word in ["nested:", "deep:", "deeper: alpha"] {
        assert!(unplaced.contains(word), "{unplaced}");
    }
    assert!(!unplaced.contains("server:"), "{unplaced}");
    assert_eq!(review.record.row("name").map(|row| row.value.len()), Some(1));
}

#[test]
fn words_of_a_label_that_say_more_than_its_name_are_text() {
    let review = read(
        "# Review\n\n### F-01 Injection\n\n**Observed (hearsay, not reproduced):** ids go into a query.\n\n\
         **What to do?** Use prepared statements. Owner: Backend team.\n\n\
         Not sure whether the staging host is the same: the vendor did not answer.\n",
    );
    let first = observation(&review, "F-01");
    let said = |fields: &[Field], words: &str| texts(fields).iter().any(|text| text.contains(words));
    assert!(said(&first.observed, "hearsay, not reproduced"), "{:?}", texts(&first.observed));
    assert!(said(&first.remediation, "Use prepared statements."), "{:?}", texts(&first.remediation));
    assert!(said(&first.uncertainty, "whether the staging host"), "{:?}", texts(&first.uncertainty));
    assert!(said(&first.uncertainty, "the vendor did not answer"), "{:?}", texts(&first.uncertainty));
}

#[test]
fn a_label_that_says_more_alone_on_its_line_still_takes_the_paragraph_below() {
    let review = read(
        "# Review\n\n**Expected:** one owner\n\n**Observed (hearsay, not reproduced):**\n\nThe ids go into a query.\n\n\
         **Remediation:** bind them\n",
    );
    let observed = texts(&review.observations[0].observed).join(" ");
    assert!(observed.contains("hearsay, not reproduced"), "{observed}");
    assert!(observed.contains("The ids go into a query."), "{observed}");
}

#[test]
fn reads_labels_that_newcomers_wrote() {
    let review = parse(
        &CleanText::attest(
            "# Memo\n\nHow: read the files, started nothing\n\n## Findings\n\n### F-1 Broad roots\n\n\
             **What I expected:** one folder\n\n**Observed:** all\n\n**Schwere:** Hoch\n\n**Termin:** 2026-12-31\n\n\
             ## Server trust record\n\nName: files\nGenehmigung: board, each quarter\n"
                .to_owned(),
        ),
        Catalog::builtin(),
    );
    let first = |fields: &[evidact_model::review::Field]| fields.first().map(|f| f.text.to_string());
    assert_eq!(first(&review.method).as_deref(), Some("read the files, started nothing"));
    let o = &review.observations[0];
    assert_eq!(first(&o.expected).as_deref(), Some("one folder"));
    assert_eq!(o.severity, Some(evidact_model::review::Severity::High));
    assert!(o.more.iter().any(|(key, field)| key == "due" && field.text.as_str() == "2026-12-31"));
    assert_eq!(
        review.record.row("approval-path").and_then(|row| first(&row.value)).as_deref(),
        Some("board, each quarter")
    );
}

#[test]
fn a_title_of_nothing_but_states_is_read_without_going_deeper_and_deeper() {
    let note = format!("## Findings\n\n- b){}\n", " - fixed)".repeat(40_000));
    assert!(read(&note).unplaced.len() + read(&note).observations.len() > 0);
}

#[test]
fn an_open_port_is_no_open_finding() {
    let review =
        read("## Findings\n\n### SSH port (open)\n\nIt answers.\n\n### Old key (Open)\n\nIt works.\n");
    let status = |at: usize| review.observations[at].more.iter().any(|(key, _)| key == "status");
    assert!(!status(0) && status(1));
}
