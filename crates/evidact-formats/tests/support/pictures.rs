//! Makes images with something planted in every place that is no pixel.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of this")]

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::{Cursor, Write as _};

/// An upright picture of 6 by 4: red above, blue below.
pub(crate) fn picture() -> DynamicImage {
    let color = |_, y| if y < 2 { Rgba([250, 0, 0, 255]) } else { Rgba([0, 0, 250, 255]) };
    DynamicImage::ImageRgba8(RgbaImage::from_fn(6, 4, color))
}

/// The same in a format.
pub(crate) fn plain(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let picture = if format == ImageFormat::Jpeg { picture().into_rgb8().into() } else { picture() };
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A chunk of a PNG. The checksum is not looked at here.
fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind.as_bytes(), data, &crc(kind.as_bytes(), data).to_be_bytes()].concat()
}

/// The checksum of the PNG specification, annex D.
fn crc(kind: &[u8], data: &[u8]) -> u32 {
    let step = |crc: u32, b: &u8| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| if c & 1 == 1 { 0xEDB8_8320 ^ c >> 1 } else { c >> 1 })
    };
    !kind.iter().chain(data).fold(u32::MAX, step)
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Fields of TIFF: an artist, and an orientation (6: turned to the right).
pub(crate) fn exif(artist: &str, orientation: u8) -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0\x02\0".to_vec();
    out.extend(b"\x12\x01\x03\0\x01\0\0\0");
    out.extend([orientation, 0, 0, 0]);
    out.extend(b"\x3B\x01\x02\0");
    out.extend(u32::try_from(artist.len()).unwrap().to_le_bytes());
    out.extend(38_u32.to_le_bytes());
    out.extend(b"\0\0\0\0");
    out.extend(artist.as_bytes());
    out
}

/// A PNG with the value in every kind of chunk, behind the image, and in pixels that are not seen.
pub(crate) fn png(value: &str) -> Vec<u8> {
    let mut hidden = picture().into_rgba8();
    for (pixel, b) in hidden.pixels_mut().zip(value.bytes()) {
        *pixel = Rgba([b, b, b, 0]);
    }
    let mut out = Cursor::new(Vec::new());
    hidden.write_to(&mut out, ImageFormat::Png).unwrap();
    let bytes = out.into_inner();
    let (head, rest) = bytes.split_at(33);
    let text = [b"Comment\0", value.as_bytes()].concat();
    let packed = [&b"Author\0\0"[..], &deflated(value.as_bytes())].concat();
    let international = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], value.as_bytes()].concat();
    let chunks = [
        chunk("tEXt", &text),
        chunk("zTXt", &packed),
        chunk("iTXt", &international),
        chunk("eXIf", &exif(value, 1)),
        chunk("prVt", value.as_bytes()),
    ];
    [head, &chunks.concat(), rest, value.as_bytes()].concat()
}

/// A JPEG with the value in its segments and behind it, turned to the right.
pub(crate) fn jpeg(value: &str) -> Vec<u8> {
    let bytes = plain(ImageFormat::Jpeg);
    let segment = |marker: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker][..], &length, data].concat()
    };
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], value.as_bytes()].concat();
    let iptc =
        [&b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1C\x02\x78\0\x20"[..], value.as_bytes()].concat();
    let segments = [
        segment(0xE1, &[&b"Exif\0\0"[..], &exif(value, 6)].concat()),
        segment(0xE1, &xmp),
        segment(0xED, &iptc),
        segment(0xFE, value.as_bytes()),
    ];
    [&bytes[..2], &segments.concat(), &bytes[2..], value.as_bytes()].concat()
}

/// A GIF of two frames with the value in a comment and behind it.
pub(crate) fn gif(value: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut out);
    for degrees in [0, 180] {
        let frame = picture().huerotate(degrees).into_rgba8();
        encoder.encode_frame(image::Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let end = out.len() - 1;
    let mut comment = vec![0x21, 0xFE, u8::try_from(value.len()).unwrap()];
    comment.extend(value.as_bytes());
    comment.push(0);
    [&out[..end], &comment, b";", value.as_bytes()].concat()
}

/// A WebP with the value in two chunks and behind it.
pub(crate) fn webp(value: &str) -> Vec<u8> {
    let bytes = plain(ImageFormat::WebP);
    let chunk = |kind: &[u8], data: &[u8]| {
        let mut data = data.to_vec();
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        data.resize(data.len().next_multiple_of(2), 0);
        [kind, &length, &data].concat()
    };
    let extended = chunk(b"VP8X", &[0x0C, 0, 0, 0, 5, 0, 0, 3, 0, 0]);
    let rest = [chunk(b"EXIF", &exif(value, 1)), chunk(b"XMP ", value.as_bytes())].concat();
    let body = [b"WEBP", &extended[..], &bytes[12..], &rest].concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body, value.as_bytes()].concat()
}

/// A TIFF with the value in a field of its own: the list of fields is moved to the end, with one more in it.
pub(crate) fn tiff(value: &str) -> Vec<u8> {
    let mut bytes = plain(ImageFormat::Tiff);
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let list = word(4);
    let count = usize::from(u16::from_le_bytes(bytes[list..list + 2].try_into().unwrap()));
    let mut fields: Vec<Vec<u8>> =
        bytes[list + 2..list + 2 + 12 * count].chunks(12).map(<[u8]>::to_vec).collect();
    let place = u32::try_from(bytes.len()).unwrap();
    let length = u32::try_from(value.len()).unwrap();
    fields.push([&b"\x3B\x01\x02\0"[..], &length.to_le_bytes(), &place.to_le_bytes()].concat());
    fields.sort_by_key(|f| u16::from_le_bytes([f[0], f[1]]));
    bytes.extend(value.as_bytes());
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    let moved = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    bytes[4..8].copy_from_slice(&moved);
    bytes.extend(u16::try_from(fields.len()).unwrap().to_le_bytes());
    bytes.extend(fields.concat());
    bytes.extend([0; 4]);
    bytes
}
