//! Counts what is left and what was taken for nothing: the two figures that decide what a redactor is worth.
//!
//! A value counts as covered if every character of it lies in a finding; half a password is a leaked password. White
//! space is not counted. A character is harmless if it belongs to no value and to no neutral range.

use super::case::{Case, Class, Sort};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where the findings of one program lie, by the number of the case.
pub(crate) type Coverage = BTreeMap<usize, Vec<Range<usize>>>;

/// Sums over some cases.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub(crate) struct Tally {
    /// Cases.
    pub(crate) cases: usize,
    /// Cases in which something harmless was covered.
    pub(crate) touched: usize,
    /// Values that must go.
    pub(crate) values: usize,
    /// Those that were not wholly covered.
    pub(crate) leaked: usize,
    /// Characters of values.
    pub(crate) value_characters: usize,
    /// Those that were not covered.
    pub(crate) leaked_characters: usize,
    /// Characters of harmless text.
    pub(crate) harmless: usize,
    /// Those that were covered.
    pub(crate) over: usize,
}

impl Tally {
    /// Adds the sums of other cases.
    pub(crate) fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.touched += other.touched;
        self.values += other.values;
        self.leaked += other.leaked;
        self.value_characters += other.value_characters;
        self.leaked_characters += other.leaked_characters;
        self.harmless += other.harmless;
        self.over += other.over;
    }

    /// Share of values that leak, in percent.
    pub(crate) fn leaked_percent(&self) -> f64 {
        share(self.leaked, self.values) * 100.0
    }

    /// Share of the characters of values that leak, in percent.
    pub(crate) fn leaked_characters_percent(&self) -> f64 {
        share(self.leaked_characters, self.value_characters) * 100.0
    }

    /// Harmless characters covered per 1,000.
    pub(crate) fn over_per_thousand(&self) -> f64 {
        share(self.over, self.harmless) * 1000.0
    }

    /// Share of cases in which something harmless was covered, in percent.
    pub(crate) fn touched_percent(&self) -> f64 {
        share(self.touched, self.cases) * 100.0
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The sums of one program, by everything a table shows.
#[derive(Default)]
pub(crate) struct Score {
    /// Everything.
    pub(crate) all: Tally,
    /// Values and cases that are meant to be hard.
    pub(crate) hard: Tally,
    /// Values by class.
    pub(crate) classes: BTreeMap<Class, Tally>,
    /// Values by kind.
    pub(crate) kinds: BTreeMap<String, Tally>,
    /// Sensitive cases by shape.
    pub(crate) shapes: BTreeMap<String, Tally>,
    /// Harmless cases by kind.
    pub(crate) harmless: BTreeMap<String, Tally>,
    /// Harmless cases.
    pub(crate) negatives: Tally,
    /// Examples of what leaked and of what was covered for nothing.
    pub(crate) examples: Vec<Example>,
}

/// A leaked value, or harmless text that was covered; the cases are synthetic, so both may be shown.
pub(crate) struct Example {
    /// Kind of a value, or kind of a harmless case.
    pub(crate) group: String,
    /// Whether it is a leak.
    pub(crate) is_leak: bool,
    /// The shape of the case.
    pub(crate) shape: String,
    /// The text.
    pub(crate) text: String,
    /// The line around it.
    pub(crate) line: String,
}

/// Scores findings; `counts` says which classes the program claims to find.
pub(crate) fn score(cases: &[Case], coverage: &Coverage, counts: impl Fn(Class) -> bool) -> Score {
    let mut score = Score::default();
    let none = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        score.add_case(case, coverage.get(&number).unwrap_or(&none), &counts);
    }
    score
}

