//! Directions: which part of a text runs from right to left, and in which order the parts of a line stand.
//!
//! By the Unicode bidirectional algorithm (UAX #9). Placeholders and code are isolated, so that their brackets and signs
//! stay where they are whatever surrounds them. Direction marks in the text have no effect: they are spelt out.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Which way a paragraph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Direction {
    /// As its first letter does.
    #[default]
    Auto,
    /// From left to right, whatever it holds: code.
    LeftToRight,
    /// From right to left, whatever it begins with: a title behind an id.
    RightToLeft,
}

/// The directions of a text.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    /// Where the level changes, with the level from there on, in order.
    runs: Vec<(usize, Level)>,
    /// Where each paragraph begins, with its level.
    paragraphs: Vec<(usize, Level)>,
}

impl Levels {
    /// Finds the directions in a text that is made of parts; `isolated` says which of them stand apart.
    pub(crate) fn new<'p>(
        parts: impl Iterator<Item = (&'p str, bool)> + Clone,
        direction: Direction,
    ) -> Self {
        if !parts.clone().any(|(text, _)| has_rtl(text)) {
            return Self::default();
        }
        if direction == Direction::LeftToRight {
            return Self::of_code(parts.map(|(text, _)| text));
        }
        // The isolates go into a copy of the text; `starts` says where each part begins here and there.
        let (mut copy, mut starts, mut at) = (String::new(), Vec::new(), 0);
        for (text, isolated) in parts {
            let apart = isolated && !text.contains('\n');
            copy.push_str(if apart { "\u{2066}" } else { "" });
            starts.push((copy.len(), at, text.len()));
            copy.push_str(text);
            at += text.len();
            copy.push_str(if apart { "\u{2069}" } else { "" });
        }
        let base = (direction == Direction::RightToLeft).then(Level::rtl);
        let info = BidiInfo::new(&copy, base);
        let mut levels = Self::default();
        for &(there, here, length) in &starts {
            for (offset, level) in info.levels.iter().skip(there).take(length).enumerate() {
                if levels.runs.last().is_none_or(|(_, last)| last != level) {
                    levels.runs.push((here + offset, *level));
                }
            }
        }
        let mut parts = starts.iter().copied().peekable();
        for paragraph in &info.paragraphs {
            while parts.next_if(|(there, _, length)| there + length <= paragraph.range.start).is_some() {}
            let here = parts
                .peek()
                .map_or(at, |(there, here, _)| here + paragraph.range.start.saturating_sub(*there));
            levels.paragraphs.push((here, paragraph.level));
        }
        levels
    }

    /// Finds the words of code that run from right to left. Their order, and that of the signs between them, stays.
    fn of_code<'p>(parts: impl Iterator<Item = &'p str>) -> Self {
        let (mut levels, mut at, mut last) = (Self::default(), 0, Level::ltr());
        for character in parts.flat_map(str::chars) {
            let level = match bidi_class(character) {
                BidiClass::R | BidiClass::AL => Level::rtl(),
                BidiClass::NSM => last,
                _ => Level::ltr(),
            };
            if level != last {
                levels.runs.push((at, level));
            }
            at += character.len_utf8();
            last = level;
        }
        levels
    }

    /// Returns the level at a place, and where the next one begins.
    pub(crate) fn run_at(&self, place: usize) -> (Level, usize) {
        let next = self.runs.partition_point(|(start, _)| *start <= place);
        let level =
            next.checked_sub(1).and_then(|at| self.runs.get(at)).map_or(Level::ltr(), |(_, level)| *level);
        (level, self.runs.get(next).map_or(usize::MAX, |(start, _)| *start))
    }

    /// Returns the level of the paragraph at a place.
    pub(crate) fn base_at(&self, place: usize) -> Level {
        let next = self.paragraphs.partition_point(|(start, _)| *start <= place);
        next.checked_sub(1).and_then(|at| self.paragraphs.get(at)).map_or(Level::ltr(), |(_, level)| *level)
    }
}

/// Returns the places of parts of these levels from left to right.
pub(crate) fn visual_order(levels: &[Level]) -> Vec<usize> {
    BidiInfo::reorder_visual(levels)
}

fn has_rtl(text: &str) -> bool {
    text.chars().any(|character| {
        let code = u32::from(character);
        // No character below runs from right to left.
        code >= 0x590 && matches!(bidi_class(character), BidiClass::R | BidiClass::AL | BidiClass::AN)
    })
}

#[cfg(test)]
mod tests {
    use super::{Direction, Levels, visual_order};

    fn levels(parts: &[(&str, bool)]) -> Levels {
        Levels::new(parts.iter().copied(), Direction::Auto)
    }

    #[test]
    fn a_text_without_such_letters_has_no_levels() {
        let found = levels(&[("plain text, 123 – «ok»", false)]);
        assert_eq!(found.run_at(3).0.number(), 0);
        assert!(found.runs.is_empty());
    }

    #[test]
    fn the_first_letter_decides_for_each_paragraph() {
        let found = levels(&[("one שלום\n", false), ("שלום two", false)]);
        assert!(found.base_at(0).is_ltr());
        assert!(found.base_at("one שלום\n".len()).is_rtl());
    }

    #[test]
    fn a_title_behind_an_id_runs_as_the_title_does() {
        let parts = [("F-01  שלום", false)];
        assert!(Levels::new(parts.iter().copied(), Direction::Auto).base_at(0).is_ltr());
        assert!(Levels::new(parts.iter().copied(), Direction::RightToLeft).base_at(0).is_rtl());
    }

    #[test]
    fn a_placeholder_among_such_letters_runs_from_left_to_right_as_a_whole() {
        let parts = [("שלום ", false), ("[EMAIL:01]", true), (" שלום", false)];
        let found = levels(&parts);
        let start = parts[0].0.len();
        let inside: Vec<u8> =
            (start..start + parts[1].0.len()).map(|at| found.run_at(at).0.number()).collect();
        assert_eq!(inside, [2; 10]);
        let found = levels(&[("שלום [EMAIL:01] שלום", false)]);
        assert_ne!(found.run_at(start).0.number(), 2, "without the isolate its bracket would turn");
    }

    #[test]
    fn code_stays_from_left_to_right() {
        let code = "שלום = \"שם\" # שלום";
        let found = Levels::new([(code, false)].into_iter(), Direction::LeftToRight);
        assert!(found.base_at(0).is_ltr());
        let rtl: String =
            code.char_indices().filter(|(at, _)| found.run_at(*at).0.is_rtl()).map(|(_, c)| c).collect();
        assert_eq!(rtl, "שלוםשםשלום");
    }

    #[test]
    fn parts_of_a_line_stand_as_the_standard_says() {
        let level = |number| unicode_bidi::Level::new(number).unwrap();
        // A left-to-right part and a number within text from right to left, and that within other text.
        let order = visual_order(&[level(0), level(1), level(2), level(1), level(0)]);
        assert_eq!(order, [0, 3, 2, 1, 4]);
    }
}
