//! From the bytes of a file to text and back: byte order marks, UTF-16, legacy encodings.
//!
//! Writing never re-encodes what was not edited: edits are mapped to the bytes of the file and spliced there.

use crate::write::Splice;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, WINDOWS_1252};
use evidact_model::{Span, Withheld};
use evidact_raw::RawBytes;

/// How the bytes of a file become text.
enum Codec {
    /// They are the text, valid UTF-8 or not.
    Bytes,
    Utf16 {
        order: ByteOrder,
    },
    /// One byte, one character.
    Table(Box<[char; 256]>),
    /// A legacy encoding with characters of several bytes; the source was well-formed in it.
    Multi(&'static Encoding),
}

#[derive(Clone, Copy)]
enum ByteOrder {
    Little,
    Big,
}

/// A character of the source: how many bytes it takes there, and what it is as UTF-8.
struct Unit {
    source_len: usize,
    utf8: [u8; 8],
    utf8_len: usize,
}

impl Unit {
    fn of(source_len: usize, c: char) -> Self {
        let mut utf8 = [0; 8];
        let utf8_len = c.encode_utf8(&mut utf8).len();
        Self { source_len, utf8, utf8_len }
    }

    fn bytes(&self) -> &[u8] {
        self.utf8.get(..self.utf8_len).unwrap_or_default()
    }
}

/// The text of a source, and the way back.
pub(crate) struct Decoded {
    codec: Codec,
    /// The length of the byte order mark, which is not part of the text.
    mark: usize,
    /// The text, unless it is the source itself.
    text: Option<RawBytes>,
    /// Offsets in text and source that belong together, ascending.
    checkpoints: Vec<(usize, usize)>,
}

/// How many source bytes lie between two checkpoints: bounds the work to map one offset.
const CHECKPOINT_BYTES: usize = 512;

impl Decoded {
    pub(crate) fn of(source: &[u8]) -> Self {
        let (codec, mark) = detect(source);
        Self::with(codec, mark, source)
    }

    /// Takes bytes as they are.
    pub(crate) fn utf8() -> Self {
        Self::with(Codec::Bytes, 0, &[])
    }

    fn with(codec: Codec, mark: usize, source: &[u8]) -> Self {
        let mut decoded = Self { codec, mark, text: None, checkpoints: Vec::new() };
        if matches!(decoded.codec, Codec::Bytes) {
            return decoded;
        }
        let mut text = Vec::with_capacity(decoded.codec.text_capacity(source));
        let mut at = mark;
        let mut next = at;
        while let Some(unit) = decoded.codec.unit(source, at) {
            if at >= next {
                decoded.checkpoints.push((text.len(), at));
                next = at + CHECKPOINT_BYTES;
            }
            text.extend_from_slice(unit.bytes());
            at += unit.source_len;
        }
        decoded.text = Some(RawBytes::new(text));
        decoded
    }

    pub(crate) fn is_transcoded(&self) -> bool {
        self.text.is_some()
    }

    pub(crate) fn text<'a>(&'a self, source: &'a [u8]) -> &'a [u8] {
        match &self.text {
            Some(text) => text.expose(),
            None => source.get(self.mark..).unwrap_or_default(),
        }
    }

    /// Reads what was written, in the same encoding (it is not guessed again).
    pub(crate) fn text_again(&self, written: &[u8]) -> Self {
        let codec = match &self.codec {
            Codec::Bytes => Codec::Bytes,
            Codec::Utf16 { order } => Codec::Utf16 { order: *order },
            Codec::Table(table) => Codec::Table(table.clone()),
            Codec::Multi(encoding) => Codec::Multi(encoding),
        };
        Self::with(codec, self.mark, written)
    }

    /// Says whether what was written reads as `before` with the splices: no placeholder may melt into the
    /// bytes around it, as the second half of a character.
    pub(crate) fn agrees(&self, before: &[u8], written: &[u8], splices: &[Splice]) -> bool {
        if !self.is_transcoded() {
            return true;
        }
        let mut source_at = self.mark;
        let mut reads = |mut part: &[u8]| {
            while !part.is_empty() {
                let Some(unit) = self.codec.unit(written, source_at) else { return false };
                let Some(rest) = part.strip_prefix(unit.bytes()) else { return false };
                part = rest;
                source_at += unit.source_len;
            }
            true
        };
        let mut at = 0;
        for splice in splices {
            if !reads(before.get(at..splice.start).unwrap_or_default()) || !reads(&splice.put) {
                return false;
            }
            at = splice.end;
        }
        reads(before.get(at..).unwrap_or_default()) && source_at == written.len()
    }

    pub(crate) fn source_span(&self, source: &[u8], span: Span) -> Span {
        let mut walk = Walk::new(self, source);
        let start = walk.source_offset(span.start(), Edge::Start);
        let end = walk.source_offset(span.end(), Edge::End);
        Span::new(start, end).unwrap_or(span)
    }

