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
