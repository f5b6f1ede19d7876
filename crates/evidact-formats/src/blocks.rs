//! Structured texts within Markdown: front matter, and fenced blocks whose language is known or shows.

use evidact_model::Format;
use std::ops::Range;

/// The fewest signs that open or close a fence.
const LEAST_FENCE: usize = 3;

/// Shows the format and place of every block, in order.
pub(crate) fn for_each(text: &[u8], visit: &mut dyn FnMut(Format, Range<usize>)) {
    let mut at = front_matter(text, visit);
    let mut open: Option<(Fence, Option<Format>, usize)> = None;
    while at < text.len() {
        let end = line_end(text, at);
        let fence = Fence::of(text.get(at..end).unwrap_or_default());
        open = match (open, fence) {
            (Some((outer, format, from)), Some(fence)) if fence.closes(&outer) => {
                show(text, format, from..at, visit);
                None
            }
            (None, Some(fence)) => {
                let format = format_of(text.get(at + fence.info..end).unwrap_or_default());
                Some((fence, format, end))
            }
            (None, None) => {
                inline(text, at..end, visit);
                None
            }
            (open, _) => open,
        };
        at = end;
    }
    if let Some((_, format, from)) = open {
        show(text, format, from..text.len(), visit);
    }
}

fn line_end(text: &[u8], at: usize) -> usize {
    text.get(at..).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(text.len(), |n| at + n + 1)
}

/// Shows the settings between the `---` or `+++` that a text begins with; returns where they end.
fn front_matter(text: &[u8], visit: &mut dyn FnMut(Format, Range<usize>)) -> usize {
    let first = line_end(text, 0);
    let mark = text.get(..first).unwrap_or_default().trim_ascii_end();
    let format = match mark {
        b"---" => Format::Yaml,
        b"+++" => Format::Toml,
        _ => return 0,
    };
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        if text.get(at..end).unwrap_or_default().trim_ascii_end() == mark {
            visit(format, first..at);
            return end;
        }
        at = end;
    }
    0
}

/// Shows the pieces of code within a line that look like objects of JSON.
fn inline(text: &[u8], line: Range<usize>, visit: &mut dyn FnMut(Format, Range<usize>)) {
    let mut at = line.start;
    while let Some(open) = text.get(at..line.end).and_then(|rest| memchr::memmem::find(rest, b"`{")) {
        let start = at + open + 1;
        let Some(len) = text.get(start..line.end).and_then(|rest| memchr::memchr(b'`', rest)) else { return };
        visit(Format::Json, start..start + len);
        at = start + len;
    }
}

/// A line that opens or closes a block.
struct Fence {
    sign: u8,
    len: usize,
    /// Where in its line the language begins.
    info: usize,
    bare: bool,
}

impl Fence {
    fn of(line: &[u8]) -> Option<Self> {
        // Within a quote or an item of a list.
        let lead = line.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count();
        let rest = line.get(lead..)?;
        let sign = *rest.first().filter(|b| matches!(b, b'`' | b'~'))?;
        let len = rest.iter().take_while(|&&b| b == sign).count();
        let info = rest.get(len..)?;
        let inline = sign == b'`' && info.contains(&b'`');
        (len >= LEAST_FENCE && !inline).then(|| Self {
            sign,
            len,
            info: lead + len,
            bare: info.trim_ascii().is_empty(),
        })
    }

    fn closes(&self, outer: &Self) -> bool {
        self.bare && self.sign == outer.sign && self.len >= outer.len
    }
}

/// Returns the format that the language of a fence names.
fn format_of(info: &[u8]) -> Option<Format> {
    let mut words = info.split(|b| !b.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let word = words.next()?.to_ascii_lowercase();
    Some(match &*word {
        b"json" | b"jsonc" | b"json5" | b"js" | b"javascript" => Format::Json,
        b"jsonl" | b"ndjson" => Format::JsonLines,
        b"yaml" | b"yml" => Format::Yaml,
        b"toml" => Format::Toml,
        b"ini" | b"env" | b"dotenv" | b"properties" | b"conf" => Format::KeyValue,
        _ => return None,
    })
}

fn show(
    text: &[u8],
    format: Option<Format>,
    block: Range<usize>,
    visit: &mut dyn FnMut(Format, Range<usize>),
) {
    let looks_like_json = || {
        text.get(block.clone())
            .is_some_and(|inner| matches!(inner.trim_ascii_start().first(), Some(b'{' | b'[')))
    };
    if let Some(format) = format.or_else(|| looks_like_json().then_some(Format::Json)) {
        visit(format, block);
    }
}
