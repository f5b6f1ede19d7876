//! Headings without a sign, groups of findings, checks that are ticked off, and lists as people type them.

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
fn numbered_titles_without_a_sign_are_headings() {
    let review = read(
        "# Threat model\n\n4. Attacks and mitigations\n\n4.1 Replay\nAttack:\nOld events count again.\n\nMitigations:\n\
         - nonces\n\n4.2 Forgery\nAttack:\nA proof is made up.\n\nMitigations:\n- keys\n\n4.3 Bypass\nAttack:\nA check is \
         skipped.\n\nMitigations:\n- order\n",
    );
    assert_eq!(titles(&review), ["4.1 Replay", "4.2 Forgery", "4.3 Bypass"]);
    let listed = read("# Plan\n\n4.1 Rotate keys\n\n4.2 Keep logs\n\n4.3 Name hosts\n");
    assert_eq!(listed.unplaced.len(), 1, "what is listed number by number holds nothing: {listed:?}");
}

#[test]
fn a_key_that_ends_a_sentence_is_no_label() {
    let review = read(
        "# Disclosure\n\n## Vulnerability summary\n\nTwo weaknesses are known in the election's own\nsystems:\n\n\
         - **F-1:** Votes are linked.\n- **F-2:** Times are kept.\n",
    );
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert!(review.observations.iter().all(|o| o.scope.is_empty()), "{review:?}");
}

#[test]
fn names_in_bold_below_groups_are_the_findings() {
    let review = read(
        "# Review\n\n## Identified gaps\n\n### Security\n\n- **Docker socket** — it is mounted\n- **Flat network** — one for \
         all\n\n### Reliability\n\n- **Backups** — there are none\n- **Restarts** — they differ\n",
    );
    assert_eq!(titles(&review), ["Docker socket", "Flat network", "Backups", "Restarts"]);
    // What is repeated is a label.
    let labelled = read(
        "# Review\n\n## Findings\n\n### Open door\n\n- **Seen by** — a guard\n- **Since** — May\n\n### Broken lock\n\n\
         - **Seen by** — a guard\n- **Since** — June\n",
    );
    assert_eq!(titles(&labelled), ["Open door", "Broken lock"]);
}

#[test]
fn a_heading_ticked_off_is_no_finding() {
    let review = read(
        "# Audit\n\n## Findings\n\n### Upgrades ✅\n\nA timelock guards them.\n\n### Fees\n\nThey may be set to all.\n",
    );
    assert_eq!(titles(&review), ["Fees"]);
    let told =
        read("# Audit\n\n## Findings\n\n### Upgrades ✅\n\n**Severity:** High\n\n**Observed:** open\n");
    assert_eq!(told.observations.len(), 1);
}

#[test]
fn a_second_section_of_findings_lists_its_own_below_a_paragraph() {
    let review = read(
        "# Hosts\n\n## Host a\n\n### Identified vulnerabilities\n\nA few were seen:\n\n- **Old TLS**: 1.0 is on\n\n## Host b\n\n\
         ### Identified vulnerabilities\n\nA few were seen:\n\n- **No HSTS**: none is sent\n",
    );
    assert_eq!(titles(&review), ["Old TLS", "No HSTS"]);
}

#[test]
fn bullets_that_are_typed_make_a_list() {
    let review = read("# Audit\n\n## Findings\n\n• **Open door**: no lock\n• **Broken lock**: it jams\n");
    assert_eq!(titles(&review), ["Open door", "Broken lock"]);
}

#[test]
fn a_row_with_the_id_and_the_beginning_of_a_title_tells_of_the_same() {
    let review = read(
        "# Risks\n\n## Risks\n\n| Risk ID | Risk | Severity |\n|---|---|---|\n| R1 | Ransomware locks the database | High |\n\
         | R2 | Phishing of administrators | High |\n\n## Measures\n\n| Risk | Mitigation | Status |\n|---|---|---|\n\
         | R1: Ransomware | backups | done |\n| R2: Phishing | training | open |\n",
    );
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "backups");
}

#[test]
fn a_grade_and_what_follows_behind_it_are_two_fields() {
    let review = read(
        "# R\n\n## Findings\n\n### 1. Keys\n\n**Issue**: in clear\n**Risk**: High - a thief reads them all\n",
    );
    let one = &review.observations[0];
    assert_eq!(one.severity_as_written.as_ref().map(|field| field.text.as_str()), Some("High"));
    let effect = one.more.iter().find(|(key, _)| key == "effect").map(|(_, field)| field.text.as_str());
    assert_eq!(effect, Some("a thief reads them all"));
}

