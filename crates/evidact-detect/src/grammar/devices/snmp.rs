//! SNMP on network devices: communities, the keys of its users, and what a device is told to send traps with.

use super::{DEVICE, holds, is_last, is_none, past_marks, report, word, words};
use crate::bytes::{at, before, cut, has_folded, line_end, line_start, run_end, skip_blanks};
use crate::grammar::value::quoted;
use crate::grammar::{Scan, veto};
use evidact_model::Confidence;

/// What starts such a line, folded.
pub(in crate::grammar) const LITERALS: &[&[u8]] = &[
    b"snmp-server community ",
    b"snmp-agent community ",
    b"snmp community ",
    b"community ",
    b"snmp-server host ",
    b"snmp-server user ",
    b"config system snmp community",
    b"/snmp community ",
    b"add system user ",
];

/// Reads a line of SNMP, and of accounts that are made without a word for the password.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(in crate::grammar) fn at_snmp(scan: &mut Scan<'_>, start: usize, from: usize, literal: &[u8]) {
    match literal {
        b"snmp-server host " => host(scan, from),
        b"snmp-server user " => user(scan, from),
        b"config system snmp community" => block(scan, from),
        b"/snmp community " => assigned(scan, from),
        b"add system user " => account(scan, start, from),
        b"community " => section(scan, start, from),
        // `/snmp community add`: a menu.
        _ if before(scan.text, start) == b'/' => {}
        _ => community(scan, from),
    }
}

/// `snmp-server community NAME RO`, `snmp-agent community read cipher NAME`.
fn community(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let mut value = skip_blanks(text, from);
    for access in [&b"read "[..], b"write ", b"name "] {
        if has_folded(text, value, access) {
            value = skip_blanks(text, value + access.len());
        }
    }
    named(scan, past_marks(text, value).0);
}

/// Reports the name of a community, which may be a word.
fn named(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let Some((start, end, _)) = word(text, from) else { return };
    let name = cut(text, start, end);
    let other = veto::is_placeholder(name) || veto::is_other(name) || veto::is_expression(name);
    if name.len() >= 3 && !other && name != b"{" {
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
    let trap = memchr::memmem::find(line, b"snmp").is_some()
        && !line.ends_with(b"snmp ")
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
        if has_folded(text, first, b"end") && !has_folded(text, first, b"end ") {
            return;
        }
        if has_folded(text, first, b"set name ") {
            named(scan, skip_blanks(text, first + 9));
        }
        line = line_end(text, first, 256) + 1;
    }
}

/// `/snmp community add name=NAME`.
fn assigned(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let line = cut(text, from, line_end(text, from, 240));
    let Some(name) = memchr::memmem::find(line, b" name=").map(|i| from + i + 6) else { return };
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
