//! YAML, from the events of its parser.

use super::{Entry, MAX_DEPTH, Node, Unreadable, Value};
use evidact_model::CleanText;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;

/// So many nodes may be repeated by aliases in one text; further aliases are read as nothing.
const MAX_REPEATED: usize = 10_000;

/// Reads the documents.
pub(super) fn read(text: &CleanText) -> Result<Vec<Node>, Unreadable> {
    // The parser takes a NUL for the end of its input.
    if text.as_str().contains('\0') {
        return Err(Unreadable::Syntax(1));
    }
    let mut builder =
        Builder { text, roots: Vec::new(), open: Vec::new(), anchors: BTreeMap::new(), repeated: 0 };
    for event in Parser::new_from_str(text.as_str()) {
        // The error quotes the input; only its place is kept.
        let (event, span) = event.map_err(|e| Unreadable::Syntax(line(e.marker().line())))?;
        builder.take(event, line(span.start.line()))?;
    }
    Ok(builder.roots)
}

fn line(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).max(1)
}

/// A container that is not closed yet.
struct Open {
    anchor: usize,
    line: u32,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<Node> },
}

struct Builder<'t> {
    text: &'t CleanText,
    roots: Vec<Node>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    repeated: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), Unreadable> {
        match event {
            Event::Scalar(word, style, anchor, tag) => {
                let value = self.scalar(&word, style, tag.is_some());
                self.put(Node { line, value }, anchor);
            }
            Event::SequenceStart(anchor, _) => self.start(anchor, line, Content::List(Vec::new()))?,
            Event::MappingStart(anchor, _) => {
                self.start(anchor, line, Content::Map { entries: Vec::new(), key: None })?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let value = match open.content {
                        Content::List(items) => Value::List(items),
                        Content::Map { entries, .. } => Value::Map(merged(entries)),
                    };
                    self.put(Node { line: open.line, value }, open.anchor);
                }
            }
            Event::Alias(anchor) => {
                let node = self.alias(anchor, line);
                self.put(node, 0);
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, anchor: usize, line: u32, content: Content) -> Result<(), Unreadable> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Unreadable::Deep);
        }
        self.open.push(Open { anchor, line, content });
        Ok(())
    }

    fn put(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            let size = size(&node);
            self.repeated += size;
            if self.repeated <= MAX_REPEATED {
                self.anchors.insert(anchor, (node.clone(), size));
            }
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.roots.push(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, key }) => match key.take() {
                None => *key = Some(node),
                Some(name) => {
                    let line = name.line;
                    entries.push(Entry { key: key_text(name), line, node });
                }
            },
        }
    }

    fn alias(&mut self, anchor: usize, line: u32) -> Node {
        match self.anchors.get(&anchor) {
            Some((node, size)) if self.repeated + size <= MAX_REPEATED => {
                self.repeated += size;
                Node { line, value: node.value.clone() }
            }
            _ => Node { line, value: Value::Null },
        }
    }

    /// Reads a scalar by the core schema.
    fn scalar(&self, word: &str, style: ScalarStyle, tagged: bool) -> Value {
        if style == ScalarStyle::Plain && !tagged {
            match word {
                "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
                "true" | "True" | "TRUE" => return Value::Bool(true),
                "false" | "False" | "FALSE" => return Value::Bool(false),
                _ if word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
                    && word.parse::<f64>().is_ok() =>
                {
                    return Value::Number(self.text.derive(|_| word.to_owned()));
                }
                _ => {}
            }
        }
        Value::Text(self.text.derive(|_| word.to_owned()))
    }
}

fn key_text(key: Node) -> CleanText {
    match key.value {
        Value::Text(text) | Value::Number(text) => text,
        Value::Bool(true) => CleanText::literal("true"),
        Value::Bool(false) => CleanText::literal("false"),
        _ => CleanText::default(),
    }
}

/// Puts what `<<` names into a map, where the map says nothing of its own.
fn merged(entries: Vec<Entry>) -> Vec<Entry> {
    if !entries.iter().any(|e| e.key.as_str() == "<<") {
        return entries;
    }
    let (merges, mut own): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|e| e.key.as_str() == "<<");
    let mut known: std::collections::BTreeSet<CleanText> = own.iter().map(|e| e.key.clone()).collect();
    for merge in merges {
        let maps = match merge.node.value {
            Value::List(items) => items,
            value => vec![Node { line: merge.line, value }],
        };
        for map in maps {
            if let Value::Map(more) = map.value {
                own.extend(more.into_iter().filter(|e| known.insert(e.key.clone())));
            }
        }
    }
    own
}

/// Counts the nodes of a tree.
fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|e| size(&e.node)).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::tree::At;
    use evidact_model::CleanText;
    use proptest::prelude::*;

    #[test]
    fn merges_what_an_anchor_holds_and_lets_the_own_value_win() {
        let text = CleanText::literal("base: &b\n  image: a\n  user: root\nservice:\n  <<: *b\n  image: c\n");
        let roots = read(&text).unwrap();
        let service = At::top(&roots[0]).get("service").unwrap();
        assert_eq!(service.text_of("image").unwrap().as_str(), "c");
        assert_eq!(service.text_of("user").unwrap().as_str(), "root");
    }

    #[test]
    fn aliases_of_aliases_do_not_grow_without_bound() {
        let level =
            |n: usize| format!("a{}: &a{} [{}]\n", n + 1, n + 1, vec![format!("*a{n}"); 10].join(", "));
        let text =
            format!("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n{}", (0..30).map(level).collect::<String>());
        let roots = read(&CleanText::attest(text)).unwrap();
        assert!(super::size(&roots[0]) < 30_000);
    }

    proptest! {
        #[test]
        fn never_panics_on_any_text(text in "[\\[\\]{}\"':,#&*<|>\n a-c0-9\u{e9}-]{0,200}") {
            let _ = read(&CleanText::attest(text));
        }
    }
}
