//! Text of the note as blocks of Markdown: its headings become bold, its code is fenced anew, its rules lie open.

use super::safe::{Pipes, fenced, plain, push_visible, spans};

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
    /// What stands behind the fence, if it is more than the language that the fence keeps.
    info: String,
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
            if !fence.info.is_empty() {
                self.push_block(&format!("*{}*", plain(&fence.info)));
            }
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
    let info = info.trim();
    let language: String = info.chars().take_while(|c| !c.is_whitespace()).collect();
    let sound = language.len() <= MAX_LANGUAGE
        && language.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'.'))
        && !DRAWN.contains(&language.to_ascii_lowercase().as_str());
    let language = if sound { language } else { String::new() };
    let info = if language == info { String::new() } else { info.to_owned() };
    Some(Fence { sign, length, indent: line.len() - rest.len(), language, info, code: String::new() })
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

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn shows_what_stands_behind_a_fence() {
        assert_eq!(block("```mermaid\na-->b\n```"), "*mermaid*\n\n```\na-->b\n```");
        assert_eq!(block("~~~ sh title=\"a*b\"\nx\n~~~"), "*sh title=\"a\\*b\"*\n\n```sh\nx\n```");
        assert_eq!(block("```json\n{}\n```"), "```json\n{}\n```");
    }
}
