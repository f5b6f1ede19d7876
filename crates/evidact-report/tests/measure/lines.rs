//! Which lines of a note are not in its review, neither in a field nor among the unplaced notes.

use super::{fields, words};
use evidact_model::review::Review;
use evidact_report::Catalog;
use evidact_report::catalog::Kind;

/// Returns the number of lines that are not blank, and the numbers of those that are lost.
pub(crate) fn lost(text: &str, review: &Review) -> (usize, Vec<usize>) {
    let kept = kept(review);
    let unplaced = |n: usize| {
        let within = |first: u32, last: u32| (first as usize..=last as usize).contains(&n);
        review.unplaced.iter().any(|u| within(u.first_line, u.last_line))
    };
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.trim().is_empty()).collect();
    let all: Vec<&str> = text.lines().collect();
    let is_header = |n: usize| all.get(n).is_some_and(|below| is_delimiter(below));
    let is_lost = |(n, line): &&(usize, &str)| {
        !is_aside(line) && !unplaced(*n) && !is_header(*n) && !stands(line, &kept)
    };
    (lines.len(), lines.iter().filter(is_lost).map(|(n, _)| *n).collect())
}

fn is_aside(line: &str) -> bool {
    let line = line.trim_start();
    let closes = line.strip_prefix("</").and_then(|rest| rest.trim_end().strip_suffix('>'));
    if closes.is_some_and(|tag| tag.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return true;
    }
    if line.starts_with("<a id=")
        || ["<details>", "</details>", "<br>", "<hr>", "<hr/>", "<hr />"].contains(&line)
    {
        return true;
    }
    line.starts_with("<!-- ?") || line.starts_with("<!-- evidact:")
}

/// Says whether a line stands below the header of a table, whose cells are labels.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Says whether a line is made of stretches that stand in the review, no more of them than its signs part.
fn stands(line: &str, kept: &str) -> bool {
    // The marks of headings and items, and anchors, show nothing.
    let line = line.trim_start();
    let line = line.trim_start_matches('#').trim_start();
    let line = line.trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphanumeric()).trim_start();
    // So does the numbering of headings and items: `4. `, `4.1 `, `4.1. `, `**A. `.
    let line = line.trim_start_matches('*');
    let lettered = line.starts_with(|c: char| c.is_ascii_uppercase()) && line.get(1..3) == Some(". ");
    let line = if lettered { line.get(3..).unwrap_or_default() } else { line };
    let line = unnumbered(unnumbered(line));
    let line = line
        .strip_prefix('h')
        .and_then(|rest| rest.split_once(". "))
        .filter(|(n, _)| n.len() == 1)
        .map_or(line, |(_, rest)| rest);
    let shown = line
        .split_once("></a>")
        .filter(|(before, _)| before.contains("<a id="))
        .map_or(line, |(_, rest)| rest);
    let shown = in_html_heading(shown).unwrap_or(shown);
    let words = words(&shown.replace("<br>", " ").replace("<br/>", " ").replace("<br />", " "));
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let signs = line.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).count();
    let mut pieces = 0;
    let mut at = 0;
    while at < words.len() {
        let longest = (at + 1..=words.len())
            .take_while(|end| {
                let stretch = words.get(at..*end).unwrap_or_default().join(" ");
                kept.contains(&format!(" {stretch} "))
            })
            .last();
        let Some(end) = longest else { return false };
        at = end;
        pieces += 1;
    }
    pieces <= signs + 2
}

/// Returns the text of `<h1 align="center">Title</h1>`, whose tags show nothing.
fn in_html_heading(line: &str) -> Option<&str> {
    let (open, rest) = line.trim().split_once('>')?;
    let level = open.strip_prefix("<h")?.get(..1).filter(|level| "123456".contains(level))?;
    rest.strip_suffix(&format!("</h{level}>"))
}

/// Takes the sign and the number of an item off; an item may begin with another.
fn unnumbered(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '+', ' ']);
    // `4️⃣` is a number, too.
    let bare =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '\u{fe0f}' | '\u{20e3}'));
    let bare = bare.strip_prefix(')').unwrap_or(bare);
    if bare.starts_with(' ') { bare.trim_start().trim_start_matches('*') } else { line }
}

/// Returns all that a review holds, and the names that become structure.
fn kept(review: &Review) -> String {
    let mut out = String::from(" ");
    let mut add = |text: &str| {
        out.push_str(&words(text));
        out.push_str("/ ");
    };
    for o in &review.observations {
        add(&o.id);
        add(o.title.as_str());
    }
    for field in fields::all(review) {
        add(field.origin.label.as_str());
        add(field.text.as_str());
    }
    review.title.iter().chain(&review.date).for_each(|text| add(text.as_str()));
    review.unplaced.iter().for_each(|u| add(u.text.as_str()));
    // The labels of dates, titles and ids are not shown; sections and boundaries are headings of the report.
    let catalog = Catalog::builtin();
    let unshown = |key: &Option<String>| matches!(key.as_deref(), Some("date" | "title" | "id"));
    for item in catalog.of_kind(Kind::ReportField).filter(|item| unshown(&item.key)) {
        let elsewhere = item.at_top.iter().chain(&item.in_observation);
        item.synonyms.iter().chain(&item.weak).chain(elsewhere).for_each(|name| add(name));
    }
    for item in catalog.of_kind(Kind::Section).chain(catalog.of_kind(Kind::Boundary)) {
        add(&item.id);
        item.synonyms.iter().for_each(|name| add(name));
        add(&item.title);
    }
    out
}
