//! What looks like an observation and beside sure ones is none: plans, overviews, checks that went well.

use evidact_model::CleanText;
use evidact_model::review::Review;
use evidact_report::{Catalog, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
}

fn titles(review: &Review) -> Vec<&str> {
    review.observations.iter().map(|o| o.title.as_str()).collect()
}

const GRADED: &str = "| ID | Finding | Severity |\n|---|---|---|\n| G-1 | Open bucket | High |\n| G-2 | Weak key | Low |\n\
                      | G-3 | No limit | Low |\n\n";

#[test]
fn beside_graded_rows_a_section_that_only_says_where_something_stands_is_no_observation() {
    let review = read(&format!(
        "# Review\n\n## Findings\n\n{GRADED}## Documents\n\n### 1. Design\n\n- **Status:** complete\n- **Location:** docs/a\n\n\
         ### 2. Plan\n\n- **Status:** complete\n- **Location:** docs/b\n"
    ));
    assert_eq!(titles(&review), ["Open bucket", "Weak key", "No limit"]);
    assert!(review.status.is_empty(), "{:?}", review.status);
}

#[test]
fn beside_graded_rows_the_goals_of_a_plan_are_no_observation() {
    let review = read(&format!(
        "# Review\n\n{GRADED}## Roadmap\n\n### Phase 1: Verification evidence\n\n**Goal:** collect it\n\n- [ ] run the tests\n\n\
         ### Phase 2: Gap closure\n\n**Goal:** close them\n\n- [ ] patch\n"
    ));
    assert_eq!(review.observations.len(), 3, "{:?}", titles(&review));
}

#[test]
fn beside_graded_rows_a_section_that_tells_what_was_seen_and_what_to_do_stays() {
    let review = read(&format!(
        "# Review\n\n## Findings\n\n{GRADED}## Backups\n\n**Observed:** they are not tested\n\n**Remediation:** test them\n"
    ));
    assert_eq!(review.observations.len(), 4, "{:?}", titles(&review));
}
