//! What an image file holds beside its pixels, block by block. Reads positions only; nothing is decoded.

use evidact_model::Format;

/// A block of an image file.
pub(super) struct Block<'b> {
    /// What it is called there.
    pub(super) label: String,
    pub(super) content: Content<'b>,
}

/// What a block holds.
pub(super) enum Content<'b> {
    /// Text, or bytes in which some may stand.
    Plain(&'b [u8]),
    /// The same, compressed by zlib.
    Deflated(&'b [u8]),
    /// Fields as those of a TIFF file.
    Exif(&'b [u8]),
    /// Anything, such as what follows the image.
    Foreign(&'b [u8]),
}

/// Returns the blocks that are no pixels, in their order.
pub(super) fn read(format: Format, bytes: &[u8]) -> Vec<Block<'_>> {
    let mut out = Blocks { bytes, found: Vec::new() };
    match format {
        Format::Png => out.png(),
        Format::Jpeg => out.jpeg(),
        Format::Gif => out.gif(),
        Format::Webp => out.webp(),
        _ => out.push("exif", Content::Exif(bytes)),
    }
    out.found
}

struct Blocks<'b> {
    bytes: &'b [u8],
    found: Vec<Block<'b>>,
}

impl<'b> Blocks<'b> {
    fn push(&mut self, label: &str, content: Content<'b>) {
        self.found.push(Block { label: label.to_owned(), content });
    }

    fn trailing(&mut self, from: usize) {
        let rest = self.bytes.get(from..).unwrap_or_default();
        if !rest.is_empty() {
            self.push("trailing", Content::Foreign(rest));
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// PNG (W3C, third edition, section 11): chunks with a length, a type and a checksum.
    fn png(&mut self) {
        let mut at = 8;
        while let Some(head) = self.bytes.get(at..at + 8) {
            let (length, kind) = head.split_at(4);
            let length = length.iter().fold(0_usize, |n, &b| n << 8 | usize::from(b));
            let Some(data) = self.bytes.get(at + 8..at + 8 + length) else { break };
            self.png_chunk(kind, data);
            at += 12 + length;
            if kind == b"IEND" {
                break;
            }
        }
        self.trailing(at);
    }

    fn png_chunk(&mut self, kind: &[u8], data: &'b [u8]) {
        let (keyword, rest) = split(data);
        let label = String::from_utf8_lossy(keyword).into_owned();
        match kind {
            b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS" | b"fdAT" | b"fcTL" | b"acTL" | b"gAMA"
            | b"cHRM" | b"sRGB" | b"bKGD" | b"pHYs" | b"sBIT" | b"hIST" | b"cICP" => {}
            b"tEXt" => self.found.push(Block { label, content: Content::Plain(rest) }),
            b"zTXt" | b"iCCP" => {
                let deflated = rest.get(1..).unwrap_or_default();
                self.found.push(Block { label, content: Content::Deflated(deflated) });
            }
            b"iTXt" => {
                let is_deflated = rest.first() == Some(&1);
                let (_, rest) = split(rest.get(2..).unwrap_or_default());
                let (_, text) = split(rest);
                let content = if is_deflated { Content::Deflated(text) } else { Content::Plain(text) };
                self.found.push(Block { label, content });
            }
            b"eXIf" => self.push("exif", Content::Exif(data)),
            _ => self.push("chunk", Content::Plain(data)),
        }
    }

    /// JPEG (ITU T.81, annex B): segments behind markers; after a scan header come entropy-coded bytes.
    fn jpeg(&mut self) {
        let mut at = 2;
        loop {
            let Some(marker) = self.next_marker(&mut at) else { return };
            match marker {
                0xD9 => break,
                0x01 | 0xD0..=0xD8 => continue,
                _ => {}
            }
            let length = self.bytes.get(at..at + 2).map_or(0, |l| usize::from(l[0]) << 8 | usize::from(l[1]));
            let Some(data) = self.bytes.get(at + 2..at + length.max(2)) else { return };
            self.jpeg_segment(marker, data);
            at += length.max(2);
        }
        self.trailing(at);
    }

    /// Moves behind the next marker. `FF 00` and restarts are bytes of a scan.
    fn next_marker(&self, at: &mut usize) -> Option<u8> {
        loop {
            let found = memchr::memchr(0xFF, self.bytes.get(*at..)?)?;
            *at += found + 1;
            while self.byte(*at) == Some(0xFF) {
                *at += 1;
            }
            let marker = self.byte(*at)?;
            *at += 1;
            if marker != 0 && !(0xD0..=0xD7).contains(&marker) {
                return Some(marker);
            }
        }
    }

    fn jpeg_segment(&mut self, marker: u8, data: &'b [u8]) {
        match marker {
            0xE1 if data.starts_with(b"Exif\0") => {
                self.push("exif", Content::Exif(data.get(6..).unwrap_or_default()));
            }
            0xE1 if data.starts_with(b"http:") => {
                let (_, text) = split(data);
                self.push("xmp", Content::Plain(text));
            }
            // The marker of the format itself: a version and densities, then perhaps a thumbnail.
            0xE0 if data.starts_with(b"JFIF\0") && data.len() <= 14 => {}
            0xEE if data.starts_with(b"Adobe") && data.len() <= 12 => {}
            0xE0..=0xEF => self.push("segment", Content::Plain(data)),
            0xFE => self.push("comment", Content::Plain(data)),
            _ => {}
        }
    }

    /// GIF 89a: a screen, then blocks until `3B`.
    fn gif(&mut self) {
        let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
        let mut at = 13 + self.byte(10).map_or(0, table);
        loop {
            match self.byte(at) {
                Some(0x21) => {
                    let kind = self.byte(at + 1);
                    let start = at + 2;
                    at = self.sub_blocks(start);
                    let data = self.bytes.get(start..at).unwrap_or_default();
                    match kind {
                        Some(0xF9) => {}
                        Some(0xFF) if data.get(1..12) == Some(b"NETSCAPE2.0") && data.len() <= 17 => {}
                        Some(0xFE) => self.push("comment", Content::Plain(data)),
                        _ => self.push("extension", Content::Plain(data)),
                    }
                }
                Some(0x2C) => at = self.sub_blocks(at + 11 + self.byte(at + 9).map_or(0, table)),
                Some(0x3B) => break self.trailing(at + 1),
                _ => break self.trailing(at),
            }
        }
    }

    /// Returns the place behind a run of blocks with a length byte each, which one of length 0 ends.
    fn sub_blocks(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.byte(at) {
                None => return self.bytes.len(),
                Some(0) => return at + 1,
                Some(length) => at += 1 + usize::from(length),
            }
        }
    }

    /// `WebP`: chunks with a type and a length, padded to even.
    fn webp(&mut self) {
        let word = |at: usize| {
            let bytes = self.bytes.get(at..at + 4).unwrap_or_default();
            bytes.iter().rev().fold(0_usize, |n, &b| n << 8 | usize::from(b))
        };
        let end = (8 + word(4)).min(self.bytes.len());
        let mut at = 12;
        let mut found = Vec::new();
        while let Some(kind) = self.bytes.get(at..at + 4).filter(|_| at < end) {
            let length = word(at + 4);
            let data = self.bytes.get(at + 8..(at + 8 + length).min(self.bytes.len())).unwrap_or_default();
            let content = match kind {
                b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" => None,
                b"EXIF" => Some(("exif", Content::Exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data)))),
                b"XMP " => Some(("xmp", Content::Plain(data))),
                _ => Some(("chunk", Content::Plain(data))),
            };
            found.extend(content.map(|(label, content)| Block { label: label.to_owned(), content }));
            at += 8 + length + length % 2;
        }
        self.found = found;
        self.trailing(end);
    }
}

