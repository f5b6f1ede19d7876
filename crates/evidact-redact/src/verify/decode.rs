//! The verifier's own decoders. Simple and generous: they may decode too much, never too little.

use std::borrow::Cow;

/// Returns the text as UTF-8, if a UTF-16 byte order mark says it is not; else the bytes themselves.
pub(super) fn to_utf8(bytes: &[u8]) -> Vec<u8> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        _ => bytes.to_vec(),
    }
}

/// Decodes UTF-16 of a byte order.
pub(super) fn utf16(bytes: &[u8], from: fn([u8; 2]) -> u16) -> Vec<u8> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let chars = char::decode_utf16(pairs.iter().map(|pair| from(*pair)));
    chars.map(|c| c.unwrap_or('\u{FFFD}')).collect::<String>().into_bytes()
}

/// Decodes `%XX`.
pub(super) fn percent(text: &[u8]) -> Option<Vec<u8>> {
    replace(text, b'%', |rest| Some((hex_byte(rest.get(1..3)?)?.into(), 3)))
}

/// Decodes `=XX` and removes soft line breaks (quoted-printable, RFC 2045 §6.7).
pub(super) fn quoted_printable(text: &[u8]) -> Option<Vec<u8>> {
    replace(text, b'=', |rest| match rest {
        [_, b'\r', b'\n', ..] => Some((Decoded::default(), 3)),
        [_, b'\n', ..] => Some((Decoded::default(), 2)),
        // `id=20` and the like stand in every log: letters and digits are seldom encoded by themselves.
        _ => {
            let byte = hex_byte(rest.get(1..3)?)?;
            let goes_on = rest.get(3) == Some(&b'=') && rest.get(4..6).and_then(hex_byte).is_some();
            let upper = !rest.get(1..3)?.iter().any(u8::is_ascii_lowercase);
            (upper && (goes_on || !byte.is_ascii_alphanumeric())).then(|| (byte.into(), 3))
        }
    })
}

/// Decodes the backslash escapes of JSON, C, JavaScript and shells.
pub(super) fn backslash(text: &[u8]) -> Option<Vec<u8>> {
    replace(text, b'\\', |rest| match rest.get(1)? {
        b'n' => Some((b'\n'.into(), 2)),
        b't' => Some((b'\t'.into(), 2)),
        b'r' => Some((b'\r'.into(), 2)),
        b'\n' => Some((Decoded::default(), 2)),
        b'x' => Some((hex_byte(rest.get(2..4)?)?.into(), 4)),
        b'u' => {
            let code =
                |r: &[u8]| Some(u16::from(hex_byte(r.get(..2)?)?) << 8 | u16::from(hex_byte(r.get(2..4)?)?));
            let first = code(rest.get(2..6)?)?;
            let second = rest.get(6..8).filter(|p| *p == b"\\u").and_then(|_| code(rest.get(8..12)?));
            let pair = [first, second.unwrap_or(0)];
            match char::decode_utf16(pair).next()? {
                Ok(c) => Some((c.into(), if first & 0xF800 == 0xD800 { 12 } else { 6 })),
                Err(_) => None,
            }
        }
        b => Some(((*b).into(), 2)),
    })
}

/// Decodes character references and drops tags: what a reader sees together stands together, and what stands in cells,
/// items and elements of their own stays apart.
pub(super) fn markup(text: &[u8]) -> Option<Vec<u8>> {
    let untagged = if text.contains(&b'<') { without_tags(text, Tags::Part) } else { text.to_vec() };
    referred(&untagged).or_else(|| (untagged != text).then_some(untagged))
}

/// As [`markup`], with everything beside each other that a tag parts; nothing if there is no tag.
pub(super) fn glued_markup(text: &[u8]) -> Option<Vec<u8>> {
    let untagged = without_tags(text, Tags::Join);
    let tagged = untagged.len() != text.len();
    tagged.then(|| referred(&untagged).unwrap_or(untagged))
}

/// Decodes character references.
pub(super) fn references(text: &[u8]) -> Cow<'_, [u8]> {
    referred(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn referred(text: &[u8]) -> Option<Vec<u8>> {
    replace(text, b'&', |rest| {
        let end = rest.iter().take(12).position(|&b| b == b';')?;
        let name = std::str::from_utf8(rest.get(1..end)?).ok()?;
        let c = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            "shy" => return Some((Decoded::default(), end + 1)),
            "commat" => '@',
            "period" => '.',
            "colon" => ':',
            "sol" => '/',
            "equals" => '=',
            "lowbar" | "UnderBar" => '_',
            "hyphen" | "dash" => '-',
            "plus" => '+',
            _ => {
                let number = name.strip_prefix('#')?;
                let hex = number.strip_prefix(['x', 'X']);
                let code = hex.map_or_else(|| number.parse().ok(), |h| u32::from_str_radix(h, 16).ok())?;
                char::from_u32(code)?
            }
        };
        Some((c.into(), end + 1))
    })
}

