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

/// Shows every cell that stands under a heading, or beside a label.
pub(crate) fn for_each_field(text: &[u8], visit: &mut dyn FnMut(Field<'_>)) {
    let mut fields =
        Fields { text, path: KeyPath::new(), value: View::new(ViewKind::Field, Draft::default()), visit };
    let mut records = Records::tabbed(text);
    let mut cells = Vec::new();
    let mut headings: Vec<Token> = Vec::new();
    while matches!(records.next(&mut cells), Ok(true)) {
        let filled = |row: &[Token]| row.iter().filter(|t| !is_blank(text, **t)).count();
        let count = filled(&cells);
        if count == 0 {
            headings.clear();
        } else if count > filled(&headings) && are_headings(text, core(text, &cells)) {
            headings.clone_from(&cells);
        } else {
            fields.row(&headings, &cells);
        }
    }
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
    fn names_values_by_the_label_beside_them() {
        let found = fields("Password:\thunter2\nPIN\t4711\tUser\tbob\n\"Two\nlines\"\tx\n");
        for expected in ["Password=hunter2", "PIN=4711", "User=bob", "Two\nlines=x"] {
            assert!(found.iter().any(|f| f == expected), "{found:?}");
        }
    }
}
