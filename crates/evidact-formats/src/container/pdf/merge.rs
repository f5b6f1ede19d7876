//! Brings what was found in several readings of the same pages into one of them, glyph by glyph.

use super::PAGE_BREAK;
use super::doubts;
use super::traced::{Mark, Traced};
use evidact_model::Placeholder;
use memchr::memmem;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A reading of pages, and what became of it.
pub(super) struct Shown {
    pub(super) was: Traced,
    pub(super) now: String,
}

/// The published reading without what the others show to be part of a value.
pub(super) struct Merged {
    pub(super) pages: Vec<String>,
    /// How many pieces of each page were left out although they may be part of no value.
    pub(super) left_out: Vec<u64>,
}

/// Says whether what was replaced at a place of a reading counts for the others.
type Counts<'a> = dyn Fn(Range<usize>) -> bool + 'a;

/// A stretch that was replaced.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    was: Range<usize>,
    now: Range<usize>,
    /// Whether all that stands there now are placeholders. If not, something between them was kept, and it is not
    /// known where it stood.
    sure: bool,
}

/// Takes out of `eye` what `others` replaced.
pub(super) fn merge(eye: &Shown, others: &[(&Shown, &Counts<'_>)]) -> Merged {
    let known: BTreeSet<String> = doubts::placeholders(&eye.now).into_keys().collect();
    let found = changes(eye.was.as_str(), &eye.now);
    let (mut removed, mut unaligned) = (Removed::default(), Vec::new());
    for (other, counts) in others {
        match changes(other.was.as_str(), &other.now).filter(|_| found.is_some()) {
            Some(changes) => removed.add(other, &changes, &known, counts),
            None => unaligned.push(*other),
        }
    }
    let whole = || vec![Change { was: 0..eye.was.as_str().len(), now: 0..eye.now.len(), sure: true }];
    let (mut text, places) = removed.take_out(eye, &found.unwrap_or_else(whole));
    let mut more = 0;
    for other in unaligned {
        let (without, count) = doubts::without(&text, other.was.as_str(), &other.now, &known);
        (text, more) = (without, more + count);
    }
    let body = text.strip_suffix(PAGE_BREAK).unwrap_or(&text);
    let pages: Vec<String> =
        body.split(PAGE_BREAK).map(|page| page.strip_suffix('\n').unwrap_or(page).to_owned()).collect();
    let mut left_out = vec![0; pages.len()];
    for page in places {
        if let Some(count) = left_out.get_mut(page) {
            *count += 1;
        }
    }
    if let Some(count) = left_out.first_mut() {
        *count += more;
    }
    Merged { pages, left_out }
}

/// What other readings replaced.
#[derive(Default)]
struct Removed {
    /// Which change took a glyph.
    by: HashMap<u64, usize>,
    /// What stands for each change; nothing if that is not to be shown (again).
    holders: Vec<Option<String>>,
    /// Whether it is known what each change took.
    sure: Vec<bool>,
    /// Where something between two values had to go with them.
    hidden: Vec<usize>,
}

impl Removed {
    fn add(&mut self, other: &Shown, changes: &[Change], known: &BTreeSet<String>, counts: &Counts<'_>) {
        let mut marks = other.was.marks();
        for change in changes {
            let now = other.now.get(change.now.clone()).unwrap_or_default();
            let before = marks.partition_point(|mark| mark.start < change.was.start);
            let inside = marks.partition_point(|mark| mark.start < change.was.end);
            let taken = marks.get(before..inside).unwrap_or_default();
            marks = marks.get(inside..).unwrap_or_default();
            let holders = doubts::placeholders(now);
            let named = |holder: &String| !doubts::is_doubtful(holder) || known.contains(holder);
            if !holders.keys().any(named) || !counts(change.was.clone()) {
                continue;
            }
            let number = self.holders.len();
            self.sure.push(change.sure);
            let first = self::holders(now).first().and_then(|range| now.get(range.clone()));
            self.holders.push(first.filter(|_| change.sure).map(str::to_owned));
            for mark in taken {
                self.by.entry(mark.glyph).or_insert(number);
            }
        }
    }

    fn of(&self, mark: &Mark) -> Option<usize> {
        self.by.get(&mark.glyph).copied()
    }

    /// Returns the text without what was removed, and the pages on which something has no placeholder.
    fn take_out(mut self, eye: &Shown, found: &[Change]) -> (String, Vec<usize>) {
        let mut edits: Vec<(Range<usize>, Option<String>)> = Vec::new();
        let mut marks = eye.was.marks().iter().peekable();
        for change in found {
            self.runs(&mut marks, change.was.start, eye, &mut edits);
            let mut inside = Vec::new();
            while let Some(mark) = marks.next_if(|mark| mark.start < change.was.end) {
                inside.push(mark);
            }
            for mark in &inside {
                if let Some(holder) = self.of(mark).and_then(|number| self.holders.get_mut(number)) {
                    *holder = None;
                }
            }
            let now = eye.now.get(change.now.clone()).unwrap_or_default();
            let taken = inside.iter().filter(|mark| self.of(mark).is_some()).count();
            let kept: usize = if change.sure { 0 } else { letters_between(now) };
            let hidden = taken + kept > inside.len();
            if hidden {
                self.hidden.push(change.was.start);
            }
            edits.push((change.was.clone(), Some(if hidden { holders_of(now) } else { now.to_owned() })));
        }
        self.runs(&mut marks, usize::MAX, eye, &mut edits);
        self.written(eye, edits)
    }

    /// Adds the runs of removed glyphs before an offset; the number of the change stands for what is shown there.
    fn runs<'m>(
        &self,
        marks: &mut std::iter::Peekable<impl Iterator<Item = &'m Mark>>,
        until: usize,
        eye: &Shown,
        edits: &mut Vec<(Range<usize>, Option<String>)>,
    ) {
        let mut last: Option<usize> = None;
        while let Some(mark) = marks.next_if(|mark| mark.start < until) {
            let Some(number) = self.of(mark) else {
                last = None;
                continue;
            };
            let goes_on = last == Some(number)
                && edits.last().is_some_and(|(range, _)| {
                    let between = eye.was.as_str().get(range.end..mark.start).unwrap_or("\n");
                    between.bytes().all(|b| b == b' ')
                });
            match edits.last_mut() {
                Some((range, _)) if goes_on => range.end = mark.end,
                _ => edits.push((mark.start..mark.end, None)),
            }
            last = Some(number);
        }
    }

    fn written(&mut self, eye: &Shown, edits: Vec<(Range<usize>, Option<String>)>) -> (String, Vec<usize>) {
        let (was, mut out, mut at, mut page) = (eye.was.as_str(), String::new(), 0, 0);
        let mut places = Vec::new();
        let breaks = |text: &str| memchr::memchr_iter(PAGE_BREAK as u8, text.as_bytes()).count();
        for (range, now) in edits {
            let before = was.get(at..range.start).unwrap_or_default();
            page += breaks(before);
            if self.hidden.binary_search(&range.start).is_ok() {
                places.push(page);
            }
            out.push_str(before);
            at = range.end;
            let Some(now) = now else {
                let first = eye.was.marks().partition_point(|mark| mark.start < range.start);
                let number = eye.was.marks().get(first).and_then(|mark| self.of(mark));
                let holder = number.and_then(|number| self.holders.get_mut(number)).and_then(Option::take);
                if number.and_then(|number| self.sure.get(number)) != Some(&true) {
                    places.push(page);
                }
                out.push_str(holder.as_deref().unwrap_or(doubts::GAP));
                continue;
            };
            let gone = was.get(range).unwrap_or_default();
            out.push_str(&now);
            // A value that runs over the end of a page does not take the end with it.
            for _ in breaks(&now)..breaks(gone) {
                out.push('\n');
                out.push(PAGE_BREAK);
            }
            page += breaks(gone);
        }
        out.push_str(was.get(at..).unwrap_or_default());
        (out, places)
    }
}

/// Returns where a redacted text differs from what it was; nothing if it is not the same but for placeholders.
fn changes(was: &str, now: &str) -> Option<Vec<Change>> {
    let holders = holders(now);
    let (Some(first), Some(last)) = (holders.first(), holders.last()) else {
        return (was == now).then(Vec::new);
    };
    let (head, tail) = (now.get(..first.start)?, now.get(last.end..)?);
    let end = was.len().checked_sub(tail.len()).filter(|end| *end > head.len())?;
    if !was.starts_with(head) || !was.ends_with(tail) {
        return None;
    }
    let between = |pair: &[Range<usize>]| match pair {
        [a, b] => a.end..b.start,
        _ => 0..0,
    };
    let chunks: Vec<Range<usize>> = holders.windows(2).map(between).collect();
    let text = |chunk: &Range<usize>| now.get(chunk.clone()).unwrap_or_default().as_bytes();
    // Each chunk as early as it can stand, and as late.
    let (mut early, mut at) = (Vec::with_capacity(chunks.len()), head.len());
    for chunk in &chunks {
        let from = at + 1;
        at = from + memmem::find(was.as_bytes().get(from..end)?, text(chunk))?;
        early.push(at);
        at += chunk.len();
    }
    let (mut late, mut at) = (Vec::with_capacity(chunks.len()), end);
    for chunk in chunks.iter().rev() {
        at = memmem::rfind(was.as_bytes().get(head.len()..at.checked_sub(1)?)?, text(chunk))? + head.len();
        late.push(at);
    }
    late.reverse();
    let mut out = Vec::new();
    let (mut from, mut shown, mut sure) = (head.len(), first.start, true);
    let mut push = |was_to: usize, now_to: usize, from: usize, shown: usize, sure: bool| {
        if was.get(from..was_to) != now.get(shown..now_to) {
            out.push(Change { was: from..was_to, now: shown..now_to, sure });
        }
    };
    for ((chunk, early), late) in chunks.iter().zip(early).zip(late) {
        if early == late && !chunk.is_empty() {
            push(early, chunk.start, from, shown, sure);
            (from, shown, sure) = (early + chunk.len(), chunk.end, true);
        } else {
            // Blanks are no glyphs.
            sure &= text(chunk).trim_ascii().is_empty();
        }
    }
    push(end, last.end, from, shown, sure);
    Some(out)
}

/// Returns the placeholders of a text: those in brackets, and words that look like one without.
fn holders(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut at) = (Vec::new(), 0);
    let bytes = text.as_bytes();
    while let Some(b) = bytes.get(at) {
        let end = match b {
            b'[' => holder_at(text, at),
            b if b.is_ascii_uppercase() => {
                let word =
                    bytes.iter().skip(at).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
                let bare = text.get(at..at + word).is_some_and(doubts::is_bare);
                if !bare {
                    at += word;
                    continue;
                }
                Some(at + word)
            }
            b if b.is_ascii_alphanumeric() => {
                at += bytes.iter().skip(at).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
                continue;
            }
            _ => None,
        };
        if let Some(end) = end {
            out.push(at..end);
        }
        at = end.unwrap_or(at + 1);
    }
    out
}

