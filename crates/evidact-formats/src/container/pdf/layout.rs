//! The text of a page in the order of the eye: lines from top to bottom, columns one after the other.

use super::cells::{self, Heading};
use super::page::{Glyph, Page, Sight};
use super::spacing;
use super::traced::Traced;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A gap of this many times their size parts the cells of a table, or columns.
const CELL_GAP: f64 = 1.2;
/// So does a gap of this many times if the pen was put behind it anew.
const PLACED_GAP: f64 = 0.6;
/// Equal letters that are nearer to each other than this many times their size are one, drawn again.
const SAME_PLACE: f64 = 0.13;
/// The widest gap that one blank makes in a line stretched to its margins.
const MAX_STRETCH: f64 = 8.0;
/// The next line of a paragraph is at most so many sizes of its letters further down.
pub(super) const MAX_LEADING: f64 = 2.5;
/// The most columns of characters in a line before the gaps are cut.
const MAX_COLUMN: usize = 240;

/// A line of a page.
pub(super) struct Line {
    pub(super) text: Traced,
    /// The height of its letters.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Whether it stands above the line before it.
    pub(super) begins_column: bool,
}

/// A stretch of a line without a wide gap.
pub(super) struct Cell {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: Traced,
}

/// A row of cells on one line.
pub(super) struct Row {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Where lines begin around it.
    left: f64,
    pub(super) cells: Vec<Cell>,
}

/// Returns the notes. Their letters are numbered behind those of the page.
pub(super) fn notes(page: &Page) -> Vec<Traced> {
    let mut first = page.texts.len() as u32;
    let numbered = page.notes.iter().map(|note| {
        let mut text = Traced::default();
        text.note(note, first);
        first = first.saturating_add(note.chars().count() as u32);
        text
    });
    numbered.collect()
}

/// Returns how wide a gap before a glyph parts cells.
pub(super) fn cell_gap(glyph: &Glyph) -> f64 {
    glyph.size * if glyph.placed { PLACED_GAP } else { CELL_GAP }
}

/// Says whether one blank parts a glyph from the one before it: then any gap is that of a stretched line.
pub(super) fn is_stretched(glyph: &Glyph, blanks: usize) -> bool {
    blanks == 1 && !glyph.placed
}

/// Returns how wide a glyph is, in sizes of its letters.
pub(super) fn width(glyph: &Glyph) -> f64 {
    glyph.advance() / glyph.size.max(0.1)
}

pub(super) fn direction(glyph: &Glyph) -> (f64, f64) {
    let length = glyph.advance();
    if length > 1e-9 { (glyph.dx / length, glyph.dy / length) } else { (1.0, 0.0) }
}

/// Returns the glyphs that are drawn again where they stand, as heavy letters, outlines and shadows are. What is
/// near enough is measured: of a shadow, all letters must go or none, for some of them make no words.
pub(super) fn doubles(page: &Page) -> HashSet<usize> {
    // The text, the size and the field of a grid that is as coarse; and where letters stand in it.
    type Field<'t> = (&'t str, i32, i64, i64);
    let mut seen: HashMap<Field<'_>, Vec<(f64, f64)>> = HashMap::new();
    let mut doubles = HashSet::new();
    let class = |size: f64| size.max(0.01).log2().floor() as i32;
    for (number, glyph) in page.glyphs.iter().enumerate() {
        let text = page.text(glyph);
        if text.trim().is_empty() || glyph.sight == Sight::Removed {
            continue;
        }
        // Copies are of one size, up to rounding.
        let mut classes = vec![class(glyph.size), class(glyph.size * 0.999), class(glyph.size * 1.001)];
        classes.dedup();
        let place = |class: i32| {
            let step = 2.0 * SAME_PLACE * f64::from(class).exp2();
            ((glyph.x / step).floor() as i64, (glyph.y / step).floor() as i64)
        };
        let near = same_place(glyph);
        let is_near =
            |other: &(f64, f64)| (other.0 - glyph.x).abs() <= near && (other.1 - glyph.y).abs() <= near;
        let known = classes.iter().any(|class| {
            let (x, y) = place(*class);
            let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
            around.into_iter().any(|(x, y)| {
                seen.get(&(text, *class, x, y)).is_some_and(|others| others.iter().any(is_near))
            })
        });
        if known {
            doubles.insert(number);
        } else if let Some(class) = classes.first() {
            let (x, y) = place(*class);
            seen.entry((text, *class, x, y)).or_default().push((glyph.x, glyph.y));
        }
    }
    doubles
}

