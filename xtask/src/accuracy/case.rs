//! A labelled case: a text, what of it must go, and what is neither. Made by filling the holes of a template.
//!
//! A template file holds pieces of evidence, each under a line `%% shape | file name` or `%% shape | file name | why it
//! is hard`. A hole is `«kind»` for a value that must go, `«?kind»` for one that may go or stay, `«~kind»` for one that
//! must stay; `«?=text»` is that text, which may go or stay. `kind#a` is the same value (or the same person) wherever `#a` stands; `kind|how` applies a transformation.

use super::credentials::{self, Issuer};
use super::encode::{self, Piece};
use super::filler;
use super::numbers::NUMBERS;
use super::people::{self, Person};
use crate::process::{Failure, Result};
use crate::random::Random;
use std::collections::BTreeMap;
use std::ops::Range;

/// The four classes of the product.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Class {
    /// Passwords, tokens, keys.
    Credential,
    /// Whatever identifies a person.
    PersonalData,
    /// Numbers of customers and accounts.
    CustomerIdentifier,
    /// Addresses of machines.
    NetworkIdentifier,
}

impl Class {
    /// The name in tables and in cases of the user's own.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::PersonalData => "personal-data",
            Self::CustomerIdentifier => "customer-identifier",
            Self::NetworkIdentifier => "network-identifier",
        }
    }

    /// All, in the order of tables.
    pub(crate) const ALL: [Self; 4] =
        [Self::Credential, Self::PersonalData, Self::CustomerIdentifier, Self::NetworkIdentifier];
}

/// A value that must go.
#[derive(Clone)]
pub(crate) struct Label {
    /// Which of the four classes.
    pub(crate) class: Class,
    /// What it is.
    pub(crate) kind: String,
    /// Where it stands; more than one range if something that is no part of it stands between.
    pub(crate) ranges: Vec<Range<usize>>,
}

/// Whether a case was made to hold values, or only text that looks like them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    /// Holds values that must go.
    Sensitive,
    /// Holds nothing that must go.
    Harmless,
}

/// A text with its labels.
#[derive(Clone)]
pub(crate) struct Case {
    /// What kind of evidence, or of look-alike.
    pub(crate) shape: String,
    /// The name of its file.
    pub(crate) file: String,
    /// What it was made for.
    pub(crate) sort: Sort,
    /// Whether it is meant to be hard.
    pub(crate) is_hard: bool,
    /// The text.
    pub(crate) text: String,
    /// What must go.
    pub(crate) labels: Vec<Label>,
    /// What may go or stay.
    pub(crate) neutral: Vec<Range<usize>>,
}

impl Case {
    /// Returns the parts of a value as they stand.
    pub(crate) fn parts<'a>(&'a self, label: &'a Label) -> impl Iterator<Item = &'a str> {
        label.ranges.iter().filter_map(|range| self.text.get(range.clone()))
    }
}

/// A piece of evidence with holes.
pub(crate) struct Template {
    shape: &'static str,
    file: &'static str,
    why_hard: Option<&'static str>,
    sort: Sort,
    body: &'static str,
}

const FILES: &[(Sort, &str)] = &[
    (Sort::Sensitive, include_str!("../../cases/configuration.txt")),
    (Sort::Sensitive, include_str!("../../cases/code.txt")),
    (Sort::Sensitive, include_str!("../../cases/records.txt")),
    (Sort::Sensitive, include_str!("../../cases/words.txt")),
    (Sort::Harmless, include_str!("../../cases/harmless-code.txt")),
    (Sort::Harmless, include_str!("../../cases/harmless-text.txt")),
];

/// Reads all templates.
///
/// # Errors
/// If a header is wrong.
pub(crate) fn templates() -> Result<Vec<Template>> {
    let mut found = Vec::new();
    for (sort, text) in FILES {
        for piece in text.split("\n%% ").skip(1) {
            found.push(template(*sort, piece)?);
        }
    }
    Ok(found)
}

fn template(sort: Sort, piece: &'static str) -> Result<Template> {
    let (head, body) = piece.split_once('\n').unwrap_or((piece, ""));
    let cells: Vec<&'static str> = head.split(" | ").map(str::trim).collect();
    let (shape, file, why_hard) = match cells.as_slice() {
        [shape, file] => (*shape, *file, None),
        [shape, file, why] => (*shape, *file, Some(*why)),
        _ => return Err(Failure::new(format!("cases: cannot read the header `{head}`"))),
    };
    Ok(Template { shape, file, why_hard, sort, body })
}