/// Returns where the placeholder ends that begins at a place.
fn holder_at(text: &str, at: usize) -> Option<usize> {
    text.as_bytes().get(at..).and_then(Placeholder::at_start).map(|(_, length)| at + length)
}

/// Returns the placeholders of a text with a gap for what stands between them.
fn holders_of(text: &str) -> String {
    let gap = format!(" {} ", doubts::GAP);
    holders(text).into_iter().filter_map(|range| text.get(range)).collect::<Vec<_>>().join(&gap)
}

/// Counts the characters outside of placeholders that are drawn.
fn letters_between(text: &str) -> usize {
    let drawn = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let inside: usize = holders(text).into_iter().filter_map(|range| text.get(range)).map(drawn).sum();
    drawn(text) - inside
}

#[cfg(test)]
mod tests {
    use super::{Shown, Traced, changes, merge};

    /// A text whose letters are glyphs numbered by their place in `order`.
    fn shown(text: &str, order: &str, now: &str) -> Shown {
        let mut was = Traced::default();
        for c in text.chars() {
            match order.find(c).filter(|_| !c.is_whitespace()) {
                Some(place) => was.letter(c.encode_utf8(&mut [0; 4]), u32::try_from(place).unwrap()),
                None => was.plain(c.encode_utf8(&mut [0; 4])),
            }
        }
        Shown { was, now: now.to_owned() }
    }

