//! The user's own list of customers, searched for exactly.
//!
//! A CSV with a header goes in; every value becomes tokens (case and diacritics folded, `. _ -` and space
//! alike) and every value a few hashes of its tokens in a sorted index of eight bytes an entry. A text is cut
//! into the same tokens and each run of them looked up, so the work does not grow with the list.
//!
//! Strong columns (e-mail, phone, full name, numbers of five characters or more) match alone. Weak ones
//! (given name, family name, town, short numbers) match only beside a second column of the same row.
//!
//! An index entry keeps at least 48 bits of a 64-bit hash and is not compared with the value again: among a
//! million rows, one lookup in a hundred million is wrong at most, and a wrong one costs a word too many.

mod csv;
mod index;
mod strong;
mod tokens;

use crate::Hit;
use crate::identifiers::{Column, column};
use evidact_model::{Class, Confidence, Kind, RuleId, Span};
use evidact_raw::{RawBytes, SecretBuf};
use index::{Entry, Index};
use strong::Values;
use tokens::{Gram, Tokens};

/// The user's list could not be read. Says where, never what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the list of identifiers: {what}")]
pub struct OwnError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub what: &'static str,
}

/// The user's own identifiers, ready to be searched for. Immutable; shared by all threads; not printable.
pub struct OwnIdentifiers {
    index: Index,
    values: Values,
    rows: usize,
}

/// Rows a list may have: the index keeps a row and a column in 32 bits.
const MAX_ROWS: usize = 1 << 28;
/// Bytes of a cell; longer ones are a sign of a quote that was not closed.
const MAX_CELL_BYTES: usize = 64 * 1024;

impl OwnIdentifiers {
    /// Reads a list: CSV with a header, delimiter `,` `;` or tab, quotes, a byte order mark.
    ///
    /// Columns are told by their header, in several languages; a column with an unknown header counts as far
    /// as its values look like e-mail addresses or numbers.
    ///
    /// # Errors
    /// [`OwnError`] with the line if there is no header, a quote is not closed, a row has more cells than the
    /// header, no column is usable, or the list is too long.
    ///
    /// # Exposure
    /// Reads the list and keeps its values in memory, overwritten on drop.
    pub fn from_csv(bytes: &RawBytes) -> Result<Self, OwnError> {
        let mut reader = csv::Reader::new(bytes.expose());
        let header = reader.row()?.ok_or(OwnError { line: 1, what: "there is no header" })?;
        let columns: Vec<Column> = header.cells().map(column).collect();
        let mut builder = Builder { entries: Vec::new(), values: Values::default() };
        let mut rows = 0;
        while let Some(row) = reader.row()? {
            if rows == MAX_ROWS || builder.values.is_full() || row.cells().any(|c| c.len() > MAX_CELL_BYTES) {
                return Err(OwnError { line: row.line(), what: "the list or a cell in it is too long" });
            }
            if row.cells().count() > columns.len() {
                return Err(OwnError { line: row.line(), what: "the row has more cells than the header" });
            }
            builder.row(rows as u32, &columns, &row);
            rows += 1;
        }
        if rows > 0 && builder.entries.is_empty() {
            return Err(OwnError {
                line: 1,
                what: "no column holds names, e-mail addresses, phone or customer numbers",
            });
        }
        Ok(Self { index: Index::new(builder.entries), values: builder.values, rows })
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Says whether the list has no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Returns the values that are searched for alone, as they stand in the list, for a search over all sources.
    ///
    /// # Exposure
    /// The values.
    pub fn strong_values(&self) -> impl Iterator<Item = SecretBuf> + '_ {
        self.values.iter()
    }

    /// Finds the values of the list in a text and appends hits in order of their start.
    ///
    /// # Exposure
    /// Reads the text; hits carry offsets only.
    pub(crate) fn scan(&self, text: &[u8], hits: &mut Vec<Hit>) {
        let mut seen = index::Search::new(&self.index, text).run();
        seen.sort_by_key(|&(start, end, _)| (start, usize::MAX - end));
        let mut covered = 0;
        for (start, end, confidence) in seen {
            if end <= covered {
                continue;
            }
            covered = end;
            if let Some(span) = Span::new(start, end) {
                hits.push(Hit {
                    rule: RuleId::detector("own.identifier"),
                    class: Class::CustomerIdentifier,
                    kind: Kind::known("CUSTOMER"),
                    confidence,
                    span,
                });
            }
        }
    }
}

/// Which column an entry came from; the order is that of [`Field::code`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Email,
    Number,
    Phone,
    FullName,
    Initial,
    Given,
    Family,
    Town,
    ShortNumber,
}

impl Field {
    const ALL: [Self; 9] = [
        Self::Email,
        Self::Number,
        Self::Phone,
        Self::FullName,
        Self::Initial,
        Self::Given,
        Self::Family,
        Self::Town,
        Self::ShortNumber,
    ];

