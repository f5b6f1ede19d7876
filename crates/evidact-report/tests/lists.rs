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

#[test]
fn numbered_lines_above_the_same_label_name_what_it_tells() {
    let review = read(
        "Spoofing\n1. Forged login page\n  Description: A page looks like ours.\n\n\n2. Stolen session\n  Description: A \
         cookie is copied.\n\n\nTampering\n3. Changed order\n  Description: The price is edited.\n",
    );
    assert_eq!(titles(&review), ["Forged login page", "Stolen session", "Changed order"]);
    let steps =
        read("# Plan\n\n1. Rotate the keys\nDescription: all of them.\n\n2. Keep the logs\nOwner: Ann\n");
    assert!(steps.observations.iter().all(|o| o.title.as_str() != "Rotate the keys"), "{steps:?}");
}

#[test]
fn headings_that_end_in_a_picture_and_a_grade_are_findings_beside_one_another() {
    let review = read(
        "# Mail audit\n\n**Date:** 2026-03-02\n\n## What does not work\n\n### 1. **Port is shut** 🔴 CRITICAL\n\n**Port 25:**\n\
         ```\nTest: refused\n```\n\n### 2. **Models are missing** 🟡 MODERATE\n\n**Impact:** nothing is stored\n\n\
         **Test result:**\n```\nno such model\n```\n",
    );
    assert_eq!(review.observations.len(), 2, "{review:?}");
    let grades = review.observations.iter().filter_map(|o| o.severity_as_written.as_ref());
    assert_eq!(grades.map(|field| field.text.as_str()).collect::<Vec<_>>(), ["CRITICAL", "MODERATE"]);
    let last = review.observations.last().expect("two observations");
    assert!(
        last.more.iter().any(|(key, _)| key == "evidence"),
        "a block of code shows how a test ended: {last:?}"
    );
}

#[test]
fn a_note_about_one_finding_has_one_observation_whatever_its_sections_hold() {
    let review = read(
        "# SEC-P0-007: Not written yet\n\n## 1. Metadata\n\n| Field | Value |\n|---|---|\n| **Finding ID** | SEC-P0-007 |\n\
         | **Title** | Nothing is written to the vault |\n| **Severity** | Critical |\n| **Reviewers** | Ann |\n\n\
         ## 2. Executive summary\n\n### Problem statement\n\nThe call ends in an error.\n\n## 3. Technical details\n\n\
         ### Current state\n\nIt throws.\n\n**Risk:** the service stops\n",
    );
    assert_eq!(titles(&review), ["Nothing is written to the vault"], "{review:?}");
    assert_eq!(review.reviewer.len(), 1, "{review:?}");
}

#[test]
fn rows_named_by_a_weakness_of_a_list_are_those_of_the_sections() {
    let review = read(
        "# Audit\n\n| # | OWASP vulnerability | Severity | Status |\n|---|---|---|---|\n| 1 | A02:2021 — Keys in clear | High | \
         Fixed |\n| 2 | A05:2021 — Open console | Low | Fixed |\n\n## 1. A02:2021 — Keys in clear (Cryptographic \
         failures)\n\n### Description\n\nThey are in the source.\n\n### Fixed code\n\nThey are in the vault.\n",
    );
    assert_eq!(review.observations.len(), 2, "{review:?}");
    let first = review.observations.iter().find(|o| o.title.as_str().contains("clear")).expect("a row");
    assert!(first.severity_as_written.is_some() && first.remediation.len() == 1, "{first:?}");
}

#[test]
fn a_column_that_asks_what_is_required_tells_what_should_be_so() {
    let review = read(
        "# Triage\n\n**Date:** 2026-03-02\n\n| Activity | Current implementation | Log required? | Compliant? |\n\
         |---|---|---|---|\n| **Sign in** | Takes a name | ✅ YES | ❌ NO |\n| **Sign out** | Ends it | ✅ YES | ✅ YES |\n",
    );
    assert_eq!(titles(&review), ["Sign in", "Sign out"], "{review:?}");
    assert!(
        review.observations.iter().all(|o| o.remediation.is_empty() && o.expected.len() == 1),
        "{review:?}"
    );
}

#[test]
fn a_block_of_code_that_begins_with_known_keys_tells_them() {
    let review = read(
        "# Audit\n\n## Critical vulnerabilities\n\n### #1: Price is taken from one pool\n\n```\nProtocol: Lend\nSeverity: HIGH \
         (7.5/10)\nStatus:   CONFIRMED\n\n| a picture |\n```\n\n## Secure implementations\n\n### #2: Guards hold\n\n\
         ```\nProtocol: Lend\nStatus: SECURE\n```\n",
    );
    let [only] = review.observations.as_slice() else { panic!("{:?}", titles(&review)) };
    assert_eq!(only.severity_as_written.as_ref().map(|field| field.text.as_str()), Some("HIGH (7.5/10)"));
    assert_eq!(only.scope.len(), 1, "{only:?}");
}

