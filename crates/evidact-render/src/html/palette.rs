//! The colours of the theme for a bright and for a dark screen. Text reaches a contrast of 4.5 to 1 in both, whatever a
//! theme of the user's own says: a colour that does not is moved towards black or white until it does.

use crate::theme::contrast::contrast;
use crate::theme::{Colour, Palette, Tone};
use std::fmt::Write as _;

const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
/// A little more than WCAG 2.2 asks for, because screens round.
const ENOUGH: f64 = 4.6;

/// The colours of one of the two.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scheme {
    paper: Colour,
    ground: Colour,
    line: Colour,
    ink: Colour,
    muted: Colour,
    accent: Colour,
    link: Colour,
    band: Colour,
    on_band: Colour,
    tones: [(&'static str, Tone); 6],
}

impl Scheme {
    pub(super) fn light(palette: &Palette) -> Self {
        let paper = WHITE;
        let ground = Colour { red: 0xf4, green: 0xf6, blue: 0xf8 };
        let line = Colour { red: 0xd5, green: 0xda, blue: 0xe1 };
        Self::new(palette, *palette, [paper, ground, line], BLACK)
    }

    pub(super) fn dark(palette: &Palette) -> Self {
        let paper = Colour { red: 0x11, green: 0x16, blue: 0x1d };
        let ground = Colour { red: 0x1b, green: 0x22, blue: 0x2c };
        let line = Colour { red: 0x3a, green: 0x46, blue: 0x56 };
        let tone = |tone: Tone| Tone { text: tone.text, tint: mix(paper, tone.text, 22) };
        let turned = Palette {
            ink: mix(palette.ink, WHITE, 88),
            muted: mix(palette.muted, WHITE, 30),
            accent: mix(palette.accent, WHITE, 75),
            critical: tone(palette.critical),
            high: tone(palette.high),
            medium: tone(palette.medium),
            low: tone(palette.low),
            info: tone(palette.info),
            met: tone(palette.met),
            banner: palette.banner,
        };
        Self::new(palette, turned, [paper, ground, line], WHITE)
    }

    fn new(theme: &Palette, wanted: Palette, [paper, ground, line]: [Colour; 3], towards: Colour) -> Self {
        let tints = [wanted.critical, wanted.high, wanted.medium, wanted.low, wanted.info, wanted.met];
        let tints = tints.map(|tone| tone.tint);
        let grounds = [&[paper, ground], tints.as_slice()].concat();
        let tone = |tone: Tone| {
            let text = readable(tone.text, &[paper, ground, tone.tint], towards);
            Tone { text, ..tone }
        };
        let band = theme.accent;
        let on_band = if contrast(WHITE, band) >= contrast(BLACK, band) { WHITE } else { BLACK };
        Self {
            paper,
            ground,
            line,
            ink: readable(wanted.ink, &grounds, towards),
            muted: readable(wanted.muted, &grounds, towards),
            accent: readable(wanted.accent, &grounds, towards),
            link: readable(wanted.low.text, &grounds, towards),
            band,
            on_band,
            tones: [
                ("critical", tone(wanted.critical)),
                ("high", tone(wanted.high)),
                ("medium", tone(wanted.medium)),
                ("low", tone(wanted.low)),
                ("info", tone(wanted.info)),
                ("met", tone(wanted.met)),
            ],
        }
    }

    /// Returns the colours as declarations of custom properties.
    pub(super) fn declarations(&self) -> String {
        let mut out = String::new();
        for (name, colour) in [
            ("paper", self.paper),
            ("ground", self.ground),
            ("line", self.line),
            ("ink", self.ink),
            ("muted", self.muted),
            ("accent", self.accent),
            ("link", self.link),
            ("band", self.band),
            ("on-band", self.on_band),
        ] {
            let _ = write!(out, "--{name}:{};", colour.hex());
        }
        for (name, tone) in &self.tones {
            let _ = write!(out, "--{name}:{};--{name}-tint:{};", tone.text.hex(), tone.tint.hex());
        }
        out
    }
}

/// Moves a colour so far that it can be read on all of the grounds.
fn readable(colour: Colour, grounds: &[Colour], towards: Colour) -> Colour {
    let reads = |colour: &Colour| grounds.iter().all(|ground| contrast(*colour, *ground) >= ENOUGH);
    (0..=20).map(|step| mix(colour, towards, step * 5)).find(reads).unwrap_or(towards)
}

/// Returns a colour with so many percent of another.
fn mix(colour: Colour, other: Colour, percent: u16) -> Colour {
    let part = |a: u8, b: u8| {
        let mixed = (u16::from(a) * (100 - percent) + u16::from(b) * percent + 50) / 100;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    Colour {
        red: part(colour.red, other.red),
        green: part(colour.green, other.green),
        blue: part(colour.blue, other.blue),
    }
}

#[cfg(test)]
mod tests {
    use super::{BLACK, Scheme, WHITE, contrast};
    use crate::theme::contrast::linear;
    use crate::theme::{Colour, Palette, Theme, Tone};
    use proptest::prelude::{Strategy, any, proptest};

    fn assert_readable(scheme: &Scheme) {
        let tints: Vec<Colour> = scheme.tones.iter().map(|(_, tone)| tone.tint).collect();
        for text in [scheme.ink, scheme.muted, scheme.accent, scheme.link] {
            for ground in tints.iter().chain([&scheme.paper, &scheme.ground]) {
                assert!(contrast(text, *ground) >= 4.5, "{text:?} on {ground:?}");
            }
        }
        for (name, tone) in &scheme.tones {
            for ground in [tone.tint, scheme.paper, scheme.ground] {
                assert!(contrast(tone.text, ground) >= 4.5, "{name}: {tone:?} on {ground:?}");
            }
        }
        assert!(contrast(scheme.on_band, scheme.band) >= 4.5);
    }

    #[test]
    fn takes_the_colours_of_the_default_theme_as_they_are_on_paper() {
        let palette = *Theme::default().palette();
        let light = Scheme::light(&palette);
        assert_readable(&light);
        assert_eq!((light.ink, light.muted, light.accent), (palette.ink, palette.muted, palette.accent));
        assert_eq!(
            light.tones.map(|(_, tone)| tone),
            [palette.critical, palette.high, palette.medium, palette.low, palette.info, palette.met,]
        );
        assert_readable(&Scheme::dark(&palette));
    }

    #[test]
    fn knows_light_as_the_standard_does() {
        for part in 0..=u8::MAX {
            let c = f64::from(part) / 255.0;
            let exact = if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
            assert!((linear(part) - exact).abs() < 1e-9, "{part}");
        }
        assert!((contrast(BLACK, WHITE) - 21.0).abs() < 1e-9);
    }

    fn colour() -> impl Strategy<Value = Colour> {
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Colour { red, green, blue })
    }

    proptest! {
        /// Bright tints are the theme's own choice; on those that a text can be read on at all, it is.
        #[test]
        fn makes_any_colour_of_a_theme_readable(text in colour(), accent in colour()) {
            let default = *Theme::default().palette();
            let tone = |tone: Tone| Tone { text, ..tone };
            let palette = Palette {
                ink: text, muted: text, accent,
                critical: tone(default.critical), high: tone(default.high), medium: tone(default.medium),
                low: tone(default.low), info: tone(default.info), met: tone(default.met), banner: default.banner,
            };
            assert_readable(&Scheme::light(&palette));
            assert_readable(&Scheme::dark(&palette));
        }
    }
}