/// What becomes of a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    /// It is dropped.
    Join,
    /// A tag that is none of a word in a sentence leaves a border.
    Part,
}

/// What nothing reads on over: two empty lines.
const BORDER: &[u8] = b"\n\n\n";

fn without_tags(text: &[u8], tags: Tags) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&b) = text.get(at) {
        let tag = b == b'<'
            && text.get(at + 1).is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, b'/' | b'!' | b'?'));
        let end = if tag { text[at..].iter().take(1024).position(|&b| b == b'>') } else { None };
        // `<https://…>` is a link in a text, and no tag.
        let end = end.filter(|&end| !text[at..at + end].starts_with(b"<http"));
        if let Some(end) = end {
            if tags == Tags::Part && !is_inline(&text[at + 1..at + end]) && !out.ends_with(BORDER) {
                out.extend_from_slice(BORDER);
            }
            at += end + 1;
        } else {
            out.push(b);
            at += 1;
        }
    }
    out
}

/// Says whether a tag stands within a sentence: of a word of HTML or SVG, of a run of an Office document, a comment.
fn is_inline(tag: &[u8]) -> bool {
    const NAMES: &str = "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike \
        strong sub sup tspan textPath tt u var wbr";
    const PREFIXES: [&[u8]; 6] = [b"w:", b"a:", b"text:", b"m:", b"ss:", b"x:"];
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    let end = name.iter().position(|b| b.is_ascii_whitespace() || *b == b'/').unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    matches!(name.first(), Some(b'!' | b'?'))
        || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || NAMES.split_ascii_whitespace().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Removes terminal control sequences and characters that are not seen, and folds widths (NFKC) and dashes.
pub(super) fn visible(text: &[u8]) -> Option<Vec<u8>> {
    let plain = text.iter().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t'));
    if plain {
        return None;
    }
    let text = String::from_utf8_lossy(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1B}' => {
                if chars.next_if_eq(&'[').is_some() {
                    while chars.next().is_some_and(|c| !('@'..='~').contains(&c)) {}
                }
            }
            '\n' | '\t' => out.push(c),
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    let folded: Vec<char> = unicode_normalization::UnicodeNormalization::nfkc(out.as_str()).collect();
    let word = |i: Option<usize>| i.and_then(|i| folded.get(i)).is_some_and(char::is_ascii_alphanumeric);
    let shown = folded.iter().enumerate().map(|(i, c)| match c {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}'..='\u{2014}' | '\u{2212}' if word(i.checked_sub(1)) && word(Some(i + 1)) => '-',
        c => *c,
    });
    Some(shown.collect::<String>().into_bytes())
}

/// Decodes every run of base64 (standard and URL-safe, RFC 4648) of 16 characters or more, also over line ends.
pub(super) fn base64_runs(text: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(skip) = text[at..].iter().position(|&b| sextet(b).is_some()) else { break };
        at += skip;
        let (bits, end) = run_of(text, at);
        if bits.len() >= 16 {
            // A run may begin in the middle of a group, after a path or a key without a separator.
            out.extend((0..4).map(|offset| join_sextets(bits.get(offset..).unwrap_or_default())));
        }
        at = end;
    }
    out
}

/// Decodes one run of base64 digits.
pub(super) fn base64_run(digits: &[u8]) -> Vec<u8> {
    let bits: Vec<u8> = digits.iter().copied().filter_map(sextet).collect();
    join_sextets(&bits)
}

fn run_of(text: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut bits = Vec::new();
    let mut at = start;
    while let Some(&b) = text.get(at) {
        if let Some(six) = sextet(b) {
            bits.push(six);
            at += 1;
            continue;
        }
        // A wrapped run goes on after a line end and indentation, if the line was long enough to be one.
        let gap =
            text[at..].iter().take(64).take_while(|b| matches!(b, b'\r' | b'\n' | b' ' | b'\t')).count();
        let wraps = text[at..at + gap].contains(&b'\n') && bits.len() >= 16;
        if !wraps || text.get(at + gap).copied().and_then(sextet).is_none() {
            break;
        }
        at += gap;
    }
    (bits, at)
}

fn sextet(b: u8) -> Option<u8> {
    match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn join_sextets(bits: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bits.len() * 3 / 4);
    for group in bits.chunks(4) {
        let word = group.iter().fold(0_u32, |w, six| w << 6 | u32::from(*six)) << (6 * (4 - group.len()));
        out.extend(word.to_be_bytes().iter().skip(1).take(group.len() * 3 / 4));
    }
    out
}

