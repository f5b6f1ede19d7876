//! Lists whose items are findings, sets of labels that begin again, and what tells that several places speak of one.

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
fn a_set_of_labels_that_begins_again_below_a_heading_is_an_observation_each_time() {
    let review = read(
        "# Risk report\n\nCriticality: high, all trains stop\nControl: two rooms\n**Date:** 2026-03-02\n\n## 3. Matrix\n\n\
         1. Asset Name: Signal box\n   - Threat Name: Flooding\n   - Likelihood: LOW - it lies high\n   - Impact: HIGH - no \
         trains\n   - Risk Level: MEDIUM\n\n2. Asset Name: Signal box\n   - Threat Name: Fire\n   - Likelihood: LOW - \
         sprinklers\n   - Impact: HIGH - no trains\n   - Risk Level: HIGH\n",
    );
    assert_eq!(titles(&review), ["Flooding", "Fire"], "{review:?}");
}
