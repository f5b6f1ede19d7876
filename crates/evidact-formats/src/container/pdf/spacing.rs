//! Which gaps between letters are blanks, and which letters belong together.
//!
//! All gaps here are multiples of the size of the letters.

use super::page::Glyph;

/// A gap of this size parts words.
pub(super) const WORD_GAP: f64 = 0.15;
/// A gap in which the file has a blank need not be as wide. A blank without any width is drawn away again.
const BLANK_GAP: f64 = 0.08;
/// Nor as this much of the blank, which is narrow in narrow print.
const OF_BLANK: f64 = 0.5;
/// Glyphs that are put side by side one by one are this near to each other.
const TOUCH: f64 = 0.1;
/// How many gaps on each side say what is usual.
const AROUND: usize = 4;
/// How far usual gaps may differ.
const EVEN: f64 = 0.06;
/// The widest gap that can be one between spaced letters.
const MAX_SPACED: f64 = 0.8;

/// Says whether a gap parts words, next to gaps that are usually so wide. The file may have a blank in it.
pub(super) fn parts_words(gap: f64, usual: f64, blank: Option<f64>) -> bool {
    gap - usual
        > match blank {
            Some(width) if width > 0.0 => BLANK_GAP.min(width * OF_BLANK),
            Some(_) => BLANK_GAP,
            None => WORD_GAP,
        }
}

/// Returns what stands at a place and so many places on each side of it.
fn around<T>(all: &[T], at: usize, reach: usize) -> &[T] {
    all.get(at.saturating_sub(reach)..(at + reach + 1).min(all.len())).unwrap_or_default()
}

/// Returns for each gap what gaps around it usually are: nothing, unless letters are spaced evenly.
pub(super) fn usual(gaps: &[Option<f64>]) -> Vec<f64> {
    (0..gaps.len())
        .map(|at| {
            let mut around: Vec<f64> = around(gaps, at, AROUND).iter().copied().flatten().collect();
            around.sort_unstable_by(f64::total_cmp);
            let middle = around.get(around.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
            let even = around.iter().filter(|gap| (*gap - middle).abs() <= EVEN).count();
            let spaced = middle.abs() > EVEN && middle.abs() <= MAX_SPACED;
            if spaced && around.len() > AROUND && even * 2 > around.len() { middle } else { 0.0 }
        })
        .collect()
}

/// How far letters of one pitch may be from it, and the widest pitch.
const EVEN_PITCH: f64 = 0.02;
const MAX_PITCH: f64 = 1.5;
/// So many letters below each other are a word written downwards.
const LONG_RUN: usize = 6;

/// Says for each letter whether it stands from the one before as far as all around it do, whatever their widths:
/// they are put on a grid, and a narrow letter has room beside it that is no blank.
pub(super) fn even_pitch(pitches: &[Option<f64>]) -> Vec<bool> {
    let is_even = |at: usize, own: f64| {
        let around: Vec<f64> = around(pitches, at, AROUND).iter().copied().flatten().collect();
        let even = around.iter().filter(|pitch| (*pitch - own).abs() <= EVEN_PITCH).count();
        own <= MAX_PITCH && around.len() > AROUND && even * 2 > around.len()
    };
    pitches.iter().enumerate().map(|(at, pitch)| pitch.is_some_and(|own| is_even(at, own))).collect()
}

/// Keeps the flags that stand in long runs.
pub(super) fn long_runs(flags: &[bool]) -> Vec<bool> {
    let runs = flags.chunk_by(|a, b| a == b);
    runs.flat_map(|run| run.iter().map(|flag| *flag && run.len() >= LONG_RUN)).collect()
}

/// How many letters on each side say whether evenly spaced glyphs are a word.
const AROUND_LETTERS: usize = 2 * AROUND;

/// Keeps what is usual only where most glyphs around are letters: words are set with space between their letters,
/// while digits and signs that stand evenly apart are rows of numbers and formulas.
pub(super) fn of_words(usual: &[f64], are_letters: &[bool]) -> Vec<f64> {
    let is_word = |at: usize| {
        let around = around(are_letters, at, AROUND_LETTERS);
        around.iter().filter(|is| **is).count() * 2 > around.len()
    };
    usual.iter().enumerate().map(|(at, usual)| if is_word(at) { *usual } else { 0.0 }).collect()
}

/// Returns what is usual at a gap in which the file may have a blank. One that is wide is seen as a blank, also
/// where all gaps are alike: what the letters make without it is for the other reading of the page.
pub(super) fn seen(usual: f64, blank: Option<f64>) -> f64 {
    if blank.is_some_and(|width| width > 0.0) { 0.0 } else { usual }
}

/// A glyph in its line.
pub(super) struct Piece<'p> {
    pub(super) x: f64,
    pub(super) glyph: &'p Glyph,
    /// Whether it begins a text that lies over the end of another.
    pub(super) apart: bool,
}

