//! What stands between a key and its value.

use super::quality::is_value_like;
use super::words::Roles;
use crate::bytes::{at, before, cut, has_folded, is_quote, is_word, run_end, skip_blanks};
use evidact_model::TextKind;

/// How a key is tied to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// `=`, `:=`, `=>`, `<-`.
    Equals,
    /// `:`.
    Colon,
    /// `==`, `!=`, `.equals(`: the value is compared with.
    Compare,
    /// `setPassword("…")`, `.password("…")`.
    Call,
    /// `("password", "…")`.
    Comma,
    /// `<password>…</password>`, `password</td><td>…`.
    Markup,
    /// `key="password" value="…"`.
    Attribute,
    /// `password "…"`, `requirepass …`.
    Blank,
    /// `--password …`.
    Flag,
    /// `| password | … |`.
    Table,
    /// `the password is …`.
    Is,
}

/// A tie and the first byte of what follows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tied {
    pub(crate) tie: Tie,
    pub(crate) value: usize,
}

/// Where a key stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TextKind,
    /// In a comment, or in text without syntax.
    pub(crate) loose: bool,
}

/// Reads what ties the key to a value, or `None` if nothing does.
///
/// # Exposure
/// Reads the text.
pub(crate) fn after_key(text: &[u8], site: &Site) -> Option<Tied> {
    let mut tied = tie_of(text, site)?;
    let markup = !matches!(site.kind, TextKind::Code | TextKind::Config)
        && matches!(tied.tie, Tie::Colon | Tie::Equals | Tie::Is | Tie::Markup);
    if markup && at(text, tied.value) == b'<' {
        tied.value = past_tags(text, tied.value);
    }
    if site.loose && matches!(tied.tie, Tie::Colon | Tie::Is) {
        tied.value = past_emphasis(text, tied.value);
    }
    Some(tied)
}

/// Skips tags between a separator and its value: `Password: <code>…`.
fn past_tags(text: &[u8], from: usize) -> usize {
    let mut i = from;
    for _ in 0..4 {
        let name = at(text, i + 1);
        if at(text, i) != b'<' || !(name.is_ascii_alphabetic() || name == b'/') {
            break;
        }
        let close = run_end(text, i, 160, |b| b != b'>' && b != b'\n');
        if at(text, close) != b'>' {
            return from;
        }
        i = skip_blanks(text, close + 1);
    }
    i
}

/// Skips `_` or `*` that opens an emphasis and is closed on the same line.
fn past_emphasis(text: &[u8], from: usize) -> usize {
    let mark = at(text, from);
    let open = run_end(text, from, 3, |b| b == mark);
    let end = run_end(text, open, 96, |b| !b.is_ascii_whitespace() && b != mark);
    let emphasis = matches!(mark, b'_' | b'*') && end > open && at(text, end) == mark;
    if emphasis && !is_word(at(text, run_end(text, end, 3, |b| b == mark))) { open } else { from }
}

