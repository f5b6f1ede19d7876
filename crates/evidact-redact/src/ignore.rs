//! Comments in the evidence that say “this is no secret”: `gitleaks:allow`, `pragma: allowlist secret` and so on.
//!
//! They silence `scan`, which is run by who wrote them. In `redact` and `batch` they are listed and the value
//! goes all the same: a comment in somebody's evidence is no decision of the user's.

use evidact_model::{RuleId, Span};

/// A mark: where the line begins that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    start: usize,
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
            if closed
                && (own || head.ends_with(b"gitleaks") || head.ends_with(b"betterleaks"))
                && let Some(start) = line_start(text, at)
            {
                marks.push(Mark { start, rules: if own { rules(tail) } else { Vec::new() } });
            }
        }
        for at in memchr::memmem::find_iter(text, b"pragma:") {
            let Some(next) = pragma(text.get(at + 7..).unwrap_or_default()) else { continue };
            let start = if next { next_line(text, at) } else { line_start(text, at) };
            marks.extend(start.map(|start| Mark { start, rules: Vec::new() }));
        }
        marks.sort_by_key(|m| m.start);
        Self(marks)
    }

    /// Says whether a mark speaks of a finding: it is on the first or the last of its lines, and names its rule
    /// or none.
    pub fn silences(&self, text: &[u8], rule: &RuleId, span: Span) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let lines = [line_start(text, span.start()), line_start(text, span.end().saturating_sub(1))];
        let named = |mark: &Mark| mark.rules.is_empty() || mark.rules.iter().any(|r| r == rule.as_str());
        lines.into_iter().flatten().any(|start| {
            let first = self.0.partition_point(|m| m.start < start);
            self.0.iter().skip(first).take_while(|m| m.start == start).any(named)
        })
    }
}

/// Nobody writes comments on lines longer than this; looking further would make one long line costly.
const LINE_REACH: usize = 8192;

/// Where the line of a byte begins, unless that is further away than a line is long.
fn line_start(text: &[u8], at: usize) -> Option<usize> {
    let from = at.saturating_sub(LINE_REACH);
    match memchr::memrchr(b'\n', text.get(from..at).unwrap_or_default()) {
        Some(newline) => Some(from + newline + 1),
        None => (from == 0).then_some(0),
    }
}

/// Where the line after that of a byte begins.
fn next_line(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..(at + LINE_REACH).min(text.len())).unwrap_or_default();
    memchr::memchr(b'\n', rest).map(|newline| at + newline + 1)
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
    fn a_line_of_a_megabyte_is_no_place_for_a_mark() {
        let text = format!("VALUE {} gitleaks:allow", "x".repeat(1 << 20));
        assert!(!silenced(&text, "VALUE", "generic.assignment"));
    }

    #[test]
    fn a_block_is_silenced_at_its_first_or_last_line() {
        let text = "-----BEGIN # gitleaks:allow\nAAAA\nBBBB\n";
        assert!(silenced(text, "BEGIN # gitleaks:allow\nAAAA", "generic.private-key"));
    }
}
