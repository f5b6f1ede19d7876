//! Looks at text, block by block: its size does not matter.

use super::check::{Check, Fresh};
use super::{Leak, decode, layers};
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// How much is looked at at once.
const BLOCK: usize = 8 << 20;
/// How much is seen of the block before and the one after, so that nothing across a border is missed: more
/// than the longest form of a known value.
const CONTEXT: usize = 64 << 10;

/// How text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Bytes,
    LittleEndian,
    BigEndian,
}

impl Encoding {
    /// Tells it by a mark, or by the zero halves of UTF-16.
    pub(super) fn of(head: &[u8]) -> Self {
        match head {
            [0xFF, 0xFE, ..] => return Self::LittleEndian,
            [0xFE, 0xFF, ..] => return Self::BigEndian,
            _ => {}
        }
        let (pairs, _) = head.get(..head.len().min(4096)).unwrap_or_default().as_chunks::<2>();
        let zeros = |at: usize| pairs.iter().filter(|p| p[at] == 0 && p[1 - at] >= 9).count();
        let enough = pairs.len() / 2;
        match (zeros(1) > enough, zeros(0) > enough) {
            (true, false) => Self::LittleEndian,
            (false, true) => Self::BigEndian,
            _ => Self::Bytes,
        }
    }

    /// Returns the text without its mark.
    fn decoded(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        let wide = |from| {
            let bytes = match bytes {
                [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => rest,
                _ => bytes,
            };
            Cow::Owned(decode::utf16(bytes, from))
        };
        match self {
            Self::Bytes => Cow::Borrowed(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
            Self::LittleEndian => wide(u16::from_le_bytes),
            Self::BigEndian => wide(u16::from_be_bytes),
        }
    }

    /// Returns where a block may end, near `end`: behind a line, or at least between two characters.
    fn border(self, bytes: &[u8], end: usize) -> usize {
        if self != Self::Bytes {
            return end & !1;
        }
        let low = end.saturating_sub(CONTEXT);
        let window = bytes.get(low..end).unwrap_or_default();
        match memchr::memrchr(b'\n', window) {
            Some(newline) => low + newline + 1,
            None => (end.saturating_sub(3)..=end).rev().find(|&i| is_boundary(bytes.get(i))).unwrap_or(end),
        }
    }
}

fn is_boundary(byte: Option<&u8>) -> bool {
    byte.is_none_or(|b| b & 0xC0 != 0x80)
}

/// Looks through every layer of a text.
pub(super) fn check(check: Check<'_>, reader: &mut dyn Read, fresh: Fresh) -> Result<(), Leak> {
    let mut raw = Vec::new();
    let mut own = 0;
    let mut known = None;
    loop {
        let want = own + BLOCK + CONTEXT;
        let missing = want.saturating_sub(raw.len()) as u64;
        let read = Read::take(&mut *reader, missing).read_to_end(&mut raw);
        read.map_err(|_| Leak::of("file", "evidact.unreadable-file"))?;
        let encoding = *known.get_or_insert_with(|| Encoding::of(&raw));
        if raw.len() < want {
            return block(check, encoding, &raw, own..raw.len(), fresh);
        }
        let end = encoding.border(&raw, own + BLOCK);
        block(check, encoding, &raw, own..end, fresh)?;
        let keep = encoding.border(&raw, end.saturating_sub(CONTEXT).max(2));
        raw.drain(..keep);
        own = end - keep;
    }
}

/// Looks at the findings of `own`, and at known values everywhere.
fn block(
    check: Check<'_>,
    encoding: Encoding,
    raw: &[u8],
    own: Range<usize>,
    fresh: Fresh,
) -> Result<(), Leak> {
    let text = encoding.decoded(raw);
    let own = if encoding == Encoding::Bytes {
        let mark = raw.len() - text.len();
        own.start.saturating_sub(mark)..own.end
    } else {
        let before = raw.get(..own.start).unwrap_or_default();
        encoding.decoded(before).len()..text.len()
    };
    check.peeled(&text, own, fresh)?;
    if encoding == Encoding::Bytes && std::str::from_utf8(&text).is_err() {
        let (western, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&text);
        check.layer("Western letters", western.as_bytes(), Fresh::Ignored)?;
    }
    Ok(())
}

impl Check<'_> {
    /// Looks at a text and at everything that can be decoded from it.
    pub(super) fn text(self, bytes: &[u8], fresh: Fresh) -> Result<(), Leak> {
        check(self, &mut &*bytes, fresh)
    }

    fn peeled(self, text: &[u8], own: Range<usize>, fresh: Fresh) -> Result<(), Leak> {
        let mut result = Ok(());
        layers::for_each(text, &mut |layer, decoded| {
            if result.is_err() {
                return;
            }
            result = match layer {
                layers::SURFACE => self.layer_in(layer, decoded, own.clone(), fresh),
                // Joined lines and cells and decoded noise make text nobody wrote; only known values count there.
                layers::JOINED | layers::GLUED_MARKUP | layers::NOISE => {
                    self.layer(layer, decoded, Fresh::Ignored)
                }
                layers::FILE => self.embedded(decoded),
                _ => self.layer(layer, decoded, fresh),
            };
        });
        result
    }

    /// Opens a file that a text holds in base64. What only looks like one is none.
    fn embedded(self, file: &[u8]) -> Result<(), Leak> {
        match self.deeper().and_then(|check| check.bytes(file)) {
            Err(leak) if leak.is_value() => Err(leak),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, CONTEXT, Encoding};

    #[test]
    fn tells_utf16_with_and_without_a_mark() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(Encoding::of(&wide("plain words")), Encoding::LittleEndian);
        assert_eq!(Encoding::of(b"\xFE\xFF\0a"), Encoding::BigEndian);
        assert_eq!(Encoding::of(b"plain words"), Encoding::Bytes);
    }

    #[test]
    fn a_block_ends_behind_a_line_or_between_characters() {
        let mut text = vec![b'x'; BLOCK + CONTEXT];
        text[BLOCK - 10] = b'\n';
        assert_eq!(Encoding::Bytes.border(&text, BLOCK), BLOCK - 9);
        let wide = "\u{20AC}".repeat(CONTEXT);
        assert_eq!(Encoding::Bytes.border(wide.as_bytes(), CONTEXT + 1) % 3, 0);
        assert_eq!(Encoding::LittleEndian.border(&text, BLOCK - 1), BLOCK - 2);
    }
}
