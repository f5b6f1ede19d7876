//! Decodes pixels under bounds and writes them anew: nothing but colours gets from one file to the other.

use super::exif;
use crate::container::Budget;
use crate::limits::{Area, Shows};
use ::image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use ::image::codecs::jpeg::JpegEncoder;
use ::image::codecs::png::PngEncoder;
use ::image::codecs::tiff::TiffEncoder;
use ::image::codecs::webp::WebPEncoder;
use ::image::{
    AnimationDecoder, ColorType, DynamicImage, Frame, GenericImage, GenericImageView, ImageDecoder,
    ImageError, ImageFormat, ImageReader, Rgba,
};
use evidact_model::{Format, Withheld};
use std::hash::{DefaultHasher, Hasher as _};
use std::io::Cursor;

/// No image is wider or higher.
const MAX_SIDE: u32 = 30_000;
/// No image has more pixels, and no animation more of them in all frames.
const MAX_PIXELS: u64 = 64_000_000;
/// What a decoder may allocate.
const MAX_ALLOCATED: u64 = 640 << 20;
/// No animation has more frames.
const MAX_FRAMES: u64 = 2000;
/// The quality of JPEG images, of 100.
const QUALITY: u8 = 90;
/// What painted areas show: nothing of the source.
const PAINT: Rgba<u8> = Rgba([96, 96, 96, 255]);

/// A copy.
pub(super) struct Copy {
    pub(super) bytes: Vec<u8>,
    /// Further pages and frames, which are not in it.
    pub(super) frames_lost: u64,
}

/// Says which areas of an image, whose first frame this is, are painted over.
type Areas<'a> = &'a mut dyn FnMut(&DynamicImage) -> Vec<Area>;

/// Returns what an image shows; of an animation its first frame.
pub(super) fn shows(format: Format, bytes: &[u8], budget: &mut Budget) -> Result<Shows, Withheld> {
    let mut image = if format == Format::Gif {
        let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(|e| why(&e))?;
        decoder.set_limits(limits()).map_err(|e| why(&e))?;
        let (width, height) = decoder.dimensions();
        take_pixels(width, height, budget)?;
        let frame = decoder.into_frames().next().ok_or(Withheld::Damaged)?.map_err(|e| why(&e))?;
        DynamicImage::ImageRgba8(frame.into_buffer())
    } else {
        decode(format, bytes, budget)?
    };
    hide_transparent(&mut image);
    Ok(of(&image))
}

/// Returns what a decoded image shows.
pub(super) fn of(image: &DynamicImage) -> Shows {
    let mut hasher = DefaultHasher::new();
    for (_, _, Rgba(pixel)) in image.pixels() {
        hasher.write_u32(u32::from_le_bytes(pixel));
    }
    (image.width(), image.height(), hasher.finish())
}

/// Writes an image anew, with areas painted over.
pub(super) fn rewrite(
    format: Format,
    bytes: &[u8],
    areas: Areas<'_>,
    budget: &mut Budget,
) -> Result<Copy, Withheld> {
    if format == Format::Gif {
        return animation(bytes, areas, budget).map(|bytes| Copy { bytes, frames_lost: 0 });
    }
    let mut image = decode(format, bytes, budget)?;
    hide_transparent(&mut image);
    let areas = areas(&image);
    paint(&mut image, &areas)?;
    let frames_lost = match format {
        Format::Tiff => exif::pages(bytes).saturating_sub(1),
        Format::Webp => u64::from(has_chunk(bytes, b"ANIM")),
        Format::Png => u64::from(has_chunk(bytes, b"acTL")),
        _ => 0,
    };
    encode(format, image).map(|bytes| Copy { bytes, frames_lost })
}

fn has_chunk(bytes: &[u8], kind: &[u8]) -> bool {
    memchr::memmem::find(bytes.get(..4096.min(bytes.len())).unwrap_or_default(), kind).is_some()
}

fn decode(format: Format, bytes: &[u8], budget: &mut Budget) -> Result<DynamicImage, Withheld> {
    let known = match format {
        Format::Png => ImageFormat::Png,
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Webp => ImageFormat::WebP,
        Format::Tiff => ImageFormat::Tiff,
        _ => return Err(Withheld::Internal),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), known);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|e| why(&e))?;
    let (width, height) = decoder.dimensions();
    take_pixels(width, height, budget)?;
    let orientation = decoder.orientation().map_err(|e| why(&e))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| why(&e))?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn limits() -> ::image::Limits {
    let mut limits = ::image::Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATED);
    limits
}

