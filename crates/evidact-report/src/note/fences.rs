//! Blocks of code that are none: nothing but keys with values, right below the heading of a finding.

use super::lines::{Line, Shape};
use super::marks::{self, Style};
use crate::catalog::{Names, Setting};

/// Longer blocks are code.
const MAX_LINES: usize = 24;

/// Takes the lines of such blocks for text, and their fences for what parts it.
pub(super) fn open(lines: &[Line<'_>], shapes: &mut [Shape], names: &Names) {
    let mut above = None;
    let mut n = 0;
    while let Some(shape) = shapes.get(n).copied() {
        let block = shapes.iter().skip(n).take_while(|shape| **shape == Shape::Opaque).count();
        let is_below = above.is_some_and(|at: usize| {
            let title = lines.get(at).map_or("", |line| marks::heading(line.text));
            names.field(title, Setting::Observation).is_none()
        });
        if is_below && is_keys(lines.get(n..n + block).unwrap_or_default(), names) {
            for (at, slot) in shapes.iter_mut().enumerate().skip(n).take(block) {
                *slot = if at == n || at == n + block - 1 { Shape::Rule } else { Shape::Text };
            }
        }
        above = match shape {
            Shape::Heading(_) => Some(n),
            Shape::Blank | Shape::Under => above,
            _ => None,
        };
        n += block.max(1);
    }
}

/// Says whether a block is fenced, in no language but that of plain data, and each line a key, most of them known.
fn is_keys(block: &[Line<'_>], names: &Names) -> bool {
    let [first, inner @ .., last] = block else { return false };
    let language = first.text.strip_prefix("```").map(|language| language.trim().to_lowercase());
    let plain = language.is_some_and(|l| ["", "text", "txt", "yaml", "yml"].contains(&l.as_str()));
    if !plain || last.text.trim() != "```" || !(2..=MAX_LINES).contains(&inner.len()) {
        return false;
    }
    let mark = |line: &Line<'_>| {
        let mark = marks::mark(line.text)?;
        let valued = line.text.get(mark.value..).is_some_and(|value| !value.trim().is_empty());
        (mark.style == Style::Key && valued).then(|| names.field(mark.label, Setting::Observation).is_some())
    };
    let marks: Option<Vec<bool>> = inner.iter().map(mark).collect();
    marks.is_some_and(|known| 2 * known.iter().filter(|known| **known).count() > known.len())
}
