//! Pictures and other files that stand in a text as base64: in `data:` URLs, outputs of notebooks, captures.
//!
//! Nobody sees what their pixels show, and no search reads them, so they are cut out before anything else. A file
//! is told by how it begins; in a `data:` URL the type says it too.

use crate::base64::{self, is_digit};
use crate::write::Splice;
use evidact_model::Lost;

/// What stands in the place of a file. It means nothing in any format.
const PICTURE: &[u8] = b"image-left-out";
const FILE: &[u8] = b"file-left-out";

/// The fewest digits of a file outside of a `data:` URL.
const MIN_DIGITS: usize = 48;

/// How files begin, and what they are.
const MAGIC: &[(usize, &[u8], Lost)] = &[
    (0, b"\x89PNG\r\n\x1A\n", Lost::Image),
    (0, b"\xFF\xD8\xFF", Lost::Image),
    (0, b"GIF87a", Lost::Image),
    (0, b"GIF89a", Lost::Image),
    (8, b"WEBP", Lost::Image),
    (0, b"II*\0", Lost::Image),
    (0, b"MM\0*", Lost::Image),
    (0, b"\0\0\x01\0\x01\0", Lost::Image),
    (4, b"ftypavif", Lost::Image),
    (4, b"ftyphei", Lost::Image),
    (4, b"ftypmif1", Lost::Image),
    (0, b"8BPS\0\x01", Lost::Image),
    (4, b"ftyp", Lost::Media),
    (0, b"\x1A\x45\xDF\xA3", Lost::Media),
    (0, b"OggS\0", Lost::Media),
    (0, b"ID3\x03\0", Lost::Media),
    (0, b"ID3\x04\0", Lost::Media),
    (8, b"WAVEfmt ", Lost::Media),
    (0, b"%PDF-", Lost::Attachment),
    (0, b"PK\x03\x04", Lost::Attachment),
    (0, b"PK\x05\x06", Lost::Attachment),
    (0, b"7z\xBC\xAF\x27\x1C", Lost::Attachment),
    (0, b"Rar!\x1A\x07", Lost::Attachment),
    (0, b"BZh91AY&SY", Lost::Attachment),
    (0, b"\xFD7zXZ\0", Lost::Attachment),
    (0, b"\x28\xB5\x2F\xFD", Lost::Attachment),
    (0, b"SQLite format 3\0", Lost::Attachment),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Lost::Attachment),
];

/// A file in a text.
pub(crate) struct Cut {
    pub(crate) splice: Splice,
    pub(crate) what: Lost,
}

/// Finds the files in a text, sorted and disjoint.
pub(crate) fn find(text: &[u8]) -> Vec<Cut> {
    let mut cuts = data_urls(text);
    let mut at = 0;
    let mut floor = 0;
    let mut more = Vec::new();
    while let Some(run) = long_run(text, at) {
        let start = start_of(text, run, floor);
        let head = first_digits(text, start);
        let what = recognise(&base64::decode(&head));
        // What is no file may be gone on with from where its digits end.
        let end = if what.is_some() { end_of(text, run) } else { digits_end(text, run) };
        if let Some(what) = what {
            more.push(cut(start, end, what, false));
        }
        floor = end;
        at = end.max(run + 1);
    }
    let covered = |c: &Cut| {
        let next = cuts.partition_point(|known| known.splice.end <= c.splice.start);
        cuts.get(next).is_some_and(|known| known.splice.start < c.splice.end)
    };
    more.retain(|c| !covered(c));
    cuts.append(&mut more);
    cuts.sort_by_key(|c| c.splice.start);
    cuts
}

fn cut(start: usize, end: usize, what: Lost, is_url: bool) -> Cut {
    let name = if what == Lost::Image { PICTURE } else { FILE };
    let put = if is_url { [b",", name].concat() } else { name.to_vec() };
    Cut { splice: Splice { start, end, put }, what }
}

fn recognise(head: &[u8]) -> Option<Lost> {
    let is = |m: &&(usize, &[u8], Lost)| head.get(m.0..).is_some_and(|rest| rest.starts_with(m.1));
    MAGIC.iter().find(is).map(|m| m.2)
}