fn tie_of(text: &[u8], site: &Site) -> Option<Tied> {
    let (mut i, quoted) = past_quote(text, site.end);
    if before(text, site.start) == b'<' || (before(text, site.start) == b':' && in_tag(text, site.start)) {
        return element(text, site.end);
    }
    i = past_brackets(text, i);
    if let Some(tied) = flag(text, site, i) {
        return Some(tied);
    }
    let j = skip_blanks(text, i);
    let tied = match at(text, j) {
        b'=' if j == i && at(text, j + 1) != b'=' && is_option(text, site) => tie(text, Tie::Flag, j + 1),
        b'=' => equals(text, j),
        b'?' if at(text, j + 1) == b'=' && site.kind != TextKind::Prose => tie(text, Tie::Equals, j + 2),
        b'{' if site.kind == TextKind::Code => declared(text, site, j, quoted),
        0xe2 if ARROWS.iter().any(|a| text.get(j..j + 3) == Some(a.as_bytes())) => tie(text, Tie::Is, j + 3),
        b'-' if site.loose && j > i && at(text, j + 1) == b' ' => tie(text, Tie::Is, j + 1),
        b':' => colon(text, site, j),
        b'!' if at(text, j + 1) == b'=' => {
            tie(text, Tie::Compare, j + 2 + usize::from(at(text, j + 2) == b'='))
        }
        b'-' if at(text, j + 1) == b'>' => tie(text, Tie::Equals, j + 2),
        b'<' if at(text, j + 1) == b'-' => tie(text, Tie::Equals, j + 2),
        b'<' | b'&' => cell(text, j),
        b',' if quoted && is_dashed(text, site) => argument(text, j + 1),
        b',' if quoted => tie(text, Tie::Comma, j + 1).filter(|t| opens_quote(text, t.value)),
        // `the new password, Winter-1327, expires`.
        b',' if site.loose && !quoted => {
            let comma = Site { end: j + 1, ..*site };
            adjacent(text, &comma, j + 1, skip_blanks(text, j + 1))
                .filter(|t| matches!(after_word(text, t.value), b',' | b'.' | b'\n' | b')' | 0))
        }
        b',' => {
            tie(text, Tie::Comma, j + 1).filter(|t| opens_quote(text, t.value) && is_constant(text, site))
        }
        b'(' if j == i && site.loose && is_generated_argument(text, j + 1) => tie(text, Tie::Is, j + 1),
        b'(' if j == i => call(text, site, j),
        b'.' if j == i => compared(text, j),
        b'|' if has_folded(text, skip_blanks(text, j + 1), b"default ") => {
            // Templates of Helm and Ansible: `.Values.password | default "…"`.
            tie(text, Tie::Equals, skip_blanks(text, j + 1) + 8).filter(|t| opens_quote(text, t.value))
        }
        b'|' => tie(text, Tie::Table, j + 1),
        b'*' => bold(text, j),
        _ => None,
    };
    let tied = tied.or_else(|| attribute(text, site, i, quoted));
    tied.or_else(|| typed(text, site, j))
        .or_else(|| blank(text, site, i, j))
        .or_else(|| copula(text, site, j))
        .or_else(|| adjacent(text, site, i, j))
}

const ARROWS: [&str; 4] = ["\u{2192}", "\u{21d2}", "\u{2014}", "\u{2013}"];

/// Says whether the key is a flag of a command.
///
/// # Exposure
/// Reads the text.
pub(crate) fn is_dashed(text: &[u8], site: &Site) -> bool {
    text.get(site.start) == Some(&b'-') || before(text, site.start) == b'-'
}

/// `--password=…`, and `--set auth.password=…`, `--from-literal=password=…`: an assignment that is one word of a
/// command, in whatever text the command stands.
fn is_option(text: &[u8], site: &Site) -> bool {
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
fn argument(text: &[u8], from: usize) -> Option<Tied> {
    let value = run_end(text, from, 128, |b| b.is_ascii_whitespace());
    let default = default_argument(text, from);
    default.or_else(|| opens_quote(text, value).then_some(Tied { tie: Tie::Flag, value }))
}

/// `add_argument("--password", …, default="…")`.
fn default_argument(text: &[u8], from: usize) -> Option<Tied> {
    let end = run_end(text, from, 240, |b| b != b'\n');
    let rest = cut(text, from, end);
    let i = memchr::memmem::find(rest, b"default")? + 7;
    let mark = skip_blanks(text, from + i);
    if !matches!(at(text, mark), b'=' | b':') {
        return None;
    }
    tie(text, Tie::Equals, mark + 1).filter(|t| opens_quote(text, t.value))
}

/// `string Pwd { get; set; } = "…"`, and `variable "db_password" {` with its `default = "…"`.
fn declared(text: &[u8], site: &Site, brace: usize, quoted: bool) -> Option<Tied> {
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

/// A long run of letters and digits that follows the key word at once: `the token 9f86d08…`.
fn adjacent(text: &[u8], site: &Site, i: usize, j: usize) -> Option<Tied> {
    if !site.loose || j == i {
        return None;
    }
    if names_password(cut(text, site.start, site.end)) {
        let end =
            run_end(text, j, 64, |b| !b.is_ascii_whitespace() && !matches!(b, b',' | b';' | b'"' | b')'));
        let end = if matches!(before(text, end), b'.' | b':') { end - 1 } else { end };
        if is_spoken_value(cut(text, j, end)) {
            return Some(Tied { tie: Tie::Is, value: j });
        }
    }
    let inside = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+' | b'/' | b'=');
    let end = run_end(text, j, 512, inside);
    let digits = cut(text, j, end).iter().filter(|b| b.is_ascii_digit()).count();
    if end - j >= 20 && digits >= 3 {
        return Some(Tied { tie: Tie::Is, value: j });
    }
    // `try password Winter-1327!`, `otp 642949`: one word that no sentence would have there.
    let end = run_end(text, j, 64, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'`' | b'<' | b',' | b';')
    });
    let word = cut(text, j, end);
    let word = word.strip_suffix(b".").or_else(|| word.strip_suffix(b")")).unwrap_or(word);
    let year = word.len() == 4 && (word.starts_with(b"19") || word.starts_with(b"20"));
    let digits = word.iter().all(u8::is_ascii_digit) && word.len() >= 3 && !year;
    (digits || is_value_like(word)).then_some(Tied { tie: Tie::Is, value: j })
}

