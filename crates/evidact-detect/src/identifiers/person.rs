//! Names by list: a known given name followed by a word of the shape of a name.

use super::bytes::{before, byte, is_letter, is_word, part, run};
use super::lone;
use super::names::{self, Listed, Middle};
use super::pass::Scan;
use super::what::What;
use super::words::{Words, hash_lower};
use evidact_model::Confidence::{Low, Medium};
use evidact_model::TextKind;

/// Looks at a capitalised word as the start of a name.
pub(super) fn by_list(scan: &mut Scan<'_>, start: usize, end: usize) {
    let text = scan.text;
    let previous = before(text, start);
    if start < scan.name_end {
        return;
    }
    if scan.kind == TextKind::Prose
        && !matches!(previous, b'.' | b'/' | b'@' | b'\\' | b'$' | b'#' | b'-' | b'_')
        && !is_word(previous)
        && lone::is_person(text, start, end)
        && !goes_on(text, end)
    {
        scan.add(start, end, What::Person, Low);
        return;
    }
    if matches!(scan.kind, TextKind::Log | TextKind::Prose)
        && !is_word(previous)
        && lone::speaks_in_chat(text, start, end)
    {
        scan.add(start, end, What::Person, Low);
        return;
    }
    if is_word(previous)
        || matches!(previous, b'.' | b'/' | b'@' | b'\\' | b'$' | b'#' | b'=' if previous != b'=')
    {
        return;
    }
    // Most capitalised words have no capitalised neighbour: look before reading.
    let next = byte(text, end);
    if !matches!(next, b' ' | b'-' | b'\'' | b',' | b'.') {
        return;
    }
    let second = byte(text, end + 1);
    if next == b' ' && second != b' ' && !is_letter(second) {
        return;
    }
    // Only particles are short and in small letters: "Maria de la Cruz".
    if second.is_ascii_lowercase() {
        let stop = run(text, end + 1, 6, |b| b.is_ascii_lowercase());
        if stop > end + 6 || (next == b' ' && !names::is_particle(part(text, end + 1, stop))) {
            return;
        }
    }
    let kind = names::listed(part(text, start, end));
    if kind == Listed::Never || (kind == Listed::Unknown && is_job(part(text, start, end))) {
        return;
    }
    if next == b',' {
        if let Some(stop) = names::read_reversed(text, start, text.len()) {
            scan.add(start, stop, What::Person, Low);
        }
        return;
    }
    let Some(name) = names::read(text, start, text.len()) else { return };
    if name.words < 2 {
        return;
    }
    let first =
        names::word_at(text, start).map_or(Listed::Unknown, |w| names::listed(part(text, start, w.end)));
    let unannounced = !names::starts_sentence(text, start);
    let low = match first {
        Listed::Given => true,
        Listed::Ambiguous => {
            name.known_family
                || (name.known_given && unannounced)
                || does_what_people_do(text, name.end)
                || lone::signs_in_full(text, start, name.end)
                || lone::is_present(text, start)
        }
        // An unknown word before a known family name: names are more varied than any list.
        Listed::Unknown | Listed::Family => {
            (name.known_family && unannounced)
                || name.middle == Middle::Initial
                || does_what_people_do(text, name.end)
                || follows_a_job(text, start)
                || lone::heads_a_block(text, start, name.end)
                || lone::signs_in_full(text, start, name.end)
                || lone::is_present(text, start)
        }
        Listed::Never => false,
    };
    if !low || is_acronym(text, start, end) || names::in_notice(text, start) {
        return;
    }
    let confidence = if first == Listed::Given && name.known_family { Medium } else { Low };
    scan.name_end = name.end;
    scan.add(start, name.end, What::Person, confidence);
}

/// "YARA Rule": capitals before a word in small letters are an acronym, though a name is spelled like it.
fn is_acronym(text: &[u8], start: usize, end: usize) -> bool {
    let capitals = |word: &[u8]| word.len() > 1 && word.iter().all(u8::is_ascii_uppercase);
    let next = run(text, end + 1, 40, is_letter);
    capitals(part(text, start, end)) && !capitals(part(text, end + 1, next)) && byte(text, end) == b' '
}

/// Says whether another word of a name follows, so that this is not a lone one.
fn goes_on(text: &[u8], end: usize) -> bool {
    byte(text, end) == b' '
        && names::word_at(text, end + 1)
            .is_some_and(|w| names::listed(part(text, end + 1, w.end)) != Listed::Never)
}

/// Words for what somebody is or did, right before a name.
static JOBS: Words<(), 128> = Words::new(()).with(
    "producer director founder author singer actor actress writer editor commenter reporter journalist \
    coach colleague neighbour neighbor captain detective inspector lawyer attorney senator governor ceo cto cfo president chairman \
    spokesman spokeswoman spokesperson directed produced written composed sung starring played add remove husband wife partner name under",
    (),
);

fn follows_a_job(text: &[u8], start: usize) -> bool {
    if before(text, start) != b' ' {
        return false;
    }
    let mut end = start - 1;
    let mut from = super::bytes::run_back(text, end, 14, is_letter);
    if part(text, from, end) == b"by" && before(text, from) == b' ' {
        end = from - 1;
        from = super::bytes::run_back(text, end, 14, is_letter);
    }
    is_job(part(text, from, end))
}

fn is_job(word: &[u8]) -> bool {
    JOBS.get(hash_lower(word)).is_some()
}

/// Verbs that follow a name and hardly anything else.
const VERBS: [&[u8]; 18] = [
    b"logged",
    b"signed",
    b"said",
    b"says",
    b"wrote",
    b"called",
    b"asked",
    b"emailed",
    b"replied",
    b"told",
    b"complained",
    b"lives",
    b"works",
    b"reports",
    b"reported",
    b"presented",
    b"resigned",
    b"joined",
];

/// How far `VALUES` may stand before a value of a row of SQL.
const ROW_BYTES: usize = 320;

/// Looks at a capitalised word in code as the start of a name that is all of a value in a row of SQL.
pub(super) fn in_row(scan: &mut Scan<'_>, start: usize) {
    let text = scan.text;
    let opens = part(text, start.saturating_sub(3), start);
    if !(opens.ends_with(b",'") || opens.ends_with(b", '") || opens.ends_with(b"('")) {
        return;
    }
    let Some(name) = names::read(text, start, text.len()).filter(|name| name.words >= 2) else { return };
    let first =
        names::word_at(text, start).map_or(Listed::Unknown, |w| names::listed(part(text, start, w.end)));
    let known = first == Listed::Given || name.known_family;
    let closes = byte(text, name.end) == b'\'' && matches!(byte(text, name.end + 1), b',' | b')');
    let lead = part(text, start.saturating_sub(ROW_BYTES), start);
    let row = known
        && closes
        && memchr::memmem::rfind(lead, b"VALUES").or(memchr::memmem::rfind(lead, b"values")).is_some();
    if row {
        scan.add(start, name.end, What::Person, Low);
    }
}

fn does_what_people_do(text: &[u8], end: usize) -> bool {
    let stop = super::bytes::run(text, end + 1, 12, |b| b.is_ascii_lowercase());
    byte(text, end) == b' ' && VERBS.contains(&part(text, end + 1, stop)) && !is_word(byte(text, stop))
}
