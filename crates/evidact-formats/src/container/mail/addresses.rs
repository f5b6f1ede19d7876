//! Addresses and ids of messages: what came of them is written so that it stays an address or an id.

use evidact_model::Placeholder;

/// Writes `joe at example.org (Joe)` as archives of mailing lists have it with an `@`, so that it reads as an address.
pub(super) fn with_signs(value: String) -> String {
    let spelled = |mailbox: &str| {
        let address = mailbox.split(['(', '<', '"']).next().unwrap_or_default().trim();
        let (local, host) = address.split_once(" at ")?;
        let is_plain =
            |text: &str| !text.is_empty() && !text.contains(|c: char| c == '@' || c.is_whitespace());
        (is_plain(local) && is_plain(host) && host.contains('.')).then(|| mailbox.replacen(" at ", "@", 1))
    };
    if !value.contains(" at ") {
        return value;
    }
    let all: Vec<String> =
        mailboxes(&value).into_iter().map(|m| spelled(m).unwrap_or_else(|| m.to_owned())).collect();
    all.join(",")
}

/// What stands behind the `@` of an address that has become a placeholder (RFC 2606).
const NOWHERE: &str = "@redacted.invalid";

/// Writes message ids so that they stay ids: `<EMAIL-01@redacted.invalid>`.
pub(super) fn ids(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (i, word) in value.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let (bare, changed) = bare_placeholders(word);
        let inner = bare.strip_prefix('<').and_then(|w| w.strip_suffix('>'));
        match inner.filter(|inner| changed && !inner.contains(['@', '<', '>'])) {
            Some(inner) => out.extend(["<", inner, NOWHERE, ">"]),
            None => out.push_str(&bare),
        }
    }
    out
}

/// Replaces bracketed placeholders by their bare form, and says whether there were any.
fn bare_placeholders(text: &str) -> (String, bool) {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let (mut at, mut changed) = (0, false);
    while let Some(&b) = bytes.get(at) {
        if let Some((placeholder, len)) = Placeholder::at_start(bytes.get(at..).unwrap_or_default()) {
            out.extend_from_slice(placeholder.bare().as_bytes());
            at += len;
            changed = true;
        } else {
            out.push(b);
            at += 1;
        }
    }
    (String::from_utf8_lossy(&out).into_owned(), changed)
}

/// Writes a list of addresses so that it stays one although placeholders stand in it.
pub(super) fn addresses(value: &str) -> String {
    if !bare_placeholders(value).1 {
        return value.to_owned();
    }
    let all: Vec<String> = mailboxes(value).into_iter().map(mailbox).collect();
    all.join(",")
}

/// Splits at commas and semicolons outside of quotes, comments, angles and placeholders.
fn mailboxes(value: &str) -> Vec<&str> {
    let (mut quoted, mut depth, mut escaped, mut start) = (false, 0_i32, false, 0);
    let mut out = Vec::new();
    for (at, c) in value.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match c {
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' | '<' | '[' if !quoted => depth += 1,
            ')' | '>' | ']' if !quoted => depth = (depth - 1).max(0),
            ',' if !quoted && depth == 0 => {
                out.extend(value.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.extend(value.get(start..));
    out
}

/// Writes one mailbox: the name quoted if a placeholder stands in it, the address as one.
fn mailbox(text: &str) -> String {
    let (bare, changed) = bare_placeholders(text);
    if !changed {
        return text.to_owned();
    }
    let lead = if text.starts_with(' ') { " " } else { "" };
    let angle = text.find('<').zip(text.rfind('>')).filter(|(open, close)| open < close);
    if let Some((open, close)) = angle {
        let phrase = text.get(..open).unwrap_or_default().trim();
        let address = bare_placeholders(text.get(open + 1..close).unwrap_or_default()).0;
        let address = if address.contains('@') { address } else { address + NOWHERE };
        let rest = text.get(close + 1..).unwrap_or_default();
        let space = if phrase.is_empty() { "" } else { " " };
        return format!("{lead}{}{space}<{address}>{rest}", quoted_phrase(phrase));
    }
    if let Some((before, comment)) = comment(text) {
        // The older form: `root@example.org (Cron Daemon)`.
        return format!("{}{comment}", mailbox(before));
    }
    let bare = bare.trim();
    if bare.contains('@') || bare.contains(':') || bare.is_empty() {
        return format!("{lead}{bare}");
    }
    if !bare.contains(' ') {
        return format!("{lead}{bare}{NOWHERE}");
    }
    // A word of ours that nobody could take for an address of somebody.
    let address = first_placeholder(text).unwrap_or_default();
    format!("{lead}{} <{address}{NOWHERE}>", quoted_phrase(text.trim()))
}

/// Splits off the comment at the end of a mailbox, with the blanks before it.
fn comment(text: &str) -> Option<(&str, &str)> {
    let (mut quoted, mut escaped) = (false, false);
    let open = text.char_indices().find_map(|(at, c)| {
        if std::mem::take(&mut escaped) {
            return None;
        }
        match c {
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => return Some(at),
            _ => {}
        }
        None
    })?;
    let before = text.get(..open)?.trim_end();
    (text.trim_end().ends_with(')') && !before.trim_start().is_empty()).then(|| text.split_at(before.len()))
}

/// Returns the first placeholder of a text in its bare form.
fn first_placeholder(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'[', bytes)
        .find_map(|at| Placeholder::at_start(bytes.get(at..)?))
        .map(|(placeholder, _)| placeholder.bare())
}

fn quoted_phrase(phrase: &str) -> String {
    if phrase.is_empty() || !bare_placeholders(phrase).1 {
        return phrase.to_owned();
    }
    let inner: String = phrase.chars().filter(|c| !matches!(c, '"' | '\\')).collect();
    format!("\"{inner}\"")
}
