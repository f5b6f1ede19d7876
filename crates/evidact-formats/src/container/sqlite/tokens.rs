//! The words of an SQL statement (<https://sqlite.org/lang_keywords.html>, and the syntax of literals).

/// A word, name, literal or mark.
#[derive(Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A keyword, or a name without quotes.
    Word,
    /// A name or a string, with its quotes.
    Quoted,
    /// A number.
    Number,
    /// Any other character.
    Mark,
}

impl Token<'_> {
    /// Says whether it is this mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    /// The keyword, in capitals; empty for what is no word.
    pub(super) fn word(&self) -> String {
        if self.kind == Kind::Word { self.text.to_ascii_uppercase() } else { String::new() }
    }

    /// The name or string without its quotes.
    pub(super) fn name(&self) -> String {
        let mut inside = self.text.chars();
        let quote = match inside.next() {
            Some(quote) if self.kind == Kind::Quoted => quote,
            _ => return self.text.to_owned(),
        };
        let close = if quote == '[' { ']' } else { quote };
        if inside.clone().next_back() == Some(close) {
            inside.next_back();
        }
        inside.as_str().replace(&format!("{close}{close}"), &close.to_string())
    }
}

/// Cuts a statement into its words; comments are left out.
pub(super) fn tokens(sql: &str) -> Vec<Token<'_>> {
    let bytes = sql.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let run = |is: &dyn Fn(u8) -> bool| rest.iter().take_while(|&&b| is(b)).count().max(1);
        let find = |needle: &[u8]| memchr::memmem::find(rest, needle);
        let (kind, length) = match b {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C => (None, 1),
            b'-' if rest.starts_with(b"--") => (None, find(b"\n").map_or(rest.len(), |n| n + 1)),
            b'/' if rest.starts_with(b"/*") => (None, find(b"*/").map_or(rest.len(), |n| n + 2)),
            b'[' => (Some(Kind::Quoted), find(b"]").map_or(rest.len(), |n| n + 1)),
            b'\'' | b'"' | b'`' => (Some(Kind::Quoted), quoted(rest, b)),
            b'0'..=b'9' => {
                (Some(Kind::Number), run(&|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_'))
            }
            b'_' | b'$' | 0x80.. | b'a'..=b'z' | b'A'..=b'Z' => {
                (Some(Kind::Word), run(&|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'$' || b >= 0x80))
            }
            _ => (Some(Kind::Mark), 1),
        };
        // Every cut stands beside an ASCII byte or at an end, so the text is never empty for a token.
        if let (Some(kind), Some(text)) = (kind, sql.get(at..at + length)) {
            out.push(Token { kind, text });
        }
        at += length;
    }
    out
}

/// How long a quoted name or string is, with its quotes; a quote in it is doubled.
fn quoted(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(quote, rest)) {
        at += found + 1;
        if text.get(at) != Some(&quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn words_strings_and_comments_are_told_apart() {
        let sql = "CREATE /* (a, */ TABLE \"x\"\"y\" -- (b\n('it''s', 1.5e3, größe)";
        let texts: Vec<&str> = tokens(sql).iter().map(|t| t.text).collect();
        assert_eq!(texts, ["CREATE", "TABLE", "\"x\"\"y\"", "(", "'it''s'", ",", "1.5e3", ",", "größe", ")"]);
        assert_eq!(tokens(sql)[2].name(), "x\"y");
        assert_eq!(tokens(sql)[4].name(), "it's");
    }

    #[test]
    fn open_quotes_and_comments_end_with_the_text() {
        for sql in ["'a", "[a", "/* a", "-- a", "`a``", "\"\"\"", "'", "é'é", "日本"] {
            let all = tokens(sql);
            assert!(
                all.len() <= 2 && all.iter().all(|t| t.kind != Kind::Mark && !t.text.is_empty()),
                "{sql}"
            );
        }
    }
}
