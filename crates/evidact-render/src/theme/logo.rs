//! The logo of a theme: a PNG picture beside the theme's file, which whoever reads the theme hands over.

use image::{ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::sync::Arc;

/// A theme's logo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Logo {
    /// Its file, as the theme names it.
    pub(super) file: String,
    /// What it shows, for those who do not see it.
    pub(super) alt: String,
    pub(super) picture: Option<Arc<Picture>>,
}

/// A picture of a few thousand points at most.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green, blue and opacity of each point, from the upper left corner.
    pub(crate) rgba: Vec<u8>,
}

/// Why a file is of no use as a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogoError {
    /// The theme names none.
    #[error("the theme names no logo")]
    NoneNamed,
    /// It is not a PNG picture, or a broken one.
    #[error("is no PNG picture that can be read")]
    NotPng,
    /// It is larger than a logo has to be.
    #[error("is larger than {MOST_BYTES} bytes or {MOST_POINTS} points a side")]
    TooLarge,
}

const MOST_BYTES: usize = 2 << 20;
const MOST_POINTS: u32 = 2_000;

impl Picture {
    /// Reads a PNG picture. Its colours are taken for sRGB.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, LogoError> {
        if bytes.len() > MOST_BYTES {
            return Err(LogoError::TooLarge);
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(u64::from(MOST_POINTS).pow(2) * 16);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
        reader.limits(limits);
        let (width, height) = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png)
            .into_dimensions()
            .map_err(|_| LogoError::NotPng)?;
        if width.max(height) > MOST_POINTS {
            return Err(LogoError::TooLarge);
        }
        let picture = reader.decode().map_err(|_| LogoError::NotPng)?.into_rgba8();
        Ok(Self { width, height, rgba: picture.into_raw() })
    }

    /// Returns red, green and blue of each point, over a ground where the picture lets it through.
    pub(crate) fn over(&self, ground: super::Colour) -> Vec<u8> {
        let ground = [ground.red, ground.green, ground.blue];
        let mix = |above: u8, below: u8, opacity: u8| {
            let (above, below, opacity) = (u32::from(above), u32::from(below), u32::from(opacity));
            ((above * opacity + below * (255 - opacity) + 127) / 255) as u8
        };
        let mut out = Vec::with_capacity(self.rgba.len() / 4 * 3);
        for point in self.rgba.chunks_exact(4) {
            if let [red, green, blue, opacity] = *point {
                let [r, g, b] = ground;
                out.extend([mix(red, r, opacity), mix(green, g, opacity), mix(blue, b, opacity)]);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{LogoError, Picture};
    use crate::theme::{Colour, Theme};

    fn png(width: u32, height: u32, point: [u8; 4]) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_pixel(width, height, image::Rgba(point));
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn lets_the_ground_through_where_it_is_not_opaque() {
        let white = Colour { red: 255, green: 255, blue: 255 };
        let over = |point| Picture::read(&png(1, 1, point)).unwrap().over(white);
        assert_eq!(over([10, 20, 30, 255]), [10, 20, 30]);
        assert_eq!(over([10, 20, 30, 0]), [255, 255, 255]);
        assert_eq!(over([0, 0, 0, 51]), [204, 204, 204]);
    }

    #[test]
    fn is_refused_if_it_is_no_picture_or_too_large() {
        assert_eq!(Picture::read(b"GIF89a"), Err(LogoError::NotPng));
        assert_eq!(Picture::read(&png(2_001, 1, [0; 4])), Err(LogoError::TooLarge));
        assert_eq!(Picture::read(&vec![0; (2 << 20) + 1]), Err(LogoError::TooLarge));
        let whole = png(9, 9, [1, 2, 3, 4]);
        assert_eq!(Picture::read(&whole[..whole.len() / 2]), Err(LogoError::NotPng));
    }

    #[test]
    fn is_named_by_the_theme_and_handed_over_by_the_caller() {
        let theme = Theme::overlaid("schema = 1\nlogo = \"logo.png\"\nlogo-alt = \"Example Ltd\"\n").unwrap();
        assert_eq!(theme.logo_file(), Some("logo.png"));
        assert!(theme.logo().is_none(), "nothing was handed over");
        let theme = theme.with_logo(&png(4, 2, [1; 4])).unwrap();
        let (picture, alt) = theme.logo().unwrap();
        assert_eq!((picture.width, picture.height, alt), (4, 2, "Example Ltd"));
        assert_eq!(Theme::default().with_logo(&png(1, 1, [1; 4])).err(), Some(LogoError::NoneNamed));
    }

    #[test]
    fn needs_words_and_a_name_that_stays_beside_the_theme() {
        for wrong in [
            "logo = \"logo.png\"",
            "logo-alt = \"words alone\"",
            "logo = \"/logo.png\"\nlogo-alt = \"x\"",
            "logo = \"a/../../logo.png\"\nlogo-alt = \"x\"",
            "logo = \"c:\\\\logo.png\"\nlogo-alt = \"x\"",
        ] {
            assert!(Theme::overlaid(&format!("schema = 1\n{wrong}\n")).is_err(), "{wrong}");
        }
    }
}