/// Returns how near a letter is drawn again to be the same one: never as far as the pen moves on behind it.
fn same_place(glyph: &Glyph) -> f64 {
    let (usual, advance) = (SAME_PLACE * glyph.size, glyph.advance());
    if advance > 0.0 { usual.min(0.6 * advance) } else { usual }
}

/// Returns the lines from top to bottom, columns one after the other; and its tables, with bars between the cells. A
/// table may go on under the heading that it has on the page before.
pub(super) fn eye_order(page: &Page, doubles: &HashSet<usize>, heading: &mut Heading) -> (Vec<Line>, Traced) {
    let mut by_angle: BTreeMap<i32, Vec<(f64, f64, &Glyph)>> = BTreeMap::new();
    for (number, glyph) in page.glyphs.iter().enumerate() {
        if glyph.sight == Sight::Removed || doubles.contains(&number) {
            continue;
        }
        let (ux, uy) = direction(glyph);
        let angle = (uy.atan2(ux).to_degrees().round() as i32).rem_euclid(360);
        let (sin, cos) = f64::from(angle).to_radians().sin_cos();
        let place = (glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin, glyph);
        by_angle.entry(angle).or_default().push(place);
    }
    let mut groups: Vec<_> = by_angle.into_iter().collect();
    groups.sort_by_key(|(angle, glyphs)| (std::cmp::Reverse(glyphs.len()), *angle));
    let (mut lines, mut tables) = (Vec::new(), Traced::default());
    let mut above = std::mem::take(heading);
    for (number, (_, glyphs)) in groups.into_iter().enumerate() {
        let width = mean_width(page, &glyphs);
        let rows = columns(rows(page, glyphs), 3);
        if !lines.is_empty() {
            lines.push(Line::empty());
        }
        write_rows(&rows, width, &mut lines);
        let below = cells::write(&rows, std::mem::take(&mut above), &mut tables);
        if number == 0 {
            *heading = below;
        }
    }
    for (number, text) in notes(page).into_iter().enumerate() {
        if number == 0 && !lines.is_empty() {
            lines.push(Line::empty());
        }
        lines.push(Line { text, ..Line::empty() });
    }
    (lines, tables)
}

impl Line {
    fn empty() -> Self {
        Self { text: Traced::default(), size: 0.0, bold: false, begins_column: false }
    }

    /// Returns what stands behind the last line of a page.
    pub(super) fn end() -> Self {
        Self { begins_column: true, ..Self::empty() }
    }
}

/// Returns how wide a character is in the middle.
fn mean_width(page: &Page, glyphs: &[(f64, f64, &Glyph)]) -> f64 {
    let (mut width, mut count) = (0.0, 0usize);
    for (_, _, glyph) in glyphs {
        let characters = page.text(glyph).chars().count();
        if characters > 0 && glyph.advance() > 0.0 {
            width += glyph.advance();
            count += characters;
        }
    }
    if count == 0 { 5.0 } else { (width / count as f64).max(0.5) }
}

/// Puts glyphs into rows by the line they stand on.
fn rows(page: &Page, mut glyphs: Vec<(f64, f64, &Glyph)>) -> Vec<Row> {
    glyphs.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut lines: Vec<Vec<(f64, f64, &Glyph)>> = Vec::new();
    for glyph in glyphs {
        if page.text(glyph.2).is_empty() {
            continue;
        }
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|f| f.1 - glyph.1 <= 0.35 * f.2.size.min(glyph.2.size)) =>
            {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    join_raised(&mut lines);
    lines.into_iter().map(|line| row(page, line)).filter(|row| !row.cells.is_empty()).collect()
}

/// Joins small letters above or below a line (powers, footnote marks) to it.
fn join_raised(lines: &mut Vec<Vec<(f64, f64, &Glyph)>>) {
    let extent = |line: &[(f64, f64, &Glyph)]| {
        let size = line.iter().map(|g| g.2.size).fold(0.0, f64::max);
        (line.first().map_or(0.0, |g| g.1), size)
    };
    let mut joined: Vec<Vec<(f64, f64, &Glyph)>> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let (y, size) = extent(&line);
        if let Some(above) = joined.last_mut() {
            let (above_y, above_size) = extent(above);
            let gap = above_y - y;
            let raised = above_size <= 0.8 * size && gap < 0.55 * size;
            let lowered = size <= 0.8 * above_size && gap < 0.35 * above_size;
            if raised {
                let small = std::mem::replace(above, line);
                above.extend(small);
                continue;
            }
            if lowered {
                above.extend(line);
                continue;
            }
        }
        joined.push(line);
    }
    *lines = joined;
}

