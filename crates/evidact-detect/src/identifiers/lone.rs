//! A lone given or family name in prose, where the words around it say that a person is meant.
//!
//! The lists alone are not enough for one word: it is taken beside a verb that people do, behind a word that
//! addresses or names somebody, in a list of names, or as a speaker. What nothing supports is a suggestion.

use super::bytes::{before, byte, is_letter, is_word, part, run, run_back};
use super::names::{self, Listed};
use super::words::{Words, hash};

/// Says whether the word `start..end` of a text stands for a person by the words around it.
pub(super) fn is_person(text: &[u8], start: usize, end: usize) -> bool {
    let word = part(text, start, end);
    // One word alone below a closing is a name though no list has it; teams sign as well.
    let plain = (3..=20).contains(&word.len()) && !word.iter().skip(1).any(u8::is_ascii_uppercase);
    if !plain || is_word(byte(text, end)) {
        return false;
    }
    match names::listed(word) {
        Listed::Given => {
            is_named(text, start, end)
                || acts(text, end, true)
                || is_listed_with_others(text, start, end)
                || signs(text, start, end)
        }
        Listed::Family => speaks(text, start, end) || signs(text, start, end),
        Listed::Ambiguous | Listed::Unknown => signs(text, start, end),
        Listed::Never => false,
    }
}

/// How far a verb speaks for a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Things do it too, so it counts only behind a name that is nothing else.
    Any,
    /// Hardly anything but a person does it.
    Human,
}

/// Words behind a given name that make it a person.
static ACTS: Words<Act, 256> = Words::new(Act::Any)
    .with(
        "is was has had will would can could does did got gets gave gives spent spends began begins just really",
        Act::Any,
    )
    .with(
        "said says told asked shouted wrote replied explained called emailed texted complained lives lived works worked reports \
    reported presented resigned joined left moved thinks thought wants wanted needs needed likes liked loves loved knows knew \
    believes believed agreed denied confirmed mentioned noted points pointed went came saw met took made lost won paid bought sold",
        Act::Human,
    );

fn acts(text: &[u8], end: usize, any: bool) -> bool {
    // "Ann's address": what is hers.
    if byte(text, end) == b'\'' && byte(text, end + 1) == b's' && byte(text, end + 2) == b' ' {
        return byte(text, end + 3).is_ascii_lowercase();
    }
    let stop = run(text, end + 1, 14, |b| b.is_ascii_lowercase());
    let verb = part(text, end + 1, stop);
    byte(text, end) == b' '
        && !is_word(byte(text, stop))
        && ACTS.get(hash(verb)).is_some_and(|act| any || act == Act::Human)
}

/// Words before a name that somebody is spoken to, of or with.
static NAMING: Words<(), 128> = Words::new(()).with(
    "to at with from by for and but me him her named called says said told tell ask asked contact met meet \
    see thanks thank kid son daughter brother sister husband wife friend partner colleague boss when why is was that if starring",
    (),
);

/// Returns the word before `start`, if one space parts them.
fn previous_word(text: &[u8], start: usize) -> &[u8] {
    if before(text, start) != b' ' {
        return &[];
    }
    part(text, run_back(text, start - 1, 16, is_letter), start - 1)
}

fn is_named(text: &[u8], start: usize, end: usize) -> bool {
    let word = previous_word(text, start);
    if NAMING.get(hash(word)).is_some() {
        return true;
    }
    // "Ann: I did not", at the start of a line, perhaps behind the time.
    let speaker = before(text, start) == b'\n' || start == 0;
    if (speaker || follows_time(text, start))
        && byte(text, end) == b':'
        && matches!(byte(text, end + 1), b' ' | b'"' | b'\\')
    {
        return true;
    }
    // "Well, Ann!", "Ann, can you": somebody is addressed.
    let comma = part(text, start.saturating_sub(2), start) == b", ";
    (comma && matches!(byte(text, end), b'!' | b'?' | b'.'))
        || (speaker
            && byte(text, end) == b','
            && byte(text, end + 1) == b' '
            && byte(text, end + 2).is_ascii_lowercase())
}

