//! Comments by which an author switches a rule off: `<!-- evidact: allow N07 reason -->`.
//!
//! Such a comment stands on a line of its own. Above everything but front matter and the title it holds for the whole
//! note; above a heading for its section; elsewhere for the block below it. A reason has to be given.

use super::rule::{Found, Rule, Weight};
use super::{RULES, sheet::Sheet};
use crate::note::{Mark, outline_of};
use evidact_model::CleanText;
use evidact_model::review::Suppression;

/// A comment for the linter, and the lines that it is about.
#[derive(Debug)]
pub(super) struct Allowed {
    /// What it says, if it says it rightly.
    pub(super) suppressions: Vec<Suppression>,
    /// The lines that it is about, both inclusive, from 1; the whole note if there are none.
    pub(super) lines: Option<(u32, u32)>,
    line: u32,
    fault: Option<Fault>,
}

impl Allowed {
    /// Says whether a message on a line is meant.
    pub(super) fn covers(&self, line: u32) -> bool {
        self.lines.is_none_or(|(first, last)| (first..=last).contains(&line))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Not of the form `allow RULE reason`.
    Form,
    /// It names a rule that there is not, or one that cannot be switched off.
    Rule,
    /// It gives no reason.
    Reason,
    /// It stands behind text.
    Place,
}

/// Returns the rules that a note switches off, with reason and line.
pub fn suppressions(note: &CleanText) -> Vec<Suppression> {
    read(note).into_iter().flat_map(|allowed| allowed.suppressions).collect()
}

/// Reads the comments of a note.
pub(super) fn read(note: &CleanText) -> Vec<Allowed> {
    if !note.as_str().contains(MARK) {
        return Vec::new();
    }
    let lines: Vec<&str> = note.as_str().lines().collect();
    let marks = outline_of(note);
    let blocks = Blocks::new(&marks);
    let mut out = Vec::new();
    let mut n = 0;
    while n < lines.len() && out.len() < MAX_COMMENTS {
        let line = lines.get(n).copied().unwrap_or_default();
        match marks.get(n) {
            Some(Mark::Aside) if line.contains("<!--") => {
                let end = asides(&lines, &marks, n);
                let text = lines.get(n..end).unwrap_or_default().join(" ");
                out.extend(allowed(note, &text, n, blocks.reach(n, end)));
                n = end;
                continue;
            }
            Some(Mark::Text | Mark::Heading(_)) if line.contains("<!--") && opens(line) => {
                out.push(faulty(n, Fault::Place));
            }
            _ => {}
        }
        n += 1;
    }
    out
}

/// More comments than this are not read: nobody has given reasons for all of them.
const MAX_COMMENTS: usize = 500;

const MARK: &str = "evidact:";

/// Says whether a comment for the linter begins on a line.
fn opens(line: &str) -> bool {
    line.split("<!--").skip(1).any(|inner| inner.trim_start().starts_with(MARK))
}

/// Returns the number of the line behind a comment.
fn asides(lines: &[&str], marks: &[Mark], from: usize) -> usize {
    let mut end = from;
    while marks.get(end) == Some(&Mark::Aside) {
        end += 1;
        if lines.get(end - 1).is_some_and(|line| line.contains("-->")) {
            break;
        }
    }
    end.max(from + 1)
}

/// Where what follows a line ends. Made in one pass, so that many comments cost no more than few.
struct Blocks<'a> {
    marks: &'a [Mark],
    /// The first line that is neither front matter, title, comment nor blank.
    head: usize,
    /// For each line the next one with text on it, itself included.
    text: Vec<usize>,
    /// For each line the next blank line or heading, and the next headings of levels 1 to 6 and above.
    ends: Vec<[usize; 7]>,
}

impl<'a> Blocks<'a> {
    fn new(marks: &'a [Mark]) -> Self {
        let mut title = false;
        let is_head = |mark: &Mark| match mark {
            Mark::Blank | Mark::Aside | Mark::Front => true,
            Mark::Under => title,
            Mark::Heading(1) if !title => {
                title = true;
                true
            }
            _ => false,
        };
        let head = marks.iter().map(is_head).position(|head| !head).unwrap_or(marks.len());
        let mut text = vec![marks.len(); marks.len()];
        let mut ends = vec![[marks.len(); 7]; marks.len()];
        let (mut next_text, mut next) = (marks.len(), [marks.len(); 7]);
        for (n, mark) in marks.iter().enumerate().rev() {
            if let Some(slot) = ends.get_mut(n) {
                *slot = next;
            }
            match mark {
                Mark::Blank => next[0] = n,
                Mark::Heading(level) => {
                    let level = usize::from(*level);
                    next.iter_mut()
                        .enumerate()
                        .filter(|(at, _)| *at == 0 || *at >= level)
                        .for_each(|(_, end)| *end = n);
                    next_text = n;
                }
                Mark::Aside => {}
                _ => next_text = n,
            }
            if let Some(slot) = text.get_mut(n) {
                *slot = next_text;
            }
        }
        Self { marks, head, text, ends }
    }

