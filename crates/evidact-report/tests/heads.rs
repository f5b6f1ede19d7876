//! The head of a note, what it praises, and lists that a label opens.

use evidact_model::CleanText;
use evidact_model::review::{Field, Observation, Review};
use evidact_report::{Catalog, parse};

fn read(text: &str) -> Review {
    parse(&CleanText::attest(text.to_owned()), Catalog::builtin())
}

fn titles(review: &Review) -> Vec<&str> {
    review.observations.iter().map(|o| o.title.as_str()).collect()
}

fn texts(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.text.as_str().trim()).collect()
}

fn status(observation: &Observation) -> Option<&str> {
    observation.more.iter().find(|(key, _)| key == "status").map(|(_, field)| field.text.as_str())
}

#[test]
fn what_was_reviewed_stands_in_the_head_beside_the_date() {
    let review = read(
        "# Audit\n\n**Date:** 2026-03-02\n**System:** ledger\n**Commit:** 76c948f\n\n## Findings\n\n- a\n",
    );
    assert_eq!(texts(&review.scope), ["ledger", "76c948f"]);
    let elsewhere = read("# Audit\n\n## How it is built\n\n**System:** ledger\n**Language:** Rust\n");
    assert!(elsewhere.scope.is_empty(), "{:?}", elsewhere.scope);
}

#[test]
fn version_and_state_beside_the_date_are_the_notes_own() {
    let review = read(
        "# Audit\n\n**Assessment date:** 2026-03-02\n**Version:** 1.2\n**Status:** draft\n**Owner:** Team A\n",
    );
    assert_eq!((texts(&review.version), texts(&review.status)), (vec!["1.2"], vec!["draft"]));
    let server = read("# Review\n\n**Server name:** ledger-mcp\n**Version:** 1.2\n**Owner:** Team A\n");
    let told = server.record.rows.iter().filter(|row| !row.value.is_empty()).count();
    assert_eq!((told, server.version.len()), (3, 0));
}

#[test]
fn dates_in_words_of_other_languages_and_months_alone_are_dates() {
    for (written, date) in [
        ("22 de novembro de 2025", "2025-11-22"),
        ("18 décembre 2025", "2025-12-18"),
        ("11 Ocak 2026", "2026-01-11"),
        ("26 ноября 2025", "2025-11-26"),
        ("2026/03/02", "2026-03-02"),
        ("July 2025", "July 2025"),
    ] {
        let review = read(&format!("# Audit\n\n**Date:** {written}\n\n## Scope\n\nall\n"));
        assert_eq!(review.date.as_ref().map(CleanText::as_str), Some(date), "{written}");
    }
}

#[test]
fn what_rates_the_whole_is_summary_and_opens_no_observation() {
    let review = read(
        "# Audit\n\n## Executive summary\n\nIt holds.\n\n**Overall risk level: MEDIUM**\n\n## 1. Keys\n\n### Issue\n\nold\n",
    );
    assert!(texts(&review.summary).contains(&"Overall risk level: MEDIUM"), "{:?}", review.summary);
    assert!(review.observations.iter().all(|o| o.severity_as_written.is_none()));
}

#[test]
fn nothing_below_strengths_was_found() {
    let review = read(
        "# Audit\n\n## Findings\n\n### Strengths\n\n#### 1. Tokens\n\n**Issue:** none\n\n#### 2. Sessions\n\n- short\n\n\
         ### Weaknesses\n\n#### 1. Keys\n\n**Issue:** never rotated\n\n#### 2. Logs\n\n**Issue:** names in them\n",
    );
    assert_eq!(titles(&review), ["1. Keys", "2. Logs"]);
    let listed: String = review.unplaced.iter().map(|u| u.text.as_str()).collect();
    assert!(listed.contains("1. Tokens") && listed.contains("short"), "{listed}");
}

#[test]
fn numbered_headings_with_a_label_each_are_observations_and_steps_of_a_remedy_are_none() {
    let review = read(
        "# Threats\n\n## Attack paths\n\n### 1. Reentrancy\n\nMitigation:\n- a lock\n\n### 2. Overflow\n\nMitigation:\n- checks\n",
    );
    assert_eq!(titles(&review), ["1. Reentrancy", "2. Overflow"]);
    let steps = read(
        "# F\n\n## Findings\n\n### F-1 Door\n\n**Observed:** open\n\n#### Recommendations\n\n##### 1. Lock\n\n**Solution:** a lock\n\n\
         ##### 2. Bell\n\n**Solution:** a bell\n",
    );
    assert_eq!(titles(&steps), ["Door"]);
}