/// Cuts at the first NUL, which goes.
fn split(data: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(0, data) {
        Some(at) => (data.get(..at).unwrap_or_default(), data.get(at + 1..).unwrap_or_default()),
        None => (data, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, read};
    use evidact_model::Format;

    fn labels(format: Format, bytes: &[u8]) -> Vec<String> {
        read(format, bytes).into_iter().map(|b| b.label).collect()
    }

    #[test]
    fn what_follows_the_end_of_an_image_is_found() {
        let jpeg = b"\xFF\xD8\xFF\xFE\0\x06note\xFF\xDA\0\x02ab\xFF\x00c\xFF\xD9after";
        assert_eq!(labels(Format::Jpeg, jpeg), ["comment", "trailing"]);
        let gif =
            b"GIF89a\x01\0\x01\0\0\0\0\x21\xFE\x04note\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x4C\x01\0;after";
        assert_eq!(labels(Format::Gif, gif), ["comment", "trailing"]);
        let webp = b"RIFF\x10\0\0\0WEBPXMP \x04\0\0\0noteafter";
        assert_eq!(labels(Format::Webp, webp), ["xmp", "trailing"]);
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\x08tEXtkey\0note....\0\0\0\0IEND....after";
        assert_eq!(labels(Format::Png, png), ["key", "trailing"]);
    }

    #[test]
    fn text_of_every_kind_of_chunk_is_told_apart() {
        let png = b"\x89PNG\r\n\x1A\n\0\0\0\x0BiTXtk\0\x01\0en\0x\0zz....\0\0\0\x05zTXtk\0\0zz....";
        let kinds: Vec<bool> =
            read(Format::Png, png).iter().map(|b| matches!(b.content, Content::Deflated(b"zz"))).collect();
        assert_eq!(kinds, [true, true]);
    }

    #[test]
    fn lengths_that_lie_end_the_reading() {
        for format in [Format::Png, Format::Jpeg, Format::Gif, Format::Webp, Format::Tiff] {
            for length in 0..60 {
                read(format, &vec![0xFF; length]);
                read(format, &vec![0x21; length]);
                read(format, &[&b"RIFF\xFF\xFF\xFF\xFFWEBPEXIF"[..], &vec![0xFE; length]].concat());
            }
        }
    }
}