#[test]
fn rows_of_places_with_what_was_found_in_each_are_findings_below_a_heading_of_findings() {
    let review = read(
        "# Firmware review\n\n| Category | Details |\n|---|---|\n| **Firmware** | Box 4.1 |\n| **Chip** | MIPS |\n\n\
         ## Security vulnerabilities\n\n### System parts\n\n| Component | Version | Key vulnerabilities |\n|---|---|---|\n\
         | shell | 1.31 | runs as root |\n| resolver | 2.8 | answers anybody |\n\n### Kernel module vulnerabilities\n\n| Module | \
         Vulnerabilities |\n|---|---|\n| nat | stack is overwritten |\n| usb | reads ahead |\n",
    );
    assert_eq!(review.observations.len(), 4, "{:?}", titles(&review));
    assert!(review.observations.iter().all(|o| o.scope.len() == 1 && o.observed.len() == 1), "{review:?}");
}

#[test]
fn grades_before_a_word_for_risk_group_titles_in_every_language_of_a_note() {
    let review = read(
        "# 보안 리포트\n\n**작성일**: 2026년 3월 2일\n**버전**: 2.0\n\n## 잠재적 위험\n\n### ⚠️ 중간 위험\n\n1. **오래된 키**\n   - **위험**: \
         키가 오래됨\n   - **대응**: 키 교체\n\n### ℹ️ 낮은 위험\n\n1. **느린 로그**\n   - **위험**: 로그가 늦음\n   - **대응**: 로그 수집\n",
    );
    assert_eq!(review.date.as_ref().map(CleanText::as_str), Some("2026-03-02"));
    assert_eq!(titles(&review), ["오래된 키", "느린 로그"], "{review:?}");
    assert!(review.observations.iter().all(|o| o.severity_as_written.is_some()), "{review:?}");
}

#[test]
fn a_heading_of_a_control_bears_its_code_and_its_state_behind_a_tick() {
    let review = read(
        "# Gap analysis\n\n**Date:** 2026-03-02\n\n## Current state assessment\n\n### CC1: Control environment ✅ Partial\n\
         **Current state:**\n- a code of conduct\n\n**Gaps:**\n- [ ] a committee\n\n### CC3: Risk assessment ⚠️ Needs work\n\
         **Current state:**\n- basic practices\n\n**Gaps:**\n- [ ] a register\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["CC1", "CC3"], "{review:?}");
    let stated = |o: &evidact_model::review::Observation| o.more.iter().any(|(key, _)| key == "status");
    assert!(review.observations.iter().all(stated), "{review:?}");
}

#[test]
fn a_summary_of_findings_tells_them_where_nothing_else_does() {
    let review = read(
        "# Test report\n\n## Scope overview\n\nThe shop.\n\n## Summary of findings\n- SQL injection\n- Broken access control\n\n\
         ## Recommendations\n- Train people\n",
    );
    assert_eq!(review.observations.len(), 2, "{review:?}");
    assert_eq!(review.scope.len(), 1, "{review:?}");
}

#[test]
fn the_column_behind_the_name_of_a_risk_tells_of_it() {
    let review = read(
        "# Annex D\n\n| Kind | Risk | How it shows | Mitigation |\n|---|---|---|---|\n| Technical | No interface | there is no \
         way in | load files |\n| Human | Nobody uses it | people keep their paper | train them |\n",
    );
    assert_eq!(titles(&review), ["No interface", "Nobody uses it"], "{review:?}");
    assert!(review.observations.iter().all(|o| o.observed.len() == 1), "{review:?}");
}

#[test]
fn a_heading_of_findings_with_words_of_its_own_is_the_title_of_a_note() {
    let review = read(
        "### 2026 shop risk register\n\n| Risk ID | Risk scenario | Framework | Inherent risk | Mitigation |\n|---|---|---|---|---|\n\
         | R-01 | Orders of others are read | ISO A.8.2 | High | ask for a key |\n| R-02 | Mails are forged | ISO A.6.3 | Low | \
         sign them |\n",
    );
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("2026 shop risk register"));
    let held = |o: &evidact_model::review::Observation| o.more.iter().any(|(key, _)| key == "controls");
    assert!(review.observations.iter().all(held), "{review:?}");
}

#[test]
fn code_in_a_language_shows_what_is_wrong_and_a_path_says_where() {
    let review = read(
        "# Audit\n\n## Findings\n\n### F-1: No check\n\n**Severity:** High\n\n**Affected code:**\n```rust\nfn pay() {}\n```\n\n\
         ### F-2: No log\n\n**Severity:** Low\n\n**Affected code:**\n```\nsrc/pay.rs:12\n```\n",
    );
    let [shown, placed] = review.observations.as_slice() else { panic!("{:?}", titles(&review)) };
    assert!(shown.scope.is_empty() && shown.more.iter().any(|(key, _)| key == "evidence"), "{shown:?}");
    assert_eq!(placed.scope.len(), 1, "{placed:?}");
}

#[test]
fn a_heading_that_a_label_for_the_title_replaces_is_listed() {
    let review = read("# Version (three)\n## Title (four)\n- **Summary:** all well\n");
    let told = format!("{review:?}");
    assert!(["three", "four", "all well"].iter().all(|word| told.contains(word)), "{told}");
}

#[test]
fn that_the_box_of_a_state_is_ticked_is_listed() {
    let review = read(
        "# Review\n\n## Approval status\n\n- [x] **Approved** - ready to print\n- [ ] **Refused** - not yet\n",
    );
    assert!(
        review.unplaced.iter().any(|lines| lines.text.as_str().contains("[x] **Approved**")),
        "{review:?}"
    );
}
