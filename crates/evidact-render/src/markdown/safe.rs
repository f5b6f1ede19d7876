//! Puts text of the note into our Markdown so that it stays text: it can open no heading, no HTML, no foreign link,
//! and nothing that reaches beyond its own block. Placeholders go through byte for byte.
//!
//! Signs within a line are seen to here, blocks in `blocks`. Line by line, without a parser, and so that what another
//! parser may see differently is escaped: code spans end on their line, fenced code is fenced anew, every `<` before a
//! name is an entity.

pub(super) use crate::visible::push_visible;
use std::collections::BTreeMap;

/// Targets of links longer than this are not kept.
const MAX_TARGET: usize = 1_000;

/// Returns text as part of one line of Markdown.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        spans(&mut out, line, Pipes::Text);
    }
    // A `#` at the end of a heading would be taken for its closing sign.
    if out.ends_with('#') {
        out.pop();
        out.push_str("\\#");
    }
    out
}

/// Returns text as part of one line of Markdown, with no markup of its own.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut signs = text.trim().chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '*' | '_' | '`' | '~' | '\\' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '!' if signs.peek() == Some(&'[') => out.push_str("\\!"),
            '\n' | '\r' => out.push(' '),
            ']' => {
                out.push(']');
                if matches!(signs.peek(), Some('(' | ':')) {
                    out.push('\\');
                }
            }
            c => push_visible(&mut out, c),
        }
    }
    out
}

/// Returns text as part of a cell, with no markup of its own.
pub(super) fn plain_cell(text: &str) -> String {
    plain(text).replace('|', "\\|")
}

/// Returns text as a cell of a table; lines are kept apart.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push_str("<br>");
        }
        spans(&mut out, line, Pipes::Escaped);
    }
    out
}

/// Returns text as it is, in a fence that it cannot close.
pub(super) fn fenced(text: &str, language: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut out = format!("{fence}{language}\n");
    for line in text.lines() {
        line.chars().for_each(|c| push_visible(&mut out, c));
        out.push('\n');
    }
    out.push_str(&fence);
    out
}

/// What a `|` is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pipes {
    /// A sign like others.
    #[default]
    Text,
    /// It may part cells, so that no code span reaches over it.
    Border,
    /// It is to part no cells.
    Escaped,
}

/// Writes the text of one line.
pub(super) fn spans(out: &mut String, text: &str, pipes: Pipes) {
    let runs = backtick_runs(text);
    let mut run = runs.iter().peekable();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        while run.peek().is_some_and(|r| r.start < at) {
            run.next();
        }
        if c == '`' {
            let Some(this) = run.peek().filter(|r| r.start == at) else { break };
            let code = this.close.and_then(|close| text.get(at..close + this.length));
            if let Some(code) = code.filter(|code| pipes == Pipes::Text || !code.contains('|')) {
                code.chars().for_each(|c| push_visible(out, c));
                at += code.len();
            } else {
                (0..this.length).for_each(|_| out.push_str("\\`"));
                at += this.length;
            }
            continue;
        }
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        at += c.len_utf8();
        at += push_sign(out, c, rest, pipes);
    }
}

/// Writes one sign outside code; returns how many more bytes it has taken.
fn push_sign(out: &mut String, c: char, rest: &str, pipes: Pipes) -> usize {
    let next = rest.chars().next();
    match c {
        '\\' => match next {
            Some('|') if pipes == Pipes::Escaped => 0,
            Some(escaped) if escaped.is_ascii_punctuation() && escaped != '|' => {
                out.push('\\');
                push_escaped(out, escaped)
            }
            _ => {
                // At the end it would reach for what we write next.
                out.push_str(if next.is_some() { "\\" } else { "\\\\" });
                0
            }
        },
        '|' if pipes == Pipes::Escaped => {
            out.push_str("&#124;");
            0
        }
        '<' if next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')) => {
            out.push_str("&lt;");
            0
        }
        '&' if is_entity(rest) => {
            out.push_str("&amp;");
            0
        }
        '!' if next == Some('[') => {
            out.push_str("\\!");
            0
        }
        ']' => {
            out.push(']');
            match next {
                Some('(') if !is_sound_target(rest) => {
                    out.push_str("\\(");
                    1
                }
                Some(':') => {
                    out.push_str("\\:");
                    1
                }
                _ => 0,
            }
        }
        c => {
            push_visible(out, c);
            0
        }
    }
}

/// Writes the sign behind a backslash. What makes HTML stays an entity.
fn push_escaped(out: &mut String, c: char) -> usize {
    match c {
        '<' => {
            out.pop();
            out.push_str("&lt;");
        }
        '&' => {
            out.pop();
            out.push_str("&amp;");
        }
        c => out.push(c),
    }
    c.len_utf8()
}