#[test]
fn sections_of_checks_of_which_one_failed_are_findings() {
    let review = read(
        "# HIPAA assessment\n\n## Checklist\n\n### 1. Access\n\n- ✅ accounts\n- ✅ roles\n\n### 2. Audit\n\n- ✅ logins\n\
         - ❌ reads are not logged\n\n### 3. Backup\n\n- ❌ none is tested\n- ❌ none is encrypted\n",
    );
    assert_eq!(titles(&review), ["2. Audit", "3. Backup"]);
    // A summary that is repeated names nothing.
    let vectors = "#### Tested\n\n- ✅ guesses\n- ⚠️ replays\n\n";
    let none = read(&format!("# Audit\n\n### 1. Logins\n\n{vectors}### 2. Network\n\n{vectors}"));
    assert!(none.observations.is_empty(), "{:?}", titles(&none));
}

#[test]
fn threats_below_a_plain_label_are_the_findings_of_a_threat_model() {
    let review = read(
        "# Threat model\n\nThreats:\n- Corrupt backups\n- Stolen credentials\n\nMitigations:\n- restore tests\n- least privilege\n",
    );
    assert_eq!(review.observations.len(), 2, "{review:?}");
    let other = read("# Travel\n\nThreats:\n- Heavy rain\n- Closed roads\n");
    assert!(other.observations.is_empty());
}

#[test]
fn numbers_with_their_grades_explain_a_scale() {
    let review = read(
        "# Risk register\n\n| Probability | Impact | Risk level | Action required |\n|---|---|---|---|\n\
         | 1 (Very Low) | 1 (Minor) | 1 (Very Low) | Monitor |\n| 4 (High) | 4 (Major) | 16 (High) | Act |\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn a_row_with_another_id_is_another_observation() {
    let row = |n: u8| {
        format!(
            "| ID | Risk | Owner | Status |\n|---|---|---|---|\n| R-00{n} | Risk number {n} | @team-{n} | Active |\n\n\
             **R-00{n} Details:**\n- **Description:** told of {n}\n\n---\n\n"
        )
    };
    let review = read(&format!("# Risk register\n\n## Active risks\n\n{}{}{}", row(1), row(2), row(3)));
    let told: Vec<_> = review.observations.iter().map(|o| (o.id.as_str(), o.observed.len())).collect();
    assert_eq!(told, [("R-001", 1), ("R-002", 1), ("R-003", 1)]);
}

#[test]
fn numbered_titles_with_signs_below_a_heading_are_findings() {
    let one = |n: u8| {
        format!(
            "{n}. ✅ **Loop {n}** (v1.{n})\n   - **Issue**: it turns {n} times\n   - **Fix**: stop at {n}\n\n"
        )
    };
    let review = read(&format!("# Audit\n\n## Quality\n\n### Bug fixes\n{}{}", one(1), one(2)));
    assert_eq!(titles(&review), ["Loop 1 (v1.1)", "Loop 2 (v1.2)"]);
}

#[test]
fn code_that_ends_on_its_line_opens_no_block() {
    let review = read(
        "# Findings\n\n### Minor\n\n- **Overflow**: check\n```require(a + b > a);``` Lines: 19\n\n### Moderate\n\n\
         - **Late start**: blocks\n",
    );
    assert_eq!(titles(&review), ["Overflow", "Late start"]);
}

#[test]
fn plain_text_with_pictures_before_its_headings_is_read() {
    let finding = |id: &str, title: &str| {
        format!("🟥 {id} High — {title}\n\nDescription:\nIt is open.\n\nRecommendation:\nClose it.\n\n⸻\n\n")
    };
    let review = read(&format!(
        "Ledger audit report\n\nDate: 2026-03-02\n\n⸻\n\n✔ Overview\n\nAll was seen.\n\n⸻\n\n✔ Findings Summary\n\n{}{}\
         ✔ Final Verdict\n\nNot yet.\n",
        finding("D-01", "Open door"),
        finding("D-02", "Open window")
    ));
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["D-01", "D-02"]);
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "Close it.");
}

#[test]
fn a_letter_and_a_number_behind_a_word_for_a_finding_are_its_id() {
    let review = read("# R\n\n## Risks\n\n### Risk T1: Leaks between tenants\n\n**Impact:** all is read\n");
    assert_eq!((review.observations[0].id.as_str(), titles(&review)[0]), ("T1", "Leaks between tenants"));
}

