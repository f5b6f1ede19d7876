//! Puts text of the note into our Markdown so that it stays text: it can open no heading, no HTML, no foreign link,
//! and nothing that reaches beyond its own block. Placeholders go through byte for byte.
//!
//! Line by line, without a parser, and so that what another parser may see differently is escaped: code spans end on
//! their line, fenced code is fenced anew, every `<` before a name is an entity.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Targets of links longer than this are not kept.
const MAX_TARGET: usize = 1_000;
/// Language names of fenced code that are kept.
const MAX_LANGUAGE: usize = 20;
/// Languages that some viewers draw instead of showing.
const DRAWN: [&str; 6] = ["mermaid", "geojson", "topojson", "stl", "math", "latex"];

/// Returns text as one or more blocks of Markdown, without blank lines at the ends.
pub(super) fn block(text: &str) -> String {
    let pipes = if may_hold_table(text) { Pipes::Border } else { Pipes::Text };
    let mut blocks = Blocks { pipes, ..Blocks::default() };
    for line in text.lines() {
        blocks.line(line);
    }
    blocks.finish()
}

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
enum Pipes {
    /// A sign like others.
    #[default]
    Text,
    /// It may part cells, so that no code span reaches over it.
    Border,
    /// It is to part no cells.
    Escaped,
}

/// What stands before a line.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Before {
    #[default]
    Nothing,
    Line,
    Blank,
}

/// A text that becomes blocks.
#[derive(Default)]
struct Blocks {
    out: String,
    pipes: Pipes,
    /// The fence that is open: its sign, its length, its indent, its language, and the code so far.
    fence: Option<Fence>,
    /// The indented code that is open.
    indented: Option<String>,
    seen_list: bool,
    before: Before,
}

struct Fence {
    sign: char,
    length: usize,
    indent: usize,
    language: String,
    code: String,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        if let Some(fence) = &mut self.fence {
            if closes(line, fence) {
                self.close_fence();
            } else {
                let blanks = line.bytes().take(fence.indent).take_while(|b| *b == b' ').count();
                fence.code.push_str(line.get(blanks..).unwrap_or_default());
                fence.code.push('\n');
            }
            return;
        }
        let code = line.strip_prefix("    ").or_else(|| line.strip_prefix('\t'));
        if let Some(open) = &mut self.indented {
            if let Some(code) = code.or(Some("").filter(|_| line.trim().is_empty())) {
                open.push_str(code);
                open.push('\n');
                return;
            }
            self.close_indented();
        }
        if line.trim().is_empty() {
            self.blank();
            return;
        }
        if let Some(code) = code.filter(|_| !self.seen_list && self.before != Before::Line) {
            self.indented = Some(format!("{code}\n"));
            return;
        }
        if let Some(fence) = opens(line) {
            self.fence = Some(fence);
            return;
        }
        self.break_line();
        let prefix = prefix(line);
        let (lead, rest) = line.split_at_checked(prefix).unwrap_or(("", line));
        self.seen_list |= lead.contains(['-', '*', '+', '.', ')']);
        if rest.is_empty()
            && let Some(before) = lead.trim_end().strip_suffix('-')
        {
            // An empty item would make a heading of the line above.
            self.out.push_str(before);
            self.out.push_str("\\-");
        } else {
            lead.chars().for_each(|c| push_visible(&mut self.out, c));
            self.text(rest);
        }
    }

    /// Writes the text of a line, without its markers.
    fn text(&mut self, rest: &str) {
        let pipes = self.pipes;
        if let Some(title) = heading(rest) {
            let plain = !title.is_empty() && !title.contains(['*', '_', '`', '\\', '[', '<']);
            if plain {
                self.out.push_str("**");
                spans(&mut self.out, title, pipes);
                self.out.push_str("**");
            } else {
                self.out.push('\\');
                spans(&mut self.out, rest, pipes);
            }
            return;
        }
        let sign = rest.chars().next().filter(|c| matches!(c, '=' | '-' | '`' | '~'));
        let underline = !rest.trim().is_empty() && rest.trim_end().bytes().all(|b| b == b'=' || b == b'-');
        let fence = rest.starts_with("~~~");
        if sign.is_some() && (underline || fence) {
            self.out.push('\\');
        }
        spans(&mut self.out, rest, pipes);
    }

    fn blank(&mut self) {
        if self.before == Before::Line {
            self.before = Before::Blank;
        }
    }

    fn break_line(&mut self) {
        self.out.push_str(match self.before {
            Before::Nothing => "",
            Before::Line => "\n",
            Before::Blank => "\n\n",
        });
        self.before = Before::Line;
    }

    fn push_block(&mut self, block: &str) {
        self.blank();
        self.break_line();
        self.out.push_str(block);
        self.before = Before::Blank;
    }

    fn close_fence(&mut self) {
        if let Some(fence) = self.fence.take() {
            self.push_block(&fenced(&fence.code, &fence.language));
            // A list before the code has ended with it.
            self.seen_list = false;
        }
    }

    fn close_indented(&mut self) {
        if let Some(code) = self.indented.take() {
            self.push_block(&fenced(code.trim_end(), ""));
        }
    }

    fn finish(mut self) -> String {
        self.close_fence();
        self.close_indented();
        self.out
    }
}

