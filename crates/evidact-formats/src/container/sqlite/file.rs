//! The pages of a database file (<https://sqlite.org/fileformat2.html>, sections 1.2 to 1.6).

use super::value::{Encoding, number, varint};
use crate::container::Budget;
use evidact_model::Withheld;
use evidact_raw::{Blob, RawBytes};
use std::io::{Read as _, Seek as _, SeekFrom};

/// What every database begins with.
pub(in crate::container) const MAGIC: &[u8] = b"SQLite format 3\0";

/// A tree is never deeper: a page holds two cells at least, and there are fewer than 2³² pages.
const MAX_DEPTH: u8 = 40;

/// A database file.
pub(super) struct Database<'b> {
    source: &'b Blob,
    page_bytes: usize,
    /// What of a page holds cells; the rest is reserved for extensions.
    usable: usize,
    pages: u32,
    /// Which pages were read: a page belongs to one tree, so that nothing is read twice and no loop is endless.
    read: Vec<bool>,
    /// How text is written in it.
    pub(super) encoding: Encoding,
    /// Whether newer content may stand in a write-ahead log beside the file.
    pub(super) has_log: bool,
}

/// One row: its number in the table (0 in a table without one), and its record.
pub(super) struct Row<'r> {
    pub(super) id: i64,
    pub(super) record: &'r [u8],
}

/// Takes rows; may read no further pages.
pub(super) type Sink<'s> = dyn FnMut(Row<'_>, &mut Budget) -> Result<(), Withheld> + 's;

impl<'b> Database<'b> {
    /// Reads the header.
    pub(super) fn open(source: &'b Blob) -> Result<Self, Withheld> {
        let head = source.head(100).map_err(|_| Withheld::Unreadable)?;
        let head = head.expose();
        if head.len() < 100 || !head.starts_with(MAGIC) {
            return Err(Withheld::Damaged);
        }
        let byte = |at: usize| head.get(at).copied().unwrap_or(0);
        let page_bytes = match number(head, 16, 2) {
            1 => 1 << 16,
            bytes => bytes as usize,
        };
        let usable = page_bytes.saturating_sub(usize::from(byte(20)));
        let sound = page_bytes.is_power_of_two()
            && (512..=1 << 16).contains(&page_bytes)
            && usable >= 480
            && (byte(21), byte(22), byte(23)) == (64, 32, 32);
        let encoding = Encoding::of(number(head, 56, 4)).filter(|_| sound).ok_or(Withheld::Damaged)?;
        let pages = u32::try_from(source.len() / page_bytes as u64).map_err(|_| Withheld::Damaged)?;
        // The size in the header counts if it was written with the last change.
        let (told, is_valid) = (number(head, 28, 4), number(head, 24, 4) == number(head, 92, 4));
        if pages == 0 || is_valid && told > u64::from(pages) {
            return Err(Withheld::Damaged);
        }
        Ok(Self {
            source,
            page_bytes,
            usable,
            pages,
            read: vec![false; pages as usize + 1],
            encoding,
            has_log: byte(19) == 2,
        })
    }

    /// Shows every row of the tree with this root, in its order.
    pub(super) fn rows(
        &mut self,
        root: u32,
        budget: &mut Budget,
        sink: &mut Sink<'_>,
    ) -> Result<(), Withheld> {
        self.tree(root, MAX_DEPTH, budget, sink)
    }

    fn tree(
        &mut self,
        number: u32,
        depth: u8,
        budget: &mut Budget,
        sink: &mut Sink<'_>,
    ) -> Result<(), Withheld> {
        let depth = depth.checked_sub(1).ok_or(Withheld::Damaged)?;
        let bytes = self.page(number)?;
        let page = Page::new(bytes.expose(), number, self.usable)?;
        let mut room = self.usable;
        for index in 0..page.cells {
            let cell = page.cell(index)?;
            if page.is_interior {
                self.tree(read_u32(cell)?, depth, budget, sink)?;
            }
            if page.is_interior && page.is_table {
                room = room.checked_sub(4).ok_or(Withheld::Damaged)?;
                continue;
            }
            let cell = if page.is_interior { cell.get(4..).ok_or(Withheld::Damaged)? } else { cell };
            let (record, id, taken) = self.record(cell, page.is_table, budget)?;
            // Cells that lie over each other would make much out of little.
            room = room.checked_sub(taken).ok_or(Withheld::Damaged)?;
            sink(Row { id, record: record.expose() }, budget)?;
        }
        match page.last {
            Some(last) => self.tree(last, depth, budget, sink),
            None => Ok(()),
        }
    }

