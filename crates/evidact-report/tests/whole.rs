//! What a note says of all of it: where the review stands, its version, and what to do about everything that was reviewed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;
mod schema;

use evidact_model::CleanText;
use evidact_model::review::{Field, Review};
use evidact_report::diff::{Numbers, ToolDrift, compare};
use evidact_report::export::Noted;
use evidact_report::export::json::{json, read as read_json, report_of};
use evidact_report::export::oscal;
use evidact_report::{Catalog, parse};
use reports::{clean, report};

fn read(note: &str) -> Review {
    parse(&CleanText::attest(note.to_owned()), Catalog::builtin())
}

fn texts(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.text.as_str()).collect()
}

fn status_of(review: &Review, at: usize) -> Option<&str> {
    let status = review.observations.get(at)?.more.iter().find(|(key, _)| key == "status")?;
    Some(status.1.text.as_str())
}

const FINDINGS: &str = "## Findings\n\n### F-01 Weak TLS\n\n**Severity:** High\n**Status:** open\n\n**Observed:** old ciphers\n\n\
    **Recommendation:** drop them\n\n### F-02 No list\n\n**Observed:** no list of tools\n\n**Recommendation:** write one\n";

#[test]
fn the_head_of_a_note_says_where_the_review_stands_and_which_version_it_is() {
    for head in [
        "# Review of the shop\n\n**Status:** Ready for v1.0.2\n**Version:** 1.2\n",
        "# Review of the shop\n\nStatus: Ready for v1.0.2\nVersion: 1.2\n",
        "# Review of the shop\n\n- **Document version**: 1.2\n- **Status**: Ready for v1.0.2\n",
        "# Review of the shop\n\n| Field | Value |\n|---|---|\n| Date | 2026-03-01 |\n| Version | 1.2 |\n| Status | Ready for v1.0.2 |\n",
        "---\ntitle: Review of the shop\nstatus: Ready for v1.0.2\nversion: \"1.2\"\n---\n",
        "# Prüfung des Shops\n\n**Dokumentversion:** 1.2\n**Status:** Ready for v1.0.2\n",
    ] {
        let review = read(&format!("{head}\n{FINDINGS}"));
        assert_eq!(texts(&review.status), ["Ready for v1.0.2"], "{head}");
        assert_eq!(texts(&review.version), ["1.2"], "{head}");
        assert_eq!(review.observations.len(), 2, "{head}");
        assert_eq!(status_of(&review, 0), Some("open"), "{head}");
        assert!(review.unplaced.is_empty(), "{head}: {:?}", review.unplaced);
        assert!(review.record.rows.iter().all(|row| row.value.is_empty()), "{head}");
    }
}

#[test]
fn the_version_beside_the_name_of_a_server_stays_the_servers() {
    let review = read(
        "# Review\n\n## Server trust record\n\n| Name | files-mcp |\n|---|---|\n| Version | 1.4 |\n| Status | approved |\n",
    );
    assert!(review.version.is_empty() && review.status.is_empty());
    assert_eq!(review.record.row("version").map(|row| texts(&row.value)), Some(vec!["1.4"]));
}

#[test]
fn a_status_below_a_heading_of_the_authors_own_is_not_that_of_the_review() {
    let review = read(&format!("# Review\n\n## Rate limits\n\n**Status:** done\n\n{FINDINGS}"));
    assert!(review.status.is_empty(), "{:?}", review.status);
    let legend = "**Status:** fixed / mitigated / accepted\n";
    assert!(read(&format!("# Review\n\n{legend}\n{FINDINGS}")).status.is_empty());
}

#[test]
fn the_only_finding_keeps_its_status_unless_that_is_one_of_a_document() {
    let note = |status: &str| {
        let text = format!(
            "Status: {status}\nSeverity: High\nObserved: the port is open\nRemediation: close the port\n"
        );
        read(&text)
    };
    let (open, draft) = (note("In review"), note("Draft"));
    assert_eq!((status_of(&open, 0), texts(&open.status)), (Some("In review"), vec![]));
    assert_eq!((status_of(&draft, 0), texts(&draft.status)), (None, vec!["Draft"]));
}

#[test]
fn recommendations_below_a_heading_of_their_own_belong_to_no_observation() {
    for heading in ["Recommendations", "Action plan", "Next steps", "Empfehlungen"] {
        let review = read(&format!(
            "# Review\n\n{FINDINGS}\n## {heading}\n\n1. Rotate all keys.\n2. Write a policy.\n"
        ));
        assert_eq!(texts(&review.recommendations), ["1. Rotate all keys.\n2. Write a policy."], "{heading}");
        assert_eq!(review.observations.len(), 2, "{heading}");
        assert!(review.unplaced.is_empty(), "{heading}: {:?}", review.unplaced);
    }
}