    /// Returns the lines that a comment is about: none for the whole note.
    fn reach(&self, from: usize, end: usize) -> Option<(u32, u32)> {
        if from < self.head {
            return None;
        }
        let first = self.text.get(end).copied().unwrap_or(self.marks.len());
        let level = match self.marks.get(first) {
            Some(Mark::Heading(level)) => usize::from(*level).min(6),
            _ => 0,
        };
        let end = self.ends.get(first).map_or(self.marks.len(), |ends| ends[level]);
        Some((number(first), u32::try_from(end).unwrap_or(u32::MAX)))
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n + 1).unwrap_or(u32::MAX)
}

fn faulty(n: usize, fault: Fault) -> Allowed {
    Allowed { suppressions: Vec::new(), lines: None, line: number(n), fault: Some(fault) }
}

/// Reads the text of one comment; nothing if it is none for the linter.
fn allowed(note: &CleanText, text: &str, n: usize, lines: Option<(u32, u32)>) -> Option<Allowed> {
    let inner = text.trim_start().strip_prefix("<!--")?;
    let inner = inner.split("-->").next()?.trim().strip_prefix(MARK)?.trim();
    let Some(rest) = inner.strip_prefix("allow").filter(|rest| rest.starts_with(' ')) else {
        return Some(faulty(n, Fault::Form));
    };
    let mut rest = rest.trim_start();
    let mut ids = Vec::new();
    while let Some((id, tail)) = rule_id(rest) {
        ids.push(id);
        rest = tail.trim_start_matches([' ', ',', '+']);
    }
    // What is wrong with such comments cannot be allowed by one.
    let known = |id: &&str| RULES.iter().skip(1).any(|rule| rule.id == *id);
    if ids.is_empty() || !ids.iter().all(known) {
        return Some(faulty(n, if ids.is_empty() { Fault::Form } else { Fault::Rule }));
    }
    let reason =
        rest.trim_start_matches([':', '-', '–', '—', ' ']).split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.chars().filter(|c| c.is_alphabetic()).count() < MIN_REASON {
        return Some(faulty(n, Fault::Reason));
    }
    let reason = note.derive(|_| reason);
    let one = |id: &str| Suppression { rule: id.to_owned(), reason: reason.clone(), line: number(n) };
    Some(Allowed { suppressions: ids.into_iter().map(one).collect(), lines, line: number(n), fault: None })
}

/// A reason has at least as many letters.
const MIN_REASON: usize = 4;

/// Reads `N07` at the beginning of a text.
fn rule_id(text: &str) -> Option<(&str, &str)> {
    let id = text.get(..3)?;
    let digits = id.strip_prefix('N')?;
    let tail = text.get(3..)?;
    let ends = !tail.starts_with(char::is_alphanumeric);
    (digits.bytes().all(|b| b.is_ascii_digit()) && ends).then_some((id, tail))
}

/// Returns the comment that allows what a rule found: one that is about the line, or that stands in the observation that
/// the message is about as a whole.
pub(super) fn allowing<'a>(
    comments: &'a [Allowed],
    sheet: &Sheet<'_>,
    rule: &Rule,
    found: &Found,
) -> Option<&'a Suppression> {
    let observations = &sheet.review.observations;
    let inside = |line: u32| {
        found.observation.is_some_and(|at| {
            let first = observations.get(at).map_or(u32::MAX, |o| o.line);
            let next = observations.get(at + 1).map_or(u32::MAX, |o| o.line);
            (first..next).contains(&line)
        })
    };
    let meant = comments.iter().filter(|comment| comment.covers(found.line) || inside(comment.line));
    meant.flat_map(|comment| &comment.suppressions).find(|suppression| suppression.rule == rule.id)
}

/// Says what is wrong with the comments of a note.
pub(super) fn faults(sheet: &Sheet<'_>, allowed: &[Allowed]) -> Vec<Found> {
    let faulty = allowed.iter().filter_map(|comment| Some((comment.line, comment.fault?)));
    faulty
        .map(|(line, fault)| {
            let what = match fault {
                Fault::Form => "this comment for the linter is not understood, so it allows nothing",
                Fault::Rule => "this comment names a rule that does not exist or cannot be allowed",
                Fault::Reason => "this comment allows a rule without a reason, so it allows nothing",
                Fault::Place => {
                    "a comment for the linter stands on a line of its own; this one allows nothing"
                }
            };
            let help = "write `<!-- evidact: allow N07 why it is all right here -->` above what it is about";
            Found::new(line, Weight::Unsafe, sheet.words(what.to_owned()), CleanText::literal(help))
        })
        .collect()
}