fn names_password(key: &[u8]) -> bool {
    super::keys::classify(key).is_some_and(|k| k.family == super::keys::Family::Password)
}

/// A word that nobody writes in a sentence but as a value: `Pier-Saddle-2204`.
fn is_spoken_value(word: &[u8]) -> bool {
    const METHODS: [&[u8]; 8] = [b"sha", b"pbkdf", b"hmac", b"rfc", b"base64", b"oauth", b"crypt", b"utf"];
    let count = |want: fn(&u8) -> bool| word.iter().filter(|b| want(b)).count();
    word.len() >= 8
        && count(u8::is_ascii_digit) >= 2
        && count(u8::is_ascii_lowercase) >= 3
        && count(u8::is_ascii_uppercase) + count(u8::is_ascii_punctuation) >= 1
        && !word.iter().any(|b| b"/=:.\\<>{}[]($".contains(b))
        && !METHODS.iter().any(|m| crate::bytes::contains_folded(word, m))
}

/// `"…" == password`: the start of the string before the key.
pub(crate) fn before_key(text: &[u8], site: &Site) -> Option<super::value::Value> {
    let from = site.start.saturating_sub(240);
    let blank = |b: u8| b == b' ';
    let operator_end = crate::bytes::run_start(text, site.start, 4, blank);
    let operator = crate::bytes::run_start(text, operator_end, 3, |b| matches!(b, b'=' | b'!'));
    if operator_end - operator < 2 || before(text, operator_end) != b'=' {
        return None;
    }
    let close = crate::bytes::run_start(text, operator, 4, blank);
    let quote = before(text, close);
    if !is_quote(quote) {
        return None;
    }
    let line = memchr::memrchr(b'\n', cut(text, from, close)).map_or(from, |n| from + n + 1);
    let open = memchr::memrchr(quote, cut(text, line, close - 1)).map(|n| line + n)?;
    Some(super::value::Value { start: open + 1, end: close - 1, quoted: true, after: close })
}

#[expect(clippy::unnecessary_wraps, reason = "every caller returns an option")]
fn tie(text: &[u8], tie: Tie, value: usize) -> Option<Tied> {
    Some(Tied { tie, value: skip_blanks(text, value) })
}

pub(crate) fn opens_quote(text: &[u8], i: usize) -> bool {
    let b = at(text, i);
    is_quote(b)
        || (b == b'\\' && matches!(at(text, i + 1), b'"' | b'\'' | b'\\'))
        || (matches!(b, b'@' | b'b' | b'r' | b'u' | b'f' | b'L' | b'N' | b'B' | b'R' | b'$')
            && is_quote(at(text, i + 1)))
        || text.get(i..i + 6) == Some(b"&quot;")
        || matches!(text.get(i..i + 3), Some(q) if q == "\u{201c}".as_bytes() || q == "\u{2018}".as_bytes())
}

/// `CURLOPT_PASSWORD`, `:password`: the name of an option, not a variable among other arguments.
fn is_constant(text: &[u8], site: &Site) -> bool {
    let key = cut(text, site.start, site.end);
    before(text, site.start) == b':' || (key.contains(&b'_') && !key.iter().any(u8::is_ascii_lowercase))
}

