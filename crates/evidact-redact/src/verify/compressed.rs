//! One file in gzip, bzip2, xz or Zstandard: its content, the fields of its header, nothing behind it.

use super::check::{Check, Fresh};
use super::{Leak, zip};
use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
}

/// More memory than this no decoder gets for its window.
const MAX_WINDOW: u64 = 256 << 20;
/// Headers with more text than this are no headers.
const MAX_FIELDS: usize = 1 << 20;

/// Looks at the content, at every field, and at what stands behind the last member.
pub(super) fn check(check: Check<'_>, codec: Codec, reader: &mut dyn Read) -> Result<(), Leak> {
    let reader = BufReader::new(reader);
    let fields = match codec {
        Codec::Gzip => members::<GzDecoder<_>>(check, reader)?,
        Codec::Bzip2 => members::<BzDecoder<_>>(check, reader)?,
        Codec::Zstd => members::<Zstd<_>>(check, reader)?,
        Codec::Xz => {
            let limit = u32::try_from(MAX_WINDOW >> 10).unwrap_or(u32::MAX);
            let mut content = check.bounded(XzReader::new_mem_limit(reader, true, limit));
            check.stream(&mut content)?;
            let mut rest = content.into_inner().into_inner();
            match rest.fill_buf() {
                Ok([]) => Vec::new(),
                Ok(_) => return Err(zip::UNACCOUNTED),
                Err(_) => return Err(zip::UNREADABLE),
            }
        }
    };
    check.text(&fields, Fresh::OfItsOwnForm).map_err(|leak| Leak { layer: "archive fields", ..leak })
}

fn members<M: Member>(check: Check<'_>, reader: M::Inner) -> Result<Vec<u8>, Leak> {
    let first = M::open(reader).map_err(|_| zip::UNREADABLE)?;
    let all = Members { current: Some(first), fields: Vec::new() };
    let mut content = check.bounded(all);
    check.stream(&mut content)?;
    let mut all = content.into_inner();
    // The content was read to its end, and so were all members, or there would have been an error.
    match all.current.take() {
        None => Ok(all.fields),
        Some(_) => Err(zip::UNACCOUNTED),
    }
}

/// One of several compressed members that stand one behind the other and are one file.
trait Member: Read + Sized {
    type Inner: BufRead;

    fn open(inner: Self::Inner) -> io::Result<Self>;

    /// Gives back the reader behind the member, and the text of its header.
    fn close(self, fields: &mut Vec<u8>) -> Self::Inner;
}

struct Members<M> {
    current: Option<M>,
    fields: Vec<u8>,
}

impl<M: Member> Read for Members<M> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            let Some(member) = &mut self.current else { return Ok(0) };
            let count = member.read(out)?;
            if count > 0 {
                return Ok(count);
            }
            let Some(member) = self.current.take() else { return Ok(0) };
            let mut rest = member.close(&mut self.fields);
            if self.fields.len() > MAX_FIELDS {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if !rest.fill_buf()?.is_empty() {
                self.current = Some(M::open(rest)?);
            }
        }
    }
}

impl<R: BufRead> Member for GzDecoder<R> {
    type Inner = R;

    fn open(inner: R) -> io::Result<Self> {
        Ok(Self::new(inner))
    }

    fn close(self, fields: &mut Vec<u8>) -> R {
        if let Some(header) = self.header() {
            for field in [header.filename(), header.comment(), header.extra()].into_iter().flatten() {
                fields.extend_from_slice(field);
                fields.push(b'\n');
            }
        }
        self.into_inner()
    }
}

impl<R: BufRead> Member for BzDecoder<R> {
    type Inner = R;

    fn open(inner: R) -> io::Result<Self> {
        Ok(Self::new(inner))
    }

    fn close(self, _fields: &mut Vec<u8>) -> R {
        self.into_inner()
    }
}

/// A frame of Zstandard. One that is to be skipped is an error: it may hold anything.
struct Zstd<R: Read>(StreamingDecoder<R, ruzstd::decoding::FrameDecoder>);

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R: BufRead> Member for Zstd<R> {
    type Inner = R;

    fn open(inner: R) -> io::Result<Self> {
        // The words of the decoder are dropped.
        let decoder = StreamingDecoder::new_with_max_window_size(inner, MAX_WINDOW);
        decoder.map(Self).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    fn close(self, _fields: &mut Vec<u8>) -> R {
        self.0.into_inner()
    }
}