fn row(page: &Page, glyphs: Vec<(f64, f64, &Glyph)>) -> Row {
    let y = glyphs.first().map_or(0.0, |g| g.1);
    let pieces = spacing::side_by_side(glyphs.into_iter().map(|(x, _, glyph)| (x, glyph)).collect());
    let is_blank = |glyph: &Glyph| page.text(glyph).trim().is_empty();
    let (mut gaps, mut letters, mut edge) = (Vec::new(), Vec::new(), None);
    for piece in pieces.iter().filter(|piece| !is_blank(piece.glyph)) {
        let size = piece.glyph.size.max(0.1);
        letters.push(page.text(piece.glyph).chars().all(char::is_alphabetic));
        gaps.push(edge.filter(|_| !piece.apart).map(|edge| (piece.x - edge) / size));
        edge = Some(piece.right());
    }
    let mut usual = spacing::of_words(&spacing::usual(&gaps), &letters).into_iter();
    let (mut cells, mut size, mut bold) = (Vec::<Cell>::new(), 0.0f64, true);
    // Where the letters end, and where the blanks behind them do.
    let (mut edge, mut pen, mut spaced, mut blanks) = (0.0f64, 0.0f64, None, 0usize);
    let mut before: Option<&Glyph> = None;
    for piece in pieces {
        let (x, right, glyph) = (piece.x, piece.right(), piece.glyph);
        if is_blank(glyph) {
            // A space counts where it parts letters; at the ends of lines and in gaps it does not.
            blanks += 1;
            if x - pen <= spacing::WORD_GAP * glyph.size {
                spaced = Some(width(glyph));
                pen = pen.max(right.min(pen + glyph.size));
            }
            continue;
        }
        let usual = usual.next().unwrap_or(0.0);
        let stretched =
            is_stretched(glyph, std::mem::take(&mut blanks)) && x - pen <= MAX_STRETCH * glyph.size;
        let cut = before.replace(glyph).is_some_and(|before| page.is_cut_between(before, glyph));
        size = size.max(glyph.size);
        bold &= glyph.bold;
        let text = page.text(glyph);
        match cells.last_mut() {
            Some(cell)
                if !piece.apart && !cut && (stretched || x - pen <= cell_gap(glyph) + usual * glyph.size) =>
            {
                let gap = (x - edge) / glyph.size.max(0.1);
                let usual = spacing::seen(usual, spaced);
                if spacing::parts_words(gap, usual, spaced) && !cell.text.as_str().ends_with(' ') {
                    cell.text.blanks(1);
                }
                cell.text.letter(text, glyph.text.0);
                cell.right = cell.right.max(right);
            }
            _ => {
                let mut cell = Cell { left: x, right, text: Traced::default() };
                cell.text.letter(text, glyph.text.0);
                cells.push(cell);
                (edge, pen) = (right, right);
            }
        }
        spaced = None;
        edge = edge.max(right);
        pen = pen.max(right);
    }
    for cell in &mut cells {
        cell.text.trim_end();
    }
    Row { y, size, bold, left: f64::MAX, cells }
}

