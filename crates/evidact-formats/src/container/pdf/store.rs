//! The objects of a PDF and the bytes of its streams, within a budget.

use super::{bounds, repair};
use crate::container::Budget;
use crate::container::budget::failed;
use evidact_model::Withheld;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use memchr::memmem;

/// The most that one stream is expanded to.
const MAX_STREAM_BYTES: usize = 256 << 20;
/// What all object streams together may expand to while the file is loaded.
const MAX_LOAD_BYTES: usize = 1 << 30;
/// The least that a single one of them may expand to.
const MIN_LOAD_BYTES: usize = 1 << 20;
/// Where the dictionary of a table of objects is looked for.
const MAX_TABLE_DICT: usize = 4096;
/// The most objects that a file names.
const MAX_OBJECTS: u64 = 8_388_607;
/// More filters than this on one stream are made to waste time.
const MAX_FILTERS: usize = 8;

/// The objects of a PDF.
pub(super) struct Store {
    document: Document,
}

impl Store {
    /// Loads a PDF. If its table of objects is wrong, they are looked for.
    pub(super) fn load(bytes: &[u8]) -> Result<Self, Withheld> {
        let told = Self::parse(bytes);
        match &told {
            Ok(store) if store.has_pages() && store.is_whole() => return told,
            Err(Withheld::Encrypted | Withheld::Budget) => return told,
            _ => {}
        }
        let searched = repair::with_new_table(bytes).and_then(|bytes| Self::parse(&bytes).ok());
        let told = told.and_then(|store| if store.has_pages() { Ok(store) } else { Err(Withheld::Damaged) });
        match searched.filter(Self::has_pages) {
            None => told,
            Some(searched) => Ok(told.ok().filter(|told| told.len() > searched.len()).unwrap_or(searched)),
        }
    }

    fn parse(bytes: &[u8]) -> Result<Self, Withheld> {
        if !tables_are_sane(bytes) {
            return Err(Withheld::Damaged);
        }
        let document = bounds::load(bytes, load_limit(bytes)).map_err(|reason| match reason {
            Withheld::Damaged if memmem::find(bytes, b"/Encrypt").is_some() => Withheld::Encrypted,
            reason => reason,
        })?;
        // One that opens without a password opens so in every reader, and has been decrypted.
        if document.is_encrypted() { Err(Withheld::Encrypted) } else { Ok(Self { document }) }
    }

    fn len(&self) -> usize {
        self.document.objects.len()
    }

    fn has_pages(&self) -> bool {
        self.catalogue().is_ok_and(|catalogue| self.dict(catalogue, b"Pages").is_some())
    }

    /// Says whether there is an object wherever the table says so.
    fn is_whole(&self) -> bool {
        let entries = self.document.reference_table.entries.values();
        let told = entries.filter(|entry| matches!(entry, XrefEntry::Normal { offset: 1.., .. })).count();
        self.document.was_encrypted() || self.len() >= told
    }

