//! Tables whose rows are observations: what names a row, what goes on with it, and what tells it again.

use evidact_model::CleanText;
use evidact_model::review::Review;
use evidact_report::{Catalog, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
}

fn titles(review: &Review) -> Vec<&str> {
    review.observations.iter().map(|o| o.title.as_str()).collect()
}

#[test]
fn a_row_and_a_section_with_different_ids_stay_two_observations_however_alike_their_names_are() {
    let review = read(
        "## Findings\n\n| ID | Finding | Severity |\n|---|---|---|\n| F-01 | Missing rate limit on login | High |\n\
         | F-02 | Missing rate limit on upload | Low |\n\n### F-02 Missing rate limit on upload\n\nNo limit is set.\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["F-01", "F-02"]);
    assert!(review.observations[0].observed.iter().all(|field| !field.text.as_str().contains("No limit")));
}

#[test]
fn a_row_without_a_name_goes_on_with_the_row_above_it_and_with_no_other() {
    let review = read(
        "## Findings\n\n### F-1 Door\n\nObserved: open\n\n### F-2 Gate\n\nObserved: ajar\n\n## Actions for the findings\n\n\
         | ID | Finding | Remediation |\n|---|---|---|\n| F-1 | Door | lock it |\n| | | and keep the key |\n",
    );
    let of = |id: &str| {
        let o = review.observations.iter().find(|o| o.id == id).expect("both stay");
        o.remediation.iter().map(|field| field.text.as_str().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert!(of("F-1").contains("and keep the key"), "{}", of("F-1"));
    assert!(!of("F-2").contains("and keep the key"), "{}", of("F-2"));
}

#[test]
fn an_id_in_a_table_inside_an_observation_and_a_second_id_of_a_row_are_kept() {
    let words = |review: &Review| format!("{review:?}");
    let inside = read(
        "## Findings\n\n### F-01 Door\n\n| ID | Severity | Status |\n|---|---|---|\n| SEC-4711 | High | Open |\n\nIt is open.\n",
    );
    assert!(words(&inside).contains("SEC-4711"));
    let twice = read(
        "## Findings\n\n| # | ID | Finding | Severity |\n|---|---|---|---|\n| 1 | SEC-17 | Door | High |\n",
    );
    assert_eq!(twice.observations[0].id, "SEC-17");
}

#[test]
fn the_bracket_of_a_placeholder_at_the_end_of_a_title_is_kept() {
    let review = read(
        "## Findings\n\n| ID | Title | Severity |\n|---|---|---|\n| F-1 | Password of [PERSON:01] | High |\n",
    );
    assert_eq!(review.observations[0].title.as_str(), "Password of [PERSON:01]");
}

#[test]
fn the_row_of_a_table_is_kept_where_its_section_has_another_title_too_long_for_a_label() {
    let review = read(
        "# Review\n\n## Findings by severity\n\n| # | Sev | Area | Detail |\n|---|---|---|---|\n\
         | H0 | High | SQL | The column is only trimmed, so that an expression of the caller reaches the statement |\n\n\
         ## Findings\n\n### H0 — Injection by way of a metric column that nobody checks into the statement\n\n\
         **Remediation:** check it\n",
    );
    assert!(format!("{review:?}").contains("only trimmed"), "{review:?}");
}

#[test]
fn a_table_in_which_every_check_was_passed_holds_no_finding() {
    let table = |last: &str| {
        format!(
            "## Findings\n\n### F-1 Door\n\n**Observed:** open\n\n## Checks\n\n| Check | Status | Notes |\n|---|---|---|\n\
             | Secrets in the history | ✅ Pass | none |\n| Injection | {last} | a |\n"
        )
    };
    assert_eq!(read(&table("✅ Pass")).observations.len(), 1);
    assert_eq!(read(&table("❌ Fail")).observations.len(), 3);
}

#[test]
fn a_register_of_vendors_names_an_observation_for_each() {
    let review = read(
        "# Vendor register\n\n| Vendor | Purpose | Signed terms |\n|---|---|---|\n| Ledger Cloud | Database | No |\n\
         | Mail Post | Mail | Yes |\n",
    );
    let titles: Vec<&str> = review.observations.iter().map(|o| o.title.as_str()).collect();
    assert_eq!(titles, ["Ledger Cloud", "Mail Post"]);
}

#[test]
fn what_was_before_was_observed_and_what_is_after_was_done() {
    let review = read(
        "## Checklist\n\n| # | Item | Before | After | Why it matters |\n|---|---|---|---|---|\n\
         | 1 | Listing of folders | on | switched off | shows files |\n",
    );
    let o = &review.observations[0];
    assert_eq!(o.title.as_str(), "Listing of folders");
    assert_eq!(o.observed[0].text.as_str(), "on");
    assert_eq!(o.remediation[0].text.as_str(), "switched off");
}

#[test]
fn a_table_of_several_below_the_heading_of_a_control_makes_it_a_group() {
    let review = read(
        "## Gaps\n\n### AC-2: Accounts\n\n| Finding | Gap | Severity |\n|---|---|---|\n| Default account | shared | HIGH |\n\
         | Token mounted | not needed | LOW |\n",
    );
    let titles: Vec<&str> = review.observations.iter().map(|o| o.title.as_str()).collect();
    assert_eq!(titles, ["Default account", "Token mounted"]);
    assert!(review.unplaced.iter().any(|part| part.text.as_str().contains("AC-2")));
}

#[test]
fn conditions_with_an_owner_and_a_day_are_no_findings() {
    let review = read(
        "## Findings\n\n### F-1 Door\n\n**Observed:** open\n\n## Decision\n\n| # | Condition | Owner | Due |\n|---|---|---|---|\n\
         | 1 | Obtain the report | CTO | 2026-11-02 |\n",
    );
    assert_eq!(review.observations.len(), 1);
}

#[test]
fn rows_behind_a_blank_line_go_on_with_the_table_above_it() {
    let review = read(
        "## Findings\n\n| ID | Finding | Severity |\n|---|---|---|\n| F-1 | Door | High |\n\n| F-2 | Gate | Low |\n\nEnd.\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["F-1", "F-2"]);
    let review = read(
        "## Findings\n\n| ID | Finding | Severity |\n|---|---|---|\n| F-1 | Door | High |\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    );
    assert_eq!(review.observations.len(), 1);
}

#[test]
fn a_sentence_below_result_was_observed_and_an_id_below_finding_is_the_id() {
    let review = read(
        "## Review results\n\n| Review area | What was reviewed | Result | Finding |\n|---|---|---|---|\n\
         | Encryption | Data at rest | TLS in transit, nothing at rest | F-02 |\n",
    );
    let o = &review.observations[0];
    assert_eq!((o.id.as_str(), o.title.as_str()), ("F-02", "Encryption"));
    assert_eq!(o.observed[0].text.as_str(), "TLS in transit, nothing at rest");
}

#[test]
fn the_control_beside_a_threat_is_what_is_done_about_it() {
    let review =
        read("## Controls matrix\n\n| Threat | Control |\n|---|---|\n| Wrong chain | the id is checked |\n");
    let o = &review.observations[0];
    assert_eq!(o.title.as_str(), "Wrong chain");
    assert_eq!(o.remediation[0].text.as_str(), "the id is checked");
}

#[test]
fn what_is_left_of_a_likelihood_is_not_taken_for_it() {
    let review = read(
        "# Risk register\n\n| ID | Risk | Likelihood | Measure | Likelihood after |\n|---|---|---|---|---|\n| R-1 | Loss | High | copies | Low |\n",
    );
    let told: Vec<&str> = review.observations[0]
        .more
        .iter()
        .filter(|(key, _)| key == "likelihood")
        .map(|(_, field)| field.text.as_str())
        .collect();
    assert_eq!(told, ["High"]);
}

#[test]
fn an_id_and_a_threat_in_one_column_are_told_apart() {
    let review = read(
        "# Model\n\n## Threats and controls\n\n| ID / threat | Required control |\n|---|---|\n| M02 — Confused deputy | bind the client |\n",
    );
    assert_eq!(
        (review.observations[0].id.as_str(), review.observations[0].title.as_str()),
        ("M02", "Confused deputy")
    );
}

fn all(review: &Review) -> String {
    format!("{review:?}")
}

#[test]
fn rows_without_a_name_are_kept_where_nothing_is_made_of_them() {
    let review = read(
        "# R\n\n| Vendor | Impact | Area |\n|---|---|---|\n| Ledger | loss | house |\n| | further loss | garden |\n| | third loss | yard |\n",
    );
    let told = all(&review);
    assert!(
        ["further loss", "third loss", "garden", "yard"].iter().all(|word| told.contains(word)),
        "{told}"
    );
}

#[test]
fn the_authors_own_words_above_the_names_of_rows_are_kept() {
    let review = read(
        "# R\n\n| Checkout service | Before | After | Owner |\n|---|---|---|---|\n| Listing | on | off | A |\n",
    );
    assert!(all(&review).contains("Checkout service"), "{}", all(&review));
    let review = read("# R\n\n| ID note | Finding | Severity |\n|---|---|---|\n| F-1 | Door | High |\n");
    assert!(all(&review).contains("ID note"), "{}", all(&review));
}

#[test]
fn findings_that_were_verified_are_findings() {
    let review = read(
        "# Retest\n\n| ID | Finding | Evidence | Status |\n|---|---|---|---|\n| F-1 | Door | photo | Verified |\n| F-2 | Gate | photo | Verified |\n",
    );
    assert_eq!(review.observations.len(), 2);
}

#[test]
fn a_row_that_names_two_ids_takes_no_register_down() {
    let review = read(
        "# R\n\n## Findings\n\n| ID | Finding | Severity |\n|---|---|---|\n| F-01, F-02 | Door | High |\n| F-03 | Gate | Low |\n",
    );
    assert_eq!(review.observations.len(), 2);
}

#[test]
fn lists_of_contacts_and_of_hardware_are_no_registers() {
    for note in [
        "# Project\n\n## Vendors\n\n| Vendor | Product | Contact |\n|---|---|---|\n| Ledger Cloud | Base | Team A |\n",
        "# Machines\n\n| Processor | Cores | Memory |\n|---|---|---|\n| Alpha | 8 | 64 |\n| Beta | 16 | 128 |\n",
    ] {
        assert!(read(note).observations.is_empty(), "{note}");
    }
}

#[test]
fn a_date_under_a_label_of_more_words_keeps_them() {
    let review =
        read("# R\n\n**Date (of the retest):** 2026-02-03\n\n## Findings\n\n### F-1 Door\n\nIt is open.\n");
    assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-02-03"));
    assert!(all(&review).contains("of the retest"));
}

#[test]
fn a_gap_at_a_control_that_was_told_belongs_to_what_was_found_there() {
    let review = read(
        "# Gap analysis\n\n## Controls\n\n| Control | Description | Status | Notes |\n|---|---|---|---|\n\
         | A.8.10 | Deletion | GAP | Nothing is deleted |\n| A.8.15 | Logging | GAP | Nothing is logged |\n\n\
         ## Gaps remaining\n\n| Priority | Control | Gap | Recommendation |\n|---|---|---|---|\n| HIGH | A.8.15 | No log | write one |\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["A.8.10", "A.8.15"]);
    let o = &review.observations[1];
    assert_eq!(o.remediation[0].text.as_str(), "write one");
    assert!(o.observed.iter().any(|field| field.text.as_str() == "Nothing is logged"), "{o:?}");
    assert!(all(&review).contains("No log"));
}

#[test]
fn an_id_with_a_hyphen_that_breaks_no_line_is_an_id() {
    let review = read(
        "# Report\n\n## Findings\n\n### [L&#x2011;1] Divides first\n\nIt loses precision.\n\n### [L\u{2011}2] Rounds\n\nUp.\n",
    );
    assert_eq!(review.observations.len(), 2);
    assert_eq!(review.observations[0].title.as_str(), "Divides first");
}

fn rows(table: &str) -> Vec<(String, Option<String>, String)> {
    let review = read(&format!("# Review\n\n## What we looked at\n\n{table}"));
    let told = |o: &evidact_model::review::Observation| {
        let status = o.more.iter().find(|(key, _)| key == "status").map(|(_, field)| field.text.to_string());
        let grade = o.severity_as_written.as_ref().map(|field| field.text.to_string());
        let observed: Vec<&str> = o.observed.iter().map(|field| field.text.as_str()).collect();
        (o.title.to_string(), grade.or(status), observed.join(" "))
    };
    review.observations.iter().map(told).collect()
}

#[test]
fn columns_are_known_by_the_states_and_grades_they_hold() {
    let found = rows(
        "| Pilar | Situação | Evidência |\n|---|---|---|\n| Dados | ✅ Conforme | mapa |\n| Consentimento | ⚠️ Parcial | falta |\n",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[1].0.as_str(), found[1].1.as_deref()), ("Consentimento", Some("⚠️ Parcial")));
    let effort = rows("| Step | Effort |\n|---|---|\n| rotate keys | High |\n| lock doors | Low |\n");
    assert_eq!(effort, []);
}

#[test]
fn what_is_and_what_should_be_are_observed_and_expected() {
    let review = read(
        "# Gaps\n\n## Tools\n\n| Tool | Currently | Should be | Action |\n|---|---|---|---|\n| Scanner | off | on | enable |\n| Chat | open | closed | close |\n",
    );
    let first = &review.observations[0];
    assert_eq!((first.title.as_str(), first.observed[0].text.as_str()), ("Scanner", "off"));
    assert_eq!((first.expected[0].text.as_str(), first.remediation[0].text.as_str()), ("on", "enable"));
}

#[test]
fn a_check_names_a_row_behind_its_category_or_its_resource() {
    let found = rows(
        "| Category | Item | Status | Severity | Details |\n|---|---|---|---|---|\n| Network | Egress | ❌ FAIL | Medium | all open |\n| Secrets | Mounts | ❌ FAIL | High | all |\n",
    );
    assert_eq!(found.iter().map(|(title, ..)| title.as_str()).collect::<Vec<_>>(), ["Egress", "Mounts"]);
}

#[test]
fn a_matrix_of_stride_tells_what_may_happen_to_each_element() {
    let found = rows(
        "| Element | S | T | R | I | D | E | Mitigations |\n|---|---|---|---|---|---|---|---|\n| Door | a mask | saw | none | peep | block | climb | lock |\n| Gate | a mask | saw | none | peep | block | climb | bolt |\n",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].2.contains("saw") && found[0].2.contains("climb"), "{found:?}");
}

#[test]
fn a_table_that_says_what_each_grade_means_is_no_register() {
    let review = read(
        "# Audit\n\n## Findings\n\n### Severity of findings\n\n| Severity | Description |\n|---|---|\n| Critical | loss of funds |\n| Low | style |\n\n### [C-01] Door\n\n**Issue:** open\n",
    );
    assert_eq!(review.observations.iter().map(|o| o.title.as_str()).collect::<Vec<_>>(), ["Door"]);
}

#[test]
fn the_rows_below_a_grade_have_it() {
    let review = read(
        "# Audit\n\n## Findings\n\n### HIGH (important, but no blocker)\n\n| ID | Finding | Fix |\n|---|---|---|\n| H-1 | no limit | add one |\n| H-2 | no roles | add some |\n",
    );
    let graded = review
        .observations
        .iter()
        .filter(|o| o.severity_as_written.as_ref().is_some_and(|f| f.text.as_str().starts_with("HIGH")));
    assert_eq!((review.observations.len(), graded.count()), (2, 2));
}

#[test]
fn tables_of_assets_and_controls_hold_no_findings() {
    let review = read(
        "# Threats of the bot\n\n| ID | Asset name | Description | Located in |\n|---|---|---|---|\n| A01 | Store | holds documents | back end |\n\
         | A02 | Index | holds numbers | back end |\n\n| ID | Control name | Description | Mitigates threats |\n|---|---|---|---|\n\
         | C01 | Two factors | ask for both | T01 |\n| C02 | Limits | so many a day | T02 |\n\n## Threats\n\n\
         | ID | Threat | Description | Component |\n|---|---|---|---|\n| T01 | Theft | keys are taken | store |\n| T02 | Flood | too many ask | index |\n",
    );
    assert_eq!(titles(&review), ["Theft", "Flood"]);
}

#[test]
fn a_table_of_deeds_below_recommendations_is_part_of_them() {
    let review = read(
        "# Audit\n\n## Findings\n\n### F-1: Open door\n\n**Observed:** it is open\n\n**Impact:** all may enter\n\n## Recommendations by priority\n\n\
         | Priority | Action | Business impact |\n|---|---|---|\n| High | close the door | quiet |\n| Low | paint it | beauty |\n",
    );
    assert_eq!(titles(&review), ["Open door"]);
    assert!(review.recommendations[0].text.as_str().contains("close the door"), "{review:?}");
}

#[test]
fn a_target_beside_what_is_now_is_what_should_be() {
    let review = read(
        "# Gap assessment\n\n## Gaps\n\n| Area | Current maturity | Target | Key findings | Recommendation |\n|---|---|---|---|---|\n\
         | Keys | 2 | 4 | none rotated | rotate |\n| Logs | 1 | 3 | none kept | keep |\n",
    );
    assert_eq!(review.observations[0].expected[0].text.as_str(), "4", "{review:?}");
}

#[test]
fn letters_and_treatments_of_a_register_are_read_by_their_cells() {
    let review = read(
        "# Risk register\n\n| Risk ID | Description | L | I | Risk | Response strategy | Status |\n|---|---|---|---|---|---|---|\n\
         | R1 | a key is read | 2 | 5 | 10 | Reduce | open |\n| R2 | a log tells names | 3 | 3 | 9 | Accept | open |\n",
    );
    let first = &review.observations[0];
    assert_eq!(first.remediation[0].text.as_str(), "Reduce", "{first:?}");
    let more = |key: &str| {
        first.more.iter().find(|(k, _)| k == key).map(|(_, field)| field.text.as_str().to_owned())
    };
    assert_eq!((more("likelihood").as_deref(), more("effect").as_deref()), (Some("2"), Some("5")));
}

#[test]
fn a_short_requirement_names_its_row_and_a_sentence_does_not() {
    let table = |one: &str, other: &str| {
        format!(
            "# Gap analysis\n\n| Requirement | Status | Gap |\n|---|---|---|\n| {one} | ❌ | none is kept |\n| {other} | ⚠️ | half of it |\n"
        )
    };
    let short = read(&table("Audit controls", "Access control"));
    assert_eq!(titles(&short), ["Audit controls", "Access control"]);
    let long = read(&table("Logs of all access are kept", "Access is asked for each time"));
    assert!(long.observations.iter().all(|o| !o.expected.is_empty()), "{long:?}");
}
