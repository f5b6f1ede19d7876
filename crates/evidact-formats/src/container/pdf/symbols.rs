//! Fonts of signs: what the codes of Symbol, `ZapfDingbats` and Wingdings show.

/// The Greek letters at the places of `A` to `Z` and `a` to `z` (ISO 32000-1, D.5).
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// Other signs of Symbol that stand in texts.
const SYMBOLS: [(u8, char); 30] = [
    (0xA0, '€'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA7, '♣'),
    (0xA8, '♦'),
    (0xA9, '♥'),
    (0xAA, '♠'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
    (0xD6, '√'),
    (0xDB, '⇔'),
    (0xDC, '⇐'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
    (0xF2, '∫'),
];

/// Runs of `ZapfDingbats`: first and last code, and the first sign (ISO 32000-1, D.6).
const DINGBATS: [(u8, u8, u32); 30] = [
    (0x21, 0x24, 0x2701),
    (0x25, 0x25, 0x260E),
    (0x26, 0x29, 0x2706),
    (0x2A, 0x2A, 0x261B),
    (0x2B, 0x2B, 0x261E),
    (0x2C, 0x47, 0x270C),
    (0x48, 0x48, 0x2605),
    (0x49, 0x6B, 0x2729),
    (0x6C, 0x6C, 0x25CF),
    (0x6D, 0x6D, 0x274D),
    (0x6E, 0x6E, 0x25A0),
    (0x6F, 0x72, 0x274F),
    (0x73, 0x73, 0x25B2),
    (0x74, 0x74, 0x25BC),
    (0x75, 0x75, 0x25C6),
    (0x76, 0x76, 0x2756),
    (0x77, 0x77, 0x25D7),
    (0x78, 0x7E, 0x2758),
    (0xA1, 0xA7, 0x2761),
    (0xA8, 0xA8, 0x2663),
    (0xA9, 0xA9, 0x2666),
    (0xAA, 0xAA, 0x2665),
    (0xAB, 0xAB, 0x2660),
    (0xAC, 0xB5, 0x2460),
    (0xB6, 0xD3, 0x2776),
    (0xD4, 0xD4, 0x2794),
    (0xD5, 0xD5, 0x2192),
    (0xD6, 0xD7, 0x2194),
    (0xD8, 0xEF, 0x2798),
    (0xF1, 0xFE, 0x27B1),
];

/// Signs that word processors set before items, from Wingdings and Symbol.
const BULLETS: [(u8, char); 20] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xB7, '•'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// Returns what a code shows in a font of this name that has no encoding of its own.
pub(in crate::container) fn of_font(base_font: &[u8], code: u8) -> Option<char> {
    let is = |name: &[u8]| memchr::memmem::find(base_font, name).is_some();
    if is(b"Dingbats") {
        dingbat(code)
    } else if is(b"Symbol") && !is(b"OpenSymbol") {
        symbol(code)
    } else {
        bullet(code)
    }
}

/// Says whether a font of this name draws signs.
pub(super) fn is_font(base_font: &[u8]) -> bool {
    let names = [&b"Symbol"[..], b"Dingbats", b"Wingdings", b"Webdings"];
    names.iter().any(|name| memchr::memmem::find(base_font, name).is_some())
}

/// Returns the sign that a private code stands for: fonts of signs have their codes from U+F000.
pub(super) fn private(character: char) -> Option<char> {
    let code = u32::from(character).checked_sub(0xF000)?;
    bullet(u8::try_from(code).ok()?)
}

fn bullet(code: u8) -> Option<char> {
    BULLETS.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign)
}

fn symbol(code: u8) -> Option<char> {
    let letter = |letters: &str, first: u8| letters.chars().nth(usize::from(code - first));
    match code {
        b'A'..=b'Z' => letter(CAPITALS, b'A'),
        b'a'..=b'z' => letter(SMALL, b'a'),
        b' ' | b'!' | b'#' | b'%' | b'&' | b'('..=b')' | b'+'..=b'?' | b'[' | b']' | b'_' | b'{'..=b'}' => {
            Some(char::from(code))
        }
        _ => SYMBOLS.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign),
    }
}

fn dingbat(code: u8) -> Option<char> {
    let (first, _, sign) = DINGBATS.iter().find(|(first, last, _)| (first..=last).contains(&&code))?;
    char::from_u32(sign + u32::from(code - first))
}

#[cfg(test)]
mod tests {
    use super::{of_font, private};

    #[test]
    fn knows_the_signs_of_the_standard_fonts_of_signs() {
        // ISO 32000-1, D.5 and D.6.
        let of = |font: &str, code: u8| of_font(font.as_bytes(), code);
        assert_eq!(
            [of("Symbol", b'a'), of("Symbol", b'W'), of("Symbol", 0xB7)],
            [Some('α'), Some('Ω'), Some('•')]
        );
        assert_eq!([of("ZapfDingbats", 0x33), of("ZapfDingbats", 0x6C)], [Some('✓'), Some('●')]);
        assert_eq!([of("ZapfDingbats", 0xC0), of("ZapfDingbats", 0xE4)], [Some('➀'), Some('➤')]);
        assert_eq!([of("ABCDEF+Wingdings-Regular", 0xFC), private('\u{F0A7}')], [Some('✓'), Some('▪')]);
        assert_eq!([of("Symbol", 0x01), private('\u{E000}'), private('A')], [None; 3]);
    }
}