fn past_quote(text: &[u8], end: usize) -> (usize, bool) {
    // `"${password}" == …` in a shell.
    let end = if at(text, end) == b'}' { end + 1 } else { end };
    let slashes = run_end(text, end, 4, |b| b == b'\\') - end;
    if is_quote(at(text, end + slashes)) {
        return (end + slashes + 1, true);
    }
    for entity in [&b"&quot;"[..], b"&#34;", b"&#39;", b"&apos;", b"**", b"__", b"*:", b"_:"] {
        if text.get(end..end + entity.len()) == Some(entity) {
            let closing = usize::from(entity.ends_with(b":"));
            return (end + entity.len() - closing, entity.first() == Some(&b'&'));
        }
    }
    (end, false)
}

fn past_brackets(text: &[u8], from: usize) -> usize {
    let mut i = from;
    while i < from + 4 && at(text, i) == b']' {
        i += 1;
    }
    if at(text, i) == b'[' {
        let close = run_end(text, i + 1, 8, |b| b.is_ascii_alphanumeric() || b == b'_');
        if at(text, close) == b']' {
            return close + 1;
        }
    }
    i
}

fn equals(text: &[u8], j: usize) -> Option<Tied> {
    match (at(text, j + 1), at(text, j + 2)) {
        (b'=', b'=') => tie(text, Tie::Compare, j + 3),
        (b'=', _) => tie(text, Tie::Compare, j + 2),
        (b'>' | b'~', _) => tie(text, Tie::Equals, j + 2),
        _ => tie(text, Tie::Equals, j + 1),
    }
}

fn colon(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    match at(text, j + 1) {
        b'=' | b'-' => tie(text, Tie::Equals, j + 2),
        // LDIF: `userPassword:: ` and base64.
        b':' if at(text, j + 2) == b' ' && site.kind != TextKind::Code => tie(text, Tie::Colon, j + 2),
        b':' | b'?' => None,
        b'/' if at(text, j + 2) == b'/' => None,
        b'*' if at(text, j + 2) == b'*' => tie(text, Tie::Colon, j + 3),
        _ => {
            let value = skip_blanks(text, j + 1);
            if site.kind == TextKind::Code && !site.loose && !opens_quote(text, value) {
                // `password: String = "…"`: the value comes after the type.
                let end = run_end(text, value, 60, |b| {
                    is_word(b)
                        || matches!(
                            b,
                            b'<' | b'>' | b'&' | b'?' | b'[' | b']' | b'.' | b' ' | b'|' | b':' | b'\''
                        )
                });
                if end > value && at(text, end) == b'=' && !matches!(at(text, end + 1), b'=' | b'>') {
                    return tie(text, Tie::Equals, end + 1);
                }
            }
            tie(text, Tie::Colon, j + 1)
        }
    }
}

/// `**Password:** x` and `**Password**: x`.
fn bold(text: &[u8], j: usize) -> Option<Tied> {
    if at(text, j + 1) != b'*' {
        return None;
    }
    let i = skip_blanks(text, j + 2);
    if at(text, i) == b':' { tie(text, Tie::Colon, i + 1) } else { None }
}

/// `<password>`, with attributes.
fn element(text: &[u8], end: usize) -> Option<Tied> {
    let close = run_end(text, end, 200, |b| b != b'>' && b != b'<' && b != b'\n');
    if at(text, close) != b'>' || before(text, close) == b'/' {
        // `<password value="…"/>`
        let tag = cut(text, end, close);
        let at_value =
            memchr::memmem::find(tag, b"value=").or_else(|| memchr::memmem::find(tag, b"Value="))?;
        return tie(text, Tie::Attribute, end + at_value + 6);
    }
    let value = close + 1;
    let closes = run_end(text, value, 2048, |b| b != b'<');
    if at(text, closes) != b'<' || !matches!(at(text, closes + 1), b'/' | b'!') {
        return None;
    }
    let value = if text.get(value..value + 9) == Some(b"<![CDATA[") { value + 9 } else { value };
    Some(Tied { tie: Tie::Markup, value })
}

fn in_tag(text: &[u8], start: usize) -> bool {
    let from = crate::bytes::run_start(text, start - 1, 24, is_word);
    before(text, from) == b'<'
}

