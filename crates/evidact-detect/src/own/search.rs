//! The search of a text in the index: each run of a few tokens is looked up as what it looks like.

use super::forms::exact;
use super::index::{Form, Index, Note, pair};
use super::legal;
use super::phone::Digits;
use super::place;
use super::tokens::{Cutter, Gram, GramKind, Run};
use evidact_model::{Confidence, Placeholder};
use std::collections::VecDeque;

/// Tokens in the longest value that is looked for.
const MAX_TOKENS: usize = 12;
/// The widest gap between two words of a name.
const MAX_GAP: usize = 80;
/// How far a weak value may stand from another one of its row.
const NEAR_BYTES: usize = 80;
/// Bytes of a company of four letters.
const MAX_SHORT: usize = 16;
/// Weak values near by that another one is compared with.
const RECENT: usize = 8;

/// A place in a text and how sure the match is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) confidence: Confidence,
}

/// A word that may be a weak value.
#[derive(Clone, Copy)]
struct Weak {
    start: usize,
    end: usize,
    run: Run,
}

/// One search of one text.
pub(super) struct Search<'i, 't> {
    index: &'i Index,
    text: &'t [u8],
    window: VecDeque<Gram>,
    weak: VecDeque<Weak>,
    seen: Vec<Seen>,
    barrier: usize,
}

impl<'i, 't> Search<'i, 't> {
    pub(super) fn new(index: &'i Index, text: &'t [u8]) -> Self {
        let window = VecDeque::with_capacity(MAX_TOKENS + 1);
        Self { index, text, window, weak: VecDeque::new(), seen: Vec::new(), barrier: 0 }
    }

    /// Searches the text and returns places, unsorted.
    pub(super) fn run(mut self) -> Vec<Seen> {
        for gram in Cutter::new(self.text) {
            if !self.joins(&gram) {
                self.window.clear();
            }
            if self.is_in_placeholder(&gram) {
                continue;
            }
            if self.window.len() == MAX_TOKENS {
                self.window.pop_front();
            }
            self.window.push_back(gram);
            self.ending_here(&gram);
            if gram.kind == GramKind::Digits {
                self.phone_ending_here();
            }
            if self.index.may_be_weak(gram.run.hash) {
                self.weak_ending_here(&gram);
            }
        }
        self.seen
    }

    /// A value does not stop or start inside a placeholder, nor does a match count beside one.
    fn is_in_placeholder(&mut self, gram: &Gram) -> bool {
        if gram.start < self.barrier {
            return true;
        }
        let before = gram.start.checked_sub(1).and_then(|i| self.text.get(i));
        if before == Some(&b'[')
            && let Some((_, length)) = self
                .text
                .get(gram.start - 1..)
                .and_then(|rest| Placeholder::at_start(rest.get(..96).unwrap_or(rest)))
        {
            self.barrier = gram.start - 1 + length;
            self.window.clear();
            self.weak.clear();
            return true;
        }
        false
    }