    /// Returns the source with the splices (sorted, disjoint, in text coordinates) applied.
    pub(crate) fn splice(&self, source: &[u8], splices: &[Splice]) -> Result<RawBytes, Withheld> {
        let added: usize = splices.iter().map(|s| s.put.len()).sum();
        let width = if matches!(self.codec, Codec::Utf16 { .. }) { 2 } else { 1 };
        let mut out = Vec::with_capacity(source.len() + added * width);
        let mut walk = Walk::new(self, source);
        let mut at = 0;
        for splice in splices {
            let start = walk.source_offset(splice.start, Edge::Start).max(at);
            let end = walk.source_offset(splice.end, Edge::End).max(start);
            out.extend_from_slice(source.get(at..start).ok_or(Withheld::Internal)?);
            self.codec.encode(&splice.put, &mut out);
            at = end;
        }
        out.extend_from_slice(source.get(at..).ok_or(Withheld::Internal)?);
        Ok(RawBytes::new(out))
    }
}

impl Codec {
    /// Estimates the length of the text, so that it need not grow while it is built.
    fn text_capacity(&self, source: &[u8]) -> usize {
        let wide = || source.iter().filter(|b| !b.is_ascii()).count();
        match self {
            Self::Bytes | Self::Multi(_) => source.len() + wide() / 2,
            Self::Utf16 { .. } => source.len() / 2,
            Self::Table(_) => source.len() + wide(),
        }
    }

    fn unit(&self, source: &[u8], at: usize) -> Option<Unit> {
        let first = *source.get(at)?;
        Some(match self {
            Self::Bytes => Unit { source_len: 1, utf8: [first, 0, 0, 0, 0, 0, 0, 0], utf8_len: 1 },
            Self::Table(table) => Unit::of(1, table[usize::from(first)]),
            Self::Utf16 { order } => utf16_unit(source, at, *order),
            Self::Multi(encoding) => multi_unit(encoding, source, at),
        })
    }

    /// Appends replacement text, which is ASCII.
    fn encode(&self, ascii: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Utf16 { order: ByteOrder::Little } => out.extend(ascii.iter().flat_map(|&b| [b, 0])),
            Self::Utf16 { order: ByteOrder::Big } => out.extend(ascii.iter().flat_map(|&b| [0, b])),
            _ => out.extend_from_slice(ascii),
        }
    }
}

fn utf16_unit(source: &[u8], at: usize, order: ByteOrder) -> Unit {
    let word = |at: usize| {
        let pair = [*source.get(at)?, *source.get(at + 1)?];
        Some(match order {
            ByteOrder::Little => u16::from_le_bytes(pair),
            ByteOrder::Big => u16::from_be_bytes(pair),
        })
    };
    let Some(first) = word(at) else { return Unit::of(1, char::REPLACEMENT_CHARACTER) };
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Unit::of(2, c);
    }
    match word(at + 2).map(|second| char::decode_utf16([first, second]).next()) {
        Some(Some(Ok(c))) => Unit::of(4, c),
        _ => Unit::of(2, char::REPLACEMENT_CHARACTER),
    }
}

fn multi_unit(encoding: &'static Encoding, source: &[u8], at: usize) -> Unit {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut utf8 = [0; 8];
    for len in 1..=4 {
        let Some(byte) = source.get(at + len - 1..at + len) else { break };
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(byte, &mut utf8, false);
        if written > 0 {
            return Unit { source_len: len, utf8, utf8_len: written };
        }
        if matches!(result, DecoderResult::Malformed(..)) {
            break;
        }
    }
    Unit::of(1, char::REPLACEMENT_CHARACTER)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Maps ascending text offsets to source offsets; linear over a whole document.
struct Walk<'a> {
    decoded: &'a Decoded,
    source: &'a [u8],
    text_at: usize,
    source_at: usize,
}

impl<'a> Walk<'a> {
    fn new(decoded: &'a Decoded, source: &'a [u8]) -> Self {
        Self { decoded, source, text_at: 0, source_at: decoded.mark }
    }

    /// An offset inside a character goes to that character's start or end, as the edge says.
    fn source_offset(&mut self, offset: usize, edge: Edge) -> usize {
        if !self.decoded.is_transcoded() {
            return offset + self.decoded.mark;
        }
        let points = &self.decoded.checkpoints;
        let i = points.partition_point(|p| p.0 <= offset);
        if let Some(&(text, source)) = points.get(i.saturating_sub(1))
            && (text > self.text_at || offset < self.text_at)
        {
            (self.text_at, self.source_at) = (text, source);
        }
        while self.text_at < offset {
            let Some(unit) = self.decoded.codec.unit(self.source, self.source_at) else { break };
            if self.text_at + unit.utf8_len > offset && edge == Edge::Start {
                break;
            }
            self.text_at += unit.utf8_len;
            self.source_at += unit.source_len;
        }
        self.source_at
    }
}

