//! Where one page or column ends and the next begins: a token may go on there.
//!
//! Headings and footers may stand between the two halves, so a few lines on both sides are tried with each other. They
//! are read together only if what meets looks like the halves of something that is no word.

use super::layout::Line;
use super::sheet::Source;
use super::traced::Traced;
use std::ops::Range;

/// How many lines on each side are tried.
const LINES: usize = 3;
/// Longer lines are not looked at as a whole.
const MAX_LINE: usize = 2000;

/// The end of one line and the start of another, read as one.
pub(super) struct Seam {
    /// The page of the first.
    pub(super) page: u32,
    pub(super) text: Traced,
    /// Where the second begins.
    at: usize,
}

/// Returns the seams of all pages that are published.
pub(super) fn of(sources: &[Source]) -> Vec<Seam> {
    let end = Line::end();
    let mut out = Vec::new();
    let mut last: Option<(u32, Vec<&Line>)> = None;
    for (page, source) in (1..).zip(sources).filter(|(_, source)| source.trusted) {
        let mut column: Vec<&Line> = Vec::new();
        for line in source.lines.iter().chain(std::iter::once(&end)) {
            if line.begins_column && !column.is_empty() {
                if let Some((number, before)) = &last {
                    join((*number, before), (page, &column), &mut out);
                }
                last = Some((page, std::mem::take(&mut column)));
            }
            if !line.text.as_str().trim().is_empty() {
                column.push(line);
            }
        }
    }
    out
}

fn join(before: (u32, &[&Line]), after: (u32, &[&Line]), out: &mut Vec<Seam>) {
    for tail in before.1.iter().rev().take(LINES) {
        for head in after.1.iter().take(LINES) {
            if let Some((end, start)) = meeting(tail.text.as_str(), head.text.as_str()) {
                let mut text = Traced::default();
                text.append_of(before.0, &tail.text.slice(end));
                let at = text.as_str().len();
                text.append_of(after.0, &head.text.slice(start));
                out.push(Seam { page: before.0, text, at });
            }
        }
    }
}

/// Returns the stretches of two lines that are read as one; nothing if the words that meet are no halves.
fn meeting(tail: &str, head: &str) -> Option<(Range<usize>, Range<usize>)> {
    if tail.len() > MAX_LINE || head.len() > MAX_LINE {
        return None;
    }
    let end = tail.trim_end().len();
    let start = head.len() - head.trim_start().len();
    let left = tail.get(..end)?.rsplit(char::is_whitespace).next()?;
    let right = head.get(start..)?.split_whitespace().next()?;
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+' | '=' | '@');
    let meets = left.ends_with(inner) && !left.ends_with('.') && right.starts_with(inner);
    let halves =
        meets && (is_no_word(right) || is_no_word(left) && left.contains('@') && right.contains('.'));
    halves.then_some((0..end, start..head.len()))
}

/// Says whether something has what words of a sentence have not: a digit or a sign within, or a capital behind a small
/// letter. A number alone is one.
pub(super) fn is_no_word(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let inner = |sign: char| word.trim_start_matches(sign).contains(sign);
    let pairs = || word.chars().zip(word.chars().skip(1));
    word.chars().any(char::is_alphabetic)
        && (word.chars().any(|c| c.is_ascii_digit())
            || ['@', '_', '='].into_iter().any(inner)
            || pairs().any(|(a, b)| a.is_lowercase() && b.is_uppercase()))
}

/// Returns for each seam where the second half begins in the text that [`super::show_text`] makes of them.
pub(super) fn places(seams: &[Seam]) -> Vec<usize> {
    let mut at = 0;
    let place = |seam: &Seam| {
        let place = at + seam.at;
        at += seam.text.as_str().len() + super::BEHIND_PAGE.len();
        place
    };
    seams.iter().map(place).collect()
}

/// Says whether a stretch lies on both sides of one of the places.
pub(super) fn crosses(places: &[usize], range: &Range<usize>) -> bool {
    let next = places.partition_point(|place| *place <= range.start);
    places.get(next).is_some_and(|place| *place < range.end)
}

#[cfg(test)]
mod tests {
    use super::{crosses, meeting};

    #[test]
    fn halves_of_a_token_or_an_address_meet_and_words_do_not() {
        for (tail, head) in [
            ("the token abc_38AibNyyurlGFb", "0EkjKWREhbiGjl and then it went on."),
            ("write to greta.hol", "  mqvist@nordlund.example today"),
            ("write to greta@nord", "lund.example today"),
        ] {
            assert!(meeting(tail, head).is_some(), "{tail} {head}");
        }
        for (tail, head) in [
            ("Password: Tarn-Quill-4471", "The remediation owner"),
            ("and at the end.", "x12 was read"),
            ("Page 4", "5 of them"),
            ("the review of", "April covered it"),
        ] {
            assert!(meeting(tail, head).is_none(), "{tail} {head}");
        }
    }

    #[test]
    fn a_value_counts_if_it_lies_on_both_sides() {
        let places = [10, 40];
        assert!(crosses(&places, &(5..15)) && crosses(&places, &(39..41)));
        assert!(!crosses(&places, &(5..10)) && !crosses(&places, &(10..40)) && !crosses(&places, &(41..90)));
    }
}
