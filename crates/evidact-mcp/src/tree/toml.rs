//! TOML, with the lines of its keys.

use super::{Entry, Node, Unreadable, Value};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use evidact_model::CleanText;

/// Reads a document.
pub(super) fn read(text: &CleanText) -> Result<Node, Unreadable> {
    let lines = Lines::new(text.as_str());
    let table = DeTable::parse(text.as_str())
        .map_err(|e| Unreadable::Syntax(e.span().map_or(1, |span| lines.of(span.start))))?;
    let value = Value::Map(entries(table.get_ref(), text, &lines));
    Ok(Node { line: 1, value })
}

fn entries(table: &DeTable<'_>, text: &CleanText, lines: &Lines) -> Vec<Entry> {
    let mut found: Vec<(usize, Entry)> = table
        .iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let entry = Entry {
                key: text.derive(|_| key.get_ref().clone().into_owned()),
                line: lines.of(start),
                node: node(value, text, lines),
            };
            (start, entry)
        })
        .collect();
    // The table is sorted by key; people read a file from its top.
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn node(spanned: &Spanned<DeValue<'_>>, text: &CleanText, lines: &Lines) -> Node {
    let written = |word: String| text.derive(|_| word);
    let value = match spanned.get_ref() {
        DeValue::String(s) => Value::Text(written(s.clone().into_owned())),
        DeValue::Integer(n) => Value::Number(written(n.as_str().to_owned())),
        DeValue::Float(n) => Value::Number(written(n.as_str().to_owned())),
        DeValue::Boolean(b) => Value::Bool(*b),
        DeValue::Datetime(d) => Value::Text(written(d.to_string())),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, text, lines)).collect()),
        DeValue::Table(table) => Value::Map(entries(table, text, lines)),
    };
    Node { line: lines.of(spanned.span().start), value }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1).collect())
    }

    fn of(&self, at: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= at) + 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::tree::Unreadable;
    use evidact_model::CleanText;
    use proptest::prelude::*;

    #[test]
    fn names_the_line_of_what_is_wrong() {
        assert_eq!(read(&CleanText::literal("a = 1\nb = \n")).err(), Some(Unreadable::Syntax(2)));
    }

    proptest! {
        #[test]
        fn never_panics_on_any_text(text in "[\\[\\]{}\"'=,#.\n a-c0-9\u{e9}-]{0,200}") {
            let _ = read(&CleanText::attest(text));
        }
    }
}
