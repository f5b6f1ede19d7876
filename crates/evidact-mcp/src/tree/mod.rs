//! One tree for JSON, YAML and TOML: values, the keys above them, and the lines on which they stand.
//!
//! A reader keeps what the checks need and nothing of how it was written. All texts come from verified text.

mod json;
mod toml;
mod yaml;

use evidact_model::CleanText;

/// Deeper than this nobody writes by hand, and a tree may not eat the stack.
const MAX_DEPTH: usize = 64;

/// Keys are cut to so many characters where they stand in a place.
const MAX_KEY: usize = 60;

/// A value and the line on which it begins, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: u32,
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(CleanText),
    Text(CleanText),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: CleanText,
    pub(crate) line: u32,
    pub(crate) node: Node,
}

/// Why a text is no tree. Says nothing of the text but the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It breaks its grammar on this line.
    Syntax(u32),
    /// It is nested deeper than anything that is written by hand.
    Deep,
}

/// Which grammar a text is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// JSON, also with comments and trailing commas.
    Json,
    /// One JSON value a line.
    JsonLines,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
}

impl Grammar {
    /// Reads the documents of a text.
    ///
    /// # Errors
    /// [`Unreadable`] if there is none. Lines that are no JSON are passed over in JSON lines: logs hold both.
    pub(crate) fn read(self, text: &CleanText) -> Result<Vec<Node>, Unreadable> {
        match self {
            Self::Json => json::read(text).map(|node| vec![node]),
            Self::JsonLines => json::read_lines(text),
            Self::Yaml => yaml::read(text),
            Self::Toml => toml::read(text).map(|node| vec![node]),
        }
    }
}

/// A node with the way to it.
#[derive(Debug, Clone)]
pub(crate) struct At<'t> {
    pub(crate) node: &'t Node,
    pub(crate) place: CleanText,
    pub(crate) line: u32,
}

impl<'t> At<'t> {
    /// Returns the top of a document.
    pub(crate) fn top(node: &'t Node) -> Self {
        Self { node, place: CleanText::default(), line: node.line }
    }

    /// Returns what stands under a key; of repeated keys the last, as readers take it.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        let Value::Map(entries) = &self.node.value else { return None };
        entries.iter().rev().find(|e| e.key.as_str() == key).map(|e| self.below(e))
    }

    /// Returns the text under a key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&'t CleanText> {
        self.get(key).and_then(|at| at.text())
    }

    /// Returns the keys of a map with what stands under them, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t CleanText, Self)> {
        let entries = match &self.node.value {
            Value::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|e| (&e.key, self.below(e)))
    }

    /// Returns the items of a list, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> {
        let items = match &self.node.value {
            Value::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().enumerate().map(|(number, node)| Self {
            node,
            place: self.place.derive(|place| format!("{place}[{number}]")),
            line: node.line,
        })
    }

    /// Returns the text, if it is one.
    pub(crate) fn text(&self) -> Option<&'t CleanText> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a text, number or truth value as it is written.
    pub(crate) fn scalar(&self) -> Option<CleanText> {
        match &self.node.value {
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            Value::Bool(true) => Some(CleanText::literal("true")),
            Value::Bool(false) => Some(CleanText::literal("false")),
            _ => None,
        }
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.node.value, Value::Map(_))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.node.value, Value::List(_))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        matches!(&self.node.value, Value::Map(entries) if entries.iter().any(|e| e.key.as_str() == key))
    }

    fn below(&self, entry: &'t Entry) -> Self {
        let place = entry.key.derive(|key| {
            let mut short: String = key.chars().take(MAX_KEY).collect();
            if short.contains(['.', '[', ' ']) {
                short = format!("\"{short}\"");
            }
            if self.place.as_str().is_empty() { short } else { format!("{}.{short}", self.place) }
        });
        Self { node: &entry.node, place, line: entry.line }
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Grammar};
    use evidact_model::CleanText;

    #[test]
    fn the_three_grammars_give_the_same_tree_places_and_lines() {
        let json = CleanText::literal("{\n \"a\": {\n  \"b c\": [1, \"x\"],\n  \"d\": true }}");
        let yaml = CleanText::literal("\na:\n  b c: [1, x]\n  d: true\n");
        let toml = CleanText::literal("\n[a]\n\"b c\" = [1, \"x\"]\nd = true\n");
        for (grammar, text) in [(Grammar::Json, json), (Grammar::Yaml, yaml), (Grammar::Toml, toml)] {
            let roots = grammar.read(&text).unwrap();
            let top = At::top(&roots[0]);
            let list = top.get("a").and_then(|a| a.get("b c")).unwrap();
            assert_eq!((list.place.as_str(), list.line), ("a.\"b c\"", 3), "{grammar:?}");
            let item = list.items().nth(1).unwrap();
            assert_eq!((item.place.as_str(), item.text().unwrap().as_str()), ("a.\"b c\"[1]", "x"));
            let truth = top.get("a").and_then(|a| a.get("d")).unwrap();
            assert_eq!((truth.line, truth.scalar().unwrap().as_str()), (4, "true"), "{grammar:?}");
        }
    }
}
