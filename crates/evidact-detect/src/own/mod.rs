//! The user's own list of customers, searched for exactly.
//!
//! A CSV goes in; every value becomes tokens (case and diacritics folded, separators and none alike) and every
//! value a few hashes of its tokens in an index of three to five bytes an entry. A text is cut into the same
//! tokens and each run of them looked up, so the work does not grow with the list. The list is read as a
//! stream, twice, and not kept.
//!
//! Strong columns (e-mail, phone, full name, company, numbers of five characters or more) match alone. Weak ones
//! (given name, family name, town, short numbers) match only beside a second column of the same row; user
//! names, which may be words, where a user name is expected. The first word of a company counts alone if it means
//! nothing else, and is suggested if it may.
//!
//! An index entry keeps at least 32 bits of a hash, 43 to 52 in a list of a million rows, and is not compared
//! with the value again. A text is looked up only behind a token that may end a value, and only as what it looks
//! like, so that a chance hit is a matter of many megabytes, and costs a word too many.

mod columns;
mod csv;
mod distinct;
mod forms;
mod index;
mod legal;
mod phone;
mod place;
mod search;
#[cfg(test)]
mod tests;
mod tokens;

use crate::Hit;
use columns::Column;
use evidact_model::manifest::LeftOut;
use evidact_model::{Class, Kind, RuleId, Span};
use evidact_raw::RawBytes;
use forms::{Forms, Looked, Take};
use index::{Counting, Entry, Filling, Index};
use std::io::Read;

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
    index: Option<Index>,
    rows: usize,
    left_out: LeftOut,
}

/// Rows from which the columns of a list without a header are guessed.
const SAMPLE: usize = 64;
const NO_LIST: &str = "no column holds names, companies, e-mail addresses, phone or customer numbers; a list is a CSV, \
                       one customer a row, with a header such as `name,e-mail,company,customer number`";
const NO_TEXT: &str = "this is no text; a list is a CSV, one customer a row, with a header such as `name,e-mail,company,customer number`";
const CHANGED: OwnError = OwnError { line: 1, what: "the list changed while it was read" };

impl OwnIdentifiers {
    /// Reads a list as a stream, twice: `open` starts it anew.
    ///
    /// CSV with the delimiter `,` `;` tab or `|`, quotes, a byte order mark, in UTF-8, UTF-16 or Latin-1.
    /// Columns are told by their header, in several languages; a column with an unknown header counts as far
    /// as its values look like e-mail addresses or numbers. If the first row holds values, there is no header,
    /// and columns are told by their values.
    ///
    /// # Errors
    /// [`OwnError`] with the line if the list cannot be read, is empty, a quote is not closed, a row has more
    /// cells than the header, no column is usable, or the list is too long.
    ///
    /// # Exposure
    /// Reads the list; keeps bits of hashes of its values.
    pub fn read<R: Read>(mut open: impl FnMut() -> std::io::Result<R>) -> Result<Self, OwnError> {
        let mut open = || open().map_err(|_| OwnError { line: 1, what: "could not be read" });
        let layout = Layout::read(open()?)?;
        let mut counting = Counting::new();
        let mut left_out = LeftOut::default();
        let rows = layout.rows(open()?, &mut counting, |line| left_out.add(line))?;
        let Some(mut filling) = counting.fill() else {
            let none = OwnError { line: 1, what: NO_LIST };
            return if rows == 0 { Ok(Self { index: None, rows, left_out }) } else { Err(none) };
        };
        let again = layout.rows(open()?, &mut filling, |_| {})?;
        let index = filling.finish().filter(|_| again == rows).ok_or(CHANGED)?;
        Ok(Self { index: Some(index), rows, left_out })
    }

    /// Reads a list that is in memory.
    ///
    /// # Errors
    /// As [`OwnIdentifiers::read`].
    ///
    /// # Exposure
    /// Reads the list.
    pub fn from_csv(bytes: &RawBytes) -> Result<Self, OwnError> {
        Self::read(|| Ok(bytes.expose()))
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Returns the rows whose company is looked for before its legal form only.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// Says whether the list has no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Finds the values of the list in a text and appends hits in order of their start.
    ///
    /// # Exposure
    /// Reads the text; hits carry offsets only.
    pub(crate) fn scan(&self, text: &[u8], hits: &mut Vec<Hit>) {
        let Some(index) = &self.index else { return };
        let mut seen = search::Search::new(index, text).run();
        seen.sort_by_key(|s| (s.start, usize::MAX - s.end, std::cmp::Reverse(s.confidence)));
        let mut covered = 0;
        for (i, s) in seen.iter().enumerate() {
            // "Jane Doe, jane.doe@example.com" also reads as "Doe, Jane", which is in two others already.
            let rest = |next: &search::Seen| text.get(covered..next.start).unwrap_or_default();
            let is_bridge = s.start < covered
                && seen.iter().skip(i + 1).take(8).any(|next| {
                    next.start < s.end
                        && next.end > s.end
                        && !rest(next).iter().any(|b| place::is_part_of_word(*b))
                });
            if s.end <= covered || is_bridge {
                continue;
            }
            covered = s.end;
            if let Some(span) = Span::new(s.start, s.end) {
                hits.push(Hit {
                    rule: RuleId::detector("own.identifier"),
                    class: Class::CustomerIdentifier,
                    kind: Kind::known("CUSTOMER"),
                    confidence: s.confidence,
                    span,
                });
            }
        }
    }
}

impl OwnIdentifiers {
    /// Appends single names of persons of the list that stand by themselves, and first words of companies that are words
    /// besides, for a reviewer.
    ///
    /// # Exposure
    /// Reads the text; hits carry offsets only.
    pub(crate) fn suggest(&self, text: &[u8], hits: &mut Vec<Hit>) {
        let Some(index) = &self.index else { return };
        for gram in tokens::Cutter::new(text) {
            if !index.may_end(gram.run.hash) {
                continue;
            }
            let has = |form| index.has(form, gram.run.hash);
            let is_name = place::is_lone_name(text, &gram) && has(index::Form::Handle);
            if (is_name || (place::stands_out(text, &gram) && has(index::Form::Doubtful)))
                && let Some(span) = Span::new(gram.start, gram.end)
            {
                hits.push(Hit {
                    rule: RuleId::detector("own.possible-name"),
                    class: Class::CustomerIdentifier,
                    kind: Kind::known("CUSTOMER"),
                    confidence: evidact_model::Confidence::Low,
                    span,
                });
            }
        }
    }
}

/// Returns what is the same for all spellings of a value of the list: letters and digits without case, diacritics
/// and separators, a company without its legal form. `None` for what has too little of them.
///
/// # Exposure
/// Reads the value; returns a hash of it, for comparing in memory only.
#[must_use]
pub fn spelling(value: &[u8]) -> Option<u64> {
    let grams: Vec<tokens::Gram> = tokens::Cutter::new(value).take(2 * tokens::MAX_LEN).collect();
    let core = grams.get(..legal::core(&grams)).unwrap_or_default();
    let run = core.iter().fold(tokens::Run::default(), |run, gram| run.then(gram.run));
    (run.len >= 3 && (run.len as usize) <= tokens::MAX_LEN).then(|| tokens::mix(run.hash))
}

/// A part of a person's name that has a column or key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamePart {
    /// The given name.
    Given,
    /// The family name.
    Family,
}

