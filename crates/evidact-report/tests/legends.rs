//! What explains the grades to come is no finding; what has a grade in front of it is one.

use evidact_model::CleanText;
use evidact_model::review::{Review, Severity};
use evidact_report::{Catalog, parse};

const FINDING: &str =
    "### F-01: Weak TLS\n\n**Severity:** High\n\n**Observed:** old ciphers\n\n**Remediation:** drop them\n";

fn read(findings: &str) -> Review {
    let note = format!("# Review of the shop\n\n## Findings\n\n{findings}\n");
    parse(&CleanText::attest(note), Catalog::builtin())
}

fn ids(review: &Review) -> Vec<&str> {
    review.observations.iter().map(|observation| observation.id.as_str()).collect()
}

#[test]
fn a_legend_of_grades_is_no_finding_and_stays_among_the_unplaced_notes() {
    let legends = [
        "**Critical** — must be fixed before release\n",
        "**Critical** — must be fixed before release\n\n**High** — should be fixed this month\n\n**Low** — fix when convenient\n",
        "**Critical** — must be fixed before\nthe next release\n**High** – needs to be planned\n",
        "- Critical — must be fixed before release\n- High — should be fixed this month\n- Low — nice to have\n",
        "- **Critical**: must be fixed before release\n- **High**: should be fixed this month\n",
        "🔴 **Critical** — immediate action required\n\n🟡 **Medium** — plan a fix\n",
        "**Kritisch** — muss vor der Freigabe behoben werden\n\n**Niedrig** — sollte eingeplant werden\n",
    ];
    for legend in legends {
        let (alone, above) = (read(legend), read(&format!("{legend}\n{FINDING}")));
        assert!(alone.observations.is_empty(), "{legend}: {:?}", alone.observations);
        assert_eq!(ids(&above), ["F-01"], "{legend}");
        let kept: String = above.unplaced.iter().map(|stretch| stretch.text.as_str()).collect();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&kept), words(legend));
    }
}

#[test]
fn what_has_a_grade_in_front_of_it_is_a_finding() {
    let findings = [
        "**Critical** — SQL injection in the login\n\n**High** — Should a token leak, all data are open\n",
        "- **Critical** — SQL injection in the login\n- **High** — Should a token leak, all data are open\n",
        "- Critical — SQL injection in the login\n- High — Should a token leak, all data are open\n",
    ];
    for text in findings {
        let review = read(text);
        let seen: Vec<_> = review.observations.iter().map(|o| (o.title.as_str(), o.severity)).collect();
        assert!(seen.len() == 2 && seen[0].0.ends_with("SQL injection in the login"), "{text}: {seen:?}");
        assert_eq!(
            seen.iter().map(|s| s.1).collect::<Vec<_>>(),
            [Some(Severity::Critical), Some(Severity::High)]
        );
    }
}