/// Says whether what stands behind a `&` makes it an entity.
fn is_entity(rest: &str) -> bool {
    let name = rest.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

/// Says whether `(target)` at the beginning of a text is a link that may be followed.
fn is_sound_target(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(') else { return false };
    let Some(end) = inner.bytes().take(MAX_TARGET).position(|b| b == b')') else { return false };
    let Some(target) = inner.get(..end) else { return false };
    let sound = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@+,;=%".contains(&b);
    if target.is_empty() || !target.bytes().all(sound) {
        return false;
    }
    let lower = target.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let relative =
        !target.split(['/', '?', '#']).next().unwrap_or_default().contains(':') && !target.starts_with("//");
    known || relative
}

/// A run of backticks, and where the next run of the same length begins.
struct Run {
    start: usize,
    length: usize,
    follows_backslash: bool,
    close: Option<usize>,
}

fn backtick_runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut backslashes) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if *byte == b'`' {
            let length = bytes.iter().skip(at).take_while(|b| **b == b'`').count();
            // Behind a backslash the first sign is a letter, and the run is one shorter.
            let escaped = backslashes % 2;
            if length > escaped {
                runs.push(Run {
                    start: at + escaped,
                    length: length - escaped,
                    follows_backslash: escaped == 1,
                    close: None,
                });
            }
            at += length;
        } else {
            at += 1;
        }
        backslashes = if *byte == b'\\' { backslashes + 1 } else { 0 };
    }
    let mut next = BTreeMap::new();
    for run in runs.iter_mut().rev() {
        run.close = next.get(&run.length).copied();
        // A run that follows a backslash can open code; inside code the backslash is a letter, so it cannot close it.
        if !run.follows_backslash {
            next.insert(run.length, run.start);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{cell, fenced, inline};
    use crate::markdown::blocks::block;

    #[test]
    fn keeps_headings_of_the_text_out_of_the_outline() {
        assert_eq!(
            block("# Big\ntext\n====\nmore\n---\n- # in a list"),
            "**Big**\ntext\n\\====\nmore\n\\---\n- **in a list**"
        );
        assert_eq!(block("## `code` in it"), "\\## `code` in it");
    }

    #[test]
    fn keeps_placeholders_byte_for_byte() {
        let text = "see [CREDENTIAL:github:01], [EMAIL:02]: twice and `[IP:03]`";
        for shown in [block(text), cell(text), inline(text)] {
            for placeholder in ["[CREDENTIAL:github:01]", "[EMAIL:02]", "[IP:03]"] {
                assert!(shown.contains(placeholder), "{shown}");
            }
        }
    }

    #[test]
    fn makes_html_text() {
        assert_eq!(inline("<script>x</script> a < b <!-- c"), "&lt;script>x&lt;/script> a < b &lt;!-- c");
        assert_eq!(inline("\\<img> &lt;b&gt; R&D"), "&lt;img> &amp;lt;b&amp;gt; R&D");
        assert_eq!(inline("`<T>` stays"), "`<T>` stays");
    }

    #[test]
    fn ends_code_spans_on_their_line() {
        assert_eq!(block("a ` b\nc `<img>` d"), "a \\` b\nc `<img>` d");
        assert_eq!(inline("<i '`'>\\`` `<b>"), "&lt;i '`'>\\`` `&lt;b>");
        assert_eq!(block("``a` <b>"), "\\`\\`a\\` &lt;b>");
    }

    #[test]
    fn follows_no_link_but_web_mail_and_relative_ones() {
        assert_eq!(
            inline("[a](https://example.org/x) [b](#c) [d](e/f.md)"),
            "[a](https://example.org/x) [b](#c) [d](e/f.md)"
        );
        for bad in [
            "javascript:x",
            "java\\script:x",
            "data:text/html,x",
            "&#106;avascript:x",
            "//example.org",
            "<x>",
            "",
        ] {
            assert!(inline(&format!("[a]({bad})")).starts_with("[a]\\("), "{bad}");
        }
        assert_eq!(inline("![p](https://example.org/p.png)"), "\\![p](https://example.org/p.png)");
    }

    #[test]
    fn fences_code_anew_and_closes_it() {
        assert_eq!(block("- ~~~sh\n  # a\n  ~~~\nb"), "```sh\n# a\n```\n\nb");
        assert_eq!(block("```mermaid\nx"), "*mermaid*\n\n```\nx\n```");
        assert_eq!(block("    # one\n\n    two\n\nthree"), "```\n# one\n\ntwo\n```\n\nthree");
        assert_eq!(fenced("a ```` b", ""), "`````\na ```` b\n`````");
    }

    #[test]
    fn keeps_cells_on_one_line_and_apart() {
        assert_eq!(cell("a | b\n- c \\| d `e|f`"), "a &#124; b<br>- c &#124; d \\`e&#124;f\\`");
        assert_eq!(block("| a ` | <b> ` |\n| - | - |"), "| a \\` | &lt;b> \\` |\n| - | - |");
    }

    #[test]
    fn shows_signs_that_hide_or_turn_text() {
        assert_eq!(inline("a\u{202e}b\u{200b}c\u{7}"), "a⟦U+202E⟧b⟦U+200B⟧c⟦U+0007⟧");
        assert_eq!(fenced("x\u{2066}", ""), "```\nx⟦U+2066⟧\n```");
    }
}
