//! Writes small databases as <https://sqlite.org/fileformat2.html> describes them, with something planted where no
//! row is: in the space between cells and in a free page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses its own part of this")]

/// A value.
#[derive(Clone)]
pub(crate) enum V {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// Text.
pub(crate) fn text(value: &str) -> V {
    V::Text(value.into())
}

/// A database in the making.
pub(crate) struct Builder {
    page: usize,
    pages: Vec<Vec<u8>>,
    schema: Vec<Vec<V>>,
    /// 1: UTF-8, 2 and 3: UTF-16, low byte first and high byte first.
    encoding: u8,
    /// What fills space that no cell uses.
    slack: Vec<u8>,
    has_log: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            page: 512,
            pages: vec![Vec::new()],
            schema: Vec::new(),
            encoding: 1,
            slack: vec![0],
            has_log: false,
        }
    }

    pub(crate) fn large_pages(self) -> Self {
        Self { page: 4096, ..self }
    }

    pub(crate) fn encoding(self, encoding: u8) -> Self {
        Self { encoding, ..self }
    }

    pub(crate) fn slack(self, slack: &str) -> Self {
        Self { slack: slack.as_bytes().to_vec(), ..self }
    }

    pub(crate) fn with_log(self) -> Self {
        Self { has_log: true, ..self }
    }

    /// Adds a table with these rows, numbered from 1.
    pub(crate) fn table(mut self, name: &str, sql: &str, rows: &[Vec<V>]) -> Self {
        let cells: Vec<Vec<u8>> = (1..).zip(rows).map(|(id, row)| self.cell(Some(id), row)).collect();
        let mut leaves = Vec::new();
        let mut from = 0;
        while from < cells.len() || leaves.is_empty() {
            let mut room = self.page - 8;
            let fits = cells[from..].iter().take_while(|c| {
                let fits = c.len() + 2 <= room;
                room = room.saturating_sub(c.len() + 2);
                fits
            });
            let count = fits.count();
            let page = self.tree_page(13, &cells[from..from + count], None, 0);
            from += count;
            leaves.push((self.push(page), from as i64));
        }
        let (last, children) = leaves.split_last().expect("a leaf");
        let root = if children.is_empty() {
            last.0
        } else {
            let cells: Vec<Vec<u8>> = children
                .iter()
                .map(|(page, key)| [&page.to_be_bytes()[..], &varint(*key)].concat())
                .collect();
            let page = self.tree_page(5, &cells, Some(last.0), 0);
            self.push(page)
        };
        self.entry("table", name, root, sql);
        self
    }

    /// Adds a table without row numbers, of few rows.
    pub(crate) fn table_without_ids(mut self, name: &str, sql: &str, rows: &[Vec<V>]) -> Self {
        let cells: Vec<Vec<u8>> = rows.iter().map(|row| self.cell(None, row)).collect();
        let page = self.tree_page(10, &cells, None, 0);
        let root = self.push(page);
        self.entry("table", name, root, sql);
        self
    }

    /// Adds something without rows: a view, a trigger, a virtual table.
    pub(crate) fn entry(&mut self, kind: &str, name: &str, root: u32, sql: &str) {
        self.schema.push(vec![text(kind), text(name), text(name), V::Int(i64::from(root)), text(sql)]);
    }

    pub(crate) fn with(mut self, kind: &str, name: &str, sql: &str) -> Self {
        self.entry(kind, name, 0, sql);
        self
    }

    /// The file.
    pub(crate) fn build(mut self) -> Vec<u8> {
        let free = self.slack.iter().cycle().take(self.page).copied().collect();
        let free = self.push(free);
        let schema = std::mem::take(&mut self.schema);
        let cells: Vec<Vec<u8>> = (1..).zip(&schema).map(|(id, row)| self.cell(Some(id), row)).collect();
        let mut first = self.tree_page(13, &cells, None, 100);
        let pages = self.pages.len() as u32;
        let mut head = b"SQLite format 3\0".to_vec();
        head.extend((self.page as u16).to_be_bytes());
        let version = if self.has_log { 2 } else { 1 };
        head.extend([version, version, 0, 64, 32, 32]);
        for number in
            [1, pages, free, 1, 1, 4, 0, 0, u32::from(self.encoding), 0, 0, 0, 0, 0, 0, 0, 0, 1, 3_045_000]
        {
            head.extend(number.to_be_bytes());
        }
        first[..100].copy_from_slice(&head[..100]);
        self.pages[0] = first;
        self.pages.concat()
    }

    fn push(&mut self, page: Vec<u8>) -> u32 {
        self.pages.push(page);
        self.pages.len() as u32
    }

    fn cell(&mut self, id: Option<i64>, row: &[V]) -> Vec<u8> {
        let record = self.record(row);
        let mut cell = varint(record.len() as i64);
        cell.extend(id.iter().flat_map(|id| varint(*id)));
        let most = if id.is_some() { self.page - 35 } else { (self.page - 12) * 64 / 255 - 23 };
        let least = (self.page - 12) * 32 / 255 - 23;
        if record.len() <= most {
            cell.extend(record);
            return cell;
        }
        let even = least + (record.len() - least) % (self.page - 4);
        let local = if even <= most { even } else { least };
        cell.extend(&record[..local]);
        let rest: Vec<&[u8]> = record[local..].chunks(self.page - 4).collect();
        let first = self.pages.len() as u32 + 1;
        for (n, piece) in (1..).zip(&rest) {
            let next = if n == rest.len() { 0 } else { first + n as u32 };
            let mut page = [&next.to_be_bytes()[..], piece].concat();
            page.extend(self.slack.iter().cycle().take(self.page - page.len()));
            self.push(page);
        }
        cell.extend(first.to_be_bytes());
        cell
    }

    fn record(&self, row: &[V]) -> Vec<u8> {
        let (mut types, mut body) = (Vec::new(), Vec::new());
        for value in row {
            match value {
                V::Null => types.extend(varint(0)),
                V::Int(n) => {
                    types.extend(varint(6));
                    body.extend(n.to_be_bytes());
                }
                V::Real(n) => {
                    types.extend(varint(7));
                    body.extend(n.to_be_bytes());
                }
                V::Text(t) => {
                    let bytes = match self.encoding {
                        1 => t.as_bytes().to_vec(),
                        2 => t.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                        _ => t.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                    };
                    types.extend(varint(13 + 2 * bytes.len() as i64));
                    body.extend(bytes);
                }
                V::Blob(bytes) => {
                    types.extend(varint(12 + 2 * bytes.len() as i64));
                    body.extend(bytes);
                }
            }
        }
        let length = if types.len() < 126 { 1 } else { 2 };
        let header = varint((types.len() + length) as i64);
        assert_eq!(header.len(), length);
        [header, types, body].concat()
    }

    fn tree_page(&self, kind: u8, cells: &[Vec<u8>], last: Option<u32>, start: usize) -> Vec<u8> {
        let mut page: Vec<u8> = self.slack.iter().cycle().take(self.page).copied().collect();
        let mut end = self.page;
        let mut pointers = Vec::new();
        for cell in cells {
            end -= cell.len();
            page[end..end + cell.len()].copy_from_slice(cell);
            pointers.extend((end as u16).to_be_bytes());
        }
        let mut head = vec![kind, 0, 0];
        head.extend((cells.len() as u16).to_be_bytes());
        head.extend((end as u16).to_be_bytes());
        head.push(0);
        head.extend(last.iter().flat_map(|page| page.to_be_bytes()));
        head.extend(pointers);
        assert!(start + head.len() <= end, "too much for a page");
        page[start..start + head.len()].copy_from_slice(&head);
        page
    }
}

fn varint(number: i64) -> Vec<u8> {
    assert!((0..1 << 28).contains(&number));
    let groups = (1..4).rev().filter(|n| number >> (7 * n) > 0).map(|n| (number >> (7 * n)) as u8 | 0x80);
    groups.chain([(number & 0x7F) as u8]).collect()
}
