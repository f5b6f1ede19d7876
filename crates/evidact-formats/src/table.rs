//! The fields of a sheet: every cell under the heading of its column and beside the label on its left.
//!
//! A sheet holds what people laid out: titles above headings, several tables under each other, and forms of a
//! label and what belongs to it. A row without anything ends a table.

use crate::csv::{Records, is_header};
use crate::event::Token;
use crate::view::{Draft, View};
use crate::{Field, decode};
use evidact_model::ViewKind;
use evidact_raw::KeyPath;

/// A longer text is no label.
const MAX_LABEL_BYTES: usize = 64;
/// The first cell of a row names at most so many others, so that no row costs more than it has bytes.
const MAX_ACROSS: usize = 256;

/// Shows every cell that stands under a heading, or beside a label.
pub(crate) fn for_each_field(text: &[u8], visit: &mut dyn FnMut(Field<'_>)) {
    let mut fields =
        Fields { text, path: KeyPath::new(), value: View::new(ViewKind::Field, Draft::default()), visit };
    let mut records = Records::tabbed(text);
    let mut cells = Vec::new();
    let mut headings = Headings::default();
    // The row above, if one cell is all that is in it.
    let mut above: Option<(usize, Token)> = None;
    while matches!(records.next(&mut cells), Ok(true)) {
        let count = filled(text, &cells);
        let lone = above.take();
        if count == 0 {
            // Rows may begin a line below their headings.
            if headings.are_used {
                headings.end(&mut fields);
            }
        } else if count > filled(text, &headings.cells)
            && !headings.leave_corner(text, &cells)
            && are_headings(text, core(text, &cells))
        {
            headings.end(&mut fields);
            headings = Headings { cells: cells.clone(), are_used: false };
        } else {
            let goes_on = headings.go_on(text, &cells);
            headings.are_used |= !goes_on;
            fields.row(&headings.cells, &cells);
            if goes_on {
                headings.take(text, &cells);
            }
        }
        if count == 1
            && let Some((i, cell)) = cells.iter().enumerate().find(|(_, t)| !is_blank(text, **t))
        {
            if let Some((_, label)) = lone.filter(|(column, _)| *column == i)
                && is_token(cell.raw(text))
                && fields.is_label(label)
            {
                fields.emit(label, *cell);
            }
            above = Some((i, *cell));
        }
    }
    headings.end(&mut fields);
}

/// The names of the columns of the table that is being read.
#[derive(Default)]
struct Headings {
    cells: Vec<Token>,
    /// Whether there was a row below them.
    are_used: bool,
}

impl Headings {
    /// Ends the table. What nothing stands below were no headings, but labels and what belongs to them.
    fn end(&mut self, fields: &mut Fields<'_, '_>) {
        if !self.are_used {
            fields.row(&[], &self.cells);
        }
        self.cells.clear();
        self.are_used = false;
    }

    /// Says whether a row begins farther left than the headings and ends where they do: the headings leave the
    /// corner of the table empty, where its rows have their labels.
    fn leave_corner(&self, text: &[u8], cells: &[Token]) -> bool {
        let is_filled = |t: &Token| !is_blank(text, *t);
        let first = |row: &[Token]| row.iter().position(is_filled);
        let last = |row: &[Token]| row.iter().rposition(is_filled);
        !self.cells.is_empty() && first(cells) < first(&self.cells) && last(cells) == last(&self.cells)
    }

    /// Says whether a row is a second one of headings: it names columns of which the first names none.
    fn go_on(&self, text: &[u8], cells: &[Token]) -> bool {
        let is_unnamed = |i: usize| self.cells.get(i).is_none_or(|heading| is_blank(text, *heading));
        let names_more = cells.iter().enumerate().any(|(i, cell)| !is_blank(text, *cell) && is_unnamed(i));
        !self.are_used
            && !self.cells.is_empty()
            && names_more
            && !self.leave_corner(text, cells)
            && are_headings(text, core(text, cells))
    }

    /// Takes the names of a second row of headings, which say more than those above them.
    fn take(&mut self, text: &[u8], cells: &[Token]) {
        for (i, cell) in cells.iter().enumerate().filter(|(_, cell)| !is_blank(text, **cell)) {
            match self.cells.get_mut(i) {
                Some(heading) => *heading = *cell,
                // A row has no gaps, so what is missing is missing behind.
                None => self.cells.push(*cell),
            }
        }
    }
}

fn filled(text: &[u8], row: &[Token]) -> usize {
    row.iter().filter(|t| !is_blank(text, **t)).count()
}

/// Says whether a cell is one word of letters and digits: of what stands farther from its label, only that belongs
/// to it.
pub(crate) fn is_token(cell: &[u8]) -> bool {
    let word = cell.trim_ascii();
    let has = |is: fn(&u8) -> bool| word.iter().any(is);
    (6..=MAX_LABEL_BYTES).contains(&word.len())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !has(u8::is_ascii_whitespace)
        && !word.contains(&b'[')
}

/// Returns a row without the empty cells before and behind it.
fn core<'c>(text: &[u8], cells: &'c [Token]) -> &'c [Token] {
    let is_filled = |t: &Token| !is_blank(text, *t);
    let first = cells.iter().position(is_filled).unwrap_or(0);
    let last = cells.iter().rposition(is_filled).map_or(0, |n| n + 1);
    cells.get(first..last).unwrap_or_default()
}