/// Returns the length of blanks, quote and list markers at the beginning of a line.
fn prefix(line: &str) -> usize {
    let mut at = 0;
    for _ in 0..8 {
        let rest = line.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let blanks = rest.len() - trimmed.len();
        let digits = trimmed.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let mut after = trimmed.bytes().skip(digits);
        let marker = match (digits, after.next()) {
            (0, Some(b'>')) => 1,
            (0, Some(b'-' | b'*' | b'+')) | (1.., Some(b'.' | b')'))
                if matches!(after.next(), Some(b' ' | b'\t')) =>
            {
                digits + 1
            }
            _ => return at + blanks,
        };
        at += blanks + marker;
    }
    let rest = line.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Returns the text of a heading.
fn heading(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// Reads the opening of fenced code, alone or behind a list marker.
fn opens(line: &str) -> Option<Fence> {
    let trimmed = line.trim_start();
    let rest = line.get(prefix(line)..)?;
    if trimmed.starts_with('>') {
        return None;
    }
    let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = rest.trim_start_matches(sign);
    let length = rest.len() - info.len();
    if length < 3 || (sign == '`' && info.contains('`')) {
        return None;
    }
    let language: String = info.trim().chars().take_while(|c| !c.is_whitespace()).collect();
    let sound = language.len() <= MAX_LANGUAGE
        && language.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'.'))
        && !DRAWN.contains(&language.to_ascii_lowercase().as_str());
    let language = if sound { language } else { String::new() };
    Some(Fence { sign, length, indent: line.len() - rest.len(), language, code: String::new() })
}

fn closes(line: &str, fence: &Fence) -> bool {
    let text = line.trim();
    text.len() >= fence.length && text.chars().all(|c| c == fence.sign)
}

/// Says whether a line of the text could be the rule under the header of a table.
fn may_hold_table(text: &str) -> bool {
    text.lines().any(|line| {
        let rule = line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t' | b'>'));
        rule && line.contains('-') && line.contains('|')
    })
}

/// Writes the text of one line.
fn spans(out: &mut String, text: &str, pipes: Pipes) {
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

/// Writes a sign, or its number if it is one that hides or turns what stands around it.
fn push_visible(out: &mut String, c: char) {
    let hides = matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    );
    if hides || (c.is_control() && c != '\t') {
        let _ = write!(out, "⟦U+{:04X}⟧", u32::from(c));
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{block, cell, fenced, inline};

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
        assert_eq!(block("```mermaid\nx"), "```\nx\n```");
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
