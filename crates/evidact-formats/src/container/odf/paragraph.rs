//! What a paragraph says, put back between its elements.

use crate::container::nodes::put_text;
use std::collections::HashMap;

/// What of each changed paragraph is as it was.
#[derive(Default)]
pub(super) struct Edges(HashMap<usize, Option<Edge>>);

impl Edges {
    /// Returns the change of a paragraph; nothing if there is none. Worked out once.
    pub(super) fn of(
        &mut self,
        paragraph: usize,
        old: &[u8],
        changed: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<&mut Edge> {
        self.0.entry(paragraph).or_insert_with(|| changed().map(|new| Edge::new(old, &new))).as_mut()
    }
}

/// Where a paragraph changed: from its first to its last new byte.
pub(super) struct Edge {
    start: usize,
    end: usize,
    /// What stands there now, until it is put.
    put: Vec<u8>,
}

impl Edge {
    fn new(old: &[u8], new: &[u8]) -> Self {
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

    /// Returns what stands for a stretch of the old paragraph. Stretches are asked for in their order.
    pub(super) fn stretch(&mut self, old: &[u8], start: usize, end: usize) -> Vec<u8> {
        let mut out = old.get(start..end.min(self.start)).unwrap_or_default().to_vec();
        if end > self.start {
            out.append(&mut self.put);
        }
        out.extend_from_slice(old.get(start.max(self.end)..end).unwrap_or_default());
        out
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
    use super::{Edge, put_inline};

    fn spread(old: &str, new: &str, cuts: &[usize]) -> Vec<String> {
        let mut edge = Edge::new(old.as_bytes(), new.as_bytes());
        let all = cuts.windows(2).map(|w| edge.stretch(old.as_bytes(), w[0], w[1]));
        all.map(|t| String::from_utf8(t).expect("whole characters")).collect()
    }

    #[test]
    fn a_change_stands_where_it_began() {
        assert_eq!(spread("the hunter2 is", "the [X:01] is", &[0, 7, 10, 14]), ["the [X:01]", "", " is"]);
        assert_eq!(spread("hunter2", "[X:01]", &[0, 3, 7]), ["[X:01]", ""]);
        assert_eq!(spread("a é b", "a [X:01] b", &[0, 2, 4, 6]), ["a ", "[X:01]", " b"]);
    }

    #[test]
    fn white_space_comes_back() {
        let mut out = Vec::new();
        put_inline(b" a  b\tc\n<d> ", &mut out);
        assert!(out == b"<text:s/>a <text:s/>b<text:tab/>c<text:line-break/>&lt;d&gt; ");
    }
}
