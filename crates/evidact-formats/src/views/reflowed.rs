//! A sentence that goes on in the next line: the label at the end of one speaks for the value at the start of the
//! next.
//!
//! Numbers that are written in groups go on in the next line, too: of telephones, cards and bank accounts.
//!
//! Else only line ends behind a word for a credential are read so, and only before what looks like no word: a prompt for
//! a password is followed by a greeting, not by a value.

use super::{Hit, Source};
use evidact_model::Format;

/// What announces a value, folded; the end of a word.
const CUES: [&[u8]; 20] = [
    b"password",
    b"passwort",
    b"kennwort",
    b"passphrase",
    b"passcode",
    b"passwd",
    b"pwd",
    b"secret",
    b"token",
    b"key",
    b"pin",
    b"credential",
    b"credentials",
    b"code",
    b"pass",
    b"passe",
    b"senha",
    b"wachtwoord",
    "contraseña".as_bytes(),
    "hasło".as_bytes(),
];
/// What may stand between the word and the line end.
const LINKS: [&[u8]; 8] = [b"is", b"was", b"ist", b"war", b"lautet", b"est", b"es", b"to"];
/// How long a value is at least and at most.
const VALUE: std::ops::RangeInclusive<usize> = 6..=200;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let sentences = matches!(source.format, Format::Text | Format::Markdown);
    if !sentences && source.format != Format::Html {
        return None;
    }
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let line_end = at + memchr::memchr(b'\n', bytes.get(at..)?)?;
        at = line_end + 1;
        let before = bytes.get(line_end.saturating_sub(64).max(from)..line_end)?.trim_ascii_end();
        let next = at + bytes.get(at..)?.iter().take(80).take_while(|b| is_prefix(**b)).count();
        let rest = bytes.get(next..)?;
        let half = is_half_a_number(before) && rest.first().is_some_and(u8::is_ascii_digit);
        if half || in_groups(before, rest) || sentences && announces(before) && starts_with_value(rest) {
            let blank = bytes.get(..line_end)?.len() - bytes.get(..line_end)?.trim_ascii_end().len();
            out.push(b' ');
            return Some(Hit { start: (line_end - blank).max(from), end: next });
        }
    }
}

fn is_prefix(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'>' | b'|')
}

/// Says whether a line ends in a word for a credential, perhaps with a colon, an `=` or `is` behind it.
fn announces(line: &[u8]) -> bool {
    let tied = line.strip_suffix(b":").or_else(|| line.strip_suffix(b"=")).unwrap_or(line).trim_ascii_end();
    let (rest, word) = last_word(tied);
    let word = if LINKS.iter().any(|l| word.eq_ignore_ascii_case(l)) { last_word(rest).1 } else { word };
    CUES.iter().any(|cue| {
        let start = word.len().checked_sub(cue.len());
        start.and_then(|s| word.get(s..)).is_some_and(|end| end.eq_ignore_ascii_case(cue))
    })
}

/// Says whether a line ends within a telephone number that begins with the country: `call +44`.
fn is_half_a_number(line: &[u8]) -> bool {
    let part = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'(' | b')' | b'.' | b'/');
    let tail = line.iter().rev().take(20).take_while(|b| part(b)).count();
    let start = line.len() - tail;
    let ends = line.last().is_some_and(|b| b.is_ascii_digit() || *b == b')');
    ends && tail > 0
        && start > 0
        && line.get(start - 1) == Some(&b'+')
        && line.get(start).is_some_and(u8::is_ascii_digit)
        && (start == 1 || line.get(start - 2).is_some_and(|b| !b.is_ascii_alphanumeric()))
}

