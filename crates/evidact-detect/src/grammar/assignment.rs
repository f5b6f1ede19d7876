//! Assignments: a key word, what ties it to a value, and the value.

use super::decide::{Case, judge};
use super::keys::{Family, Key, Strength, classify, is_qualifier};
use super::quality::{Quality, is_value_like};
use super::separator::{Site, Tie, Tied, after_key, before_key, is_dashed, opens_quote};
use super::value::{Place, Value, quoted, unquoted};
use super::{Form, Scan, header, table, veto};
use crate::bytes::{
    at, before, cut, has_folded, is_name, is_quote, is_word, line_end, run_end, run_start, skip_blanks, trim,
};
use evidact_model::{Confidence, TextKind};

const MAX_KEY: usize = 80;
/// What is enough of a value to judge it by.
const LONG_VALUE: usize = 256;

/// Reads the key around a key word, and its value.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_key(scan: &mut Scan<'_>, word: usize, len: usize) {
    if scan.key.0 <= word && word < scan.key.1 {
        return;
    }
    let text = scan.text;
    let start = run_start(text, word, MAX_KEY, is_name);
    let named = cut(text, word, word + len).iter().take_while(|&&b| is_name(b)).count();
    // A key word of several words (`mot de passe`) is taken whole.
    let spoken = cut(text, word, word + len.saturating_sub(1)).contains(&b' ');
    let end = run_end(text, word + if spoken { len } else { named }, MAX_KEY, is_name);
    let end = if before(text, end) == b'.' || before(text, end) == b'-' { end - 1 } else { end };
    scan.key = (start, end.max(word + 1));
    let start = with_qualifier(text, start, end);
    let Some(key) = classify(cut(text, start, end)) else { return };
    let loose = matches!(scan.kind, TextKind::Prose | TextKind::Log)
        || scan.lines.is_comment(text, start, scan.kind)
        || is_spoken(scan, start, end);
    // `parola d'ordine`.
    let order = [&b" d'ordine"[..], " d\u{2019}ordine".as_bytes()];
    let end = order.iter().find(|o| has_folded(text, end, o)).map_or(end, |o| end + o.len());
    let site = Site { start, end, kind: scan.kind, loose };
    if key.strength != Strength::Weak && table::at_header(scan, &site) {
        return;
    }
    match after_key(text, &site) {
        Some(tied) => read(scan, key, &site, tied),
        None => {
            if let Some(value) = before_key(text, &site) {
                emit(scan, key, &site, Tie::Compare, value);
            } else if is_heading(text, &site) {
                below(scan, key, line_end(text, site.end, 16));
            }
        }
    }
}

/// A line of prose that holds nothing but the key and the marks of a heading.
fn is_heading(text: &[u8], site: &Site) -> bool {
    let mark = |b: u8| matches!(b, b' ' | b'\t' | b'#' | b'*' | b'_' | b'>' | b'-' | b':');
    let line = crate::bytes::line_start(text, site.start);
    site.loose
        && run_end(text, line, 24, mark) >= site.start
        && matches!(at(text, run_end(text, site.end, 16, mark)), b'\n' | b'\r')
}

/// The value alone on the next line that is not blank: indented, quoted, or fenced as code.
fn below(scan: &mut Scan<'_>, key: Key, from: usize) {
    let text = scan.text;
    let blank = |b: u8| b.is_ascii_whitespace();
    let mut i = run_end(text, from, 80, blank);
    if crate::bytes::count(cut(text, from, i), b'\n') > 2 {
        return;
    }
    if text.get(i..i + 3) == Some(b"```") {
        i = run_end(text, line_end(text, i, 24), 40, blank);
    }
    if at(text, i) == b':' && at(text, i + 1) == b' ' {
        i = skip_blanks(text, i + 1);
    }
    let end = line_end(text, i, LONG_VALUE);
    let (start, end) = match quoted(text, i) {
        Some(value) if crate::bytes::trim(text, value.after, end).0 >= end => (value.start, value.end),
        Some(_) => return,
        None => crate::bytes::trim(text, i, end),
    };
    let bytes = cut(text, start, end);
    let other = bytes.ends_with(b":")
        || bytes.first().is_some_and(|b| b"#-|<{[(*>/$%".contains(b))
        || bytes.iter().position(|&b| b == b'=').is_some_and(|i| i + 3 < bytes.len())
        || veto::is_expression(bytes)
        || bytes.len() >= LONG_VALUE;
    if let Some(confidence) = table::judge_cell(key, bytes).filter(|_| !other && bytes.len() >= 6) {
        scan.report(form_of(key.family, Tie::Table), confidence, start, end);
    }
}