    /// Follows references.
    pub(super) fn get<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    /// Returns what a key of a dictionary stands for.
    pub(super) fn value<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> &'a Object {
        dict.get(key).map_or(&Object::Null, |object| self.get(object))
    }

    /// Returns the dictionary that a key stands for.
    pub(super) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dict(self.value(dict, key))
    }

    /// Returns the array that a key stands for, empty if there is none.
    pub(super) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        self.value(dict, key).as_array().map_or(&[], Vec::as_slice)
    }

    /// Returns the name that a key stands for, empty if there is none.
    pub(super) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> &'a [u8] {
        self.value(dict, key).as_name().unwrap_or_default()
    }

    /// Returns the number that a key stands for.
    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        self.as_number(self.value(dict, key))
    }

    /// Returns a finite number.
    pub(super) fn as_number(&self, object: &Object) -> Option<f64> {
        match self.get(object) {
            Object::Integer(number) => Some(*number as f64),
            Object::Real(number) => Some(f64::from(*number)).filter(|n| n.is_finite()),
            _ => None,
        }
    }

    /// Returns the numbers of an array.
    pub(super) fn numbers(&self, dict: &Dictionary, key: &[u8]) -> Vec<f64> {
        self.array(dict, key).iter().take(64).filter_map(|o| self.as_number(o)).collect()
    }

    /// Returns all objects, in order.
    pub(super) fn objects(&self) -> impl Iterator<Item = (ObjectId, &Object)> {
        self.document.objects.iter().map(|(id, object)| (*id, object))
    }

    /// Returns the trailer.
    pub(super) fn trailer(&self) -> &Dictionary {
        &self.document.trailer
    }

    /// Returns the catalogue.
    pub(super) fn catalogue(&self) -> Result<&Dictionary, Withheld> {
        self.dict(self.trailer(), b"Root").ok_or(Withheld::Damaged)
    }

    /// Decodes a stream. What cannot be decoded is nothing: it is not carried over.
    pub(super) fn content(&self, stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, Withheld> {
        let filters = self.filters(stream);
        if filters.len() > MAX_FILTERS {
            return Err(Withheld::Budget);
        }
        let mut content = stream.content.clone();
        for (filter, parameters) in filters {
            content = match filter {
                b"ASCIIHexDecode" | b"AHx" => ascii_hex(&content),
                b"RunLengthDecode" | b"RL" => run_length(&content)?,
                b"FlateDecode" | b"Fl" => delegate(b"FlateDecode", parameters, content)?,
                b"LZWDecode" | b"LZW" => delegate(b"LZWDecode", parameters, content)?,
                b"ASCII85Decode" | b"A85" => delegate(b"ASCII85Decode", None, content)?,
                _ => Vec::new(),
            };
        }
        budget.bytes(content.len() as u64)?;
        Ok(content)
    }

    fn filters<'a>(&'a self, stream: &'a Stream) -> Vec<(&'a [u8], Option<&'a Dictionary>)> {
        let parameters = self.value(&stream.dict, b"DecodeParms");
        match self.value(&stream.dict, b"Filter") {
            Object::Name(name) => {
                let first =
                    parameters.as_array().ok().and_then(|a| a.first()).map_or(parameters, |o| self.get(o));
                vec![(name, as_dict(first))]
            }
            Object::Array(names) => {
                let parameters = parameters.as_array().map_or(&[][..], Vec::as_slice);
                let names = names.iter().map(|name| self.get(name).as_name().unwrap_or_default());
                names
                    .enumerate()
                    .map(|(n, name)| (name, parameters.get(n).and_then(|o| as_dict(self.get(o)))))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Returns the dictionary of a dictionary or stream.
pub(super) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Says how much one object stream may expand to while the file is loaded. All of them are then expanded, so
/// the bound is shared between them.
fn load_limit(bytes: &[u8]) -> usize {
    let streams = memchr::memchr_iter(b'/', bytes).filter(|at| {
        let name = bytes.get(at + 1..).unwrap_or_default();
        is_spelt(name, b"ObjStm") || is_spelt(name, b"XRef")
    });
    (MAX_LOAD_BYTES / streams.count().max(1)).clamp(MIN_LOAD_BYTES, MAX_STREAM_BYTES)
}

/// Says whether the tables of objects that are streams name fields and counts that a file can have. The parser
/// makes room for what they name before it looks whether that is there.
fn tables_are_sane(bytes: &[u8]) -> bool {
    let tables = memchr::memchr_iter(b'/', bytes)
        .filter(|at| is_spelt(bytes.get(at + 1..).unwrap_or_default(), b"XRef"))
        .filter(|at| !bytes.get(*at..).unwrap_or_default().starts_with(b"/XRefStm"));
    tables.into_iter().all(|at| {
        let from = at.saturating_sub(MAX_TABLE_DICT);
        let before = bytes.get(from..at).unwrap_or_default();
        let start = memmem::rfind(before, b" obj").map_or(from, |place| from + place);
        let near = bytes.get(start..bytes.len().min(at + MAX_TABLE_DICT)).unwrap_or_default();
        let dict = near.get(..memmem::find(near, b"stream").unwrap_or(near.len())).unwrap_or_default();
        let numbers = |key: &[u8]| -> Vec<u64> {
            let Some(place) = memmem::find(dict, key) else { return Vec::new() };
            let rest = dict.get(place + key.len()..).unwrap_or_default();
            let list = rest.split(|b| matches!(b, b']' | b'/')).next().unwrap_or_default();
            let words = list.split(|b| !b.is_ascii_digit()).filter(|word| !word.is_empty());
            words
                .map(|word| std::str::from_utf8(word).ok().and_then(|w| w.parse().ok()).unwrap_or(u64::MAX))
                .collect()
        };
        let widths = numbers(b"/W");
        widths.iter().all(|width| *width <= 8)
            && widths.get(1).is_some_and(|width| *width > 0)
            && [&b"/Index"[..], b"/Size"].iter().all(|key| numbers(key).iter().all(|n| *n <= MAX_OBJECTS))
    })
}

/// Says whether bytes begin with a name, whose letters may be written as `#4F` (ISO 32000-1, 7.3.5).
pub(super) fn is_spelt(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    name.iter().all(|letter| {
        let (spelt, length) = match rest {
            [b'#', high, low, ..] => (hex_digit(*high).zip(hex_digit(*low)).map(|(h, l)| h << 4 | l), 3),
            [byte, ..] => (Some(*byte), 1),
            [] => (None, 0),
        };
        rest = rest.get(length..).unwrap_or_default();
        spelt == Some(*letter)
    })
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Runs one filter of the parser's.
fn delegate(filter: &[u8], parameters: Option<&Dictionary>, content: Vec<u8>) -> Result<Vec<u8>, Withheld> {
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(filter.to_vec()));
    if let Some(parameters) = parameters {
        let sane = |key: &[u8], most: i64| {
            parameters.get(key).map_or(true, |o| o.as_i64().is_ok_and(|n| (0..=most).contains(&n)))
        };
        if !(sane(b"Columns", 1 << 20) && sane(b"Colors", 64) && sane(b"BitsPerComponent", 64)) {
            return Ok(Vec::new());
        }
        dict.set("DecodeParms", parameters.clone());
    }
    match Stream::new(dict, content).decompressed_content_with_limit(MAX_STREAM_BYTES) {
        Ok(content) => Ok(content),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Withheld::Budget)
        }
        Err(lopdf::Error::IO(error)) => Err(failed(&error)),
        Err(_) => Ok(Vec::new()),
    }
}

fn ascii_hex(content: &[u8]) -> Vec<u8> {
    let digits = content.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |n, d| n << 4 | d) << (4 * (2 - pair.len()))).collect()
}