/// `password</td><td>…`, `<p>Password</p><p>…</p>`; `password&lt;/b&gt;` is not read.
fn cell(text: &[u8], j: usize) -> Option<Tied> {
    const CELLS: [&[u8]; 6] = [b"</td>", b"</th>", b"</dt>", b"</b>", b"</key>", b"</strong>"];
    const BLOCKS: [&[u8]; 10] = [
        b"</p>",
        b"</div>",
        b"</span>",
        b"</label>",
        b"</h1>",
        b"</h2>",
        b"</h3>",
        b"</h4>",
        b"</h5>",
        b"</em>",
    ];
    let firm = CELLS.iter().find(|c| has_folded(text, j, c));
    let closing = firm.or_else(|| BLOCKS.iter().find(|c| has_folded(text, j, c)))?;
    let mut i = run_end(text, j + closing.len(), 64, |b| b.is_ascii_whitespace());
    if at(text, i) == b':' {
        return tie(text, Tie::Colon, i + 1);
    }
    // The name itself may be marked inside its cell: `<td><b>password</b></td><td>…`.
    for _ in 0..2 {
        if let Some(outer) = CELLS.iter().chain(&BLOCKS).find(|c| has_folded(text, i, c)) {
            i = run_end(text, i + outer.len(), 64, |b| b.is_ascii_whitespace());
        }
    }
    if at(text, i) != b'<' || at(text, i + 1) == b'/' || has_folded(text, i, b"<th") {
        return None;
    }
    for _ in 0..4 {
        let tag = run_end(text, i, 120, |b| b != b'>');
        if at(text, tag) != b'>' || before(text, tag) == b'/' {
            return None;
        }
        i = run_end(text, tag + 1, 64, |b| b.is_ascii_whitespace());
        if at(text, i) != b'<' || at(text, i + 1) == b'/' {
            break;
        }
    }
    Some(Tied { tie: if firm.is_some() { Tie::Markup } else { Tie::Table }, value: i })
}

/// One argument, or two of which the second is the password: `setPassword("…")`, `check("user", "…")`.
fn call(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
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
    let first = super::value::quoted(text, tied.value)?;
    let next = skip_blanks(text, first.after);
    match at(text, next) {
        b',' => {
            let second = skip_blanks(text, next + 1);
            let value = super::value::quoted(text, second)?;
            (at(text, skip_blanks(text, value.after)) == b')')
                .then_some(Tied { tie: Tie::Call, value: second })
        }
        _ => Some(tied),
    }
}

/// `password.equals("…")`.
fn compared(text: &[u8], j: usize) -> Option<Tied> {
    const METHODS: [&[u8]; 7] =
        [b".equals(", b".equalsIgnoreCase(", b".compareTo(", b".eq(", b".toBe(", b".toEqual(", b".set("];
    let method = METHODS.iter().find(|m| has_folded(text, j, &m.to_ascii_lowercase()))?;
    tie(text, Tie::Compare, j + method.len()).filter(|t| opens_quote(text, t.value))
}

/// `key="password" value="…"`, `{"name": "password", "value": "…"}`.
fn attribute(text: &[u8], site: &Site, from: usize, quoted: bool) -> Option<Tied> {
    if !quoted {
        return None;
    }
    // The name must be the value of something called key, name or id.
    let mut k = site.start.saturating_sub(1);
    while matches!(before(text, k), b'\\' | b' ' | b'=' | b':' | b'"' | b'\'') && k + 12 > site.start {
        k -= 1;
    }
    let named = [&b"key"[..], b"name", b"id", b"header", b"property", b"field", b"param", b"type"]
        .iter()
        .any(|word| k.checked_sub(word.len()).is_some_and(|s| has_folded(text, s, word)));
    if !named {
        return None;
    }
    let i = run_end(text, from, 96, |b| b.is_ascii_whitespace() || b == b',');
    let (mut i, _) =
        if matches!(at(text, i), b'"' | b'\'' | b'\\') { (past_open(text, i), true) } else { (i, false) };
    let word = run_end(text, i, 24, is_word);
    let name = cut(text, i, word);
    let known = [&b"value"[..], b"text", b"content", b"default", b"val", b"string", b"defaultvalue"];
    if !known.iter().any(|k| name.eq_ignore_ascii_case(k)) {
        return None;
    }
    (i, _) = past_quote(text, word);
    i = skip_blanks(text, i);
    match at(text, i) {
        b'=' | b':' => tie(text, Tie::Attribute, i + 1 + usize::from(at(text, i + 1) == b'>')),
        _ => None,
    }
}

