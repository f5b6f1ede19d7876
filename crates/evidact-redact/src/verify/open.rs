//! Tells what a file is by its own look at the bytes, and opens it.

use super::compressed::{self, Codec};
use super::image::Image;
use super::{Check, Fresh, Leak, image, mail, pdf, tar, text, zip};
use evidact_raw::Blob;
use std::io::{Cursor, Read};

/// How many bytes are looked at.
const HEAD_BYTES: u64 = 1 << 16;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Tar,
    Compressed(Codec),
    Pdf,
    Image(Image),
    /// A message or mailbox.
    Mail,
    Text,
    /// Something that no copy is made of.
    Binary,
}

/// Bytes, and what they mean.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"PK\x07\x08", Kind::Zip),
    (b"\x1F\x8B", Kind::Compressed(Codec::Gzip)),
    (b"\xFD7zXZ\0", Kind::Compressed(Codec::Xz)),
    (b"\x28\xB5\x2F\xFD", Kind::Compressed(Codec::Zstd)),
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n\x1A\n", Kind::Image(Image::Png)),
    (b"\xFF\xD8\xFF", Kind::Image(Image::Jpeg)),
    (b"GIF87a", Kind::Image(Image::Gif)),
    (b"GIF89a", Kind::Image(Image::Gif)),
    (b"II*\0", Kind::Image(Image::Tiff)),
    (b"MM\0*", Kind::Image(Image::Tiff)),
    (b"SQLite format 3\0", Kind::Binary),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Binary),
    (b"7z\xBC\xAF\x27\x1C", Kind::Binary),
    (b"Rar!\x1A\x07", Kind::Binary),
    (b"\x7FELF", Kind::Binary),
];

impl Kind {
    /// Tells the kind by the first bytes, up to all of them.
    pub(super) fn of(head: &[u8]) -> Self {
        if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            return *kind;
        }
        let block: &[&[u8]] = &[b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"];
        if head.starts_with(b"BZh") && head.get(4..10).is_some_and(|mark| block.contains(&mark)) {
            return Self::Compressed(Codec::Bzip2);
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Self::Image(Image::Webp);
        }
        if tar::is_header(head) {
            return Self::Tar;
        }
        if !is_text(head) {
            return Self::Binary;
        }
        if mail::is_mail(head) { Self::Mail } else { Self::Text }
    }
}

/// Says whether bytes are text of any encoding: few control bytes, or every other byte a zero.
fn is_text(head: &[u8]) -> bool {
    let sample = head.get(..head.len().min(HEAD_BYTES as usize)).unwrap_or_default();
    let control = |b: &&u8| matches!(b, 0..=6 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = sample.iter().filter(control).count();
    controls * 3 <= sample.len()
        || text::Encoding::of(sample) != text::Encoding::Bytes
        || sample.starts_with(b"\xFF\xFE")
        || sample.starts_with(b"\xFE\xFF")
}

impl Check<'_> {
    /// Opens a file in memory or on disk.
    pub(super) fn blob(self, source: &Blob) -> Result<(), Leak> {
        if let Some(bytes) = source.memory() {
            return self.bytes(bytes);
        }
        let unreadable = Leak::of("file", "evidact.unreadable-file");
        let head = source.head(HEAD_BYTES as usize).map_err(|_| unreadable)?;
        if Kind::of(head.expose()) == Kind::Zip {
            return zip::check(self.deeper()?, &mut source.reader(), source.len());
        }
        self.stream(&mut source.reader())
    }

    /// Opens what is in memory.
    pub(super) fn bytes(self, bytes: &[u8]) -> Result<(), Leak> {
        match Kind::of(bytes) {
            Kind::Zip => zip::check(self.deeper()?, &mut Cursor::new(bytes), bytes.len() as u64),
            // Readers of archives look for their end, whatever stands before it.
            _ if zip::has_end(bytes) => Err(zip::UNACCOUNTED),
            Kind::Pdf => self.pdf(bytes),
            Kind::Image(kind) => image::check(kind, bytes),
            Kind::Mail => mail::check(self.deeper()?, bytes),
            Kind::Tar | Kind::Compressed(_) | Kind::Text | Kind::Binary => self.stream(&mut &*bytes),
        }
    }

    /// Opens what comes out of a reader. Reads it to its end.
    pub(super) fn stream(self, reader: &mut dyn Read) -> Result<(), Leak> {
        let mut head = Vec::new();
        let read = Read::take(&mut *reader, HEAD_BYTES).read_to_end(&mut head);
        read.map_err(|_| Leak::of("file", "evidact.unreadable-file"))?;
        let kind = Kind::of(&head);
        let mut all = head.as_slice().chain(reader);
        match kind {
            Kind::Binary => Err(Leak::of("file", "evidact.unexpected-binary")),
            Kind::Tar => tar::check(self.deeper()?, &mut all),
            Kind::Compressed(codec) => compressed::check(self.deeper()?, codec, &mut all),
            Kind::Text => text::check(self, &mut all, Fresh::Sure),
            Kind::Zip | Kind::Pdf | Kind::Image(_) | Kind::Mail => {
                let bytes = self.whole(&mut all)?;
                self.bytes(&bytes)
            }
        }
    }

    /// Looks through every layer of a PDF.
    fn pdf(self, bytes: &[u8]) -> Result<(), Leak> {
        let check = self.deeper()?;
        let content =
            pdf::read(bytes).map_err(|pdf::Unreadable| Leak::of("file", "evidact.unreadable-pdf"))?;
        check.broken_lines(("page text", "page text, lines joined"), &content.lines, Fresh::OfItsOwnForm)?;
        for (layer, text) in &content.parts {
            // What stands beside each other on a page may be two cells; only known values count there.
            let fresh = if layer.ends_with("by place") { Fresh::Ignored } else { Fresh::OfItsOwnForm };
            check.layer(layer, text, fresh)?;
        }
        Ok(())
    }
}