impl Template {
    /// What it was made for.
    pub(crate) fn sort(&self) -> Sort {
        self.sort
    }

    /// Fills the holes; the same seed and number give the same case, whatever other templates there are.
    ///
    /// # Errors
    /// If a hole names something that cannot be made.
    pub(crate) fn fill(&self, issuers: &[Issuer], seed: u64, number: u64) -> Result<Case> {
        let name = format!("{}/{}/{}", self.shape, self.file, self.why_hard.unwrap_or_default());
        let mut filling = Filling {
            random: Random::named(seed, &name, number),
            issuers,
            people: BTreeMap::new(),
            made: BTreeMap::new(),
            case: Case {
                shape: self.shape.to_owned(),
                file: self.file.to_owned(),
                sort: self.sort,
                is_hard: self.why_hard.is_some(),
                text: String::new(),
                labels: Vec::new(),
                neutral: Vec::new(),
            },
        };
        let mut rest = self.body;
        while let Some((before, after)) = rest.split_once('«') {
            filling.case.text.push_str(before);
            let (hole, after) = after.split_once('»').ok_or_else(|| self.wrong("a hole without an end"))?;
            filling.hole(hole).ok_or_else(|| self.wrong(hole))?;
            rest = after;
        }
        filling.case.text.push_str(rest);
        Ok(filling.case)
    }

    fn wrong(&self, hole: &str) -> Failure {
        Failure::new(format!("cases: {}: cannot fill `{hole}`", self.shape))
    }
}

/// A value before it is transformed, and what it is.
#[derive(Clone)]
struct Made {
    text: String,
    kind: String,
    class: Class,
    /// What people call such a value: the name of a setting, the label in a form.
    label: &'static str,
}

struct Filling<'a> {
    random: Random,
    issuers: &'a [Issuer],
    people: BTreeMap<String, Person>,
    made: BTreeMap<String, Made>,
    case: Case,
}

impl Filling<'_> {
    fn hole(&mut self, hole: &str) -> Option<()> {
        if let Some(text) = hole.strip_prefix("?=") {
            let begin = self.case.text.len();
            self.case.text.push_str(text);
            self.case.neutral.push(begin..self.case.text.len());
            return Some(());
        }
        let mut words = hole.split('|');
        let head = words.next()?;
        let (mark, head) = match head.strip_prefix(['~', '?']) {
            Some(rest) => (head.chars().next()?, rest),
            None => ('!', head),
        };
        let (kind, tag) = head.split_once('#').unwrap_or((head, ""));
        let made = self.make(mark, kind, tag)?;
        let mut pieces = vec![Piece { text: made.text, is_value: true }];
        for transformation in words {
            let mut next = Vec::new();
            for piece in pieces {
                if piece.is_value {
                    next.extend(encode::apply(transformation, &piece.text)?);
                } else {
                    next.push(piece);
                }
            }
            pieces = next;
        }
        let mut ranges = Vec::new();
        for piece in pieces {
            let begin = self.case.text.len();
            self.case.text.push_str(&piece.text);
            if piece.is_value {
                ranges.push(begin..self.case.text.len());
            } else {
                // What holds the parts of a cut value together may go with them.
                self.case.neutral.push(begin..self.case.text.len());
            }
        }
        match mark {
            '?' => self.case.neutral.extend(ranges),
            '!' => self.case.labels.push(Label { class: made.class, kind: made.kind, ranges }),
            _ => {}
        }
        Some(())
    }

    fn make(&mut self, mark: char, kind: &str, tag: &str) -> Option<Made> {
        if let Some(of) = kind.strip_suffix("-label") {
            let text = self.remembered(of, tag)?.label.to_owned();
            return Some(Made { text, kind: kind.to_owned(), class: Class::Credential, label: "" });
        }
        if mark != '!'
            && let Some(text) = filler::make(kind, &mut self.random)
        {
            let text = if tag.is_empty() { text } else { self.same(format!("~{kind}#{tag}"), text) };
            return Some(Made { text, kind: kind.to_owned(), class: Class::Credential, label: "" });
        }
        self.remembered(kind, tag)
    }

    fn same(&mut self, key: String, text: String) -> String {
        let made = Made { text, kind: String::new(), class: Class::Credential, label: "" };
        self.made.entry(key).or_insert(made).text.clone()
    }

    fn remembered(&mut self, kind: &str, tag: &str) -> Option<Made> {
        let key = format!("{kind}#{tag}");
        if let Some(made) = self.made.get(&key).filter(|_| !tag.is_empty()) {
            return Some(made.clone());
        }
        let made = self.fresh(kind, tag)?;
        if !tag.is_empty() {
            self.made.insert(key, made.clone());
        }
        Some(made)
    }

    fn fresh(&mut self, kind: &str, tag: &str) -> Option<Made> {
        let random = &mut self.random;
        if let Some(wanted) = kind.strip_prefix("token") {
            let issuer = match wanted.strip_prefix(':') {
                Some(name) => self.issuers.iter().find(|issuer| issuer.name == name)?,
                None => &self.issuers[random.below(self.issuers.len() as u64) as usize],
            };
            let kind = format!("token:{}", issuer.name);
            return Some(Made {
                text: issuer.make(random),
                kind,
                class: Class::Credential,
                label: issuer.setting,
            });
        }
        if matches!(kind, "number" | "number-wrong") {
            let (name, label, make) = NUMBERS[random.below(NUMBERS.len() as u64) as usize];
            let text = make(random);
            let (text, kind) =
                if kind == "number" { (text, name) } else { (spoil(&text), "number with a wrong check") };
            return Some(Made { text, kind: kind.to_owned(), class: class_of(name), label });
        }
        if let Some(text) = credentials::plain(kind, random) {
            return Some(Made { text, kind: kind.to_owned(), class: Class::Credential, label: "" });
        }
        let text = if let Some(text) = people::plain(kind, random) {
            text
        } else {
            let person = Person::new(random);
            if tag.is_empty() {
                person.say(kind)?
            } else {
                self.people.entry(tag.to_owned()).or_insert(person).say(kind)?
            }
        };
        Some(Made { text, kind: kind.to_owned(), class: class_of(kind), label: "" })
    }
}