    /// Says whether a token continues the value before it.
    fn joins(&self, gram: &Gram) -> bool {
        let Some(last) = self.window.back() else { return true };
        let gap = self.text.get(last.end..gram.start).unwrap_or_default();
        if gap.len() > MAX_GAP {
            return false;
        }
        let lines = memchr::memchr_iter(b'\n', gap).count();
        let words = last.kind == GramKind::Letters && gram.kind == GramKind::Letters;
        // A line that is stretched to its margins has wide gaps, and the next one may be indented or on a new page.
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | b'>');
        if words && lines <= 1 && (gap.iter().all(blank) || place::cuts_word(gap)) {
            return lines == 1 || !gap.contains(&b'>');
        }
        if gap.len() > 8 {
            return false;
        }
        (gap.len() <= 4 || lines == 1)
            && (lines == 0 || (lines == 1 && words))
            && gap.iter().all(|&b| match b {
                b' '
                | b'.'
                | b'_'
                | b'-'
                | b','
                | b'\''
                | b'\t'
                | b'('
                | b')'
                | b'/'
                | b'+'
                | b'&'
                | b'|'
                | b';'
                | b'"'
                | 0xC2
                | 0xA0
                | 0xE2
                | 0x80
                | 0x90..=0x99 => true,
                b'\n' | b'\r' | b'>' => lines == 1,
                _ => false,
            })
    }

    /// Says whether a match neither starts nor ends inside a word. `sendToJaneDoe` has borders inside.
    fn has_borders(&self, start: usize, end: usize, camel: bool) -> bool {
        let at = |i: Option<usize>| i.and_then(|i| self.text.get(i)).copied().unwrap_or(b' ');
        let border = |a: u8, b: u8| {
            !(a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
                || (camel && a.is_ascii_lowercase() && b.is_ascii_uppercase())
        };
        border(at(start.checked_sub(1)), at(Some(start)))
            && (border(at(end.checked_sub(1)), at(Some(end))) || (camel && at(Some(end)).is_ascii_digit()))
    }

    fn ending_here(&mut self, last: &Gram) {
        let index = self.index;
        if !self.may_end(last) {
            return;
        }
        let mut run = Run::default();
        let (mut words, mut word, mut next) = (0, Run::default(), usize::MAX);
        let (mut has_at, mut has_digits) = (false, false);
        let mut best: Option<Seen> = None;
        let address = self.window.iter().any(|g| g.kind == GramKind::At);
        let longest = if address { MAX_TOKENS } else { index.longest() };
        for count in 1..=self.window.len().min(longest) {
            let Some(first) = self.window.get(self.window.len() - count).copied() else { break };
            run = first.run.then(run);
            has_at |= first.kind == GramKind::At;
            has_digits |= first.kind == GramKind::Digits;
            // Tokens that stand together are a word; the list may have it as one token.
            let gap = self.text.get(first.end..next.min(self.text.len())).unwrap_or_default();
            let together = first.end == next || place::cuts_word(gap);
            word = if together { first.run.then(word) } else { first.run };
            words += usize::from(!together);
            next = first.start;
            if words > 2 && !index.may_start(first.run.hash) && !index.may_start(word.hash) {
                continue;
            }
            let found =
                if has_at { self.address(run, &first, last) } else { self.words(run, count, has_digits) };
            best = found.or(best);
        }
        if let Some(seen) = best {
            self.seen.extend(place::pieces(self.text, seen));
        }
    }

    /// Says whether the last token, or the word that it ends, may end a value.
    fn may_end(&self, last: &Gram) -> bool {
        let (mut run, mut next) = (Run::default(), last.end);
        for gram in self.window.iter().rev().take(4) {
            let gap = self.text.get(gram.end..next).unwrap_or_default();
            if gram.end != next && !place::cuts_word(gap) {
                break;
            }
            run = gram.run.then(run);
            next = gram.start;
            if self.index.may_end(run.hash) {
                return true;
            }
        }
        false
    }

    fn address(&mut self, run: Run, first: &Gram, last: &Gram) -> Option<Seen> {
        let note = self.index.anchor(Form::Email, run.hash).next()?;
        let value = self.text.get(first.start..last.end).unwrap_or_default();
        if !self.has_borders(first.start, last.end, false) || place::next_border(value, 0).is_some() {
            return None;
        }
        Some(self.anchored(first.start, last.end, note))
    }

    fn words(&mut self, run: Run, count: usize, has_digits: bool) -> Option<Seen> {
        let index = self.index;
        if has_digits && let Some(note) = index.anchor(Form::Number, run.hash).next() {
            let (grams, start, end) = self.grams(count)?;
            if self.has_borders(start, end, false) && place::is_number(self.text, &grams) {
                return Some(self.anchored(start, end, note));
            }
        }
        if index.has(Form::Name, run.hash) || (count > 1 && index.has(Form::ShortName, run.hash)) {
            let (grams, start, end) = self.grams(count)?;
            if self.has_borders(start, end, true) && place::is_name(self.text, &grams) {
                let end = self.with_tail(end, count > 1);
                return Some(Seen { start, end, confidence: Confidence::High });
            }
        }
        if count == 1
            && !has_digits
            && let Some(seen) = self.as_written()
        {
            return Some(seen);
        }
        if !has_digits && index.has(Form::Distinct, run.hash) {
            let (grams, start, end) = self.grams(count)?;
            if self.has_borders(start, end, true) && place::is_one_word(&grams) {
                let end = self.with_tail(end, false);
                return Some(Seen { start, end, confidence: Confidence::Medium });
            }
        }
        let initial =
            !has_digits && (count == 1 || self.has_initial(count)) && index.has(Form::Initial, run.hash);
        if initial {
            let (grams, start, end) = self.grams(count)?;
            if self.has_borders(start, end, true) && place::is_initial(self.text, &grams) {
                return Some(Seen { start, end: self.with_digits(end), confidence: Confidence::Medium });
            }
        }
        if index.has(Form::Handle, run.hash) {
            let (grams, start, end) = self.grams(count)?;
            if self.has_borders(start, end, false) && place::is_handle(self.text, &grams) {
                return Some(Seen { start, end, confidence: Confidence::Medium });
            }
        }
        None
    }

    /// A company of a few letters, written as in the list: alone, or before a legal form.
    fn as_written(&self) -> Option<Seen> {
        let last = self.window.back()?;
        let word = self.text.get(last.start..last.end).filter(|word| word.len() <= MAX_SHORT)?;
        let hash = exact(word);
        let alone = self.index.has(Form::Exact, hash);
        if !alone && !self.index.has(Form::BeforeLegal, hash) || !place::is_whole(self.text, last) {
            return None;
        }
        let end = self.with_tail(last.end, false);
        let has_form = end > last.end && !self.text.get(last.end).is_some_and(u8::is_ascii_digit);
        let end = if has_form { end } else { last.end };
        (alone || has_form).then_some(Seen { start: last.start, end, confidence: Confidence::High })
    }

    fn has_initial(&self, count: usize) -> bool {
        let first = self.window.get(self.window.len().saturating_sub(count));
        first.is_some_and(Gram::is_initial) || self.window.back().is_some_and(Gram::is_initial)
    }

    /// The last tokens, and where they start and end.
    fn grams(&self, count: usize) -> Option<(Vec<Gram>, usize, usize)> {
        let grams: Vec<Gram> = self.window.iter().skip(self.window.len() - count).copied().collect();
        let (start, end) = (grams.first()?.start, grams.last()?.end);
        Some((grams, start, end))
    }

    /// A number behind a name is part of it (`jane.doe2`), and so is a legal form.
    fn with_tail(&self, end: usize, several: bool) -> usize {
        let digits = self.with_digits(end);
        if digits > end {
            return digits;
        }
        let reach = self.text.get(end..self.text.len().min(end + 24)).unwrap_or_default();
        let gap = reach.iter().take_while(|b| matches!(b, b' ' | b',' | b'&')).count();
        if gap == 0 || gap > 3 || place::next_border(reach, 0).is_some_and(|border| border.start < gap) {
            return end;
        }
        let line = reach.split(|b| matches!(b, b'\n' | b'"' | b';' | b':')).next().unwrap_or_default();
        let grams: Vec<Gram> = Cutter::new(line).take(6).collect();
        let taken = legal::following(&grams);
        let upper = grams.first().and_then(|g| line.get(g.start)).is_some_and(u8::is_ascii_uppercase);
        match taken.checked_sub(1).and_then(|i| grams.get(i)) {
            Some(form) if upper && (several || form.end - gap >= 2) => {
                let at = end + form.end;
                if self.text.get(at).is_some_and(u8::is_ascii_alphanumeric) { end } else { at }
            }
            _ => end,
        }
    }

    fn with_digits(&self, end: usize) -> usize {
        let rest = self.text.get(end..).unwrap_or_default();
        let digits = rest.iter().take(6).take_while(|b| b.is_ascii_digit()).count();
        if digits < 6 && !rest.get(digits).is_some_and(u8::is_ascii_alphanumeric) {
            end + digits
        } else {
            end
        }
    }

    fn phone_ending_here(&mut self) {
        let Some(last) = self.window.back() else { return };
        let end = last.end;
        let (index, text) = (self.index, self.text);
        // The longest run counts: the first groups of a number are not left behind.
        let mut longest = None;
        for gram in self.window.iter().rev().take_while(|g| g.kind == GramKind::Digits) {
            let from = phone_start(text, gram.start);
            if place::next_border(text.get(from..end).unwrap_or_default(), 0).is_some() {
                break;
            }
            let Some(digits) = text.get(from..end).and_then(Digits::of) else { continue };
            let note = digits
                .readings()
                .filter(|reading| index.may_end(*reading))
                .find_map(|reading| index.anchor(Form::Phone, reading).next());
            if let Some(note) = note
                && self.has_borders(gram.start, end, false)
            {
                longest = Some((from, note));
            }
        }
        if let Some((start, note)) = longest {
            let seen = self.anchored(start, end, note);
            self.seen.push(seen);
        }
    }

    /// A match that stands for one row: parts of its name near by count too.
    fn anchored(&mut self, start: usize, end: usize, note: Note) -> Seen {
        if note != Note::default() {
            self.parts_of_name(start, end, note);
        }
        Seen { start, end, confidence: Confidence::High }
    }

    fn parts_of_name(&mut self, start: usize, end: usize, note: Note) {
        for (from, to) in [(start.saturating_sub(NEAR_BYTES), start), (end, end + NEAR_BYTES)] {
            let to = to.min(self.text.len());
            let near = self.text.get(from..to).unwrap_or_default();
            let behind = from >= end;
            // A word that the reach cuts is not looked at.
            let whole = |g: &Gram| {
                (behind || g.start > 0 || from == 0)
                    && (!behind || g.end < near.len() || to == self.text.len())
            };
            let grams = Cutter::new(near).filter(|g| g.kind == GramKind::Letters && whole(g));
            for gram in grams {
                let word = near.get(gram.start..gram.end).unwrap_or_default();
                let bits = Note::bits(gram.run);
                let (at, stop) = (from + gram.start, from + gram.end);
                let meant = word.len() >= 3
                    && note.0.contains(&bits)
                    && self.index.may_end(gram.run.hash)
                    && !crate::words::is_everyday_word(word)
                    && self.has_borders(at, stop, true);
                if meant {
                    self.seen.push(Seen { start: at, end: stop, confidence: Confidence::Medium });
                }
            }
        }
    }

    /// Two weak values of one row near one another.
    fn weak_ending_here(&mut self, gram: &Gram) {
        let runs =
            [Some(1), (self.window.len() > 1).then_some(2)].into_iter().flatten().filter_map(|count| {
                let grams = self.window.iter().skip(self.window.len() - count);
                let start = grams.clone().next()?.start;
                Some(Weak { start, end: gram.end, run: grams.fold(Run::default(), |run, g| run.then(g.run)) })
            });
        let runs: Vec<Weak> = runs.collect();
        for now in runs {
            let lower = self.text.get(now.start).is_some_and(u8::is_ascii_lowercase);
            if lower || now.run.len < 2 || !self.has_borders(now.start, now.end, false) {
                continue;
            }
            let near = |w: &&Weak| {
                let gap = self.text.get(w.end..now.start);
                gap.is_some_and(|g| {
                    g.len() <= NEAR_BYTES || (g.len() <= 5 * NEAR_BYTES && !g.contains(&b'\n'))
                })
            };
            let other =
                self.weak.iter().filter(near).find(|w| self.index.has(Form::Pair, pair(w.run, now.run)));
            if let Some(other) = other {
                for w in [*other, now] {
                    self.seen.push(Seen { start: w.start, end: w.end, confidence: Confidence::Medium });
                }
            }
            if self.weak.len() == RECENT {
                self.weak.pop_front();
            }
            self.weak.push_back(now);
        }
    }
}

/// The plus sign and the bracket before a number belong to it.
fn phone_start(text: &[u8], first: usize) -> usize {
    let before = first.checked_sub(1).and_then(|i| text.get(i));
    if before == Some(&b'+') { first - 1 } else { first }
}
