//! What a text around a match says: whether a short form is meant as a name.

use super::search::Seen;
use super::tokens::{Gram, GramKind};
use crate::words::is_everyday_word;
use evidact_model::Confidence;
use std::ops::Range;

/// Words before the name of an account.
const CUES: [&str; 38] = [
    "user",
    "username",
    "login",
    "logon",
    "owner",
    "author",
    "assignee",
    "reporter",
    "actor",
    "uid",
    "account",
    "member",
    "principal",
    "sub",
    "operator",
    "by",
    "for",
    "from",
    "to",
    "cc",
    "committer",
    "reviewer",
    "approver",
    "creator",
    "createdby",
    "updatedby",
    "modifiedby",
    "uname",
    "handle",
    "contact",
    "agent",
    "requester",
    "customer",
    "benutzer",
    "utilisateur",
    "usuario",
    "su",
    "sudo",
];

/// Returns the next border of two cells, list items or strings in a text, from an offset on: quotes, tabs,
/// semicolons and bars, and a comma that is not written as in "Doe, Jane".
pub(super) fn next_border(text: &[u8], from: usize) -> Option<Range<usize>> {
    let at = |i: Option<usize>| i.and_then(|i| text.get(i)).copied().unwrap_or(b' ');
    let is_quote = |b: u8| matches!(b, b'\'' | b'`');
    let is_border = |i: usize| match at(Some(i)) {
        b'"' | b'\t' | b';' | b'|' => true,
        b',' => {
            let (before, next) = (at(i.checked_sub(1)), at(Some(i + 1)));
            !matches!(next, b' ' | b'\r' | b'\n') || is_quote(before) || is_quote(at(Some(i + 2)))
        }
        _ => false,
    };
    let start = (from..text.len()).find(|&i| is_border(i))?;
    Some(start..start + 1)
}

/// Says whether a byte is one of a letter or digit in any script.
pub(super) fn is_part_of_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || !b.is_ascii()
}

/// Cuts a match where a cell, a list item or a string ends: what goes over such a border is two values, and the
/// border stays. A piece is half a name: it is meant here, and elsewhere it may be a word.
pub(super) fn pieces(text: &[u8], seen: Seen) -> impl Iterator<Item = Seen> {
    let value = text.get(seen.start..seen.end).unwrap_or_default();
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        let border = next_border(value, from);
        let end = border.as_ref().map_or(value.len(), |b| b.start);
        at = border.map(|b| b.end);
        Some((from, end))
    })
    .filter_map(move |(from, end)| {
        let whole = from == 0 && end == value.len();
        if whole {
            return Some(seen);
        }
        let piece = value.get(from..end)?;
        let lead = piece.iter().position(|b| is_part_of_word(*b))?;
        let tail = piece.iter().rposition(|b| is_part_of_word(*b))? + 1;
        Some(Seen {
            start: seen.start + from + lead,
            end: seen.start + from + tail,
            confidence: Confidence::Low,
        })
    })
}

/// Says whether a user name is expected at a place: behind a cue, in a home folder, before a host.
pub(super) fn expects_user(text: &[u8], start: usize, end: usize) -> bool {
    let before = text.get(start.saturating_sub(32)..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    if after.starts_with(b"@") || matches!(before.last(), Some(b'@' | b'~')) {
        return true;
    }
    // An entry of `passwd`.
    let starts_line = matches!(before.last(), None | Some(b'\n'));
    if starts_line && [&b":x:"[..], b":*:", b":!:"].iter().any(|mark| after.starts_with(mark)) {
        return true;
    }
    let folder = |name: &[u8]| before.len() >= name.len() && before.to_ascii_lowercase().ends_with(name);
    if folder(b"home/") || folder(b"users/") || folder(b"users\\") {
        return true;
    }
    let joint = before
        .iter()
        .rev()
        .take_while(|b| matches!(b, b' ' | b'"' | b'\'' | b':' | b'=' | b'>' | b'`'))
        .count();
    let Some(head) = before.get(..before.len() - joint).filter(|_| joint > 0) else { return false };
    let word =
        head.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let key: Vec<u8> = head
        .get(head.len() - word..)
        .unwrap_or_default()
        .iter()
        .filter(|b| b.is_ascii_alphanumeric())
        .map(u8::to_ascii_lowercase)
        .collect();
    let separated = before
        .get(before.len() - joint..)
        .is_some_and(|j| j.iter().any(|b| matches!(b, b':' | b'=' | b'"' | b'\'')));
    let last = head.get(head.len() - word..).unwrap_or_default();
    let last = last.rsplit(|b| matches!(b, b'_' | b'-')).next().unwrap_or_default().to_ascii_lowercase();
    let cued = |key: &[u8]| CUES.iter().any(|cue| cue.as_bytes() == key);
    // "by" and "for" are words of any sentence; with a separator they are keys.
    (cued(&key) || cued(&last)) && (separated || key.len() > 4)
}

fn starts_upper(text: &[u8], gram: &Gram) -> bool {
    let rest = text.get(gram.start..gram.end).unwrap_or_default();
    rest.first().is_some_and(u8::is_ascii_uppercase) || starts_upper_wide(rest)
}

fn starts_upper_wide(word: &[u8]) -> bool {
    let head = word.get(..word.len().min(4)).unwrap_or_default();
    let valid = head.utf8_chunks().next().map(|c| c.valid().chars().next());
    valid.flatten().is_some_and(|c| !c.is_lowercase() && !c.is_ascii())
}

fn word<'t>(text: &'t [u8], gram: &Gram) -> &'t [u8] {
    text.get(gram.start..gram.end).unwrap_or_default()
}