    fn code(self) -> u32 {
        self as u32
    }

    /// How sure a match alone is, or `None` if it does not count alone.
    fn alone(code: u32) -> Option<Confidence> {
        match Self::ALL.get(code as usize)? {
            Self::Email | Self::Number | Self::Phone | Self::FullName => Some(Confidence::High),
            Self::Initial => Some(Confidence::Medium),
            Self::Given | Self::Family | Self::Town | Self::ShortNumber => None,
        }
    }
}

struct Builder {
    entries: Vec<Entry>,
    values: Values,
}

impl Builder {
    fn row(&mut self, row: u32, columns: &[Column], cells: &csv::Row) {
        let (mut given, mut family): (&[u8], &[u8]) = (b"", b"");
        for (column, cell) in columns.iter().zip(cells.cells()) {
            match column {
                Column::Given if given.is_empty() => given = cell,
                Column::Family if family.is_empty() => family = cell,
                _ => {}
            }
            self.cell(row, *column, cell);
        }
        if !given.is_empty() && !family.is_empty() {
            self.full_name(row, given, family);
        }
    }

    fn cell(&mut self, row: u32, column: Column, cell: &[u8]) {
        let tokens = Tokens::of(cell);
        if tokens.is_empty() {
            return;
        }
        match column {
            Column::Email => self.email(row, cell, &tokens),
            Column::Phone => self.phone(row, cell),
            Column::Number => self.number(row, cell, &tokens),
            Column::FullName => self.whole_name(row, cell, &tokens),
            Column::Given => self.weak(row, Field::Given, &tokens),
            Column::Family => self.weak(row, Field::Family, &tokens),
            Column::Town => self.weak(row, Field::Town, &tokens),
            Column::Unknown if cell.contains(&b'@') => self.email(row, cell, &tokens),
            Column::Unknown if cell.iter().filter(|b| b.is_ascii_digit()).count() >= 6 => {
                self.number(row, cell, &tokens);
            }
            Column::Unknown => {}
        }
    }

    fn put(&mut self, row: u32, field: Field, hash: u64, last: &Gram) {
        self.entries.push(Entry::new(hash, last.key(), row, field.code()));
    }

    fn email(&mut self, row: u32, cell: &[u8], tokens: &Tokens) {
        if let (true, Some(last)) = (cell.contains(&b'@'), tokens.last()) {
            self.put(row, Field::Email, tokens.ordered(), last);
            self.values.push(cell);
        }
    }

    fn phone(&mut self, row: u32, cell: &[u8]) {
        if let Some((hash, key)) = tokens::phone(cell.iter().copied()) {
            self.entries.push(Entry::new(hash, key, row, Field::Phone.code()));
            self.values.push(cell);
        }
    }

    fn number(&mut self, row: u32, cell: &[u8], tokens: &Tokens) {
        let letters = cell.iter().filter(|b| b.is_ascii_alphanumeric() || **b >= 0x80).count();
        let digits = cell.iter().filter(|b| b.is_ascii_digit()).count();
        let Some(last) = tokens.last() else { return };
        if letters >= 5 && digits > 0 {
            self.put(row, Field::Number, tokens.ordered(), last);
            self.values.push(cell);
        } else if digits > 0 {
            self.put(row, Field::ShortNumber, tokens.ordered(), last);
        }
    }

    fn weak(&mut self, row: u32, field: Field, tokens: &Tokens) {
        if let Some(last) = tokens.last().filter(|_| tokens.letters() >= 2) {
            self.put(row, field, tokens.ordered(), last);
        }
    }

    /// A full name in one cell, "Jane Doe" or "Doe, Jane"; a single word counts if it is long (a company).
    fn whole_name(&mut self, row: u32, cell: &[u8], tokens: &Tokens) {
        let count = tokens.len();
        if count == 1 && tokens.letters() < 5 {
            self.weak(row, Field::Family, tokens);
            return;
        }
        self.name(row, tokens);
        self.values.push(cell);
        if cell.contains(&b',') {
            if let (Some(family), Some(given)) = (tokens.first(), tokens.get(1)) {
                self.initial(row, given, family);
            }
        } else if let (2..=4, Some(given), Some(family)) = (count, tokens.first(), tokens.last()) {
            self.initial(row, given, family);
        }
    }

