//! Escapes of style sheets: a backslash, two to six hexadecimal digits and a blank that ends them (CSS Syntax,
//! "Consume an escaped code point"). A page shows what `content` says.

use super::{Hit, Source};
use evidact_model::Format;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    if !matches!(source.format, Format::Html | Format::Xml) {
        return None;
    }
    let mut at = from;
    loop {
        let start = at + memchr::memchr(b'\\', source.bytes.get(at..)?)?;
        if let Some((c, len)) = escaped(source.bytes.get(start + 1..)?) {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return Some(Hit { start, end: start + 1 + len });
        }
        at = start + 1;
    }
}

/// Reads what stands behind a backslash: the character, if it shows, and the length.
fn escaped(rest: &[u8]) -> Option<(char, usize)> {
    let digits = rest.iter().take(6).take_while(|b| b.is_ascii_hexdigit()).count();
    let text = std::str::from_utf8(rest.get(..digits).filter(|_| digits >= 2)?).ok()?;
    let c = u32::from_str_radix(text, 16).ok().and_then(char::from_u32).filter(|c| !c.is_control())?;
    let blank = usize::from(matches!(rest.get(digits), Some(b' ' | b'\t' | b'\n')));
    Some((c, digits + blank))
}