/// Says whether the groups at the end of a line and those at the start of the next one may be a card number, or the
/// number of a bank account that begins with its country (ISO 13616), set in groups of four.
fn in_groups(line: &[u8], next: &[u8]) -> bool {
    let inner = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase() || *b == b' ';
    let tail = line.len() - line.iter().rev().take(48).take_while(|b| inner(b)).count();
    let whole =
        line.get(..tail).and_then(<[u8]>::last).is_none_or(|b| !b.is_ascii_alphanumeric() && b.is_ascii());
    let left = || line.get(tail..).unwrap_or_default().split(|b| *b == b' ').skip(usize::from(!whole));
    let head = next.iter().take(48).take_while(|b| inner(b)).count();
    let right = next.get(..head).unwrap_or_default();
    let cut = next.get(head).is_some_and(u8::is_ascii_alphanumeric);
    // `52 in March`, `52 In March`: the last word ran into what is no group.
    let right = if cut { right.rsplitn(2, |b| *b == b' ').nth(1).unwrap_or_default() } else { right };
    let right = || right.split(|b| *b == b' ').filter(|g| !g.is_empty());
    let digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    let four = |group: &&[u8]| group.len() == 4 && digits(group);
    let cards = (
        left().collect::<Vec<_>>().into_iter().rev().take_while(four).count(),
        right().take_while(four).count(),
    );
    if cards.0 > 0 && cards.1 > 0 && cards.0 + cards.1 == 4 {
        return true;
    }
    let country = |group: &[u8]| match group {
        [a, b, rest @ ..] => {
            a.is_ascii_uppercase() && b.is_ascii_uppercase() && rest.len() == 2 && digits(rest)
        }
        _ => false,
    };
    let Some(first) = left().collect::<Vec<_>>().iter().rposition(|group| country(group)) else {
        return false;
    };
    let groups = || left().skip(first).chain(right().take(9)).filter(|g| !g.is_empty());
    let full = groups().take_while(|g| g.len() == 4).count();
    let last = groups()
        .nth(full)
        .map_or(0, |g| if g.len() < 4 && g.iter().any(u8::is_ascii_digit) { g.len() } else { 0 });
    right().next().is_some() && (15..=34).contains(&(full * 4 + last))
}

fn last_word(line: &[u8]) -> (&[u8], &[u8]) {
    let start = line.iter().rposition(u8::is_ascii_whitespace).map_or(0, |n| n + 1);
    let (rest, word) = line.split_at(start);
    (rest.trim_ascii_end(), word)
}

/// Says whether a line begins with something that is no word.
fn starts_with_value(line: &[u8]) -> bool {
    let len = line.iter().take(*VALUE.end() + 1).take_while(|b| !b.is_ascii_whitespace()).count();
    let token = line.get(..len).unwrap_or_default();
    let token = token.strip_suffix(b".").or_else(|| token.strip_suffix(b",")).unwrap_or(token);
    VALUE.contains(&token.len())
        && token.iter().any(u8::is_ascii_digit)
        && token.iter().any(u8::is_ascii_alphabetic)
        && !token.ends_with(b":")
}

#[cfg(test)]
mod tests {
    use super::{announces, in_groups, is_half_a_number, starts_with_value};

    #[test]
    fn a_word_for_a_credential_announces_a_value() {
        for line in ["and the Password:", "the api key is", "das Passwort lautet", "with the token", "pin ="]
        {
            assert!(announces(line.as_bytes()), "{line}");
        }
        for line in ["the monkeys", "is", "", ":", "a token of 12"] {
            assert!(!announces(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_number_may_be_wrapped_behind_its_country() {
        assert!(is_half_a_number(b"call +44") && is_half_a_number(b"+49 (0)30 1234"));
        for line in ["a+44", "1 + 44", "+", "+44 is", "12 44"] {
            assert!(!is_half_a_number(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_card_and_an_account_may_be_wrapped_between_their_groups() {
        for (line, next) in [
            ("the card 4111 1111", "1111 1111 was charged."),
            ("4111", "1111 1111 1111"),
            ("to IBAN DE89 3704", "0440 0532 0130 00 in March"),
            ("to GB82 WEST 1234", "5698 7654 32."),
        ] {
            assert!(in_groups(line.as_bytes(), next.as_bytes()), "{line}");
        }
        for (line, next) in [
            ("in 2025", "2026 is next"),
            ("ports 4000 4100", "4200"),
            ("x4111 1111", "1111 1111"),
            ("AB12", "was"),
            ("DE89 3704", "and so on"),
        ] {
            assert!(!in_groups(line.as_bytes(), next.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_value_is_no_word() {
        assert!(starts_with_value(b"Harbor-Quill7 was set") && starts_with_value(b"k7mzq2w9t."));
        for line in ["Welcome to the server", "12:30:00 logged in", "user1:", "", "a1"] {
            assert!(!starts_with_value(line.as_bytes()), "{line}");
        }
    }
}
