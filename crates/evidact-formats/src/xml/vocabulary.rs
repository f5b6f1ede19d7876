//! What the names of an XML vocabulary mean to people.

use evidact_model::TextKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Nothing: text goes on before, in and behind it. White space counts if it does around it.
    Inline,
    /// Holds text of which all white space counts: a run of letters.
    Text,
    /// A line of its own. White space directly in it is indentation.
    Line,
    /// A line of its own in which white space counts.
    Paragraph,
    /// Stands for characters; those of a line break are `"\n"`.
    Stands(&'static str),
    /// Text that does not belong to the words around it: a field code, a reading aid.
    Apart,
    /// Text that was deleted and is still there.
    Deleted,
    /// Text that was inserted.
    Inserted,
    /// Settings: what stands for characters elsewhere does not here.
    Settings,
    /// A table; its rows hold cells.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row. Text directly in it is a line.
    Cell,
    /// A cell that stands for as many as the attribute of this local name says.
    RepeatedCell(&'static str),
    /// A cell whose column the attribute of this local name says, as in `C5`.
    PlacedCell(&'static str),
}

/// An XML vocabulary.
pub struct Vocabulary {
    /// A name of its own, to tell it from others.
    pub name: &'static str,
    /// What texts in it are about.
    pub text_kind: TextKind,
    /// Says what an element does, by its local name.
    pub element: fn(local: &[u8]) -> Element,
    /// Says whether an attribute's value is one that the vocabulary itself defines: an enumeration, the name of a
    /// namespace. Such a value is not searched, so it must be one of a fixed list or of a narrow form. Numbers of
    /// few digits are never searched.
    pub is_fixed: fn(value: &[u8]) -> bool,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Vocabulary {}

/// Says whether a value is a number of at most eight digits, with a sign, a point, and a unit of measure.
pub(crate) fn is_short_number(value: &[u8]) -> bool {
    let unsigned = value.strip_prefix(b"-").or(value.strip_prefix(b"+")).unwrap_or(value);
    let end = unsigned.iter().position(|b| !b.is_ascii_digit() && *b != b'.').unwrap_or(unsigned.len());
    let (number, unit) = unsigned.split_at_checked(end).unwrap_or_default();
    let points = memchr::memchr_iter(b'.', number).count();
    let units: [&[u8]; 8] = [b"", b"%", b"pt", b"in", b"cm", b"mm", b"px", b"em"];
    number.first().is_some_and(u8::is_ascii_digit)
        && number.len() - points <= 8
        && points <= 1
        && units.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::is_short_number;

    #[test]
    fn measures_are_short_numbers_and_card_numbers_are_not() {
        for value in [&b"0"[..], b"-360", b"12192000", b"11.5pt", b"50%"] {
            assert!(is_short_number(value));
        }
        for value in [&b""[..], b"4111111111111111", b"123456789", b"12a", b"1.2.3", b".5", b"-", b"1 2"] {
            assert!(!is_short_number(value));
        }
    }
}
