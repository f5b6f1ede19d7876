//! PDF (ISO 32000): read glyph by glyph, written anew as pages of text.
//!
//! The text of every page is read in two orders, that of the eye and that of the file; where they differ both
//! are shown to the visitor. The copy is made from the first alone, without the words that the second shows to be
//! part of a value. A page whose fonts say other letters than they draw is left out. Nothing else of the source
//! gets into the copy: no object, no font, no picture.

mod align;
mod bounds;
mod cells;
mod cmap;
mod content;
mod doubts;
mod extras;
mod faces;
mod font;
mod layout;
mod lexer;
mod merge;
mod metrics;
mod names;
mod order;
mod page;
mod program;
mod repair;
mod seams;
mod sheet;
mod spacing;
mod state;
mod store;
mod strings;
mod symbols;
mod traced;
mod tree;
mod writer;

pub(super) use symbols::of_font as symbol_of;

use super::place::PAGE_BREAK;
use super::{Layer, Place, Role, Walk};
use crate::Reading;
use crate::container::Budget;
use cells::Heading;
use content::Shared;
use evidact_model::{Format, Loss, Lost, Withheld};
use evidact_raw::{Blob, RawBytes, RawName};
use memchr::memmem;
use merge::Shown;
use sheet::Source;
use std::ops::Range;
use store::Store;
use traced::Traced;
use writer::Writer;

/// What a PDF begins with.
pub(super) const MAGIC: &[u8] = b"%PDF-";
/// It does so within this many bytes.
pub(super) const MAX_START: usize = 1024;
/// Stands behind each page.
const BEHIND_PAGE: &str = "\n\u{C}";
/// The inner parts.
const TEXT: &str = "text";
const ENDS: &str = "text over the ends of pages and columns";
const CELLS: &str = "tables cell by cell";
const FILE_ORDER: &str = "text in the order of the file";
/// How many states before the last one are read for what they betray.
const MAX_REVISIONS: usize = 3;

pub(super) fn walk(source: &Blob, walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let read;
    let bytes = if let Some(bytes) = source.memory() {
        bytes
    } else {
        read = walk.budget.read(&mut source.reader())?;
        read.expose()
    };
    // Readers look for the beginning of the file a little behind that of its bytes.
    let (before, bytes) = bytes.split_at_checked(start(bytes)).unwrap_or((&[], bytes));
    extras::drop_text(
        "before the file",
        String::from_utf8_lossy(before).into_owned(),
        Place::aside("what stands before the file"),
        walk,
    )?;
    let store = Store::load(bytes)?;
    let sources = read_pages(&store, walk.budget)?;
    extras::show(&store, walk)?;
    drop(store);
    show_revisions(bytes, walk)?;
    for (page, source) in (1..).zip(&sources) {
        for (what, count) in &source.losses {
            walk.visitor.lost(Loss { what: *what, page: Some(page), count: *count });
        }
        let place = Place::beside(&format!("page {page}"));
        extras::drop_text("beside the text", source.betrays.clone(), place, walk)?;
    }
    tell_unread(&sources, walk)?;
    let trusted = || (1..).zip(&sources).filter(|(_, source)| source.trusted);
    let eye = show_text(TEXT, Layer::Text, trusted().map(|(page, s)| (page, &s.text)), walk)?;
    let other = trusted().filter_map(|(page, s)| Some((page, s.other.as_ref()?)));
    let file = show_text(FILE_ORDER, Layer::Again, other, walk)?;
    let tables =
        trusted().map(|(page, s)| (page, &s.tables)).filter(|(_, tables)| !tables.as_str().is_empty());
    let cells = show_text(CELLS, Layer::Again, tables, walk)?;
    let seams = seams::of(&sources);
    let ends = show_text(ENDS, Layer::Again, seams.iter().map(|seam| (seam.page, &seam.text)), walk)?;
    let Some(output) = walk.output.take() else { return Ok(()) };
    let places = seams::places(&seams);
    let over_end = |range: Range<usize>| seams::crosses(&places, &range);
    let merged = merge::merge(&eye, &[(&cells, &|_| true), (&file, &|_| true), (&ends, &over_end)]);
    let mut writer = Writer::new(output)?;
    for (page, sheet) in sheet::plan(&sources, &merged, walk.visitor) {
        let missing = writer.sheet(&sheet)?;
        if missing > 0 {
            walk.visitor.lost(Loss { what: Lost::LetterShape, page: Some(page), count: missing });
        }
    }
    writer.finish()
}

