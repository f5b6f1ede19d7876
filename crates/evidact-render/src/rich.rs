//! Markdown of a field as blocks and runs: what can be shown is shown, the rest is plain text, nothing is dropped.
//!
//! Not a renderer of all Markdown: headings inside a field become strong paragraphs, so that a note cannot break the
//! outline of the report; HTML, images and link titles are written out.

use crate::direction::begins_rtl;
use comrak::nodes::{AstNode, ListType, NodeList, NodeValue, TableAlignment};
use evidact_model::{CleanText, Placeholder};

/// A block of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Para(Vec<Run>),
    Strong(Vec<Run>),
    /// Code, with what stands behind its opening fence.
    Code {
        info: String,
        text: String,
    },
    Quote(Vec<Block>),
    List(Vec<ListItem>),
    Table(Grid),
    Rule,
}

/// An item of a list: its mark, e.g. `•` or `3.`, and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ListItem {
    pub(crate) mark: String,
    pub(crate) blocks: Vec<Block>,
}

/// A table: rows of cells, the first row being the header.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Grid {
    pub(crate) right: Vec<bool>,
    pub(crate) rows: Vec<Vec<Vec<Run>>>,
}

impl Grid {
    /// Says whether the table runs from right to left: by the first letter in its header.
    pub(crate) fn is_rtl(&self) -> bool {
        let header = self.rows.first().into_iter().flatten().flatten();
        begins_rtl(&header.map(|run| run.text.as_str()).collect::<String>())
    }
}

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) look: Look,
    /// The address that the text is, if it is one.
    pub(crate) uri: Option<String>,
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    #[default]
    Plain,
    Strong,
    Emphasis,
    Code,
    Struck,
    /// A placeholder.
    Chip,
    /// Text of the program, set back.
    Muted,
    /// Text of the program that must not be overlooked.
    Alarm,
    /// A digest: small, since it has to stand on one line.
    Digest,
}

impl Run {
    pub(crate) fn new(text: impl Into<String>, look: Look) -> Self {
        Self { text: text.into(), look, uri: None }
    }
}

/// Reads the Markdown of a field.
pub(crate) fn parse(source: &str) -> Vec<Block> {
    if source.len() > MAX_MARKDOWN || nests_deeply(source) {
        return plain(source);
    }
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, &without_definitions(source), &options);
    blocks(root, 0)
}

/// Returns the text as paragraphs, marks and all; placeholders are still found.
pub(crate) fn plain(source: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in source.lines().chain(std::iter::once("")) {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                found.push(Block::Para(finish(vec![Run::new(lines.join("\n"), Look::Plain)])));
                lines.clear();
            }
        } else {
            lines.push(line);
        }
    }
    found
}

/// Returns text that is not Markdown as runs; placeholders are found.
pub(crate) fn literal(text: &str, look: Look) -> Vec<Run> {
    finish(vec![Run::new(text, look)])
}

/// Returns the text of a field without its marks, on one line.
pub(crate) fn plain_text(text: &CleanText) -> String {
    plain_line(text.as_str())
}

/// Returns Markdown without its marks, on one line.
pub(crate) fn plain_line(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    collect(&parse(text), &mut words);
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(blocks: &[Block], out: &mut Vec<String>) {
    let join = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    for block in blocks {
        match block {
            Block::Para(runs) | Block::Strong(runs) => out.push(join(runs)),
            Block::Code { info, text } => out.extend([info.clone(), text.clone()]),
            Block::Quote(inner) => collect(inner, out),
            Block::List(items) => items.iter().for_each(|item| collect(&item.blocks, out)),
            Block::Table(grid) => out.extend(grid.rows.iter().flatten().map(|cell| join(cell))),
            Block::Rule => {}
        }
    }
}

/// Above this a field is shown as plain text.
const MAX_MARKDOWN: usize = 256 * 1024;
/// Blocks nested deeper are shown as plain text.
const MAX_DEPTH: usize = 16;

/// Says whether a line opens more blocks than anyone writes by hand; parsing those costs more than they are worth.
fn nests_deeply(source: &str) -> bool {
    source.lines().any(|line| {
        let opening = line.bytes().take_while(|b| {
            matches!(b, b'>' | b' ' | b'\t' | b'-' | b'*' | b'+' | b'0'..=b'9' | b'.' | b')')
        });
        opening.filter(|b| matches!(b, b'>' | b'-' | b'+' | b'*' | b'.' | b')')).take(400).count() >= 400
    })
}

/// Puts a backslash before what Markdown would take for a link definition and swallow: `[EMAIL:01]: seen in the log`.
fn without_definitions(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut fence: Option<&str> = None;
    for line in source.split_inclusive('\n') {
        let inner = line.trim_start_matches(|c: char| " \t>-*+0123456789.)".contains(c));
        let mark = ["```", "~~~"].into_iter().find(|mark| inner.starts_with(mark));
        if mark.is_some() && (fence.is_none() || fence == mark) {
            fence = if fence.is_some() { None } else { mark };
        } else if fence.is_none() && inner.starts_with('[') && inner.contains("]:") {
            out.push_str(line.get(..line.len() - inner.len()).unwrap_or_default());
            out.push('\\');
            out.push_str(inner);
            continue;
        }
        out.push_str(line);
    }
    out
}

fn blocks<'a>(parent: &'a AstNode<'a>, depth: usize) -> Vec<Block> {
    let mut found = Vec::new();
    for node in parent.children() {
        block(node, depth, &mut found);
    }
    found
}

