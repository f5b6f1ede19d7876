//! SNMP on network devices: communities, the keys of its users, and what a device is told to send traps with.

use super::context::is_in_configuration;
use super::{DEVICE, holds, is_blank, is_last, is_none, is_plain, past_marks, report, word, words};
use crate::bytes::{
    at, before, cut, has_folded, is_word, line_end, line_start, run_end, run_start, skip_blanks,
};
use crate::grammar::value::quoted;
use crate::grammar::{Scan, veto};
use evidact_model::{Confidence, TextKind};

/// The words that such lines have in common, folded. What stands beside them is parted by any blanks.
pub(in crate::grammar) const LITERALS: &[&[u8]] = &[b"community", b"snmp-server", b"system"];

/// Reads a line of SNMP, and of accounts that are made without a word for the password.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(in crate::grammar) fn at_snmp(scan: &mut Scan<'_>, start: usize, from: usize) {
    let text = scan.text;
    if !at(text, from).is_ascii_whitespace() || is_word(before(text, start)) {
        return;
    }
    let next = skip_blanks(text, from);
    let behind = cut(text, next, run_end(text, next, 8, |b| !b.is_ascii_whitespace()));
    let (lead, before) = word_before(text, start);
    match cut(text, start, from).to_ascii_lowercase().as_slice() {
        b"snmp-server" if behind.eq_ignore_ascii_case(b"host") => host(scan, next + behind.len()),
        b"snmp-server" if behind.eq_ignore_ascii_case(b"user") => user(scan, next + behind.len()),
        b"system" if behind == b"user" && before.eq_ignore_ascii_case(b"add") => {
            account(scan, lead, next + behind.len());
        }
        b"community" if before == b"/snmp" => assigned(scan, from),
        b"community" if is_block(text, lead, before) => block(scan, from),
        b"community" if !is_blank(at(text, from)) => {}
        b"community" if is_snmp(before) => community(scan, lead, from),
        b"community" => section(scan, start, from),
        _ => {}
    }
}

/// The word before a place of the same line, and where it starts.
fn word_before(text: &[u8], place: usize) -> (usize, &[u8]) {
    let end = run_start(text, place, 128, is_blank);
    let start = run_start(text, end, 24, |b| !b.is_ascii_whitespace() && !matches!(b, b'`' | b'"' | b'\''));
    (start, cut(text, start, end))
}