#[test]
fn a_label_for_findings_opens_a_list_of_them_and_the_next_paragraph_ends_it() {
    let review = read(
        "# Audit\n\n**Date:** 2026-03-02\n\n## Security: 7/10\n\n✅ **Strong points:**\n- TLS by default\n\n❌ **Gaps:**\n- No limit on requests\n- No roles at all\n\n\
         Other words.\n\n- not a gap at all\n",
    );
    assert_eq!(titles(&review), ["No limit on requests", "No roles at all"]);
}

#[test]
fn findings_graded_one_by_one_below_a_label_are_told_apart() {
    let review = read(
        "# Audit\n\n**Date:** 2026-03-02\n\n### A02:2021 – Keys\n\n**Issues found:**\n\n1. **🔴 CRITICAL: No rotation**\n   - never since May\n\n\
         2. **🟡 MEDIUM: Weak salt**\n   - a plain sum\n",
    );
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert!(titles(&review)[1].contains("Weak salt"));
}

#[test]
fn kinds_of_threats_group_and_what_is_done_is_done_about_all() {
    let review = read(
        "# STRIDE\n\n## Spoofing (S)\n\n- S1: Stolen tokens\n- S2: Replay of a token\n\nMitigations:\n- rotation\n\n\
         ## Tampering (T)\n\n- T1: Changed scope\n\n## Repudiation (R)\n\n- R1: Nothing is logged\n",
    );
    let ids: Vec<&str> = review.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["S1", "S2", "T1", "R1"]);
    assert_eq!(texts(&review.recommendations), ["- rotation"]);
    assert!(review.observations.iter().all(|o| o.remediation.is_empty()));
}

#[test]
fn a_state_ends_where_a_list_begins() {
    let review = read(
        "# Checks\n\n## Findings\n\n### 1. Backup\n**Status:** Partially done\n- a copy lies on the host\n- nobody reads it back\n",
    );
    let only = &review.observations[0];
    assert_eq!(status(only), Some("Partially done"));
    assert_eq!(texts(&only.observed), ["- a copy lies on the host\n- nobody reads it back"]);
}

#[test]
fn recommendations_under_a_higher_heading_than_the_findings_are_of_the_whole() {
    let review = read(
        "# Audit\n\n## 5. Identified issues\n\n### 5.1 Minor\n\n**Control:** A.5\n**Issue:** no review\n\n### 5.2 Other\n\n\
         **Control:** A.8\n**Observation:** no alert\n\n## 6. Recommendations\n\n- review every quarter\n",
    );
    assert_eq!(texts(&review.recommendations), ["- review every quarter"]);
    assert_eq!(review.observations.len(), 2);
}

#[test]
fn lists_of_threats_beside_sections_about_all_of_them_are_observations() {
    let review = read(
        "# Threat model\n\n## Assets\n\n- the ledger\n\n## Threats\n\n- **Open door:** no login\n- **Loud logs:** names in them\n\n\
         ## Mitigations\n\n- a login\n\n## Residual risks\n\n- the demo is open\n",
    );
    assert_eq!(titles(&review), ["Open door", "Loud logs"]);
    assert_eq!(
        (texts(&review.scope), texts(&review.limits)),
        (vec!["- the ledger"], vec!["- the demo is open"])
    );
}

#[test]
fn a_place_in_code_as_a_heading_says_where_and_the_text_below_it_tells() {
    let review = read(
        "# Audit\n\n## Findings\n\n#### [C-01] Reentrancy\n##### Market.sol#L141\nA call comes back.\n##### Recomendation\nUse a lock.\n",
    );
    let only = &review.observations[0];
    assert_eq!(
        (texts(&only.scope), texts(&only.observed)),
        (vec!["Market.sol#L141"], vec!["A call comes back."])
    );
    assert_eq!(texts(&only.remediation), ["Use a lock."]);
}

#[test]
fn scores_and_grades_of_titles_are_the_grade_as_written() {
    let grade = |title: &str| {
        let review =
            read(&format!("# A\n\n## Findings\n\n### {title}\n\n**Problem:** old\n\n**Impact:** much\n"));
        review.observations[0].severity_as_written.as_ref().map(|field| field.text.as_str().to_owned())
    };
    assert_eq!(grade("1. Weak notices (Risk: 9/10)").as_deref(), Some("9/10"));
    assert_eq!(grade("Issue 1: Medium (the guard is used here only)").as_deref(), Some("Medium"));
    assert_eq!(grade("1. Ports 80/443 open"), None);
}