/// Takes the word before into the key: `api key`, `session id`, `access code`.
fn with_qualifier(text: &[u8], start: usize, end: usize) -> usize {
    if before(text, start) != b' ' || end - start > 12 || at(text, start) == b'-' {
        return start;
    }
    let word = run_start(text, start - 1, 20, |b| b.is_ascii_alphabetic());
    if !is_qualifier(cut(text, word, start - 1)) {
        return start;
    }
    // `Wi-Fi key`: the hyphen is of the word, not of a flag.
    let compound = before(text, word) == b'-' && before(text, word - 1).is_ascii_alphabetic();
    if compound { run_start(text, word - 1, 20, |b| b.is_ascii_alphabetic()) } else { word }
}

/// Says whether a key stands in a sentence inside data: in a string or cell, with a word before or after it.
fn is_spoken(scan: &mut Scan<'_>, start: usize, end: usize) -> bool {
    let text = scan.text;
    let beside = |b: u8| b == b' ' || b == b':';
    match scan.kind {
        TextKind::Data => {
            let quoted = is_quote(before(text, start)) && is_quote(at(text, end));
            !quoted && (before(text, start) == b' ' || beside(at(text, end)))
        }
        TextKind::Config => {
            at(text, end) == b' ' && before(text, start) == b' ' && scan.lines.in_string(text, start)
        }
        _ => false,
    }
}

fn read(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) {
    let text = scan.text;
    if key.family == Family::Authorization || key.family == Family::Cookie {
        header::value_of(scan, key, site, tied);
        return;
    }
    let element = run_end(text, tied.value + 1, 64, |b| b.is_ascii_whitespace());
    let numbers = key.family == Family::Pin && at(text, element).is_ascii_digit();
    if at(text, tied.value) == b'[' && (opens_quote(text, element) || numbers) {
        list(scan, key, site, tied);
        return;
    }
    if is_over(text, tied.value) {
        let listed = matches!(tied.tie, Tie::Colon | Tie::Equals) && items(scan, key, site, tied);
        if !listed
            && matches!(tied.tie, Tie::Colon | Tie::Equals)
            && (site.loose || matches!(site.kind, TextKind::Config | TextKind::Data))
        {
            below(scan, key, tied.value);
        }
        return;
    }
    let pair = key.family == Family::Credentials && site.loose;
    if pair && matches!(tied.tie, Tie::Colon | Tie::Is) && super::prose::pair(scan, tied.value) {
        return;
    }
    // On the line of a device even `key` names the credential itself.
    let device = tied.tie == Tie::Flag && key.family == Family::Key && !is_dashed(text, site);
    let key = if device { Key { strength: Strength::Strong, family: Family::Password } } else { key };
    let key = if tied.tie == Tie::Attribute && is_hidden(text, site.start) { hidden(key) } else { key };
    if let Some(first) = at_value(scan, site, key, tied) {
        let found = emit(scan, key, site, tied.tie, first);
        if site.loose && matches!(tied.tie, Tie::Colon | Tie::Is) {
            more(scan, key, site, first.after);
        }
        if found {
            return;
        }
    }
    if tied.tie == Tie::Is && key.family == Family::Password {
        at_line_end(scan, key, site.end);
    }
}

/// Words between two values of a sentence.
const JOINTS: [&[u8]; 4] = [b"to ", b"or ", b"and ", b"then "];