/// Changes the last digit, so that the check fails.
fn spoil(text: &str) -> String {
    let at = text.rfind(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let change = |(place, c): (usize, char)| match c.to_digit(10) {
        Some(digit) if place == at => char::from_digit((digit + 3) % 10, 10).unwrap_or('0'),
        _ => c,
    };
    text.char_indices().map(change).collect()
}

fn class_of(kind: &str) -> Class {
    match kind {
        "customer-id" | "account" => Class::CustomerIdentifier,
        "ipv4" | "ipv4-private" | "ipv6" | "mac" | "imei" => Class::NetworkIdentifier,
        _ => Class::PersonalData,
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Sort, Template, templates};
    use crate::accuracy::credentials::issuers;
    use std::collections::BTreeSet;

    fn filled(body: &'static str) -> super::Case {
        let template = Template { shape: "test", file: "a.txt", why_hard: None, sort: Sort::Sensitive, body };
        template.fill(&issuers().unwrap(), 7, 1).unwrap()
    }

    #[test]
    fn labels_point_at_the_values() {
        let case = filled("a «~uuid» b «password#x» c «?ipv4» d «password#x|base64»\n");
        assert_eq!((case.labels.len(), case.neutral.len()), (2, 1));
        let first = case.parts(&case.labels[0]).next().unwrap();
        assert!(case.text.contains(&format!("b {first} c")));
        assert_eq!(case.labels[1].class, Class::Credential);
    }

    #[test]
    fn a_person_is_the_same_wherever_the_mark_is() {
        let case = filled("«person#a» «given#a» «person#b»");
        let text = |n: usize| case.parts(&case.labels[n]).next().unwrap();
        assert!(text(0).starts_with(text(1)));
    }

    #[test]
    fn every_template_can_be_filled_and_holds_what_it_is_for() {
        let issuers = issuers().unwrap();
        let mut shapes = (BTreeSet::new(), BTreeSet::new());
        let (mut hard, mut all) = (0, 0);
        for template in templates().unwrap() {
            let case = template.fill(&issuers, 7, 1).unwrap();
            all += 1;
            hard += usize::from(case.is_hard);
            match case.sort {
                Sort::Sensitive => {
                    assert!(!case.labels.is_empty(), "{}", case.shape);
                    shapes.0.insert(case.shape);
                }
                Sort::Harmless => {
                    assert!(case.labels.is_empty(), "{}", case.shape);
                    shapes.1.insert(case.shape);
                }
            }
        }
        assert!(shapes.0.len() >= 40 && shapes.1.len() >= 40, "{} and {}", shapes.0.len(), shapes.1.len());
        assert!(hard * 10 >= all * 3, "{hard} of {all} are hard");
    }
}
