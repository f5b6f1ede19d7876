//! Notes in which nothing is told apart at first are read again, by what says less.

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
fn a_list_below_a_heading_that_speaks_of_threats_is_one_of_findings() {
    for above in
        ["# Threat model", "# Audit\n\n## Limitations of the tunnel", "# Audit\n\n## Summary of findings"]
    {
        let review = read(&format!("{above}\n\n- Forged votes\n- Lost keys\n"));
        assert_eq!(titles(&review), ["Forged votes", "Lost keys"], "{above}");
    }
    let introduced =
        read("# Threat model\n\nWhat may go wrong.\n\nKey areas:\n\n- Forged votes\n- Lost keys\n");
    assert_eq!(introduced.observations.len(), 2, "{introduced:?}");
}

#[test]
fn what_mitigates_a_threat_is_told_apart_from_it() {
    let review = read(
        "# Threat model\n\n- Forged votes → mitigated by signatures\n- Lost keys: mitigated via a vault\n",
    );
    assert_eq!(titles(&review), ["Forged votes", "Lost keys"]);
    assert_eq!(review.observations[0].remediation[0].text.as_str(), "mitigated by signatures");
}

#[test]
fn findings_in_a_summary_are_findings_where_no_others_are() {
    let list = "**🔴 Critical findings**:\n\n1. **No check of the tenant** - all see all\n2. **One key** - shared by all\n";
    let alone = read(&format!("# Audit\n\n## Summary\n\nTwo were seen.\n\n{list}"));
    assert_eq!(titles(&alone), ["No check of the tenant", "One key"]);
    let told = read(&format!(
        "# Audit\n\n## Summary\n\nTwo were seen.\n\n{list}\n## Findings\n\n### F-1: Tenants\n\n**Impact:** all\n\n**Fix:** check\n"
    ));
    assert_eq!(titles(&told), ["Tenants"]);
}

#[test]
fn lines_with_ids_are_findings_where_no_others_are() {
    let review = read("L-01 Pointless check\n\nIt is always true.\n\nL-02 Lost event\n\nNobody is told.\n");
    assert_eq!(titles(&review), ["Pointless check", "Lost event"]);
    assert_eq!(review.observations[1].observed[0].text.as_str(), "Nobody is told.");
}

#[test]
fn a_note_without_any_finding_has_none() {
    for note in [
        "# Minutes\n\n- Jane spoke of lunch\n- we agreed\n",
        "# Plan\n\n## Steps\n\n- rotate keys\n- name an owner\n",
        "# Review\n\n## Issues\n\n- None critical\n",
        "# Review\n\n## Findings\n\nNone.\n",
        "# Review\n\n## Findings\n\nNo critical issues were found.\n",
    ] {
        assert_eq!(titles(&read(note)), [""; 0], "{note}");
    }
}

#[test]
fn a_table_of_areas_with_what_was_seen_of_each_holds_findings_where_no_others_are() {
    let note = "# Compliance review\n\n| Area | Summary |\n|---|---|\n| Consent | asked for once, and never again after that |\n\
                | Logs | kept for a year although a month would do |\n| Rights | answered by hand when somebody writes a mail |\n";
    assert_eq!(titles(&read(note)), ["Consent", "Logs", "Rights"]);
    assert_eq!(titles(&read(&note.replace("Compliance review", "Menu"))), [""; 0]);
}