/// What follows a value in a sentence and is one too: `from A to B`, `A or B`, and the next of several codes.
fn more(scan: &mut Scan<'_>, key: Key, site: &Site, from: usize) {
    let text = scan.text;
    let mut i = from;
    for _ in 0..24 {
        let mut next = run_end(text, i, 3, |b| matches!(b, b' ' | b','));
        let joint = JOINTS.iter().find(|j| has_folded(text, next, j));
        next += joint.map_or(0, |j| j.len());
        let listed = key.family == Family::Pin || joint.is_some();
        let value = quoted(text, next).or_else(|| unquoted(text, next, Place::Token));
        let Some(value) = value.filter(|_| listed && next > i) else { return };
        let bytes = cut(text, value.start, value.end);
        let code = key.family == Family::Pin
            && bytes.len() >= 4
            && bytes.iter().filter(|b| b.is_ascii_digit()).count() >= 2;
        if !value.quoted && !is_value_like(bytes) && !code {
            return;
        }
        emit(scan, key, site, Tie::Is, value);
        i = value.after;
    }
}

/// `<input type="hidden" name="restart_key" value="…">`: what a form hides it needs as a proof.
fn is_hidden(text: &[u8], name: usize) -> bool {
    let tag = run_start(text, name, 160, |b| b != b'<' && b != b'>');
    crate::bytes::contains_folded(cut(text, tag, name + 160), b"hidden")
}

fn hidden(key: Key) -> Key {
    Key { strength: key.strength.max(Strength::Medium), ..key }
}

/// "the password for … is still the one on the board: X".
fn at_line_end(scan: &mut Scan<'_>, key: Key, from: usize) {
    let text = scan.text;
    let end = line_end(text, from, LONG_VALUE);
    let line = cut(text, from, end);
    let Some(colon) = memchr::memmem::rfind(line, b": ") else { return };
    if memchr::memmem::find(line.get(..colon).unwrap_or(&[]), b". ").is_some() {
        return;
    }
    let Some(value) = unquoted(text, skip_blanks(text, from + colon + 1), Place::Token) else { return };
    let bytes = cut(text, value.start, value.end);
    let quality = Quality::of(bytes);
    let last = run_end(text, value.end, 4, |b| matches!(b, b' ' | b'.' | b'\r')) >= end;
    let mixed = quality.digits > 0 && quality.symbols + quality.upper > 0 && quality.len >= 6;
    if last
        && mixed
        && let Some(confidence) = table::judge_cell(key, bytes)
    {
        scan.report(form_of(key.family, Tie::Is), confidence, value.start, value.end);
    }
}

/// Finds the value itself, in quotes or by the conventions of the place.
fn at_value(scan: &mut Scan<'_>, site: &Site, key: Key, tied: Tied) -> Option<Value> {
    let text = scan.text;
    if tied.tie == Tie::Markup {
        return unquoted(text, tied.value, Place::Markup);
    }
    if let Some(value) = quoted(text, tied.value) {
        return Some(value);
    }
    if at(text, tied.value) == b'(' && opens_quote(text, tied.value + 1) && tied.tie == Tie::Equals {
        return quoted(text, tied.value + 1);
    }
    if text.get(tied.value..tied.value + 2) == Some(b"{{") {
        return template_default(text, tied.value);
    }
    if is_shell_default(text, site, tied) {
        let end = run_end(text, tied.value, 256, |b| !matches!(b, b'}' | b'"' | b'\n'));
        return (end > tied.value).then_some(Value { start: tied.value, end, quoted: true, after: end });
    }
    if opens_block(text, tied) {
        return block(text, site, tied.value);
    }
    if matches!(tied.tie, Tie::Compare | Tie::Call | Tie::Comma) || is_call(text, tied.value) {
        return inner_literal(text, tied);
    }
    let place = place(scan, site, tied);
    let value = tail(scan, tied.value, place)?;
    if place == Place::Query && matches!(before(text, site.start), b'?' | b'&') {
        return Some(Value { quoted: true, ..value });
    }
    if tied.tie == Tie::Table && matches!(at(text, skip_blanks(text, value.end)), b'|' | b'<') {
        return Some(Value { quoted: true, ..value });
    }
    let passin = tied.tie == Tie::Colon && tied.value == site.end + 1 && is_passin(text, site.start);
    if site.kind != TextKind::Code
        || passin
        || site.loose
        || tied.tie == Tie::Flag
        || matches!(place, Place::Query | Place::Connection)
    {
        return Some(value);
    }
    if scan.lines.in_string(text, site.start) {
        // Inside a string everything is literal, and a value that ends with it is as good as quoted.
        let closed = is_quote(at(text, value.end)) && tied.tie == Tie::Equals;
        return Some(Value { quoted: closed, ..value });
    }
    if bare_literal(text, site, key, tied, value) { Some(value) } else { inner_literal(text, tied) }
}

