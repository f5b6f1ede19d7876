//! How well a text can be read on its ground.

use super::{Colour, Palette};

/// What WCAG 2 asks of text of this size (1.4.3, AA).
const LEAST_CONTRAST: f64 = 4.5;
/// The paper of a report.
const PAPER: Colour = Colour { red: 255, green: 255, blue: 255 };

/// A colour that cannot be read on its ground.
pub(super) struct Unreadable {
    /// Its name in a theme.
    pub(super) key: &'static str,
    /// What it stands on.
    pub(super) ground: &'static str,
    /// The contrast, in tenths.
    pub(super) tenths: u32,
}

/// Returns the first text that cannot be read: on paper, or on the tint of its tone.
pub(super) fn unreadable(palette: &Palette) -> Option<Unreadable> {
    let on_paper = [("ink", palette.ink), ("muted", palette.muted), ("accent", palette.accent)];
    let tones = [
        ("critical", palette.critical),
        ("high", palette.high),
        ("medium", palette.medium),
        ("low", palette.low),
        ("info", palette.info),
        ("met", palette.met),
        ("banner", palette.banner),
    ];
    let on_paper = on_paper.map(|(key, colour)| (key, "the paper", colour, PAPER));
    let on_tint = tones.map(|(key, tone)| (key, "its tint", tone.text, tone.tint));
    on_paper.into_iter().chain(on_tint).find_map(|(key, ground, text, behind)| {
        let contrast = contrast(text, behind);
        // Rounded down: what falls short of the least does not look like it.
        let tenths = (1_u32..45).take_while(|tenths| f64::from(*tenths) / 10.0 <= contrast).last();
        (contrast < LEAST_CONTRAST).then_some(Unreadable { key, ground, tenths: tenths.unwrap_or(0) })
    })
}

/// Returns the contrast of two colours as WCAG defines it, from 1 to 21.
pub(crate) fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

/// Returns the light of one part of a colour. By the four operations alone, so that it is the same on every machine.
pub(crate) fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 {
        return part / 12.92;
    }
    let base = (part + 0.055) / 1.055;
    // base to the power of 2.4 is its square times the fifth root of its square, which Newton's way finds from above.
    let square = base * base;
    let mut root = 1.0_f64;
    for _ in 0..24 {
        let fourth = root * root * root * root;
        root -= (fourth * root - square) / (5.0 * fourth);
    }
    square * root
}

#[cfg(test)]
mod tests {
    use crate::theme::Theme;

    #[test]
    fn a_colour_that_cannot_be_read_on_its_ground_is_refused_with_the_contrast_found() {
        let wrong = |colours: &str| {
            Theme::overlaid(&format!("schema = 1\n[colours]\n{colours}\n")).unwrap_err().to_string()
        };
        // 1.16, 4.48 and 1.00 by the formula of WCAG 2.2, 1.4.3.
        assert!(wrong("ink = \"#EEEEEE\"").contains("line 2: `ink` has a contrast of 1.1:1 to the paper"));
        assert!(wrong("muted = \"#777777\"").contains("`muted` has a contrast of 4.4:1 to the paper"));
        let tone = wrong("high = { text = \"#FFFFFF\", tint = \"#FFFFFF\" }");
        assert!(tone.contains("`high` has a contrast of 1.0:1 to its tint; it has to reach 4.5:1"), "{tone}");
        assert!(Theme::overlaid("schema = 1\n[colours]\nmuted = \"#767676\"\n").is_ok());
    }

    #[test]
    fn the_built_in_themes_can_be_read() {
        for name in Theme::BUILTIN {
            assert!(super::unreadable(Theme::named(name).unwrap().palette()).is_none(), "{name}");
        }
    }
}
