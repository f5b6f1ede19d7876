//! Images. What is written beside the pixels is read for the values that it betrays, and never published. The
//! pixels are withheld, or decoded and written anew, as the policy says.

mod blocks;
mod exif;
mod pixels;
pub(super) mod placeholder;

use super::budget::failed;
use super::{Role, Walk};
use crate::Images;
use blocks::{Block, Content};
use evidact_model::{Format, Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes};

/// Bytes, where they stand, and what they mean.
pub(super) const MAGIC: &[(usize, &[u8], Format)] = &[
    (0, b"\x89PNG\r\n\x1A\n", Format::Png),
    (0, b"\xFF\xD8\xFF", Format::Jpeg),
    (0, b"GIF87a", Format::Gif),
    (0, b"GIF89a", Format::Gif),
    (0, b"II*\0", Format::Tiff),
    (0, b"MM\0*", Format::Tiff),
];

/// Says whether a source of these first bytes is a picture that can be decoded and written anew.
pub(super) fn is_picture(head: &[u8]) -> bool {
    is_webp(head) || MAGIC.iter().any(|(at, magic, _)| head.get(*at..).is_some_and(|h| h.starts_with(magic)))
}

/// `WebP` is one of the formats that `RIFF` begins.
pub(super) fn is_webp(head: &[u8]) -> bool {
    head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP")
}

pub(super) fn walk(format: Format, source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    walk.budget.member()?;
    if source.len() > walk.limits.max_bytes {
        return Err(Withheld::TooLarge { limit_bytes: walk.limits.max_bytes });
    }
    let whole;
    let bytes = if let Some(bytes) = source.memory() {
        bytes
    } else {
        whole = source.head(usize::try_from(source.len()).unwrap_or(usize::MAX));
        whole.as_ref().map_err(|_| Withheld::Unreadable)?.expose()
    };
    let blocks = blocks::read(format, bytes);
    show(&blocks, walk)?;
    match walk.limits.images {
        Images::Withhold => return Err(Withheld::Image),
        Images::Reencode => {}
    }
    let count = blocks.len() as u64;
    if count > 0 {
        walk.visitor.lost(Loss { what: Lost::ImageMetadata, page: None, count });
    }
    if walk.output.is_none() {
        // What cannot be decoded is withheld when it is to be written.
        if walk.limits.paints(walk.name)
            && let Ok(shows) = pixels::shows(format, bytes, walk.budget)
        {
            walk.limits.learn(walk.name, shows);
        }
        return Ok(());
    }
    let (name, limits) = (walk.name, walk.limits);
    let mut painted = 0;
    let mut areas = |image: &::image::DynamicImage| {
        let shows = (!limits.paint.is_empty()).then(|| pixels::of(image));
        let areas = limits.areas(name, shows);
        painted = areas.len() as u64;
        areas
    };
    let copy = pixels::rewrite(format, bytes, &mut areas, walk.budget)?;
    if painted > 0 {
        walk.visitor.lost(Loss { what: Lost::PaintedArea, page: None, count: painted });
    }
    if copy.frames_lost > 0 {
        walk.visitor.lost(Loss { what: Lost::Image, page: None, count: copy.frames_lost });
    }
    match walk.output.as_deref_mut() {
        Some(output) => output.write_all(&copy.bytes).map_err(|e| failed(&e)),
        None => Ok(()),
    }
}

/// Shows what stands beside the pixels: as one text where it is text, and as files where it may be anything.
fn show(blocks: &[Block<'_>], walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut text = String::new();
    for block in blocks {
        match block.content {
            Content::Plain(bytes) => line(&mut text, &block.label, bytes),
            Content::Deflated(bytes) => {
                // What cannot be inflated says nothing to anybody.
                match walk.budget.read(&mut flate2::read::ZlibDecoder::new(bytes)) {
                    Ok(inflated) => line(&mut text, &block.label, inflated.expose()),
                    Err(reason) if reason.is_of_whole_source() => return Err(reason),
                    Err(_) => {}
                }
            }
            Content::Exif(bytes) => {
                for (label, value) in exif::fields(bytes) {
                    line(&mut text, label, value);
                }
            }
            Content::Foreign(bytes) => {
                let source = Blob::new(RawBytes::new(bytes.to_vec()));
                walk.part(block.label.clone(), source, Role::Dropped)?;
            }
        }
    }
    if !text.is_empty() {
        let source = Blob::new(RawBytes::new(text.into_bytes()));
        walk.part("metadata.txt", source, Role::Dropped)?;
    }
    Ok(())
}

/// Adds what can be read of a value under its label.
fn line(text: &mut String, label: &str, value: &[u8]) {
    let readable = readable(value);
    if !readable.trim().is_empty() {
        text.push_str(label);
        text.push_str(": ");
        text.push_str(readable.trim());
        text.push('\n');
    }
}

/// Text as it is; of other bytes the runs that spell something, in one byte a letter or in two.
fn readable(value: &[u8]) -> String {
    let trimmed = value.strip_suffix(b"\0").unwrap_or(value);
    if let Ok(text) = std::str::from_utf8(trimmed)
        && !trimmed.contains(&0)
    {
        return text.to_owned();
    }
    let mut out = String::new();
    for run in value.split(|b| !is_printable(*b)).filter(|run| run.len() >= MIN_RUN) {
        out.push_str(&String::from_utf8_lossy(run));
        out.push('\n');
    }
    let wide = |pairs: &[[u8; 2]], low: usize| {
        let spell =
            |pair: &[u8; 2]| if pair[1 - low] == 0 && is_printable(pair[low]) { pair[low] } else { 0 };
        pairs.iter().map(spell).collect::<Vec<u8>>()
    };
    for (start, low) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let (pairs, _) = value.get(start..).unwrap_or_default().as_chunks::<2>();
        for run in wide(pairs, low).split(|&b| b == 0).filter(|run| run.len() >= MIN_RUN) {
            out.push_str(&String::from_utf8_lossy(run));
            out.push('\n');
        }
    }
    out
}

/// Fewer printable bytes in a row are chance.
const MIN_RUN: usize = 4;

fn is_printable(b: u8) -> bool {
    matches!(b, b' '..=b'~' | b'\t')
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn text_is_read_in_one_byte_a_letter_and_in_two() {
        assert_eq!(readable(b"plain\0"), "plain");
        assert_eq!(readable("größe".as_bytes()), "größe");
        let wide: Vec<u8> = "Jane Doe".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(readable(&wide).contains("Jane Doe"));
        let other: Vec<u8> =
            [&[7][..], &"Jane Doe".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat();
        assert!(readable(&other).contains("Jane Doe"));
        assert!(readable(b"\x01\x02note here\xFF\xFEx\0").contains("note here"));
    }
}