/// `-passin pass:…` of OpenSSL.
fn is_passin(text: &[u8], key: usize) -> bool {
    let word = run_start(text, key.saturating_sub(1), 16, |b| !b.is_ascii_whitespace());
    cut(text, word, key).starts_with(b"-pass")
}

/// `${PASSWORD:-…}`.
fn is_shell_default(text: &[u8], site: &Site, tied: Tied) -> bool {
    tied.tie == Tie::Equals
        && before(text, site.start) == b'{'
        && at(text, site.end) == b':'
        && matches!(at(text, site.end + 1), b'-' | b'=')
}

/// `{{ .Values.password | default "…" }}`.
fn template_default(text: &[u8], from: usize) -> Option<Value> {
    let end = run_end(text, from, 256, |b| b != b'\n');
    let rest = cut(text, from, end);
    let i = memchr::memmem::find(rest, b"default")? + 7;
    let value = run_end(text, from + i, 4, |b| matches!(b, b' ' | b'(' | b'='));
    if opens_quote(text, value) { quoted(text, value) } else { None }
}

/// Reads an unquoted value; the end of a long one is remembered for the keys that stand inside of it.
fn tail(scan: &mut Scan<'_>, from: usize, place: Place) -> Option<Value> {
    let (start, end, known) = scan.tail;
    if known == Some(place) && start <= from && from < end {
        return Some(Value { start: from, end, quoted: false, after: end });
    }
    let value = unquoted(scan.text, from, place)?;
    if value.end - value.start > LONG_VALUE && place != Place::Line {
        scan.tail = (value.start, value.end, Some(place));
    }
    Some(value)
}

/// In code, an unquoted value counts in an environment assignment (`export X=y`), and where it cannot be a
/// name: `password: zgzuqzqd1` in a configuration that stands in a string of several lines.
fn bare_literal(text: &[u8], site: &Site, key: Key, tied: Tied, value: Value) -> bool {
    let bytes = cut(text, value.start, value.end);
    let quality = Quality::of(bytes);
    let ends = matches!(at(text, value.after), b' ' | b'\n' | b'\r' | b'}' | 0);
    if is_tight(text, tied, site) && ends && !bytes.contains(&b'(') {
        return !cut(text, site.start, site.end).iter().any(u8::is_ascii_lowercase)
            || !quality.wordy
            || is_value_like(bytes) && !bytes.contains(&b'.');
    }
    // `DB_PASSWORD := Harbor-1!` of a make file.
    let shouted = !cut(text, site.start, site.end).iter().any(u8::is_ascii_lowercase);
    if shouted && matches!(tied.tie, Tie::Equals) && ends && is_value_like(bytes) && !bytes.contains(&b'_') {
        return true;
    }
    let plain = bytes.iter().all(u8::is_ascii_alphanumeric) || quality.symbols * 3 > quality.len;
    key.strength == Strength::Strong
        && matches!(tied.tie, Tie::Colon | Tie::Equals)
        && plain
        && !quality.wordy
        && quality.len >= 8
}

/// `KEY=value` without blanks.
fn is_tight(text: &[u8], tied: Tied, site: &Site) -> bool {
    tied.tie == Tie::Equals && before(text, tied.value) == b'=' && tied.value == site.end + 1
}