/// Says which part of a name a header or key announces, in several languages.
#[must_use]
pub fn name_part(header: &[u8]) -> Option<NamePart> {
    match columns::by_header(header) {
        Column::Given => Some(NamePart::Given),
        Column::Family => Some(NamePart::Family),
        _ => None,
    }
}

/// What the columns hold, and whether the first row is a header.
struct Layout {
    columns: Vec<Column>,
    header: bool,
}

impl Layout {
    fn read(input: impl Read) -> Result<Self, OwnError> {
        let mut reader = csv::Reader::new(input)?;
        if reader.is_binary() {
            return Err(OwnError { line: 1, what: NO_TEXT });
        }
        let first = reader.row()?.ok_or(OwnError { line: 1, what: "the list is empty" })?;
        let header = !columns::is_data(first.cells());
        let named: Vec<Column> = first.cells().map(columns::by_header).collect();
        if header && named.iter().any(|column| *column != Column::Unknown) {
            return Ok(Self { columns: named, header });
        }
        let mut guesses = vec![columns::Guess::default(); first.cells().count()];
        let add = |row: &csv::Row, guesses: &mut Vec<columns::Guess>| {
            guesses.iter_mut().zip(row.cells()).for_each(|(guess, cell)| guess.add(cell));
        };
        if !header {
            add(first, &mut guesses);
        }
        for _ in 1..SAMPLE {
            let Some(row) = reader.row()? else { break };
            add(row, &mut guesses);
        }
        let columns = columns::guessed(&guesses);
        let is_list = |column: &Column| match column {
            Column::Unknown => false,
            // Words under a heading that says nothing may be anything.
            Column::Email | Column::Phone | Column::Number => true,
            _ => !header,
        };
        // Without any row there is nothing to tell a list by.
        if columns.iter().any(is_list) || guesses.iter().all(columns::Guess::is_empty) {
            Ok(Self { columns: if header { named } else { columns }, header })
        } else {
            Err(OwnError { line: 1, what: NO_LIST })
        }
    }

    /// Hands every value of every row to `take` and counts the rows; `left_out` gets the lines of those whose company is
    /// too short to be looked for alone.
    fn rows(
        &self,
        input: impl Read,
        take: &mut impl Sink,
        mut left_out: impl FnMut(u64),
    ) -> Result<usize, OwnError> {
        let mut reader = csv::Reader::new(input)?;
        if self.header {
            reader.row()?;
        }
        let mut forms = Forms::default();
        let mut rows = 0;
        while let Some(row) = reader.row()? {
            if row.cells().skip(self.columns.len()).any(|cell| !cell.is_empty()) {
                return Err(OwnError { line: row.line(), what: "the row has more cells than the header" });
            }
            if forms.row(&self.columns, row, take) == Looked::Partly {
                left_out(row.line());
            }
            rows += 1;
            if take.is_full() {
                return Err(OwnError { line: row.line(), what: "the list is too long" });
            }
        }
        Ok(rows)
    }
}

trait Sink: Take {
    fn is_full(&self) -> bool;
}

impl Take for Counting {
    fn entry(&mut self, entry: Entry) {
        self.add(&entry);
    }

    fn weak(&mut self, token: u64) {
        Counting::weak(self, token);
    }
}

impl Sink for Counting {
    fn is_full(&self) -> bool {
        Counting::is_full(self)
    }
}

impl Take for Filling {
    fn entry(&mut self, entry: Entry) {
        self.add(&entry);
    }

    fn weak(&mut self, _token: u64) {}
}

impl Sink for Filling {
    fn is_full(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod spelling_tests {
    use super::spelling;

    #[test]
    fn spellings_of_a_company_are_one() {
        let first = spelling(b"Harborline Freight GmbH");
        assert!(first.is_some());
        for other in [
            "HARBORLINE FREIGHT",
            "harborline-freight",
            "Harborline  Freight",
            "HarborlineFreight",
            "Harborline\nFreight AG",
        ] {
            assert_eq!(spelling(other.as_bytes()), first, "{other}");
        }
        assert_ne!(spelling(b"Harborline Catering"), first);
        assert_eq!(spelling(b"--"), None);
    }
}
