//! The findings of the static checks: an id for each, and how the items they bear on name them.
//!
//! A control may rest on a hundred findings. It says which check found how many and under which ids; where and what
//! stands once, in the section of the metadata. A theme that leaves that section out has them written out instead.

use crate::theme::{Section, Theme, Word};
use evidact_model::CleanText;
use evidact_model::metadata::{MetadataFinding, Stance};
use evidact_model::report::Report;
use evidact_model::review::Contradiction;
use std::collections::BTreeMap;

/// What tells one finding from another.
type Key<'a> = (&'a str, &'a CleanText, u32, &'a CleanText, &'a CleanText);

/// The ids of the findings, each the check's own with a number behind it: `S01.1`.
#[derive(Default)]
pub(crate) struct FindingIds<'a> {
    numbers: BTreeMap<Key<'a>, usize>,
    /// Whether the report shows them with their ids.
    shown: bool,
}

/// What one check says in one way of an item.
pub(crate) struct Group<'f> {
    pub(crate) stance: Stance,
    /// The check, in how many places, and under which ids if these are shown elsewhere.
    pub(crate) told: String,
    /// The findings themselves, if they are not shown elsewhere.
    pub(crate) findings: Vec<&'f MetadataFinding>,
}

impl<'a> FindingIds<'a> {
    /// Numbers the findings of a report, check by check, in the order in which they are shown.
    pub(crate) fn of(report: &'a Report, theme: &Theme) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut numbers = BTreeMap::new();
        for finding in report.metadata.iter().flat_map(|statement| &statement.findings) {
            let count = counts.entry(&finding.check).or_insert(0);
            *count += 1;
            numbers.entry(key(finding)).or_insert(*count);
        }
        Self { numbers, shown: theme.sections().contains(&Section::Metadata) }
    }

    /// Returns the id of a finding; that of its check, if it is none of the report's.
    pub(crate) fn id(&self, finding: &MetadataFinding) -> String {
        let check = &finding.check;
        self.number(finding).map_or_else(|| check.clone(), |number| format!("{check}.{number}"))
    }

    /// Returns findings by what they say and by their checks: first what contradicts.
    pub(crate) fn groups<'f>(&self, findings: &'f [MetadataFinding], theme: &Theme) -> Vec<Group<'f>> {
        let mut all: BTreeMap<(Stance, &str), Vec<&MetadataFinding>> = BTreeMap::new();
        for finding in findings {
            all.entry((finding.stance, finding.check.as_str())).or_default().push(finding);
        }
        let groups = all.into_iter().map(|((stance, check), findings)| {
            let title = theme.title(check, check);
            let numbers: Option<Vec<usize>> = findings.iter().map(|finding| self.number(finding)).collect();
            match numbers.filter(|_| self.shown) {
                Some(mut numbers) => {
                    numbers.sort_unstable();
                    numbers.dedup();
                    let told = named(theme, (check, title), &numbers);
                    Group { stance, told, findings: Vec::new() }
                }
                None => Group { stance, told: format!("{check} {title}"), findings },
            }
        });
        groups.collect()
    }

    fn number(&self, finding: &MetadataFinding) -> Option<usize> {
        self.numbers.get(&key(finding)).copied()
    }
}

/// Returns contradictions of one item that note and boundary say the same of, together.
pub(crate) fn by_item(contradictions: &[Contradiction]) -> Vec<(&Contradiction, Vec<&MetadataFinding>)> {
    let mut groups: Vec<(&Contradiction, Vec<&MetadataFinding>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for contradiction in contradictions {
        let known = places.get(contradiction.item.as_str()).and_then(|at| groups.get_mut(*at));
        if let Some((_, findings)) = known.filter(|(first, _)| first.said == contradiction.said) {
            findings.push(&contradiction.finding);
        } else {
            places.insert(&contradiction.item, groups.len());
            groups.push((contradiction, vec![&contradiction.finding]));
        }
    }
    groups
}

fn key(finding: &MetadataFinding) -> Key<'_> {
    (&finding.check, &finding.path, finding.line, &finding.place, &finding.detail)
}

/// Names a check, in how many places it found something, and the ids of that.
fn named(theme: &Theme, (check, title): (&str, &str), numbers: &[usize]) -> String {
    let stretches = numbers.chunk_by(|one, next| one + 1 == *next);
    let ids: Vec<String> = stretches
        .map(|stretch| match stretch {
            [first, .., last] if stretch.len() > 2 => format!("{check}.{first}\u{2013}{check}.{last}"),
            few => few.iter().map(|number| format!("{check}.{number}")).collect::<Vec<_>>().join(", "),
        })
        .collect();
    let word = if numbers.len() == 1 { Word::BasisFinding } else { Word::BasisFindings };
    let values = [("check", title), ("count", &numbers.len().to_string()), ("ids", &ids.join(", "))];
    theme.fill(word, &values)
}

#[cfg(test)]
mod tests {
    use super::{FindingIds, by_item, named};
    use crate::theme::{Section, Theme};
    use evidact_model::CleanText;
    use evidact_model::metadata::{MetadataFinding, Stance};
    use evidact_model::review::Contradiction;

    fn finding(check: &str, line: u32, stance: Stance) -> MetadataFinding {
        MetadataFinding {
            check: check.to_owned(),
            path: CleanText::literal("config/a.json"),
            line,
            place: CleanText::literal("servers.a"),
            server: None,
            detail: CleanText::literal("x"),
            remark: None,
            stance,
            items: Vec::new(),
        }
    }

    fn contradiction(item: &str, line: u32) -> Contradiction {
        let finding = finding("S01", line, Stance::Contradicts);
        Contradiction { item: item.to_owned(), title: String::new(), said: Vec::new(), finding }
    }

    #[test]
    fn neighbouring_ids_are_named_as_a_stretch() {
        let theme = Theme::default();
        let told = |numbers: &[usize]| named(&theme, ("S01", "Value"), numbers);
        assert_eq!(told(&[4]), "Value (S01.4)");
        assert_eq!(told(&[4, 5]), "Value, in 2 places (S01.4, S01.5)");
        assert_eq!(told(&[1, 2, 3, 7]), "Value, in 4 places (S01.1\u{2013}S01.3, S01.7)");
    }

    #[test]
    fn what_no_section_shows_is_handed_over_to_be_written_out() {
        let found = [finding("S02", 1, Stance::Supports), finding("S01", 2, Stance::Contradicts)];
        for theme in [Theme::default(), Theme::default().with_sections(vec![Section::Boundaries])] {
            let groups = FindingIds::default().groups(&found, &theme);
            let stances: Vec<Stance> = groups.iter().map(|group| group.stance).collect();
            assert_eq!(stances, [Stance::Contradicts, Stance::Supports]);
            assert!(groups.iter().all(|group| group.findings.len() == 1));
        }
    }

    #[test]
    fn contradictions_of_an_item_stand_together_in_their_order() {
        let all = [contradiction("A", 1), contradiction("B", 2), contradiction("A", 3)];
        let groups = by_item(&all);
        let lines: Vec<Vec<u32>> =
            groups.iter().map(|(_, found)| found.iter().map(|f| f.line).collect()).collect();
        assert_eq!(lines, [vec![1, 3], vec![2]]);
    }
}