#[test]
fn what_is_to_be_done_about_one_thing_is_no_recommendation_for_the_whole() {
    let solved = read(&format!("# Review\n\n{FINDINGS}\n## Solution\n\nUse another library.\n"));
    assert!(solved.recommendations.is_empty());
    let alone = read(
        "# Review\n\n## Impact\n\nAll data.\n\n## Description\n\nThe key is public.\n\n## Recommendations\n\nRotate it.\n",
    );
    assert!(alone.recommendations.is_empty());
    assert_eq!(texts(&alone.observations[0].remediation), ["Rotate it."]);
}

#[test]
fn the_exports_hold_them_and_a_report_written_before_is_still_read() {
    let note = format!(
        "# Review\n\n**Status:** Final\n**Version:** 2.0\n\n{FINDINGS}\n## Recommendations\n\nRotate all keys.\n"
    );
    let (path, report) = (clean("review.md"), report(&note));
    let noted = Noted { path: &path, report: &report };
    let text = json(noted);
    schema::report().accept(&text);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let review = &value["report"]["review"];
    assert_eq!(review["status"][0]["text"], "Final");
    assert_eq!(review["version"][0]["text"], "2.0");
    assert_eq!(review["recommendations"][0]["text"], "Rotate all keys.");
    assert_eq!(review["recommendations"][0]["label"], "Recommendations");
    let told = oscal(&[noted]);
    for part in ["**Status:** Final", "**Version:** 2.0", "**Recommendations:** Rotate all keys."] {
        assert!(told.contains(part), "{part}");
    }
    let mut before = value.clone();
    let own = before["report"]["review"].as_object_mut().unwrap();
    for name in ["status", "version", "recommendations"] {
        assert!(own.remove(name).is_some());
    }
    schema::report().accept(&before.to_string());
    assert!(read_json(&before.to_string()).is_ok());
}

#[test]
fn a_difference_names_them() {
    let note = |status: &str, version: &str, advice: &str| {
        report(&format!(
            "# Review\n\n**Status:** {status}\n**Version:** {version}\n\n{FINDINGS}\n## Recommendations\n\n{advice}\n"
        ))
    };
    let path = clean("review.md");
    let sides = [note("Draft", "0.9", "Rotate."), note("Final", "1.0", "Rotate all keys.")];
    let [old, new] = [&sides[0], &sides[1]].map(|report| [report_of(Noted { path: &path, report })]);
    let text = compare(&old, &new, Numbers::Related, ToolDrift::default()).text();
    for part in ["Draft", "Final", "0.9", "1.0", "recommendations"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Rotate"), "{text}");
}

#[test]
fn a_rating_in_a_summary_says_what_is_rated() {
    for line in
        ["**Security posture:** Good", "**Security posture: Good** 🟢", "**Overall security rating**: 7/10"]
    {
        let review = read(&format!(
            "# Review\n\n## Executive summary\n\n{line}\n\nTwo doors were seen.\n\n{FINDINGS}"
        ));
        let first = review.summary[0].text.as_str().to_lowercase();
        assert!(first.contains("security"), "{line}: {first}");
    }
    let review = read("# Review\n\n**Summary:** Two doors were seen.\n");
    assert_eq!(review.summary[0].text.as_str(), "Two doors were seen.");
}

#[test]
fn headings_of_the_authors_own_recommend_to_all() {
    for heading in [
        "## Immediate actions required",
        "## Required before the next release",
        "## План исправления\n\n### P0",
        "## Recommendations\n\n### Long-term strategy",
    ] {
        let review =
            read(&format!("# Review\n\n{FINDINGS}\n{heading}\n\n1. Rotate all keys\n2. Name an owner\n"));
        let told: Vec<&str> = review.recommendations.iter().map(|field| field.text.as_str()).collect();
        assert!(told.iter().any(|text| text.contains("Rotate all keys")), "{heading}: {told:?}");
    }
    // A single thing to be done at once may be what was found.
    let review = read("# Review\n\n## Immediate action required\n\n- keys lie in the repository\n");
    assert!(review.recommendations.is_empty());
}

#[test]
fn what_a_summary_recommends_is_told_apart_from_it() {
    for heading in ["### High priority recommendations", "**Top 5 immediate actions:**"] {
        let note =
            format!("# Review\n\n## Summary\n\nTwo doors.\n\n{heading}\n\n1. Close them\n\n{FINDINGS}");
        let review = read(&note);
        assert_eq!(review.recommendations.len(), 1, "{heading}");
        assert!(!review.summary.iter().any(|field| field.text.as_str().contains("Close them")), "{heading}");
    }
}

#[test]
fn the_first_heading_is_the_title_beside_others_of_its_level() {
    let review = read(
        "# Audit of the cache\n# Prüfung des Zwischenspeichers\n\n**Platform:** cache\n\n# Scope\n\nall of it\n",
    );
    assert_eq!(review.title.unwrap().as_str(), "Audit of the cache");
}
