//! Credentials on command lines (`-p`, `-u user:pass`) and in SQL (`IDENTIFIED BY`).

use super::quality::Quality;
use super::value::{Place, Value, quoted, unquoted};
use super::{Form, Scan, veto};
use crate::bytes::{at, contains_folded, cut, has_folded, is_quote, run_start, skip_blanks};
use evidact_model::{Confidence, TextKind};

const COMMAND: Form = Form { id: "generic.command-line", kind: "CREDENTIAL:password" };
const SQL: Form = Form { id: "generic.sql", kind: "CREDENTIAL:password" };
/// How far before a flag its command may stand.
const COMMAND_REACH: usize = 240;

/// Programs whose short flags carry a credential, in lower case: the flag, and whether it may be glued to the value.
const PROGRAMS: &[(&[u8], u8, Glue)] = &[
    (b"mysql", b'p', Glue::Must),
    (b"mysqldump", b'p', Glue::Must),
    (b"mysqladmin", b'p', Glue::Must),
    (b"mariadb", b'p', Glue::Must),
    (b"sshpass", b'p', Glue::May),
    (b"mongo", b'p', Glue::May),
    (b"mongodump", b'p', Glue::May),
    (b"docker login", b'p', Glue::May),
    (b"podman login", b'p', Glue::May),
    (b"helm registry", b'p', Glue::May),
    (b"oc login", b'p', Glue::May),
    (b"az login", b'p', Glue::May),
    (b"sqlcmd", b'p', Glue::May),
    (b"psexec", b'p', Glue::May),
    (b"bcp", b'p', Glue::May),
    (b"htpasswd", b'b', Glue::May),
    (b"smbclient", b'u', Glue::Pair),
    (b"redis-cli", b'a', Glue::May),
    (b"ldapsearch", b'w', Glue::May),
    (b"ldapadd", b'w', Glue::May),
    (b"ldapmodify", b'w', Glue::May),
    (b"ldapwhoami", b'w', Glue::May),
    (b"wget", b'u', Glue::Pair),
    (b"curl", b'u', Glue::Pair),
    (b"http", b'a', Glue::Pair),
    (b"crackmapexec", b'p', Glue::May),
    (b"evil-winrm", b'p', Glue::May),
    (b"rar", b'p', Glue::Must),
    (b"7z", b'p', Glue::Must),
    (b"unzip", b'p', Glue::May),
    (b"login", b'p', Glue::May),
    (b"connect", b'p', Glue::May),
];

/// How a flag is joined to its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glue {
    /// `-pVALUE` only: with a blank it prompts.
    Must,
    /// `-p VALUE` or `-pVALUE`.
    May,
    /// `-u user:VALUE`.
    Pair,
}

/// Reads ` -p`, ` -u`, ` -a`, ` -w` after a program that takes a credential there.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_flag(scan: &mut Scan<'_>, blank: usize) {
    let text = scan.text;
    let flag = at(text, blank + 2).to_ascii_lowercase();
    let next = at(text, blank + 3);
    if next.is_ascii_alphabetic()
        && cut(text, blank + 3, blank + 12).contains(&b' ')
        && next.is_ascii_lowercase()
        && flag != b'p'
    {
        return;
    }
    let from = blank.saturating_sub(COMMAND_REACH);
    let line = scan.lines.start_of(text, blank).max(from);
    let head = cut(text, line, blank);
    let Some(glue) = program(head, flag) else { return };
    let value_at = if next == b' ' || next == b'=' { skip_blanks(text, blank + 4) } else { blank + 3 };
    let glued = value_at == blank + 3;
    if (glue == Glue::Must) != glued && glue == Glue::Must {
        return;
    }
    let Some(value) = quoted(text, value_at).or_else(|| unquoted(text, value_at, Place::Token)) else {
        return;
    };
    let value = if glue == Glue::Pair {
        match memchr::memchr(b':', cut(text, value.start, value.end)) {
            Some(split) => Value { start: value.start + split + 1, ..value },
            None => return,
        }
    } else {
        value
    };
    report(scan, value, glue == Glue::Pair);
}

fn program(head: &[u8], flag: u8) -> Option<Glue> {
    PROGRAMS
        .iter()
        .filter(|(_, f, _)| *f == flag)
        .find(|(name, _, _)| contains_word(head, name))
        .map(|(_, _, glue)| *glue)
}

fn contains_word(head: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(head, name).any(|i| {
        let before = i.checked_sub(1).and_then(|j| head.get(j)).copied().unwrap_or(b' ');
        let after = head.get(i + name.len()).copied().unwrap_or(b' ');
        !before.is_ascii_alphanumeric() && !after.is_ascii_alphanumeric()
    }) || (name.len() > 8 && contains_folded(head, name))
}

fn report(scan: &mut Scan<'_>, value: Value, pair: bool) {
    let bytes = cut(scan.text, value.start, value.end);
    let quality = Quality::of(bytes);
    if quality.len < 2
        || bytes.first() == Some(&b'-')
        || veto::is_placeholder(bytes)
        || veto::is_label(bytes)
        || veto::is_expression(bytes)
        || veto::is_number(bytes) && quality.len < 6
        || veto::is_other(bytes)
    {
        return;
    }
    let strong = pair || !quality.wordy;
    scan.report(COMMAND, if strong { Confidence::Medium } else { Confidence::Low }, value.start, value.end);
}

/// `IDENTIFIED BY '…'`, `IDENTIFIED BY PASSWORD '…'`, `IDENTIFIED BY name`.
///
/// # Exposure
/// Reads the text; hits carry offsets only.
pub(crate) fn at_identified(scan: &mut Scan<'_>, from: usize) {
    let text = scan.text;
    let mut i = skip_blanks(text, from);
    for word in [&b"password"[..], b"values"] {
        if has_folded(text, i, word) {
            i = skip_blanks(text, i + word.len());
        }
    }
    let value = if is_quote(at(text, i)) || at(text, i) == b'\\' {
        quoted(text, i)
    } else if scan.kind == TextKind::Prose && run_start(text, i, 1, |b| b == b' ') == i {
        None
    } else {
        unquoted(text, i, Place::Token)
    };
    let Some(value) = value else { return };
    let bytes = cut(text, value.start, value.end);
    if bytes.len() < 2
        || veto::is_placeholder(bytes)
        || !value.quoted && Quality::of(bytes).wordy && veto::is_label(bytes)
    {
        return;
    }
    scan.report(SQL, if value.quoted { Confidence::High } else { Confidence::Low }, value.start, value.end);
}