fn block<'a>(node: &'a AstNode<'a>, depth: usize, found: &mut Vec<Block>) {
    if depth >= MAX_DEPTH {
        let mut text = String::new();
        flatten(node, &mut text);
        found.extend(plain(&text));
        return;
    }
    match &node.data.borrow().value {
        NodeValue::Heading(_) => found.push(Block::Strong(inlines(node, Look::Strong))),
        NodeValue::CodeBlock(code) => {
            let text = code.literal.trim_end_matches('\n').to_owned();
            found.push(Block::Code { info: code.info.trim().to_owned(), text });
        }
        NodeValue::HtmlBlock(html) => found.extend(plain(&html.literal)),
        NodeValue::FrontMatter(text) | NodeValue::Raw(text) => found.extend(plain(text)),
        NodeValue::ThematicBreak => found.push(Block::Rule),
        NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => {
            found.push(Block::Quote(blocks(node, depth + 1)));
        }
        NodeValue::List(list) => found.push(Block::List(list_items(node, list, depth))),
        NodeValue::Table(table) => {
            let right = table.alignments.iter().map(|a| *a == TableAlignment::Right).collect();
            let rows = node.children().map(|row| row.children().map(|c| inlines(c, Look::Plain)).collect());
            found.push(Block::Table(Grid { right, rows: rows.collect() }));
        }
        _ => {
            let runs = inlines(node, Look::Plain);
            if !runs.is_empty() {
                found.push(Block::Para(runs));
            }
        }
    }
}

fn list_items<'a>(node: &'a AstNode<'a>, list: &NodeList, depth: usize) -> Vec<ListItem> {
    let mut items = Vec::new();
    for (nth, child) in node.children().enumerate() {
        let mark = match (&child.data.borrow().value, list.list_type) {
            (NodeValue::TaskItem(task), _) => match task.symbol {
                Some('x' | 'X') => "\u{2611}".to_owned(),
                Some(other) => format!("[{other}]"),
                None => "\u{2610}".to_owned(),
            },
            (_, ListType::Ordered) => format!("{}.", list.start.saturating_add(nth)),
            (_, ListType::Bullet) => "\u{2022}".to_owned(),
        };
        items.push(ListItem { mark, blocks: blocks(child, depth + 1) });
    }
    items
}

fn inlines<'a>(node: &'a AstNode<'a>, look: Look) -> Vec<Run> {
    let mut runs = Vec::new();
    for child in node.children() {
        inline(child, look, 0, &mut runs);
    }
    finish(runs)
}

fn inline<'a>(node: &'a AstNode<'a>, look: Look, depth: usize, runs: &mut Vec<Run>) {
    if depth >= 4 * MAX_DEPTH {
        let mut text = String::new();
        flatten(node, &mut text);
        runs.push(Run::new(text, look));
        return;
    }
    let deeper = |look: Look, runs: &mut Vec<Run>| {
        for child in node.children() {
            inline(child, look, depth + 1, runs);
        }
    };
    let over = |wanted: Look| if look == Look::Plain { wanted } else { look };
    match &node.data.borrow().value {
        NodeValue::Text(text) => runs.push(Run::new(text.as_ref(), look)),
        NodeValue::SoftBreak => runs.push(Run::new(" ", look)),
        NodeValue::LineBreak => runs.push(Run::new("\n", look)),
        NodeValue::Code(code) => runs.push(Run::new(code.literal.clone(), Look::Code)),
        NodeValue::HtmlInline(text) | NodeValue::Raw(text) => runs.push(Run::new(text.clone(), look)),
        NodeValue::Emph => deeper(over(Look::Emphasis), runs),
        NodeValue::Strong => deeper(Look::Strong, runs),
        NodeValue::Strikethrough => deeper(over(Look::Struck), runs),
        NodeValue::Link(link) => {
            let from = runs.len();
            deeper(look, runs);
            let shown: String = runs.iter().skip(from).map(|run| run.text.as_str()).collect();
            address(&link.url, &link.title, &shown, from, runs);
        }
        NodeValue::Image(link) => {
            let from = runs.len();
            deeper(look, runs);
            address(&link.url, &link.title, "", from, runs);
        }
        _ => deeper(look, runs),
    }
}

/// Writes a link's address after its text, unless the text is the address.
fn address(url: &str, title: &str, shown: &str, from: usize, runs: &mut Vec<Run>) {
    let uri = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)).then(|| url.to_owned());
    if shown == url {
        runs.iter_mut().skip(from).for_each(|run| run.uri.clone_from(&uri));
    } else if !url.is_empty() {
        runs.push(Run::new(" (", Look::Muted));
        runs.push(Run { text: url.to_owned(), look: Look::Muted, uri });
        runs.push(Run::new(")", Look::Muted));
    }
    if !title.is_empty() {
        runs.push(Run::new(format!(" \u{201c}{title}\u{201d}"), Look::Muted));
    }
}