#[test]
fn a_note_in_a_long_fence_and_headings_without_a_blank_are_read() {
    let fenced = read("````markdown\n# Audit\n\n**Date:** 2026-03-02\n\n```sh\nls\n```\n````\n\nAfter it.\n");
    assert_eq!(fenced.title.as_ref().map(CleanText::as_str), Some("Audit"));
    let tight = read(
        "##FINDING1\nTitle: Door\nRoot cause: no lock\nImpact: open\n\n##FINDING2\nTitle: Gate\nImpact: ajar\n",
    );
    let ids: Vec<&str> = tight.observations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!((ids, titles(&tight)), (vec!["FINDING1", "FINDING2"], vec!["Door", "Gate"]));
}

#[test]
fn titles_in_bold_with_their_grades_are_observations_with_what_stands_below_them() {
    let review = read(
        "# Audit\n\nThey found two issues:\n\n__Keys are never deleted (Medium Severity)__  \nThere is no clean way.\n\n\
         __Protocol weaknesses (High Severity)__  \nOne was not expected.\n",
    );
    assert_eq!(review.observations.len(), 2, "{:?}", titles(&review));
    assert_eq!(texts(&review.observations[1].observed), ["One was not expected."]);
    assert!(read("# Audit\n\n**One such line (High)**\n\nText.\n").observations.is_empty());
}

#[test]
fn a_heading_that_counts_findings_groups_them_and_a_grade_may_be_a_plural() {
    let review = read(
        "# Auditoria\n\n## Top 5 vulnerabilidades críticas\n\n### 1. Acesso - 2 issues\n\n- **Rotas abertas**: sem login\n- **Papéis**: nenhum\n",
    );
    assert_eq!(titles(&review), ["Rotas abertas", "Papéis"]);
}

#[test]
fn a_title_may_be_as_deep_as_its_sections_if_the_head_of_the_note_stands_below_it() {
    let review = read(
        "## Rate limits - audit report\n\n**Audit date:** 2026-03-02\n\n## High severity issues\n\n- No limit on login\n",
    );
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("Rate limits - audit report"));
    assert!(review.date.is_some());
}

#[test]
fn the_grade_of_a_group_is_kept_where_its_rows_are_told_again() {
    let review = read(
        "# Audit\n\n## Findings\n\n### HIGH (no blocker)\n\n| ID | Finding | Fix |\n|---|---|---|\n| H-1 | no limit | add one |\n\n\
         ### H-1 no limit\n\n**Severity:** Low\n\n**Observed:** none at all\n",
    );
    let all = format!("{review:?}");
    assert!(all.contains("no blocker"), "{all}");
}

#[test]
fn a_note_whose_signs_an_editor_escaped_is_read_as_if_it_had_not() {
    let plain = "# Review of ledger\n\n## Objective\n\nSee who signs in.\n\n## Method\n\n1. Read the policies\n\n\
                 2. Tried two accounts\n\n## Findings\n\n- Two accounts need no second factor\n\n- One is shared\n";
    let escaped = plain.replace("\n#", "\n\\#").replace("\n- ", "\n\\- ").replace(". ", "\\. ");
    let (plain, escaped) = (read(plain), read(&format!("\\{escaped}")));
    assert_eq!(titles(&escaped), titles(&plain));
    assert_eq!(escaped.observations.len(), 2);
    assert_eq!(texts(&escaped.objective), texts(&plain.objective));
    assert_eq!(escaped.title.as_ref().map(CleanText::as_str), Some("Review of ledger"));
    assert!(escaped.unplaced.is_empty(), "{:?}", escaped.unplaced);
}

#[test]
fn headings_of_html_are_headings() {
    let review = read(
        "<h1 align=\"center\">Review of ledger</h1>\n\n<h2>Objective</h2>\n\nSee who signs in.\n\n\
         <h2>Findings</h2>\n\n- Two accounts need no second factor\n- One is shared\n",
    );
    assert_eq!(review.title.as_ref().map(CleanText::as_str), Some("Review of ledger"));
    assert_eq!(texts(&review.objective), ["See who signs in."]);
    assert_eq!(titles(&review), ["Two accounts need no second factor", "One is shared"]);
}
