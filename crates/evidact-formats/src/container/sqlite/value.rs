//! The values of a record (<https://sqlite.org/fileformat2.html>, section 2.1).

use encoding_rs::{UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How a database writes text.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Takes the number in the header; an empty database has none yet.
    pub(super) fn of(number: u64) -> Option<Self> {
        match number {
            0 | 1 => Some(Self::Utf8),
            2 => Some(Self::Utf16Le),
            3 => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// Decodes text; bytes that mean nothing become U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes),
            Self::Utf16Le => UTF_16LE.decode_without_bom_handling(bytes).0,
            Self::Utf16Be => UTF_16BE.decode_without_bom_handling(bytes).0,
        }
    }
}

/// A value as it is stored.
#[derive(Clone, Copy)]
pub(super) enum Value<'r> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'r [u8]),
    Blob(&'r [u8]),
}

/// The values of a record, in their order. Ends early at bytes that are no value.
pub(super) struct Values<'r> {
    types: &'r [u8],
    content: &'r [u8],
}

impl<'r> Values<'r> {
    /// Takes a record; `None` if its header does not fit.
    pub(super) fn new(record: &'r [u8]) -> Option<Self> {
        let (header, types) = varint(record)?;
        let header = usize::try_from(header).ok()?;
        let prefix = record.len() - types.len();
        Some(Self { types: types.get(..header.checked_sub(prefix)?)?, content: record.get(header..)? })
    }
}

impl<'r> Iterator for Values<'r> {
    /// `None` where the record is broken, after which nothing follows.
    type Item = Option<Value<'r>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.types.is_empty() {
            return None;
        }
        let value = self.value();
        if value.is_none() {
            self.types = &[];
        }
        Some(value)
    }
}

impl<'r> Values<'r> {
    fn value(&mut self) -> Option<Value<'r>> {
        let (kind, rest) = varint(self.types)?;
        self.types = rest;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let (bytes, rest) = self.content.split_at_checked(length)?;
        self.content = rest;
        Some(match kind {
            0 => Value::Null,
            1..=6 => Value::Integer(signed(bytes)),
            7 => real(f64::from_bits(number(bytes, 0, 8))),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            kind if kind % 2 == 0 => Value::Blob(bytes),
            _ => Value::Text(bytes),
        })
    }
}

/// What is not a number is stored as nothing.
fn real(value: f64) -> Value<'static> {
    if value.is_nan() { Value::Null } else { Value::Real(value) }
}

/// Reads a number of `count` bytes, the highest first; 0 if it does not fit.
pub(super) fn number(bytes: &[u8], at: usize, count: usize) -> u64 {
    let bytes = bytes.get(at..at + count).unwrap_or_default();
    bytes.iter().fold(0, |n, &b| n << 8 | u64::from(b))
}

fn signed(bytes: &[u8]) -> i64 {
    let start = bytes.first().map_or(0, |&b| if b < 0x80 { 0 } else { -1 });
    bytes.iter().fold(start, |n, &b| n << 8 | i64::from(b))
}

/// Reads a number of one to nine bytes, of which all but the ninth give seven bits. Returns also what follows.
pub(super) fn varint(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let mut value = 0_u64;
    for (place, &b) in bytes.iter().take(9).enumerate() {
        let rest = || bytes.get(place + 1..);
        if place == 8 {
            return Some(((value << 8 | u64::from(b)) as i64, rest()?));
        }
        value = value << 7 | u64::from(b & 0x7F);
        if b < 0x80 {
            return Some((value as i64, rest()?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Value, Values, signed, varint};

    #[test]
    fn numbers_of_varying_length_are_read_as_the_format_says() {
        assert_eq!(varint(b"\x07rest").map(|(n, rest)| (n, rest.len())), Some((7, 4)));
        assert_eq!(varint(b"\x81\x00").map(|v| v.0), Some(128));
        assert_eq!(varint(&[0xFF; 9]).map(|v| v.0), Some(-1));
        assert!(varint(&[0xFF; 8]).is_none() && varint(b"").is_none());
        assert_eq!((signed(b"\xFF\xFE"), signed(b"\x7F")), (-2, 127));
    }

    #[test]
    fn a_record_that_promises_more_than_it_holds_is_broken() {
        let good = Values::new(b"\x03\x01\x11\x05ab").expect("a header");
        assert!(good.map(|v| v.is_some()).eq([true, true]));
        let short = Values::new(b"\x03\x01\x13\x05ab").expect("a header");
        assert!(short.map(|v| v.is_some()).eq([true, false]));
        let reserved = Values::new(b"\x02\x0Aab").expect("a header");
        assert!(reserved.map(|v| v.is_some()).eq([false]));
        assert!(Values::new(b"\x7F\x01").is_none() && Values::new(b"\x00").is_none());
        assert!(matches!(Values::new(b"\x02\x09").and_then(|mut v| v.next()), Some(Some(Value::Integer(1)))));
    }
}