/// Appends all text below a node, without recursion: it is called where the nesting has become too deep for that.
fn flatten<'a>(node: &'a AstNode<'a>, out: &mut String) {
    for inner in node.descendants() {
        match &inner.data.borrow().value {
            NodeValue::Text(text) => out.push_str(text),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::CodeBlock(code) => {
                out.push_str(&code.info);
                out.push('\n');
                out.push_str(&code.literal);
            }
            NodeValue::HtmlBlock(html) => out.push_str(&html.literal),
            NodeValue::HtmlInline(text) | NodeValue::Raw(text) => out.push_str(text),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                out.push_str(&link.url);
                out.push(' ');
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::Item(_) => out.push('\n'),
            _ => {}
        }
    }
}

/// Joins neighbours of one look and cuts out placeholders.
fn finish(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.into_iter().filter(|run| !run.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.look == run.look && last.uri == run.uri => last.text.push_str(&run.text),
            _ => joined.push(run),
        }
    }
    let mut out = Vec::new();
    for run in joined {
        chips(&run, &mut out);
    }
    out
}

fn chips(run: &Run, out: &mut Vec<Run>) {
    let bytes = run.text.as_bytes();
    let mut push = |from: usize, to: usize, look| {
        let text = run.text.get(from..to).unwrap_or_default().to_owned();
        if !text.is_empty() {
            out.push(Run { text, look, uri: run.uri.clone() });
        }
    };
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let here = bytes.get(at..).filter(|rest| rest.first() == Some(&b'['));
        if let Some((_, length)) = here.and_then(Placeholder::at_start) {
            push(from, at, run.look);
            push(at, at + length, Look::Chip);
            at += length;
            from = at;
        } else {
            at += 1;
        }
    }
    push(from, bytes.len(), run.look);
}

#[cfg(test)]
mod tests {
    use super::{Block, Look, Run, parse};

    fn text_of(blocks: &[Block]) -> String {
        let join = |runs: &[Run]| runs.iter().map(|r| r.text.as_str()).collect::<String>();
        blocks
            .iter()
            .map(|block| match block {
                Block::Para(runs) | Block::Strong(runs) => join(runs),
                Block::Code { info, text } => format!("{info}\n{text}"),
                Block::Quote(inner) => text_of(inner),
                Block::List(items) => items
                    .iter()
                    .map(|i| format!("{} {}", i.mark, text_of(&i.blocks)))
                    .collect::<Vec<_>>()
                    .join("\n"),
                Block::Table(grid) => {
                    grid.rows.iter().flatten().map(|c| join(c)).collect::<Vec<_>>().join("|")
                }
                Block::Rule => "---".to_owned(),
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn cuts_out_placeholders_wherever_they_stand() {
        let found = parse("Key [CREDENTIAL:github:01] in `curl -H [EMAIL:02]`");
        let Some(Block::Para(runs)) = found.first() else { panic!("a paragraph") };
        let chips: Vec<_> = runs.iter().filter(|r| r.look == Look::Chip).map(|r| r.text.as_str()).collect();
        assert_eq!(chips, ["[CREDENTIAL:github:01]", "[EMAIL:02]"]);
        assert_eq!(text_of(&found), "Key [CREDENTIAL:github:01] in curl -H [EMAIL:02]");
    }

    #[test]
    fn keeps_what_markdown_would_swallow() {
        let found = text_of(&parse(
            "[EMAIL:01]: seen in the log\n\n<!-- a comment -->\n\n![alt](x.png \"title\") <b>bold</b>",
        ));
        for part in
            ["[EMAIL:01]: seen in the log", "<!-- a comment -->", "alt", "x.png", "title", "<b>bold</b>"]
        {
            assert!(found.contains(part), "{part}: {found}");
        }
    }

    #[test]
    fn writes_the_address_of_a_link_beside_its_text() {
        assert_eq!(text_of(&parse("[docs](https://docs.example/a)")), "docs (https://docs.example/a)");
        assert_eq!(text_of(&parse("<https://docs.example/a>")), "https://docs.example/a");
    }

    #[test]
    fn survives_deep_nesting() {
        for source in [">".repeat(50_000), "- ".repeat(20_000), "*".repeat(50_000), "[".repeat(50_000)] {
            let found = parse(&source);
            assert!(found.len() < 100_000);
        }
        let quoted = format!("{} deep", "> ".repeat(100));
        assert!(text_of(&parse(&quoted)).contains("deep"));
    }

    #[test]
    fn reads_lists_tables_and_code() {
        let found = text_of(&parse(
            "1. one\n2. two\n\n- [x] done\n- [ ] open\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```sh\nx\n  y\n```",
        ));
        assert_eq!(found, "1. one\n2. two\n\u{2611} done\n\u{2610} open\na|b|1|2\nsh\nx\n  y");
    }
}
