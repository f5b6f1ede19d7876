//! The pictures that stand in the place of pictures that are left out.

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

const WIDTH: u32 = 120;
const HEIGHT: u32 = 80;
/// How wide its lines are.
const LINE: u32 = 2;
const PAPER: u8 = 0xE8;
const INK: u8 = 0xB0;

/// Returns a grey area with a border and a cross, as a PNG: whoever sees it knows that there was a picture.
pub(in crate::container) fn left_out() -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let border = x < LINE || y < LINE || x >= WIDTH - LINE || y >= HEIGHT - LINE;
            let (falling, rising) = (x * HEIGHT, y * WIDTH);
            let across = (WIDTH - 1 - x) * HEIGHT;
            let cross = falling.abs_diff(rising) < LINE * HEIGHT || across.abs_diff(rising) < LINE * HEIGHT;
            pixels.push(if border || cross { INK } else { PAPER });
        }
    }
    png(&pixels, WIDTH, HEIGHT)
}

/// Returns one grey pixel as a PNG, for areas that pictures filled behind something else.
pub(in crate::container) fn area() -> Vec<u8> {
    png(&[PAPER], 1, 1)
}

fn png(pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory does not fail, and an empty picture would only be one that is not shown.
    let written = PngEncoder::new(&mut out).write_image(pixels, width, height, ExtendedColorType::L8);
    written.map(|()| out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{area, left_out};

    #[test]
    fn the_pictures_are_pictures() {
        let size = |png: &[u8]| {
            let image = image::load_from_memory(png).expect("is a PNG");
            (image.width(), image.height())
        };
        assert_eq!((size(&left_out()), size(&area())), ((120, 80), (1, 1)));
        let luma = image::load_from_memory(&left_out()).expect("is a PNG").to_luma8();
        assert_eq!((luma.get_pixel(60, 40).0, luma.get_pixel(60, 10).0), ([0xB0], [0xE8]));
    }
}