    /// A full name in two cells.
    fn full_name(&mut self, row: u32, given: &[u8], family: &[u8]) {
        let joined = [given, b" ", family].concat();
        let tokens = Tokens::of(&joined);
        if tokens.len() < 2 {
            return;
        }
        self.name(row, &tokens);
        self.values.push(&joined);
        let (first, last) = (Tokens::of(given), Tokens::of(family));
        if first.len() > 1 || last.len() > 1 {
            // "Jane Mary" "Doe" is also written "Jane Doe".
            let short: Vec<Gram> = [first.first(), last.last()].into_iter().flatten().cloned().collect();
            self.name(row, &Tokens::from(short));
        }
        let initial = first.first().and_then(Gram::initial);
        if let (Some(initial), false) = (initial, last.is_empty()) {
            let mut grams = vec![initial];
            grams.extend(last.iter().cloned());
            self.entry_unordered(row, Field::Initial, &Tokens::from(grams));
        }
    }

    fn name(&mut self, row: u32, tokens: &Tokens) {
        self.entry_unordered(row, Field::FullName, tokens);
    }

    fn initial(&mut self, row: u32, given: &Gram, family: &Gram) {
        if let (Some(initial), true) = (given.initial(), family.letters() >= 3) {
            self.entry_unordered(row, Field::Initial, &Tokens::from(vec![initial, family.clone()]));
        }
    }

    /// Names match in any order of their words, so any of them may stand last.
    fn entry_unordered(&mut self, row: u32, field: Field, tokens: &Tokens) {
        let hash = tokens.unordered();
        for (n, gram) in tokens.iter().enumerate() {
            if n == 0 {
                self.entries.push(Entry::new(hash, gram.key(), row, field.code()));
            } else {
                self.entries.push(Entry::hint(gram.key()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnError, OwnIdentifiers};
    use evidact_raw::RawBytes;

    fn list(csv: &str) -> OwnIdentifiers {
        OwnIdentifiers::from_csv(&RawBytes::new(csv.as_bytes().to_vec())).expect("the list is sound")
    }

    fn found<'t>(own: &OwnIdentifiers, text: &'t str) -> Vec<&'t str> {
        let mut hits = Vec::new();
        own.scan(text.as_bytes(), &mut hits);
        hits.iter().filter_map(|h| text.get(h.span.range())).collect()
    }

    const CUSTOMERS: &str = "customer_no,first_name,last_name,email,phone,city\n\
        40123,Zelda,Ronsárdy,z.ronsardy@example.org,+49 30 5550 1084,Lyon\n\
        C-10293,Jane,Doe,jane.doe@example.com,+1 212 555 0149,Bonn\n";

    #[test]
    fn finds_every_spelling_of_a_strong_value() {
        let own = list(CUSTOMERS);
        for text in [
            "Zelda Ronsardy",
            "ZELDA RONSARDY",
            "Ronsardy, Zelda",
            "zelda_ronsardy",
            "Z. Ronsardy",
            "Zelda  Ronsárdy",
            "z.ronsardy@example.org",
            "Z.Ronsardy@EXAMPLE.ORG",
            "+49 30 55501084",
            "4930 5550-1084",
            "030 5550 1084",
            "C-10293",
            "c10293",
            "C_10293",
            "40123",
        ] {
            let line = format!("row: {text} end");
            assert_eq!(found(&own, &line), [text], "{text}");
        }
    }

    #[test]
    fn leaves_weak_values_alone_and_parts_of_words() {
        let own = list(CUSTOMERS);
        for text in
            ["Jane", "Doe", "the city of Lyon", "XC-10293", "C-102934", "xjane.doe2", "Jane from Lyon"]
        {
            assert!(found(&own, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn finds_weak_values_beside_another_of_the_same_row() {
        let own = list(CUSTOMERS);
        assert_eq!(found(&own, "Jane called from Bonn"), ["Jane", "Bonn"]);
        assert_eq!(found(&own, "jane.doe@example.com, then Jane"), ["jane.doe@example.com", "Jane"]);
    }

    #[test]
    fn reads_any_delimiter_quotes_and_a_byte_order_mark() {
        for csv in
            ["\u{feff}name;email\n\"Doe; Jane\";x@example.com\n", "name\temail\nJane Doe\tx@example.com\r\n"]
        {
            let own = list(csv);
            assert_eq!(found(&own, "Jane Doe"), ["Jane Doe"]);
            assert_eq!(own.len(), 1);
            assert_eq!(own.strong_values().count(), 2);
        }
    }

    #[test]
    fn says_the_line_and_not_the_content_of_an_error() {
        let error = |csv: &str| OwnIdentifiers::from_csv(&RawBytes::new(csv.as_bytes().to_vec())).err();
        assert!(error("").is_some_and(|e| e.line == 1));
        assert_eq!(error("email\na@example.com\n\"b").map(|e| e.line), Some(3));
        assert_eq!(error("email\na@example.com,c\n").map(|e| e.line), Some(2));
        let shown = error("color\nred\n").map(|e: OwnError| e.to_string());
        assert!(shown.is_some_and(|s| !s.contains("red")));
    }
}
