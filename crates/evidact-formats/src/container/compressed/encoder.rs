//! Encoders of compressed streams. What they write holds no name, time or comment.

use crate::container::Output;
use bzip2::write::BzEncoder;
use evidact_model::Format;
use flate2::write::GzEncoder;
use lzma_rust2::{XzOptions, XzWriter};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{self, Write};

/// Encodes a compressed file.
pub(super) enum Encoder<'o> {
    Gzip(GzEncoder<&'o mut dyn Output>),
    Bzip2(BzEncoder<&'o mut dyn Output>),
    Xz(Box<XzWriter<&'o mut dyn Output>>),
    Zstd(Frames<'o>),
}

/// Of the levels of xz, one with a dictionary of a few megabytes.
const XZ_PRESET: u32 = 3;
/// What is written as one frame of Zstandard.
const FRAME_BYTES: usize = 8 << 20;

impl<'o> Encoder<'o> {
    pub(super) fn new(format: Format, output: &'o mut dyn Output) -> io::Result<Self> {
        Ok(match format {
            Format::Gzip => Self::Gzip(GzEncoder::new(output, flate2::Compression::default())),
            Format::Bzip2 => Self::Bzip2(BzEncoder::new(output, bzip2::Compression::default())),
            Format::Xz => Self::Xz(Box::new(XzWriter::new(output, XzOptions::with_preset(XZ_PRESET))?)),
            Format::Zstd => Self::Zstd(Frames { output, pending: Vec::new(), is_empty: true }),
            _ => return Err(io::ErrorKind::Unsupported.into()),
        })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Gzip(encoder) => encoder.finish().map(drop),
            Self::Bzip2(encoder) => encoder.finish().map(drop),
            Self::Xz(encoder) => encoder.finish().map(drop),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl Write for Encoder<'_> {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(encoder) => encoder.write(from),
            Self::Bzip2(encoder) => encoder.write(from),
            Self::Xz(encoder) => encoder.write(from),
            Self::Zstd(encoder) => encoder.write(from),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file in frames of some megabytes, so that none needs the whole of it in memory.
pub(super) struct Frames<'o> {
    output: &'o mut dyn Output,
    pending: Vec<u8>,
    is_empty: bool,
}

impl Frames<'_> {
    fn frame(&mut self) -> io::Result<()> {
        self.is_empty = false;
        let packed = compress_to_vec(self.pending.as_slice(), CompressionLevel::Fastest);
        self.pending.clear();
        self.output.write_all(&packed)
    }

    fn finish(mut self) -> io::Result<()> {
        if self.is_empty || !self.pending.is_empty() { self.frame() } else { Ok(()) }
    }
}

impl Write for Frames<'_> {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let (now, _) = from.split_at(from.len().min(FRAME_BYTES.saturating_sub(self.pending.len())));
        self.pending.extend_from_slice(now);
        if self.pending.len() >= FRAME_BYTES {
            self.frame()?;
        }
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