    fn merged(eye: (&str, &str), file: (&str, &str)) -> (Vec<String>, Vec<u64>) {
        let eye_order = shown(eye.0, eye.0, eye.1);
        let file_order = shown(file.0, eye.0, file.1);
        let merged = merge(&eye_order, &[(&file_order, &|_| true)]);
        (merged.pages, merged.left_out)
    }

    fn page(text: &str, left_out: u64) -> (Vec<String>, Vec<u64>) {
        (vec![text.to_owned()], vec![left_out])
    }

    #[test]
    fn what_the_file_shows_whole_goes_piece_by_piece_and_nothing_else() {
        let eye = "abc DEF x\nghi JKL y\n\u{C}";
        let file = ("abc\nghi\nDEFJKL\nx\ny\n\u{C}", "abc\nghi\n[CREDENTIAL:password:01]\nx\ny\n\u{C}");
        assert_eq!(merged((eye, eye), file), page("abc [CREDENTIAL:password:01] x\nghi (...) y", 0));
    }

    #[test]
    fn what_both_find_is_said_once() {
        let eye = ("ab CDEF gh\n\u{C}", "ab [EMAIL:01] gh\n\u{C}");
        assert_eq!(merged(eye, ("abCDEF\ngh", "ab[EMAIL:01]\ngh")), page("ab [EMAIL:01] gh", 0));
        let more = ("CDEFgh\nab", "[EMAIL:02]\nab");
        assert_eq!(merged(eye, more), page("ab [EMAIL:01] (...)", 0), "the rest of a longer value goes");
    }

