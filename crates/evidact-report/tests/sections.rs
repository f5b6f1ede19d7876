//! Headings and lists whose words are the author's own: what stands below them says what they are.

use evidact_model::CleanText;
use evidact_model::review::{Observation, Review};
use evidact_report::{Catalog, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
}

fn titles(review: &Review) -> Vec<&str> {
    review.observations.iter().map(|o| o.title.as_str()).collect()
}

fn more(observation: &Observation, key: &str) -> Vec<String> {
    let its = observation.more.iter().filter(|(name, _)| name == key);
    its.map(|(_, field)| field.text.to_string()).collect()
}

#[test]
fn a_grade_that_says_when_to_act_grades_all_below_it() {
    let review = read(
        "# Gaps\n\n## Critical — must fix before the audit\n\n### C2 — Keys outlive accounts\n\nThey stay valid.\n\n\
         **Fix:** revoke them.\n\n## Low — closing-the-loop items\n\n- **L1** — No change log. Write one.\n\
         - **L4** — No access review.\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["C2", "L1", "L4"]);
    let grades: Vec<_> =
        review.observations.iter().map(|o| o.severity_as_written.as_ref().unwrap()).collect();
    assert!(grades[0].text.as_str().contains("must fix"), "{:?}", grades[0]);
    assert!(grades[2].text.as_str().starts_with("Low"), "{:?}", grades[2]);
}

#[test]
fn sections_that_repeat_the_labels_of_one_another_are_observations_whatever_they_are_called() {
    let one = |name: &str| {
        format!(
            "### {name}\n\n- Data shared: none\n- Review cadence: yearly\n- Agreement: signed\n- Owner: Team A\n\n"
        )
    };
    let review =
        read(&format!("# Third parties\n\n## Registered\n\n{}{}", one("Ledger Cloud"), one("Mail Post")));
    assert_eq!(titles(&review), ["Ledger Cloud", "Mail Post"]);
    assert_eq!(more(&review.observations[1], "owner"), ["Team A"]);
}

#[test]
fn numbered_and_named_items_stay_observations_beside_a_table() {
    let review = read(
        "# Gaps\n\n## Gaps\n\n| Requirement | Gap | Fix |\n|---|---|---|\n| Audit | reads are not logged | log them |\n\n\
         ## Technical findings\n\n1. **No check at start**: an empty secret is taken.\n2. **No headers**: none is set.\n",
    );
    assert_eq!(review.observations.len(), 3, "{:?}", titles(&review));
    assert_eq!(titles(&review)[1..], ["No check at start", "No headers"]);
}

#[test]
fn a_state_above_a_list_is_the_state_of_its_items() {
    let review = read(
        "# Threat model\n\n## Known bypass classes\n\nEach entry has a state.\n\n### Open\n\n\
         - **Search is not hooked.** Nothing is called for it.\n\n### Closed\n\n- **Colours hid secrets.** Closed since.\n",
    );
    assert_eq!(titles(&review), ["Search is not hooked", "Colours hid secrets"]);
    let states: Vec<_> = review.observations.iter().flat_map(|o| more(o, "status")).collect();
    assert_eq!(states, ["Open", "Closed"]);
}

#[test]
fn a_code_behind_a_word_for_a_finding_is_its_id_in_several_languages() {
    let found = |heading: &str| {
        let review = read(&format!("# R\n\n## {heading}\n\n**Description:** a\n\n**Remediation:** b\n"));
        review.observations.first().map(|o| (o.id.clone(), o.title.to_string())).expect("one is found")
    };
    assert_eq!(found("Finding D-001: Door"), ("D-001".into(), "Door".into()));
    assert_eq!(found("Incident CI-2026-08-24 — Door"), ("CI-2026-08-24".into(), "Door".into()));
    assert_eq!(found("Vulnérabilité 1 — Porte"), ("Vulnérabilité 1".into(), "Porte".into()));
    assert_eq!(found("Schwachstelle 2: Tür"), ("Schwachstelle 2".into(), "Tür".into()));
}

#[test]
fn a_table_below_the_heading_of_an_effect_is_part_of_it() {
    let review = read(
        "# Advisory: Door open\n\n## Description\n\nIt is open.\n\n## Impact\n\n| Threat | Severity | Description |\n|---|---|---|\n\
         | Theft | High | goods are taken |\n| Cold | Low | it is chilly |\n\n## Remediation\n\nClose it.\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
    assert!(more(&review.observations[0], "effect").join(" ").contains("goods are taken"));
}

#[test]
fn lines_that_stand_alone_are_headings_where_a_note_has_no_other() {
    let note = "Assessment of the ledger\n\n5. Finding VUL-01 – Known test accounts\n\nRisk Level\n\nMedium\n\nDescription\n\n\
                The accounts stand in the code.\n\nRecommendation\n\nRemove them.\n\n6. Finding VUL-02 – Open door\n\nRisk Level\n\n\
                High\n\nDescription\n\nIt is open.\n";
    let review = read(note);
    assert_eq!(titles(&review), ["Known test accounts", "Open door"]);
    assert_eq!(review.observations[0].observed[0].text.as_str(), "The accounts stand in the code.");
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "Remove them.");
    // Beside a heading of its own, a lone line is text.
    let review = read(&format!("# Report\n\n{note}"));
    assert!(review.observations.iter().all(|o| o.severity_as_written.is_none()), "{review:?}");
}

#[test]
fn a_heading_that_states_a_grade_grades_the_section_around_it() {
    let review = read(
        "# R\n\n## Security findings\n\n#### Door open\n\n##### Severity: HIGH\n\n##### Description:\n\nIt is open.\n\n\
         ##### Remediation:\n\nClose it.\n",
    );
    assert_eq!(titles(&review), ["Door open"]);
    assert_eq!(review.observations[0].severity_as_written.as_ref().unwrap().text.as_str(), "HIGH");
}

#[test]
fn the_graded_title_of_one_observation_is_no_section_though_it_ends_in_vulnerabilities() {
    let one = |title: &str| {
        format!(
            "### {title}\n\n**Severity**: High\n\n#### Issues:\n- a gap\n- another\n\n#### Impact:\n- loss\n\n"
        )
    };
    let review = read(&format!(
        "# Report\n\n## Detailed assessment\n\n{}{}",
        one("1. SQL Injection Vulnerabilities (CRITICAL)"),
        one("5. Configuration Issues (HIGH)")
    ));
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
}

#[test]
fn a_section_that_shows_how_an_entry_is_written_holds_none() {
    let review = read(
        "# Vendor register\n\n## Format\n\n- **Residual risk:** what we accept.\n- **Mitigation:** what we did.\n\n\
         ## Findings\n\n### F-1 Door\n\n**Observed:** open\n",
    );
    assert_eq!(titles(&review), ["Door"]);
    assert!(review.unplaced.iter().any(|part| part.text.as_str().contains("what we accept")));
}

#[test]
fn a_paragraph_above_a_rule_is_no_heading_of_several_lines() {
    let review = read(
        "## Finding 1 — Door\n\n---\nVulnerability: The door is open\nLocation: house 4\nFix applied: it was closed\n---\n\nEnd.\n",
    );
    let o = &review.observations[0];
    assert_eq!(o.title.as_str(), "Door");
    assert_eq!(o.scope[0].text.as_str(), "house 4");
    assert_eq!(o.remediation[0].text.as_str(), "it was closed");
    assert!(o.observed[0].text.as_str().contains("The door is open"), "{o:?}");
}

#[test]
fn the_code_of_a_control_before_a_title_is_the_id_and_no_other_may_bear_it() {
    let one = |title: &str| {
        format!("### {title}\n\n- **Status**: Partial\n- **Evidence**: a file\n- **Gap**: none written\n\n")
    };
    let review =
        read(&format!("# Controls\n\n## Gaps\n\n{}{}", one("A.5.1 Policies"), one("A.5.1 Policies again")));
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids[0], "A.5.1");
    assert_ne!(ids[1], "A.5.1");
}

