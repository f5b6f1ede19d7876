//! A large file as blocks that any thread may read in any order.
//!
//! Where a block begins depends on the bytes around the place alone, not on the blocks before it, so the
//! result does not depend on who reads what. Each block is read with context on both sides.

use crate::input::Input;
use evidact_model::Withheld;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;

/// How a large file is cut.
#[derive(Clone, Copy)]
pub(crate) struct Cuts {
    /// Files above this size are read block by block, if they are plain text.
    pub(crate) whole: u64,
    /// Size of a block, before it is moved to a line end.
    pub(crate) block: u64,
}

impl Cuts {
    /// What serves memory, caches and threads.
    pub(crate) const STANDARD: Self = Self { whole: 16 << 20, block: 4 << 20 };

    /// Returns how many blocks a file has.
    pub(crate) fn count(self, input: &Input) -> u64 {
        input.bytes().div_ceil(self.block)
    }

    /// Reads a block by its number, from 0.
    ///
    /// # Errors
    /// [`Withheld`] if the file cannot be read or is not as long as it was.
    ///
    /// # Exposure
    /// A part of the file.
    pub(crate) fn read(self, input: &Input, number: u64) -> Result<Block, Withheld> {
        let total = input.bytes();
        let low = number.saturating_mul(self.block).min(total);
        let high = low.saturating_add(self.block).min(total);
        let from = low.saturating_sub(CONTEXT_BYTES + LINE_LOOK);
        let to = high.saturating_add(CONTEXT_BYTES).min(total);
        let mut file = input.open()?;
        file.seek(SeekFrom::Start(from)).map_err(|_| Withheld::Unreadable)?;
        let mut bytes = Vec::with_capacity((to - from) as usize);
        file.take(to - from).read_to_end(&mut bytes).map_err(|_| Withheld::Unreadable)?;
        if bytes.len() as u64 != to - from {
            return Err(Withheld::ChangedMeanwhile);
        }
        let place = |nominal: u64| match nominal {
            0 => 0,
            end if end == total => (end - from) as usize,
            _ => border(&bytes, (nominal - from) as usize),
        };
        let own = place(low)..place(high);
        // Context begins and ends with whole lines where lines are short, so that it reads as the file does.
        let last = if to == total { bytes.len() } else { context_end(&bytes, own.end) };
        let first = if from == 0 { 0 } else { context_start(&bytes, own.start) };
        bytes.truncate(last);
        bytes.drain(..first);
        let offset = from as usize + first;
        Ok(Block { bytes, offset, own: own.start - first..own.end - first })
    }
}

/// A part of a file, and what it stands between.
pub(crate) struct Block {
    /// The block with its context.
    pub(crate) bytes: Vec<u8>,
    /// Where those bytes start in the file.
    pub(crate) offset: usize,
    /// The block in those bytes.
    pub(crate) own: Range<usize>,
}

/// What is read before and after a block, so that nothing across a cut is missed.
const CONTEXT_BYTES: u64 = 64 << 10;
/// How far before its nominal border a block may begin, to begin with a line.
const LINE_LOOK: u64 = 64 << 10;

/// Moves a border back to the start of a line, or at least of a character.
fn border(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(LINE_LOOK as usize);
    match memchr::memrchr(b'\n', bytes.get(from..at).unwrap_or_default()) {
        Some(newline) => from + newline + 1,
        None => character_start(bytes, at),
    }
}

fn context_start(bytes: &[u8], own: usize) -> usize {
    let near = bytes.get(..own / 2).unwrap_or_default();
    match memchr::memchr(b'\n', near) {
        Some(newline) => newline + 1,
        None => (0..own).find(|&i| !is_continuation(bytes.get(i))).unwrap_or(own),
    }
}

fn context_end(bytes: &[u8], own: usize) -> usize {
    let middle = own + (bytes.len() - own) / 2;
    match memchr::memrchr(b'\n', bytes.get(middle..).unwrap_or_default()) {
        Some(newline) => middle + newline + 1,
        None => character_start(bytes, bytes.len().saturating_sub(1)),
    }
}

/// Returns where the character that holds a byte starts; the byte itself, if that is no UTF-8.
fn character_start(bytes: &[u8], at: usize) -> usize {
    (at.saturating_sub(3)..=at).rev().find(|&i| !is_continuation(bytes.get(i))).unwrap_or(at)
}

/// Says whether a byte goes on with a UTF-8 character that began before it.
fn is_continuation(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b & 0xC0 == 0x80)
}

#[cfg(test)]
mod tests {
    use super::Cuts;
    use crate::list_inputs;

    #[test]
    fn the_blocks_of_a_file_are_the_file_whatever_stands_in_it() {
        let cuts = Cuts { whole: 0, block: 100_000 };
        let lines = "2024-05-04 a line of a log with an ä in it\n".repeat(8_000);
        let unbroken = "日本語".repeat(40_000);
        for text in [lines.clone(), unbroken.clone(), format!("{unbroken}\n{lines}"), "x".repeat(100_000)] {
            let folder = std::env::temp_dir().join(format!("evidact-blocks-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let path = folder.join("large.log");
            std::fs::write(&path, &text).unwrap();
            let input = list_inputs(&[path]).unwrap_or_default().remove(0);
            let mut joined = Vec::new();
            for number in 0..cuts.count(&input) {
                let block = cuts.read(&input, number).ok().unwrap();
                assert_eq!(block.offset + block.own.start, joined.len());
                assert!(std::str::from_utf8(&block.bytes).is_ok());
                joined.extend_from_slice(&block.bytes[block.own]);
            }
            std::fs::remove_dir_all(folder).unwrap();
            assert!(joined == text.as_bytes());
        }
    }
}