    #[test]
    fn what_may_be_part_of_no_value_is_counted() {
        let eye = "abcde\n\u{C}";
        let file = ("b-c-d\nae", "[EMAIL:01]-[EMAIL:02]\nae");
        assert_eq!(merged((eye, eye), file), page("a(...)e", 1));
    }

    #[test]
    fn a_name_that_only_the_file_has_takes_nothing_away() {
        let eye = ("Ab Cd\n\u{C}", "Ab Cd\n\u{C}");
        assert_eq!(merged(eye, ("AbCd", "[PERSON:01]")), page("Ab Cd", 0));
    }

    #[test]
    fn a_value_over_the_end_of_a_page_leaves_the_end() {
        let eye = ("ab CD\n\u{C}EF gh\n\u{C}", "ab [EMAIL:01] gh\n\u{C}");
        let (pages, _) = merged(eye, ("", ""));
        assert_eq!(pages, ["ab [EMAIL:01]", " gh"]);
    }

    #[test]
    fn where_it_is_not_known_what_stood_between_two_values_all_of_it_counts() {
        let found = changes("x a-b-c y", "x [EMAIL:01]-[EMAIL:02] y").unwrap();
        assert!(matches!(found.as_slice(), [one] if one.was == (2..7) && !one.sure));
        let found = changes("x a b c y", "x [EMAIL:01] [EMAIL:02] y").unwrap();
        assert!(matches!(found.as_slice(), [one] if one.was == (2..7) && one.sure), "blanks are no text");
        let found = changes("x a-b y", "x [EMAIL:01]-[EMAIL:02] y").unwrap();
        assert!(matches!(found.as_slice(), [a, b] if a.was == (2..3) && b.was == (4..5)));
        assert!(changes("x a y", "z [EMAIL:01] y").is_none());
    }
}