fn all_everyday(text: &[u8], grams: &[Gram]) -> bool {
    grams.iter().all(|g| g.kind == GramKind::Letters && (g.is_initial() || is_everyday_word(word(text, g))))
}

fn all_upper(text: &[u8], grams: &[Gram]) -> bool {
    // The second half of a word that a line end cuts begins small.
    let whole =
        grams.iter().zip(std::iter::once(None).chain(grams.iter().map(Some))).filter(|(gram, before)| {
            let gap = before.and_then(|before| text.get(before.end..gram.start));
            !gap.is_some_and(cuts_word)
        });
    whole.map(|(gram, _)| gram).all(|g| g.kind != GramKind::Letters || starts_upper(text, g))
}

/// Says whether a gap is the end of a line within a word: a hyphen, and what the next line begins with.
pub(super) fn cuts_word(gap: &[u8]) -> bool {
    let hyphens = [&b"-"[..], "\u{2010}".as_bytes(), "\u{AD}".as_bytes()];
    let Some(rest) = hyphens.into_iter().find_map(|hyphen| gap.strip_prefix(hyphen)) else { return false };
    rest.contains(&b'\n') && rest.iter().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | b'>'))
}

/// Says whether the tokens of a full name or company may be meant as one.
pub(super) fn is_name(text: &[u8], grams: &[Gram]) -> bool {
    let gaps =
        || grams.windows(2).filter_map(|w| if let [a, b] = w { text.get(a.end..b.start) } else { None });
    // A name goes over a line end in prose only, and never over a slash.
    let broken = gaps().any(|gap| gap.contains(&b'\n') && !cuts_word(gap));
    if gaps().any(|gap| gap.contains(&b'/')) || (broken && !all_upper(text, grams)) {
        return false;
    }
    match grams {
        [one] => !is_everyday_word(word(text, one)),
        // "will power", "grant access": words before they are names. In capitals they may be one.
        _ if all_everyday(text, grams) => all_upper(text, grams) && !broken,
        _ => true,
    }
}

/// Says whether a first letter and a family name are meant as a name: "J. Doe", "Doe, J.", `j.doe`, `JDoe`.
pub(super) fn is_initial(text: &[u8], grams: &[Gram]) -> bool {
    let (Some(first), Some(last)) = (grams.first(), grams.last()) else { return false };
    let user = || expects_user(text, first.start, last.end);
    if grams.len() == 1 {
        let letters = word(text, first);
        let camel = matches!(letters, [a, b, c, ..] if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_lowercase());
        return (camel || user()) && !is_everyday_word(letters);
    }
    let gap = |a: usize, b: usize| match (grams.get(a), grams.get(b)) {
        (Some(a), Some(b)) => text.get(a.end..b.start).unwrap_or_default(),
        _ => b"",
    };
    let handle = |gap: &[u8]| matches!(gap, b"." | b"_" | b"-");
    let upper = all_upper(text, grams);
    if first.is_initial() {
        let family = grams.get(1..).unwrap_or_default();
        let letters: usize = family.iter().map(|g| g.end - g.start).sum();
        let gap = gap(0, 1);
        return match () {
            () if upper && gap.contains(&b'.') => !gap.contains(&b'\n'),
            () if upper && matches!(gap, b" " | b"_" | b"-" | b"  ") => {
                letters >= 3 && !all_everyday(text, family)
            }
            () if handle(gap) => user() || (letters >= 6 && !all_everyday(text, family)),
            () => gap.is_empty() && user(),
        };
    }
    if !last.is_initial() {
        return user();
    }
    let gap = gap(grams.len() - 2, grams.len() - 1);
    let dotted = text.get(last.end) == Some(&b'.');
    (upper && (gap == b", " || (dotted && gap == b" "))) || (handle(gap) && user())
}

