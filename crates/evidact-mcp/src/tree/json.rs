//! JSON as editors accept it: comments, trailing commas, a byte order mark.

use super::{Entry, MAX_DEPTH, Node, Unreadable, Value};
use evidact_model::CleanText;

/// Reads one value.
pub(super) fn read(text: &CleanText) -> Result<Node, Unreadable> {
    let mut reader = Reader::new(text, 1);
    let node = reader.document()?;
    Ok(node)
}

/// Reads one value a line; what is none is passed over. A log may hold words before the value.
pub(super) fn read_lines(text: &CleanText) -> Result<Vec<Node>, Unreadable> {
    let mut nodes = Vec::new();
    for (number, line) in (1..).zip(text.as_str().lines()) {
        let Some(start) = line.find(['{', '[']) else { continue };
        let Some(rest) = line.get(start..) else { continue };
        let mut reader = Reader { source: text, bytes: rest.as_bytes(), text: rest, at: 0, line: number };
        if let Ok(node) = reader.document() {
            nodes.push(node);
        }
    }
    if nodes.is_empty() { Err(Unreadable::Syntax(1)) } else { Ok(nodes) }
}

struct Reader<'t> {
    source: &'t CleanText,
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    line: u32,
}

impl<'t> Reader<'t> {
    fn new(source: &'t CleanText, line: u32) -> Self {
        let text = source.as_str();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { source, text, bytes: text.as_bytes(), at: 0, line }
    }

    fn document(&mut self) -> Result<Node, Unreadable> {
        let node = self.value(0)?;
        self.space()?;
        if self.at < self.bytes.len() { Err(self.wrong()) } else { Ok(node) }
    }