fn place(scan: &mut Scan<'_>, site: &Site, tied: Tied) -> Place {
    let text = scan.text;
    let tight = is_tight(text, tied, site);
    let previous = before(text, site.start);
    if tight && (matches!(previous, b'?' | b'&') || has_next_pair(text, tied.value)) {
        return Place::Query;
    }
    if scan.lines.in_string(text, site.start) {
        let end = run_end(text, tied.value, 256, |b| !matches!(b, b';' | b'"' | b'\n'));
        let connection = previous == b';' || at(text, end) == b';' && tied.tie == Tie::Equals;
        return if connection { Place::Connection } else { Place::Token };
    }
    if previous == b';' && tied.tie == Tie::Equals {
        return Place::Connection;
    }
    let line = scan.lines.start_of(text, site.start);
    let whole_line = scan.kind == TextKind::Config && lead_end(text, line, site.start) >= site.start;
    if matches!(tied.tie, Tie::Equals | Tie::Colon | Tie::Blank) && whole_line {
        Place::Line
    } else {
        Place::Token
    }
}

/// `value&name=`: the value is one of a form or query.
fn has_next_pair(text: &[u8], from: usize) -> bool {
    let end =
        run_end(text, from, 192, |b| !b.is_ascii_whitespace() && !matches!(b, b'&' | b'"' | b'\'' | b'`'));
    let name = run_end(text, end + 1, 48, is_name);
    at(text, end) == b'&' && name > end + 1 && at(text, name) == b'='
}

/// Skips what may stand before the first key of a line: indent, list marks, `export`, comment marks.
fn lead_end(text: &[u8], line: usize, key: usize) -> usize {
    let mut i = line;
    loop {
        i = run_end(text, i, 64, |b| {
            matches!(
                b,
                b' ' | b'\t' | b'-' | b'#' | b'*' | b'>' | b'+' | b';' | b'/' | b'"' | b'\'' | b'$' | b'.'
            )
        });
        let word = run_end(text, i, 10, |b| b.is_ascii_alphabetic());
        let known =
            [&b"export"[..], b"set", b"setx", b"let", b"declare", b"env", b"ENV", b"ARG", b"local", b"SET"];
        if i < key && at(text, word) == b' ' && known.contains(&cut(text, i, word)) {
            i = word + 1;
        } else {
            return i;
        }
    }
}

/// A YAML block scalar: `|`, `>`, `|-`, at the end of the line.
fn opens_block(text: &[u8], tied: Tied) -> bool {
    if tied.tie != Tie::Colon || !matches!(at(text, tied.value), b'|' | b'>') {
        return false;
    }
    let end = run_end(text, tied.value + 1, 3, |b| matches!(b, b'-' | b'+' | b'0'..=b'9'));
    matches!(at(text, skip_blanks(text, end)), b'\n' | b'\r')
}

fn block(text: &[u8], site: &Site, from: usize) -> Option<Value> {
    let own = site.start - crate::bytes::line_start(text, site.start);
    let mut i = line_end(text, from, 64);
    let (mut start, mut end) = (0, 0);
    for _ in 0..200 {
        let line = run_end(text, i, 2, |b| matches!(b, b'\r' | b'\n'));
        let first = run_end(text, line, 128, |b| b == b' ');
        let stop = line_end(text, first, 4096);
        if first - line <= own && stop > first || line == i {
            break;
        }
        if stop > first {
            if start == 0 {
                start = first;
            }
            end = stop;
        }
        i = stop;
    }
    (start < end).then_some(Value { start, end, quoted: true, after: end })
}

/// A call that may hold the literal: `env("X", "default")`, `Some("…")`, `new Secret("…")`, `x || "…"`.
fn inner_literal(text: &[u8], tied: Tied) -> Option<Value> {
    if matches!(tied.tie, Tie::Is | Tie::Table | Tie::Blank) {
        return None;
    }
    let end = line_end(text, tied.value, 160);
    let head = run_end(text, tied.value, 64, |b| {
        is_word(b) || matches!(b, b'.' | b':' | b' ' | b'$' | b'>' | b'<' | b'-' | b'!')
    });
    let opener = at(text, head) == b'(' && head > tied.value;
    let name = cut(text, tied.value, head);
    if opener && opens_quote(text, head + 1) && !is_lookup(name) {
        return quoted(text, head + 1);
    }
    let rest = cut(text, tied.value, end);
    for mark in [&b"|| "[..], b"?? ", b" or ", b"?: ", b" : ", b"', '", b"\", \"", b"', \"", b"\", '"] {
        let Some(i) = memchr::memmem::find(rest, mark) else { continue };
        let lookup = mark.len() < 4
            || is_lookup(name) && mark.first().is_some_and(|&b| is_quote(b))
            || mark == b" or ";
        let from = tied.value + i + mark.len() - usize::from(mark.last().is_some_and(|&b| is_quote(b)));
        if lookup && opens_quote(text, from) {
            return quoted(text, from);
        }
    }
    None
}

