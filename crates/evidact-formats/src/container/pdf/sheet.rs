//! From pages that were read to pages that are written.

use super::align;
use super::cells::Heading;
use super::font::Font;
use super::layout::{self, Line};
use super::merge::Merged;
use super::order;
use super::page::Page;
use super::traced::Traced;
use super::writer::{Sheet, Weight, Written};
use crate::Visitor;
use evidact_model::{Loss, Lost};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A page of the source: its text in both orders, and what is not carried over.
pub(super) struct Source {
    pub(super) lines: Vec<Line>,
    /// The lines as one text.
    pub(super) text: Traced,
    /// The text in the order of the file, if it reads differently.
    pub(super) other: Option<Traced>,
    /// Its tables, with the lines of each cell together.
    pub(super) tables: Traced,
    /// Texts that are never carried over.
    pub(super) betrays: String,
    /// Whether its text is what the eye sees.
    pub(super) trusted: bool,
    fonts: Vec<Rc<Font>>,
    letters: u64,
    pub(super) losses: Vec<(Lost, u64)>,
    wide: bool,
}

impl Source {
    /// Takes a page with a number apart.
    pub(super) fn of(number: u32, page: &Page, heading: &mut Heading) -> Self {
        let doubles = layout::doubles(page);
        let (lines, cells) = layout::eye_order(page, &doubles, heading);
        let mut tables = Traced::default();
        tables.append_of(number, &cells);
        let mut text = Traced::default();
        for (at, line) in lines.iter().enumerate() {
            text.plain(if at == 0 { "" } else { "\n" });
            text.append_of(number, &line.text);
        }
        let mut other = Traced::default();
        other.append_of(number, &order::file_order(page, &doubles));
        let same = text.as_str().split_whitespace().eq(other.as_str().split_whitespace());
        let other = (!same).then_some(other);
        let mut betrays = order::removed(page);
        betrays.push('\n');
        betrays.push_str(&page.asides);
        Self {
            lines,
            text,
            other,
            tables,
            betrays,
            trusted: true,
            fonts: page.fonts.clone(),
            letters: page.glyphs.len() as u64,
            losses: losses(page),
            wide: page.wide,
        }
    }

    /// Decides whether the page is trusted, once all that its fonts show has been seen.
    pub(super) fn settle(&mut self) {
        self.trusted = !self.fonts.iter().any(|font| font.lies());
        if !self.trusted {
            self.betrays.push_str(self.text.as_str());
            self.betrays.push('\n');
            self.betrays.push_str(self.other.as_ref().map_or("", Traced::as_str));
            self.betrays.push_str(self.tables.as_str());
            self.losses.retain(|(what, _)| *what != Lost::UnreadableText);
            self.losses.insert(0, (Lost::UnreadableText, self.letters));
        }
    }

    /// Says whether it has text that can be published. One of whose letters most cannot be told has none.
    pub(super) fn has_text(&self) -> bool {
        let (mut told, mut untold) = (0usize, 0usize);
        for c in self.text.as_str().chars().filter(|c| !c.is_whitespace()) {
            *if c == char::REPLACEMENT_CHARACTER { &mut untold } else { &mut told } += 1;
        }
        self.trusted && told > untold
    }

    /// Says whether it shows something, and nothing of that is text that can be published.
    pub(super) fn is_unread(&self) -> bool {
        !self.trusted || !self.has_text() && self.shown().is_some()
    }

    /// Returns what a page without text shows.
    fn shown(&self) -> Option<Lost> {
        let shows =
            |what: &Lost| matches!(what, Lost::UnreadableText | Lost::Image | Lost::Drawing | Lost::Media);
        self.losses.iter().map(|(what, _)| *what).find(shows)
    }

    /// Returns all texts of a page that is not published.
    pub(super) fn everything(self) -> String {
        let other = self.other.as_ref().map_or("", Traced::as_str);
        format!("{}\n{other}\n{}\n{}", self.text.as_str(), self.tables.as_str(), self.betrays)
    }
}

fn losses(page: &Page) -> Vec<(Lost, u64)> {
    let all = [
        (Lost::UnreadableText, page.unreadable),
        (Lost::HiddenText, page.removed_runs()),
        (Lost::Image, page.images),
        (Lost::Drawing, page.drawings),
        (Lost::Media, page.media),
        (Lost::Form, page.fields),
        (Lost::Annotation, page.annotations),
        (Lost::Link, page.links),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Lays out the pages of the copy from the redacted texts, each with the number of its source.
pub(super) fn plan(sources: &[Source], merged: &Merged, visitor: &mut dyn Visitor) -> Vec<(u32, Sheet)> {
    let body = body_size(sources);
    let mut pages = merged.pages.iter().zip(&merged.left_out);
    let mut sheets = Vec::with_capacity(sources.len());
    for (number, source) in (1u32..).zip(sources) {
        let mut losses = source.losses.clone();
        let redacted = if source.trusted { pages.next() } else { None };
        let lines = match redacted {
            _ if source.is_unread() => vec![left_out(source.shown().unwrap_or(Lost::UnreadableText))],
            Some((text, gaps)) => {
                if *gaps > 0 {
                    losses.insert(0, (Lost::UncertainText, *gaps));
                    visitor.lost(Loss { what: Lost::UncertainText, page: Some(number), count: *gaps });
                }
                written(source, text, body)
            }
            None => vec![left_out(Lost::UnreadableText)],
        };
        sheets.push((number, Sheet { lines, footer: footer(number, &losses), wide: source.wide }));
    }
    sheets
}

fn left_out(what: Lost) -> Written {
    let text = format!(
        "This page was not carried over: it shows no text that can be read for sure ({}).",
        what.describe()
    );
    Written { text, weight: Weight::Body }
}

fn footer(number: u32, losses: &[(Lost, u64)]) -> String {
    let mut text = format!("Page {number} of the source.");
    if !losses.is_empty() {
        let counted = |(what, count): &(Lost, u64)| format!("{} ({count})", what.describe());
        let list: Vec<String> = losses.iter().map(counted).collect();
        text.push_str(" Not carried over: ");
        text.push_str(&list.join(", "));
        text.push('.');
    }
    text
}

/// Returns the size that most letters of a document have.
fn body_size(sources: &[Source]) -> f64 {
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for line in sources.iter().flat_map(|source| &source.lines) {
        *sizes.entry((line.size * 4.0).round() as i64).or_insert(0) += line.text.as_str().len();
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

fn written(source: &Source, redacted: &str, body: f64) -> Vec<Written> {
    let after: Vec<&str> = redacted.split('\n').collect();
    let was = align::lines(&source.lines, &after);
    let texts = align::columns(&source.lines, &after, &was);
    let lines = texts.into_iter().zip(&was).map(|(text, was)| {
        let weight = source.lines.get(*was).map_or(Weight::Body, |line| weight(line, body));
        Written { text, weight }
    });
    lines.collect()
}

fn weight(line: &Line, body: f64) -> Weight {
    if line.size >= body * 1.45 {
        Weight::Title
    } else if line.size >= body * 1.15 {
        Weight::Heading
    } else if line.bold {
        Weight::Bold
    } else {
        Weight::Body
    }
}
