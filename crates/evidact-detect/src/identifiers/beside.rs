//! What stands right behind a person: the number of the customer, the date of birth.

use super::bytes::{before, byte, is_word, part, run};
use super::dates;
use super::names;
use super::pass::Scan;
use super::what::What;
use evidact_model::Confidence::{Low, Medium};

/// Words for people who are served; of others a date behind the name says when they did something.
const SERVED: [&[u8]; 13] = [
    b"customer",
    b"client",
    b"patient",
    b"member",
    b"kunde",
    b"kundin",
    b"klant",
    b"cliente",
    b"subscriber",
    b"policyholder",
    b"passenger",
    b"patientin",
    b"paciente",
];

/// Says whether the word names somebody who is served.
pub(super) fn is_served(word: &[u8]) -> bool {
    SERVED.iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// "customer # 445566", "Customer #: 445566", "N° client : 445566": the number of one who is served.
pub(super) fn number_of_served(scan: &mut Scan<'_>, start: usize, end: usize) -> bool {
    let text = scan.text;
    let gap = run(text, end, 2, |b| b == b' ');
    let sign = if byte(text, gap) == b'#' {
        gap + 1
    } else if is_numbered(part(text, start.saturating_sub(NUMBER_SIGN), start)) {
        end
    } else {
        return false;
    };
    let at = run(text, sign, 4, |b| matches!(b, b' ' | b':' | b'='));
    let Some(stop) = coded(text, at, 3) else { return false };
    scan.add(at, stop, What::CustomerId, Medium);
    true
}

/// How long the sign of a number before a word is at most.
const NUMBER_SIGN: usize = 5;

/// Says whether what stands before a word ends with the sign of a number: `N° `, `nº `, `№ `.
fn is_numbered(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    ["n\u{b0}", "N\u{b0}", "n\u{ba}", "N\u{ba}", "\u{2116}"]
        .iter()
        .any(|sign| before.ends_with(sign.as_bytes()))
}

/// Takes the number or date of birth behind a name that ends at `end`: "Jane Doe, C-320366", "Jane Doe (4711223)",
/// "Jane Doe, 1980-06-12".
pub(super) fn after_name(scan: &mut Scan<'_>, end: usize) {
    let text = scan.text;
    let at = match (byte(text, end), byte(text, end + 1), byte(text, end + 2)) {
        (b',' | b';', b' ', _) | (b' ', b'(' | b'#', _) => end + 2,
        (b' ', b'/' | b'-' | b'|', b' ') => end + 3,
        _ => return,
    };
    let at = at + usize::from(byte(text, at) == b'*' || byte(text, at) == b'#');
    if let Some(stop) = dates::end(text, at) {
        if is_long_ago(part(text, at, stop)) {
            scan.add(at, stop, What::BirthDate, Low);
        }
    } else if let Some(stop) = coded(text, at, 5) {
        scan.add(at, stop, What::CustomerId, Low);
    }
}

/// "Jane Doe (*14.03.1971)": the star of a birth, which opens no emphasis and no item of a list.
pub(super) fn birth_behind_star(text: &[u8], at: usize) -> Option<usize> {
    let stop = dates::end(text, at).filter(|&stop| is_long_ago(part(text, at, stop)))?;
    let opens = matches!(before(text, at - 1), b' ' | b'(' | b',');
    (opens && byte(text, stop) != b'*').then_some(stop)
}

/// Keys of lists of people, whose names no list has to know.
const SEVERAL: [&[u8]; 12] = [
    b"attendees",
    b"participants",
    b"invitees",
    b"reviewers",
    b"authors",
    b"people",
    b"persons",
    b"teilnehmer",
    b"teilnehmende",
    b"asistentes",
    b"partecipanti",
    b"deelnemers",
];

/// Says whether the word announces a list of people.
pub(super) fn is_several(word: &[u8]) -> bool {
    SEVERAL.iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// Takes the other names of a list whose first ends at `end`: "Attendees: Ann Roe, Bo Lindh, Cleo Marsh".
pub(super) fn other_names(scan: &mut Scan<'_>, mut end: usize, limit: usize) {
    let text = scan.text;
    for _ in 0..32 {
        let at = match (byte(text, end), byte(text, end + 1)) {
            (b',' | b';', b' ') => end + 2,
            _ if part(text, end, end + 5) == b" and " => end + 5,
            _ => return,
        };
        let Some(name) = names::read(text, at, limit).filter(|name| name.words >= 2) else { return };
        scan.add(at, name.end, What::Person, Low);
        end = name.end;
    }
}

/// Says whether a date names a year in which most who are served were born already, and nothing is due any more.
fn is_long_ago(date: &[u8]) -> bool {
    date.split(|b| !b.is_ascii_digit()).filter(|digits| digits.len() == 4).any(|digits| {
        let year = digits.iter().fold(0u32, |year, b| year * 10 + u32::from(b - b'0'));
        (1900..=2012).contains(&year)
    })
}

/// Reads a number with a prefix of capitals or none: `C-320366`, `KD599603`, `4711223`.
fn coded(text: &[u8], at: usize, least: usize) -> Option<usize> {
    let letters = run(text, at, 8, |b| b.is_ascii_uppercase());
    let from = letters + usize::from(letters > at && matches!(byte(text, letters), b'-' | b'_' | b'/'));
    let end = run(text, from, 24, |b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
    let end = if matches!(before(text, end), b'-' | b'/') { end - 1 } else { end };
    let digits = part(text, from, end.max(from)).iter().filter(|b| b.is_ascii_digit()).count();
    let decimal = byte(text, end) == b'.' && byte(text, end + 1).is_ascii_digit();
    (digits >= least && !decimal && !is_word(byte(text, end)) && byte(text, from).is_ascii_digit())
        .then_some(end)
}