/// "[09:05:39] Ann", "09:05 Ann", "2026-02-01 09:05 - Ann": a message begins with its time.
fn follows_time(text: &[u8], start: usize) -> bool {
    let gap = run_back(text, start, 4, |b| matches!(b, b' ' | b']' | b')' | b'-' | b'<' | b'|'));
    let digits = run_back(text, gap, 12, |b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z'));
    let time = part(text, digits, gap);
    gap < start && time.len() >= 4 && time.contains(&b':')
}

/// Says whether the name `start..end` is the speaker of a message, whatever kind of text holds it.
pub(super) fn speaks_in_chat(text: &[u8], start: usize, end: usize) -> bool {
    let name = part(text, start, end);
    byte(text, end) == b':'
        && byte(text, end + 1) == b' '
        && (3..=20).contains(&name.len())
        && follows_time(text, start)
        && matches!(names::listed(name), Listed::Given | Listed::Ambiguous | Listed::Family)
}

/// Words that end a letter; a name stands below them.
const CLOSINGS: [&str; 34] = [
    "thanks",
    "thank you",
    "regards",
    "best",
    "kind",
    "warm",
    "cheers",
    "sincerely",
    "yours",
    "love",
    "mit freundlichen",
    "viele gr",
    "liebe gr",
    "beste gr",
    "danke",
    "gruß",
    "mfg",
    "merci",
    "cordialement",
    "saludos",
    "gracias",
    "grazie",
    "met vriendelijke",
    "have a ",
    "see you",
    "talk soon",
    "all the best",
    "schöne",
    "einen schönen",
    "bis bald",
    "bis dann",
    "bonne ",
    "bon week",
    "buen ",
];

/// Closings of one word that start headings as well: "Best practices", "Kind of data".
const ALSO_HEADINGS: [&str; 6] = ["best", "kind", "warm", "love", "yours", "schöne"];
/// What makes a closing of them.
const COURTESIES: [&str; 8] =
    ["regards", "wishes", "truly", "sincerely", "faithfully", "grüße", "wochenende", "gruß"];

/// Says whether the two to four words `start..end`, which no list knows, sign a letter.
pub(super) fn signs_in_full(text: &[u8], start: usize, end: usize) -> bool {
    let Some(above) = closing_above(text, start, end) else { return false };
    let heading = ALSO_HEADINGS.iter().any(|word| above.starts_with(word.as_bytes()));
    let bare = above.iter().all(|b| b.is_ascii_alphabetic() || matches!(b, b',' | b'!'))
        && above.last().is_some_and(|b| !b.is_ascii_alphabetic());
    !heading || bare || COURTESIES.iter().any(|word| memchr::memmem::find(&above, word.as_bytes()).is_some())
}

/// Words before the names of those who came to a meeting, or did not.
const ROLL_CALLS: [&str; 16] = [
    "present",
    "absent",
    "apologies",
    "in attendance",
    "anwesend",
    "anwesende",
    "abwesend",
    "entschuldigt",
    "teilgenommen",
    "présents",
    "presents",
    "excusés",
    "presentes",
    "presenti",
    "aanwezig",
    "afwezig",
];

/// Says whether the line up to `start` calls the roll: "Present: Ann Roe, Bo Lindh".
pub(super) fn is_present(text: &[u8], start: usize) -> bool {
    let from = run_back(text, start, 200, |b| b != b'\n');
    let lead = part(text, from, start);
    let Some(colon) = memchr::memchr(b':', lead) else { return false };
    let skip = lead.iter().take_while(|b| matches!(b, b' ' | b'*' | b'-' | b'#' | b'>' | b'_')).count();
    let key = part(lead, skip, colon);
    let tail = key.iter().rev().take_while(|b| matches!(b, b' ' | b'*' | b'_')).count();
    let key = part(key, 0, key.len() - tail).to_ascii_lowercase();
    ROLL_CALLS.iter().any(|word| word.as_bytes() == key)
}

/// Says whether the name `start..end` is all of its line, and the line above it ends a letter.
fn signs(text: &[u8], start: usize, end: usize) -> bool {
    closing_above(text, start, end).is_some()
}

/// Returns the line above a name that is all of its line, in small letters, if it ends a letter.
fn closing_above(text: &[u8], start: usize, end: usize) -> Option<Vec<u8>> {
    let lead = run_back(text, start, 4, |b| matches!(b, b' ' | b'>' | b'-' | b'\t'));
    let ends_line = matches!(byte(text, end), b'\n' | b'\r') || end == text.len();
    if before(text, lead) != b'\n' || lead == 0 || !ends_line {
        return None;
    }
    let gap = run_back(text, lead, 6, |b| matches!(b, b'\n' | b'\r' | b' ' | b'>'));
    let line = run_back(text, gap, 48, |b| b != b'\n');
    let above = part(text, line, gap).trim_ascii().to_ascii_lowercase();
    let closes = gap - line < 48 && CLOSINGS.iter().any(|closing| above.starts_with(closing.as_bytes()));
    closes.then_some(above)
}

/// "Ann, Bob and Cleo": a name beside a name.
fn is_listed_with_others(text: &[u8], start: usize, end: usize) -> bool {
    let after = match (byte(text, end), byte(text, end + 1)) {
        (b',', b' ') => end + 2,
        (b' ', b'a') if part(text, end, end + 5) == b" and " => end + 5,
        _ => 0,
    };
    let next = run(text, after, 20, is_letter);
    if after > 0 && next > after && names::listed(part(text, after, next)) == Listed::Given {
        return true;
    }
    let back = match part(text, start.saturating_sub(2), start) {
        b", " => start - 2,
        _ if part(text, start.saturating_sub(5), start) == b" and " => start - 5,
        _ => return false,
    };
    let from = run_back(text, back, 20, is_letter);
    from < back && names::listed(part(text, from, back)) == Listed::Given
}

/// A family name alone is taken only where somebody speaks: "says Roe", "Roe said".
fn speaks(text: &[u8], start: usize, end: usize) -> bool {
    let word = previous_word(text, start);
    [b"says".as_slice(), b"said", b"told", b"asked", b"wrote", b"named"].contains(&word)
        || (!names::starts_sentence(text, start) && acts(text, end, false))
}

/// Says whether the two to four words `start..end` are all of their line, and the lines below hold what
/// stands below a name: an address, a number, a mailbox.
pub(super) fn heads_a_block(text: &[u8], start: usize, end: usize) -> bool {
    let lead = run_back(text, start, 8, |b| matches!(b, b' ' | b'\t' | b'>' | b'*' | b'?' | b'|'));
    let alone = matches!(before(text, lead), b'\n' | b'\r') && matches!(byte(text, end), b'\n' | b'\r');
    let heading = part(text, start, end).iter().filter(|b| b.is_ascii_uppercase()).count() > 6;
    if heading || !(alone || (lead == 0 && byte(text, end) == b'\n')) {
        return false;
    }
    let below = part(text, end, text.len().min(end + 240));
    let lines = below.split(|&b| b == b'\n').map(<[u8]>::trim_ascii_start).filter(|l| !l.is_empty()).take(6);
    lines.clone().any(|line| {
        let digits = line.iter().filter(|b| b.is_ascii_digit()).count();
        let numbered = line.iter().find(|b| b.is_ascii_alphanumeric()).is_some_and(u8::is_ascii_digit);
        let house = numbered
            && line.len() < 60
            && line.iter().any(u8::is_ascii_uppercase)
            && (1..=9).contains(&digits);
        let short = line.len() < 60 && !line.iter().any(|b| b":={".contains(b));
        short && (house || line.contains(&b'@') || digits >= 7)
    }) && lines.clone().count() >= 2
}

#[cfg(test)]
mod tests {
    use super::{heads_a_block, is_person};

    fn person(text: &str, name: &str) -> bool {
        let start = text.find(name).unwrap_or_default();
        is_person(text.as_bytes(), start, start + name.len())
    }

    #[test]
    fn knows_people_by_the_words_around() {
        for (text, name) in [
            ("We shouted at Gary twice.", "Gary"),
            ("Why is Samantha late?", "Samantha"),
            ("Kevin had the keys.", "Kevin"),
            ("They were Rasmus, Jessica and Dana.", "Jessica"),
            ("so is Oscar's address", "Oscar"),
            ("a\nNathan: I did not", "Nathan"),
            ("do not go, Sandra!", "Sandra"),
            ("\"It moves,\" says Eklund.", "Eklund"),
        ] {
            assert!(person(text, name), "{text}");
        }
    }

    #[test]
    fn leaves_words_that_only_look_like_names() {
        for (text, name) in [
            ("The Oscar ceremony", "Oscar"),
            ("Install Django first.", "Django"),
            ("The Jansen method", "Jansen"),
            ("go to Paris", "Paris"),
            ("signed by YARA", "YARA"),
        ] {
            assert!(!person(text, name), "{text}");
        }
    }

    #[test]
    fn reads_the_head_of_a_block() {
        let text = b"x\nPinabel Marcil\n12 Long Lane\nTown 12345\n";
        assert!(heads_a_block(text, 2, 16));
        assert!(!heads_a_block(b"x\nGetting Started\nFirst install it.\n", 2, 17));
    }
}
