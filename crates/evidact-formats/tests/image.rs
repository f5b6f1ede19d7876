//! Images: withheld, or written anew from their pixels alone. What stands beside the pixels is always read.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking and says what it skips; its texts are its own"
)]

mod support;

use evidact_formats::{Area, Budget, Images, Limits, Paint};
use evidact_model::{Format, Lost, Withheld};
use image::{DynamicImage, GenericImageView as _, ImageFormat};
use support::pictures::{gif, jpeg, picture, plain, png, tiff, webp};
use support::{Replacing, container, copy, holds};

const CANARY: &str = "Kestrel-Canary-77";

type Made = (&'static str, Format, ImageFormat, fn(&str) -> Vec<u8>);

const FORMATS: [Made; 5] = [
    ("a.png", Format::Png, ImageFormat::Png, png),
    ("a.jpg", Format::Jpeg, ImageFormat::Jpeg, jpeg),
    ("a.gif", Format::Gif, ImageFormat::Gif, gif),
    ("a.webp", Format::Webp, ImageFormat::WebP, webp),
    ("a.tif", Format::Tiff, ImageFormat::Tiff, tiff),
];

fn allowing() -> Limits {
    Limits { images: Images::Reencode, ..Limits::default() }
}

fn decoded(bytes: &[u8], format: ImageFormat) -> DynamicImage {
    image::load_from_memory_with_format(bytes, format).unwrap()
}

/// Says whether a color is nearly red or blue, as a lossy format leaves it.
fn is_near(image: &DynamicImage, (x, y): (u32, u32), color: [u8; 3]) -> bool {
    let pixel = image.get_pixel(x, y).0;
    pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 60)
}

#[test]
fn an_image_is_withheld_and_what_stands_beside_its_pixels_is_read() {
    for (name, format, _, make) in FORMATS {
        let limits = Limits::default();
        let container = container(name, &make(CANARY), &limits).unwrap();
        assert_eq!(container.format(), format);
        let mut visitor = Replacing::new("");
        let mut budget = Budget::new(&limits, container.source_bytes());
        let result = container.walk(&limits, &mut budget, &mut visitor, None);
        assert!(result == Err(Withheld::Image), "{name}");
        assert!(visitor.dropped().iter().any(|part| holds(part, CANARY)), "{name}");
        assert_eq!(visitor.dropped().len(), visitor.parts.len(), "{name}");
    }
}

#[test]
fn every_place_beside_the_pixels_is_shown() {
    let shown = |name: &str, bytes: &[u8]| {
        let (_, visitor) = copy(name, bytes, &allowing(), "").unwrap();
        let all = visitor.dropped().join(&b'\n');
        String::from_utf8_lossy(&all).matches(CANARY).count()
    };
    assert_eq!(shown("a.png", &png(CANARY)), 6);
    assert_eq!(shown("a.jpg", &jpeg(CANARY)), 5);
    assert_eq!(shown("a.gif", &gif(CANARY)), 2);
    assert_eq!(shown("a.webp", &webp(CANARY)), 3);
    assert_eq!(shown("a.tif", &tiff(CANARY)), 1);
}

#[test]
fn an_allowed_image_keeps_its_pixels_and_nothing_else() {
    for (name, _, format, make) in FORMATS {
        let source = make(CANARY);
        assert!(holds(&source, CANARY) && decoded(&source, format).width() > 0, "{name}");
        let (written, visitor) = copy(name, &source, &allowing(), "").unwrap();
        assert!(!holds(&written, CANARY), "{name}");
        assert!(visitor.count_lost(Lost::ImageMetadata) > 0, "{name}");
        // What was written holds no more than the pixels: written anew, it stays as it is.
        let (again, visitor) = copy(name, &written, &allowing(), "").unwrap();
        assert!(visitor.dropped().is_empty(), "{name}");
        assert!(format == ImageFormat::Jpeg || again == written, "{name}");
        let image = decoded(&written, format);
        let size = if format == ImageFormat::Jpeg { (4, 6) } else { (6, 4) };
        assert_eq!(image.dimensions(), size, "{name}");
    }
}

#[test]
fn lossless_formats_keep_every_pixel() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Gif] {
        let (written, _) = copy("a", &plain(format), &allowing(), "").unwrap();
        assert!(decoded(&written, format).into_rgba8() == picture().into_rgba8(), "{format:?}");
    }
}

/// Orientation 6 of Exif: the picture is to be turned to the right, so what was above stands at the right.
#[test]
fn the_orientation_is_applied_to_the_pixels() {
    let (written, _) = copy("a.jpg", &jpeg(CANARY), &allowing(), "").unwrap();
    let image = decoded(&written, ImageFormat::Jpeg);
    assert!(is_near(&image, (3, 2), [250, 0, 0]) && is_near(&image, (0, 2), [0, 0, 250]));
}