fn is_snmp(word: &[u8]) -> bool {
    [&b"snmp-server"[..], b"snmp-agent", b"snmp"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// `config system snmp community`.
fn is_block(text: &[u8], lead: usize, before: &[u8]) -> bool {
    let (system, word) = word_before(text, lead);
    before == b"snmp" && word == b"system" && word_before(text, system).1 == b"config"
}

/// `snmp-server community NAME RO`, `snmp-agent community read cipher NAME`.
fn community(scan: &mut Scan<'_>, lead: usize, from: usize) {
    let text = scan.text;
    let mut value = skip_blanks(text, from);
    for access in [&b"read"[..], b"write", b"name"] {
        if has_folded(text, value, access) && is_blank(at(text, value + access.len())) {
            value = skip_blanks(text, value + access.len());
        }
    }
    let (marked, told) = past_marks(text, value);
    let Some((start, end, after)) = word(text, marked) else { return };
    // "Disable default snmp community strings": a word of a sentence.
    let sure = told || start > marked || !is_plain(cut(text, start, end)) || is_accessed(text, after);
    if sure || is_line(scan, lead, after) {
        named(scan, marked);
    }
}

/// Says whether what follows the name of a community says what it may do.
fn is_accessed(text: &[u8], after: usize) -> bool {
    let rest = skip_blanks(text, after);
    let word = cut(text, rest, run_end(text, rest, 16, |b| is_word(b) || b == b'-'));
    let access = [&b"ro"[..], b"rw", b"view", b"authorization", b"acl", b"ipv4", b"ipv6", b"clients"];
    access.iter().any(|known| word.eq_ignore_ascii_case(known))
        || word.iter().any(u8::is_ascii_digit)
        || at(text, rest) == b'{'
}

/// Says whether a command begins its line, or what is quoted, and ends with the name of a community.
fn is_line(scan: &Scan<'_>, lead: usize, after: usize) -> bool {
    let text = scan.text;
    let (mut first, mut start) = (false, lead);
    for _ in 0..3 {
        let blanks = run_start(text, start, 128, is_blank);
        first = matches!(before(text, blanks), b'\n' | b'#' | b'>' | b'`' | b'"' | b'\'' | 0);
        let (previous, word) = word_before(text, start);
        if first || !matches!(word, b"no" | b"set" | b"undo" | b"delete") {
            break;
        }
        start = previous;
    }
    let compound = cut(text, lead, after).iter().take_while(|b| !is_blank(**b)).any(|b| *b == b'-');
    let commanded = compound || start < lead || scan.kind == TextKind::Config;
    first
        && is_last(text, skip_blanks(text, after))
        && (commanded || is_in_configuration(text, line_start(text, lead)))
}

/// Reports the name of a community, which may be a word.
fn named(scan: &mut Scan<'_>, from: usize) {
    const OTHERS: &str = "string strings name names community-string list-map map";
    let text = scan.text;
    let Some((start, end, _)) = word(text, from) else { return };
    let name = cut(text, start, end);
    let other = veto::is_placeholder(name) || veto::is_other(name) || veto::is_expression(name);
    if name.len() >= 3 && !other && name != b"{" && !holds(OTHERS, name) {
        report(scan, start, end);
    }
}

/// `community NAME {` in a block of Junos, and `community NAME` behind the host of another command.
fn section(scan: &mut Scan<'_>, start: usize, from: usize) {
    let text = scan.text;
    let first = skip_blanks(text, line_start(text, start)) == start;
    let Some((name, end, after)) = word(text, skip_blanks(text, from)) else { return };
    let opens = at(text, skip_blanks(text, after)) == b'{' || before(text, after) == b';';
    let line = cut(text, line_start(text, start), start);
    // `snmp-server host 192.0.2.1 community NAME`.
    let trap = memchr::memmem::find(line, b"snmp")
        .is_some_and(|snmp| line.iter().skip(snmp).any(u8::is_ascii_digit))
        && is_last(text, skip_blanks(text, after));
    // `community 65000:100` is one of routes.
    let route = cut(text, name, end).iter().all(|b| b.is_ascii_digit() || *b == b':');
    if (first && opens || trap) && !route && !is_none(cut(text, name, end)) {
        report(scan, name, end);
    }
}

/// `snmp-server host 192.0.2.1 version 2c NAME`: the word behind the address and how to speak to it.
fn host(scan: &mut Scan<'_>, from: usize) {
    const SPOKEN: &str = "traps informs trap inform version 1 2 2c 3 auth noauth priv vrf use-vrf community 0 7 inside outside mgmt \
        management dmz";
    let text = scan.text;
    let mut given = words(text, from).filter(|&(start, end)| !holds(SPOKEN, cut(text, start, end))).skip(1);
    if let Some((start, end)) = given.next()
        && let Some((start, end, _)) = word(text, start).filter(|&(_, stop, _)| stop <= end)
        && !is_none(cut(text, start, end))
    {
        report(scan, start, end);
    }
}

/// `snmp-server user NAME GROUP v3 auth sha KEY priv aes 128 KEY`.
fn user(scan: &mut Scan<'_>, from: usize) {
    const METHODS: &str = "md5 sha sha-2 sha1 sha256 224 256 384 512 des 3des aes aes-128 56 128 192 0 7";
    let text = scan.text;
    let mut expected = false;
    let mut found = Vec::new();
    for (start, end) in words(text, from) {
        let word = cut(text, start, end);
        if matches!(word, b"auth" | b"priv") {
            expected = true;
        } else if expected && !holds(METHODS, word) {
            expected = false;
            found.push((start, end));
        }
    }
    for (start, end) in found.into_iter().filter_map(|(start, _)| word(text, start)).map(|w| (w.0, w.1)) {
        if !is_none(cut(text, start, end)) {
            report(scan, start, end);
        }
    }
}

/// How far a block of settings is read.
const BLOCK: usize = 2048;

/// `config system snmp community`, `edit 1`, `set name "NAME"`, up to `end`.
fn block(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let mut line = line_end(text, from, 64) + 1;
    while line < text.len().min(from + BLOCK) {
        let first = skip_blanks(text, line);
        let mut given = words(text, first);
        let mut next = || given.next().map_or((0, &[][..]), |(start, end)| (start, cut(text, start, end)));
        match [next().1, next().1] {
            [b"end", b""] => return,
            [b"set", b"name"] => named(scan, next().0),
            _ => {}
        }
        line = line_end(text, first, 256) + 1;
    }
}

/// `/snmp community add name=NAME`.
fn assigned(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let line = cut(text, from, line_end(text, from, 240));
    let named_at = |i: &usize| is_blank(before(line, *i));
    let Some(name) = memchr::memmem::find_iter(line, b"name=").find(named_at).map(|i| from + i + 5) else {
        return;
    };
    match quoted(text, name) {
        Some(value) => named(scan, value.start.saturating_sub(1)),
        None => named(scan, name),
    }
}

/// `add system user NAME PASSWORD`.
fn account(scan: &mut Scan<'_>, start: usize, from: usize) {
    let text = scan.text;
    if skip_blanks(text, line_start(text, start)) != start {
        return;
    }
    let name = run_end(text, skip_blanks(text, from), 64, |b| !b.is_ascii_whitespace());
    let Some((start, end, _)) = word(text, skip_blanks(text, name)) else { return };
    let bytes = cut(text, start, end);
    if at(text, start) != b'-' && !is_none(bytes) {
        scan.report(DEVICE, Confidence::Low, start, end);
    }
}