fn is_lookup(name: &[u8]) -> bool {
    const VERBS: [&[u8]; 22] = [
        b"get",
        b"env",
        b"config",
        b"param",
        b"request",
        b"find",
        b"read",
        b"load",
        b"query",
        b"select",
        b"fetch",
        b"argument",
        b"option",
        b"property",
        b"prop",
        b"input",
        b"format",
        b"prompt",
        b"log",
        b"error",
        b"sprintf",
        b"resolve",
    ];
    VERBS.iter().any(|verb| crate::bytes::contains_folded(name, verb))
}

fn is_call(text: &[u8], from: usize) -> bool {
    let head = run_end(text, from, 64, |b| is_word(b) || matches!(b, b'.' | b':'));
    head > from && at(text, head) == b'(' && opens_quote(text, head + 1)
}

/// Says whether nothing follows on the line.
fn is_over(text: &[u8], from: usize) -> bool {
    matches!(at(text, from), b'\n' | b'\r')
}

/// `passwords:` and its items on the lines below, each behind a dash, a star or a number; says whether
/// one of them was a value.
fn items(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) -> bool {
    let text = scan.text;
    let mut any = false;
    let mut i = run_end(text, tied.value, 4, |b| matches!(b, b'\r' | b'\n'));
    for _ in 0..64 {
        let mark = skip_blanks(text, i);
        let number = run_end(text, mark, 3, |b| b.is_ascii_digit());
        let after = if matches!(at(text, mark), b'-' | b'*' | b'+') {
            mark + 1
        } else if number > mark && matches!(at(text, number), b'.' | b')') {
            number + 1
        } else {
            return any;
        };
        if at(text, after) != b' ' {
            return any;
        }
        let from = skip_blanks(text, after);
        let end = line_end(text, from, 1024);
        let value = quoted(text, from).or_else(|| unquoted(text, from, Place::Token));
        let Some(value) = value.filter(|v| v.after <= end) else { return any };
        // A whole line that is one word: not a sentence, not a mapping.
        if skip_blanks(text, value.after) >= end && at(text, value.after) != b':' {
            let tie = if site.loose { Tie::Is } else { Tie::Colon };
            any |= emit(scan, key, site, tie, value);
        }
        i = run_end(text, end, 2, |b| matches!(b, b'\r' | b'\n'));
    }
    any
}

/// `tokens: ["a", "b"]`: every element is under the key.
fn list(scan: &mut Scan<'_>, key: Key, site: &Site, tied: Tied) {
    let mut i = tied.value + 1;
    for _ in 0..256 {
        i = run_end(scan.text, i, 256, |b| b.is_ascii_whitespace() || b == b',');
        let digits = run_end(scan.text, i, 16, |b| b.is_ascii_digit());
        let number = Value { start: i, end: digits, quoted: true, after: digits };
        let bare = (key.family == Family::Pin && digits > i).then_some(number);
        let Some(value) = quoted(scan.text, i).or(bare) else { return };
        emit(scan, key, site, tied.tie, value);
        i = value.after;
    }
}

