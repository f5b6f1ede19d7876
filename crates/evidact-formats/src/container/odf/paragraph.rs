//! What a paragraph says, put back between its elements.

use crate::container::nodes::put_text;
use evidact_model::Placeholder;
use std::collections::HashMap;

/// What of each changed paragraph is as it was.
#[derive(Default)]
pub(super) struct Edges(HashMap<usize, Option<Changes>>);

impl Edges {
    /// Returns the changes of a paragraph; nothing if there are none. Worked out once.
    pub(super) fn of(
        &mut self,
        paragraph: usize,
        old: &[u8],
        is_border: &dyn Fn(usize) -> bool,
        changed: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<&mut Changes> {
        self.0
            .entry(paragraph)
            .or_insert_with(|| changed().map(|new| Changes::new(old, &new, is_border)))
            .as_mut()
    }
}

/// Where a paragraph changed, in order.
pub(super) struct Changes {
    edges: Vec<Edge>,
    next: usize,
}

/// A stretch that changed.
struct Edge {
    start: usize,
    end: usize,
    /// What stands there now, until it is put.
    put: Vec<u8>,
}

/// So far behind its first place a kept text is looked for.
const NEAR: usize = 256;

impl Changes {
    /// Works them out; `is_border` says where a stretch of the old paragraph begins.
    fn new(old: &[u8], new: &[u8], is_border: &dyn Fn(usize) -> bool) -> Self {
        let edges =
            Self::of_placeholders(old, new, is_border).unwrap_or_else(|| vec![Edge::around(old, new)]);
        Self { edges, next: 0 }
    }

    /// Finds what stands between placeholders in the old text; nothing if it is not all there in this order.
    fn of_placeholders(old: &[u8], new: &[u8], is_border: &dyn Fn(usize) -> bool) -> Option<Vec<Edge>> {
        let mut edges: Vec<Edge> = Vec::new();
        let mut kept = 0;
        let (mut at, mut from) = (0, 0);
        while let Some(open) = memchr::memchr(b'[', new.get(at..)?).map(|n| at + n) {
            let Some((_, len)) = new.get(open..).and_then(Placeholder::at_start) else {
                at = open + 1;
                continue;
            };
            let put = new.get(open..open + len)?;
            kept = Self::close(&mut edges, old, kept, new.get(from..open)?, is_border)?;
            match edges.last_mut().filter(|e| e.start == kept) {
                Some(edge) => edge.put.extend_from_slice(put),
                None => edges.push(Edge { start: kept, end: old.len(), put: put.to_vec() }),
            }
            at = open + len;
            from = at;
        }
        let rest = new.get(from..)?;
        let last = edges.last_mut()?;
        last.end = old.len().checked_sub(rest.len()).filter(|_| old.ends_with(rest))?;
        edges.iter().all(|e| e.start < e.end).then_some(edges)
    }

    /// Ends the change that is open where a kept text stands, and returns where that ends. A kept text may stand in
    /// what was replaced, too; one that begins or ends with a stretch is more likely to be the one.
    fn close(
        edges: &mut [Edge],
        old: &[u8],
        from: usize,
        kept: &[u8],
        is_border: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let Some(open) = edges.last_mut() else { return old.starts_with(kept).then_some(kept.len()) };
        if kept.is_empty() {
            return Some(from);
        }
        // Something was replaced, so at least one byte is gone.
        let rest = old.get(from + 1..)?;
        let first = memchr::memmem::find(rest, kept)?;
        let near = rest.get(first..rest.len().min(first + kept.len() + NEAR)).unwrap_or_default();
        let at = |n: usize| from + 1 + first + n;
        let at_border = |n: &usize| is_border(at(*n)) || is_border(at(*n) + kept.len());
        open.end = at(memchr::memmem::find_iter(near, kept).find(at_border).unwrap_or(0));
        Some(open.end + kept.len())
    }