/// What the second of two columns is most often called. Without such a word two texts beside each other are a label
/// and what belongs to it: the next row names something else.
const SECOND: &str = "value values wert werte password passwords passwort kennwort user username benutzer name names \
    login email mail e-mail description beschreibung comment comments kommentar note notes notiz bemerkung type typ \
    status state date datum role rolle group owner contact kontakt phone telefon telephone mobile address adresse \
    ip host hostname server port url link secret token key pin code account konto iban amount betrag count number \
    nummer id result ergebnis answer antwort version size total department abteilung team city ort country land setting \
    inhalt content text severity priority credential credentials customer kunde company firma";

/// Says whether a row names the columns below it.
fn are_headings(text: &[u8], cells: &[Token]) -> bool {
    let is_label = |t: &Token| {
        let raw = t.raw(text).trim_ascii();
        raw.ends_with(b":") || raw.contains(&b'[')
    };
    if cells.len() < 2 || !is_header(text, cells) || cells.iter().any(is_label) {
        return false;
    }
    let [_, second] = cells else { return true };
    let raw = second.raw(text).trim_ascii().to_ascii_lowercase();
    let last = raw.rsplit(|b| matches!(b, b' ' | b'_' | b'/')).next().unwrap_or_default();
    SECOND.split_ascii_whitespace().any(|word| word.as_bytes() == last)
}

fn is_blank(text: &[u8], token: Token) -> bool {
    token.raw(text).trim_ascii().is_empty()
}

struct Fields<'t, 'v> {
    text: &'t [u8],
    path: KeyPath,
    value: View,
    visit: &'v mut dyn FnMut(Field<'_>),
}

impl Fields<'_, '_> {
    fn row(&mut self, headings: &[Token], cells: &[Token]) {
        for (i, &cell) in cells.iter().enumerate() {
            if let Some(&heading) = headings.get(i).filter(|h| !is_blank(self.text, **h)) {
                self.emit(heading, cell);
            }
        }
        // Under headings only the first cell of a row is a label: what follows is told by its heading.
        if headings.is_empty() {
            self.pairs(cells);
        } else if let Some(pair) =
            cells.windows(2).find(|w| w.first().is_some_and(|t| !is_blank(self.text, *t)))
        {
            self.pairs(pair);
        }
        self.across(cells);
    }

    /// Of a table on its side the first cell of a row names all others.
    fn across(&mut self, cells: &[Token]) {
        let Some(first) = cells.iter().position(|t| !is_blank(self.text, *t)) else { return };
        let Some(&label) = cells.get(first).filter(|t| self.is_label(**t)) else { return };
        for &cell in cells.iter().skip(first + 2).take(MAX_ACROSS) {
            if is_token(cell.raw(self.text)) {
                self.emit(label, cell);
            }
        }
    }

    fn pairs(&mut self, cells: &[Token]) {
        for pair in cells.windows(2) {
            if let [label, value] = pair
                && self.is_label(*label)
            {
                self.emit(*label, *value);
            }
        }
    }

