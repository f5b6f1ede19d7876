//! Headers and footers of sheets: their codes (ECMA-376 part 1, 18.3.1.46) may stand in the middle of a value.

use super::table::Shown;
use super::texts::{Mark, Texts};
use std::borrow::Cow;

/// What people read of a section, and the letter of the code that begins it.
type Section = (u8, Vec<u8>);

/// Takes the text of a header or footer: with its codes, and what people read of each section.
pub(super) fn mark(text: &[u8], texts: &mut Texts) -> Mark {
    let sections = read(text).into_iter().map(|(code, said)| (code, texts.add(&said))).collect();
    Mark::Codes { text: texts.add(text), sections }
}

/// Returns what to put: the text with its codes if people read of it what came back of the sections, and the
/// sections without codes if not.
pub(super) fn put<'s>(text: usize, sections: &[(u8, usize)], shown: &'s Shown) -> Cow<'s, [u8]> {
    let now = shown.get(text);
    let same = |((code, said), (was, number)): (&Section, &(u8, usize))| {
        code == was && **said == *shown.get(*number)
    };
    let reads = read(&now);
    if reads.len() == sections.len() && reads.iter().zip(sections).all(same) {
        return now;
    }
    let mut out = Vec::new();
    for (code, said) in sections {
        out.extend_from_slice(&[b'&', *code]);
        for &b in &*shown.get(*said) {
            out.push(b);
            if b == b'&' {
                out.push(b);
            }
        }
    }
    Cow::Owned(out)
}

/// Returns the sections of a header or footer without codes. What begins without one stands in the centre.
fn read(text: &[u8]) -> Vec<Section> {
    let mut all = Vec::new();
    let mut now: Section = (b'C', Vec::new());
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'&' {
            now.1.push(first);
            continue;
        }
        match rest.first() {
            Some(b'&') => now.1.push(b'&'),
            Some(&code @ (b'L' | b'C' | b'R')) => {
                all.push(std::mem::replace(&mut now, (code, Vec::new())));
            }
            _ => {}
        }
        rest = rest.get(code_len(rest)..).unwrap_or_default();
    }
    all.push(now);
    all.retain(|section| !section.1.is_empty());
    all
}

/// Returns how long a code is, without its ampersand: a font, a size, a colour, or a letter.
fn code_len(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'"') => memchr::memchr(b'"', rest.get(1..).unwrap_or_default()).map_or(1, |end| end + 2),
        Some(b'0'..=b'9') => rest.iter().take_while(|b| b.is_ascii_digit()).count(),
        Some(b'K') => {
            1 + rest.iter().skip(1).take(6).take_while(|b| b.is_ascii_hexdigit() || b"+-".contains(b)).count()
        }
        Some(b) if b.is_ascii() => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn said(text: &str) -> String {
        let section = |(code, said): &(u8, Vec<u8>)| {
            format!("{}:{};", char::from(*code), String::from_utf8_lossy(said))
        };
        read(text.as_bytes()).iter().map(section).collect()
    }

    #[test]
    fn codes_are_no_part_of_what_people_read() {
        assert_eq!(said("&Lhun&\"Arial,Bold\"ter2&R&12 Page &P"), "L:hunter2;R: Page ;");
        assert_eq!(said("hun&Bter&B2&C&K01+049a&&b"), "C:hunter2;C:a&b;");
        assert_eq!(said("&KFF0000hunter2&"), "C:hunter2;");
        assert_eq!(said("&\"open"), "C:open;");
    }
}
