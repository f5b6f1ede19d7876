//! Comments in the evidence that say “this is no secret”: `gitleaks:allow`, `pragma: allowlist secret` and so on.
//!
//! They silence `scan`, which is run by who wrote them. In `redact` and `batch` they are listed and the value
//! goes all the same: a comment in somebody's evidence is no decision of the user's.

use evidact_model::{RuleId, Span};

/// A mark and the bytes of the lines that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    /// The rules it names; all if there are none.
    rules: Vec<String>,
}

/// The marks of one text, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignores(Vec<Mark>);

impl Ignores {
    /// Reads the marks of a text. A text without any costs one search for each word.
    ///
    /// # Exposure
    /// Reads the text; keeps offsets, and ids of rules that the text names.
    pub fn read(text: &[u8]) -> Self {
        let mut marks = Vec::new();
        for at in memchr::memmem::find_iter(text, b":allow") {
            let head = text.get(..at).unwrap_or_default();
            let tail = text.get(at + 6..).unwrap_or_default();
            let own = head.ends_with(b"evidact");
            let closed = !tail.first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
            if closed && (own || head.ends_with(b"gitleaks") || head.ends_with(b"betterleaks")) {
                let (start, end) = line_around(text, at);
                marks.push(Mark { start, end, rules: if own { rules(tail) } else { Vec::new() } });
            }
        }
        for at in memchr::memmem::find_iter(text, b"pragma:") {
            let Some(next) = pragma(text.get(at + 7..).unwrap_or_default()) else { continue };
            let (start, end) = line_around(text, at);
            let (start, end) = if next { line_around(text, (end + 1).min(text.len())) } else { (start, end) };
            marks.push(Mark { start, end, rules: Vec::new() });
        }
        marks.sort_by_key(|m| (m.start, m.end));
        Self(marks)
    }

    /// Says whether a mark speaks of a finding: it is on the first or the last of its lines, and names its rule
    /// or none.
    pub fn silences(&self, text: &[u8], rule: &RuleId, span: Span) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let lines = [line_around(text, span.start()), line_around(text, span.end().saturating_sub(1))];
        let named = |mark: &Mark| mark.rules.is_empty() || mark.rules.iter().any(|r| r == rule.as_str());
        lines.iter().any(|&(start, _)| {
            let first = self.0.partition_point(|m| m.start < start);
            self.0.iter().skip(first).take_while(|m| m.start == start).any(named)
        })
    }
}

/// The bounds of the line of a byte, without its end.
fn line_around(text: &[u8], at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let end = memchr::memchr(b'\n', text.get(at..).unwrap_or_default()).map_or(text.len(), |n| at + n);
    (start, end)
}

/// Ids of rules that follow the mark, between blanks or commas.
fn rules(tail: &[u8]) -> Vec<String> {
    let is_id = |word: &&[u8]| {
        word.contains(&b'.')
            && word.len() <= 96
            && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'))
    };
    let line = tail.split(|&b| b == b'\n').next().unwrap_or_default();
    line.split(|b| b.is_ascii_whitespace() || *b == b',')
        .filter(|word| !word.is_empty())
        .take_while(is_id)
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect()
}

/// Reads `allowlist secret` or `allowlist nextline secret` after `pragma:`. Says whether the next line is meant.
fn pragma(tail: &[u8]) -> Option<bool> {
    let line = tail.get(..48).unwrap_or(tail).split(|&b| b == b'\n').next().unwrap_or_default();
    let mut words = line.split(|b| b.is_ascii_whitespace() || *b == b'-').filter(|word| !word.is_empty());
    let first = words.next()?;
    if first != b"allowlist" && first != b"whitelist" {
        return None;
    }
    let second = words.next()?;
    let next = second == b"nextline";
    let last = if next { words.next()? } else { second };
    last.starts_with(b"secret").then_some(next)
}

#[cfg(test)]
mod tests {
    use super::Ignores;
    use evidact_model::{RuleId, Span};

    fn silenced(text: &str, value: &str, rule: &'static str) -> bool {
        let start = text.find(value).unwrap();
        let span = Span::new(start, start + value.len()).unwrap();
        Ignores::read(text.as_bytes()).silences(text.as_bytes(), &RuleId::detector(rule), span)
    }

    #[test]
    fn marks_of_several_tools_speak_of_their_line() {
        for mark in ["gitleaks:allow", "betterleaks:allow", "pragma: allowlist secret", "evidact:allow"] {
            let text = format!("a = 1\nkey = VALUE # {mark}\nkey = OTHER\n");
            assert!(silenced(&text, "VALUE", "generic.assignment"), "{mark}");
            assert!(!silenced(&text, "OTHER", "generic.assignment"), "{mark}");
        }
    }

    #[test]
    fn a_mark_may_speak_of_the_next_line() {
        let text = "# pragma: allowlist nextline secret\nkey = VALUE\nkey = OTHER\n";
        assert!(silenced(text, "VALUE", "generic.assignment"));
        assert!(!silenced(text, "OTHER", "generic.assignment"));
    }

    #[test]
    fn a_mark_may_name_rules() {
        let text = "key = VALUE # evidact:allow acme.token, generic.jwt because it is public\n";
        assert!(silenced(text, "VALUE", "acme.token") && silenced(text, "VALUE", "generic.jwt"));
        assert!(!silenced(text, "VALUE", "generic.assignment"));
    }

    #[test]
    fn what_only_resembles_a_mark_is_none() {
        for text in ["VALUE gitleaks:allowed", "VALUE allow", "VALUE pragma: once", "VALUE x:allow"] {
            assert!(!silenced(text, "VALUE", "generic.assignment"), "{text}");
        }
    }

    #[test]
    fn a_block_is_silenced_at_its_first_or_last_line() {
        let text = "-----BEGIN # gitleaks:allow\nAAAA\nBBBB\n";
        assert!(silenced(text, "BEGIN # gitleaks:allow\nAAAA", "generic.private-key"));
    }
}
