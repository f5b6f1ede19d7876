//! Between a key and its value in code: declarations, calls, comparisons.

use super::{Site, Tie, Tied, opens_quote, tie};
use crate::bytes::{at, before, cut, has_folded, is_word, run_end, skip_blanks};
use evidact_model::TextKind;

/// `string Pwd { get; set; } = "…"`, and `variable "db_password" {` with its `default = "…"`.
pub(super) fn declared(text: &[u8], site: &Site, brace: usize, quoted: bool) -> Option<Tied> {
    if quoted {
        let word = crate::bytes::run_start(text, site.start.saturating_sub(2), 12, is_word);
        if !cut(text, word, site.start).starts_with(b"variable") {
            return None;
        }
        let end = run_end(text, brace, 640, |b| b != b'}');
        let body = cut(text, brace, end);
        let i = memchr::memmem::find(body, b"default")? + 7;
        let mark = skip_blanks(text, brace + i);
        return (at(text, mark) == b'=')
            .then(|| skip_blanks(text, mark + 1))
            .filter(|&value| opens_quote(text, value))
            .map(|value| Tied { tie: Tie::Equals, value });
    }
    let close = run_end(text, brace, 64, |b| b != b'}' && b != b'\n');
    let mark = skip_blanks(text, close + 1);
    let sets = at(text, close) == b'}' && at(text, mark) == b'=' && at(text, mark + 1) != b'=';
    if sets { tie(text, Tie::Equals, mark + 1).filter(|t| opens_quote(text, t.value)) } else { None }
}

/// `CURLOPT_PASSWORD`, `:password`: the name of an option, not a variable among other arguments.
pub(super) fn is_constant(text: &[u8], site: &Site) -> bool {
    let key = cut(text, site.start, site.end);
    before(text, site.start) == b':' || (key.contains(&b'_') && !key.iter().any(u8::is_ascii_lowercase))
}

/// One argument, or two of which the second is the password: `setPassword("…")`, `check("user", "…")`.
pub(super) fn call(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    let tied = tie(text, Tie::Call, j + 1)?;
    let method = cut(text, site.start, site.end);
    if matches!(method, b"pass" | b"t.pass") || method.ends_with(b".pass") {
        return None;
    }
    if !opens_quote(text, tied.value) {
        // `setKey(Base64.decode("…"))`: the literal stands one call deeper.
        let inner = run_end(text, tied.value, 40, |b| is_word(b) || b == b'.');
        return (inner > tied.value && at(text, inner) == b'(' && opens_quote(text, inner + 1))
            .then_some(tied);
    }
    let first = crate::grammar::value::quoted(text, tied.value)?;
    let next = skip_blanks(text, first.after);
    match at(text, next) {
        b',' => {
            let second = skip_blanks(text, next + 1);
            let value = crate::grammar::value::quoted(text, second)?;
            (at(text, skip_blanks(text, value.after)) == b')')
                .then_some(Tied { tie: Tie::Call, value: second })
        }
        _ => Some(tied),
    }
}

/// `password.equals("…")`.
pub(super) fn compared(text: &[u8], j: usize) -> Option<Tied> {
    const METHODS: [&[u8]; 7] =
        [b".equals(", b".equalsIgnoreCase(", b".compareTo(", b".eq(", b".toBe(", b".toEqual(", b".set("];
    let method = METHODS.iter().find(|m| has_folded(text, j, &m.to_ascii_lowercase()))?;
    tie(text, Tie::Compare, j + method.len()).filter(|t| opens_quote(text, t.value))
}

/// `var password string = "…"`, `password VARCHAR = …`: one word of a type in between.
pub(super) fn typed(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    if site.kind != TextKind::Code || site.loose || j == site.end {
        return None;
    }
    // `Dim password As String = "…"`.
    let j = if has_folded(text, j, b"as ") { skip_blanks(text, j + 3) } else { j };
    let end = run_end(text, j, 32, |b| is_word(b) || matches!(b, b'.' | b'*' | b'[' | b']'));
    let eq = skip_blanks(text, end);
    (end > j && at(text, eq) == b'=' && !matches!(at(text, eq + 1), b'=' | b'>')).then_some(())?;
    tie(text, Tie::Equals, eq + 1)
}
