//! Brings redacted lines back into their layout: which line each one was, and the columns of its table.

use super::layout::Line;
use std::collections::BTreeMap;

/// How far ahead a line is looked for if lines have gone.
const LOOK_AHEAD: usize = 64;

/// Returns for each redacted line the number of the line that it was.
pub(super) fn lines(before: &[Line], after: &[&str]) -> Vec<usize> {
    if before.len() == after.len() {
        return (0..after.len()).collect();
    }
    let mut at = 0;
    after
        .iter()
        .map(|line| {
            let ahead = before.iter().enumerate().skip(at).take(LOOK_AHEAD);
            let found = ahead
                .into_iter()
                .find(|(_, old)| old.text.as_str() == *line)
                .map_or(at, |(number, _)| number);
            at = found + 1;
            found
        })
        .collect()
}

/// Returns the lines with the cells of tables under each other again, where a placeholder moved them.
pub(super) fn columns(before: &[Line], after: &[&str], was: &[usize]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(after.len());
    let mut block: Vec<(Vec<Cell<'_>>, Vec<Cell<'_>>)> = Vec::new();
    let mut changed = false;
    for (line, was) in after.iter().zip(was) {
        let old = before.get(*was).map_or("", |line| line.text.as_str());
        let (old_cells, new_cells) = (cells(old), cells(line));
        if new_cells.len() < 2 || old_cells.len() != new_cells.len() {
            flush(&mut block, changed, &mut out);
            changed = false;
            out.push((*line).to_owned());
            continue;
        }
        changed |= old != *line;
        block.push((old_cells, new_cells));
    }
    flush(&mut block, changed, &mut out);
    out
}

/// A cell: the column it begins in, and its text.
type Cell<'t> = (usize, &'t str);

/// Splits a line at gaps of two spaces or more.
fn cells(line: &str) -> Vec<Cell<'_>> {
    let mut out = Vec::new();
    let mut column = 0;
    for piece in line.split("  ") {
        let text = piece.trim_start_matches(' ');
        let inner = piece.len() - text.len();
        if !text.is_empty() {
            out.push((column + inner, text.trim_end_matches(' ')));
        }
        column += piece.chars().count() + 2;
    }
    out
}

/// Writes the rows of a table. If cells have grown, all that follow move to the right together.
fn flush(block: &mut Vec<(Vec<Cell<'_>>, Vec<Cell<'_>>)>, changed: bool, out: &mut Vec<String>) {
    let mut before_stop: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (old, new) in block.iter() {
        let mut previous = None;
        for ((start, _), (_, text)) in old.iter().zip(new) {
            let stop = before_stop.entry(*start).or_default();
            stop.extend(previous);
            previous = Some((*start, text.chars().count()));
        }
    }
    let mut stops: BTreeMap<usize, usize> = BTreeMap::new();
    let mut last = None;
    for (start, previous) in &before_stop {
        let after = |(from, length): &(usize, usize)| stops.get(from).copied().unwrap_or(*from) + length + 2;
        let needed = previous.iter().map(after).max().unwrap_or(0);
        let stop = needed.max(*start).max(last.map_or(0, |last: usize| last + 1));
        stops.insert(*start, stop);
        last = Some(stop);
    }
    for (old, new) in block.drain(..) {
        let (mut line, mut column) = (String::new(), 0);
        for ((start, _), (own, text)) in old.iter().zip(&new) {
            let wanted = if changed { stops.get(start).copied().unwrap_or(*start) } else { *own };
            line.extend(std::iter::repeat_n(' ', wanted.saturating_sub(column)));
            line.push_str(text);
            column = wanted.max(column) + text.chars().count();
        }
        out.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, lines};
    use crate::container::pdf::layout::Line;

    fn before(lines: &[&str]) -> Vec<Line> {
        lines.iter().map(|text| Line { text: (*text).into(), size: 1.0, ..Line::end() }).collect()
    }

    #[test]
    fn a_longer_cell_moves_the_column_behind_it_in_all_rows() {
        let old = before(&["Name    Role", "Jo      admin", "Al      guest"]);
        let new = ["Name    Role", "[PERSON:01]      admin", "Al      guest"];
        let was = lines(&old, &new);
        assert_eq!(
            columns(&old, &new, &was),
            ["Name         Role", "[PERSON:01]  admin", "Al           guest"]
        );
    }

    #[test]
    fn what_did_not_change_stays_as_it_is() {
        let old = before(&["  a  b", "", "plain text"]);
        let new = ["  a  b", "", "plain text"];
        assert_eq!(columns(&old, &new, &lines(&old, &new)), new);
    }

    #[test]
    fn a_line_that_is_gone_does_not_shift_what_follows() {
        let old = before(&["key:", "secret 1", "secret 2", "Title", "text"]);
        assert_eq!(lines(&old, &["key: [X:01]", "Title", "text"]), [0, 3, 4]);
    }
}