/// Says whether a token is a word of its own that may be one name of somebody: with a capital letter, and no word
/// of everyday language.
pub(super) fn is_lone_name(text: &[u8], gram: &Gram) -> bool {
    let beside = |i: Option<usize>| i.and_then(|i| text.get(i)).is_some_and(u8::is_ascii_alphanumeric);
    let whole = !beside(gram.start.checked_sub(1)) && !beside(Some(gram.end));
    whole && gram.kind == GramKind::Letters && starts_upper(text, gram) && !is_everyday_word(word(text, gram))
}

/// Says whether a token is a word of its own, whatever script stands beside it.
pub(super) fn is_whole(text: &[u8], gram: &Gram) -> bool {
    let inside = |i: Option<usize>| i.and_then(|i| text.get(i)).is_some_and(u8::is_ascii_alphanumeric);
    let before = text.get(..gram.start).unwrap_or_default();
    let behind = text.get(gram.end..).unwrap_or_default();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let last = before.get(before.len().saturating_sub(4)..).unwrap_or_default().utf8_chunks().last();
    let next = behind.get(..behind.len().min(4)).unwrap_or_default().utf8_chunks().next();
    !inside(gram.start.checked_sub(1))
        && !inside(Some(gram.end))
        && !is_letter(last.and_then(|chunk| chunk.valid().chars().next_back()))
        && !is_letter(next.and_then(|chunk| chunk.valid().chars().next()))
}

/// Says whether tokens are written as one word.
pub(super) fn is_one_word(grams: &[Gram]) -> bool {
    grams.windows(2).all(|w| matches!(w, [a, b] if a.end == b.start))
}

/// Says whether a word with a capital letter, an everyday one perhaps, stands where small letters are expected: not at
/// the start of a line or sentence, and in no word with others.
pub(super) fn stands_out(text: &[u8], gram: &Gram) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| text.get(i)).copied().unwrap_or(b'\n');
    let inside = |b: u8| is_part_of_word(b) || matches!(b, b'-' | b'_' | b'/' | b'@');
    let behind_word = at(gram.start.checked_sub(1)) == b' '
        && gram
            .start
            .checked_sub(2)
            .and_then(|i| text.get(i))
            .is_some_and(|b| is_part_of_word(*b) || *b == b',');
    behind_word && starts_upper(text, gram) && !inside(text.get(gram.end).copied().unwrap_or(b' '))
}

/// Says whether the tokens of a user name may be meant as one.
pub(super) fn is_handle(text: &[u8], grams: &[Gram]) -> bool {
    let (Some(first), Some(last)) = (grams.first(), grams.last()) else { return false };
    let whole = text.get(first.start..last.end).unwrap_or_default();
    let joined =
        whole.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-') || *b >= 0x80);
    let lettered = grams.iter().any(|g| g.kind == GramKind::Letters);
    if !joined || !lettered || all_everyday(text, grams) {
        return false;
    }
    let numbered = grams.iter().any(|g| g.kind == GramKind::Digits);
    (numbered
        && whole.len() >= 6
        && grams.iter().any(|g| g.end - g.start >= 4 && g.kind == GramKind::Letters))
        || expects_user(text, first.start, last.end)
}

/// Says whether a number stands by itself: not in an amount, a version or a time.
pub(super) fn is_number(text: &[u8], grams: &[Gram]) -> bool {
    let (Some(first), Some(last)) = (grams.first(), grams.last()) else { return false };
    if next_border(text.get(first.start..last.end).unwrap_or_default(), 0).is_some() {
        return false;
    }
    let digits = grams.iter().all(|g| g.kind == GramKind::Digits);
    let length = last.end - first.start;
    if !digits || (grams.len() == 1 && length >= 10) {
        return true;
    }
    let at = |i: Option<usize>| i.and_then(|i| text.get(i)).copied().unwrap_or(b' ');
    let fraction = |dot: u8, digit: u8| dot == b'.' && digit.is_ascii_digit();
    let (before, earlier) = (at(first.start.checked_sub(1)), at(first.start.checked_sub(2)));
    if fraction(before, earlier) || fraction(at(Some(last.end)), at(Some(last.end + 1))) {
        return false;
    }
    // A short number is written as one; `2026-11` and `1, 0, 255` are others.
    let total: usize = grams.iter().map(|g| g.end - g.start).sum();
    let gaps = grams.windows(2).map(|w| if let [a, b] = w { text.get(a.end..b.start) } else { None });
    let mut gaps = gaps.map(Option::unwrap_or_default);
    let gap = gaps.next();
    gap.is_none_or(|gap| {
        let groups = grams.iter().all(|g| g.end - g.start >= 2);
        total >= 9 && groups && matches!(gap, b"-" | b" " | b"/") && gaps.all(|other| other == gap)
    })
}
