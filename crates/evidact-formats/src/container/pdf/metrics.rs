//! Widths of the fonts that every reader has, in thousandths of the size. Only gaps between words depend on
//! them, so the two common families do; others are near enough to one of them.

/// Widths of U+0020 to U+007E in Helvetica (Adobe's font metrics).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The same of Times.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Returns the width of a character in a font that is not embedded.
pub(super) fn width(base_font: &[u8], text: Option<&str>) -> f64 {
    let is = |name: &[u8]| memchr::memmem::find(base_font, name).is_some();
    if is(b"Courier") || is(b"Mono") {
        return 600.0;
    }
    let table = if is(b"Times") || is(b"Serif") { &TIMES } else { &HELVETICA };
    let first = text.and_then(|t| t.chars().next()).map_or(0, u32::from);
    let at = first.checked_sub(0x20).and_then(|at| table.get(at as usize));
    f64::from(at.copied().unwrap_or(556))
}