/// Says that a comment allows what nobody reports.
pub(super) fn unused(sheet: &Sheet<'_>, suppression: &Suppression) -> Found {
    let what = format!("{} is allowed here, and reports nothing", suppression.rule);
    let help = CleanText::literal("remove the comment, so that it hides nothing later");
    Found::new(suppression.line, Weight::Doubtful, sheet.words(what), help)
}

#[cfg(test)]
mod tests {
    use super::suppressions;
    use crate::lint::trial::{lines, messages};
    use crate::lint::{Linter, Note, Profile};
    use crate::{Catalog, parse};
    use evidact_model::CleanText;

    const ALLOW: &str = "<!-- evidact: allow N07 the vendor ran it, with consent -->";

    fn twice(above: &str, first: &str, second: &str) -> String {
        format!(
            "{above}# Review\n\n## Method\n\n{first}\nI called the tool.\n\nThen we started the server.\n\n{second}\n## Limits\n\nWe ran the server once.\n"
        )
    }

    #[test]
    fn at_the_head_it_holds_for_the_whole_note() {
        assert_eq!(lines("N07", &twice("", "", "")).len(), 3);
        assert!(lines("N07", &twice(&format!("{ALLOW}\n\n"), "", "")).is_empty());
        let under_title = twice("", "", "").replace("# Review\n", &format!("# Review\n\n{ALLOW}\n"));
        assert!(lines("N07", &under_title).is_empty());
        let behind_front = twice(&format!("---\ntitle: x\n---\n{ALLOW}\n"), "", "");
        assert!(lines("N07", &behind_front).is_empty());
    }

    #[test]
    fn elsewhere_it_holds_for_the_block_below() {
        assert_eq!(lines("N07", &twice("", ALLOW, "")), [8, 13]);
    }

    #[test]
    fn above_a_heading_it_holds_for_the_section() {
        assert_eq!(lines("N07", &twice("", "", ALLOW)), [6, 8]);
    }

    #[test]
    fn inside_an_observation_it_holds_for_what_is_said_of_the_observation() {
        let note = "## Findings\n\n### F-1 Cache\n\n**Observed:** shared\n\n<!-- evidact: allow N04 the owner decides in May -->\n\n**Uncertainty:** low\n\n### F-2 Log\n\n**Observed:** nothing is logged\n";
        assert_eq!(lines("N04", note), [13]);
    }

    #[test]
    fn what_is_allowed_is_kept_with_its_reason() {
        let told = messages("N07", &twice("", ALLOW, ""), Profile::Normal);
        let allowed = told[0].allowed.as_ref().unwrap();
        assert_eq!((allowed.line, allowed.reason.as_str()), (5, "the vendor ran it, with consent"));
    }

    fn comment(text: &str) -> Vec<(u32, String)> {
        let text = CleanText::attest(format!("Text\n\n{text}\nI called the tool.\n"));
        let note =
            Note { path: CleanText::literal("n.md"), text: &text, taken: &[], evidence: None, record: None };
        let told = Linter::new(Catalog::builtin(), Profile::Normal).check(&[note]).remove(0);
        told.into_iter().filter(|m| m.rule.id == "N00").map(|m| (m.line, m.what.to_string())).collect()
    }

    #[test]
    fn a_comment_that_does_nothing_is_told() {
        for (text, says) in [
            ("<!-- evidact: allow N07 -->", "without a reason"),
            ("<!-- evidact: allow N99 because it is so -->", "does not exist"),
            ("<!-- evidact: allow N00 because it is so -->", "does not exist"),
            ("<!-- evidact: ignore -->", "not understood"),
            ("Text <!-- evidact: allow N07 because it is so -->", "a line of its own"),
            ("<!-- evidact: allow N05 nobody claims anything -->", "reports nothing"),
        ] {
            let told = comment(text);
            assert_eq!(told.len(), 1, "{text}");
            assert!(told[0].0 == 3 && told[0].1.contains(says), "{text}: {}", told[0].1);
        }
        assert!(comment(ALLOW).is_empty());
        assert!(comment("<!-- another comment -->").is_empty());
    }

    #[test]
    fn code_allows_nothing() {
        assert!(suppressions(&CleanText::attest(format!("```\n{ALLOW}\n```\n"))).is_empty());
    }

    #[test]
    fn the_review_records_them() {
        let note = CleanText::attest(format!("{}\n", ALLOW.replace("N07", "N07, N05")));
        let recorded = parse(&note, Catalog::builtin()).suppressions;
        let rules: Vec<&str> = recorded.iter().map(|s| s.rule.as_str()).collect();
        assert_eq!(rules, ["N07", "N05"]);
    }

    #[test]
    fn many_comments_cost_no_more_than_few() {
        let note = format!("Text\n\n{}", format!("{ALLOW}\n\n# A\n\n").repeat(20_000));
        assert!(suppressions(&CleanText::attest(note)).len() <= 500);
    }
}