    /// Reads the record of a cell, with what overflows to other pages. Returns also the number of the row, and
    /// how many bytes the cell has on its page.
    fn record(
        &mut self,
        cell: &[u8],
        is_table: bool,
        budget: &mut Budget,
    ) -> Result<(RawBytes, i64, usize), Withheld> {
        let (bytes, rest) = varint(cell).ok_or(Withheld::Damaged)?;
        let (id, rest) = if is_table { varint(rest).ok_or(Withheld::Damaged)? } else { (0, rest) };
        let total = usize::try_from(bytes).map_err(|_| Withheld::Damaged)?;
        if total as u64 > self.source.len() {
            return Err(Withheld::Damaged);
        }
        budget.bytes(total as u64)?;
        let local = self.local_bytes(total, is_table);
        let here = rest.get(..local).ok_or(Withheld::Damaged)?;
        let taken = cell.len() - rest.len() + local;
        let mut record = Vec::with_capacity(total);
        record.extend_from_slice(here);
        let whole = match total - local {
            0 => Ok(()),
            _ => read_u32(rest.get(local..).unwrap_or_default())
                .and_then(|next| self.overflow(next, total, &mut record)),
        };
        let record = RawBytes::new(record);
        whole.map(|()| (record, id, taken))
    }

    /// How many bytes of a record of `total` stand in its cell.
    fn local_bytes(&self, total: usize, is_table: bool) -> usize {
        let least = (self.usable - 12) * 32 / 255 - 23;
        let most = if is_table { self.usable - 35 } else { (self.usable - 12) * 64 / 255 - 23 };
        if total <= most {
            return total;
        }
        let even = least + (total - least) % (self.usable - 4);
        if even <= most { even } else { least }
    }

    fn overflow(&mut self, first: u32, total: usize, record: &mut Vec<u8>) -> Result<(), Withheld> {
        let mut next = first;
        while record.len() < total {
            let page = self.page(next)?;
            let page = page.expose();
            let most = (self.usable - 4).min(total - record.len());
            record.extend_from_slice(page.get(4..4 + most).ok_or(Withheld::Damaged)?);
            next = read_u32(page)?;
        }
        Ok(())
    }

    /// Reads a page that was not read before.
    fn page(&mut self, number: u32) -> Result<RawBytes, Withheld> {
        let known = self.read.get_mut(number as usize).filter(|_| number > 0 && number <= self.pages);
        let known = known.ok_or(Withheld::Damaged)?;
        if std::mem::replace(known, true) {
            return Err(Withheld::Damaged);
        }
        let mut reader = self.source.reader();
        let start = u64::from(number - 1) * self.page_bytes as u64;
        reader.seek(SeekFrom::Start(start)).map_err(|_| Withheld::Unreadable)?;
        let mut bytes = vec![0; self.page_bytes];
        let read = reader.read_exact(&mut bytes);
        let bytes = RawBytes::new(bytes);
        read.map_err(|_| Withheld::Unreadable)?;
        Ok(bytes)
    }
}

/// A page of a tree.
struct Page<'p> {
    bytes: &'p [u8],
    is_table: bool,
    is_interior: bool,
    cells: usize,
    /// Where the pointers to the cells begin.
    pointers: usize,
    /// The last child of an interior page.
    last: Option<u32>,
}

impl<'p> Page<'p> {
    fn new(bytes: &'p [u8], number: u32, usable: usize) -> Result<Self, Withheld> {
        let bytes = bytes.get(..usable).ok_or(Withheld::Damaged)?;
        // The first page begins with the header of the file.
        let start = if number == 1 { 100 } else { 0 };
        let head = bytes.get(start..start + 8).ok_or(Withheld::Damaged)?;
        let (is_table, is_interior) = match head.first() {
            Some(2) => (false, true),
            Some(5) => (true, true),
            Some(10) => (false, false),
            Some(13) => (true, false),
            _ => return Err(Withheld::Damaged),
        };
        let cells = self::number(head, 3, 2) as usize;
        let last =
            if is_interior { Some(read_u32(bytes.get(start + 8..).unwrap_or_default())?) } else { None };
        let pointers = start + if is_interior { 12 } else { 8 };
        Ok(Self { bytes, is_table, is_interior, cells, pointers, last })
    }

    fn cell(&self, index: usize) -> Result<&'p [u8], Withheld> {
        let pointer = self.bytes.get(self.pointers + 2 * index..).filter(|p| p.len() >= 2);
        let at = number(pointer.ok_or(Withheld::Damaged)?, 0, 2) as usize;
        self.bytes.get(at..).filter(|_| at >= self.pointers).ok_or(Withheld::Damaged)
    }
}

fn read_u32(bytes: &[u8]) -> Result<u32, Withheld> {
    let bytes = bytes.first_chunk::<4>().ok_or(Withheld::Damaged)?;
    Ok(u32::from_be_bytes(*bytes))
}
