//! Headings that no sign marks: lines of their own, as notes pasted from a word processor have them, and numbered titles.

use super::ids;
use super::lines::{Line, Shape};
use super::marks;
use super::values;
use crate::catalog::{Names, Setting};
use std::collections::BTreeMap;

/// A longer line is a sentence.
const MAX_HEADING: usize = 100;
/// So many lines that name fields or sections make a note one of these.
const FEWEST: usize = 4;
/// Fewer do where so many lines stand alone.
const MANY: usize = 5;
/// So many numbered sections are meant as such.
const SECTIONS: usize = 3;

/// Makes headings of the lines that stand alone and name a field, a section or an observation, in a note that has no
/// heading and enough of them.
pub(super) fn open(lines: &[Line<'_>], shapes: &mut [Shape], names: &Names) {
    part(lines, shapes, names);
    number(lines, shapes);
    grade(lines, shapes);
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
    let known = alone.iter().filter(|n| names_one(n)).count();
    if known < FEWEST && (known < 2 || alone.len() < MANY) {
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

/// Makes headings of the titles of numbered sections, `4.1 Replay of requests`, and of the chapters that they are part of,
/// `4. Attacks`: what is listed number by number is none.
fn number(lines: &[Line<'_>], shapes: &mut [Shape]) {
    let read = |n: usize| {
        let above = n.checked_sub(1).and_then(|above| shapes.get(above));
        let apart = above.is_none_or(|shape| matches!(shape, Shape::Blank | Shape::Rule));
        let text = lines.get(n).filter(|_| apart && shapes.get(n) == Some(&Shape::Text))?;
        numbered(text.text.trim_end())
    };
    let titles: BTreeMap<usize, (&str, u8)> = (0..lines.len()).filter_map(|n| Some((n, read(n)?))).collect();
    let below = |n: usize| (n + 1..lines.len()).find(|at| shapes.get(*at) != Some(&Shape::Blank));
    let holds = |n: usize| below(n).is_some_and(|next| !titles.contains_key(&next));
    let is_section = |(n, (_, depth)): &(&usize, &(&str, u8))| *depth > 1 && holds(**n);
    let chapters: Vec<&str> = titles.iter().filter(is_section).map(|(_, (chapter, _))| *chapter).collect();
    if chapters.len() < SECTIONS {
        return;
    }
    let is_one = |title: &(&usize, &(&str, u8))| {
        let (chapter, depth) = title.1;
        is_section(title) || *depth == 1 && chapters.contains(chapter)
    };
    let found: Vec<(usize, u8)> =
        titles.iter().filter(is_one).map(|(n, (_, depth))| (*n, depth + 1)).collect();
    for (n, level) in found {
        shapes.iter_mut().skip(n).take(1).for_each(|shape| *shape = Shape::Heading(level.min(6)));
    }
}

/// Takes a line of hyphens right below a field with its value for what parts findings, not for an underline: `CWE: CWE-284`.
fn part(lines: &[Line<'_>], shapes: &mut [Shape], names: &Names) {
    for n in 1..lines.len() {
        let rule = lines
            .get(n)
            .is_some_and(|line| line.text.len() > 2 && line.text.trim_end().bytes().all(|b| b == b'-'));
        let text = lines.get(n - 1).map_or("", |line| line.text);
        let heads = rule && matches!(shapes.get(n - 1), Some(Shape::Heading(2))) && !text.starts_with('#');
        let mark = marks::opening(text).filter(|mark| heads && marks::body(text).len() > mark.value);
        let known = |label| names.field(label, Setting::Observation).is_some() || values::names_a_list(label);
        if mark.is_some_and(|mark| known(mark.label)) {
            shapes.iter_mut().skip(n - 1).take(1).for_each(|shape| *shape = Shape::Text);
            shapes.iter_mut().skip(n).take(1).for_each(|shape| *shape = Shape::Rule);
        }
    }
}

/// Makes headings of lines of their own that grade and name a finding, `🔴 CRITICAL: Open transfer`, if there are several.
fn grade(lines: &[Line<'_>], shapes: &mut [Shape]) {
    let is_one = |n: &usize| {
        let text = lines.get(*n).map_or("", |line| line.text.trim());
        let bare = text.trim_start_matches(|c: char| marks::is_picture(c) || c == ' ');
        let graded = bare.split_once(": ").is_some_and(|(grade, title)| {
            let alone = grade.bytes().all(|b| b.is_ascii_uppercase()) && values::severity(grade).is_some();
            alone && title.starts_with(char::is_uppercase) && title.split(' ').count() >= 2
        });
        is_alone(shapes, *n) && bare.len() < text.len() && graded && may_head(bare)
    };
    let found: Vec<usize> = (0..lines.len()).filter(is_one).collect();
    if found.len() < 2 {
        return;
    }
    for n in found {
        shapes.iter_mut().skip(n).take(1).for_each(|shape| *shape = Shape::Heading(5));
    }
}

/// Reads the first part of the number before a title, and how many parts it has.
fn numbered(text: &str) -> Option<(&str, u8)> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, rest) = text.split_at_checked(digits)?;
    let escaped = rest.strip_prefix("\\.");
    let title = escaped.unwrap_or(rest).strip_prefix(' ')?;
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let counts = parts.len() <= 4 && parts.iter().all(|part| (1..=2).contains(&part.len()));
    let ended = parts.len() > 1 || escaped.is_some() || number.ends_with('.');
    let sound = counts && ended && may_head(title) && title.starts_with(char::is_uppercase);
    sound.then_some((parts.first().copied()?, u8::try_from(parts.len()).ok()?))
}

/// Says whether a line of text stands between lines that are none, with something below it.
fn is_alone(shapes: &[Shape], n: usize) -> bool {
    let is_text = |at: usize| shapes.get(at) == Some(&Shape::Text);
    is_text(n) && (n == 0 || !is_text(n - 1)) && !is_text(n + 1) && n + 1 < shapes.len()
}

/// Says whether a line may be a heading: short, no item of a list, no sentence.
fn may_head(text: &str) -> bool {
    let ends = text.ends_with(['.', ',', ';', ':', '!', '`', '"']);
    let bare = text.trim_start_matches(|c: char| marks::is_picture(c) || c == ' ');
    let begins = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    text.len() <= MAX_HEADING && begins && !ends && !text.contains('|')
}

/// Says whether a line is numbered: `5. Findings`, `2.1 Scope`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    rest.len() < text.len() && rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
}