fn detect(source: &[u8]) -> (Codec, usize) {
    if source.starts_with(b"\xEF\xBB\xBF") {
        return (Codec::Bytes, 3);
    }
    if source.starts_with(b"\xFF\xFE") {
        return (Codec::Utf16 { order: ByteOrder::Little }, 2);
    }
    if source.starts_with(b"\xFE\xFF") {
        return (Codec::Utf16 { order: ByteOrder::Big }, 2);
    }
    if let Some(order) = unmarked_utf16(source) {
        return (Codec::Utf16 { order }, 0);
    }
    (legacy(source).unwrap_or(Codec::Bytes), 0)
}

/// Recognises UTF-16 without a mark by the zero halves of its ASCII characters.
fn unmarked_utf16(source: &[u8]) -> Option<ByteOrder> {
    let head = source.get(..source.len().min(4096))?;
    let (pairs, _) = head.as_chunks::<2>();
    if pairs.len() < 4 {
        return None;
    }
    let text = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | 0x20..=0x7E);
    let little = pairs.iter().filter(|p| p[1] == 0 && text(p[0])).count();
    let big = pairs.iter().filter(|p| p[0] == 0 && text(p[1])).count();
    let enough = pairs.len() * 7 / 10;
    match (little > enough, big > enough) {
        (true, false) => Some(ByteOrder::Little),
        (false, true) => Some(ByteOrder::Big),
        _ => None,
    }
}

/// Recognises a legacy encoding: more bytes that UTF-8 does not know than characters that it does.
fn legacy(source: &[u8]) -> Option<Codec> {
    if std::str::from_utf8(source).is_ok() {
        return None;
    }
    let (mut unknown, mut known) = (0_usize, 0_usize);
    let mut first = None;
    let mut at = 0;
    for chunk in source.utf8_chunks() {
        known += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            unknown += 1;
            first.get_or_insert(at);
        }
        at += chunk.invalid().len();
    }
    if unknown <= known || memchr::memchr(0, source).is_some() {
        return None;
    }
    let from = first?.saturating_sub(1024);
    let sample = source.get(from..source.len().min(from + (1 << 20)))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    Some(if guess.is_single_byte() {
        table(guess).or_else(|| table(WINDOWS_1252))?
    } else if guess.decode_without_bom_handling_and_without_replacement(source).is_some() {
        Codec::Multi(guess)
    } else {
        table(WINDOWS_1252)?
    })
}

/// Builds the table of a single-byte encoding; bytes it does not define stand for themselves.
fn table(encoding: &'static Encoding) -> Option<Codec> {
    let mut table = Box::new(['\0'; 256]);
    for byte in 0..=255_u8 {
        let bytes = [byte];
        let c = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
        let c = c.and_then(|s| s.chars().next()).unwrap_or(char::from(byte));
        *table.get_mut(usize::from(byte))? = c;
    }
    Some(Codec::Table(table))
}

#[cfg(test)]
mod tests {
    use super::Decoded;
    use crate::write::Splice;
    use evidact_model::Span;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn reads_utf16_with_and_without_a_mark() {
        for mark in [&b""[..], b"\xFF\xFE"] {
            let source = [mark, &utf16le("password=hunter2 and some more text\r\n")].concat();
            let decoded = Decoded::of(&source);
            assert!(decoded.text(&source) == b"password=hunter2 and some more text\r\n");
        }
    }

    #[test]
    fn splices_in_the_encoding_of_the_source() {
        let source = [b"\xFF\xFE".to_vec(), utf16le("é😀 secret!")].concat();
        let decoded = Decoded::of(&source);
        let at = "é😀 ".len();
        let splice = Splice { start: at, end: at + 6, put: b"[X:01]".to_vec() };
        let out = decoded.splice(&source, &[splice]).expect("in bounds");
        assert!(out.expose() == [b"\xFF\xFE".to_vec(), utf16le("é😀 [X:01]!")].concat());
    }

    #[test]
    fn maps_a_legacy_encoding_byte_by_byte() {
        let source = b"Stra\xDFe des Gl\xFCcks, K\xF6ln: geheim".to_vec();
        let decoded = Decoded::of(&source);
        let text = decoded.text(&source).to_vec();
        let at = memchr::memmem::find(&text, b"geheim").expect("kept");
        let span = decoded.source_span(&source, Span::new(at, at + 6).expect("not empty"));
        assert!(source.get(span.range()) == Some(b"geheim"));
    }

    #[test]
    fn reads_shift_jis_and_maps_back() {
        let (source, _, _) =
            encoding_rs::SHIFT_JIS.encode("これはテストの文章です。パスワードは secret です。");
        let decoded = Decoded::of(&source);
        let text = decoded.text(&source).to_vec();
        assert!(std::str::from_utf8(&text).is_ok_and(|t| t.contains("パスワード")));
        let at = memchr::memmem::find(&text, b"secret").expect("kept");
        let span = decoded.source_span(&source, Span::new(at, at + 6).expect("not empty"));
        assert!(source.get(span.range()) == Some(b"secret"));
    }

    #[test]
    fn keeps_mostly_utf8_as_bytes() {
        let source =
            "Müller, Größe, naïve \u{20ac}".as_bytes().iter().copied().chain([0xFF]).collect::<Vec<_>>();
        let decoded = Decoded::of(&source);
        assert!(decoded.text(&source) == source);
    }
}
