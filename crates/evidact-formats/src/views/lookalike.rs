//! Letters of other scripts that look like Latin ones, in a word that has Latin letters or digits too.
//!
//! The pairs are those of the data of UTS 39 ("confusables") that single letters of Cyrillic, Greek, Armenian and
//! a few Latin additions have with ASCII. A word wholly of another script is what it is.

use super::{Hit, Source, wide_len};

/// How far a word is looked at to both sides of a letter.
const REACH: usize = 32;

pub(super) fn find(source: &Source<'_>, from: usize, out: &mut Vec<u8>) -> Option<Hit> {
    let bytes = source.bytes;
    let mut at = from;
    loop {
        let start = next_candidate(bytes, at)?;
        let rest = bytes.get(start..)?;
        let len = rest.first().map_or(0, |&lead| wide_len(lead, rest));
        let c = rest.get(..len).and_then(|c| std::str::from_utf8(c).ok()).and_then(|c| c.chars().next());
        if let Some(ascii) = c.and_then(looks_like).filter(|_| in_mixed_word(bytes, start, start + len)) {
            out.push(ascii);
            return Some(Hit { start, end: start + len });
        }
        at = start + len.max(1);
    }
}

/// Returns the next lead byte of a character that [`looks_like`] may know.
fn next_candidate(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 256;
    let mut at = from;
    while at < bytes.len() {
        let part = bytes.get(at..bytes.len().min(at + BLOCK))?;
        if !part.is_ascii()
            && let Some(n) = part.iter().position(|b| matches!(b, 0xC4..=0xC9 | 0xCD..=0xD6 | 0xE1 | 0xEA))
        {
            return Some(at + n);
        }
        at += part.len();
    }
    None
}

fn in_mixed_word(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = bytes.get(start.saturating_sub(REACH)..start).unwrap_or_default();
    let after = bytes.get(end..bytes.len().min(end + REACH)).unwrap_or_default();
    let mut word = before.iter().rev().take_while(|b| !b.is_ascii_whitespace());
    let mut rest = after.iter().take_while(|b| !b.is_ascii_whitespace());
    word.any(u8::is_ascii_alphanumeric) || rest.any(u8::is_ascii_alphanumeric)
}

fn looks_like(c: char) -> Option<u8> {
    const PAIRS: &[(&str, &str)] = &[
        ("асеорхуѕіјһԁԛԝѵгӏ", "aceopxysijhdqwvrl"),
        ("АВЕЗКМНОРСТХЅІЈԚԜҮѴӀБЬ", "ABE3KMHOPCTXSIJQWYVl6b"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ", "ABEZHIKMNOPTYXCM"),
        ("αγινορσυϲϳ", "ayivopoucj"),
        ("ազհոռսցօյԼՕՍՏ", "wqhnnugojLOUS"),
        ("ıɑɡɩƅᴄᴏᴠᴡᴢꜱ", "iagibcovwzs"),
    ];
    PAIRS.iter().find_map(|(others, ascii)| {
        let at = others.chars().position(|other| other == c)?;
        ascii.as_bytes().get(at).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn every_letter_has_its_counterpart() {
        // U+0430, U+0412, U+03BF and U+0570 as the data file of UTS 39 has them.
        assert_eq!([looks_like('\u{430}'), looks_like('\u{412}')], [Some(b'a'), Some(b'B')]);
        assert_eq!([looks_like('\u{3BF}'), looks_like('\u{570}')], [Some(b'o'), Some(b'h')]);
        assert_eq!(looks_like('\u{44F}'), None);
        assert_eq!([looks_like('\u{455}'), looks_like('\u{51D}')], [Some(b's'), Some(b'w')]);
        assert_eq!([looks_like('\u{43B}'), looks_like('\u{4CF}')], [None, Some(b'l')]);
        assert_eq!([looks_like('\u{42C}'), looks_like('\u{3FA}')], [Some(b'b'), Some(b'M')]);
        assert_eq!([looks_like('\u{3F3}'), looks_like('\u{54F}')], [Some(b'j'), Some(b'S')]);
        assert_eq!(looks_like('\u{A731}'), Some(b's'));
    }
}
