//! Walks through the blocks of an image: pixels and what their decoding needs may be there, and nothing else.

use super::Leak;

/// A format of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Image {
    Png,
    Jpeg,
    Gif,
    Webp,
    Tiff,
}

/// Why an image is not what it should be.
enum Fault {
    /// It ends too early, or its blocks are no blocks.
    Broken,
    /// It holds more than pixels.
    Metadata,
}

/// Looks at every block.
pub(super) fn check(image: Image, bytes: &[u8]) -> Result<(), Leak> {
    let result = match image {
        Image::Png => png(bytes),
        Image::Jpeg => jpeg(bytes),
        Image::Gif => gif(bytes),
        Image::Webp => webp(bytes),
        Image::Tiff => tiff(bytes),
    };
    result.map_err(|fault| match fault {
        Fault::Broken => Leak::of("image", "evidact.unreadable-image"),
        Fault::Metadata => Leak::of("image", "evidact.image-metadata"),
    })
}

/// PNG (W3C, third edition): chunks that decoding needs, up to the end chunk.
fn png(bytes: &[u8]) -> Result<(), Fault> {
    const PIXELS: [&[u8; 4]; 15] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
        b"cICP", b"acTL", b"fcTL", b"fdAT",
    ];
    let mut rest = bytes.get(8..).ok_or(Fault::Broken)?;
    loop {
        let len = be32(rest, 0).ok_or(Fault::Broken)?;
        let kind: &[u8; 4] = rest.get(4..).and_then(<[u8]>::first_chunk).ok_or(Fault::Broken)?;
        let end = len.checked_add(12).ok_or(Fault::Broken)?;
        rest.get(..end).ok_or(Fault::Broken)?;
        if !PIXELS.contains(&kind) || len > 1024 && !matches!(kind, b"IDAT" | b"fdAT") {
            return Err(Fault::Metadata);
        }
        rest = rest.get(end..).unwrap_or_default();
        let fixed = match kind {
            b"IHDR" | b"cHRM" => Some(if kind == b"IHDR" { 13 } else { 32 }),
            b"IEND" => Some(0),
            b"gAMA" => Some(4),
            b"sRGB" => Some(1),
            b"pHYs" => Some(9),
            _ => None,
        };
        if fixed.is_some_and(|fixed| fixed != len) {
            return Err(Fault::Metadata);
        }
        if kind == b"IEND" {
            return nothing(rest);
        }
    }
}

/// JPEG (ITU-T T.81): tables, frames and scans; the JFIF header without a thumbnail; no other application data.
fn jpeg(bytes: &[u8]) -> Result<(), Fault> {
    let mut at = 2;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(0xFF), Some(0xFF)) => at += 1,
            (Some(0xFF), Some(0xD9)) => return nothing(bytes.get(at + 2..).unwrap_or_default()),
            (Some(0xFF), Some(&marker)) => {
                let len = usize::from(be16(bytes, at + 2).ok_or(Fault::Broken)?);
                let body = bytes.get(at + 4..at + 2 + len).ok_or(Fault::Broken)?;
                match marker {
                    0xC0..=0xCF | 0xDB | 0xDC | 0xDD => {}
                    0xE0 if len == 16 && body.starts_with(b"JFIF\0") && body.ends_with(&[0, 0]) => {}
                    0xEE if len == 14 && body.starts_with(b"Adobe") => {}
                    0xDA => {
                        at = scan_end(bytes, at + 2 + len).ok_or(Fault::Broken)?;
                        continue;
                    }
                    _ => return Err(Fault::Metadata),
                }
                at += 2 + len;
            }
            _ => return Err(Fault::Broken),
        }
    }
}

/// Returns where the coded data of a scan ends: at a marker that is none of its own.
fn scan_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr::memchr(0xFF, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// GIF 89a: pictures, their palettes and timing, and how often to repeat; no comments, no other extensions.
fn gif(bytes: &[u8]) -> Result<(), Fault> {
    let palette = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + palette(*bytes.get(10).ok_or(Fault::Broken)?);
    loop {
        match bytes.get(at).ok_or(Fault::Broken)? {
            0x3B => return nothing(bytes.get(at + 1..).unwrap_or_default()),
            0x2C => {
                let flags = *bytes.get(at + 9).ok_or(Fault::Broken)?;
                at = sub_blocks(bytes, at + 11 + palette(flags)).ok_or(Fault::Broken)?;
            }
            0x21 => {
                let end = sub_blocks(bytes, at + 2).ok_or(Fault::Broken)?;
                let block = bytes.get(at..end).ok_or(Fault::Broken)?;
                let is_timing = block.get(1) == Some(&0xF9) && block.len() == 8;
                let is_repeat = block.get(1) == Some(&0xFF)
                    && block.len() == 19
                    && block.get(3..14) == Some(b"NETSCAPE2.0");
                if !is_timing && !is_repeat {
                    return Err(Fault::Metadata);
                }
                at = end;
            }
            _ => return Err(Fault::Broken),
        }
    }
}

fn sub_blocks(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let len = usize::from(*bytes.get(at)?);
        at += 1 + len;
        if len == 0 {
            return Some(at);
        }
    }
}