    fn wrong(&self) -> Unreadable {
        Unreadable::Syntax(self.line)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over white space and comments.
    fn space(&mut self) -> Result<(), Unreadable> {
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' => self.comment()?,
                _ => break,
            }
        }
        Ok(())
    }

    fn comment(&mut self) -> Result<(), Unreadable> {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => {
                while self.peek().is_some_and(|b| b != b'\n') {
                    self.at += 1;
                }
                Ok(())
            }
            Some(b'*') => {
                self.at += 2;
                loop {
                    match (self.peek(), self.bytes.get(self.at + 1)) {
                        (Some(b'*'), Some(b'/')) => break,
                        (None, _) => return Err(self.wrong()),
                        (Some(b'\n'), _) => self.line += 1,
                        _ => {}
                    }
                    self.at += 1;
                }
                self.at += 2;
                Ok(())
            }
            _ => Err(self.wrong()),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Unreadable> {
        if depth > MAX_DEPTH {
            return Err(Unreadable::Deep);
        }
        self.space()?;
        let line = self.line;
        let value = match self.peek() {
            Some(b'{') => Value::Map(self.map(depth)?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'"') => Value::Text(self.string()?),
            Some(_) => self.word()?,
            None => return Err(self.wrong()),
        };
        Ok(Node { line, value })
    }

    fn map(&mut self, depth: usize) -> Result<Vec<Entry>, Unreadable> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.space()?;
            match self.peek() {
                Some(b'}') => break,
                Some(b'"') => {}
                _ => return Err(self.wrong()),
            }
            let line = self.line;
            let key = self.string()?;
            self.space()?;
            if self.peek() != Some(b':') {
                return Err(self.wrong());
            }
            self.at += 1;
            let node = self.value(depth + 1)?;
            entries.push(Entry { key, line, node });
            if self.ends(b'}')? {
                break;
            }
        }
        self.at += 1;
        Ok(entries)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Unreadable> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space()?;
            if self.peek() == Some(b']') {
                break;
            }
            items.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                break;
            }
        }
        self.at += 1;
        Ok(items)
    }

    /// Passes over a comma, or says that the closing bracket stands here.
    fn ends(&mut self, close: u8) -> Result<bool, Unreadable> {
        self.space()?;
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(byte) if byte == close => Ok(true),
            _ => Err(self.wrong()),
        }
    }

    fn string(&mut self) -> Result<CleanText, Unreadable> {
        self.at += 1;
        let start = self.at;
        let mut decoded: Option<String> = None;
        let mut from = start;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let piece = self.text.get(from..self.at).ok_or(self.wrong())?;
                    let out = decoded.get_or_insert_with(String::new);
                    out.push_str(piece);
                    let escape = self.escape()?;
                    out.push(escape);
                    from = self.at;
                }
                Some(b'\n') | None => return Err(self.wrong()),
                Some(_) => self.at += 1,
            }
        }
        let piece = self.text.get(from..self.at).ok_or(self.wrong())?;
        let mut out = decoded.unwrap_or_default();
        out.push_str(piece);
        self.at += 1;
        Ok(self.source.derive(|_| out))
    }

    /// Reads an escape; a half of a pair without the other reads as U+FFFD.
    fn escape(&mut self) -> Result<char, Unreadable> {
        let kind = self.bytes.get(self.at + 1).copied();
        self.at += 2;
        Ok(match kind {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => {
                let high = self.unit()?;
                if (0xD800..0xDC00).contains(&high) && self.bytes.get(self.at..self.at + 2) == Some(b"\\u") {
                    let back = self.at;
                    self.at += 2;
                    let low = self.unit()?;
                    if (0xDC00..0xE000).contains(&low) {
                        let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                        return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    self.at = back;
                }
                char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(self.wrong()),
        })
    }

    fn unit(&mut self) -> Result<u32, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(self.wrong())?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(self.wrong());
        }
        let unit = u32::from_str_radix(digits, 16).map_err(|_| self.wrong())?;
        self.at += 4;
        Ok(unit)
    }

    /// Reads a number or one of the three words.
    fn word(&mut self) -> Result<Value, Unreadable> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).ok_or(self.wrong())?;
        match word {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            "null" => Ok(Value::Null),
            _ if word.parse::<f64>().is_ok() && word.bytes().any(|b| b.is_ascii_digit()) => {
                Ok(Value::Number(self.source.derive(|_| word.to_owned())))
            }
            _ => Err(self.wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{read, read_lines};
    use crate::tree::{Node, Unreadable, Value};
    use evidact_model::CleanText;
    use proptest::prelude::*;

    fn as_serde(node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(b) => (*b).into(),
            Value::Number(n) => serde_json::from_str(n.as_str()).unwrap(),
            Value::Text(t) => t.as_str().into(),
            Value::List(items) => items.iter().map(as_serde).collect(),
            Value::Map(entries) => {
                entries.iter().map(|e| (e.key.as_str().to_owned(), as_serde(&e.node))).collect()
            }
        }
    }

    fn clean(text: &str) -> CleanText {
        CleanText::attest(text.to_owned())
    }

    #[test]
    fn takes_comments_and_trailing_commas_as_editors_do() {
        let text =
            "\u{feff}// top\n{ /* a\n b */ \"a\": [1, 2,], // end\n \"b\": {\"c\": null,}, }\n// bottom";
        let node = read(&clean(text)).unwrap();
        assert_eq!(as_serde(&node), serde_json::json!({"a": [1, 2], "b": {"c": null}}));
    }

    #[test]
    fn names_the_line_of_what_is_wrong_and_nothing_else() {
        assert_eq!(read(&clean("{\n\"a\": 1,\n b: 2 }")), Err(Unreadable::Syntax(3)));
        assert_eq!(read(&clean("{\"a\": 1} x")), Err(Unreadable::Syntax(1)));
        assert_eq!(read(&clean(&"[".repeat(1 << 16))), Err(Unreadable::Deep));
    }

    #[test]
    fn reads_the_messages_of_a_log_and_passes_over_the_rest() {
        let log = "starting\n2026-01-02 [info] {broken\n2026-01-02 out: {\"a\":1}\n{\"b\":2}\n";
        let lines: Vec<u32> = read_lines(&clean(log)).unwrap().iter().map(|n| n.line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(read_lines(&clean("nothing\n")).is_err());
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            ".*".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(".{0,6}", inner, 0..6)
                    .prop_map(|m| serde_json::Value::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_whatever_serde_json_writes(value in json()) {
            let node = read(&clean(&value.to_string())).unwrap();
            prop_assert_eq!(as_serde(&node), value.clone());
            let node = read(&clean(&format!("{value:#}"))).unwrap();
            prop_assert_eq!(as_serde(&node), value);
        }

        #[test]
        fn never_panics_on_any_text(text in "[\\[\\]{}\":,/*\\\\u0-9dD\n a-z\u{e9}]{0,200}") {
            let _ = read(&clean(&text));
            let _ = read_lines(&clean(&text));
        }
    }
}