/// Decodes every run of hexadecimal digits of 12 or more.
pub(super) fn hex_runs(text: &[u8]) -> Vec<Vec<u8>> {
    let runs = text.split(|b| !b.is_ascii_hexdigit()).filter(|run| run.len() >= 12);
    runs.flat_map(|run| {
        (0..2).map(|odd| run.get(odd..).unwrap_or_default().chunks_exact(2).filter_map(hex_byte).collect())
    })
    .collect()
}

/// Joins wrapped lines: removes line ends with the quote marks and indentation after them.
pub(super) fn joined_lines(text: &[u8]) -> Vec<u8> {
    joined(text, |line| line)
}

/// Joins wrapped lines and removes the hyphens at their ends; `None` if no line breaks a word.
pub(super) fn joined_words(text: &[u8]) -> Option<Vec<u8>> {
    let mut broken = false;
    let whole = joined(text, |line| {
        let word = line.strip_suffix(b"-").or_else(|| line.strip_suffix(b"\xE2\x80\x90"));
        let word = word.filter(|w| w.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80));
        broken |= word.is_some();
        word.unwrap_or(line)
    });
    broken.then_some(whole)
}

fn joined(text: &[u8], mut end: impl FnMut(&[u8]) -> &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for line in text.split(|&b| b == b'\n') {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'>')).unwrap_or(line.len());
        let line = line.get(start..).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        out.extend_from_slice(end(line.strip_suffix(b"\\").unwrap_or(line)));
    }
    out
}

/// What an escape stands for.
#[derive(Default)]
struct Decoded {
    bytes: [u8; 4],
    len: usize,
}

impl From<u8> for Decoded {
    fn from(b: u8) -> Self {
        Self { bytes: [b, 0, 0, 0], len: 1 }
    }
}

impl From<char> for Decoded {
    fn from(c: char) -> Self {
        let mut bytes = [0; 4];
        let len = c.encode_utf8(&mut bytes).len();
        Self { bytes, len }
    }
}

/// Replaces every escape that begins with `mark`; `None` if there is none.
fn replace(text: &[u8], mark: u8, decode: impl Fn(&[u8]) -> Option<(Decoded, usize)>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| memchr::memchr(mark, rest)) {
        at += next;
        match decode(&text[at..]) {
            Some((decoded, len)) => {
                out.extend_from_slice(&text[copied..at]);
                out.extend_from_slice(&decoded.bytes[..decoded.len]);
                at = (at + len).min(text.len());
                copied = at;
            }
            None => at += 1,
        }
    }
    if copied == 0 {
        return None;
    }
    out.extend_from_slice(&text[copied..]);
    Some(out)
}

pub(super) fn hex_byte(two: &[u8]) -> Option<u8> {
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    match two {
        [a, b] => Some(digit(a)? << 4 | digit(b)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_each_encoding() {
        assert_eq!(percent(b"a%2Db").unwrap(), b"a-b");
        assert_eq!(quoted_printable(b"a=2Db=\r\nc").unwrap(), b"a-bc");
        assert_eq!(backslash(br"a\u002db\x2Dc\/").unwrap(), b"a-b-c/");
        assert_eq!(backslash(br"\ud83d\ude00").unwrap(), "\u{1F600}".as_bytes());
        assert_eq!(markup(b"a<b>b</b>&#45;c&#x2d;d&shy;e").unwrap(), b"ab-c-de");
        assert_eq!(markup(b"<td>a</td><td>b<i>c</i></td>").unwrap(), b"\n\n\na\n\n\nbc\n\n\n");
        assert_eq!(glued_markup(b"<td>a</td><td>b<i>c</i></td>").unwrap(), b"abc");
        assert_eq!(glued_markup(b"a&#45;b"), None);
        assert_eq!(visible("a\u{1b}[31mb\u{200b}c\u{ff21}".as_bytes()).unwrap(), b"abcA");
        assert!(
            base64_runs(b"YWFodW50ZXItWng5YWE=").iter().any(|d| d.windows(10).any(|w| w == b"hunter-Zx9"))
        );
        assert!(hex_runs(b"68756e7465722d5a7839").iter().any(|d| d == b"hunter-Zx9"));
        assert_eq!(joined_lines(b"> abc\\\r\n> def"), b"abcdef");
    }

    #[test]
    fn stands_anything() {
        for bytes in
            [&b"%"[..], b"=", b"\\", b"\\u12", b"&#99999999999;", b"&", b"<", b"\xff\xfe\x00", b"\x1b["]
        {
            let _ =
                (percent(bytes), quoted_printable(bytes), backslash(bytes), markup(bytes), visible(bytes));
            let _ = glued_markup(bytes);
            let _ = (base64_runs(bytes), hex_runs(bytes), joined_lines(bytes), to_utf8(bytes));
        }
    }
}
