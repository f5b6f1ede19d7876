//! Headings that are nothing but lines of their own: notes pasted from a word processor have no other.

use super::ids;
use super::lines::{Line, Shape};
use crate::catalog::{Names, Setting};

/// A longer line is a sentence.
const MAX_HEADING: usize = 100;
/// So many lines that name fields or sections make a note one of these.
const FEWEST: usize = 4;

/// Makes headings of the lines that stand alone and name a field, a section or an observation, in a note that has no
/// heading and enough of them.
pub(super) fn open(lines: &[Line<'_>], shapes: &mut [Shape], names: &Names) {
    if shapes.iter().any(|shape| matches!(shape, Shape::Heading(_))) {
        return;
    }
    let text = |n: usize| lines.get(n).map_or("", |line| line.text.trim());
    let alone: Vec<usize> = (0..lines.len()).filter(|&n| is_alone(shapes, n) && may_head(text(n))).collect();
    let names_one = |n: &usize| {
        let field = |setting| names.field(text(*n), setting).is_some();
        field(Setting::Observation) || field(Setting::Top) || names.section(text(*n)).is_some()
    };
    // The items of a loose list follow upon one another.
    let apart = |at: Option<usize>| at.is_none_or(|at| !is_numbered(text(at)));
    let is_part = |n: usize| {
        let filled = |at: &usize| !text(*at).is_empty();
        is_numbered(text(n)) && apart((n + 1..lines.len()).find(filled)) && apart((0..n).rev().find(filled))
    };
    if alone.iter().filter(|n| names_one(n)).count() < FEWEST {
        return;
    }
    let first = (0..lines.len()).find(|n| !text(*n).is_empty());
    for n in alone {
        let level = if first == Some(n) {
            1
        } else if ids::id(text(n)).is_some() || is_part(n) || names.section(text(n)).is_some() {
            2
        } else if names_one(&n) {
            3
        } else {
            continue;
        };
        if let Some(shape) = shapes.get_mut(n) {
            *shape = Shape::Heading(level);
        }
    }
}

/// Says whether a line of text stands between lines that are none, with something below it.
fn is_alone(shapes: &[Shape], n: usize) -> bool {
    let is_text = |at: usize| shapes.get(at) == Some(&Shape::Text);
    is_text(n) && (n == 0 || !is_text(n - 1)) && !is_text(n + 1) && n + 1 < shapes.len()
}

/// Says whether a line may be a heading: short, no item of a list, no sentence.
fn may_head(text: &str) -> bool {
    let ends = text.ends_with(['.', ',', ';', ':', '!', '`', '"']);
    let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    text.len() <= MAX_HEADING && begins && !ends && !text.contains('|')
}

/// Says whether a line is numbered: `5. Findings`, `2.1 Scope`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    rest.len() < text.len() && rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
}
