//! Dumps of bytes, as `xxd`, `hexdump` and `od` print them: an offset, pairs or groups of digits, and mostly the
//! same again as text. What is joined over the lines stands for the whole dump.

use super::{Hit, Source};

/// The fewest bytes of a dump.
const MIN_BYTES: usize = 12;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = line_start(bytes, from);
    while at < bytes.len() {
        let mut end = at;
        out.clear();
        while let Some(len) = line(bytes.get(end..).unwrap_or_default(), out) {
            end += len;
        }
        if let Some(text) = spelled(out).filter(|_| out.len() >= MIN_BYTES) {
            *out = text;
            // The line end behind it stays.
            let last = bytes.get(..end).is_some_and(|b| b.ends_with(b"\n"));
            return Some(Hit { start: at, end: end - usize::from(last) });
        }
        let next = end.max(at);
        at = bytes.get(next..).and_then(|b| memchr::memchr(b'\n', b)).map_or(bytes.len(), |n| next + n + 1);
    }
    out.clear();
    None
}

fn line_start(bytes: &[u8], from: usize) -> usize {
    match from.checked_sub(1).and_then(|before| bytes.get(before)) {
        None | Some(b'\n') => from,
        Some(_) => {
            bytes.get(from..).and_then(|b| memchr::memchr(b'\n', b)).map_or(bytes.len(), |n| from + n + 1)
        }
    }
}

/// Reads a line of a dump into `out`, and returns its length.
fn line(rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    const MAX_LINE: usize = 200;
    let offset = rest.iter().take(17).take_while(|b| b.is_ascii_hexdigit()).count();
    if !(4..=16).contains(&offset) {
        return None;
    }
    let end = memchr::memchr(b'\n', rest.get(..rest.len().min(MAX_LINE))?);
    let (content, len) = match end {
        Some(end) => (rest.get(offset..end)?, end + 1),
        None if rest.len() < MAX_LINE => (rest.get(offset..)?, rest.len()),
        None => return None,
    };
    let content = content.strip_prefix(b":").unwrap_or(content);
    let mut body = content.strip_prefix(b" ")?;
    let before = out.len();
    // Groups of one, two or four bytes; two blanks or a bar end them, but `hexdump -C` has a gap in the middle.
    while out.len() - before < 32 {
        let blanks = body.iter().take_while(|b| **b == b' ').count();
        let group = body.get(blanks..).unwrap_or_default();
        let digits = group.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        let closed = matches!(group.get(digits), None | Some(b' ' | b'\r'));
        let ended = blanks > 1 && out.len() - before != 8 && out.len() > before;
        if !matches!(digits, 2 | 4 | 8) || !closed || ended {
            break;
        }
        let pairs = group.get(..digits).unwrap_or_default().as_chunks::<2>().0;
        out.extend(pairs.iter().filter_map(|[a, b]| Some(digit(*a)? << 4 | digit(*b)?)));
        body = group.get(digits..).unwrap_or_default();
    }
    if out.len() == before {
        return None;
    }
    Some(len)
}

fn digit(b: u8) -> Option<u8> {
    char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Returns what the bytes spell, in the order of the dump or with each two exchanged, as `hexdump` and `od` print
/// words; other bytes among the text become line ends.
fn spelled(bytes: &[u8]) -> Option<Vec<u8>> {
    let swapped = || bytes.as_chunks::<2>().0.iter().flat_map(|[a, b]| [*b, *a]).collect::<Vec<u8>>();
    let shown = super::text_bytes(bytes);
    if shown * 2 < bytes.len() {
        return None;
    }
    let mut text: Vec<u8> =
        bytes.iter().map(|&b| if super::text_len(&[b]) == 1 || b >= 0x80 { b } else { b'\n' }).collect();
    // Nothing tells the order of the bytes.
    text.push(b'\n');
    text.extend(
        swapped().into_iter().map(|b| if super::text_len(&[b]) == 1 || b >= 0x80 { b } else { b'\n' }),
    );
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::find;
    use evidact_model::Format;
    use std::cell::Cell;

    fn found(dump: &str) -> Option<(String, usize, usize)> {
        let mut out = Vec::new();
        let cell = Cell::new(0);
        let source =
            Source { bytes: dump.as_bytes(), format: Format::Text, is_quoted: false, inflation: &cell };
        let hit = find(&source, 0, &mut out)?;
        Some((String::from_utf8(out).unwrap(), hit.start, hit.end))
    }

    #[test]
    fn joins_what_xxd_and_hexdump_print() {
        let xxd = "see\n00000000: 7061 7373 776f 7264 3d68 756e 7465 7232  password=hunter2\n00000010: 2d5a 7839 0a                             -Zx9.\nend\n";
        let (text, start, end) = found(xxd).unwrap();
        assert!(text.starts_with("password=hunter2-Zx9\n"), "{text}");
        assert_eq!((start, xxd.get(end..)), (4, Some("\nend\n")));
        let canonical =
            "00000000  70 61 73 73 77 6f 72 64  3d 68 75 6e 74 65 72 32  |password=hunter2|\n00000010\n";
        assert!(found(canonical).unwrap().0.starts_with("password=hunter2\n"));
        let words = "0000000 6170 7373 6f77 6472 683d 6e75 6574 3272\n";
        assert!(found(words).unwrap().0.contains("password=hunter2"));
    }

    #[test]
    fn tables_of_numbers_are_no_dump() {
        assert!(found("1000 20 30 40\n1001 21 31 41\n").is_none());
        assert!(found("deadbeef 0000 0000 0000 0000 0000 0000 0000 0000\n").is_none());
        assert!(found("2024-01-01 10 20\n").is_none());
    }
}
