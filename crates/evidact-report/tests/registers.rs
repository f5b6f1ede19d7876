//! Tables whose rows are observations: what names a row, what goes on with it, and what tells it again.

use evidact_model::CleanText;
use evidact_model::review::Review;
use evidact_report::{Catalog, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
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