/// `data:image/png;base64,…`, also with its marks percent-encoded.
fn data_urls(text: &[u8]) -> Vec<Cut> {
    const MAX_TYPE: usize = 160;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memmem::find(rest, b"base64")) {
        let mark = at + found;
        at = mark + 6;
        let rest = text.get(at..).unwrap_or_default();
        let comma = match rest {
            [b',', ..] => 1,
            [b'%', b'2', b'C' | b'c', ..] => 3,
            _ => continue,
        };
        let before = text.get(mark.saturating_sub(MAX_TYPE)..mark).unwrap_or_default().to_ascii_lowercase();
        let scheme = [&b"data:"[..], b"data%3a"].into_iter().filter_map(|s| {
            memchr::memmem::rfind(&before, s).map(|n| (mark - before.len() + n + s.len(), n + s.len()))
        });
        let Some((start, media)) = scheme.max() else { continue };
        let media = before.get(media..).unwrap_or_default();
        if media.iter().any(|b| matches!(b, b'"' | b'<' | b'>' | b'\n' | b',')) {
            continue;
        }
        let body = at + comma;
        let end = end_of(text, body);
        let head = base64::decode(&first_digits(text, body));
        let named = [&b"image"[..], b"video", b"audio"].iter().any(|m| media.starts_with(m));
        let what = if media.starts_with(b"image") { Some(Lost::Image) } else { recognise(&head) };
        let what = what.or((named || is_binary(&head)).then_some(Lost::Attachment));
        if let Some(what) = what.filter(|_| end > body) {
            out.push(cut(start, end, what, true));
            at = end;
        }
    }
    out
}

/// Says whether the first bytes are neither text nor compressed text, which are looked through.
fn is_binary(head: &[u8]) -> bool {
    let text = head.iter().filter(|b| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~' | 0x80..)).count();
    !head.starts_with(b"\x1F\x8B") && text * 10 < head.len() * 9
}

/// Finds a run of digits behind `from` that may be part of a file, and returns where it was met.
fn long_run(text: &[u8], from: usize) -> Option<usize> {
    let (mut start, mut seen) = (from, from);
    loop {
        let whole = start + MIN_DIGITS;
        let window = text.get(seen..whole)?;
        match window.iter().rposition(|&b| !is_digit(b)) {
            None => return Some(start),
            Some(other) => {
                start = seen + other + 1;
                seen = whole;
            }
        }
    }
}

/// Goes back over escaped slashes, which JSON allows.
fn start_of(text: &[u8], run: usize, floor: usize) -> usize {
    let mut at = run;
    while at > floor {
        let before = text.get(at - 1).copied().unwrap_or(b' ');
        let escape = before == b'\\' && text.get(at) == Some(&b'/');
        if !is_digit(before) && !escape {
            break;
        }
        at -= 1;
    }
    // The slash of an escape is a digit, its backslash is not.
    at
}

/// Where the digits end that were met at `run`.
fn digits_end(text: &[u8], run: usize) -> usize {
    let rest = text.get(run..).unwrap_or_default();
    run + rest.iter().position(|&b| !is_digit(b)).unwrap_or(rest.len())
}

/// The first digits of a file, enough to tell it.
fn first_digits(text: &[u8], start: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = start;
    while out.len() < 64 {
        let rest = text.get(at..).unwrap_or_default();
        match rest.first() {
            Some(&b) if is_digit(b) => {
                out.push(b);
                at += 1;
            }
            Some(_) => match gap(rest) {
                Some((len, digit)) => {
                    out.extend(digit);
                    at += len;
                }
                None => break,
            },
            None => break,
        }
    }
    out
}

/// Where a file ends whose digits begin at `start`: over escapes and line ends, and with its padding.
fn end_of(text: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        at = digits_end(text, at);
        let rest = text.get(at..).unwrap_or_default();
        match gap(rest) {
            Some((len, _)) => at += len,
            None => return at,
        }
    }
}

/// What may stand between the digits of a file: its length, and the digit it stands for.
fn gap(rest: &[u8]) -> Option<(usize, Option<u8>)> {
    match rest {
        [b'=', ..] => Some((1, None)),
        [b'\\', b'/', ..] => Some((2, Some(b'/'))),
        [b'%', b'2', b'B' | b'b', ..] => Some((3, Some(b'+'))),
        [b'%', b'2', b'F' | b'f', ..] => Some((3, Some(b'/'))),
        [b'%', b'3', b'D' | b'd', ..] | [b'%', b'0', b'A' | b'a' | b'D' | b'd', ..] => Some((3, None)),
        [b'\\', b'n' | b'r', ..] => Some((2 + next_element(rest.get(2..).unwrap_or_default()), None)),
        [b'\r' | b'\n', ..] => {
            let blanks = rest.iter().take(80).take_while(|b| b.is_ascii_whitespace()).count();
            is_line_of_digits(rest.get(blanks..).unwrap_or_default()).then_some((blanks, None))
        }
        _ => None,
    }
}

