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

#[test]
fn beside_a_finding_a_grade_of_which_nothing_was_observed_rates_the_whole() {
    let review = read(
        "# Fuzzing\n\n## Findings\n\n### Parser overflow (CRITICAL)\n\n**Description**: it nests too deep\n\n\
         **Impact**: it stops\n\n## Coverage\n\n### Messages\n\n- **Test cases**: nine\n- **Coverage**: all fields\n\n\
         ## Risk assessment\n\n**Risk level**: HIGH\n**Impact**: high\n**Mitigation**: required before release\n",
    );
    assert_eq!(titles(&review), ["Parser overflow (CRITICAL)"]);
}

#[test]
fn a_mark_for_what_is_well_grades_no_finding() {
    let section = |name: &str, mark: &str| {
        format!("### {name}\n\n**Security rating:** {mark}\n**Location:** `src/{name}.rs`\n\n")
    };
    let review = read(&format!(
        "# Audit\n\n## Code\n\n{}{}",
        section("transport", "\u{2705} EXCELLENT"),
        section("store", "Good")
    ));
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn below_a_heading_that_says_that_nothing_was_found_there_is_nothing() {
    let review = read(
        "# Assessment\n\n## Findings\n\n### Sessions\n\n#### Vulnerabilities found\n\n1. **Plain cookies**\n\
         \x20  - **Description**: no flag\n   - **Fix**: set it\n\n#### Areas investigated with no issues found\n\n\
         1. **New id on login**\n   - **What was looked for**: a new id\n   - **Reason for no issues**: it is new\n",
    );
    assert_eq!(titles(&review), ["Plain cookies"]);
}

#[test]
fn parts_of_a_grade_row_by_row_are_no_findings_even_where_findings_stand() {
    let review = read(
        "# Assessment\n\n## Findings\n\n| Category | Detail |\n|---|---|\n| Severity | High - trust |\n\
         | Likelihood | Medium |\n| Detection | logs |\n",
    );
    assert!(!titles(&review).contains(&"Likelihood"), "{:?}", titles(&review));
}

#[test]
fn a_row_of_a_table_told_again_joins_the_one_section_left_that_has_a_word_of_it() {
    let section = |title: &str| format!("### {title} (High)\n\n**Impact:** loss\n\n**Fix:** patch it\n\n");
    let sections = [
        section("Mass assignment of roles"),
        section("Tenant bypass in scopes"),
        section("Cache 6.3 reads files"),
    ];
    let review = read(&format!(
        "# Audit\n\n## Findings\n\n{}## Matrix\n\n| Vulnerability | CVSS | Remediation |\n|---|---|---|\n\
         | Mass assignment | 8.5 | easy |\n| Tenant bypass | 8.7 | medium |\n| Cache CVEs (3x) | 9.8 | easy |\n",
        sections.concat()
    ));
    assert_eq!(review.observations.len(), 3, "{:?}", titles(&review));
}

#[test]
fn a_numbered_heading_behind_a_finding_is_one_whatever_a_section_may_be_called() {
    let review = read(
        "## 1. Matching errors\n\n**Probability**: Medium | **Impact**: High\n\n**Mitigation**:\n\n- tests\n\n\
         ## 2. Experience risks\n\n**Probability**: Low | **Impact**: High\n\n**Mitigation**:\n\n- signs\n",
    );
    assert_eq!(titles(&review), ["1. Matching errors", "2. Experience risks"]);
}

#[test]
fn a_row_joins_the_section_with_its_very_name_before_one_that_is_alike() {
    let section = |title: &str, seen: &str| {
        format!("#### {title}\n**Finding:** {seen}\n**Impact:** loss\n**Fix:** mend\n\n")
    };
    let review = read(&format!(
        "# Assessment\n\n| Requirement | Status | Action required |\n|---|---|---|\n\
         | REQ 1: Network security | Partial | part it |\n| REQ 4: Transport security | Partial | sign it |\n\n\
         ## Findings\n\n{}{}",
        section("REQ 4: Transport security", "weak ciphers"),
        section("REQ 1: Network security", "flat")
    ));
    let told = |at: usize| {
        let observation = &review.observations[at];
        observation.remediation.iter().map(|field| field.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert_eq!((told(0), told(1)), (vec!["mend", "sign it"], vec!["mend", "part it"]));
}

#[test]
fn a_line_in_bold_that_begins_with_a_grade_in_capitals_is_a_finding() {
    let review = read(
        "# Audit\n\n## Code\n\n### Transport\n\n**Rating:** fair\n\n#### Concerns:\n\u{26a0}\u{fe0f} **MODERATE: Endless \
         retry loop**\n- it never waits\n\n**Recommendation:** wait longer\n\n\u{26a0}\u{fe0f} **LOW: Open key file**\n\
         - nobody checks it\n\n**Recommendation:** check it\n",
    );
    assert_eq!(titles(&review), ["Endless retry loop", "Open key file"]);
    assert!(review.observations.iter().all(|o| o.severity.is_some()), "{review:?}");
}

#[test]
fn categories_with_their_details_are_no_findings() {
    let review = read(
        "# Firmware\n\n## Identity\n\n| Category | Details |\n|---|---|\n| **Firmware** | Linux 4.19 |\n| **Released** | in autumn |\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn the_ways_to_go_and_the_phases_of_a_plan_hold_no_findings() {
    let review = read(
        "# Missing audit\n\n## Problem statement\n\nNothing is logged.\n\n## Findings\n\n**File:** `src/a.rs`\n\n\
         **Attack scenario:** ids are guessed\n\n## Ways\n\n### Option A: log it\n\n**Effort:** small\n**Risk:** Low\n\n\
         ### Option B: limit it\n\n**Effort:** medium\n**Risk:** Low\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
}

#[test]
fn a_heading_that_states_where_a_part_stands_names_no_finding() {
    let review = read(
        "# Audit\n\n## Sync\n\n### Status: up to date\n\n**Analysis:** all is merged\n\n**Recommendation:** go on\n",
    );
    assert!(!titles(&review).contains(&"Status: up to date"), "{:?}", titles(&review));
}

#[test]
fn what_a_field_holds_may_say_that_it_is_another() {
    let review = read(
        "# Audit\n\n## Findings\n\n### F-1 Open route\n\n**Severity:** High\n**Violation:** Yes\n**Impact:** all is read\n\n\
         **Affected code:**\n```js\nopen()\n```\n\n**Mitigation status:**\n- check keys\n- close the route\n",
    );
    let [only] = review.observations.as_slice() else { panic!("{:?}", titles(&review)) };
    assert!(only.observed.is_empty() && only.scope.is_empty(), "{only:?}");
    assert_eq!(only.remediation.len(), 1, "{only:?}");
}

#[test]
fn outside_the_findings_a_list_that_is_ticked_off_was_not_found() {
    let review = read(
        "# Audit\n\n## Practices\n\n**Current state:**\n- \u{2705} no keys in code\n- \u{2705} short tokens\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn a_german_scenario_is_what_was_seen() {
    let review = read(
        "# Analyse\n\n## Risiken\n\n### R1: Datenleck\n\n**Schaden:** ein Bußgeld\n\n**Szenario:** ein Fremder liest mit\n",
    );
    assert_eq!(review.observations[0].observed.len(), 1, "{review:?}");
}

#[test]
fn what_was_really_found_is_not_left() {
    for (note, count) in [
        (
            "# Security review\n\n## Findings\n\n| Area | Observed | Severity |\n|---|---|---|\n| Login | No rate limiting found | High |\n| Files | No encryption observed | High |\n",
            2,
        ),
        (
            "# Security review\n\n## Findings\n\n### F-1 Scanner says no findings although keys leak\n\n**Severity:** High\n\n**Observed:** keys leak\n",
            1,
        ),
        (
            "# Security review\n\n## Findings\n\n### Phase 2 keys are shared\n\n**Severity:** High\n\n**Observed:** one key for all\n",
            1,
        ),
        (
            "# Security review\n\n## Findings\n\n| Asset | Description | Recommendation |\n|---|---|---|\n| Portal | sessions never expire | set an end |\n| Copies | are not encrypted | encrypt them |\n",
            2,
        ),
        ("# Notes\n\nADR-0007 describes the transport.\n\nPR-123 merged it.\n", 0),
    ] {
        assert_eq!(read(note).observations.len(), count, "{note}");
    }
}
