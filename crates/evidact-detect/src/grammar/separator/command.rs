//! Between a key and its value on command lines and in the lines of proxies: flags, arrays of arguments, directives.

use super::{Site, Tie, Tied, opens_quote, tie};
use crate::bytes::{at, before, cut, is_quote, run_end, skip_blanks};
use evidact_model::TextKind;

/// Says whether the key is a flag of a command.
///
/// # Exposure
/// Reads the text.
pub(crate) fn is_dashed(text: &[u8], site: &Site) -> bool {
    text.get(site.start) == Some(&b'-') || before(text, site.start) == b'-'
}

/// `--password=…`, and `--set auth.password=…`, `--from-literal=password=…`: an assignment that is one word of a
/// command, in whatever text the command stands.
pub(super) fn is_option(text: &[u8], site: &Site) -> bool {
    const TAKERS: [&[u8]; 10] = [
        b"--set",
        b"--set-string",
        b"--set-literal",
        b"--env",
        b"--build-arg",
        b"--from-literal",
        b"--var",
        b"-var",
        b"--opt",
        b"-e",
    ];
    if is_dashed(text, site) {
        return site.start == 0
            || matches!(before(text, site.start), b' ' | b'\t' | b'"' | b'\'' | b'-' | b'\n' | b'`' | b'[');
    }
    let quote = usize::from(is_quote(before(text, site.start)));
    let end = site.start - quote;
    if !matches!(before(text, end), b' ' | b'=' | b',') {
        return false;
    }
    let word = crate::bytes::run_start(text, end - 1, 48, |b| !b.is_ascii_whitespace());
    let word = cut(text, word, end - 1);
    let word = word.get(..word.iter().position(|&b| b == b'=').unwrap_or(word.len())).unwrap_or(word);
    TAKERS.contains(&word)
}

/// The next element of an array of arguments, on this line or the next.
pub(super) fn argument(text: &[u8], from: usize) -> Option<Tied> {
    let value = run_end(text, from, 128, |b| b.is_ascii_whitespace());
    let default = default_argument(text, from);
    default.or_else(|| opens_quote(text, value).then_some(Tied { tie: Tie::Flag, value }))
}

/// The next element of a flow list of YAML, which needs no quotes: `[-y, x, "--secret", VALUE]`.
pub(super) fn bare_argument(text: &[u8], site: &Site, from: usize) -> Option<Tied> {
    let value = skip_blanks(text, from);
    let end =
        run_end(text, value, 256, |b| !b.is_ascii_whitespace() && !matches!(b, b',' | b']' | b'"' | b'\''));
    let ends = matches!(at(text, skip_blanks(text, end)), b',' | b']');
    let plain =
        !matches!(at(text, value), b'-' | b'$' | b'*' | b'&' | b'{' | b'[' | b'!' | b'<' | b',' | b']');
    (site.kind == TextKind::Config && value > from && end > value && ends && plain)
        .then_some(Tied { tie: Tie::Flag, value })
}

/// `add_argument("--password", …, default="…")`.
pub(super) fn default_argument(text: &[u8], from: usize) -> Option<Tied> {
    let end = run_end(text, from, 240, |b| b != b'\n');
    let rest = cut(text, from, end);
    let i = memchr::memmem::find(rest, b"default")? + 7;
    let mark = skip_blanks(text, from + i);
    if !matches!(at(text, mark), b'=' | b':') {
        return None;
    }
    tie(text, Tie::Equals, mark + 1).filter(|t| opens_quote(text, t.value))
}

/// Lines of proxies and container files, on which a key and its value stand without a sign between them.
pub(super) fn directive(text: &[u8], site: &Site, line: usize, j: usize) -> Option<Tied> {
    const OPENERS: [&[u8]; 9] = [
        b"ENV",
        b"proxy_set_header",
        b"fastcgi_param",
        b"uwsgi_param",
        b"add_header",
        b"more_set_headers",
        b"RequestHeader",
        b"Header",
        b"set_header",
    ];
    let first = skip_blanks(text, line);
    let word = cut(text, first, run_end(text, first, 20, |b| !b.is_ascii_whitespace()));
    let variable = before(text, site.start) == b'$';
    if variable || !OPENERS.contains(&word) || first + word.len() >= site.end {
        return None;
    }
    let empty = matches!(at(text, j), b'\n' | b'\r' | b'=' | b':' | 0);
    (!empty).then_some(Tied { tie: Tie::Flag, value: j })
}

/// `--password …`, `-password …`, `/password:…`.
pub(super) fn flag(text: &[u8], site: &Site, i: usize) -> Option<Tied> {
    let dashed = is_dashed(text, site);
    if dashed && at(text, i) == b'\n' {
        return next_item(text, site, i);
    }
    if !dashed || at(text, i) != b' ' {
        return None;
    }
    let value = skip_blanks(text, i);
    // A continued line: `--password \` and the value on the next one is not written by people.
    (!matches!(
        at(text, value),
        b'-' | b'\n' | b'\r' | b'|' | b'>' | b'=' | b':' | b'[' | b'\\' | b'(' | b',' | b'&' | 0
    ) || opens_quote(text, value))
    .then_some(Tied { tie: Tie::Flag, value })
}

/// The item after `- --password` in a list of YAML.
pub(super) fn next_item(text: &[u8], site: &Site, newline: usize) -> Option<Tied> {
    let line = crate::bytes::line_start(text, site.start);
    let dash = skip_blanks(text, line);
    let next = skip_blanks(text, newline + 1);
    let items = at(text, dash) == b'-' && at(text, dash + 1) == b' ' && dash + 2 < site.start + 2;
    (items && next - newline - 1 == dash - line && at(text, next) == b'-' && at(text, next + 1) == b' ')
        .then(|| skip_blanks(text, next + 2))
        .filter(|&value| !matches!(at(text, value), b'-' | b'\n' | b'\r' | 0))
        .map(|value| Tied { tie: Tie::Flag, value })
}
