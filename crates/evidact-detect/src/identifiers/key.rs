//! The key that ends with a word: what it announces, and where it starts.

use super::bytes::{before, is_word, part, run_back};
use super::ending;
use super::vocabulary::{Cue, Folded, Role, lookup, lookup_word};

/// Looks up the longest known phrase that ends with the word `last..end`.
pub(super) fn role_at(text: &[u8], last: usize, end: usize, barrier: usize) -> Option<(Role, Cue)> {
    if ending::may_start_earlier(text, last, end) {
        return lookup(&Folded::new(part(text, start(text, last, barrier), end)));
    }
    let found = match plain(part(text, last, end)) {
        Some(word) => lookup_word(word),
        None => lookup(&Folded::new(part(text, last, end))),
    }?;
    // An earlier word may say more of "customer" or "id": only if it decides, or is of several parts.
    let from = if found.0.is_vague() { start(text, last, barrier) } else { last };
    let says_more = part(text, from, last)
        .split(|&b| !is_word(b))
        .any(|word| !word.is_empty() && plain(word).is_none_or(decides));
    if says_more { lookup(&Folded::new(part(text, from, end))) } else { Some(found) }
}

fn decides(word: &[u8]) -> bool {
    lookup_word(word).is_some_and(|(role, _)| role.decides())
}

/// Returns a word if it is one part, and folds by the case of its letters and the loss of its digits alone.
fn plain(word: &[u8]) -> Option<&[u8]> {
    let rest = word.get(1..)?;
    let simple = word.iter().all(u8::is_ascii_alphanumeric)
        && (!rest.iter().any(u8::is_ascii_uppercase) || !word.iter().any(u8::is_ascii_lowercase));
    simple.then_some(word)
}

/// Goes back over the words before that may belong to the key: "national insurance number", `x-real-ip`.
///
/// `last` is the start of its last word; nothing before `barrier` counts.
pub(super) fn start(text: &[u8], last: usize, barrier: usize) -> usize {
    let mut from = last;
    for _ in 0..4 {
        let joint = before(text, from);
        if !matches!(joint, b' ' | b'-' | b'.' | b'\'' | b'/') || from < barrier + 2 {
            break;
        }
        // "Kd.-Nr.": the dot of an abbreviation before the dash.
        let gap = if part(text, from - 2, from) == b".-" { 2 } else { 1 };
        let earlier = run_back(text, from - gap, 24, is_word);
        if earlier == from - gap || earlier < barrier || from - earlier > 24 {
            break;
        }
        from = earlier;
    }
    from
}