fn past_open(text: &[u8], i: usize) -> usize {
    let slashes = run_end(text, i, 4, |b| b == b'\\');
    slashes + usize::from(is_quote(at(text, slashes)))
}

/// `var password string = "…"`, `password VARCHAR = …`: one word of a type in between.
fn typed(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    if site.kind != TextKind::Code || j == site.end {
        return None;
    }
    // `Dim password As String = "…"`.
    let j = if has_folded(text, j, b"as ") { skip_blanks(text, j + 3) } else { j };
    let end = run_end(text, j, 32, |b| is_word(b) || matches!(b, b'.' | b'*' | b'[' | b']'));
    let eq = skip_blanks(text, end);
    (end > j && at(text, eq) == b'=' && !matches!(at(text, eq + 1), b'=' | b'>')).then_some(())?;
    tie(text, Tie::Equals, eq + 1)
}

/// `password "…"` and, at the start of a line of configuration, `password …`.
fn blank(text: &[u8], site: &Site, i: usize, j: usize) -> Option<Tied> {
    if j == i {
        return None;
    }
    let word_before = matches!(before(text, site.start), b'"' | b'\'' | b'$' | b'.');
    if opens_quote(text, j) && matches!(at(text, j), b'"' | b'\'' | b'`' | b'@' | b'\\') && !word_before {
        return Some(Tied { tie: Tie::Blank, value: j });
    }
    if has_folded(text, j, b"by ") {
        return tie(text, Tie::Blank, j + 3).filter(|t| opens_quote(text, t.value));
    }
    let line = crate::bytes::line_start(text, site.start);
    let first = skip_blanks(text, line) == site.start;
    if let Some(tied) = directive(text, site, line, j) {
        return Some(tied);
    }
    if site.kind == TextKind::Config
        && first
        && !matches!(at(text, j), b'\n' | b'\r' | b'{' | b'(' | b'#' | 0)
    {
        let end = run_end(text, j, 256, |b| !b.is_ascii_whitespace());
        let rest = skip_blanks(text, end);
        let alone = matches!(at(text, rest), b'\n' | b'\r' | b'#' | 0);
        return alone.then_some(Tied { tie: Tie::Blank, value: j });
    }
    None
}

/// Lines of routers, proxies and container files, on which a key and its value stand without a sign between them.
fn directive(text: &[u8], site: &Site, line: usize, j: usize) -> Option<Tied> {
    const OPENERS: [&[u8]; 20] = [
        b"ENV",
        b"username",
        b"enable",
        b"tacacs-server",
        b"radius-server",
        b"tacacs",
        b"radius",
        b"neighbor",
        b"ntp",
        b"standby",
        b"crypto",
        b"aaa",
        b"proxy_set_header",
        b"fastcgi_param",
        b"uwsgi_param",
        b"add_header",
        b"more_set_headers",
        b"RequestHeader",
        b"Header",
        b"set_header",
    ];
    const MARKS: [&[u8]; 10] =
        [b"0", b"5", b"7", b"8", b"9", b"encrypted", b"sha512", b"md5", b"secret", b"plain-text"];
    let first = skip_blanks(text, line);
    let word = cut(text, first, run_end(text, first, 20, |b| !b.is_ascii_whitespace()));
    if !OPENERS.contains(&word) || first + word.len() >= site.end {
        return None;
    }
    let mut value = j;
    for _ in 0..2 {
        let end = run_end(text, value, 16, |b| !b.is_ascii_whitespace());
        let next = skip_blanks(text, end);
        if MARKS.contains(&cut(text, value, end)) && !matches!(at(text, next), b'\n' | b'\r' | 0) {
            value = next;
        }
    }
    let empty = matches!(at(text, value), b'\n' | b'\r' | b'=' | b':' | 0);
    (!empty).then_some(Tied { tie: Tie::Flag, value })
}

