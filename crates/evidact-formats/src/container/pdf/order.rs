//! The text of a page in the order of the file. It is searched and never written, so it joins what may be one word.

use super::layout::{MAX_LEADING, cell_gap, direction, is_stretched, notes, width};
use super::page::{Glyph, Page, Sight};
use super::spacing;
use super::traced::Traced;
use std::collections::HashSet;

/// Stands between columns and blocks: more than lies within an address.
const JUMP: &str = "\n\n\n\n";
/// A gap as narrow as this may be none: a pair that is kerned apart.
const NARROW_GAP: f64 = 0.2;

/// Returns what was taken away from a page, in the order of the file.
pub(super) fn removed(page: &Page) -> String {
    in_file_order(page, page.glyphs.iter().filter(|g| g.sight == Sight::Removed)).as_str().to_owned()
}

/// Returns the text in the order of the file.
pub(super) fn file_order(page: &Page, doubles: &HashSet<usize>) -> Traced {
    let kept =
        page.glyphs.iter().enumerate().filter(|(n, g)| g.sight != Sight::Removed && !doubles.contains(n));
    let mut text = in_file_order(page, kept.map(|(_, g)| g));
    for note in notes(page) {
        text.plain("\n");
        text.append(&note);
    }
    text
}

/// A letter in the order of the file.
struct Letter<'p> {
    glyph: &'p Glyph,
    /// How far it stands from the end of the one before, if it is on its line.
    gap: Option<f64>,
    /// How far it stands from the start of that.
    pitch: Option<f64>,
    /// Whether it stands below the one before.
    below: bool,
    /// The width of the blank before it.
    spaced: Option<f64>,
    jumps: bool,
    /// How wide a gap parts cells.
    cell: f64,
}

fn in_file_order<'p>(page: &'p Page, glyphs: impl Iterator<Item = &'p Glyph>) -> Traced {
    let letters = letters(page, glyphs);
    let column = spacing::long_runs(&letters.iter().map(|letter| letter.below).collect::<Vec<_>>());
    let pitches: Vec<Option<f64>> = letters.iter().map(|letter| letter.pitch).collect();
    let even = spacing::even_pitch(&pitches);
    let gaps: Vec<Option<f64>> = letters.iter().map(|letter| letter.gap).collect();
    let usual = spacing::usual(&gaps);
    let mut out = Traced::default();
    for (number, letter) in letters.iter().enumerate() {
        let at = |flags: &[bool]| flags.get(number).copied().unwrap_or_default();
        let usual = usual.get(number).copied().unwrap_or_default();
        match letter.gap {
            None if number == 0 || at(&column) => {}
            None => out.plain(if letter.jumps { JUMP } else { "\n" }),
            Some(_) if at(&even) => {}
            // This reading is searched only: what may be drawn side by side is read so.
            Some(gap) if letter.spaced.is_none() && gap - usual <= NARROW_GAP => {}
            Some(gap) if spacing::parts_words(gap, usual, letter.spaced) => {
                out.plain(if gap - usual > letter.cell { "  " } else { " " });
            }
            _ => {}
        }
        out.letter(page.text(letter.glyph), letter.glyph.text.0);
    }
    out
}

fn letters<'p>(page: &'p Page, glyphs: impl Iterator<Item = &'p Glyph>) -> Vec<Letter<'p>> {
    let mut letters: Vec<Letter<'p>> = Vec::new();
    let (mut spaced, mut blanks) = (None, 0);
    for glyph in glyphs {
        if page.text(glyph).trim().is_empty() {
            spaced = Some(width(glyph));
            blanks += 1;
            continue;
        }
        let stretched = is_stretched(glyph, std::mem::take(&mut blanks));
        let cell = if stretched { f64::MAX } else { cell_gap(glyph) / glyph.size.max(0.1) };
        let before = letters.last().map(|letter| letter.glyph);
        let mut letter =
            Letter { glyph, gap: None, pitch: None, below: false, spaced: spaced.take(), jumps: false, cell };
        if let Some(before) = before {
            let from_start = step(glyph, (before.x, before.y));
            let (along, up) = step(glyph, (before.x + before.dx, before.y + before.dy));
            letter.jumps = !(-MAX_LEADING..=0.5).contains(&up);
            letter.below = from_start.0.abs() <= 0.5 && (-MAX_LEADING..-0.5).contains(&from_start.1);
            let same_line = !page.is_cut_between(before, glyph) && up.abs() <= 0.5 && along >= -1.0;
            letter.gap = same_line.then_some(along);
            letter.pitch = letter.gap.map(|_| from_start.0);
        }
        letters.push(letter);
    }
    letters
}

/// Returns how far along its line and above it a glyph stands from a place, in sizes of its letters.
fn step(glyph: &Glyph, (x, y): (f64, f64)) -> (f64, f64) {
    let (ux, uy) = direction(glyph);
    let (dx, dy) = (glyph.x - x, glyph.y - y);
    let size = glyph.size.max(0.1);
    ((dx * ux + dy * uy) / size, (dy * ux - dx * uy) / size)
}