#[test]
fn a_grade_before_an_id_and_one_behind_a_word_for_a_risk_are_severities() {
    let severity = |note: &str| {
        let review = read(note);
        review.observations[0]
            .severity_as_written
            .as_ref()
            .map(|field| field.text.to_string())
            .unwrap_or_default()
    };
    assert_eq!(severity("# R\n\n## [P1] BUG-006: Door\n\n**Description:** open\n\n**Fix:** close\n"), "P1");
    let note =
        "# R\n\n## F-1 Tür\n\n**Descripción:** abierta\n\n**Riesgo**: Medio - los controles son sólidos\n";
    assert!(severity(note).starts_with("Medio"), "{}", severity(note));
}

#[test]
fn items_that_begin_alike_are_findings_though_a_part_of_a_name_is_a_label() {
    let review = read(
        "# Threat model\n\n## Threats and controls\n\n- Token replay: active token only.\n- Policy/schema bypass: validated before.\n\
         - Context collision: refused.\n",
    );
    assert_eq!(review.observations.len(), 3, "{:?}", titles(&review));
}

#[test]
fn what_a_file_is_about_is_no_observation() {
    let review = read(
        "---\ntitle: Checklist\ndescription: What to check before a release\n---\n\n- [ ] Keys rotate\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
    assert!(review.summary.iter().any(|field| field.text.as_str().contains("before a release")));
}

#[test]
fn a_heading_that_grades_a_group_is_no_grade_of_the_finding_before_it() {
    let one = |title: &str| format!("#### {title}\n\n**Description:** told\n\n**Fix:** done\n\n");
    let review = read(&format!(
        "# R\n\n## Findings\n\n### Severity: High\n\n{}### Severity: Low\n\n{}",
        one("Door open"),
        one("Traces shown")
    ));
    let grades: Vec<_> = review
        .observations
        .iter()
        .map(|o| o.severity_as_written.as_ref().unwrap().text.to_string())
        .collect();
    assert!(grades[0].contains("High") && grades[1].contains("Low"), "{grades:?}");
}

#[test]
fn headings_of_the_note_are_no_fields_of_the_finding_above_them() {
    let review = read(
        "# R\n\n## F-01 Door\n\n**Observed:** open\n\n**Fix:** close\n\n## Severity: how we grade\n\nHigh is high.\n\n\
         ## Status: what happens next\n\nWe wait.\n",
    );
    let told = format!("{:?}", review.observations);
    assert!(!told.contains("High is high") && !told.contains("We wait"), "{told}");
}

#[test]
fn a_finding_called_format_and_a_note_called_template_are_read_like_others() {
    let fields = "**Severity:** High\n\n**Observed:** wrong\n\n**Fix:** mend\n";
    let review = read(&format!("# R\n\n## Findings\n\n### F-03: Format\n\n{fields}"));
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "mend");
    let review = read(&format!("# Template\n\n## F-01: Door\n\n{fields}"));
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "mend");
}