/// `--password …`, `-password …`, `/password:…`.
fn flag(text: &[u8], site: &Site, i: usize) -> Option<Tied> {
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
fn next_item(text: &[u8], site: &Site, newline: usize) -> Option<Tied> {
    let line = crate::bytes::line_start(text, site.start);
    let dash = skip_blanks(text, line);
    let next = skip_blanks(text, newline + 1);
    let items = at(text, dash) == b'-' && at(text, dash + 1) == b' ' && dash + 2 < site.start + 2;
    (items && next - newline - 1 == dash - line && at(text, next) == b'-' && at(text, next + 1) == b' ')
        .then(|| skip_blanks(text, next + 2))
        .filter(|&value| !matches!(at(text, value), b'-' | b'\n' | b'\r' | 0))
        .map(|value| Tied { tie: Tie::Flag, value })
}

/// Words that say what something is.
const COPULAS: [&[u8]; 14] = [
    b"is",
    b"was",
    b"are",
    b"is:",
    b"ist",
    b"lautet",
    b"lautet:",
    b"est",
    b"es",
    b"=",
    b"\xc3\xa9",
    b"to",
    b"being",
    b"set",
];

/// `Token(9f86d081884c7d65…)` in a log.
fn is_generated_argument(text: &[u8], from: usize) -> bool {
    let end =
        run_end(text, from, 256, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'+'));
    end >= from + 16 && at(text, end) == b')' && super::quality::Quality::of(cut(text, from, end)).is_random()
}

/// The byte after the word at a place.
fn after_word(text: &[u8], from: usize) -> u8 {
    at(text, run_end(text, from, 96, |b| !b.is_ascii_whitespace() && !matches!(b, b',' | b')')))
}

/// Words between a verb and its value: `is now`, `was set to`.
const FILLERS: [&[u8]; 12] = [
    b"set",
    b"to",
    b"now",
    b"still",
    b"changed",
    b"reset",
    b"again",
    b"currently",
    b"updated",
    b"just",
    b"simply",
    b"only",
];

/// `the password (for the database) is …`.
fn copula(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    if !site.loose && site.kind != TextKind::Data {
        return None;
    }
    if site.loose { said(text, site, j) } else { said(text, site, j).filter(|t| opens_quote(text, t.value)) }
}

fn said(text: &[u8], site: &Site, j: usize) -> Option<Tied> {
    if site.end == j {
        return None;
    }
    let mut i = j;
    for _ in 0..7 {
        let end = run_end(text, i, 24, |b| !b.is_ascii_whitespace() && !matches!(b, b'.' | b';' | b','));
        let word = cut(text, i, end);
        if word.is_empty() || !(at(text, end) == b' ' || word.ends_with(b":")) {
            return None;
        }
        let next = skip_blanks(text, end);
        if word.eq_ignore_ascii_case(b"(default:") || word.eq_ignore_ascii_case(b"default:") {
            return tie(text, Tie::Is, next).filter(|t| opens_quote(text, t.value));
        }
        if word.eq_ignore_ascii_case(b"from") {
            let end = run_end(text, next, 64, |b| !b.is_ascii_whitespace());
            return (opens_quote(text, next) || is_value_like(cut(text, next, end)))
                .then_some(Tied { tie: Tie::Is, value: next });
        }
        if COPULAS.iter().any(|c| word.eq_ignore_ascii_case(c)) {
            let colon = usize::from(at(text, next) == b':');
            let public = |w: &[u8]| super::words::roles(&w.to_ascii_lowercase()).any(Roles::PUBLIC);
            if cut(text, j, i).split(|&b| b == b' ').any(public) {
                return None;
            }
            let mut value = skip_blanks(text, next + colon);
            for _ in 0..3 {
                let end = run_end(text, value, 10, is_word);
                let filler = FILLERS.iter().any(|f| cut(text, value, end).eq_ignore_ascii_case(f));
                if !filler || at(text, end) != b' ' {
                    break;
                }
                value = skip_blanks(text, end);
            }
            return Some(Tied { tie: Tie::Is, value });
        }
        if let Some(stripped) = word.strip_suffix(b":") {
            let told = stripped.len() > 4 && stripped.ends_with(b"ed")
                || matches!(stripped, b"sent" | b"here" | b"below");
            return ((i > j || told) && !stripped.is_empty()).then_some(Tied { tie: Tie::Is, value: next });
        }
        i = next;
    }
    None
}