impl Piece<'_> {
    pub(super) fn right(&self) -> f64 {
        self.x + self.glyph.advance()
    }
}

/// Puts the glyphs of a line side by side. Texts that lie over each other, as a cell that is cut off at the next
/// one, are not mixed but follow each other.
pub(super) fn side_by_side(mut glyphs: Vec<(f64, &Glyph)>) -> Vec<Piece<'_>> {
    glyphs.sort_by_key(|(_, glyph)| glyph.text.0);
    let mut runs: Vec<Vec<Piece<'_>>> = Vec::new();
    for (x, glyph) in glyphs {
        let piece = Piece { x, glyph, apart: false };
        match runs.last_mut() {
            Some(run)
                if run.last().is_some_and(|before| {
                    let gap = (x - before.right()) / glyph.size.max(0.1);
                    if glyph.placed { gap.abs() <= TOUCH } else { (-0.5..=0.6).contains(&gap) }
                }) =>
            {
                run.push(piece);
            }
            _ => runs.push(vec![piece]),
        }
    }
    let left = |run: &Vec<Piece<'_>>| run.first().map_or(0.0, |piece| piece.x);
    runs.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let (mut out, mut together, mut reach) = (Vec::new(), Vec::<Piece<'_>>::new(), f64::MIN);
    for mut run in runs {
        let apart =
            run.len() > 1 && run.first().is_some_and(|first| first.x < reach - 0.5 * first.glyph.size);
        if apart {
            append_by_place(&mut together, &mut out);
        }
        reach = run.iter().map(Piece::right).fold(reach, f64::max);
        together.append(&mut run);
        if let Some(first) = together.first_mut().filter(|_| apart) {
            first.apart = true;
        }
    }
    append_by_place(&mut together, &mut out);
    out
}

fn append_by_place<'p>(together: &mut Vec<Piece<'p>>, out: &mut Vec<Piece<'p>>) {
    together.sort_by(|a, b| a.x.total_cmp(&b.x));
    out.append(together);
}

#[cfg(test)]
mod tests {
    use super::{even_pitch, long_runs, of_words, parts_words, seen, usual};

    fn blanks(gaps: &[f64]) -> Vec<bool> {
        let gaps: Vec<Option<f64>> = gaps.iter().copied().map(Some).collect();
        gaps.iter().zip(usual(&gaps)).map(|(gap, usual)| parts_words(gap.unwrap(), usual, None)).collect()
    }

    #[test]
    fn evenly_spaced_letters_are_one_word_and_wider_gaps_are_blanks() {
        let gaps = [0.25, 0.25, 0.24, 0.26, 0.75, 0.25, 0.25, 0.25];
        assert_eq!(blanks(&gaps), [false, false, false, false, true, false, false, false]);
    }

    #[test]
    fn letters_that_touch_are_parted_by_any_wide_gap() {
        let gaps = [0.0, 0.02, 0.25, 0.0, -0.03, 0.2, 0.0];
        assert_eq!(blanks(&gaps), [false, false, true, false, false, true, false]);
    }

    #[test]
    fn a_blank_that_is_drawn_away_is_none() {
        assert!(!parts_words(-0.05, 0.0, Some(0.28)) && parts_words(0.12, 0.0, Some(0.28)));
    }

    #[test]
    fn a_blank_of_narrow_print_is_one() {
        assert!(parts_words(0.06, 0.0, Some(0.06)) && !parts_words(0.02, 0.0, Some(0.06)));
    }

    #[test]
    fn blanks_that_the_file_has_are_seen_and_rows_of_digits_are_no_words() {
        assert!(parts_words(0.28, seen(0.28, Some(0.28)), Some(0.28)) && !parts_words(0.28, 0.28, None));
        assert_eq!(of_words(&[0.3; 5], &[true, true, false, true, true]), [0.3; 5]);
        assert_eq!(of_words(&[0.3; 5], &[true, false, false, false, true]), [0.0; 5]);
    }

    #[test]
    fn letters_on_a_grid_and_below_each_other_are_found() {
        let pitches = [0.6, 0.6, 0.6, 1.2, 0.6, 0.61, 0.6, 0.6].map(Some);
        assert_eq!(even_pitch(&pitches).iter().filter(|even| **even).count(), 7);
        assert!(even_pitch(&[0.3, 0.6, 0.5, 0.25, 0.7, 0.4].map(Some)).iter().all(|even| !even));
        let flags = [false, true, true, false, true, true, true, true, true, true];
        assert_eq!(long_runs(&flags).iter().filter(|flag| **flag).count(), 6);
    }
}