#[test]
fn words_that_urge_make_no_group_of_a_title_or_of_advice() {
    let review = read(
        "# R\n\n## Findings\n\n### High - SQL injection required login\n\nThe id goes into the query.\n\n**Fix:** bind it.\n",
    );
    assert_eq!(review.observations.len(), 1);
    assert!(review.observations[0].title.as_str().contains("SQL injection"), "{:?}", titles(&review));
    let review =
        read("# Notes\n\n## Important — before you start\n\n- Read the manual first.\n- Ask the owner.\n");
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn names_of_algorithms_are_no_ids() {
    let review = read(
        "# R\n\n## Findings\n\n- **MD5** is used for hashes of passwords.\n- **EC2** metadata is open to all.\n",
    );
    assert!(review.observations.iter().all(|o| o.id != "MD5" && o.id != "EC2"), "{:?}", review.observations);
}

#[test]
fn a_loose_list_in_a_note_without_headings_stays_with_its_section() {
    let review = read(
        "Assessment of the ledger\n\nScope\n\nThe ledger.\n\nSummary\n\nIt is fine.\n\nMethod\n\nReading.\n\nRecommendations\n\n\
         1. Rotate the keys\n\n2. Add a rate limit\n\nLimitations\n\nNo test was run.\n",
    );
    let told: Vec<&str> = review.recommendations.iter().map(|field| field.text.as_str()).collect();
    assert!(told.join(" ").contains("Rotate the keys"), "{review:?}");
    assert!(review.limits.iter().any(|field| field.text.as_str().contains("No test was run")), "{review:?}");
}

#[test]
fn the_id_of_a_bug_keeps_its_hyphen_and_the_grade_before_it() {
    let review = read("# R\n\n## Findings\n\n### [High] BUG-006: Crash\n\n**Observed:** it ends\n");
    assert_eq!(review.observations[0].id, "BUG-006");
    assert_eq!(review.observations[0].severity_as_written.as_ref().unwrap().text.as_str(), "High");
}

#[test]
fn a_note_that_stands_whole_in_a_block_of_code_called_markdown_is_read() {
    let note = "# Bug report\n\n## F-1 Door\n\n**Observed:** open\n\n```sh\nls\n```\n\n**Fix:** close\n";
    let review = read(&format!("```markdown\n{note}```\n"));
    assert_eq!(titles(&review), ["Door"]);
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "close");
}

#[test]
fn the_details_of_one_vulnerability_are_no_section_of_several() {
    let review = read(
        "# Disclosure: open door in the Ledger camera\n\n## Summary\n\nThe door is open.\n\n## Vulnerability Details\n\n\
         - **Affected Product:** Ledger camera\n\n### Attack Vector\n\nA card is put in.\n\n### Impact\n\n- All is read.\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
    assert!(more(&review.observations[0], "effect").join(" ").contains("All is read"));
    assert_eq!(review.observations[0].scope[0].text.as_str(), "Ledger camera");
}

#[test]
fn a_numbered_heading_with_the_labels_of_a_finding_is_one_whatever_it_is_called() {
    let review = read(
        "# Audit\n\n## Findings\n\n### 1. Open port\n\n**Issue:** 22\n\n**Risk:** guesses\n\n### 2. Logging security concerns\n\n\
         **Issue:** names in logs\n\n**Risk:** they leak\n",
    );
    assert_eq!(titles(&review), ["1. Open port", "2. Logging security concerns"]);
}

#[test]
fn a_title_with_an_id_above_several_findings_is_that_of_the_note() {
    let one = |n: u8| {
        format!(
            "### {n}. Hook {n}\n\n- **Status:** vulnerable\n- **Issue:** no check\n- **Attack vector:** anybody sends\n- **Risk level:** high\n\n"
        )
    };
    let review = read(&format!(
        "# SEC-004: Audit of hooks\n\n**Severity:** high\n\n## Detailed findings\n\n{}{}",
        one(1),
        one(2)
    ));
    assert_eq!(titles(&review), ["1. Hook 1", "2. Hook 2"]);
    assert!(review.observations.iter().all(|o| o.more.iter().any(|(key, _)| key == "effect")), "{review:?}");
    let alone = read("# SEC-004: Open hook\n\n**Severity:** high\n\n**Issue:** no check\n\n**Fix:** check\n");
    assert_eq!(titles(&alone), ["Open hook"]);
}