/// Returns where a PDF begins.
fn start(bytes: &[u8]) -> usize {
    memmem::find(bytes.get(..MAX_START).unwrap_or(bytes), MAGIC).unwrap_or(0)
}

fn read_pages(store: &Store, budget: &mut Budget) -> Result<Vec<Source>, Withheld> {
    let mut shared = Shared::new(store)?;
    let nodes = tree::nodes(store, budget)?;
    let (mut sources, mut heading) = (Vec::with_capacity(nodes.len()), Heading::default());
    for (number, node) in (1..).zip(nodes) {
        sources.push(Source::of(number, &tree::read(node, &mut shared, budget)?, &mut heading));
    }
    sources.iter_mut().for_each(Source::settle);
    Ok(sources)
}

/// Tells which pages show something that nobody could read. If there is no text at all, nothing can be published.
fn tell_unread(sources: &[Source], walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let unread: Vec<usize> =
        (1..).zip(sources).filter(|(_, source)| source.is_unread()).map(|(page, _)| page).collect();
    if !unread.is_empty() && !sources.iter().any(Source::has_text) {
        return Err(Withheld::NoText);
    }
    for run in unread.chunk_by(|before, after| before + 1 == *after) {
        let name = match run {
            [first, .., last] => format!("pages {first} to {last}"),
            [page] => format!("page {page}"),
            [] => continue,
        };
        walk.visitor.unread(RawName::new(name), Withheld::NoText)?;
    }
    Ok(())
}

/// Shows the pages of the states that a file had before it was saved again.
fn show_revisions(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), Withheld> {
    let mut ends: Vec<usize> = memmem::find_iter(bytes, b"%%EOF").map(|at| at + 5).collect();
    ends.pop();
    for end in ends.into_iter().rev().take(MAX_REVISIONS) {
        let Ok(store) = Store::load(bytes.get(..end).unwrap_or_default()) else { continue };
        let Ok(pages) = read_pages(&store, walk.budget) else { continue };
        let text: Vec<String> = pages.into_iter().map(Source::everything).collect();
        let place = Place::aside("earlier state");
        extras::drop_text("earlier state", text.join("\n"), place, walk)?;
    }
    Ok(())
}

/// Shows the text of pages as one part, so that a value that runs over the end of a page is found.
fn show_text<'t>(
    name: &str,
    layer: Layer,
    pages: impl Iterator<Item = (u32, &'t Traced)>,
    walk: &mut Walk<'_>,
) -> Result<Shown, Withheld> {
    let (mut was, mut numbers) = (Traced::default(), Vec::new());
    for (number, page) in pages {
        numbers.push(number);
        was.append(page);
        was.plain(BEHIND_PAGE);
    }
    let mut shown = Shown { was, now: String::new() };
    let text = shown.was.as_str();
    if text.is_empty() {
        return Ok(shown);
    }
    walk.budget.bytes(text.len() as u64)?;
    let kind = crate::sniff::text_kind(&RawName::new(name), Format::Text, text.as_bytes());
    let source = Blob::new(RawBytes::new(text.as_bytes().to_vec()));
    let role = Role::Inner(Reading::Text(kind));
    let replaced = walk.part_at(name, source, role, Place::pages(layer, numbers))?;
    if walk.output.is_some() {
        let replaced = replaced.ok_or(Withheld::Internal)?;
        let bytes = replaced.source.into_memory().map_err(|_| Withheld::Unreadable)?;
        shown.now = String::from_utf8_lossy(bytes.expose()).into_owned();
    }
    Ok(shown)
}
