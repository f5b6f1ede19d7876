//! Decoders of compressed streams. All of them take several streams one behind the other.

use bzip2::read::MultiBzDecoder;
use evidact_model::{Format, Withheld};
use evidact_raw::{Blob, BlobReader};
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// A stream that wants a larger dictionary than this is not read.
const MAX_XZ_KIB: u32 = 256 << 10;

/// Reads an xz stream.
pub(in crate::container) fn xz_reader<R: Read>(packed: R) -> XzReader<R> {
    XzReader::new_mem_limit(packed, true, MAX_XZ_KIB)
}

type Source<'b> = BufReader<BlobReader<'b>>;

/// Decodes a compressed file.
pub(super) enum Decoder<'b> {
    Gzip(Box<MultiGzDecoder<Source<'b>>>),
    Bzip2(Box<MultiBzDecoder<Source<'b>>>),
    Xz(Box<XzReader<Source<'b>>>),
    Zstd(Box<Frames<'b>>),
}

impl<'b> Decoder<'b> {
    pub(super) fn new(format: Format, source: &'b Blob) -> Result<Self, Withheld> {
        let source = BufReader::with_capacity(1 << 16, source.reader());
        Ok(match format {
            Format::Gzip => Self::Gzip(Box::new(MultiGzDecoder::new(source))),
            Format::Bzip2 => Self::Bzip2(Box::new(MultiBzDecoder::new(source))),
            Format::Xz => Self::Xz(Box::new(xz_reader(source))),
            Format::Zstd => Self::Zstd(Box::new(Frames::new(source))),
            _ => return Err(Withheld::Internal),
        })
    }

    /// Returns how many stretches of bytes were skipped that are not compressed data.
    pub(super) fn foreign(&self) -> u64 {
        match self {
            Self::Zstd(frames) => frames.foreign,
            Self::Gzip(_) | Self::Bzip2(_) | Self::Xz(_) => 0,
        }
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.read(out),
            Self::Bzip2(decoder) => decoder.read(out),
            Self::Xz(decoder) => decoder.read(out),
            Self::Zstd(decoder) => decoder.read(out),
        }
    }
}

/// The frames of a Zstandard file, one behind the other.
pub(super) struct Frames<'b> {
    source: Source<'b>,
    decoder: FrameDecoder,
    state: State,
    foreign: u64,
}

/// Where a reader of frames is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Within,
}

impl<'b> Frames<'b> {
    fn new(source: Source<'b>) -> Self {
        Self { source, decoder: FrameDecoder::new(), state: State::Between, foreign: 0 }
    }

    /// Goes into the next frame, and past those that hold no data of the file.
    fn begin(&mut self) -> io::Result<()> {
        while self.state == State::Between && !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => self.state = State::Within,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    self.foreign += 1;
                    let length = u64::from(length);
                    if io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? != length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(_) => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
        Ok(())
    }

    /// Leaves a frame that was read to its end, if its checksum is right.
    fn end(&mut self) -> io::Result<()> {
        let said = self.decoder.get_checksum_from_data();
        if said.is_some() && said != self.decoder.get_calculated_checksum() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.state = State::Between;
        Ok(())
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            self.begin()?;
            if self.state == State::Between || out.is_empty() {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let decoded =
                    self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            }
            let count = self.decoder.read(out)?;
            if count > 0 {
                return Ok(count);
            }
            self.end()?;
        }
    }
}
