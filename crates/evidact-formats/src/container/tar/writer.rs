//! Writes tar archives in which nothing but names and contents differ.

use super::header::BLOCK_BYTES;
use evidact_raw::Blob;
use std::io::{self, Write};

/// Writes a tar archive, member by member.
pub(super) struct TarWriter<'o> {
    output: &'o mut dyn Write,
    count: u64,
}

const NAME_BYTES: usize = 100;
/// The largest number of eleven octal digits.
const MAX_OCTAL: u64 = 0o777_7777_7777;

impl<'o> TarWriter<'o> {
    pub(super) fn new(output: &'o mut dyn Write) -> Self {
        Self { output, count: 0 }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, source: &Blob) -> io::Result<()> {
        let mut records = String::new();
        if name.len() > NAME_BYTES || !name.is_ascii() {
            records.push_str(&record("path", name));
        }
        if source.len() > MAX_OCTAL {
            records.push_str(&record("size", &source.len().to_string()));
        }
        if !records.is_empty() {
            self.output.write_all(&header(b"PaxHeader", b'x', records.len() as u64))?;
            self.output.write_all(records.as_bytes())?;
            self.padding(records.len() as u64)?;
        }
        let short = name.as_bytes().get(..name.len().min(NAME_BYTES)).unwrap_or_default();
        // Readers of pax do not look at it where a record says the name; others get no half character.
        let short = if name.is_ascii() { short } else { b"name-in-pax-header" };
        self.output.write_all(&header(short, b'0', source.len()))?;
        let copied = io::copy(&mut source.reader(), &mut self.output)?;
        if copied != source.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.count += 1;
        self.padding(source.len())
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.output.write_all(&[0; 2 * BLOCK_BYTES])
    }

    fn padding(&mut self, size: u64) -> io::Result<()> {
        let rest = size.wrapping_neg() as usize % BLOCK_BYTES;
        self.output.write_all([0; BLOCK_BYTES].get(..rest).unwrap_or_default())
    }
}

fn header(name: &[u8], kind: u8, size: u64) -> [u8; BLOCK_BYTES] {
    let mut block = [0; BLOCK_BYTES];
    let mut put = |at: usize, bytes: &[u8]| {
        if let Some(place) = block.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    };
    put(0, name);
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{:011o}\0", size.min(MAX_OCTAL)).as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, &[kind]);
    put(257, b"ustar\x0000");
    let sum: u64 = block.iter().map(|&b| u64::from(b)).sum();
    if let Some(place) = block.get_mut(148..156) {
        place.copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    block
}

/// A record of pax, which begins with its own length in digits.
fn record(key: &str, value: &str) -> String {
    let rest = key.len() + value.len() + 3;
    let mut length = rest + 1;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    format!("{length} {key}={value}\n")
}