    /// Returns what stands for a stretch of the old paragraph. Stretches are asked for in their order.
    pub(super) fn stretch(&mut self, old: &[u8], start: usize, end: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = start;
        while let Some(edge) = self.edges.get_mut(self.next).filter(|e| e.start < end) {
            out.extend_from_slice(old.get(at..edge.start).unwrap_or_default());
            out.append(&mut edge.put);
            at = at.max(edge.end.min(end));
            if edge.end > end {
                break;
            }
            self.next += 1;
        }
        out.extend_from_slice(old.get(at..end).unwrap_or_default());
        out
    }
}

impl Edge {
    /// From the first to the last byte that changed.
    fn around(old: &[u8], new: &[u8]) -> Self {
        let most = old.len().min(new.len());
        let mut start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let continues = |text: &[u8], at: usize| text.get(at).is_some_and(|b| b & 0xC0 == 0x80);
        while start > 0 && (continues(old, start) || continues(new, start)) {
            start -= 1;
        }
        let mut same =
            old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count().min(most - start);
        while same > 0 && (continues(old, old.len() - same) || continues(new, new.len() - same)) {
            same -= 1;
        }
        let put = new.get(start..new.len() - same).unwrap_or_default().to_vec();
        Self { start, end: old.len() - same, put }
    }
}

/// Writes text of a paragraph: white space that would be lost is written as elements.
pub(super) fn put_inline(text: &[u8], out: &mut Vec<u8>) {
    let mut from = 0;
    let mut after_blank = true;
    for (i, &b) in text.iter().enumerate() {
        let element: &[u8] = match b {
            b'\t' => b"<text:tab/>",
            b'\n' => b"<text:line-break/>",
            b' ' if after_blank => b"<text:s/>",
            _ => {
                after_blank = b == b' ';
                continue;
            }
        };
        put_text(text.get(from..i).unwrap_or_default(), out);
        out.extend_from_slice(element);
        from = i + 1;
        after_blank = true;
    }
    put_text(text.get(from..).unwrap_or_default(), out);
}

#[cfg(test)]
mod tests {
    use super::{Changes, put_inline};

    fn spread(old: &str, new: &str, cuts: &[usize]) -> Vec<String> {
        let mut edge = Changes::new(old.as_bytes(), new.as_bytes(), &|at| cuts.contains(&at));
        let all = cuts.windows(2).map(|w| edge.stretch(old.as_bytes(), w[0], w[1]));
        all.map(|t| String::from_utf8(t).expect("whole characters")).collect()
    }

    #[test]
    fn a_change_stands_where_it_began() {
        assert_eq!(spread("the hunter2 is", "the [X:01] is", &[0, 7, 10, 14]), ["the [X:01]", "", " is"]);
        assert_eq!(spread("hunter2", "[X:01]", &[0, 3, 7]), ["[X:01]", ""]);
        assert_eq!(
            spread("Acme GmbH met jane@example.com now", "[CUSTOMER:01] met [EMAIL:01] now", &[0, 9, 20, 34]),
            ["[CUSTOMER:01]", " met [EMAIL:01]", " now"]
        );
        assert_eq!(
            spread("Acme Ltd jane@example.com", "[CUSTOMER:01] [EMAIL:01]", &[0, 8, 25]),
            ["[CUSTOMER:01]", " [EMAIL:01]"]
        );
        assert_eq!(spread("ab cd", "[X:01][Y:01] cd", &[0, 1, 5]), ["[X:01][Y:01]", " cd"]);
        assert_eq!(spread("a é b", "a [X:01] b", &[0, 2, 4, 6]), ["a ", "[X:01]", " b"]);
    }

    #[test]
    fn white_space_comes_back() {
        let mut out = Vec::new();
        put_inline(b" a  b\tc\n<d> ", &mut out);
        assert!(out == b"<text:s/>a <text:s/>b<text:tab/>c<text:line-break/>&lt;d&gt; ");
    }
}