/// Puts columns of running text one after the other. Tables, whose cells belong to their row, stay as they are.
fn columns(mut rows: Vec<Row>, depth: u8) -> Vec<Row> {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let left = cells().map(|c| c.left).fold(f64::MAX, f64::min);
    let right = cells().map(|c| c.right).fold(f64::MIN, f64::max);
    for row in &mut rows {
        row.left = left;
    }
    let Some(gutter) = (depth > 0 && rows.len() >= 4).then(|| find_gutter(&rows, left, right)).flatten()
    else {
        return rows;
    };
    let crosses = |row: &Row| row.cells.iter().any(|c| c.left < gutter && c.right > gutter);
    let (mut out, mut zone) = (Vec::new(), Vec::new());
    for row in rows {
        if crosses(&row) {
            out.extend(split_zone(std::mem::take(&mut zone), gutter, depth));
            out.push(row);
        } else {
            zone.push(row);
        }
    }
    out.extend(split_zone(zone, gutter, depth));
    out
}

/// How many places across the page are looked at for a gutter.
const BINS: usize = 200;

/// Finds a place across which hardly any row goes.
fn find_gutter(rows: &[Row], left: f64, right: f64) -> Option<f64> {
    let width = right - left;
    if width <= 0.0 {
        return None;
    }
    let bin = |x: f64| (((x - left) / width * BINS as f64) as usize).min(BINS - 1);
    let mut steps = [0i64; BINS + 1];
    for cell in rows.iter().flat_map(|row| &row.cells) {
        if let Some(step) = steps.get_mut(bin(cell.left)) {
            *step += 1;
        }
        if let Some(step) = steps.get_mut(bin(cell.right) + 1) {
            *step -= 1;
        }
    }
    let most = rows.len() as i64 * 15 / 100;
    let (mut covered, mut run, mut best) = (0, 0usize, (0usize, 0usize));
    for (at, step) in steps.iter().enumerate().take(BINS * 4 / 5) {
        covered += step;
        run = if covered <= most && at >= BINS / 5 { run + 1 } else { 0 };
        if run > best.0 {
            best = (run, at);
        }
    }
    let (run, end) = best;
    (run >= 3).then(|| left + (end as f64 + 1.0 - run as f64 / 2.0) * width / BINS as f64)
}

/// Splits rows between which a gutter runs, if both sides are running text.
fn split_zone(zone: Vec<Row>, gutter: f64, depth: u8) -> Vec<Row> {
    let side = |row: &Row, right: bool| {
        let cells = row.cells.iter().filter(|c| (c.left >= gutter) == right);
        cells.fold((0, 0), |(count, length), c| (count + 1, length + c.text.as_str().chars().count()))
    };
    let prose = |right: bool| {
        let mut sides: Vec<_> = zone.iter().map(|row| side(row, right)).filter(|s| s.0 > 0).collect();
        let single = sides.iter().filter(|s| s.0 == 1).count();
        sides.sort_unstable_by_key(|s| s.1);
        let middle = sides.get(sides.len() / 2).map_or(0, |s| s.1);
        sides.len() >= 3 && single * 10 >= sides.len() * 7 && middle >= 18
    };
    if !(prose(false) && prose(true)) {
        return zone;
    }
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in zone {
        let (right, left): (Vec<Cell>, Vec<Cell>) = row.cells.into_iter().partition(|c| c.left >= gutter);
        let part = |cells| Row { cells, ..row };
        if !left.is_empty() {
            lefts.push(part(left));
        }
        if !right.is_empty() {
            rights.push(part(right));
        }
    }
    let mut out = columns(lefts, depth - 1);
    out.extend(columns(rights, depth - 1));
    out
}

/// Writes rows as lines; cells keep their place as far as characters of one width can.
fn write_rows(rows: &[Row], width: f64, lines: &mut Vec<Line>) {
    let mut above: Option<&Row> = None;
    for row in rows {
        if above.is_some_and(|above| (above.y - row.y).abs() > 1.9 * row.size.max(above.size)) {
            lines.push(Line::empty());
        }
        let (mut text, mut column) = (Traced::default(), 0usize);
        for cell in &row.cells {
            let wanted = (((cell.left - row.left) / width).round().max(0.0) as usize).min(MAX_COLUMN);
            let at = if text.as_str().is_empty() { wanted.min(60) } else { wanted.max(column + 2) };
            text.blanks(at - column);
            text.append(&cell.text);
            column = at + cell.text.as_str().chars().count();
        }
        let begins_column = above.is_some_and(|above| row.y > above.y + row.size);
        lines.push(Line { text, size: row.size, bold: row.bold, begins_column });
        above = Some(row);
    }
}