#[test]
fn actions_below_recommendations_are_some_of_them() {
    let review = read(
        "# Review\n\n## Findings\n\n### 1. Keys\n\n**Issue**: in clear\n**Fix**: hide them\n\n## Recommendations\n\n\
         ### Immediate actions required\n\n1. Encrypt the keys\n\n### Later\n\n1. Log each use\n\n---\n**Status**: ongoing\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
    let told = review.recommendations.iter().map(|field| field.text.as_str()).collect::<String>();
    assert!(told.contains("Encrypt the keys") && told.contains("Log each use"), "{told}");
}

#[test]
fn a_risk_behind_its_category_names_the_row() {
    let review = read(
        "# Matrix\n\n| Category | Risk | Suggested mitigation |\n|---|---|---|\n| Technical | Old interfaces | phases |\n\
         | People | Low adoption | training |\n",
    );
    assert_eq!(titles(&review), ["Old interfaces", "Low adoption"]);
}

#[test]
fn the_score_of_one_section_sums_up_no_review() {
    let review = read(
        "# Audit\n\n**Overall score:** 8/10\n\n## Implemented\n\n### Consent\n\n- asked\n\n**Compliance score:** 9/10\n",
    );
    let told: Vec<&str> = review.summary.iter().map(|field| field.text.as_str()).collect();
    assert_eq!(told, ["**Overall score:** 8/10"]);
}

#[test]
fn a_list_that_sections_tell_again_is_no_second_finding() {
    let section = |n: u8, title: &str| {
        format!(
            "### Issue #{n}: {title}\n**Severity:** CRITICAL\n\n**Problem:**\n- it is so\n\n**Fix required:**\n- end it\n\n"
        )
    };
    let review = read(&format!(
        "# Audit\n\n## 1) Status\n\n### 🔴 Critical issues found:\n1. **Isolation** - none by tenant\n2. **Open ends** - unprotected\n\n\
         ## 2) Critical issues\n\n{}{}",
        section(1, "Tenants see each other"),
        section(2, "No authentication")
    ));
    assert_eq!(titles(&review), ["Tenants see each other", "No authentication"]);
}

#[test]
fn an_item_that_links_to_an_issue_has_its_id_its_title_and_its_grade() {
    let review = read(
        "# Reviews\n\n## 2026 audit\n\n### Issues\n\n- [GS-001 - Memory runs out](https://example.org/1) (High Threat)\n\n    \
         **status**: fixed in 1.2\n\n- [GS-002 - Stale connections](https://example.org/2) (Low Threat)\n\n    **status**: open\n",
    );
    let told: Vec<_> = review.observations.iter().map(|o| (o.id.as_str(), o.severity.is_some())).collect();
    assert_eq!(told, [("GS-001", true), ("GS-002", true)], "{:?}", titles(&review));
}

#[test]
fn grades_behind_ticks_and_scores_of_cvss_grade_a_title() {
    let review = read(
        "# Audit\n\n## Findings\n\n### 1. Open origin (CRITICAL) ✓\n\n**Issue**: any\n\n### V-2: Hashes (CVSS 9.1)\n\n**Impact:** all\n",
    );
    let told: Vec<_> =
        review.observations.iter().map(|o| o.severity_as_written.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(told, ["CRITICAL", "CVSS 9.1"]);
}

#[test]
fn an_id_before_a_dot_in_the_middle_is_one() {
    let review = read(
        "# Audit\n\n## Critical\n\n### C1 · One round alone\n\n**File:** a.js\n**Impact:** weak\n**Fix:** more\n",
    );
    assert_eq!((review.observations[0].id.as_str(), titles(&review)[0]), ("C1", "One round alone"));
}

#[test]
fn a_classification_with_actions_explains_grades() {
    let review = read(
        "# Risks\n\n## Severity classification\n\n| Severity | Impact | Likelihood | Action required |\n|---|---|---|---|\n\
         | **CRITICAL** | outage | High | at once |\n| **LOW** | little | Low | later |\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
    let listed = read(
        "# Register\n\n## Risk scoring\n\n- Impact: Low / Medium / High\n- Likelihood: Low / Medium / High\n",
    );
    assert!(listed.observations.is_empty(), "{:?}", titles(&listed));
}

#[test]
fn factors_and_their_ratings_are_no_findings() {
    let review = read(
        "# Entry\n\n## Scoring\n\n| Factor | Rating | Notes |\n|---|---|---|\n| **Likelihood** | Medium | often |\n\
         | **Impact** | High | data of customers |\n",
    );
    assert!(review.observations.is_empty(), "{:?}", titles(&review));
}

#[test]
fn steps_of_the_method_are_no_fields() {
    let review = read(
        "# Test\n\n## Methodology\n\nIn phases:\n\n- **Vulnerability analysis** — complete\n- **Exploitation** — not started\n\n\
         ## Findings\n\n### F-1 Door\n\n**Severity:** Low\n\n**Description**\nIt is open.\n",
    );
    assert_eq!(titles(&review), ["Door"]);
    assert!(review.method.iter().any(|field| field.text.as_str().contains("Exploitation")));
}

#[test]
fn a_feature_and_an_attack_name_their_rows() {
    let gaps = read(
        "# Check\n\n| Feature | Implemented | Status | Gap |\n|---|---|---|---|\n| No-show | no | critical | no state for it |\n\
         | Early check-in | no | gap | no hours |\n",
    );
    assert_eq!(titles(&gaps), ["No-show", "Early check-in"]);
    let threats = read(
        "# Threats\n\n| Attack vector | Impact | Mitigation |\n|---|---|---|\n| Stolen tokens | all is read | rotate |\n",
    );
    assert_eq!(titles(&threats), ["Stolen tokens"]);
}

#[test]
fn what_a_row_says_and_the_section_again_is_said_once() {
    let review = read(
        "# Test\n\n## Findings summary\n\n| ID | Severity | Title | Affected Target |\n|---|---|---|---|\n\
         | F-020 | Medium | Reused password | Router |\n\n## Detailed findings\n\n### F-020 — Reused password\n\n\
         - **Severity:** Medium\n- **Affected Target:** Router\n\n**Description**\nIt is used twice.\n",
    );
    assert_eq!(review.observations.len(), 1);
    assert_eq!(review.observations[0].scope.len(), 1, "{review:?}");
}

#[test]
fn lists_of_a_note_that_is_named_after_risks_are_no_risks() {
    let review = read(
        "# Risk analysis of pumps\n\n## Standards\n\n1. **IEC 80001**\n   - Focus: networks\n2. **ISO 27001**\n   - Focus: systems\n\n\
         ## Risk register\n\n| Vulnerability | Impact |\n|---|---|\n| Heap overflow | Critical |\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
    let users = read("# Access review findings\n\n## User 1\n\n- **System a** - too much\n");
    assert_eq!(users.observations.len(), 1);
}

#[test]
fn what_was_done_below_a_heading_of_its_own_is_no_finding() {
    let review = read(
        "# Audit\n\n## Findings\n\n### 1. Pickle (High)\n\n**Vulnerability:** it runs code\n\n## Remediation & fixes\n\n### 1. Joblib\n\n\
         * **Fix:** replaced\n* **Status:** fixed in a.py\n\n### 2. Checks\n\n* **Fix:** added\n* **Status:** fixed in b.py\n",
    );
    assert_eq!(review.observations.len(), 1, "{:?}", titles(&review));
    assert!(review.status.is_empty(), "{:?}", review.status);
}

#[test]
fn data_before_a_date_is_the_date() {
    assert_eq!(
        read("# Revisione\n\n**Data**: 2026-02-06\n").date.as_ref().map(CleanText::as_str),
        Some("2026-02-06")
    );
    assert!(read("# Review\n\n**Data**: none of persons\n").date.is_none());
}

#[test]
fn a_shorter_title_for_the_same_id_takes_no_words_away() {
    let review = read(
        "# Risks\n\n## Risks\n\n### R1: Leak (personal data)\n\n**Observed:** seen\n\n### R2: Lock\n\n**Observed:** too\n\n## Measures\n\n\
         | Risk | Mitigation |\n|---|---|\n| **R1: Leak** | keys |\n| **R2: Lock of the database** | backups |\n",
    );
    assert_eq!(titles(&review), ["Leak (personal data)", "Lock of the database"]);
}

#[test]
fn plain_numbered_risks_below_a_heading_are_named_by_their_lines() {
    let review = read(
        "# Risk register\n\n## Scoring\n\n- Impact: Low / Medium / High\n- Likelihood: Low / Medium / High\n\n## Register\n\n\
         1. Provider outage\n- Impact: High\n- Likelihood: Medium\n- Mitigation: two of them\n\n2. Wrong answers\n- Impact: Low\n\
         - Likelihood: Low\n- Mitigation: a person looks\n",
    );
    assert_eq!(titles(&review), ["Provider outage", "Wrong answers"]);
}

#[test]
fn what_is_assessed_of_a_control_is_what_was_seen() {
    let review = read(
        "# Controls\n\n| Control | Implementation status | Risk level | Assessment |\n|---|---|---|---|\n\
         | Second factor | not implemented | Medium | recommended for administrators |\n| Tokens | implemented | Low | they end |\n",
    );
    assert_eq!(review.observations[0].observed[0].text.as_str(), "recommended for administrators");
}

#[test]
fn controls_with_the_same_labels_are_findings_each() {
    let one = |n: u8| {
        format!("#### CC{n}: Criterion {n}\n**Current state:**\n- so {n}\n\n**Gaps:**\n- [ ] that {n}\n\n")
    };
    let review =
        read(&format!("# Gap analysis\n\n## State\n\n### Security\n\n{}{}{}", one(1), one(2), one(3)));
    assert_eq!(review.observations.len(), 3, "{:?}", titles(&review));
}

#[test]
fn implemented_features_are_no_findings() {
    let review = read(
        "# Audit\n\n## Status\n\n### ✅ Implemented security features\n\n#### 1. Validation\n- **Status:** IMPLEMENTED\n- **Module:** a.py\n\n\
         ## Issues\n\n### 1. No encryption\n**Risk level:** HIGH\n**Issue:** in clear\n",
    );
    assert_eq!(titles(&review), ["1. No encryption"]);
}

#[test]
fn priorities_in_other_languages_grade_titles() {
    let review = read(
        "# Analisi\n\n## Problemi\n\n### 2. **CSRF** - ⚠️ PRIORITÀ MEDIA\n\n**Problema**: nessuna\n\n**Rischio**: basso\n",
    );
    assert!(review.observations[0].severity.is_some(), "{review:?}");
}

#[test]
fn the_name_of_an_issue_is_no_title_of_the_note() {
    let one = |name: &str| {
        format!(
            "Issue Name: {name}\n\nDescription: it is so.\n\nSeverity: Low\n\nRecommendations: end it.\n\nOWASP Top 10 2021 Mapping: A01:2021\n---\n"
        )
    };
    let review = read(&format!("{}{}", one("Open door"), one("Open window")));
    assert_eq!(titles(&review), ["Open door", "Open window"]);
    assert!(
        review.observations.iter().all(|o| o.more.iter().any(|(key, _)| key == "references")),
        "{review:?}"
    );
}

#[test]
fn a_summary_that_grades_and_recommends_opens_no_finding() {
    let review = read(
        "# Review\n\n## Executive summary\n\nTwo were seen.\n\n**Risk level**: Medium\n**Recommendation**: mend them first\n\n\
         ## Findings\n\n### 1. Door\n**Issue**: open\n**Fix**: close\n",
    );
    assert_eq!(titles(&review), ["1. Door"]);
    assert_eq!(review.recommendations.len(), 1);
}

#[test]
fn graded_lines_above_blocks_of_keys_are_findings() {
    let one = |title: &str| {
        format!(
            "🔴 CRITICAL: {title}\n\n```\nCVSS: 9.1\nLocation: ns1.example.com\nVulnerability: any may ask\nRisk: all is told\n```\n\n"
        )
    };
    let review = read(&format!("# Report\n\n## 1. Data\n\n{}{}", one("Open transfer"), one("No signatures")));
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert!(review.observations.iter().all(|o| !o.scope.is_empty()), "{review:?}");
}

#[test]
fn a_table_of_controls_tells_of_the_risks_above() {
    let review = read(
        "# Risks\n\n## Assessment\n\n| Risk | Likelihood | Impact | Risk level |\n|---|---|---|---|\n| Bias | Low | High | Medium |\n\
         | Leaks | High | High | High |\n\n## Controls\n\n| Risk | Control |\n|---|---|\n| Bias | audits |\n| Leaks | filters |\n",
    );
    assert_eq!(titles(&review), ["Bias", "Leaks"]);
    assert_eq!(review.observations[1].remediation[0].text.as_str(), "filters");
    let kinds = read(
        "# Risks\n\n## Risks\n\n| Risk category | Description |\n|---|---|\n| Bias | unequal |\n| Privacy | exposed |\n",
    );
    assert!(kinds.observations.iter().all(|o| o.severity_as_written.is_none()), "{kinds:?}");
}