/// The next element of an array of lines: `",` and `"`, if more digits follow.
fn next_element(rest: &[u8]) -> usize {
    let Some(body) = rest.strip_prefix(b"\"") else { return 0 };
    let blank = |b: &[u8]| b.iter().take(80).take_while(|b| b.is_ascii_whitespace()).count();
    let before = blank(body);
    let Some(behind) = body.get(before..).and_then(|b| b.strip_prefix(b",")) else { return 0 };
    let after = blank(behind);
    let Some(content) = behind.get(after..).and_then(|b| b.strip_prefix(b"\"")) else { return 0 };
    // A key is followed by a colon, and another file is one of its own.
    let digits = content.iter().take(MAX_LINE).take_while(|b| is_digit(**b) || **b == b'=').count();
    let end = content.get(digits..).unwrap_or_default();
    let end = end.strip_prefix(b"\\r").unwrap_or(end);
    let end = end.strip_prefix(b"\\n").unwrap_or(end);
    let is_element = end
        .strip_prefix(b"\"")
        .is_some_and(|behind| matches!(behind.get(blank(behind)), None | Some(b',' | b']')));
    let is_file = || recognise(&base64::decode(&first_digits(content, 0))).is_some();
    if digits > 0 && is_element && !is_file() { rest.len() - content.len() } else { 0 }
}

/// Longer lines are none that were wrapped.
const MAX_LINE: usize = 4096;

/// Says whether the next line is digits to its end: of more than a word's length, or with padding.
fn is_line_of_digits(line: &[u8]) -> bool {
    let digits = line.iter().take(MAX_LINE).take_while(|b| is_digit(**b)).count();
    let padding = line.get(digits..).unwrap_or_default().iter().take(2).take_while(|b| **b == b'=').count();
    let behind = line.get(digits + padding);
    let ends = matches!(behind, None | Some(b'\r' | b'\n' | b'"' | b'\'' | b')' | b'<'));
    ends && (digits >= 32 || padding > 0 || matches!(behind, Some(b'"' | b'\'' | b')')) && digits > 0)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::base64::encode;
    use evidact_model::Lost;

    fn picture() -> String {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bytes.extend((0..400_u32).map(|i| (i * 37 % 251) as u8));
        let mut out = Vec::new();
        encode(&bytes, &mut out);
        String::from_utf8(out).unwrap()
    }

    fn without(text: &str) -> (String, Vec<Lost>) {
        let cuts = find(text.as_bytes());
        let mut out = text.as_bytes().to_vec();
        for cut in cuts.iter().rev() {
            out.splice(cut.splice.start..cut.splice.end, cut.splice.put.clone());
        }
        (String::from_utf8(out).unwrap(), cuts.iter().map(|c| c.what).collect())
    }

    #[test]
    fn pictures_in_urls_become_urls_of_nothing() {
        let p = picture();
        for (before, after) in [
            (
                format!("<img alt=a src=\"data:image/png;base64,{p}\">"),
                "<img alt=a src=\"data:,image-left-out\">",
            ),
            (
                "![x](data:image/svg+xml;charset=utf-8;base64,PHN2Zz48L3N2Zz4=)".to_owned(),
                "![x](data:,image-left-out)",
            ),
            (
                format!(
                    "url(data%3Aimage%2Fpng%3Bbase64%2C{}) x",
                    p.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
                ),
                "url(data%3A,image-left-out) x",
            ),
            (
                format!("{{\"a\":\"data:image\\/png;base64,{}\"}}", p.replace('/', "\\/")),
                "{\"a\":\"data:,image-left-out\"}",
            ),
        ] {
            assert_eq!(without(&before), (after.to_owned(), vec![Lost::Image]));
        }
    }

    #[test]
    fn pictures_without_an_url_go_as_well() {
        let p = picture();
        let wrapped: Vec<&str> = p.as_bytes().chunks(76).map(|c| std::str::from_utf8(c).unwrap()).collect();
        for (before, after) in [
            (
                format!("{{\"image/png\": \"{p}\\n\", \"bcde\": 1}}"),
                "{\"image/png\": \"image-left-out\", \"bcde\": 1}",
            ),
            (
                format!("{{\"image/png\": [\n \"{}\"\n], \"b\": 1}}", wrapped.join("\\n\",\n \"")),
                "{\"image/png\": [\n \"image-left-out\"\n], \"b\": 1}",
            ),
            (format!("a:\n  {}\nb: 1\n", wrapped.join("\n  ")), "a:\n  image-left-out\nb: 1\n"),
        ] {
            assert_eq!(without(&before), (after.to_owned(), vec![Lost::Image]), "{before}");
        }
        let two = format!("{p} and {p}");
        assert_eq!(without(&two).0, "image-left-out and image-left-out");
    }

    #[test]
    fn text_and_keys_in_base64_stay() {
        let mut text = Vec::new();
        encode("Only words that are looked through by the views, and long enough.".as_bytes(), &mut text);
        let text = String::from_utf8(text).unwrap();
        for kept in [
            format!("data:text/plain;base64,{text}"),
            format!("x = \"{text}\""),
            format!("MIIB{}", "9j/4AAQSkZJRg".repeat(20)),
            "the word base64, and data: too".to_owned(),
        ] {
            assert_eq!(without(&kept), (kept.clone(), vec![]));
        }
    }
}