impl Score {
    fn add_case(&mut self, case: &Case, findings: &[Range<usize>], counts: &impl Fn(Class) -> bool) {
        let bytes = case.text.as_bytes();
        let covered = marks(bytes.len(), findings.iter());
        let of_value = marks(bytes.len(), case.labels.iter().flat_map(|label| &label.ranges));
        let neutral = marks(bytes.len(), case.neutral.iter());
        let solid = |at: usize| bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace());
        let harmless = |at: usize| solid(at) && !of_value[at] && !neutral[at];
        let mut whole = Tally {
            cases: 1,
            harmless: (0..bytes.len()).filter(|&at| harmless(at)).count(),
            over: (0..bytes.len()).filter(|&at| harmless(at) && covered[at]).count(),
            ..Tally::default()
        };
        whole.touched = usize::from(whole.over > 0);
        for label in case.labels.iter().filter(|label| counts(label.class)) {
            let places = || label.ranges.iter().flat_map(Clone::clone).filter(|&at| solid(at));
            let left = places().filter(|&at| !covered[at]).count();
            let value = Tally {
                values: 1,
                leaked: usize::from(left > 0),
                value_characters: places().count(),
                leaked_characters: left,
                ..Tally::default()
            };
            self.classes.entry(label.class).or_default().add(value);
            self.kinds.entry(label.kind.clone()).or_default().add(value);
            whole.add(value);
            if let (true, Some(first)) = (left > 0, label.ranges.first()) {
                self.examples.push(example(case, &label.kind, true, first));
            }
        }
        self.all.add(whole);
        if case.is_hard {
            self.hard.add(whole);
        }
        let group = match case.sort {
            Sort::Sensitive => &mut self.shapes,
            Sort::Harmless => {
                self.negatives.add(whole);
                &mut self.harmless
            }
        };
        group.entry(case.shape.clone()).or_default().add(whole);
        self.examples_of_over(case, findings, harmless);
    }

    fn examples_of_over(&mut self, case: &Case, findings: &[Range<usize>], harmless: impl Fn(usize) -> bool) {
        for finding in findings {
            let places: Vec<usize> = finding.clone().filter(|&at| harmless(at)).collect();
            if let (Some(first), Some(last)) = (places.first(), places.last()) {
                self.examples.push(example(case, &case.shape, false, &(*first..last + 1)));
            }
        }
    }
}

fn marks<'a>(length: usize, ranges: impl Iterator<Item = &'a Range<usize>>) -> Vec<bool> {
    let mut marks = vec![false; length];
    for range in ranges {
        let end = range.end.min(length);
        marks[range.start.min(end)..end].fill(true);
    }
    marks
}

fn example(case: &Case, group: &str, is_leak: bool, range: &Range<usize>) -> Example {
    let bytes = case.text.as_bytes();
    let text =
        |range: Range<usize>| String::from_utf8_lossy(bytes.get(range).unwrap_or_default()).into_owned();
    let begin = bytes.iter().take(range.start).rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let end =
        bytes.iter().skip(range.start).position(|b| *b == b'\n').map_or(bytes.len(), |at| range.start + at);
    let shape = if case.is_hard { format!("{} (hard)", case.shape) } else { case.shape.clone() };
    Example { group: group.to_owned(), is_leak, shape, text: text(range.clone()), line: text(begin..end) }
}

#[cfg(test)]
mod tests {
    use super::{Coverage, score};
    use crate::accuracy::case::{Case, Class, Label, Sort};

    fn case(text: &str, value: std::ops::Range<usize>) -> Case {
        let ranges = vec![value];
        Case {
            shape: "note".into(),
            file: "a".into(),
            sort: Sort::Sensitive,
            is_hard: false,
            text: text.into(),
            labels: vec![Label { class: Class::Credential, kind: "password".into(), ranges }],
            neutral: Vec::new(),
        }
    }

    #[test]
    fn a_value_half_covered_is_a_value_leaked() {
        let cases = [case("pw abcdef x", 3..9)];
        let result = score(&cases, &Coverage::from([(0, vec![3..6, 4..6])]), |_| true);
        assert_eq!((result.all.values, result.all.leaked, result.all.leaked_characters), (1, 1, 3));
        assert_eq!(result.all.over, 0);
    }

    #[test]
    fn findings_that_join_cover_and_what_lies_beside_counts_as_over_redacted() {
        let cases = [case("pw abc def x", 3..10)];
        let result = score(&cases, &Coverage::from([(0, vec![0..6, 7..10])]), |_| true);
        assert_eq!(
            (result.all.leaked, result.all.over, result.all.touched),
            (0, 2, 1),
            "the space needs no cover"
        );
        assert_eq!(result.all.harmless, 3);
    }

    #[test]
    fn what_a_program_does_not_claim_to_find_is_not_held_against_it() {
        let cases = [case("pw abcdef x", 3..9)];
        let result = score(&cases, &Coverage::new(), |class| class == Class::PersonalData);
        assert_eq!(result.all.values, 0);
    }
}