#[test]
fn colours_of_pixels_that_nobody_sees_go() {
    let (written, _) = copy("a.png", &png(CANARY), &allowing(), "").unwrap();
    let image = decoded(&written, ImageFormat::Png);
    let hidden: Vec<u8> = image.to_rgba8().pixels().take(CANARY.len()).map(|p| p.0[0]).collect();
    assert!(hidden.iter().all(|&b| b == 0));
}

#[test]
fn all_frames_of_a_gif_are_there() {
    use image::AnimationDecoder as _;
    let (written, _) = copy("a.gif", &gif(CANARY), &allowing(), "").unwrap();
    let decoder = image::codecs::gif::GifDecoder::new(std::io::Cursor::new(&written)).unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), 2);
    assert!(frames[0].buffer() != frames[1].buffer());
}

#[test]
fn an_area_is_painted_over_in_the_files_that_it_names() {
    let area = Area { x: 1, y: 1, width: 3, height: 2 };
    let limits = Limits { paint: vec![Paint::new("shots/*.png", area).unwrap()], ..allowing() };
    assert_eq!(limits.unmet_areas(), [1]);
    let painted = |name: &str| {
        let (written, _) = copy(name, &plain(ImageFormat::Png), &limits, "").unwrap();
        let image = decoded(&written, ImageFormat::Png).into_rgba8();
        let original = picture().into_rgba8();
        let differs = |(x, y): &(u32, u32)| image.get_pixel(*x, *y) != original.get_pixel(*x, *y);
        let places = (0..4).flat_map(|y| (0..6).map(move |x| (x, y)));
        places.filter(differs).collect::<Vec<_>>()
    };
    assert_eq!(painted("shots/a.png"), [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 2)]);
    assert!(painted("other/a.png").is_empty());
    assert!(limits.unmet_areas().is_empty());
}

#[test]
fn an_area_outside_of_an_image_withholds_it() {
    for area in [
        Area { x: 5, y: 0, width: 2, height: 1 },
        Area { x: 0, y: 4, width: 1, height: 1 },
        Area { x: u32::MAX, y: 0, width: 2, height: 1 },
    ] {
        let limits = Limits { paint: vec![Paint::new("*", area).unwrap()], ..allowing() };
        let result = copy("a.png", &plain(ImageFormat::Png), &limits, "");
        assert!(result.err() == Some(Withheld::PaintOutside));
    }
}

/// A PNG that says it has more pixels than any machine has bytes, and one that is merely too large.
#[test]
fn bombs_of_pixels_are_stopped_before_they_are_made() {
    for side in [20_000_u32, 40_000, 0x7FFF_FFFF] {
        let mut bomb = plain(ImageFormat::Png);
        bomb[16..20].copy_from_slice(&side.to_be_bytes());
        bomb[20..24].copy_from_slice(&side.to_be_bytes());
        assert!(copy("a.png", &bomb, &allowing(), "").is_err());
    }
    let packed = |text: usize| {
        let mut out = png(CANARY);
        let long = "a".repeat(text);
        let chunk_start = out.windows(4).position(|w| w == b"zTXt").unwrap() - 4;
        let made = png(&long);
        let other = made.windows(4).position(|w| w == b"zTXt").unwrap() - 4;
        let length = u32::from_be_bytes(made[other..other + 4].try_into().unwrap()) as usize + 12;
        out.splice(chunk_start..chunk_start, made[other..other + length].to_vec());
        out
    };
    let limits = Limits { max_expanded_bytes: 100_000, ..allowing() };
    assert!(copy("a.png", &packed(1000), &limits, "").is_ok());
    assert!(copy("a.png", &packed(200_000), &limits, "").err().is_some_and(|r| r.is_of_whole_source()));
}

#[test]
fn damage_anywhere_is_an_answer_and_not_a_panic() {
    for (name, _, _, make) in FORMATS {
        let good = make(CANARY);
        for cut in (12..good.len()).step_by(7) {
            let _ = copy(name, &good[..cut], &allowing(), "");
        }
        for at in 12..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0xFF;
            // A TIFF may say that its pixels lie where its text is, and then they do.
            let written = copy(name, &bad, &allowing(), "").ok().filter(|_| name != "a.tif");
            if let Some((written, _)) = written {
                assert!(!holds(&written, CANARY), "{name} {at}");
            }
        }
    }
    assert!(copy("a.png", &plain(ImageFormat::Png)[..40], &allowing(), "").err() == Some(Withheld::Damaged));
}

#[test]
fn the_same_image_gives_the_same_bytes() {
    for (name, _, _, make) in FORMATS {
        let once = copy(name, &make(CANARY), &allowing(), "").unwrap().0;
        assert!(once == copy(name, &make(CANARY), &allowing(), "").unwrap().0, "{name}");
    }
}
