//! Signs that a reader would not see, or that turn what stands around them, spelt out: `⟦U+202E⟧`.

use std::fmt::Write as _;

/// Writes a sign, or its number if it is one that hides or turns what stands around it.
pub(crate) fn push_visible(out: &mut String, c: char) {
    if c.is_ascii_graphic() || c == ' ' {
        out.push(c);
    } else if hides(c) || (c.is_control() && c != '\t') {
        let _ = write!(out, "⟦U+{:04X}⟧", u32::from(c));
    } else {
        out.push(c);
    }
}

/// Says whether a sign is not drawn, or changes the order in which others are drawn.
///
/// The joiners U+200C and U+200D and the variation selectors of the first plane are not among them: words and pictures
/// are written with them.
fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::push_visible;

    fn visible(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| push_visible(&mut out, c));
        out
    }

    #[test]
    fn spells_out_what_hides_or_turns() {
        assert_eq!(visible("a\u{202e}b\u{200b}c\u{7}\u{0}"), "a⟦U+202E⟧b⟦U+200B⟧c⟦U+0007⟧⟦U+0000⟧");
        assert_eq!(visible("\u{e0041}\u{e0101}\u{3164}\u{ffff}"), "⟦U+E0041⟧⟦U+E0101⟧⟦U+3164⟧⟦U+FFFF⟧");
    }

    #[test]
    fn leaves_what_words_are_written_with() {
        let text = "Ünïcödé\tكلمة نمی\u{200c}خواهم 👩\u{200d}💻 ☑\u{fe0f}";
        assert_eq!(visible(text), text);
    }
}