/// WebP: pixels, alpha and animation; no EXIF, no XMP, no profile.
fn webp(bytes: &[u8]) -> Result<(), Fault> {
    const PIXELS: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"];
    let said = le32(bytes, 4).ok_or(Fault::Broken)?;
    let whole = bytes.get(..said.saturating_add(8)).ok_or(Fault::Broken)?;
    nothing(bytes.get(whole.len()..).unwrap_or_default())?;
    let mut rest = whole.get(12..).ok_or(Fault::Broken)?;
    while !rest.is_empty() {
        let kind: &[u8; 4] = rest.first_chunk().ok_or(Fault::Broken)?;
        let len = le32(rest, 4).ok_or(Fault::Broken)?;
        let end = len.saturating_add(8).saturating_add(len & 1);
        rest.get(..end).ok_or(Fault::Broken)?;
        if !PIXELS.contains(&kind) {
            return Err(Fault::Metadata);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    Ok(())
}

/// TIFF 6.0: the fields that describe pixels, and no byte that none of them accounts for.
fn tiff(bytes: &[u8]) -> Result<(), Fault> {
    let little = bytes.starts_with(b"II");
    let word = |at: usize| {
        let pair: [u8; 2] = *bytes.get(at..)?.first_chunk()?;
        Some(usize::from(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }))
    };
    let long = |at: usize| {
        let four: [u8; 4] = *bytes.get(at..)?.first_chunk()?;
        Some((if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }) as usize)
    };
    let mut used: Vec<std::ops::Range<usize>> = Vec::new();
    used.push(0..8);
    let mut next = long(4).ok_or(Fault::Broken)?;
    let mut pages = 0;
    while next != 0 {
        pages += 1;
        let count = word(next).filter(|_| pages <= 4096).ok_or(Fault::Broken)?;
        let end = next + 2 + count * 12;
        used.push(next..end + 4);
        let (mut offsets, mut lengths) = (Vec::new(), Vec::new());
        for at in (0..count).map(|i| next + 2 + i * 12) {
            let field = (|| Some((word(at)?, word(at + 2)?, long(at + 4)?)))();
            let (tag, kind, values) = field.ok_or(Fault::Broken)?;
            if !PIXEL_TAGS.contains(&tag) {
                return Err(Fault::Metadata);
            }
            let width = match kind {
                3 => 2,
                4 => 4,
                5 => 8,
                1 => 1,
                _ => return Err(Fault::Metadata),
            };
            let size = values.checked_mul(width).filter(|s| *s <= bytes.len()).ok_or(Fault::Broken)?;
            let place = if size <= 4 { Some(at + 8) } else { long(at + 8) }.ok_or(Fault::Broken)?;
            if size > 4 {
                used.push(place..place + size);
            }
            if matches!(tag, 273 | 279 | 324 | 325) {
                let read = |i: usize| if width == 2 { word(place + i * 2) } else { long(place + i * 4) };
                let list = (0..values).map(read).collect::<Option<Vec<_>>>().ok_or(Fault::Broken)?;
                if matches!(tag, 273 | 324) { offsets = list } else { lengths = list }
            }
        }
        used.extend(offsets.iter().zip(&lengths).map(|(at, len)| *at..at.saturating_add(*len)));
        next = long(end).ok_or(Fault::Broken)?;
    }
    used.sort_by_key(|range| range.start);
    let mut at = 0;
    for range in used {
        // Values begin at even places.
        if range.start > at + 1 || range.end > bytes.len() {
            return Err(Fault::Metadata);
        }
        at = at.max(range.end);
    }
    if at + 1 >= bytes.len() { Ok(()) } else { Err(Fault::Metadata) }
}

/// Size, depth, compression, colours, strips, tiles, resolution, planes, predictor, alpha, sample format.
const PIXEL_TAGS: [usize; 24] = [
    254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 317, 320, 322, 323, 324,
    325, 338, 339,
];

fn nothing(rest: &[u8]) -> Result<(), Fault> {
    if rest.is_empty() { Ok(()) } else { Err(Fault::Metadata) }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_be_bytes(*b))
}

fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_be_bytes(*b) as usize)
}

fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b) as usize)
}