/// Pixels count for an eighth of a byte of what a source may expand to: a plain screenshot is compressed so well
/// that more would withhold it.
fn take_pixels(width: u32, height: u32, budget: &mut Budget) -> Result<(), Withheld> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE {
        return Err(Withheld::Budget);
    }
    budget.bytes(pixels / 8)
}

/// Every frame of a GIF, put together as it is shown.
fn animation(bytes: &[u8], areas: Areas<'_>, budget: &mut Budget) -> Result<Vec<u8>, Withheld> {
    let mut decoder = GifDecoder::new(Cursor::new(bytes)).map_err(|e| why(&e))?;
    decoder.set_limits(limits()).map_err(|e| why(&e))?;
    let (width, height) = decoder.dimensions();
    let mut out = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut out, 10);
    let mut seen = 0;
    let mut painted = Vec::new();
    for frame in decoder.into_frames() {
        let frame = frame.map_err(|e| why(&e))?;
        seen += 1;
        take_pixels(width, height, budget)?;
        if seen > MAX_FRAMES || seen * u64::from(width) * u64::from(height) > 16 * MAX_PIXELS {
            return Err(Withheld::Budget);
        }
        if seen == 2 {
            encoder.set_repeat(Repeat::Infinite).map_err(|e| why(&e))?;
        }
        let delay = frame.delay();
        let mut image = DynamicImage::ImageRgba8(frame.into_buffer());
        hide_transparent(&mut image);
        if seen == 1 {
            painted = areas(&image);
        }
        paint(&mut image, &painted)?;
        encoder.encode_frame(Frame::from_parts(image.into_rgba8(), 0, 0, delay)).map_err(|e| why(&e))?;
    }
    drop(encoder);
    if seen == 0 { Err(Withheld::Damaged) } else { Ok(out) }
}

/// Paints areas over.
fn paint(image: &mut DynamicImage, areas: &[Area]) -> Result<(), Withheld> {
    for area in areas {
        let right = area.x.checked_add(area.width).filter(|&right| right <= image.width());
        let bottom = area.y.checked_add(area.height).filter(|&bottom| bottom <= image.height());
        let (Some(right), Some(bottom)) = (right, bottom) else { return Err(Withheld::PaintOutside) };
        for y in area.y..bottom {
            for x in area.x..right {
                image.put_pixel(x, y, PAINT);
            }
        }
    }
    Ok(())
}

/// Pixels that are not seen may still have colours, and spell something in them.
fn hide_transparent(image: &mut DynamicImage) {
    if !image.color().has_alpha() {
        return;
    }
    for y in 0..image.height() {
        for x in 0..image.width() {
            if image.get_pixel(x, y).0[3] == 0 {
                image.put_pixel(x, y, Rgba([0, 0, 0, 0]));
            }
        }
    }
}

fn encode(format: Format, image: DynamicImage) -> Result<Vec<u8>, Withheld> {
    let mut out = Cursor::new(Vec::new());
    let color = image.color();
    let written = match format {
        Format::Jpeg => {
            let image = match color {
                ColorType::L8 => image,
                _ => DynamicImage::ImageRgb8(image.into_rgb8()),
            };
            image.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))
        }
        Format::Webp => {
            let image = if color.has_alpha() {
                DynamicImage::ImageRgba8(image.into_rgba8())
            } else {
                DynamicImage::ImageRgb8(image.into_rgb8())
            };
            image.write_with_encoder(WebPEncoder::new_lossless(&mut out))
        }
        Format::Tiff => {
            let image = match color {
                ColorType::La8 => DynamicImage::ImageRgba8(image.into_rgba8()),
                ColorType::La16 => DynamicImage::ImageRgba16(image.into_rgba16()),
                _ => image,
            };
            image.write_with_encoder(TiffEncoder::new(&mut out))
        }
        _ => image.write_with_encoder(PngEncoder::new(&mut out)),
    };
    written.map_err(|e| why(&e))?;
    Ok(out.into_inner())
}

/// What a decoder says is dropped: it may quote the file.
fn why(error: &ImageError) -> Withheld {
    match error {
        ImageError::Limits(_) => Withheld::Budget,
        _ => Withheld::Damaged,
    }
}
