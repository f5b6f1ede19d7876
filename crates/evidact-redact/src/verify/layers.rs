//! Peels a text: every decoding of every decoding, to a depth and within a budget of bytes.

use super::{decode, decompress};

/// The text itself.
pub(super) const SURFACE: &str = "text";

/// The layer in which wrapped lines are joined.
pub(super) const JOINED: &str = "joined lines";

/// The layer of runs that decode to something which is not text: digests, keys, pictures.
pub(super) const NOISE: &str = "undecodable runs";

/// The layer of runs that decode to what begins like a file of a known format.
pub(super) const FILE: &str = "embedded file";

/// How deep decodings nest.
const MAX_DEPTH: u8 = 4;

/// Shows the text itself and everything that can be decoded from it.
///
/// Of a decoding only the lines that it changes are shown, so that an ordinary text costs little more than
/// itself. Runs (base64, hexadecimal) are decoded one by one and shown joined by line ends; what comes of them
/// by decompressing is a layer, too.
pub(super) fn for_each(text: &[u8], show: &mut dyn FnMut(&'static str, &[u8])) {
    let mut budget = text.len().saturating_mul(8) + (1 << 20);
    peel(SURFACE, text, MAX_DEPTH, &mut budget, show);
    show(JOINED, &decode::joined_lines(text));
    if let Some(joined) = decode::joined_words(text) {
        show(JOINED, &joined);
    }
}

/// Returns the decoded text, or nothing if there was nothing to decode.
type Decoder = fn(&[u8]) -> Option<Vec<u8>>;

/// The text between tags.
pub(super) const MARKUP: &str = "markup";

/// The text between tags, where cells and elements come to stand beside each other, too.
pub(super) const GLUED_MARKUP: &str = "markup, joined";

const DECODERS: [(&str, Decoder); 6] = [
    ("percent-encoded", decode::percent),
    ("escaped", decode::backslash),
    (MARKUP, decode::markup),
    (GLUED_MARKUP, decode::glued_markup),
    ("quoted-printable", decode::quoted_printable),
    ("invisible characters", decode::visible),
];

fn peel(
    layer: &'static str,
    text: &[u8],
    depth: u8,
    budget: &mut usize,
    show: &mut dyn FnMut(&'static str, &[u8]),
) {
    show(layer, text);
    if depth == 0 || text.len() > *budget {
        return;
    }
    *budget -= text.len();
    for (name, decoder) in DECODERS {
        let changed = changed_lines(text, decoder);
        if !changed.is_empty() {
            // What was glued together by taking markup out stays so, whatever is decoded in it.
            let name = if matches!(layer, MARKUP | GLUED_MARKUP) { layer } else { name };
            peel(name, &changed, depth - 1, budget, show);
        }
    }
    let runs: [(&'static str, Vec<Vec<u8>>); 2] =
        [("base64", decode::base64_runs(text)), ("hexadecimal", decode::hex_runs(text))];
    for (name, decoded) in runs {
        for run in &decoded {
            if starts_like_a_file(run) {
                show(FILE, run);
            } else if let Some(expanded) = decompress::expanded(run, *budget) {
                peel("compressed", &expanded, depth - 1, budget, show);
            }
        }
        let (text, noise): (Vec<&[u8]>, Vec<&[u8]>) =
            decoded.iter().map(Vec::as_slice).filter(|d| may_hold_text(d)).partition(|d| is_text(d));
        if !text.is_empty() {
            peel(name, &text.join(&b'\n'), depth - 1, budget, show);
        }
        if !noise.is_empty() {
            show(NOISE, &noise.join(&b'\n'));
        }
    }
}

/// How files begin that may lie in a run and are not text by themselves.
const FILES: [&[u8]; 11] = [
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\x1F\x8B\x08",
    b"BZh",
    b"\xFD7zXZ",
    b"\x28\xB5\x2F\xFD",
];

fn starts_like_a_file(decoded: &[u8]) -> bool {
    decoded.len() >= 20 && FILES.iter().any(|magic| decoded.starts_with(magic))
}

/// Returns the decoded form of every line that a decoder changes. A line that ends in `=` or a backslash goes
/// on in the next one.
fn changed_lines(text: &[u8], decoder: Decoder) -> Vec<u8> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = start;
        loop {
            let rest = text.get(end..).unwrap_or_default();
            end = memchr::memchr(b'\n', rest).map_or(text.len(), |n| end + n + 1);
            let line = text.get(start..end).unwrap_or_default().trim_ascii_end();
            if end >= text.len() || !line.ends_with(b"=") && !line.ends_with(b"\\") {
                break;
            }
        }
        let line = text.get(start..end).unwrap_or_default();
        if let Some(decoded) = decoder(line).filter(|d| d != line) {
            out.extend_from_slice(&decoded);
            out.push(b'\n');
        }
        start = end;
    }
    out
}

fn printable(decoded: &[u8]) -> usize {
    decoded.iter().filter(|b| matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t')).count()
}

/// Says whether decoded bytes may hold a stretch of text, in one-byte or two-byte characters.
fn may_hold_text(decoded: &[u8]) -> bool {
    let printable = printable(decoded);
    printable * 3 >= decoded.len() && printable >= 4
}

/// Says whether decoded bytes are text. A digest that happens to decode to a few letters is not.
pub(super) fn is_text(decoded: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, decoded).count();
    decoded.len() >= 8 && (printable(decoded) + zeros) * 10 >= decoded.len() * 9
}

#[cfg(test)]
mod tests {
    use super::for_each;

    fn layers_with(text: &str, needle: &str) -> Vec<&'static str> {
        let mut out = Vec::new();
        for_each(text.as_bytes(), &mut |layer, decoded| {
            if decoded.windows(needle.len()).any(|w| w == needle.as_bytes()) {
                out.push(layer);
            }
        });
        out
    }

    #[test]
    fn sees_through_nested_encodings() {
        // base64 of `{"k":"hunter\u002dZx9"}`
        let text = "blob=eyJrIjoiaHVudGVyXHUwMDJkWng5In0=";
        assert!(layers_with(text, "hunter-Zx9").contains(&"escaped"));
        assert!(!layers_with("hunter%252DZx9", "hunter-Zx9").is_empty());
    }

    #[test]
    fn is_bounded_on_text_that_decodes_forever() {
        let mut shown = 0;
        for_each("%25".repeat(50_000).as_bytes(), &mut |_, text| shown += text.len());
        assert!(shown < 40 * 150_000);
    }
}