/// Judges a value and reports it.
fn emit(scan: &mut Scan<'_>, key: Key, site: &Site, tie: Tie, value: Value) -> bool {
    let text = scan.text;
    // A quoted string that is itself a key (`"password": "token": …`) or a name in a list of names.
    if value.quoted
        && tie == Tie::Comma
        && matches!(at(text, skip_blanks(text, value.after)), b',' | b':')
        && key.family != Family::Password
    {
        return false;
    }
    let tight = before(text, value.start) == b'=' && tie == Tie::Equals;
    // A commented-out line of configuration is configuration.
    let loose = site.loose && !(site.kind == TextKind::Config && matches!(tie, Tie::Equals | Tie::Colon));
    let case = Case { key, tie, kind: site.kind, quoted: value.quoted, loose, tight };
    let value =
        if key.family == Family::Credentials { super::prose::secret_half(text, value) } else { value };
    let value = before_escape(scan, value);
    let value = bare_of_marks(text, value);
    let bytes = cut(text, value.start, value.end);
    let nested = value.quoted && holds_assignment(bytes.get(..4 * LONG_VALUE).unwrap_or(bytes));
    if nested {
        return false;
    }
    let Some(confidence) = judge(case, bytes.get(..LONG_VALUE).unwrap_or(bytes)) else { return false };
    // What is covered needs no second look.
    scan.key = (scan.key.0, scan.key.1.max(value.end));
    scan.report(form_of(key.family, tie), confidence_in(confidence, tie), value.start, value.end);
    true
}

/// Without the mark of an emphasis, and without the name of an encoding in front.
fn bare_of_marks(text: &[u8], value: Value) -> Value {
    let mark = before(text, value.start);
    let emphasis = matches!(mark, b'_' | b'*') && before(text, value.end) == mark && !value.quoted;
    let end = if emphasis { value.end - 1 } else { value.end };
    let encoded = cut(text, value.start, end).starts_with(b"base64:") && end - value.start > 20;
    // The text of `"""` begins on the next line.
    let (start, end) = if value.quoted { trim(text, value.start, end) } else { (value.start, end) };
    Value { start: start + if encoded { 7 } else { 0 }, end, ..value }
}

/// In a string of data an escaped line end or quote ends a word, however often it was escaped.
///
/// # Exposure
/// Reads the text.
pub(super) fn before_escape(scan: &Scan<'_>, value: Value) -> Value {
    let text = scan.text;
    if value.quoted || !matches!(scan.kind, TextKind::Data | TextKind::Log) {
        return value;
    }
    let end = run_end(text, value.start, value.end - value.start, |b| b != b'\\');
    let after = run_end(text, end, 8, |b| b == b'\\');
    let escape = matches!(at(text, after), b'n' | b'r' | b't' | b'"') && end > value.start && after > end;
    if escape && end < value.after { Value { end, ..value } } else { value }
}

fn confidence_in(confidence: Confidence, tie: Tie) -> Confidence {
    if matches!(tie, Tie::Is | Tie::Table | Tie::Comma | Tie::Compare | Tie::Blank) {
        confidence.lowered()
    } else {
        confidence
    }
}

/// A whole connection string or query under the key: its own keys decide inside.
fn holds_assignment(value: &[u8]) -> bool {
    let pairs = crate::bytes::count(value, b'=');
    pairs >= 2 && (value.contains(&b';') || value.contains(&b'&')) && value.len() > 20
        || memchr::memmem::find(value, b"://").is_some() && value.contains(&b'@')
        || memchr::memmem::find(value, b"-----BEGIN").is_some()
}

pub(super) const fn form_of(family: Family, tie: Tie) -> Form {
    let kind = match family {
        Family::Password | Family::Pin => "CREDENTIAL:password",
        Family::Secret | Family::Credentials | Family::Signature => "CREDENTIAL:secret",
        Family::Token => "CREDENTIAL:token",
        Family::Key => "CREDENTIAL:key",
        Family::Authorization => "CREDENTIAL:http-auth",
        Family::Cookie => "CREDENTIAL:cookie",
    };
    let id = match tie {
        Tie::Call | Tie::Comma => "generic.argument",
        Tie::Markup | Tie::Attribute => "generic.markup",
        Tie::Flag => "generic.command-line",
        Tie::Table => "generic.table",
        Tie::Is => "generic.prose",
        Tie::Compare => "generic.comparison",
        Tie::Equals | Tie::Colon | Tie::Blank => "generic.assignment",
    };
    Form { id, kind }
}