    fn is_label(&self, token: Token) -> bool {
        let raw = token.raw(self.text).trim_ascii();
        let letters = raw.iter().filter(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        let digits = raw.iter().filter(|b| b.is_ascii_digit()).count();
        raw.len() <= MAX_LABEL_BYTES && letters > digits && !raw.contains(&b'@')
    }

    fn emit(&mut self, key: Token, cell: Token) {
        if is_blank(self.text, cell) {
            return;
        }
        let draft = self.value.draft_mut();
        draft.clear();
        decode::token(self.text, key, draft);
        let name = draft.bytes().trim_ascii();
        let name = name.strip_suffix(b":").unwrap_or(name);
        // What a placeholder stands for says nothing about the next cell.
        if name.contains(&b'[') {
            return;
        }
        self.path.push(name.get(..name.len().min(MAX_LABEL_BYTES)).unwrap_or_default());
        draft.clear();
        decode::token(self.text, cell, draft);
        (self.visit)(Field { path: &self.path, value: &self.value });
        self.path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::for_each_field;

    fn fields(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for_each_field(text.as_bytes(), &mut |field| {
            let key = String::from_utf8_lossy(field.path.innermost().unwrap_or_default()).into_owned();
            all.push(format!("{key}={}", String::from_utf8_lossy(field.value.bytes())));
        });
        all
    }

    #[test]
    fn names_cells_by_the_heading_of_their_table() {
        let text = "Review 2024\t\nUser\tPassword\tSince\nalice\thunter2\t2024\n\t\nHost\tPort\tProtocol\nweb1\t8443\thttps\n";
        let expected = [
            "User=alice",
            "Password=hunter2",
            "Since=2024",
            "alice=hunter2",
            "Host=web1",
            "Port=8443",
            "Protocol=https",
        ];
        let found = fields(text);
        assert!(expected.iter().all(|e| found.iter().any(|f| f == e)), "{found:?}");
        assert!(!found.iter().any(|f| f.starts_with("User=web1")), "{found:?}");
    }

    #[test]
    fn two_columns_without_headings_are_labels_and_values() {
        let found = fields("User\talice\nPassword\thunter2\nRegion\tnorth\n");
        assert_eq!(found, ["User=alice", "Password=hunter2", "Region=north"]);
        let found = fields("User\tPassword\nalice\thunter2\n");
        assert!(found.contains(&"Password=hunter2".into()) && !found.contains(&"User=Password".into()));
    }

    #[test]
    fn a_table_on_its_side_has_its_names_in_the_first_column() {
        let found = fields("Server\tdb1\tdb2\nPassword\thunter2\thunter3\nState\tin use\told\n");
        assert!(found.contains(&"Password=hunter3".into()), "{found:?}");
        assert!(!found.contains(&"State=old".into()), "{found:?}");
    }

    #[test]
    fn headings_go_on_in_a_second_row() {
        for above in ["System\tAccess\t\n", "System\tUser account\t\n", ""] {
            let rows = "\tUser\tPassword\nERP\terp\thunter2\nCRM\tcrm\thunter3\n";
            let found = fields(&format!("{above}{rows}"));
            for expected in ["User=erp", "Password=hunter2", "Password=hunter3"] {
                assert!(found.iter().any(|f| f == expected), "{above}{expected}: {found:?}");
            }
        }
    }

    #[test]
    fn headings_of_nothing_are_labels() {
        let found = fields("Host\tdb1\t\tPassword\thunter2\n");
        assert!(found.contains(&"Password=hunter2".into()), "{found:?}");
        let found = fields("User\tPassword\n\t\nroot\thunter2\n");
        assert!(found.contains(&"Password=hunter2".into()), "{found:?}");
    }

    #[test]
    fn a_label_alone_names_the_word_below_it() {
        let found = fields("Password\t\nhunter2\t\n\t\nPassword\t\nis not written here\t\n");
        assert_eq!(found, ["Password=hunter2"]);
    }

    #[test]
    fn names_values_by_the_label_beside_them() {
        let found = fields("Password:\thunter2\nPIN\t4711\tUser\tbob\n\"Two\nlines\"\tx\n");
        for expected in ["Password=hunter2", "PIN=4711", "User=bob", "Two\nlines=x"] {
            assert!(found.iter().any(|f| f == expected), "{found:?}");
        }
    }
}
