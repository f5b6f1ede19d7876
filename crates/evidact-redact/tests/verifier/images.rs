//! Images: pixels and nothing else.

use super::archives::zip_of;
use super::{VALUE, leak, rule};
use image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Cursor;

fn image(format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 5, y as u8 * 7, (x * y) as u8]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut out, format).unwrap();
    out.into_inner()
}

const METADATA: Option<&str> = Some("evidact.image-metadata");

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&kind);
    crc.update(data);
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &kind[..], data, &crc.sum().to_be_bytes()]
        .concat()
}

#[test]
fn images_that_are_pixels_alone_pass() {
    use ImageFormat::{Gif, Jpeg, Png, Tiff, WebP};
    for format in [Png, Jpeg, Gif, WebP, Tiff] {
        let bytes = image(format);
        assert_eq!(leak(&bytes), None, "{format:?}");
        assert_eq!(leak(&zip_of(&[("a.bin", &bytes)])), None, "{format:?} in an archive");
        let behind = [bytes.as_slice(), VALUE.as_bytes()].concat();
        assert_eq!(rule(&behind).as_deref(), METADATA, "{format:?} with data behind");
        assert!(rule(&bytes[..bytes.len() / 2]).is_some(), "{format:?} cut off");
    }
}

#[test]
fn text_chunks_of_a_png_are_a_leak() {
    let png = image(ImageFormat::Png);
    for kind in [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"prVt"] {
        let data = [b"Comment\0", VALUE.as_bytes()].concat();
        let with = [&png[..33], &chunk(*kind, &data), &png[33..]].concat();
        assert_eq!(rule(&with).as_deref(), METADATA);
    }
    let long_palette = [&png[..33], &chunk(*b"sBIT", &[65; 2000]), &png[33..]].concat();
    assert_eq!(rule(&long_palette).as_deref(), METADATA);
}

#[test]
fn application_data_of_a_jpeg_is_a_leak() {
    let jpeg = image(ImageFormat::Jpeg);
    for (marker, start) in [
        (0xE1, "Exif\0\0"),
        (0xE1, "http://ns.adobe.com/xap/1.0/\0"),
        (0xED, "Photoshop 3.0\0"),
        (0xFE, ""),
        (0xE0, "JFXX\0"),
    ] {
        let data = [start.as_bytes(), VALUE.as_bytes()].concat();
        let len = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        let with = [&jpeg[..2], &[0xFF, marker], &len, &data, &jpeg[2..]].concat();
        assert_eq!(rule(&with).as_deref(), METADATA, "{start}");
    }
}

#[test]
fn comments_of_other_images_are_a_leak() {
    let gif = image(ImageFormat::Gif);
    let comment = [&[0x21, 0xFE, VALUE.len() as u8], VALUE.as_bytes(), &[0]].concat();
    let at = gif.len() - 1;
    assert_eq!(rule(&[&gif[..at], &comment, &gif[at..]].concat()).as_deref(), METADATA);
    let mut webp = [
        image(ImageFormat::WebP),
        b"EXIF".to_vec(),
        vec![20, 0, 0, 0],
        VALUE.as_bytes().to_vec(),
        vec![0; 1],
    ]
    .concat();
    webp.resize(webp.len() + webp.len() % 2, 0);
    let size = u32::try_from(webp.len() - 8).unwrap().to_le_bytes();
    webp[4..8].copy_from_slice(&size);
    assert!(rule(&webp).is_some());
}