fn run_length(content: &[u8]) -> Result<Vec<u8>, Withheld> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&length) = content.get(at) {
        match length {
            0..=127 => {
                let run = content.get(at + 1..).unwrap_or_default();
                out.extend_from_slice(run.get(..=usize::from(length)).unwrap_or(run));
                at += usize::from(length) + 2;
            }
            128 => break,
            _ => {
                let byte = content.get(at + 1).copied().unwrap_or(0);
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                at += 2;
            }
        }
        if out.len() > MAX_STREAM_BYTES {
            return Err(Withheld::Budget);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{MAX_LOAD_BYTES, MAX_STREAM_BYTES};
    use super::{ascii_hex, load_limit, run_length};

    #[test]
    fn undoes_the_filters_that_the_parser_does_not_know() {
        // ISO 32000-1, 7.4.2 and 7.4.5.
        assert!(ascii_hex(b"48 65 6C6c 7>rest") == b"Hellp");
        assert!(run_length(&[1, b'a', b'b', 254, b'c', 128, 9]).is_ok_and(|out| out == b"abccc"));
        assert!(run_length(&[5, b'a']).is_ok_and(|out| out == b"a"));
    }

    #[test]
    fn the_bound_is_shared_between_streams_of_objects_however_their_name_is_spelt() {
        let count = |bytes: &[u8]| MAX_LOAD_BYTES / load_limit(bytes);
        assert_eq!(count(&b"/Type /ObjStm /Type/#4fbj#53t#6D /Type /XRef ".repeat(4)), 12);
        // Three bytes of a picture that look like the beginning of such a name are none.
        assert_eq!(load_limit(b"\x07/O#\x19\xFF/Obj#zz/#4"), MAX_STREAM_BYTES);
    }

    #[test]
    fn a_table_that_names_more_than_a_file_can_hold_is_refused() {
        let sane = |entries: &str| {
            super::tables_are_sane(format!("9 0 obj << /Type /XRef {entries} >>\nstream\n").as_bytes())
        };
        assert!(sane("/Size 10 /W [1 3 1] /Index [0 10]") && sane("/Size 10/W[1 2 0]/Root 1 0 R"));
        assert!(
            !sane("/Size 10 /W [1 100000000000 1]") && !sane("/Size 10 /W [0 0 0] /Index [0 1000000000]")
        );
        assert!(super::tables_are_sane(b"trailer << /Size 10 /XRefStm 99 >>"), "no table, but where one is");
        assert!(!sane("/Size 1000000000 /W [0 1 0]") && !sane("/Size 10"));
    }
}
